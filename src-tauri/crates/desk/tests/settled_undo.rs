//! What was settled at the door and is taken back: the payment, the place, the walk-in.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST, reason};
use lanyard_desk_core::{
    AttendeeChange, Status,
    answers::{NewGuest, ScanAnswer, Settlement, State, Step, Substitute, Verdict},
    parse_due,
};

const UNPAID: &str = "name,email,status,due\n\
    Ada,a@example.org,confirmed,12.50 EUR\n\
    Bo,b@example.org,waitlist,\n\
    Cleo,c@example.org,pending,\n\
    Dan,d@example.org,confirmed,unpaid\n";

fn due(evening: &mut Evening, name: &str) -> Option<String> {
    evening.view(name).tickets[0].due.clone()
}

#[test]
fn a_payment_that_is_taken_back_is_due_again() {
    let mut evening = Evening::with(UNPAID);
    let ada = evening.code("Ada");
    let unpaid = evening.scan(&ada);
    evening.settle(&unpaid, &Settlement::Paid);
    let undone = evening.desk.undo_answer(None, None).unwrap();
    assert_eq!(undone.due.as_deref(), Some("12.50 EUR"));
    assert_eq!((undone.status, evening.inside()), (None, 0));
    assert_eq!(due(&mut evening, "Ada").as_deref(), Some("12.50 EUR"));
    let mut evening = evening.reopened(1);
    let again = evening.scan(&ada);
    assert_eq!(again.verdict, Verdict::Unpaid, "the door asks again");
    assert_eq!(again.detail.due.as_deref(), Some("12.50 EUR"));
    evening.settle(&again, &Settlement::Paid);
    assert_eq!((evening.inside(), due(&mut evening, "Ada")), (1, None));
}

#[test]
fn what_nobody_said_how_much_it_is_is_due_again_too() {
    let mut evening = Evening::with(UNPAID);
    let dan = evening.code("Dan");
    let unpaid = evening.scan(&dan);
    evening.settle(&unpaid, &Settlement::Paid);
    let undone = evening.desk.undo_answer(None, None).unwrap();
    assert_eq!(undone.due.as_deref(), Some(""));
    assert_eq!(evening.scan(&dan).verdict, Verdict::Unpaid);
}

#[test]
fn lists_say_again_what_is_due_once_the_payment_is_taken_back() {
    let mut evening = Evening::with(UNPAID);
    let ada = evening.code("Ada");
    let unpaid = evening.scan(&ada);
    evening.settle(&unpaid, &Settlement::Paid);
    evening.desk.undo_answer(None, None).unwrap();
    evening.import(&UNPAID.replace("12.50", "15"));
    assert_eq!(due(&mut evening, "Ada").as_deref(), Some("15.00 EUR"));
    // What somebody edited here stays theirs.
    let edited = AttendeeChange {
        due: Some(parse_due("9 EUR").unwrap()),
        ..AttendeeChange::default()
    };
    evening.edit("Ada", &edited);
    let unpaid = evening.scan(&ada);
    evening.settle(&unpaid, &Settlement::Paid);
    evening.desk.undo_answer(None, None).unwrap();
    evening.import(&UNPAID.replace("12.50", "20"));
    assert_eq!(due(&mut evening, "Ada").as_deref(), Some("9.00 EUR"));
}

#[test]
fn what_the_office_has_said_since_is_not_taken_back() {
    let mut evening = Evening::with(UNPAID);
    let ada = evening.code("Ada");
    let unpaid = evening.scan(&ada);
    evening.settle(&unpaid, &Settlement::Paid);
    let more = AttendeeChange {
        due: Some(parse_due("3 EUR").unwrap()),
        ..AttendeeChange::default()
    };
    evening.edit("Ada", &more);
    let undone = evening.desk.undo_answer(None, None).unwrap();
    assert_eq!(undone.due, None);
    assert_eq!(due(&mut evening, "Ada").as_deref(), Some("3.00 EUR"));
}

#[test]
fn a_place_that_is_taken_back_is_waited_for_again() {
    let mut evening = Evening::with(UNPAID);
    for (name, status) in [("Bo", Status::Waitlist), ("Cleo", Status::Pending)] {
        let before = (
            evening.desk.counts().unwrap().expected,
            evening.desk.numbers(None).unwrap().waitlist,
        );
        let code = evening.code(name);
        let waits = evening.scan(&code);
        evening.settle(&waits, &Settlement::Release);
        let undone = evening.desk.undo_answer(None, None).unwrap();
        assert_eq!(undone.status, Some(status.into()));
        assert_eq!(evening.view(name).status, status.into());
        let now = (
            evening.desk.counts().unwrap().expected,
            evening.desk.numbers(None).unwrap().waitlist,
        );
        assert_eq!(before, now, "{name} is counted as before");
        let again = evening.scan(&code);
        assert_eq!(again.verdict, Verdict::NotConfirmed);
        assert_eq!(again.steps.first(), Some(&Step::Release));
    }
    assert!(evening.desk.check().unwrap().ok);
}

fn walk_in(evening: &mut Evening, name: &str) -> ScanAnswer {
    let new = NewGuest {
        name: name.into(),
        ..NewGuest::default()
    };
    evening.desk.walk_in(&new, None).unwrap()
}

