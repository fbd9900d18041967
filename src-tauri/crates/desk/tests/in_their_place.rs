//! What a guest had answered is no answer of whoever comes in their place.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::answers::Substitute;

fn list(diet: &str) -> String {
    format!("name,email,company,Diet\nAda,a@example.org,Engines,{diet}\nBo,b@example.org,,none\n")
}

fn comes(evening: &mut Evening, id: &str, name: &str) -> usize {
    let by = Substitute {
        name: name.into(),
        ..Substitute::default()
    };
    let answer = evening.desk.substitute(id, &by, None).unwrap();
    answer.attendee.unwrap().answers.len()
}

fn answers(evening: &mut Evening, id: &str) -> Vec<String> {
    let guest = evening.desk.attendee(id).unwrap();
    guest.answers.into_iter().map(|one| one.answer).collect()
}

#[test]
fn whoever_comes_instead_was_asked_nothing_and_undo_brings_the_answers_back() {
    let mut evening = Evening::with(&list("no nuts"));
    evening.desk.set_question("Diet", true, true).unwrap();
    let id = evening.id("Ada");
    assert_eq!(comes(&mut evening, &id, "Mary"), 0, "the door shows none");
    assert_eq!(answers(&mut evening, &id), [] as [String; 0]);
    assert!(evening.desk.find("nuts").unwrap().is_empty());
    // The list still says what Ada eats.
    evening.import(&list("no nuts, no fish"));
    assert_eq!(answers(&mut evening, &id), [] as [String; 0]);
    let row = evening.desk.log().unwrap().pop().unwrap();
    assert_eq!(row.text.as_deref(), Some("Ada → Mary"));
    evening.desk.undo(Some(row.row.into()), None).unwrap();
    assert_eq!(evening.view("Ada").id, id);
    assert_eq!(answers(&mut evening, &id), ["no nuts"]);
    assert_eq!(evening.desk.find("nuts").unwrap().len(), 1);
    // And the list speaks of Ada again.
    evening.import(&list("vegan"));
    assert_eq!(answers(&mut evening, &id), ["vegan"]);
}

#[test]
fn an_import_that_is_taken_back_gives_them_to_nobody_else() {
    let mut evening = Evening::with(&list("no nuts"));
    let id = evening.id("Ada");
    let import = evening.import(&list("vegan")).import;
    comes(&mut evening, &id, "Mary");
    evening.desk.undo_import(import.map(i64::from)).unwrap();
    assert_eq!(answers(&mut evening, &id), [] as [String; 0]);
}
