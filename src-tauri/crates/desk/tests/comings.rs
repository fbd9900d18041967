//! Who is inside once people left, came back, came as two on one ticket, or were taken back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::{
    Direction, ScanRequest,
    answers::{ScanAnswer, Settlement, Step, Tone, Verdict},
};

fn refusing() -> Evening {
    Evening::changed(
        |text| text.replace("capacity = 5", "capacity = 5\nreentry = \"refuse\""),
        LIST,
    )
}

fn another(reason: &str) -> Settlement {
    Settlement::Reason {
        reason: reason.into(),
        another: true,
    }
}

fn left(evening: &mut Evening) -> Vec<ScanAnswer> {
    evening.desk.unsettled().unwrap()
}

#[test]
fn whoever_has_just_left_is_no_ticket_scanned_twice() {
    let mut evening = refusing();
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    evening.wait(11);
    evening.exit(&ada);
    evening.wait(3);
    let back = evening.scan(&ada);
    assert_eq!((back.verdict, back.tone), (Verdict::AlreadyIn, Tone::Red));
    assert!(!back.repeat, "nobody may come back");
    assert!(back.first.unwrap().left, "it says that they have left");
}

#[test]
fn another_person_on_a_used_ticket_is_counted() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    evening.wait(60);
    let refused = evening.scan(&ada);
    let to_come = evening.desk.counts().unwrap().to_come;
    evening.settle(&refused, &another("Two people, one ticket"));
    let counts = evening.desk.counts().unwrap();
    assert_eq!(
        (counts.arrived, counts.inside),
        (2, 2),
        "for the room's limit"
    );
    assert_eq!(counts.to_come, to_come, "everybody else is still to come");
    let counts = evening.reopened(1).desk.counts().unwrap();
    assert_eq!(
        (counts.arrived, counts.inside, counts.to_come),
        (2, 2, to_come)
    );
}

#[test]
fn who_left_without_a_scan_is_the_same_person() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    evening.wait(60);
    let refused = evening.scan(&ada);
    evening.settle(&refused, &common::reason("Left without scanning"));
    assert_eq!(evening.inside(), 1);
}

#[test]
fn a_group_that_came_in_at_once_is_taken_back_at_once() {
    let mut evening = Evening::with(LIST);
    let team = evening.code("The Team");
    let first = evening.scan(&team);
    assert_eq!(first.people, 1);
    evening.wait(5);
    let rest = evening.desk.rest_of_group(first.row.into(), None).unwrap();
    assert_eq!((rest.people, evening.inside()), (2, 3));
    let undone = evening
        .desk
        .undo_answer(Some(rest.row.into()), None)
        .unwrap();
    assert_eq!((undone.people, evening.inside()), (2, 1));
    let undone = evening.desk.undo_answer(None, None).unwrap();
    assert_eq!(
        (undone.people, evening.inside()),
        (1, 0),
        "the first came by himself"
    );
}

#[test]
fn one_of_a_group_is_taken_back_by_their_row() {
    let mut evening = Evening::with(LIST);
    let team = evening.code("The Team");
    let first = evening.scan(&team);
    let rest = evening.desk.rest_of_group(first.row.into(), None).unwrap();
    let undone = evening.desk.undo(Some(rest.row.into()), None).unwrap();
    assert_eq!((undone.people, evening.inside()), (1, 2));
}

#[test]
fn the_lobby_knows_who_is_inside() {
    let mut evening = Evening::with(LIST);
    let team = evening.code("The Team");
    let first = evening.scan(&team);
    evening.desk.rest_of_group(first.row.into(), None).unwrap();
    evening.exit(&team);
    let lobby = evening.desk.lobby_view(None).unwrap();
    assert_eq!((lobby.arrived, lobby.inside), (3, 2));
}

#[test]
fn the_same_ticket_twice_is_nothing_to_settle_after_a_restart() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    evening.wait(4);
    assert!(evening.scan(&ada).repeat);
    assert_eq!(left(&mut evening).len(), 0);
    evening.wait(60);
    assert!(!evening.scan(&ada).repeat, "a double, later");
    evening.wait(2);
    let again = evening.scan(&ada);
    assert!(!again.repeat, "who was refused is refused again");
    let mut evening = evening.reopened(1);
    let kept = left(&mut evening);
    assert_eq!(kept.len(), 1, "the double is still to be settled");
    assert_eq!(kept[0].row, again.row);
    evening.wait(2);
    assert!(!evening.scan(&ada).repeat, "after a restart, too");
}

#[test]
fn whom_a_lead_let_in_is_scanned_twice_calmly() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    evening.wait(60);
    let refused = evening.scan(&ada);
    evening.wait(3);
    evening.settle(&refused, &common::reason("Left without scanning"));
    evening.wait(3);
    let again = evening.scan(&ada);
    assert_eq!((again.repeat, again.first.unwrap().seconds_ago), (true, 3));
}

#[test]
fn a_group_leaves_and_comes_back_with_one_key() {
    let mut evening = Evening::with(LIST);
    let team = evening.code("The Team");
    let first = evening.scan(&team);
    evening.desk.rest_of_group(first.row.into(), None).unwrap();
    evening.wait(60);
    let out = ScanRequest::new(&team).towards(Direction::Out);
    let left = evening.desk.scan(out).unwrap();
    assert_eq!((left.rest, left.still_inside), (Some(2), Some(2)));
    assert_eq!(left.steps, [Step::Rest]);
    evening.wait(5);
    let out = evening.desk.rest_of_group(left.row.into(), None).unwrap();
    assert_eq!((out.verdict, out.people), (Verdict::Left, 2));
    assert_eq!((out.rest, evening.inside()), (Some(0), 0));
    let back = evening
        .desk
        .undo_answer(Some(out.row.into()), None)
        .unwrap();
    assert_eq!((back.people, evening.inside()), (2, 2));
    evening.wait(60);
    evening.exit(&team);
    evening.exit(&team);
    evening.wait(60);
    let first = evening.scan(&team);
    assert_eq!((first.verdict, first.rest), (Verdict::ReEntered, Some(2)));
    let rest = evening.desk.rest_of_group(first.row.into(), None).unwrap();
    assert_eq!((rest.people, evening.inside()), (2, 3));
}

#[test]
fn whoever_left_for_good_is_no_rest_of_the_group() {
    let mut evening = refusing();
    let team = evening.code("The Team");
    evening.scan(&team);
    evening.exit(&team);
    evening.wait(60);
    let next = evening.scan(&team);
    assert_eq!((next.verdict, next.rest), (Verdict::Admitted, Some(1)));
}

#[test]
fn whoever_is_scanned_out_twice_has_left() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    let out = || ScanRequest::new(&ada).towards(Direction::Out);
    let never = evening.desk.scan(out()).unwrap();
    assert_eq!(never.verdict, Verdict::NotInside);
    assert!(never.first.is_none(), "they never came");
    evening.scan(&ada);
    evening.wait(60);
    evening.exit(&ada);
    let again = evening.desk.scan(out()).unwrap();
    assert_eq!(again.verdict, Verdict::NotInside);
    assert!(
        again.first.unwrap().left,
        "nobody says that they never came"
    );
}
