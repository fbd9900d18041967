//! Lists of which somebody says later which column is the e-mail.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Evening, counts};
use lanyard_desk_core::{
    Field, Mapping, Place,
    answers::{ImportAnswer, Missing, Status, Verdict},
};

const LIST: &str = "Name,Company,Kontakt\nAda,Engines,ada@example.org\nBo,,bo@example.org\n\
    Cy,,\nAnna Kim,North,anna@example.org\nAnna Kim,South,kim@example.org\n";

fn kontakt() -> [Mapping; 1] {
    [Mapping {
        column: "Kontakt".into(),
        place: Place::Field(Field::Email),
    }]
}

fn mapped(evening: &mut Evening, list: &str, dry_run: bool) -> ImportAnswer {
    let path = evening.path("list.csv");
    fs::write(&path, list).unwrap();
    evening.desk.import(&path, &kontakt(), dry_run).unwrap()
}

#[test]
fn guests_are_the_same_once_somebody_says_which_column_is_the_email() {
    let mut evening = Evening::with(LIST);
    let (id, code) = (evening.id("Ada"), evening.code("Ada"));
    evening.scan(&code);
    let ahead = mapped(&mut evening, LIST, true);
    assert_eq!(counts(&ahead), [0, 4, 1, 0, 0], "{ahead:?}");
    assert_eq!(counts(&mapped(&mut evening, LIST, false)), [0, 4, 1, 0, 0]);
    let ada = evening.view("Ada");
    assert_eq!((ada.id, ada.email.as_str()), (id, "ada@example.org"));
    assert_eq!(evening.scan(&code).verdict, Verdict::AlreadyIn);
    for (company, email) in [("North", "anna@example.org"), ("South", "kim@example.org")] {
        let found = evening.desk.find("Anna Kim").unwrap();
        let found = found.iter().find(|one| one.email == email).unwrap();
        assert_eq!(found.company, company, "who is who is in their answers");
    }
    // And so they stay, and who is missing is gone.
    assert_eq!(counts(&mapped(&mut evening, LIST, false)), [0, 0, 5, 0, 0]);
    let less = LIST.replace("Bo,,bo@example.org\n", "");
    assert_eq!(counts(&mapped(&mut evening, &less, false)), [0, 0, 4, 1, 0]);
    assert_eq!(evening.view("Bo").status, Status::Gone);
    assert!(evening.desk.check().unwrap().ok);
}

#[test]
fn taking_it_back_leaves_them_as_they_were() {
    let mut evening = Evening::with(LIST);
    let answer = mapped(&mut evening, LIST, false);
    evening
        .desk
        .undo_import(answer.import.map(i64::from))
        .unwrap();
    assert_eq!(evening.view("Ada").email, "");
    // What was said of the column is remembered.
    assert_eq!(counts(&evening.import(LIST)), [0, 4, 1, 0, 0]);
}

#[test]
fn who_is_new_or_missing_meanwhile_is_so() {
    let mut evening = Evening::with(LIST);
    let other = LIST
        .replace("Bo,,bo@", "Dora,,dora@")
        .replace("Cy,,", "Cy,,cy@example.org");
    let answer = mapped(&mut evening, &other, false);
    assert_eq!(counts(&answer), [1, 4, 0, 1, 0], "{answer:?}");
    assert_eq!(evening.view("Cy").email, "cy@example.org");
    assert_eq!(evening.view("Bo").status, Status::Gone);
}

#[test]
fn a_name_is_no_identity_between_two_lists() {
    let mut evening = Evening::with(LIST);
    let speakers = "Name,Company,Kontakt\nAda,Looms,speaker@example.org\nEva,,eva@example.org\n\
        Fay,,fay@example.org\n";
    let path = evening.path("list.csv");
    fs::write(&path, speakers).unwrap();
    let job = evening
        .desk
        .import_job(&path, &kontakt(), Missing::Ask)
        .unwrap();
    assert_eq!(counts(&job.run().unwrap()), [3, 0, 0, 0, 0]);
}
