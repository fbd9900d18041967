use jiff::Timestamp;
use lanyard_event::{
    Attendee, AttendeeId, BADGE_PREFIX, BadgeId, Direction, Kind, Status, TICKET_PREFIX,
    VerdictKind,
};
use lanyard_exchange::list::{Field, parse_email, parse_line, parse_name};
use lanyard_store::{
    Connection, table,
    table::{attendee::Origin, standing::Edited, substituted::Substituted},
};

use crate::{
    Desk, DeskError, Result,
    answers::{NewGuest, ScanAnswer, State, Substitute},
    case::{Case, Ruling},
    facts::Share,
    import::{new_ticket, ticket_type},
    scan::{Known, by_name},
    search::name_sound,
    tickets::Signer,
};

/// The source of guests who were taken in at the door.
pub(crate) const SOURCE: &str = "desk";
/// The source of guests whom the organiser added by hand.
pub(crate) const ADDED: &str = "office";

impl Desk {
    /// Takes in someone who is not on the list: a guest with a ticket that is issued at once, and
    /// who comes in if the rules say so. Whoever finds the room full waits for a place.
    ///
    /// # Errors
    /// The name is missing or has control characters; there is no such ticket type;
    /// [`DeskError::Namesake`] where a guest of that name is expected and it is not said that this
    /// is another one; [`crate::DeskError::NotRecorded`] as for a scan.
    pub fn walk_in(&mut self, new: &NewGuest, at: Option<Timestamp>) -> Result<ScanAnswer> {
        self.refresh()?;
        let kind = ticket_type(&self.event, new.ticket_type.trim())?.clone();
        let attendee = self.new_attendee(new)?;
        if !new.another
            && let Some(name) = self.expected_namesake(&attendee.name)?
        {
            return Err(DeskError::Namesake(name));
        }
        let origin = origin(&attendee, SOURCE);
        let ticket = new_ticket(attendee.id, &kind, self.rng.as_ref());
        let signer = Signer::of(self)?;
        let event = self.event.id;
        let scan = self.scan_by_hand(Direction::In, None, at)?;
        let id = attendee.id;
        let look_up = |conn: &Connection| {
            table::attendee::insert(conn, &attendee, &origin, &[], None)?;
            table::ticket::insert(conn, &ticket, None)?;
            signer.issue(conn, event, &ticket)?;
            by_name(conn, id, Direction::In)
        };
        let rule = |case: &mut Case<'_>| {
            let verdict = case.decide();
            if verdict.kind() == VerdictKind::Full {
                let waits = Attendee {
                    status: Status::Waitlist,
                    ..attendee.clone()
                };
                table::attendee::update(case.conn, &waits)?;
            }
            Ok(Ruling {
                changed: Some((id, Share::default())),
                ..Ruling::of(verdict)
            })
        };
        self.answer("", &scan, look_up, rule)
    }

    /// Lets somebody in in a guest's place: from then on the guest's ticket and badge are theirs,
    /// and the log keeps both names. What the guest had answered is the guest's: whoever comes
    /// instead was asked nothing.
    ///
    /// # Errors
    /// There is no such guest; the name is missing; [`crate::DeskError::NotRecorded`] as for a scan.
    pub fn substitute(
        &mut self,
        attendee: &str,
        by: &Substitute,
        at: Option<Timestamp>,
    ) -> Result<ScanAnswer> {
        self.refresh()?;
        let id = self.listed(attendee)?.id;
        let name = person_name(&by.name)?;
        let email = parse_email(&by.email)?;
        let company = parse_line(Field::Company, &by.company)?;
        let role = parse_line(Field::Role, &by.role)?;
        let scan = self.scan_by_hand(Direction::In, None, at)?;
        let rule = |case: &mut Case<'_>| {
            let verdict = case.decide();
            let conn = case.conn;
            let Some(guest) = case.known.guest_mut().filter(|_| verdict.kind().passes()) else {
                return Ok(Ruling::of(verdict));
            };
            let before = Substituted::of(conn, &guest.attendee)?;
            let share = Share::of(conn, id)?;
            let now = &mut guest.attendee;
            now.name.clone_from(&name);
            now.email.clone_from(&email);
            now.role.clone_from(&role);
            now.note.clear();
            // Who comes instead mostly comes from the same company.
            if !company.is_empty() {
                now.company.clone_from(&company);
            }
            table::attendee::update(conn, now)?;
            table::answer::put_packed(conn, id, "")?;
            // No list brings the guest back whose place it was.
            let edited = Edited {
                name: true,
                email: true,
                company: !company.is_empty(),
                role: true,
                note: true,
                answers: true,
                ..Edited::default()
            };
            table::standing::mark_edited(conn, id, edited)?;
            Ok(Ruling {
                kind: Kind::Substitute,
                text: Some(format!("{} → {}", before.name, now.name)),
                changed: Some((id, share)),
                replaced: Some(before),
                ..Ruling::of(verdict)
            })
        };
        self.answer("", &scan, |conn| by_name(conn, id, Direction::In), rule)
    }

    /// A guest who is still to come and whose name sounds like this one.
    fn expected_namesake(&mut self, name: &str) -> Result<Option<String>> {
        let sounds = name_sound(name);
        let mut found = self.find(name)?.into_iter();
        let like = found.find(|one| one.state == State::Expected && one.sounds == sounds);
        Ok(like.map(|one| one.name))
    }

    /// A guest as they were typed in.
    pub(crate) fn new_attendee(&self, new: &NewGuest) -> Result<Attendee> {
        Ok(Attendee {
            id: AttendeeId::new(self.now(), self.rng.as_ref()),
            name: person_name(&new.name)?,
            email: parse_email(&new.email)?,
            company: parse_line(Field::Company, &new.company)?,
            role: parse_line(Field::Role, &new.role)?,
            status: Status::Confirmed,
            flagged: None,
            note: parse_line(Field::Note, &new.note)?,
            attention: parse_line(Field::Attention, &new.attention)?,
            badge: BadgeId::new(self.rng.as_ref()),
        })
    }
}

/// Takes a walk-in whom this refusal found a full room, and who waits since, for the guest they were
/// then. Gives what their status is.
pub(crate) fn found_full(
    conn: &Connection,
    known: &mut Known,
    refused: VerdictKind,
) -> Result<Option<Status>> {
    let Some(guest) = known.guest_mut().filter(|_| refused == VerdictKind::Full) else {
        return Ok(None);
    };
    let waits = guest.attendee.status == Status::Waitlist;
    if !waits || !walked_in(conn, guest.attendee.id)? {
        return Ok(None);
    }
    guest.attendee.status = Status::Confirmed;
    Ok(Some(Status::Waitlist))
}

/// Whether a guest was taken in at the door.
pub(crate) fn walked_in(conn: &Connection, id: AttendeeId) -> Result<bool> {
    Ok(table::attendee::source(conn, id)?.as_deref() == Some(SOURCE))
}

/// How a guest is known who stands on no list.
pub(crate) fn origin(attendee: &Attendee, source: &str) -> Origin {
    Origin {
        source: source.into(),
        key: attendee.id.to_string(),
    }
}

/// A name. Half a ticket's code, from a scanner that broke off in the field for it, is none.
pub(crate) fn person_name(name: &str) -> Result<String> {
    let name = parse_name(name)?;
    let begins = name.to_uppercase();
    if begins.starts_with(TICKET_PREFIX) || begins.starts_with(BADGE_PREFIX) {
        return Err(DeskError::CodeIsNoName);
    }
    Ok(name)
}
