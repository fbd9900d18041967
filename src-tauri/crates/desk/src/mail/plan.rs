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
    moved: u32,
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

/// What somebody has had of a letter, and what that means for the next.
#[derive(Debug, PartialEq, Eq)]
struct Past {
    next: Next,
    /// How often it was sent on purpose.
    round: u32,
    /// They had it, or may have, but at an address that is theirs no more.
    moved: bool,
}

/// What is to be done about somebody, by what became of the latest mail to the address that is
/// theirs now.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    /// There was none.
    Send,
    Waits(i64),
    Sent,
    Refused,
    Uncertain(i64),
}

impl Past {
    /// Of these mails, oldest first, to somebody of this address.
    fn of(mails: &[Mail], address: &str) -> Self {
        let is_here = |mail: &&Mail| mail.address.to_lowercase() == address.to_lowercase();
        let latest_here = mails.iter().rfind(is_here);
        // What waits still goes to where they are by then.
        let waiting = mails.last().filter(|mail| mail.state == MailState::Queued);
        let next = match latest_here.or(waiting).map(|mail| (mail.state, mail.id)) {
            None => Next::Send,
            Some((MailState::Queued, id)) => Next::Waits(id),
            Some((MailState::Sent, _)) => Next::Sent,
            Some((MailState::Refused, _)) => Next::Refused,
            // What is being sent just now is as uncertain to everybody else.
            Some((MailState::Sending | MailState::Uncertain, id)) => Next::Uncertain(id),
        };
        let had = |mail: &&Mail| !matches!(mail.state, MailState::Queued | MailState::Refused);
        let (here, elsewhere): (Vec<_>, Vec<_>) = mails.iter().filter(had).partition(is_here);
        Self {
            next,
            round: mails.iter().map(|mail| mail.round).max().unwrap_or(0),
            moved: here.is_empty() && !elsewhere.is_empty(),
        }
    }
}

/// What was sent of one letter, oldest first.
struct History(HashMap<(AttendeeId, Option<TicketId>), Vec<Mail>>);

impl History {
    fn of(conn: &Connection, kind: LetterKind) -> Result<Self> {
        // A mail to somebody who was made one with another went to that one, and so did a ticket
        // for which another speaks.
        let merged: HashMap<_, _> = table::alias::merged(conn)?.into_iter().collect();
        let stand_ins: HashMap<_, _> = table::ticket::stand_ins(conn)?.into_iter().collect();
        let mut mails = HashMap::<_, Vec<Mail>>::new();
        for mail in table::mail::of_letter(conn, kind)? {
            let guest = merged.get(&mail.attendee).copied().unwrap_or(mail.attendee);
            let ticket = mail
                .ticket
                .map(|one| stand_ins.get(&one).copied().unwrap_or(one));
            mails.entry((guest, ticket)).or_default().push(mail);
        }
        Ok(Self(mails))
    }

    fn past(&self, guest: &Attendee, ticket: Option<TicketId>) -> Past {
        let mails = self.0.get(&(guest.id, ticket));
        Past::of(mails.map_or(&[], Vec::as_slice), &guest.email)
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
            let tickets: Vec<_> = theirs.iter().map(|ticket| Some(ticket.id)).collect();
            planned.weigh(&guest, &tickets, &history);
        } else if reached.insert((guest.email.to_lowercase(), fold(&guest.name))) {
            planned.weigh(&guest, &[None], &history);
        } else {
            planned.same_person += 1;
        }
    }
    Ok(planned)
}

impl Planned {
    /// Counts a guest once: whoever gets a mail about one of their tickets is not among those who
    /// have it already, whatever there is of the others.
    fn weigh(&mut self, guest: &Attendee, tickets: &[Option<TicketId>], history: &History) {
        let before = self.due.len();
        let (mut refused, mut uncertain) = (false, false);
        for ticket in tickets {
            let past = history.past(guest, *ticket);
            match past.next {
                Next::Send => self.add(guest, *ticket, How::New(past.round + 1), past.moved),
                Next::Waits(id) => self.add(guest, *ticket, How::Waits(id), past.moved),
                Next::Sent => {}
                Next::Refused => refused = true,
                Next::Uncertain(_) => uncertain = true,
            }
        }
        if self.due.len() > before {
            return;
        }
        match (uncertain, refused) {
            (true, _) => self.uncertain += 1,
            (false, true) => self.refused += 1,
            (false, false) => self.sent += 1,
        }
    }

