use jiff::Timestamp;
use lanyard_event::{
    Attendee, AttendeeId, Direction, DoorId, Entry, MAX_CODE_CHARS, Means, Presence, Presented,
    Reading, Scan, Ticket, TicketId, read_code, trim_scan,
};
use lanyard_store::{Connection, StoreError, table};

use crate::{
    Desk, DeskError, Result,
    answers::ScanAnswer,
    case::{Case, Ruling},
};

/// A text that was scanned.
#[derive(Clone, Debug)]
pub struct ScanRequest {
    /// What the scanner gave.
    pub text: String,
    /// At which door, by name; `None`: the desk's own.
    pub door: Option<String>,
    /// In or out.
    pub direction: Direction,
    /// When, in place of the clock.
    pub at: Option<Timestamp>,
}

impl ScanRequest {
    /// Someone shows this at the desk, and wants in.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            door: None,
            direction: Direction::In,
            at: None,
        }
    }

    /// The same, in or out.
    #[must_use]
    pub fn towards(self, direction: Direction) -> Self {
        Self { direction, ..self }
    }
}

/// Someone in front of the desk, as the list knows them.
#[derive(Clone)]
pub(crate) struct Guest {
    pub(crate) ticket: Ticket,
    pub(crate) attendee: Attendee,
}

/// What a text turned out to be.
pub(crate) enum Known {
    Guest(Box<Guest>),
    NotListed(TicketId),
    Otherwise(Presented<'static>),
}

impl Known {
    pub(crate) fn presented(&self) -> Presented<'_> {
        match self {
            Self::Guest(guest) => Presented::Listed {
                ticket: &guest.ticket,
                attendee: &guest.attendee,
            },
            Self::NotListed(_) => Presented::NotListed,
            Self::Otherwise(presented) => presented.clone(),
        }
    }

    pub(crate) fn guest(&self) -> Option<&Guest> {
        match self {
            Self::Guest(guest) => Some(guest),
            _ => None,
        }
    }

    pub(crate) fn guest_mut(&mut self) -> Option<&mut Guest> {
        match self {
            Self::Guest(guest) => Some(guest),
            _ => None,
        }
    }

    pub(crate) fn ticket(&self) -> Option<TicketId> {
        match self {
            Self::Guest(guest) => Some(guest.ticket.id),
            Self::NotListed(ticket) => Some(*ticket),
            Self::Otherwise(_) => None,
        }
    }
}

impl Desk {
    /// Answers a scan. When this returns, the answer stands in the log, durably.
    ///
    /// # Errors
    /// [`DeskError::NotRecorded`] where it could not be written: then there is no verdict.
    pub fn scan(&mut self, request: ScanRequest) -> Result<ScanAnswer> {
        let text = code_text(&request.text)?;
        self.refresh()?;
        let reading = self.reading(text);
        let direction = request.direction;
        let scan = Scan {
            means: means(&reading),
            ..self.scan_by_hand(request.direction, request.door.as_deref(), request.at)?
        };
        let rule = |case: &mut Case<'_>| Ok(Ruling::of(case.decide()));
        self.answer(text, &scan, |conn| known(conn, reading, direction), rule)
    }

    /// Lets a guest in or out by hand, found by name; the same rules hold.
    ///
    /// # Errors
    /// [`DeskError::NoSuchAttendee`]; [`DeskError::NotRecorded`] as for a scan.
    pub fn admit(
        &mut self,
        attendee: &str,
        direction: Direction,
        door: Option<&str>,
        at: Option<Timestamp>,
    ) -> Result<ScanAnswer> {
        self.refresh()?;
        let id = self.attendee_id(attendee)?;
        let scan = self.scan_by_hand(direction, door, at)?;
        let rule = |case: &mut Case<'_>| Ok(Ruling::of(case.decide()));
        self.answer("", &scan, |conn| by_name(conn, id, direction), rule)
    }

    /// What the text of a code is, before any list is asked.
    pub(crate) fn reading(&self, text: &str) -> Reading {
        // What can't be read from the file is verified by its signature.
        let issued = |ticket| {
            table::ticket::code(self.store.read(), ticket)
                .ok()
                .flatten()
        };
        read_code(text, self.event.id, &self.keys, issued)
    }

    pub(crate) fn scan_by_hand(
        &self,
        direction: Direction,
        door: Option<&str>,
        at: Option<Timestamp>,
    ) -> Result<Scan> {
        Ok(Scan {
            at: at.unwrap_or_else(|| self.now()),
            door: self.door_or_own(door)?,
            desk: self.desk,
            direction,
            means: Means::Hand,
        })
    }

