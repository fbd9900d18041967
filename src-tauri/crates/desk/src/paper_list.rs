//! The list on paper, for the night the power fails: everybody who is expected, by name.

use std::collections::HashMap;

use jiff::Timestamp;
use lanyard_event::{AttendeeId, Event, Status, TicketId};
use lanyard_paper::{Sheet, SheetRow};
use lanyard_store::{Connection, table};

use crate::{Desk, Result, answers::State, format, ticket_files::sort_key};

struct Words {
    title: &'static str,
    as_of: &'static str,
    people: &'static str,
    columns: [&'static str; 6],
    inside: &'static str,
    left: &'static str,
    unpaid: &'static str,
}

const ENGLISH: Words = Words {
    title: "Guest list",
    as_of: "As of",
    people: "expected",
    columns: ["Name", "Ticket", "Company", "Note", "Due", "Here"],
    inside: "in",
    left: "left",
    unpaid: "unpaid",
};
const GERMAN: Words = Words {
    title: "Gästeliste",
    as_of: "Stand",
    people: "erwartet",
    columns: ["Name", "Ticket", "Firma", "Notiz", "Offen", "Da"],
    inside: "da",
    left: "weg",
    unpaid: "unbezahlt",
};

impl Desk {
    /// Everybody who is expected as a list to tick off, in the order of the names; in German
    /// where `language` begins with `de`, else in English.
    ///
    /// # Errors
    /// The file can't be read, the PDF can't be made.
    pub fn paper_list_pdf(&mut self, language: &str) -> Result<Vec<u8>> {
        self.refresh()?;
        let now = self.now();
        self.tally()?;
        let here = |ticket| Some((self.tally.state([ticket])?, self.tally.inside_of(ticket)));
        let sheet = paper_list(self.store.read(), &self.event, now, language, here)?;
        Ok(self.paper().sheet(&sheet)?)
    }
}

/// The list to tick off; `here` says where the people of a ticket are, and how many are inside.
pub(crate) fn paper_list(
    conn: &Connection,
    event: &Event,
    now: Timestamp,
    language: &str,
    here: impl Fn(TicketId) -> Option<(State, u16)>,
) -> Result<Sheet> {
    let words = if format::is_german(language) {
        GERMAN
    } else {
        ENGLISH
    };
    let guests: HashMap<AttendeeId, _> = table::attendee::list(conn)?
        .into_iter()
        .filter(|guest| guest.status == Status::Confirmed)
        .map(|guest| (guest.id, guest))
        .collect();
    let mut total = 0;
    let mut rows = Vec::new();
    for ticket in table::ticket::valid(conn)? {
        let Some(guest) = guests.get(&ticket.attendee) else {
            continue;
        };
        total += u32::from(ticket.admits);
        let kind = event.ticket_type(ticket.ticket_type);
        let here = match here(ticket.id) {
            // Of a group the others are still to come.
            Some((State::Inside, inside)) if inside < ticket.admits => {
                format!("{inside} {}", words.inside)
            }
            Some((State::Inside, _)) => words.inside.to_owned(),
            Some((State::Left, _)) => words.left.to_owned(),
            _ => String::new(),
        };
        let note = [guest.attention.as_str(), guest.note.as_str()];
        let note: Vec<_> = note.into_iter().filter(|part| !part.is_empty()).collect();
        let key = sort_key(&guest.name);
        let row = SheetRow {
            heading: letter(&key),
            people: ticket.admits.into(),
            cells: vec![
                guest.name.clone(),
                kind.map(|kind| kind.name.clone()).unwrap_or_default(),
                guest.company.clone(),
                note.join(" · "),
                ticket
                    .due
                    .as_ref()
                    .map(|due| due.amount().unwrap_or_else(|| words.unpaid.to_owned()))
                    .unwrap_or_default(),
                here,
            ],
        };
        rows.push((key, row));
    }
    rows.sort_by(|one, other| (&one.0, &one.1.cells).cmp(&(&other.0, &other.1.cells)));
    let mut columns: Vec<String> = words.columns.map(str::to_owned).into();
    let mut rows: Vec<_> = rows.into_iter().map(|row| row.1).collect();
    // A column that nobody has anything in takes room from the others.
    for at in (1..columns.len()).rev() {
        if rows.iter().all(|row| row.cells[at].is_empty()) {
            columns.remove(at);
            for row in &mut rows {
                row.cells.remove(at);
            }
        }
    }
    let date = format::long_date(event, language);
    let as_of = format::moment(now, event, language);
    let as_of = format!("{} {as_of}", words.as_of);
    let place = [date.as_str(), &event.venue];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(Sheet {
        title: words.title.into(),
        lines: vec![event.name.clone(), place.join(" · "), as_of.clone()],
        figure: total.to_string(),
        figure_label: words.people.into(),
        // What is too long is cut: of several prints only this tells the newest.
        foot: [&as_of, &event.name, &date].map(String::as_str).join(" · "),
        ribbon: event.ribbon.clone(),
        tick_boxes: true,
        columns,
        rows,
    })
}

/// Under which letter a name stands: `#` for what begins with none.
pub(crate) fn letter(key: &str) -> String {
    match key.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => first.to_string(),
        _ => "#".to_owned(),
    }
}
