//! The organiser's days before the event, and the morning after.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    FormTrouble, Problem,
    mail::{Letter, MailLine, MailReport},
};

/// An event as the office edits it: `event.toml`, key by key. Empty texts say nothing; times are
/// written `18:15`, dates `2026-12-03`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[allow(missing_docs, reason = "the fields are the tables of event.toml")]
pub struct EventForm {
    pub event: EventFields,
    pub door: Vec<DoorForm>,
    pub ticket_type: Vec<TicketTypeForm>,
    pub slot: Vec<SlotForm>,
}

/// What the event itself says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[allow(missing_docs, reason = "the fields are those of event.toml")]
pub struct EventFields {
    pub name: String,
    pub series: String,
    pub theme: String,
    pub contact: String,
    pub venue: String,
    pub date: String,
    /// IANA, `Europe/Dublin`.
    pub timezone: String,
    /// When they open.
    pub doors: String,
    pub ends: String,
    pub capacity: Option<u32>,
    /// `ask`, `welcome` or `refuse`.
    pub reentry: String,
    pub privacy: bool,
    /// `#rrggbb`.
    pub ribbon: String,
    pub wifi_network: String,
    pub wifi_password: String,
    pub notes: Vec<String>,
    /// On which day personal data is erased.
    pub erase_on: String,
    pub keep_regulars: bool,
}

/// A door.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[allow(missing_docs, reason = "the fields are those of event.toml")]
pub struct DoorForm {
    pub name: String,
    /// What it was called, where it gets another name.
    pub was: String,
    /// The ticket types it admits; empty: all.
    pub admits: Vec<String>,
}

/// A ticket type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[allow(missing_docs, reason = "the fields are those of event.toml")]
pub struct TicketTypeForm {
    pub name: String,
    /// What it was called, where it gets another name.
    pub was: String,
    pub admits: Option<u32>,
    /// The doors it gets in at; empty: all.
    pub doors: Vec<String>,
    pub days: Vec<String>,
    pub hand_over: Vec<String>,
    pub strict: bool,
}

/// A slot of the lineup.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[allow(missing_docs, reason = "the fields are those of event.toml")]
pub struct SlotForm {
    /// `doors`, `food`, `talk`, `break` or `end`.
    pub kind: String,
    pub starts: String,
    pub ends: String,
    pub room: String,
    pub title: String,
    #[serde(rename = "abstract")]
    pub summary: String,
    pub speaker: Vec<SpeakerForm>,
}

/// Who speaks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[allow(missing_docs, reason = "the fields are those of event.toml")]
pub struct SpeakerForm {
    pub name: String,
    pub role: String,
    pub company: String,
    pub photo: String,
}

/// What is wrong with a value of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct FormFault {
    /// Which value: `event.name`, `ticket_type.2.admits`, `slot.0.speaker.1.name`.
    pub at: String,
    /// What is wrong with it, and what to do, in English.
    pub reason: String,
    /// The same, for whoever says it in other words.
    pub why: FormTrouble,
}

/// What became of a form.
#[derive(Clone, Debug, Serialize, Type)]
pub struct SaveAnswer {
    /// What is wrong with it; then nothing was written.
    pub fault: Option<FormFault>,
    /// The event as it is now.
    pub view: OfficeView,
}

/// The office.
#[derive(Clone, Debug, Serialize, Type)]
pub struct OfficeView {
    /// The event.
    pub form: EventForm,
    /// The event file.
    pub file: String,
    /// The event's logo as a `data:` address; none: the ribbon alone.
    pub logo: Option<String>,
    /// The organiser has a ticket template of their own.
    pub own_ticket: bool,
    /// The organiser has a badge template of their own.
    pub own_badge: bool,
    /// Guests on the list, whether they come or not.
    pub guests: u32,
    /// People who are expected, members of groups too.
    pub expected: u32,
    /// Guests on the waiting list or not approved yet.
    pub waiting: u32,
    /// People who came.
    pub arrived: u32,
    /// Valid tickets that have a code.
    pub issued: u32,
    /// Valid tickets of those who come.
    pub tickets: u32,
    /// The leads' names.
    pub leads: Vec<String>,
    /// When personal data goes.
    pub erasure: Erasure,
    /// How many guests an erasure of everybody would be about: those whose data is not erased
    /// yet, or all where everybody's is.
    pub to_erase: u32,
    /// Whether the evening has begun: somebody was scanned at about its time, and not in a trial
    /// before. What tickets depend on is changed with care then.
    pub began: bool,
}

/// When personal data goes.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Erasure {
    /// The day, `Saturday 2 January 2027`; none: never by itself.
    pub on: Option<String>,
    /// How many days it is away; negative: overdue.
    pub days: Option<i32>,
    /// When it was erased, RFC 3339; none where guests have come in since.
    pub erased_at: Option<String>,
}

