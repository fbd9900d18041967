//! What a window is told of each error. The matches name every variant, so that none is forgotten.

use std::{io, path::Path};

use lanyard_event::MAX_CODE_CHARS;
use lanyard_exchange::{
    list::RowError,
    mail::{ComposeError, LetterError, SmtpError},
};
use lanyard_optics::DrawError;
use lanyard_paper::{LogoError, PaperError, TemplateError};
use lanyard_store::StoreError;

use super::{FileWhy, Trouble};
use crate::DeskError;

/// As a face counts.
fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn file(path: &Path) -> String {
    path.display().to_string()
}

impl Trouble {
    /// Why it could not be done; `None` where [`ListTrouble`](crate::answers::ListTrouble) says it,
    /// or where no window can meet the error.
    pub(crate) fn of(error: &DeskError) -> Option<Self> {
        let of = |name: &String| name.clone();
        Some(match error {
            DeskError::List(_)
            | DeskError::ManyGone { .. }
            | DeskError::NoGuests(_)
            | DeskError::ListChanged => return None,
            // Only the command line gives what these refuse.
            DeskError::Definition { .. }
            | DeskError::NoTime(_)
            | DeskError::NoTicketFormat(_)
            | DeskError::NoSuchPlace(_) => return None,
            DeskError::NoCode => Self::NoCode,
            DeskError::CodeTooLong(_) => Self::code_too_long(),
            DeskError::Draw(error) => match error {
                DrawError::Empty => Self::NoCode,
                DrawError::TooLong { .. } => Self::code_too_long(),
                DrawError::Picture => Self::CodeUndrawable,
            },
            DeskError::CodeIsNoName => Self::CodeIsNoName,
            DeskError::NotForeign => Self::NotForeign,
            DeskError::CodeTaken => Self::CodeTaken,
            DeskError::CodeOfOtherEvent => Self::CodeOfOtherEvent,
            DeskError::UnlikelyCode { least, most } => Self::UnlikelyCode {
                least: number(*least),
                most: number(*most),
            },
            DeskError::NoSuchAttendee(_) => Self::GuestGone,
            DeskError::NoSuchTicket(_) => Self::TicketGone,
            DeskError::NoSuchRow(_) => Self::RowGone,
            DeskError::NoSuchImport(_) => Self::ImportGone,
            DeskError::NoSuchDoor { name, have } => Self::NoDoor {
                name: of(name),
                have: of(have),
            },
            DeskError::NoSuchTicketType { name, have } => Self::NoTicketType {
                name: of(name),
                have: of(have),
            },
            DeskError::Namesake(name) => Self::Namesake { name: of(name) },
            DeskError::Row(error) => Self::Value {
                why: error.clone().into(),
            },
            DeskError::Status(error) => Self::Value {
                why: RowError::from(error.clone()).into(),
            },
            DeskError::Fault(fault) => Self::Form {
                why: fault.wrong.clone().into(),
            },
            DeskError::NoReason => Self::NoReason,
            DeskError::WrongPin => Self::WrongPin,
            DeskError::NotSettled(_) => Self::NotSettled,
            DeskError::AlreadyUndone(_) => Self::AlreadyUndone,
            DeskError::NothingHappened(_) => Self::NothingHappened,
            DeskError::NothingToUndo => Self::NothingToUndo,
            DeskError::NoPrinter => Self::NoPrinter,
            DeskError::Printer(error) => Self::Printer { why: error.into() },
            DeskError::NoBadges => Self::NoBadges,
            DeskError::Camera(error) => Self::Camera { why: error.into() },
            DeskError::Read(error) => error.into(),
            DeskError::AtWork => Self::AtWork,
            DeskError::Stopped { done, total } => Self::Stopped {
                done: number(*done),
                total: number(*total),
            },
            DeskError::NobodyReads => Self::NotStarted,
            DeskError::NoMoreKeys => Self::NoMoreKeys,
            DeskError::OtherCount { have } => Self::OtherCount {
                have: u32::try_from(*have).unwrap_or(u32::MAX),
            },
            DeskError::ShortPin => Self::ShortPin,
            DeskError::NoValidTicket(name) => Self::NoValidTicket { name: of(name) },
            DeskError::NoTicketFor { name, status } => Self::NoTicketFor {
                name: of(name),
                status: (*status).into(),
            },
            DeskError::SameGuest => Self::SameGuest,
            DeskError::NoSuchQuestion { title, have } => Self::NoSuchQuestion {
                title: of(title),
                have: of(have),
            },
            DeskError::ImportUndone(_) => Self::ImportUndone,
            DeskError::ImportTooOld(_) => Self::ImportTooOld,
            DeskError::NewerImport { .. } => Self::NewerImport,
            DeskError::Text { path, error } => Self::NotRead {
                file: file(path),
                why: error.into(),
            },
            DeskError::Output { path, error } => Self::NotWritten {
                file: file(path),
                why: error.into(),
            },
            DeskError::Home { path, error } => Self::DataFolder {
                file: file(path),
                why: error.into(),
            },
            DeskError::HomeDamaged(path) => Self::DataDamaged { file: file(path) },
            DeskError::Spill(error) => Self::TemporaryFolder { why: error.into() },
            DeskError::OwnFile(path) => Self::OwnFile { file: file(path) },
            DeskError::Exists(path) => Self::Exists { file: file(path) },
            DeskError::NoTableFormat(path) => Self::NoTableFormat { file: file(path) },
            DeskError::NoLogo(path) => Self::NoLogo { file: file(path) },
            DeskError::LargeLogo(path) => Self::LargeLogo { file: file(path) },
            DeskError::Store(error) | DeskError::NotRecorded(error) => error.into(),
            DeskError::Logo(error) => error.into(),
            DeskError::Paper(error) => error.into(),
            DeskError::Words { error, .. } => Self::NoWords {
                says: error.to_string(),
            },
            DeskError::NoMailServer => Self::NoMailServer,
            DeskError::NoPort => Self::NoPort,
            DeskError::NoPace => Self::NoPace,
            DeskError::PracticeMail => Self::Practice,
            DeskError::MailGoesOut => Self::MailGoesOut,
            DeskError::MailCount { mails, .. } | DeskError::NoMailCount { mails } => {
                Self::MailCount { mails: *mails }
            }
            DeskError::NotTested => Self::NotTested,
            DeskError::TestRefused { address, answer } => Self::TestRefused {
                address: of(address),
                answer: of(answer),
            },
            DeskError::EveningNotOver => Self::NotOver,
            DeskError::EveningOver => Self::Over,
            DeskError::NoAddress(name) => Self::NoAddress { name: of(name) },
            DeskError::NotConfirmed { name, status } => Self::NotConfirmed {
                name: of(name),
                status: (*status).into(),
            },
            DeskError::NotTheirs { name, why } => Self::NotTheirs {
                name: of(name),
                why: *why,
            },
            DeskError::OptedOut(name) => Self::OptedOut { name: of(name) },
            DeskError::HasLetter(name) => Self::HasLetter { name: of(name) },
            DeskError::MayHaveLetter(name) => Self::MayHaveLetter { name: of(name) },
            DeskError::Compose(ComposeError::Address(given)) => {
                Self::BadAddress { given: of(given) }
            }
            DeskError::Compose(ComposeError::Message(says)) => Self::MailNotMade { says: of(says) },
            DeskError::Letter { error, .. } => error.into(),
            DeskError::Mail(error) => return Self::of_server(error),
            DeskError::MailNobody { answer } => Self::ServerNobody { answer: of(answer) },
            DeskError::MailUnsure { server } => Self::ServerUnsure { server: of(server) },
        })
    }

