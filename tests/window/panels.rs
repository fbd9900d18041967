//! The panels beside the stage: walk-in, guest, log, numbers, rehearsal and practice.

use lanyard_tests::Key;

use crate::{open, shot};

#[test]
fn a_walk_in_is_taken_in_edited_and_replaced() {
    let open = open();
    let desk = &open.desk;
    desk.press(Key::F(3));
    desk.fill("walk-name", "Grace Hopper");
    desk.fill("walk-company", "Navy");
    desk.picture(&shot("panel-walk-in"));
    // A scan while somebody types is taken, and what was typed stays.
    desk.scan(&open.tickets[0].code);
    desk.verdict("admitted");
    desk.shows("verdict-name", &open.tickets[0].name);
    assert_eq!(desk.input("walk-company").as_deref(), Some("Navy"));
    desk.picture(&shot("panel-walk-in-after"));
    // An Enter right after a scan is the scan's.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    desk.press(Key::Enter);
    desk.shows("verdict-name", "Grace Hopper");
    desk.press(Key::Escape);
    desk.gone("panel");
    open.arrived("2");

    desk.type_slowly("grace hop");
    desk.wait("the walk-in is found", || {
        desk.text("result")
            .is_some_and(|row| row.contains("Grace Hopper"))
    });
    desk.press(Key::Down);
    desk.press_ctrl('e');
    desk.mentions("panel", "Navy");
    desk.picture(&shot("panel-guest"));
    desk.click("guest-edit");
    desk.fill("edit-attention", "VIP");
    desk.click("edit-save");
    desk.mentions("panel", "VIP");
    desk.press(Key::Escape);

    let found = open
        .machine
        .lanyard(["attendees", "find", "grace hopper"])
        .json();
    assert_eq!(found[0]["attention"], "VIP", "{found}");
}

#[test]
fn somebody_comes_in_a_guests_place() {
    let open = open();
    let (desk, guest) = (&open.desk, &open.tickets[1]);
    desk.type_slowly("francesca fi");
    desk.wait("the guest is found", || {
        desk.attribute("result", "data-id").as_deref() == Some(&guest.attendee)
    });
    desk.press(Key::Down);
    desk.press_ctrl('e');
    desk.click("guest-replace");
    desk.fill("replace-name", "Mary Somerville");
    desk.picture(&shot("panel-replace"));
    desk.click("replace-save");
    desk.verdict("admitted");
    desk.shows("verdict-name", "Mary Somerville");
    let row = open.machine.log().pop().unwrap();
    assert_eq!(row["kind"], "substitute");
    assert_eq!(row["text"], format!("{} → Mary Somerville", guest.name));
}

#[test]
fn the_log_and_the_numbers_follow_the_door() {
    let open = open();
    let desk = &open.desk;
    desk.press_ctrl('l');
    desk.there("panel");
    desk.scan(&open.tickets[0].code);
    desk.verdict("admitted");
    desk.scan("https://example.org/menu");
    desk.verdict("unknown");
    desk.mentions("log-rows", &open.tickets[0].name);
    desk.picture(&shot("panel-log"));
    desk.press_ctrl('n');
    desk.shows("number-arrived", "1");
    open.machine.scan(&open.tickets[1].code, &[]);
    desk.shows("number-arrived", "2");
    desk.picture(&shot("panel-numbers"));
    desk.press_ctrl('i');
    desk.wait("the list of who is inside", || {
        open.machine
            .folder_of_event()
            .iter()
            .any(|name| name.starts_with("evening-inside-") && name.ends_with(".pdf"))
    });
    desk.press(Key::Escape);
    desk.gone("panel");
}

#[test]
fn a_rehearsal_admits_nobody_and_practice_reaches_no_guest() {
    let open = open();
    let desk = &open.desk;
    desk.press_ctrl('r');
    desk.there("rehearsal-summary");
    desk.picture(&shot("panel-rehearsal"));
    desk.click("ticket-try");
    desk.there("ticket-armed");
    desk.scan(&open.tickets[0].code);
    desk.mentions("ticket-result", &open.tickets[0].name);
    assert_eq!(
        open.machine.log().len(),
        0,
        "a ticket on trial admits nobody"
    );

    desk.click("practice-turn");
    desk.there("practice");
    desk.scan(&open.tickets[0].code);
    desk.verdict("wrong_event");
    desk.click("practice-turn");
    desk.gone("practice");
    assert_eq!(open.machine.log().len(), 0, "practice writes nothing");
    desk.scan(&open.tickets[0].code);
    desk.verdict("admitted");
    desk.press(Key::Escape);
    open.arrived("1");
}
