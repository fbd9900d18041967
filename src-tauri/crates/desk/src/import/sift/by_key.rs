//! Which rows of a list are new, which are known, and whom the list has no more: a merge of two
//! sorted runs, of the list and of the guests of its source.

use std::collections::{BTreeMap, HashSet};

use lanyard_event::{AttendeeId, Status};
use lanyard_exchange::list::{Field, Format};
use lanyard_store::{Connection, table, table::known};

use crate::import::{
    bits::Bits,
    read::rejected::{NotTaken, Rejections},
    read::rows::{KnownBy, Plan, Read, Row, id_key, key_digest, line, person_key},
    sift::lists::{Lists, This, short},
    sift::refused::Refused,
    spill::{PARTS, Spill},
    voices::comes,
    write::moved_codes::Claim,
};
use crate::{DeskError, Result};

/// What is known of the rows of a list when all are read: who each is about and a digest of what
/// it says, nothing else.
#[derive(Debug, Default)]
pub(crate) struct Staged {
    pub(crate) rows: u32,
    pub(crate) keys: Spill<{ StagedKey::WIDTH }>,
    /// Digest of a code, row, line.
    pub(crate) codes: Spill<24>,
    /// Digest of address and name, row.
    pub(crate) people: Spill<20>,
    /// Digest of the name, row, where the list may have known its guests by it alone.
    pub(crate) names: Spill<20>,
    /// Rows that say of a name, and nothing else, that somebody does not come.
    pub(crate) refused: Refused,
    pub(crate) rejected: Rejections,
    /// Rows of which nothing but the refusal is taken, and why.
    in_part: Rejections,
    pub(crate) refusals: Bits,
    /// Rows that have an id of their own for their guest.
    pub(crate) by_id: Bits,
    /// Rows of people who don't come, as the list says.
    away: Bits,
    /// Rows could not be read.
    unread: bool,
    /// What the service calls its tickets, where the event does not know that.
    taken: BTreeMap<String, u32>,
}

/// Where things stand in the entry of a row: its key, row, digest, line, flags, half a digest of
/// address and name.
pub(crate) struct StagedKey;

impl StagedKey {
    pub(crate) const WIDTH: usize = 49;
    const ROW: usize = 16;
    const DIGEST: usize = 20;
    pub(crate) const LINE: usize = 36;
    const FLAGS: usize = 40;
    const PERSON: usize = 41;
    /// A name alone says whom it is about.
    const NAME: u8 = 1;
    /// A code does.
    const CODE: u8 = 2;
    /// It says that they don't come; of two of these the greater counts.
    const DECLINED: u8 = 4;
    const WITHDRAWN: u8 = 8;
    const REFUSES: u8 = Self::DECLINED | Self::WITHDRAWN;
}

/// Where things stand in the entry of a guest: the key, id, digest, flags, list.
pub(crate) struct Known;

impl Known {
    pub(crate) const WIDTH: usize = 53;
    pub(crate) const ID: usize = 16;
    const DIGEST: usize = 32;
    pub(crate) const FLAGS: usize = 48;
    pub(crate) const LIST: usize = 49;
    const GONE: u8 = 1;
    const COMES: u8 = 2;
    pub(crate) const OWN: u8 = 4;
    const BESIDE: u8 = 8;
    pub(crate) const MERGED: u8 = 16;
}

/// So many foreign names of ticket types are told.
const MOST_TYPES: usize = 50;

/// How a list knows a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum By {
    /// It leads them.
    Own,
    /// Another list of its source brought them.
    Beside,
    /// A list of another source or place leads them, and a person said that they are one.
    Merged,
    /// It has a name for them that is new; it stands beside those that there are.
    Code,
    /// As [`By::Code`]; but it is the list that had them by address and name, and now has not.
    Person,
    /// As [`By::Person`]; but it had them by their names alone.
    Name,
    /// As [`By::Person`]; but it had them by another code.
    Anew,
    /// It is our own export, which knows everybody.
    Export,
}

