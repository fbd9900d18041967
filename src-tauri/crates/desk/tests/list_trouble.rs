//! Why a whole list is not taken in, for a window that says it in its own words.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::Evening;
use lanyard_desk_core::answers::{ListTrouble, Missing, OtherKind, Problem};

fn trouble(evening: &mut Evening, content: &[u8]) -> Option<ListTrouble> {
    let path = evening.path("list.csv");
    fs::write(&path, content).unwrap();
    let error = evening.desk.import(&path, &[], false).unwrap_err();
    let problem = Problem::from(error);
    assert!(!problem.message.is_empty());
    problem.list
}

#[test]
fn each_trouble_is_told_in_kind() {
    let mut evening = Evening::new();
    let file = evening.path("list.csv").display().to_string();
    let missing = evening.desk.import(&evening.path("list.csv"), &[], true);
    let problem = Problem::from(missing.unwrap_err());
    assert_eq!(
        problem.list,
        Some(ListTrouble::Missing { file: file.clone() })
    );
    for (content, expected) in [
        (&b""[..], ListTrouble::Empty { file: file.clone() }),
        (
            b"%PDF-1.7 and more",
            ListTrouble::OtherFile {
                file: file.clone(),
                what: OtherKind::Pdf,
            },
        ),
        (
            b"<!DOCTYPE html><html></html>",
            ListTrouble::WebPage { file: file.clone() },
        ),
        (
            b"PK\x03\x04 cut off",
            ListTrouble::Damaged { file: file.clone() },
        ),
        (
            b"name,email,Email\nAda,a@x.it,b@x.it\n",
            ListTrouble::TwoColumns {
                place: "email".into(),
                first: "email".into(),
                second: "Email".into(),
            },
        ),
        (
            b"name,email\n",
            ListTrouble::NoGuests { file: file.clone() },
        ),
    ] {
        assert_eq!(trouble(&mut evening, content), Some(expected));
    }
}

#[test]
fn many_who_are_gone_are_told_in_numbers_and_what_a_mapping_mends_in_a_preview() {
    let mut evening = Evening::new();
    let rows: String = (0..10).map(|n| format!("Guest {n},g{n}@x.it\n")).collect();
    evening.import(&format!("name,email\n{rows}"));
    let path = evening.path("list.csv");
    fs::write(&path, "name,email\nGuest 1,g1@x.it\n").unwrap();
    let job = evening.desk.import_job(&path, &[], Missing::Ask).unwrap();
    let problem = Problem::from(job.run().unwrap_err());
    assert_eq!(
        problem.list,
        Some(ListTrouble::ManyGone { gone: 9, of: 10 })
    );
    fs::write(&path, "Wer,Wen\nAda,Bo\n").unwrap();
    let ahead = evening.desk.preview_import(&path, &[]).unwrap();
    let list = ahead.problem.unwrap().list;
    assert!(matches!(list, Some(ListTrouble::NoName { .. })), "{list:?}");
}
