//! Who asked to be forgotten must not come back with the next reading of a list. Of them the event
//! file keeps digests under its own salt: of the keys under which lists knew them, and of address
//! and name, by which another list would bring them.

use jiff::Timestamp;
use lanyard_event::{Attendee, AttendeeId};
use lanyard_exchange::list::Format;
use lanyard_store::{Connection, table};
use sha2::{Digest, Sha256};

use crate::Result;
use crate::import::keys::{code_key, id_key, key_digest, person_digest, person_key};

/// Those who asked to be forgotten; mostly nobody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forgotten {
    salt: [u8; 32],
    /// In ascending order.
    digests: Vec<([u8; 32], Timestamp)>,
}

impl Forgotten {
    pub(crate) fn load(conn: &Connection) -> Result<Self> {
        Ok(Self {
            salt: table::event::salt(conn)?,
            digests: table::forgotten::list(conn)?,
        })
    }

    /// When the one whom a row is about asked to be forgotten, if they did.
    pub(super) fn when(
        &self,
        source: &str,
        key: &[u8; 16],
        person: Option<&[u8; 16]>,
    ) -> Option<Timestamp> {
        if self.digests.is_empty() {
            return None;
        }
        let by_person = person.map(|person| salted(&self.salt, "", person));
        let mut all = [Some(salted(&self.salt, source, key)), by_person]
            .into_iter()
            .flatten();
        all.find_map(|digest| {
            let at = self.digests.binary_search_by(|(one, _)| one.cmp(&digest));
            at.ok().map(|at| self.digests[at].1)
        })
    }
}

/// Notes that a guest asks to be forgotten; their data must still be there.
pub(crate) fn forget(conn: &Connection, guest: &Attendee, at: Timestamp) -> Result<()> {
    let salt = table::event::salt(conn)?;
    let mut known = table::known::of(conn, guest.id)?;
    let sources: Vec<_> = known.iter().map(|(source, _)| source.clone()).collect();
    for ticket in table::ticket::of_attendee(conn, guest.id)? {
        for code in table::ticket::foreign_codes(conn, ticket.id)? {
            let key = key_digest(code_key(&code));
            known.extend(sources.iter().map(|source| (source.clone(), key)));
        }
    }
    // An export of ours has them by the id that they have here.
    let id = key_digest(id_key(&guest.id.to_string()));
    known.push((Format::Lanyard.word().to_owned(), id));
    if !guest.email.is_empty() {
        known.push((String::new(), person_digest(&guest.email, &guest.name)));
    }
    for (source, key) in known {
        table::forgotten::add(conn, &salted(&salt, &source, &key), at)?;
    }
    Ok(())
}

/// Other guests of the same address and name.
pub(crate) fn of_one_person(conn: &Connection, guest: &Attendee) -> Result<Vec<AttendeeId>> {
    let mut alike = Vec::new();
    if guest.email.is_empty() {
        return Ok(alike);
    }
    let person = person_key(&guest.email, &guest.name);
    table::attendee::each_person(conn, |one| {
        if one.id != guest.id && person_key(one.email, one.name) == person {
            alike.push(one.id);
        }
        Ok(())
    })?;
    Ok(alike)
}

/// No list has an empty source: there stands address and name.
fn salted(salt: &[u8; 32], source: &str, key: &[u8; 16]) -> [u8; 32] {
    let hash = Sha256::new().chain_update(salt).chain_update(key);
    hash.chain_update(source).finalize().into()
}
