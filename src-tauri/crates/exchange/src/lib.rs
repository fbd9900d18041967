//! What comes from others and goes to them: event definitions and attendee lists in, lists out.
//!
//! Reads and writes formats; what is done with what was read is the `desk` crate's business.

pub mod definition;
pub mod foreign;
pub mod list;

mod text;

pub use text::fold;
