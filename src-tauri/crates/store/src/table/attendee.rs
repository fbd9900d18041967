//! The people on the list, and their answers to the organiser's questions.

use std::{fmt::Write as _, ops::ControlFlow};

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
    let mut statement = conn.prepare_cached("SELECT * FROM attendee WHERE badge = ?")?;
    first(statement.query([badge.0.cast_signed()])?, read)
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
}

/// Goes through who all attendees are.
///
/// # Errors
/// The file can't be read.
pub fn each_person(
    conn: &Connection,
    mut each: impl FnMut(Person<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT id, source, name, email FROM attendee")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(Person {
            id: AttendeeId::from_bytes(get(row, "id")?),
            source: text(row, 1)?,
            name: text(row, 2)?,
            email: text(row, 3)?,
        })?;
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

/// Makes one guest of two: from then on `other` is `keep`, for their list too, and everything that
/// names `other` in any table but the log names `keep`.
///
/// # Errors
/// The file can't be written.
pub fn merge(conn: &Connection, keep: AttendeeId, other: AttendeeId) -> Result<()> {
    let mut naming = conn.prepare(
        "SELECT m.name, f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" = 'attendee'",
    )?;
    let naming = all(naming.query([])?, |row| {
        Ok((get::<String>(row, "name")?, get::<String>(row, "from")?))
    })?;
    let ids = [keep.to_bytes(), other.to_bytes()];
    for (table, column) in naming {
        conn.execute(
            &format!("UPDATE OR IGNORE \"{table}\" SET \"{column}\" = ?1 WHERE \"{column}\" = ?2"),
            ids,
        )?;
        // What `keep` has already.
        conn.execute(
            &format!("DELETE FROM \"{table}\" WHERE \"{column}\" = ?"),
            [ids[1]],
        )?;
    }
    super::alias::merged(conn, keep, other)?;
    conn.execute("DELETE FROM attendee WHERE id = ?", [ids[1]])?;
    Ok(())
}

/// Who was made one with whom: the guest who is no more, and the one who stays.
///
/// # Errors
/// The file can't be read.
pub fn merged(conn: &Connection) -> Result<Vec<(AttendeeId, AttendeeId)>> {
    let mut statement = conn.prepare_cached("SELECT was, attendee FROM alias")?;
    all(statement.query([])?, |row| {
        Ok((
            AttendeeId::from_bytes(get(row, "was")?),
            AttendeeId::from_bytes(get(row, "attendee")?),
        ))
    })
}

/// What was edited here, which no list writes over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the fields are those of `Attendee` and its ticket"
)]
pub struct Edited {
    pub name: bool,
    pub email: bool,
    pub company: bool,
    pub role: bool,
    pub note: bool,
    pub attention: bool,
    pub ticket_type: bool,
    pub due: bool,
    pub status: bool,
}

impl Edited {
    /// As they are kept.
    pub(super) fn bits(self) -> i64 {
        let flags = [
            self.name,
            self.email,
            self.company,
            self.role,
            self.note,
            self.attention,
            self.ticket_type,
            self.due,
            self.status,
        ];
        let flags = flags.into_iter().enumerate();
        flags.map(|(at, is)| i64::from(is) << at).sum()
    }

    fn of(bits: i64) -> Self {
        let is = |at: u32| bits >> at & 1 == 1;
        Self {
            name: is(0),
            email: is(1),
            company: is(2),
            role: is(3),
            note: is(4),
            attention: is(5),
            ticket_type: is(6),
            due: is(7),
            status: is(8),
        }
    }
}

/// Notes what was edited here of an attendee, beside what was before.
///
/// # Errors
/// The file can't be written.
pub fn mark_edited(conn: &Connection, id: AttendeeId, edited: Edited) -> Result<()> {
    conn.prepare_cached("UPDATE attendee SET edited = edited | ? WHERE id = ?")?
        .execute(params![edited.bits(), id.to_bytes()])?;
    Ok(())
}

/// What a list made of an attendee beside what [`Attendee`] has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The list in which they stood last.
    pub list: Option<i64>,
    /// A digest of the row as it was last read.
    pub digest: Vec<u8>,
    /// What the list has said since they had come in; that changed nothing.
    pub flagged: Option<Status>,
    /// The order they belong to.
    pub order: Option<OrderId>,
    /// Their answers, by the number of the question.
    pub answers: Vec<(i64, String)>,
    /// What was edited here.
    pub edited: Edited,
}

