//! What a list says.

pub(super) mod forgotten;
pub(super) mod rejected;
pub(super) mod rows;
