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
    /// What staff can do now, the likeliest first.
    pub steps: Vec<Step>,
    /// How many of this ticket's group have still to come; `None` for a ticket of one.
    pub rest: Option<u32>,
    /// Let in against this refusal.
    pub overridden: Option<Verdict>,
    /// Why they were let in against it, or what was paid, or in whose place they came.
    pub reason: Option<String>,
    /// The talk that this guest gives tonight.
    pub talk: Option<TalkHere>,
    /// How many more the room holds, once it is nearly full.
    pub places_left: Option<u32>,
    /// The desk's window prints a badge for this guest now.
    pub prints_badge: bool,
}

/// What staff can do about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Let them in with one key: [`Settlement::Admit`].
    Admit,
    /// Let them in with a reason: [`Settlement::Reason`].
    Reason,
    /// A lead lets them in: [`Settlement::Lead`].
    Lead,
    /// They pay here, and come in: [`Settlement::Paid`].
    Pay,
    /// Take them off the waiting list, and let them in: [`Settlement::Release`].
    Release,
    /// Let the rest of the group in.
    Rest,
    /// Scan it again.
    ScanAgain,
    /// Find the guest by name.
    Find,
    /// Take them in as a new guest.
    WalkIn,
    /// Call the organiser.
    Organiser,
}

/// How a refusal is settled so that the guest comes in all the same.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "snake_case", tag = "how")]
pub enum Settlement {
    /// One key.
    Admit,
    /// With a reason, which stands beside the log.
    Reason {
        /// Why.
        reason: String,
    },
    /// A lead decides.
    Lead {
        /// The lead's PIN.
        pin: String,
        /// Why; may be empty.
        reason: String,
    },
    /// They have paid here.
    Paid,
    /// They come off the waiting list.
    Release,
}

/// A talk, and which of its speakers are here.
#[derive(Clone, Debug, Serialize, Type)]
pub struct TalkHere {
    /// Its title.
    pub title: String,
    /// `19:00` in the event's zone.
    pub starts: String,
    /// Its speakers who are in.
    pub here: Vec<String>,
    /// Its speakers who are not.
    pub missing: Vec<String>,
}

/// What a search gives.
#[derive(Clone, Debug, Serialize, Type)]
pub struct FindAnswer {
    /// The guests, best first.
    pub found: Vec<Found>,
    /// The event's privacy asks for more letters before any list is shown.
    pub more_letters: bool,
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
    /// What makes staff look up: `VIP`; may be empty.
    pub attention: String,
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
    /// A badge was printed for this guest: take it back.
    pub badge: bool,
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

/// In or out, as a face says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum Direction {
    In,
    Out,
}

impl From<event::Direction> for Direction {
    fn from(direction: event::Direction) -> Self {
        match direction {
            event::Direction::In => Self::In,
            event::Direction::Out => Self::Out,
        }
    }
}

impl From<Direction> for event::Direction {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::In => Self::In,
            Direction::Out => Self::Out,
        }
    }
}

/// A guest to be added at the door.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields are those of `Attendee`")]
pub struct NewGuest {
    pub name: String,
    pub email: String,
    pub company: String,
    pub role: String,
    /// A ticket type's name; empty: the first.
    pub ticket_type: String,
    pub note: String,
    pub attention: String,
}

/// What is to be changed of a guest; `None` stays as it is.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields are those of `Attendee`")]
pub struct GuestChange {
    pub name: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub role: Option<String>,
    pub ticket_type: Option<String>,
    pub note: Option<String>,
    pub attention: Option<String>,
    /// `true`: nothing is to be paid any more.
    pub paid: bool,
}

/// Who comes in a guest's place; empty fields stay as they are, the name must be given.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields are those of `Attendee`")]
pub struct Substitute {
    pub name: String,
    pub email: String,
    pub company: String,
    pub role: String,
}

/// Something that the rehearsal looked at.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Rehearsed {
    /// What.
    pub what: RehearsedWhat,
    /// How it is.
    pub health: Health,
    /// The facts, for the sentence that the face makes; which there are depends on `what`.
    pub facts: Facts,
}

/// What the rehearsal looks at here; the scanner, the sound and the camera are tried at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RehearsedWhat {
    /// The machine's clock and the day of the event.
    Clock,
    /// Room on the disk of the event file.
    Disk,
    /// Whether a commit is durable, and how long it takes.
    File,
    /// The battery, or mains.
    Battery,
    /// Whether the machine is kept awake.
    Sleep,
    /// The list.
    List,
    /// The tickets.
    Tickets,
    /// The badge printer.
    Printer,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// Well.
    Good,
    /// It will do; something should be done.
    Look,
    /// It will not do.
    Bad,
    /// Nobody can tell here, or there is none.
    None,
}

