//! The log that SQLite keeps beside an event file, where the file goes and the log stays.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use lanyard_event::{Attendee, AttendeeId, BadgeId, Event, EventId, Lineup, Reentry, Status};
use lanyard_store::{Store, StoreError, table};

fn event(id: u8) -> Event {
    Event {
        id: EventId::from_bytes([id; 16]),
        name: "Evening".into(),
        series: String::new(),
        theme: String::new(),
        contact: String::new(),
        venue: String::new(),
        date: jiff::civil::date(2026, 12, 3),
        timezone: jiff::tz::TimeZone::UTC,
        opens: None,
        ends: None,
        capacity: None,
        reentry: Reentry::Welcome,
        privacy: false,
        ribbon: "#ff5a36".into(),
        wifi: None,
        notes: Vec::new(),
        doors: Vec::new(),
        ticket_types: Vec::new(),
        lineup: Lineup::new(Vec::new(), None),
        erase_on: None,
        keep_regulars: false,
    }
}

/// An event file as a machine leaves it that loses its power, in another folder.
fn crashed(id: u8, folder: &Path) -> (PathBuf, PathBuf) {
    let own = tempfile::tempdir().unwrap();
    let path = own.path().join("evening.lanyard");
    let mut store = Store::create(&path, |conn| {
        table::event::insert(conn, &event(id), &[7; 32])
    })
    .unwrap();
    add(&mut store, 0..50);
    let (file, log) = (
        folder.join("evening.lanyard"),
        folder.join("evening.lanyard-wal"),
    );
    fs::copy(&path, &file).unwrap();
    fs::copy(own.path().join("evening.lanyard-wal"), &log).unwrap();
    (file, log)
}

fn guests(store: &Store) -> u64 {
    table::attendee::count(store.read()).unwrap()
}

fn add(store: &mut Store, guests: std::ops::Range<u16>) {
    for number in guests {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&number.to_be_bytes());
        let guest = Attendee {
            id: AttendeeId::from_bytes(id),
            name: format!("Guest {number}"),
            email: String::new(),
            company: String::new(),
            role: String::new(),
            status: Status::Confirmed,
            flagged: None,
            note: String::new(),
            attention: String::new(),
            badge: BadgeId(number.into()),
        };
        let origin = table::attendee::Origin {
            source: "test".into(),
            key: guest.name.clone(),
        };
        store
            .write(|conn| table::attendee::insert(conn, &guest, &origin, &[], None))
            .unwrap();
    }
}

#[test]
fn what_stood_in_the_log_when_the_power_went_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = crashed(1, folder.path());
    assert_eq!(guests(&Store::open(&file).unwrap()), 50);
}

#[test]
fn a_new_file_never_takes_in_the_log_of_one_that_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let (file, log) = crashed(1, folder.path());
    fs::remove_file(&file).unwrap();
    let make = || {
        Store::create(&file, |conn| {
            table::event::insert(conn, &event(1), &[7; 32])
        })
    };
    assert!(matches!(make(), Err(StoreError::LogLeft(left)) if left == log));
    assert!(
        log.metadata().unwrap().len() > 0 && !file.exists(),
        "nothing is lost"
    );
    fs::remove_file(&log).unwrap();
    assert_eq!(guests(&make().unwrap()), 0);
}

#[test]
fn a_file_in_the_place_of_another_never_takes_in_its_log() {
    for id in [1, 2] {
        let folder = tempfile::tempdir().unwrap();
        let (file, log) = crashed(1, folder.path());
        let backup = folder.path().join("backup.lanyard");
        let mut store = Store::create(&backup, |conn| {
            table::event::insert(conn, &event(id), &[7; 32])
        })
        .unwrap();
        add(&mut store, 100..400);
        drop(store);
        fs::copy(&backup, &file).unwrap();
        let before = fs::read(&log).unwrap();
        let opened = Store::open(&file);
        assert!(
            matches!(opened, Err(StoreError::OtherLog { .. })),
            "{id}: {opened:?}"
        );
        assert_eq!(fs::read(&log).unwrap(), before);
        assert_eq!(fs::read(&file).unwrap(), fs::read(&backup).unwrap());
        fs::rename(&log, folder.path().join("old-wal")).unwrap();
        assert_eq!(guests(&Store::open(&file).unwrap()), 300);
    }
}
