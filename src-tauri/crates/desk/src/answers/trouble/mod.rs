//! Why something could not be done, for whoever says it in other words.

mod devices;
mod of;

use serde::Serialize;
use specta::Type;

pub use devices::{CameraTrouble, PictureWhy, PrinterNeed, PrinterTrouble};

use super::{FormTrouble, NotTheirs, Status, Why};

/// Why something could not be done. What a server, a printer or the database said stays in its own
/// words: `says`, `answer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum Trouble {
    NoCode,
    CodeTooLong {
        most: u32,
    },
    CodeUndrawable,
    CodeIsNoName,
    NotForeign,
    CodeTaken,
    CodeOfOtherEvent,
    UnlikelyCode {
        least: u32,
        most: u32,
    },

    GuestGone,
    TicketGone,
    RowGone,
    ImportGone,
    NoDoor {
        name: String,
        have: String,
    },
    NoTicketType {
        name: String,
        have: String,
    },
    Namesake {
        name: String,
    },
    /// A value that somebody typed.
    Value {
        why: Why,
    },
    Form {
        why: FormTrouble,
    },
    NoReason,
    WrongPin,
    NotSettled,
    AlreadyUndone,
    NothingHappened,
    NothingToUndo,

    NoPrinter,
    Printer {
        why: PrinterTrouble,
    },
    PrinterNeeds {
        needs: Vec<PrinterNeed>,
    },
    NoBadges,
    Camera {
        why: CameraTrouble,
    },
    Picture {
        why: PictureWhy,
    },

    AtWork,
    Stopped {
        done: u32,
        total: u32,
    },
    NotStarted,
    NoMoreKeys,
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
    OwnFile {
        file: String,
    },
    DataFolder {
        file: String,
        why: FileWhy,
    },
    DataDamaged {
        file: String,
    },
    TemporaryFolder {
        why: FileWhy,
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
    EventLogLeft {
        file: String,
    },
    EventOtherLog {
        file: String,
        log: String,
    },
    EventReadOnly,
    EventBusy,
    EventDamaged {
        says: String,
    },
    EventRefused {
        says: String,
    },
    EventUnusable {
        says: String,
    },
    DiskFull,
    DiskFails {
        says: String,
    },

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
    NoColour {
        given: String,
    },
    NotDrawn,
    PdfNotWritten {
        why: FileWhy,
    },
    /// The program's own words for a paper or a letter.
    NoWords {
        says: String,
    },

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
    MailNotMade {
        says: String,
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
