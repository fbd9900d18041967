//! Who was refunded, cancelled or declined once they were in: nothing is taken from whoever is
//! inside, and nobody else comes in on their ticket.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, reason};
use lanyard_desk_core::{
    AttendeeChange, DeskError, Texts,
    answers::{ExportWhat, Settlement, State, Status, Step, Substitute, Tone, Verdict},
};
use lanyard_event::Status as Said;

fn list(ada: &str, team: &str) -> String {
    format!(
        "name,email,ticket_type,code,status\n\
         Ada,a@example.org,General,C-1,{ada}\n\
         The Team,t@example.org,Team,C-2,{team}\n"
    )
}

fn lead() -> Settlement {
    Settlement::Lead {
        pin: String::new(),
        reason: "The organiser said yes".into(),
        another: false,
    }
}

/// An evening where Ada is in, and was refused since.
fn in_and(said: &str) -> Evening {
    let mut evening = Evening::with(&list("", ""));
    assert_eq!(evening.scan("C-1").verdict, Verdict::Admitted);
    let answer = evening.import(&list(said, ""));
    assert_eq!(answer.flagged.len(), 1, "{answer:?}");
    evening
}

fn set_by_hand(evening: &mut Evening, status: Said) {
    let change = AttendeeChange {
        status: Some(status),
        ..AttendeeChange::default()
    };
    evening.edit("Ada", &change);
}

#[test]
fn a_check_in_that_is_taken_back_lets_nobody_in_who_was_refunded_since() {
    for (said, refused) in [
        ("refunded", Verdict::Revoked),
        ("cancelled", Verdict::Revoked),
        ("declined", Verdict::NotConfirmed),
    ] {
        let mut evening = in_and(said);
        evening.desk.undo(None, None).unwrap();
        let answer = evening.scan("C-1");
        assert_eq!(answer.verdict, refused, "{said}");
        let guest = answer.attendee.unwrap();
        assert_ne!(guest.status, Status::Confirmed, "the answer says why");
        assert_eq!(evening.view("Ada").state, State::NotComing);
        assert_eq!(evening.import(&list(said, "")).unchanged, 2);
        assert_eq!(evening.scan("C-1").verdict, refused, "{said}, once more");
        assert_eq!(evening.import(&list("", "")).updated, 1);
        assert_eq!(evening.scan("C-1").verdict, Verdict::Admitted);
    }
}

#[test]
fn whoever_is_inside_stays_and_may_leave_and_does_not_come_back() {
    let mut evening = in_and("refunded");
    let again = evening.scan("C-1");
    assert_eq!(again.verdict, Verdict::AlreadyIn);
    assert_eq!(again.attendee.as_ref().unwrap().status, Status::Refunded);
    assert_eq!(again.steps[0], Step::Lead, "a reason opens no door");
    assert_eq!(evening.inside(), 1);
    assert_eq!(evening.exit("C-1"), Verdict::Left);
    let back = evening.scan("C-1");
    assert_eq!((back.verdict, back.tone), (Verdict::Revoked, Tone::Red));
    assert_eq!(evening.inside(), 0);
}

#[test]
fn the_rest_of_a_group_that_was_refunded_stays_outside() {
    let mut evening = Evening::with(&list("", ""));
    evening.scan("C-2");
    evening.import(&list("", "refunded"));
    let refused = evening.scan("C-2");
    assert_eq!(refused.verdict, Verdict::Revoked);
    let rest = evening
        .desk
        .rest_of_group(refused.row.into(), None)
        .unwrap();
    assert_eq!(rest.verdict, Verdict::Revoked);
    assert_eq!(evening.inside(), 1);
    let row = i64::from(refused.row);
    let settled = evening.desk.settle(row, &reason("There is room"), None);
    assert!(matches!(settled, Err(DeskError::NotSettled(_))));
    assert_eq!(
        evening.settle(&refused, &lead()).verdict,
        Verdict::Admitted,
        "a lead may"
    );
    assert_eq!(evening.inside(), 2);
    for _ in 0..2 {
        assert_eq!(evening.exit("C-2"), Verdict::Left);
    }
    assert_eq!(evening.exit("C-2"), Verdict::NotInside);
}

#[test]
fn a_substitute_does_not_outlive_a_refund() {
    let mut evening = Evening::with(&list("", ""));
    let id = evening.id("Ada");
    let by = Substitute {
        name: "Bo".into(),
        ..Substitute::default()
    };
    evening.desk.substitute(&id, &by, None).unwrap();
    assert_eq!(evening.import(&list("refunded", "")).flagged.len(), 1);
    evening.desk.undo(None, None).unwrap();
    assert_eq!(evening.scan("C-1").verdict, Verdict::Revoked);
    let again = evening.desk.substitute(&id, &by, None).unwrap();
    assert_eq!(again.verdict, Verdict::Revoked);
}

#[test]
fn who_is_confirmed_by_hand_after_all_comes() {
    let mut evening = in_and("refunded");
    evening.desk.undo(None, None).unwrap();
    set_by_hand(&mut evening, Said::Confirmed);
    assert_eq!(evening.scan("C-1").verdict, Verdict::Admitted);
    assert_eq!(evening.view("Ada").flagged, None);
}

#[test]
fn what_was_said_by_hand_is_as_hard_as_by_a_list() {
    for status in [Said::Refunded, Said::Cancelled] {
        let mut evening = Evening::with(&list("", ""));
        set_by_hand(&mut evening, status);
        let refused = evening.scan("C-1");
        assert_eq!(
            (refused.verdict, refused.tone),
            (Verdict::Revoked, Tone::Red)
        );
        let row = i64::from(refused.row);
        let settled = evening.desk.settle(row, &reason("There is room"), None);
        assert!(matches!(settled, Err(DeskError::NotSettled(_))));
        assert_eq!(evening.settle(&refused, &lead()).verdict, Verdict::Admitted);
    }
}

#[test]
fn nobody_who_was_refunded_gets_a_new_ticket_unawares() {
    let mut evening = Evening::with(&list("refunded", ""));
    let id = evening.id("Ada");
    let refused = evening.desk.reissue(&id, false);
    assert!(matches!(refused, Err(DeskError::NoTicketFor { .. })));
    let new = evening.desk.reissue(&id, true).unwrap();
    let answer = evening.scan(&new[0].code);
    assert_eq!((answer.verdict, answer.tone), (Verdict::Revoked, Tone::Red));
}

#[test]
fn a_list_that_we_wrote_takes_no_mark_away() {
    for said in ["refunded", "dropped"] {
        for ending in ["csv", "xlsx"] {
            let mut evening = Evening::with(&list("", ""));
            evening.scan("C-1");
            let refusing = match said {
                "dropped" => list("", "").replace("Ada,a@example.org,General,C-1,\n", ""),
                said => list(said, ""),
            };
            evening.import_with(&refusing, lanyard_desk_core::answers::Missing::Gone);
            let mark = evening.view("Ada").flagged;
            assert!(mark.is_some(), "{said}");
            let path = evening.path(&format!("ours.{ending}"));
            let guests = ExportWhat::Guests;
            evening.desk.export(guests, &path, Texts::Safe).unwrap();
            let answer = evening.desk.import(&path, &[], false).unwrap();
            assert_eq!((answer.updated, answer.unchanged), (0, 2), "{said}");
            assert_eq!(evening.view("Ada").flagged, mark, "{said} {ending}");
        }
    }
}
