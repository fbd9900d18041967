//! Who gets a letter, and who has it already.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use lanyard_event::{Attendee, AttendeeId, Event, Status, Ticket, TicketId};
use lanyard_exchange::fold;
use lanyard_store::{
    Connection, table,
    table::mail::{LetterKind, Mail, MailState},
};

use super::letters;
use crate::{
    Desk, DeskError, Result,
    answers::{LeftOut, MailPlan, MailRequest, MailTime, NotTheirs},
    tally::Tally,
    walk_in::SOURCE,
};

/// A mail that is to go out.
#[derive(Debug)]
pub(crate) struct Due {
    pub(crate) attendee: AttendeeId,
    pub(crate) ticket: Option<TicketId>,
    pub(crate) address: String,
    pub(crate) how: How,
}

/// How a mail comes into the queue.
#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    /// It is a new one, of this round.
    New(u32),
    /// It waits there already, under this number.
    Waits(i64),
    /// It was uncertain, under this number, and somebody wants it sent once more.
    OnceMore(i64),
}

/// Who gets a letter and who does not.
#[derive(Debug, Default)]
pub(crate) struct Planned {
    pub(crate) due: Vec<Due>,
    sent: u32,
    refused: u32,
    uncertain: u32,
    opted_out: u32,
    without_address: u32,
    same_person: u32,
    not_theirs: BTreeMap<NotTheirs, u32>,
}

/// What of a guest decides which letters are theirs.
struct Standing {
    status: Status,
    /// They have a ticket that holds.
    holds: bool,
    /// Somebody came on one of their tickets, on whichever day.
    came: bool,
    /// They were taken in at the door.
    walked_in: bool,
}

impl Standing {
    /// Of `theirs` those tickets stay that hold.
    fn of(guest: &Attendee, theirs: &mut Vec<Ticket>, walked_in: bool, tally: &Tally) -> Self {
        // Somebody may have come on a ticket that holds no more.
        let came = tally.came(theirs.iter().map(|ticket| ticket.id));
        theirs.retain(Ticket::holds);
        Self {
            status: guest.said(),
            holds: !theirs.is_empty(),
            came,
            walked_in,
        }
    }
}

/// Whether a letter is for a guest, and if not, why. It holds for all, whoever is named.
fn is_for(kind: LetterKind, guest: &Standing) -> std::result::Result<(), NotTheirs> {
    let confirmed = match guest.status {
        Status::Confirmed if guest.holds => Ok(()),
        Status::Confirmed => Err(NotTheirs::NoTicket),
        _ => Err(NotTheirs::NotConfirmed),
    };
    match kind {
        LetterKind::Ticket => confirmed,
        LetterKind::Reminder | LetterKind::Missed if guest.came => Err(NotTheirs::Came),
        LetterKind::Reminder => confirmed,
        // Whom a full room turned away at the door was not expected.
        LetterKind::Missed if guest.walked_in => Err(NotTheirs::WalkedIn),
        LetterKind::Missed => confirmed,
        LetterKind::Thanks | LetterKind::WalkIn if !guest.came => Err(NotTheirs::DidNotCome),
        LetterKind::Thanks if guest.walked_in => Err(NotTheirs::WalkedIn),
        LetterKind::WalkIn if !guest.walked_in => Err(NotTheirs::Listed),
        LetterKind::Thanks | LetterKind::WalkIn => Ok(()),
    }
}

/// What the latest mail to somebody means for the next.
enum Past {
    None,
    Waits(i64),
    Sent(u32),
    /// The address that was refused.
    Refused(u32, String),
    Uncertain(i64),
}

impl From<Option<&Mail>> for Past {
    fn from(latest: Option<&Mail>) -> Self {
        let Some(mail) = latest else {
            return Self::None;
        };
        match mail.state {
            MailState::Queued => Self::Waits(mail.id),
            MailState::Sent => Self::Sent(mail.round),
            MailState::Refused => Self::Refused(mail.round, mail.address.clone()),
            // What is being sent just now is as uncertain to everybody else.
            MailState::Sending | MailState::Uncertain => Self::Uncertain(mail.id),
        }
    }
}

/// What was sent of one letter.
struct History(HashMap<(AttendeeId, Option<TicketId>), Mail>);

