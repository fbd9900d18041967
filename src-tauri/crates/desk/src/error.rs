use std::{io, path::PathBuf};

use lanyard_event::{MAX_CODE_CHARS, ParseStatusError, Status};
use lanyard_exchange::{
    definition::{DefinitionError, Fault},
    list::{ListError, RowError},
    mail::{ComposeError, LetterError, SmtpError},
};
use lanyard_optics::ReadError;
use lanyard_store::StoreError;

use crate::{
    answers::{ListTrouble, NotTheirs, Problem, ProblemKind, Trouble},
    format::counted,
};

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
    #[error(transparent)]
    Fault(#[from] Fault),
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
    #[error(
        "{name} was {}, so there is no new ticket; confirm them first if they come after all", status.word()
    )]
    NoTicketFor { name: String, status: Status },
    #[error(transparent)]
    Row(#[from] RowError),
    #[error(transparent)]
    Status(#[from] ParseStatusError),
    #[error("{} names no format for a list; let it end in .csv or .xlsx", .0.display())]
    NoTableFormat(PathBuf),
    #[error("{} is no PNG, JPEG or SVG", .0.display())]
    NoLogo(PathBuf),
    #[error("{} is larger than a megabyte; every ticket would carry it", .0.display())]
    LargeLogo(PathBuf),
    #[error("there are {have} guests; give that number to erase them all")]
    OtherCount { have: u64 },
    #[error("there is nobody to print a badge for")]
    NoBadges,
    #[error("the {paper}’s words could not be read: {error}")]
    Words {
        paper: &'static str,
        error: toml::de::Error,
    },
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
    #[error("{0} is on the list; say so if this is somebody else of that name")]
    Namesake(String),
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
    #[error("{} belongs to the event that is open; choose another file", .0.display())]
    OwnFile(PathBuf),
    #[error("{} could not be written: {}", path.display(), reason(error))]
    Output { path: PathBuf, error: io::Error },
    #[error("{} is damaged; move it away and try again", .0.display())]
    HomeDamaged(PathBuf),
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
    #[error(transparent)]
    Mail(#[from] SmtpError),
    #[error(transparent)]
    Compose(#[from] ComposeError),
    #[error("the {letter} letter: {error}")]
    Letter {
        letter: &'static str,
        error: LetterError,
    },
    #[error("the server takes nobody’s mail: {answer}; ask its owner and send again")]
    MailNobody { answer: String },
    #[error(
        "the connection to {server} was lost with every mail, before it answers; ask its owner before you send again"
    )]
    MailUnsure { server: String },
    #[error("there is no mail server yet; set its host and the sender’s address first")]
    NoMailServer,
    #[error("a port is a number from 1 to 65535")]
    NoPort,
    #[error("mail goes out at one a minute or more")]
    NoPace,
    #[error("this is practice: no mail goes out")]
    PracticeMail,
    #[error("mail is being sent just now; wait until that is done")]
    MailGoesOut,
    #[error("{} would go out, and you said {given}; nothing was sent", counted(*mails, "mail", "mails"))]
    MailCount { given: u32, mails: u32 },
    #[error("{} would go out; say that number to send", counted(*mails, "mail", "mails"))]
    NoMailCount { mails: u32 },
    #[error("nobody has seen this letter in its present words; send yourself a test first")]
    NotTested,
    #[error("the test mail to {address} was not taken: {answer}")]
    TestRefused { address: String, answer: String },
    #[error("the evening is not over; this letter goes to those who were there or were not")]
    EveningNotOver,
    #[error("the evening is over; nobody has to be reminded of it")]
    EveningOver,
    #[error("{0} has no e-mail address")]
    NoAddress(String),
    #[error(
        "{name} is not confirmed ({}), and this letter asks them in; confirm them first, like with \
         “lanyard attendees edit ID --status confirmed”", status.word()
    )]
    NotConfirmed { name: String, status: Status },
    #[error("{name} {}", not_theirs(*why))]
    NotTheirs { name: String, why: NotTheirs },
    #[error("{0} wants no letters")]
    OptedOut(String),
    #[error("{0} has this letter already; say “again” to send it once more")]
    HasLetter(String),
    #[error(
        "{0} may have this letter or not, the connection was lost just then; say “again” to send it once more"
    )]
    MayHaveLetter(String),
    #[error("tickets are drawn as pdf, png, svg or ics, not as “{0}”")]
    NoTicketFormat(String),
    #[error("other work still goes on; wait for it, or stop it")]
    AtWork,
    #[error(
        "{gone} of {of} guests are not on this list any more, so nothing was changed; say whether they are gone or the list is only a part"
    )]
    ManyGone { gone: usize, of: u32 },
    #[error("there are no guests in {}: it has columns, and no row below them", .0.display())]
    NoGuests(PathBuf),
    #[error("the list was changed since it was read; nothing was taken in. Look at it again")]
    ListChanged,
    #[error("the list could not be read: the thread for it did not start")]
    NobodyReads,
    #[error("“{0}” is nothing that a column can be taken for")]
    NoSuchPlace(String),
    #[error("the temporary folder could not be used: {}", reason(.0))]
    Spill(io::Error),
    #[error("there is no import {0}; “lanyard attendees imports” lists them")]
    NoSuchImport(i64),
    #[error("import {0} was taken back already")]
    ImportUndone(i64),
    #[error("import {0} was made by an older Lanyard, which did not keep what was before")]
    ImportTooOld(i64),
    #[error(
        "import {newer} of the same source came after import {import}; take that one back first"
    )]
    NewerImport { import: i64, newer: i64 },
    #[error("that is one and the same guest")]
    SameGuest,
    #[error("that code is one of ours, so there is nothing to learn; scan it again")]
    NotForeign,
    #[error("that code belongs to another guest")]
    CodeTaken,
    #[error("that is the code of another event, so it lets nobody in here")]
    CodeOfOtherEvent,
    #[error(
        "that is no ticket’s code, which has {least} to {most} characters on one line; scan it again"
    )]
    UnlikelyCode { least: usize, most: usize },
    #[error("there is no question “{title}”; there is {have}")]
    NoSuchQuestion { title: String, have: String },
    #[error("stopped; {done} of {total} were done")]
    Stopped { done: usize, total: usize },
}

