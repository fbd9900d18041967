//! Rows of people who don't come, of which nothing but the name says who they are, since their
//! address or something else can't be read. A name is no identity; but where a list has nobody else
//! of it any more, it is theirs, and a slip of the pen lets nobody in.

use std::collections::BTreeMap;

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use crate::Result;
use crate::import::{
    sift::by_key::{By, Match, Sifted, Staged},
    sift::by_name::name_digest,
};

/// Those rows, by a digest of their name.
#[derive(Debug, Default)]
pub(crate) struct Refused(BTreeMap<[u8; 16], Vec<u32>>);

impl Refused {
    pub(crate) fn add(&mut self, name: [u8; 16], row: u32) {
        self.0.entry(name).or_default().push(row);
    }

    pub(crate) fn any(&self) -> bool {
        !self.0.is_empty()
    }
}

impl Staged {
    /// Finds of each such row the one guest of its name of whom the list has no other row. Where
    /// there are several, nobody is gone by it: the row may be any of theirs.
    pub(crate) fn know_refused(&mut self, conn: &Connection, sifted: &mut Sifted) -> Result<()> {
        if !self.refused.any() {
            return Ok(());
        }
        let mut named = BTreeMap::<_, Vec<AttendeeId>>::new();
        for one in sifted.missing.iter().filter(|one| one.key.is_none()) {
            if let Some(guest) = table::attendee::by_id(conn, one.id)? {
                let name = name_digest(&guest.name);
                named.entry(name).or_default().push(one.id);
            }
        }
        for (name, rows) in &self.refused.0 {
            let guests = named.get(name).map_or(&[][..], Vec::as_slice);
            let new = rows.iter().all(|row| sifted.added.contains(*row));
            match (rows.as_slice(), guests) {
                ([row], [id]) if new => {
                    sifted.added.remove(*row);
                    sifted.dropped.retain(|one| one.id != *id);
                    sifted.missing.retain(|one| one.id != *id);
                    sifted.changed.push(Match::new(*row, *id, By::Own, false));
                }
                _ => sifted.unread |= new && sifted.listed > 0,
            }
        }
        Ok(())
    }
}
