//! The event file: `NAME.lanyard`, one SQLite database.
//!
//! A [`Store`] owns the one connection. Each module of [`table`] holds the SQL of one table beside
//! the row it fills, as plain functions over a [`Connection`]; [`Store::write`] makes them one
//! durable transaction. This crate stores and finds; it decides nothing.

mod beside;
mod error;
mod held;
mod store;
pub mod table;

pub use error::StoreError;
pub use held::is_held;
pub use rusqlite::Connection;
pub use store::{APPLICATION_ID, FileMark, Store, Writer};

/// What the functions of this crate give.
pub type Result<T> = std::result::Result<T, StoreError>;
