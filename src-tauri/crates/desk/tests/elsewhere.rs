//! Which evening somebody's ticket is for, where it is not this one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::answers::Verdict;

#[test]
fn a_known_evening_is_named_and_an_unknown_one_is_not() {
    let other = |event: String| {
        event.replace(
            "name = \"Evening\"\ndate = \"2026-12-03\"",
            "name = \"Machine Learning Night\"\ndate = \"2026-12-10\"",
        )
    };
    let mut night = Evening::changed(other, LIST);
    let mut evening = Evening::with(LIST);
    let code = night.code("Ada Lovelace");
    let refused = evening.scan(&code);
    assert_eq!(refused.verdict, Verdict::WrongEvent);
    assert_eq!(refused.detail.event, None, "nobody here knows that file");
    let home = evening.desk.home();
    home.note_event(night.desk.path()).unwrap();
    home.note_event(evening.desk.path()).unwrap();
    let event = evening.scan(&code).detail.event.unwrap();
    assert_eq!(
        (event.name.as_str(), event.date.as_str()),
        ("Machine Learning Night", "2026-12-10")
    );
    let own = evening.code("Ada Lovelace");
    assert_eq!(evening.scan(&own).detail.event, None);
    std::fs::remove_file(night.desk.path()).unwrap();
    assert_eq!(evening.scan(&code).detail.event, None);
}
