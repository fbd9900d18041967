//! What is made of an event for others, and what an erasure finds of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, ops::ControlFlow, path::Path};

use common::{Evening, LIST};
use lanyard_desk_core::{DeskError, DrawnTickets, TicketFiles, TicketFormat, answers::ProblemKind};

/// Draws the tickets of all into a folder.
fn draw(evening: &mut Evening, one_file: bool, folder: &Path) -> Result<DrawnTickets, DeskError> {
    let issued = evening.desk.issue(&[]).unwrap();
    let files = TicketFiles {
        one_file,
        ..TicketFormat::Pdf.into()
    };
    let on = &mut |_| ControlFlow::Continue(());
    evening.desk.draw_tickets(&issued, files, folder, on)
}

/// Where a guest's data may lie too.
fn elsewhere(evening: &mut Evening) -> Vec<String> {
    let ada = evening.id("Ada Lovelace");
    evening.desk.guest_data(&ada).unwrap().elsewhere
}

#[test]
fn what_could_not_be_written_is_not_remembered_as_made() {
    let mut evening = Evening::with(LIST);
    let file = evening.path("notes.txt");
    fs::write(&file, "mine").unwrap();
    let folder = evening.path("tickets");
    // In the place of the one file.
    fs::create_dir_all(folder.join("tickets.pdf/mine")).unwrap();
    for (one_file, to) in [(false, &file), (true, &folder)] {
        let failed = draw(&mut evening, one_file, to).unwrap_err();
        assert!(matches!(failed, DeskError::Output { .. }), "{failed}");
        assert_eq!(elsewhere(&mut evening), [""; 0], "{}", to.display());
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    draw(&mut evening, false, &folder).unwrap();
    assert_eq!(elsewhere(&mut evening), [folder.display().to_string()]);
    draw(&mut evening, true, &folder).unwrap_err();
    assert_eq!(
        elsewhere(&mut evening),
        [folder.display().to_string()],
        "what is there from before stays remembered"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_of_all_tickets_on_a_full_disk_says_so() {
    let mut evening = Evening::with(LIST);
    let folder = evening.path("tickets");
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink("/dev/full", folder.join("tickets.pdf.part")).unwrap();
    let failed = draw(&mut evening, true, &folder).unwrap_err();
    assert_eq!(failed.kind(), ProblemKind::File, "{failed}");
    assert!(failed.to_string().contains("the disk is full"), "{failed}");
}

#[test]
fn one_guest_is_erased_from_the_file_of_all_tickets_too() {
    let mut evening = Evening::with(LIST);
    let (book, each) = (evening.path("book"), evening.path("each"));
    draw(&mut evening, true, &book).unwrap();
    let drawn = draw(&mut evening, false, &each).unwrap();
    // As a drawing leaves it that was killed.
    let ada = drawn
        .files
        .iter()
        .find(|name| name.starts_with("ada"))
        .unwrap();
    fs::write(each.join(format!("{ada}.part")), "half of it").unwrap();
    let id = evening.id("Ada Lovelace");
    evening.desk.erase_guest(&id).unwrap();
    let names = |folder: &Path| -> Vec<String> {
        let files = fs::read_dir(folder).unwrap();
        files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(names(&book), [""; 0], "it has her page");
    let left = names(&each);
    let tables = ["manifest.csv", ".made-from.csv"];
    for table in tables {
        let text = fs::read_to_string(each.join(table)).unwrap();
        assert_eq!(text.lines().count(), 1 + 3, "the others are listed: {text}");
        assert!(!text.to_lowercase().contains("lovelace"), "{text}");
    }
    assert_eq!(left.len(), 3 + tables.len(), "the others' tickets stay");
    assert!(!left.iter().any(|name| name.starts_with("ada")), "{left:?}");
    let others = draw(&mut evening, false, &each).unwrap();
    assert_eq!(others.files.len(), 3);
    evening.desk.erase_all(3).unwrap();
    assert_eq!(names(&each), [""; 0]);
}

#[test]
fn a_copy_beside_the_event_is_erased_whoever_made_it() {
    let mut evening = Evening::with(LIST);
    let open = evening.desk.path().to_owned();
    evening.desk.backup(&evening.path("made.lanyard")).unwrap();
    let (by_hand, other) = (evening.path("evening.lanyard.bak"), Evening::with(LIST));
    fs::copy(evening.path("made.lanyard"), &by_hand).unwrap();
    let other_copy = evening.path("other.lanyard");
    other.desk.backup(&other_copy).unwrap();
    fs::hard_link(&open, evening.path("same.lanyard")).unwrap();
    fs::write(evening.path("notes.lanyard.txt"), "mine").unwrap();

    let told = elsewhere(&mut evening).join("\n");
    assert!(told.contains("evening.lanyard.bak"), "{told}");
    assert!(!told.contains("same.lanyard"), "it is the file: {told}");
    let erased = evening.desk.erase_all(4).unwrap();
    assert_eq!((erased.copies, erased.left), (2, vec![]));
    let names = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(8).any(|part| part == b"Lovelace")
    };
    assert!(!names(&by_hand));
    assert!(names(&other_copy), "another event’s stays as it is");
}
