//! Guests who look like one and are two, as a person said.

use lanyard_event::AttendeeId;
use rusqlite::{Connection, params};

use super::{all, get};
use crate::Result;

/// Keeps that two guests are two.
///
/// # Errors
/// The file can't be written.
pub fn insert(conn: &Connection, one: AttendeeId, other: AttendeeId) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO apart VALUES (min(?1, ?2), max(?1, ?2))")?
        .execute([one.to_bytes(), other.to_bytes()])?;
    Ok(())
}

/// All pairs, the smaller id first.
///
/// # Errors
/// The file can't be read.
pub fn list(conn: &Connection) -> Result<Vec<(AttendeeId, AttendeeId)>> {
    let mut statement = conn.prepare_cached("SELECT one, other FROM apart ORDER BY one, other")?;
    all(statement.query([])?, |row| {
        Ok((
            AttendeeId::from_bytes(get(row, "one")?),
            AttendeeId::from_bytes(get(row, "other")?),
        ))
    })
}

/// `other` is `keep` from now on: that the two were two is over, and whoever was another than
/// `other` is another than `keep`.
///
/// # Errors
/// The file can't be written.
pub fn merge(conn: &Connection, keep: AttendeeId, other: AttendeeId) -> Result<()> {
    let ids = params![keep.to_bytes(), other.to_bytes()];
    conn.execute(
        "INSERT OR IGNORE INTO apart
         SELECT min(?1, third), max(?1, third) FROM (
           SELECT CASE one WHEN ?2 THEN other ELSE one END AS third
           FROM apart WHERE ?2 IN (one, other))
         WHERE third <> ?1",
        ids,
    )?;
    conn.execute(
        "DELETE FROM apart WHERE ?1 IN (one, other)",
        [other.to_bytes()],
    )?;
    Ok(())
}
