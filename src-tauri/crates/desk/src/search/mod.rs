//! The search by name, in memory: every key that is typed is a search.
//!
//! [`fold`] makes words of names: in plain Latin letters, and by their sound. An [`index::Index`]
//! has all different words of the list in a [`dictionary`] and the guests as rows of word numbers,
//! in the order in which they are shown. [`query`] reads what was typed, first as it stands and
//! then with slips in it; a [`sought::Sought`] is a word of it and all that it can mean; and
//! [`ranking`] says which rows fit and how well. [`state::Search`] keeps up with the list, and is
//! the only one here that knows the event file.

mod at_door;
mod build;
mod dictionary;
mod feed;
mod fold;
mod index;
mod letters;
mod numbers;
mod query;
mod ranking;
mod rows;
mod sought;
mod state;
#[cfg(test)]
mod tests;
mod texts;

use lanyard_event::{AttendeeId, Direction, Reading, Status, Ticket};
use lanyard_store::{Connection, table};

pub(crate) use self::{
    feed::Feed,
    fold::name_sound,
    index::{Answers, Builder, Guest},
    state::{Making, Search},
};
use crate::{
    Desk, Result,
    answers::{Found, State},
    scan::{code_text, known},
};

impl Desk {
    /// The guests that fit what was typed, best first; before them whoever has it on their ticket as
    /// its code, since where no scanner reads it, it is typed. Without [`Desk::prepare_search`] the
    /// first search makes the index.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn find(&mut self, query: &str) -> Result<Vec<Found>> {
        self.refresh()?;
        self.tally()?;
        let ids = self.search.find(&self.store, query)?;
        let reading = code_text(query.trim()).ok().map(|code| self.reading(code));
        self.store.read_at_once(|conn| {
            let mut found = Vec::with_capacity(ids.len() + 1);
            let holder = reading.map(|reading| holder(conn, reading)).transpose()?;
            let holder = holder.flatten();
            if let Some(id) = holder {
                let first = self.found(conn, id)?;
                found.extend(first.map(|first| Found {
                    by_code: true,
                    ..first
                }));
            }
            for id in ids.into_iter().filter(|id| Some(*id) != holder) {
                found.extend(self.found(conn, id)?);
            }
            Ok(found)
        })
    }

    /// Begins to make the search index, in another thread: for a face that opens now and is
    /// searched soon. Until it is ready, a search waits a moment and then only finds what a name
    /// begins with.
    ///
    /// # Errors
    /// The file can't be opened a second time.
    pub fn prepare_search(&mut self) -> Result<()> {
        Ok(self.search.prepare(&self.store)?)
    }

    /// How many bytes the search index takes; 0 before there is one.
    pub fn search_bytes(&self) -> usize {
        self.search.size()
    }

    fn found(&self, conn: &Connection, id: AttendeeId) -> Result<Option<Found>> {
        let Some(attendee) = table::attendee::by_id(conn, id)? else {
            return Ok(None);
        };
        let tickets = table::ticket::of_attendee(conn, id)?;
        let here = self.tally.state(tickets.iter().map(|ticket| ticket.id));
        let holds = tickets.iter().any(Ticket::holds);
        let comes = holds && attendee.said() == Status::Confirmed;
        // Those that hold come first.
        let mut kinds = tickets
            .iter()
            .filter_map(|ticket| self.event.ticket_type(ticket.ticket_type));
        Ok(Some(Found {
            id: id.to_string(),
            ticket_type: kinds
                .next()
                .map(|kind| kind.name.clone())
                .unwrap_or_default(),
            state: match here {
                Some(state) => state,
                None if comes => State::Expected,
                None => State::NotComing,
            },
            status: match here {
                Some(_) => attendee.status.into(),
                None => attendee.said().into(),
            },
            sounds: name_sound(&attendee.name),
            name: attendee.name,
            company: attendee.company,
            email: attendee.email,
            role: attendee.role,
            note: attendee.note,
            attention: attendee.attention,
            by_code: false,
        }))
    }
}

/// Whose code this is, as a scan of it would find them.
fn holder(conn: &Connection, reading: Reading) -> Result<Option<AttendeeId>> {
    let known = known(conn, reading, Direction::In)?;
    Ok(known.guest().map(|guest| guest.attendee.id))
}
