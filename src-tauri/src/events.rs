//! What the windows are told, after it is durable.

use std::time::Duration;

use lanyard_desk_core::answers::{CameraNews, Change};
use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
use tauri_specta::Event;
use tokio::sync::broadcast::error::RecvError;

use crate::front_desk::{SharedDesk, lock_real};

/// How often the desk looks whether another process has written the event file.
const LOOK: Duration = Duration::from_millis(500);

/// Someone came, left, or was taken back, or the list has changed.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct Changed(Change);

/// The camera says something; it is said to the desk's window alone.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct CameraNewsHeard(pub(crate) CameraNews);

/// Tells every window of every change, also of those that another process made.
pub(crate) fn forward(app: AppHandle, desk: SharedDesk) {
    let mut changes = lock_real(&desk).changes();
    tauri::async_runtime::spawn(async move {
        loop {
            match changes.recv().await {
                Ok(change) => {
                    // A window that is closing hears nothing more; the others do.
                    let _ = Changed(change).emit(&app);
                }
                // Each change carries the whole counts, so a missed one is made up by the next.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
    tauri::async_runtime::spawn(async move {
        loop {
            tokio::time::sleep(LOOK).await;
            // A file that can't be read now is looked at again.
            let _ = lock_real(&desk).refresh();
        }
    });
}
