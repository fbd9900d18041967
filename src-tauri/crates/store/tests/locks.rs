//! SQLite's locks on an open event file are not lost.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

use std::{fs, os::unix::fs::MetadataExt as _, path::Path};

use lanyard_store::{Store, is_held};

/// How many locks this process holds on a file: `/proc/locks` has process, device and number of it.
fn locks(path: &Path) -> usize {
    let process = std::process::id().to_string();
    let end = format!(":{}", path.metadata().unwrap().ino());
    let all = fs::read_to_string("/proc/locks").unwrap();
    let ours = all.lines().filter(|line| {
        let mut words = line.split_ascii_whitespace().skip(4);
        words.next() == Some(&process) && words.next().is_some_and(|file| file.ends_with(&end))
    });
    ours.count()
}

#[test]
fn a_look_into_an_open_file_leaves_it_locked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("e.lanyard");
    let store = Store::create(&path, |_| Ok(())).unwrap();
    let shared = path.with_extension("lanyard-shm");
    let before = (locks(&path), locks(&shared));
    assert!(before.0 > 0 && before.1 > 0, "{before:?}");
    Store::look(&path, |_| Ok(())).unwrap();
    drop(Store::open(&path).unwrap());
    assert_eq!((locks(&path), locks(&shared)), before);

    assert!(is_held(&path) && is_held(&shared));
    let linked = folder.path().join("linked");
    std::os::unix::fs::symlink(&path, &linked).unwrap();
    assert!(is_held(&linked), "by any name");
    drop(store);
    assert!(!is_held(&path), "nobody has it open any more");
}