impl History {
    fn of(conn: &Connection, kind: LetterKind) -> Result<Self> {
        // A mail to somebody who was made one with another went to that one, and so did a ticket
        // for which another speaks.
        let merged: HashMap<_, _> = table::alias::merged(conn)?.into_iter().collect();
        let stand_ins: HashMap<_, _> = table::ticket::stand_ins(conn)?.into_iter().collect();
        let mut latest = HashMap::<_, Mail>::new();
        // Oldest first, so that the latest stays.
        for mut mail in table::mail::of_letter(conn, kind)? {
            let guest = merged.get(&mail.attendee).copied().unwrap_or(mail.attendee);
            let ticket = mail
                .ticket
                .map(|one| stand_ins.get(&one).copied().unwrap_or(one));
            let before = latest.get(&(guest, ticket)).map_or(0, |mail| mail.round);
            mail.round = mail.round.max(before);
            latest.insert((guest, ticket), mail);
        }
        Ok(Self(latest))
    }

    fn past(&self, attendee: AttendeeId, ticket: Option<TicketId>) -> Past {
        self.0.get(&(attendee, ticket)).into()
    }
}

/// Who gets a letter when it goes to all whom it concerns.
pub(crate) fn to_all(conn: &Connection, tally: &Tally, kind: LetterKind) -> Result<Planned> {
    let history = History::of(conn, kind)?;
    let opted_out: HashSet<_> = match kind {
        // Nobody can do without their ticket.
        LetterKind::Ticket => HashSet::new(),
        _ => table::mail::all_opted_out(conn)?.into_iter().collect(),
    };
    let walk_ins: HashSet<_> = table::attendee::from(conn, SOURCE)?.into_iter().collect();
    let mut tickets: HashMap<_, Vec<Ticket>> = HashMap::new();
    for ticket in table::ticket::list(conn)? {
        tickets.entry(ticket.attendee).or_default().push(ticket);
    }
    let mut planned = Planned::default();
    // Somebody who is on two lists has two tickets, and needs one reminder.
    let mut reached = HashSet::new();
    for guest in table::attendee::list(conn)? {
        let mut theirs = tickets.remove(&guest.id).unwrap_or_default();
        let walked_in = walk_ins.contains(&guest.id);
        let standing = Standing::of(&guest, &mut theirs, walked_in, tally);
        if let Err(why) = is_for(kind, &standing) {
            *planned.not_theirs.entry(why).or_default() += 1;
        } else if opted_out.contains(&guest.id) {
            planned.opted_out += 1;
        } else if guest.email.is_empty() {
            planned.without_address += 1;
        } else if kind == LetterKind::Ticket {
            for ticket in theirs {
                let ticket = Some(ticket.id);
                planned.weigh(&guest, ticket, history.past(guest.id, ticket));
            }
        } else if reached.insert((guest.email.to_lowercase(), fold(&guest.name))) {
            planned.weigh(&guest, None, history.past(guest.id, None));
        } else {
            planned.same_person += 1;
        }
    }
    Ok(planned)
}

impl Planned {
    fn weigh(&mut self, guest: &Attendee, ticket: Option<TicketId>, past: Past) {
        match past {
            Past::None => self.add(guest, ticket, How::New(1)),
            Past::Waits(id) => self.add(guest, ticket, How::Waits(id)),
            Past::Sent(_) => self.sent += 1,
            Past::Refused(_, address) if address == guest.email => self.refused += 1,
            Past::Refused(round, _) => self.add(guest, ticket, How::New(round + 1)),
            Past::Uncertain(_) => self.uncertain += 1,
        }
    }

    fn add(&mut self, guest: &Attendee, ticket: Option<TicketId>, how: How) {
        self.due.push(Due {
            attendee: guest.id,
            ticket,
            address: guest.email.clone(),
            how,
        });
    }

    pub(crate) fn mails(&self) -> u32 {
        u32::try_from(self.due.len()).unwrap_or(u32::MAX)
    }
}

/// Whether a letter is for those who are to come: nobody else is asked in by mistake.
pub(crate) fn asks_in(kind: LetterKind) -> bool {
    matches!(kind, LetterKind::Ticket | LetterKind::Reminder)
}

