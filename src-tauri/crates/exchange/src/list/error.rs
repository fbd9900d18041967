use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use super::{Field, Place, file::MOST_PIPED};

/// Why a list can't be read at all.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum ListError {
    #[error("there is no file {}", .0.display())]
    Missing(PathBuf),
    #[error("{} is a folder; name the list in it", .0.display())]
    IsFolder(PathBuf),
    #[error("no permission to read {}", .0.display())]
    NoPermission(PathBuf),
    #[error("{} is empty", .0.display())]
    Empty(PathBuf),
    #[error(
        "{} is a web page, or a table saved as one, and not a list: sign in where it comes from and \
         export it as CSV or as an Excel workbook (.xlsx), or open it and save it as one", .0.display()
    )]
    WebPage(PathBuf),
    #[error("{} is {kind}, not a list: export the list as CSV or as an Excel workbook (.xlsx)", .path.display())]
    OtherFile { path: PathBuf, kind: OtherFile },
    #[error(
        "{} is an Excel workbook of the old kind, or has a password: open it and save it as .xlsx without one", .0.display()
    )]
    OldWorkbook(PathBuf),
    #[error("{} has a password: open it and save it without one", .0.display())]
    Password(PathBuf),
    #[error("{} is damaged or was cut off: export or download it again", .0.display())]
    Damaged(PathBuf),
    #[error(
        "{} holds more than a workbook of a list may: save its one sheet as CSV, or split it", .0.display()
    )]
    TooBig(PathBuf),
    #[error("more than {} megabytes came through {}: save the list as a file and name that", MOST_PIPED >> 20, .0.display())]
    LongPipe(PathBuf),
    #[error("{} has more than {MOST_COLUMNS} columns: take out those that are not about the guests", .0.display())]
    TooManyColumns(PathBuf),
    #[error(
        "the row on line {line} is longer than a list's row can be: look for a quotation mark there that is never closed"
    )]
    LongRow { line: u64 },
    #[error(
        "a quotation mark on line {line} is not closed where its cell ends, so that the rows below \
         it would be lost: close it or take it out"
    )]
    OpenQuote { line: u64 },
    #[error("no column is known to hold the name; it has {have}. Say which column does")]
    NoName { have: String },
    #[error("there is no column “{column}”; there is {have}")]
    NoSuchColumn { column: String, have: String },
    #[error(
        "the columns “{first}” and “{second}” are both to be the {}, which stands in one column \
         only. Choose the right one, and make the other a question or leave it out", .field.word()
    )]
    MappedTwice {
        field: Field,
        first: String,
        second: String,
    },
    #[error(
        "the column “{column}” is to be the {} and the {}. Say one of the two", .first.word(), .second.word()
    )]
    ColumnTwice {
        column: String,
        first: Place,
        second: Place,
    },
    #[error(
        "two columns claim to be the {}: “{first}” and “{second}”. Say which is", .field.word()
    )]
    TwoColumns {
        field: Field,
        first: String,
        second: String,
    },
    #[error("{} could not be read: {error}", path.display())]
    Disk { path: PathBuf, error: io::Error },
}

/// How many columns a list has at most.
pub const MOST_COLUMNS: usize = 1000;

/// What is picked in the place of a list by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum OtherFile {
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

impl fmt::Display for OtherFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "a PDF",
            Self::Picture => "a picture",
            Self::Document => "a text document",
            Self::Slides => "a presentation",
            Self::Numbers => "a Numbers document",
            Self::Archive => "a ZIP archive",
            Self::Event => "an event file or another database",
            Self::Xml => "an XML file",
            Self::Binary => "no text and no workbook",
        })
    }
}

impl ListError {
    pub(super) fn disk(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(path),
            io::ErrorKind::PermissionDenied => Self::NoPermission(path),
            _ => Self::Disk { path, error },
        }
    }

    /// The field for which a mapping would help.
    pub fn asks_for(&self) -> Option<Field> {
        match self {
            Self::NoName { .. } => Some(Field::Name),
            Self::TwoColumns { field, .. } => Some(*field),
            _ => None,
        }
    }

    /// Whether it is the disk's fault, not the list's.
    pub fn is_disk(&self) -> bool {
        matches!(
            self,
            Self::Missing(_) | Self::NoPermission(_) | Self::Disk { .. }
        )
    }
}
