//! The guests, and the lists they come from.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    evening::LogLine,
    words::{State, Status},
};

/// What a search gives.
#[derive(Clone, Debug, Serialize, Type)]
pub struct FindAnswer {
    /// The guests, best first.
    pub found: Vec<Found>,
    /// The event's privacy asks for more letters before any list is shown.
    pub more_letters: bool,
}

/// A guest found by name, or by what their code says.
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
    /// How the name sounds, however it is spelt: two alike can't be told apart by it.
    pub sounds: String,
    /// What was typed is the code of a ticket of theirs, to the letter.
    pub by_code: bool,
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
    /// Another person than the guest of this name who is expected.
    pub another: bool,
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
    /// What the list says of them since they came in; it changed nothing.
    pub flagged: Option<Status>,
    pub answers: Vec<AnswerView>,
    /// Wants no mail but the ticket.
    pub opted_out: bool,
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
    /// The first code that somebody else printed.
    pub foreign_code: Option<String>,
    /// All codes that others printed or showed.
    pub foreign_codes: Vec<String>,
    /// Codes of other tickets of the same person, for which this one speaks.
    pub other_codes: Vec<String>,
    /// Since when it is revoked, RFC 3339.
    pub revoked_at: Option<String>,
    /// What is still to be paid; empty where nobody says how much.
    pub due: Option<String>,
}
