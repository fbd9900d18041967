//! Who comes without a place on the list: walk-ins, and whoever comes in a guest’s place.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::{
    DeskError,
    answers::{Kind, NewGuest, Substitute, Verdict},
};

#[test]
fn a_walk_in_has_a_ticket_at_once_and_counts_as_one() {
    let mut evening = Evening::with(LIST);
    let before = evening.desk.counts().unwrap();
    let new = NewGuest {
        name: "Grace Hopper".into(),
        company: "Navy".into(),
        ..NewGuest::default()
    };
    let answer = evening.desk.walk_in(&new, None).unwrap();
    assert_eq!(answer.verdict, Verdict::Admitted);
    assert_eq!(answer.hand_over, ["Blue wristband"]);
    let after = evening.desk.counts().unwrap();
    assert_eq!(after.expected, before.expected + 1);
    assert_eq!(after.to_come, before.to_come);
    let found = evening.desk.find("hopper").unwrap();
    assert_eq!(found.len(), 1, "found at once");
    let guest = evening.desk.attendee(&found[0].id).unwrap();
    let code = guest.tickets[0].code.clone().unwrap();
    evening.wait(60);
    assert_eq!(
        evening.scan(&code).verdict,
        Verdict::AlreadyIn,
        "the ticket is real"
    );
    assert_eq!(evening.desk.numbers(None).unwrap().walk_ins, 1);
    let nameless = evening.desk.walk_in(&NewGuest::default(), None);
    assert!(
        matches!(nameless, Err(DeskError::Row(_))),
        "somebody has to be named"
    );
}

#[test]
fn a_substitute_takes_the_name_and_the_log_keeps_both() {
    let mut evening = Evening::with(LIST);
    let id = evening.id("Ada Lovelace");
    let by = Substitute {
        name: "Mary Somerville".into(),
        ..Substitute::default()
    };
    let answer = evening.desk.substitute(&id, &by, None).unwrap();
    assert_eq!(answer.verdict, Verdict::Admitted);
    assert_eq!(answer.attendee.unwrap().name, "Mary Somerville");
    let row = evening.desk.log().unwrap().pop().unwrap();
    assert_eq!(row.kind, Kind::Substitute);
    assert_eq!(row.text.as_deref(), Some("Ada Lovelace → Mary Somerville"));
    let guest = evening.desk.attendee(&id).unwrap();
    assert_eq!(guest.company, "Engines", "what nobody said stays");
    let again = evening.desk.substitute(&id, &by, None).unwrap();
    assert_eq!(again.verdict, Verdict::AlreadyIn, "one ticket, one person");
    evening.desk.undo(Some(row.row.into()), None).unwrap();
    let guest = evening.desk.attendee(&id).unwrap();
    assert_eq!(guest.name, "Ada Lovelace", "undo gives the name back too");
    assert_eq!(evening.inside(), 0);
}

#[test]
fn a_name_comes_back_only_from_the_last_substitute() {
    let mut evening = Evening::with(LIST);
    let id = evening.id("Ada Lovelace");
    let code = evening.code("Ada Lovelace");
    let by = |name: &str| Substitute {
        name: name.into(),
        ..Substitute::default()
    };
    let first = evening.desk.substitute(&id, &by("Mary"), None).unwrap();
    evening.exit(&code);
    evening.desk.substitute(&id, &by("Emmy"), None).unwrap();
    evening.desk.undo(Some(first.row.into()), None).unwrap();
    assert_eq!(
        evening.desk.attendee(&id).unwrap().name,
        "Emmy",
        "she came since"
    );
}