/// A row that a guest of the event is the one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    pub(crate) row: u32,
    pub(crate) id: AttendeeId,
    pub(crate) by: By,
    /// The row is as it was, only the guest is not; or it says nothing but whether they come.
    pub(crate) same: bool,
    /// Of [`By::Anew`] the name in whose place the row's comes, as [`Dropped::key`].
    pub(crate) old: Option<[u8; 16]>,
    /// What becomes of codes that another guest has.
    pub(crate) claim: Claim,
}

impl Match {
    pub(crate) fn new(row: u32, id: AttendeeId, by: By, same: bool) -> Self {
        Self {
            row,
            id,
            by,
            same,
            old: None,
            claim: Claim::default(),
        }
    }
}

/// A name that the list has no more of somebody whom it had coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dropped {
    pub(crate) id: AttendeeId,
    /// `None`: that by which it led them.
    pub(crate) key: Option<[u8; 16]>,
}

/// What becomes of the rows of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sifted {
    /// What tells the list from others of its source.
    pub(crate) mark: String,
    /// What does so from now on, since it has other columns.
    pub(crate) new_mark: Option<String>,
    /// It may be another list, or a part.
    pub(crate) unsure: bool,
    pub(crate) rows: u32,
    pub(crate) added: Bits,
    /// Rows of people who don't come, as the list says.
    pub(crate) away: Bits,
    /// Guests whose row says something else than before, in the order of the rows.
    pub(crate) changed: Vec<Match>,
    pub(crate) unchanged: u32,
    /// Names that the list has no more, in the order of the guests.
    pub(crate) dropped: Vec<Dropped>,
    /// Those of several names who have a row that changes them: they stand on the list by that.
    pub(crate) named: HashSet<AttendeeId>,
    /// Guests who come no more by that, since no other list has them coming.
    pub(crate) gone: Vec<AttendeeId>,
    /// Rows could not be read: whose they are is not known.
    pub(crate) unread: bool,
    /// How many guests of the list there were.
    pub(crate) listed: u32,
    /// New rows of people who stand on another list too.
    pub(crate) twins: Vec<(u32, AttendeeId)>,
    /// Rows that stand twice, in their order.
    pub(crate) twice: Vec<u32>,
    /// Rows whose code is that of a guest of another list. Whoever has the address and name of one
    /// there is added without it, so that a person may say that they are one.
    pub(crate) codes_taken: Bits,
    /// Rows that stand twice and refuse somebody whose code another row has.
    pub(crate) refused_codes: Bits,
    pub(crate) rejected: Rejections,
    pub(crate) in_part: Rejections,
    pub(crate) taken: BTreeMap<String, u32>,
    /// Names on the list of which it has no row, of those whom it leads.
    pub(crate) missing: Vec<Dropped>,
}

impl Staged {
    /// Takes note of the next row; gives its number.
    pub(crate) fn add(&mut self, read: &Read) -> Result<u32> {
        let row = self.rows;
        self.rows += 1;
        match read {
            Ok(read) => {
                if read.kind.taken {
                    let name = &read.record.ticket_type;
                    if let Some(count) = self.taken.get_mut(name) {
                        *count += 1;
                    } else if self.taken.len() < MOST_TYPES {
                        self.taken.insert(name.clone(), 1);
                    }
                }
                if let Some(why) = &read.unread {
                    self.in_part.add(line(read.record.line), why);
                    self.refusals.insert(row);
                }
                if read.known_by == KnownBy::Id {
                    self.by_id.insert(row);
                }
                if !comes(read.record.status) {
                    self.away.insert(row);
                }
                self.stage(row, read).map_err(DeskError::Spill)?;
            }
            Err((line, Some(why))) => {
                self.unread |= why.may_be_somebody();
                self.rejected.add(*line, why);
            }
            Err((_, None)) => {}
        }
        Ok(row)
    }

