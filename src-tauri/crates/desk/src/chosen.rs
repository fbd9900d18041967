//! Files that somebody chose.

use std::path::Path;

use crate::{DeskError, Result};

/// Looks whether somebody chose the event file itself, or one beside it: nothing else than the store
/// may read it, and nothing take its place.
///
/// # Errors
/// [`DeskError::OwnFile`].
pub fn not_own(path: &Path) -> Result<()> {
    match lanyard_store::is_held(path) {
        true => Err(DeskError::OwnFile(path.to_owned())),
        false => Ok(()),
    }
}

/// A text file of an organiser's, such as `event.toml`.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    not_own(path)?;
    std::fs::read_to_string(path).map_err(|error| DeskError::Text {
        path: path.to_owned(),
        error,
    })
}
