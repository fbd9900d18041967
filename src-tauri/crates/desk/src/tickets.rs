use std::{ops::ControlFlow, sync::Arc};

use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use lanyard_event::{
    Attendee, Event, EventId, Key, KeyId, KeyState, Status, Ticket, TicketCode, TicketId,
    TicketState,
};
use lanyard_exchange::calendar;
use lanyard_paper::{Field, Fields, Paper};
use lanyard_store::{Connection, table};

use crate::{Desk, DeskError, Home, Result, format, import::new_ticket, ticket_words::TicketWords};

/// A ticket with its code.
#[derive(Clone, Debug)]
pub struct IssuedTicket {
    /// The ticket.
    pub ticket: Ticket,
    /// Whose it is.
    pub attendee: Attendee,
    /// What its QR holds.
    pub code: String,
}

/// What a ticket's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum TicketFormat {
    Pdf,
    Png,
    Svg,
    /// The evening for the guest's calendar.
    Ics,
}

impl TicketFormat {
    /// The file name's ending.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Ics => "ics",
        }
    }
}

impl Desk {
    /// Issues tickets: to these attendees, or with none named to all confirmed ones. Who has a
    /// code keeps it.
    ///
    /// # Errors
    /// There is no such attendee; the event or key file can't be written.
    pub fn issue(&mut self, attendees: &[String]) -> Result<Vec<IssuedTicket>> {
        self.refresh()?;
        let mut named = Vec::new();
        for id in attendees {
            let attendee = self.listed(id)?;
            if !named.contains(&attendee) {
                named.push(attendee);
            }
        }
        let conn = self.store.read();
        let mut wanted = Vec::new();
        if attendees.is_empty() {
            wanted = self.to_be_drawn()?;
        } else {
            for attendee in named {
                let tickets = table::ticket::of_attendee(conn, attendee.id)?;
                let valid: Vec<_> = tickets.into_iter().filter(Ticket::holds).collect();
                if valid.is_empty() {
                    return Err(DeskError::NoValidTicket(attendee.name));
                }
                wanted.extend(valid.into_iter().map(|ticket| (ticket, attendee.clone())));
            }
        }
        let signer = Signer::of(self)?;
        let event = self.event.id;
        let issued = self.store.write(|conn| -> Result<Vec<IssuedTicket>> {
            let mut issued = Vec::with_capacity(wanted.len());
            for (ticket, attendee) in wanted {
                let code = match table::ticket::code(conn, ticket.id)? {
                    Some(code) => code,
                    None => signer.issue(conn, event, &ticket)?,
                };
                issued.push(IssuedTicket {
                    ticket,
                    attendee,
                    code,
                });
            }
            Ok(issued)
        })?;
        Ok(issued)
    }

    /// The tickets that everybody who is confirmed is to have, with whom they are for.
    pub(crate) fn to_be_drawn(&self) -> Result<Vec<(Ticket, Attendee)>> {
        let conn = self.store.read();
        let guests = table::attendee::list(conn)?.into_iter();
        let confirmed = guests.filter(|guest| guest.said() == Status::Confirmed);
        let by_id: std::collections::HashMap<_, _> =
            confirmed.map(|guest| (guest.id, guest)).collect();
        let tickets = table::ticket::valid(conn)?.into_iter();
        let theirs = tickets.filter_map(|ticket| {
            let guest = by_id.get(&ticket.attendee)?.clone();
            Some((ticket, guest))
        });
        Ok(theirs.collect())
    }

    /// Revokes the tickets of an attendee, or one ticket by its id; gives how many. A ticket takes
    /// along those of the same person for which it speaks.
    ///
    /// # Errors
    /// There is no such attendee or ticket.
    pub fn revoke(&mut self, ticket_or_attendee: &str) -> Result<usize> {
        let tickets = self.tickets_of(ticket_or_attendee)?;
        let at = self.now();
        self.change(|conn| {
            for ticket in &tickets {
                table::ticket::revoke(conn, ticket.id, at, None)?;
            }
            Ok(())
        })?;
        Ok(tickets.len())
    }

