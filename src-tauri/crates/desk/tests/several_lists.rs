//! Guests whom several lists have, since a person said that they are one: they come as long as any
//! of the lists has them coming.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::{
    AttendeeChange,
    answers::{ImportAnswer, Status, Verdict},
};
use lanyard_store::table;

/// The list that leads Ada, and the other one; Bo and Cy stand in for everybody else.
fn leading(status: &str) -> String {
    let ada = row("Ada,a@example.org", status, ",Engines");
    format!("name,email,status,company\n{ada}Bo,b@example.org,,\n")
}

fn other(status: &str) -> String {
    let ada = row("Ada King,k@example.org", status, ",Poet");
    format!("name,email,status,role\n{ada}Cy,c@example.org,,\n")
}

/// Nothing where the list has dropped her.
fn row(who: &str, status: &str, rest: &str) -> String {
    match status {
        "dropped" => String::new(),
        status => format!("{who},{status}{rest}\n"),
    }
}

fn merged() -> (Evening, String) {
    let mut evening = Evening::with(&leading(""));
    evening.import(&other(""));
    let (keep, gone) = (evening.id("Ada"), evening.id("Ada King"));
    let code = evening.code("Ada");
    evening.desk.merge_guests(&keep, &gone).unwrap();
    (evening, code)
}

fn ada(evening: &mut Evening) -> Status {
    evening.view("Ada").status
}

#[test]
fn no_list_alone_turns_away_whom_another_has() {
    type List = fn(&str) -> String;
    let orders: [[List; 2]; 2] = [[leading, other], [other, leading]];
    for [first, second] in orders {
        for (says, then, last) in [
            ("refunded", "refunded", Status::Refunded),
            ("cancelled", "cancelled", Status::Cancelled),
            ("cancelled", "dropped", Status::Cancelled),
            ("dropped", "refunded", Status::Refunded),
            ("declined", "dropped", Status::Declined),
            ("dropped", "dropped", Status::Gone),
            ("waitlist", "refunded", Status::Waitlist),
            ("refunded", "pending", Status::Pending),
        ] {
            let (mut evening, code) = merged();
            let answer = evening.import(&first(says));
            assert_eq!((answer.gone, answer.cancelled), (0, 0), "{says}");
            assert_eq!(ada(&mut evening), Status::Confirmed, "{says}");
            let again = evening.import(&first(says));
            assert_eq!((again.updated, again.gone), (0, 0), "{says}: {again:?}");
            let answer = evening.import(&second(then));
            assert_eq!(ada(&mut evening), last, "{says} and {then}");
            let gone = u32::from(last == Status::Gone);
            let cancelled = u32::from(matches!(last, Status::Cancelled | Status::Refunded));
            assert_eq!(
                (answer.gone, answer.cancelled),
                (gone, cancelled),
                "{says}, {then}"
            );
            let refused = match cancelled {
                1 => Verdict::Revoked,
                _ => Verdict::NotConfirmed,
            };
            assert_eq!(evening.scan(&code).verdict, refused, "{says} and {then}");
            let again = evening.import(&second(then));
            assert_eq!((again.updated, again.gone), (0, 0), "{then}: {again:?}");
            let answer = evening.import(&first(""));
            let comes = matches!(last, Status::Waitlist | Status::Pending | Status::Declined);
            assert_eq!(answer.back, u32::from(!comes), "{says} and {then}");
            assert_eq!(ada(&mut evening), Status::Confirmed);
            assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
            assert!(evening.desk.check().unwrap().ok);
        }
    }
}

#[test]
fn a_preview_says_what_the_import_does() {
    let says = |answer: &ImportAnswer| {
        let ImportAnswer {
            updated,
            unchanged,
            gone,
            cancelled,
            back,
            ..
        } = answer;
        [*updated, *unchanged, *gone, *cancelled, *back]
    };
    let (mut evening, _) = merged();
    for list in [
        other("refunded"),
        leading("dropped"),
        leading(""),
        leading("refunded"),
        other(""),
    ] {
        let path = evening.path("list.csv");
        std::fs::write(&path, &list).unwrap();
        let preview = evening.desk.preview_import(&path, &[]).unwrap();
        let answer = evening.import(&list);
        assert_eq!(says(&preview.answer), says(&answer), "{list}");
    }
}

#[test]
fn who_is_in_is_flagged_when_the_last_list_drops_them() {
    for says in ["refunded", "dropped"] {
        let (mut evening, code) = merged();
        evening.scan(&code);
        assert_eq!(evening.import(&leading(says)).flagged, []);
        let answer = evening.import(&other(says));
        assert_eq!(answer.flagged.len(), 1, "{says}");
        assert_eq!(evening.import(&other(says)).flagged, [], "once is enough");
        assert_eq!(ada(&mut evening), Status::Confirmed, "nothing is taken");
        assert_eq!(evening.scan(&code).verdict, Verdict::AlreadyIn);
        evening.import(&leading(""));
        assert_eq!(evening.view("Ada").flagged, None, "one has them again");
    }
}

