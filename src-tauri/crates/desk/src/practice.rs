//! Practice for new volunteers: the desk on invented guests. Nothing reaches the event file.

use std::sync::Arc;

use lanyard_event::{Due, EventId, Status, TicketState};
use lanyard_store::{Store, table};

use crate::{
    Desk, DeskOptions, Home, Result, SAMPLE_LIST,
    answers::{NewGuest, PracticeTicket, Verdict},
    import::new_ticket,
    out::output,
    tickets::Signer,
    walk_in::{ADDED, origin},
};

/// How many invented guests there are.
const GUESTS: usize = 80;

impl Desk {
    /// A desk of the same event on invented guests, in a folder that goes with it.
    ///
    /// # Errors
    /// The temporary folder can't be written.
    pub fn practise(&self) -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|error| output(self.path(), error))?;
        let now = self.now();
        let mut event = self.event.clone();
        event.id = EventId::new(now, self.rng.as_ref());
        event.capacity = None;
        event.date = event.day_of(now);
        for kind in &mut event.ticket_types {
            kind.days.clear();
            kind.strict = false;
        }
        let mut salt = [0; 32];
        self.rng.fill(&mut salt);
        let path = folder.path().join("practice.lanyard");
        let store = Store::create(&path, |conn| table::event::insert(conn, &event, &salt))?;
        let options = DeskOptions {
            home: Home::at(folder.path().join("home")),
            clock: self.clock.clone(),
            rng: self.rng.clone(),
        };
        let mut desk = Self::of(store, options)?;
        desk.invent_guests()?;
        desk.practice = Some(Arc::new(folder));
        desk.clock_is_set = self.clock_is_set;
        Ok(desk)
    }

    /// Something to scan of each kind; where this is no practice, nothing.
    ///
    /// # Errors
    /// The practice file can't be written.
    pub fn practice_tickets(&mut self) -> Result<Vec<PracticeTicket>> {
        if self.practice.is_none() {
            return Ok(Vec::new());
        }
        self.tally()?;
        let conn = self.store.read();
        let mut waiting = None;
        let mut owing = None;
        let mut comes = None;
        let mut group = None;
        let mut came = None;
        for ticket in table::ticket::valid(conn)? {
            let Some(guest) = table::attendee::by_id(conn, ticket.attendee)? else {
                continue;
            };
            let inside = self.tally.state([ticket.id]).is_some();
            let place = match guest.status {
                Status::Confirmed if ticket.due.is_some() && !inside => &mut owing,
                Status::Confirmed if inside => &mut came,
                Status::Confirmed if ticket.admits > 1 => &mut group,
                Status::Confirmed => &mut comes,
                _ => &mut waiting,
            };
            if place.is_none() {
                *place = table::ticket::code(conn, ticket.id)?;
            }
        }
        let revoked = table::ticket::list(conn)?;
        let revoked = revoked
            .into_iter()
            .find(|ticket| ticket.state != TicketState::Valid);
        let revoked = match revoked {
            Some(ticket) => table::ticket::code(conn, ticket.id)?,
            None => None,
        };
        let forged = comes.as_deref().map(tampered);
        let codes = [
            (Verdict::Admitted, comes),
            (Verdict::Admitted, group),
            (Verdict::AlreadyIn, came),
            (Verdict::Unpaid, owing),
            (Verdict::NotConfirmed, waiting),
            (Verdict::Revoked, revoked),
            (Verdict::WrongEvent, Some(self.other_evening()?)),
            (Verdict::Forged, forged),
            (Verdict::Unknown, Some("https://example.org/menu".into())),
        ];
        let tickets = codes.into_iter().filter_map(|(verdict, text)| {
            let text = text?;
            Some(PracticeTicket { verdict, text })
        });
        Ok(tickets.collect())
    }

    fn invent_guests(&mut self) -> Result<()> {
        let mut list = csv::Reader::from_reader(SAMPLE_LIST.as_bytes());
        let mut guests = Vec::new();
        for row in list.records().take(GUESTS).flatten() {
            let cell = |column| row.get(column).unwrap_or_default().to_owned();
            let new = NewGuest {
                name: cell(0),
                email: cell(1),
                company: cell(2),
                role: cell(3),
                ..NewGuest::default()
            };
            guests.push(self.new_attendee(&new)?);
        }
        let kinds = self.event.ticket_types.clone();
        let signer = Signer::of(self)?;
        let (event, rng, now) = (self.event.id, self.rng.clone(), self.now());
        self.change(|conn| {
            let import = table::import::Import {
                at: now,
                format: "practice".into(),
                rows: GUESTS as u64,
            };
            table::import::insert(conn, &import)?;
            for (nth, mut guest) in guests.into_iter().enumerate() {
                let kind = &kinds[nth % kinds.len()];
                let mut ticket = new_ticket(guest.id, kind, rng.as_ref());
                match nth % 20 {
                    13 => guest.status = Status::Waitlist,
                    15 => ticket.due = Some(due()),
                    _ => {}
                }
                table::attendee::insert(conn, &guest, &origin(&guest, ADDED), &[], None)?;
                table::ticket::insert(conn, &ticket, None)?;
                signer.issue(conn, event, &ticket)?;
                if nth % 20 == 17 {
                    table::ticket::revoke(conn, ticket.id, now, None)?;
                }
            }
            Ok(())
        })
    }

    /// A good ticket of an evening that is not this one.
    fn other_evening(&mut self) -> Result<String> {
        let signer = Signer::of(self)?;
        let other = EventId::new(self.now(), self.rng.as_ref());
        let kind = &self.event.ticket_types[0];
        let id = lanyard_event::AttendeeId::new(self.now(), self.rng.as_ref());
        Ok(signer.sign(other, &new_ticket(id, kind, self.rng.as_ref())))
    }
}

fn due() -> Due {
    Due {
        hundredths: 1250,
        currency: "EUR".into(),
    }
}

/// The same code with its last letter another one.
fn tampered(code: &str) -> String {
    let (rest, last) = code.split_at(code.len() - 1);
    format!("{rest}{}", if last == "0" { "1" } else { "0" })
}
