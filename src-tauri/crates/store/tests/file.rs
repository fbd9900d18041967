//! The event file on a real disk.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use common::old_file;
use lanyard_event::{
    Attendee, AttendeeId, BadgeId, Day, DeskId, DoorId, Event, EventId, Kind, Lineup, Means, Mode,
    Reentry, Status, Ticket, TicketId, TicketState, TicketType, TicketTypeId, VerdictKind,
};
use lanyard_store::{
    Store, StoreError,
    table::{self, desk::Life, log::NewEntry},
};

const DESK: DeskId = DeskId::from_bytes([3; 16]);

fn event() -> Event {
    Event {
        id: EventId::from_bytes([1; 16]),
        name: "Evening".into(),
        series: "Series".into(),
        theme: String::new(),
        contact: "host@example.org".into(),
        venue: "Here".into(),
        date: jiff::civil::date(2026, 12, 3),
        timezone: jiff::tz::TimeZone::get("Europe/Dublin").unwrap(),
        opens: Some(jiff::civil::time(18, 15, 0, 0)),
        ends: Some(jiff::civil::time(1, 0, 0, 0)),
        capacity: Some(80),
        reentry: Reentry::Welcome,
        privacy: true,
        ribbon: "#ff5a36".into(),
        wifi: Some(lanyard_event::Wifi {
            network: "net".into(),
            password: "pass".into(),
        }),
        notes: vec!["Coats downstairs".into()],
        doors: vec![
            lanyard_event::Door {
                id: DoorId(1),
                name: "Main door".into(),
                admits: vec![],
            },
            lanyard_event::Door {
                id: DoorId(2),
                name: "Stage door".into(),
                admits: vec![TicketTypeId(4)],
            },
        ],
        ticket_types: vec![TicketType {
            id: TicketTypeId(4),
            name: "Speaker".into(),
            formerly: Vec::new(),
            admits: 2,
            doors: vec![DoorId(2)],
            days: vec![jiff::civil::date(2026, 12, 3)],
            hand_over: vec!["Lanyard".into(), "T-shirt".into()],
            strict: true,
        }],
        lineup: Lineup::new(Vec::new(), None),
        erase_on: Some(jiff::civil::date(2027, 1, 2)),
        keep_regulars: true,
    }
}

fn create(path: &Path) -> Store {
    Store::create(path, |conn| table::event::insert(conn, &event(), &[9; 32])).unwrap()
}

fn entry(at: i64) -> NewEntry {
    NewEntry {
        at: jiff::Timestamp::from_microsecond(at).unwrap(),
        door: DoorId(1),
        operator: None,
        kind: Kind::Refused,
        verdict: VerdictKind::Unknown,
        means: Means::Ticket,
        ticket: None,
        attendee: None,
        day: Day::constant(2026, 12, 3),
        member: 0,
        entry_number: 0,
        voids: None,
        mode: Mode::Online,
        digest: Some([5; 32]),
    }
}

fn life(store: &mut Store) -> Life {
    let now = jiff::Timestamp::UNIX_EPOCH;
    store
        .write(|conn| table::desk::begin(conn, DESK, "desk", now))
        .unwrap()
}

#[test]
fn an_event_reads_back_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(&folder.path().join("e.lanyard"));
    let mut read = table::event::load(store.read()).unwrap();
    assert!(
        read.lineup.over().is_some(),
        "the evening ends at one in the night"
    );
    read.lineup = Lineup::default();
    let written = Event {
        lineup: Lineup::default(),
        ..event()
    };
    assert_eq!(read, written);
}

#[test]
fn at_rest_it_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("e.lanyard");
    let mut store = create(&path);
    let life = life(&mut store);
    store
        .write(|conn| table::log::append(conn, event().id, life, entry(1)))
        .unwrap();
    drop(store);
    let files: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(files, ["e.lanyard"]);
}

