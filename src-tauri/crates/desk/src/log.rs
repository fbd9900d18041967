use std::collections::HashSet;

use lanyard_event::{AttendeeId, EntryRef, Event, Means};
use lanyard_store::{Connection, table, table::log::Logged};

use crate::{Desk, Result, answers::LogLine, format};

pub(crate) fn newest(desk: &Desk, most: usize) -> Result<Vec<LogLine>> {
    let rows = table::log::newest(desk.store.read(), most)?;
    lines(desk.store.read(), &desk.event, rows)
}

impl Desk {
    /// The whole log, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn log(&self) -> Result<Vec<LogLine>> {
        let mut rows = Vec::new();
        table::log::each_after(self.store.read(), 0, |logged| {
            rows.push(logged);
            Ok(())
        })?;
        lines(self.store.read(), &self.event, rows)
    }

    /// The rows of the log that name an attendee, oldest first.
    pub(crate) fn log_of(&self, attendee: AttendeeId) -> Result<Vec<LogLine>> {
        let mut lines = self.log()?;
        let id = attendee.to_string();
        lines.retain(|line| line.attendee.as_deref() == Some(&id));
        Ok(lines)
    }
}

/// A void always stands behind the row it takes back, so whoever shows a row also has its void.
fn lines(conn: &Connection, event: &Event, rows: Vec<Logged>) -> Result<Vec<LogLine>> {
    let voided: HashSet<EntryRef> = rows.iter().filter_map(|row| row.entry.voids).collect();
    rows.into_iter()
        .map(|Logged { row, entry }| {
            let attendee = match entry.attendee {
                Some(id) => table::attendee::by_id(conn, id)?,
                None => None,
            };
            Ok(LogLine {
                row: format::row(row),
                at: format::rfc3339(entry.at, event),
                clock: format::clock(entry.at, event),
                door: event
                    .door(entry.door)
                    .map(|door| door.name.clone())
                    .unwrap_or_default(),
                kind: entry.kind.into(),
                attendee: attendee.as_ref().map(|attendee| attendee.id.to_string()),
                name: attendee.map(|attendee| attendee.name),
                verdict: entry.verdict.into(),
                tone: entry.verdict.tone(event.reentry).into(),
                by_hand: entry.means == Means::Hand,
                voided: voided.contains(&entry.place),
            })
        })
        .collect()
}
