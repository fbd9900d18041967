use std::time::{SystemTime, UNIX_EPOCH};

use lanyard_exchange::list::ListFile;

/// What shows that a list's file was written to, or is another one, between two readings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    length: Option<u64>,
    changed: Option<SystemTime>,
}

impl Stamp {
    pub(super) fn of(list: &ListFile) -> Self {
        let meta = match list.is_held() {
            true => None,
            false => list.path().metadata().ok(),
        };
        Self {
            length: meta.as_ref().map(std::fs::Metadata::len),
            changed: meta.and_then(|meta| meta.modified().ok()),
        }
    }

    /// A text that is the same as long as the file is.
    pub(super) fn word(&self) -> String {
        let since = self
            .changed
            .and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let since = since.map_or(0, |since| since.as_nanos());
        format!("{}-{since}", self.length.unwrap_or_default())
    }
}