#[test]
fn the_log_is_gapless_chained_and_append_only() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = create(&folder.path().join("e.lanyard"));
    let life = life(&mut store);
    for at in [10, 30, 20] {
        store
            .write(|conn| table::log::append(conn, event().id, life, entry(at)))
            .unwrap();
    }
    let mut rows = Vec::new();
    table::log::each_after(store.read(), 0, |row| {
        rows.push(row);
        Ok(())
    })
    .unwrap();
    let sequence: Vec<_> = rows.iter().map(|row| row.entry.place.seq).collect();
    assert_eq!(sequence, [1, 2, 3]);
    for pair in rows.windows(2) {
        assert_eq!(pair[1].entry.previous, pair[0].entry.hash());
        assert!(
            pair[1].entry.hlc > pair[0].entry.hlc,
            "the clock went back, the order didn't"
        );
    }
    for change in ["UPDATE log SET verdict = 1", "DELETE FROM log"] {
        let refused = store.read().execute(change, []);
        assert!(refused.is_err(), "{change}");
    }
}

#[test]
fn a_failed_write_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = create(&folder.path().join("e.lanyard"));
    let life = life(&mut store);
    let failed: Result<(), StoreError> = store.write(|conn| {
        table::log::append(conn, event().id, life, entry(1))?;
        Err(StoreError::DiskFull)
    });
    assert!(failed.is_err());
    assert_eq!(table::log::newest(store.read(), 9).unwrap(), []);
}

#[test]
fn what_is_no_event_file_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("text"), "hello").unwrap();
    fs::write(path("empty"), "").unwrap();
    let other = lanyard_store::Connection::open(path("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (a)").unwrap();
    drop(other);
    for name in ["text", "empty", "other.db"] {
        let before = fs::read(path(name)).unwrap();
        let error = Store::open(&path(name)).unwrap_err();
        assert!(
            matches!(error, StoreError::NotAnEvent(_)),
            "{name}: {error}"
        );
        assert_eq!(fs::read(path(name)).unwrap(), before, "{name}");
    }
    let error = Store::open(folder.path()).unwrap_err();
    assert!(matches!(error, StoreError::IsFolder(_)));
    let error = Store::open(&path("none")).unwrap_err();
    assert!(matches!(error, StoreError::Missing(_)));
}

#[test]
fn a_newer_schema_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("e.lanyard");
    let store = create(&path);
    store
        .read()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    drop(store);
    let error = Store::open(&path).unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { found: 99, .. }),
        "{error}"
    );
}

#[test]
fn a_file_beside_which_nothing_can_be_written_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("evening.lanyard");
    drop(create(&path));
    // The write-ahead log can't be made, as in a folder that can only be read.
    fs::create_dir(folder.path().join("evening.lanyard-wal")).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::ReadOnly)));
}

#[test]
fn an_event_file_is_never_overwritten_and_a_failed_one_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("e.lanyard");
    drop(create(&path));
    let again = Store::create(&path, |_| Ok(())).unwrap_err();
    assert!(matches!(again, StoreError::Exists(_)));
    let failed = Store::create(&folder.path().join("f.lanyard"), |_| {
        Err(StoreError::DiskFull)
    });
    assert!(failed.is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_backup_is_whole_while_the_file_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = create(&folder.path().join("e.lanyard"));
    let life = life(&mut store);
    store
        .write(|conn| table::log::append(conn, event().id, life, entry(1)))
        .unwrap();
    let copy = folder.path().join("copy.lanyard");
    store.backup(&copy).unwrap();
    assert!(matches!(store.backup(&copy), Err(StoreError::Exists(_))));
    for file in [store.path(), &copy] {
        let mode = fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    let copy = Store::open(&copy).unwrap();
    assert_eq!(copy.integrity().unwrap(), Vec::<String>::new());
    assert_eq!(table::log::newest(copy.read(), 9).unwrap().len(), 1);
}

#[test]
fn two_processes_may_write_and_each_sees_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("e.lanyard");
    let mut one = create(&path);
    let life = life(&mut one);
    let mut other = Store::open(&path).unwrap();
    let before = one.data_version().unwrap();
    for at in 0..10 {
        let writer = if at % 2 == 0 { &mut one } else { &mut other };
        writer
            .write(|conn| table::log::append(conn, event().id, life, entry(at)))
            .unwrap();
    }
    assert_ne!(one.data_version().unwrap(), before);
    let last = table::log::last_of(one.read(), life).unwrap().unwrap();
    assert_eq!(last.entry.place.seq, 10, "no number twice, none left out");
}

