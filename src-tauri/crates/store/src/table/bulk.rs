//! Many new guests at once.

use std::fmt::Write as _;

use jiff::Timestamp;
use lanyard_event::{AttendeeId, BadgeId, OrderId, Status, TicketId, TicketTypeId};
use rusqlite::{Connection, Statement, ToSql, params};

use crate::Result;

/// What all guests of an import have in common.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// The source, `plain`.
    pub source: &'static str,
    /// The number of the import.
    pub import: i64,
    /// The number of the list.
    pub list: i64,
}

/// A new guest with a ticket.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields are those of the tables")]
pub struct Guest<'a, A> {
    pub id: AttendeeId,
    pub key: &'a [u8; 16],
    pub digest: &'a [u8; 16],
    pub name: &'a str,
    pub email: &'a str,
    pub company: &'a str,
    pub role: &'a str,
    pub note: &'a str,
    pub attention: &'a str,
    pub status: Status,
    pub badge: BadgeId,
    pub order: Option<OrderId>,
    /// By the number of the question.
    pub answers: A,
    pub ticket: TicketId,
    pub ticket_type: TicketTypeId,
    pub admits: u16,
    /// In hundredths, and the currency.
    pub due: Option<(i64, &'a str)>,
    /// When the ticket was revoked by this import.
    pub revoked: Option<Timestamp>,
}

/// Adds guests one after the other; best in the order of their ids.
#[derive(Debug)]
pub struct Insert<'c> {
    conn: &'c Connection,
    attendee: Row<'c>,
    ticket: Row<'c>,
    code: Option<Statement<'c>>,
    import: i64,
    answers: String,
}

impl<'c> Insert<'c> {
    /// Makes ready for the guests of an import.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn new(conn: &'c Connection, said: Said) -> Result<Self> {
        let Said {
            source,
            import,
            list,
        } = said;
        let attendee = conn.prepare(&format!(
            "INSERT INTO attendee (id, source_key, list_digest, name, email, company, role, status,
               note, badge, orders, attention, answers, source, list, import, flagged, edited)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{source}', {list}, {import}, '', 0)"
        ))?;
        let ticket = conn.prepare(
            "INSERT INTO ticket (id, attendee, ticket_type, admits, due_hundredths, due_currency,
               revoked_at, revoked_by)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        Ok(Self {
            conn,
            attendee: Row::new(attendee),
            ticket: Row::new(ticket),
            code: None,
            import,
            answers: String::new(),
        })
    }

    /// Adds a guest.
    ///
    /// # Errors
    /// [`crate::StoreError::Refused`] where an id is taken; the file can't be written.
    pub fn add<'a>(
        &mut self,
        guest: &Guest<'_, impl Iterator<Item = (i64, &'a str)> + Clone>,
    ) -> Result<()> {
        self.answers.clear();
        for (question, text) in guest.answers.clone() {
            if !text.is_empty() {
                let _ = write!(self.answers, "{question}\u{1F}{text}\u{1E}");
            }
        }
        let id = guest.id.to_bytes();
        let row = &mut self.attendee;
        row.set(1, id)?;
        row.set(2, guest.key)?;
        row.set(3, guest.digest)?;
        row.text(4, guest.name)?;
        row.text(5, guest.email)?;
        row.text(6, guest.company)?;
        row.text(7, guest.role)?;
        row.text(8, guest.status.word())?;
        row.text(9, guest.note)?;
        row.set(10, guest.badge.0.cast_signed())?;
        row.some(11, guest.order.map(OrderId::to_bytes))?;
        row.text(12, guest.attention)?;
        row.text(13, &self.answers)?;
        row.statement.raw_execute()?;
        let row = &mut self.ticket;
        row.set(1, guest.ticket.0.cast_signed())?;
        row.set(2, id)?;
        row.set(3, guest.ticket_type.0)?;
        row.set(4, guest.admits)?;
        row.some(5, guest.due.map(|(hundredths, _)| hundredths))?;
        row.some(6, guest.due.map(|(_, currency)| currency))?;
        row.some(7, guest.revoked.map(Timestamp::as_microsecond))?;
        row.some(8, guest.revoked.map(|_| self.import))?;
        row.statement.raw_execute()?;
        Ok(())
    }

    /// Adds a code that somebody else printed on a ticket; it stands in the file after
    /// [`Insert::finish`].
    ///
    /// # Errors
    /// The file can't be written.
    pub fn add_code(&mut self, code: &str, ticket: TicketId) -> Result<()> {
        let statement = match &mut self.code {
            Some(statement) => statement,
            none => {
                self.conn.execute_batch(
                    "DROP TABLE IF EXISTS temp.new_code;
                     CREATE TEMP TABLE new_code (code TEXT NOT NULL, ticket INTEGER NOT NULL)",
                )?;
                none.insert(
                    self.conn
                        .prepare("INSERT INTO temp.new_code VALUES (?, ?)")?,
                )
            }
        };
        statement.execute(params![code, ticket.0.cast_signed()])?;
        Ok(())
    }

    /// Takes guests out again whom the list has twice, and writes the codes of the others.
    ///
    /// # Errors
    /// [`crate::StoreError::Refused`] where a code is another ticket's; the file can't be written.
    pub fn finish(self, twice: impl Iterator<Item = AttendeeId>) -> Result<()> {
        let Self { conn, code, .. } = self;
        for id in twice {
            conn.prepare_cached("DELETE FROM ticket WHERE attendee = ?")?
                .execute([id.to_bytes()])?;
            conn.prepare_cached("DELETE FROM attendee WHERE id = ?")?
                .execute([id.to_bytes()])?;
        }
        if code.is_some() {
            drop(code);
            // Sorted, so that the table is written from end to end.
            conn.execute_batch(
                "INSERT INTO foreign_code
                   SELECT code, ticket, NULL FROM temp.new_code
                   WHERE ticket IN (SELECT id FROM ticket) ORDER BY code;
                 DROP TABLE temp.new_code;",
            )?;
        }
        Ok(())
    }
}

/// A statement whose values stay from row to row: what is empty again need not be said again, and
/// in most lists most is.
#[derive(Debug)]
struct Row<'c> {
    statement: Statement<'c>,
    /// Which values are empty, a bit for each; in the beginning none is said at all.
    empty: u32,
    null: u32,
}

impl<'c> Row<'c> {
    fn new(statement: Statement<'c>) -> Self {
        Self {
            statement,
            empty: 0,
            null: u32::MAX,
        }
    }

    fn set(&mut self, at: usize, value: impl ToSql) -> Result<()> {
        Ok(self.statement.raw_bind_parameter(at, value)?)
    }

    fn text(&mut self, at: usize, text: &str) -> Result<()> {
        let bit = 1 << at;
        let was_empty = self.empty & bit != 0;
        if text.is_empty() {
            self.empty |= bit;
        } else {
            self.empty &= !bit;
        }
        if text.is_empty() && was_empty {
            return Ok(());
        }
        self.set(at, text)
    }

    fn some(&mut self, at: usize, value: Option<impl ToSql>) -> Result<()> {
        let bit = 1 << at;
        let was_null = self.null & bit != 0;
        if value.is_none() {
            self.null |= bit;
        } else {
            self.null &= !bit;
        }
        if value.is_none() && was_null {
            return Ok(());
        }
        self.set(at, value)
    }
}
