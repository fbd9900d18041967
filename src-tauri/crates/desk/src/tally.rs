use std::collections::HashMap;

use lanyard_event::{Day, Entry, Event, Presence, TicketId};
use lanyard_store::{Connection, Result, table, table::log::Logged};

use crate::answers::State;

/// How many people came and are inside: a fold of the log that only reads what is new.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    last_row: i64,
    tickets: HashMap<TicketId, Here>,
    arrived: u32,
    inside: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Here {
    arrived: u16,
    inside: u16,
}

impl Here {
    fn of(presence: &Presence<'_>) -> Self {
        Self {
            arrived: presence.arrived(),
            inside: presence.inside(),
        }
    }
}

impl Tally {
    /// Reads the rows that were written since the last time, by whomever.
    pub(crate) fn catch_up(&mut self, conn: &Connection, event: &Event) -> Result<()> {
        let mut moved = Vec::new();
        let mut last_row = self.last_row;
        table::log::each_after(conn, self.last_row, |logged| {
            last_row = logged.row;
            let moves = logged.entry.kind.moves() || logged.entry.voids.is_some();
            if let Some(ticket) = logged.entry.ticket.filter(|_| moves) {
                moved.push((ticket, logged.entry.at));
            }
            Ok(())
        })?;
        moved.sort_by_key(|(ticket, at)| (*ticket, std::cmp::Reverse(*at)));
        moved.dedup_by_key(|(ticket, _)| *ticket);
        for (ticket, at) in moved {
            let entries = table::log::of_ticket(conn, ticket)?;
            let kind = table::ticket::by_id(conn, ticket)?
                .and_then(|ticket| event.ticket_type(ticket.ticket_type).cloned());
            let day = lanyard_event::presence_day(event, kind.as_ref(), at);
            let presence = Presence::of(&entries, day);
            self.set(ticket, Here::of(&presence));
        }
        self.last_row = last_row;
        Ok(())
    }

    /// Counts a row that this desk has just written behind `before`, the ticket's rows until then;
    /// what another process wrote in between is read by [`Self::catch_up`].
    pub(crate) fn add(&mut self, logged: &Logged, before: &[Entry], day: Option<Day>) {
        if logged.row != self.last_row + 1 {
            return;
        }
        self.last_row = logged.row;
        let moves = logged.entry.kind.moves();
        if let Some(ticket) = logged.entry.ticket.filter(|_| moves) {
            let rows = before.iter().chain([&logged.entry]);
            self.set(ticket, Here::of(&Presence::of(rows, day)));
        }
    }

    fn set(&mut self, ticket: TicketId, here: Here) {
        let before = self.tickets.insert(ticket, here).unwrap_or_default();
        self.arrived = self.arrived - u32::from(before.arrived) + u32::from(here.arrived);
        self.inside = self.inside - u32::from(before.inside) + u32::from(here.inside);
    }

    pub(crate) fn arrived(&self) -> u32 {
        self.arrived
    }

    pub(crate) fn inside(&self) -> u32 {
        self.inside
    }

    /// Where the holder of these tickets is; `None` when nobody came on them yet.
    pub(crate) fn state(&self, tickets: impl IntoIterator<Item = TicketId>) -> Option<State> {
        let mut state = None;
        for ticket in tickets {
            match self.tickets.get(&ticket) {
                Some(here) if here.inside > 0 => return Some(State::Inside),
                Some(here) if here.arrived > 0 => state = Some(State::Left),
                _ => {}
            }
        }
        state
    }
}
