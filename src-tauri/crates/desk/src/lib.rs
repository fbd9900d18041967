//! The use cases: open an event, scan, find, admit, print. What every face calls.
//!
//! A [`Desk`] owns an open event file. It knows the list, the paper and the codes, and no window,
//! no terminal and no socket. [`answers`] holds the only serialisable requests and answers.

pub mod answers;
mod attendees;
mod badges;
mod case;
mod check;
mod chosen;
mod codes;
mod desk;
mod door_card;
mod elsewhere;
mod error;
mod facts;
mod format;
mod hall;
mod home;
mod import;
mod inside;
mod lead;
mod lobby;
mod log;
mod machine;
mod mail;
mod numbers;
mod office;
mod out;
mod paper_list;
mod place;
mod practice;
mod print;
mod questions;
mod rehearse;
mod report_paper;
mod sample;
mod scan;
mod search;
mod settle;
mod steps;
mod tally;
mod ticket_files;
mod ticket_folder;
mod ticket_words;
mod tickets;
mod undo;
mod unsettled;
mod walk_in;
mod world;
mod writable;

pub use attendees::AttendeeChange;
pub use badges::{BadgeOutput, Whose};
pub use check::{Check, Head};
pub use chosen::not_own;
pub use desk::{Desk, DeskOptions};
pub use error::DeskError;
pub use format::counted;
pub use home::Home;
pub use import::ImportJob;
pub use lanyard_event::{Clock, Direction, Rng, Status};
pub use lanyard_exchange::list::{Field, Mapping, Place, parse_due};
pub use mail::{MailJob, MailServer, TestMail};
pub use office::{ExportJob, Retention, Texts};
pub use out::{replace, write_new};
pub use print::{PrintJob, printers};
pub use rehearse::rehearse_printer;
pub use sample::{SAMPLE_EVENT, SAMPLE_LIST};
pub use scan::ScanRequest;
pub use ticket_files::{DrawnTickets, TicketFiles, TicketJob, TicketPaper};
pub use tickets::{IssuedTicket, TicketFormat};
pub use world::{ShiftedClock, SystemClock, SystemRng};

/// What the functions of this crate give.
pub type Result<T> = std::result::Result<T, DeskError>;
