use std::{
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::CliError;

/// Where answers and messages go.
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Gives an answer: as JSON on one line, or in words. It is out when this returns.
    pub(crate) fn answer(
        &self,
        value: &impl Serialize,
        words: impl FnOnce() -> String,
    ) -> Result<(), CliError> {
        let text = if self.json {
            serde_json::to_string(value).map_err(|error| CliError::Stdout(error.into()))?
        } else {
            words()
        };
        let mut stdout = io::stdout().lock();
        writeln!(stdout, "{text}")
            .and_then(|()| stdout.flush())
            .map_err(CliError::Stdout)
    }

    /// A message beside the answer.
    pub(crate) fn say(&self, words: &str) {
        // Nobody to tell is no reason to stop.
        let _ = writeln!(io::stderr(), "{words}");
    }

    pub(crate) fn error(&self, error: &CliError) {
        self.warn(&error.to_string());
    }

    /// Something went wrong.
    pub(crate) fn warn(&self, words: &str) {
        self.say(&format!("lanyard: {words}"));
    }

    /// A bar on stderr, where that is a terminal.
    pub(crate) fn progress(&self, total: usize, what: &'static str) -> ProgressBar {
        let bar = ProgressBar::new(total as u64);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}

/// Becomes true at Ctrl-C, which from then on kills nothing.
pub(crate) fn stop_on_ctrl_c() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    std::thread::spawn(move || {
        let waiting = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build();
        // Without the signal Ctrl-C still ends the program.
        let pressed =
            waiting.is_ok_and(|waiting| waiting.block_on(tokio::signal::ctrl_c()).is_ok());
        if pressed {
            told.store(true, Ordering::Relaxed);
        }
    });
    stop
}
