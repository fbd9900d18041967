//! What an import does against what a guest, or whoever reads it, would expect is told by name.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::{
    AttendeeChange, DeskError,
    answers::{GuestNote, Missing, Status, Verdict},
};

fn told(notes: &[GuestNote]) -> Vec<(&str, Status)> {
    let told = notes.iter().map(|one| (one.name.as_str(), one.status));
    told.collect()
}

#[test]
fn whom_another_spreadsheet_strikes_off_is_named() {
    let mut evening = Evening::with("Name,Email\nAda,a@example.org\nBo,b@example.org\n");
    let list = "Name,Email,Status,Table\nAda,a@example.org,cancelled,4\nCy,c@example.org,ok,5\n";
    let path = evening.path("table.csv");
    std::fs::write(&path, list).unwrap();
    let ahead = evening.desk.preview_import(&path, &[]).unwrap().answer;
    let answer = evening.import(list);
    for answer in [ahead, answer] {
        assert_eq!(told(&answer.struck), [("Ada", Status::Cancelled)]);
    }
    assert_eq!(evening.view("Ada").status, Status::Cancelled);
    let again = evening.import(&list.replace("ok", "cancelled"));
    assert_eq!(again.struck, [], "who stands on it is no surprise");
}

#[test]
fn who_comes_by_hand_whatever_the_list_says_is_named() {
    let list = |status: &str| format!("name,email,status\nAda,a@example.org,{status}\n");
    let mut evening = Evening::with(&list("pending"));
    let confirmed = AttendeeChange {
        status: Some(lanyard_desk_core::Status::Confirmed),
        ..AttendeeChange::default()
    };
    evening.edit("Ada", &confirmed);
    let answer = evening.import(&list("cancelled"));
    assert_eq!(told(&answer.kept), [("Ada", Status::Cancelled)]);
    assert_eq!(evening.view("Ada").status, Status::Confirmed);
    assert_eq!(
        evening.import(&list("cancelled")).kept,
        [],
        "once is enough"
    );
    assert_eq!(evening.import(&list("ok")).kept, []);
}

#[test]
fn a_list_that_is_another_than_was_looked_at_is_not_taken() {
    let mut evening = Evening::with("name,email\nAda,a@example.org\n");
    let path = evening.path("list.csv");
    let job = evening.desk.import_job(&path, &[], Missing::Gone).unwrap();
    let stamp = job.preview().unwrap().stamp;
    std::fs::write(&path, "name,email\nBo,b@example.org\n").unwrap();
    let job = evening.desk.import_job(&path, &[], Missing::Gone).unwrap();
    let job = job.as_previewed(Some(stamp));
    assert!(matches!(job.run(), Err(DeskError::ListChanged)));
    assert_eq!(evening.view("Ada").status, Status::Confirmed);
    let stamp = job.preview().unwrap().stamp;
    assert_eq!(job.as_previewed(Some(stamp)).run().unwrap().added, 1);
}

#[test]
fn what_is_only_noted_of_whoever_is_in_is_shown_as_it_will_be_noted() {
    let list = |status: &str| format!("name,email,code,status\nAda,a@example.org,C1,{status}\n");
    let mut evening = Evening::with(&list("ok"));
    evening.scan("C1");
    let path = evening.path("list.csv");
    std::fs::write(&path, list("cancelled")).unwrap();
    let ahead = evening.desk.preview_import(&path, &[]).unwrap();
    let field = &ahead.changes[0].fields[0];
    assert_eq!(
        [&field.field, &field.from, &field.to],
        ["status", "confirmed", "cancelled"]
    );
}

#[test]
fn who_is_refused_here_and_comes_by_another_list_is_named() {
    let list = |status: &str| {
        format!("name,email,status,code\nÓrla Ní Bhriain,o@example.org,{status},T1\n")
    };
    let mut evening = Evening::with(&list("ok"));
    let eventbrite = "Order #,First Name,Last Name,Email,Attendee Status,Barcode #,Attendee #\n\
        7,Orla,Ni Bhriain,o@example.org,Attending,112233,1\n";
    evening.import(eventbrite);
    let twins = evening.desk.possible_twins().unwrap();
    assert_eq!(twins.len(), 1, "however her name is written");
    let path = evening.path("list.csv");
    std::fs::write(&path, list("cancelled")).unwrap();
    let ahead = evening.desk.preview_import(&path, &[]).unwrap().answer;
    let answer = evening.import(&list("cancelled"));
    for answer in [ahead, answer] {
        assert_eq!(
            told(&answer.elsewhere),
            [("Orla Ni Bhriain", Status::Cancelled)]
        );
    }
    assert_eq!(evening.scan("112233").verdict, Verdict::Admitted);
    evening.import(&list("ok"));
    let ids: Vec<_> = twins[0]
        .guests
        .iter()
        .filter_map(|one| one.id.clone())
        .collect();
    evening.desk.keep_apart(&ids[0], &ids[1]).unwrap();
    assert_eq!(
        evening.import(&list("cancelled")).elsewhere,
        [],
        "they are two"
    );
}
