//! Guests whose address was put right in a list that knows them by it: shown to a person, and
//! merged in one step.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::answers::{Alike, ImportAnswer, Missing, Status, Twins, Verdict};

const BEFORE: &str = "name,email,company\nAda Lovelace,ada@exmaple.org,Engines\n\
    Bo,b@example.org,\nCy,c@example.org,\n";
const AFTER: &str = "name,email,company\nAda Lovelace,ada@example.org,Looms\n\
    Bo,b@example.org,\nCy,c@example.org,\n";

fn preview(evening: &mut Evening, list: &str) -> ImportAnswer {
    let path = evening.path("list.csv");
    std::fs::write(&path, list).unwrap();
    evening.desk.preview_import(&path, &[]).unwrap().answer
}

fn emails(twins: &Twins) -> Vec<&str> {
    assert_eq!(twins.alike, Alike::UnderOneName);
    twins.guests.iter().map(|one| one.email.as_str()).collect()
}

#[test]
fn an_address_that_was_put_right_is_shown_and_merged_in_one_step() {
    for keep_old in [true, false] {
        let mut evening = Evening::with(BEFORE);
        let old = evening.id("Ada Lovelace");
        let code = evening.code("Ada Lovelace");
        evening.scan(&code);
        let ahead = preview(&mut evening, AFTER);
        assert_eq!(
            emails(&ahead.twins[0]),
            ["ada@exmaple.org", "ada@example.org"]
        );
        assert_eq!(ahead.twins[0].guests[1].id, None, "not there yet");
        let answer = evening.import(AFTER);
        assert_eq!((answer.added, answer.twins.len()), (1, 1));
        let shown = evening.desk.possible_twins().unwrap();
        assert_eq!(shown, answer.twins, "they stay shown");
        let ids: Vec<String> = shown[0]
            .guests
            .iter()
            .map(|one| one.id.clone().unwrap())
            .collect();
        assert_eq!(ids[0], old, "the earlier one first");
        let (keep, other) = if keep_old { (0, 1) } else { (1, 0) };
        let one = evening.desk.merge_guests(&ids[keep], &ids[other]).unwrap();
        assert_eq!(one.email, "ada@example.org", "as the list has it now");
        assert_eq!(
            (one.company.as_str(), one.status),
            ("Looms", Status::Confirmed)
        );
        assert_eq!(one.flagged, None, "the list has her");
        assert_eq!(
            evening.scan(&code).verdict,
            Verdict::AlreadyIn,
            "her ticket stays"
        );
        assert_eq!(evening.desk.counts().unwrap().inside, 1);
        assert_eq!(evening.desk.possible_twins().unwrap(), []);
        let again = evening.import(AFTER);
        assert_eq!((again.unchanged, again.added, again.gone), (3, 0, 0));
        // The row leads her from then on.
        let answer = evening.import(&AFTER.replace("Looms", "Mills"));
        assert_eq!(answer.updated, u32::from(true));
        assert_eq!(evening.view("Ada Lovelace").company, "Mills");
        let less = evening.import("name,email,company\nBo,b@example.org,\nCy,c@example.org,\n");
        assert_eq!(
            less.flagged.len(),
            1,
            "and she is missing when it lacks her"
        );
        assert!(evening.desk.check().unwrap().ok);
    }
}

#[test]
fn nobody_is_merged_or_paired_where_a_name_is_not_the_only_one() {
    let list = |rows: &str| format!("name,email,company\nBo,b@example.org,\n{rows}");
    for (before, after) in [
        (
            "Ada,a1@example.org,\nAda,a2@example.org,\n",
            "Ada,a3@example.org,\n",
        ),
        (
            "Ada,a1@example.org,\n",
            "Ada,a2@example.org,\nAda,a3@example.org,\n",
        ),
        ("Ada,a1@example.org,\n", "Ida,a2@example.org,\n"),
    ] {
        let mut evening = Evening::with(&list(before));
        assert_eq!(preview(&mut evening, &list(after)).twins, []);
        let answer = evening.import_with(&list(after), Missing::Gone);
        assert_eq!(answer.twins, [], "{before}");
        assert_eq!(evening.desk.possible_twins().unwrap(), []);
    }
    // One who stays bears the name too: the two others may still be one.
    let mut evening = Evening::with(&list("Ada,a1@example.org,\nAda,a2@example.org,\n"));
    let answer = evening.import(&list("Ada,a1@example.org,\nAda,a3@example.org,\n"));
    assert_eq!(
        emails(&answer.twins[0]),
        ["a2@example.org", "a3@example.org"]
    );
}

#[test]
fn they_are_asked_about_once_and_no_more_when_the_import_is_taken_back() {
    let mut evening = Evening::with(BEFORE);
    evening.import(AFTER);
    evening.desk.undo_import(None).unwrap();
    assert_eq!(evening.desk.possible_twins().unwrap(), []);
    let twins = evening.import(AFTER).twins;
    let ids: Vec<String> = twins[0]
        .guests
        .iter()
        .map(|one| one.id.clone().unwrap())
        .collect();
    assert_eq!(evening.desk.keep_apart(&ids[0], &ids[1]).unwrap(), []);
    assert_eq!(evening.desk.possible_twins().unwrap(), [], "they are two");
}

#[test]
fn a_name_that_was_put_right_is_shown_too() {
    let list = |name: &str| format!("name,email\n{name},ada@example.org\nBo,b@example.org\n");
    let mut evening = Evening::with(&list("Ada Lovelaec"));
    let code = evening.code("Ada Lovelaec");
    let names = |twins: &Twins| -> Vec<String> {
        assert_eq!(twins.alike, Alike::UnderOneEmail);
        twins.guests.iter().map(|one| one.name.clone()).collect()
    };
    let ahead = preview(&mut evening, &list("Ada Lovelace"));
    assert_eq!(names(&ahead.twins[0]), ["Ada Lovelaec", "Ada Lovelace"]);
    evening.import_with(&list("Ada Lovelace"), Missing::Gone);
    let shown = evening.desk.possible_twins().unwrap();
    assert_eq!(names(&shown[0]), ["Ada Lovelaec", "Ada Lovelace"]);
    let ids: Vec<String> = shown[0]
        .guests
        .iter()
        .filter_map(|one| one.id.clone())
        .collect();
    let one = evening.desk.merge_guests(&ids[0], &ids[1]).unwrap();
    assert_eq!(
        (one.name.as_str(), one.status),
        ("Ada Lovelace", Status::Confirmed)
    );
    assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
}

#[test]
fn of_several_with_one_address_nobody_is_guessed() {
    let mut evening =
        Evening::with("name,email\nAda,x@example.org\nBo,x@example.org\nCy,c@example.org\n");
    let answer = evening.import_with(
        "name,email\nDi,x@example.org\nCy,c@example.org\n",
        Missing::Gone,
    );
    assert_eq!(answer.twins, []);
}
