//! Guests who were merged before a file knew what each of their lists says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::old_file;
use lanyard_event::{AttendeeId, Status};
use lanyard_store::{Store, table, table::known::By};

#[test]
fn a_merged_guest_of_an_older_file_comes_as_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(
        folder.path(),
        6,
        "INSERT INTO event (only_row, id, name, series, theme, contact, venue, date, timezone,
             reentry, ribbon, salt)
           VALUES (1, zeroblob(16), 'Old evening', '', '', '', '', '2026-12-03', 'UTC', 0,
             '#ff5a36', zeroblob(32));
         INSERT INTO list VALUES (1, 'plain', 'a'), (2, 'plain', 'b');
         INSERT INTO attendee (id, source, source_key, list, list_digest, name, email, company,
             role, status, note, badge, attention)
           VALUES (x'00000000000000000000000000000001', 'plain', x'A1000000000000000000000000000000',
             1, x'', 'Ada', '', '', '', 'waitlist', '', 1, ''),
             (x'00000000000000000000000000000002', 'plain', x'B1000000000000000000000000000000',
             1, x'', 'Bo', '', '', '', 'confirmed', '', 2, '');
         INSERT INTO alias (source, source_key, attendee, was, list, missing) VALUES
           ('plain', x'A2000000000000000000000000000000', x'00000000000000000000000000000001',
             x'00000000000000000000000000000003', 2, 0),
           ('luma', x'A3000000000000000000000000000000', x'00000000000000000000000000000001',
             x'00000000000000000000000000000004', NULL, 1);
         INSERT INTO import (id, at, format, rows, added, updated) VALUES (1, 0, 'plain', 2, 0, 0);
         INSERT INTO alias (source, source_key, attendee, was, list, missing, digest, import)
           VALUES ('plain', x'B2000000000000000000000000000000',
             x'00000000000000000000000000000002', x'00000000000000000000000000000005', 2, 0,
             x'DD000000000000000000000000000000', 1);
         UPDATE alias SET digest = x'DD000000000000000000000000000000';
         INSERT INTO attendee_before (import, attendee, list, list_digest, status) VALUES
           (1, x'00000000000000000000000000000001', 1, x'', 'pending'),
           (1, x'00000000000000000000000000000002', 1, x'', 'pending');",
    );
    let store = Store::open(&path).unwrap();
    let conn = store.read();
    let id = |last: u8| {
        let mut bytes = [0; 16];
        bytes[15] = last;
        AttendeeId::from_bytes(bytes)
    };
    let said = |last| table::standing::of(conn, id(last)).unwrap().unwrap().said;
    assert_eq!(said(1), Some(Status::Waitlist));
    assert_eq!(said(2), None, "one list has them");
    let mut others: Vec<_> = table::alias::of(conn, id(1))
        .unwrap()
        .into_iter()
        .map(|one| (one.source, one.status))
        .collect();
    others.sort_by(|one, next| one.0.cmp(&next.0));
    assert_eq!(
        others,
        [
            ("luma".into(), Status::Gone),
            ("plain".into(), Status::Waitlist)
        ]
    );
    // The lists of merged guests are read anew; a name by their code stays beside its own.
    let mut known = Vec::new();
    table::known::each(conn, "plain", |one| {
        known.push((one.key[0], one.by, one.status, one.digest[0]));
        Ok(())
    })
    .unwrap();
    known.sort_by_key(|one| one.0);
    assert_eq!(
        known,
        [
            (0xA1, By::Own, Status::Waitlist, 0),
            (0xA2, By::Merged, Status::Waitlist, 0),
            (0xB1, By::Own, Status::Confirmed, 0),
            (0xB2, By::Beside, Status::Confirmed, 0xDD),
        ]
    );
    drop(store);
    let file = rusqlite::Connection::open(&path).unwrap();
    let before = |id: u8| {
        let sql = "SELECT said, status FROM attendee_before WHERE substr(hex(attendee), 32) = ?";
        file.query_row(sql, [id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
    };
    let word = || Some("pending".to_owned());
    assert_eq!(before(1), (word(), None::<String>));
    assert_eq!(before(2), (None, word()));
}
