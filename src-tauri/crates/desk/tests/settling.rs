//! Refusals that staff settle at the door, and groups that come in.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST, reason};
use lanyard_desk_core::{
    AttendeeChange, DeskError, Direction, ScanRequest, Status,
    answers::{Kind, Settlement, Step, Verdict},
    parse_due,
};

#[test]
fn someone_who_left_unseen_gets_back_in_with_a_reason() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    evening.scan(&code);
    evening.wait(600);
    let double = evening.scan(&code);
    assert_eq!(double.steps.first(), Some(&Step::Reason));
    assert!(
        matches!(
            evening
                .desk
                .settle(double.row.into(), &Settlement::Admit, None),
            Err(DeskError::NotSettled(_))
        ),
        "where re-entry is asked about, one key is too little"
    );
    assert!(matches!(
        evening.desk.settle(double.row.into(), &reason("  "), None),
        Err(DeskError::NoReason)
    ));
    let back = evening.settle(&double, &reason("fetched  a coat"));
    assert_eq!(back.verdict, Verdict::Admitted);
    assert_eq!(back.overridden, Some(Verdict::AlreadyIn));
    assert_eq!(back.reason.as_deref(), Some("fetched a coat"));
    assert!(back.hand_over.is_empty(), "the wristband is on already");
    assert_eq!(evening.inside(), 1, "one person, however often they come");
    let log = evening.desk.log().unwrap();
    let row = log.last().unwrap();
    assert_eq!(
        (row.kind, row.verdict),
        (Kind::Override, Verdict::AlreadyIn)
    );
    assert_eq!(row.text.as_deref(), Some("fetched a coat"));
    assert!(evening.desk.check().unwrap().ok, "the chain holds");
}

#[test]
fn what_is_owed_is_paid_at_the_door_once() {
    let mut evening = Evening::with(LIST);
    let due = AttendeeChange {
        due: Some(parse_due("12.50 EUR").unwrap()),
        ..AttendeeChange::default()
    };
    evening.edit("Ada Lovelace", &due);
    let code = evening.code("Ada Lovelace");
    let unpaid = evening.scan(&code);
    assert_eq!(unpaid.verdict, Verdict::Unpaid);
    assert_eq!(unpaid.steps[..2], [Step::Pay, Step::Reason]);
    let paid = evening.settle(&unpaid, &Settlement::Paid);
    assert_eq!(paid.verdict, Verdict::Admitted);
    assert_eq!(paid.reason.as_deref(), Some("12.50 EUR"));
    assert_eq!(
        paid.overridden, None,
        "who has paid is let in, not let through"
    );
    let id = evening.id("Ada Lovelace");
    let guest = evening.desk.attendee(&id).unwrap();
    assert_eq!(guest.tickets[0].due, None);
    let again = evening
        .desk
        .settle(unpaid.row.into(), &Settlement::Paid, None);
    assert_eq!(
        again.unwrap().verdict,
        Verdict::AlreadyIn,
        "the rules are asked again: the row is old"
    );
    assert_eq!(evening.inside(), 1);
}

