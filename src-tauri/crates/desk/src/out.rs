//! Files for others: a new one, or one in the place of what is there. Each is whole, or not there.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::{DeskError, Result};

/// How the name of a file ends that is not whole yet.
pub(crate) const PART: &str = ".part";

/// Writes a new file.
///
/// # Errors
/// There is one of that name already, or it can't be written.
pub fn write_new(to: &Path, bytes: &[u8]) -> Result<()> {
    fill_new(to, |mut file| file.write_all(bytes))
}

/// Writes a new file by what fills it.
pub(crate) fn fill_new(to: &Path, fill: impl FnOnce(fs::File) -> io::Result<()>) -> Result<()> {
    let file = fs::File::create_new(to).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => DeskError::Exists(to.to_owned()),
        _ => output(to, error),
    })?;
    fill(file).map_err(|error| {
        let _ = fs::remove_file(to);
        output(to, error)
    })
}

/// Puts a file in the place of the one that may be there.
pub(crate) fn replace(to: &Path, bytes: &[u8]) -> Result<()> {
    let mut part = to.as_os_str().to_owned();
    part.push(PART);
    let part = PathBuf::from(part);
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, to));
    written.map_err(|error| {
        let _ = fs::remove_file(&part);
        output(to, error)
    })
}

pub(crate) fn output(path: &Path, error: std::io::Error) -> DeskError {
    DeskError::Output {
        path: path.to_owned(),
        error,
    }
}
