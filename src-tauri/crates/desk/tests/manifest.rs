//! A folder of tickets lists all that lie in it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, ops::ControlFlow};

use common::{Evening, LIST};
use lanyard_desk_core::{TicketFiles, TicketFormat};

fn issue(evening: &mut Evening, named: &[&str], files: impl Into<TicketFiles>) {
    let ids: Vec<_> = named.iter().map(|name| evening.id(name)).collect();
    let issued = evening.desk.issue(&ids).unwrap();
    let folder = evening.path("tickets");
    let mut go_on = |_| ControlFlow::Continue(());
    let drawn = evening
        .desk
        .draw_tickets(&issued, files, &folder, &mut go_on);
    drawn.unwrap();
}

/// The names in the manifest, in the order of the alphabet; each file is there.
fn listed(evening: &Evening) -> Vec<String> {
    let folder = evening.path("tickets");
    let mut csv = csv::Reader::from_path(folder.join("manifest.csv")).unwrap();
    let rows = csv.records().map(Result::unwrap);
    let mut names: Vec<_> = rows
        .map(|row| {
            assert!(folder.join(&row[3]).is_file(), "{row:?}");
            row[1].to_owned()
        })
        .collect();
    names.sort();
    names
}

const ALL: [&str; 4] = [
    "Ada Lovelace",
    "The Team",
    "Łukasz Ó Súilleabháin",
    "佐藤 美咲",
];

#[test]
fn one_more_ticket_takes_none_off_the_list() {
    let mut evening = Evening::with(LIST);
    issue(&mut evening, &[], TicketFormat::Svg);
    assert_eq!(listed(&evening), ALL);
    issue(&mut evening, &["Ada Lovelace"], TicketFormat::Svg);
    assert_eq!(listed(&evening), ALL);
    // What lies there was drawn, and is not drawn again.
    let folder = evening.path("tickets");
    let made = fs::read_to_string(folder.join(".made-from.csv")).unwrap();
    assert_eq!(made.lines().count(), 1 + ALL.len(), "{made}");
}

#[test]
fn what_holds_no_more_or_is_not_there_is_not_listed() {
    let mut evening = Evening::with(LIST);
    issue(&mut evening, &[], TicketFormat::Svg);
    let team = evening.id("The Team");
    evening.desk.revoke(&team).unwrap();
    let folder = evening.path("tickets");
    let ada = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let ada = ada.filter(|path| path.to_string_lossy().contains("ada-lovelace"));
    ada.for_each(|path| fs::remove_file(path).unwrap());
    issue(&mut evening, &["佐藤 美咲"], TicketFormat::Svg);
    assert_eq!(listed(&evening), ALL[2..]);
}

#[test]
fn a_book_of_one_is_no_book_of_all() {
    let mut evening = Evening::with(LIST);
    let book = TicketFiles {
        one_file: true,
        ..TicketFiles::from(TicketFormat::Pdf)
    };
    issue(&mut evening, &[], book.clone());
    assert_eq!(listed(&evening), ALL);
    issue(&mut evening, &["Ada Lovelace"], book);
    assert_eq!(
        listed(&evening),
        ["Ada Lovelace"],
        "the others' pages are gone"
    );
}
