//! What the windows may ask for. Each command is an adapter: it calls one use case of the `desk`
//! crate and gives its answer. A capability file must list it for a window to call it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use lanyard_desk_core::Desk;

pub(crate) mod desk;
pub(crate) mod lobby;

/// A panic elsewhere leaves the desk as its last transaction left it, which is whole.
pub(crate) fn lock(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}
