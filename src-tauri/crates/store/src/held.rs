//! Which event files this process has open.
//!
//! SQLite's locks on a file are POSIX advisory locks: they belong to the whole process, and are
//! gone as soon as it closes *any* handle of that file, one that only read it too (“How To Corrupt
//! An SQLite Database File”, section 2.2). Another process then takes the file for one that nobody
//! has open, and deletes the log into which this one goes on writing.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::store::{FileMark, mark_of};

static HELD: Mutex<Vec<(PathBuf, FileMark)>> = Mutex::new(Vec::new());

fn all() -> MutexGuard<'static, Vec<(PathBuf, FileMark)>> {
    // A list of paths is whole whoever panicked.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is open as long as this lives.
#[derive(Debug)]
pub(crate) struct Held(FileMark);

impl Held {
    pub(crate) fn of(path: &Path, mark: FileMark) -> Self {
        all().push((path.to_owned(), mark));
        Self(mark)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut all = all();
        if let Some(at) = all.iter().position(|(_, mark)| *mark == self.0) {
            all.swap_remove(at);
        }
    }
}

/// Whether SQLite has this file open here, by whatever name: an event file, or one of the two
/// beside it. Nothing else may open it: not even to look what it is.
pub fn is_held(path: &Path) -> bool {
    let Ok(mark) = mark_of(path) else {
        return false;
    };
    let beside = |held: &Path, end: &str| {
        let mut name = held.as_os_str().to_owned();
        name.push(end);
        mark_of(Path::new(&name)).ok() == Some(mark)
    };
    all()
        .iter()
        .any(|(held, of)| *of == mark || beside(held, "-shm") || beside(held, "-wal"))
}
