//! The list of who is inside, for an evacuation.

use lanyard_event::{Attendee, Presence, Ticket, TicketId};
use lanyard_paper::{Sheet, SheetRow};
use lanyard_store::table;

use crate::{Desk, Result, format, paper_list::letter, ticket_files::sort_key};

/// The words of the list.
struct Words {
    title: &'static str,
    printed: &'static str,
    inside: &'static str,
    columns: [&'static str; 5],
    unlisted: &'static str,
}

const ENGLISH: Words = Words {
    title: "Who is inside",
    printed: "Printed",
    inside: "inside",
    columns: ["Name", "Company", "Ticket", "In at", "Door"],
    unlisted: "Ticket that is not in the list",
};
const GERMAN: Words = Words {
    title: "Wer im Haus ist",
    printed: "Gedruckt",
    inside: "im Haus",
    columns: ["Name", "Firma", "Ticket", "Seit", "Tür"],
    unlisted: "Ticket, das nicht auf der Liste steht",
};

impl Desk {
    /// Who is inside, by name, as a list to tick off; in German where `language` begins with `de`,
    /// else in English. Gives how many people stand on it.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn inside_list(&mut self, language: &str) -> Result<(u32, Sheet)> {
        self.refresh()?;
        let words = if format::is_german(language) {
            GERMAN
        } else {
            ENGLISH
        };
        let total = self.tally()?.total().inside;
        let mut people = Vec::new();
        for (ticket, inside) in self.tally.inside() {
            people.push(self.person(ticket, inside, &words)?);
        }
        people.sort();
        let now = self.now();
        let clock = format::clock(now, &self.event);
        let rows = people.into_iter().map(|person| SheetRow {
            heading: letter(&person.sorted),
            people: person.people.into(),
            cells: person.cells,
        });
        let sheet = Sheet {
            title: words.title.into(),
            lines: vec![
                self.event.name.clone(),
                format!(
                    "{} {}",
                    words.printed,
                    format::moment(now, &self.event, language)
                ),
            ],
            figure: total.to_string(),
            figure_label: words.inside.into(),
            foot: format!("{total} {} · {clock} · {}", words.inside, self.event.name),
            ribbon: self.event.ribbon.clone(),
            tick_boxes: true,
            columns: words.columns.map(str::to_owned).into(),
            rows: rows.collect(),
        };
        Ok((total, sheet))
    }

    fn person(&self, ticket: TicketId, people: u16, words: &Words) -> Result<Person> {
        let conn = self.store.read();
        let entries = table::log::of_ticket(conn, ticket)?;
        let (ticket, guest): (Option<Ticket>, Option<Attendee>) =
            match table::ticket::by_id(conn, ticket)? {
                Some(ticket) => {
                    let guest = table::attendee::by_id(conn, ticket.attendee)?;
                    (Some(ticket), guest)
                }
                None => (None, None),
            };
        let kind = ticket.and_then(|ticket| self.event.ticket_type(ticket.ticket_type));
        let kind = kind.map(|kind| kind.name.clone()).unwrap_or_default();
        let (name, company) = match guest {
            Some(guest) => (guest.name, guest.company),
            None => (words.unlisted.into(), String::new()),
        };
        let (at, door) = match Presence::of(&entries, None).last_entry() {
            Some(entry) => (
                format::clock(entry.at, &self.event),
                self.door_name(entry.door),
            ),
            None => (String::new(), String::new()),
        };
        Ok(Person {
            sorted: sort_key(&name),
            people,
            cells: vec![name, company, kind, at, door],
        })
    }
}

/// A line of the list, in the order of the names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Person {
    sorted: String,
    cells: Vec<String>,
    people: u16,
}
