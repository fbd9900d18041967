//! Watching a camera: its frames shown and read, and each code given once.

use std::io::Cursor;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

use crate::{CameraError, FoundCode, Frame, FrameReader, FrameSource, Sighting};

/// Between two tries to open a camera again.
const RETRY: Duration = Duration::from_secs(1);
/// Between two previews: about twelve a second.
const BETWEEN_PREVIEWS: Duration = Duration::from_millis(80);
/// How long one look for a frame may take: also how long dropping a [`Viewer`] takes at most,
/// besides what it is just reading.
const LOOK: Duration = Duration::from_millis(100);
const PREVIEW_QUALITY: u8 = 70;

/// What a watched camera has to tell.
#[derive(Clone, Debug)]
pub enum Report {
    /// The camera opens, is live, or was lost. That it was lost comes again at each try.
    State(ViewState),
    /// A picture to show, at most twelve a second.
    Preview(Preview),
    /// A code was shown to the camera: exactly its text, once for each showing.
    Scan(Scan),
}

/// How a camera is.
#[derive(Clone, Debug)]
pub enum ViewState {
    /// It is being opened; no frame yet.
    Opening,
    /// It gives frames of this size, in pixels.
    Live {
        /// From left to right.
        width: u32,
        /// From top to bottom.
        height: u32,
    },
    /// It gives none, and this is why; it is tried again each second.
    Lost(Arc<CameraError>),
}

/// A frame to show.
#[derive(Clone)]
pub struct Preview {
    /// A JPEG, at most [`PREVIEW_WIDTH`](crate::PREVIEW_WIDTH) wide, not mirrored.
    pub jpeg: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The corners of the chosen code, from 0 to 1 of the width and of the height, clockwise from
    /// the code's own top left; empty without a code in view.
    pub outline: Vec<(f32, f32)>,
}

impl std::fmt::Debug for Preview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Preview({}×{}, outline {:?})",
            self.width, self.height, self.outline
        )
    }
}

/// A code shown to a camera.
#[derive(Clone, PartialEq)]
pub struct Scan {
    /// Exactly what the code holds.
    pub text: String,
    /// Its corners, as in [`Preview`].
    pub outline: Vec<(f32, f32)>,
}

impl std::fmt::Debug for Scan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Whoever has the text has the ticket: it must not end in a log.
        write!(f, "Scan({} characters)", self.text.chars().count())
    }
}

/// A camera being watched. Dropping it stops at once: afterwards nothing is reported, and
/// the camera is let go.
pub struct Viewer {
    stop: Arc<Stop>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Stop {
    stopped: Mutex<bool>,
    changed: Condvar,
}

impl Stop {
    fn is_stopped(&self) -> bool {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop(&self) {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }

    /// Waits, unless it is stopped meanwhile.
    fn pause(&self, time: Duration) {
        let stopped = self.stopped.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self
            .changed
            .wait_timeout_while(stopped, time, |stopped| !*stopped);
    }
}

/// Watches `source` in a thread of its own, which calls `report` for all that happens.
///
/// # Errors
/// Where the system gives no thread.
pub fn watch(
    source: impl FrameSource + 'static,
    report: impl FnMut(Report) + Send + 'static,
) -> std::io::Result<Viewer> {
    watch_boxed(Box::new(source), report)
}

/// As [`watch`], for a source chosen at run time.
///
/// # Errors
/// Where the system gives no thread.
pub fn watch_boxed(
    source: Box<dyn FrameSource>,
    report: impl FnMut(Report) + Send + 'static,
) -> std::io::Result<Viewer> {
    let stop = Arc::new(Stop::default());
    let seen_by_thread = Arc::clone(&stop);
    let thread = thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || {
            Watch {
                source,
                report,
                reader: FrameReader::new(),
                sighting: Sighting::default(),
                previewed: None,
                size: None,
            }
            .run(&seen_by_thread);
        })?;
    Ok(Viewer {
        stop,
        thread: Some(thread),
    })
}

impl Drop for Viewer {
    fn drop(&mut self) {
        self.stop.stop();
        if let Some(thread) = self.thread.take()
            // A report may drop its own viewer.
            && thread.thread().id() != thread::current().id()
        {
            // What panicked in `report` is told by the panic itself.
            let _ = thread.join();
        }
    }
}

struct Watch<R> {
    source: Box<dyn FrameSource>,
    report: R,
    reader: FrameReader,
    sighting: Sighting,
    previewed: Option<Instant>,
    /// The size of the frames while live.
    size: Option<(u32, u32)>,
}

impl<R: FnMut(Report)> Watch<R> {
    fn run(mut self, stop: &Stop) {
        self.state(ViewState::Opening);
        while !stop.is_stopped() {
            match self.source.next(LOOK) {
                Ok(None) => {}
                Ok(Some(frame)) => {
                    let now = Instant::now();
                    let codes = self.reader.read(&frame.grey);
                    if !stop.is_stopped() {
                        self.frame(&frame, &codes, now);
                    }
                }
                Err(why) => {
                    self.size = None;
                    // At each try, for whoever began to listen in between.
                    if !stop.is_stopped() {
                        self.state(ViewState::Lost(Arc::new(why)));
                    }
                    stop.pause(RETRY);
                }
            }
        }
    }

    fn frame(&mut self, frame: &Frame, codes: &[FoundCode], now: Instant) {
        let (width, height) = frame.grey.dimensions();
        if self.size.replace((width, height)) != Some((width, height)) {
            self.state(ViewState::Live { width, height });
        }
        let chosen = self.sighting.see(codes, (width, height), now);
        let outline: Vec<(f32, f32)> = chosen
            .code
            .map(|code| code.points.as_slice())
            .unwrap_or_default()
            .iter()
            .map(|(x, y)| (x / width as f32, y / height as f32))
            .collect();
        if let Some(code) = chosen.code
            && chosen.is_scan
        {
            (self.report)(Report::Scan(Scan {
                text: code.text.clone(),
                outline: outline.clone(),
            }));
        }
        let is_due = self
            .previewed
            .is_none_or(|at| now.saturating_duration_since(at) >= BETWEEN_PREVIEWS);
        if is_due && let Some(jpeg) = jpeg(&frame.preview) {
            self.previewed = Some(now);
            (self.report)(Report::Preview(Preview {
                jpeg,
                width: frame.preview.width(),
                height: frame.preview.height(),
                outline,
            }));
        }
    }

    fn state(&mut self, state: ViewState) {
        (self.report)(Report::State(state));
    }
}

fn jpeg(picture: &RgbImage) -> Option<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, PREVIEW_QUALITY);
    encoder.encode_image(picture).ok()?;
    Some(bytes.into_inner())
}
