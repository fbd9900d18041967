//! The desk that the windows share: the event's own, or in practice one on invented guests.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use lanyard_desk_core::{Desk, Result};
use tauri::WebviewWindow;

use crate::windows::OFFICE;

/// The event, shared by all commands. A long list takes a while to open: the windows come up
/// meanwhile, and what they ask for waits.
pub(crate) type SharedDesk = Arc<OnceLock<Mutex<FrontDesk>>>;

/// An open event, and the desk that practises for it.
pub(crate) struct FrontDesk {
    real: Desk,
    practice: Option<Desk>,
}

impl FrontDesk {
    pub(crate) fn of(real: Desk) -> Self {
        Self {
            real,
            practice: None,
        }
    }
}

/// The desk at which staff work now.
pub(crate) struct AtWork<'a> {
    front: MutexGuard<'a, FrontDesk>,
    /// Also in practice, it is the event's own that is asked.
    real: bool,
}

impl AtWork<'_> {
    /// Begins or ends the practice.
    pub(crate) fn set_practice(&mut self, on: bool) -> Result<()> {
        let front = &mut self.front;
        front.practice = match on {
            true => Some(front.real.practise()?),
            false => None,
        };
        Ok(())
    }
}

impl Deref for AtWork<'_> {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        let practice = self.front.practice.as_ref().filter(|_| !self.real);
        practice.unwrap_or(&self.front.real)
    }
}

impl DerefMut for AtWork<'_> {
    fn deref_mut(&mut self) -> &mut Desk {
        let (front, real) = (&mut *self.front, self.real);
        let practice = front.practice.as_mut().filter(|_| !real);
        practice.unwrap_or(&mut front.real)
    }
}

/// The event's own desk, also in practice.
pub(crate) struct Real<'a>(MutexGuard<'a, FrontDesk>);

impl Deref for Real<'_> {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.0.real
    }
}

impl DerefMut for Real<'_> {
    fn deref_mut(&mut self) -> &mut Desk {
        &mut self.0.real
    }
}

pub(crate) fn lock(desk: &OnceLock<Mutex<FrontDesk>>) -> AtWork<'_> {
    let (front, real) = (guard(desk), false);
    AtWork { front, real }
}

/// The desk that a window is about: the office is about the event, whoever practises meanwhile.
pub(crate) fn lock_for<'a>(
    window: &WebviewWindow,
    desk: &'a OnceLock<Mutex<FrontDesk>>,
) -> AtWork<'a> {
    let (front, real) = (guard(desk), window.label() == OFFICE);
    AtWork { front, real }
}

pub(crate) fn lock_real(desk: &OnceLock<Mutex<FrontDesk>>) -> Real<'_> {
    Real(guard(desk))
}

/// A panic elsewhere leaves the desk as its last transaction left it, which is whole.
fn guard(desk: &OnceLock<Mutex<FrontDesk>>) -> MutexGuard<'_, FrontDesk> {
    desk.wait().lock().unwrap_or_else(PoisonError::into_inner)
}
