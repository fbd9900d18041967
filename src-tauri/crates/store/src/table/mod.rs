//! The tables: each module holds one table's SQL beside the row it fills.

pub mod alias;
pub mod answer;
pub mod apart;
pub mod attendee;
pub mod before;
pub mod bulk;
pub mod desk;
pub mod erase;
pub mod event;
pub mod forgotten;
pub mod import;
pub mod key;
pub mod known;
pub mod log;
pub mod mail;
pub mod operator;
pub mod question;
pub mod settled;
pub mod standing;
pub mod substituted;
pub mod template;
pub mod ticket;

use jiff::{Timestamp, civil::Date};
use rusqlite::{Row, types::FromSql};

use crate::{Result, StoreError};

/// A column's value; an unreadable one is damage, not a bug.
fn get<T: FromSql>(row: &Row<'_>, column: &str) -> Result<T> {
    row.get(column)
        .map_err(|error| StoreError::damaged(error.to_string()))
}

/// How many rows, which an event file counts in 32 bits.
fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

fn timestamp(micros: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|_| StoreError::damaged("a time out of range"))
}

fn date(text: &str) -> Result<Date> {
    text.parse()
        .map_err(|_| StoreError::damaged(format!("“{text}” is no date")))
}

fn number<T: TryFrom<i64>>(row: &Row<'_>, column: &str) -> Result<T> {
    let value: i64 = get(row, column)?;
    T::try_from(value).map_err(|_| StoreError::damaged(format!("{column} is out of range")))
}

/// All rows of a query, each read by `read`.
fn all<T>(mut rows: rusqlite::Rows<'_>, read: impl Fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The first row of a query, if any, read by `read`.
fn first<T>(
    mut rows: rusqlite::Rows<'_>,
    read: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Option<T>> {
    match rows.next()? {
        Some(row) => read(row).map(Some),
        None => Ok(None),
    }
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str> {
    let text = row.get_ref(column)?.as_str();
    text.map_err(|error| StoreError::damaged(error.to_string()))
}

fn blob<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r [u8]> {
    let blob = row.get_ref(column)?.as_blob();
    blob.map_err(|error| StoreError::damaged(error.to_string()))
}