    fn code_too_long() -> Self {
        Self::CodeTooLong {
            most: number(MAX_CODE_CHARS),
        }
    }

    fn of_server(error: &SmtpError) -> Option<Self> {
        let of = |word: &String| word.clone();
        Some(match error {
            // No face offers a word that is none.
            SmtpError::NoSecurity(_) => return None,
            SmtpError::Unencrypted(server) => Self::ServerInTheOpen { server: of(server) },
            SmtpError::NoCertificate => Self::ServerNoCertificate,
            SmtpError::Unreachable { server, .. } => Self::ServerUnreachable { server: of(server) },
            SmtpError::Silent { server } => Self::ServerSilent { server: of(server) },
            SmtpError::Certificate { server, .. } => Self::ServerCertificate { server: of(server) },
            SmtpError::NotTls { server } => Self::ServerNoTls { server: of(server) },
            SmtpError::NoStartTls { server } => Self::ServerNoStartTls { server: of(server) },
            SmtpError::NoPassword { user } => Self::ServerNoPassword { user: of(user) },
            SmtpError::NoLogin { server } => Self::ServerNoLogin { server: of(server) },
            SmtpError::LoginRefused { user, answer } => Self::ServerLogin {
                user: of(user),
                answer: of(answer),
            },
            SmtpError::Busy { server, answer } => Self::ServerBusy {
                server: of(server),
                answer: of(answer),
            },
            SmtpError::SenderRefused {
                server,
                sender,
                answer,
            } => Self::ServerSender {
                server: of(server),
                sender: of(sender),
                answer: of(answer),
            },
            SmtpError::Lost { server } => Self::ServerLost { server: of(server) },
        })
    }
}

