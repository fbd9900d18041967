//! The people on the list.

use std::ops::ControlFlow;

use lanyard_event::{Attendee, AttendeeId, BadgeId, OrderId, Status};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::{all, first, get, text};
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

impl Origin {
    /// The key as it is kept: half a SHA-256, since it may hold an address and a name.
    pub fn digest(&self) -> [u8; 16] {
        key_digest(&self.key)
    }
}

pub(super) fn key_digest(key: &str) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&Sha256::digest(key.as_bytes())[..16]);
    half
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
        origin.digest(),
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
    if let Some(found) = first(statement.query([id.to_bytes()])?, read)? {
        return Ok(Some(found));
    }
    // Merged into another guest since.
    let mut statement = conn.prepare_cached(
        "SELECT attendee.* FROM alias JOIN attendee ON attendee.id = alias.attendee WHERE was = ?",
    )?;
    first(statement.query([id.to_bytes()])?, read)
}

/// The attendee whose badge this is. The first of an event makes the index: most events print no
/// badges, and a long list is imported sooner without.
///
/// # Errors
/// The file can't be read.
pub fn by_badge(conn: &Connection, badge: BadgeId) -> Result<Option<Attendee>> {
    conn.execute_batch("CREATE UNIQUE INDEX IF NOT EXISTS attendee_by_badge ON attendee (badge)")?;
    let badge = [badge.0.cast_signed()];
    let mut statement = conn.prepare_cached("SELECT * FROM attendee WHERE badge = ?")?;
    if let Some(found) = first(statement.query(badge)?, read)? {
        return Ok(Some(found));
    }
    // Of a guest who was merged into another since it was printed.
    let mut statement = conn.prepare_cached(
        "SELECT attendee.* FROM alias JOIN attendee ON attendee.id = alias.attendee
         WHERE alias.badge = ?",
    )?;
    first(statement.query(badge)?, read)
}

/// Whether there are guests of any other source.
///
/// # Errors
/// The file can't be read.
pub fn has_other_source(conn: &Connection, source: &str) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM attendee WHERE source <> ?)")?
        .query_row([source], |row| row.get(0))?)
}

/// Who an attendee is, and where they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the fields are those of `Attendee` and `Origin`"
)]
pub struct Person<'a> {
    pub id: AttendeeId,
    pub source: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    /// The list of this source on which they stand.
    pub list: Option<i64>,
}

/// Goes through who all attendees are.
///
/// # Errors
/// The file can't be read.
pub fn each_person(
    conn: &Connection,
    mut each: impl FnMut(Person<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT id, source, name, email, coalesce(list, (
           SELECT max(alias.list) FROM alias WHERE alias.attendee = attendee.id
             AND alias.source = attendee.source AND alias.status <> 'gone')) AS list
         FROM attendee",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(person(row)?)?;
    }
    Ok(())
}

/// A row that begins with id, source, name and email, and has a list.
pub(super) fn person<'r>(row: &'r Row<'_>) -> Result<Person<'r>> {
    Ok(Person {
        id: AttendeeId::from_bytes(get(row, "id")?),
        source: text(row, 1)?,
        name: text(row, 2)?,
        email: text(row, 3)?,
        list: get(row, "list")?,
    })
}

/// Goes through all whom an import added, with its number.
///
/// # Errors
/// The file can't be read.
pub fn each_added(
    conn: &Connection,
    mut each: impl FnMut(i64, Person<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT id, source, name, email, list, import FROM attendee WHERE import IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(get(row, "import")?, person(row)?)?;
    }
    Ok(())
}

/// Where an attendee comes from.
///
/// # Errors
/// The file can't be read.
pub fn source(conn: &Connection, id: AttendeeId) -> Result<Option<String>> {
    Ok(conn
        .prepare_cached("SELECT source FROM attendee WHERE id = ?")?
        .query_row([id.to_bytes()], |row| row.get(0))
        .optional()?)
}

