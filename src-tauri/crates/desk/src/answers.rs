//! What every face gets: the only serialisable answers. Their words are those of the design.

use lanyard_event as event;
use serde::{Deserialize, Serialize};
use specta::Type;

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
    Status from event::Status { Confirmed, Pending, Waitlist, Declined, Cancelled, Refunded }
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

/// A guest, as far as a verdict shows.
#[derive(Clone, Debug, Serialize, Type)]
#[allow(missing_docs, reason = "the fields are those of `Attendee`")]
pub struct AttendeeBrief {
    pub id: String,
    pub name: String,
    pub company: String,
    pub role: String,
    pub ticket_type: String,
    pub status: Status,
}

/// The entry that a double meets.
#[derive(Clone, Debug, Serialize, Type)]
pub struct First {
    /// RFC 3339.
    pub at: String,
    /// `18:41` in the event's zone.
    pub clock: String,
    /// The door's name.
    pub door: String,
    /// Before the scan.
    pub seconds_ago: u32,
}

/// What a refusal needs to explain itself; empty where it does not apply.
#[derive(Clone, Debug, Default, Serialize, Type)]
pub struct Detail {
    /// `wrong_door`: the doors where this ticket gets in.
    pub doors: Vec<String>,
    /// `not_valid_now`: the days on which it does, ISO 8601.
    pub days: Vec<String>,
    /// `unpaid`: `12.50 EUR`.
    pub due: Option<String>,
    /// `full`: how many the room holds.
    pub capacity: Option<u32>,
    /// `full`: how many are in it.
    pub inside: Option<u32>,
    /// `revoked`: since when.
    pub since: Option<String>,
    /// `not_confirmed`: what the list says.
    pub status: Option<Status>,
}

/// The answer to a scan; it is durable before it is given.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ScanAnswer {
    /// What was scanned; empty for an admission by hand.
    pub code: String,
    /// What the door says.
    pub verdict: Verdict,
    /// How that looks and sounds.
    pub tone: Tone,
    /// RFC 3339.
    pub at: String,
    /// `18:41` in the event's zone.
    pub clock: String,
    /// The door's name.
    pub door: String,
    /// The row of the log.
    pub row: u32,
    /// The guest, where one was found.
    pub attendee: Option<AttendeeBrief>,
    /// The story of a double.
    pub first: Option<First>,
    /// `already_in`, and this desk saw the ticket less than ten seconds ago.
    pub repeat: bool,
    /// Which person of a group ticket passed, from 1.
    pub member: Option<u32>,
    /// How many people come in on it; `None` for a ticket of one.
    pub admits: Option<u32>,
    /// What to hand over.
    pub hand_over: Vec<String>,
    /// The organiser's note.
    pub note: Option<String>,
    /// Why this guest is to be greeted with attention.
    pub attention: Option<String>,
    /// The other desks could not be asked.
    pub offline: bool,
    /// A good ticket that is not in the list.
    pub unlisted: bool,
    /// Found by name, not scanned.
    pub by_hand: bool,
    /// When the list was imported, `16:02`.
    pub list_of: Option<String>,
    /// What a refusal needs to explain itself.
    pub detail: Detail,
}

/// A guest found by name.
#[derive(Clone, Debug, Serialize, Type)]
#[allow(missing_docs, reason = "the fields are those of `Attendee`")]
pub struct Found {
    pub id: String,
    pub name: String,
    pub company: String,
    pub email: String,
    pub role: String,
    pub ticket_type: String,
    pub state: State,
    pub status: Status,
    pub note: String,
}

/// What was taken back.
#[derive(Clone, Debug, Serialize, Type)]
pub struct UndoAnswer {
    /// The new row of the log.
    pub row: u32,
    /// The row that was taken back.
    pub undone: u32,
    /// Whose it was.
    pub name: Option<String>,
    /// What the door had said.
    pub verdict: Verdict,
    /// When it had said it, `18:41`.
    pub clock: String,
}

/// How many people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Type)]
pub struct Counts {
    /// On tickets that hold, of confirmed guests.
    pub expected: u32,
    /// Who came, whether or not they left again.
    pub arrived: u32,
    /// Who are in the room.
    pub inside: u32,
    /// Who are still expected.
    pub to_come: u32,
}

/// A row of the log, as a face shows it.
#[derive(Clone, Debug, Serialize, Type)]
pub struct LogLine {
    /// The row.
    pub row: u32,
    /// RFC 3339.
    pub at: String,
    /// `18:41` in the event's zone.
    pub clock: String,
    /// The door's name.
    pub door: String,
    /// What happened.
    pub kind: Kind,
    /// The guest's name, where one was found.
    pub name: Option<String>,
    /// The guest's id, where one was found.
    pub attendee: Option<String>,
    /// What the door said.
    pub verdict: Verdict,
    /// How that looked.
    pub tone: Tone,
    /// Found by name, not scanned.
    pub by_hand: bool,
    /// Taken back since.
    pub voided: bool,
}

/// The event, as far as screens show it.
#[derive(Clone, Debug, Serialize, Type)]
#[allow(missing_docs, reason = "the fields are those of `Event`")]
pub struct EventBrief {
    pub name: String,
    pub series: String,
    pub venue: String,
    pub date: String,
    pub ribbon: String,
    pub timezone: String,
    pub capacity: Option<u32>,
}

