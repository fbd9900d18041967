//! The office: a list taken in, tickets drawn, the evening changed and a guest erased, in the real
//! window.

use lanyard_tests::{Key, asset};

use crate::{open, shot};

#[test]
fn the_organiser_takes_a_list_in_draws_tickets_and_changes_the_evening() {
    let open = open();
    let desk = &open.desk;
    desk.press_ctrl('o');
    let office = open.driver.pane("office");
    office.there("save-bar");
    office.picture(&shot("office-evening"));

    office.press_ctrl('2');
    let list = asset("../tests/lists/luma.csv");
    office.fill("list-file", list.to_str().unwrap());
    office.press(Key::Enter);
    office.mentions("recognised", "Luma");
    office.picture(&shot("office-mapping"));
    office.click("import");
    office.there("import-line");
    office.picture(&shot("office-imported"));
    let found = open
        .machine
        .lanyard(["attendees", "find", "órla ní bhriain"])
        .json();
    assert_eq!(found[0]["name"], "Órla Ní Bhriain");

    // The code on the guest's phone is Luma's.
    desk.scan("https://luma.com/check-in/evt-Lq8ZtR2nWc5uXyB?pk=g-7Hq2LmW9xTzR4b");
    desk.verdict("admitted");
    desk.mentions("recent-row", "Órla");

    office.press_ctrl('3');
    let folder = open.machine.path("drawn");
    office.fill("folder", folder.to_str().unwrap());
    office.click("draw-go");
    office.wait("the tickets are drawn", || {
        folder.join("manifest.csv").exists()
    });
    office.picture(&shot("office-tickets"));
    let manifest = std::fs::read_to_string(folder.join("manifest.csv")).unwrap();
    assert!(
        manifest.lines().count() > 380,
        "everybody who comes has one"
    );

    for (key, name) in [
        ('4', "mail"),
        ('5', "after"),
        ('6', "series"),
        ('7', "data"),
    ] {
        office.press_ctrl(key);
        office.there(&format!("room-{name}"));
        office.picture(&shot(&format!("office-{name}")));
    }

    office.press_ctrl('4');
    office.fill("mail-host", "localhost");
    office.fill("mail-from", "rich@intercom.io");
    office.click("server-save");
    office.there("server-edit");
    let kept = open.machine.lanyard(["mail", "show"]).exits(0).json();
    assert_eq!(
        (&kept["host"], &kept["port"], &kept["from_address"]),
        (&"localhost".into(), &587.into(), &"rich@intercom.io".into())
    );

    office.press_ctrl('1');
    office.fill("event-name", " 2");
    office.press_ctrl('s');
    office.wait("the evening is saved", || {
        let shown = open.machine.lanyard(["event", "show"]).json();
        shown["event"]["name"] == "Scale & Reliability Engineering 2"
    });
}

#[test]
fn an_event_opened_from_the_office_opens_in_the_office() {
    let machine = lanyard_tests::Machine::with_list("name,email\nAda Lovelace,ada@example.org\n");
    let (_display, event) = (crate::display(), machine.event());
    let arguments = ["--office", event.to_str().unwrap()];
    let driver = std::rc::Rc::new(lanyard_tests::Driver::start(
        &lanyard_tests::program(lanyard_tests::DESK),
        &arguments,
        &machine.data(),
    ));
    driver.pane("desk").verdict("ready");
    driver.pane("office").there("save-bar");
}
