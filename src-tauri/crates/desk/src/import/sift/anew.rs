//! Guests of whom their list has another code by now, or none: who they are is their address and
//! name, since nothing else is left of them there.

use std::collections::HashSet;

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, StoreError};

use super::{
    people::each_of,
    sifted::{By, Dropped, Match, Sifted},
};
use crate::{
    DeskError, Result,
    import::{
        keys::person_digest,
        read::Staged,
        spill::{PARTS, Spill, bytes, join, number},
    },
};

/// Digest of address and name, the guest's id, the name on the list, whether that leads them.
type Guests = Spill<49>;

impl Staged {
    /// Pairs new rows with guests of the same address and name of whom the list has no row any
    /// more. A row that refuses somebody and is spoilt otherwise goes first; there are no more of
    /// one person by it than there were.
    pub(super) fn know_anew(&mut self, conn: &Connection, sifted: &mut Sifted) -> Result<()> {
        if sifted.missing.is_empty() || sifted.added.count() == 0 {
            return Ok(());
        }
        let mut guests = missing_people(conn, sifted)?;
        let mut found = Vec::new();
        for part in 0..PARTS {
            let guests = guests.part(part).map_err(DeskError::Spill)?;
            if guests.is_empty() {
                continue;
            }
            let mut people = self.people.part(part).map_err(DeskError::Spill)?;
            people.retain(|entry| {
                let row = number(entry, 16);
                sifted.added.contains(row) && !self.by_id.contains(row)
            });
            for same in people.chunk_by_mut(|one, next| one[..16] == next[..16]) {
                same.sort_by_key(|entry| !self.refusals.contains(number(entry, 16)));
                let person = &same[0][..16];
                let from = guests.partition_point(|guest| &guest[..16] < person);
                let theirs = guests[from..].iter();
                let theirs = theirs.take_while(|guest| &guest[..16] == person);
                for (entry, guest) in same.iter().zip(theirs) {
                    let leads = guest[48] != 0;
                    let name = Dropped {
                        id: AttendeeId::from_bytes(bytes(guest, 16)),
                        key: (!leads).then(|| bytes(guest, 32)),
                    };
                    found.push((name, number(entry, 16)));
                }
            }
        }
        found.sort_unstable();
        for (name, row) in &found {
            sifted.added.remove(*row);
            // What is spoilt is no new name.
            let (by, old) = match self.refusals.contains(*row) {
                true => (By::Own, None),
                false => (By::Anew, name.key),
            };
            sifted.changed.push(Match {
                old,
                ..Match::new(*row, name.id, by, false)
            });
        }
        let lacks = |one: &Dropped| found.binary_search_by_key(one, |(name, _)| *name).is_err();
        sifted.dropped.retain(lacks);
        Ok(())
    }
}

/// Who they are whom the list lacks, and whom no other row is about.
fn missing_people(conn: &Connection, sifted: &mut Sifted) -> Result<Guests> {
    let mut guests = Guests::default();
    let rows = sifted.changed.iter();
    let rows = rows.filter(|one| !matches!(one.by, By::Own | By::Export));
    let known: HashSet<_> = rows.map(|one| one.id).collect();
    sifted.missing.retain(|one| !known.contains(&one.id));
    sifted.missing.sort_unstable();
    let missing = &sifted.missing;
    let add = |id: AttendeeId, name: &str, email: &str| {
        if email.is_empty() {
            return Ok(());
        }
        let person = person_digest(email, name);
        let from = missing.partition_point(|one| one.id < id);
        for one in missing[from..].iter().take_while(|one| one.id == id) {
            let key = one.key.unwrap_or_default();
            let leads = [u8::from(one.key.is_none())];
            let entry = join(&[&person, &id.to_bytes(), &key, &leads]);
            guests.push(entry).map_err(StoreError::Disk)?;
        }
        Ok(())
    };
    let ids = missing.iter().map(|one| one.id).collect();
    each_of(conn, &ids, add)?;
    Ok(guests)
}
