//! Lists that come in: what they would do, and what they did.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::words::{Problem, Status};

/// What an import did, or would do.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq, Type)]
pub struct ImportAnswer {
    /// What kind of list it is, `plain`.
    pub format: String,
    /// How many rows it has, the rejected ones too.
    pub rows: u32,
    /// New guests.
    pub added: u32,
    /// Of the new guests, those of whom the list says that they don't come.
    pub not_coming: u32,
    /// Of the new guests, those of whom the list does not say for sure that they come.
    pub not_confirmed: u32,
    /// Guests whose row changed.
    pub updated: u32,
    /// Guests whose row did not.
    pub unchanged: u32,
    /// Rows that were not taken, the first 200.
    pub rejected: Vec<RejectedRow>,
    /// How many rows were not taken.
    pub rejected_rows: u32,
    /// Rows of which something can't be read, and that say all the same that a guest doesn't come:
    /// of them that alone is taken. The first 200.
    pub taken_in_part: Vec<RejectedRow>,
    /// Guests who stood on this list and don't any more.
    pub gone: u32,
    /// Guests whom the list lacks and who stay nevertheless, because rows of it can't be read and
    /// may be theirs.
    pub spared: u32,
    /// Guests who were gone, cancelled or refunded, and come again.
    pub back: u32,
    /// Guests whose place was cancelled or paid back: their tickets hold no more.
    pub cancelled: u32,
    /// Guests of whom the list says that they don't come, and who have come in: nothing was taken
    /// from them. The first 200.
    pub flagged: Vec<GuestNote>,
    /// Guests who come by another list and of whom, since somebody said that they are one, or of
    /// whose code this one says that they don't: the code holds no more. The first 200.
    pub elsewhere: Vec<GuestNote>,
    /// Guests who stand on another list of the same kind and don't come any more, since this one
    /// says so of whoever has their address and name. The first 200.
    pub struck: Vec<GuestNote>,
    /// Guests who come since somebody said so here, whatever this list says against it. The first
    /// 200.
    pub kept: Vec<GuestNote>,
    /// New guests whose address and name stand on another list too, the first 200, and those whose
    /// name the list has dropped elsewhere, as many.
    pub twins: Vec<Twins>,
    /// What the service calls its tickets, where the event does not know that.
    pub ticket_types: Vec<TakenType>,
    /// Its columns, and what each is taken for.
    pub columns: Vec<ColumnPlace>,
    /// Those that are taken for it by what stands in them, since their title says nothing that is
    /// known, or two things.
    pub guessed: Vec<ColumnPlace>,
    /// Questions, and what they look like by what stands in them: worth asking about where the
    /// list has no such column.
    pub suggested: Vec<ColumnPlace>,
    /// The sheet of a workbook that was read; none where the list is no workbook.
    pub sheet: Option<String>,
    /// More sheets of the workbook that look like a list, by their names: they were not read.
    pub other_sheets: Vec<String>,
    /// The columns were taken as they were for an earlier list of the series.
    pub remembered: bool,
    /// So many would be gone that the import stops and asks first.
    pub many_gone: bool,
    /// The day of erasure, `Saturday 2 January 2027`, where it has come: who is taken in now is
    /// erased again.
    pub past_erasure: Option<String>,
    /// The number of the import, to take it back.
    pub import: Option<u32>,
    /// Nothing was written.
    pub dry_run: bool,
}

/// A row that was not taken.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Type)]
pub struct RejectedRow {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// Why, and what to do, in English.
    pub reason: String,
    /// The title of the column that is wrong, where it is one.
    pub column: Option<String>,
    /// The same for whoever says it in other words.
    pub why: Why,
}

/// Why a row was not taken. Of what stands in a cell, as much is told as helps to find it.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Why {
    /// Its code is that of another row's guest.
    SameCode {
        /// That row's line.
        line: u32,
    },
    /// Another row says the same.
    Twice {
        /// That row's line.
        line: u32,
    },
    /// Another row is about the same guest, says something else, and counts.
    Differs {
        /// That row's line.
        line: u32,
    },
    /// Another row says of the same guest that they don't come, and counts.
    Refused {
        /// That row's line.
        line: u32,
    },
    /// Its id or code was another guest's the last time, and that guest, or this row's, has another
    /// now.
    KeysMoved {
        /// Who stays as they were.
        name: String,
    },
    /// Its code is that of another guest there is.
    CodeTaken {
        /// That guest's name.
        name: String,
    },
    /// They asked to be forgotten.
    Forgotten {
        /// When, `3 Dec 2026`.
        on: String,
    },
    /// The event has no such ticket type.
    NoTicketType {
        /// What the row calls it.
        name: String,
        /// Those that the event has.
        have: String,
    },
    /// It is not text in the list's encoding.
    NotUtf8,
    /// It has more or fewer columns than the header.
    Columns {
        /// How many it has.
        found: u32,
        /// How many the header has.
        header: u32,
    },
    /// It is an extra to another ticket of its order, and no guest.
    AddOn,
    /// It has no name.
    NoName,
    /// A text is too long.
    TooLong {
        /// How many characters it may have.
        most: u32,
    },
    /// What stands for the e-mail is none.
    NotAnEmail {
        /// It.
        text: String,
    },
    /// A text has a character that is none to be read.
    Control {
        /// Which, `U+0007`.
        character: String,
    },
    /// What stands for the status is none.
    NoStatus {
        /// It.
        text: String,
    },
    /// What stands for the payment says nothing of one.
    NotAPayment {
        /// It.
        text: String,
    },
    /// What is to be paid is no amount.
    NotAnAmount {
        /// It.
        text: String,
    },
    /// How many come along is no number of people.
    NotACount {
        /// It.
        text: String,
    },
    /// What says yes or no says neither.
    NeitherYesNorNo {
        /// It.
        text: String,
    },
    /// A spreadsheet has cut a long number short.
    CutShort {
        /// What is left of it.
        text: String,
    },
    /// It is a formula whose value the file does not have.
    Unworked,
}