    /// Issues new tickets in the place of an attendee's, or of one by its id; the old ones are
    /// revoked, and a person of several gets one. Whose tickets were all revoked gets one in the
    /// place of the last. Who was cancelled or paid back gets one only with `refused_too`, and is
    /// refused with it all the same.
    ///
    /// # Errors
    /// There is no such attendee or ticket; [`DeskError::NoTicketFor`].
    pub fn reissue(
        &mut self,
        ticket_or_attendee: &str,
        refused_too: bool,
    ) -> Result<Vec<IssuedTicket>> {
        let tickets = match self.tickets_of(ticket_or_attendee) {
            Err(DeskError::NoValidTicket(name)) => {
                let attendee = self.listed(ticket_or_attendee)?;
                let all = table::ticket::of_attendee(self.store.read(), attendee.id)?;
                let last = all.into_iter().max_by_key(|ticket| match ticket.state {
                    TicketState::Valid => None,
                    TicketState::Revoked(at) => Some(at),
                });
                vec![last.ok_or(DeskError::NoValidTicket(name))?]
            }
            tickets => tickets?,
        };
        let at = self.now();
        let signer = Signer::of(self)?;
        let (event, rng) = (self.event.clone(), self.rng.clone());
        let issued = self.change(|conn| {
            let mut issued = Vec::new();
            for old in tickets {
                let speaks = match old.stands_for {
                    Some(id) => table::ticket::by_id(conn, id)?,
                    None => None,
                };
                let old = speaks.unwrap_or(old);
                let Some(kind) = event.ticket_type(old.ticket_type) else {
                    continue;
                };
                let attendee = table::attendee::by_id(conn, old.attendee)?
                    .ok_or_else(|| DeskError::NoSuchAttendee(old.attendee.to_string()))?;
                let status = attendee.said();
                if status.withdraws() && !refused_too {
                    return Err(DeskError::NoTicketFor {
                        name: attendee.name,
                        status,
                    });
                }
                let new = Ticket {
                    admits: old.admits,
                    due: old.due.clone(),
                    ..new_ticket(old.attendee, kind, rng.as_ref())
                };
                table::ticket::insert(conn, &new, None)?;
                if old.holds() {
                    table::ticket::revoke(conn, old.id, at, Some(new.id))?;
                }
                let code = signer.issue(conn, event.id, &new)?;
                issued.push(IssuedTicket {
                    ticket: new,
                    attendee,
                    code,
                });
            }
            Ok(issued)
        })?;
        Ok(issued)
    }

    fn tickets_of(&mut self, ticket_or_attendee: &str) -> Result<Vec<Ticket>> {
        self.refresh()?;
        let conn = self.store.read();
        let is_ticket = ticket_or_attendee.len() == 16;
        if let Some(id) = is_ticket
            .then(|| u64::from_str_radix(ticket_or_attendee, 16).ok())
            .flatten()
        {
            let ticket = table::ticket::by_id(conn, TicketId(id))?;
            let ticket =
                ticket.ok_or_else(|| DeskError::NoSuchTicket(ticket_or_attendee.to_owned()))?;
            return Ok(vec![ticket]);
        }
        let attendee = self.listed(ticket_or_attendee)?;
        let mut tickets = table::ticket::of_attendee(conn, attendee.id)?;
        tickets.retain(Ticket::holds);
        if tickets.is_empty() {
            return Err(DeskError::NoValidTicket(attendee.name));
        }
        Ok(tickets)
    }

    /// The paper with its fonts, loaded when it is first needed.
    pub(crate) fn paper(&mut self) -> Arc<Paper> {
        Arc::clone(self.paper.get_or_insert_default())
    }
}