impl DeskError {
    /// What a face acts on.
    pub fn kind(&self) -> ProblemKind {
        match self {
            Self::NotRecorded(_) => ProblemKind::NotRecorded,
            Self::Store(StoreError::Busy) | Self::AtWork => ProblemKind::Busy,
            Self::NoSuchAttendee(_)
            | Self::NoSuchTicket(_)
            | Self::NoSuchRow(_)
            | Self::NoSuchImport(_)
            | Self::NoValidTicket(_) => ProblemKind::NotFound,
            Self::ManyGone { .. } => ProblemKind::ManyGone,
            Self::CodeTaken => ProblemKind::CodeTaken,
            Self::Namesake(_) => ProblemKind::Namesake,
            Self::NotSettled(_) => ProblemKind::NotSettled,
            Self::WrongPin => ProblemKind::WrongPin,
            Self::AlreadyUndone(_)
            | Self::NothingHappened(_)
            | Self::NothingToUndo
            | Self::ImportUndone(_)
            | Self::ImportTooOld(_)
            | Self::NewerImport { .. } => ProblemKind::NothingToUndo,
            Self::Store(
                StoreError::NotAnEvent(_)
                | StoreError::IsFolder(_)
                | StoreError::Newer { .. }
                | StoreError::Exists(_)
                | StoreError::LogLeft(_)
                | StoreError::OtherLog { .. }
                | StoreError::NoFolder(_)
                | StoreError::Refused(_),
            )
            | Self::Definition { .. }
            | Self::Fault(_)
            | Self::CodeTooLong(_)
            | Self::NoCode
            | Self::CodeIsNoName
            | Self::NoReason
            | Self::NoTicketFor { .. }
            | Self::NoPrinter
            | Self::ShortPin
            | Self::NoSuchPlace(_)
            | Self::SameGuest
            | Self::NotForeign
            | Self::CodeOfOtherEvent
            | Self::UnlikelyCode { .. }
            | Self::NoTime(_)
            | Self::NoSuchDoor { .. }
            | Self::NoSuchTicketType { .. }
            | Self::Row(_)
            | Self::NoGuests(_)
            | Self::Status(_)
            | Self::NoTableFormat(_)
            | Self::NoTicketFormat(_)
            | Self::NoLogo(_)
            | Self::LargeLogo(_)
            | Self::OtherCount { .. }
            | Self::NoBadges
            | Self::Exists(_)
            | Self::OwnFile(_)
            | Self::NoSuchQuestion { .. }
            | Self::Logo(_)
            | Self::Paper(_)
            | Self::Draw(_) => ProblemKind::BadInput,
            Self::Mail(
                SmtpError::NoSecurity(_)
                | SmtpError::Unencrypted(_)
                | SmtpError::NoCertificate
                | SmtpError::NoPassword { .. },
            )
            | Self::Compose(_)
            | Self::Letter { .. }
            | Self::NoMailServer
            | Self::NoPort
            | Self::NoPace
            | Self::PracticeMail
            | Self::MailCount { .. }
            | Self::NoMailCount { .. }
            | Self::NotTested
            | Self::EveningNotOver
            | Self::EveningOver => ProblemKind::BadInput,
            Self::NoAddress(_)
            | Self::NotConfirmed { .. }
            | Self::NotTheirs { .. }
            | Self::OptedOut(_)
            | Self::HasLetter(_)
            | Self::MayHaveLetter(_) => ProblemKind::NoLetter,
            Self::MailGoesOut => ProblemKind::Busy,
            Self::List(error) if !error.is_disk() => ProblemKind::BadInput,
            Self::Read(ReadError::Missing(_) | ReadError::Io { .. }) => ProblemKind::File,
            Self::Read(_) => ProblemKind::BadInput,
            Self::Printer(_)
            | Self::Camera(_)
            | Self::Mail(_)
            | Self::MailNobody { .. }
            | Self::MailUnsure { .. }
            | Self::TestRefused { .. } => ProblemKind::Device,
            Self::Text { error, .. } => match error.kind() {
                io::ErrorKind::IsADirectory | io::ErrorKind::InvalidData => ProblemKind::BadInput,
                _ => ProblemKind::File,
            },
            Self::Store(_)
            | Self::List(_)
            | Self::Words { .. }
            | Self::NoMoreKeys
            | Self::ListChanged
            | Self::NobodyReads
            | Self::Spill(_)
            | Self::Home { .. }
            | Self::HomeDamaged(_)
            | Self::Output { .. }
            | Self::Stopped { .. } => ProblemKind::File,
        }
    }
}

/// Why a letter is not for a guest, said of them.
fn not_theirs(why: NotTheirs) -> &'static str {
    match why {
        NotTheirs::NotConfirmed => "was not confirmed, so nobody expected them",
        NotTheirs::NoTicket => "has no ticket that holds",
        NotTheirs::Came => "came already; this letter is for those who did not",
        NotTheirs::DidNotCome => "did not come; this letter is for those who did",
        NotTheirs::WalkedIn => {
            "was taken in at the door; this letter is for those who were on the list"
        }
        NotTheirs::Listed => {
            "was on the list; this letter is for those who were taken in at the door"
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
            list: ListTrouble::of(&error),
            trouble: Trouble::of(&error).map(Box::new),
        }
    }
}
