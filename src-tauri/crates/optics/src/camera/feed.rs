//! A thread that takes what a camera gives, and keeps only the newest.

use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::CameraError;

/// A camera that gave nothing for so long is silent; also how long it may take to open.
const SILENT_AFTER: Duration = Duration::from_secs(8);
/// How long dropping waits for the camera to be let go, so that it can be opened again at once.
const LET_GO: Duration = Duration::from_millis(300);

/// The taking end: what the camera gave last.
pub(super) struct Feed<T> {
    shared: Arc<Shared<T>>,
    heard: Instant,
}

/// The giving end, in the thread.
pub(super) struct Inlet<T>(Arc<Shared<T>>);

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    latest: Option<T>,
    why_ended: Option<CameraError>,
    ended: bool,
    stopped: bool,
    socket: Option<TcpStream>,
}

impl<T: Send + 'static> Feed<T> {
    /// Starts a thread that runs `run` until it fails or the feed is dropped.
    pub(super) fn start(
        run: impl FnOnce(&Inlet<T>) -> Result<(), CameraError> + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                latest: None,
                why_ended: None,
                ended: false,
                stopped: false,
                socket: None,
            }),
            changed: Condvar::new(),
        });
        let inlet = Inlet(Arc::clone(&shared));
        let thread = thread::Builder::new().name("camera".to_owned());
        let started = thread.spawn(move || {
            let _ended = Ended(&inlet.0);
            if let Err(why) = run(&inlet) {
                inlet.0.lock().why_ended = Some(why);
            }
        });
        if started.is_err() {
            shared.lock().ended = true;
        }
        Self {
            shared,
            heard: Instant::now(),
        }
    }

    /// The newest that was given, each once; waits at most `wait` for it.
    ///
    /// # Errors
    /// Why nothing will come any more.
    pub(super) fn next(&mut self, wait: Duration) -> Result<Option<T>, CameraError> {
        let state = self.shared.lock();
        let (mut state, _) = self
            .shared
            .changed
            .wait_timeout_while(state, wait, |state| state.latest.is_none() && !state.ended)
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(latest) = state.latest.take() {
            self.heard = Instant::now();
            self.shared.changed.notify_all();
            return Ok(Some(latest));
        }
        if state.ended {
            return Err(state.why_ended.take().unwrap_or(CameraError::Gone));
        }
        if self.heard.elapsed() > SILENT_AFTER {
            return Err(CameraError::Silent);
        }
        Ok(None)
    }
}

impl<T> Drop for Feed<T> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.stopped = true;
        if let Some(socket) = state.socket.take() {
            // It may be closed already.
            let _ = socket.shutdown(Shutdown::Both);
        }
        self.shared.changed.notify_all();
        let _ = self
            .shared
            .changed
            .wait_timeout_while(state, LET_GO, |state| !state.ended);
    }
}

impl<T> Inlet<T> {
    /// Gives the newest; what was there before and nobody took is dropped. `false` when nobody
    /// listens any more.
    pub(super) fn put(&self, newest: T) -> bool {
        let mut state = self.0.lock();
        state.latest = Some(newest);
        self.0.changed.notify_all();
        !state.stopped
    }

    /// Whether nobody listens any more.
    pub(super) fn is_stopped(&self) -> bool {
        self.0.lock().stopped
    }

    /// Waits until what was given is taken, and at least `pause`. `false` when nobody listens any
    /// more.
    pub(super) fn wait_taken(&self, pause: Duration) -> bool {
        let until = Instant::now() + pause;
        let mut state = self.0.lock();
        while !state.stopped {
            let left = until.saturating_duration_since(Instant::now());
            state = if state.latest.is_some() {
                self.0
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner)
            } else if left.is_zero() {
                return true;
            } else {
                let waited = self.0.changed.wait_timeout(state, left);
                waited.unwrap_or_else(PoisonError::into_inner).0
            };
        }
        false
    }

    /// Dropping the feed closes `socket`, which ends a read of it at once.
    pub(super) fn closes(&self, socket: &TcpStream) {
        let mut state = self.0.lock();
        if state.stopped {
            let _ = socket.shutdown(Shutdown::Both);
        } else {
            state.socket = socket.try_clone().ok();
        }
    }
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says that the thread ended, also when it panics.
struct Ended<'a, T>(&'a Shared<T>);

impl<T> Drop for Ended<'_, T> {
    fn drop(&mut self) {
        self.0.lock().ended = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(10);

    #[test]
    fn gives_only_the_newest() {
        let mut feed = Feed::start(|inlet| {
            for number in 1..=5 {
                inlet.put(number);
            }
            Err(CameraError::Gone)
        });
        while !feed.shared.lock().ended {
            thread::yield_now();
        }
        assert_eq!(feed.next(LONG).unwrap(), Some(5));
        assert!(matches!(feed.next(LONG), Err(CameraError::Gone)));
    }

    #[test]
    fn a_thread_that_panics_is_a_camera_gone() {
        let mut feed = Feed::<u8>::start(|_| panic!("as a driver may"));
        assert!(matches!(feed.next(LONG), Err(CameraError::Gone)));
    }

    #[test]
    fn dropping_ends_the_thread() {
        let feed = Feed::start(|inlet| {
            while inlet.put(()) && inlet.wait_taken(Duration::ZERO) {}
            Ok(())
        });
        let shared = Arc::clone(&feed.shared);
        drop(feed);
        assert!(shared.lock().ended);
    }
}
