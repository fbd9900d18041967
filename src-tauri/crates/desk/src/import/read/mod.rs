//! What a list says.
//!
//! [`rows`] reads it in a thread of its own: its [`plan`] first, then each [`row`], of which
//! [`staged`] keeps what tells whom it is about. [`rejected`] says why a row is not taken, and
//! [`forgotten`] who asked not to be.

mod forgotten;
mod plan;
mod rejected;
mod row;
mod rows;
mod staged;

pub(crate) use self::forgotten::{forget, of_one_person};
pub(super) use self::{
    forgotten::Forgotten,
    plan::{Plan, WithoutEmail},
    rejected::{NotTaken, Rejections},
    row::{Read, Reading, Row, line},
    rows::{Rows, read_and_stage, read_some, stage},
    staged::{Staged, StagedKey},
};
