use std::collections::HashSet;

use lanyard_event::{EntryRef, Event, Kind, Means, Ticket, VerdictKind};
use lanyard_exchange::fold;
use lanyard_store::{Connection, table, table::log::Logged};

use crate::{
    Desk, Result,
    answers::{self, LogFilter, LogLine, LogPage, LogTone},
    format,
};

/// How many rows a page of the log has where nothing else is asked for.
const PAGE: usize = 200;

pub(crate) fn newest(desk: &Desk, most: usize) -> Result<Vec<LogLine>> {
    let rows = table::log::newest(desk.store.read(), most)?;
    let voided = rows.iter().filter_map(|row| row.entry.voids).collect();
    lines(desk.store.read(), &desk.event, rows, &voided)
}

/// The whole log, oldest first.
pub(crate) fn whole(conn: &Connection, event: &Event) -> Result<Vec<LogLine>> {
    let mut rows = Vec::new();
    table::log::each_after(conn, 0, |logged| {
        rows.push(logged);
        Ok(())
    })?;
    let voided = rows.iter().filter_map(|row| row.entry.voids).collect();
    lines(conn, event, rows, &voided)
}

impl Desk {
    /// The whole log, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn log(&self) -> Result<Vec<LogLine>> {
        whole(self.store.read(), &self.event)
    }

    /// The newest rows that `filter` lets through, newest first.
    ///
    /// # Errors
    /// There is no such door; the file can't be read.
    pub fn log_page(&mut self, filter: &LogFilter) -> Result<LogPage> {
        self.refresh()?;
        let most = filter
            .most
            .map_or(PAGE, |most| most.clamp(1, 1_000) as usize);
        self.known_door(filter)?;
        let conn = self.store.read();
        let mut before = filter.before.map_or(i64::MAX, i64::from);
        let mut voided = voided_from(conn, before)?;
        let mut found = Vec::new();
        loop {
            let rows = table::log::newest_before(conn, before, PAGE)?;
            let last = rows.len() < PAGE;
            before = rows.last().map_or(0, |row| row.row);
            voided.extend(rows.iter().filter_map(|row| row.entry.voids));
            let mut lines = lines(conn, &self.event, rows, &voided)?;
            lines.retain(|line| lets_through(filter, line));
            found.extend(lines);
            if last || found.len() > most {
                let more = found.len() > most;
                found.truncate(most);
                return Ok(LogPage { lines: found, more });
            }
        }
    }

    /// All rows that `filter` lets through, oldest first.
    ///
    /// # Errors
    /// There is no such door; the file can't be read.
    pub fn filtered_log(&mut self, filter: &LogFilter) -> Result<Vec<LogLine>> {
        self.refresh()?;
        self.known_door(filter)?;
        let mut lines = self.log()?;
        lines.retain(|line| lets_through(filter, line));
        Ok(lines)
    }

    fn known_door(&self, filter: &LogFilter) -> Result<()> {
        match &filter.door {
            Some(name) => self.door_named(name).map(|_| ()),
            None => Ok(()),
        }
    }

    /// The rows of the log that name one of these tickets, oldest first.
    pub(crate) fn log_of(&self, tickets: &[Ticket]) -> Result<Vec<LogLine>> {
        let conn = self.store.read();
        let mut rows = Vec::new();
        for ticket in tickets {
            rows.extend(table::log::rows_of_ticket(conn, ticket.id)?);
        }
        rows.sort_by_key(|row| row.row);
        let voided = rows.iter().filter_map(|row| row.entry.voids).collect();
        lines(conn, &self.event, rows, &voided)
    }
}

fn lets_through(filter: &LogFilter, line: &LogLine) -> bool {
    let text = filter.text.trim().to_lowercase();
    let texts = [&line.name, &line.text].into_iter().flatten();
    let mut texts = texts.map(|one| one.to_lowercase());
    (text.is_empty() || texts.any(|one| one.contains(&text)))
        && filter.tone.is_none_or(|tone| tone == log_tone(line.kind))
        && filter
            .door
            .as_ref()
            .is_none_or(|door| fold(door) == fold(&line.door))
}

fn log_tone(kind: answers::Kind) -> LogTone {
    match kind {
        answers::Kind::Entry | answers::Kind::Exit => LogTone::Passed,
        answers::Kind::Refused => LogTone::Refused,
        answers::Kind::Void
        | answers::Kind::Override
        | answers::Kind::Substitute
        | answers::Kind::Answer
        | answers::Kind::BadgePrinted
        | answers::Kind::ConflictSettled => LogTone::Changed,
    }
}

/// What the rows from `row` on take back.
fn voided_from(conn: &Connection, row: i64) -> Result<HashSet<EntryRef>> {
    let mut voided = HashSet::new();
    if row < i64::MAX {
        table::log::each_after(conn, row - 1, |logged| {
            voided.extend(logged.entry.voids);
            Ok(())
        })?;
    }
    Ok(voided)
}

/// A void always stands behind the row it takes back, so whoever shows a row also has its void
/// among `voided`.
fn lines(
    conn: &Connection,
    event: &Event,
    rows: Vec<Logged>,
    voided: &HashSet<EntryRef>,
) -> Result<Vec<LogLine>> {
    rows.into_iter()
        .map(|Logged { row, entry }| {
            let attendee = match entry.attendee {
                Some(id) => table::attendee::by_id(conn, id)?,
                None => None,
            };
            let voided = voided.contains(&entry.place);
            Ok(LogLine {
                text: match entry.kind {
                    Kind::Entry if entry.verdict == VerdictKind::Admitted => None,
                    Kind::Refused | Kind::Exit | Kind::Void | Kind::BadgePrinted => None,
                    _ => table::log::text(conn, row)?,
                },
                can_undo: entry.kind.moves() && !voided,
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
                tone: if entry.kind.moves() && !entry.verdict.passes() {
                    // Settled: they came in.
                    lanyard_event::Tone::Green
                } else {
                    entry.verdict.tone(event.reentry)
                }
                .into(),
                by_hand: entry.means == Means::Hand,
                voided,
            })
        })
        .collect()
}
