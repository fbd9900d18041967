//! Lists whose columns say of a payment that it is made, open or given back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::Evening;
use lanyard_desk_core::answers::{ColumnPlace, ImportAnswer, Settlement, Status, Verdict};

const HEADER: &str = "Name,E-Mail,Zahlungsstatus\n";

fn list(rows: &[(&str, &str)]) -> String {
    let row = |(name, word): &(&str, &str)| {
        format!("{name},{}@example.org,{word}\n", name.to_lowercase())
    };
    HEADER.to_owned() + &rows.iter().map(row).collect::<String>()
}

fn counts(answer: &ImportAnswer) -> [u32; 4] {
    [answer.added, answer.updated, answer.unchanged, answer.gone]
}

#[test]
fn the_door_says_who_has_yet_to_pay_and_who_was_given_their_money_back() {
    let mut evening = Evening::new();
    let rows = list(&[("Ana", "bezahlt"), ("Bea", "offen"), ("Cem", "erstattet")]);
    let path = evening.path("list.csv");
    fs::write(&path, &rows).unwrap();
    let ahead = evening.desk.import(&path, &[], true).unwrap();
    let payment = ColumnPlace {
        column: "Zahlungsstatus".into(),
        place: "payment".into(),
    };
    assert_eq!(ahead.guessed, [payment], "a dry run says so");
    let answer = evening.import(&rows);
    assert_eq!(counts(&answer), [3, 0, 0, 0]);
    assert_eq!(evening.view("Cem").status, Status::Refunded);
    let (ana, bea) = (evening.code("Ana"), evening.code("Bea"));
    assert_eq!(evening.scan(&ana).verdict, Verdict::Admitted);
    let refused = evening.scan(&bea);
    assert_eq!(refused.verdict, Verdict::Unpaid);
    assert_eq!(refused.detail.due, None, "nobody says how much");
    assert_eq!(evening.view("Bea").tickets[0].due.as_deref(), Some(""));
    let paid = evening.settle(&refused, &Settlement::Paid);
    assert_eq!(paid.verdict, Verdict::Admitted);
    assert_eq!(evening.view("Bea").tickets[0].due, None);
}

#[test]
fn whoever_pays_or_is_given_the_money_back_later_is_the_same_guest() {
    let mut evening = Evening::new();
    evening.import(&list(&[
        ("Ana", "bezahlt"),
        ("Bea", "offen"),
        ("Cem", "offen"),
    ]));
    let cem = evening.code("Cem");
    let later = list(&[("Ana", "bezahlt"), ("Bea", "bezahlt"), ("Cem", "storniert")]);
    let answer = evening.import(&later);
    assert_eq!(counts(&answer), [0, 2, 1, 0]);
    let bea = evening.code("Bea");
    assert_eq!(evening.scan(&bea).verdict, Verdict::Admitted);
    assert_eq!(evening.scan(&cem).verdict, Verdict::Revoked);
    // And all have paid by now.
    let names = [("Ana", "bezahlt"), ("Bea", "bezahlt"), ("Cem", "bezahlt")];
    assert_eq!(counts(&evening.import(&list(&names))), [0, 1, 2, 0]);
    assert_eq!(evening.view("Cem").status, Status::Confirmed);
}

#[test]
fn a_list_of_which_nothing_was_known_is_the_same_once_it_says_something() {
    let mut evening = Evening::new();
    let before = "Name,E-Mail,Preis,Zahlungsstatus\nAna,a@x.it,5 EUR,?\nBea,b@x.it,5 EUR,?\n";
    assert_eq!(counts(&evening.import(before)), [2, 0, 0, 0]);
    let answer = evening.import(&before.replacen('?', "offen", 1).replace('?', "bezahlt"));
    assert_eq!(counts(&answer), [0, 2, 0, 0]);
    let due = evening.view("Ana").tickets[0].due.clone();
    assert_eq!(due.as_deref(), Some("5.00 EUR"));
    assert_eq!(evening.view("Bea").tickets[0].due, None);
}
