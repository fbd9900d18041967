//! What the windows are told, after it is durable.

use std::{sync::Arc, time::Duration};

use lanyard_desk_core::answers::{CameraNews, Change, PrintAnswer};
use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
use tauri_specta::Event;
use tokio::sync::broadcast::error::RecvError;

use crate::{
    front_desk::{SharedDesk, lock_real},
    windows::{DESK, Named},
};

/// How often the desk looks whether another process has written the event file.
const LOOK: Duration = Duration::from_millis(500);

/// Someone came, left, or was taken back, or the list has changed.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct Changed(Change);

/// The camera says something. No other window may listen.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct CameraNewsHeard(pub(crate) CameraNews);

/// A badge was printed, or was not.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct Printed(pub(crate) PrintAnswer);

/// A window is to be closed, and with it would go what was typed in the office, or long work.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct CloseAsked {
    /// The desk's window, with which the program and its long work end.
    pub(crate) ends_work: bool,
}

/// Prints the badges that are due, one after the other, and tells the desk's window of each.
pub(crate) fn print_badges(app: AppHandle, desk: SharedDesk) {
    let due = lock_real(&desk).badges_due();
    std::thread::spawn(move || {
        for attendee in due {
            let job = lock_real(&desk).badge_job(&attendee);
            let sent = job.and_then(|job| {
                // The desk is free for scans while the printer takes its time.
                let answer = job.send();
                lock_real(&desk).printed(&job, &answer)?;
                Ok(answer)
            });
            let answer = sent.unwrap_or_else(|error| PrintAnswer {
                printer: None,
                file: None,
                problem: Some(error.into()),
            });
            // A window that is closing hears nothing more.
            let _ = Printed(answer).emit_to(&app, DESK);
        }
    });
}

/// The page needs the processor first; nobody types a name within this time.
const INDEX_AFTER: Duration = Duration::from_secs(1);

/// Makes the search index ready before somebody types.
pub(crate) fn prepare_search(desk: SharedDesk) {
    std::thread::spawn(move || {
        std::thread::sleep(INDEX_AFTER);
        // Without it, the first search makes the index.
        let _ = lock_real(&desk).prepare_search();
    });
}

/// Tells every window of every change, also of those that another process made, and calls them
/// after the event as it is called then.
pub(crate) fn forward(app: AppHandle, desk: SharedDesk, mut named: Named) {
    let mut changes = lock_real(&desk).changes();
    let changed = Arc::clone(&desk);
    tauri::async_runtime::spawn(async move {
        loop {
            match changes.recv().await {
                Ok(change) => {
                    // A window that is closing hears nothing more; the others do.
                    let _ = Changed(change).emit(&app);
                    named.keep_up(&app, &changed);
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