    fn add(&mut self, guest: &Attendee, ticket: Option<TicketId>, how: How, moved: bool) {
        self.moved += u32::from(moved);
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
        let before = planned.due.len();
        let mut uncertain = false;
        for ticket in tickets {
            let past = history.past(guest, ticket);
            let how = match (past.next, again) {
                (Next::Send | Next::Refused, _) | (Next::Sent, true) => How::New(past.round + 1),
                (Next::Waits(id), _) => How::Waits(id),
                (Next::Uncertain(id), true) => How::OnceMore(id),
                (Next::Sent, false) => continue,
                (Next::Uncertain(_), false) => {
                    uncertain = true;
                    continue;
                }
            };
            planned.add(guest, ticket, how, past.moved);
        }
        // Of two tickets one may be new: that one goes out.
        match (planned.due.len() > before, uncertain) {
            (true, _) => {}
            (false, false) => return Err(DeskError::HasLetter(guest.name.clone())),
            (false, true) => return Err(DeskError::MayHaveLetter(guest.name.clone())),
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
            moved: planned.moved,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A mail to `address`, the nth.
    fn mail(id: i64, address: &str, state: MailState) -> Mail {
        Mail {
            id,
            letter: LetterKind::Ticket,
            attendee: AttendeeId::from_bytes([1; 16]),
            ticket: None,
            round: u32::try_from(id).unwrap(),
            address: address.into(),
            subject: String::new(),
            message_id: String::new(),
            state,
            at: Timestamp::UNIX_EPOCH,
            answer: String::new(),
        }
    }

    fn past(mails: &[(&str, MailState)], address: &str) -> (Next, bool) {
        let mails = mails.iter().zip(1..);
        let mails: Vec<_> = mails
            .map(|((address, state), id)| mail(id, address, *state))
            .collect();
        let past = Past::of(&mails, address);
        assert_eq!(past.round as usize, mails.len());
        (past.next, past.moved)
    }

    #[test]
    fn whose_address_was_put_right_gets_it_there_and_nobody_twice_at_one_address() {
        use MailState::{Queued, Refused, Sending, Sent, Uncertain};
        const OLD: &str = "old@example.org";
        const NEW: &str = "new@example.org";
        for (mails, address, next, moved) in [
            (&[][..], NEW, Next::Send, false),
            (&[(NEW, Sent)], NEW, Next::Sent, false),
            (&[(NEW, Sent)], "New@Example.org", Next::Sent, false),
            (&[(NEW, Uncertain)], NEW, Next::Uncertain(1), false),
            (&[(NEW, Sending)], NEW, Next::Uncertain(1), false),
            (&[(NEW, Refused)], NEW, Next::Refused, false),
            (&[(OLD, Sent)], NEW, Next::Send, true),
            (&[(OLD, Uncertain)], NEW, Next::Send, true),
            (&[(OLD, Refused)], NEW, Next::Send, false),
            (&[(OLD, Queued)], NEW, Next::Waits(1), false),
            (&[(OLD, Sent), (NEW, Queued)], NEW, Next::Waits(2), true),
            (&[(OLD, Sent), (NEW, Sent)], NEW, Next::Sent, false),
            (&[(OLD, Sent), (NEW, Refused)], NEW, Next::Refused, true),
            // And back again.
            (&[(OLD, Sent), (NEW, Sent)], OLD, Next::Sent, false),
            (&[(OLD, Sent), (NEW, Queued)], OLD, Next::Sent, false),
            (&[(OLD, Sent), (NEW, Refused)], OLD, Next::Sent, false),
            // Once more on purpose.
            (&[(NEW, Sent), (NEW, Queued)], NEW, Next::Waits(2), false),
            (
                &[(NEW, Sent), (NEW, Uncertain)],
                NEW,
                Next::Uncertain(2),
                false,
            ),
        ] {
            assert_eq!(
                past(mails, address),
                (next, moved),
                "{mails:?} to {address}"
            );
        }
    }

    #[test]
    fn whoever_gets_one_of_two_tickets_is_counted_once() {
        const HERE: &str = "ada@example.org";
        let guest = Attendee {
            id: AttendeeId::from_bytes([1; 16]),
            name: "Ada".into(),
            email: HERE.into(),
            company: String::new(),
            role: String::new(),
            status: Status::Confirmed,
            flagged: None,
            note: String::new(),
            attention: String::new(),
            badge: lanyard_event::BadgeId(1),
        };
        let tickets = [1, 2].map(|number| Some(TicketId(number)));
        let counted = |states: [Option<MailState>; 2]| {
            let sent = tickets.into_iter().zip(states);
            let sent = sent.filter_map(|(ticket, state)| Some((ticket, mail(1, HERE, state?))));
            let sent = sent.map(|(ticket, mail)| ((guest.id, ticket), vec![mail]));
            let mut planned = Planned::default();
            planned.weigh(&guest, &tickets, &History(sent.collect()));
            let Planned {
                sent,
                refused,
                uncertain,
                ..
            } = planned;
            [planned.mails(), sent, refused, uncertain]
        };
        let (sent, refused) = (Some(MailState::Sent), Some(MailState::Refused));
        assert_eq!(counted([None, None]), [2, 0, 0, 0], "a mail each");
        assert_eq!(counted([sent, None]), [1, 0, 0, 0]);
        assert_eq!(counted([sent, sent]), [0, 1, 0, 0]);
        assert_eq!(counted([refused, sent]), [0, 0, 1, 0]);
        assert_eq!(counted([refused, Some(MailState::Uncertain)]), [0, 0, 0, 1]);
    }
}
