//! What a list changes in the event file, in one transaction.
//!
//! [`writing`] is an import that is being written, and adds the new guests; [`change`] is what
//! becomes of one whom the list knows, and [`known_guests`] writes it. [`moved_codes`] gives codes
//! from one to another, and [`others_codes`] revokes those that rows refuse of others
//! ([`refused_codes`]). [`counts`] is what is told of it. What was before is kept in the file, so
//! that the import can be taken back.

mod change;
mod counts;
mod guest;
mod ids;
mod known_guests;
mod moved_codes;
mod others_codes;
mod refused_codes;
mod touched;
mod writing;

pub(super) use self::{
    change::Change,
    counts::{Counts, MOST_NAMED, note},
    guest::{arrived, guest},
    ids::{Ids, nth},
    moved_codes::{Moves, Waits},
    others_codes::settle_others_codes,
    touched::Touched,
    writing::Writing,
};