/// What stands on a ticket; in German where `language` begins with `de`, else in English.
pub(crate) fn ticket_fields(event: &Event, one: &IssuedTicket, language: &str) -> Fields {
    let kind = event.ticket_type(one.ticket.ticket_type);
    let words = TicketWords::of(language);
    let id = one.ticket.id.to_string().to_uppercase();
    event_fields(event)
        .with(Field::Date, format::long_date(event, language))
        .with(Field::Time, times(event, words))
        .with(Field::Venue, &event.venue)
        .with(Field::Name, &one.attendee.name)
        .with(Field::Company, &one.attendee.company)
        .with(Field::Role, &one.attendee.role)
        .with(Field::TicketType, kind.map_or("", |kind| &kind.name))
        .with(Field::Admits, words.admits(one.ticket.admits))
        .with(Field::HostHint, words.questions(&event.contact))
        .with(Field::Code, &one.code)
        .with(Field::CodeId, format!("{} {}", &id[..4], &id[4..8]))
        .with_lineup(crate::ticket_files::lineup(event))
}

/// The evening for the calendar of whoever holds this ticket.
pub(crate) fn calendar_entry(
    event: &Event,
    ticket: &Ticket,
    language: &str,
    now: Timestamp,
) -> String {
    let kind = event.ticket_type(ticket.ticket_type);
    let holder = calendar::Holder {
        ticket: ticket.id,
        ticket_type: kind.map_or("", |kind| &kind.name),
        admits: ticket.admits,
        words: &TicketWords::of(language).calendar,
    };
    calendar::entry(event, holder, now)
}

pub(crate) fn event_fields(event: &Event) -> Fields {
    Fields::new()
        .with(Field::Event, &event.name)
        .with(Field::Series, &event.series)
        .with(Field::Contact, &event.contact)
        .with(Field::Ribbon, &event.ribbon)
}

/// This desk's own key pair.
pub(crate) struct Signer {
    id: KeyId,
    key: SigningKey,
}

impl Signer {
    /// The key this user signs this event's tickets with; made where there is none yet.
    pub(crate) fn of(desk: &mut Desk) -> Result<Self> {
        let (event, id, now) = (desk.event.id, desk.desk, desk.now());
        let (home, rng) = (desk.home.clone(), desk.rng.clone());
        if let Some(signer) = Self::kept(&home, event, &table::key::list(desk.store.read())?)? {
            return Ok(signer);
        }
        let signer = desk.store.write(|conn| -> Result<Self> {
            let keys = table::key::list(conn)?;
            // Another process may have been first.
            if let Some(signer) = Self::kept(&home, event, &keys)? {
                return Ok(signer);
            }
            let next = keys.iter().map(|key| key.id.0).max();
            let next = next.map_or(Some(0), |last| last.checked_add(1));
            let number = next.ok_or(DeskError::NoMoreKeys)?;
            let mut secret = [0; 32];
            rng.fill(&mut secret);
            let key = SigningKey::from_bytes(&secret);
            // The private half first: a public key whose private half is lost signs nothing.
            home.save_signing_key(event, &key)?;
            let public = Key {
                id: KeyId(number),
                public: key.verifying_key(),
                state: KeyState::Signs,
            };
            table::key::insert(conn, &public, id, now)?;
            table::event::revise(conn)?;
            Ok(Self {
                id: KeyId(number),
                key,
            })
        })?;
        desk.reload()?;
        Ok(signer)
    }

    /// The first of `keys` that signs and whose private half this user has.
    fn kept(home: &Home, event: EventId, keys: &[Key]) -> Result<Option<Self>> {
        for key in keys.iter().filter(|key| key.state == KeyState::Signs) {
            if let Some(secret) = home.signing_key(event, &key.public)? {
                return Ok(Some(Self {
                    id: key.id,
                    key: secret,
                }));
            }
        }
        Ok(None)
    }

    /// The code of a ticket.
    pub(crate) fn sign(&self, event: EventId, ticket: &Ticket) -> String {
        let code = TicketCode {
            key: self.id,
            ticket: ticket.id,
            ticket_type: ticket.ticket_type,
        };
        code.sign(event, &self.key)
    }

