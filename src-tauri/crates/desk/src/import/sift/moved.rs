//! Ids and codes that have changed hands: where a column only numbers the rows, somebody new on top
//! gives everybody below another number, and by it the check-ins, notes and tickets of another.

use std::collections::{BTreeMap, HashMap, HashSet};

use lanyard_event::AttendeeId;
use lanyard_store::Connection;

use super::{people::each_of, sifted::Sifted};
use crate::{
    DeskError, Result,
    import::{
        keys::person_digest,
        read::{NotTaken, Staged, StagedKey},
        spill::{PARTS, bytes, number},
    },
};

/// Half a digest of address and name.
type Person = [u8; 8];

/// A row with the id or code of a guest, and whom it is about by address and name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyed {
    pub(super) id: AttendeeId,
    pub(super) row: u32,
    pub(super) person: Person,
}

impl Staged {
    /// Leaves out rows that have the id or code of another guest than the last time, where that
    /// guest has another row's now, or theirs had another. A row with nothing but another name and
    /// address is none of these: a ticket may have been handed on.
    pub(super) fn leave_out_moved(
        &mut self,
        conn: &Connection,
        keyed: Vec<Keyed>,
        sifted: &mut Sifted,
    ) -> Result<()> {
        let ids = keyed.iter().map(|one| one.id).collect();
        let mut people = people(conn, &ids)?;
        let is_other = |one: &Keyed| {
            let guest = people.get(&one.id);
            guest.is_some_and(|guest| guest.person != one.person)
        };
        let moved: Vec<_> = keyed.into_iter().filter(is_other).collect();
        if moved.is_empty() {
            return Ok(());
        }
        let ids: HashSet<_> = moved.iter().map(|one| one.id).collect();
        people.retain(|id, _| ids.contains(id));
        let missing = sifted.missing.iter().map(|one| one.id).collect();
        people.extend(self::people(conn, &missing)?);
        let guests: HashMap<Person, &str> = people
            .values()
            .map(|guest| (guest.person, guest.name.as_str()))
            .collect();
        // Whose row has lost its guest, and whose guest has lost their row.
        let mut both: HashSet<Person> = HashSet::new();
        let mut out = BTreeMap::new();
        let mut leave_out = |row: u32, person: &Person| {
            if let Some(name) = guests.get(person) {
                out.insert(row, (*name).to_owned());
                both.insert(*person);
            }
        };
        moved.iter().for_each(|one| leave_out(one.row, &one.person));
        for part in 0..PARTS {
            for entry in &self.people.part(part).map_err(DeskError::Spill)? {
                let row = number(entry, 16);
                if sifted.added.contains(row) {
                    leave_out(row, &bytes(entry, 0));
                }
            }
        }
        for one in &moved {
            let guest = people.get(&one.id);
            if let Some(guest) = guest.filter(|guest| both.contains(&guest.person)) {
                out.entry(one.row).or_insert_with(|| guest.name.clone());
            }
        }
        // Whoever has a row is not gone.
        let is_there = |id: &AttendeeId| {
            let guest = people.get(id);
            guest.is_some_and(|guest| both.contains(&guest.person))
        };
        sifted.dropped.retain(|one| !is_there(&one.id));
        sifted.missing.retain(|one| !is_there(&one.id));
        self.reject(&out, sifted)
    }

    /// Leaves out rows by which guests of these names would be changed, or be there twice.
    fn reject(&mut self, out: &BTreeMap<u32, String>, sifted: &mut Sifted) -> Result<()> {
        if out.is_empty() {
            return Ok(());
        }
        for part in 0..PARTS {
            for entry in &self.keys.part(part).map_err(DeskError::Spill)? {
                let row = number(entry, StagedKey::ROW);
                if let Some(name) = out.get(&row) {
                    let name = name.clone();
                    let line = number(entry, StagedKey::LINE);
                    sifted.rejected.add(line, &NotTaken::KeysMoved { name });
                }
            }
        }
        for row in out.keys() {
            sifted.added.remove(*row);
            sifted.twice.push(*row);
        }
        sifted.changed.retain(|one| !out.contains_key(&one.row));
        // Whose rows these are, is not known: nobody is gone by them.
        sifted.unread = true;
        Ok(())
    }
}

/// A guest by address and name.
struct Guest {
    name: String,
    person: Person,
}

/// Who guests are; those without an address are nobody in particular.
fn people(conn: &Connection, ids: &HashSet<AttendeeId>) -> Result<HashMap<AttendeeId, Guest>> {
    let mut people = HashMap::new();
    each_of(conn, ids, |id, name, email| {
        if !email.is_empty() {
            let person = bytes(&person_digest(email, name), 0);
            let name = name.to_owned();
            people.insert(id, Guest { name, person });
        }
        Ok(())
    })?;
    Ok(people)
}
