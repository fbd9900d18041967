//! What the cells of a column say of it, where its title says two things or none that is known.

use super::{
    Column, Field, Format, ListError, Place, SaidBy,
    columns::Columns,
    status::status,
    titles::{among, squeeze},
    value::looks_like_email,
};

/// Titles that are a status in one list and a part of a country in another.
const STATUS_OR_STATE: &str = "estado stato etat state";

/// Takes columns for what their cells are; `rows` are the first ones behind the header. What
/// somebody said of a column holds.
pub(super) fn judge(columns: &mut Columns, rows: &[Vec<String>]) {
    if columns.format != Format::Plain {
        return;
    }
    if !columns.has(Place::Field(Field::Status))
        && let [at, ..] = open(
            columns,
            |column, cells| is_status(&column.title, cells),
            rows,
        )[..]
    {
        columns.columns[at].place = Place::Field(Field::Status);
        columns.columns[at].by = SaidBy::Cells;
    }
    if !columns.has(Place::Field(Field::Email)) {
        match open(columns, |_, cells| are_emails(cells), rows)[..] {
            [] => {}
            [at] => {
                columns.columns[at].place = Place::Field(Field::Email);
                columns.columns[at].by = SaidBy::Cells;
            }
            // Who a guest is must not hang on the order of the columns.
            [first, second, ..] => {
                let title = |at: usize| columns.columns[at].title.clone();
                let two = ListError::TwoColumns {
                    field: Field::Email,
                    first: title(first),
                    second: title(second),
                };
                columns.problem.get_or_insert(two);
            }
        }
    }
}

/// The columns of which neither their title nor anybody says anything, and that are this by what
/// stands in them.
fn open(
    columns: &Columns,
    is: impl Fn(&Column, &[&str]) -> bool,
    rows: &[Vec<String>],
) -> Vec<usize> {
    let all = columns.columns.iter().enumerate();
    let open =
        all.filter(|(_, column)| column.place == Place::Question && column.by == SaidBy::Title);
    let found = open.filter(|(at, column)| {
        let cells = rows.iter().filter_map(|row| row.get(*at));
        let cells = cells
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty());
        is(column, &cells.collect::<Vec<_>>())
    });
    found.map(|(at, _)| at).collect()
}

fn is_status(title: &str, cells: &[&str]) -> bool {
    let known = cells.iter().filter(|cell| status(cell, &[]).is_ok());
    // Where nothing stands yet, or as many are as are not, somebody may be cancelled. If places
    // stand there instead, their rows are rejected: that is seen, and nobody comes in unseen.
    among(STATUS_OR_STATE, &squeeze(title)) && 2 * known.count() >= cells.len()
}

fn are_emails(cells: &[&str]) -> bool {
    let emails = cells.iter().filter(|cell| looks_like_email(cell));
    2 * emails.count() > cells.len()
}
