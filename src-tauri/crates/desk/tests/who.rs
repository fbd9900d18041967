//! Who the rows of lists are: the guests of another export of the same service, of another list
//! of the same columns, of two lists at once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, path::PathBuf};

use common::Evening;
use lanyard_desk_core::{
    AttendeeChange,
    answers::{ImportAnswer, Missing, NewGuest, Status, Verdict},
};

fn lists(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/lists");
    PathBuf::from(folder).join(name)
}

fn pretix(evening: &mut Evening, name: &str) -> ImportAnswer {
    evening.desk.import(&lists(name), &[], false).unwrap()
}

/// The same list without the rows in which `word` stands.
fn pretix_without(evening: &mut Evening, name: &str, word: &str) -> ImportAnswer {
    let text = fs::read_to_string(lists(name)).unwrap();
    let rows = text.lines().filter(|row| !row.contains(word));
    let text: String = rows.map(|row| format!("{row}\n")).collect();
    evening.import(&text)
}

const GUESTS: [&str; 6] = [
    "Clara Voss",
    "Jonas Voss",
    "Yara Haddad",
    "Otis Grant",
    "Sanne de Wit",
    "Ivo Petrov",
];

fn statuses(evening: &mut Evening) -> Vec<Status> {
    let guests = GUESTS.into_iter();
    guests.map(|name| evening.view(name).status).collect()
}

#[test]
fn both_exports_of_pretix_are_about_the_same_guests() {
    for (first, then) in [
        ("pretix_checkin.csv", "pretix_orders.csv"),
        ("pretix_orders.csv", "pretix_checkin.csv"),
    ] {
        let mut evening = Evening::new();
        let one = pretix(&mut evening, first);
        let other = pretix(&mut evening, then);
        assert_eq!(one.added + other.added, 6, "{first}: {other:?}");
        assert_eq!((other.rejected_rows, other.gone), (0, 0), "{other:?}");
        assert_eq!(other.twins, [], "they are one already");
        let after = statuses(&mut evening);
        assert_eq!(
            after.iter().filter(|one| **one == Status::Gone).count(),
            0,
            "each judges its own"
        );
        for name in [then, first, then, first] {
            let again = pretix(&mut evening, name);
            assert_eq!(
                (again.added, again.updated, again.gone, again.back),
                (0, 0, 0, 0),
                "{name} after {first}: {again:?}"
            );
            assert_eq!(again.unchanged, again.rows);
        }
        assert_eq!(statuses(&mut evening), after);
        assert_eq!(
            evening.scan("m2cq8bxw5vn7rk4jdy9hz3tfp6").verdict,
            Verdict::Admitted
        );
        assert!(evening.desk.check().unwrap().ok);
    }
}

#[test]
fn a_name_that_nobody_gave_takes_no_names_place() {
    // In the orders the second of an order has no name: whoever ordered stands in.
    let mut evening = Evening::new();
    pretix(&mut evening, "pretix_checkin.csv");
    pretix(&mut evening, "pretix_orders.csv");
    let jonas = evening.view("Jonas Voss");
    assert_eq!(
        jonas.tickets[0].foreign_codes,
        ["m2cq8bxw5vn7rk4jdy9hz3tfp6"]
    );
    let mut evening = Evening::new();
    pretix(&mut evening, "pretix_orders.csv");
    assert!(evening.desk.find("Jonas").unwrap().is_empty());
    pretix(&mut evening, "pretix_checkin.csv");
    evening.view("Jonas Voss");
}

#[test]
fn who_stands_in_one_of_two_exports_is_not_gone() {
    let mut evening = Evening::new();
    pretix(&mut evening, "pretix_checkin.csv");
    pretix(&mut evening, "pretix_orders.csv");
    let less = pretix_without(&mut evening, "pretix_checkin.csv", "Jonas Voss");
    assert_eq!((less.gone, less.unchanged), (0, 4), "the orders have him");
    assert_eq!(pretix(&mut evening, "pretix_orders.csv").unchanged, 4);
    let less = pretix_without(&mut evening, "pretix_orders.csv", "PQ8ZV2LHCR");
    assert_eq!(less.gone, 1, "no list has him now");
    assert_eq!(evening.view("Jonas Voss").status, Status::Gone);
    let undone = evening.desk.undo_import(None).unwrap();
    assert_eq!(undone.restored, 1);
    assert_eq!(evening.view("Jonas Voss").status, Status::Confirmed);
    let less = pretix_without(&mut evening, "pretix_orders.csv", "PQ8ZV2LHCR");
    assert_eq!(less.gone, 1, "and again");
    assert_eq!(pretix(&mut evening, "pretix_checkin.csv").back, 1);
    let less = pretix_without(&mut evening, "pretix_checkin.csv", "Otis Grant");
    assert_eq!(less.gone, 1, "the orders never had him");
}

