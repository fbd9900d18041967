//! Ticket types that were renamed: lists go on calling them what they were called.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{EVENT, Evening, options};
use lanyard_desk_core::answers::{EventForm, Verdict};

const EVENTBRITE: &str = include_str!("../../../../tests/lists/eventbrite.csv");

fn plain(status: &str) -> String {
    format!(
        "name,email,ticket_type,code,status\nAda,a@example.org,Speaker,C-1,{status}\n\
         Bo,b@example.org,General,C-2,\n"
    )
}

/// The event, with this ticket type in the place of Speaker.
fn renamed(name: &str, was: &str) -> String {
    let kind = format!("[[ticket_type]]\nname = \"{name}\"\nwas = \"{was}\"\n");
    EVENT
        .replace("[[ticket_type]]\nname = \"Speaker\"\n", &kind)
        .replace("admits = [\"Speaker\"]", &format!("admits = [\"{name}\"]"))
}

fn set(evening: &mut Evening, definition: &str) {
    let path = evening.path("changed.toml");
    std::fs::write(&path, definition).unwrap();
    evening.desk.set_event_from(&path).unwrap();
}

fn kind_of(evening: &mut Evening, name: &str) -> String {
    evening.view(name).tickets[0].ticket_type.clone()
}

#[test]
fn a_list_goes_on_calling_a_type_what_it_was_called() {
    let mut evening = Evening::with(&plain(""));
    set(&mut evening, &renamed("Gold", "Speaker"));
    set(&mut evening, &renamed("Platinum", "Gold"));
    let mut evening = evening.reopened(1);
    let answer = evening.import(&plain("").replace("C-1,", "C-1,confirmed"));
    assert_eq!(answer.rejected, []);
    assert_eq!(kind_of(&mut evening, "Ada"), "Platinum");
    for (name, called) in [("Cy", "Gold"), ("Di", "speaker"), ("Ed", "Platinum")] {
        let list = format!("name,email,ticket_type,status\n{name},{name}@example.org,{called},\n");
        assert_eq!(evening.import(&list).rejected, [], "{called}");
        assert_eq!(kind_of(&mut evening, name), "Platinum", "{called}");
    }
    evening.import(&plain("refunded"));
    assert_eq!(evening.scan("C-1").verdict, Verdict::Revoked);
}

#[test]
fn a_type_that_gets_the_name_goes_before_the_one_that_had_it() {
    let mut evening = Evening::with(&plain(""));
    set(&mut evening, &renamed("Gold", "Speaker"));
    let both = renamed("Gold", "") + "[[ticket_type]]\nname = \"Speaker\"\n";
    set(&mut evening, &both);
    evening.import(&plain("").replace("C-2,", "C-2,confirmed"));
    evening.import("name,email,ticket_type,status\nCy,c@example.org,Speaker,\n");
    assert_eq!(kind_of(&mut evening, "Cy"), "Speaker");
    // And it may be taken away again.
    let mut without = Evening::with("name\nBo\n");
    set(&mut without, &renamed("Gold", "Speaker"));
    set(
        &mut without,
        &EVENT
            .replace("[[ticket_type]]\nname = \"Speaker\"\n", "")
            .replace("admits = [\"Speaker\"]", ""),
    );
    let answer = without.import("name,email,ticket_type\nCy,c@example.org,Speaker\n");
    assert_eq!(answer.rejected_rows, 1, "nothing has the name any more");
}

#[test]
fn the_next_evening_of_the_series_knows_the_names_too() {
    let mut evening = Evening::new();
    set(&mut evening, &renamed("Gold", "Speaker"));
    let form: EventForm = evening.desk.next_form(jiff::civil::date(2027, 1, 14));
    let path = evening.path("next.lanyard");
    let options = options(&evening.folder, &evening.clock, 1);
    let next = evening.desk.another_evening(&path, &form, options);
    let desk = next.unwrap().unwrap();
    let mut next = Evening { desk, ..evening };
    assert_eq!(next.import(&plain("")).rejected, []);
    assert_eq!(kind_of(&mut next, "Ada"), "Gold");
}

#[test]
fn a_name_that_no_type_has_is_said_and_changes_nobodys_type() {
    let general = EVENT.replace("\"Speaker\"", "\"VIP\"");
    let mut evening = Evening::of(&general);
    evening.import(EVENTBRITE);
    let vip = EVENTBRITE
        .lines()
        .find(|row| row.contains(",VIP,"))
        .unwrap();
    let cells: Vec<_> = vip.split(',').collect();
    let name = format!("{} {}", cells[2], cells[3]);
    assert_eq!(kind_of(&mut evening, &name), "VIP");
    let other = EVENTBRITE.replace(",VIP,", ",Very Important,");
    let path = evening.path("list.csv");
    std::fs::write(&path, &other).unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap().answer;
    let answer = evening.import(&other);
    for answer in [preview, answer] {
        let mut named = answer.ticket_types.iter();
        assert!(
            named.any(|kind| kind.name == "Very Important"),
            "{answer:?}"
        );
    }
    assert_eq!(kind_of(&mut evening, &name), "VIP");
}
