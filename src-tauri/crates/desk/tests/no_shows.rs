//! Whoever has not come by the end did not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};

#[test]
fn the_numbers_say_when_nobody_is_to_come_any_more() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    evening.scan(&code);
    let numbers = evening.desk.numbers(None).unwrap();
    assert!(!numbers.over, "at a quarter past six");
    assert_eq!(numbers.counts.to_come, 5);
    let morning = "2026-12-04T09:00:00Z".parse().unwrap();
    let numbers = evening.desk.numbers(Some(morning)).unwrap();
    assert!(numbers.over, "the morning after");
    assert_eq!(numbers.counts.to_come, 5);
}
