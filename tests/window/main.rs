//! The real windows, driven through WebKit.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camera;
mod office;
mod panels;
mod practice;
mod settling;
mod sizes;
mod verdicts;

use std::{
    path::{Path, PathBuf},
    rc::Rc,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use lanyard_tests::{DESK, Driver, IssuedTicket, Key, Machine, Pane, program};

/// One program at a time: it opens only once, and one display has only one focus.
static DISPLAY: Mutex<()> = Mutex::new(());

/// Where the lobby's window is beside the desk's.
const BESIDE: u32 = 1366;

fn display() -> MutexGuard<'static, ()> {
    DISPLAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An evening with its windows open.
struct Open {
    desk: Pane,
    lobby: Pane,
    driver: Rc<Driver>,
    tickets: Vec<IssuedTicket>,
    machine: Machine,
    _display: MutexGuard<'static, ()>,
}

/// Opens the sample evening with all its guests; three of them have tickets.
fn open() -> Open {
    let list = std::fs::read_to_string(lanyard_tests::asset("sample/attendees.csv")).unwrap();
    let machine = Machine::with_list(&list);
    let ids = ["Laura Reilly", "Francesca Fischer", "Brian Garcia"].map(|name| {
        let found = machine.lanyard(["attendees", "find", name]).exits(0).json();
        let mut found = found.as_array().unwrap().iter();
        let guest = found.find(|guest| guest["name"] == name).unwrap();
        guest["id"].as_str().unwrap().to_owned()
    });
    let tickets = machine.issue("tickets", "svg", &ids.each_ref().map(String::as_str));
    let open = open_on(machine, tickets);
    open.desk.shows("count-arrived", "0");
    open
}

/// Opens the windows on the event of this machine.
fn open_on(machine: Machine, tickets: Vec<IssuedTicket>) -> Open {
    let display = display();
    let event = machine.event();
    let driver = Rc::new(Driver::start(
        &program(DESK),
        &[event.to_str().unwrap()],
        &machine.data(),
    ));
    let open = Open {
        desk: driver.pane("desk"),
        lobby: driver.pane("lobby"),
        driver,
        tickets,
        machine,
        _display: display,
    };
    open.lobby.move_to(BESIDE, 0);
    open.desk.verdict("ready");
    open
}

impl Open {
    #[track_caller]
    fn arrived(&self, count: &str) {
        self.desk.shows("count-arrived", count);
        self.lobby
            .wait(&format!("{count} guests in the lobby"), || {
                // The lobby says nothing of guests before the first.
                let shown = self.lobby.text("lobby-arrived").unwrap_or("0".into());
                let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
                digits == count
            });
    }
}

#[test]
fn the_sample_opens_in_two_windows() {
    let _display = display();
    let machine = Machine::new();
    let driver = Rc::new(Driver::start(
        &program(DESK),
        &["--sample"],
        &machine.data(),
    ));
    let (desk, lobby) = (driver.pane("desk"), driver.pane("lobby"));
    lobby.move_to(BESIDE, 0);
    desk.verdict("ready");
    desk.shows("count-arrived", "0");
    let expected = desk.text("count-expected").unwrap();
    assert!(
        expected.parse::<u32>().unwrap() >= 384,
        "all the sample's guests: {expected}"
    );
    lobby.wait("a clock in the lobby", || {
        lobby
            .text("lobby-clock")
            .is_some_and(|clock| clock.contains(':'))
    });
    desk.picture(&shot("sample-desk"));
    lobby.picture(&shot("sample-lobby"));
    let files = std::fs::read_dir(machine.data()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let events: Vec<_> = names.filter(|name| name.ends_with(".lanyard")).collect();
    assert_eq!(
        events.len(),
        1,
        "the copy lies in the user's data folder: {events:?}"
    );
}

#[test]
fn a_ticket_is_scanned_again_and_forged() {
    let open = open();
    let (desk, ticket) = (&open.desk, &open.tickets[0]);
    desk.picture(&shot("desk-ready"));
    desk.scan(&ticket.code);
    desk.verdict("admitted");
    let shown = Instant::now();
    assert_eq!(
        desk.attribute("stage", "data-tone").as_deref(),
        Some("green")
    );
    desk.shows("verdict-name", &ticket.name);
    desk.picture(&shot("desk-admitted"));
    open.arrived("1");
    open.lobby.picture(&shot("lobby"));
    desk.mentions("recent-row", &ticket.name);

    desk.verdict("ready");
    let stale = shown.elapsed();
    assert!(
        (Duration::from_secs(2)..Duration::from_secs(6)).contains(&stale),
        "a green goes stale after three seconds, not after {stale:?}"
    );

    desk.scan(&ticket.code);
    desk.verdict("already_in");
    desk.picture(&shot("desk-already-in"));
    let other = if &ticket.code[60..61] == "7" {
        "8"
    } else {
        "7"
    };
    let mut forged = ticket.code.clone();
    forged.replace_range(60..61, other);
    desk.scan(&forged);
    desk.verdict("forged");
    desk.picture(&shot("desk-forged"));
    desk.scan(&open.tickets[1].code);
    desk.verdict("admitted");
    desk.shows("verdict-name", &open.tickets[1].name);
    open.arrived("2");
    let log = open.machine.log();
    let verdicts: Vec<_> = log
        .iter()
        .map(|row| row["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(
        verdicts,
        ["admitted", "already_in", "forged", "admitted"],
        "each scan is one row"
    );
}

#[test]
fn a_half_typed_name_survives_a_scan() {
    let open = open();
    let desk = &open.desk;
    desk.type_slowly("fran");
    assert_eq!(desk.input("search").as_deref(), Some("fran"));
    desk.scan(&open.tickets[0].code);
    desk.verdict("admitted");
    desk.shows("verdict-name", &open.tickets[0].name);
    assert_eq!(
        desk.input("search").as_deref(),
        Some("fran"),
        "nothing of the code is left in it"
    );
    desk.type_slowly("c");
    assert_eq!(
        desk.input("search").as_deref(),
        Some("franc"),
        "and it still has the focus"
    );
}

#[test]
fn found_by_name_let_in_by_hand_and_taken_back() {
    let open = open();
    let (desk, guest) = (&open.desk, &open.tickets[1]);
    desk.type_slowly("francesca fi");
    desk.wait("Francesca Fischer is found", || {
        desk.attribute("result", "data-id").as_deref() == Some(&guest.attendee)
    });
    desk.picture(&shot("desk-search"));
    desk.press(Key::Down);
    desk.press(Key::Enter);
    desk.verdict("admitted");
    desk.shows("verdict-name", &guest.name);
    assert_eq!(
        desk.input("search").as_deref(),
        Some(""),
        "ready for the next"
    );
    open.arrived("1");

    desk.press(Key::F(8));
    open.arrived("0");
    desk.picture(&shot("desk-undone"));
    let log = open.machine.log();
    assert_eq!(log.len(), 2, "undo appends: {log:?}");
    assert_eq!(
        (&log[0]["by_hand"], &log[0]["voided"]),
        (&true.into(), &true.into())
    );
    desk.press(Key::Escape);
    desk.verdict("ready");
}

#[test]
fn what_another_program_writes_shows_in_both_windows() {
    let open = open();
    let scan = open.machine.scan(&open.tickets[2].code, &[]);
    assert_eq!(scan["verdict"], "admitted", "{scan}");
    open.arrived("1");
    open.desk.mentions("recent-row", &open.tickets[2].name);
    open.desk.scan(&open.tickets[2].code);
    open.desk.verdict("already_in");
    open.machine.check();
}

fn shot(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("shots")
        .join(format!("{name}.png"))
}
