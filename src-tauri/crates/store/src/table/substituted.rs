//! Who stood on the list before somebody came in their place.

use lanyard_event::Attendee;
use rusqlite::{Connection, Row, params};

use super::{first, get};
use crate::Result;

/// What is kept of someone in whose place somebody came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of `Attendee`")]
pub struct Substituted {
    pub name: String,
    pub email: String,
    pub company: String,
    pub role: String,
    pub note: String,
}

impl Substituted {
    /// Gives `attendee` back who they were.
    pub fn restore(self, attendee: &mut Attendee) {
        attendee.name = self.name;
        attendee.email = self.email;
        attendee.company = self.company;
        attendee.role = self.role;
        attendee.note = self.note;
    }
}

/// Keeps who `before` was, beside the row of the log in which somebody came in their place.
///
/// # Errors
/// The file can't be written.
pub fn insert(conn: &Connection, row: i64, before: &Attendee) -> Result<()> {
    conn.prepare_cached("INSERT INTO substituted VALUES (?, ?, ?, ?, ?, ?)")?
        .execute(params![
            row,
            before.name,
            before.email,
            before.company,
            before.role,
            before.note
        ])?;
    Ok(())
}

/// Who was there before this row of the log.
///
/// # Errors
/// The file can't be read.
pub fn by_row(conn: &Connection, row: i64) -> Result<Option<Substituted>> {
    let mut statement = conn.prepare_cached("SELECT * FROM substituted WHERE row = ?")?;
    first(statement.query([row])?, read)
}

fn read(row: &Row<'_>) -> Result<Substituted> {
    Ok(Substituted {
        name: get(row, "name")?,
        email: get(row, "email")?,
        company: get(row, "company")?,
        role: get(row, "role")?,
        note: get(row, "note")?,
    })
}
