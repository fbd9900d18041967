//! What is kept of the rows of a list while it is read: digests, and no names.

use std::collections::BTreeMap;

use lanyard_event::Status;

use super::{
    rejected::Rejections,
    row::{KnownBy, Read, Row, line},
};
use crate::{
    DeskError, Result,
    import::{
        bits::Bits,
        keys::{code_digest, person_digest},
        spill::{Spill, flag, join},
        voices::comes,
    },
};

/// So many foreign names of ticket types are told.
const MOST_TYPES: usize = 50;

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
    pub(crate) refused_names: RefusedNames,
    pub(crate) rejected: Rejections,
    /// Rows of which nothing but the refusal is taken, and why.
    pub(crate) in_part: Rejections,
    pub(crate) refusals: Bits,
    /// Rows that have an id of their own for their guest.
    pub(crate) by_id: Bits,
    /// Rows of people who don't come, as the list says.
    pub(crate) away: Bits,
    /// Rows of people who are not confirmed.
    pub(crate) not_sure: Bits,
    /// Rows could not be read.
    pub(crate) unread: bool,
    /// What the service calls its tickets, where the event does not know that.
    pub(crate) taken: BTreeMap<String, u32>,
}

/// Where things stand in the entry of a row: its key, row, digest, line, flags, half a digest of
/// address and name.
pub(crate) struct StagedKey;

impl StagedKey {
    pub(crate) const WIDTH: usize = 49;
    pub(crate) const ROW: usize = 16;
    pub(crate) const DIGEST: usize = 20;
    pub(crate) const LINE: usize = 36;
    pub(crate) const FLAGS: usize = 40;
    pub(crate) const PERSON: usize = 41;
    /// A name alone says whom it is about.
    pub(crate) const NAME: u8 = 1;
    /// A code does.
    pub(crate) const CODE: u8 = 2;
    /// It says that they don't come; of two of these the greater counts.
    pub(super) const DECLINED: u8 = 4;
    pub(super) const WITHDRAWN: u8 = 8;
    pub(crate) const REFUSES: u8 = Self::DECLINED | Self::WITHDRAWN;
}

/// Those rows, by a digest of their name.
#[derive(Debug, Default)]
pub(crate) struct RefusedNames(pub(crate) BTreeMap<[u8; 16], Vec<u32>>);

impl RefusedNames {
    pub(crate) fn add(&mut self, name: [u8; 16], row: u32) {
        self.0.entry(name).or_default().push(row);
    }

    pub(crate) fn any(&self) -> bool {
        !self.0.is_empty()
    }
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
                } else if read.record.status != Status::Confirmed {
                    self.not_sure.insert(row);
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
                self.refused_names.add(name, number);
            }
        } else if let Some(name) = row.name {
            self.names.push(join(&[&name, &seq]))?;
        }
        Ok(())
    }
}
