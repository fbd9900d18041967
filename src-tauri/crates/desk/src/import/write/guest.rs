//! A guest as they stand before a list changes them.

use lanyard_event::{Attendee, AttendeeId, Presence, Ticket, TicketState};
use lanyard_exchange::list::Record;
use lanyard_store::{Connection, table, table::standing::Standing};

use crate::{DeskError, Result};

pub(crate) fn guest(conn: &Connection, id: AttendeeId) -> Result<(Attendee, Standing)> {
    let missing = || DeskError::NoSuchAttendee(id.to_string());
    let attendee = table::attendee::by_id(conn, id)?.ok_or_else(missing)?;
    let standing = table::standing::of(conn, id)?.ok_or_else(missing)?;
    Ok((attendee, standing))
}

/// Whether somebody has come on one of these tickets.
pub(crate) fn arrived(conn: &Connection, tickets: &[Ticket]) -> Result<bool> {
    for ticket in tickets {
        let entries = table::log::of_ticket(conn, ticket.id)?;
        if Presence::of(&entries, None).arrived() > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How many people come on a ticket: as many as the list says, else as its type does.
pub(super) fn admits(record: &Record, of_type: u16) -> u16 {
    match record.companions {
        None => of_type,
        Some(others) => others.saturating_add(1),
    }
}

/// Whether a ticket of a merged guest was revoked while another of theirs speaks.
pub(super) fn withdrawn(ticket: &Ticket) -> bool {
    ticket.stands_for.is_some() && ticket.state != TicketState::Valid
}
