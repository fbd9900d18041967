//! The evening as screens show it: the desk, the lobby, the log, the numbers.

use lanyard_store::StoreError;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    door::TalkHere,
    words::{Direction, Kind, Phase, SlotKind, Tone, Verdict},
};

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
    /// The reason of an override, what was paid, or in whose place somebody came.
    pub text: Option<String>,
    /// This row can be taken back.
    pub can_undo: bool,
}

/// Which rows of the log.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(default)]
pub struct LogFilter {
    /// A part of the guest's name or of the text; empty: all.
    pub text: String,
    /// Only what looked like this.
    pub tone: Option<LogTone>,
    /// Only this door, by name.
    pub door: Option<String>,
    /// Only rows before this one; `None`: from the newest.
    pub before: Option<u32>,
    /// How many at most.
    pub most: Option<u32>,
}

/// Which answers, in a [`LogFilter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LogTone {
    /// Who came in or left.
    Passed,
    /// Who was asked or refused.
    Refused,
    /// Overrides, substitutes, and what was taken back.
    Changed,
}

/// Rows of the log.
#[derive(Clone, Debug, Serialize, Type)]
pub struct LogPage {
    /// The rows, newest first.
    pub lines: Vec<LogLine>,
    /// There are older ones.
    pub more: bool,
}

/// The evening in numbers.
#[derive(Clone, Debug, Serialize, Type)]
pub struct NumbersView {
    /// All in all.
    pub counts: Counts,
    /// The evening is over: whoever has not come did not.
    pub over: bool,
    /// How many people the room holds.
    pub capacity: Option<u32>,
    /// By ticket type, in their order.
    pub ticket_types: Vec<TypeNumbers>,
    /// Arrivals, a quarter of an hour each or less, without gaps.
    pub curve: Vec<CurvePoint>,
    /// Minutes of each point of the curve.
    pub curve_minutes: u32,
    /// How fast they come.
    pub pace: Pace,
    /// The talks, and whether their speakers are here.
    pub talks: Vec<TalkHere>,
    /// Guests on the waiting list.
    pub waitlist: u32,
    /// Scans that were refused.
    pub refused: u32,
    /// Guests let in against a refusal.
    pub overrides: u32,
    /// Guests who were not on the list before.
    pub walk_ins: u32,
}

/// How many people of one ticket type.
#[derive(Clone, Debug, Serialize, Type)]
#[allow(missing_docs, reason = "the fields are those of `Counts`")]
pub struct TypeNumbers {
    pub name: String,
    pub expected: u32,
    pub arrived: u32,
    pub inside: u32,
}

/// How many came in a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct CurvePoint {
    /// Its beginning, `18:30` in the event's zone.
    pub from: String,
    /// First entries in it.
    pub arrived: u32,
}

/// How fast guests come, and what that means for the talks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
pub struct Pace {
    /// First entries in the last ten minutes.
    pub last_ten_minutes: u32,
    /// Minutes until those who are still expected are in, at this pace; `None` while nobody comes.
    pub minutes_to_go: Option<u32>,
    /// Minutes until the first talk; negative once it has begun; `None` without a talk.
    pub minutes_to_talks: Option<i32>,
}

/// A room that is nearly or quite full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
pub struct RoomView {
    /// How many are inside.
    pub inside: u32,
    /// How many it holds.
    pub capacity: u32,
    /// Nearly full, or full.
    pub full: bool,
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
    /// How old the list is, in minutes.
    pub list_minutes: Option<u32>,
    /// `18:41` in the event's zone.
    pub clock: String,
    /// Where the clock was set and is not the machine's: the day it shows, ISO 8601.
    pub set_clock: Option<String>,
    /// Why nothing can be recorded, where that is known before anybody is scanned.
    pub unwritable: Option<Unwritable>,
    /// In or out: what a scan means.
    pub direction: Direction,
    /// The names of the ticket types.
    pub ticket_types: Vec<String>,
    /// How a guest or a volunteer reaches the organiser; may be empty.
    pub contact: String,
    /// The room, once it is nearly full.
    pub room: Option<RoomView>,
    /// The talks to come, and whether their speakers are here.
    pub talks: Vec<TalkHere>,
    /// Invented guests: nothing here is real.
    pub practice: bool,
    /// Leads have PINs; without any, a reason stands in for a lead.
    pub leads: bool,
    /// Where badges are printed.
    pub printer: Option<String>,
    /// A badge is printed for everybody who comes in for the first time.
    pub print_on_entry: bool,
    /// The search shows nobody until enough is typed.
    pub privacy: bool,
}

/// Why nothing can be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Unwritable {
    /// The event file, or its disk, can only be read.
    ReadOnly,
    /// The event file is not where it was opened.
    TakenAway,
    /// The disk is full.
    Full,
    /// The disk doesn't answer.
    Disk,
}

impl From<StoreError> for Unwritable {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::TakenAway(_) => Self::TakenAway,
            StoreError::DiskFull => Self::Full,
            _ => Self::Disk,
        }
    }
}

/// Who speaks.
#[derive(Clone, Debug, Serialize, Type)]
#[allow(missing_docs, reason = "the fields are those of `Speaker`")]
pub struct SpeakerView {
    pub name: String,
    pub role: String,
    pub company: String,
    pub photo: Option<String>,
    /// They are in the house.
    pub here: bool,
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
    /// How many of them are in the room.
    pub inside: u32,
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

/// Sent after every commit.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Change {
    /// How many people there are now.
    pub counts: Counts,
    /// The new row of the log, where there is one.
    pub row: Option<u32>,
}
