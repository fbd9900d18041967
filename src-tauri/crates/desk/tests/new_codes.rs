//! A spreadsheet whose guests have other codes than before, or spoilt ones: they are the same
//! guests, and what it refuses is refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, counts};
use lanyard_desk_core::answers::{ImportAnswer, Missing, Status, Verdict};

/// Rows of P0, P1 and so on, each with what stands behind name and address.
fn list(columns: &str, rows: std::ops::Range<usize>, row: impl Fn(usize) -> String) -> String {
    rows.fold(format!("Name,Email,{columns}\n"), |list, n| {
        list + &format!("P{n},p{n}@example.org,{}\n", row(n))
    })
}

/// Takes a list in; the preview says what the import then does.
fn import(evening: &mut Evening, list: &str) -> ImportAnswer {
    let path = evening.path("list.csv");
    std::fs::write(&path, list).unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap().answer;
    let answer = evening.import(list);
    assert_eq!(counts(&preview), counts(&answer));
    assert!(evening.desk.check().unwrap().ok);
    answer
}

fn codes(letter: char) -> impl Fn(usize) -> String {
    move |n| {
        let status = if n == 4 && letter == 'B' {
            "refunded"
        } else {
            ""
        };
        format!("{letter}{n},{status}")
    }
}

#[test]
fn guests_whose_codes_are_all_new_are_the_same() {
    let mut evening = Evening::with(&list("Code,Status", 0..20, codes('A')));
    let ids = [1, 4].map(|n| evening.id(&format!("P{n}")));
    for _ in 0..2 {
        let answer = import(&mut evening, &list("Code,Status", 0..20, codes('B')));
        assert_eq!((answer.added, answer.gone, answer.rejected_rows), (0, 0, 0));
        assert_eq!(answer.updated + answer.unchanged, 20);
    }
    assert_eq!(ids, [1, 4].map(|n| evening.id(&format!("P{n}"))));
    assert_eq!(evening.view("P4").status, Status::Refunded);
    for (code, verdict) in [("A7", Verdict::Admitted), ("A4", Verdict::Admitted)] {
        assert_ne!(evening.scan(code).verdict, verdict, "{code}");
    }
    assert_eq!(evening.scan("B7").verdict, Verdict::Admitted);
    assert_eq!(evening.scan("B4").verdict, Verdict::Revoked);
    // Once more, and back to the first.
    for letter in ['C', 'A', 'B'] {
        let answer = import(&mut evening, &list("Code,Status", 0..20, codes(letter)));
        assert_eq!((answer.added, answer.gone), (0, 0), "{letter}: {answer:?}");
        assert_eq!(
            evening.scan(&format!("{letter}9")).verdict,
            match letter {
                'C' => Verdict::Admitted,
                _ => Verdict::AlreadyIn,
            }
        );
    }
    let less = import(&mut evening, &list("Code,Status", 1..20, codes('B')));
    assert_eq!((less.gone, less.added), (1, 0), "it is the same list");
    assert_eq!(evening.view("P0").status, Status::Gone);
}

#[test]
fn what_new_codes_changed_is_taken_back() {
    let mut evening = Evening::with(&list("Code,Status", 0..20, codes('A')));
    import(&mut evening, &list("Code,Status", 0..20, codes('B')));
    evening.desk.undo_import(None).unwrap();
    assert_eq!(evening.view("P4").status, Status::Confirmed);
    assert_eq!(evening.scan("A4").verdict, Verdict::Admitted);
    assert_ne!(evening.scan("B7").verdict, Verdict::Admitted);
    let answer = import(&mut evening, &list("Code,Status", 0..20, codes('A')));
    assert_eq!(counts(&answer), [0, 0, 20, 0, 0]);
}

#[test]
fn rows_of_one_person_are_paired_one_to_one() {
    let rows = |codes: &[&str]| {
        let others = list("Code", 0..10, |n| format!("K{n}"));
        let ann = |code: &&str| format!("Ann,ann@example.org,{code}\n");
        others + &codes.iter().map(ann).collect::<String>()
    };
    let mut evening = Evening::with(&rows(&["A1", "A2"]));
    let answer = import(&mut evening, &rows(&["A1", "B2", "B3"]));
    assert_eq!(counts(&answer), [1, 1, 11, 0, 0]);
    assert_ne!(evening.scan("A2").verdict, Verdict::Admitted);
    for code in ["A1", "B2", "B3"] {
        assert_eq!(evening.scan(code).verdict, Verdict::Admitted, "{code}");
    }
    let answer = evening.import_with(&rows(&["C1"]), Missing::Gone);
    assert_eq!(answer.added, 0);
    assert_eq!(
        answer.flagged.len(),
        2,
        "two of three are missing, and are in"
    );
}

#[test]
fn speakers_with_codes_of_their_own_are_another_list() {
    let mut evening = Evening::with(&list("Code", 0..20, |n| format!("A{n}")));
    let answer = import(&mut evening, &list("Code", 17..23, |n| format!("S{n}")));
    assert_eq!(counts(&answer), [6, 0, 0, 0, 0]);
    for code in ["A17", "S17"] {
        assert_eq!(evening.scan(code).verdict, Verdict::Admitted, "{code}");
    }
}

/// As a spreadsheet spoils long numbers.
const SPOILT: &str = "1.00000E+20";

fn long(spoilt: &[usize], refused: usize) -> String {
    list("Code,Status", 0..40, |n| {
        let code = match spoilt.contains(&n) {
            true => SPOILT.to_owned(),
            false => (100_000_000_000_000_000_000 + n as u128).to_string(),
        };
        format!("{code},{}", if n == refused { "cancelled" } else { "ok" })
    })
}

#[test]
fn a_refusal_with_a_spoilt_code_is_its_guests() {
    let all: Vec<_> = (0..40).collect();
    for spoilt in [&[3, 7][..], &[3], &all] {
        let mut evening = Evening::with(&long(&[], 99));
        let answer = import(&mut evening, &long(spoilt, 3));
        assert_eq!((answer.added, answer.cancelled), (0, 1), "{answer:?}");
        assert_eq!(answer.rejected_rows as usize, spoilt.len() - 1);
        assert_eq!(evening.view("P3").status, Status::Cancelled);
        let verdict = evening.scan("100000000000000000003").verdict;
        assert_eq!(verdict, Verdict::Revoked);
        assert_eq!(
            evening.scan("100000000000000000007").verdict,
            Verdict::Admitted
        );
        let answer = import(&mut evening, &long(&[], 3));
        assert_eq!((answer.added, answer.gone, answer.rejected_rows), (0, 0, 0));
        assert_eq!(evening.view("P3").status, Status::Cancelled);
        let less = evening.import_with(&long(&[], 99).replace("P5,", "Q5,"), Missing::Gone);
        assert_eq!(
            (less.back, less.gone + less.added),
            (1, 0),
            "known by the code"
        );
    }
}
