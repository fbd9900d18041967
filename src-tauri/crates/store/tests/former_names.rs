//! What ticket types were called before, in files that did not keep that.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::old_file;
use lanyard_store::{Store, table};

#[test]
fn an_older_file_keeps_the_names_that_its_types_lose_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(
        folder.path(),
        1,
        "INSERT INTO event VALUES (1, zeroblob(16), 'Old evening', '', '', '', '', '2026-12-03',
           'UTC', NULL, NULL, NULL, 0, '#ff5a36', NULL, NULL, zeroblob(32), NULL);
         INSERT INTO ticket_type VALUES (0, 'General', 1, 0), (1, 'VIP', 1, 0);",
    );
    let mut store = Store::open(&path).unwrap();
    let mut event = table::event::load(store.read()).unwrap();
    assert!(
        event
            .ticket_types
            .iter()
            .all(|kind| kind.formerly.is_empty())
    );
    for name in ["Gold", "Platinum"] {
        event.ticket_types[1].name = name.into();
        store
            .write(|conn| table::event::update(conn, &event))
            .unwrap();
    }
    let event = table::event::load(store.read()).unwrap();
    assert_eq!(event.ticket_types[1].formerly, ["Gold", "VIP"]);
    assert!(event.ticket_types[0].formerly.is_empty());
    assert_eq!(
        event.ticket_type_named("vip").map(|kind| &*kind.name),
        Some("Platinum")
    );
}
