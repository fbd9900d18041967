//! What a guest was before a refusal was settled, in files that did not keep it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::old_file;
use lanyard_event::{Due, Status};
use lanyard_store::{Store, table, table::settled::Settled};

#[test]
fn an_older_file_keeps_from_then_on_what_was_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(
        folder.path(),
        9,
        "INSERT INTO event (only_row, id, name, series, theme, contact, venue, date, timezone,
             reentry, ribbon, salt)
           VALUES (1, zeroblob(16), 'Old evening', '', '', '', '', '2026-12-03', 'UTC', 0,
             '#ff5a36', zeroblob(32));
         INSERT INTO door (id, name) VALUES (1, 'Main door');
         INSERT INTO desk (number, id, incarnation, name, opened_at)
           VALUES (1, zeroblob(16), 1, 'desk', 0);
         INSERT INTO log (desk, seq, hlc, at, door, kind, verdict, means, day, member,
             entry_number, mode, previous)
           VALUES (1, 1, 1, 0, 1, 1, 10, 1, '2026-12-03', 1, 1, 1, zeroblob(32)),
                  (1, 2, 2, 0, 1, 1, 10, 1, '2026-12-03', 1, 2, 1, zeroblob(32));",
    );
    let mut store = Store::open(&path).unwrap();
    assert_eq!(table::settled::by_row(store.read(), 1).unwrap(), None);
    let paid = Settled {
        due: Some(Due {
            hundredths: 1250,
            currency: "EUR".into(),
        }),
        due_edited: true,
        status: None,
    };
    let released = Settled {
        status: Some((Status::Waitlist, Some(Status::Pending))),
        ..Settled::default()
    };
    store
        .write(|conn| {
            table::settled::insert(conn, 1, &paid)?;
            table::settled::insert(conn, 2, &released)
        })
        .unwrap();
    let read = |row| table::settled::by_row(store.read(), row).unwrap();
    assert_eq!((read(1), read(2)), (Some(paid), Some(released)));
}
