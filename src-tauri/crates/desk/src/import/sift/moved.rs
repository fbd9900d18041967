//! Ids and codes that have changed hands: where a column only numbers the rows, somebody new on top
//! gives everybody below another number, and by it the check-ins, notes and tickets of another.

use std::collections::{BTreeMap, HashMap, HashSet};

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use super::sifted::Sifted;
use crate::{
    DeskError, Result,
    import::{
        keys::person_digest,
        read::{NotTaken, Staged, StagedKey},
        spill::{PARTS, number},
    },
};

/// With more guests than this it is quicker to go through all there are.
const FEW: usize = 20_000;

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
    pub(super) fn leave_out_moved(&mut self, conn: &Connection, sifted: &mut Sifted) -> Result<()> {
        let keyed = std::mem::take(&mut sifted.keyed);
        if keyed.is_empty() {
            return Ok(());
        }
        let mut people = people(conn, keyed.iter().map(|one| one.id).collect())?;
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
        people.extend(self::people(
            conn,
            sifted.missing.iter().map(|one| one.id).collect(),
        )?);
        let guests: HashMap<Person, &str> = people
            .values()
            .map(|guest| (guest.person, guest.name.as_str()))
            .collect();
        // Who has neither their own row nor a row their own guest, and the other is there.
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
                    let mut person = Person::default();
                    person.copy_from_slice(&entry[..8]);
                    leave_out(row, &person);
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
fn people(conn: &Connection, ids: HashSet<AttendeeId>) -> Result<HashMap<AttendeeId, Guest>> {
    let mut people = HashMap::new();
    let mut add = |id: AttendeeId, name: &str, email: &str| {
        if email.is_empty() {
            return;
        }
        let mut person = Person::default();
        person.copy_from_slice(&person_digest(email, name)[..8]);
        let name = name.to_owned();
        people.insert(id, Guest { name, person });
    };
    if ids.len() > FEW {
        table::attendee::each_person(conn, |one| {
            if ids.contains(&one.id) {
                add(one.id, one.name, one.email);
            }
            Ok(())
        })?;
    } else {
        for id in ids {
            if let Some(guest) = table::attendee::by_id(conn, id)? {
                add(id, &guest.name, &guest.email);
            }
        }
    }
    Ok(people)
}
