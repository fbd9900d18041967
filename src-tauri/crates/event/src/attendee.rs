use std::{fmt, str::FromStr};

use jiff::Timestamp;

use crate::{AttendeeId, BadgeId, TicketId, TicketTypeId};

/// A person on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The id.
    pub id: AttendeeId,
    /// The name as it stands on the badge.
    pub name: String,
    /// The e-mail address; may be empty.
    pub email: String,
    /// The company; may be empty.
    pub company: String,
    /// The role, *Staff engineer*; may be empty.
    pub role: String,
    /// What the list says about this person's coming.
    pub status: Status,
    /// What a list has said since they came in: it counts for whoever of their tickets is not
    /// inside.
    pub flagged: Option<Status>,
    /// The organiser's note for the door; may be empty.
    pub note: String,
    /// What makes staff look up, *VIP*; may be empty.
    pub attention: String,
    /// What the badge's code holds.
    pub badge: BadgeId,
}

impl Attendee {
    /// What is said of their coming, as long as they are not inside.
    pub fn said(&self) -> Status {
        self.flagged.unwrap_or(self.status)
    }
}

/// What the list says about a person's coming.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Comes.
    #[default]
    Confirmed,
    /// Waits for the host's approval.
    Pending,
    /// Waits for a place.
    Waitlist,
    /// Was not approved, or said no.
    Declined,
    /// Was cancelled.
    Cancelled,
    /// Was paid back.
    Refunded,
    /// Stands on their list no more.
    Gone,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 7] = [
        Self::Confirmed,
        Self::Pending,
        Self::Waitlist,
        Self::Declined,
        Self::Cancelled,
        Self::Refunded,
        Self::Gone,
    ];

    /// Whether there is no ticket any more by it, whoever said so.
    pub const fn withdraws(self) -> bool {
        matches!(self, Self::Cancelled | Self::Refunded)
    }

    /// Whether it says outright that somebody does not come.
    pub const fn refuses(self) -> bool {
        self.withdraws() || matches!(self, Self::Declined)
    }

    /// The word that stands for it in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Pending => "pending",
            Self::Waitlist => "waitlist",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Refunded => "refunded",
            Self::Gone => "gone",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that is no [`Status`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no status “{0}”: say confirmed, pending, waitlist, declined, cancelled or refunded"
)]
pub struct ParseStatusError(pub String);

impl FromStr for Status {
    type Err = ParseStatusError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let word = word.trim();
        Self::ALL
            .into_iter()
            .find(|status| status.word().eq_ignore_ascii_case(word))
            .ok_or_else(|| ParseStatusError(word.to_owned()))
    }
}

/// A ticket of an attendee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The id.
    pub id: TicketId,
    /// Whose it is.
    pub attendee: AttendeeId,
    /// Its type; where the code's type byte disagrees, this one counts.
    pub ticket_type: TicketTypeId,
    /// How many people come in on it; at least 1.
    pub admits: u16,
    /// Whether it still holds.
    pub state: TicketState,
    /// What is still to be paid.
    pub due: Option<Due>,
    /// The ticket that speaks for this one, where both turned out to be one person's: whoever
    /// shows this one is asked about as if they had shown that one.
    pub stands_for: Option<TicketId>,
}

impl Ticket {
    /// Whether somebody comes in on it; one that another speaks for is counted with that one.
    pub fn holds(&self) -> bool {
        self.state == TicketState::Valid && self.stands_for.is_none()
    }
}

/// Whether a ticket still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketState {
    /// It does.
    Valid,
    /// It was revoked, at this time.
    Revoked(Timestamp),
}

/// An amount to be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// In the currency's hundredths; 0 where no list says how much.
    pub hundredths: i64,
    /// ISO 4217, `EUR`; empty where no list ever said it.
    pub currency: String,
}

impl Due {
    /// The word for an amount that nobody said.
    pub const UNPAID: &str = "unpaid";

    /// Something, and nobody says how much.
    pub const fn unsaid() -> Self {
        Self {
            hundredths: 0,
            currency: String::new(),
        }
    }

    /// How much, `12.50 EUR`; `None` where nobody said it.
    pub fn amount(&self) -> Option<String> {
        (self.hundredths != 0).then(|| self.to_string())
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.hundredths == 0 {
            return f.write_str(Self::UNPAID);
        }
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        write!(f, "{whole}.{rest:02}")?;
        if self.currency.is_empty() {
            return Ok(());
        }
        write!(f, " {}", self.currency)
    }
}
