use lanyard_event::{Attendee, Due, Status, Ticket, TicketState};
use lanyard_exchange::list::{Field, parse_email, parse_line};
use lanyard_store::{table, table::standing::Edited};

use crate::{
    Desk, DeskError, Result,
    answers::{AnswerView, AttendeeView, GuestChange, NewGuest, State, TicketView},
    format,
    import::{new_ticket, ticket_type},
    walk_in::{ADDED, origin, person_name},
};

/// What is to be changed of a guest; `None` stays as it is.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of `Attendee`")]
pub struct AttendeeChange {
    pub name: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub role: Option<String>,
    pub ticket_type: Option<String>,
    pub note: Option<String>,
    pub attention: Option<String>,
    pub status: Option<Status>,
    /// What is still to be paid; `Some(None)`: nothing.
    pub due: Option<Option<Due>>,
}

impl From<GuestChange> for AttendeeChange {
    fn from(change: GuestChange) -> Self {
        Self {
            name: change.name,
            email: change.email,
            company: change.company,
            role: change.role,
            ticket_type: change.ticket_type,
            note: change.note,
            attention: change.attention,
            status: None,
            due: change.paid.then_some(None),
        }
    }
}

impl AttendeeChange {
    fn made_to(&self, mut attendee: Attendee) -> Result<Attendee> {
        if let Some(name) = &self.name {
            attendee.name = person_name(name)?;
        }
        if let Some(email) = &self.email {
            attendee.email = parse_email(email)?;
        }
        for (field, value, old) in [
            (Field::Company, &self.company, &mut attendee.company),
            (Field::Role, &self.role, &mut attendee.role),
            (Field::Note, &self.note, &mut attendee.note),
            (Field::Attention, &self.attention, &mut attendee.attention),
        ] {
            if let Some(value) = value {
                *old = parse_line(field, value)?;
            }
        }
        attendee.status = self.status.unwrap_or(attendee.status);
        Ok(attendee)
    }

    /// What no list writes over from now on.
    fn edited(&self) -> Edited {
        Edited {
            name: self.name.is_some(),
            email: self.email.is_some(),
            company: self.company.is_some(),
            role: self.role.is_some(),
            note: self.note.is_some(),
            attention: self.attention.is_some(),
            ticket_type: self.ticket_type.is_some(),
            due: self.due.is_some(),
            answers: false,
            status: self.status.is_some(),
            badge: false,
        }
    }
}

impl Desk {
    /// Adds a guest with a ticket.
    ///
    /// # Errors
    /// The name is missing or has control characters; there is no such ticket type.
    pub fn add_attendee(&mut self, new: &NewGuest) -> Result<AttendeeView> {
        self.refresh()?;
        let kind = ticket_type(&self.event, new.ticket_type.trim())?.clone();
        let attendee = self.new_attendee(new)?;
        let ticket = new_ticket(attendee.id, &kind, self.rng.as_ref());
        self.change_guest(attendee.id, |conn| {
            table::attendee::insert(conn, &attendee, &origin(&attendee, ADDED), &[], None)?;
            Ok(table::ticket::insert(conn, &ticket, None)?)
        })?;
        self.attendee(&attendee.id.to_string())
    }

    /// Changes a guest.
    ///
    /// # Errors
    /// There is no such guest or ticket type; the name is empty or has control characters.
    pub fn edit_attendee(&mut self, id: &str, change: &AttendeeChange) -> Result<AttendeeView> {
        self.refresh()?;
        let id = self.listed(id)?.id;
        let kind = match &change.ticket_type {
            Some(name) => Some(ticket_type(&self.event, name.trim())?.clone()),
            None => None,
        };
        self.change_guest(id, |conn| {
            // Read here, so that nothing that another process has changed is written over.
            let attendee = table::attendee::by_id(conn, id)?
                .ok_or_else(|| DeskError::NoSuchAttendee(id.to_string()))?;
            let attendee = change.made_to(attendee)?;
            table::attendee::update(conn, &attendee)?;
            table::standing::mark_edited(conn, id, change.edited())?;
            if let Some(status) = change.status {
                table::standing::set_flag(conn, id, None)?;
                table::before::keep_status(conn, id)?;
                if !status.withdraws() {
                    for ticket in table::ticket::revoked_by_import(conn, id)? {
                        table::ticket::give_back(conn, ticket)?;
                    }
                }
            }
            let tickets = table::ticket::of_attendee(conn, attendee.id)?;
            let Some(mut ticket) = tickets.into_iter().find(Ticket::holds) else {
                return Ok(());
            };
            if let Some(kind) = &kind {
                (ticket.ticket_type, ticket.admits) = (kind.id, kind.admits);
            }
            if let Some(due) = &change.due {
                ticket.due.clone_from(due);
            }
            Ok(table::ticket::update(conn, &ticket)?)
        })?;
        self.attendee(&id.to_string())
    }