#[test]
fn a_change_in_either_export_is_taken() {
    let mut evening = Evening::new();
    pretix(&mut evening, "pretix_checkin.csv");
    pretix(&mut evening, "pretix_orders.csv");
    let text = fs::read_to_string(lists("pretix_orders.csv")).unwrap();
    let cancelled = text.replace("K7T3X,2,paid", "K7T3X,2,canceled");
    let answer = evening.import(&cancelled);
    assert_eq!((answer.cancelled, answer.updated), (1, 1), "{answer:?}");
    assert_eq!(
        evening.scan("m2cq8bxw5vn7rk4jdy9hz3tfp6").verdict,
        Verdict::Revoked
    );
    let again = pretix(&mut evening, "pretix_checkin.csv");
    assert_eq!(again.unchanged, 5, "it says what it said before");
    assert_eq!(evening.view("Jonas Voss").status, Status::Cancelled);
    let secret = "w4nh7kdj3xq9zt2fbm5c8yr6pv";
    let answer = evening.import(&cancelled.replace(secret, "newsecret4claravoss"));
    assert_eq!((answer.updated, answer.added), (1, 0), "{answer:?}");
    assert_eq!(evening.scan(secret).verdict, Verdict::Unknown);
    assert_eq!(
        evening.scan("newsecret4claravoss").verdict,
        Verdict::Admitted
    );
}

#[test]
fn both_exports_are_taken_back() {
    let mut evening = Evening::new();
    pretix(&mut evening, "pretix_checkin.csv");
    let before: Vec<String> = GUESTS[..5]
        .iter()
        .map(|name| format!("{:?}", evening.view(name)))
        .collect();
    for _ in 0..2 {
        let answer = pretix(&mut evening, "pretix_orders.csv");
        assert_eq!(answer.added, 1, "and may come again");
        let undone = evening.desk.undo_import(None).unwrap();
        assert_eq!((undone.removed, undone.kept), (1, 0));
        let after: Vec<String> = GUESTS[..5]
            .iter()
            .map(|name| format!("{:?}", evening.view(name)))
            .collect();
        assert_eq!(after, before);
    }
    let less = pretix_without(&mut evening, "pretix_checkin.csv", "Jonas Voss");
    assert_eq!(less.gone, 1, "nobody else has him any more");
    evening.desk.undo_import(None).unwrap();
    let undone = evening.desk.undo_import(None).unwrap();
    assert_eq!((undone.removed, undone.kept), (5, 0));
}

#[test]
fn who_is_led_by_a_list_of_another_source_stays_as_that_one_has_them() {
    let mut evening =
        Evening::with("name,email,company\nClara,cv@example.org,Own\nBo,b@example.org,\n");
    pretix(&mut evening, "pretix_checkin.csv");
    let (keep, other) = (evening.id("Clara"), evening.id("Clara Voss"));
    evening.desk.merge_guests(&keep, &other).unwrap();
    for _ in 0..2 {
        let answer = pretix(&mut evening, "pretix_orders.csv");
        assert_eq!(answer.rejected_rows, 0, "{answer:?}");
        let clara = evening.view("Clara");
        assert_eq!(clara.company, "Own");
        assert_eq!(clara.email, "cv@example.org");
    }
    let answer = pretix_without(&mut evening, "pretix_orders.csv", "Clara Voss");
    assert_eq!(answer.gone, 0);
    let answer = pretix_without(&mut evening, "pretix_checkin.csv", "Clara Voss");
    assert_eq!(answer.gone, 0, "her own list has her");
    let without = "name,email,company\nBo,b@example.org,\n";
    assert_eq!(evening.import(without).gone, 1);
}

#[test]
fn two_long_exports_are_of_the_same_guests() {
    let all = |columns: &str, row: &dyn Fn(usize) -> String| {
        let rows = (0..5_000).map(row);
        rows.fold(format!("name,email,{columns}\n"), |list, row| list + &row)
    };
    let codes = all("code", &|n| format!("Guest {n},g{n}@example.org,K{n}\n"));
    let ids = all("source_id,code", &|n| {
        let id = if n == 77 { 78 } else { n };
        format!("Guest {n},g{n}@example.org,G{id},K{n}\n")
    });
    let mut evening = Evening::with(&codes);
    let answer = evening.import(&ids);
    assert_eq!((answer.added, answer.gone), (0, 0));
    assert_eq!((answer.unchanged, answer.rejected_rows), (4_999, 1));
    let reason = &answer.rejected[0];
    assert_eq!(reason.line, 80, "{reason:?}");
    assert_eq!(evening.import(&ids).unchanged, 4_999);
    let answer = evening.import(&codes);
    assert_eq!((answer.unchanged, answer.rejected_rows), (5_000, 0));
    assert!(evening.desk.check().unwrap().ok);
}

