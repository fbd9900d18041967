//! Event files from before.

use std::path::{Path, PathBuf};

const STEPS: [&str; 10] = [
    include_str!("../../migrations/01-the-evening.sql"),
    include_str!("../../migrations/02-the-door.sql"),
    include_str!("../../migrations/03-lists.sql"),
    include_str!("../../migrations/04-mail.sql"),
    include_str!("../../migrations/05-the-office.sql"),
    include_str!("../../migrations/06-who-is-who.sql"),
    include_str!("../../migrations/07-several-lists.sql"),
    include_str!("../../migrations/08-in-their-place.sql"),
    include_str!("../../migrations/09-former-names.sql"),
    include_str!("../../migrations/10-settled.sql"),
];

/// A file of this schema in a folder, filled by `rows`.
pub(crate) fn old_file(folder: &Path, schema: usize, rows: &str) -> PathBuf {
    let path = folder.join("old.lanyard");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.pragma_update(None, "foreign_keys", false).unwrap();
    for step in &STEPS[..schema] {
        old.execute_batch(step).unwrap();
    }
    let is_ours = format!("PRAGMA application_id = 0x4C4E5944; PRAGMA user_version = {schema};");
    old.execute_batch(&is_ours).unwrap();
    old.execute_batch(rows).unwrap();
    path
}
