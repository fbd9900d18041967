//! Spreadsheets that get a column or lose one: they are the list that they were, and a part of one
//! marks nobody as gone unasked.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::ops::Range;

use common::{Evening, counts};
use lanyard_desk_core::{
    DeskError,
    answers::{ImportAnswer, Missing, Status, Verdict},
};

/// Rows of the people of this word and these numbers.
fn list(columns: &str, word: &str, people: Range<usize>, row: impl Fn(usize) -> String) -> String {
    people.fold(format!("Name,Email{columns}\n"), |list, n| {
        list + &format!("{word}{n},{word}{n}@example.org{}\n", row(n))
    })
}

fn codes(people: Range<usize>) -> String {
    list(",Code", "P", people, |n| format!(",A{n}"))
}

fn tables(people: Range<usize>) -> String {
    list(",Code,Table", "P", people, |n| format!(",A{n},T{}", n % 9))
}

fn names(people: Range<usize>) -> String {
    list("", "P", people, |_| String::new())
}

fn meals(people: Range<usize>) -> String {
    list(",Meal", "P", people, |_| ",soup".into())
}

/// What the preview would ask before anybody is gone by this list; takes it in where it would not.
fn import(evening: &mut Evening, list: &str) -> Result<ImportAnswer, usize> {
    let path = evening.path("list.csv");
    std::fs::write(&path, list).unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap();
    match evening.desk.import(&path, &[], false) {
        Ok(answer) => {
            assert!(!preview.many_gone);
            assert_eq!(counts(&preview.answer), counts(&answer));
            assert!(evening.desk.check().unwrap().ok);
            Ok(answer)
        }
        Err(DeskError::ManyGone { gone, .. }) => {
            assert!(preview.many_gone);
            Err(gone)
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_list_that_gets_or_loses_a_column_is_the_same() {
    type List = fn(Range<usize>) -> String;
    let ways: [[List; 2]; 4] = [
        [codes, tables],
        [tables, codes],
        [names, meals],
        [meals, names],
    ];
    for [before, after] in ways {
        let mut evening = Evening::with(&before(0..40));
        assert_eq!(import(&mut evening, &after(0..20)), Err(20), "it asks");
        let answer = import(&mut evening, &after(0..39)).unwrap();
        assert_eq!((answer.added, answer.gone), (0, 1));
        assert_eq!(evening.view("P39").status, Status::Gone);
        for list in [before, after] {
            let answer = import(&mut evening, &list(0..39)).unwrap();
            assert_eq!((answer.added, answer.gone), (0, 0));
        }
        let answer = import(&mut evening, &after(0..60)).unwrap();
        assert_eq!((answer.added, answer.gone, answer.back), (20, 0, 1));
        let answer = import(&mut evening, &before(0..59)).unwrap();
        assert_eq!((answer.added, answer.gone), (0, 1));
    }
}

#[test]
fn codes_may_change_with_the_columns() {
    let mut evening = Evening::with(&codes(0..20));
    for all in [false, true] {
        let list = list(",Code,Table", "P", 0..20, |n| match all || n > 14 {
            true => format!(",B{n},T"),
            false => format!(",A{n},T"),
        });
        let answer = import(&mut evening, &list).unwrap();
        assert_eq!((answer.added, answer.gone), (0, 0));
        let old = evening.scan("A17").verdict;
        assert_eq!(old, Verdict::Unknown);
        let first = evening.scan("A7").verdict;
        assert_eq!(
            first,
            if all {
                Verdict::Unknown
            } else {
                Verdict::Admitted
            }
        );
    }
    assert_eq!(evening.scan("B7").verdict, Verdict::AlreadyIn);
    assert_eq!(evening.scan("B17").verdict, Verdict::Admitted);
}

#[test]
fn a_few_of_many_are_a_list_of_their_own() {
    let mut evening = Evening::with(&codes(0..400));
    let answer = import(&mut evening, &tables(0..20)).unwrap();
    assert_eq!((answer.added, answer.gone), (0, 0));
    let answer = import(&mut evening, &codes(0..400)).unwrap();
    assert_eq!((answer.added, answer.gone), (0, 0));
    // The list has got the column by now.
    let answer = import(&mut evening, &tables(0..399)).unwrap();
    assert_eq!((answer.added, answer.gone), (0, 1));
}

#[test]
fn speakers_among_the_guests_are_another_list() {
    let mut evening = Evening::with(&names(0..40));
    let speakers = list(",Meal", "P", 37..43, |_| ",soup".into());
    let answer = import(&mut evening, &speakers).unwrap();
    assert_eq!((answer.added, answer.gone), (3, 0));
    for list in [names(0..40), speakers] {
        let answer = import(&mut evening, &list).unwrap();
        assert_eq!((answer.added, answer.gone), (0, 0));
    }
    // And the other way round.
    let mut evening = Evening::with(&list(",Meal", "P", 0..10, |_| ",soup".into()));
    assert_eq!(
        import(&mut evening, &names(1..60)),
        Err(1),
        "it asks about a single one"
    );
    let path = evening.path("list.csv");
    let job = evening.desk.import_job(&path, &[], Missing::Stay).unwrap();
    job.run().unwrap();
    evening.desk.refresh().unwrap();
    assert_eq!(evening.view("P0").status, Status::Confirmed);
}

#[test]
fn other_columns_make_another_list() {
    let mut evening = Evening::with(&tables(0..40));
    let other = list(",Code,Meal", "P", 0..30, |n| format!(",A{n},soup"));
    let answer = import(&mut evening, &other).unwrap();
    assert_eq!((answer.added, answer.gone), (0, 0));
    assert_eq!(evening.scan("A35").verdict, Verdict::Admitted);
}