/// The facts of a rehearsal; empty where they do not apply.
#[derive(Clone, Debug, Default, Serialize, Type)]
pub struct Facts {
    /// A time or a day.
    pub when: Option<String>,
    /// How many: guests, tickets, percent of battery.
    pub count: Option<u32>,
    /// Of how many.
    pub of: Option<u32>,
    /// Megabytes free.
    pub megabytes: Option<u32>,
    /// Minutes: the age of the list, the battery's rest.
    pub minutes: Option<i32>,
    /// Thousandths of a second.
    pub millis: Option<u32>,
    /// A name: the printer's.
    pub name: Option<String>,
    /// What is wrong and what to do, in English.
    pub problem: Option<String>,
}

/// What a ticket would be at the door; nothing was written.
#[derive(Clone, Debug, Serialize, Type)]
pub struct TriedTicket {
    /// What the door would say.
    pub verdict: Verdict,
    /// How that looks.
    pub tone: Tone,
    /// The guest's name, where one was found.
    pub name: Option<String>,
    /// The ticket type's name.
    pub ticket_type: Option<String>,
}

/// Something to scan in practice.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PracticeTicket {
    /// What the door says to it the first time.
    pub verdict: Verdict,
    /// What a scanner would type.
    pub text: String,
}

/// A printer that can be chosen.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PrinterView {
    /// Its name.
    pub name: String,
    /// Its address, `ipp://…`.
    pub uri: String,
    /// It prints where nothing else is said.
    pub default: bool,
}

/// What became of something to be printed.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PrintAnswer {
    /// It went to this printer.
    pub printer: Option<String>,
    /// It lies in this file, since there is no printer or it failed.
    pub file: Option<String>,
    /// Why it did not go to the printer, in English.
    pub problem: Option<String>,
}

/// A camera that can be chosen.
#[derive(Clone, Debug, Serialize, Type)]
pub struct CameraView {
    /// By which it is chosen: its number, or an `http://` address.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What the camera says.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "snake_case", tag = "news")]
pub enum CameraNews {
    /// It is being opened.
    Opening,
    /// A picture for the preview.
    Frame {
        /// JPEG, base64.
        jpeg: String,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
        /// The corners of the code that counts, in its pixels; empty without one.
        outline: Vec<(i32, i32)>,
    },
    /// It saw a code.
    Code {
        /// What the code holds.
        text: String,
    },
    /// It is gone; it is tried again by itself.
    Lost {
        /// Why and what to do, in English.
        problem: String,
    },
    /// There is none.
    Off,
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
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq, Type)]
pub struct ImportAnswer {
    /// What kind of list it is, `plain`.
    pub format: String,
    /// How many rows it has, the rejected ones too.
    pub rows: u32,
    /// New guests.
    pub added: u32,
    /// Guests whose row changed.
    pub updated: u32,
    /// Guests whose row did not.
    pub unchanged: u32,
    /// Rows that were not taken.
    pub rejected: Vec<RejectedRow>,
    /// Nothing was written.
    pub dry_run: bool,
}

/// A row that was not taken.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq, Type)]
pub struct RejectedRow {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// Why, and what to do.
    pub reason: String,
}

/// A guest, whole.
#[derive(Clone, Debug, Serialize, Type)]
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
    /// What makes staff look up: `VIP`; may be empty.
    pub attention: String,
    pub order: Option<String>,
    pub answers: Vec<AnswerView>,
    pub tickets: Vec<TicketView>,
    pub log: Vec<LogLine>,
}

/// An answer to one of the organiser's questions.
#[derive(Clone, Debug, Serialize, Type)]
#[allow(missing_docs, reason = "the words say it")]
pub struct AnswerView {
    pub question: String,
    pub answer: String,
}

/// A ticket of a guest.
#[derive(Clone, Debug, Serialize, Type)]
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
    /// What was to be settled stands otherwise by now, or may not be settled so.
    NotSettled,
    /// That is no lead's PIN.
    WrongPin,
    /// The printer or the camera does not answer.
    Device,
    /// The event file or the disk fails.
    File,
    /// Another program holds the file.
    Busy,
}
