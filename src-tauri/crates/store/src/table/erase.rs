//! Personal data, taken out. The log and the tickets stay, so that the numbers do; whose they
//! were can't be told any more.

use lanyard_event::AttendeeId;
use rusqlite::{Connection, params};

use super::count;
use crate::Result;

/// The name that stands where one was erased.
pub const ERASED: &str = "Erased guest";

/// Everybody; gives how many guests.
///
/// # Errors
/// The file can't be written.
pub fn everybody(conn: &Connection) -> Result<u32> {
    let guests = conn.execute(
        "UPDATE attendee SET name = ?, email = '', company = '', role = '', note = '',
           attention = '', source = 'erased', source_key = hex(id), list_digest = x'',
           orders = NULL
         WHERE source <> 'erased'",
        [ERASED],
    )?;
    conn.execute_batch(
        "DELETE FROM answer;
         DELETE FROM question;
         DELETE FROM orders;
         DELETE FROM log_text;
         DELETE FROM substituted;
         UPDATE ticket SET foreign_code = NULL;",
    )?;
    super::mail::erase_all(conn)?;
    Ok(count(guests))
}

/// One guest; gives whether there was anything to erase.
///
/// # Errors
/// The file can't be written.
pub fn guest(conn: &Connection, id: AttendeeId) -> Result<bool> {
    super::mail::erase(conn, id)?;
    let id = id.to_bytes();
    let changed = conn.execute(
        "UPDATE attendee SET name = ?, email = '', company = '', role = '', note = '',
           attention = '', source = 'erased', source_key = hex(id), list_digest = x'',
           orders = NULL
         WHERE id = ? AND source <> 'erased'",
        params![ERASED, id],
    )?;
    for sql in [
        "DELETE FROM answer WHERE attendee = ?",
        "DELETE FROM log_text WHERE row IN (SELECT row FROM log WHERE attendee = ?)",
        "DELETE FROM substituted WHERE row IN (SELECT row FROM log WHERE attendee = ?)",
        "UPDATE ticket SET foreign_code = NULL WHERE attendee = ?",
    ] {
        conn.execute(sql, [id])?;
    }
    conn.execute(
        "DELETE FROM orders WHERE id NOT IN (SELECT orders FROM attendee WHERE orders IS NOT NULL)",
        [],
    )?;
    Ok(changed > 0)
}
