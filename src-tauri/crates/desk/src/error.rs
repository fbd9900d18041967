use std::{io, path::PathBuf};

use lanyard_event::MAX_CODE_CHARS;
use lanyard_exchange::{definition::DefinitionError, list::ListError};
use lanyard_store::StoreError;

use crate::answers::{Problem, ProblemKind};

/// Why a desk could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum DeskError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("not recorded: {0}")]
    NotRecorded(#[source] StoreError),
    #[error(transparent)]
    List(#[from] ListError),
    #[error("{}, {error}", path.display())]
    Definition {
        path: PathBuf,
        error: DefinitionError,
    },
    #[error("the code has {0} characters; no QR code holds more than {MAX_CODE_CHARS}")]
    CodeTooLong(usize),
    #[error("“{0}” is no time; write it like 2026-12-03T18:41 or 2026-12-03T18:41:00+00:00")]
    NoTime(String),
    #[error("there is no code to look at")]
    NoCode,
    #[error("there is no door “{name}”; there is {have}")]
    NoSuchDoor { name: String, have: String },
    #[error("there is no ticket type “{name}”; there is {have}")]
    NoSuchTicketType { name: String, have: String },
    #[error("“{0}” is nobody on the list; “lanyard attendees find” gives the ids")]
    NoSuchAttendee(String),
    #[error("“{0}” is no ticket here")]
    NoSuchTicket(String),
    #[error("{0} has no ticket that holds")]
    NoValidTicket(String),
    #[error("{0}")]
    BadValue(String),
    #[error("there is no row {0} in the log")]
    NoSuchRow(i64),
    #[error("row {0} was taken back already")]
    AlreadyUndone(i64),
    #[error("row {0} let nobody in or out, so there is nothing to take back")]
    NothingHappened(i64),
    #[error("there is nothing to take back")]
    NothingToUndo,
    #[error("all 256 signing keys of this event are used up")]
    NoMoreKeys,
    #[error("the data folder {} could not be used: {error}", path.display())]
    Home { path: PathBuf, error: io::Error },
    #[error("{} could not be written: {error}", path.display())]
    Output { path: PathBuf, error: io::Error },
    #[error("the template {} could not be read: {error}", path.display())]
    Template { path: PathBuf, error: io::Error },
    #[error("{} is damaged; move it away and try again", .0.display())]
    HomeDamaged(PathBuf),
    #[error(transparent)]
    Paper(#[from] lanyard_paper::PaperError),
    #[error(transparent)]
    Read(#[from] lanyard_optics::ReadError),
    #[error(transparent)]
    Draw(#[from] lanyard_optics::DrawError),
    #[error("stopped; {done} of {total} were done")]
    Stopped { done: usize, total: usize },
}

impl DeskError {
    /// What a face acts on.
    pub fn kind(&self) -> ProblemKind {
        match self {
            Self::NotRecorded(_) => ProblemKind::NotRecorded,
            Self::Store(StoreError::Busy) => ProblemKind::Busy,
            Self::NoSuchAttendee(_)
            | Self::NoSuchTicket(_)
            | Self::NoSuchRow(_)
            | Self::NoValidTicket(_) => ProblemKind::NotFound,
            Self::AlreadyUndone(_) | Self::NothingHappened(_) | Self::NothingToUndo => {
                ProblemKind::NothingToUndo
            }
            Self::Store(
                StoreError::NotAnEvent(_)
                | StoreError::IsFolder(_)
                | StoreError::Newer { .. }
                | StoreError::Exists(_)
                | StoreError::Refused(_),
            )
            | Self::List(
                ListError::IsFolder(_)
                | ListError::Empty(_)
                | ListError::NotCsv(_)
                | ListError::NotUtf8 { .. }
                | ListError::NoName { .. }
                | ListError::NoSuchColumn { .. }
                | ListError::TwoColumns { .. },
            )
            | Self::Definition { .. }
            | Self::CodeTooLong(_)
            | Self::NoCode
            | Self::NoTime(_)
            | Self::NoSuchDoor { .. }
            | Self::NoSuchTicketType { .. }
            | Self::BadValue(_)
            | Self::Paper(_)
            | Self::Read(_)
            | Self::Draw(_) => ProblemKind::BadInput,
            Self::Store(_)
            | Self::List(_)
            | Self::NoMoreKeys
            | Self::Home { .. }
            | Self::HomeDamaged(_)
            | Self::Output { .. }
            | Self::Template { .. }
            | Self::Stopped { .. } => ProblemKind::File,
        }
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        Self {
            kind: error.kind(),
            message: error.to_string(),
        }
    }
}
