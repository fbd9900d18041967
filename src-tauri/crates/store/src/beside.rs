//! The log that SQLite keeps beside a file (`-wal`), and that outlives it where the file alone is
//! deleted, renamed or replaced after a crash. SQLite reads such a log into whatever file has the
//! name by then (“How To Corrupt An SQLite Database File”, section 1.4).

use std::{
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use crate::{Result, StoreError, held::is_held};

/// Larger files are not read as a whole before they are opened.
const MOST_READ: u64 = 64 << 20;

/// What a path in an address can't have as it is.
const IN_ADDRESS: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');

/// The log beside a file.
pub(crate) fn log_of(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

/// Looks that no log lies where a new file is to be.
///
/// # Errors
/// [`StoreError::LogLeft`]
pub(crate) fn nothing_left(path: &Path) -> Result<()> {
    match is_empty(&log_of(path)) {
        true => Ok(()),
        false => Err(StoreError::LogLeft(log_of(path))),
    }
}

/// Looks that the log beside a file is its own, before SQLite takes it for that.
///
/// # Errors
/// [`StoreError::OtherLog`]
pub(crate) fn is_own(path: &Path) -> Result<()> {
    let log = log_of(path);
    if is_held(path) || is_empty(&log) {
        return Ok(());
    }
    // What is wrong with the file, or with its folder, is said when it is opened.
    let (Ok(alone), Ok(with_log)) = (alone(path), with_log(path)) else {
        return Ok(());
    };
    let id = |conn: &Connection| {
        conn.query_row("SELECT id FROM event", [], |row| row.get::<_, Vec<u8>>(0))
    };
    let is_well = |conn: &Connection| {
        let found = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        found.is_ok_and(|found| found == "ok")
    };
    let (of_file, of_both) = (id(&alone), id(&with_log));
    let Ok(of_file) = of_file else {
        return Ok(());
    };
    let same_event = match of_both {
        Ok(of_both) => of_both == of_file,
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::CannotOpen) => return Ok(()),
        Err(_) => false,
    };
    let fits = || is_well(&with_log) || !is_well(&alone);
    match same_event && (!was_replaced(path, &log) || fits()) {
        true => Ok(()),
        false => Err(StoreError::OtherLog {
            path: path.to_owned(),
            log,
        }),
    }
}

fn is_empty(log: &Path) -> bool {
    log.metadata()
        .map_or(true, |meta| !meta.is_file() || meta.len() == 0)
}

/// Whether the file was written to after its log, as where a backup was put in its place, and can
/// be read as a whole in no time.
fn was_replaced(path: &Path, log: &Path) -> bool {
    let changed = |path: &Path| {
        path.metadata()
            .map(|meta| (meta.ctime(), meta.ctime_nsec()))
    };
    let small = path.metadata().is_ok_and(|meta| meta.len() <= MOST_READ);
    small && matches!((changed(path), changed(log)), (Ok(file), Ok(log)) if file > log)
}

/// The file as it is without its log.
fn alone(path: &Path) -> rusqlite::Result<Connection> {
    let name = path.to_string_lossy();
    let address = format!(
        "file:{}?immutable=1",
        utf8_percent_encode(&name, IN_ADDRESS)
    );
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

/// The file with its log, which nothing is moved out of when this is closed.
fn with_log(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(conn)
}
