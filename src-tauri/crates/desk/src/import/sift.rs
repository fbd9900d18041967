//! Which rows of a list are new, which are known, and whom the list has no more: a merge of two
//! sorted runs, of the list and of the guests of its source.

use std::collections::BTreeMap;

use lanyard_event::{AttendeeId, Status};
use lanyard_exchange::list::{Field, Format};
use lanyard_store::{Connection, table, table::attendee::Known};

use super::{
    bits::Bits,
    rejected::Rejections,
    rows::{NotTaken, Plan, Read, Row, id_key, key_digest, line, person_key},
    spill::{PARTS, Spill},
};
use crate::{DeskError, Result};

/// What is known of the rows of a list when all are read: who each is about and a digest of what
/// it says, nothing else.
#[derive(Debug, Default)]
pub(super) struct Staged {
    pub(super) rows: u32,
    /// Key, row, digest, line, whether it has a name alone.
    keys: Spill<41>,
    /// Digest of a code, row, line.
    codes: Spill<24>,
    /// Digest of address and name, row.
    people: Spill<20>,
    pub(super) rejected: Rejections,
    /// What the service calls its tickets, where the event does not know that.
    taken: BTreeMap<String, u32>,
    /// What shows later that the list was read twice the same.
    pub(super) sum: u128,
}

/// So many foreign names of ticket types are told.
const MOST_TYPES: usize = 50;

/// A row that a guest of the event is the one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub(super) row: u32,
    pub(super) id: AttendeeId,
    /// The guest's own list is this one's source.
    pub(super) own: bool,
}

/// What becomes of the rows of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Sifted {
    pub(super) rows: u32,
    pub(super) added: Bits,
    /// Guests whose row says something else than before, in the order of the rows.
    pub(super) changed: Vec<Match>,
    pub(super) unchanged: u32,
    /// Guests whom the list has no more.
    pub(super) gone: Vec<AttendeeId>,
    /// Rows could not be read: whose they are is not known.
    pub(super) unread: bool,
    /// How many guests of the list there were.
    pub(super) listed: u32,
    /// New rows of people who stand on another list too.
    pub(super) twins: Vec<(u32, AttendeeId)>,
    /// Rows that stand twice, in their order.
    pub(super) twice: Vec<u32>,
    pub(super) rejected: Rejections,
    pub(super) taken: BTreeMap<String, u32>,
}

impl Staged {
    /// Takes note of the next row; gives its number.
    pub(super) fn add(&mut self, read: &Read) -> Result<u32> {
        let row = self.rows;
        self.rows += 1;
        match read {
            Ok(read) => {
                self.sum = read.add_to(self.sum);
                if read.kind.taken {
                    let name = &read.record.ticket_type;
                    if let Some(count) = self.taken.get_mut(name) {
                        *count += 1;
                    } else if self.taken.len() < MOST_TYPES {
                        self.taken.insert(name.clone(), 1);
                    }
                }
                self.stage(row, read).map_err(DeskError::Spill)?;
            }
            Err((line, why)) => self.rejected.add(*line, why),
        }
        Ok(row)
    }

    fn stage(&mut self, number: u32, row: &Row) -> std::io::Result<()> {
        let at = line(row.record.line).to_be_bytes();
        let seq = number.to_be_bytes();
        let alone = [u8::from(row.nameless)];
        self.keys
            .push(join(&[&row.key, &seq, &row.digest, &at, &alone]))?;
        for code in &row.record.codes {
            self.codes.push(join(&[&code_digest(code), &seq, &at]))?;
        }
        if let Some(person) = row.person {
            self.people.push(join(&[&person, &seq]))?;
        }
        Ok(())
    }

