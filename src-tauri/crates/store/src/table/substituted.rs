//! Who stood on the list before somebody came in their place.

use lanyard_event::Attendee;
use rusqlite::{Connection, Row, params};

use super::{answer, first, get};
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
    /// Packed, as [`answer::unpack`] reads them; `None` where older files kept none.
    pub answers: Option<String>,
}

impl Substituted {
    /// What is to be kept of a guest.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of(conn: &Connection, guest: &Attendee) -> Result<Self> {
        Ok(Self {
            name: guest.name.clone(),
            email: guest.email.clone(),
            company: guest.company.clone(),
            role: guest.role.clone(),
            note: guest.note.clone(),
            answers: Some(answer::packed(conn, guest.id)?),
        })
    }

    /// Gives `attendee` back who they were.
    pub fn restore(self, attendee: &mut Attendee) {
        attendee.name = self.name;
        attendee.email = self.email;
        attendee.company = self.company;
        attendee.role = self.role;
        attendee.note = self.note;
    }
}

/// Keeps who was there `before`, beside the row of the log in which somebody came in their place.
///
/// # Errors
/// The file can't be written.
pub fn insert(conn: &Connection, row: i64, before: &Substituted) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO substituted (row, name, email, company, role, note, answers)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        row,
        before.name,
        before.email,
        before.company,
        before.role,
        before.note,
        before.answers,
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
        answers: get(row, "answers")?,
    })
}
