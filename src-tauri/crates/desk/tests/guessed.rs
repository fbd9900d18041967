//! Columns that say by their cells what they are, from one import to the next.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Evening, counts};
use lanyard_desk_core::{
    AttendeeChange, Field, Mapping, Place,
    answers::{ColumnPlace, ImportPreview, Status, Verdict},
};

/// A list of eight guests; what is said of some stands beside their names.
fn list(titles: &str, without: &[&str], said: &[(&str, &str)], else_: &str) -> String {
    let names = ["Ana", "Bea", "Cem", "Dora", "Emil", "Fay", "Gus", "Hana"];
    let mut text = format!("{titles}\n");
    for name in names.iter().filter(|name| !without.contains(name)) {
        let word = said.iter().find(|(one, _)| one == name);
        let word = word.map_or(else_, |(_, word)| word);
        let email = match titles.matches(',').count() {
            1 => String::new(),
            _ => format!("{}@example.org,", name.to_lowercase()),
        };
        text += &format!("{name},{email}{word}\n");
    }
    text
}

const WITH_EMAIL: &str = "Nombre,Correo,Estado";

#[test]
fn whom_the_list_cancels_does_not_come_in_though_no_title_says_so() {
    let mut evening = Evening::new();
    let answer = evening.import(&list(WITH_EMAIL, &[], &[("Dora", "Baja")], "Alta"));
    assert_eq!(counts(&answer), [8, 0, 0, 0, 0]);
    assert_eq!(answer.guessed.len(), 1);
    assert_eq!(evening.view("Dora").status, Status::Cancelled);
    assert_eq!(evening.view("Ana").status, Status::Confirmed);
}

#[test]
fn it_is_the_same_list_whether_somebody_is_refused_or_not() {
    for titles in [WITH_EMAIL, "Nombre,Estado"] {
        let mut evening = Evening::new();
        evening.import(&list(titles, &[], &[], "Alta"));
        let other = list(titles, &["Hana"], &[], "Alta");
        // Now somebody is, and Hana has left.
        let ida = match titles {
            WITH_EMAIL => "Ida,ida@example.org,Baja\n",
            _ => "Ida,Baja\n",
        };
        let refused = format!("{other}{ida}");
        let answer = evening.import(&refused);
        assert_eq!(answer.guessed.len(), 1, "{titles}: {answer:?}");
        assert_eq!(counts(&answer), [1, 0, 7, 1, 0], "{titles}");
        assert_eq!(evening.view("Hana").status, Status::Gone);
        assert_eq!(evening.view("Ida").status, Status::Cancelled);
        // And nobody any more.
        let answer = evening.import(&other);
        assert_eq!(answer.guessed, [], "{titles}");
        assert_eq!(counts(&answer), [0, 0, 7, 0, 0], "{titles}");
        assert_eq!(evening.view("Ida").status, Status::Cancelled, "as before");
    }
}

#[test]
fn whoever_comes_again_does_though_nobody_is_refused_any_more() {
    let mut evening = Evening::new();
    evening.import(&list(
        WITH_EMAIL,
        &[],
        &[("Dora", "Baja"), ("Emil", "Pendiente")],
        "Alta",
    ));
    let answer = evening.import(&list(WITH_EMAIL, &[], &[("Emil", "Pago recibido")], "Alta"));
    assert_eq!(answer.guessed, [], "nobody is refused");
    assert_eq!(counts(&answer), [0, 2, 6, 0, 0]);
    assert_eq!(evening.view("Dora").status, Status::Confirmed);
    assert_eq!(evening.view("Emil").status, Status::Confirmed);
    let code = evening.code("Dora");
    assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
}

#[test]
fn a_merged_guest_comes_again_by_a_list_that_refuses_nobody_any_more() {
    let leading = "name,email,status,company\nDora K,k@example.org,cancelled,Engines\n";
    for keeps in ["Dora", "Dora K"] {
        let mut evening = Evening::with(leading);
        evening.import(&list(WITH_EMAIL, &[], &[], "Alta"));
        let other = if keeps == "Dora" { "Dora K" } else { "Dora" };
        let (keep, gone) = (evening.id(keeps), evening.id(other));
        evening.desk.merge_guests(&keep, &gone).unwrap();
        assert_eq!(evening.view(keeps).status, Status::Confirmed);
        evening.import(&list(WITH_EMAIL, &[], &[("Dora", "Baja")], "Alta"));
        assert_eq!(evening.view(keeps).status, Status::Cancelled, "{keeps}");
        evening.import(&list(WITH_EMAIL, &[], &[], "Alta"));
        assert_eq!(evening.view(keeps).status, Status::Confirmed, "{keeps}");
    }
}

