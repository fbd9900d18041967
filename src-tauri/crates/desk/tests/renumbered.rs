//! A column that only numbers the rows: whoever comes on top gives everybody another number.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::{
    AttendeeChange,
    answers::{ImportAnswer, Missing, State, Verdict, Why},
};

/// A list whose rows are numbered under this title.
fn numbered(title: &str, guests: &[&str]) -> String {
    let mut list = format!("{title},Name,Email\n");
    for (number, name) in (1..).zip(guests) {
        let email = name.to_lowercase();
        list += &format!("{number},{name},{email}@example.org\n");
    }
    list
}

/// Ann has a ticket, Ben is in, Cara has a note.
fn evening(title: &str) -> (Evening, String) {
    let mut evening = Evening::with(&numbered(title, &["Ann", "Ben", "Cara"]));
    let ticket = evening.code("Ann");
    let ben = evening.code("Ben");
    evening.scan(&ben);
    let note = AttendeeChange {
        note: Some("Allergic".into()),
        ..AttendeeChange::default()
    };
    evening.edit("Cara", &note);
    (evening, ticket)
}

#[track_caller]
fn nothing_is_mixed_up(evening: &mut Evening, ticket: &str, answer: &ImportAnswer, rows: u32) {
    assert_eq!((answer.added, answer.updated, answer.gone), (0, 0, 0));
    assert_eq!(answer.rejected_rows, rows);
    let why = &answer.rejected[0].why;
    assert!(matches!(why, Why::KeysMoved { .. }), "{why:?}");
    assert_eq!(evening.view("Ben").state, State::Inside);
    assert_eq!(evening.view("Cara").note, "Allergic");
    let scanned = evening.scan(ticket);
    assert_eq!(scanned.verdict, Verdict::Admitted);
    assert_eq!(scanned.attendee.unwrap().name, "Ann");
    assert!(evening.desk.check().unwrap().ok);
}

#[test]
fn somebody_new_on_top_mixes_nobody_up() {
    for title in ["Guest ID", "Ticket code"] {
        let (mut evening, ticket) = evening(title);
        let list = numbered(title, &["Aaron", "Ann", "Ben", "Cara"]);
        let answer = evening.import_with(&list, Missing::Gone);
        nothing_is_mixed_up(&mut evening, &ticket, &answer, 4);
    }
}

#[test]
fn somebody_who_is_taken_off_the_top_mixes_nobody_up() {
    for title in ["Guest ID", "Ticket code"] {
        let (mut evening, ticket) = evening(title);
        let answer = evening.import_with(&numbered(title, &["Ben", "Cara"]), Missing::Gone);
        nothing_is_mixed_up(&mut evening, &ticket, &answer, 2);
    }
}

#[test]
fn a_list_in_another_order_mixes_nobody_up() {
    let (mut evening, ticket) = evening("Guest ID");
    let answer = evening.import(&numbered("Guest ID", &["Cara", "Ben", "Ann"]));
    nothing_is_mixed_up(&mut evening, &ticket, &answer, 2);
}

#[test]
fn the_same_list_without_the_numbers_knows_everybody() {
    let (mut evening, ticket) = evening("Guest ID");
    let list = numbered("Guest ID", &["Aaron", "Ann", "Ben", "Cara"]);
    let path = evening.path("list.csv");
    std::fs::write(&path, list).unwrap();
    let map = [lanyard_desk_core::Mapping {
        column: "Guest ID".into(),
        place: lanyard_desk_core::Place::Question,
    }];
    let answer = evening.desk.import(&path, &map, false).unwrap();
    assert_eq!((answer.added, answer.gone, answer.rejected_rows), (1, 0, 0));
    assert_eq!(evening.view("Ben").state, State::Inside);
    assert_eq!(evening.view("Cara").note, "Allergic");
    assert_eq!(evening.scan(&ticket).attendee.unwrap().name, "Ann");
}

#[test]
fn a_ticket_that_was_handed_on_is_whose_it_is_now() {
    let (mut evening, ticket) = evening("Guest ID");
    let list = numbered("Guest ID", &["Paul", "Ben", "Cara"]);
    let answer = evening.import(&list);
    assert_eq!((answer.updated, answer.rejected_rows), (1, 0));
    assert_eq!(evening.scan(&ticket).attendee.unwrap().name, "Paul");
}