#[test]
fn a_place_comes_from_the_waiting_list_while_there_is_room() {
    let list =
        format!("{LIST}Una,u@example.org,,,,\nVera,v@example.org,,,,\nWilma,w@example.org,,,,\n");
    let mut evening = Evening::with(&list);
    let waits = AttendeeChange {
        status: Some(Status::Waitlist),
        ..AttendeeChange::default()
    };
    for name in ["Una", "Vera"] {
        evening.edit(name, &waits);
    }
    let expected = evening.desk.counts().unwrap().expected;
    assert_eq!(evening.desk.numbers(None).unwrap().waitlist, 2);
    let una = evening.code("Una");
    let vera = evening.code("Vera");
    let waiting = evening.scan(&una);
    assert_eq!(waiting.verdict, Verdict::NotConfirmed);
    assert_eq!(waiting.steps.first(), Some(&Step::Release));
    let released = evening.settle(&waiting, &Settlement::Release);
    assert_eq!(released.verdict, Verdict::Admitted);
    assert_eq!(evening.desk.counts().unwrap().expected, expected + 1);
    assert_eq!(evening.desk.numbers(None).unwrap().waitlist, 1);

    let team = evening.id("The Team");
    evening.desk.admit_all(&team, None).unwrap();
    let ada = evening.code("Ada Lovelace");
    assert_eq!(
        evening.scan(&ada).verdict,
        Verdict::Admitted,
        "five of five"
    );
    let waiting = evening.scan(&vera);
    let full = evening.settle(&waiting, &Settlement::Release);
    assert_eq!(full.verdict, Verdict::Full);
    assert_eq!(
        full.steps.first(),
        Some(&Step::Lead),
        "the room is the law's"
    );
    assert_eq!(
        evening.desk.numbers(None).unwrap().waitlist,
        1,
        "nobody gets a place that is not there"
    );
    assert!(matches!(
        evening
            .desk
            .settle(full.row.into(), &reason("a friend"), None),
        Err(DeskError::NotSettled(_))
    ));
}

#[test]
fn a_lead_decides_with_a_pin_and_the_log_says_who() {
    let mut evening = Evening::with(LIST);
    let ada = evening.id("Ada Lovelace");
    let code = evening.code("Ada Lovelace");
    evening.desk.revoke(&ada).unwrap();
    let refused = evening.scan(&code);
    assert_eq!(refused.verdict, Verdict::Revoked);
    let lead = |pin: &str| Settlement::Lead {
        pin: pin.into(),
        reason: "I know her".into(),
        another: false,
    };
    let row = refused.row.into();
    evening.desk.set_lead("Grace", "2718").unwrap();
    assert!(evening.desk.view().unwrap().leads);
    assert!(matches!(
        evening.desk.settle(row, &lead("3141"), None),
        Err(DeskError::WrongPin)
    ));
    assert_eq!(evening.inside(), 0, "a wrong PIN lets nobody in");
    let admitted = evening.settle(&refused, &lead("2718"));
    assert_eq!(admitted.overridden, Some(Verdict::Revoked));
    assert!(matches!(
        evening.desk.set_lead("Grace", "123"),
        Err(DeskError::ShortPin)
    ));
    evening.desk.set_lead("Grace", "1618").unwrap();
    assert_eq!(
        evening.desk.leads().unwrap(),
        ["Grace"],
        "a new PIN is no new lead"
    );
}

#[test]
fn nobody_settles_what_names_no_ticket() {
    let mut evening = Evening::with(LIST);
    for code in ["nothing we know", "LY1:TAMPERED"] {
        let refused = evening.scan(code);
        assert!(
            !refused
                .steps
                .iter()
                .any(|step| matches!(step, Step::Admit | Step::Reason | Step::Lead)),
            "{code}: nobody knows whose ticket that is"
        );
        assert!(
            refused.steps.contains(&Step::Find),
            "{code}: there is a next step"
        );
        assert!(matches!(
            evening
                .desk
                .settle(refused.row.into(), &reason("please"), None),
            Err(DeskError::NotSettled(_))
        ));
    }
    assert!(matches!(
        evening.desk.settle(99, &reason("please"), None),
        Err(DeskError::NoSuchRow(99))
    ));
}

#[test]
fn a_full_room_needs_a_lead_whoever_comes() {
    let mut evening = Evening::with(LIST);
    evening.desk.set_lead("Grace", "2718").unwrap();
    let team = evening.id("The Team");
    evening.desk.admit_all(&team, None).unwrap();
    for name in ["Ada Lovelace", "Łukasz Ó Súilleabháin"] {
        let code = evening.code(name);
        evening.scan(&code);
    }
    let late = evening.unlisted();
    let unlisted = evening.scan(&late);
    assert_eq!(
        unlisted.steps.first(),
        Some(&Step::Lead),
        "one key opens no full room"
    );
    assert!(matches!(
        evening
            .desk
            .settle(unlisted.row.into(), &Settlement::Admit, None),
        Err(DeskError::NotSettled(_))
    ));
}

