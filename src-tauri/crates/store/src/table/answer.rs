//! What attendees answered to the organiser's questions; it lies packed beside each.

use std::fmt::Write as _;

use lanyard_event::AttendeeId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

/// An attendee's answers, by the title of the question, in the order of the questions.
///
/// # Errors
/// The file can't be read.
pub fn of(conn: &Connection, attendee: AttendeeId) -> Result<Vec<(String, String)>> {
    let packed = packed(conn, attendee)?;
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
pub fn set(conn: &Connection, attendee: AttendeeId, question: &str, answer: &str) -> Result<()> {
    let question = super::question::named(conn, question)?;
    let before = packed(conn, attendee)?;
    let mut answers: Vec<_> = unpack(&before).filter(|(id, _)| *id != question).collect();
    answers.push((question, answer));
    put_packed(conn, attendee, &pack(answers))
}

/// An attendee's answers, as [`unpack`] reads them.
///
/// # Errors
/// The file can't be read.
pub fn packed(conn: &Connection, attendee: AttendeeId) -> Result<String> {
    Ok(conn
        .prepare_cached("SELECT answers FROM attendee WHERE id = ?")?
        .query_row([attendee.to_bytes()], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// Puts answers, as [`pack`] made them, in the place of all that an attendee has.
///
/// # Errors
/// The file can't be written.
pub fn put_packed(conn: &Connection, attendee: AttendeeId, packed: &str) -> Result<()> {
    conn.prepare_cached("UPDATE attendee SET answers = ? WHERE id = ?")?
        .execute(params![packed, attendee.to_bytes()])?;
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
