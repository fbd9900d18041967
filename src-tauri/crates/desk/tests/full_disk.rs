//! A disk that is full, seen before anybody is scanned.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use common::{Evening, LIST, options};
use lanyard_desk_core::{Desk, ScanRequest, answers::Unwritable};

/// A small disk of its own, which only the superuser can have.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn at(path: &Path) -> Option<Self> {
        fs::create_dir(path).unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=4m", "none"])
            .arg(path)
            .output();
        let mounted = mount.is_ok_and(|mount| mount.status.success());
        mounted.then(|| Self(path.to_owned()))
    }

    fn fill(&self) {
        let mut file = fs::File::create(self.0.join("filler")).unwrap();
        while file.write_all(&[7; 4096]).is_ok() {}
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

#[test]
fn the_desk_says_so_and_goes_on_once_there_is_room() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    let Some(disk) = SmallDisk::at(&evening.path("disk")) else {
        return;
    };
    let file = disk.0.join("evening.lanyard");
    evening.desk.backup(&file).unwrap();
    let open = || Desk::open(&file, options(&evening.folder, &evening.clock, 1)).unwrap();
    let mut desk = open();
    assert_eq!(desk.view().unwrap().unwritable, None);
    disk.fill();
    assert_eq!(desk.view().unwrap().unwritable, Some(Unwritable::Full));
    drop(desk);
    // A desk that starts on it.
    let mut desk = open();
    assert_eq!(desk.view().unwrap().unwritable, Some(Unwritable::Full));
    let refused = desk.scan(ScanRequest::new(&*code));
    assert!(refused.is_err(), "{refused:?}");
    fs::remove_file(disk.0.join("filler")).unwrap();
    assert_eq!(desk.view().unwrap().unwritable, None);
    desk.scan(ScanRequest::new(&*code)).unwrap();
    drop(desk);
}
