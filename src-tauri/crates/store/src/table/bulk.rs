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
    /// The codes that somebody else printed on the ticket.
    pub codes: &'a [String],
    pub ticket: TicketId,
    pub ticket_type: TicketTypeId,
    pub admits: u16,
    /// In hundredths, and the currency.
    pub due: Option<(i64, &'a str)>,
    /// When the ticket was revoked by this import.
    pub revoked: Option<Timestamp>,
}

/// So many guests go in with one statement: to begin and end one for each takes SQLite as long as
/// all else.
const AT_ONCE: usize = 64;

/// Adds guests one after the other; best in the order of their ids.
#[derive(Debug)]
pub struct Insert<'c> {
    conn: &'c Connection,
    /// For [`AT_ONCE`] guests each, and for one.
    many: Option<Rows<'c>>,
    one: Rows<'c>,
    code: Option<Statement<'c>>,
    said: Said,
    answers: String,
}

/// What adds some guests and their tickets.
#[derive(Debug)]
struct Rows<'c> {
    attendee: Values<'c>,
    ticket: Values<'c>,
}

impl<'c> Rows<'c> {
    fn new(conn: &'c Connection, said: Said, count: usize) -> Result<Self> {
        // Taking a half-done statement back would have SQLite keep a copy of every page that it
        // writes; here the whole transaction is taken back.
        let Said {
            source,
            import,
            list,
        } = said;
        let attendee = format!(
            "INSERT OR FAIL INTO attendee (id, source_key, list_digest, name, email, company, role, status,
               note, badge, orders, attention, answers, source, list, import, flagged, edited)
             VALUES {}",
            repeated(
                count,
                &format!(
                    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{source}', {list}, {import}, '', 0)"
                )
            )
        );
        let ticket = format!(
            "INSERT OR FAIL INTO ticket (id, attendee, ticket_type, admits, due_hundredths, due_currency,
               revoked_at, revoked_by)
             VALUES {}",
            repeated(count, "(?, ?, ?, ?, ?, ?, ?, ?)")
        );
        Ok(Self {
            attendee: Values::new(conn.prepare(&attendee)?, count * ATTENDEE_VALUES),
            ticket: Values::new(conn.prepare(&ticket)?, count * TICKET_VALUES),
        })
    }

    fn set<'a>(
        &mut self,
        nth: usize,
        guest: &Guest<'_, impl Iterator<Item = (i64, &'a str)> + Clone>,
        import: i64,
        answers: &mut String,
    ) -> Result<()> {
        answers.clear();
        for (question, text) in guest.answers.clone() {
            if !text.is_empty() {
                let _ = write!(answers, "{question}\u{1F}{text}\u{1E}");
            }
        }
        let id = guest.id.to_bytes();
        let (row, at) = (&mut self.attendee, nth * ATTENDEE_VALUES);
        row.set(at + 1, id)?;
        row.set(at + 2, guest.key)?;
        row.set(at + 3, guest.digest)?;
        row.text(at + 4, guest.name)?;
        row.text(at + 5, guest.email)?;
        row.text(at + 6, guest.company)?;
        row.text(at + 7, guest.role)?;
        row.text(at + 8, guest.status.word())?;
        row.text(at + 9, guest.note)?;
        row.set(at + 10, guest.badge.0.cast_signed())?;
        row.some(at + 11, guest.order.map(OrderId::to_bytes))?;
        row.text(at + 12, guest.attention)?;
        row.text(at + 13, answers)?;
        let (row, at) = (&mut self.ticket, nth * TICKET_VALUES);
        row.set(at + 1, guest.ticket.0.cast_signed())?;
        row.set(at + 2, id)?;
        row.set(at + 3, guest.ticket_type.0)?;
        row.set(at + 4, guest.admits)?;
        row.some(at + 5, guest.due.map(|(hundredths, _)| hundredths))?;
        row.some(at + 6, guest.due.map(|(_, currency)| currency))?;
        row.some(at + 7, guest.revoked.map(Timestamp::as_microsecond))?;
        row.some(at + 8, guest.revoked.map(|_| import))
    }

    fn insert(&mut self) -> Result<()> {
        self.attendee.statement.raw_execute()?;
        self.ticket.statement.raw_execute()?;
        Ok(())
    }
}

/// How many values a guest has in [`Rows`], and a ticket.
const ATTENDEE_VALUES: usize = 13;
const TICKET_VALUES: usize = 8;

fn repeated(count: usize, row: &str) -> String {
    vec![row; count].join(",")
}

