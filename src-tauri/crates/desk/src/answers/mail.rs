//! What mail has to say: its server, the letters, what was sent to whom.

use lanyard_store::table::mail as stored;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Problem;

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Letter {
    /// Brings a guest their ticket.
    Ticket,
    /// Before the evening.
    Reminder,
    /// To those who came.
    Thanks,
    /// To those who were expected and did not come.
    Missed,
    /// To those who came without being on the list.
    WalkIn,
}

impl Letter {
    /// Every letter.
    pub const ALL: [Self; 5] = [
        Self::Ticket,
        Self::Reminder,
        Self::Thanks,
        Self::Missed,
        Self::WalkIn,
    ];
}

impl From<Letter> for stored::LetterKind {
    fn from(letter: Letter) -> Self {
        match letter {
            Letter::Ticket => Self::Ticket,
            Letter::Reminder => Self::Reminder,
            Letter::Thanks => Self::Thanks,
            Letter::Missed => Self::Missed,
            Letter::WalkIn => Self::WalkIn,
        }
    }
}

impl From<stored::LetterKind> for Letter {
    fn from(letter: stored::LetterKind) -> Self {
        match letter {
            stored::LetterKind::Ticket => Self::Ticket,
            stored::LetterKind::Reminder => Self::Reminder,
            stored::LetterKind::Thanks => Self::Thanks,
            stored::LetterKind::Missed => Self::Missed,
            stored::LetterKind::WalkIn => Self::WalkIn,
        }
    }
}

/// How far a mail has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// It is to be sent.
    Queued,
    /// It is being handed to the server.
    Sending,
    /// The server has it.
    Sent,
    /// The server will not have it.
    Refused,
    /// Nobody knows whether the server has it: the connection or the program was lost just then.
    Uncertain,
}

impl From<MailState> for stored::MailState {
    fn from(state: MailState) -> Self {
        match state {
            MailState::Queued => Self::Queued,
            MailState::Sending => Self::Sending,
            MailState::Sent => Self::Sent,
            MailState::Refused => Self::Refused,
            MailState::Uncertain => Self::Uncertain,
        }
    }
}

impl From<stored::MailState> for MailState {
    fn from(state: stored::MailState) -> Self {
        match state {
            stored::MailState::Queued => Self::Queued,
            stored::MailState::Sending => Self::Sending,
            stored::MailState::Sent => Self::Sent,
            stored::MailState::Refused => Self::Refused,
            stored::MailState::Uncertain => Self::Uncertain,
        }
    }
}

/// By which server mail goes out, and in whose name.
#[derive(Clone, Debug, Serialize, Type)]
pub struct MailSettingsView {
    /// The server; empty: none yet.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `starttls`, `tls` or `none`.
    pub security: String,
    /// Mail may cross the network for all to read.
    pub unencrypted: bool,
    /// A certificate of its own is trusted beside the system's.
    pub certificate: bool,
    /// The name to log in with; empty: no login.
    pub user: String,
    /// Where the password is.
    pub password: PasswordFrom,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
    /// Where answers go; empty: to the sender.
    pub reply_to: String,
    /// How many mails a minute.
    pub per_minute: u32,
    /// Of the letters that the organiser has not worded: `en` or `de`.
    pub language: String,
}

/// Where the password for the mail server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PasswordFrom {
    /// Nowhere.
    Nowhere,
    /// In this user's data folder.
    Kept,
    /// In `LANYARD_SMTP_PASSWORD`.
    Environment,
}

/// What is to be changed about the server; `None` stays as it is.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields are those of `MailSettingsView`")]
pub struct MailSettingsChange {
    pub host: Option<String>,
    /// Where the security is changed and no port is given, it is the usual one.
    pub port: Option<u16>,
    pub security: Option<String>,
    pub unencrypted: Option<bool>,
    /// The file (PEM) of a certificate to trust beside the system's; empty: none any more.
    pub certificate: Option<String>,
    pub user: Option<String>,
    pub from_name: Option<String>,
    pub from_address: Option<String>,
    pub reply_to: Option<String>,
    pub per_minute: Option<u32>,
    pub language: Option<String>,
    /// It goes into this user's data folder and never into the event file.
    pub password: Option<String>,
}

/// The server let us in.
#[derive(Clone, Debug, Serialize, Type)]
pub struct MailCheck {
    /// Host and port.
    pub server: String,
    /// The way there is encrypted.
    pub encrypted: bool,
    /// Who is logged in; `None`: no login was asked for.
    pub user: Option<String>,
}

/// A letter's words.
#[derive(Clone, Debug, Serialize, Type)]
pub struct LetterView {
    /// Which.
    pub letter: Letter,
    /// The subject.
    pub subject: String,
    /// The body, in the letters' markup.
    pub body: String,
    /// The organiser worded it; else it is the built-in one.
    pub own: bool,
    /// It was sent as a test in these words.
    pub tested: bool,
    /// The placeholders there are, without braces.
    pub placeholders: Vec<String>,
}