    fn stage(&mut self, number: u32, row: &Row) -> std::io::Result<()> {
        let record = &row.record;
        let at = line(record.line).to_be_bytes();
        let seq = number.to_be_bytes();
        let flags = match row.known_by {
            KnownBy::Name => StagedKey::NAME,
            KnownBy::Code => StagedKey::CODE,
            KnownBy::Id | KnownBy::Person => 0,
        };
        let flags = flags
            | match record.status {
                Status::Declined => StagedKey::DECLINED,
                status => flag(status.withdraws(), StagedKey::WITHDRAWN),
            };
        let person = row.person;
        let person = person.unwrap_or_else(|| person_digest(&record.email, &record.name));
        self.keys.push(join(&[
            &row.key,
            &seq,
            &row.digest,
            &at,
            &[flags],
            &person[..8],
        ]))?;
        for code in &record.codes {
            self.codes.push(join(&[&code_digest(code), &seq, &at]))?;
        }
        if let Some(person) = row.person {
            self.people.push(join(&[&person, &seq]))?;
        }
        if let Some(name) = row.name.filter(|_| row.unread.is_some()) {
            if row.known_by == KnownBy::Name {
                self.refused.add(name, number);
            }
        } else if let Some(name) = row.name {
            self.names.push(join(&[&name, &seq]))?;
        }
        Ok(())
    }

    /// Sets the rows against the guests there are.
    pub(crate) fn sift(mut self, conn: &Connection, plan: &Plan, guests: Guests) -> Result<Sifted> {
        let Guests { lists, mut known } = guests;
        let this = lists.which(conn, plan, &mut self, &mut known)?;
        let list = this.number;
        let mut sifted = Sifted {
            mark: this.mark.clone(),
            unsure: this.unsure,
            new_mark: this.new_mark.clone(),
            rows: self.rows,
            unread: self.unread,
            away: std::mem::take(&mut self.away),
            rejected: std::mem::take(&mut self.rejected),
            in_part: std::mem::take(&mut self.in_part),
            taken: std::mem::take(&mut self.taken),
            ..Sifted::default()
        };
        for part in 0..PARTS {
            let staged = self.keys.part(part).map_err(DeskError::Spill)?;
            let known = known.part(part).map_err(DeskError::Spill)?;
            sifted.merge(&staged, &known, list);
        }
        self.know_refused(conn, &mut sifted)?;
        if plan.says(Field::Code) {
            self.sift_codes(conn, plan, &mut sifted)?;
        }
        if sifted.added.count() > 0 {
            self.know_by_person(conn, plan, list, &mut known, &mut sifted)?;
            if sifted.listed == 0 {
                self.know_by_name(conn, plan, &mut sifted)?;
            }
            self.know_anew(conn, &mut sifted)?;
        }
        sifted.settle(conn, plan.source())?;
        self.sift_people(conn, plan, &this, &mut sifted)?;
        sifted.leave_out_strangers();
        sifted.changed.sort_unstable();
        sifted.twice.sort_unstable();
        sifted.twins.sort_unstable();
        Ok(sifted)
    }

