//! A folder of tickets that is drawn into again.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::{collections::BTreeSet, fs, ops::ControlFlow};

use common::Evening;
use lanyard_desk_core::{AttendeeChange, DrawnTickets, TicketFormat};

const LIST: &str = "name,email,status\n\
    Ada Lovelace,ada@example.org,confirmed\n\
    Bo Brown,bo@example.org,confirmed\n\
    Cy Cole,cy@example.org,confirmed\n\
    Di Dunn,di@example.org,confirmed\n";

fn draw(evening: &mut Evening, whom: &[String]) -> DrawnTickets {
    let issued = evening.desk.issue(whom).unwrap();
    let folder = evening.path("tickets");
    let on = &mut |_| ControlFlow::Continue(());
    let drawn = evening
        .desk
        .draw_tickets(&issued, TicketFormat::Ics, &folder, on);
    drawn.unwrap()
}

/// The tickets' files.
fn there(evening: &Evening) -> BTreeSet<String> {
    let files = fs::read_dir(evening.path("tickets")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".ics")).collect()
}

#[test]
fn what_holds_no_more_goes_and_nothing_else_does() {
    let mut evening = Evening::with(LIST);
    let before = draw(&mut evening, &[]);
    assert_eq!((before.files.len(), before.taken_away), (4, 0));
    fs::write(evening.path("tickets/mine.ics"), "a note of my own").unwrap();
    fs::write(evening.path("outside.ics"), "a note of my own").unwrap();
    let manifest = evening.path("tickets/manifest.csv");
    let listed = fs::read_to_string(&manifest).unwrap();
    fs::write(
        &manifest,
        listed + "x,x,x,../outside.ics\nx,x,x,manifest.csv\n",
    )
    .unwrap();

    // Refused, renamed, given another ticket; one stays.
    evening.import(&LIST.replace("ada@example.org,confirmed", "ada@example.org,declined"));
    let name = AttendeeChange {
        name: Some("Bo Green".into()),
        ..AttendeeChange::default()
    };
    evening.edit("Bo Brown", &name);
    let cy = evening.id("Cy Cole");
    evening.desk.reissue(&cy, false).unwrap();

    let after = draw(&mut evening, &[]);
    assert_eq!((after.files.len(), after.taken_away), (3, 3));
    let mut wanted: BTreeSet<_> = after.files.into_iter().collect();
    wanted.insert("mine.ics".into());
    assert_eq!(there(&evening), wanted, "and no file of anybody’s own");
    assert!(evening.path("outside.ics").exists());
    assert_eq!(draw(&mut evening, &[]).taken_away, 0);
}

#[test]
fn drawing_one_guest_takes_nobody_else_s_ticket_away() {
    let mut evening = Evening::with(LIST);
    draw(&mut evening, &[]);
    let before = there(&evening);
    let di = evening.id("Di Dunn");
    evening.desk.reissue(&di, false).unwrap();
    let drawn = draw(&mut evening, &[di]);
    assert_eq!((drawn.files.len(), drawn.taken_away), (1, 1));
    let after = there(&evening);
    assert_eq!(after.len(), 4);
    assert_eq!(after.intersection(&before).count(), 3, "the others’ stay");
}
