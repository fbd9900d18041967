//! Refusals that nobody has settled, after a restart.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::answers::{ScanAnswer, Settlement, Verdict};

#[test]
fn what_was_left_unsettled_comes_back_after_a_restart() {
    let full = |event: String| event.replace("capacity = 5", "capacity = 1");
    let mut evening = Evening::changed(full, LIST);
    let ada = evening.code("Ada Lovelace");
    let oak = evening.code("Łukasz Ó Súilleabháin");
    evening.scan(&ada);
    evening.scan("nobody knows this");
    evening.wait(60);
    assert_eq!(evening.scan(&ada).verdict, Verdict::AlreadyIn);
    let refused = evening.scan(&oak);
    assert_eq!(refused.verdict, Verdict::Full);
    evening.scan("EB-4711");
    let left = |evening: &mut Evening| {
        let left = evening.desk.unsettled().unwrap();
        let name = |answer: &ScanAnswer| answer.attendee.as_ref().map(|guest| guest.name.clone());
        left.iter()
            .map(|answer| (answer.verdict, name(answer).unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let of = |verdict, name: &str| (verdict, name.to_owned());
    let mut evening = evening.reopened(1);
    assert_eq!(
        left(&mut evening),
        [
            of(Verdict::Unknown, ""),
            of(Verdict::AlreadyIn, "Ada Lovelace"),
            of(Verdict::Full, "Łukasz Ó Súilleabháin"),
            of(Verdict::Full, "佐藤 美咲"),
        ],
        "oldest first"
    );
    let again = &evening.desk.unsettled().unwrap()[2];
    assert_eq!(
        (again.row, &again.clock, &again.steps),
        (refused.row, &refused.clock, &refused.steps),
        "the row that was written then, to be settled as then"
    );
    let row = again.row.into();
    let lead = Settlement::Lead {
        pin: String::new(),
        reason: "someone left".into(),
        another: false,
    };
    evening.desk.settle(row, &lead, None).unwrap();
    assert_eq!(left(&mut evening).len(), 3, "who was let in is settled");
    let mut other = evening.reopened(2);
    assert_eq!(left(&mut other), [], "another desk has its own");
    let mut evening = other.reopened(1);
    evening.wait(86_400);
    assert_eq!(left(&mut evening), [], "yesterday's are over");
}

fn left(evening: &mut Evening) -> Vec<ScanAnswer> {
    evening.desk.unsettled().unwrap()
}

#[test]
fn a_code_that_names_no_ticket_comes_back_once_and_is_known_again() {
    let mut evening = Evening::with(LIST);
    let mut other = Evening::with(LIST);
    let elsewhere = other.code("Ada Lovelace");
    let mut forged = evening.code("Ada Lovelace");
    forged.replace_range(60..61, if &forged[60..61] == "7" { "8" } else { "7" });
    let codes = ["https://example.org/menu", &elsewhere, &forged];
    for code in codes {
        evening.scan(code);
        evening.wait(20);
    }
    let last = codes.map(|code| evening.scan(code));
    let mut evening = evening.reopened(1);
    let back = left(&mut evening);
    let verdicts: Vec<_> = back.iter().map(|answer| answer.verdict).collect();
    assert_eq!(
        verdicts,
        [Verdict::Unknown, Verdict::WrongEvent, Verdict::Forged],
        "each once"
    );
    for (back, last) in back.iter().zip(&last) {
        assert_eq!(
            (back.row, &back.clock, &back.steps, &back.mark),
            (last.row, &last.clock, &last.steps, &last.mark)
        );
        assert_eq!(back.code, "", "the log keeps no code");
    }
    assert_eq!(
        evening.scan(codes[0]).mark,
        back[0].mark,
        "the same code is known again"
    );
    assert_ne!(back[0].mark, back[1].mark);
}

#[test]
fn a_code_that_became_a_guests_is_settled() {
    let mut evening = Evening::with(LIST);
    evening.scan("EB-9001");
    evening.scan("EB-9002");
    assert_eq!(left(&mut evening).len(), 2);
    let oak = evening.id("Łukasz Ó Súilleabháin");
    evening.desk.learn_code(&oak, "EB-9001").unwrap();
    assert_eq!(evening.scan("EB-9001").verdict, Verdict::Admitted);
    let mut evening = evening.reopened(1);
    let back = left(&mut evening);
    assert_eq!(back.len(), 1, "whose code it is, is known by now");
    assert_eq!(back[0].verdict, Verdict::Unknown);
    let row = back[0].row;
    evening.scan("EB-9002");
    assert_ne!(left(&mut evening)[0].row, row, "the newest word counts");
}
