//! Rows that are not taken, and what is said of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::Evening;
use lanyard_desk_core::{
    Texts,
    answers::{ExportWhat, ImportAnswer, NewGuest, Status, Why},
};

fn reasons(answer: &ImportAnswer) -> Vec<(u32, &str)> {
    let rows = answer.rejected.iter();
    rows.map(|row| (row.line, row.reason.as_str())).collect()
}

fn guests(numbers: impl Iterator<Item = usize>) -> String {
    numbers.fold("name,email,company\n".to_owned(), |list, number| {
        list + &format!("Guest {number},g{number}@example.org,\n")
    })
}

#[test]
fn one_code_of_two_guests_is_called_so() {
    let mut evening = Evening::new();
    let answer = evening.import(
        "name,email,code\n\
         Ada,a@example.org,C1\n\
         Bo,b@example.org,C1\n\
         Cy,,C2\n\
         Di,,C2\n",
    );
    assert_eq!(answer.added, 2);
    let because = |line| {
        format!("its code is that of another guest, on line {line}: each needs one of their own")
    };
    assert_eq!(
        reasons(&answer),
        [(3, because(2).as_str()), (5, because(4).as_str())]
    );
    let mut evening = Evening::new();
    let answer = evening
        .import("name,email,source_id,code\nAda,a@example.org,G1,C1\nBo,b@example.org,G2,C1\n");
    assert_eq!(reasons(&answer), [(3, because(2).as_str())]);
}

#[test]
fn a_guest_who_stands_twice_and_one_who_contradicts() {
    let mut evening = Evening::new();
    let list = "name,email,company\n\
         Ada,a@example.org,Engines\n\
         Bo,b@example.org,\n\
         ada,A@example.org,Looms\n\
         Bo,b@example.org,\n";
    let expected = [
        (
            4,
            "it differs from line 2, which is about the same guest and counts",
        ),
        (5, "it stands twice: line 3 says the same"),
    ];
    let answer = evening.import(list);
    assert_eq!(answer.added, 2);
    assert_eq!(reasons(&answer), expected);
    let answer = evening.import(list);
    assert_eq!(answer.unchanged, 2);
    assert_eq!(reasons(&answer), expected, "of known guests too");
    let ada = evening.id("Ada");
    assert_eq!(evening.desk.attendee(&ada).unwrap().company, "Engines");
}

#[test]
fn who_stays_for_rows_that_cannot_be_read_is_counted() {
    let mut evening = Evening::with(&guests(0..20));
    let spoilt = guests(3..20) + "Guest 0,no address,\n";
    let path = evening.path("list.csv");
    fs::write(&path, &spoilt).unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap();
    assert_eq!((preview.answer.spared, preview.answer.gone), (3, 0));
    assert!(!preview.many_gone, "nobody would be gone");
    let answer = evening.import(&spoilt);
    assert_eq!(
        (answer.spared, answer.gone, answer.rejected_rows),
        (3, 0, 1)
    );
    let good = evening.import(&guests(1..20));
    assert_eq!((good.spared, good.gone), (0, 1));
}

/// A desk on which Guest 2 asked to be forgotten on 3 December.
fn forgotten(list: &str) -> Evening {
    let mut evening = Evening::with(list);
    let id = evening.id("Guest 2");
    evening.desk.erase_guest(&id).unwrap();
    evening
}

const WHY: &str = "asked to be forgotten on 3 Dec 2026: add them by hand if they come after all";

