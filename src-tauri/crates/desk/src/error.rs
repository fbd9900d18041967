use std::{io, path::PathBuf};

use lanyard_event::{MAX_CODE_CHARS, ParseStatusError};
use lanyard_exchange::{
    definition::DefinitionError,
    list::{ListError, RowError},
};
use lanyard_optics::ReadError;
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
    #[error(transparent)]
    Row(#[from] RowError),
    #[error(transparent)]
    Status(#[from] ParseStatusError),
    #[error("lists are written as CSV so far; give the file a name that ends in .csv")]
    NotCsv,
    #[error("there is nobody to print a badge for")]
    Nobody,
    #[error("there is no row {0} in the log")]
    NoSuchRow(i64),
    #[error("row {0} was taken back already")]
    AlreadyUndone(i64),
    #[error("row {0} let nobody in or out, so there is nothing to take back")]
    NothingHappened(i64),
    #[error("there is nothing to take back")]
    NothingToUndo,
    #[error("row {0} of the log can't be settled like that; look at the guest again")]
    NotSettled(i64),
    #[error("there is no printer; give its address, like ipp://localhost/printers/badges")]
    NoPrinter,
    #[error("that is a ticket's code, no name; scan it again")]
    CodeIsNoName,
    #[error("say why")]
    NoReason,
    #[error("that is no lead's PIN")]
    WrongPin,
    #[error("a PIN has at least four characters")]
    ShortPin,
    #[error("all 256 signing keys of this event are used up")]
    NoMoreKeys,
    #[error("{} could not be read: {}", path.display(), reason(error))]
    Text { path: PathBuf, error: io::Error },
    #[error("the data folder could not be used: {}: {}", path.display(), reason(error))]
    Home { path: PathBuf, error: io::Error },
    #[error("{} is there already; choose another name", .0.display())]
    Exists(PathBuf),
    #[error("{} could not be written: {}", path.display(), reason(error))]
    Output { path: PathBuf, error: io::Error },
    #[error("{} is damaged; move it away and try again", .0.display())]
    HomeDamaged(PathBuf),
    #[error("no list has the question {question:?}; known are {have}")]
    NoSuchQuestion { question: String, have: String },
    #[error(transparent)]
    Logo(#[from] lanyard_paper::LogoError),
    #[error(transparent)]
    Paper(#[from] lanyard_paper::PaperError),
    #[error(transparent)]
    Printer(#[from] lanyard_paper::printer::PrinterError),
    #[error(transparent)]
    Camera(#[from] lanyard_optics::CameraError),
    #[error(transparent)]
    Read(#[from] ReadError),
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
            Self::NotSettled(_) => ProblemKind::NotSettled,
            Self::WrongPin => ProblemKind::WrongPin,
            Self::AlreadyUndone(_) | Self::NothingHappened(_) | Self::NothingToUndo => {
                ProblemKind::NothingToUndo
            }
            Self::Store(
                StoreError::NotAnEvent(_)
                | StoreError::IsFolder(_)
                | StoreError::Newer { .. }
                | StoreError::Exists(_)
                | StoreError::NoFolder(_)
                | StoreError::Refused(_),
            )
            | Self::List(
                ListError::IsFolder(_)
                | ListError::Empty(_)
                | ListError::NotCsv(_)
                | ListError::NotUtf8 { .. }
                | ListError::NoName { .. }
                | ListError::NoSuchColumn { .. }
                | ListError::TwoColumns { .. }
                | ListError::MappedTwice { .. },
            )
            | Self::Definition { .. }
            | Self::CodeTooLong(_)
            | Self::NoCode
            | Self::CodeIsNoName
            | Self::NoReason
            | Self::NoPrinter
            | Self::ShortPin
            | Self::NoTime(_)
            | Self::NoSuchDoor { .. }
            | Self::NoSuchTicketType { .. }
            | Self::Row(_)
            | Self::Status(_)
            | Self::NotCsv
            | Self::Nobody
            | Self::Exists(_)
            | Self::NoSuchQuestion { .. }
            | Self::Logo(_)
            | Self::Paper(_)
            | Self::Draw(_) => ProblemKind::BadInput,
            Self::Read(ReadError::Missing(_) | ReadError::Io { .. }) => ProblemKind::File,
            Self::Read(_) => ProblemKind::BadInput,
            Self::Printer(_) | Self::Camera(_) => ProblemKind::Device,
            Self::Text { error, .. } => match error.kind() {
                io::ErrorKind::IsADirectory | io::ErrorKind::InvalidData => ProblemKind::BadInput,
                _ => ProblemKind::File,
            },
            Self::Store(_)
            | Self::List(_)
            | Self::NoMoreKeys
            | Self::Home { .. }
            | Self::HomeDamaged(_)
            | Self::Output { .. }
            | Self::Stopped { .. } => ProblemKind::File,
        }
    }
}

/// What went wrong, without the system's numbers.
fn reason(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "no permission",
        io::ErrorKind::AlreadyExists => "there is a file of that name already",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::NotADirectory => "a part of its path is no folder",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        io::ErrorKind::InvalidData => "it is not text in UTF-8",
        _ => return error.to_string(),
    };
    words.to_owned()
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        Self {
            kind: error.kind(),
            message: error.to_string(),
        }
    }
}
