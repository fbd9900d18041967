//! What is wrong with a new event is said at once.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Evening, options};
use lanyard_desk_core::{Desk, answers::EventForm};

/// The values that are wrong.
fn wrong(evening: &Evening, form: &EventForm) -> Vec<String> {
    let options = options(&evening.folder, &evening.clock, 1);
    let made = Desk::create_with(&evening.path("new.lanyard"), form, options).unwrap();
    assert_eq!(made.is_ok(), evening.path("new.lanyard").exists());
    let faults = made.err().unwrap_or_default();
    faults.into_iter().map(|fault| fault.at).collect()
}

#[test]
fn every_value_of_its_own_is_looked_at() {
    let evening = Evening::new();
    let good = evening.desk.next_form(jiff::civil::date(2027, 1, 14));
    let mut form = good.clone();
    form.event.name = " ".into();
    form.event.date = String::new();
    form.event.timezone = "Dublin".into();
    form.event.ends = "late".into();
    form.event.ribbon = "orange-ish".into();
    assert_eq!(
        wrong(&evening, &form),
        [
            "event.name",
            "event.date",
            "event.timezone",
            "event.ends",
            "event.ribbon"
        ]
    );
    form = good.clone();
    form.event.erase_on = "2026-01-01".into();
    assert_eq!(wrong(&evening, &form), ["event.erase_on"]);
    form.event.date = "tomorrow".into();
    assert_eq!(
        wrong(&evening, &form),
        ["event.date"],
        "what a date that nobody gave would say is not told"
    );
    assert_eq!(wrong(&evening, &good), Vec::<String>::new());
}
