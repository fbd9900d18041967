//! Which codes a desk learns, and which it does not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::{
    DeskError,
    answers::{ProblemKind, Verdict},
};

#[test]
fn what_is_no_tickets_code_is_not_learnt() {
    let mut evening = Evening::with(LIST);
    let ada = evening.id("Ada Lovelace");
    let long = "x".repeat(1001);
    let texts = [
        "    ",
        "\u{a0}\u{2003}  \u{3000}",
        "a",
        "abc",
        " a b c ",
        "BEGIN:VCARD\nFN:Ada Lovelace\nEND:VCARD",
        "4711\u{1d}0815",
        &long,
    ];
    for text in texts {
        let error = evening.desk.learn_code(&ada, text).unwrap_err();
        assert!(
            matches!(error, DeskError::UnlikelyCode { .. }),
            "{text:?}: {error}"
        );
        assert_eq!(error.kind(), ProblemKind::BadInput);
    }
    let guest = evening.desk.attendee(&ada).unwrap();
    assert!(guest.tickets[0].foreign_codes.is_empty());
    for text in ["4711", "https://tickets.example.org/a?b=c d", &long[1..]] {
        evening.desk.learn_code(&ada, text).unwrap();
        assert_ne!(evening.scan(text).verdict, Verdict::Unknown, "{text}");
    }
}

#[test]
fn the_code_of_another_event_is_not_learnt() {
    let of = |event: &str| format!("https://luma.com/check-in/{event}?pk=g-1");
    let mut evening = Evening::with(LIST);
    let ada = evening.id("Ada Lovelace");
    let team = evening.id("The Team");
    // Nothing says yet which event at Luma this is: staff's word counts.
    let any = of("evt-any").replace("g-1", "g-0");
    evening.desk.learn_code(&team, &any).unwrap();
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/lists/luma.csv");
    evening.desk.import(list.as_ref(), &[], false).unwrap();
    let text = std::fs::read_to_string(list).unwrap();
    let at = text.find("/check-in/").unwrap() + "/check-in/".len();
    let ours = text[at..].split('?').next().unwrap();
    let error = evening.desk.learn_code(&ada, &of("evt-other")).unwrap_err();
    assert!(matches!(error, DeskError::CodeOfOtherEvent), "{error}");
    assert_eq!(evening.scan(&of("evt-other")).verdict, Verdict::WrongEvent);
    let shown = of(ours).replace("g-1", "g-another");
    evening.desk.learn_code(&ada, &shown).unwrap();
    assert_eq!(evening.scan(&shown).verdict, Verdict::Admitted);
}

#[test]
fn a_code_that_is_typed_finds_its_guest_as_a_scan_would() {
    let mut evening = Evening::with(
        "name,email,ticket_type,code\n\
         Ada Lovelace,ada@example.org,General,AB12-1\n\
         Béla Bartók,bela@example.org,General,AB12-17\n\
         Clara Schumann,clara@example.org,General,1234 5678 9012\n\
         AB12-1 Limited,limited@example.org,General,\n",
    );
    let mut found = |typed: &str| {
        let found = evening.desk.find_at_door(typed).unwrap().found;
        let rows = found.into_iter().map(|one| (one.name, one.by_code));
        rows.collect::<Vec<_>>()
    };
    let row = |name: &str, by_code| (name.to_owned(), by_code);
    assert_eq!(found(" AB12-17 "), [row("Béla Bartók", true)]);
    assert_eq!(
        found("AB12-1"),
        [row("Ada Lovelace", true), row("AB12-1 Limited", false)],
        "before whoever has it in their name, each once"
    );
    assert_eq!(found("123456789012"), [row("Clara Schumann", true)]);
    assert_eq!(
        found("AB12-"),
        [row("AB12-1 Limited", false)],
        "half of it is nobody's"
    );
    assert_eq!(found("ab12-17"), [], "no other letters, as a scan");
    assert_eq!(found("bela"), [row("Béla Bartók", false)]);
    let bela = evening.scan("AB12-17").attendee.unwrap();
    assert_eq!(bela.name, "Béla Bartók");
}
