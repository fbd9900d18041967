use std::collections::HashMap;

use jiff::Timestamp;
use lanyard_event::{AttendeeId, Event, Lineup, Status, Ticket, TicketId, TicketTypeId};
use lanyard_exchange::fold;
use lanyard_store::{Connection, Result, table, table::question::Question};

/// What is asked at every scan and changes only with the list.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) revision: i64,
    pub(crate) imported: Option<Timestamp>,
    pub(crate) waitlist: u32,
    pub(crate) leads: bool,
    /// The questions whose answers the door shows.
    pub(crate) shown: Vec<Question>,
    expected: HashMap<TicketTypeId, u32>,
    speakers: Speakers,
}

/// What one guest adds to the facts.
#[derive(Debug, Default)]
pub(crate) struct Share {
    expected: Vec<(TicketTypeId, u32)>,
    waits: bool,
}

impl Share {
    pub(crate) fn of(conn: &Connection, id: AttendeeId) -> Result<Self> {
        let Some(attendee) = table::attendee::by_id(conn, id)? else {
            return Ok(Self::default());
        };
        let mut expected = Vec::new();
        if attendee.status == Status::Confirmed {
            let tickets = table::ticket::of_attendee(conn, id)?;
            let holding = tickets.into_iter().filter(Ticket::holds);
            expected.extend(holding.map(|one| (one.ticket_type, u32::from(one.admits))));
        }
        Ok(Self {
            expected,
            waits: attendee.status == Status::Waitlist,
        })
    }
}

impl Facts {
    pub(crate) fn load(conn: &Connection, event: &Event) -> Result<Self> {
        Ok(Self {
            revision: table::event::revision(conn)?,
            imported: table::import::latest(conn)?,
            waitlist: table::attendee::count_with(conn, Status::Waitlist)?,
            leads: table::operator::list(conn)?.iter().any(|one| one.lead),
            shown: table::question::list(conn)?
                .into_iter()
                .filter(|question| question.shown)
                .collect(),
            expected: table::ticket::expected(conn)?.into_iter().collect(),
            speakers: Speakers::of(conn, &event.lineup)?,
        })
    }

    /// One guest was changed from `before` to what the file says now: the rest of a long list
    /// need not be read again.
    pub(crate) fn update(
        &mut self,
        conn: &Connection,
        event: &Event,
        id: AttendeeId,
        before: &Share,
    ) -> Result<()> {
        let now = Share::of(conn, id)?;
        for (kind, admits) in &before.expected {
            if let Some(expected) = self.expected.get_mut(kind) {
                *expected = expected.saturating_sub(*admits);
            }
        }
        for (kind, admits) in &now.expected {
            *self.expected.entry(*kind).or_default() += admits;
        }
        self.waitlist = self.waitlist - u32::from(before.waits) + u32::from(now.waits);
        self.revision = table::event::revision(conn)?;
        self.speakers.update(conn, &event.lineup, id)
    }

    /// How many people are expected.
    pub(crate) fn expected(&self) -> u32 {
        self.expected.values().sum()
    }

    /// How many people of this ticket type are expected.
    pub(crate) fn expected_of(&self, kind: TicketTypeId) -> u32 {
        self.expected.get(&kind).copied().unwrap_or(0)
    }

    pub(crate) fn speakers(&self) -> &Speakers {
        &self.speakers
    }
}

/// The guests who speak; the lineup knows its speakers by name alone.
#[derive(Debug, Default)]
pub(crate) struct Speakers {
    /// The tickets of the guests of each speaker's name, folded.
    tickets: HashMap<String, HashMap<AttendeeId, Vec<TicketId>>>,
}

impl Speakers {
    fn of(conn: &Connection, lineup: &Lineup) -> Result<Self> {
        let names: Vec<_> = names(lineup).collect();
        let mut speakers = Self::default();
        // SQLite folds ASCII alone; a name of other letters has to be written as it is.
        for attendee in table::attendee::named(conn, &names)? {
            speakers.add(conn, &attendee.name, attendee.id)?;
        }
        Ok(speakers)
    }

    fn update(&mut self, conn: &Connection, lineup: &Lineup, id: AttendeeId) -> Result<()> {
        for guests in self.tickets.values_mut() {
            guests.remove(&id);
        }
        match table::attendee::by_id(conn, id)? {
            Some(attendee) if speaks(lineup, &attendee.name) => self.add(conn, &attendee.name, id),
            _ => Ok(()),
        }
    }

    fn add(&mut self, conn: &Connection, name: &str, id: AttendeeId) -> Result<()> {
        let tickets = table::ticket::of_attendee(conn, id)?;
        let tickets = tickets.into_iter().map(|ticket| ticket.id).collect();
        let guests = self.tickets.entry(fold(name)).or_default();
        guests.insert(id, tickets);
        Ok(())
    }

    /// The tickets of whoever has this speaker's name.
    pub(crate) fn tickets(&self, name: &str) -> impl Iterator<Item = TicketId> {
        let guests = self.tickets.get(&fold(name));
        let tickets = guests.into_iter().flat_map(HashMap::values);
        tickets.flatten().copied()
    }
}

/// Whether someone of this name speaks.
pub(crate) fn speaks(lineup: &Lineup, name: &str) -> bool {
    names(lineup).any(|speaker| fold(speaker) == fold(name))
}

fn names(lineup: &Lineup) -> impl Iterator<Item = &str> {
    let speakers = lineup.slots().iter().flat_map(|slot| &slot.speakers);
    speakers.map(|speaker| speaker.name.as_str())
}
