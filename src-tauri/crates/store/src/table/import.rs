//! The lists that were imported.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::timestamp;
use crate::Result;

/// An imported list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// When.
    pub at: Timestamp,
    /// What kind of list, `plain`.
    pub format: String,
    /// How many rows it had.
    pub rows: u64,
}

/// Notes an import, before its rows; gives its number.
///
/// # Errors
/// The file can't be written.
pub fn insert(conn: &Connection, import: &Import) -> Result<i64> {
    conn.execute(
        "INSERT INTO import (at, format, rows, added, updated) VALUES (?, ?, ?, 0, 0)",
        params![import.at.as_microsecond(), import.format, import.rows],
    )?;
    Ok(conn.last_insert_rowid())
}

/// Notes what an import did.
///
/// # Errors
/// The file can't be written.
pub fn finish(conn: &Connection, id: i64, [rows, added, updated]: [u64; 3]) -> Result<()> {
    conn.execute(
        "UPDATE import SET rows = ?, added = ?, updated = ? WHERE id = ?",
        params![rows, added, updated, id],
    )?;
    Ok(())
}

/// When the list was last imported.
///
/// # Errors
/// The file can't be read.
pub fn latest(conn: &Connection) -> Result<Option<Timestamp>> {
    conn.prepare_cached("SELECT at FROM import ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?
        .map(timestamp)
        .transpose()
}