/// Who gets a letter when guests are named.
pub(crate) fn to_these(
    conn: &Connection,
    tally: &Tally,
    kind: LetterKind,
    guests: &[Attendee],
    again: bool,
) -> Result<Planned> {
    let history = History::of(conn, kind)?;
    let walk_ins = table::attendee::from(conn, SOURCE)?;
    let mut planned = Planned::default();
    for guest in guests {
        let mut theirs = table::ticket::of_attendee(conn, guest.id)?;
        let walked_in = walk_ins.contains(&guest.id);
        let standing = Standing::of(guest, &mut theirs, walked_in, tally);
        is_for(kind, &standing).map_err(|why| not_theirs(kind, guest, why))?;
        if guest.email.is_empty() {
            return Err(DeskError::NoAddress(guest.name.clone()));
        }
        if kind != LetterKind::Ticket && table::mail::opted_out(conn, guest.id)? {
            return Err(DeskError::OptedOut(guest.name.clone()));
        }
        let tickets: Vec<_> = match kind {
            LetterKind::Ticket => theirs.iter().map(|ticket| Some(ticket.id)).collect(),
            _ => vec![None],
        };
        let mut missed = Planned::default();
        for ticket in tickets {
            let how = match (history.past(guest.id, ticket), again) {
                (Past::None, _) => How::New(1),
                (Past::Waits(id), _) => How::Waits(id),
                (Past::Refused(round, _), _) | (Past::Sent(round), true) => How::New(round + 1),
                (Past::Uncertain(id), true) => How::OnceMore(id),
                (Past::Sent(_), false) => {
                    missed.sent += 1;
                    continue;
                }
                (Past::Uncertain(_), false) => {
                    missed.uncertain += 1;
                    continue;
                }
            };
            missed.add(guest, ticket, how);
        }
        // Of two tickets one may be new: that one goes out.
        match (missed.due.is_empty(), missed.uncertain) {
            (false, _) => planned.due.append(&mut missed.due),
            (true, 0) => return Err(DeskError::HasLetter(guest.name.clone())),
            (true, _) => return Err(DeskError::MayHaveLetter(guest.name.clone())),
        }
    }
    Ok(planned)
}

fn not_theirs(kind: LetterKind, guest: &Attendee, why: NotTheirs) -> DeskError {
    let name = guest.name.clone();
    match (why, guest.status) {
        (NotTheirs::NotConfirmed, status) if asks_in(kind) => {
            DeskError::NotConfirmed { name, status }
        }
        _ => DeskError::NotTheirs { name, why },
    }
}

impl Desk {
    /// Who would get a letter.
    ///
    /// # Errors
    /// There is no such guest, or they are not to get it; the file can't be read.
    pub fn mail_plan(&mut self, request: &MailRequest) -> Result<MailPlan> {
        self.refresh()?;
        self.settle_cut_off();
        self.tally()?;
        let kind = request.letter.into();
        let guests = self.named(request)?;
        let conn = self.store.read();
        let planned = if guests.is_empty() {
            to_all(conn, &self.tally, kind)?
        } else {
            to_these(conn, &self.tally, kind, &guests, request.again)?
        };
        let not_theirs = planned.not_theirs.iter();
        Ok(MailPlan {
            letter: request.letter,
            time: time_of(&self.event, kind, self.now()),
            to_send: planned.mails(),
            sent: planned.sent,
            refused: planned.refused,
            uncertain: planned.uncertain,
            opted_out: planned.opted_out,
            without_address: planned.without_address,
            same_person: planned.same_person,
            not_theirs: not_theirs
                .map(|(why, guests)| LeftOut {
                    why: *why,
                    guests: *guests,
                })
                .collect(),
            tested: letters::tested(conn, kind, &self.letter_language()?)?,
        })
    }

    /// The guests that a request names, each once.
    pub(crate) fn named(&self, request: &MailRequest) -> Result<Vec<Attendee>> {
        let mut guests: Vec<Attendee> = Vec::new();
        for id in &request.attendees {
            let guest = self.listed(id)?;
            if !guests.contains(&guest) {
                guests.push(guest);
            }
        }
        Ok(guests)
    }
}

/// Whether the evening is over.
pub(crate) fn is_over(event: &Event, now: Timestamp) -> bool {
    match event.lineup.over() {
        Some(over) => over <= now,
        None => event.day_of(now) > event.date,
    }
}

/// Whether it is the time for a letter: nobody is missed before the evening is over.
fn time_of(event: &Event, kind: LetterKind, now: Timestamp) -> MailTime {
    let over = is_over(event, now);
    match kind {
        LetterKind::Ticket => MailTime::Now,
        LetterKind::Reminder if over => MailTime::Past,
        LetterKind::Reminder => MailTime::Now,
        LetterKind::Thanks | LetterKind::Missed | LetterKind::WalkIn if over => MailTime::Now,
        LetterKind::Thanks | LetterKind::Missed | LetterKind::WalkIn => MailTime::Later,
    }
}

/// Whether a letter may go out now.
pub(crate) fn is_time(event: &Event, kind: LetterKind, now: Timestamp) -> Result<()> {
    match time_of(event, kind, now) {
        MailTime::Now => Ok(()),
        MailTime::Later => Err(DeskError::EveningNotOver),
        MailTime::Past => Err(DeskError::EveningOver),
    }
}
