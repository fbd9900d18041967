//! What the door says, and what staff can do about it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    guests::AnswerView,
    words::{Status, Tone, Verdict},
};

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
    /// How many evenings of the series they have been to before; 0 where nobody keeps that.
    pub evenings_before: u32,
    /// The answers that the door is to see.
    pub answers: Vec<AnswerView>,
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
    /// They have left since, and may not come back.
    pub left: bool,
}

/// What a refusal needs to explain itself; empty where it does not apply.
#[derive(Clone, Debug, Default, Serialize, Type)]
pub struct Detail {
    /// `wrong_door`: the doors where this ticket gets in.
    pub doors: Vec<String>,
    /// `not_valid_now`: the days on which it does, ISO 8601.
    pub days: Vec<String>,
    /// `unpaid`: `12.50 EUR`; none where nobody says how much.
    pub due: Option<String>,
    /// `full`: how many the room holds.
    pub capacity: Option<u32>,
    /// `full`: how many are in it.
    pub inside: Option<u32>,
    /// `revoked`: since when.
    pub since: Option<String>,
    /// `not_confirmed`: what the list says.
    pub status: Option<Status>,
    /// A group let in at once that was stopped by this verdict: how many of it came in before.
    pub came: Option<u32>,
    /// `wrong_event`: which evening it is for, where this user's data folder knows it.
    pub event: Option<OtherEvent>,
}

/// Another evening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct OtherEvent {
    /// Its name.
    pub name: String,
    /// Its day, ISO 8601.
    pub date: String,
}

/// The answer to a scan; it is durable before it is given.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ScanAnswer {
    /// What was scanned; empty for an admission by hand, and where only the log knows of it.
    pub code: String,
    /// The same for the same code, also where `code` is forgotten; empty for an admission by hand.
    pub mark: String,
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
    /// `already_in`, and this desk let them in at most ten seconds ago.
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
    /// Since they speak tonight, not by what the organiser wrote.
    pub speaks: bool,
    /// The other desks could not be asked.
    pub offline: bool,
    /// A good ticket that is not in the list.
    pub unlisted: bool,
    /// `unknown`, and a code of this event at another service: once the guest is found by name,
    /// the desk can learn it.
    pub learnable: bool,
    /// Found by name, not scanned.
    pub by_hand: bool,
    /// When the list was imported, `16:02`.
    pub list_of: Option<String>,
    /// What a refusal needs to explain itself.
    pub detail: Detail,
    /// What staff can do now, the likeliest first.
    pub steps: Vec<Step>,
    /// How many of this ticket's group can still come in, or after an exit go out; `None` for a ticket of one.
    pub rest: Option<u32>,
    /// How many people this answer lets in or out: several of a group at once, else 1, or none.
    pub people: u32,
    /// `left`: how many of this ticket's group are still inside; `None` for a ticket of one.
    pub still_inside: Option<u32>,
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
    /// Let the rest of the group in, or out.
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
        /// It is another person than the one who came on this ticket, and is counted as such.
        #[serde(default)]
        another: bool,
    },
    /// A lead decides.
    Lead {
        /// The lead's PIN.
        pin: String,
        /// Why; may be empty.
        reason: String,
        /// As for [`Settlement::Reason`].
        #[serde(default)]
        another: bool,
    },
    /// They have paid here.
    Paid,
    /// They come off the waiting list.
    Release,
}

impl Settlement {
    /// Whether it is another person than the one who came on the ticket.
    pub(crate) fn another(&self) -> bool {
        match self {
            Self::Reason { another, .. } | Self::Lead { another, .. } => *another,
            Self::Admit | Self::Paid | Self::Release => false,
        }
    }
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

/// What was taken back.
#[derive(Clone, Debug, Serialize, Type)]
pub struct UndoAnswer {
    /// The new row of the log.
    pub row: u32,
    /// The row that was taken back.
    pub undone: u32,
    /// Whose it was: who stands there, also where somebody came in a guest's place.
    pub name: Option<String>,
    /// What the door had said.
    pub verdict: Verdict,
    /// When it had said it, `18:41`.
    pub clock: String,
    /// A badge was printed for this guest: take it back.
    pub badge: bool,
    /// How many people it was: a group that came in at once is taken back at once.
    pub people: u32,
    /// What was paid with it and is due again; empty where nobody said how much.
    pub due: Option<String>,
    /// What the guest is again who had come off the waiting list with it.
    pub status: Option<Status>,
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
