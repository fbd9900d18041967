//! Which list a list is. Of a service there is one of each make; of spreadsheets of the same
//! columns it is the one with which it has the most people in common: guests and speakers may well
//! have the same columns, and are two.

use lanyard_exchange::list::Format;
use lanyard_store::{Connection, StoreError, table};

use super::{
    rows::Plan,
    sift::{Known, Staged, bytes, join, number, person_digest},
    spill::{PARTS, Spill},
};
use crate::{DeskError, Result};

/// The lists that it may be.
#[derive(Debug)]
pub(super) struct Lists {
    source: &'static str,
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
    /// How many of those stand in the new list too, under the same key.
    common: u32,
    /// How many do so under the same address and name.
    people: u32,
    /// As many people of it the new list refuses in rows of which nothing else can be read.
    refused: u32,
}

impl List {
    /// Whether most of those on either list are the same people, where all have other codes by now.
    /// Guests and speakers may overlap; nobody loses a code by that.
    fn has_most_people(&self, rows: u32) -> bool {
        self.people.saturating_mul(2) > rows.max(self.guests)
    }
}

impl Lists {
    pub(super) fn like(conn: &Connection, plan: &Plan) -> Result<Self> {
        let all = table::import::lists_like(conn, plan.source(), &plan.mark)?;
        let list = |(id, mark)| List {
            number: short(Some(id)),
            mark,
            guests: 0,
            common: 0,
            people: 0,
            refused: 0,
        };
        Ok(Self {
            source: plan.source(),
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
        conn: &Connection,
        staged: &mut Staged,
        known: &mut Spill<{ Known::WIDTH }>,
    ) -> Result<(u32, String)> {
        if !self.several {
            let number = self.all.first().map_or(0, |list| list.number);
            return Ok((number, self.mark));
        }
        let mut having = self.all.iter().filter(|list| list.guests > 0);
        if staged.rows == 0 {
            // Nothing tells which list has become empty, but that there is only one.
            return Ok(match (having.next(), having.next()) {
                (Some(list), None) => (list.number, list.mark.clone()),
                _ => (0, self.mark),
            });
        }
        let peopled = having.count();
        if peopled > 0 {
            self.count_common(staged, known, peopled)?;
        }
        let mut most = self.all.iter().map(|list| list.common).max().unwrap_or(0);
        if most == 0 && peopled > 0 {
            self.count_people(conn, staged)?;
            let rows = staged.rows;
            for list in &mut self.all {
                if list.has_most_people(rows) || list.refused > 0 {
                    list.common = list.people;
                }
                most = most.max(list.common);
            }
        }
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

    fn count_common(
        &mut self,
        staged: &mut Staged,
        known: &mut Spill<{ Known::WIDTH }>,
        peopled: usize,
    ) -> Result<()> {
        let mut parts = 0..PARTS;
        // Where there is but one, a single guest decides it.
        while let Some(part) = parts.next()
            && (peopled > 1 || self.all.iter().all(|list| list.common == 0))
        {
            let rows = staged.keys.part(part).map_err(DeskError::Spill)?;
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
        Ok(())
    }

    /// Counts who is there by address and name: all codes may be others by now.
    fn count_people(&mut self, conn: &Connection, staged: &mut Staged) -> Result<()> {
        // Digest of address and name, list.
        let mut standing = Spill::<20>::default();
        table::known::each_on_lists(conn, self.source, |one| {
            let list = short(Some(one.list));
            if one.email.is_empty() || self.of(list).is_none() {
                return Ok(());
            }
            let person = person_digest(one.email, one.name);
            let entry = join(&[&person, &list.to_be_bytes()]);
            standing.push(entry).map_err(StoreError::Disk)
        })?;
        for part in 0..PARTS {
            let guests = standing.part(part).map_err(DeskError::Spill)?;
            if guests.is_empty() {
                continue;
            }
            let rows = staged.people.part(part).map_err(DeskError::Spill)?;
            for same in rows.chunk_by(|one, next| one[..16] == next[..16]) {
                let person: [u8; 16] = bytes(&same[0], 0);
                let refused = |entry: &[u8; 20]| staged.refusals.contains(number(entry, 16));
                let refused = same.iter().any(refused);
                let from = guests.partition_point(|guest| guest[..16] < person[..]);
                let to = guests.partition_point(|guest| guest[..16] <= person[..]);
                for theirs in guests[from..to].chunk_by(|one, next| one == next) {
                    if let Some(list) = self.of(number(&theirs[0], 16)) {
                        let both = same.len().min(theirs.len());
                        list.people += u32::try_from(both).unwrap_or(u32::MAX);
                        list.refused += u32::from(refused);
                    }
                }
            }
        }
        Ok(())
    }

    fn of(&mut self, number: u32) -> Option<&mut List> {
        self.all.iter_mut().find(|list| list.number == number)
    }
}

/// A list's number as the merge has it; 0: none.
pub(super) fn short(list: Option<i64>) -> u32 {
    list.and_then(|list| u32::try_from(list).ok()).unwrap_or(0)
}
