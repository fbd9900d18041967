//! The office: what the organiser sets up before the evening, and writes down after it.

mod drawn;
mod erase;
mod evening;
mod export;
mod files;
mod form;
mod guest_table;
mod regulars;
mod whereabouts;

pub use erase::Retention;
pub use export::{ExportJob, Texts};
pub(crate) use regulars::{Regulars, known as known_regulars};
