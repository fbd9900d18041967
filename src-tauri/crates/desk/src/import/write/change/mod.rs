//! What a list changes of a guest whom it knows.

pub(crate) mod of;
