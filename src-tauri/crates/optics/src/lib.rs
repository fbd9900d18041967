//! QR codes, drawn and read.
//!
//! [`draw`] turns a text into a [`QrMatrix`], which others put on paper or on a screen;
//! [`read`] finds every code in a picture and gives back the exact text each one holds.
//! [`watch`] does so with the frames of a camera, and tells each showing of a code once.
//! This crate knows pictures and text. It may not know what a code means: tickets,
//! events and verdicts live elsewhere.

mod camera;
mod draw;
mod mask;
mod read;
mod scan;
mod sighting;
mod watch;

#[cfg(feature = "native-camera")]
pub use camera::NativeCamera;
pub use camera::{
    CameraAddress, CameraError, CameraName, Frame, FrameSource, MjpegCamera, PREVIEW_WIDTH,
    cameras, open_camera,
};
pub use draw::{DrawError, Level, QUIET_ZONE, QrMatrix, draw};
pub use read::{
    FoundCode, FrameReader, MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE, ReadError, read, read_bytes,
    read_file, read_frame, read_luma,
};
pub use sighting::{Chosen, Pace, Sighting};
pub use watch::{Preview, Report, Scan, ViewState, Viewer, watch, watch_boxed};
