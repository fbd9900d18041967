//! Personal data, taken out. The log and the tickets stay, so that the numbers do; whose they
//! were can't be told any more.

use lanyard_event::AttendeeId;
use rusqlite::{Connection, params};

use super::{before, count, mail};
use crate::Result;

/// The name that stands where one was erased.
pub const ERASED: &str = "Erased guest";

/// What is set of a guest who is erased; `?1` is [`ERASED`]. How many were taken in at the door is
/// a number that stays.
macro_rules! erase_attendee {
    ($whose:literal) => {
        concat!(
            "UPDATE attendee SET name = ?1, email = '', company = '', role = '', note = '',
               attention = '', answers = '', flagged = '',
               source = iif(source = 'desk', 'erased_desk', 'erased'), source_key = id,
               list = NULL, list_digest = x'', orders = NULL
             WHERE source NOT IN ('erased', 'erased_desk')",
            $whose
        )
    };
}

/// Everybody; gives how many guests.
///
/// # Errors
/// The file can't be written.
pub fn everybody(conn: &Connection) -> Result<u32> {
    let guests = conn.execute(erase_attendee!(""), [ERASED])?;
    conn.execute_batch(
        "DELETE FROM question;
         DELETE FROM orders;
         DELETE FROM log_text;
         DELETE FROM substituted;
         DELETE FROM foreign_code;",
    )?;
    before::forget(conn, None)?;
    mail::erase_all(conn)?;
    Ok(count(guests))
}

/// How many guests there are whose data is not erased.
///
/// # Errors
/// The file can't be read.
pub fn named(conn: &Connection) -> Result<u64> {
    let sql = "SELECT count(*) FROM attendee WHERE source NOT IN ('erased', 'erased_desk')";
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

/// One guest; gives whether there was anything to erase.
///
/// # Errors
/// The file can't be written.
pub fn guest(conn: &Connection, id: AttendeeId) -> Result<bool> {
    let key = id.to_bytes();
    let changed = conn.execute(erase_attendee!(" AND id = ?2"), params![ERASED, key])?;
    mail::erase(conn, id)?;
    // What the log said of them before they were made one with another names who they were.
    for sql in [
        "DELETE FROM log_text WHERE row IN (SELECT row FROM log WHERE attendee = ?1
           OR attendee IN (SELECT was FROM alias WHERE attendee = ?1))",
        "DELETE FROM substituted WHERE row IN (SELECT row FROM log WHERE attendee = ?1
           OR attendee IN (SELECT was FROM alias WHERE attendee = ?1))",
        "DELETE FROM foreign_code WHERE ticket IN (SELECT id FROM ticket WHERE attendee = ?)",
    ] {
        conn.execute(sql, [key])?;
    }
    conn.execute(
        "DELETE FROM orders WHERE id NOT IN (SELECT orders FROM attendee WHERE orders IS NOT NULL)",
        [],
    )?;
    before::forget(conn, Some(id))?;
    Ok(changed > 0)
}