#[test]
fn what_a_writer_wrote_is_in_the_file_once_it_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("evening.lanyard");
    let store = create(&path);
    let writer = store.writer().unwrap();
    let before = table::event::revision(store.read()).unwrap();
    writer.write(table::event::revise).unwrap();
    // Without the log beside it.
    let in_the_file = || {
        let copy = folder.path().join("copy.lanyard");
        fs::copy(&path, &copy).unwrap();
        let copy = Store::open(&copy).unwrap();
        table::event::revision(copy.read()).unwrap()
    };
    assert_eq!(
        in_the_file(),
        before,
        "the commit does not wait for the file"
    );
    drop(writer);
    assert_eq!(in_the_file(), before + 1);
}

#[test]
fn another_connection_reads_who_can_be_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = create(&folder.path().join("e.lanyard"));
    let guest = |number: u8, name: &str, status| Attendee {
        id: AttendeeId::from_bytes([number; 16]),
        name: name.into(),
        email: "a@example.org".into(),
        company: "Engines".into(),
        role: String::new(),
        status,
        flagged: None,
        note: String::new(),
        attention: String::new(),
        badge: BadgeId(number.into()),
    };
    let guests = [
        guest(1, "Ada Lovelace", Status::Confirmed),
        guest(2, "Bo 100%", Status::Waitlist),
    ];
    let filled = store.write(|conn| -> lanyard_store::Result<()> {
        for guest in &guests {
            let origin = table::attendee::Origin {
                source: "test".into(),
                key: guest.name.clone(),
            };
            table::attendee::insert(conn, guest, &origin, &[], None)?;
            let ticket = Ticket {
                id: TicketId(guest.badge.0),
                attendee: guest.id,
                ticket_type: TicketTypeId(4),
                admits: 2,
                state: TicketState::Valid,
                due: None,
                stands_for: None,
            };
            table::ticket::insert(conn, &ticket, None)?;
        }
        let now = jiff::Timestamp::UNIX_EPOCH;
        table::ticket::revoke(conn, TicketId(2), now, None)
    });
    filled.unwrap();
    let reader = store.reader().unwrap();
    let mut found = Vec::new();
    let read = table::attendee::each_findable(&reader, |one| {
        found.push((one.id, one.name.to_owned(), one.status));
        assert_eq!((one.company, one.email), ("Engines", "a@example.org"));
        std::ops::ControlFlow::Continue(())
    });
    read.unwrap();
    let expected = guests
        .each_ref()
        .map(|one| (one.id, one.name.clone(), one.status));
    assert_eq!(found, expected);
    let holders = table::ticket::holders(&reader).unwrap();
    assert_eq!(holders, [guests[0].id], "a revoked ticket does not hold");
    for (start, expected) in [("LOVE", Some(guests[0].id)), ("ovel", None), ("%", None)] {
        let found = table::attendee::beginning(&reader, start, 50).unwrap();
        assert_eq!(found.first().copied(), expected, "{start}");
    }
    assert!(
        reader.execute("DELETE FROM ticket", []).is_err(),
        "it only reads"
    );
}

#[test]
fn a_file_of_the_first_schema_is_migrated_and_copied_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(
        folder.path(),
        1,
        "INSERT INTO event VALUES (1, zeroblob(16), 'Old evening', '', '', '', '', '2026-12-03',
           'UTC', NULL, NULL, NULL, 0, '#ff5a36', NULL, NULL, zeroblob(32), NULL);
         INSERT INTO attendee VALUES (zeroblob(16), 'plain', 'a', x'', 'Ada', '', '', '',
           'confirmed', '', 7, NULL, NULL);",
    );
    let store = Store::open(&path).unwrap();
    assert!(!table::event::load(store.read()).unwrap().privacy);
    let guests = table::attendee::list(store.read()).unwrap();
    assert_eq!(guests[0].name, "Ada", "nobody is lost");
    assert_eq!(guests[0].attention, "");
    let copies = || {
        let files = std::fs::read_dir(folder.path()).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("old.before-")).count()
    };
    assert_eq!(copies(), 1, "what it was before lies beside it");
    drop(store);
    assert!(Store::open(&path).is_ok(), "once is enough");
    assert_eq!(copies(), 1);
}
