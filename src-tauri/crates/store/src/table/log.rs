//! The check-in log. Rows are only ever added; triggers in the schema refuse anything else.

use jiff::Timestamp;
use lanyard_event::{
    AttendeeId, Day, DeskId, DoorId, Entry, EntryRef, EventId, Hlc, Kind, Means, Mode, OperatorId,
    TicketId, VerdictKind, chain_start,
};
use rusqlite::{Connection, OptionalExtension, Row, Rows, params, types::FromSql};

use super::{date, desk::Life, first, timestamp};
use crate::{Result, StoreError};

/// What is to be written; its place, logical time and chain are found on writing.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields are those of `Entry`")]
pub struct NewEntry {
    pub at: Timestamp,
    pub door: DoorId,
    pub operator: Option<OperatorId>,
    pub kind: Kind,
    pub verdict: VerdictKind,
    pub means: Means,
    pub ticket: Option<TicketId>,
    pub attendee: Option<AttendeeId>,
    pub day: Day,
    pub member: u16,
    pub entry_number: u16,
    pub voids: Option<EntryRef>,
    pub mode: Mode,
    pub digest: Option<[u8; 32]>,
}

/// A row as it stands in this file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its number in this file, in the order of arrival.
    pub row: i64,
    /// The row.
    pub entry: Entry,
}

/// The columns in the order in which [`read`] takes them: this is read at every scan, and names
/// are looked up slowly.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT log.row, desk.id, desk.incarnation, log.seq, log.hlc, log.at, log.door,
               log.operator, log.kind, log.verdict, log.means, log.ticket, log.attendee, log.day,
               log.member, log.entry_number, voided.id, voided.incarnation, log.voids_seq,
               log.mode, log.digest, log.previous
             FROM log JOIN desk ON desk.number = log.desk
             LEFT JOIN desk AS voided ON voided.number = log.voids_desk ",
            $rest
        )
    };
}

/// Adds a row behind the last one of `life`. To be called in [`crate::Store::write`], so that no
/// number is given twice.
///
/// # Errors
/// The file can't be written.
pub fn append(conn: &Connection, event: EventId, life: Life, new: NewEntry) -> Result<Logged> {
    let before = last_of(conn, life)?;
    let clock: Option<i64> = conn
        .prepare_cached("SELECT hlc FROM log ORDER BY row DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .map_or_else(
            |error| match error {
                rusqlite::Error::QueryReturnedNoRows => Ok(None),
                other => Err(other),
            },
            |hlc| Ok(Some(hlc)),
        )?;
    let entry = Entry {
        place: EntryRef {
            desk: life.desk,
            incarnation: life.incarnation,
            seq: before
                .as_ref()
                .map_or(1, |before| before.entry.place.seq + 1),
        },
        hlc: Hlc(clock.unwrap_or(0).cast_unsigned()).next(new.at),
        at: new.at,
        door: new.door,
        operator: new.operator,
        kind: new.kind,
        verdict: new.verdict,
        means: new.means,
        ticket: new.ticket,
        attendee: new.attendee,
        day: new.day,
        member: new.member,
        entry_number: new.entry_number,
        voids: new.voids,
        mode: new.mode,
        digest: new.digest,
        previous: before.map_or_else(
            || chain_start(event, life.desk, life.incarnation),
            |before| before.entry.hash(),
        ),
    };
    let row = insert(conn, life.number, &entry)?;
    Ok(Logged { row, entry })
}

fn insert(conn: &Connection, desk: i64, entry: &Entry) -> Result<i64> {
    let voids_desk = match entry.voids {
        None => None,
        Some(place) => Some(conn.query_row(
            "SELECT number FROM desk WHERE id = ? AND incarnation = ?",
            params![place.desk.to_bytes(), place.incarnation],
            |row| row.get::<_, i64>(0),
        )?),
    };
    conn.prepare_cached(
        "INSERT INTO log (desk, seq, hlc, at, door, operator, kind, verdict, means, ticket,
           attendee, day, member, entry_number, voids_desk, voids_seq, mode, digest, previous)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        desk,
        entry.place.seq,
        entry.hlc.0.cast_signed(),
        entry.at.as_microsecond(),
        entry.door.0,
        entry.operator.map(OperatorId::to_bytes),
        entry.kind as u8,
        entry.verdict as u8,
        entry.means as u8,
        entry.ticket.map(|id| id.0.cast_signed()),
        entry.attendee.map(AttendeeId::to_bytes),
        entry.day.to_string(),
        entry.member,
        entry.entry_number,
        voids_desk,
        entry.voids.map(|place| place.seq),
        entry.mode as u8,
        entry.digest,
        entry.previous,
    ])?;
    Ok(conn.last_insert_rowid())
}

/// The last row of a life.
///
/// # Errors
/// The file can't be read.
pub fn last_of(conn: &Connection, life: Life) -> Result<Option<Logged>> {
    let mut statement =
        conn.prepare_cached(select!("WHERE log.desk = ? ORDER BY row DESC LIMIT 1"))?;
    first(statement.query([life.number])?, read)
}

/// The rows that name a ticket, oldest first.
///
/// # Errors
/// The file can't be read.
pub fn of_ticket(conn: &Connection, ticket: TicketId) -> Result<Vec<Entry>> {
    let rows = rows_of_ticket(conn, ticket)?.into_iter();
    Ok(rows.map(|logged| logged.entry).collect())
}

