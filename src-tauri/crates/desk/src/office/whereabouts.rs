//! Where the people of each ticket are, and since when: read from the log in one go.

use std::collections::HashMap;

use jiff::Timestamp;
use lanyard_event::{DoorId, Event, Kind, Presence, Ticket, TicketId, presence_day};
use lanyard_store::{Connection, table, table::log::Logged};

use crate::{Result, answers::State};

/// What the log says of one ticket.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Whereabouts {
    /// `None`: nobody has come on it.
    pub(super) state: Option<State>,
    /// How many of its people are inside.
    pub(super) inside: u16,
    /// When the first of its people came, and by which door.
    pub(super) arrived: Option<(Timestamp, DoorId)>,
    /// When somebody was last seen leaving.
    pub(super) left: Option<Timestamp>,
}

/// The whereabouts of all tickets that the log names.
pub(super) fn whereabouts(
    conn: &Connection,
    event: &Event,
    tickets: &[Ticket],
    now: Timestamp,
) -> Result<HashMap<TicketId, Whereabouts>> {
    let kinds: HashMap<_, _> = tickets
        .iter()
        .map(|ticket| (ticket.id, ticket.ticket_type))
        .collect();
    let mut rows: HashMap<TicketId, Vec<Logged>> = HashMap::new();
    table::log::each_after(conn, 0, |logged| {
        if let Some(ticket) = logged.entry.ticket {
            rows.entry(ticket).or_default().push(logged);
        }
        Ok(())
    })?;
    let all = rows.into_iter().map(|(ticket, rows)| {
        let entries = rows.iter().map(|row| &row.entry);
        let first = Presence::of(entries.clone(), None)
            .arrivals()
            .min_by_key(|entry| entry.hlc)
            .map(|entry| (entry.at, entry.door));
        let kind = kinds.get(&ticket).and_then(|kind| event.ticket_type(*kind));
        let today = Presence::of(entries, presence_day(event, kind, now));
        let exit = rows.iter().rev().find(|row| row.entry.kind == Kind::Exit);
        let whereabouts = Whereabouts {
            inside: today.inside(),
            state: match (today.inside(), today.arrived()) {
                (0, 0) => None,
                (0, _) => Some(State::Left),
                _ => Some(State::Inside),
            },
            arrived: first,
            left: exit.map(|row| row.entry.at),
        };
        (ticket, whereabouts)
    });
    Ok(all.collect())
}

/// Where the holder of several tickets is.
pub(super) fn together(all: impl Iterator<Item = Whereabouts>) -> Whereabouts {
    all.fold(Whereabouts::default(), |before, one| Whereabouts {
        inside: before.inside + one.inside,
        state: match (before.state, one.state) {
            (Some(State::Inside), _) | (_, None) => before.state,
            (_, state) => state,
        },
        arrived: before.arrived.into_iter().chain(one.arrived).min(),
        left: before.left.max(one.left),
    })
}
