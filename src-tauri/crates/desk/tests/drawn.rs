//! How far the tickets are drawn, as their folder tells.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, ops::ControlFlow, path::Path};

use common::Evening;
use lanyard_desk_core::{DeskError, DrawnTickets, TicketFormat, answers::TicketsDrawn};

const GUESTS: u32 = 600;
const ALL: usize = usize::MAX;

fn evening() -> Evening {
    let rows = (0..GUESTS).map(|n| format!("Guest {n},guest{n}@example.org\n"));
    Evening::with(&("name,email\n".to_owned() + &rows.collect::<String>()))
}

fn draw(
    evening: &mut Evening,
    whom: &[String],
    folder: &Path,
    last: usize,
) -> Result<DrawnTickets, DeskError> {
    let issued = evening.desk.issue(whom).unwrap();
    let on = &mut |done| match done < last {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    };
    evening
        .desk
        .draw_tickets(&issued, TicketFormat::Ics, folder, on)
}

fn drawn(evening: &mut Evening) -> (u32, u32, bool) {
    let TicketsDrawn {
        drawn,
        total,
        unfinished,
        ..
    } = evening.desk.drawn().unwrap();
    (drawn, total, unfinished)
}

#[test]
fn what_lies_in_the_folder_is_told_and_can_be_gone_on_with() {
    let mut evening = evening();
    let folder = evening.path("tickets");
    assert_eq!(drawn(&mut evening), (0, GUESTS, false));
    draw(&mut evening, &[], Path::new("/proc/nope"), ALL).unwrap_err();
    assert_eq!(
        drawn(&mut evening),
        (0, GUESTS, false),
        "nothing was written"
    );

    draw(&mut evening, &[], &folder, 2).unwrap_err();
    let (done, total, unfinished) = drawn(&mut evening);
    assert!((2..GUESTS).contains(&done), "{done}");
    assert!(total == GUESTS && unfinished);
    let mut evening = evening.reopened(1);
    let told = evening.desk.drawn().unwrap();
    assert_eq!(told.folder, Some(folder.display().to_string()));
    assert!(told.unfinished);

    // One alone is not all of them.
    let one = evening.id("Guest 0");
    let elsewhere = evening.path("elsewhere");
    draw(&mut evening, &[one], &elsewhere, ALL).unwrap();
    assert_eq!(drawn(&mut evening), (done, GUESTS, true));
    draw(&mut evening, &[], &folder, ALL).unwrap();
    assert_eq!(drawn(&mut evening), (GUESTS, GUESTS, false));

    let other = evening.id("Guest 1");
    evening.desk.reissue(&other, false).unwrap();
    assert_eq!(
        drawn(&mut evening),
        (GUESTS - 1, GUESTS, false),
        "another ticket by now"
    );
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        drawn(&mut evening),
        (1, GUESTS, false),
        "that one lies elsewhere"
    );
}

#[test]
fn a_drawing_that_was_killed_is_listed_from_time_to_time() {
    let mut evening = evening();
    let folder = evening.path("tickets");
    let issued = evening.desk.issue(&[]).unwrap();
    let mut listed = 0;
    let drawing = evening
        .desk
        .draw_tickets(&issued, TicketFormat::Ics, &folder, &mut |done| {
            if done == 510 {
                let text = fs::read_to_string(folder.join("manifest.csv")).unwrap();
                listed = text.lines().count() - 1;
            }
            ControlFlow::Continue(())
        });
    drawing.unwrap();
    assert!(listed >= 500, "{listed} were listed before the end");
}
