use lanyard_store::StoreError;

use crate::{Desk, answers::Unwritable, machine::free_bytes};

/// With less than this on the disk the next scans may find no room, in bytes: SQLite adds pages to
/// its log, and makes an index of it of 32 KiB where there is none.
const LEAST_FREE: u64 = 64 << 10;

impl Desk {
    /// Why a scan could not be recorded. It writes nothing, takes no lock and waits for nobody.
    pub(crate) fn unwritable(&self) -> Option<Unwritable> {
        let writable = self.store.writable();
        let full = || free_bytes(self.path()).is_ok_and(|free| free < LEAST_FREE);
        match writable {
            Ok(()) if full() => Some(StoreError::DiskFull.into()),
            writable => writable.err().map(Unwritable::from),
        }
    }
}
