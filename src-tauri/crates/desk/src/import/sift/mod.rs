//! Which rows of a list are new, which are known, and whom the list has no more.

pub(super) mod anew;
pub(super) mod by_code;
pub(super) mod by_key;
pub(super) mod by_name;
pub(super) mod by_person;
pub(super) mod lists;
pub(super) mod missing;
pub(super) mod refused;
pub(super) mod to_do;