fn found(evening: &mut Evening, name: &str) -> (State, Status) {
    let found = evening.desk.find(name).unwrap();
    assert_eq!(found.len(), 1);
    let status = match evening.view(name).status {
        status if status == Status::Gone.into() => Status::Gone,
        status if status == Status::Waitlist.into() => Status::Waitlist,
        _ => Status::Confirmed,
    };
    (found[0].state, status)
}

#[test]
fn a_walk_in_who_is_taken_back_comes_no_more() {
    let mut evening = Evening::with(LIST);
    let expected = evening.desk.counts().unwrap();
    walk_in(&mut evening, "Meera Dolan");
    let undone = evening.desk.undo_answer(None, None).unwrap();
    assert_eq!(undone.name.as_deref(), Some("Meera Dolan"));
    let counts = evening.desk.counts().unwrap();
    assert_eq!(
        (counts.expected, counts.to_come),
        (expected.expected, expected.to_come)
    );
    assert_eq!(
        found(&mut evening, "Meera Dolan"),
        (State::NotComing, Status::Gone)
    );
    assert_eq!(evening.desk.numbers(None).unwrap().walk_ins, 0);
    let log = evening.desk.log().unwrap();
    let names: Vec<_> = log.iter().map(|row| row.name.as_deref()).collect();
    assert_eq!(names, [Some("Meera Dolan"); 2], "the log keeps it");
}

#[test]
fn a_walk_in_who_left_and_came_back_stays_a_guest() {
    let mut evening = Evening::with(LIST);
    walk_in(&mut evening, "Meera Dolan");
    let code = evening.code("Meera Dolan");
    evening.wait(60);
    evening.exit(&code);
    evening.desk.undo_answer(None, None).unwrap();
    assert_eq!(
        found(&mut evening, "Meera Dolan"),
        (State::Inside, Status::Confirmed)
    );
    evening.wait(60);
    evening.exit(&code);
    evening.wait(60);
    evening.scan(&code);
    evening.desk.undo_answer(None, None).unwrap();
    assert_eq!(
        found(&mut evening, "Meera Dolan"),
        (State::Left, Status::Confirmed)
    );
}

#[test]
fn a_walk_in_who_finds_the_room_full_waits_for_a_place() {
    let one = |event: String| event.replace("capacity = 5", "capacity = 1");
    let mut evening = Evening::changed(one, LIST);
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    let expected = evening.desk.counts().unwrap().expected;
    let refused = walk_in(&mut evening, "Meera Dolan");
    assert_eq!(refused.verdict, Verdict::Full);
    assert_eq!(refused.steps.first(), Some(&Step::Lead));
    assert_eq!(evening.desk.counts().unwrap().expected, expected);
    assert_eq!(
        found(&mut evening, "Meera Dolan"),
        (State::NotComing, Status::Waitlist)
    );
    let mut evening = evening.reopened(1);
    let back = evening.desk.unsettled().unwrap();
    assert_eq!(back.len(), 1, "the refusal comes back after a restart");
    assert_eq!((back[0].row, back[0].verdict), (refused.row, Verdict::Full));
    // A lead lets them in from the stage, against the full room.
    let lead = Settlement::Lead {
        pin: String::new(),
        reason: "the speaker's wife".into(),
        another: false,
    };
    let came = evening.settle(&refused, &lead);
    assert_eq!(came.overridden, Some(Verdict::Full));
    assert_eq!(evening.desk.counts().unwrap().expected, expected + 1);
    assert_eq!(
        found(&mut evening, "Meera Dolan"),
        (State::Inside, Status::Confirmed)
    );
    evening.desk.undo_answer(None, None).unwrap();
    assert_eq!(
        found(&mut evening, "Meera Dolan"),
        (State::NotComing, Status::Waitlist),
        "and waits again"
    );
    // Once there is room, one key is enough.
    evening.exit(&ada);
    let code = evening.code("Meera Dolan");
    let waits = evening.scan(&code);
    assert_eq!(waits.verdict, Verdict::NotConfirmed);
    evening.settle(&waits, &Settlement::Release);
    assert_eq!(
        found(&mut evening, "Meera Dolan"),
        (State::Inside, Status::Confirmed)
    );
}

#[test]
fn who_came_instead_is_named_when_they_are_taken_back() {
    let mut evening = Evening::with(LIST);
    let id = evening.id("Ada Lovelace");
    let by = Substitute {
        name: "Mary Somerville".into(),
        ..Substitute::default()
    };
    evening.desk.substitute(&id, &by, None).unwrap();
    let undone = evening.desk.undo_answer(None, None).unwrap();
    assert_eq!(undone.name.as_deref(), Some("Mary Somerville"));
    assert_eq!(evening.view("Ada Lovelace").id, id);
}

#[test]
fn the_second_person_on_a_ticket_is_handed_theirs() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    evening.wait(60);
    let refused = evening.scan(&ada);
    let two = Settlement::Reason {
        reason: "Two people, one ticket".into(),
        another: true,
    };
    let came = evening.settle(&refused, &two);
    assert_eq!(came.hand_over, ["Blue wristband"]);
    evening.desk.undo_answer(None, None).unwrap();
    evening.wait(60);
    let refused = evening.scan(&ada);
    let same = evening.settle(&refused, &reason("Left without scanning"));
    assert!(same.hand_over.is_empty(), "the same person has theirs");
}
