//! What is wrong with a value of a form, for whoever says it in other words.

use lanyard_event::SlotKind;
use lanyard_exchange::definition::{Whose, Wrong};
use serde::Serialize;
use specta::Type;

/// What is wrong with a value of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum FormTrouble {
    NoName {
        whose: FormPart,
    },
    ControlCharacter {
        whose: FormPart,
    },
    NoDate,
    NoTime,
    NoMoment,
    NoTimeZone {
        given: String,
    },
    ErasedTooSoon,
    NoNetwork,
    TwoDoors {
        name: String,
    },
    TooManyDoors,
    TwoTicketTypes {
        name: String,
    },
    TooManyTicketTypes,
    Admits,
    Unknown {
        whose: FormPart,
        name: String,
        have: Vec<String>,
    },
    NoSlotKind {
        given: String,
        have: Vec<String>,
    },
    EndsTooSoon,
    NoTitle,
    Capacity,
    Reentry {
        given: String,
    },
    Ribbon,
    /// A door that people came in at, or a ticket type that guests have, was taken away.
    InUse {
        whose: FormPart,
        name: String,
    },
    /// In the words of the calendar, in English.
    Zone {
        says: String,
    },
}

/// Of what a form's value is a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum FormPart {
    Event,
    Door,
    TicketType,
    Speaker,
}

impl From<Whose> for FormPart {
    fn from(whose: Whose) -> Self {
        match whose {
            Whose::Event => Self::Event,
            Whose::Door => Self::Door,
            Whose::TicketType => Self::TicketType,
            Whose::Speaker => Self::Speaker,
        }
    }
}

impl From<Wrong> for FormTrouble {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::NoName(whose) => Self::NoName {
                whose: whose.into(),
            },
            Wrong::ControlCharacter { whose, .. } => Self::ControlCharacter {
                whose: whose.into(),
            },
            Wrong::NoDate => Self::NoDate,
            Wrong::NoTime => Self::NoTime,
            Wrong::NoMoment => Self::NoMoment,
            Wrong::NoTimeZone(given) => Self::NoTimeZone { given },
            Wrong::ErasedTooSoon => Self::ErasedTooSoon,
            Wrong::NoNetwork => Self::NoNetwork,
            Wrong::TwoDoors(name) => Self::TwoDoors { name },
            Wrong::TooManyDoors => Self::TooManyDoors,
            Wrong::TwoTicketTypes(name) => Self::TwoTicketTypes { name },
            Wrong::TooManyTicketTypes => Self::TooManyTicketTypes,
            Wrong::Admits => Self::Admits,
            Wrong::Unknown { whose, name, have } => Self::Unknown {
                whose: whose.into(),
                name,
                have,
            },
            Wrong::NoSlotKind { given } => Self::NoSlotKind {
                given,
                have: SlotKind::ALL.map(|kind| kind.word().to_owned()).into(),
            },
            Wrong::EndsTooSoon => Self::EndsTooSoon,
            Wrong::NoTitle => Self::NoTitle,
            Wrong::Capacity => Self::Capacity,
            Wrong::Reentry(given) => Self::Reentry { given },
            Wrong::Ribbon => Self::Ribbon,
            Wrong::InUse { whose, name } => Self::InUse {
                whose: whose.into(),
                name,
            },
            Wrong::Zone(says) => Self::Zone { says },
        }
    }
}