/// What the lists made of an attendee.
///
/// # Errors
/// The file can't be read.
pub fn standing(conn: &Connection, id: AttendeeId) -> Result<Option<Standing>> {
    let mut statement = conn.prepare_cached(
        "SELECT list, list_digest, flagged, orders, answers, edited FROM attendee WHERE id = ?",
    )?;
    first(statement.query([id.to_bytes()])?, |row| {
        let flagged: String = get(row, "flagged")?;
        let answers: String = get(row, "answers")?;
        Ok(Standing {
            list: get(row, "list")?,
            digest: get(row, "list_digest")?,
            flagged: match flagged.as_str() {
                "" => None,
                word => Some(parse_status(word)?),
            },
            order: get::<Option<[u8; 16]>>(row, "orders")?.map(OrderId::from_bytes),
            answers: unpack(&answers)
                .map(|(question, text)| (question, text.to_owned()))
                .collect(),
            edited: Edited::of(get(row, "edited")?),
        })
    })
}

/// Writes what the lists made of an attendee; what was edited here stays.
///
/// # Errors
/// The file can't be written.
pub fn set_standing(conn: &Connection, id: AttendeeId, standing: &Standing) -> Result<()> {
    conn.prepare_cached(
        "UPDATE attendee SET list = ?, list_digest = ?, flagged = ?, orders = ?, answers = ?
         WHERE id = ?",
    )?
    .execute(params![
        standing.list,
        standing.digest,
        standing.flagged.map_or("", |status| status.word()),
        standing.order.map(OrderId::to_bytes),
        pack(
            standing
                .answers
                .iter()
                .map(|(question, text)| (*question, text.as_str()))
        ),
        id.to_bytes(),
    ])?;
    Ok(())
}

/// Takes the mark off an attendee of whom a list had said something after they came in.
///
/// # Errors
/// The file can't be written.
pub fn clear_flag(conn: &Connection, id: AttendeeId) -> Result<()> {
    conn.prepare_cached("UPDATE attendee SET flagged = '' WHERE id = ?")?
        .execute([id.to_bytes()])?;
    Ok(())
}

/// Answers as they are kept.
pub fn pack<'a>(answers: impl IntoIterator<Item = (i64, &'a str)>) -> String {
    let mut packed = String::new();
    for (question, text) in answers {
        if !text.is_empty() {
            let _ = write!(packed, "{question}\u{1F}{text}\u{1E}");
        }
    }
    packed
}

/// The answers of what [`pack`] made.
pub fn unpack(packed: &str) -> impl Iterator<Item = (i64, &str)> {
    let answers = packed.split_terminator('\u{1E}');
    answers.filter_map(|answer| {
        let (question, text) = answer.split_once('\u{1F}')?;
        Some((question.parse().ok()?, text))
    })
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
           coalesce(orders.reference, '')
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

/// How many attendees were taken in at the door, erased or not.
///
/// # Errors
/// The file can't be read.
pub fn count_of_desk(conn: &Connection) -> Result<u32> {
    Ok(conn
        .prepare_cached("SELECT count(*) FROM attendee WHERE source IN ('desk', 'erased_desk')")?
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

/// The titles of all questions, in the order in which lists brought them.
///
/// # Errors
/// The file can't be read.
pub fn questions(conn: &Connection) -> Result<Vec<String>> {
    let all = super::question::list(conn)?;
    Ok(all.into_iter().map(|question| question.title).collect())
}

/// An attendee's answers, by the title of the question, in the order of the questions.
///
/// # Errors
/// The file can't be read.
pub fn answers(conn: &Connection, attendee: AttendeeId) -> Result<Vec<(String, String)>> {
    let packed = packed_answers(conn, attendee)?;
    if packed.is_empty() {
        return Ok(Vec::new());
    }
    let mut answers = Vec::new();
    for question in super::question::list(conn)? {
        let mut all = unpack(&packed);
        if let Some((_, text)) = all.find(|(id, _)| *id == question.id) {
            answers.push((question.title, text.to_owned()));
        }
    }
    Ok(answers)
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
    let question = super::question::named(conn, question)?;
    let before = packed_answers(conn, attendee)?;
    let mut answers: Vec<_> = unpack(&before).filter(|(id, _)| *id != question).collect();
    answers.push((question, answer));
    conn.prepare_cached("UPDATE attendee SET answers = ? WHERE id = ?")?
        .execute(params![pack(answers), attendee.to_bytes()])?;
    Ok(())
}

/// An attendee's answers, as [`unpack`] reads them.
///
/// # Errors
/// The file can't be read.
pub fn packed_answers(conn: &Connection, attendee: AttendeeId) -> Result<String> {
    Ok(conn
        .prepare_cached("SELECT answers FROM attendee WHERE id = ?")?
        .query_row([attendee.to_bytes()], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
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

pub(super) fn parse_status(word: &str) -> Result<Status> {
    let status = word.parse();
    status.map_err(|_| StoreError::damaged(format!("“{word}” is no status")))
}
