//! The search by name: a first version that goes through all names.

use any_ascii::any_ascii;
use lanyard_event::{Attendee, Event, Status, TicketId, TicketState};
use lanyard_store::{Connection, table};

use crate::{
    Desk, Result,
    answers::{FindAnswer, Found, State},
};

/// How many guests a search gives at most.
const MOST: usize = 50;
/// How many letters a search at the desk needs.
const LETTERS: usize = 2;
/// How many with privacy.
const PRIVATE_LETTERS: usize = 4;
/// How many guests are shown with privacy.
const MOST_PRIVATE: usize = 6;

/// The names of all guests, folded for the search.
#[derive(Debug)]
pub(crate) struct SearchIndex {
    guests: Vec<Guest>,
}

#[derive(Debug)]
struct Guest {
    attendee: Attendee,
    ticket_type: String,
    tickets: Vec<TicketId>,
    holds: bool,
    /// The name's words as they are written, in lower case.
    written: Vec<String>,
    name: Vec<String>,
    rest: Vec<String>,
}

impl SearchIndex {
    pub(crate) fn of(conn: &Connection, event: &Event) -> Result<Self> {
        let mut guests: Vec<_> = table::attendee::list(conn)?
            .into_iter()
            .map(|attendee| Guest {
                written: written(&attendee.name),
                name: words(&attendee.name),
                rest: words(&format!("{} {}", attendee.company, attendee.email)),
                ticket_type: String::new(),
                tickets: Vec::new(),
                holds: false,
                attendee,
            })
            .collect();
        for ticket in table::ticket::list(conn)? {
            let at = guests.binary_search_by_key(&ticket.attendee, |guest| guest.attendee.id);
            let Some(guest) = at.ok().and_then(|at| guests.get_mut(at)) else {
                continue;
            };
            let kind = event.ticket_type(ticket.ticket_type);
            let holds = ticket.state == TicketState::Valid;
            if let Some(kind) = kind.filter(|_| holds || guest.ticket_type.is_empty()) {
                guest.ticket_type.clone_from(&kind.name);
            }
            guest.holds |= holds;
            guest.tickets.push(ticket.id);
        }
        Ok(Self { guests })
    }

    /// The guests that every word of the query fits, best first.
    fn search(&self, query: &str) -> Vec<&Guest> {
        let as_typed = written(query);
        let query = words(query);
        if query.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<_> = self
            .guests
            .iter()
            .filter_map(|guest| Some((guest.distance(&query, &as_typed)?, guest)))
            .collect();
        found.sort_by(|(a, one), (b, other)| {
            let stays_away = |guest: &Guest| !guest.comes();
            a.cmp(b)
                .then_with(|| stays_away(one).cmp(&stays_away(other)))
                .then_with(|| one.attendee.name.cmp(&other.attendee.name))
        });
        found.truncate(MOST);
        found.into_iter().map(|(_, guest)| guest).collect()
    }
}

impl Guest {
    /// How far the query is from this guest; `None` where a word of it fits nothing. What is
    /// written just so comes before what only sounds like it.
    fn distance(&self, query: &[String], as_typed: &[String]) -> Option<u32> {
        let words: Option<u32> = query.iter().map(|word| self.word_distance(word)).sum();
        let exact = as_typed.iter().all(|word| self.written.contains(word));
        words.map(|words| words * 2 + u32::from(!exact))
    }

    fn comes(&self) -> bool {
        self.holds && self.attendee.status == Status::Confirmed
    }

    fn word_distance(&self, word: &str) -> Option<u32> {
        if self.name.iter().any(|one| one == word) {
            Some(0)
        } else if self.name.iter().any(|one| one.starts_with(word)) {
            Some(1)
        } else if self.rest.iter().any(|one| one.starts_with(word)) {
            Some(2)
        } else {
            self.name.iter().any(|one| one.contains(word)).then_some(3)
        }
    }
}

impl Desk {
    /// The guests that fit what was typed, best first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn find(&mut self, query: &str) -> Result<Vec<Found>> {
        self.refresh()?;
        self.tally()?;
        self.make_index()?;
        Ok(self.searched(query))
    }

    /// As [`Self::find`], at the desk: only once enough is typed, and with `privacy` much later
    /// and without whole e-mail addresses, since guests see the screen too.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn find_at_door(&mut self, query: &str) -> Result<FindAnswer> {
        let letters = query.chars().filter(|c| c.is_alphanumeric());
        // A word of other scripts may be one sign long.
        let weight = |c: char| if c.is_ascii() { 1 } else { 2 };
        let typed: usize = letters.map(weight).sum();
        let privacy = self.event.privacy;
        if typed < if privacy { PRIVATE_LETTERS } else { LETTERS } {
            return Ok(FindAnswer {
                found: Vec::new(),
                more_letters: true,
            });
        }
        let mut found = self.find(query)?;
        if privacy {
            found.truncate(MOST_PRIVATE);
            for guest in &mut found {
                guest.email = masked(&guest.email);
            }
        }
        Ok(FindAnswer {
            found,
            more_letters: false,
        })
    }

    fn searched(&self, query: &str) -> Vec<Found> {
        let Some(index) = &self.index else {
            return Vec::new();
        };
        let found = index.search(query).into_iter().map(|guest| {
            let attendee = &guest.attendee;
            let here = self.tally.state(guest.tickets.iter().copied());
            Found {
                id: attendee.id.to_string(),
                name: attendee.name.clone(),
                company: attendee.company.clone(),
                email: attendee.email.clone(),
                role: attendee.role.clone(),
                ticket_type: guest.ticket_type.clone(),
                state: match here {
                    Some(state) => state,
                    None if guest.comes() => State::Expected,
                    None => State::NotComing,
                },
                status: attendee.status.into(),
                note: attendee.note.clone(),
                attention: attendee.attention.clone(),
            }
        });
        found.collect()
    }
}

/// `m…@example.org`: enough to tell two of one name apart, not enough to write to.
fn masked(email: &str) -> String {
    match email.split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        None => String::new(),
    }
}

fn written(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

/// Words in lower-case Latin letters without accents, whatever the script.
fn words(text: &str) -> Vec<String> {
    any_ascii(text)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}
