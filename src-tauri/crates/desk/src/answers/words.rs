//! Words of the model that cross to a face under the same name, and what went wrong.

use lanyard_event as event;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ListTrouble, Trouble};

/// A word of the model that crosses to a face under the same name.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident from $from:path { $($variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each is the variant of the model of the same name")]
        pub enum $name { $($variant),* }

        impl From<$from> for $name {
            fn from(word: $from) -> Self {
                match word { $(<$from>::$variant => Self::$variant),* }
            }
        }
    };
}

words! {
    /// What the door says to a scan.
    Verdict from event::VerdictKind {
        Admitted, ReEntered, Left, AlreadyIn, NotInside, NotListed, NotConfirmed, NotValidNow,
        WrongDoor, Unpaid, Full, NeedsLead, WrongEvent, Revoked, Unknown, Forged,
    }
}

words! {
    /// How a verdict looks and sounds.
    Tone from event::Tone { Green, Neutral, Amber, Red }
}

words! {
    /// What the list says about a person's coming.
    Status from event::Status {
        Confirmed, Pending, Waitlist, Declined, Cancelled, Refunded, Gone,
    }
}

words! {
    /// What kind of stretch of the evening.
    SlotKind from event::SlotKind { Doors, Food, Talk, Break, End }
}

words! {
    /// Where the evening stands.
    Phase from event::Phase { Before, During, After }
}

words! {
    /// What a row of the log tells.
    Kind from event::Kind {
        Entry, Exit, Void, Override, Refused, Substitute, Answer, BadgePrinted, ConflictSettled,
    }
}

/// Where a guest is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum State {
    Expected,
    Inside,
    Left,
    NotComing,
}

/// In or out, as a face says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum Direction {
    In,
    Out,
}

impl From<event::Direction> for Direction {
    fn from(direction: event::Direction) -> Self {
        match direction {
            event::Direction::In => Self::In,
            event::Direction::Out => Self::Out,
        }
    }
}

/// What a face gets when something can't be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct Problem {
    /// What kind of problem.
    pub kind: ProblemKind,
    /// What it is and what to do, in English.
    pub message: String,
    /// The same for whoever says it in other words, where it is about a list.
    pub list: Option<ListTrouble>,
    /// The same, where it is about anything else.
    pub trouble: Option<Box<Trouble>>,
}

/// What kind of problem, as far as a face acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A verdict could not be written, so there is none.
    NotRecorded,
    /// What was named is not there.
    NotFound,
    /// What was given makes no sense.
    BadInput,
    /// Nothing can be taken back.
    NothingToUndo,
    /// What was to be settled stands otherwise by now, or may not be settled so.
    NotSettled,
    /// That is no lead's PIN.
    WrongPin,
    /// A list lacks so many guests that the organiser has to say what is meant.
    ManyGone,
    /// The code belongs to another guest.
    CodeTaken,
    /// A guest of this name is expected: somebody has to say that this is another one.
    Namesake,
    /// A letter is not for the guest who was named, or they have it already.
    NoLetter,
    /// The printer or the camera does not answer.
    Device,
    /// The event file or the disk fails.
    File,
    /// Another program holds the file.
    Busy,
}

impl From<Direction> for event::Direction {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::In => Self::In,
            Direction::Out => Self::Out,
        }
    }
}
