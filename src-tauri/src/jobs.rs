//! Long work of the office: one at a time, told of as it goes, and stopped when asked.

use std::{
    cell::RefCell,
    ops::ControlFlow,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use lanyard_desk_core::{
    DeskError,
    answers::{JobDone, JobNews, Problem},
};
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

    pub(crate) fn are_at_work(&self) -> bool {
        self.running().is_some()
    }

    fn running(&self) -> std::sync::MutexGuard<'_, Option<Arc<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How often the office hears at most how far its work is: a page that has more to show than that
/// is late in hearing that somebody wants it to stop.
const HEARD: Duration = Duration::from_millis(100);

/// Lets something be told that was not told for a while.
#[derive(Default)]
struct Pace(Option<Instant>);

impl Pace {
    fn lets(&mut self, now: Instant) -> bool {
        let lets = self.0.is_none_or(|told| now.duration_since(told) >= HEARD);
        if lets {
            self.0 = Some(now);
        }
        lets
    }
}

/// Tells the office how far a piece of work is, and gives whether it may go on.
pub(crate) struct Teller {
    app: AppHandle,
    job: &'static str,
    stop: Arc<AtomicBool>,
    pace: RefCell<Pace>,
}

impl Teller {
    pub(crate) fn tell(&self, done: usize, total: usize) -> ControlFlow<()> {
        // That all of it is done is said however soon.
        if done == total || self.pace.borrow_mut().lets(Instant::now()) {
            self.send(JobNews {
                done: count(done),
                total: count(total),
                ..self.nothing()
            });
        }
        match self.stop.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    fn over(&self, over: Result<Over, DeskError>) -> JobNews {
        let nothing = JobNews {
            over: true,
            ..self.nothing()
        };
        match over {
            Ok(over) => JobNews {
                done: count(over.done),
                total: count(over.total),
                stopped: over.stopped,
                came_to: Some(over.came_to),
                problem: over.problem,
                ..nothing
            },
            Err(DeskError::Stopped { done, total }) => JobNews {
                done: count(done),
                total: count(total),
                stopped: true,
                ..nothing
            },
            Err(error) => JobNews {
                problem: Some(error.into()),
                ..nothing
            },
        }
    }

    fn nothing(&self) -> JobNews {
        JobNews {
            job: self.job.to_owned(),
            done: 0,
            total: 0,
            over: false,
            stopped: false,
            came_to: None,
            problem: None,
        }
    }

    fn send(&self, news: JobNews) {
        // An office that was closed hears nothing more.
        let _ = JobHeard(news).emit_to(&self.app, OFFICE);
    }
}

/// How a piece of work ended.
pub(crate) struct Over {
    pub(crate) done: usize,
    /// Of how many.
    pub(crate) total: usize,
    pub(crate) stopped: bool,
    pub(crate) came_to: JobDone,
    /// Why it ended early.
    pub(crate) problem: Option<Problem>,
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Does a piece of work in a thread of its own.
///
/// # Errors
/// [`DeskError::AtWork`] where other work still goes on.
pub(crate) fn start(
    app: AppHandle,
    job: &'static str,
    work: impl FnOnce(&Teller) -> Result<Over, DeskError> + Send + 'static,
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
        let pace = RefCell::default();
        let teller = Teller {
            app,
            job,
            stop,
            pace,
        };
        let over = teller.over(work(&teller));
        *teller.app.state::<Jobs>().running() = None;
        teller.send(over);
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_hundred_thousand_tickets_in_ten_seconds_a_hundred_are_told() {
        let mut pace = Pace::default();
        let start = Instant::now();
        let tickets = (0..100_000).map(|n| start + Duration::from_micros(100) * n);
        assert!(pace.lets(start), "the first at once");
        assert_eq!(tickets.filter(|now| pace.lets(*now)).count(), 99);
    }
}
