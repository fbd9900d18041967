use jiff::{SignedDuration, Timestamp};

use crate::{
    Attendee, DeskId, DoorId, Entry, Event, FirstEntry, Presence, Reentry, Status, Ticket,
    TicketState, TicketType, Verdict,
};

/// Within this time, a desk that let somebody in and meets their ticket again has scanned them twice.
const REPEAT: SignedDuration = SignedDuration::from_secs(10);

/// A guest in front of a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scan {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub door: DoorId,
    /// At which machine.
    pub desk: DeskId,
    /// In or out.
    pub direction: Direction,
    /// How the guest was presented.
    pub means: Means,
}

/// In or out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Comes.
    In,
    /// Goes.
    Out,
}

/// How a guest was presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Means {
    /// A ticket's code was scanned.
    Ticket = 1,
    /// A badge's code was scanned; it never admits first, because badges get photographed.
    Badge = 2,
    /// Staff found the name.
    Hand = 3,
}

impl Means {
    /// The means of this log byte.
    pub fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Ticket),
            2 => Some(Self::Badge),
            3 => Some(Self::Hand),
            _ => None,
        }
    }
}

/// What the scanned text turned out to be, once the list was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presented<'a> {
    /// A ticket in the list, and whose it is.
    Listed {
        /// The ticket.
        ticket: &'a Ticket,
        /// Its guest.
        attendee: &'a Attendee,
    },
    /// A good ticket of this event that is not in the list.
    NotListed,
    /// A ticket signed with a revoked key.
    KeyRevoked,
    /// A ticket of another event.
    WrongEvent,
    /// It claims to be a ticket and isn't.
    Forged,
    /// Nothing we know.
    Unknown,
}

/// What happened before.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// The rows of the log that name this ticket, oldest first.
    pub entries: &'a [Entry],
    /// How many people are in the room.
    pub inside: u32,
}

/// What the other desks say to letting this ticket in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is ours; alone, it always is.
    Granted,
    /// Another desk let it in.
    Taken(FirstEntry),
    /// They can't be asked.
    Unreachable,
}

/// Decides whether a guest gets in or out. Pure and total; nothing else in Lanyard decides it.
pub fn decide(
    event: &Event,
    presented: &Presented<'_>,
    history: &History<'_>,
    claim: Claim,
    scan: &Scan,
) -> Verdict {
    let (ticket, attendee) = match presented {
        Presented::Listed { ticket, attendee } => (*ticket, *attendee),
        Presented::NotListed => return unlisted(event, history, scan),
        Presented::KeyRevoked => return Verdict::Revoked { since: None },
        Presented::WrongEvent => return Verdict::WrongEvent,
        Presented::Forged => return Verdict::Forged,
        Presented::Unknown => return Verdict::Unknown,
    };
    let kind = event.ticket_type(ticket.ticket_type);
    let presence = Presence::of(history.entries, presence_day(event, kind, scan.at));
    match scan.direction {
        Direction::Out => match presence.last_inside() {
            Some(member) => Verdict::Left { member },
            None => Verdict::NotInside,
        },
        Direction::In => refusal(event, ticket, attendee, kind, &presence, scan)
            .unwrap_or_else(|| enter(event, ticket, kind, &presence, history, claim, scan)),
    }
}

/// A good ticket that the list lacks: once it was let in, it is used as any other.
fn unlisted(event: &Event, history: &History<'_>, scan: &Scan) -> Verdict {
    let presence = Presence::of(history.entries, None);
    match (scan.direction, presence.last_inside()) {
        (Direction::Out, Some(member)) => Verdict::Left { member },
        (Direction::Out, None) => Verdict::NotInside,
        (Direction::In, Some(_)) => already_in(&presence, scan),
        (Direction::In, None) => match presence.someone_left() {
            Some(member) if event.reentry != Reentry::Refuse => Verdict::ReEntered { member },
            Some(_) => already_in(&presence, scan),
            None => Verdict::NotListed,
        },
    }
}

/// For a ticket of several days each day begins anew; otherwise an entry counts for good.
pub fn presence_day(event: &Event, kind: Option<&TicketType>, at: Timestamp) -> Option<crate::Day> {
    kind.is_some_and(|kind| kind.days.len() > 1)
        .then(|| event.day_of(at))
}

