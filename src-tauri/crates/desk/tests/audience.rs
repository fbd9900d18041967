//! Whom each letter is for: the same whether it goes to all or to a guest who is named.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeMap;

use common::Evening;
use lanyard_desk_core::{
    Desk, DeskError,
    answers::{Letter, MailPlan, MailRequest, MailTime, NewGuest, NotTheirs, ProblemKind, Verdict},
};

const LIST: &str = "name,email,status\n\
    Came Once,came@example.org,\n\
    Missed It,missed@example.org,\n\
    No Address,,\n\
    Wants None,none@example.org,\n\
    Waits Still,waits@example.org,waitlist\n\
    Cancelled Late,late@example.org,cancelled\n\
    Taken Back,back@example.org,\n";

/// An evening at which some came, one of them came off no list, and one was turned away.
fn evening() -> Evening {
    let mut evening = Evening::changed(|event| event.replace("capacity = 5", "capacity = 3"), LIST);
    let none = evening.id("Wants None");
    evening.desk.opt_out(&none, true).unwrap();
    let back = evening.id("Taken Back");
    evening.desk.revoke(&back).unwrap();
    for name in ["Came Once", "Wants None"] {
        let code = evening.code(name);
        assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
    }
    // The one is on the list already.
    for (name, email) in [
        ("Missed it", "MISSED@example.org"),
        ("Added Before", "added@example.org"),
    ] {
        evening.desk.add_attendee(&guest(name, email)).unwrap();
    }
    for (name, verdict) in [
        ("Walked In", Verdict::Admitted),
        ("Turned Away", Verdict::Full),
    ] {
        let new = guest(name, "new@example.org");
        assert_eq!(evening.desk.walk_in(&new, None).unwrap().verdict, verdict);
    }
    evening.wait(24 * 3600);
    evening
}

fn guest(name: &str, email: &str) -> NewGuest {
    NewGuest {
        name: name.into(),
        email: email.into(),
        ..NewGuest::default()
    }
}

fn request(letter: Letter, attendees: Vec<String>) -> MailRequest {
    MailRequest {
        letter,
        attendees,
        again: false,
        count: None,
        without_test: true,
    }
}

fn plan(desk: &mut Desk, letter: Letter) -> MailPlan {
    desk.mail_plan(&request(letter, Vec::new())).unwrap()
}

/// Of the guests whom a plan leaves out, how many for which reason.
fn left_out(plan: &MailPlan) -> BTreeMap<NotTheirs, u32> {
    let left_out = plan.not_theirs.iter();
    left_out.map(|one| (one.why, one.guests)).collect()
}

#[test]
fn a_plan_says_of_every_guest_whether_they_get_it_and_why_not() {
    use NotTheirs::{Came, DidNotCome, Listed, NoTicket, NotConfirmed, WalkedIn};
    let mut evening = evening();
    let expected = [
        (Letter::Ticket, 6, vec![(NotConfirmed, 3), (NoTicket, 1)]),
        (
            Letter::Reminder,
            2,
            vec![(NotConfirmed, 3), (NoTicket, 1), (Came, 3)],
        ),
        (
            Letter::Missed,
            2,
            vec![(NotConfirmed, 2), (NoTicket, 1), (Came, 3), (WalkedIn, 1)],
        ),
        (Letter::Thanks, 1, vec![(DidNotCome, 8), (WalkedIn, 1)]),
        (Letter::WalkIn, 1, vec![(DidNotCome, 8), (Listed, 2)]),
    ];
    for (letter, to_send, reasons) in expected {
        let plan = plan(&mut evening.desk, letter);
        assert_eq!(plan.to_send, to_send, "{plan:?}");
        assert_eq!(left_out(&plan), reasons.into_iter().collect(), "{plan:?}");
        let all = plan.to_send
            + plan.opted_out
            + plan.without_address
            + plan.same_person
            + left_out(&plan).values().sum::<u32>();
        assert_eq!(all, 11, "everybody is counted once: {plan:?}");
    }
    let thanks = plan(&mut evening.desk, Letter::Thanks);
    assert_eq!((thanks.opted_out, thanks.without_address), (1, 0));
    let missed = plan(&mut evening.desk, Letter::Missed);
    assert_eq!(
        (missed.without_address, missed.same_person, missed.opted_out),
        (1, 1, 0),
        "one person gets one letter: {missed:?}"
    );
}

