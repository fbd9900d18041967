//! What was done by hand stays when an import is taken back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::{
    AttendeeChange,
    answers::{AttendeeView, NewGuest, State, Status, Verdict},
    parse_due,
};

const BEFORE: &str = "name,email,company,role,note,attention,ticket_type,due,status\n\
    Ada,a@example.org,Old,Old,Old,Old,General,5 EUR,\n\
    Bo,b@example.org,Old,Old,Old,Old,General,5 EUR,\n";

const AFTER: &str = "name,email,company,role,note,attention,ticket_type,due,status\n\
    Ada,a@example.org,New,New,New,New,Team,7 EUR,waitlist\n\
    Bo,b@example.org,New,New,New,New,Team,7 EUR,waitlist\n";

fn edit(evening: &mut Evening, name: &str, change: &AttendeeChange) {
    let id = evening.id(name);
    evening.desk.edit_attendee(&id, change).unwrap();
}

/// All that a list and a person may both say.
fn said(view: &AttendeeView) -> [String; 8] {
    let ticket = &view.tickets[0];
    [
        view.company.clone(),
        view.role.clone(),
        view.note.clone(),
        view.attention.clone(),
        ticket.ticket_type.clone(),
        ticket.admits.to_string(),
        ticket.due.clone().unwrap_or_default(),
        format!("{:?}", view.status),
    ]
}

fn by_hand() -> Vec<(AttendeeChange, Vec<usize>)> {
    let text = || Some("Hand".to_owned());
    let nothing = AttendeeChange::default;
    vec![
        (
            AttendeeChange {
                company: text(),
                ..nothing()
            },
            vec![0],
        ),
        (
            AttendeeChange {
                role: text(),
                ..nothing()
            },
            vec![1],
        ),
        (
            AttendeeChange {
                note: text(),
                ..nothing()
            },
            vec![2],
        ),
        (
            AttendeeChange {
                attention: text(),
                ..nothing()
            },
            vec![3],
        ),
        (
            AttendeeChange {
                ticket_type: Some("Speaker".into()),
                ..nothing()
            },
            vec![4, 5],
        ),
        (
            AttendeeChange {
                due: Some(parse_due("9 EUR").unwrap()),
                ..nothing()
            },
            vec![6],
        ),
        (
            AttendeeChange {
                status: Some(lanyard_desk_core::Status::Declined),
                ..nothing()
            },
            vec![7],
        ),
    ]
}

#[test]
fn what_was_edited_since_an_import_outlives_it_and_nothing_else() {
    for (change, places) in by_hand() {
        let mut evening = Evening::with(BEFORE);
        let before = said(&evening.view("Ada"));
        assert_eq!(evening.import(AFTER).updated, 2);
        edit(&mut evening, "Ada", &change);
        let edited = said(&evening.view("Ada"));
        evening.desk.undo_import(None).unwrap();
        let now = said(&evening.view("Ada"));
        for at in 0..now.len() {
            let expected = if places.contains(&at) {
                &edited
            } else {
                &before
            };
            assert_eq!(now[at], expected[at], "{change:?} at {at}");
        }
        assert_eq!(said(&evening.view("Bo")), before, "the other is as before");
    }
}

#[test]
fn a_name_and_an_address_that_were_put_right_stay() {
    let list = |name: &str, email: &str| format!("name,email,code\n{name},{email},C1\n");
    let mut evening = Evening::with(&list("Ada", "a@example.org"));
    assert_eq!(evening.import(&list("Ida", "i@example.org")).updated, 1);
    let change = AttendeeChange {
        name: Some("Ada King".into()),
        email: Some("king@example.org".into()),
        ..AttendeeChange::default()
    };
    edit(&mut evening, "Ida", &change);
    evening.desk.undo_import(None).unwrap();
    let now = evening.view("Ada King");
    assert_eq!(now.email, "king@example.org");
}

#[test]
fn what_was_decided_between_two_imports_stays_when_both_are_taken_back() {
    let list = |status: &str| format!("name,email,status\nAda,a@example.org,{status}\n");
    let mut evening = Evening::with(&list("pending"));
    evening.import(&list("waitlist"));
    let change = AttendeeChange {
        status: Some(lanyard_desk_core::Status::Confirmed),
        ..AttendeeChange::default()
    };
    edit(&mut evening, "Ada", &change);
    evening.import(&list("declined"));
    evening.desk.undo_import(None).unwrap();
    assert_eq!(evening.view("Ada").status, Status::Confirmed);
    evening.desk.undo_import(None).unwrap();
    assert_eq!(evening.view("Ada").status, Status::Confirmed);
}

#[test]
fn who_came_off_the_waiting_list_at_the_door_stays_off_it() {
    let list = |status: &str| format!("name,email,code,status\nAda,a@example.org,C1,{status}\n");
    let mut evening = Evening::with(&list("pending"));
    evening.import(&list("waitlist"));
    let refused = evening.scan("C1");
    let released = lanyard_desk_core::answers::Settlement::Release;
    evening
        .desk
        .settle(refused.row.into(), &released, None)
        .unwrap();
    evening.desk.undo_import(None).unwrap();
    assert_eq!(evening.view("Ada").status, Status::Confirmed);
    evening.exit("C1");
    assert_eq!(evening.scan("C1").verdict, Verdict::ReEntered);
    // Who is taken back at the door waits again, whatever becomes of the list.
    evening.desk.undo(None, None).unwrap();
    let released = evening.desk.log().unwrap().remove(1).row;
    evening.desk.undo(Some(released.into()), None).unwrap();
    assert_eq!(evening.view("Ada").status, Status::Waitlist);
}

#[test]
fn who_is_confirmed_by_hand_has_their_ticket_back() {
    let list = |status: &str| format!("name,email,code,status\nAda,a@example.org,C1,{status}\n");
    let mut evening = Evening::with(&list(""));
    evening.import(&list("cancelled"));
    assert_eq!(evening.scan("C1").verdict, Verdict::Revoked);
    let change = AttendeeChange {
        status: Some(lanyard_desk_core::Status::Confirmed),
        ..AttendeeChange::default()
    };
    edit(&mut evening, "Ada", &change);
    assert_eq!(evening.view("Ada").state, State::Expected);
    evening.desk.undo_import(None).unwrap();
    assert_eq!(evening.scan("C1").verdict, Verdict::Admitted);
}

#[test]
fn what_was_said_of_two_goes_with_the_one_who_goes() {
    let mut evening = Evening::with("name,email\nAda,a@example.org\n");
    let listed = evening.id("Ada");
    let new = NewGuest {
        name: "Ada".into(),
        email: "a@example.org".into(),
        ..NewGuest::default()
    };
    let added = evening.desk.add_attendee(&new).unwrap().id;
    evening.desk.keep_apart(&listed, &added).unwrap();
    evening.desk.undo_import(None).unwrap();
    assert!(evening.desk.check().unwrap().ok);
    evening.import("name,email\nAda,a@example.org\n");
    assert_eq!(
        evening.desk.possible_twins().unwrap().len(),
        1,
        "who comes anew is asked about anew"
    );
}
