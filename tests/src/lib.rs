//! What the whole-program tests share. They know Lanyard only from outside: its programs, its
//! files, its windows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod conversation;
mod machine;
mod outside;
mod webdriver;

pub use conversation::Conversation;
pub use machine::{Answer, IssuedTicket, Machine};
pub use outside::{DESK, LANYARD, asset, program, run};
pub use webdriver::{Driver, Key, Pane, Sight, until};
