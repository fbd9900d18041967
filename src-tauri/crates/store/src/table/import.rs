//! The lists that were imported.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{all, first, get, number, timestamp};
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

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub struct Done {
    pub rows: u32,
    pub added: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub gone: u32,
}

/// Notes what an import did, from which file and list.
///
/// # Errors
/// The file can't be written.
pub fn finish(conn: &Connection, id: i64, file: &str, list: i64, done: Done) -> Result<()> {
    conn.execute(
        "UPDATE import SET file = ?, list = ?, rows = ?, added = ?, updated = ?, unchanged = ?,
           gone = ?
         WHERE id = ?",
        params![
            file,
            list,
            done.rows,
            done.added,
            done.updated,
            done.unchanged,
            done.gone,
            id
        ],
    )?;
    Ok(())
}

/// An import as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// What kind of list, `plain`.
    pub format: String,
    /// The list's file name; empty where nobody noted it.
    pub file: String,
    /// The list, as far as imports of it follow on each other.
    pub list: Option<i64>,
    /// What it did.
    pub done: Done,
    /// When it was taken back.
    pub undone_at: Option<Timestamp>,
}

/// All imports, newest first.
///
/// # Errors
/// The file can't be read.
pub fn list(conn: &Connection) -> Result<Vec<Remembered>> {
    let mut statement = conn.prepare_cached("SELECT * FROM import ORDER BY id DESC")?;
    all(statement.query([])?, read)
}

/// The import of this number.
///
/// # Errors
/// The file can't be read.
pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Remembered>> {
    let mut statement = conn.prepare_cached("SELECT * FROM import WHERE id = ?")?;
    first(statement.query([id])?, read)
}

/// Notes that an import was taken back.
///
/// # Errors
/// The file can't be written.
pub fn set_undone(conn: &Connection, id: i64, at: Timestamp) -> Result<()> {
    conn.execute(
        "UPDATE import SET undone_at = ? WHERE id = ?",
        params![at.as_microsecond(), id],
    )?;
    Ok(())
}

/// When a list was last imported, and not taken back.
///
/// # Errors
/// The file can't be read.
pub fn latest(conn: &Connection) -> Result<Option<Timestamp>> {
    conn.prepare_cached("SELECT at FROM import WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?
        .map(timestamp)
        .transpose()
}

/// The number of the list of this source and mark, if one was imported.
///
/// # Errors
/// The file can't be read.
pub fn list_of(conn: &Connection, source: &str, mark: &str) -> Result<Option<i64>> {
    Ok(conn
        .prepare_cached("SELECT id FROM list WHERE source = ? AND mark = ?")?
        .query_row([source, mark], |row| row.get(0))
        .optional()?)
}

/// What tells a list from others of its source.
///
/// # Errors
/// The file can't be read.
pub fn mark_of(conn: &Connection, list: i64) -> Result<Option<String>> {
    Ok(conn
        .prepare_cached("SELECT mark FROM list WHERE id = ?")?
        .query_row([list], |row| row.get(0))
        .optional()?)
}

/// Sets what tells a list from others of its source.
///
/// # Errors
/// [`crate::StoreError::Refused`] where another list has it; the file can't be written.
pub fn set_mark(conn: &Connection, list: i64, mark: &str) -> Result<()> {
    conn.execute("UPDATE list SET mark = ? WHERE id = ?", params![mark, list])?;
    Ok(())
}

/// The lists of this source and mark, in the order in which they came: the second of one mark has
/// `#2` behind it.
///
/// # Errors
/// The file can't be read.
pub fn lists_like(conn: &Connection, source: &str, mark: &str) -> Result<Vec<(i64, String)>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, mark FROM list
         WHERE source = ?1 AND (mark = ?2 OR substr(mark, 1, length(?2) + 1) = ?2 || '#')
         ORDER BY id",
    )?;
    all(statement.query([source, mark])?, |row| {
        Ok((get(row, "id")?, get(row, "mark")?))
    })
}

/// All lists of this source, with their marks, in the order in which they came.
///
/// # Errors
/// The file can't be read.
pub fn lists_of(conn: &Connection, source: &str) -> Result<Vec<(i64, String)>> {
    let mut statement =
        conn.prepare_cached("SELECT id, mark FROM list WHERE source = ? ORDER BY id")?;
    all(statement.query([source])?, |row| {
        Ok((get(row, "id")?, get(row, "mark")?))
    })
}

/// The number of the list of this source and mark; where there is none yet, it is added.
///
/// # Errors
/// The file can't be written.
pub fn list_for(conn: &Connection, source: &str, mark: &str) -> Result<i64> {
    conn.execute(
        "INSERT OR IGNORE INTO list (source, mark) VALUES (?, ?)",
        [source, mark],
    )?;
    Ok(list_of(conn, source, mark)?.unwrap_or_default())
}

fn read(row: &Row<'_>) -> Result<Remembered> {
    let undone: Option<i64> = get(row, "undone_at")?;
    Ok(Remembered {
        id: get(row, "id")?,
        at: timestamp(get(row, "at")?)?,
        format: get(row, "format")?,
        file: get(row, "file")?,
        list: get(row, "list")?,
        done: Done {
            rows: number(row, "rows")?,
            added: number(row, "added")?,
            updated: number(row, "updated")?,
            unchanged: number(row, "unchanged")?,
            gone: number(row, "gone")?,
        },
        undone_at: undone.map(timestamp).transpose()?,
    })
}
