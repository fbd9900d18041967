//! Long work of the office: one at a time, told of as it goes, and stopped when asked.

use std::{
    ops::ControlFlow,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use lanyard_desk_core::{DeskError, answers::JobNews};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::windows::OFFICE;

/// How far the office's work is. No other window may listen.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct JobHeard(JobNews);

/// The work that goes on, by its stop.
#[derive(Default)]
pub(crate) struct Jobs(Mutex<Option<Arc<AtomicBool>>>);

impl Jobs {
    /// Asks the work that goes on to stop.
    pub(crate) fn stop(&self) {
        if let Some(stop) = &*self.running() {
            stop.store(true, Ordering::Relaxed);
        }
    }

    fn running(&self) -> std::sync::MutexGuard<'_, Option<Arc<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the office how far a piece of work is, and gives whether it may go on.
pub(crate) struct Teller {
    app: AppHandle,
    job: &'static str,
    stop: Arc<AtomicBool>,
}

impl Teller {
    pub(crate) fn tell(&self, done: usize, total: usize) -> ControlFlow<()> {
        self.send(done, total, None);
        match self.stop.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    fn send(&self, done: usize, total: usize, over: Option<Result<String, String>>) {
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        let news = JobNews {
            job: self.job.to_owned(),
            done: count(done),
            total: count(total),
            over: over.is_some(),
            failed: matches!(over, Some(Err(_))),
            words: over.map_or_else(String::new, |words| words.unwrap_or_else(|words| words)),
        };
        // An office that was closed hears nothing more.
        let _ = JobHeard(news).emit_to(&self.app, OFFICE);
    }
}

/// Does a piece of work in a thread of its own; `work` gives how many were done, of how many, and
/// what it came to.
///
/// # Errors
/// [`DeskError::AtWork`] where other work still goes on.
pub(crate) fn start(
    app: AppHandle,
    job: &'static str,
    work: impl FnOnce(&Teller) -> Result<(usize, usize, String), DeskError> + Send + 'static,
) -> Result<(), DeskError> {
    let stop = Arc::new(AtomicBool::new(false));
    {
        let jobs = app.state::<Jobs>();
        let mut running = jobs.running();
        if running.is_some() {
            return Err(DeskError::AtWork);
        }
        *running = Some(Arc::clone(&stop));
    }
    std::thread::spawn(move || {
        let teller = Teller { app, job, stop };
        let over = work(&teller);
        *teller.app.state::<Jobs>().running() = None;
        match over {
            Ok((done, total, words)) => teller.send(done, total, Some(Ok(words))),
            Err(error) => teller.send(0, 0, Some(Err(error.to_string()))),
        }
    });
    Ok(())
}
