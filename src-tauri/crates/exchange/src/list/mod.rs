//! Attendee lists: recognised by their columns, read row by row.

mod columns;
mod error;
mod field;
mod lines;
mod reader;
mod record;
mod sniff;
mod value;
mod words;

pub use error::ListError;
pub use field::{Column, Field, Format, Mapping, Place};
pub use reader::{ListReader, Look, look};
pub use record::{Record, Rejected, RowError};
pub use value::{parse_due, parse_email, parse_line, parse_name};

#[cfg(test)]
mod tests;
