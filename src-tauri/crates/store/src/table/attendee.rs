//! The people on the list, and their answers to the organiser's questions.

use std::ops::ControlFlow;

use lanyard_event::{Attendee, AttendeeId, BadgeId, OrderId, Status};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{all, first, get};
use crate::{Result, StoreError};

/// Who a list says an attendee is: the list's source, and the key under which it knows this
/// person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The source, `plain`.
    pub source: String,
    /// The source's own id, else the code, else e-mail and name.
    pub key: String,
}

/// A guest as a list knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The guest.
    pub id: AttendeeId,
    /// A digest of the row as it was last read.
    pub digest: Vec<u8>,
}

/// Adds an attendee.
///
/// # Errors
/// [`StoreError::Refused`] where the origin or badge is taken; the file can't be written.
pub fn insert(
    conn: &Connection,
    attendee: &Attendee,
    origin: &Origin,
    digest: &[u8],
    import: Option<i64>,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO attendee (id, source, source_key, list_digest, name, email, company, role, \
         status, note, badge, import, attention) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        attendee.id.to_bytes(),
        origin.source,
        origin.key,
        digest,
        attendee.name,
        attendee.email,
        attendee.company,
        attendee.role,
        attendee.status.word(),
        attendee.note,
        attendee.badge.0.cast_signed(),
        import,
        attendee.attention,
    ])?;
    Ok(())
}

/// Writes an attendee's new values; the badge and the origin stay.
///
/// # Errors
/// The file can't be written.
pub fn update(conn: &Connection, attendee: &Attendee) -> Result<()> {
    conn.prepare_cached(
        "UPDATE attendee SET name = ?, email = ?, company = ?, role = ?, status = ?, note = ?,
           attention = ?
         WHERE id = ?",
    )?
    .execute(params![
        attendee.name,
        attendee.email,
        attendee.company,
        attendee.role,
        attendee.status.word(),
        attendee.note,
        attendee.attention,
        attendee.id.to_bytes(),
    ])?;
    Ok(())
}

/// The attendee of this id.
///
/// # Errors
/// The file can't be read.
pub fn by_id(conn: &Connection, id: AttendeeId) -> Result<Option<Attendee>> {
    let mut statement = conn.prepare_cached("SELECT * FROM attendee WHERE id = ?")?;
    first(statement.query([id.to_bytes()])?, read)
}

/// The attendee whose badge this is.
///
/// # Errors
/// The file can't be read.
pub fn by_badge(conn: &Connection, badge: BadgeId) -> Result<Option<Attendee>> {
    let mut statement = conn.prepare_cached("SELECT * FROM attendee WHERE badge = ?")?;
    first(statement.query([badge.0.cast_signed()])?, read)
}

/// Whom a list knows by this origin.
///
/// # Errors
/// The file can't be read.
pub fn by_origin(conn: &Connection, origin: &Origin) -> Result<Option<Listed>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, list_digest FROM attendee WHERE source = ? AND source_key = ?",
    )?;
    first(statement.query([&origin.source, &origin.key])?, |row| {
        Ok(Listed {
            id: AttendeeId::from_bytes(get(row, "id")?),
            digest: get(row, "list_digest")?,
        })
    })
}

/// Keeps the digest of the row that the list has for an attendee now.
///
/// # Errors
/// The file can't be written.
pub fn set_digest(conn: &Connection, id: AttendeeId, digest: &[u8]) -> Result<()> {
    conn.prepare_cached("UPDATE attendee SET list_digest = ? WHERE id = ?")?
        .execute(params![digest, id.to_bytes()])?;
    Ok(())
}

/// All attendees, in the order in which they were added.
///
/// # Errors
/// The file can't be read.
pub fn list(conn: &Connection) -> Result<Vec<Attendee>> {
    let mut statement = conn.prepare_cached("SELECT * FROM attendee ORDER BY id")?;
    all(statement.query([])?, read)
}

/// What an attendee is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of `Attendee`")]
pub struct Findable<'a> {
    pub id: AttendeeId,
    pub name: &'a str,
    pub email: &'a str,
    pub company: &'a str,
    pub status: Status,
}

/// Goes through what all attendees are found by; `each` says whether to go on.
///
/// # Errors
/// The file can't be read.
pub fn each_findable(
    conn: &Connection,
    mut each: impl FnMut(Findable<'_>) -> ControlFlow<()>,
) -> Result<()> {
    let mut statement =
        conn.prepare_cached("SELECT id, name, email, company, status FROM attendee")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let text = |column: usize| {
            let text = row.get_ref(column)?.as_str();
            text.map_err(|error| StoreError::damaged(error.to_string()))
        };
        let findable = Findable {
            id: AttendeeId::from_bytes(get(row, "id")?),
            name: text(1)?,
            email: text(2)?,
            company: text(3)?,
            status: parse_status(text(4)?)?,
        };
        if each(findable).is_break() {
            break;
        }
    }
    Ok(())
}

/// The first attendees, in the order in which they were added, of whose name a word begins like
/// this; where only letters of English are taken without regard to case. For want of anything
/// better: it goes through the whole table.
///
/// # Errors
/// The file can't be read.
pub fn beginning(conn: &Connection, start: &str, most: u32) -> Result<Vec<AttendeeId>> {
    let start = start.replace(['\\', '%', '_'], " ");
    let start = start.trim();
    if start.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(
        "SELECT id FROM attendee WHERE name LIKE ?1 || '%' OR name LIKE '% ' || ?1 || '%' LIMIT ?2",
    )?;
    all(statement.query(params![start, most])?, |row| {
        Ok(AttendeeId::from_bytes(get(row, "id")?))
    })
}