    /// Sets the rows against the guests there are.
    pub(super) fn sift(mut self, conn: &Connection, plan: &Plan, fresh: bool) -> Result<Sifted> {
        let list = table::import::list_of(conn, plan.source(), &plan.mark)?;
        let mut known = Spill::<49>::default();
        if !fresh {
            spill_known(conn, plan, list, &mut known)?;
        }
        let mut sifted = Sifted {
            rows: self.rows,
            unread: self.rejected.count > 0,
            rejected: std::mem::take(&mut self.rejected),
            taken: std::mem::take(&mut self.taken),
            ..Sifted::default()
        };
        for part in 0..PARTS {
            let staged = self.keys.part(part).map_err(DeskError::Spill)?;
            let known = known.part(part).map_err(DeskError::Spill)?;
            sifted.merge(&staged, &known);
        }
        if plan.says(Field::Code) {
            self.sift_codes(conn, &mut sifted)?;
        }
        self.sift_people(conn, plan, &mut sifted)?;
        sifted.changed.sort_unstable();
        sifted.twice.sort_unstable();
        sifted.twins.sort_unstable();
        Ok(sifted)
    }

    /// Of rows with one code the first counts; a new guest's code must be nobody's.
    fn sift_codes(&mut self, conn: &Connection, sifted: &mut Sifted) -> Result<()> {
        let mut known = Spill::<16>::default();
        if table::ticket::has_foreign_codes(conn)? {
            table::ticket::each_foreign_code(conn, |code| {
                known.push(code_digest(code)).map_err(spilled)
            })?;
        }
        for part in 0..PARTS {
            let staged = self.codes.part(part).map_err(DeskError::Spill)?;
            let known = known.part(part).map_err(DeskError::Spill)?;
            let mut first: Option<([u8; 16], u32, u32)> = None;
            for entry in &staged {
                let (code, row) = (bytes::<16>(entry, 0), number(entry, 16));
                let at = number(entry, 20);
                match first {
                    Some((same, of, on)) if same == code && of != row => {
                        sifted.leave_out(row, at, &NotTaken::SameCode(on));
                    }
                    Some((same, ..)) if same == code => {}
                    _ => {
                        first = Some((code, row, at));
                        let taken = known.binary_search(&code).is_ok();
                        if taken && sifted.added.contains(row) {
                            sifted.leave_out(row, at, &NotTaken::CodeTaken);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// New rows whose address and name somebody of another list has too.
    fn sift_people(&mut self, conn: &Connection, plan: &Plan, sifted: &mut Sifted) -> Result<()> {
        if sifted.added.count() == 0 || !table::attendee::has_other_source(conn, plan.source())? {
            return Ok(());
        }
        let mut others = Spill::<32>::default();
        table::attendee::each_person(conn, |one| {
            if one.source == plan.source() || one.email.is_empty() {
                return Ok(());
            }
            let person = person_digest(one.email, one.name);
            others
                .push(join(&[&person, &one.id.to_bytes()]))
                .map_err(spilled)
        })?;
        for part in 0..PARTS {
            let staged = self.people.part(part).map_err(DeskError::Spill)?;
            let others = others.part(part).map_err(DeskError::Spill)?;
            for entry in &staged {
                let (person, row) = (&entry[..16], number(entry, 16));
                let at = others.partition_point(|other| &other[..16] < person);
                let found = others.get(at).filter(|other| &other[..16] == person);
                if let Some(other) = found.filter(|_| sifted.added.contains(row)) {
                    let id = AttendeeId::from_bytes(bytes(other, 16));
                    sifted.twins.push((row, id));
                }
            }
        }
        Ok(())
    }
}

impl Sifted {
    /// Both sorted by key; the rows of one key in their order, the guests in that of their ids.
    fn merge(&mut self, staged: &[[u8; 41]], known: &[[u8; 49]]) {
        let (mut rows, mut guests) = (staged, known);
        while let Some(entry) = rows.first() {
            let key = &entry[..16];
            let before = guests.partition_point(|guest| &guest[..16] < key);
            let (missing, rest) = guests.split_at(before);
            self.missing(missing);
            let same_rows = rows.partition_point(|row| &row[..16] <= key);
            let same_guests = rest.partition_point(|guest| &guest[..16] <= key);
            self.pair(&rows[..same_rows], &rest[..same_guests]);
            rows = &rows[same_rows..];
            guests = &rest[same_guests..];
        }
        self.missing(guests);
    }

    fn pair(&mut self, rows: &[[u8; 41]], guests: &[[u8; 49]]) {
        let nameless = rows[0][40] != 0;
        let first_line = number(&rows[0], 36);
        let mut guests = guests.iter();
        for (nth, entry) in rows.iter().enumerate() {
            let row = number(entry, 16);
            if nth > 0 && !nameless {
                self.twice.push(row);
                self.rejected
                    .add(number(entry, 36), &NotTaken::SameGuest(first_line));
                continue;
            }
            let Some(guest) = guests.next() else {
                self.added.insert(row);
                continue;
            };
            let flags = guest[48];
            self.listed += u32::from(flags & HERE != 0);
            let same = guest[32..48] == entry[20..36];
            if flags & ALIAS != 0 || (same && flags & HERE != 0 && flags & GONE == 0) {
                self.unchanged += 1;
            } else {
                self.changed.push(Match {
                    row,
                    id: AttendeeId::from_bytes(bytes(guest, 16)),
                    own: flags & OWN != 0,
                });
            }
        }
        self.missing(guests.as_slice());
    }

    fn missing(&mut self, guests: &[[u8; 49]]) {
        for guest in guests {
            let flags = guest[48];
            self.listed += u32::from(flags & HERE != 0);
            if flags & HERE != 0 && flags & COMES != 0 {
                self.gone.push(AttendeeId::from_bytes(bytes(guest, 16)));
            }
        }
    }

    fn leave_out(&mut self, row: u32, at: u32, why: &NotTaken) {
        let known = self.added.contains(row) || self.changed.iter().any(|one| one.row == row);
        if known {
            self.added.remove(row);
            self.changed.retain(|one| one.row != row);
            self.twice.push(row);
            self.rejected.add(at, why);
        }
    }
}

/// What the last byte of a known guest says.
const HERE: u8 = 1;
const GONE: u8 = 2;
const ALIAS: u8 = 4;
const OWN: u8 = 8;
const COMES: u8 = 16;

fn spill_known(
    conn: &Connection,
    plan: &Plan,
    list: Option<i64>,
    known: &mut Spill<49>,
) -> Result<()> {
    table::attendee::each_known(conn, plan.source(), list, |one| {
        let Known {
            id,
            key,
            digest,
            here,
            status,
            alias,
        } = one;
        let comes = matches!(
            status,
            Status::Confirmed | Status::Pending | Status::Waitlist
        );
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        let flags = flag(here, HERE)
            | flag(status == Status::Gone, GONE)
            | flag(alias, ALIAS)
            | flag(comes, COMES)
            | OWN;
        known
            .push(join(&[&key, &id.to_bytes(), &digest, &[flags]]))
            .map_err(spilled)
    })?;
    if plan.format == Format::Lanyard {
        // Our own export knows everybody by the id that they have here.
        table::attendee::each_person(conn, |one| {
            let key = key_digest(id_key(&one.id.to_string()));
            known
                .push(join(&[&key, &one.id.to_bytes(), &[0; 16], &[0]]))
                .map_err(spilled)
        })?;
    }
    Ok(())
}

fn spilled(error: std::io::Error) -> lanyard_store::StoreError {
    lanyard_store::StoreError::Disk(error)
}

fn code_digest(code: &str) -> [u8; 16] {
    key_digest(code.to_owned())
}

/// Who someone is by their address and name, short.
pub(super) fn person_digest(email: &str, name: &str) -> [u8; 16] {
    key_digest(person_key(email, name))
}

pub(super) fn join<const W: usize>(parts: &[&[u8]]) -> [u8; W] {
    let mut entry = [0; W];
    let mut at = 0;
    for part in parts {
        entry[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    }
    entry
}

pub(super) fn bytes<const N: usize>(entry: &[u8], at: usize) -> [u8; N] {
    let mut bytes = [0; N];
    bytes.copy_from_slice(&entry[at..at + N]);
    bytes
}

fn number(entry: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(bytes(entry, at))
}
