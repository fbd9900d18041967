//! The log of what was sent: found again, and true after a program was killed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::{
    DeskError,
    answers::{MailFilter, MailLine, MailSettingsChange, MailState},
};
use lanyard_store::{
    Store, table,
    table::mail::{LetterKind, NewMail},
};

/// Mail of other programs, in the order of the names; the first is being handed over.
fn sending(evening: &mut Evening, names: &[&str]) {
    let ids: Vec<_> = names.iter().map(|name| evening.id(name)).collect();
    let at = "2026-12-03T18:16:00Z".parse().unwrap();
    let store = Store::open(evening.desk.path()).unwrap();
    let mut store = store;
    store
        .write(|conn| -> lanyard_store::Result<()> {
            for (nth, id) in ids.iter().enumerate() {
                let mail = table::mail::queue(
                    conn,
                    &NewMail {
                        letter: LetterKind::Ticket,
                        attendee: id.parse().unwrap(),
                        ticket: None,
                        round: 1,
                        address: "guest@example.org",
                        message_id: &format!("{nth}@example.org"),
                        at,
                    },
                )?;
                if nth == 0 {
                    table::mail::claim(conn, mail, "guest@example.org", "Ticket", at)?;
                }
            }
            Ok(())
        })
        .unwrap();
}

fn log(evening: &mut Evening, filter: MailFilter) -> Vec<MailLine> {
    evening.desk.mail_log(&filter).unwrap()
}

#[test]
fn it_is_searched_by_name_without_accents_and_by_address_and_cut_where_asked() {
    let mut evening = Evening::with(LIST);
    sending(
        &mut evening,
        &["Ada Lovelace", "Łukasz Ó Súilleabháin", "佐藤 美咲"],
    );
    let mut named = |search: &str, most| {
        let lines = log(
            &mut evening,
            MailFilter {
                search: Some(search.to_owned()),
                most,
                ..MailFilter::default()
            },
        );
        lines.into_iter().map(|line| line.name).collect::<Vec<_>>()
    };
    assert_eq!(
        named("suilleabhain lukasz", None),
        ["Łukasz Ó Súilleabháin"]
    );
    assert_eq!(named("GUEST@example", None).len(), 3);
    assert_eq!(named("guest@example", Some(2)).len(), 2);
    assert_eq!(named("  ", Some(1)).len(), 1);
    assert_eq!(named("nobody", None), [""; 0]);
}

#[test]
fn what_was_cut_off_is_uncertain_once_nobody_sends() {
    let mut evening = Evening::with(LIST);
    sending(&mut evening, &["Ada Lovelace"]);
    let id = evening.desk.event().id;
    let folder = evening.desk.home().folder().join("mail");
    std::fs::create_dir_all(&folder).unwrap();
    let other = std::fs::File::create(folder.join(format!("{id}.lock"))).unwrap();
    other.lock().unwrap();
    let mut state = || log(&mut evening, MailFilter::default())[0].state;
    assert_eq!(
        state(),
        MailState::Sending,
        "another program has it in hand"
    );
    drop(other);
    assert_eq!(state(), MailState::Uncertain);
}

#[test]
fn a_port_or_a_pace_of_none_is_refused_and_nothing_is_kept() {
    let mut evening = Evening::with(LIST);
    let before = evening.desk.mail_settings().unwrap();
    let change = |port, per_minute| MailSettingsChange {
        host: Some("smtp.example.org".into()),
        port,
        per_minute,
        ..MailSettingsChange::default()
    };
    for (change, wrong) in [
        (change(Some(0), None), DeskError::NoPort),
        (change(None, Some(0)), DeskError::NoPace),
    ] {
        let error = evening.desk.set_mail_settings(&change).unwrap_err();
        assert_eq!(error.to_string(), wrong.to_string());
    }
    let after = evening.desk.mail_settings().unwrap();
    assert_eq!(
        (after.host, after.per_minute),
        (before.host, before.per_minute)
    );
}
