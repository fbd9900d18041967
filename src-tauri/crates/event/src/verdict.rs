use jiff::{Timestamp, civil::Date};

use crate::{DoorId, Due, Reentry, Status};

/// What the door says to a scan, with what the screen needs to explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Comes in; `member` of `admits` on this ticket.
    Admitted {
        /// Which person of the ticket, from 1.
        member: u16,
    },
    /// Was in, left, and comes back.
    ReEntered {
        /// Which person of the ticket, from 1.
        member: u16,
    },
    /// Leaves.
    Left {
        /// Which person of the ticket, from 1.
        member: u16,
    },
    /// Everyone on this ticket is in.
    AlreadyIn {
        /// The entry that stands.
        first: FirstEntry,
        /// This desk let them in a moment ago: one guest, scanned twice.
        repeat: bool,
    },
    /// Someone who isn't in can't leave, and a badge doesn't admit first.
    NotInside,
    /// A good ticket of this event that is not in this file.
    NotListed,
    /// The list doesn't say that this guest comes.
    NotConfirmed {
        /// What it says instead.
        status: Status,
    },
    /// Not a ticket for today.
    NotValidNow {
        /// The days it is for.
        days: Vec<Date>,
    },
    /// Not a ticket for this door.
    WrongDoor {
        /// The doors it is for.
        doors: Vec<DoorId>,
    },
    /// Still to be paid.
    Unpaid {
        /// How much.
        due: Due,
    },
    /// The room holds no more.
    Full {
        /// How many are inside.
        inside: u32,
        /// How many it holds.
        capacity: u32,
    },
    /// A strict ticket, and the other desks can't be asked: a lead decides.
    NeedsLead,
    /// A ticket for another evening.
    WrongEvent,
    /// Holds no more.
    Revoked {
        /// Since when, where that is known: a key may be revoked without a time.
        since: Option<Timestamp>,
    },
    /// Not in the list, and no code of ours.
    Unknown,
    /// Claims to be a ticket and cannot be verified.
    Forged,
}

/// The entry that a double meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstEntry {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub door: DoorId,
    /// How many whole seconds before the scan; 0 where the clock went back.
    pub seconds_ago: u64,
    /// They have left since.
    pub left: bool,
}

/// A verdict's word, as it stands in the log, in answers and on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(
    missing_docs,
    reason = "each is the variant of `Verdict` of the same name"
)]
pub enum VerdictKind {
    Admitted = 1,
    ReEntered = 2,
    Left = 3,
    AlreadyIn = 4,
    NotInside = 5,
    NotListed = 6,
    NotConfirmed = 7,
    NotValidNow = 8,
    WrongDoor = 9,
    Unpaid = 10,
    Full = 11,
    NeedsLead = 12,
    WrongEvent = 13,
    Revoked = 14,
    Unknown = 15,
    Forged = 16,
}

/// How a verdict looks and sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Come in.
    Green,
    /// Noted, nothing to do.
    Neutral,
    /// Ask.
    Amber,
    /// No.
    Red,
}

impl VerdictKind {
    /// Every verdict.
    pub const ALL: [Self; 16] = [
        Self::Admitted,
        Self::ReEntered,
        Self::Left,
        Self::AlreadyIn,
        Self::NotInside,
        Self::NotListed,
        Self::NotConfirmed,
        Self::NotValidNow,
        Self::WrongDoor,
        Self::Unpaid,
        Self::Full,
        Self::NeedsLead,
        Self::WrongEvent,
        Self::Revoked,
        Self::Unknown,
        Self::Forged,
    ];

    /// The verdict of this log byte.
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == byte)
    }

    /// How it looks and sounds, under the event's re-entry setting.
    pub const fn tone(self, reentry: Reentry) -> Tone {
        match self {
            Self::Admitted => Tone::Green,
            Self::ReEntered | Self::Left => Tone::Neutral,
            Self::AlreadyIn => match reentry {
                Reentry::Ask => Tone::Amber,
                Reentry::Welcome => Tone::Neutral,
                Reentry::Refuse => Tone::Red,
            },
            Self::NotInside
            | Self::NotListed
            | Self::NotConfirmed
            | Self::NotValidNow
            | Self::WrongDoor
            | Self::Unpaid
            | Self::Full
            | Self::NeedsLead => Tone::Amber,
            Self::WrongEvent | Self::Revoked | Self::Unknown | Self::Forged => Tone::Red,
        }
    }

    /// Whether the guest passes the door on it.
    pub const fn passes(self) -> bool {
        matches!(self, Self::Admitted | Self::ReEntered | Self::Left)
    }
}

impl Verdict {
    /// The verdict's word.
    pub const fn kind(&self) -> VerdictKind {
        match self {
            Self::Admitted { .. } => VerdictKind::Admitted,
            Self::ReEntered { .. } => VerdictKind::ReEntered,
            Self::Left { .. } => VerdictKind::Left,
            Self::AlreadyIn { .. } => VerdictKind::AlreadyIn,
            Self::NotInside => VerdictKind::NotInside,
            Self::NotListed => VerdictKind::NotListed,
            Self::NotConfirmed { .. } => VerdictKind::NotConfirmed,
            Self::NotValidNow { .. } => VerdictKind::NotValidNow,
            Self::WrongDoor { .. } => VerdictKind::WrongDoor,
            Self::Unpaid { .. } => VerdictKind::Unpaid,
            Self::Full { .. } => VerdictKind::Full,
            Self::NeedsLead => VerdictKind::NeedsLead,
            Self::WrongEvent => VerdictKind::WrongEvent,
            Self::Revoked { .. } => VerdictKind::Revoked,
            Self::Unknown => VerdictKind::Unknown,
            Self::Forged => VerdictKind::Forged,
        }
    }

    /// The person of the ticket who passes, from 1.
    pub const fn member(&self) -> Option<u16> {
        match self {
            Self::Admitted { member } | Self::ReEntered { member } | Self::Left { member } => {
                Some(*member)
            }
            _ => None,
        }
    }
}