    /// Gives a ticket its code, in the file too.
    pub(crate) fn issue(
        &self,
        conn: &Connection,
        event: EventId,
        ticket: &Ticket,
    ) -> Result<String> {
        let text = self.sign(event, ticket);
        table::ticket::set_code(conn, ticket.id, &text, self.id)?;
        Ok(text)
    }
}

/// Does `work` for each of `all` on every core, and gives what came of it in order.
pub(crate) fn in_parallel<T: Sync, R: Send>(
    all: &[T],
    work: impl Fn(&T) -> Result<R> + Sync,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Vec<R>> {
    use std::sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    };
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (sender, receiver) = mpsc::channel();
    let mut results: Vec<Option<R>> = all.iter().map(|_| None).collect();
    let outcome = std::thread::scope(|scope| {
        for _ in 0..cores.min(all.len()) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                while let Some((at, one)) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    all.get(at).map(|one| (at, one))
                } {
                    if sender.send((at, work(one))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // The receiver goes with this loop, and what nobody takes any more is not made either.
        for (done, (at, result)) in receiver.into_iter().enumerate() {
            results[at] = Some(result?);
            if progress(done + 1).is_break() {
                return Err(DeskError::Stopped {
                    done: done + 1,
                    total: all.len(),
                });
            }
        }
        Ok(())
    });
    outcome.map(|()| results.into_iter().flatten().collect())
}

/// Makes something of each of `all` on every core, and takes what came of it in order. What waits
/// to be taken is kept few: making stops where taking is slower, and where it fails.
pub(crate) fn in_order<T: Sync, R: Send>(
    all: &[T],
    make: impl Fn(&T) -> Result<R> + Sync,
    mut take: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    /// Of each core.
    const WAITING: usize = 32;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let start = |first: usize| {
            let (sender, receiver) = std::sync::mpsc::sync_channel(WAITING);
            let make = &make;
            scope.spawn(move || {
                for one in all.iter().skip(first).step_by(cores) {
                    if sender.send(make(one)).is_err() {
                        return;
                    }
                }
            });
            receiver
        };
        let made: Vec<_> = (0..cores.min(all.len())).map(start).collect();
        // Each core makes every so many-th, so that they come in order from one after another.
        for made in made.iter().cycle() {
            match made.recv() {
                Ok(made) => take(made?)?,
                Err(_) => break,
            }
        }
        Ok(())
    })
}

fn times(event: &lanyard_event::Event, words: &TicketWords) -> String {
    let doors = event.opens.map(|opens| words.doors(opens));
    let talks = event.lineup.talks_from();
    let talks = talks.map(|talks| words.talks(talks.time()));
    let both: Vec<_> = doors.into_iter().chain(talks).collect();
    both.join(" · ")
}

/// `ada-lovelace-1a2b3c4d.pdf`: the ticket's id tells namesakes apart.
pub(crate) fn file_name(name: &str, ticket: TicketId, extension: &str) -> String {
    let id = ticket.to_string();
    let slug = slug(name);
    format!("{slug}-{}.{extension}", &id[..8])
}

/// A name in lower-case Latin letters, for file names on any system.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in any_ascii::any_ascii(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 40 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "guest" } else { slug }.to_owned()
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread::sleep,
        time::Duration,
    };

    use super::*;

    #[test]
    fn work_that_is_stopped_or_fails_ends_at_once() {
        let all: Vec<usize> = (0..10_000).collect();
        let made = AtomicUsize::new(0);
        let stop = &mut |done| match done {
            0..8 => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        };
        for fails_at in [None, Some(8)] {
            made.store(0, Ordering::Relaxed);
            let make = |one: &usize| {
                made.fetch_add(1, Ordering::Relaxed);
                sleep(Duration::from_millis(1));
                match fails_at {
                    Some(at) if *one >= at => Err(DeskError::NoMoreKeys),
                    _ => Ok(()),
                }
            };
            let outcome = in_parallel(&all, make, stop);
            assert!(outcome.is_err());
            let made = made.load(Ordering::Relaxed);
            assert!(made < all.len() / 2, "{made} were made after all");
        }
    }
}
