//! What the desk says of itself before anybody is scanned.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use common::{Evening, LIST};
use lanyard_desk_core::answers::{Health, RehearsedWhat, Unwritable};

/// A file that can only be read; the superuser too needs the file system's own word for that.
struct ReadOnly(PathBuf);

impl ReadOnly {
    /// Nothing where the superuser's tests lie on a file system that has no such word.
    fn file(path: &Path) -> Option<Self> {
        fs::set_permissions(path, fs::Permissions::from_mode(0o444)).unwrap();
        if can_be_written(path) {
            chattr("+i", path);
        }
        let locked = Self(path.to_owned());
        (!can_be_written(path)).then_some(locked)
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        chattr("-i", &self.0);
    }
}

fn can_be_written(path: &Path) -> bool {
    fs::OpenOptions::new().write(true).open(path).is_ok()
}

fn chattr(flag: &str, path: &Path) {
    // Only the superuser may, and only where the file system can.
    let _ = Command::new("chattr").arg(flag).arg(path).output();
}

#[test]
fn a_desk_that_can_record_nothing_says_so_before_the_first_scan() {
    let mut evening = Evening::with(LIST);
    assert_eq!(evening.desk.view().unwrap().unwritable, None);
    let file = evening.desk.path().to_owned();
    let elsewhere = evening.path("elsewhere.lanyard");
    fs::rename(&file, &elsewhere).unwrap();
    let view = evening.desk.view().unwrap();
    assert_eq!(view.unwritable, Some(Unwritable::TakenAway));
    fs::rename(&elsewhere, &file).unwrap();
    assert_eq!(evening.desk.view().unwrap().unwritable, None);

    let log = file.with_extension("lanyard-wal");
    let Some(locked) = ReadOnly::file(&log) else {
        return;
    };
    let view = evening.desk.view().unwrap();
    assert_eq!(view.unwritable, Some(Unwritable::ReadOnly), "by now");
    drop(locked);
    fs::set_permissions(&log, fs::Permissions::from_mode(0o644)).unwrap();

    let code = evening.code("Ada Lovelace");
    let Evening {
        folder,
        clock,
        desk,
    } = evening;
    drop(desk);
    let _locked = ReadOnly::file(&file);
    let options = common::options(&folder, &clock, 1);
    let mut desk = lanyard_desk_core::Desk::open(&file, options).unwrap();
    let view = desk.view().unwrap();
    assert_eq!(
        view.unwritable,
        Some(Unwritable::ReadOnly),
        "from the first"
    );
    desk.scan(lanyard_desk_core::ScanRequest::new(code))
        .unwrap_err();
}

#[test]
fn a_clock_that_was_set_says_which_day_it_shows() {
    let mut evening = Evening::with(LIST);
    assert_eq!(evening.desk.view().unwrap().set_clock, None);
    evening.desk.rehearse_at("2026-12-04T00:41").unwrap();
    let view = evening.desk.view().unwrap();
    assert_eq!(view.clock, "00:41");
    assert_eq!(view.set_clock.as_deref(), Some("2026-12-04"));
    let practice = evening.desk.practise().unwrap().view().unwrap();
    assert_eq!(practice.set_clock, view.set_clock, "in practice too");
    let rehearsal = evening.desk.rehearse().unwrap();
    let clock = rehearsal
        .iter()
        .find(|one| one.what == RehearsedWhat::Clock)
        .unwrap();
    assert_eq!(clock.health, Health::Look, "on the right day, too");
}
