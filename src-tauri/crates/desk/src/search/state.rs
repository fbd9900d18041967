//! The index of an open event, and how it keeps up with the list.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use lanyard_event::AttendeeId;
use lanyard_store::{Result, Store, table};

use super::{
    build,
    index::Index,
    query::{Layer, search},
    ranking::MOST,
    texts::number,
};

/// A list of so many guests is read again between two keys, without another thread.
const FEW_GUESTS: u64 = 10_000;
/// With more guests changed than this, the list is read again.
const MANY_CHANGED: usize = 500;
/// How long a search waits for the first index, which is being made.
const PATIENCE: Duration = Duration::from_millis(200);

/// The search of an open event.
#[derive(Debug, Default)]
pub(crate) struct Search {
    index: Option<Index>,
    /// The guests that are no longer as `index` has them.
    changed: HashSet<AttendeeId>,
    /// Those guests as they are now; `None` where it is to be made anew.
    recent: Option<Index>,
    /// Whether the list as a whole may be another one than that of `index`.
    stale: bool,
    making: Option<Making>,
}

/// An index that another thread makes.
#[derive(Debug)]
pub(crate) struct Making {
    thread: JoinHandle<()>,
    made: Receiver<Result<Option<Index>>>,
    stop: Arc<AtomicBool>,
    /// Who was changed since it was begun.
    changed: HashSet<AttendeeId>,
    /// Whether the list was replaced since.
    stale: bool,
}

impl Making {
    pub(super) fn new(
        thread: JoinHandle<()>,
        made: Receiver<Result<Option<Index>>>,
        stop: Arc<AtomicBool>,
    ) -> Self {
        Self {
            thread,
            made,
            stop,
            changed: HashSet::new(),
            stale: false,
        }
    }
}

impl Search {
    /// Whether anybody has searched, or is about to.
    pub(crate) fn is_used(&self) -> bool {
        self.index.is_some() || self.making.is_some()
    }

    /// Takes the index of the first list of an event, which is being made; `changed` are no longer
    /// as it has them.
    pub(crate) fn adopt(&mut self, making: Making, changed: Option<Vec<AttendeeId>>) {
        self.stop();
        let stale = changed.is_none();
        self.making = Some(Making {
            changed: changed.into_iter().flatten().collect(),
            stale,
            ..making
        });
        self.stale = stale;
    }

    /// Begins to make the index in another thread, where it is missing or stale.
    ///
    /// # Errors
    /// The file can't be opened again.
    pub(crate) fn prepare(&mut self, store: &Store) -> Result<()> {
        self.take_up(Duration::ZERO)?;
        if self.making.is_none() && (self.index.is_none() || self.stale) {
            self.begin(store)?;
        }
        Ok(())
    }

    /// Takes note that a guest was added or changed; the next search knows.
    pub(crate) fn changed(&mut self, guest: AttendeeId) {
        self.changed.insert(guest);
        self.recent = None;
        self.stale |= self.changed.len() > MANY_CHANGED;
        if let Some(making) = &mut self.making {
            making.changed.insert(guest);
        }
    }

    /// Takes note that any guest may have changed.
    pub(crate) fn replaced(&mut self) {
        self.stale = true;
        if let Some(making) = &mut self.making {
            making.stale = true;
        }
    }

    /// Stops what another thread still does for it, and closes its connection.
    pub(crate) fn stop(&mut self) {
        if let Some(making) = self.making.take() {
            making.stop.store(true, Ordering::Relaxed);
            // It has nothing left to say.
            let _ = making.thread.join();
        }
    }

    /// How many bytes the index takes.
    pub(crate) fn size(&self) -> usize {
        let indexes = self.index.iter().chain(&self.recent);
        indexes.map(Index::size).sum()
    }

    /// The guests that fit what was typed, best first.
    ///
    /// # Errors
    /// The file can't be read.
    pub(crate) fn find(&mut self, store: &Store, query: &str) -> Result<Vec<AttendeeId>> {
        self.catch_up(store)?;
        let Some(index) = &self.index else {
            return table::attendee::beginning(store.read(), query, number(MOST));
        };
        if self.recent.is_none() {
            self.recent = Some(build::of(store.read(), self.changed.iter().copied())?);
        }
        let changed = |id| self.changed.contains(&id);
        let mut layers = vec![Layer {
            index,
            hidden: &changed,
        }];
        if let Some(recent) = self.recent.as_ref().filter(|recent| recent.len() > 0) {
            layers.push(Layer {
                index: recent,
                hidden: &|_| false,
            });
        }
        let found = search(&layers, query).into_iter();
        Ok(found
            .map(|(layer, row)| layers[layer].index.id(row))
            .collect())
    }

    /// Sees to it that there is an index: a large list is read in another thread, and until that
    /// is done the old index answers.
    fn catch_up(&mut self, store: &Store) -> Result<()> {
        let patience = if self.index.is_none() {
            PATIENCE
        } else {
            Duration::ZERO
        };
        self.take_up(patience)?;
        if self.making.is_some() || (self.index.is_some() && !self.stale) {
            return Ok(());
        }
        if self.index.is_some() && table::attendee::count(store.read())? > FEW_GUESTS {
            return self.begin(store);
        }
        let index = build::whole(store.read(), &AtomicBool::new(false))?;
        self.put(index, HashSet::new(), false);
        Ok(())
    }

    /// Takes the index that another thread has made.
    fn take_up(&mut self, patience: Duration) -> Result<()> {
        let Some(making) = &self.making else {
            return Ok(());
        };
        let made = match making.made.recv_timeout(patience) {
            Err(RecvTimeoutError::Timeout) => return Ok(()),
            Err(RecvTimeoutError::Disconnected) => Ok(None),
            Ok(made) => made,
        };
        if let Some(making) = self.making.take() {
            let index = made?;
            self.put(index, making.changed, making.stale);
        }
        Ok(())
    }

    fn put(&mut self, index: Option<Index>, changed: HashSet<AttendeeId>, stale: bool) {
        if index.is_some() {
            (self.index, self.changed, self.stale) = (index, changed, stale);
            self.recent = None;
        }
    }

    fn begin(&mut self, store: &Store) -> Result<()> {
        let conn = store.reader()?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let (done, made) = channel();
        let thread = thread::spawn(move || {
            let index = build::whole(&conn, &stopped);
            drop(conn);
            // Nobody waits for it any more where the desk was closed.
            let _ = done.send(index);
        });
        self.making = Some(Making::new(thread, made, stop));
        Ok(())
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        self.stop();
    }
}
