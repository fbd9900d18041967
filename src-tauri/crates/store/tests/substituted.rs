//! Files from before it was kept what somebody had answered in whose place somebody came.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::old_file;
use lanyard_event::AttendeeId;
use lanyard_store::{Store, table};

#[test]
fn who_was_replaced_in_an_older_file_is_known_without_answers() {
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(
        folder.path(),
        7,
        "INSERT INTO event (only_row, id, name, series, theme, contact, venue, date, timezone,
             reentry, ribbon, salt)
           VALUES (1, zeroblob(16), 'Old evening', '', '', '', '', '2026-12-03', 'UTC', 0,
             '#ff5a36', zeroblob(32));
         INSERT INTO attendee (id, source, source_key, list_digest, name, email, company, role,
             status, note, badge, attention)
           VALUES (x'00000000000000000000000000000001', 'plain', x'A1000000000000000000000000000000',
             x'', 'Mary', '', '', '', 'confirmed', '', 1, '');
         INSERT INTO substituted VALUES (3, 'Ada', 'a@example.org', '', '', '');",
    );
    let mut store = Store::open(&path).unwrap();
    let before = table::substituted::by_row(store.read(), 3)
        .unwrap()
        .unwrap();
    assert_eq!((before.name.as_str(), &before.answers), ("Ada", &None));
    let mut id = [0; 16];
    id[15] = 1;
    let id = AttendeeId::from_bytes(id);
    let kept = store.write(|conn| {
        table::answer::set(conn, id, "Diet", "vegan")?;
        let mary = table::attendee::by_id(conn, id)?.unwrap();
        table::substituted::Substituted::of(conn, &mary)
    });
    let answers = kept.unwrap().answers.unwrap();
    let all: Vec<_> = table::answer::unpack(&answers).collect();
    assert_eq!(all, [(1, "vegan")]);
}
