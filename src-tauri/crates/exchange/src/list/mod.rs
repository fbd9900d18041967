//! Attendee lists from anywhere: recognised by their columns, read row by row.
//!
//! `source` gives rows of text out of whatever file it is, `columns` says what each column is
//! taken for (`titles` knows any list, `products` those of ticket sellers), and `row` reads a row
//! as a person. What is done with them is the `desk` crate's business.

mod cells;
mod columns;
mod error;
mod field;
mod file;
mod payment;
mod products;
mod reader;
mod record;
mod row;
mod said_title;
mod source;
mod status;
mod titles;
mod value;

pub use cells::{may_be_status, refusal};
pub use columns::Sheets;
pub use error::{ListError, MOST_COLUMNS, OtherFile};
pub use field::{Column, Field, Format, Mapping, Place, SaidBy};
pub use file::ListFile;
pub use reader::{ListReader, Look, look};
pub use record::{Record, Rejected, RowError};
pub use value::{LONGEST_NAME, parse_due, parse_email, parse_line, parse_name};

#[cfg(test)]
mod tests;
