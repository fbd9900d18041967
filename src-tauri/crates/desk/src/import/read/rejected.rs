//! The rows of a list that are not taken, and why.

use std::collections::BTreeMap;

use lanyard_event::AttendeeId;
use lanyard_exchange::list::{LONGEST_NAME, Rejected, RowError};

use crate::answers::{RejectedRow, Why};

/// So many rejected rows are named, the first; all are counted.
const MOST: usize = 200;

/// Why a row is not taken, and what to do, in the words of the command line.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum NotTaken {
    #[error("its code is that of another guest, on line {0}: each needs one of their own")]
    SameCode(u32),
    #[error("it stands twice: line {0} says the same")]
    Twice(u32),
    #[error("it differs from line {0}, which is about the same guest and counts")]
    Differs(u32),
    #[error("line {0} says of the same guest that they don’t come, and counts")]
    Refused(u32),
    #[error(
        "its id or code has changed hands, so {name} stays as before: if the column only numbers the rows, take it as a question"
    )]
    KeysMoved { name: String },
    #[error("the code belongs to {name} already")]
    CodeTaken {
        name: String,
        of: Option<AttendeeId>,
    },
    #[error("asked to be forgotten on {0}: add them by hand if they come after all")]
    Forgotten(String),
    #[error("there is no ticket type “{name}”; there is {have}")]
    NoTicketType { name: String, have: String },
    #[error(transparent)]
    Row(Rejected),
}

impl NotTaken {
    /// Whether the row may be that of a guest all the same.
    pub(super) fn may_be_somebody(&self) -> bool {
        match self {
            Self::Forgotten(_) => false,
            Self::Row(rejected) => rejected.error != RowError::AddOn,
            _ => true,
        }
    }

    fn told(self, line: u32) -> RejectedRow {
        let reason = self.to_string();
        let (column, why) = match self {
            Self::SameCode(line) => (None, Why::SameCode { line }),
            Self::Twice(line) => (None, Why::Twice { line }),
            Self::Differs(line) => (None, Why::Differs { line }),
            Self::Refused(line) => (None, Why::Refused { line }),
            Self::KeysMoved { name } => (None, Why::KeysMoved { name }),
            Self::CodeTaken { name, .. } => (None, Why::CodeTaken { name }),
            Self::Forgotten(on) => (None, Why::Forgotten { on }),
            Self::NoTicketType { name, have } => (None, Why::NoTicketType { name, have }),
            Self::Row(Rejected { column, error, .. }) => (column, error.into()),
        };
        RejectedRow {
            line,
            reason,
            column,
            why,
        }
    }
}

impl From<RowError> for Why {
    fn from(error: RowError) -> Self {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        match error {
            RowError::NotUtf8 => Self::NotUtf8,
            RowError::Columns { found, header } => Self::Columns {
                found: number(found),
                header: number(header),
            },
            RowError::AddOn => Self::AddOn,
            RowError::NoName => Self::NoName,
            RowError::LongName => Self::TooLong {
                most: number(LONGEST_NAME),
            },
            RowError::TooLong { most, .. } => Self::TooLong { most: number(most) },
            RowError::NotAnEmail(text) => Self::NotAnEmail { text },
            RowError::Control { found, .. } => Self::Control {
                character: format!("U+{:04X}", u32::from(found)),
            },
            RowError::Status(word) => Self::NoStatus { text: word.0 },
            RowError::NotAPayment(text) => Self::NotAPayment { text },
            RowError::NotAnAmount(text) => Self::NotAnAmount { text },
            RowError::NotACount(text) => Self::NotACount { text },
            RowError::NeitherYesNorNo(text) => Self::NeitherYesNorNo { text },
            RowError::CutShort(text) => Self::CutShort { text },
            RowError::Unworked => Self::Unworked,
        }
    }
}

/// The rows that are not taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rejections {
    pub(crate) count: u32,
    rows: BTreeMap<u32, NotTaken>,
}

impl Rejections {
    pub(crate) fn add(&mut self, line: u32, why: &NotTaken) {
        self.count += 1;
        let late = self
            .rows
            .last_key_value()
            .is_some_and(|(last, _)| *last < line);
        if self.rows.len() < MOST || !late {
            self.rows.insert(line, why.clone());
        }
        if self.rows.len() > MOST {
            self.rows.pop_last();
        }
    }

    pub(crate) fn into_rows(self) -> Vec<RejectedRow> {
        let rows = self.rows.into_iter();
        rows.map(|(line, why)| why.told(line)).collect()
    }
}
