use jiff::{Timestamp, civil::date};

use super::*;
use crate::{
    Attendee, Ticket,
    fixture::{self, DESK, MAIN, STAGE, due},
};

struct Case {
    event: Event,
    ticket: Ticket,
    attendee: Attendee,
    inside: u32,
    scan: Scan,
}

impl Case {
    fn new() -> Self {
        Self {
            event: Event {
                capacity: Some(10),
                ..fixture::event()
            },
            ticket: fixture::ticket(),
            attendee: fixture::attendee(),
            inside: 0,
            scan: Scan {
                at: "2026-12-03T18:30:00Z".parse().unwrap(),
                door: MAIN,
                desk: DESK,
                direction: Direction::In,
                means: Means::Ticket,
            },
        }
    }

    fn settling(&self) -> Option<Settling> {
        let presented = Presented::Listed {
            ticket: &self.ticket,
            attendee: &self.attendee,
        };
        self.settling_of(&presented, Claim::Granted)
    }

    fn settling_of(&self, presented: &Presented<'_>, claim: Claim) -> Option<Settling> {
        let history = History {
            entries: &[],
            inside: self.inside,
        };
        settling(&self.event, presented, &history, claim, &self.scan)
    }
}

#[test]
fn who_gets_in_needs_no_settling() {
    assert_eq!(Case::new().settling(), None);
    let mut leaving = Case::new();
    leaving.scan.direction = Direction::Out;
    assert_eq!(leaving.settling(), None, "nobody is kept from leaving");
}

#[test]
fn the_strictest_of_all_refusals_says_who_may_settle_them() {
    let mut case = Case::new();
    case.attendee.status = Status::Waitlist;
    let settling = case.settling().unwrap();
    assert_eq!(settling.authority, Authority::Reason);
    assert!(settling.releasable && !settling.payable);
    case.inside = 10;
    let settling = case.settling().unwrap();
    assert_eq!(
        settling.refusals,
        [VerdictKind::NotConfirmed, VerdictKind::Full],
        "behind the first refusal stands another"
    );
    assert_eq!(
        settling.authority,
        Authority::Lead,
        "a reason is not enough for a full room"
    );
}

#[test]
fn every_refusal_of_a_listed_guest_is_found() {
    let mut case = Case::new();
    case.ticket.state = TicketState::Revoked(Timestamp::UNIX_EPOCH);
    case.attendee.status = Status::Declined;
    case.event.ticket_types[0].days = vec![date(2026, 1, 1)];
    case.event.ticket_types[0].strict = true;
    case.scan.door = STAGE;
    case.ticket.due = Some(due());
    case.inside = 10;
    let presented = Presented::Listed {
        ticket: &case.ticket,
        attendee: &case.attendee,
    };
    let settling = case.settling_of(&presented, Claim::Unreachable).unwrap();
    assert_eq!(
        settling.refusals,
        [
            VerdictKind::Revoked,
            VerdictKind::NotConfirmed,
            VerdictKind::NotValidNow,
            VerdictKind::WrongDoor,
            VerdictKind::Unpaid,
            VerdictKind::NeedsLead,
            VerdictKind::Full,
        ]
    );
    assert_eq!(settling.authority, Authority::Lead);
    assert_eq!(settling.member, 1);
}

#[test]
fn who_owes_can_pay_and_who_declined_has_no_place_to_wait_for() {
    let mut case = Case::new();
    case.ticket.due = Some(due());
    assert!(case.settling().unwrap().payable);
    case.ticket.due = None;
    case.attendee.status = Status::Declined;
    assert!(!case.settling().unwrap().releasable);
}

#[test]
fn only_a_ticket_can_be_settled() {
    let case = Case::new();
    let unlisted = case.settling_of(&Presented::NotListed, Claim::Granted);
    assert_eq!(unlisted.unwrap().authority, Authority::Key);
    for presented in [
        Presented::Forged,
        Presented::Unknown,
        Presented::WrongEvent,
        Presented::KeyRevoked,
    ] {
        assert_eq!(
            case.settling_of(&presented, Claim::Granted),
            None,
            "nobody knows whose {presented:?} is"
        );
    }
}
