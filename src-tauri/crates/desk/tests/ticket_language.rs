//! A ticket speaks the language of the letter with which it comes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, ops::ControlFlow, path::Path, process::Command};

use common::{EVENT, Evening, LIST};
use lanyard_desk_core::{TicketFiles, TicketFormat, answers::MailSettingsChange};

/// What a drawn ticket says.
fn said(path: &Path) -> String {
    if path.extension().is_some_and(|end| end == "ics") {
        return fs::read_to_string(path).unwrap().replace("\r\n ", "");
    }
    let text = Command::new("pdftotext")
        .args(["-layout"])
        .arg(path)
        .arg("-")
        .output();
    String::from_utf8(text.unwrap().stdout).unwrap()
}

fn drawn(evening: &mut Evening, format: TicketFormat, language: Option<&str>) -> String {
    let id = evening.id("The Team");
    let issued = evening.desk.issue(&[id]).unwrap();
    let files = TicketFiles {
        language: language.map(str::to_owned),
        ..TicketFiles::from(format)
    };
    let folder = evening.path("tickets");
    let mut go_on = |_| ControlFlow::Continue(());
    let names = evening
        .desk
        .draw_tickets(&issued, files, &folder, &mut go_on);
    said(&folder.join(&names.unwrap()[0]))
}

#[test]
fn it_is_that_of_the_letters_unless_another_is_named() {
    let contact = |event: String| event.replace("capacity = 5", "contact = \"host@example.org\"");
    let mut evening = Evening::of(&contact(EVENT.to_owned()));
    evening.import(LIST);
    let english = ["Doors 18:15", "Questions? host@example.org"];
    let german = ["Einlass 18:15", "Fragen? host@example.org"];
    let pdf = |words: &[&str; 2], day: &str, admits: &str| {
        [
            words[0].to_owned(),
            words[1].to_owned(),
            day.to_owned(),
            admits.to_owned(),
        ]
    };
    let english_pdf = pdf(&english, "Thursday 3 December 2026", "Admits 3");
    let german_pdf = pdf(&german, "Donnerstag, 3. Dezember 2026", "Für 3 Personen");
    let has = |text: &str, words: &[String]| {
        for word in words {
            assert!(text.contains(word), "{word}: {text}");
        }
    };
    has(&drawn(&mut evening, TicketFormat::Pdf, None), &english_pdf);
    has(
        &drawn(&mut evening, TicketFormat::Pdf, Some("de")),
        &german_pdf,
    );
    let set = MailSettingsChange {
        language: Some("de".into()),
        ..MailSettingsChange::default()
    };
    evening.desk.set_mail_settings(&set).unwrap();
    has(&drawn(&mut evening, TicketFormat::Pdf, None), &german_pdf);
    has(
        &drawn(&mut evening, TicketFormat::Pdf, Some("en")),
        &english_pdf,
    );
    let entry = drawn(&mut evening, TicketFormat::Ics, None);
    has(&entry, &german.map(str::to_owned));
    assert!(entry.contains("für 3 Personen"), "{entry}");
}
