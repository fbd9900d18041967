//! An index that is made of guests as they come, in another thread.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
    mpsc::{SyncSender, channel, sync_channel},
};

use super::{index::Builder, state::Making};

/// Adds some guests.
type Adds = Box<dyn FnOnce(&mut Builder) + Send>;

/// So many lots of guests wait.
const WAITING: usize = 16;

/// Takes guests in.
pub(crate) struct Feed {
    sender: SyncSender<Adds>,
    making: Making,
}

impl Feed {
    pub(crate) fn start() -> Self {
        let (sender, adds) = sync_channel::<Adds>(WAITING);
        let (done, made) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let mut builder = Builder::default();
            for add in adds {
                if !stopped.load(Ordering::Relaxed) {
                    add(&mut builder);
                }
            }
            let index = (!stopped.load(Ordering::Relaxed)).then(|| builder.finish());
            // Nobody waits for it any more where the import came to nothing.
            let _ = done.send(Ok(index));
        });
        Self {
            sender,
            making: Making::new(thread, made, stop),
        }
    }

    pub(crate) fn send(&self, adds: Adds) {
        // A thread that is no more makes no index, and the desk then makes one of its own.
        let _ = self.sender.send(adds);
    }

    /// No more guests come.
    pub(crate) fn end(self) -> Making {
        self.making
    }
}
