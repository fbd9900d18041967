//! Why a whole list can't be taken in, for whoever says it in other words.

use lanyard_exchange::list::{ListError, OtherFile};
use serde::Serialize;
use specta::Type;

use crate::DeskError;

/// Why a list can't be taken in at all.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ListTrouble {
    /// There is no such file.
    Missing {
        /// The file.
        file: String,
    },
    /// It is a folder.
    IsFolder {
        /// The folder.
        file: String,
    },
    /// Nobody may read it.
    NoPermission {
        /// The file.
        file: String,
    },
    /// It has nothing in it.
    Empty {
        /// The file.
        file: String,
    },
    /// It is a web page.
    WebPage {
        /// The file.
        file: String,
    },
    /// It is something else that is no list.
    OtherFile {
        /// The file.
        file: String,
        /// What it is.
        what: OtherKind,
    },
    /// It is a workbook of the old kind, or has a password.
    OldWorkbook {
        /// The file.
        file: String,
    },
    /// It has a password.
    Password {
        /// The file.
        file: String,
    },
    /// It is damaged or was cut off.
    Damaged {
        /// The file.
        file: String,
    },
    /// It holds more than a workbook of a list may.
    TooBig {
        /// The file.
        file: String,
    },
    /// More came through a pipe than can be held.
    LongPipe {
        /// The pipe.
        file: String,
    },
    /// It has too many columns.
    TooManyColumns {
        /// The file.
        file: String,
        /// How many it may have.
        most: u32,
    },
    /// A row is too long; mostly a quotation mark is never closed.
    LongRow {
        /// Its line.
        line: u32,
    },
    /// A quotation mark is not closed, and rows would be lost in its cell.
    OpenQuote {
        /// Its line.
        line: u32,
    },
    /// No column is known to hold the name.
    NoName {
        /// The columns there are.
        have: String,
    },
    /// Something was said of a column that is not there.
    NoSuchColumn {
        /// The column.
        column: String,
        /// Those that are there.
        have: String,
    },
    /// Two columns were said to be one thing.
    MappedTwice {
        /// The field's word.
        place: String,
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// One column was said to be two things.
    ColumnTwice {
        /// The column.
        column: String,
        /// The word of one place.
        first: String,
        /// That of the other.
        second: String,
    },
    /// Two columns claim to be one thing.
    TwoColumns {
        /// The field's word.
        place: String,
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// The disk has trouble with it.
    Unreadable {
        /// The file.
        file: String,
        /// In the system's words.
        error: String,
    },
    /// So many guests are not on it any more that somebody has to say whether they are gone.
    ManyGone {
        /// How many.
        gone: u32,
        /// Of how many.
        of: u32,
    },
    /// It has columns, and no row below them.
    NoGuests {
        /// The file.
        file: String,
    },
    /// It was written to while it was read.
    Changed,
}

/// What is picked in the place of a list by mistake.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum OtherKind {
    Pdf,
    Picture,
    Document,
    Slides,
    Numbers,
    Archive,
    Event,
    Xml,
    Binary,
}

impl ListTrouble {
    /// What of an error is about a list.
    pub(crate) fn of(error: &DeskError) -> Option<Self> {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Some(match error {
            DeskError::List(error) => error.into(),
            DeskError::ManyGone { gone, of } => Self::ManyGone {
                gone: number(*gone),
                of: *of,
            },
            DeskError::NoGuests(path) => Self::NoGuests {
                file: path.display().to_string(),
            },
            DeskError::ListChanged => Self::Changed,
            _ => return None,
        })
    }
}

impl From<&ListError> for ListTrouble {
    fn from(error: &ListError) -> Self {
        let file = |path: &std::path::Path| path.display().to_string();
        match error {
            ListError::Missing(path) => Self::Missing { file: file(path) },
            ListError::IsFolder(path) => Self::IsFolder { file: file(path) },
            ListError::NoPermission(path) => Self::NoPermission { file: file(path) },
            ListError::Empty(path) => Self::Empty { file: file(path) },
            ListError::WebPage(path) => Self::WebPage { file: file(path) },
            ListError::OtherFile { path, kind } => Self::OtherFile {
                file: file(path),
                what: (*kind).into(),
            },
            ListError::OldWorkbook(path) => Self::OldWorkbook { file: file(path) },
            ListError::Password(path) => Self::Password { file: file(path) },
            ListError::Damaged(path) => Self::Damaged { file: file(path) },
            ListError::TooBig(path) => Self::TooBig { file: file(path) },
            ListError::LongPipe(path) => Self::LongPipe { file: file(path) },
            ListError::TooManyColumns(path) => Self::TooManyColumns {
                file: file(path),
                most: u32::try_from(lanyard_exchange::list::MOST_COLUMNS).unwrap_or(u32::MAX),
            },
            ListError::LongRow { line } => Self::LongRow {
                line: u32::try_from(*line).unwrap_or(u32::MAX),
            },
            ListError::OpenQuote { line } => Self::OpenQuote {
                line: u32::try_from(*line).unwrap_or(u32::MAX),
            },
            ListError::NoName { have } => Self::NoName { have: have.clone() },
            ListError::NoSuchColumn { column, have } => Self::NoSuchColumn {
                column: column.clone(),
                have: have.clone(),
            },
            ListError::MappedTwice {
                field,
                first,
                second,
            } => Self::MappedTwice {
                place: field.word().to_owned(),
                first: first.clone(),
                second: second.clone(),
            },
            ListError::ColumnTwice {
                column,
                first,
                second,
            } => Self::ColumnTwice {
                column: column.clone(),
                first: first.word().to_owned(),
                second: second.word().to_owned(),
            },
            ListError::TwoColumns {
                field,
                first,
                second,
            } => Self::TwoColumns {
                place: field.word().to_owned(),
                first: first.clone(),
                second: second.clone(),
            },
            ListError::Disk { path, error } => Self::Unreadable {
                file: file(path),
                error: error.to_string(),
            },
        }
    }
}

impl From<OtherFile> for OtherKind {
    fn from(kind: OtherFile) -> Self {
        match kind {
            OtherFile::Pdf => Self::Pdf,
            OtherFile::Picture => Self::Picture,
            OtherFile::Document => Self::Document,
            OtherFile::Slides => Self::Slides,
            OtherFile::Numbers => Self::Numbers,
            OtherFile::Archive => Self::Archive,
            OtherFile::Event => Self::Event,
            OtherFile::Xml => Self::Xml,
            OtherFile::Binary => Self::Binary,
        }
    }
}