#[test]
fn what_the_lists_said_is_taken_back_in_any_order() {
    let luma = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/lists/luma.csv");
    let luma = std::fs::read_to_string(luma).unwrap();
    let refused = luma.replace("813Z,approved", "813Z,declined");
    for first_back in [0, 1] {
        let mut evening = Evening::with(&leading(""));
        evening.import(&luma);
        let ids = ["Ada", "Órla Ní Bhriain"].map(|name| evening.id(name));
        let code = evening.code("Ada");
        evening.desk.merge_guests(&ids[0], &ids[1]).unwrap();
        let imports = [leading("cancelled"), refused.clone()].map(|list| {
            let answer = evening.import(&list);
            i64::from(answer.import.unwrap())
        });
        assert_eq!(ada(&mut evening), Status::Declined);
        evening.desk.undo_import(Some(imports[first_back])).unwrap();
        assert_eq!(ada(&mut evening), Status::Confirmed, "one has her again");
        evening
            .desk
            .undo_import(Some(imports[1 - first_back]))
            .unwrap();
        assert_eq!(ada(&mut evening), Status::Confirmed);
        assert_eq!(evening.import(&leading("cancelled")).cancelled, 0);
        evening.import(&refused);
        assert_eq!(ada(&mut evening), Status::Declined, "and again");
        evening.import(&leading(""));
        assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
        assert!(evening.desk.check().unwrap().ok);
    }
}

#[test]
fn a_ticket_that_all_lists_had_revoked_holds_again_when_one_takes_it_back() {
    let (mut evening, code) = merged();
    evening.import(&other("refunded"));
    evening.import(&leading("refunded"));
    assert_eq!(evening.scan(&code).verdict, Verdict::Revoked);
    evening.desk.undo_import(None).unwrap();
    assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
}

#[test]
fn an_import_from_before_the_merge_is_taken_back_for_its_list_alone() {
    let mut evening = Evening::with(&leading(""));
    evening.import(&leading("cancelled"));
    let luma = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/lists/luma.csv");
    evening
        .desk
        .import(std::path::Path::new(luma), &[], false)
        .unwrap();
    let ids = ["Ada", "Órla Ní Bhriain"].map(|name| evening.id(name));
    evening.desk.merge_guests(&ids[0], &ids[1]).unwrap();
    assert_eq!(ada(&mut evening), Status::Confirmed);
    let cancelling = evening.desk.imports().unwrap()[1].id;
    evening.desk.undo_import(Some(cancelling.into())).unwrap();
    let luma = std::fs::read_to_string(luma).unwrap();
    evening.import(&luma.replace("813Z,approved", "813Z,declined"));
    assert_eq!(
        ada(&mut evening),
        Status::Confirmed,
        "her own list has her again"
    );
}

#[test]
fn the_badge_of_the_guest_who_is_no_more_finds_the_one_who_stays() {
    let mut evening = Evening::with(&leading(""));
    evening.import(&other(""));
    let (keep, gone) = (evening.id("Ada"), evening.id("Ada King"));
    let badges = [&keep, &gone].map(|id| {
        let store = lanyard_store::Store::open(evening.desk.path()).unwrap();
        let guest = table::attendee::by_id(store.read(), id.parse().unwrap()).unwrap();
        lanyard_event::badge_code(guest.unwrap().badge)
    });
    let (third, code) = (evening.id("Cy"), evening.code("Ada"));
    evening.desk.merge_guests(&keep, &gone).unwrap();
    for badge in &badges {
        let scan = evening.scan(badge);
        assert_eq!(
            scan.verdict,
            Verdict::NotInside,
            "a badge alone lets nobody in"
        );
        assert_eq!(scan.attendee.unwrap().id, keep);
    }
    evening.scan(&code);
    // And through a second merge.
    evening.desk.merge_guests(&third, &keep).unwrap();
    for badge in &badges {
        let scan = evening.scan(badge);
        assert_eq!(scan.verdict, Verdict::AlreadyIn);
        assert_eq!(scan.attendee.unwrap().id, third);
    }
}

#[test]
fn what_was_set_by_hand_stands_over_all_lists() {
    let (mut evening, _) = merged();
    let id = evening.id("Ada");
    let change = AttendeeChange {
        status: Some(lanyard_desk_core::Status::Cancelled),
        ..AttendeeChange::default()
    };
    evening.desk.edit_attendee(&id, &change).unwrap();
    evening.import(&leading("waitlist"));
    evening.import(&other("pending"));
    assert_eq!(ada(&mut evening), Status::Cancelled);
}