    /// A guest, whole.
    ///
    /// # Errors
    /// There is no such guest.
    pub fn attendee(&mut self, id: &str) -> Result<AttendeeView> {
        let attendee = self.listed(id)?;
        let conn = self.store.read();
        let tickets = table::ticket::of_attendee(conn, attendee.id)?;
        let answers = table::answer::of(conn, attendee.id)?;
        let order = table::attendee::order_reference(conn, attendee.id)?;
        let own = tickets.iter().filter(|one| one.stands_for.is_none());
        let views = own.map(|ticket| self.ticket_view(ticket));
        let views = views.collect::<Result<_>>()?;
        let standing = table::standing::of(conn, attendee.id)?;
        let opted_out = table::mail::opted_out(conn, attendee.id)?;
        let state = self.state(&attendee, &tickets)?;
        Ok(AttendeeView {
            opted_out,
            id: attendee.id.to_string(),
            flagged: standing.and_then(|one| one.flagged).map(Into::into),
            status: attendee.status.into(),
            state,
            order,
            answers: answers
                .into_iter()
                .map(|(question, answer)| AnswerView { question, answer })
                .collect(),
            tickets: views,
            log: self.log_of(&tickets)?,
            attention: attendee.attention,
            name: attendee.name,
            email: attendee.email,
            company: attendee.company,
            role: attendee.role,
            note: attendee.note,
        })
    }

    /// The ids of those on the waiting list.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn waitlisted(&self) -> Result<Vec<String>> {
        let mut all = table::attendee::list(self.store.read())?;
        all.retain(|attendee| attendee.status == Status::Waitlist);
        Ok(all.iter().map(|attendee| attendee.id.to_string()).collect())
    }

    /// The ids of the guests with the longest names, which are the hardest to print.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn longest_names(&self, most: usize) -> Result<Vec<String>> {
        let mut all = table::attendee::list(self.store.read())?;
        all.sort_by_key(|attendee| std::cmp::Reverse(attendee.name.chars().count()));
        all.truncate(most);
        Ok(all.iter().map(|attendee| attendee.id.to_string()).collect())
    }

    pub(crate) fn listed(&self, id: &str) -> Result<Attendee> {
        let found = table::attendee::by_id(self.store.read(), self.attendee_id(id)?)?;
        found.ok_or_else(|| DeskError::NoSuchAttendee(id.to_owned()))
    }

    pub(crate) fn state(&mut self, attendee: &Attendee, tickets: &[Ticket]) -> Result<State> {
        let here = self.tally()?.state(tickets.iter().map(|ticket| ticket.id));
        Ok(here.unwrap_or_else(|| not_here(attendee, tickets)))
    }

    fn ticket_view(&self, ticket: &Ticket) -> Result<TicketView> {
        let conn = self.store.read();
        let kind = self.event.ticket_type(ticket.ticket_type);
        Ok(TicketView {
            id: ticket.id.to_string(),
            ticket_type: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            admits: ticket.admits.into(),
            code: table::ticket::code(conn, ticket.id)?,
            foreign_code: table::ticket::foreign_code(conn, ticket.id)?,
            foreign_codes: table::ticket::foreign_codes(conn, ticket.id)?,
            other_codes: table::ticket::stand_in_codes(conn, ticket.id)?,
            revoked_at: match ticket.state {
                TicketState::Valid => None,
                TicketState::Revoked(at) => Some(format::rfc3339(at, &self.event)),
            },
            due: ticket
                .due
                .as_ref()
                .map(|due| due.amount().unwrap_or_default()),
        })
    }
}

/// The state of a guest who has not come.
pub(crate) fn not_here(attendee: &Attendee, tickets: &[Ticket]) -> State {
    match attendee.said() == Status::Confirmed && tickets.iter().any(Ticket::holds) {
        true => State::Expected,
        false => State::NotComing,
    }
}
