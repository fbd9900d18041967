//! What a list changes in the event file, in one transaction.

pub(super) mod change;
pub(super) mod counts;
pub(super) mod ids;
pub(super) mod moved_codes;
pub(super) mod others_codes;
pub(super) mod touched;
pub(super) mod writing;