impl<'c> Insert<'c> {
    /// Makes ready for the guests of an import.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn new(conn: &'c Connection, said: Said) -> Result<Self> {
        Ok(Self {
            conn,
            many: None,
            one: Rows::new(conn, said, 1)?,
            code: None,
            said,
            answers: String::new(),
        })
    }

    /// Adds guests. Where this fails, some of them may be in the file: the whole transaction has
    /// to be taken back. Their codes stand in the file after [`Insert::finish`].
    ///
    /// # Errors
    /// [`crate::StoreError::Refused`] where an id is taken; the file can't be written.
    pub fn add<'a, A>(&mut self, guests: &[Guest<'_, A>]) -> Result<()>
    where
        A: Iterator<Item = (i64, &'a str)> + Clone,
    {
        let Self {
            conn,
            said,
            answers,
            ..
        } = self;
        let (many, few) = guests.as_chunks::<AT_ONCE>();
        for guests in many {
            let rows = match &mut self.many {
                Some(rows) => rows,
                none => none.insert(Rows::new(conn, *said, AT_ONCE)?),
            };
            for (nth, guest) in guests.iter().enumerate() {
                rows.set(nth, guest, said.import, answers)?;
            }
            rows.insert()?;
        }
        for guest in few {
            self.one.set(0, guest, said.import, answers)?;
            self.one.insert()?;
        }
        for guest in guests {
            for (nth, code) in guest.codes.iter().enumerate() {
                if !guest.codes[..nth].contains(code) {
                    self.add_code(code, guest.ticket)?;
                }
            }
        }
        Ok(())
    }

    fn add_code(&mut self, code: &str, ticket: TicketId) -> Result<()> {
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

    /// Takes guests out again whom the list has twice, and writes the codes of the others, but of
    /// those who are to have none.
    ///
    /// # Errors
    /// [`crate::StoreError::Refused`] where a code is another ticket's; the file can't be written.
    pub fn finish(
        self,
        twice: impl Iterator<Item = AttendeeId>,
        codeless: impl Iterator<Item = AttendeeId>,
    ) -> Result<()> {
        let Self { conn, code, .. } = self;
        for id in twice {
            conn.prepare_cached("DELETE FROM ticket WHERE attendee = ?")?
                .execute([id.to_bytes()])?;
            conn.prepare_cached("DELETE FROM attendee WHERE id = ?")?
                .execute([id.to_bytes()])?;
        }
        if code.is_some() {
            drop(code);
            conn.execute_batch(
                "CREATE TEMP TABLE codeless (ticket INTEGER PRIMARY KEY) WITHOUT ROWID",
            )?;
            for id in codeless {
                conn.prepare_cached(
                    "INSERT OR IGNORE INTO temp.codeless SELECT id FROM ticket WHERE attendee = ?",
                )?
                .execute([id.to_bytes()])?;
            }
            // Sorted, so that the table is written from end to end.
            conn.execute_batch(
                "INSERT INTO foreign_code (code, ticket, learned_at)
                   SELECT code, ticket, NULL FROM temp.new_code
                   WHERE ticket IN (SELECT id FROM ticket)
                     AND ticket NOT IN (SELECT ticket FROM temp.codeless) ORDER BY code;
                 DROP TABLE temp.codeless;
                 DROP TABLE temp.new_code;",
            )?;
        }
        Ok(())
    }
}

/// A statement whose values stay from guest to guest: what is empty again need not be said again,
/// and in most lists most is.
#[derive(Debug)]
struct Values<'c> {
    statement: Statement<'c>,
    bound: Vec<Bound>,
}

/// What a value of a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Null,
    Empty,
    Something,
}

impl<'c> Values<'c> {
    fn new(statement: Statement<'c>, count: usize) -> Self {
        Self {
            statement,
            // SQLite counts from 1.
            bound: vec![Bound::Null; count + 1],
        }
    }

    fn set(&mut self, at: usize, value: impl ToSql) -> Result<()> {
        Ok(self.statement.raw_bind_parameter(at, value)?)
    }

    fn text(&mut self, at: usize, text: &str) -> Result<()> {
        let bound = if text.is_empty() {
            Bound::Empty
        } else {
            Bound::Something
        };
        let before = std::mem::replace(&mut self.bound[at], bound);
        if before == Bound::Empty && bound == Bound::Empty {
            return Ok(());
        }
        self.set(at, text)
    }

    fn some(&mut self, at: usize, value: Option<impl ToSql>) -> Result<()> {
        let bound = match value {
            Some(_) => Bound::Something,
            None => Bound::Null,
        };
        let before = std::mem::replace(&mut self.bound[at], bound);
        if before == Bound::Null && bound == Bound::Null {
            return Ok(());
        }
        self.set(at, value)
    }
}
