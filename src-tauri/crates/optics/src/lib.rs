//! QR codes, drawn and read.
//!
//! [`draw`] turns a text into a [`QrMatrix`], which others put on paper or on a screen;
//! [`read`] finds every code in a picture and gives back the exact text each one holds.
//! This crate knows pictures and text. It may not know what a code means: tickets,
//! events and verdicts live elsewhere.

mod draw;
mod read;

pub use draw::{DrawError, Level, QUIET_ZONE, QrMatrix, draw};
pub use read::{
    FoundCode, MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE, ReadError, read, read_file, read_frame,
    read_luma,
};
