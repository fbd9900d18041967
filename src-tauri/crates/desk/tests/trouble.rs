//! Why something could not be done, for a window that says it in its own words.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{io, path::PathBuf};

use common::{Evening, LIST};
use lanyard_desk_core::{
    DeskError,
    answers::{CameraTrouble, FileWhy, PictureWhy, PrinterTrouble, Problem, Trouble, Why},
    rehearse_printer,
};
use lanyard_exchange::list::RowError;
use lanyard_optics::{CameraError, ReadError};
use lanyard_paper::{PaperError, printer::PrinterError};
use lanyard_store::StoreError;

fn full() -> io::Error {
    io::ErrorKind::StorageFull.into()
}

#[test]
fn what_a_desk_meets_is_told_in_kind() {
    let file = PathBuf::from("/home/mia/x");
    let says = || "it is torn".to_owned();
    for (error, expected) in [
        (
            DeskError::NotRecorded(StoreError::DiskFull),
            Trouble::DiskFull,
        ),
        (
            DeskError::NotRecorded(StoreError::Damaged(says())),
            Trouble::EventDamaged { says: says() },
        ),
        (StoreError::ReadOnly.into(), Trouble::EventReadOnly),
        (StoreError::Busy.into(), Trouble::EventBusy),
        (
            StoreError::Disk(io::Error::other("it is torn")).into(),
            Trouble::DiskFails { says: says() },
        ),
        (
            PrinterError::TooSlow { host: "box".into() }.into(),
            Trouble::Printer {
                why: PrinterTrouble::TooSlow { host: "box".into() },
            },
        ),
        (
            CameraError::InUse.into(),
            Trouble::Camera {
                why: CameraTrouble::InUse,
            },
        ),
        (
            ReadError::Empty("the picture".into()).into(),
            Trouble::Picture {
                why: PictureWhy::Empty,
            },
        ),
        (
            ReadError::IsDirectory(file.clone()).into(),
            Trouble::NotRead {
                file: file.display().to_string(),
                why: FileWhy::IsFolder,
            },
        ),
        (
            RowError::NotAnEmail("at home".into()).into(),
            Trouble::Value {
                why: Why::NotAnEmail {
                    text: "at home".into(),
                },
            },
        ),
        (
            PaperError::Write(full()).into(),
            Trouble::PdfNotWritten { why: FileWhy::Full },
        ),
        (
            DeskError::Home {
                path: file.clone(),
                error: full(),
            },
            Trouble::DataFolder {
                file: file.display().to_string(),
                why: FileWhy::Full,
            },
        ),
        (
            DeskError::Spill(full()),
            Trouble::TemporaryFolder { why: FileWhy::Full },
        ),
        (
            DeskError::UnlikelyCode { least: 8, most: 90 },
            Trouble::UnlikelyCode { least: 8, most: 90 },
        ),
        (
            DeskError::Stopped { done: 3, total: 9 },
            Trouble::Stopped { done: 3, total: 9 },
        ),
        (DeskError::AlreadyUndone(4), Trouble::AlreadyUndone),
        (DeskError::NothingHappened(4), Trouble::NothingHappened),
        (DeskError::NothingToUndo, Trouble::NothingToUndo),
        (DeskError::NotSettled(4), Trouble::NotSettled),
        (DeskError::NoReason, Trouble::NoReason),
        (DeskError::WrongPin, Trouble::WrongPin),
        (DeskError::CodeIsNoName, Trouble::CodeIsNoName),
        (DeskError::CodeTaken, Trouble::CodeTaken),
        (DeskError::NotForeign, Trouble::NotForeign),
        (DeskError::CodeOfOtherEvent, Trouble::CodeOfOtherEvent),
    ] {
        let problem = Problem::from(error);
        assert_eq!(problem.trouble.as_deref(), Some(&expected));
        assert!(problem.list.is_none() && !problem.message.is_empty());
    }
}

#[test]
fn a_list_is_told_of_in_its_own_way_alone() {
    let problem = Problem::from(DeskError::ListChanged);
    assert!(problem.list.is_some() && problem.trouble.is_none());
}

#[test]
fn a_camera_that_is_lost_says_why() {
    let error = CameraError::Refused {
        host: "box".into(),
        status: 404,
    };
    let problem = Problem::from(&error);
    assert_eq!(problem.message, error.to_string());
    assert_eq!(problem, Problem::from(DeskError::from(error)));
}

#[test]
fn a_badge_in_a_file_and_the_rehearsal_say_what_the_printer_has() {
    // Nobody listens there.
    let uri = "ipp://127.0.0.1:1/ipp/print";
    let why = Trouble::Printer {
        why: PrinterTrouble::Unreachable {
            host: "127.0.0.1:1".into(),
        },
    };
    let rehearsed = rehearse_printer(Some(uri)).facts.problem.unwrap();
    assert_eq!(rehearsed.trouble.as_deref(), Some(&why));
    let mut evening = Evening::with(LIST);
    evening.desk.set_printer(Some(uri.into()), false).unwrap();
    let id = evening.id("Ada Lovelace");
    let printed = evening.desk.badge_job(&id).unwrap().send();
    assert!(printed.file.is_some());
    assert_eq!(printed.problem, Some(rehearsed));
}