#[test]
fn a_ticket_that_the_list_lacks_is_used_once_it_was_let_in() {
    let mut evening = Evening::with(LIST);
    let late = evening.unlisted();
    let unlisted = evening.scan(&late);
    assert_eq!(unlisted.verdict, Verdict::NotListed);
    let to_come = evening.desk.counts().unwrap().to_come;
    evening.settle(&unlisted, &Settlement::Admit);
    assert_eq!(evening.inside(), 1);
    assert_eq!(
        evening.desk.counts().unwrap().to_come,
        to_come,
        "nobody expected them"
    );
    evening.wait(60);
    let double = evening.scan(&late);
    assert_eq!(
        double.verdict,
        Verdict::AlreadyIn,
        "a picture of it lets nobody else in"
    );
    let again = evening.settle(&unlisted, &Settlement::Admit);
    assert_eq!(again.verdict, Verdict::AlreadyIn, "and the row is used up");
    assert_eq!(evening.exit(&late), Verdict::Left);
    assert_eq!(evening.inside(), 0);
    assert_eq!(evening.scan(&late).verdict, Verdict::ReEntered);
}

#[test]
fn the_rest_of_a_group_comes_in_with_one_key() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("The Team");
    let first = evening.scan(&code);
    assert_eq!(
        (first.member, first.admits, first.rest),
        (Some(1), Some(3), Some(2))
    );
    assert_eq!(first.steps, [Step::Rest]);
    let last = evening.desk.rest_of_group(first.row.into(), None).unwrap();
    assert_eq!((last.member, last.rest), (Some(3), Some(0)));
    assert!(last.steps.is_empty());
    assert_eq!(evening.inside(), 3);
    evening.desk.undo(None, None).unwrap();
    assert_eq!(evening.inside(), 2, "each of them can be taken back");
    let request = ScanRequest::new(&code).towards(Direction::Out);
    assert_eq!(evening.desk.scan(request).unwrap().verdict, Verdict::Left);
    assert_eq!(evening.inside(), 1);
}

#[test]
fn a_group_that_meets_a_full_room_hears_how_many_came_in() {
    let two = |event: String| {
        let event = event.replace("capacity = 5", "capacity = 2");
        event.replace("admits = 3", "admits = 3\nhand_over = \"Badge\"")
    };
    let mut evening = Evening::changed(two, LIST);
    let team = evening.id("The Team");
    let stopped = evening.desk.admit_all(&team, None).unwrap();
    assert_eq!(
        (stopped.verdict, stopped.detail.came, stopped.rest),
        (Verdict::Full, Some(2), Some(1))
    );
    assert_eq!(
        (stopped.people, &stopped.hand_over[..]),
        (2, &["Badge".to_owned()][..])
    );
    assert_eq!(evening.inside(), 2);
    let again = evening.desk.admit_all(&team, None).unwrap();
    assert_eq!(
        (again.verdict, again.detail.came),
        (Verdict::Full, None),
        "nobody came in this time"
    );
    assert!(again.hand_over.is_empty());
}

#[test]
fn nobody_is_asked_to_pay_for_a_place_in_a_full_room() {
    let one = |event: String| event.replace("capacity = 5", "capacity = 1");
    let mut evening = Evening::changed(one, LIST);
    let due = AttendeeChange {
        due: Some(parse_due("12.50 EUR").unwrap()),
        ..AttendeeChange::default()
    };
    evening.edit("Ada Lovelace", &due);
    let ada = evening.code("Ada Lovelace");
    assert!(evening.scan(&ada).steps.contains(&Step::Pay), "one place");
    evening.scan("EB-4711");
    let full = evening.scan(&ada);
    assert_eq!(full.verdict, Verdict::Unpaid);
    assert!(!full.steps.contains(&Step::Pay), "no place");
}