#[test]
fn a_service_has_one_list_whatever_columns_somebody_chose() {
    let text = fs::read_to_string(lists("eventbrite.csv")).unwrap();
    let mut evening = Evening::new();
    let first = evening.import(&text.replace("Attendee #", "Serial number"));
    assert_eq!(first.format, "eventbrite");
    let answer = evening.import(&text);
    assert_eq!((answer.added, answer.gone), (0, 0), "{answer:?}");
    assert_eq!(evening.import(&text).unchanged, first.added);
    let fewer = text.lines().filter(|row| !row.contains("Niamh"));
    let fewer: String = fewer.map(|row| format!("{row}\n")).collect();
    assert_eq!(evening.import(&fewer).gone, 1, "it is the same list");
}

#[test]
fn a_code_of_another_source_makes_nobody_the_same() {
    let mut evening =
        Evening::with("name,email,code\nWalter,w@example.org,w4nh7kdj3xq9zt2fbm5c8yr6pv\n");
    let answer = pretix(&mut evening, "pretix_checkin.csv");
    assert_eq!((answer.added, answer.rejected_rows), (4, 1));
    assert_eq!(
        answer.rejected[0].reason,
        "the code belongs to Walter already"
    );
    evening.view("Walter");
}

#[test]
fn a_code_that_a_row_of_the_list_has_stays_with_it() {
    let list = |rows: &str| format!("name,email,source_id,code\n{rows}");
    let mut evening = Evening::with(&list("Ada,a@example.org,G1,C1\n"));
    let answer = evening.import(&list("Ada,a@example.org,G1,C2\nBo,b@example.org,G2,C1\n"));
    assert_eq!((answer.updated, answer.added), (1, 0));
    let rejected = &answer.rejected[0];
    assert_eq!(rejected.line, 3);
    assert!(rejected.reason.contains("on line 2"), "{}", rejected.reason);
    let answer = evening.import(&list("Ada,a@example.org,G1,C2\nBo,b@example.org,G2,C1\n"));
    assert_eq!(answer.added, 1, "once she has let go of it");
}

fn people(words: &[&str], range: std::ops::Range<usize>) -> String {
    let mut list = "name,email,company\n".to_owned();
    for word in words {
        for number in range.clone() {
            list += &format!("{word} {number},{word}{number}@example.org,\n");
        }
    }
    list
}

#[test]
fn guests_and_speakers_of_the_same_columns_are_two_lists() {
    let mut evening = Evening::with(&people(&["guest"], 0..30));
    let speakers = people(&["speaker"], 0..6);
    let path = evening.path("list.csv");
    fs::write(&path, &speakers).unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap();
    assert_eq!((preview.answer.gone, preview.many_gone), (0, false));
    let answer = evening.import(&speakers);
    assert_eq!((answer.added, answer.gone), (6, 0), "nobody is asked");
    for _ in 0..2 {
        assert_eq!(evening.import(&people(&["guest"], 0..30)).unchanged, 30);
        assert_eq!(evening.import(&speakers).unchanged, 6);
    }
    let fewer = evening.import(&people(&["guest"], 1..30));
    assert_eq!((fewer.gone, fewer.unchanged), (1, 29));
    assert_eq!(evening.view("guest 0").status, Status::Gone);
    let fewer = evening.import(&people(&["speaker"], 0..5));
    assert_eq!((fewer.gone, fewer.unchanged), (1, 5));
    assert_eq!(evening.view("speaker 5").status, Status::Gone);
    assert_eq!(evening.import(&people(&["guest"], 0..30)).back, 1);
    let third = evening.import(&people(&["helper"], 0..3));
    assert_eq!((third.added, third.gone), (3, 0));
    // Both: the list with the most in common.
    let both = people(&["guest"], 0..30) + "speaker 0,speaker0@example.org,\n";
    let answer = evening.import(&both);
    assert_eq!((answer.gone, answer.added), (0, 0));
}

#[test]
fn a_list_that_was_taken_back_leaves_its_place_to_the_next() {
    let mut evening = Evening::with(&people(&["guest"], 0..3));
    for _ in 0..3 {
        evening.import(&people(&["speaker"], 0..3));
        let undone = evening.desk.undo_import(None).unwrap();
        assert_eq!(undone.removed, 3);
    }
    evening.import(&people(&["speaker"], 0..3));
    let less = evening.import_with(&people(&["speaker"], 0..1), Missing::Gone);
    assert_eq!(less.gone, 2);
    assert_eq!(evening.view("guest 0").status, Status::Confirmed);
}

