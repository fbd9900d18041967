//! The event file itself, chosen where another file was meant.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::{DeskError, replace};

#[test]
fn is_neither_read_nor_written_over() {
    let mut evening = Evening::with("name,email\nAnn,ann@example.org\n");
    let file = evening.desk.path().to_owned();
    let shared = file.with_extension("lanyard-shm");
    for own in [&file, &shared] {
        let own = own.as_path();
        let refused = [
            evening.desk.import(own, &[], false).map(drop),
            evening.desk.set_logo(Some(own)),
            evening.desk.set_template("a4", Some(own)),
            replace(own, b"all guests"),
        ];
        for one in refused {
            assert!(matches!(one, Err(DeskError::OwnFile(_))), "{one:?}");
        }
    }
    assert_eq!(evening.view("Ann").name, "Ann");
}
