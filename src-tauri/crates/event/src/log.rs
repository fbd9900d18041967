//! The check-in log: append-only rows, chained by hashes for each desk.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{AttendeeId, Day, DeskId, DoorId, EventId, Means, OperatorId, TicketId, VerdictKind};

/// A row's place in the log of all desks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryRef {
    /// The machine that wrote it.
    pub desk: DeskId,
    /// Which life of that machine's log: it grows when a copy or an older state goes on.
    pub incarnation: u32,
    /// Counts from 1, without gaps.
    pub seq: u64,
}

/// One row of the check-in log. It names people by id alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place.
    pub place: EntryRef,
    /// Its logical time, by which rows of several desks are ordered.
    pub hlc: Hlc,
    /// The wall time, to the microsecond.
    pub at: Timestamp,
    /// The door.
    pub door: DoorId,
    /// Who worked at the desk, where that is known.
    pub operator: Option<OperatorId>,
    /// What happened.
    pub kind: Kind,
    /// What the screen said.
    pub verdict: VerdictKind,
    /// How the guest was presented.
    pub means: Means,
    /// The ticket, where one was found.
    pub ticket: Option<TicketId>,
    /// The attendee, where one was found.
    pub attendee: Option<AttendeeId>,
    /// The day of the event.
    pub day: Day,
    /// Which person of the ticket, from 1; 0 where nobody passed.
    pub member: u16,
    /// Which entry of that person, from 1; it grows after an exit or a void. 0 where nobody passed.
    pub entry_number: u16,
    /// The row that this one takes back.
    pub voids: Option<EntryRef>,
    /// Whether the other desks could be asked.
    pub mode: Mode,
    /// Where the code was unknown: its salted SHA-256, so that the same code can be recognised
    /// and no code can be read from the log.
    pub digest: Option<[u8; 32]>,
    /// SHA-256 of the canonical bytes of this desk's row before; see [`chain_start`].
    pub previous: [u8; 32],
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Someone came in.
    Entry = 1,
    /// Someone left.
    Exit = 2,
    /// A row was taken back.
    Void = 3,
    /// Someone came in against the verdict, with a reason.
    Override = 4,
    /// Nobody passed.
    Refused = 5,
    /// Someone came in a guest's place.
    Substitute = 6,
    /// A guest answered a question at the door.
    Answer = 7,
    /// A badge went to the printer.
    BadgePrinted = 8,
    /// Two desks' contradiction was settled.
    ConflictSettled = 9,
}

impl Kind {
    const ALL: [Self; 9] = [
        Self::Entry,
        Self::Exit,
        Self::Void,
        Self::Override,
        Self::Refused,
        Self::Substitute,
        Self::Answer,
        Self::BadgePrinted,
        Self::ConflictSettled,
    ];

    /// The kind of this log byte.
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == byte)
    }

    /// The word that stands for it in answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Exit => "exit",
            Self::Void => "void",
            Self::Override => "override",
            Self::Refused => "refused",
            Self::Substitute => "substitute",
            Self::Answer => "answer",
            Self::BadgePrinted => "badge_printed",
            Self::ConflictSettled => "conflict_settled",
        }
    }

    /// Whether such a row moves someone, and so can be taken back.
    pub const fn moves(self) -> bool {
        matches!(
            self,
            Self::Entry | Self::Exit | Self::Override | Self::Substitute
        )
    }
}

/// Whether the other desks could be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Mode {
    /// They could, or there are none.
    Online = 1,
    /// They could not.
    Offline = 2,
}

impl Mode {
    /// The mode of this log byte.
    pub fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Online),
            2 => Some(Self::Offline),
            _ => None,
        }
    }
}

/// A hybrid logical clock (Kulkarni et al., 2014): 48 bits of Unix milliseconds, 16 of a counter.
/// It follows the wall clock and never goes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hlc(pub u64);

impl Hlc {
    /// The next time after `self`, at wall time `at`.
    #[must_use]
    pub fn next(self, at: Timestamp) -> Self {
        let wall = u64::try_from(at.as_millisecond()).unwrap_or(0) << 16;
        Self(wall.max(self.0 + 1))
    }
}

/// What the first row of a desk's incarnation names as its predecessor.
pub fn chain_start(event: EventId, desk: DeskId, incarnation: u32) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"lanyard-log-v1\0");
    hash.update(event.to_bytes());
    hash.update(desk.to_bytes());
    hash.update(incarnation.to_be_bytes());
    hash.finalize().into()
}

impl Entry {
    /// SHA-256 of the row's canonical bytes: every field, in order, big-endian, at a fixed width;
    /// an absent field is one zero byte, a present one is led by a one.
    pub fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update([1]);
        hash_place(&mut hash, self.place);
        hash.update(self.hlc.0.to_be_bytes());
        hash.update(self.at.as_microsecond().to_be_bytes());
        hash.update(self.door.0.to_be_bytes());
        hash_option(&mut hash, self.operator.map(OperatorId::to_bytes));
        hash.update([self.kind as u8, self.verdict as u8, self.means as u8]);
        hash_option(&mut hash, self.ticket.map(|id| id.0.to_be_bytes()));
        hash_option(&mut hash, self.attendee.map(AttendeeId::to_bytes));
        hash.update(self.day.year().to_be_bytes());
        hash.update([
            self.day.month().cast_unsigned(),
            self.day.day().cast_unsigned(),
        ]);
        hash.update(self.member.to_be_bytes());
        hash.update(self.entry_number.to_be_bytes());
        match self.voids {
            None => hash.update([0]),
            Some(place) => {
                hash.update([1]);
                hash_place(&mut hash, place);
            }
        }
        hash.update([self.mode as u8]);
        hash_option(&mut hash, self.digest);
        hash.update(self.previous);
        hash.finalize().into()
    }
}

fn hash_place(hash: &mut Sha256, place: EntryRef) {
    hash.update(place.desk.to_bytes());
    hash.update(place.incarnation.to_be_bytes());
    hash.update(place.seq.to_be_bytes());
}

fn hash_option<const N: usize>(hash: &mut Sha256, bytes: Option<[u8; N]>) {
    match bytes {
        None => hash.update([0]),
        Some(bytes) => {
            hash.update([1]);
            hash.update(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_logical_clock_never_goes_back(times in prop::collection::vec(0i64..4_000_000_000_000, 1..50)) {
            let mut last = Hlc::default();
            for millis in times {
                let next = last.next(Timestamp::from_millisecond(millis).unwrap());
                prop_assert!(next > last);
                prop_assert!(next.0 >> 16 >= millis.cast_unsigned());
                last = next;
            }
        }
    }

    #[test]
    fn the_bytes_of_kind_mode_and_verdict_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_byte(kind as u8), Some(kind));
        }
        for verdict in VerdictKind::ALL {
            assert_eq!(VerdictKind::from_byte(verdict as u8), Some(verdict));
        }
        assert_eq!(Mode::from_byte(2), Some(Mode::Offline));
        assert_eq!(Kind::from_byte(0), None);
    }
}