    pub(crate) fn attendee_id(&self, text: &str) -> Result<AttendeeId> {
        text.parse()
            .map_err(|_| DeskError::NoSuchAttendee(text.to_owned()))
    }

    /// The door a command names, or the desk's own.
    fn door_or_own(&self, name: Option<&str>) -> Result<DoorId> {
        match name {
            Some(name) => self.door_named(name),
            None => Ok(self.door()),
        }
    }
}

/// What a scanner gave, without what it adds.
pub(crate) fn code_text(text: &str) -> Result<&str> {
    let text = trim_scan(text);
    if text.is_empty() {
        return Err(DeskError::NoCode);
    }
    let length = text.chars().count();
    if length > MAX_CODE_CHARS {
        return Err(DeskError::CodeTooLong(length));
    }
    Ok(text)
}

pub(crate) fn means(reading: &Reading) -> Means {
    match reading {
        Reading::Badge(_) => Means::Badge,
        _ => Means::Ticket,
    }
}

/// A guest found by name.
pub(crate) fn by_name(conn: &Connection, id: AttendeeId, direction: Direction) -> Result<Known> {
    let attendee = table::attendee::by_id(conn, id)?
        .ok_or_else(|| DeskError::NoSuchAttendee(id.to_string()))?;
    let name = attendee.name.clone();
    let guest = guest(conn, attendee, direction)?.ok_or(DeskError::NoValidTicket(name))?;
    Ok(Known::Guest(Box::new(guest)))
}

/// The guest of this ticket, or a ticket that no list has. Of a person who has several, the one
/// that speaks for it is asked about.
pub(crate) fn by_ticket(conn: &Connection, id: TicketId) -> Result<Known> {
    match table::ticket::shown(conn, id)? {
        Some(ticket) => of_ticket(conn, ticket),
        None => Ok(Known::NotListed(id)),
    }
}

pub(crate) fn known(conn: &Connection, reading: Reading, direction: Direction) -> Result<Known> {
    let otherwise = |presented| Ok(Known::Otherwise(presented));
    match reading {
        Reading::Ticket(code) => by_ticket(conn, code.ticket),
        Reading::Foreign(text) => match crate::codes::ticket_of(conn, &text)? {
            Some(ticket) => of_ticket(conn, ticket),
            None if crate::codes::is_of_other_event(conn, &text)? => {
                otherwise(Presented::WrongEvent)
            }
            None => otherwise(Presented::Unknown),
        },
        Reading::Badge(badge) => match table::attendee::by_badge(conn, badge)? {
            Some(attendee) => match guest(conn, attendee, direction)? {
                Some(guest) => Ok(Known::Guest(Box::new(guest))),
                None => otherwise(Presented::Unknown),
            },
            None => otherwise(Presented::Unknown),
        },
        Reading::KeyRevoked(_) => otherwise(Presented::KeyRevoked),
        Reading::WrongEvent => otherwise(Presented::WrongEvent),
        Reading::Forged => otherwise(Presented::Forged),
    }
}

fn of_ticket(conn: &Connection, ticket: Ticket) -> Result<Known> {
    let attendee = table::attendee::by_id(conn, ticket.attendee)?
        .ok_or_else(|| StoreError::Damaged("a ticket of nobody".into()))?;
    Ok(Known::Guest(Box::new(Guest { ticket, attendee })))
}

/// The ticket on which a guest who was found without one comes or goes. In: the first that holds
/// and still has room, else the first that holds, else the first. Out: the first on which somebody
/// is inside.
fn guest(conn: &Connection, attendee: Attendee, direction: Direction) -> Result<Option<Guest>> {
    let tickets = table::ticket::of_attendee(conn, attendee.id)?;
    let mut fits = None;
    for ticket in &tickets {
        let entries: Vec<Entry> = table::log::of_ticket(conn, ticket.id)?;
        let inside = Presence::of(&entries, None).inside();
        let this = match direction {
            Direction::In => ticket.holds() && inside < ticket.admits,
            Direction::Out => inside > 0,
        };
        if this {
            fits = Some(ticket.clone());
            break;
        }
    }
    let ticket = fits.or_else(|| tickets.into_iter().next());
    Ok(ticket.map(|ticket| Guest { ticket, attendee }))
}