/// Everything the desk window shows when nothing was scanned.
#[derive(Clone, Debug, Serialize, Type)]
pub struct DeskView {
    /// The event.
    pub event: EventBrief,
    /// The door at which this desk stands.
    pub door: String,
    /// All doors.
    pub doors: Vec<String>,
    /// How many people.
    pub counts: Counts,
    /// The last rows of the log, newest first.
    pub recent: Vec<LogLine>,
    /// When the list was imported, `16:02`.
    pub list_of: Option<String>,
    /// `18:41` in the event's zone.
    pub clock: String,
}

/// Who speaks.
#[derive(Clone, Debug, Serialize, Type)]
#[allow(missing_docs, reason = "the fields are those of `Speaker`")]
pub struct SpeakerView {
    pub name: String,
    pub role: String,
    pub company: String,
    pub photo: Option<String>,
}

/// A stretch of the evening.
#[derive(Clone, Debug, Serialize, Type)]
pub struct SlotView {
    /// What kind of stretch.
    pub kind: SlotKind,
    /// `19:00` in the event's zone.
    pub starts: String,
    /// `19:40`, where somebody gave an end.
    pub ends: Option<String>,
    /// RFC 3339.
    pub starts_at: String,
    /// RFC 3339, where somebody gave an end.
    pub ends_at: Option<String>,
    /// Negative once it has begun.
    pub starts_in_seconds: i32,
    /// The room; may be empty.
    pub room: String,
    /// The title.
    pub title: String,
    /// What it is about; may be empty.
    pub r#abstract: String,
    /// Who speaks.
    pub speakers: Vec<SpeakerView>,
}

/// Everything the lobby shows. It knows no attendee.
#[derive(Clone, Debug, Serialize, Type)]
pub struct LobbyView {
    /// The event.
    pub event: EventBrief,
    /// The moment this view is of, RFC 3339.
    pub as_of: String,
    /// `19:14` in the event's zone.
    pub clock: String,
    /// Where the evening stands.
    pub phase: Phase,
    /// What is on; talks first.
    pub now: Vec<SlotView>,
    /// What begins next, all at the same time.
    pub next: Vec<SlotView>,
    /// What begins after that.
    pub later: Vec<SlotView>,
    /// How many guests came.
    pub arrived: u32,
    /// How many were expected.
    pub expected: u32,
    /// The guests' Wi-Fi.
    pub wifi: Option<WifiView>,
    /// The house's notes.
    pub notes: Vec<String>,
    /// When to ask again: the next minute or the next change of the lineup.
    pub refresh_in_ms: u32,
}

/// The guests' wireless network.
#[derive(Clone, Debug, Serialize, Type)]
#[allow(missing_docs, reason = "the words say it")]
pub struct WifiView {
    pub network: String,
    pub password: String,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ImportAnswer {
    /// What kind of list it is, `plain`.
    pub format: String,
    /// How many rows it has, the rejected ones too.
    pub rows: u64,
    /// New guests.
    pub added: u64,
    /// Guests whose row changed.
    pub updated: u64,
    /// Guests whose row did not.
    pub unchanged: u64,
    /// Rows that were not taken.
    pub rejected: Vec<RejectedRow>,
    /// Nothing was written.
    pub dry_run: bool,
}

/// A row that was not taken.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct RejectedRow {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// Why, and what to do.
    pub reason: String,
}

/// A guest, whole.
#[derive(Clone, Debug, Serialize)]
#[allow(
    missing_docs,
    reason = "the fields are those of `Attendee` and its tables"
)]
pub struct AttendeeView {
    pub id: String,
    pub name: String,
    pub email: String,
    pub company: String,
    pub role: String,
    pub status: Status,
    pub state: State,
    pub note: String,
    pub order: Option<String>,
    pub answers: Vec<AnswerView>,
    pub tickets: Vec<TicketView>,
    pub log: Vec<LogLine>,
}

/// An answer to one of the organiser's questions.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the words say it")]
pub struct AnswerView {
    pub question: String,
    pub answer: String,
}

/// A ticket of a guest.
#[derive(Clone, Debug, Serialize)]
pub struct TicketView {
    /// Its id, hexadecimal.
    pub id: String,
    /// Its type's name.
    pub ticket_type: String,
    /// How many people come in on it.
    pub admits: u32,
    /// The code it was issued with.
    pub code: Option<String>,
    /// The code that somebody else printed.
    pub foreign_code: Option<String>,
    /// Since when it is revoked, RFC 3339.
    pub revoked_at: Option<String>,
    /// What is still to be paid.
    pub due: Option<String>,
}

/// Sent after every commit.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Change {
    /// How many people there are now.
    pub counts: Counts,
    /// The new row of the log, where there is one.
    pub row: Option<u32>,
}

/// What a face gets when something can't be done.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Problem {
    /// What kind of problem.
    pub kind: ProblemKind,
    /// What it is and what to do, in English.
    pub message: String,
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
    /// The event file or the disk fails.
    File,
    /// Another program holds the file.
    Busy,
}
