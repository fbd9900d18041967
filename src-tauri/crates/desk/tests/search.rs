//! How the search keeps up with the list, on a real event file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    fs,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use lanyard_desk_core::{
    AttendeeChange, Desk, DeskOptions, Home, Status,
    answers::{Found, NewGuest, State},
};
use lanyard_event::{Attendee, AttendeeId, BadgeId};
use lanyard_store::{
    Store,
    table::{self, attendee::Origin},
};

const EVENT: &str = r#"
[event]
name = "Evening"
date = "2026-12-03"
timezone = "Europe/Dublin"
doors = "18:15"

[[ticket_type]]
name = "General"
"#;

/// More than are read again between two keys.
const MANY: u64 = 10_100;

struct Evening {
    folder: tempfile::TempDir,
}

impl Evening {
    /// An evening with so many guests, called *Guest Aaaa* to *Guest Zzzz*.
    fn with(guests: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let definition = folder.path().join("event.toml");
        fs::write(&definition, EVENT).unwrap();
        let evening = Self { folder };
        drop(Desk::create(&evening.file(), &definition, None, evening.options()).unwrap());
        let mut store = Store::open(&evening.file()).unwrap();
        let fill = store.write(|conn| -> lanyard_store::Result<()> {
            for number in 0..guests {
                table::attendee::insert(conn, &guest(number), &origin(number), &[], None)?;
            }
            Ok(())
        });
        fill.unwrap();
        evening
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("evening.lanyard")
    }

    fn options(&self) -> DeskOptions {
        DeskOptions {
            home: Home::at(self.folder.path().join("home")),
            ..DeskOptions::default()
        }
    }

    fn open(&self) -> Desk {
        Desk::open(&self.file(), self.options()).unwrap()
    }
}

fn guest(number: u64) -> Attendee {
    let mut rest = number;
    let letter = |_| {
        let letter = u8::try_from(rest % 26).unwrap();
        rest /= 26;
        char::from(b'a' + letter)
    };
    let word: String = (0..4).map(letter).collect();
    Attendee {
        id: AttendeeId::from_bytes(u128::from(number).to_be_bytes()),
        name: format!("Guest {word}"),
        email: String::new(),
        company: String::new(),
        role: String::new(),
        status: Status::Confirmed,
        flagged: None,
        note: String::new(),
        attention: String::new(),
        badge: BadgeId(number),
    }
}

fn origin(number: u64) -> Origin {
    Origin {
        source: "test".into(),
        key: number.to_string(),
    }
}

fn new(name: &str) -> NewGuest {
    NewGuest {
        name: name.into(),
        ..NewGuest::default()
    }
}

fn names(found: &[Found]) -> Vec<&str> {
    found.iter().map(|guest| guest.name.as_str()).collect()
}

/// Prepares until the index is there.
fn prepare(desk: &mut Desk) {
    let begun = Instant::now();
    while desk.search_bytes() == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "the index comes");
        desk.prepare_search().unwrap();
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn an_index_from_another_thread_finds_the_same() {
    let evening = Evening::with(500);
    let (mut at_once, mut prepared) = (evening.open(), evening.open());
    prepare(&mut prepared);
    for query in ["g", "guest", "gusts ab", "aab", "baba guest"] {
        let expected = at_once.find(query).unwrap();
        assert!(!expected.is_empty(), "{query}");
        assert_eq!(
            names(&prepared.find(query).unwrap()),
            names(&expected),
            "{query}"
        );
    }
}

#[test]
fn a_changed_guest_is_found_at_the_next_key() {
    let evening = Evening::with(MANY);
    let mut desk = evening.open();
    desk.prepare_search().unwrap();
    let ada = desk.add_attendee(&new("Ada Lovelace")).unwrap();
    prepare(&mut desk);
    let before = desk.search_bytes();
    assert_eq!(
        names(&desk.find("lovelac").unwrap()),
        ["Ada Lovelace"],
        "added meanwhile"
    );
    let change = AttendeeChange {
        name: Some("Augusta King".into()),
        ..AttendeeChange::default()
    };
    desk.edit_attendee(&ada.id, &change).unwrap();
    assert_eq!(names(&desk.find("augusta").unwrap()), ["Augusta King"]);
    assert!(
        desk.find("lovelace").unwrap().is_empty(),
        "the old name is gone"
    );
    desk.add_attendee(&new("Augusta Kinsella")).unwrap();
    let declined = AttendeeChange {
        status: Some(Status::Declined),
        ..AttendeeChange::default()
    };
    desk.edit_attendee(&ada.id, &declined).unwrap();
    let found = desk.find("augusta kin").unwrap();
    assert_eq!(
        names(&found),
        ["Augusta Kinsella", "Augusta King"],
        "who comes is first"
    );
    assert_eq!(found[1].state, State::NotComing);
    assert!(
        desk.search_bytes() < before + before / 10,
        "the list is not indexed a second time"
    );
}

#[test]
fn many_changed_guests_are_all_found() {
    let evening = Evening::with(20);
    let mut desk = evening.open();
    prepare(&mut desk);
    for number in 0..600 {
        desk.add_attendee(&new(&format!("Walkin {}", guest(number).name)))
            .unwrap();
        if number % 150 == 0 {
            desk.find("walkin").unwrap();
        }
    }
    for number in [0, 1, 599] {
        let name = format!("Walkin {}", guest(number).name);
        let found = desk.find(&name).unwrap();
        assert_eq!(
            found[0].name, name,
            "the best is the one that was asked for"
        );
    }
}

#[test]
fn what_another_process_adds_to_a_large_list_is_found_soon() {
    let evening = Evening::with(MANY);
    let (mut desk, mut other) = (evening.open(), evening.open());
    prepare(&mut desk);
    other.add_attendee(&new("Grace Hopper")).unwrap();
    let begun = Instant::now();
    while desk.find("grace hopper").unwrap().is_empty() {
        assert_eq!(
            names(&desk.find("guest zzna").unwrap()[..1]),
            ["Guest zzna"],
            "the old list still answers"
        );
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "it is found in the end"
        );
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_desk_that_closes_while_it_reads_leaves_one_file() {
    let evening = Evening::with(MANY);
    let mut desk = evening.open();
    desk.prepare_search().unwrap();
    drop(desk);
    let files = fs::read_dir(evening.folder.path()).unwrap();
    let names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    let beside = names
        .iter()
        .filter(|name| name.to_string_lossy().starts_with("evening.lanyard-"));
    assert_eq!(beside.count(), 0, "{names:?}");
}
