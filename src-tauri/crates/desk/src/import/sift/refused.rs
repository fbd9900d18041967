//! Rows of people who don't come, of which nothing but the name says who they are, since their
//! address or something else can't be read. A name is no identity; but where a list has nobody else
//! of it any more, it is theirs, and a slip of the pen lets nobody in.

use std::collections::BTreeMap;

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use super::sifted::{By, Match, Sifted};
use crate::{
    Result,
    import::{keys::name_digest, read::Staged},
};

impl Staged {
    /// Finds of each such row the one guest of its name of whom the list has no other row. Where
    /// there are several, nobody is gone by it: the row may be any of theirs.
    pub(super) fn know_refused(&mut self, conn: &Connection, sifted: &mut Sifted) -> Result<()> {
        if !self.refused_names.any() {
            return Ok(());
        }
        let mut named = BTreeMap::<_, Vec<AttendeeId>>::new();
        for one in sifted.missing.iter().filter(|one| one.key.is_none()) {
            if let Some(guest) = table::attendee::by_id(conn, one.id)? {
                let name = name_digest(&guest.name);
                named.entry(name).or_default().push(one.id);
            }
        }
        for (name, rows) in &self.refused_names.0 {
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