impl From<&StoreError> for Trouble {
    fn from(error: &StoreError) -> Self {
        match error {
            StoreError::Missing(path) => Self::EventGone { file: file(path) },
            StoreError::IsFolder(path) | StoreError::NotAnEvent(path) => {
                Self::NotAnEvent { file: file(path) }
            }
            StoreError::Newer { path, .. } => Self::EventNewer { file: file(path) },
            StoreError::NoFolder(path) => Self::NoFolder { file: file(path) },
            StoreError::Exists(path) => Self::Exists { file: file(path) },
            StoreError::LogLeft(log) => Self::EventLogLeft { file: file(log) },
            StoreError::OtherLog { path, log } => Self::EventOtherLog {
                file: file(path),
                log: file(log),
            },
            StoreError::NoPermission(path) => Self::NotWritten {
                file: file(path),
                why: FileWhy::NoPermission,
            },
            StoreError::TakenAway(path) => Self::EventMoved { file: file(path) },
            StoreError::ReadOnly => Self::EventReadOnly,
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Busy => Self::EventBusy,
            StoreError::Damaged(says) => Self::EventDamaged { says: says.clone() },
            StoreError::Refused(says) => Self::EventRefused { says: says.clone() },
            StoreError::Disk(error) => Self::DiskFails {
                says: error.to_string(),
            },
            StoreError::Sqlite(error) => Self::EventUnusable {
                says: error.to_string(),
            },
        }
    }
}

impl From<&LogoError> for Trouble {
    fn from(error: &LogoError) -> Self {
        match error {
            LogoError::NotAPicture => Self::LogoNoPicture,
            LogoError::TooLarge { .. } | LogoError::TooHeavy { .. } => Self::LogoTooLarge,
            LogoError::Svg(error) => error.into(),
        }
    }
}

impl From<&PaperError> for Trouble {
    fn from(error: &PaperError) -> Self {
        match error {
            PaperError::Template(error) => error.into(),
            PaperError::Undrawable(_) => Self::TemplateUndrawable,
            PaperError::CodeTooLong { .. } => Self::code_too_long(),
            PaperError::NotAColour { value } => Self::NoColour {
                given: value.clone(),
            },
            PaperError::NoPages => Self::NoBadges,
            PaperError::PictureSize { .. } | PaperError::Png(_) | PaperError::Pdf { .. } => {
                Self::NotDrawn
            }
            PaperError::Write(error) => Self::PdfNotWritten { why: error.into() },
        }
    }
}

impl From<&TemplateError> for Trouble {
    fn from(error: &TemplateError) -> Self {
        match error {
            TemplateError::Malformed { line, reason } => Self::TemplateMalformed {
                line: *line,
                says: reason.clone(),
            },
            TemplateError::NotSvg { line } => Self::TemplateNoSvg { line: *line },
            TemplateError::NoPhysicalSize { line } => Self::TemplateNoSize { line: *line },
            TemplateError::External { line, target } => Self::TemplateExternal {
                line: *line,
                target: target.clone(),
            },
            TemplateError::UnknownField { line, name } => Self::TemplateNoField {
                line: *line,
                name: name.clone(),
            },
            TemplateError::NoCode => Self::TemplateNoCode,
            TemplateError::Mark { line, mark, .. } => Self::TemplateMark {
                line: *line,
                mark: (*mark).to_owned(),
            },
        }
    }
}

impl From<&LetterError> for Trouble {
    fn from(error: &LetterError) -> Self {
        match error {
            LetterError::Unknown { name } => Self::LetterNoPlaceholder { name: name.clone() },
            LetterError::Open => Self::LetterOpenBrace,
            LetterError::Link(given) => Self::LetterLink {
                given: given.clone(),
            },
            LetterError::DataInLink(given) => Self::LetterDataInLink {
                given: given.clone(),
            },
            LetterError::Ticket => Self::LetterTicket,
            LetterError::NoSubject => Self::LetterNoSubject,
            LetterError::NoBody => Self::LetterNoBody,
        }
    }
}

impl From<&io::Error> for FileWhy {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            io::ErrorKind::NotADirectory => Self::NoFolder,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::InvalidData => Self::NoText,
            _ => Self::Other,
        }
    }
}
