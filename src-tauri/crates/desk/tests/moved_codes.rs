//! Codes that go from guest to guest within one list.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, counts};
use lanyard_desk_core::answers::{ImportAnswer, Status, Verdict};

/// Rows of G0, G1 and so on, who are known by an id: the code and the status of each.
fn list(rows: &[(&str, &str)]) -> String {
    let mut list = "name,email,source_id,code,status,company\n".to_owned();
    for (n, (code, status)) in rows.iter().enumerate() {
        list += &format!("G{n},g{n}@example.org,I{n},{code},{status},Co {code}\n");
    }
    list
}

/// Takes a list in; the preview says what the import then does.
fn import(evening: &mut Evening, list: &str) -> ImportAnswer {
    let path = evening.path("list.csv");
    std::fs::write(&path, list).unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap();
    let answer = evening.import(list);
    assert_eq!(counts(&preview.answer), counts(&answer));
    assert_eq!(preview.answer.rejected, answer.rejected);
    assert_eq!(preview.changes.len(), answer.updated as usize);
    assert!(evening.desk.check().unwrap().ok);
    answer
}

fn who(evening: &mut Evening, code: &str) -> String {
    let answer = evening.scan(code);
    let name = answer.attendee.map_or(String::new(), |guest| guest.name);
    evening.wait(60);
    name
}

const BEFORE: [(&str, &str); 4] = [("C0", ""), ("C1", ""), ("C2", ""), ("C3", "")];

#[test]
fn codes_are_exchanged_handed_on_and_go_round() {
    for (after, updated) in [
        ([("C1", ""), ("C0", ""), ("C2", ""), ("C3", "")], 2),
        ([("C1", ""), ("C2", ""), ("C9", ""), ("C3", "")], 3),
        ([("C9", ""), ("C0", ""), ("C1", ""), ("C2", "")], 4),
        ([("C3", ""), ("C0", ""), ("C1", ""), ("C2", "")], 4),
        ([("C1", ""), ("", ""), ("C2", ""), ("C3", "")], 2),
    ] {
        let mut evening = Evening::with(&list(&BEFORE));
        let answer = import(&mut evening, &list(&after));
        assert_eq!(
            counts(&answer),
            [0, updated, 4 - updated, 0, 0],
            "{after:?}"
        );
        for (n, (code, _)) in after
            .iter()
            .enumerate()
            .filter(|(_, (code, _))| !code.is_empty())
        {
            assert_eq!(who(&mut evening, code), format!("G{n}"), "{after:?}");
        }
        evening.desk.undo_import(None).unwrap();
        for (n, (code, _)) in BEFORE.iter().enumerate() {
            assert_eq!(who(&mut evening, code), format!("G{n}"), "taken back");
        }
        assert_eq!(counts(&import(&mut evening, &list(&after)))[4], 0);
        assert_eq!(counts(&import(&mut evening, &list(&after)))[2], 4);
    }
}

#[test]
fn a_refusal_goes_with_the_code_of_its_row() {
    let mut evening = Evening::with(&list(&BEFORE));
    let after = [("C1", "refunded"), ("C0", ""), ("C2", ""), ("C3", "")];
    let answer = import(&mut evening, &list(&after));
    assert_eq!((answer.rejected_rows, answer.cancelled), (0, 1));
    assert_eq!(evening.view("G0").status, Status::Refunded);
    assert_eq!(evening.scan("C1").verdict, Verdict::Revoked);
    assert_eq!(evening.scan("C0").verdict, Verdict::Admitted);
    assert_eq!(who(&mut evening, "C0"), "G1");
}

#[test]
fn whose_code_stays_theirs_is_named() {
    // C1 is G1's as before, whatever else changed of them.
    let mut evening = Evening::with(&list(&BEFORE));
    let after = list(&[("C1", ""), ("C1", ""), ("C0", ""), ("C3", "")]);
    let answer = import(
        &mut evening,
        &after.replace("G1,g1@example.org", "G1,g9@example.org"),
    );
    let told: Vec<_> = answer
        .rejected
        .iter()
        .map(|row| (row.line, row.reason.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (2, "the code belongs to G1 already"),
            (4, "the code belongs to G0 already")
        ]
    );
    assert_eq!(evening.view("G1").email, "g9@example.org");
    for (n, code) in ["C0", "C1", "C2"].iter().enumerate() {
        assert_eq!(who(&mut evening, code), format!("G{n}"));
    }
}
