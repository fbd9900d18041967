//! Who asked to be forgotten: digests, by which their row of a list is known again and left out.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{all, get, timestamp};
use crate::Result;

/// Adds somebody by a digest of who a list said they were.
///
/// # Errors
/// The file can't be written.
pub fn add(conn: &Connection, digest: &[u8; 32], at: Timestamp) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO forgotten (digest, at) VALUES (?, ?)")?
        .execute(params![digest, at.as_microsecond()])?;
    Ok(())
}

/// All digests in ascending order, and when each was added.
///
/// # Errors
/// The file can't be read.
pub fn list(conn: &Connection) -> Result<Vec<([u8; 32], Timestamp)>> {
    let mut statement = conn.prepare_cached("SELECT digest, at FROM forgotten ORDER BY digest")?;
    all(statement.query([])?, |row| {
        Ok((get(row, "digest")?, timestamp(get(row, "at")?)?))
    })
}
