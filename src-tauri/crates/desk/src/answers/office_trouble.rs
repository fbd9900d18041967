//! Why the office could not do something, for whoever says it in other words.

use std::{io, path::Path};

use lanyard_exchange::mail::{ComposeError, LetterError, SmtpError};
use lanyard_paper::{LogoError, PaperError, TemplateError};
use lanyard_store::StoreError;
use serde::Serialize;
use specta::Type;

use super::{NotTheirs, Status};
use crate::DeskError;

/// Why the office could not do something. What a server said stays in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum OfficeTrouble {
    AtWork,
    OtherCount {
        have: u32,
    },
    ShortPin,
    NoValidTicket {
        name: String,
    },
    NoTicketFor {
        name: String,
        status: Status,
    },
    SameGuest,
    NoSuchQuestion {
        title: String,
        have: String,
    },
    ImportUndone,
    ImportTooOld,
    NewerImport,

    NotRead {
        file: String,
        why: FileWhy,
    },
    NotWritten {
        file: String,
        why: FileWhy,
    },
    Exists {
        file: String,
    },
    NoTableFormat {
        file: String,
    },
    NoLogo {
        file: String,
    },
    LargeLogo {
        file: String,
    },
    NotAnEvent {
        file: String,
    },
    NoFolder {
        file: String,
    },
    EventGone {
        file: String,
    },
    EventMoved {
        file: String,
    },
    EventNewer {
        file: String,
    },
    EventReadOnly,
    EventBusy,
    DiskFull,

    LogoNoPicture,
    LogoTooLarge,
    /// `says`: what the parser expected, in English.
    TemplateMalformed {
        line: u32,
        says: String,
    },
    TemplateNoSvg {
        line: u32,
    },
    TemplateNoSize {
        line: u32,
    },
    TemplateExternal {
        line: u32,
        target: String,
    },
    TemplateNoField {
        line: u32,
        name: String,
    },
    TemplateNoCode,
    TemplateMark {
        line: u32,
        mark: String,
    },
    TemplateUndrawable,

    NoMailServer,
    NoPort,
    NoPace,
    Practice,
    MailGoesOut,
    MailCount {
        mails: u32,
    },
    NotTested,
    TestRefused {
        address: String,
        answer: String,
    },
    NotOver,
    Over,
    NoAddress {
        name: String,
    },
    NotConfirmed {
        name: String,
        status: Status,
    },
    NotTheirs {
        name: String,
        why: NotTheirs,
    },
    OptedOut {
        name: String,
    },
    HasLetter {
        name: String,
    },
    MayHaveLetter {
        name: String,
    },
    BadAddress {
        given: String,
    },

    LetterNoPlaceholder {
        name: String,
    },
    LetterOpenBrace,
    LetterLink {
        given: String,
    },
    LetterDataInLink {
        given: String,
    },
    LetterTicket,
    LetterNoSubject,
    LetterNoBody,

    ServerInTheOpen {
        server: String,
    },
    ServerNoCertificate,
    ServerUnreachable {
        server: String,
    },
    ServerSilent {
        server: String,
    },
    ServerCertificate {
        server: String,
    },
    ServerNoTls {
        server: String,
    },
    ServerNoStartTls {
        server: String,
    },
    ServerNoPassword {
        user: String,
    },
    ServerNoLogin {
        server: String,
    },
    ServerLogin {
        user: String,
        answer: String,
    },
    ServerBusy {
        server: String,
        answer: String,
    },
    ServerSender {
        server: String,
        sender: String,
        answer: String,
    },
    ServerLost {
        server: String,
    },
    /// It takes nobody's mail.
    ServerNobody {
        answer: String,
    },
    /// The connection is lost with every mail.
    ServerUnsure {
        server: String,
    },
}

/// Why a file can't be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum FileWhy {
    Missing,
    NoPermission,
    Full,
    IsFolder,
    NoFolder,
    ReadOnly,
    NoText,
    Other,
}

impl OfficeTrouble {
    /// What of an error the office has words for.
    pub(crate) fn of(error: &DeskError) -> Option<Self> {
        let file = |path: &Path| path.display().to_string();
        let of = |name: &String| name.clone();
        Some(match error {
            DeskError::AtWork => Self::AtWork,
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
            DeskError::Output { path, error } | DeskError::Home { path, error } => {
                Self::NotWritten {
                    file: file(path),
                    why: error.into(),
                }
            }
            DeskError::Exists(path) | DeskError::Store(StoreError::Exists(path)) => {
                Self::Exists { file: file(path) }
            }
            DeskError::NoTableFormat(path) => Self::NoTableFormat { file: file(path) },
            DeskError::NoLogo(path) => Self::NoLogo { file: file(path) },
            DeskError::LargeLogo(path) => Self::LargeLogo { file: file(path) },
            DeskError::Store(error) => return Self::of_store(error),
            DeskError::Logo(error) => return Self::of_logo(error),
            DeskError::Paper(error) => return Self::of_paper(error),
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
            DeskError::Letter { error, .. } => error.into(),
            DeskError::Mail(error) => return Self::of_server(error),
            _ => return None,
        })
    }

    fn of_store(error: &StoreError) -> Option<Self> {
        let file = |path: &Path| path.display().to_string();
        Some(match error {
            StoreError::Missing(path) => Self::EventGone { file: file(path) },
            StoreError::IsFolder(path) | StoreError::NotAnEvent(path) => {
                Self::NotAnEvent { file: file(path) }
            }
            StoreError::Newer { path, .. } => Self::EventNewer { file: file(path) },
            StoreError::NoFolder(path) => Self::NoFolder { file: file(path) },
            StoreError::NoPermission(path) => Self::NotWritten {
                file: file(path),
                why: FileWhy::NoPermission,
            },
            StoreError::TakenAway(path) => Self::EventMoved { file: file(path) },
            StoreError::ReadOnly => Self::EventReadOnly,
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Busy => Self::EventBusy,
            _ => return None,
        })
    }

    fn of_logo(error: &LogoError) -> Option<Self> {
        Some(match error {
            LogoError::NotAPicture => Self::LogoNoPicture,
            LogoError::TooLarge { .. } | LogoError::TooHeavy { .. } => Self::LogoTooLarge,
            LogoError::Svg(error) => return Self::of_template(error),
            _ => return None,
        })
    }

    fn of_paper(error: &PaperError) -> Option<Self> {
        Some(match error {
            PaperError::Template(error) => return Self::of_template(error),
            PaperError::Undrawable(_) => Self::TemplateUndrawable,
            _ => return None,
        })
    }

    fn of_template(error: &TemplateError) -> Option<Self> {
        Some(match error {
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
            _ => return None,
        })
    }

    pub(crate) fn of_server(error: &SmtpError) -> Option<Self> {
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

impl From<&LetterError> for OfficeTrouble {
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
