//! Which list a list is. Of a service there is one of each make; of spreadsheets of the same
//! columns it is the one with which it has the most people in common: guests and speakers may well
//! have the same columns, and are two.

use lanyard_exchange::list::Format;
use lanyard_store::{Connection, table};

use super::{
    rows::Plan,
    sift::{Known, StagedKey, number},
    spill::{PARTS, Spill},
};
use crate::{DeskError, Result};

/// The lists that it may be.
#[derive(Debug)]
pub(super) struct Lists {
    mark: String,
    /// There may be several of this mark.
    several: bool,
    all: Vec<List>,
}

#[derive(Debug)]
struct List {
    number: u32,
    mark: String,
    /// How many stand on it.
    guests: u32,
    /// How many of those stand in the new list too.
    common: u32,
}

impl Lists {
    pub(super) fn like(conn: &Connection, plan: &Plan) -> Result<Self> {
        let all = table::import::lists_like(conn, plan.source(), &plan.mark)?;
        let list = |(id, mark)| List {
            number: short(Some(id)),
            mark,
            guests: 0,
            common: 0,
        };
        Ok(Self {
            mark: plan.mark.clone(),
            several: plan.format == Format::Plain,
            all: all.into_iter().map(list).collect(),
        })
    }

    /// Takes note of a guest who stands on a list.
    pub(super) fn stands(&mut self, list: u32) {
        if let Some(list) = self.of(list) {
            list.guests += 1;
        }
    }

    /// The list's number, 0 where it is a new one, and its mark.
    pub(super) fn which(
        mut self,
        staged: &mut Spill<{ StagedKey::WIDTH }>,
        known: &mut Spill<{ Known::WIDTH }>,
        rows: u32,
    ) -> Result<(u32, String)> {
        if !self.several {
            let number = self.all.first().map_or(0, |list| list.number);
            return Ok((number, self.mark));
        }
        let mut having = self.all.iter().filter(|list| list.guests > 0);
        if rows == 0 {
            // Nothing tells which list has become empty, but that there is only one.
            return Ok(match (having.next(), having.next()) {
                (Some(list), None) => (list.number, list.mark.clone()),
                _ => (0, self.mark),
            });
        }
        let peopled = having.count();
        let mut parts = 0..if peopled > 0 { PARTS } else { 0 };
        // Where there is but one, a single guest decides it.
        while let Some(part) = parts.next()
            && (peopled > 1 || self.all.iter().all(|list| list.common == 0))
        {
            let rows = staged.part(part).map_err(DeskError::Spill)?;
            let guests = known.part(part).map_err(DeskError::Spill)?;
            let mut guests = guests.as_slice();
            for row in &rows {
                let key = &row[..16];
                guests = &guests[guests.partition_point(|guest| &guest[..16] < key)..];
                for guest in guests.iter().take_while(|guest| &guest[..16] == key) {
                    if let Some(list) = self.of(number(guest, Known::LIST)) {
                        list.common += 1;
                    }
                }
            }
        }
        let most = self.all.iter().map(|list| list.common).max().unwrap_or(0);
        let fits = |list: &&List| match most {
            // One whose guests are all gone may as well be this one.
            0 => list.guests == 0,
            most => list.common == most,
        };
        Ok(match self.all.iter().find(fits) {
            Some(list) => (list.number, list.mark.clone()),
            None if self.all.is_empty() => (0, self.mark),
            None => (0, format!("{}#{}", self.mark, self.all.len() + 1)),
        })
    }

    fn of(&mut self, number: u32) -> Option<&mut List> {
        self.all.iter_mut().find(|list| list.number == number)
    }
}

/// A list's number as the merge has it; 0: none.
pub(super) fn short(list: Option<i64>) -> u32 {
    list.and_then(|list| u32::try_from(list).ok()).unwrap_or(0)
}
