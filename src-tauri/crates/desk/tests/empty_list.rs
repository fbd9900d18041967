//! Lists with columns and nobody in them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::{
    DeskError,
    answers::{ImportAnswer, Missing, ProblemKind},
};

const EMPTY: &str = "name,email,company\n";

fn import(evening: &mut Evening, list: &str, missing: Missing) -> Result<ImportAnswer, DeskError> {
    let path = evening.path("list.csv");
    std::fs::write(&path, list).unwrap();
    let answer = evening.desk.import_job(&path, &[], missing).unwrap().run();
    evening.desk.refresh().unwrap();
    answer
}

#[test]
fn a_first_list_without_guests_is_an_error() {
    let mut evening = Evening::new();
    for list in [EMPTY, "name,email,company\n\n , ,\n"] {
        let refused = import(&mut evening, list, Missing::Ask).unwrap_err();
        assert!(matches!(refused, DeskError::NoGuests(_)), "{refused}");
        assert_eq!(refused.kind(), ProblemKind::BadInput);
        let path = evening.path("list.csv");
        let preview = evening.desk.preview_import(&path, &[]).unwrap();
        assert!(preview.problem.unwrap().message.contains("no guests"));
        assert_eq!(preview.answer.columns.len(), 3, "and its columns are shown");
        let rehearsed = evening.desk.import(&path, &[], true).unwrap_err();
        assert!(matches!(rehearsed, DeskError::NoGuests(_)));
    }
    assert!(
        evening.desk.imports().unwrap().is_empty(),
        "no import is numbered"
    );
}

#[test]
fn a_list_that_has_lost_all_guests_asks_however_few_they_were() {
    for rows in [
        "Ada,a@example.org,\n",
        "Ada,a@example.org,\nBo,b@example.org,\n",
    ] {
        let mut evening = Evening::with(&format!("{EMPTY}{rows}"));
        let asked = import(&mut evening, EMPTY, Missing::Ask).unwrap_err();
        let all = rows.lines().count();
        match asked {
            DeskError::ManyGone { gone, of } => assert_eq!((gone, of as usize), (all, all)),
            other => panic!("{other}"),
        }
        let path = evening.path("list.csv");
        let preview = evening.desk.preview_import(&path, &[]).unwrap();
        assert!(preview.many_gone && preview.problem.is_none());
        let part = import(&mut evening, EMPTY, Missing::Stay).unwrap_err();
        assert!(matches!(part, DeskError::NoGuests(_)), "a part with nobody");
        assert_eq!(evening.desk.imports().unwrap().len(), 1);
        let gone = import(&mut evening, EMPTY, Missing::Gone).unwrap().gone;
        assert_eq!(gone as usize, all);
        let again = import(&mut evening, EMPTY, Missing::Ask).unwrap_err();
        assert!(matches!(again, DeskError::NoGuests(_)), "nobody is left");
    }
}

#[test]
fn of_two_lists_of_the_same_columns_an_empty_one_is_neither() {
    let mut evening = Evening::with(&format!("{EMPTY}Ada,a@example.org,\n"));
    evening.import(&format!("{EMPTY}Speaker,s@example.org,\n"));
    let refused = import(&mut evening, EMPTY, Missing::Gone).unwrap_err();
    assert!(matches!(refused, DeskError::NoGuests(_)));
    let other = import(&mut evening, "name,email,role\n", Missing::Ask).unwrap_err();
    assert!(
        matches!(other, DeskError::NoGuests(_)),
        "nor one of other columns"
    );
}
