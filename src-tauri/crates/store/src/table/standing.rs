//! What lists and people made of an attendee.

use std::collections::BTreeSet;

use lanyard_event::{AttendeeId, OrderId, Status};
use rusqlite::{Connection, params};

use super::{
    answer::{pack, unpack},
    attendee::{parse_flag, parse_status},
    first, get,
    known::kept_key,
    text,
};
use crate::Result;

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
    /// Somebody came in the guest's place, of whom no list knows the answers.
    pub answers: bool,
    /// Nothing was, but their badge was made: no import that is taken back takes them away.
    pub badge: bool,
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
            self.answers,
            self.badge,
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
            answers: is(9),
            badge: is(10),
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

/// Lets lists say again what was edited here of an attendee.
///
/// # Errors
/// The file can't be written.
pub fn as_listed(conn: &Connection, id: AttendeeId, edited: Edited) -> Result<()> {
    conn.prepare_cached("UPDATE attendee SET edited = edited & ~? WHERE id = ?")?
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
    /// What the list that leads them says of their coming, where others speak too since somebody
    /// merged them; `None`: what their status is.
    pub said: Option<Status>,
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
pub fn of(conn: &Connection, id: AttendeeId) -> Result<Option<Standing>> {
    let mut statement = conn.prepare_cached(
        "SELECT list, list_digest, said, flagged, orders, answers, edited FROM attendee
         WHERE id = ?",
    )?;
    first(statement.query([id.to_bytes()])?, |row| {
        let flagged: String = get(row, "flagged")?;
        let answers: String = get(row, "answers")?;
        let said: Option<String> = get(row, "said")?;
        Ok(Standing {
            list: get(row, "list")?,
            digest: get(row, "list_digest")?,
            said: said.as_deref().map(parse_status).transpose()?,
            flagged: parse_flag(&flagged)?,
            order: get::<Option<[u8; 16]>>(row, "orders")?.map(OrderId::from_bytes),
            answers: unpack(&answers)
                .map(|(question, text)| (question, text.to_owned()))
                .collect(),
            edited: Edited::of(get(row, "edited")?),
        })
    })
}

/// A guest whom a list leads, as [`each_of_list`] has them.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields are those of the table")]
pub struct Led<'a> {
    pub id: AttendeeId,
    pub name: &'a str,
    /// Packed, as [`unpack`] reads them.
    pub answers: &'a str,
    /// What the list says of their coming, as far as that is known; else what their status is.
    pub status: Status,
}

/// Goes through all whom a list leads and who stand on it, in the order of their ids.
///
/// # Errors
/// The file can't be read.
pub fn each_of_list(
    conn: &Connection,
    list: i64,
    mut each: impl FnMut(Led<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT id, name, answers, coalesce(said, status) FROM attendee WHERE list = ? ORDER BY id",
    )?;
    let mut rows = statement.query([list])?;
    while let Some(row) = rows.next()? {
        each(Led {
            id: AttendeeId::from_bytes(get(row, "id")?),
            name: text(row, 1)?,
            answers: text(row, 2)?,
            status: parse_status(text(row, 3)?)?,
        })?;
    }
    Ok(())
}

/// Of what a list's columns say something, whatever they are called, beside who its guests are,
/// their codes, tickets and status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Company, role, note, attention, order.
    pub fields: [bool; 5],
    /// The numbers of questions, in ascending order.
    pub questions: BTreeSet<i64>,
}

impl Columns {
    /// Whether these are all there.
    pub fn are_in(&self, others: &Self) -> bool {
        let mut fields = self.fields.iter().zip(&others.fields);
        fields.all(|(this, other)| *other || !this) && self.questions.is_subset(&others.questions)
    }
}

/// The columns in which something stands of those who are on a list, as far as nobody else has
/// said it.
///
/// # Errors
/// The file can't be read.
pub fn columns(conn: &Connection, list: i64) -> Result<Columns> {
    let badge = Edited {
        badge: true,
        ..Edited::default()
    };
    let mut statement = conn.prepare_cached(
        "SELECT company <> '', role <> '', note <> '', attention <> '', orders IS NOT NULL, answers
         FROM attendee
         WHERE edited & ~?2 = 0 AND said IS NULL
           AND (list = ?1 OR id IN (SELECT attendee FROM alias
                                    WHERE list = ?1 AND alias.status <> 'gone'))",
    )?;
    let mut columns = Columns::default();
    let mut rows = statement.query(params![list, badge.bits()])?;
    while let Some(row) = rows.next()? {
        for (at, field) in columns.fields.iter_mut().enumerate() {
            *field |= row.get::<_, bool>(at)?;
        }
        let answers = unpack(text(row, 5)?).map(|(question, _)| question);
        columns.questions.extend(answers);
    }
    Ok(columns)
}

/// What the list that leads an attendee says of their coming, as far as that is known, else what
/// their status is; whether they stand on it, or were added by hand; and its source and key for
/// them.
///
/// # Errors
/// The file can't be read.
pub fn leading(conn: &Connection, id: AttendeeId) -> Result<(Status, bool, String, [u8; 16])> {
    let (status, stands, source, key): (String, bool, String, Vec<u8>) = conn
        .prepare_cached(
            "SELECT coalesce(said, status), source IN ('desk', 'office') OR list IS NOT NULL,
               source, source_key
             FROM attendee WHERE id = ?",
        )?
        .query_row([id.to_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    Ok((parse_status(&status)?, stands, source, kept_key(&key)))
}

/// Writes what the lists made of an attendee; what was edited here stays.
///
/// # Errors
/// The file can't be written.
pub fn set(conn: &Connection, id: AttendeeId, standing: &Standing) -> Result<()> {
    conn.prepare_cached(
        "UPDATE attendee SET list = ?, list_digest = ?, said = ?, flagged = ?, orders = ?, answers = ?
         WHERE id = ?",
    )?
    .execute(params![
        standing.list,
        standing.digest,
        standing.said.map(Status::word),
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

/// Marks an attendee by what a list has said after they came in; `None` takes the mark off.
///
/// # Errors
/// The file can't be written.
pub fn set_flag(conn: &Connection, id: AttendeeId, flagged: Option<Status>) -> Result<()> {
    conn.prepare_cached("UPDATE attendee SET flagged = ? WHERE id = ?")?
        .execute(params![flagged.map_or("", Status::word), id.to_bytes()])?;
    Ok(())
}