/// All attendees, in the order in which they were added.
///
/// # Errors
/// The file can't be read.
pub fn list(conn: &Connection) -> Result<Vec<Attendee>> {
    let mut statement = conn.prepare_cached("SELECT * FROM attendee ORDER BY id")?;
    all(statement.query([])?, read)
}

/// An attendee, and what stands beside them in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The attendee.
    pub attendee: Attendee,
    /// The reference of the order they belong to; may be empty.
    pub order: String,
    /// As [`unpack`] reads them.
    pub answers: String,
}

/// Goes through all attendees, in the order of their ids.
///
/// # Errors
/// The file can't be read, or what `each` gives.
pub fn each_listed(conn: &Connection, mut each: impl FnMut(Listed) -> Result<()>) -> Result<()> {
    // By their places: to look each column up by its name would take most of the time.
    let mut statement = conn.prepare_cached(
        "SELECT attendee.id, name, email, company, role, status, note, attention, badge, answers,
           coalesce(orders.reference, ''), flagged
         FROM attendee LEFT JOIN orders ON orders.id = attendee.orders ORDER BY attendee.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: [u8; 16] = row.get(0)?;
        let badge: i64 = row.get(8)?;
        each(Listed {
            attendee: Attendee {
                id: AttendeeId::from_bytes(id),
                name: text(row, 1)?.to_owned(),
                email: text(row, 2)?.to_owned(),
                company: text(row, 3)?.to_owned(),
                role: text(row, 4)?.to_owned(),
                status: parse_status(text(row, 5)?)?,
                flagged: parse_flag(text(row, 11)?)?,
                note: text(row, 6)?.to_owned(),
                attention: text(row, 7)?.to_owned(),
                badge: BadgeId(badge.cast_unsigned()),
            },
            answers: text(row, 9)?.to_owned(),
            order: text(row, 10)?.to_owned(),
        })?;
    }
    Ok(())
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
    /// As [`unpack`] reads them.
    pub answers: &'a str,
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
        conn.prepare_cached("SELECT id, name, email, company, status, answers FROM attendee")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let findable = Findable {
            id: AttendeeId::from_bytes(get(row, "id")?),
            name: text(row, 1)?,
            email: text(row, 2)?,
            company: text(row, 3)?,
            status: parse_status(text(row, 4)?)?,
            answers: text(row, 5)?,
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
        .prepare_cached(match status {
            Status::Confirmed => "SELECT count(*) FROM attendee WHERE status = ?",
            _ => "SELECT count(*) FROM attendee WHERE status <> 'confirmed' AND status = ?",
        })?
        .query_row([status.word()], |row| row.get(0))?)
}

/// How many attendees were taken in at the door, erased or not; who was taken back, or found the
/// room full, is none.
///
/// # Errors
/// The file can't be read.
pub fn count_of_desk(conn: &Connection) -> Result<u32> {
    Ok(conn
        .prepare_cached(
            "SELECT count(*) FROM attendee
             WHERE source IN ('desk', 'erased_desk') AND status = 'confirmed'",
        )?
        .query_row([], |row| row.get(0))?)
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

fn read(row: &Row<'_>) -> Result<Attendee> {
    let status: String = get(row, "status")?;
    let status = parse_status(&status)?;
    let flagged: String = get(row, "flagged")?;
    Ok(Attendee {
        id: AttendeeId::from_bytes(get(row, "id")?),
        name: get(row, "name")?,
        email: get(row, "email")?,
        company: get(row, "company")?,
        role: get(row, "role")?,
        status,
        flagged: parse_flag(&flagged)?,
        note: get(row, "note")?,
        attention: get(row, "attention")?,
        badge: BadgeId(get::<i64>(row, "badge")?.cast_unsigned()),
    })
}

/// What lists have said since somebody came in; nothing where the text is empty.
pub(super) fn parse_flag(word: &str) -> Result<Option<Status>> {
    (!word.is_empty()).then(|| parse_status(word)).transpose()
}

pub(super) fn parse_status(word: &str) -> Result<Status> {
    let status = word.parse();
    status.map_err(|_| StoreError::damaged(format!("“{word}” is no status")))
}
