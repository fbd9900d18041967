//! What the columns of a list are taken for.

use lanyard_exchange::list::{Column, Look, Mapping, SaidBy};

use crate::answers::{ColumnPlace, ImportAnswer};

/// What the columns are.
pub(super) struct Columns {
    pub(super) look: Look,
    pub(super) map: Vec<Mapping>,
    /// As somebody said the last time.
    pub(super) remembered: bool,
}

impl Columns {
    /// An answer that also says what the columns are.
    pub(super) fn tell(&self, answer: ImportAnswer) -> ImportAnswer {
        let guessed = |column: &&Column| column.by == SaidBy::Cells;
        let suggested = |column: &Column| {
            column.suggested.map(|field| ColumnPlace {
                column: column.title.clone(),
                place: field.word().to_owned(),
            })
        };
        ImportAnswer {
            format: self.look.format.word().to_owned(),
            remembered: self.remembered,
            columns: self.look.columns.iter().map(column_place).collect(),
            guessed: self
                .look
                .columns
                .iter()
                .filter(guessed)
                .map(column_place)
                .collect(),
            suggested: self.look.columns.iter().filter_map(suggested).collect(),
            sheet: self.look.sheets.read.clone(),
            other_sheets: self.look.sheets.others.clone(),
            ..answer
        }
    }
}

/// What a column is taken for.
fn column_place(column: &Column) -> ColumnPlace {
    ColumnPlace {
        column: column.title.clone(),
        place: column.place.word().to_owned(),
    }
}
