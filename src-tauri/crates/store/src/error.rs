use std::{io, path::PathBuf};

use rusqlite::ErrorCode;

/// Why the event file could not be used; one variant for every different thing to do about it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No file of that name.
    #[error("there is no file {}; make one with “lanyard new”", .0.display())]
    Missing(PathBuf),
    /// A folder.
    #[error("{} is a folder, not an event file", .0.display())]
    IsFolder(PathBuf),
    /// Some other file.
    #[error("{} is not an event file", .0.display())]
    NotAnEvent(PathBuf),
    /// Made by a newer Lanyard.
    #[error(
        "{} was made by a newer Lanyard (its schema is {found}, this one knows {known}); please update Lanyard", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema this program knows.
        known: u32,
    },
    /// The folder for a new file is not there.
    #[error("there is no folder {}; make it first", .0.display())]
    NoFolder(PathBuf),
    /// A file of that name is there already.
    #[error("{} is there already; choose another name", .0.display())]
    Exists(PathBuf),
    /// Where a new file is to be lies the log of one that was there.
    #[error(
        "{} is left of an event file that was there, and may hold check-ins: put that file back and open it, or move this one away", .0.display()
    )]
    LogLeft(PathBuf),
    /// The log beside the file is that of another one.
    #[error(
        "{} is left of a file that was in the place of {}, and would spoil it: move it away, then open the event again", log.display(), path.display()
    )]
    OtherLog {
        /// The file.
        path: PathBuf,
        /// The log.
        log: PathBuf,
    },
    /// The folder or file may not be read or written.
    #[error("no permission for {}; choose another folder or change its permissions", .0.display())]
    NoPermission(PathBuf),
    /// The file was taken away, or another put in its place, while it was open.
    #[error(
        "the event file is no longer at {}: what is written now would be lost. Put it back there, or close this and open it where it is", .0.display()
    )]
    TakenAway(PathBuf),
    /// The file may be read but not written.
    #[error("the event file is read-only; copy it to a folder that can be written")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full; make room and try again")]
    DiskFull,
    /// Another program holds the file.
    #[error("another program is holding the event file; close it and try again")]
    Busy,
    /// The content is not what SQLite or Lanyard wrote.
    #[error("the event file is damaged ({0}); go back to a backup")]
    Damaged(String),
    /// A row breaks a rule of the schema.
    #[error("the event file refused the change: {0}")]
    Refused(String),
    /// The disk failed.
    #[error("the disk could not be read or written: {0}")]
    Disk(io::Error),
    /// Anything else that SQLite says.
    #[error("the event file could not be used: {0}")]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    pub(crate) fn io(path: &std::path::Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(path.to_owned()),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::NoPermission(path.to_owned())
            }
            io::ErrorKind::AlreadyExists => Self::Exists(path.to_owned()),
            io::ErrorKind::IsADirectory => Self::IsFolder(path.to_owned()),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Disk(error),
        }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // A write-ahead log's index that can't grow: the disk is full.
        const IOERR_SHMSIZE: i32 = 4874;
        let extended = error.sqlite_error().map(|error| error.extended_code);
        if extended == Some(IOERR_SHMSIZE) {
            return Self::DiskFull;
        }
        let code = error.sqlite_error_code();
        match code {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            Some(ErrorCode::ConstraintViolation) => Self::Refused(error.to_string()),
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                Self::Disk(io::Error::other(error.to_string()))
            }
            _ => Self::Sqlite(error),
        }
    }
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Damaged(other.to_string()),
        }
    }
}
