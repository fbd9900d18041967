use std::{
    io,
    path::{Path, PathBuf},
};

use super::Field;

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
    #[error("{} is not a CSV file; export or save the list as CSV (UTF-8)", .0.display())]
    NotCsv(PathBuf),
    #[error("line {line} is not UTF-8; save the list as “CSV UTF-8”")]
    NotUtf8 { line: u64 },
    #[error("no column is known to hold the name; it has {have}. Say which column does")]
    NoName { have: String },
    #[error("there is no column “{column}”; there is {have}")]
    NoSuchColumn { column: String, have: String },
    #[error(
        "two columns are to be the {}: “{first}” and “{second}”; one is enough", .field.word()
    )]
    MappedTwice {
        field: Field,
        first: String,
        second: String,
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
        match self {
            Self::Missing(_) | Self::NoPermission(_) | Self::Disk { .. } => true,
            Self::IsFolder(_)
            | Self::Empty(_)
            | Self::NotCsv(_)
            | Self::NotUtf8 { .. }
            | Self::NoName { .. }
            | Self::NoSuchColumn { .. }
            | Self::MappedTwice { .. }
            | Self::TwoColumns { .. } => false,
        }
    }
}