#[test]
fn who_asked_to_be_forgotten_does_not_come_back_with_their_list() {
    let mut evening = forgotten(&guests(0..5));
    for _ in 0..2 {
        let answer = evening.import(&guests(0..5));
        assert_eq!((answer.added, answer.unchanged, answer.gone), (0, 4, 0));
        assert_eq!(reasons(&answer), [(4, WHY)]);
    }
    let changed = guests(0..5).replace("g2@example.org,", "g2@example.org,Looms");
    assert_eq!(evening.import(&changed).added, 0, "whatever it says else");
    let path = evening.path("list.csv");
    let preview = evening.desk.preview_import(&path, &[]).unwrap();
    assert_eq!((preview.answer.added, preview.answer.rejected_rows), (0, 1));
    // It is no row that can't be read: others may still be gone by this list.
    let answer = evening.import(&guests(1..5));
    assert_eq!((answer.gone, answer.spared), (1, 0));
    let new = NewGuest {
        name: "Guest 2".into(),
        email: "g2@example.org".into(),
        ..NewGuest::default()
    };
    evening.desk.add_attendee(&new).unwrap();
    let id = evening.id("Guest 2");
    let guest = evening.desk.attendee(&id).unwrap();
    assert_eq!(guest.status, Status::Confirmed, "by hand they may come");
}

#[test]
fn nor_with_another_list_or_our_own_export() {
    let mut evening = Evening::with(
        &guests(0..5)
            .replace("company", "code")
            .replace("g2@example.org,", "g2@example.org,K2"),
    );
    let out = evening.path("out.csv");
    evening
        .desk
        .export(ExportWhat::Guests, &out, Texts::Safe)
        .unwrap();
    let id = evening.id("Guest 2");
    evening.desk.erase_guest(&id).unwrap();
    let answer =
        evening.import("name,email,role\nguest 2,G2@example.org,Poet\nNew,n@example.org,\n");
    assert_eq!((answer.added, reasons(&answer)), (1, vec![(2, WHY)]));
    let answer = evening.import("name,email,role,code\nSomebody,x@example.org,,K2\n");
    assert_eq!(reasons(&answer), [(2, WHY)], "by the code");
    let answer = evening.desk.import(&out, &[], false).unwrap();
    assert_eq!(answer.rejected_rows, 1, "{answer:?}");
    assert!(
        evening
            .desk
            .find("Guest 2")
            .unwrap()
            .iter()
            .all(|found| found.name != "Guest 2")
    );
}

#[test]
fn a_first_list_knows_the_forgotten_too() {
    let mut evening = Evening::new();
    let new = NewGuest {
        name: "Guest 2".into(),
        email: "g2@example.org".into(),
        ..NewGuest::default()
    };
    evening.desk.add_attendee(&new).unwrap();
    let id = evening.id("Guest 2");
    evening.desk.erase_guest(&id).unwrap();
    let answer = evening.import(&guests(0..5));
    assert_eq!((answer.added, reasons(&answer)), (4, vec![(4, WHY)]));
}

#[test]
fn what_is_wrong_is_said_in_a_way_that_can_be_put_into_other_words() {
    let mut evening = Evening::new();
    let answer = evening.import(
        "name,email,code,ticket_type,status,due,Diet\n\
         Ada,a@example.org,C1,,,,\n\
         Bo,b@example.org,C1,,,,\n\
         ,c@example.org,,,,,\n\
         Di,at home,,,,,\n\
         Ed,e@example.org,,Gold,,,\n\
         Fe,f@example.org,,,on the roof,,\n\
         Gus,g@example.org,,,,much,\n\
         Hal,h@example.org,,,,\n",
    );
    let whys: Vec<_> = answer
        .rejected
        .iter()
        .map(|row| (row.line, row.column.as_deref(), row.why.clone()))
        .collect();
    let text = |text: &str| text.to_owned();
    let expected = [
        (3, None, Why::SameCode { line: 2 }),
        (4, Some("name"), Why::NoName),
        (
            5,
            Some("email"),
            Why::NotAnEmail {
                text: text("at home"),
            },
        ),
        (
            6,
            None,
            Why::NoTicketType {
                name: text("Gold"),
                have: text("General, Speaker and Team"),
            },
        ),
        (
            7,
            Some("status"),
            Why::NoStatus {
                text: text("on the roof"),
            },
        ),
        (8, Some("due"), Why::NotAnAmount { text: text("much") }),
        (
            9,
            None,
            Why::Columns {
                found: 6,
                header: 7,
            },
        ),
    ];
    assert_eq!(whys, expected);
    let reason = &answer.rejected[2].reason;
    assert_eq!(reason, "column “email”: “at home” is no e-mail address");
}