/// A guest, and what a list says of them.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Type)]
pub struct GuestNote {
    /// The guest's id.
    pub id: String,
    /// The guest's name.
    pub name: String,
    /// What the list says.
    pub status: Status,
}

/// Guests who look like one person. Only a person can say so.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Type)]
pub struct Twins {
    /// Their name; that of the earlier one, where they have two.
    pub name: String,
    /// Their address; that of the earlier one, where they have two.
    pub email: String,
    /// Why they look like one.
    pub alike: Alike,
    /// The two, the earlier one first.
    pub guests: Vec<Twin>,
}

/// Why guests look like one person.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, Type)]
#[serde(rename_all = "snake_case")]
pub enum Alike {
    /// Different lists have them under one address and name.
    OnTwoLists,
    /// A list had one no more and brought the other at the same time, and both have one name: most
    /// likely an address was put right.
    UnderOneName,
    /// The same of two with one address: most likely a name was put right.
    UnderOneEmail,
}

/// One of two.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Type)]
pub struct Twin {
    /// The id; of a guest who is not yet there, none.
    pub id: Option<String>,
    /// The kind of list they stand on, `luma`; `desk`: added by hand.
    pub source: String,
    /// The name.
    pub name: String,
    /// The address; may be empty.
    pub email: String,
}

/// A ticket type that the event does not know, and what it is for new guests; whoever is known keeps
/// theirs.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Type)]
pub struct TakenType {
    /// What the list calls it.
    pub name: String,
    /// The event's type.
    pub taken_as: String,
    /// How many rows have it.
    pub rows: u32,
}

/// What is to be done about guests whom a list has no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// A few are marked as gone; of many the organiser is asked first.
    #[default]
    Ask,
    /// All are marked as gone.
    Gone,
    /// Nobody is: the list is only a part.
    Stay,
}

/// A list to be imported.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(default)]
pub struct ImportRequest {
    /// The file.
    pub path: String,
    /// What its columns are; those that are not named are recognised.
    pub columns: Vec<ColumnPlace>,
    /// What is to be done about guests whom it has no more.
    pub missing: Missing,
    /// [`ImportPreview::stamp`], where the list was looked at before: another one is not imported.
    pub stamp: Option<String>,
}

/// What a column is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ColumnPlace {
    /// The column's title.
    pub column: String,
    /// A field's word, `question` or `leave_out`.
    pub place: String,
}

/// What an import would do.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ImportPreview {
    /// What the file is like, by which one sees that it is the same when it is imported.
    pub stamp: String,
    /// What it would do, in numbers.
    pub answer: ImportAnswer,
    /// What somebody said of its columns, now or of an earlier list.
    pub said: Vec<ColumnPlace>,
    /// All that a column can be taken for.
    pub places: Vec<String>,
    /// The first rows, a text for each column.
    pub sample: Vec<Vec<String>>,
    /// The first guests who would be changed.
    pub changes: Vec<ChangedGuest>,
    /// The first guests who would be gone.
    pub gone: Vec<GuestNote>,
    /// So many would be gone that the import asks first.
    pub many_gone: bool,
    /// Why the list can't be read like that.
    pub problem: Option<Problem>,
}

/// A guest whom a list changes.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Type)]
pub struct ChangedGuest {
    /// The guest's id.
    pub id: String,
    /// The guest's name, as it is now.
    pub name: String,
    /// The line of the file.
    pub line: u32,
    /// What changes.
    pub fields: Vec<ChangedField>,
}

/// What a list changes of a guest.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Type)]
pub struct ChangedField {
    /// The word of the field, or a question.
    pub field: String,
    /// What stands there now; may be empty.
    pub from: String,
    /// What would stand there. Both are empty where only the field is told, as of codes.
    pub to: String,
}

/// An import, as it is remembered.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ImportView {
    /// Its number.
    pub id: u32,
    /// RFC 3339.
    pub at: String,
    /// `18:41` in the event's zone, with the day where it is not today.
    pub clock: String,
    /// What kind of list, `plain`.
    pub format: String,
    /// The list's file name.
    pub file: String,
    /// How many rows it had.
    pub rows: u32,
    /// New guests.
    pub added: u32,
    /// Guests whose row changed.
    pub updated: u32,
    /// Guests who were on it no more.
    pub gone: u32,
    /// It was taken back.
    pub undone: bool,
    /// It can be taken back: it is the newest of its list that stands.
    pub undoable: bool,
}

/// What taking an import back did.
#[derive(Clone, Debug, Serialize, Type)]
pub struct UndoneImport {
    /// Its number.
    pub import: u32,
    /// The list's file name.
    pub file: String,
    /// Guests whom it had added and who are off the list now.
    pub removed: u32,
    /// Of these, those who have a ticket or a badge of ours: they are marked as gone.
    pub marked: u32,
    /// Guests whom it had added and who stay: they came to the door, were edited here or
    /// merged, or a code was learnt for them.
    pub kept: u32,
    /// Guests who are again as they were.
    pub restored: u32,
}

/// A question of the organiser's.
#[derive(Clone, Debug, Serialize, Type)]
pub struct QuestionView {
    /// What it asks.
    pub title: String,
    /// The door shows the answer.
    pub shown: bool,
    /// The badge has the answer.
    pub on_badge: bool,
}
