use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use lanyard_event::{
    Arrivals, AttendeeId, Day, Entry, Event, Kind, Presence, TicketId, TicketTypeId, VerdictKind,
};
use lanyard_store::{Connection, Result, table, table::log::Logged};

use crate::answers::State;

/// How many people came and are inside: a fold of the log that only reads what is new.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    last_row: i64,
    /// On which all tickets of several days were counted: each day begins anew for them.
    today: Option<Day>,
    tickets: HashMap<TicketId, Here>,
    total: Group,
    by_type: HashMap<TicketTypeId, Group>,
    /// Whom nobody expects: they were let in although the list lacks them or says that they don't
    /// come, or on a ticket that somebody else had come on.
    unexpected: Group,
    arrivals: Arrivals,
    refused: u32,
    overrides: u32,
}

/// How many people of some tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) arrived: u32,
    pub(crate) inside: u32,
}

/// What the log says of one ticket.
#[derive(Clone, Debug, Default)]
struct Here {
    kind: Option<TicketTypeId>,
    /// The day that was counted, if not all of them.
    day: Option<Day>,
    inside: u16,
    overrides: u16,
    unexpected: bool,
    /// How many came beside those for whom the ticket is.
    others: u32,
    /// Somebody came, on whichever day.
    came: bool,
    /// When each person who came did so first.
    arrivals: Vec<Timestamp>,
}

impl Here {
    fn of(entries: &[Entry], kind: Option<TicketTypeId>, day: Option<Day>) -> Self {
        let presence = Presence::of(entries, day);
        let taken_back =
            |entry: &Entry| entries.iter().any(|other| other.voids == Some(entry.place));
        let overrides = entries
            .iter()
            .filter(|entry| entry.kind == Kind::Override && !taken_back(entry));
        let unexpected = |entry: &Entry| {
            matches!(
                entry.verdict,
                VerdictKind::NotListed | VerdictKind::NotConfirmed | VerdictKind::Revoked
            )
        };
        let other = |first: &&Entry| {
            first.kind == Kind::Override && first.verdict == VerdictKind::AlreadyIn
        };
        Self {
            kind,
            day,
            inside: presence.inside(),
            overrides: u16::try_from(overrides.clone().count()).unwrap_or(u16::MAX),
            unexpected: overrides.into_iter().any(unexpected),
            others: u32::try_from(presence.arrivals().filter(other).count()).unwrap_or(u32::MAX),
            came: Presence::of(entries, None).arrived() > 0,
            arrivals: presence.arrivals().map(|entry| entry.at).collect(),
        }
    }

    fn group(&self) -> Group {
        Group {
            arrived: u32::try_from(self.arrivals.len()).unwrap_or(u32::MAX),
            inside: self.inside.into(),
        }
    }

    /// Those of them whom nobody expected.
    fn unexpected(&self) -> Group {
        let all = self.group();
        if self.unexpected {
            return all;
        }
        Group {
            arrived: self.others,
            inside: self.others.min(all.inside),
        }
    }
}

impl Group {
    fn swap(&mut self, old: Self, new: Self) {
        self.arrived = self.arrived - old.arrived + new.arrived;
        self.inside = self.inside - old.inside + new.inside;
    }
}

impl Tally {
    /// Reads the rows that were written since the last time, by whomever, and again the tickets of
    /// several days that were counted on another day than that of `now`.
    pub(crate) fn catch_up(
        &mut self,
        conn: &Connection,
        event: &Event,
        now: Timestamp,
    ) -> Result<()> {
        let mut moved = self.of_another_day(event.day_of(now));
        let mut last_row = self.last_row;
        let mut refused = 0;
        table::log::each_after(conn, self.last_row, |logged| {
            last_row = logged.row;
            refused += u32::from(logged.entry.kind == Kind::Refused);
            let moves = logged.entry.kind.moves() || logged.entry.voids.is_some();
            if let Some(ticket) = logged.entry.ticket.filter(|_| moves) {
                moved.insert(ticket);
            }
            Ok(())
        })?;
        for ticket in moved {
            self.read(conn, event, ticket, now)?;
        }
        self.refused += refused;
        self.last_row = last_row;
        self.today = Some(event.day_of(now));
        Ok(())
    }

    fn of_another_day(&self, today: Day) -> BTreeSet<TicketId> {
        if self.today == Some(today) {
            return BTreeSet::new();
        }
        let outdated = |here: &Here| here.day.is_some_and(|day| day != today);
        let tickets = self.tickets.iter().filter(|(_, here)| outdated(here));
        tickets.map(|(ticket, _)| *ticket).collect()
    }

