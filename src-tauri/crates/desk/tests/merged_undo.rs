//! Imports from before a merge, taken back after it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::answers::{Missing, Status};

const LUMA: &str = include_str!("../../../../tests/lists/luma.csv");

fn luma(says: &str) -> String {
    match says {
        "dropped" => {
            let rows = LUMA.lines().filter(|row| !row.starts_with("gst-aX3kQ9"));
            rows.fold(String::new(), |list, row| list + row + "\n")
        }
        says => LUMA.replacen("813Z,approved", &format!("813Z,{says}"), 1),
    }
}

fn plain(says: &str) -> String {
    let ada = match says {
        "dropped" => String::new(),
        says => format!("Ada,a@example.org,{says}\n"),
    };
    format!("name,email,status\n{ada}Bo,b@example.org,\nCy,c@example.org,\n")
}

/// Reads both lists and three more, and merges the guest whom both have; gives who stays.
fn merged(lists: [&String; 3], luma_leads: bool) -> (Evening, String) {
    let mut evening = Evening::with(&plain("confirmed"));
    evening.import(&luma("approved"));
    let [ada, orla] = ["Ada", "Órla Ní Bhriain"].map(|name| evening.id(name));
    for list in lists {
        evening.import_with(list, Missing::Gone);
    }
    let (keep, other) = if luma_leads { (orla, ada) } else { (ada, orla) };
    evening.desk.merge_guests(&keep, &other).unwrap();
    (evening, keep)
}

fn status(evening: &mut Evening, id: &str) -> Status {
    evening.desk.attendee(id).unwrap().status
}

#[test]
fn what_the_vanished_guests_list_said_is_taken_back() {
    for luma_leads in [true, false] {
        for (first, before, then, merged_as, after) in [
            (
                "waitlist",
                "confirmed",
                "cancelled",
                Status::Waitlist,
                Status::Confirmed,
            ),
            (
                "declined",
                "cancelled",
                "confirmed",
                Status::Confirmed,
                Status::Declined,
            ),
            (
                "dropped",
                "confirmed",
                "dropped",
                Status::Gone,
                Status::Confirmed,
            ),
            (
                "dropped",
                "dropped",
                "confirmed",
                Status::Confirmed,
                Status::Gone,
            ),
        ] {
            let lists = [&luma(first), &plain(before), &plain(then)];
            let (mut evening, id) = merged(lists, luma_leads);
            let case = format!("{first}, {before}, {then}, {luma_leads}");
            assert_eq!(status(&mut evening, &id), merged_as, "{case}");
            evening.desk.undo_import(None).unwrap();
            assert_eq!(status(&mut evening, &id), after, "{case}");
            assert!(evening.desk.check().unwrap().ok);
        }
    }
}

#[test]
fn the_list_that_leads_no_more_is_taken_back_as_its_own() {
    for luma_leads in [true, false] {
        // Luma has dropped her, so that the other list leads, whoever stays.
        let lists = [&plain("confirmed"), &plain("confirmed"), &luma("dropped")];
        let (mut evening, id) = merged(lists, luma_leads);
        evening.desk.undo_import(None).unwrap();
        evening.import_with(&plain("dropped"), Missing::Gone);
        assert_eq!(status(&mut evening, &id), Status::Confirmed, "Luma has her");
        evening.import_with(&luma("dropped"), Missing::Gone);
        assert_eq!(status(&mut evening, &id), Status::Gone, "{luma_leads}");
    }
}

#[test]
fn a_list_that_was_taken_back_has_nobody_coming() {
    let mut evening = Evening::with(&plain("confirmed"));
    evening.import(&luma("declined"));
    let [ada, orla] = ["Ada", "Órla Ní Bhriain"].map(|name| evening.id(name));
    evening.desk.merge_guests(&orla, &ada).unwrap();
    let id = orla;
    assert_eq!(status(&mut evening, &id), Status::Confirmed);
    let first = evening.desk.imports().unwrap().last().unwrap().id;
    evening.desk.undo_import(Some(first.into())).unwrap();
    assert_eq!(status(&mut evening, &id), Status::Declined);
    evening.import(&plain("confirmed"));
    assert_eq!(status(&mut evening, &id), Status::Confirmed, "read again");
}

#[test]
fn imports_are_taken_back_in_any_order_across_sources() {
    let (mut evening, id) = merged(
        [&luma("approved"), &plain("confirmed"), &luma("approved")],
        true,
    );
    let read =
        |evening: &mut Evening, list: String| i64::from(evening.import(&list).import.unwrap());
    read(&mut evening, plain("cancelled"));
    let declines = read(&mut evening, luma("declined"));
    let confirms = read(&mut evening, plain("confirmed"));
    assert_eq!(status(&mut evening, &id), Status::Confirmed);
    evening.desk.undo_import(Some(declines)).unwrap();
    evening.desk.undo_import(Some(confirms)).unwrap();
    assert_eq!(status(&mut evening, &id), Status::Confirmed, "Luma has her");
}
