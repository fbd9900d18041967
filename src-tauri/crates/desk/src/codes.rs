//! The codes that others printed on the guests' tickets, and how a desk learns one.

use lanyard_event::{Reading, Ticket};
use lanyard_exchange::foreign::{foreign_codes, luma_code};
use lanyard_store::{Connection, table};

use crate::{Desk, DeskError, Result, answers::AttendeeView, scan::code_text};

/// The ticket of the guest who shows this code.
pub(crate) fn ticket_of(conn: &Connection, text: &str) -> Result<Option<lanyard_event::Ticket>> {
    for form in foreign_codes(text) {
        if let Some(ticket) = table::ticket::by_foreign_code(conn, &form)? {
            return Ok(Some(ticket));
        }
    }
    Ok(None)
}

/// A ticket's code has so many characters.
const LIKELY: std::ops::RangeInclusive<usize> = 4..=1000;

/// Whether a text may be the code of somebody's ticket: whatever else stands on a poster or a
/// phone, a blank or a whole visiting card is none.
fn is_likely(text: &str) -> bool {
    let black = text.chars().filter(|c| !c.is_whitespace()).count();
    LIKELY.contains(&black) && !text.chars().any(char::is_control)
}

/// Whether a code that nobody knows is one of this event: the list of a service may lack the key
/// that a guest's phone shows.
pub(crate) fn is_learnable(conn: &Connection, text: &str) -> Result<bool> {
    match foreign_event(text) {
        Some(event) => Ok(table::ticket::is_foreign_event(conn, &event)?),
        None => Ok(false),
    }
}

/// Whether a code that nobody knows names an event that is none of those of this evening's lists.
pub(crate) fn is_of_other_event(conn: &Connection, text: &str) -> Result<bool> {
    Ok(foreign_event(text).is_some()
        && table::ticket::has_foreign_events(conn)?
        && !is_learnable(conn, text)?)
}

/// The other service's event that a code names.
pub(crate) fn foreign_event(text: &str) -> Option<String> {
    luma_code(text).map(|code| code.event)
}

impl Desk {
    /// Binds a code that nobody knew to a guest whom staff found by name: from then on it lets
    /// them in.
    ///
    /// # Errors
    /// There is no such guest, or they have no ticket that holds; the text is a code of ours, of
    /// somebody else, of another event, or none at all.
    pub fn learn_code(&mut self, attendee: &str, code: &str) -> Result<AttendeeView> {
        self.refresh()?;
        let text = code_text(code)?.to_owned();
        let Reading::Foreign(text) = self.reading(&text) else {
            return Err(DeskError::NotForeign);
        };
        if !is_likely(&text) {
            return Err(DeskError::UnlikelyCode {
                least: *LIKELY.start(),
                most: *LIKELY.end(),
            });
        }
        let guest = self.listed(attendee)?;
        let at = self.now();
        self.change_guest(guest.id, |conn| {
            let tickets = table::ticket::of_attendee(conn, guest.id)?;
            if let Some(holder) = ticket_of(conn, &text)? {
                return if holder.attendee == guest.id {
                    Ok(())
                } else {
                    Err(DeskError::CodeTaken)
                };
            }
            // Where no list said which event it is of, staff's word counts.
            if is_of_other_event(conn, &text)? {
                return Err(DeskError::CodeOfOtherEvent);
            }
            let ticket = tickets.into_iter().find(Ticket::holds);
            let ticket = ticket.ok_or_else(|| DeskError::NoValidTicket(guest.name.clone()))?;
            for form in foreign_codes(&text) {
                if table::ticket::by_foreign_code(conn, &form)?.is_none() {
                    table::ticket::add_foreign_code(conn, ticket.id, &form, Some(at))?;
                }
            }
            Ok(())
        })?;
        self.attendee(&guest.id.to_string())
    }
}
