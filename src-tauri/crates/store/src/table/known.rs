//! Whom the lists of a source know, each under the key that the list has for them.

use lanyard_event::{AttendeeId, Status};
use rusqlite::{Connection, Row};

use super::{
    attendee::{key_digest, parse_status},
    blob, get, text,
};
use crate::Result;

/// How a list knows a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// They come from its source.
    Own,
    /// Another list of its source leads them, and this one speaks of the same place.
    Beside,
    /// A person said that they are one with a guest whom another list leads, or of another place.
    Merged,
}

/// A guest as a list knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The guest.
    pub id: AttendeeId,
    /// The digest of the key under which the list knows them.
    pub key: [u8; 16],
    /// A digest of the row as it was last read; zero where there was none.
    pub digest: [u8; 16],
    /// The list in which they stand; none where it has them no more.
    pub list: Option<i64>,
    /// What it says of their coming, as far as that is known; else what their status is.
    pub status: Status,
    /// How it knows them.
    pub by: By,
}

/// Whether a list of this source knows anybody.
///
/// # Errors
/// The file can't be read.
pub fn any(conn: &Connection, source: &str) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM attendee WHERE source = ?1)
               OR EXISTS (SELECT 1 FROM alias WHERE source = ?1)",
        )?
        .query_row([source], |row| row.get(0))?)
}

/// Goes through all whom lists of this source know.
///
/// # Errors
/// The file can't be read.
pub fn each(
    conn: &Connection,
    source: &str,
    mut each: impl FnMut(Known) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT id, source_key, list_digest, list, coalesce(said, status) FROM attendee
         WHERE source = ?",
    )?;
    let mut rows = statement.query([source])?;
    while let Some(row) = rows.next()? {
        each(known(row, By::Own)?)?;
    }
    let mut statement = conn.prepare_cached(
        "SELECT alias.attendee AS id, alias.source_key, alias.digest,
           CASE WHEN alias.status <> 'gone' THEN alias.list END AS list,
           coalesce(head.status, alias.status), alias.beside, attendee.source_key AS leading,
           attendee.source = alias.source AS own, coalesce(said, attendee.status)
         FROM alias JOIN attendee ON attendee.id = alias.attendee
           LEFT JOIN alias head ON head.source = alias.source AND head.source_key = alias.beside
         WHERE alias.source = ?",
    )?;
    let mut rows = statement.query([source])?;
    while let Some(row) = rows.next()? {
        let beside: Option<Vec<u8>> = get(row, "beside")?;
        let leading: Vec<u8> = get(row, "leading")?;
        let own: bool = get(row, "own")?;
        each(match beside {
            Some(key) if own && kept_key(&key) == kept_key(&leading) => Known {
                status: parse_status(text(row, 8)?)?,
                ..known(row, By::Beside)?
            },
            _ => known(row, By::Merged)?,
        })?;
    }
    Ok(())
}

/// Somebody who stands on a list.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields are those of the table")]
pub struct OnList<'a> {
    pub list: i64,
    pub name: &'a str,
    pub email: &'a str,
}

/// Goes through all who stand on lists of this source, once for each list and name there.
///
/// # Errors
/// The file can't be read.
pub fn each_on_lists(
    conn: &Connection,
    source: &str,
    mut each: impl FnMut(OnList<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT list, name, email FROM attendee WHERE source = ?1 AND list IS NOT NULL
         UNION ALL
         SELECT alias.list, name, email FROM alias JOIN attendee ON attendee.id = alias.attendee
         WHERE alias.source = ?1 AND alias.list IS NOT NULL AND alias.status <> 'gone'",
    )?;
    let mut rows = statement.query([source])?;
    while let Some(row) = rows.next()? {
        each(OnList {
            list: get(row, "list")?,
            name: text(row, 1)?,
            email: text(row, 2)?,
        })?;
    }
    Ok(())
}

/// How many stand on a list.
///
/// # Errors
/// The file can't be read.
pub fn count(conn: &Connection, list: i64) -> Result<u32> {
    Ok(conn
        .prepare_cached(
            "SELECT (SELECT count(*) FROM attendee WHERE list = ?1)
                  + (SELECT count(*) FROM alias WHERE list = ?1 AND status <> 'gone')",
        )?
        .query_row([list], |row| row.get(0))?)
}

fn known(row: &Row<'_>, by: By) -> Result<Known> {
    Ok(Known {
        id: AttendeeId::from_bytes(get(row, "id")?),
        key: kept_key(blob(row, 1)?),
        digest: half(blob(row, 2)?),
        list: get(row, "list")?,
        status: parse_status(text(row, 4)?)?,
        by,
    })
}

/// A code that somebody else printed for one whom lists of a source know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder<'a> {
    /// The code.
    pub code: &'a str,
    /// Whose it is.
    pub id: AttendeeId,
    /// A key under which the lists know them; whoever has several is gone through with each.
    pub key: [u8; 16],
    /// Whether they come from that source.
    pub own: bool,
}

/// Goes through the codes that others printed for those whom lists of this source know.
///
/// # Errors
/// The file can't be read.
pub fn each_code(
    conn: &Connection,
    source: &str,
    mut each: impl FnMut(Holder<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT foreign_code.code, attendee.id, attendee.source_key, TRUE AS own
         FROM foreign_code JOIN ticket ON ticket.id = foreign_code.ticket
           JOIN attendee ON attendee.id = ticket.attendee
         WHERE attendee.source = ?1
         UNION ALL
         SELECT foreign_code.code, attendee.id, alias.source_key, attendee.source = ?1
         FROM alias JOIN attendee ON attendee.id = alias.attendee
           JOIN ticket ON ticket.attendee = alias.attendee
           JOIN foreign_code ON foreign_code.ticket = ticket.id
         WHERE alias.source = ?1",
    )?;
    let mut rows = statement.query([source])?;
    while let Some(row) = rows.next()? {
        each(Holder {
            code: text(row, 0)?,
            id: AttendeeId::from_bytes(get(row, "id")?),
            key: kept_key(blob(row, 2)?),
            own: get(row, "own")?,
        })?;
    }
    Ok(())
}

/// Everything under which lists know a guest: the source, and the digest of its key.
///
/// # Errors
/// The file can't be read.
pub fn of(conn: &Connection, id: AttendeeId) -> Result<Vec<(String, [u8; 16])>> {
    let mut statement = conn.prepare_cached(
        "SELECT source, source_key FROM attendee WHERE id = ?1
         UNION ALL SELECT source, source_key FROM alias WHERE attendee = ?1",
    )?;
    super::all(statement.query([id.to_bytes()])?, |row| {
        Ok((get(row, "source")?, kept_key(blob(row, 1)?)))
    })
}

/// A key as it is kept. Older files keep the text.
pub(super) fn kept_key(kept: &[u8]) -> [u8; 16] {
    let texts = ["id:", "code:", "email:", "name:"];
    let is_text = kept.len() != 16 || texts.iter().any(|text| kept.starts_with(text.as_bytes()));
    match std::str::from_utf8(kept) {
        Ok(text) if is_text => key_digest(match text.rsplit_once('|') {
            // Behind the digest stood which one of several equal rows it was.
            Some((key, nth)) if text.starts_with("name:") && nth.parse::<u32>().is_ok() => key,
            _ => text,
        }),
        _ => half(kept),
    }
}

fn half(bytes: &[u8]) -> [u8; 16] {
    bytes.try_into().unwrap_or_default()
}
