//! The organiser's own questions; what the guests answered stands beside each guest.

use rusqlite::{Connection, params};

use super::{all, get};
use crate::Result;

/// A question of the organiser's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its number.
    pub id: i64,
    /// What it asks, as the list has it.
    pub title: String,
    /// The door shows the answer.
    pub shown: bool,
    /// The badge has the answer.
    pub on_badge: bool,
}

/// All questions, in the order in which lists brought them.
///
/// # Errors
/// The file can't be read.
pub fn list(conn: &Connection) -> Result<Vec<Question>> {
    let mut statement =
        conn.prepare_cached("SELECT id, title, shown, on_badge FROM question ORDER BY id")?;
    all(statement.query([])?, |row| {
        Ok(Question {
            id: get(row, "id")?,
            title: get(row, "title")?,
            shown: get(row, "shown")?,
            on_badge: get(row, "on_badge")?,
        })
    })
}

/// The number of the question of this title; where there is none yet, it is added.
///
/// # Errors
/// The file can't be written.
pub fn named(conn: &Connection, title: &str) -> Result<i64> {
    conn.prepare_cached("INSERT OR IGNORE INTO question (title) VALUES (?)")?
        .execute([title])?;
    Ok(conn
        .prepare_cached("SELECT id FROM question WHERE title = ?")?
        .query_row([title], |row| row.get(0))?)
}

/// Says where the answers to a question are shown.
///
/// # Errors
/// The file can't be written.
pub fn set(conn: &Connection, id: i64, shown: bool, on_badge: bool) -> Result<()> {
    conn.prepare_cached("UPDATE question SET shown = ?, on_badge = ? WHERE id = ?")?
        .execute(params![shown, on_badge, id])?;
    Ok(())
}

/// The titles of all questions, in the order in which lists brought them.
///
/// # Errors
/// The file can't be read.
pub fn titles(conn: &Connection) -> Result<Vec<String>> {
    let all = list(conn)?;
    Ok(all.into_iter().map(|question| question.title).collect())
}
