//! What the columns of a list are, said once and remembered.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::Evening;
use lanyard_desk_core::{
    Field, Mapping, Place,
    answers::{ImportAnswer, Missing, Status},
};

fn map(column: &str, field: Field) -> Mapping {
    Mapping {
        column: column.into(),
        place: Place::Field(field),
    }
}

fn import(evening: &mut Evening, list: &str, map: &[Mapping]) -> ImportAnswer {
    let path = evening.path("list.csv");
    fs::write(&path, list).unwrap();
    let job = evening.desk.import_job(&path, map, Missing::Stay).unwrap();
    job.run().unwrap()
}

fn places(answer: &ImportAnswer) -> Vec<(&str, &str)> {
    let columns = answer.columns.iter();
    columns
        .map(|one| (one.column.as_str(), one.place.as_str()))
        .collect()
}

#[test]
fn a_mapping_holds_when_columns_come_or_go() {
    let mut evening = Evening::new();
    let said = [map("Wer", Field::Name), map("Wo", Field::Company)];
    let list = "Wer,Wo,Mail,Essen\nAda,Engines,a@example.org,vegan\n";
    assert!(!import(&mut evening, list, &said).remembered);

    let more = "Telefon,Wo,Firma,Wer,Mail,Essen\n1,Oak,Elm,Bo,b@example.org,\n";
    let answer = import(&mut evening, more, &[]);
    assert!(answer.remembered, "all that was said is there again");
    assert_eq!(
        places(&answer),
        [
            ("Telefon", "question"),
            ("Wo", "company"),
            ("Firma", "question"),
            ("Wer", "name"),
            ("Mail", "email"),
            ("Essen", "question"),
        ],
        "a new column is recognised, unless what was said takes its place"
    );

    let fewer = import(&mut evening, "Wer,Wo\nCy,Ash\n", &[]);
    assert!(fewer.remembered, "a column nobody spoke of may go");

    let path = evening.path("other.csv");
    fs::write(&path, "Wer,Mail\nDi,d@example.org\n").unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap();
    assert!(
        !preview.answer.remembered,
        "“Wo” was spoken of, and is gone"
    );
    assert!(preview.problem.is_some());
}

#[test]
fn the_list_that_is_to_the_letter_the_same_comes_before_a_newer_one_like_it() {
    let mut evening = Evening::new();
    let old = "Wer,Was,Mail\nAda,Countess,a@example.org\n";
    let said = [map("Wer", Field::Name), map("Was", Field::Role)];
    import(&mut evening, old, &said);
    let new = "Wer,Was,Mail,Neu\nBo,Oak,b@example.org,\n";
    let other = [map("Wer", Field::Name), map("Was", Field::Company)];
    import(&mut evening, new, &other);
    assert_eq!(places(&import(&mut evening, old, &[]))[1], ("Was", "role"));
    let third = "Wer,Was,Mail,Neu,Neuer\nCy,Elm,c@example.org,,\n";
    let answer = import(&mut evening, third, &[]);
    assert_eq!(places(&answer)[1], ("Was", "company"), "the newest of two");
}

#[test]
fn what_was_said_of_a_spreadsheet_is_not_said_of_a_services_list() {
    let mut evening = Evening::new();
    let said = [map("name", Field::Company), map("Wer", Field::Name)];
    import(
        &mut evening,
        "name,Wer,Mail\nOak,Ada,a@example.org\n",
        &said,
    );
    let ours = "lanyard_id,name,Wer\n1,Bo,x\n";
    let answer = import(&mut evening, ours, &[]);
    assert!(!answer.remembered);
    assert_eq!(places(&answer)[1], ("name", "name"));
}

#[test]
fn a_mapping_that_says_two_things_is_shown_at_the_columns() {
    let mut evening = Evening::new();
    let path = evening.path("list.csv");
    fs::write(&path, "Wer,Wen,Mail\nAda,Bo,a@example.org\n").unwrap();
    for said in [
        [map("Wer", Field::Name), map("Wen", Field::Name)],
        [map("Wer", Field::Name), map("Wer", Field::Email)],
    ] {
        let preview = evening.desk.preview_import(&path, &said).unwrap();
        let problem = preview.problem.unwrap().message;
        assert!(problem.contains("“Wer”"), "{problem}");
        assert_eq!(preview.answer.columns.len(), 3, "and the columns are there");
        assert!(evening.desk.import(&path, &said, false).is_err());
    }
}

#[test]
fn a_rehearsal_says_what_columns_are_and_that_it_would_ask() {
    let rows = |from: usize| {
        let rows = (from..40).map(|at| format!("Guest {at},g{at}@example.org,\n"));
        "Name,Mail,Diet\n".to_owned() + &rows.collect::<String>()
    };
    let mut evening = Evening::with(&rows(0));
    let path = evening.path("short.csv");
    fs::write(&path, rows(10)).unwrap();
    let dry = evening.desk.import(&path, &[], true).unwrap();
    assert!(dry.many_gone && dry.dry_run);
    assert_eq!(dry.gone, 10);
    assert_eq!(
        places(&dry),
        [("Name", "name"), ("Mail", "email"), ("Diet", "question")]
    );
    let job = evening.desk.import_job(&path, &[], Missing::Gone);
    assert!(!job.unwrap().rehearse().unwrap().many_gone, "it was said");
    fs::write(&path, rows(1)).unwrap();
    assert!(!evening.desk.import(&path, &[], true).unwrap().many_gone);
}

#[test]
fn what_was_said_of_another_list_lets_nobody_in_and_keeps_nobody_out() {
    let said = |column: &str, place: Place| Mapping {
        column: column.into(),
        place,
    };
    let mut evening = Evening::new();
    let gold = "Name,Email,Status\nAda,a@example.org,Gold\n";
    import(&mut evening, gold, &[said("Status", Place::Question)]);
    assert!(import(&mut evening, gold, &[]).remembered);
    let list = "Name,Email,Company,Status\nBo,b@example.org,Oak,cancelled\n";
    import(&mut evening, list, &[]);
    assert_eq!(evening.view("Bo").status, Status::Cancelled);

    let booked = "Name,Email,Booking\nCy,c@example.org,Q1\n";
    import(
        &mut evening,
        booked,
        &[said("Booking", Place::Field(Field::Code))],
    );
    let both = "Name,Email,Booking,Barcode\nDi,d@example.org,Q2,990011\n";
    assert!(import(&mut evening, both, &[]).remembered);
    for code in ["Q2", "990011"] {
        let found = evening.scan(code).attendee;
        assert_eq!(found.unwrap().name, "Di", "{code}");
    }
}
