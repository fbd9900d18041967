//! The password of a mail server stays as long as an evening needs it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST, options};
use lanyard_desk_core::{
    Desk,
    answers::{MailSettingsChange, PasswordFrom},
};

fn server(host: &str, password: Option<&str>) -> MailSettingsChange {
    MailSettingsChange {
        host: Some(host.to_owned()),
        user: Some("mia".to_owned()),
        from_address: Some("mia@example.org".to_owned()),
        password: password.map(str::to_owned),
        ..MailSettingsChange::default()
    }
}

fn kept(evening: &Evening) -> usize {
    let files = std::fs::read_dir(evening.desk.home().folder().join("mail")).unwrap();
    files.count()
}

#[test]
fn one_that_nobody_needs_any_more_is_forgotten() {
    let mut evening = Evening::with(LIST);
    let set = |desk: &mut Desk, change| desk.set_mail_settings(&change).unwrap().password;
    set(&mut evening.desk, server("old.example.org", Some("secret")));
    assert_eq!(kept(&evening), 1);
    let without = set(&mut evening.desk, server("new.example.org", None));
    assert_eq!((kept(&evening), without), (0, PasswordFrom::Nowhere));
    set(&mut evening.desk, server("new.example.org", Some("secret")));

    // The next evening sends by the same server, until it doesn't.
    let path = evening.path("next.lanyard");
    let form = evening.desk.next_form(jiff::civil::date(2027, 1, 14));
    let options = options(&evening.folder, &evening.clock, 1);
    let next = evening.desk.another_evening(&path, &form, options);
    let mut next = next.unwrap().unwrap();
    for desk in [&evening.desk, &next] {
        evening.desk.home().note_event(desk.path()).unwrap();
    }
    set(&mut next, server("third.example.org", None));
    assert_eq!(kept(&evening), 1, "this evening needs it");
    set(&mut evening.desk, server("third.example.org", None));
    assert_eq!(kept(&evening), 0);
}
