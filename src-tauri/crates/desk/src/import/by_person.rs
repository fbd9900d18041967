//! Rows that bring a code or an id for somebody whom lists of their source have known by address
//! and name alone: a list may get such a column later.

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use super::{
    sift::{By, Dropped, Known, Match, Sifted, Staged, bytes, number},
    spill::{PARTS, Spill},
};
use crate::{DeskError, Result};

impl Staged {
    /// Of several rows about one person the first is that guest, the others have places of their
    /// own; and nobody who has a code already gets another one like this.
    pub(super) fn know_by_person(
        &mut self,
        conn: &Connection,
        known: &mut Spill<{ Known::WIDTH }>,
        sifted: &mut Sifted,
    ) -> Result<()> {
        let mut matched: Vec<AttendeeId> = Vec::new();
        for part in 0..PARTS {
            let mut people = self.people.part(part).map_err(DeskError::Spill)?;
            people.retain(|entry| sifted.added.contains(number(entry, 16)));
            if people.is_empty() {
                continue;
            }
            let guests = known.part(part).map_err(DeskError::Spill)?;
            let rows = self.keys.part(part).map_err(DeskError::Spill)?;
            for same in people.chunk_by(|one, next| one[..16] == next[..16]) {
                let (person, row) = (&same[0][..16], number(&same[0], 16));
                let at = guests.partition_point(|guest| &guest[..16] < person);
                let Some(guest) = guests.get(at).filter(|guest| &guest[..16] == person) else {
                    continue;
                };
                let taken = rows.binary_search_by(|row| row[..16].cmp(person)).is_ok();
                let id = AttendeeId::from_bytes(bytes(guest, Known::ID));
                if taken || table::ticket::has_listed_code(conn, id)? {
                    continue;
                }
                let merged = guest[Known::FLAGS] & Known::MERGED != 0;
                sifted.added.remove(row);
                sifted.changed.push(Match {
                    row,
                    id,
                    by: if merged { By::MergedCode } else { By::Person },
                    same: merged,
                });
                matched.push(id);
            }
        }
        matched.sort_unstable();
        let missing = |one: &Dropped| matched.binary_search(&one.id).is_err();
        sifted.dropped.retain(missing);
        Ok(())
    }
}