/// Ada leads from a list with a company; her other row stands in a list with a role.
fn merged() -> Evening {
    let mut evening =
        Evening::with("name,email,company\nAda,a@example.org,Engines\nBo,b@example.org,\n");
    evening.import("name,email,role\nAda King,k@example.org,Poet\nCy,c@example.org,\n");
    let (keep, other) = (evening.id("Ada"), evening.id("Ada King"));
    evening.desk.merge_guests(&keep, &other).unwrap();
    evening
}

const LEADING: &str = "name,email,company\nBo,b@example.org,\n";
const OTHER: &str = "name,email,role\nCy,c@example.org,\n";

#[test]
fn a_merged_guest_is_gone_when_all_lists_have_dropped_them() {
    for first in [LEADING, OTHER] {
        let mut evening = merged();
        let second = if first == LEADING { OTHER } else { LEADING };
        let answer = evening.import(first);
        assert_eq!(answer.gone, 0, "the other list has her");
        assert_eq!(evening.view("Ada").status, Status::Confirmed);
        assert_eq!(evening.import(first).gone, 0, "however often");
        let answer = evening.import(second);
        assert_eq!(answer.gone, 1, "nobody has her any more");
        assert_eq!(evening.view("Ada").status, Status::Gone);
        let undone = evening.desk.undo_import(None).unwrap();
        assert_eq!(undone.restored, 1);
        assert_eq!(evening.view("Ada").status, Status::Confirmed);
        assert_eq!(evening.import(second).gone, 1);
        assert_eq!(evening.import(second).gone, 0, "once is enough");
        assert!(evening.desk.check().unwrap().ok);
    }
}

#[test]
fn a_merged_guest_is_back_with_any_of_their_lists() {
    for back in [
        "name,email,role\nAda King,k@example.org,Poet\nCy,c@example.org,\n",
        "name,email,company\nAda,a@example.org,Engines\nBo,b@example.org,\n",
    ] {
        let mut evening = merged();
        evening.import(LEADING);
        evening.import(OTHER);
        assert_eq!(evening.import(back).back, 1);
        let ada = evening.view("Ada");
        assert_eq!(ada.status, Status::Confirmed);
        assert_eq!(ada.company, "Engines", "led by her own list");
    }
}

#[test]
fn where_the_other_list_cancels_only_the_leading_one_has_them() {
    let mut evening = Evening::with("name,email,company\nAda,a@example.org,\nBo,b@example.org,\n");
    let other = |status: &str| format!("name,email,status\nAda King,k@example.org,{status}\n");
    evening.import(&other(""));
    let (keep, gone) = (evening.id("Ada"), evening.id("Ada King"));
    evening.desk.merge_guests(&keep, &gone).unwrap();
    evening.import(&other("cancelled"));
    assert_eq!(evening.view("Ada").status, Status::Confirmed);
    assert_eq!(
        evening.import(LEADING).cancelled,
        1,
        "as the other one says"
    );
    assert_eq!(evening.import(&other("")).back, 1);
}

#[test]
fn whoever_was_added_by_hand_stays_without_a_list() {
    let mut evening = Evening::with("name,email,company\nAda,a@example.org,\nBo,b@example.org,\n");
    let new = NewGuest {
        name: "Ada King".into(),
        ..NewGuest::default()
    };
    evening.desk.add_attendee(&new).unwrap();
    let (listed, by_hand) = (evening.id("Ada"), evening.id("Ada King"));
    evening.desk.merge_guests(&by_hand, &listed).unwrap();
    assert_eq!(evening.import(LEADING).gone, 0);
    assert_eq!(evening.view("Ada King").status, Status::Confirmed);
}

#[test]
fn the_flag_of_someone_who_is_in_goes_when_their_list_has_them_again() {
    let list = "name,email,code\nAda,a@example.org,C1\nBo,b@example.org,C2\n";
    let mut evening = Evening::with(list);
    evening.scan("C1");
    let without = "name,email,code\nBo,b@example.org,C2\n";
    assert_eq!(evening.import(without).flagged.len(), 1);
    assert_eq!(evening.import(without).flagged.len(), 0, "once is enough");
    evening.import(list);
    assert_eq!(evening.view("Ada").flagged, None);
}

#[test]
fn a_status_that_was_set_by_hand_stays_whatever_else_the_row_says() {
    let mut evening = Evening::with("name,email,company,status\nAda,a@example.org,Co,confirmed\n");
    let id = evening.id("Ada");
    let change = AttendeeChange {
        status: Some(lanyard_desk_core::Status::Cancelled),
        ..AttendeeChange::default()
    };
    evening.desk.edit_attendee(&id, &change).unwrap();
    let answer = evening.import("name,email,company,status\nAda,a@example.org,Another,confirmed\n");
    assert_eq!((answer.updated, answer.back), (1, 0));
    assert_eq!(evening.view("Ada").status, Status::Cancelled);
}
