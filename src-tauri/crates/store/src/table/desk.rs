//! The desks that have written this file's log, each life of them by its number.

use jiff::Timestamp;
use lanyard_event::DeskId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

/// A life of a desk's log in this file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// The number under which the log's rows name it.
    pub number: i64,
    /// The desk.
    pub desk: DeskId,
    /// Which life, from 1.
    pub incarnation: u32,
}

/// The latest life of a desk.
///
/// # Errors
/// The file can't be read.
pub fn latest(conn: &Connection, desk: DeskId) -> Result<Option<Life>> {
    Ok(conn
        .prepare_cached(
            "SELECT number, incarnation FROM desk WHERE id = ? ORDER BY incarnation DESC LIMIT 1",
        )?
        .query_row([desk.to_bytes()], |row| {
            Ok(Life {
                number: row.get(0)?,
                desk,
                incarnation: row.get(1)?,
            })
        })
        .optional()?)
}

/// Begins a new life of a desk.
///
/// # Errors
/// The file can't be written.
pub fn begin(conn: &Connection, desk: DeskId, name: &str, at: Timestamp) -> Result<Life> {
    let incarnation = latest(conn, desk)?.map_or(1, |life| life.incarnation + 1);
    conn.execute(
        "INSERT INTO desk (id, incarnation, name, opened_at) VALUES (?, ?, ?, ?)",
        params![desk.to_bytes(), incarnation, name, at.as_microsecond()],
    )?;
    Ok(Life {
        number: conn.last_insert_rowid(),
        desk,
        incarnation,
    })
}
