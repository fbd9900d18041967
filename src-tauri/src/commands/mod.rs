//! What the windows may ask for. Each command is an adapter: it calls one use case of the `desk`
//! crate and gives its answer. A capability file must list it for a window to call it.

pub(crate) mod camera;
pub(crate) mod desk;
pub(crate) mod lists;
pub(crate) mod lobby;
pub(crate) mod mail;
pub(crate) mod office;
pub(crate) mod rehearsal;

pub(crate) use crate::front_desk::{lock, lock_for, lock_real};