#[test]
fn whom_a_letter_is_not_for_does_not_get_it_by_name_either() {
    let mut evening = evening();
    let mut why = |letter, name: &str| {
        let id = evening.id(name);
        let error = evening.desk.mail_plan(&request(letter, vec![id]));
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ProblemKind::NoLetter, "{error}");
        error
    };
    for (letter, name, reason) in [
        (Letter::Thanks, "Waits Still", NotTheirs::DidNotCome),
        (Letter::Thanks, "Added Before", NotTheirs::DidNotCome),
        (Letter::Thanks, "Walked In", NotTheirs::WalkedIn),
        (Letter::Missed, "Came Once", NotTheirs::Came),
        (Letter::Missed, "Waits Still", NotTheirs::NotConfirmed),
        (Letter::Missed, "Taken Back", NotTheirs::NoTicket),
        (Letter::Missed, "Turned Away", NotTheirs::WalkedIn),
        (Letter::Reminder, "Came Once", NotTheirs::Came),
        (Letter::WalkIn, "Came Once", NotTheirs::Listed),
        (Letter::WalkIn, "Turned Away", NotTheirs::DidNotCome),
        (Letter::Ticket, "Taken Back", NotTheirs::NoTicket),
    ] {
        match why(letter, name) {
            DeskError::NotTheirs { name: whose, why } => {
                assert_eq!((whose.as_str(), why), (name, reason), "{letter:?}");
            }
            error => panic!("{letter:?} to {name}: {error}"),
        }
    }
    for letter in [Letter::Ticket, Letter::Reminder] {
        let error = why(letter, "Cancelled Late");
        assert!(matches!(error, DeskError::NotConfirmed { .. }), "{error}");
    }
    let error = why(Letter::Thanks, "Wants None");
    assert!(matches!(error, DeskError::OptedOut(_)), "{error}");
}

#[test]
fn whoever_came_on_any_day_or_ticket_is_thanked_and_not_missed() {
    let two_days = |event: String| {
        event.replace(
            "name = \"Speaker\"",
            "name = \"Speaker\"\ndays = [\"2026-12-03\", \"2026-12-04\"]",
        )
    };
    let mut evening = Evening::changed(
        two_days,
        "name,email,ticket_type\n\
         First Day,first@example.org,Speaker\n\
         New Ticket,new@example.org,General\n",
    );
    for name in ["First Day", "New Ticket"] {
        let code = evening.code(name);
        assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
    }
    let new = evening.id("New Ticket");
    evening.desk.reissue(&new, false).unwrap();
    evening.wait(24 * 3600);
    let thanks = plan(&mut evening.desk, Letter::Thanks);
    assert_eq!(thanks.to_send, 2, "{thanks:?}");
    let missed = plan(&mut evening.desk, Letter::Missed);
    assert_eq!(missed.to_send, 0, "{missed:?}");
}

#[test]
fn a_plan_says_whether_it_is_the_time() {
    let mut evening = Evening::with(LIST);
    let time = |evening: &mut Evening, letter| plan(&mut evening.desk, letter).time;
    assert_eq!(time(&mut evening, Letter::Reminder), MailTime::Now);
    assert_eq!(time(&mut evening, Letter::Missed), MailTime::Later);
    evening.wait(24 * 3600);
    assert_eq!(time(&mut evening, Letter::Reminder), MailTime::Past);
    assert_eq!(time(&mut evening, Letter::Missed), MailTime::Now);
    assert_eq!(time(&mut evening, Letter::Ticket), MailTime::Now);
}