#[test]
fn what_was_decided_here_outlives_a_column_that_says_nothing_any_more() {
    let mut evening = Evening::new();
    evening.import(&list(
        WITH_EMAIL,
        &[],
        &[("Dora", "Baja"), ("Emil", "Baja")],
        "Alta",
    ));
    let waits = AttendeeChange {
        status: Some(lanyard_desk_core::Status::Waitlist),
        ..AttendeeChange::default()
    };
    evening.edit("Emil", &waits);
    evening.import(&list(WITH_EMAIL, &[], &[], "Alta"));
    assert_eq!(evening.view("Dora").status, Status::Confirmed);
    assert_eq!(evening.view("Emil").status, Status::Waitlist, "edited");
}

#[test]
fn a_column_of_states_loses_and_rejects_nobody_when_it_fills() {
    let mut evening = Evening::new();
    let titles = "Name,Email,State";
    evening.import(&list(titles, &[], &[], ""));
    let states = [
        ("Ana", "CA"),
        ("Bea", "NY"),
        ("Cem", "TX"),
        ("Dora", "OK"),
        ("Emil", "KS"),
    ];
    let answer = evening.import(&list(titles, &["Hana"], &states, "IN"));
    assert_eq!(counts(&answer), [0, 7, 0, 1, 0], "{answer:?}");
    assert_eq!(answer.guessed, []);
    assert_eq!(evening.view("Hana").status, Status::Gone);
    assert_eq!(evening.view("Dora").status, Status::Confirmed);
}

#[test]
fn of_two_columns_that_refuse_both_do_unless_somebody_says_which() {
    let list = "Name,Teilnahme,Buchungsstatus\nAna,ja,storniert\nBea,nein,bezahlt\n";
    let mut evening = Evening::new();
    let answer = evening.import(list);
    assert_eq!(answer.guessed.len(), 2);
    assert_eq!(evening.view("Ana").status, Status::Cancelled);
    assert_eq!(evening.view("Bea").status, Status::Declined);
    let mut evening = Evening::new();
    let path = evening.path("list.csv");
    fs::write(&path, list).unwrap();
    let map = [Mapping {
        column: "Buchungsstatus".into(),
        place: Place::Field(Field::Status),
    }];
    assert_eq!(evening.desk.import(&path, &map, false).unwrap().added, 2);
    assert_eq!(evening.view("Ana").status, Status::Cancelled);
    assert_eq!(evening.view("Bea").status, Status::Confirmed);
}

fn preview(evening: &mut Evening, list: &str, map: &[Mapping]) -> ImportPreview {
    let path = evening.path("list.csv");
    fs::write(&path, list).unwrap();
    evening.desk.preview_import(&path, map).unwrap()
}

#[test]
fn a_column_of_addresses_is_told_and_taken_only_when_somebody_says_so() {
    let mut evening = Evening::new();
    let list = "Name,Company,Kontakt\nAna,A,a@example.org\nBea,B,b@example.org\nCem,C,0171\n";
    let kontakt = ColumnPlace {
        column: "Kontakt".into(),
        place: "email".into(),
    };
    let ahead = preview(&mut evening, list, &[]);
    assert_eq!(ahead.answer.suggested, std::slice::from_ref(&kontakt));
    assert_eq!((ahead.problem, ahead.answer.added), (None, 3));
    let answer = evening.import(list);
    assert_eq!(answer.suggested, [kontakt]);
    assert_eq!(evening.view("Ana").email, "");
    let more = format!("{list}Dora,D,0173\nEva,E,0174\n");
    let answer = evening.import(&more);
    assert_eq!(counts(&answer), [2, 0, 3, 0, 0], "nobody is there twice");
    assert_eq!(answer.suggested, [], "most are none now");
    evening.id("Ana");

    let map = [Mapping {
        column: "Kontakt".into(),
        place: Place::Field(Field::Email),
    }];
    let mut evening = Evening::new();
    let said = preview(&mut evening, &list.replace("0171", ""), &map);
    assert_eq!(said.answer.suggested, []);
    assert_eq!(said.answer.columns[2].place, "email");
}
