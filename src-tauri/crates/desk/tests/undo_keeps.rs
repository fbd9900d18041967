//! Guests of an import that is taken back, of whom something was made here since.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::ops::ControlFlow;

use common::Evening;
use lanyard_desk_core::{
    AttendeeChange, BadgeOutput, Whose,
    answers::{Status, Verdict},
};

const LIST: &str = "name,email\nAda,a@example.org\nBo,b@example.org\nCy,c@example.org\n\
    Di,d@example.org\nEd,e@example.org\n";

#[test]
fn whoever_was_edited_or_has_a_learnt_code_stays_and_a_badge_or_a_ticket_admits_nobody() {
    let mut evening = Evening::with(LIST);
    let note = AttendeeChange {
        note: Some("Wheelchair".into()),
        ..AttendeeChange::default()
    };
    evening.edit("Ada", &note);
    let (bo, cy) = (evening.id("Bo"), evening.id("Cy"));
    let badges = BadgeOutput::Pdf(evening.path("badges.pdf"));
    let mut go_on = |_| ControlFlow::Continue(());
    let made = evening
        .desk
        .badges(&Whose::These(vec![bo]), None, &badges, &mut go_on);
    assert_eq!(made.unwrap(), 1);
    evening.desk.learn_code(&cy, "WALLET-1").unwrap();
    let ticket = evening.code("Di");
    let undone = evening.desk.undo_import(None).unwrap();
    assert_eq!((undone.removed, undone.marked, undone.kept), (3, 2, 2));
    assert_eq!(evening.view("Ada").note, "Wheelchair");
    for (name, status) in [
        ("Bo", Status::Gone),
        ("Cy", Status::Confirmed),
        ("Di", Status::Gone),
    ] {
        assert_eq!(evening.view(name).status, status, "{name}");
    }
    assert_eq!(evening.scan(&ticket).verdict, Verdict::NotConfirmed);
    let answer = evening.import(LIST);
    assert_eq!(
        (answer.added, answer.rejected_rows),
        (1, 0),
        "they are known again"
    );
    assert_eq!(answer.back, 2);
    assert_eq!(evening.scan(&ticket).verdict, Verdict::Admitted);
    assert_eq!(evening.view("Ada").note, "Wheelchair");
    assert!(evening.desk.check().unwrap().ok);
}