/// What keeps this guest out whether or not the ticket was used.
fn refusal(
    event: &Event,
    ticket: &Ticket,
    attendee: &Attendee,
    kind: Option<&TicketType>,
    presence: &Presence<'_>,
    scan: &Scan,
) -> Option<Verdict> {
    if let TicketState::Revoked(since) = ticket.state {
        return Some(Verdict::Revoked { since: Some(since) });
    }
    // What was said once they were in takes nothing from whoever is inside.
    let outside = presence
        .someone_left()
        .or(presence.next_to_come(ticket.admits));
    let status = match outside {
        Some(_) => attendee.said(),
        None => attendee.status,
    };
    if status != Status::Confirmed {
        return Some(not_coming(status));
    }
    let kind = kind?;
    if !kind.days.is_empty() && !kind.days.contains(&event.day_of(scan.at)) {
        return Some(Verdict::NotValidNow {
            days: kind.days.clone(),
        });
    }
    let doors = doors_of(event, kind);
    (!doors.contains(&scan.door)).then_some(Verdict::WrongDoor { doors })
}

/// The refusal of somebody who does not come by this status. Who was paid back or cancelled has no
/// ticket any more, whether or not anybody withdrew it.
pub(crate) fn not_coming(status: Status) -> Verdict {
    match status.withdraws() {
        true => Verdict::Revoked { since: None },
        false => Verdict::NotConfirmed { status },
    }
}

/// The doors at which both the ticket type and the door agree.
fn doors_of(event: &Event, kind: &TicketType) -> Vec<DoorId> {
    event
        .doors
        .iter()
        .filter(|door| door.admits.is_empty() || door.admits.contains(&kind.id))
        .filter(|door| kind.doors.is_empty() || kind.doors.contains(&door.id))
        .map(|door| door.id)
        .collect()
}

fn enter(
    event: &Event,
    ticket: &Ticket,
    kind: Option<&TicketType>,
    presence: &Presence<'_>,
    history: &History<'_>,
    claim: Claim,
    scan: &Scan,
) -> Verdict {
    let back = presence
        .someone_left()
        .filter(|_| event.reentry != Reentry::Refuse);
    let verdict = match (back, presence.next_to_come(ticket.admits), claim) {
        (Some(member), _, _) => Verdict::ReEntered { member },
        (None, None, _) => return already_in(presence, scan),
        (None, Some(_), Claim::Taken(first)) => {
            return Verdict::AlreadyIn {
                first,
                repeat: false,
            };
        }
        (None, Some(_), _) if scan.means == Means::Badge && presence.arrived() > 0 => {
            return already_in(presence, scan);
        }
        (None, Some(_), _) if scan.means == Means::Badge => return Verdict::NotInside,
        (None, Some(member), _) => Verdict::Admitted { member },
    };
    if let Some(due) = &ticket.due {
        return Verdict::Unpaid { due: due.clone() };
    }
    if claim == Claim::Unreachable && kind.is_some_and(|kind| kind.strict) {
        return Verdict::NeedsLead;
    }
    match event.capacity {
        Some(capacity) if history.inside >= capacity => Verdict::Full {
            inside: history.inside,
            capacity,
        },
        _ => verdict,
    }
}

fn already_in(presence: &Presence<'_>, scan: &Scan) -> Verdict {
    let Some(first) = presence.latest(scan.at) else {
        // A ticket that admits nobody, which the store refuses.
        return Verdict::Unknown;
    };
    Verdict::AlreadyIn {
        first,
        repeat: is_repeat(presence, scan.desk, scan.at),
    }
}

/// Whether this desk let in whoever is inside so shortly before that it is one guest scanned twice.
/// Who was refused, or has just left, is none.
pub fn is_repeat(presence: &Presence<'_>, desk: DeskId, at: Timestamp) -> bool {
    presence.last_inside_entry().is_some_and(|entry| {
        let ago = at.duration_since(entry.at);
        entry.place.desk == desk && !ago.is_negative() && ago <= REPEAT
    })
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