/// What is to be changed of a letter's words; `None` stays as it is.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields are those of `LetterView`")]
pub struct LetterChange {
    pub subject: Option<String>,
    pub body: Option<String>,
}

/// A letter as a guest would get it.
#[derive(Clone, Debug, Serialize, Type)]
pub struct LetterPreview {
    /// Whose.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As a page, with its picture inside.
    pub html: String,
}

/// What is to be sent to whom.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct MailRequest {
    /// Which letter.
    pub letter: Letter,
    /// To these guests, by id; none: to all whom it concerns.
    #[serde(default)]
    pub attendees: Vec<String>,
    /// Once more, to guests who are named and have it already.
    #[serde(default)]
    pub again: bool,
    /// How many mails that are: who sends to all has to know.
    #[serde(default)]
    pub count: Option<u32>,
    /// Without a test mail before.
    #[serde(default)]
    pub without_test: bool,
}

/// Who would get a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct MailPlan {
    /// Which letter.
    pub letter: Letter,
    /// How many mails would go out.
    pub to_send: u32,
    /// How many of these go to somebody who has it, or may, but at an address that was changed
    /// since.
    pub moved: u32,
    /// How many have it already.
    pub sent: u32,
    /// How many the server refused; it is asked again when their address is another.
    pub refused: u32,
    /// How many may have it or not; they get it when they are named.
    pub uncertain: u32,
    /// How many want no letters.
    pub opted_out: u32,
    /// How many have no address.
    pub without_address: u32,
    /// How many are on the list once more, with the name and address of somebody who gets it.
    pub same_person: u32,
    /// For whom the letter is not meant.
    pub not_theirs: Vec<LeftOut>,
    /// Whether it may go out now.
    pub time: MailTime,
    /// It was sent as a test in its present words.
    pub tested: bool,
}

/// How many guests a letter is not meant for, for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
pub struct LeftOut {
    /// The reason.
    pub why: NotTheirs,
    /// How many.
    pub guests: u32,
}

/// Why a letter is not meant for a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum NotTheirs {
    /// They are not confirmed.
    NotConfirmed,
    /// They have no ticket that holds.
    NoTicket,
    /// They came, and it is for those who did not, or not yet.
    Came,
    /// They did not come, and it is for those who did.
    DidNotCome,
    /// They were taken in at the door, and it is for those who were on the list.
    WalkedIn,
    /// They were on the list, and it is for those who were taken in at the door.
    Listed,
}

/// Whether it is the time for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MailTime {
    /// It may go out.
    Now,
    /// The evening is not over yet.
    Later,
    /// The evening is over.
    Past,
}

/// How far the sending has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct MailProgress {
    /// How many are done, one way or another.
    pub done: u32,
    /// Of how many.
    pub total: u32,
    /// How many the server took.
    pub sent: u32,
    /// How many it refused.
    pub refused: u32,
    /// What is being done.
    pub doing: MailDoing,
}

/// What the sending is about just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MailDoing {
    /// It sends.
    Sending,
    /// It waits, so that there are no more mails a minute than were allowed.
    Pausing,
    /// The connection is lost and is tried again.
    Reconnecting,
}

/// What became of a sending.
#[derive(Clone, Debug, Serialize, Type)]
pub struct MailReport {
    /// Which letter.
    pub letter: Letter,
    /// How many mails it was about.
    pub total: u32,
    /// How many the server took now.
    pub sent: u32,
    /// Those that the server refused now.
    pub refused: Vec<MailLine>,
    /// Those that the server put off: they go out with the next sending.
    pub put_off: Vec<MailLine>,
    /// Those of this letter that may have arrived or not, from before too; where guests were
    /// named, those to them.
    pub uncertain: Vec<MailLine>,
    /// How many beside those that were put off are still to be sent.
    pub left: u32,
    /// Somebody stopped it.
    pub stopped: bool,
    /// Why it ended early.
    pub problem: Option<Problem>,
}

/// A row of the mail log.
#[derive(Clone, Debug, Serialize, Type)]
pub struct MailLine {
    /// Its number.
    pub id: u32,
    /// Which letter.
    pub letter: Letter,
    /// The guest's id.
    pub attendee: String,
    /// The guest's name; empty where they are not on the list any more.
    pub name: String,
    /// The ticket that it carries.
    pub ticket: Option<String>,
    /// Where it went.
    pub address: String,
    /// Its subject; empty before it was sent.
    pub subject: String,
    /// How far it has come.
    pub state: MailState,
    /// Since when, RFC 3339.
    pub at: String,
    /// What the server said.
    pub answer: String,
    /// Its `Message-ID`, without brackets.
    pub message_id: String,
}

/// Which rows of the mail log.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(default)]
pub struct MailFilter {
    /// Only this letter.
    pub letter: Option<Letter>,
    /// Only in this state.
    pub state: Option<MailState>,
    /// Only to this guest, by id.
    pub attendee: Option<String>,
    /// Only to guests or addresses that have these words in them, whatever their accents.
    pub search: Option<String>,
    /// So many of the newest at most; as many as is usual where nothing is said.
    pub most: Option<u32>,
}
