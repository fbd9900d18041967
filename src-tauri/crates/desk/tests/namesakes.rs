//! Guests whose names sound alike, and a walk-in who has the name of a guest.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::{
    DeskError,
    answers::{NewGuest, ProblemKind, Verdict},
};

#[test]
fn who_is_found_as_the_same_sounds_the_same() {
    let list = "name,email,company\n\
        Anna Müller,a@example.org,Alpha\n\
        Anna Müller,b@example.org,Beta\n\
        Anna Mueller,c@example.org,Gamma\n\
        Anne Miller,d@example.org,Delta\n";
    let mut evening = Evening::with(list);
    for query in ["anna mueller", "Anna Müller", "anna muller"] {
        let found = evening.desk.find(query).unwrap();
        let first = found[0].sounds.clone();
        let alike: Vec<_> = found.iter().filter(|one| one.sounds == first).collect();
        assert_eq!(alike.len(), 3, "{query}: {found:?}");
    }
}

fn guest(name: &str, another: bool) -> NewGuest {
    NewGuest {
        name: name.into(),
        another,
        ..NewGuest::default()
    }
}

#[test]
fn a_walk_in_of_an_expected_name_has_to_be_another() {
    let mut evening = Evening::with(LIST);
    let error = evening
        .desk
        .walk_in(&guest("ada  lovelace", false), None)
        .unwrap_err();
    assert_eq!(error.kind(), ProblemKind::Namesake);
    assert!(matches!(error, DeskError::Namesake(name) if name == "Ada Lovelace"));
    assert_eq!(evening.desk.find("Ada").unwrap().len(), 1, "nobody is new");
    let other = evening
        .desk
        .walk_in(&guest("Ada Lovelace", true), None)
        .unwrap();
    assert_eq!(other.verdict, Verdict::Admitted);
    assert_eq!(evening.desk.find("Ada").unwrap().len(), 2);
}

#[test]
fn who_is_in_already_keeps_nobody_of_that_name_out() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    let other = evening
        .desk
        .walk_in(&guest("Ada Lovelace", false), None)
        .unwrap();
    assert_eq!(other.verdict, Verdict::Admitted);
}