    /// New rows whose address and name somebody has who stands on another list alone.
    fn sift_people(
        &mut self,
        conn: &Connection,
        plan: &Plan,
        this: &This,
        sifted: &mut Sifted,
    ) -> Result<()> {
        if sifted.added.count() == 0
            || !this.has_others && !table::attendee::has_other_source(conn, plan.source())?
        {
            return Ok(());
        }
        let on_another = |list| this.has_others && ![0, this.number].contains(&short(list));
        let mut others = Spill::<32>::default();
        table::attendee::each_person(conn, |one| {
            let elsewhere = one.source != plan.source() || on_another(one.list);
            if !elsewhere || one.email.is_empty() {
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

type StagedEntry = [u8; StagedKey::WIDTH];
type KnownEntry = [u8; Known::WIDTH];

impl Sifted {
    /// How many of the new ones don't come.
    pub(crate) fn not_coming(&self) -> u32 {
        self.added.count_of_both(&self.away)
    }

    /// The rows of which something is to be written.
    pub(crate) fn to_be_written(&self) -> Bits {
        let mut rows = self.added.clone();
        self.changed.iter().for_each(|one| rows.insert(one.row));
        rows
    }

    /// The rows of which a preview has something to say: so many twins, and whom they change; the
    /// new ones too where their names matter.
    pub(crate) fn to_be_shown(&self, twins: usize, new: bool) -> Bits {
        let mut rows = match new {
            true => self.added.clone(),
            false => Bits::default(),
        };
        self.changed.iter().for_each(|one| rows.insert(one.row));
        let twins = self.twins.iter().take(twins);
        twins.for_each(|(row, _)| rows.insert(*row));
        rows
    }

    /// Both sorted by key; the rows of one key in their order, the guests in that of their ids.
    fn merge(&mut self, staged: &[StagedEntry], known: &[KnownEntry], list: u32) {
        let (mut rows, mut guests) = (staged, known);
        while let Some(entry) = rows.first() {
            let key = &entry[..16];
            let before = guests.partition_point(|guest| &guest[..16] < key);
            let (missing, rest) = guests.split_at(before);
            self.missing(missing, list);
            let same_rows = rows.partition_point(|row| &row[..16] <= key);
            let same_guests = rest.partition_point(|guest| &guest[..16] <= key);
            self.pair(&rows[..same_rows], &rest[..same_guests], list);
            rows = &rows[same_rows..];
            guests = &rest[same_guests..];
        }
        self.missing(guests, list);
    }

    fn pair(&mut self, rows: &[StagedEntry], guests: &[KnownEntry], list: u32) {
        let nameless = rows[0][StagedKey::FLAGS] & StagedKey::NAME != 0;
        let mut guests = guests.iter();
        let counts = which_counts(rows);
        for (nth, entry) in rows.iter().enumerate() {
            let row = number(entry, StagedKey::ROW);
            if nth != counts && !nameless {
                self.twice.push(row);
                self.rejected
                    .add(number(entry, StagedKey::LINE), &again(entry, &rows[counts]));
                // Somebody else with this one's id or code may be whom the list seems to lack.
                let person = StagedKey::PERSON..StagedKey::WIDTH;
                self.unread |= entry[person.clone()] != rows[counts][person];
                continue;
            }
            let Some(guest) = guests.next() else {
                self.added.insert(row);
                continue;
            };
            let flags = guest[Known::FLAGS];
            let here = is_here(guest, list);
            self.listed += u32::from(here);
            let digest = &entry[StagedKey::DIGEST..StagedKey::LINE];
            let same = guest[Known::DIGEST..Known::FLAGS] == *digest;
            if same && here && flags & Known::GONE == 0 {
                self.unchanged += 1;
            } else {
                // What stood under another name meanwhile may have said something else.
                let same = flags & Known::MERGED != 0
                    || same && (flags & Known::OWN != 0 || here && flags & Known::BESIDE != 0);
                let id = AttendeeId::from_bytes(bytes(guest, Known::ID));
                self.changed.push(Match::new(row, id, by(flags), same));
            }
        }
        self.missing(guests.as_slice(), list);
    }

    fn missing(&mut self, guests: &[KnownEntry], list: u32) {
        for guest in guests {
            let here = is_here(guest, list);
            self.listed += u32::from(here);
            self.drop(guest, here);
        }
    }

    fn drop(&mut self, guest: &KnownEntry, here: bool) {
        let flags = guest[Known::FLAGS];
        if !here {
            return;
        }
        let other = flags & Known::OWN == 0;
        let name = Dropped {
            id: AttendeeId::from_bytes(bytes(guest, Known::ID)),
            key: other.then(|| bytes(guest, 0)),
        };
        if matches!(by(flags), By::Own | By::Beside) {
            self.missing.push(name);
        }
        if flags & Known::COMES != 0 {
            self.dropped.push(name);
        }
    }
}

/// Which of the rows of one guest counts: the one that says most surely that they don't come, and
/// of those the first.
fn which_counts(rows: &[StagedEntry]) -> usize {
    let surer = |row: &StagedEntry| row[StagedKey::FLAGS] & StagedKey::REFUSES;
    let most = rows.iter().map(surer).max();
    let counts = rows.iter().position(|row| Some(surer(row)) == most);
    counts.unwrap_or(0)
}

/// Why a row is not taken whose key another row has, which counts.
fn again(row: &StagedEntry, first: &StagedEntry) -> NotTaken {
    let line = number(first, StagedKey::LINE);
    let other = |from: usize, to: usize| row[from..to] != first[from..to];
    let refuses = |row: &StagedEntry| row[StagedKey::FLAGS] & StagedKey::REFUSES;
    let by_code = row[StagedKey::FLAGS] & StagedKey::CODE != 0;
    if !other(StagedKey::DIGEST, StagedKey::LINE) {
        NotTaken::Twice(line)
    } else if by_code && other(StagedKey::PERSON, StagedKey::WIDTH) {
        NotTaken::SameCode(line)
    } else if refuses(first) > refuses(row) {
        NotTaken::Refused(line)
    } else {
        NotTaken::Differs(line)
    }
}

fn is_here(guest: &KnownEntry, list: u32) -> bool {
    list != 0 && number(guest, Known::LIST) == list
}

fn by(flags: u8) -> By {
    match flags & (Known::OWN | Known::BESIDE | Known::MERGED) {
        Known::OWN => By::Own,
        Known::BESIDE => By::Beside,
        Known::MERGED => By::Merged,
        _ => By::Export,
    }
}

fn flag(is: bool, flag: u8) -> u8 {
    if is { flag } else { 0 }
}

/// The guests whom lists of a source know, and the lists that a list may be.
pub(crate) struct Guests {
    lists: Lists,
    known: Spill<{ Known::WIDTH }>,
}

impl Guests {
    /// Where no list of the source knows anybody.
    pub(crate) fn none(conn: &Connection, plan: &Plan) -> Result<Self> {
        Ok(Self {
            lists: Lists::like(conn, plan)?,
            known: Spill::default(),
        })
    }

    /// Those there are.
    pub(crate) fn of(conn: &Connection, plan: &Plan) -> Result<Self> {
        let mut guests = Self::none(conn, plan)?;
        let Self { lists, known } = &mut guests;
        known::each(conn, plan.source(), |one| {
            let list = short(one.list);
            lists.stands(list);
            let by = match one.by {
                known::By::Own => Known::OWN,
                known::By::Beside => Known::BESIDE,
                known::By::Merged => Known::MERGED,
            };
            let flags = by
                | flag(one.status == Status::Gone, Known::GONE)
                | flag(comes(one.status), Known::COMES);
            let entry = join(&[
                &one.key,
                &one.id.to_bytes(),
                &one.digest,
                &[flags],
                &list.to_be_bytes(),
            ]);
            known.push(entry).map_err(spilled)
        })?;
        if plan.format == Format::Lanyard {
            // Our own export knows everybody by the id that they have here.
            table::attendee::each_person(conn, |one| {
                let key = key_digest(id_key(&one.id.to_string()));
                let entry = join(&[&key, &one.id.to_bytes(), &[0; 21]]);
                known.push(entry).map_err(spilled)
            })?;
        }
        Ok(guests)
    }
}

pub(crate) fn spilled(error: std::io::Error) -> lanyard_store::StoreError {
    lanyard_store::StoreError::Disk(error)
}

pub(crate) fn code_digest(code: &str) -> [u8; 16] {
    key_digest(code.to_owned())
}

/// Who someone is by their address and name, short.
pub(crate) fn person_digest(email: &str, name: &str) -> [u8; 16] {
    key_digest(person_key(email, name))
}

pub(crate) fn join<const W: usize>(parts: &[&[u8]]) -> [u8; W] {
    let mut entry = [0; W];
    let mut at = 0;
    for part in parts {
        entry[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    }
    entry
}

pub(crate) fn bytes<const N: usize>(entry: &[u8], at: usize) -> [u8; N] {
    let mut bytes = [0; N];
    bytes.copy_from_slice(&entry[at..at + N]);
    bytes
}

pub(crate) fn number(entry: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(bytes(entry, at))
}
