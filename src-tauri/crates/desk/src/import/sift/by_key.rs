//! Which rows are about guests whom the list knows by a key: a merge of two sorted runs, of the
//! list and of the guests of its source.

use lanyard_event::AttendeeId;

use super::{
    known::Known,
    moved::Keyed,
    sifted::{By, Dropped, Match, Sifted},
};
use crate::import::{
    read::{NotTaken, StagedKey},
    spill::{bytes, number},
};

type StagedEntry = [u8; StagedKey::WIDTH];
type KnownEntry = [u8; Known::WIDTH];

impl Sifted {
    /// Both sorted by key; the rows of one key in their order, the guests in that of their ids.
    pub(crate) fn merge(&mut self, staged: &[StagedEntry], known: &[KnownEntry], list: u32) {
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
                let person: [u8; 8] = bytes(entry, StagedKey::PERSON);
                let by_person = nameless || entry[..8] == person;
                if by(flags) == By::Own && here && !same && !by_person {
                    self.keyed.push(Keyed { id, row, person });
                }
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
