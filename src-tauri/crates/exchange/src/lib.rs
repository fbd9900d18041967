//! What comes from others and goes to them: event definitions and attendee lists in, calendar
//! entries and mail out.
//!
//! Reads and writes formats; what is done with what was read is the `desk` crate's business.

pub mod calendar;
pub mod definition;
pub mod foreign;
pub mod list;
pub mod mail;
pub mod table;

mod text;

pub use text::fold;