/// One row.
///
/// # Errors
/// The file can't be read.
pub fn by_row(conn: &Connection, row: i64) -> Result<Option<Logged>> {
    let mut statement = conn.prepare_cached(select!("WHERE row = ?"))?;
    first(statement.query([row])?, read)
}

/// The row that takes this one back, if there is one.
///
/// # Errors
/// The file can't be read.
pub fn voided_by(conn: &Connection, logged: &Logged) -> Result<Option<i64>> {
    let rows = match logged.entry.ticket {
        Some(ticket) => {
            let mut statement = conn.prepare_cached(select!("WHERE ticket = ? AND kind = ?"))?;
            super::all(
                statement.query(params![ticket.0.cast_signed(), Kind::Void as u8])?,
                read,
            )?
        }
        None => Vec::new(),
    };
    Ok(rows
        .into_iter()
        .find(|other| other.entry.voids == Some(logged.entry.place))
        .map(|other| other.row))
}

/// The newest row of this file, whoever wrote it.
///
/// # Errors
/// The file can't be read.
pub fn last(conn: &Connection) -> Result<Option<Logged>> {
    Ok(newest(conn, 1)?.pop())
}

/// The newest rows, newest first.
///
/// # Errors
/// The file can't be read.
pub fn newest(conn: &Connection, most: usize) -> Result<Vec<Logged>> {
    let mut statement = conn.prepare_cached(select!("ORDER BY row DESC LIMIT ?"))?;
    super::all(statement.query([most])?, read)
}

/// The newest rows before `before`, newest first.
///
/// # Errors
/// The file can't be read.
pub fn newest_before(conn: &Connection, before: i64, most: usize) -> Result<Vec<Logged>> {
    let mut statement = conn.prepare_cached(select!("WHERE row < ? ORDER BY row DESC LIMIT ?"))?;
    super::all(statement.query(params![before, most])?, read)
}

/// The rows that name a ticket, oldest first, with their numbers.
///
/// # Errors
/// The file can't be read.
pub fn rows_of_ticket(conn: &Connection, ticket: TicketId) -> Result<Vec<Logged>> {
    let mut statement = conn.prepare_cached(select!("WHERE ticket = ? ORDER BY row"))?;
    super::all(statement.query([ticket.0.cast_signed()])?, read)
}

/// Puts a text beside a row: the reason of an override, what was paid, who came for whom.
///
/// # Errors
/// The file can't be written.
pub fn set_text(conn: &Connection, row: i64, text: &str) -> Result<()> {
    conn.prepare_cached("INSERT INTO log_text VALUES (?, ?)")?
        .execute(params![row, text])?;
    Ok(())
}

/// The text beside a row, if there is one.
///
/// # Errors
/// The file can't be read.
pub fn text(conn: &Connection, row: i64) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT text FROM log_text WHERE row = ?")?;
    Ok(statement.query_row([row], |row| row.get(0)).optional()?)
}

/// Goes through the rows behind `after`, in the order of arrival.
///
/// # Errors
/// The file can't be read, or what `each` gives.
pub fn each_after(
    conn: &Connection,
    after: i64,
    mut each: impl FnMut(Logged) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(select!("WHERE row > ? ORDER BY row"))?;
    let mut rows: Rows<'_> = statement.query([after])?;
    while let Some(row) = rows.next()? {
        each(read(row)?)?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Logged> {
    let unreadable = |what: &str| StoreError::damaged(format!("the log has no such {what}"));
    let voids = match at::<Option<[u8; 16]>>(row, 16)? {
        None => None,
        Some(desk) => Some(EntryRef {
            desk: DeskId::from_bytes(desk),
            incarnation: at(row, 17)?,
            seq: at(row, 18)?,
        }),
    };
    let entry = Entry {
        place: EntryRef {
            desk: DeskId::from_bytes(at(row, 1)?),
            incarnation: at(row, 2)?,
            seq: at(row, 3)?,
        },
        hlc: Hlc(at::<i64>(row, 4)?.cast_unsigned()),
        at: timestamp(at(row, 5)?)?,
        door: DoorId(at(row, 6)?),
        operator: at::<Option<[u8; 16]>>(row, 7)?.map(OperatorId::from_bytes),
        kind: Kind::from_byte(at(row, 8)?).ok_or_else(|| unreadable("kind"))?,
        verdict: VerdictKind::from_byte(at(row, 9)?).ok_or_else(|| unreadable("verdict"))?,
        means: Means::from_byte(at(row, 10)?).ok_or_else(|| unreadable("means"))?,
        ticket: at::<Option<i64>>(row, 11)?.map(|id| TicketId(id.cast_unsigned())),
        attendee: at::<Option<[u8; 16]>>(row, 12)?.map(AttendeeId::from_bytes),
        day: date(&at::<String>(row, 13)?)?,
        member: at(row, 14)?,
        entry_number: at(row, 15)?,
        voids,
        mode: Mode::from_byte(at(row, 19)?).ok_or_else(|| unreadable("mode"))?,
        digest: at(row, 20)?,
        previous: at(row, 21)?,
    };
    Ok(Logged {
        row: at(row, 0)?,
        entry,
    })
}

fn at<T: FromSql>(row: &Row<'_>, column: usize) -> Result<T> {
    row.get(column)
        .map_err(|error| StoreError::damaged(error.to_string()))
}