/// How many attendees there are.
///
/// # Errors
/// The file can't be read.
pub fn count(conn: &Connection) -> Result<u64> {
    Ok(conn.query_row("SELECT count(*) FROM attendee", [], |row| row.get(0))?)
}

/// How many attendees have this status.
///
/// # Errors
/// The file can't be read.
pub fn count_with(conn: &Connection, status: Status) -> Result<u32> {
    Ok(conn
        .prepare_cached("SELECT count(*) FROM attendee WHERE status = ?")?
        .query_row([status.word()], |row| row.get(0))?)
}

/// How many attendees come from this source.
///
/// # Errors
/// The file can't be read.
pub fn count_from(conn: &Connection, source: &str) -> Result<u32> {
    Ok(conn
        .prepare_cached("SELECT count(*) FROM attendee WHERE source = ?")?
        .query_row([source], |row| row.get(0))?)
}

/// Who comes from this source, in no order.
///
/// # Errors
/// The file can't be read.
pub fn from(conn: &Connection, source: &str) -> Result<Vec<AttendeeId>> {
    let mut statement = conn.prepare_cached("SELECT id FROM attendee WHERE source = ?")?;
    all(statement.query([source])?, |row| {
        Ok(AttendeeId::from_bytes(get(row, "id")?))
    })
}

/// Those whose name is one of `names`, whatever the case of its ASCII letters.
///
/// # Errors
/// The file can't be read.
pub fn named(conn: &Connection, names: &[&str]) -> Result<Vec<Attendee>> {
    let marks = vec!["?"; names.len()].join(", ");
    let mut statement = conn.prepare(&format!(
        "SELECT * FROM attendee WHERE name COLLATE NOCASE IN ({marks}) ORDER BY id"
    ))?;
    all(statement.query(rusqlite::params_from_iter(names))?, read)
}

/// The order an attendee belongs to, by its reference.
///
/// # Errors
/// The file can't be read.
pub fn order_reference(conn: &Connection, attendee: AttendeeId) -> Result<Option<String>> {
    Ok(conn
        .prepare_cached(
            "SELECT orders.reference FROM attendee JOIN orders ON orders.id = attendee.orders
             WHERE attendee.id = ?",
        )?
        .query_row([attendee.to_bytes()], |row| row.get(0))
        .optional()?)
}

/// The order of this reference; `new` is its id where it is not there yet.
///
/// # Errors
/// The file can't be written.
pub fn order(conn: &Connection, reference: &str, new: OrderId) -> Result<OrderId> {
    let found: Option<[u8; 16]> = conn
        .prepare_cached("SELECT id FROM orders WHERE reference = ?")?
        .query_row([reference], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(OrderId::from_bytes(id));
    }
    conn.prepare_cached("INSERT INTO orders VALUES (?, ?)")?
        .execute(params![new.to_bytes(), reference])?;
    Ok(new)
}

/// Moves an attendee to an order.
///
/// # Errors
/// The file can't be written.
pub fn set_order(conn: &Connection, attendee: AttendeeId, order: Option<OrderId>) -> Result<()> {
    conn.prepare_cached("UPDATE attendee SET orders = ? WHERE id = ?")?
        .execute(params![order.map(OrderId::to_bytes), attendee.to_bytes()])?;
    Ok(())
}

/// The titles of all questions, in the order in which lists brought them.
///
/// # Errors
/// The file can't be read.
pub fn questions(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT title FROM question ORDER BY id")?;
    all(statement.query([])?, |row| get(row, "title"))
}

/// An attendee's answers, by the title of the question, in the order of the questions.
///
/// # Errors
/// The file can't be read.
pub fn answers(conn: &Connection, attendee: AttendeeId) -> Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached(
        "SELECT title, text FROM answer JOIN question ON question.id = answer.question
         WHERE attendee = ? ORDER BY question.id",
    )?;
    all(statement.query([attendee.to_bytes()])?, |row| {
        Ok((get(row, "title")?, get(row, "text")?))
    })
}

/// Sets an attendee's answer; an empty one takes it away.
///
/// # Errors
/// The file can't be written.
pub fn set_answer(
    conn: &Connection,
    attendee: AttendeeId,
    question: &str,
    answer: &str,
) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO question (title) VALUES (?)")?
        .execute([question])?;
    let id: i64 = conn
        .prepare_cached("SELECT id FROM question WHERE title = ?")?
        .query_row([question], |row| row.get(0))?;
    if answer.is_empty() {
        conn.prepare_cached("DELETE FROM answer WHERE attendee = ? AND question = ?")?
            .execute(params![attendee.to_bytes(), id])?;
    } else {
        conn.prepare_cached("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)")?
            .execute(params![attendee.to_bytes(), id, answer])?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Attendee> {
    let status: String = get(row, "status")?;
    let status = parse_status(&status)?;
    Ok(Attendee {
        id: AttendeeId::from_bytes(get(row, "id")?),
        name: get(row, "name")?,
        email: get(row, "email")?,
        company: get(row, "company")?,
        role: get(row, "role")?,
        status,
        note: get(row, "note")?,
        attention: get(row, "attention")?,
        badge: BadgeId(get::<i64>(row, "badge")?.cast_unsigned()),
    })
}

fn parse_status(word: &str) -> Result<Status> {
    let status = word.parse();
    status.map_err(|_| StoreError::damaged(format!("“{word}” is no status")))
}
