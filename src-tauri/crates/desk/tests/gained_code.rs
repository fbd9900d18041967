//! Lists that get a column by which their guests are known, and had none before.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::answers::{ImportAnswer, Missing, Status, Verdict};

const BEFORE: &str = "name,email,company\nAda,a@example.org,Engines\nBo,b@example.org,\n\
    Cy,c@example.org,\n";
const AFTER: &str = "name,email,company,code\nAda,a@example.org,Looms,C1\nBo,b@example.org,,C2\n\
    Cy,c@example.org,,C3\n";

fn numbers(answer: &ImportAnswer) -> [u32; 5] {
    let ImportAnswer {
        added,
        updated,
        unchanged,
        gone,
        rejected_rows,
        ..
    } = answer;
    [*added, *updated, *unchanged, *gone, *rejected_rows]
}

#[test]
fn guests_are_the_same_when_their_list_gets_codes() {
    let ids = AFTER.replace(",code", ",attendee id");
    for after in [AFTER, &ids] {
        let mut evening = Evening::with(BEFORE);
        let (id, ours) = (evening.id("Ada"), evening.code("Ada"));
        evening.scan(&ours);
        let path = evening.path("list.csv");
        std::fs::write(&path, after).unwrap();
        let preview = evening.desk.preview_import(&path, &[]).unwrap();
        let codes = u32::from(after == AFTER);
        let first = [0, 1 + 2 * codes, 2 - 2 * codes, 0, 0];
        assert_eq!(numbers(&preview.answer), first, "{after}");
        assert_eq!(numbers(&evening.import(after)), first, "{after}");
        let ada = evening.view("Ada");
        assert_eq!((ada.id, ada.company.as_str()), (id, "Looms"));
        assert_eq!(evening.scan(&ours).verdict, Verdict::AlreadyIn);
        if codes == 1 {
            assert_eq!(evening.scan("C1").verdict, Verdict::AlreadyIn);
            assert_eq!(evening.scan("C2").verdict, Verdict::Admitted);
        }
        assert_eq!(numbers(&evening.import(after)), [0, 0, 3, 0, 0], "again");
        // It is the same list: who is missing from it is gone.
        let less = after.lines().filter(|row| !row.starts_with("Cy"));
        let less: String = less.map(|row| format!("{row}\n")).collect();
        assert_eq!(numbers(&evening.import(&less)), [0, 0, 2, 1, 0]);
        assert_eq!(evening.view("Cy").status, Status::Gone);
        assert!(evening.desk.check().unwrap().ok);
    }
}

#[test]
fn guests_are_the_same_when_an_empty_column_is_filled() {
    let empty = AFTER.replace("C1", "").replace("C2", "").replace("C3", "");
    let mut evening = Evening::with(&empty);
    assert_eq!(numbers(&evening.import(AFTER)), [0, 3, 0, 0, 0]);
    assert_eq!(numbers(&evening.import(AFTER)), [0, 0, 3, 0, 0]);
    // Some may still have none.
    let some = AFTER.replace("C3", "");
    assert_eq!(numbers(&evening.import(&some))[..2], [0, 1]);
    assert_eq!(numbers(&evening.import(AFTER))[..2], [0, 1]);
    let less = evening.import_with(
        "name,email,company,code\nAda,a@example.org,Looms,C1\n",
        Missing::Gone,
    );
    assert_eq!(less.gone, 2);
}

#[test]
fn who_has_two_tickets_there_is_one_guest_more() {
    let mut evening = Evening::with(BEFORE);
    let id = evening.id("Ada");
    let two = format!("{AFTER}Ada,a@example.org,Looms,C4\n");
    assert_eq!(numbers(&evening.import(&two))[0], 1);
    let first = evening.scan("C1").attendee.unwrap().id;
    assert_eq!(first, id, "the first row is the guest that there was");
    assert_ne!(evening.scan("C4").attendee.unwrap().id, id);
    assert_eq!(numbers(&evening.import(&two)), [0, 0, 4, 0, 0]);
}

#[test]
fn whoever_has_another_code_by_now_is_the_same_guest() {
    let mut evening = Evening::with(AFTER);
    let other = evening.import_with(
        "name,email,company,code\nAda,a@example.org,Looms,C9\nBo,b@example.org,,C2\n\
         Cy,c@example.org,,C3\n",
        Missing::Gone,
    );
    assert_eq!(numbers(&other), [0, 1, 2, 0, 0]);
    assert_eq!(evening.scan("C1").verdict, Verdict::Unknown);
    assert_eq!(evening.scan("C9").verdict, Verdict::Admitted);
}

#[test]
fn the_column_is_taken_back() {
    let mut evening = Evening::with(BEFORE);
    let before = format!("{:?}", evening.view("Ada"));
    for _ in 0..2 {
        evening.import(AFTER);
        let undone = evening.desk.undo_import(None).unwrap();
        assert_eq!((undone.removed, undone.kept, undone.restored), (0, 0, 3));
        assert_eq!(format!("{:?}", evening.view("Ada")), before);
        assert_eq!(evening.scan("C1").verdict, Verdict::Unknown);
    }
    assert_eq!(numbers(&evening.import(BEFORE)), [0, 0, 3, 0, 0]);
}

#[test]
fn a_long_list_gets_codes() {
    let list = |code: bool| {
        let rows = (0..5_000).map(|n| match code {
            true => format!("Guest {n},g{n}@example.org,K{n}\n"),
            false => format!("Guest {n},g{n}@example.org\n"),
        });
        let header = if code {
            "name,email,code\n"
        } else {
            "name,email\n"
        };
        rows.fold(header.to_owned(), |list, row| list + &row)
    };
    let mut evening = Evening::with(&list(false));
    assert_eq!(numbers(&evening.import(&list(true))), [0, 5_000, 0, 0, 0]);
    assert_eq!(numbers(&evening.import(&list(true))), [0, 0, 5_000, 0, 0]);
}