/// An event file that this user has had open.
#[derive(Clone, Debug, Serialize, Type)]
pub struct EventFile {
    /// The file.
    pub file: String,
    /// The event's name.
    pub name: String,
    /// The series; may be empty.
    pub series: String,
    /// The day, `2026-12-03`.
    pub date: String,
    /// It is the one that is open.
    pub open: bool,
}

/// Tickets to be drawn into a folder.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct TicketOrder {
    /// The folder.
    pub folder: String,
    /// `pdf`, `png`, `svg` or `ics`.
    pub format: String,
    /// `a4` or `a6`.
    pub paper: String,
    /// One PDF for all.
    pub one_file: bool,
    /// For these guests alone; empty: all who are confirmed.
    pub attendees: Vec<String>,
}

/// How far everybody's tickets are drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct TicketsDrawn {
    /// How many tickets have their file in the folder.
    pub drawn: u32,
    /// How many there are to be drawn.
    pub total: u32,
    /// The folder; none: nothing is drawn.
    pub folder: Option<String>,
    /// Drawing into it was stopped or cut off, and can be gone on with.
    pub unfinished: bool,
}

/// How far long work is.
#[derive(Clone, Debug, Serialize, Type)]
pub struct JobNews {
    /// What it does: `tickets`, `mail`.
    pub job: String,
    /// How many are done.
    pub done: u32,
    /// Of how many.
    pub total: u32,
    /// It is over.
    pub over: bool,
    /// Somebody stopped it; what is done stays done.
    pub stopped: bool,
    /// What it came to, once it is over.
    pub came_to: Option<JobDone>,
    /// Why it ended early.
    pub problem: Option<Problem>,
}

/// What long work came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum JobDone {
    /// Tickets were drawn.
    Tickets {
        /// How many.
        drawn: u32,
        /// The folder they lie in.
        folder: String,
        /// How many files of tickets that are none any more were taken away.
        taken_away: u32,
    },
    /// Mail was sent.
    Mail {
        /// Which letter.
        letter: Letter,
        /// How many the server took.
        sent: u32,
        /// How many mails it was about.
        total: u32,
        /// How many the server refused.
        refused: u32,
        /// How many the server put off.
        put_off: u32,
        /// How many may have arrived or not.
        uncertain: u32,
        /// How many beside those are still to be sent.
        left: u32,
    },
}

impl From<&MailReport> for JobDone {
    fn from(report: &MailReport) -> Self {
        let count = |lines: &[MailLine]| u32::try_from(lines.len()).unwrap_or(u32::MAX);
        Self::Mail {
            letter: report.letter,
            sent: report.sent,
            total: report.total,
            refused: count(&report.refused),
            put_off: count(&report.put_off),
            uncertain: count(&report.uncertain),
            left: report.left,
        }
    }
}

/// What is written for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum ExportWhat {
    /// The guests with their check-in times, as CSV or XLSX by the file's name.
    Guests,
    /// The check-in log, as CSV or XLSX by the file's name.
    Log,
    /// The numbers and the curve on one page, as PDF.
    Report,
    /// All guests in the order of the alphabet, as PDF.
    PaperList,
    /// The event's settings, as `event.toml`.
    Settings,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct ExportAnswer {
    /// The file.
    pub file: String,
    /// How many rows, or pages.
    pub rows: u32,
}

/// All that is kept about one guest.
#[derive(Clone, Debug, Serialize, Type)]
pub struct GuestData {
    /// As JSON, to be handed to the guest.
    pub json: String,
    /// Where else it may lie, which this program can't look into.
    pub elsewhere: Vec<String>,
}

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct ErasedAnswer {
    /// How many guests.
    pub guests: u32,
    /// How many copies of the event file were erased too.
    pub copies: u32,
    /// How many files, such as badges and tickets, were deleted.
    pub files: u32,
    /// What could not be reached.
    pub left: Vec<Unreached>,
}

/// What an erasure could not reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Unreached {
    /// The free space of the event file, which another program has open.
    FreeSpace,
    /// A copy of the event file that this version can't write.
    Copy {
        /// The file.
        file: String,
    },
    /// A list or report that was exported.
    Export {
        /// The file.
        file: String,
    },
    /// A file that can't be deleted or written.
    File {
        /// The file.
        file: String,
    },
    /// A guest of the same address and name, who may be the same person.
    Twin {
        /// The id of the guest.
        guest: String,
    },
}

impl fmt::Display for Unreached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FreeSpace => f.write_str(
                "another program has the event file open; close it and erase again, so that \
                 nothing stays in the free space of the file",
            ),
            Self::Twin { guest } => write!(
                f,
                "the guest {guest} has the same address and name and is not erased: if they are \
                 one person, erase them too"
            ),
            Self::Copy { file } => {
                write!(
                    f,
                    "the copy {file} can’t be written by this version; delete it"
                )
            }
            Self::Export { file } => {
                write!(
                    f,
                    "{file} was exported from here; delete it, or export it again"
                )
            }
            Self::File { file } => write!(f, "{file} can’t be deleted; delete it"),
        }
    }
}
