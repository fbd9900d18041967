//! Files for others: a new one, or one in the place of what is there. Each is whole, or not there.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::{DeskError, Result, chosen::not_own};

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
///
/// # Errors
/// It can't be written; then the one that was there still is.
pub fn replace(to: &Path, bytes: &[u8]) -> Result<()> {
    not_own(to)?;
    if to.exists() && !to.is_file() {
        // A device or a pipe, whose place nothing can take.
        return fs::write(to, bytes).map_err(|error| output(to, error));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_replaced_stays_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list.pdf");
        replace(&file, b"old").unwrap();
        replace(&file, b"new").unwrap();
        // Where its parts would be collected there is something else.
        fs::create_dir(folder.path().join("list.pdf.part")).unwrap();
        assert!(matches!(
            replace(&file, b"newest"),
            Err(DeskError::Output { .. })
        ));
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(matches!(
            write_new(&file, b"newest"),
            Err(DeskError::Exists(_))
        ));
        replace(Path::new("/dev/null"), b"gone").unwrap();
    }
}
