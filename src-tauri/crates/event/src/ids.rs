use std::{fmt, str::FromStr};

use jiff::Timestamp;
use uuid::Uuid;

use crate::Rng;

macro_rules! uuid_id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, UUIDv7 (RFC 9562): it sorts by the time it was made.
            pub fn new(at: Timestamp, rng: &dyn Rng) -> Self {
                let mut random = [0; 10];
                rng.fill(&mut random);
                let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }

            /// The id of these sixteen bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The sixteen bytes, as they are stored and signed.
            pub const fn to_bytes(self) -> [u8; 16] {
                *self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text.trim()).map(Self)
            }
        }
    )*};
}

uuid_id! {
    /// An event: one evening.
    EventId
    /// A person on the list.
    AttendeeId
    /// A purchase that one or several tickets belong to.
    OrderId
    /// A machine that writes the check-in log.
    DeskId
    /// A person who works at a desk.
    OperatorId
}

/// A ticket: 64 random bits, so that no id can be guessed from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketId(pub u64);

/// What a badge's code holds: 64 random bits that say nothing about the guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BadgeId(pub u64);

impl TicketId {
    /// A new random id.
    pub fn new(rng: &dyn Rng) -> Self {
        Self(random_u64(rng))
    }
}

impl BadgeId {
    /// A new random id.
    pub fn new(rng: &dyn Rng) -> Self {
        Self(random_u64(rng))
    }
}

impl fmt::Display for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A signing key of an event, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub u8);

/// A ticket type of an event, by number; one byte, because the ticket code carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketTypeId(pub u8);

/// A door of an event, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DoorId(pub u16);

fn random_u64(rng: &dyn Rng) -> u64 {
    let mut bytes = [0; 8];
    rng.fill(&mut bytes);
    u64::from_be_bytes(bytes)
}