    /// Reads a guest's tickets again, whose types may have changed; who has not come needs none.
    pub(crate) fn retell(
        &mut self,
        conn: &Connection,
        event: &Event,
        attendee: AttendeeId,
        now: Timestamp,
    ) -> Result<()> {
        for ticket in table::ticket::of_attendee(conn, attendee)? {
            if self.tickets.contains_key(&ticket.id) {
                self.read(conn, event, ticket.id, now)?;
            }
        }
        Ok(())
    }

    fn read(
        &mut self,
        conn: &Connection,
        event: &Event,
        ticket: TicketId,
        now: Timestamp,
    ) -> Result<()> {
        let entries = table::log::of_ticket(conn, ticket)?;
        let kind = table::ticket::by_id(conn, ticket)?.map(|ticket| ticket.ticket_type);
        let of_type = kind.and_then(|kind| event.ticket_type(kind));
        let day = lanyard_event::presence_day(event, of_type, now);
        self.set(ticket, Here::of(&entries, kind, day));
        Ok(())
    }

    /// Counts a row that this desk has just written; `entries` are the ticket's rows, this one the
    /// last; what another process wrote in between is read by [`Self::catch_up`].
    pub(crate) fn add(
        &mut self,
        logged: &Logged,
        entries: &[Entry],
        kind: Option<TicketTypeId>,
        day: Option<Day>,
    ) {
        if logged.row != self.last_row + 1 {
            return;
        }
        self.last_row = logged.row;
        self.refused += u32::from(logged.entry.kind == Kind::Refused);
        let moves = logged.entry.kind.moves();
        if let Some(ticket) = logged.entry.ticket.filter(|_| moves) {
            self.set(ticket, Here::of(entries, kind, day));
            if day.is_some() && day != self.today {
                self.today = None;
            }
        }
    }

    fn set(&mut self, ticket: TicketId, here: Here) {
        for at in &here.arrivals {
            self.arrivals.add(*at);
        }
        let (kind, new, overrides) = (here.kind, here.group(), here.overrides);
        let unexpected = here.unexpected();
        let before = self.tickets.insert(ticket, here).unwrap_or_default();
        for at in &before.arrivals {
            self.arrivals.take_back(*at);
        }
        let old = before.group();
        self.overrides = self.overrides - u32::from(before.overrides) + u32::from(overrides);
        self.total.swap(old, new);
        // A ticket's type may have been changed since.
        if let Some(kind) = before.kind {
            let group = self.by_type.entry(kind).or_default();
            group.swap(old, Group::default());
        }
        if let Some(kind) = kind {
            let group = self.by_type.entry(kind).or_default();
            group.swap(Group::default(), new);
        }
        self.unexpected.swap(before.unexpected(), unexpected);
    }

    pub(crate) fn total(&self) -> Group {
        self.total
    }

    /// Of guests whom nobody expected.
    pub(crate) fn unexpected(&self) -> Group {
        self.unexpected
    }

    pub(crate) fn of(&self, kind: TicketTypeId) -> Group {
        self.by_type.get(&kind).copied().unwrap_or_default()
    }

    pub(crate) fn arrivals(&self) -> &Arrivals {
        &self.arrivals
    }

    /// How many scans were refused.
    pub(crate) fn refused(&self) -> u32 {
        self.refused
    }

    /// How many people were let in against a refusal.
    pub(crate) fn overrides(&self) -> u32 {
        self.overrides
    }

    /// The tickets on which somebody is inside.
    pub(crate) fn inside(&self) -> impl Iterator<Item = (TicketId, u16)> {
        let here = self.tickets.iter().filter(|(_, here)| here.inside > 0);
        here.map(|(ticket, here)| (*ticket, here.inside))
    }

    /// How many people of a ticket are inside.
    pub(crate) fn inside_of(&self, ticket: TicketId) -> u16 {
        self.tickets.get(&ticket).map_or(0, |here| here.inside)
    }

    /// Whether somebody came on one of these tickets, on whichever day.
    pub(crate) fn came(&self, tickets: impl IntoIterator<Item = TicketId>) -> bool {
        let mut here = tickets.into_iter().filter_map(|id| self.tickets.get(&id));
        here.any(|here| here.came)
    }

    /// Where the holder of these tickets is; `None` when nobody came on them yet.
    pub(crate) fn state(&self, tickets: impl IntoIterator<Item = TicketId>) -> Option<State> {
        let mut state = None;
        for ticket in tickets {
            match self.tickets.get(&ticket) {
                Some(here) if here.inside > 0 => return Some(State::Inside),
                Some(here) if !here.arrivals.is_empty() => state = Some(State::Left),
                _ => {}
            }
        }
        state
    }
}
