//! What Undo takes back: what was done here, not what another program did beside it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST, options};
use lanyard_desk_core::{Desk, DeskError, Direction};

/// Another program of the same user on the same file, which is the same desk in the log.
fn beside(evening: &Evening) -> Desk {
    let options = options(&evening.folder, &evening.clock, 1);
    Desk::open(evening.desk.path(), options).unwrap()
}

#[test]
fn undo_takes_back_what_was_done_here() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    let oak = evening.id("Łukasz Ó Súilleabháin");
    evening.scan(&ada);
    let mut other = beside(&evening);
    other.admit(&oak, Direction::In, None, None).unwrap();
    let undone = evening.desk.undo(None, None).unwrap();
    assert_eq!(undone.name.as_deref(), Some("Ada Lovelace"));
    let nothing = evening.desk.undo(None, None).unwrap_err();
    assert!(
        matches!(nothing, DeskError::NothingToUndo),
        "the other program's entry stays: {nothing}"
    );
    let undone = other.undo(None, None).unwrap();
    assert_eq!(undone.name.as_deref(), Some("Łukasz Ó Súilleabháin"));
}

#[test]
fn a_row_of_another_program_is_taken_back_where_it_is_named() {
    let mut evening = Evening::with(LIST);
    let oak = evening.id("Łukasz Ó Súilleabháin");
    let mut other = beside(&evening);
    let let_in = other.admit(&oak, Direction::In, None, None).unwrap();
    evening.desk.undo(Some(let_in.row.into()), None).unwrap();
    assert_eq!(evening.desk.counts().unwrap().inside, 0);
}

#[test]
fn after_a_restart_what_stood_there_is_taken_back() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    let mut evening = evening.reopened(1);
    let undone = evening.desk.undo(None, None).unwrap();
    assert_eq!(undone.name.as_deref(), Some("Ada Lovelace"));
}
