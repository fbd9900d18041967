//! What older event files have of lists, after their migration.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use lanyard_event::{Status, TicketId};
use lanyard_store::{Store, table};

fn old(path: &std::path::Path, schema: u32) {
    let old = rusqlite::Connection::open(path).unwrap();
    old.execute_batch(include_str!("../migrations/01-the-evening.sql"))
        .unwrap();
    if schema == 2 {
        old.execute_batch(include_str!("../migrations/02-the-door.sql"))
            .unwrap();
    }
    let attention = if schema == 2 { ", 'VIP'" } else { "" };
    let privacy = if schema == 2 { ", 0" } else { "" };
    old.execute_batch(&format!(
        "PRAGMA application_id = 0x4C4E5944;
         PRAGMA user_version = {schema};
         INSERT INTO event VALUES (1, zeroblob(16), 'Old evening', '', '', '', '', '2026-12-03',
           'UTC', NULL, NULL, NULL, 0, '#ff5a36', NULL, NULL, zeroblob(32), NULL{privacy});
         INSERT INTO ticket_type VALUES (0, 'General', 1, 0);
         INSERT INTO orders VALUES (zeroblob(16), 'ORD-1');
         INSERT INTO import VALUES (1, 0, 'plain', 2, 2, 0);
         INSERT INTO attendee VALUES (zeroblob(16), 'plain', 'email:ada@example.org|ada', x'01',
           'Ada', 'ada@example.org', '', '', 'confirmed', '', 7, zeroblob(16), 1{attention});
         INSERT INTO attendee VALUES (x'00000000000000000000000000000001', 'plain',
           'name:bo|00112233445566778899aabbccddeeff|2', x'02', 'Bo', '', '', '', 'waitlist', '',
           8, NULL, 1{attention});
         INSERT INTO question VALUES (1, 'Diet'), (2, 'Size');
         INSERT INTO answer VALUES (zeroblob(16), 2, 'XL'), (zeroblob(16), 1, 'vegan');
         INSERT INTO ticket VALUES (5, zeroblob(16), 0, 1, NULL, NULL, NULL, NULL, NULL, NULL,
           'EB-1');
         INSERT INTO ticket VALUES (6, x'00000000000000000000000000000001', 0, 1, NULL, NULL, NULL,
           NULL, NULL, NULL, NULL);"
    ))
    .unwrap();
}

#[test]
fn codes_answers_and_origins_of_older_files_stay() {
    for schema in [1, 2] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.lanyard");
        old(&path, schema);
        let store = Store::open(&path).unwrap();
        let conn = store.read();
        let ticket = table::ticket::by_foreign_code(conn, "EB-1").unwrap();
        assert_eq!(ticket.unwrap().id, TicketId(5));
        let ada = table::attendee::list(conn).unwrap().remove(0);
        assert_eq!(
            table::answer::of(conn, ada.id).unwrap(),
            [("Diet", "vegan"), ("Size", "XL")].map(|(q, a)| (q.into(), a.into()))
        );
        let order = table::attendee::order_reference(conn, ada.id).unwrap();
        assert_eq!(order.as_deref(), Some("ORD-1"));
        assert_eq!(
            table::attendee::count_with(conn, Status::Waitlist).unwrap(),
            1
        );
        let origin = |key: &str| {
            let origin = table::attendee::Origin {
                source: "plain".into(),
                key: key.into(),
            };
            origin.digest()
        };
        let mut known = Vec::new();
        table::known::each(conn, "plain", |one| {
            known.push(one.key);
            Ok(())
        })
        .unwrap();
        assert_eq!(
            known,
            [
                origin("email:ada@example.org|ada"),
                origin("name:bo|00112233445566778899aabbccddeeff"),
            ],
            "their lists know them as before"
        );
        assert!(store.integrity().unwrap().is_empty());
        let refused = conn.execute(
            "INSERT INTO ticket (id, attendee, ticket_type, admits) VALUES (9, x'01', 0, 1)",
            [],
        );
        assert!(refused.is_err(), "foreign keys are looked up again");
    }
}
