//! What a guest was before a refusal was settled: what was due, or that they waited for a place.

use lanyard_event::{Due, Status};
use rusqlite::{Connection, Row, params};

use super::{
    attendee::{parse_flag, parse_status},
    first, get,
};
use crate::Result;

/// What a settlement changed of a guest and their ticket, as it was before; `None` was left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// What they had still to pay.
    pub due: Option<Due>,
    /// Somebody had edited here what was due, so that no list says it.
    pub due_edited: bool,
    /// What their status was, and what a list had said since they came in.
    pub status: Option<(Status, Option<Status>)>,
}

/// Keeps what was `before`, beside the row of the log that settled a refusal.
///
/// # Errors
/// The file can't be written.
pub fn insert(conn: &Connection, row: i64, before: &Settled) -> Result<()> {
    let flagged = before
        .status
        .map(|(_, flagged)| flagged.map_or("", Status::word));
    conn.prepare_cached(
        "INSERT INTO settled (row, due_hundredths, due_currency, due_edited, status, flagged)
         VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        row,
        before.due.as_ref().map(|due| due.hundredths),
        before.due.as_ref().map(|due| &due.currency),
        before.due_edited,
        before.status.map(|(status, _)| status.word()),
        flagged,
    ])?;
    Ok(())
}

/// What was before this row of the log settled a refusal.
///
/// # Errors
/// The file can't be read.
pub fn by_row(conn: &Connection, row: i64) -> Result<Option<Settled>> {
    let mut statement = conn.prepare_cached("SELECT * FROM settled WHERE row = ?")?;
    first(statement.query([row])?, read)
}

fn read(row: &Row<'_>) -> Result<Settled> {
    let hundredths: Option<i64> = get(row, "due_hundredths")?;
    let currency: Option<String> = get(row, "due_currency")?;
    let status: Option<String> = get(row, "status")?;
    let flagged: Option<String> = get(row, "flagged")?;
    let status = match status {
        Some(status) => Some((
            parse_status(&status)?,
            parse_flag(&flagged.unwrap_or_default())?,
        )),
        None => None,
    };
    Ok(Settled {
        due: hundredths.map(|hundredths| Due {
            hundredths,
            currency: currency.unwrap_or_default(),
        }),
        due_edited: get(row, "due_edited")?,
        status,
    })
}
