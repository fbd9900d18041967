//! Mail: letters with placeholders, as text and as a page; the message around them; the server.
//!
//! A [`Letter`] is read from an organiser's words and filled with a guest's [`Values`]; [`compose`]
//! makes a message of it, and a [`Line`] hands it to a server. Who gets which letter, and what was
//! sent, is the `desk` crate's business.

mod letter;
mod message;
mod page;
mod placeholder;
mod smtp;
mod trust;

pub use letter::{Filled, Letter, LetterError};
pub use lettre::Address;
pub use message::{Attachment, ComposeError, Outgoing, Sender, address, compose, mailto};
pub use page::{Look, OptOut, TicketBlock, page, text};
pub use placeholder::{Placeholder, Values};
pub use smtp::{Line, Offered, Security, Server, SmtpError, Told};
