//! What can be wrong with a value of a definition.

use lanyard_event::SlotKind;

use crate::text::enumerate;

/// What is wrong with a value, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Wrong {
    #[error("the name of {0} is missing")]
    NoName(Whose),
    #[error("the name of {whose} has a control character (U+{code:04X})")]
    ControlCharacter { whose: Whose, code: u32 },
    #[error("this is no date; write it like \"2026-12-03\"")]
    NoDate,
    #[error("this is no time; write it like \"18:15\"")]
    NoTime,
    #[error("this is no time; write it like \"18:15\" or \"2026-12-03T18:15\"")]
    NoMoment,
    #[error("“{0}” is no time zone; write it like \"Europe/Dublin\"")]
    NoTimeZone(String),
    #[error("personal data can only be erased after the evening")]
    ErasedTooSoon,
    #[error("there is a password, and no network that it is for")]
    NoNetwork,
    #[error("there are two doors “{0}”")]
    TwoDoors(String),
    #[error("there are too many doors")]
    TooManyDoors,
    #[error("there are two ticket types “{0}”")]
    TwoTicketTypes(String),
    #[error("there are more than 256 ticket types")]
    TooManyTicketTypes,
    #[error("a ticket admits 1 to 1000 people")]
    Admits,
    #[error("there is no {} “{name}”; there is {}", .whose.noun(), enumerate(.have.iter().map(String::as_str)))]
    Unknown {
        whose: Whose,
        name: String,
        have: Vec<String>,
    },
    #[error("“{given}” is no kind of slot; {} are", enumerate(SlotKind::ALL.map(SlotKind::word)))]
    NoSlotKind { given: String },
    #[error("this slot ends before it begins")]
    EndsTooSoon,
    #[error("this talk has no title")]
    NoTitle,
    #[error("the capacity is a number of people, 1 or more")]
    Capacity,
    #[error("re-entry is \"ask\", \"welcome\" or \"refuse\", not “{0}”")]
    Reentry(String),
    #[error("the ribbon is a colour like \"#ff5a36\"")]
    Ribbon,
    /// A door that people came in at, or a ticket type that guests have, is gone.
    #[error(
        "{} “{name}”, so it can’t be taken away; where it has another name now, event.toml \
         says so with was = \"{name}\"",
        .whose.in_use()
    )]
    InUse { whose: Whose, name: String },
    /// A time that this zone does not have.
    #[error("{0}")]
    Zone(String),
}

/// Whose name or value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Whose {
    Event,
    Door,
    TicketType,
    Speaker,
}

impl Whose {
    const fn noun(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Door => "door",
            Self::TicketType => "ticket type",
            Self::Speaker => "speaker",
        }
    }

    const fn in_use(self) -> &'static str {
        match self {
            Self::Door => "people came in at",
            Self::Event | Self::TicketType | Self::Speaker => "there are guests with",
        }
    }
}

impl std::fmt::Display for Whose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let article = match self {
            Self::Event => "the",
            Self::Door | Self::TicketType | Self::Speaker => "a",
        };
        write!(f, "{article} {}", self.noun())
    }
}
