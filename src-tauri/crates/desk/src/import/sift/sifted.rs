//! What becomes of the rows of a list.

use std::collections::{BTreeMap, HashSet};

use lanyard_event::AttendeeId;

use super::moved::Keyed;
use crate::import::{bits::Bits, read::Rejections};

/// How a list knows a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum By {
    /// It leads them.
    Own,
    /// Another list of its source brought them.
    Beside,
    /// A list of another source or place leads them, and a person said that they are one.
    Merged,
    /// It has a name for them that is new; it stands beside those that there are.
    Code,
    /// As [`By::Code`]; but it is the list that had them by address and name, and now has not.
    Person,
    /// As [`By::Person`]; but it had them by their names alone.
    Name,
    /// As [`By::Person`]; but it had them by another code.
    Anew,
    /// It is our own export, which knows everybody.
    Export,
}

/// What becomes of codes of a row that another guest has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Claim {
    /// The row waits.
    #[default]
    Waits,
    /// They are the row's: the other guest lets go of them.
    Moves,
    /// They stay.
    Stays,
}

/// A row that a guest of the event is the one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    pub(crate) row: u32,
    pub(crate) id: AttendeeId,
    pub(crate) by: By,
    /// The row is as it was, only the guest is not; or it says nothing but whether they come.
    pub(crate) same: bool,
    /// Of [`By::Anew`] the name in whose place the row's comes, as [`Dropped::key`].
    pub(crate) old: Option<[u8; 16]>,
    /// What becomes of codes that another guest has.
    pub(crate) claim: Claim,
}

impl Match {
    pub(crate) fn new(row: u32, id: AttendeeId, by: By, same: bool) -> Self {
        Self {
            row,
            id,
            by,
            same,
            old: None,
            claim: Claim::default(),
        }
    }
}

/// A name that the list has no more of somebody whom it had coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dropped {
    pub(crate) id: AttendeeId,
    /// `None`: that by which it led them.
    pub(crate) key: Option<[u8; 16]>,
}

/// What becomes of the rows of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sifted {
    /// What tells the list from others of its source.
    pub(crate) mark: String,
    /// What does so from now on, since it has other columns.
    pub(crate) new_mark: Option<String>,
    /// It may be another list, or a part.
    pub(crate) unsure: bool,
    pub(crate) rows: u32,
    pub(crate) added: Bits,
    /// Rows of people who don't come, as the list says.
    pub(crate) away: Bits,
    /// Rows of people who are not confirmed.
    pub(crate) not_sure: Bits,
    /// Guests whose row says something else than before, in the order of the rows.
    pub(crate) changed: Vec<Match>,
    pub(crate) unchanged: u32,
    /// Names that the list has no more, in the order of the guests.
    pub(crate) dropped: Vec<Dropped>,
    /// Those of several names who have a row that changes them: they stand on the list by that.
    pub(crate) named: HashSet<AttendeeId>,
    /// Guests who come no more by that, since no other list has them coming.
    pub(crate) gone: Vec<AttendeeId>,
    /// Rows could not be read: whose they are is not known.
    pub(crate) unread: bool,
    /// How many guests of the list there were.
    pub(crate) listed: u32,
    /// New rows of people who stand on another list too.
    pub(crate) twins: Vec<(u32, AttendeeId)>,
    /// Rows that stand twice, in their order.
    pub(crate) twice: Vec<u32>,
    /// Rows whose code is that of a guest of another list. Whoever has the address and name of one
    /// there is added without it, so that a person may say that they are one.
    pub(crate) codes_taken: Bits,
    /// Rows that stand twice and refuse somebody whose code another row has.
    pub(crate) refused_codes: Bits,
    pub(crate) rejected: Rejections,
    pub(crate) in_part: Rejections,
    pub(crate) taken: BTreeMap<String, u32>,
    /// Names on the list of which it has no row, of those whom it leads.
    pub(crate) missing: Vec<Dropped>,
    /// Rows that change whomever they know by an id or a code.
    pub(super) keyed: Vec<Keyed>,
}

impl Sifted {
    /// How many of the new ones don't come.
    pub(crate) fn not_coming(&self) -> u32 {
        self.added.count_of_both(&self.away)
    }

    /// How many of the new ones are not confirmed.
    pub(crate) fn not_confirmed(&self) -> u32 {
        self.added.count_of_both(&self.not_sure)
    }

    /// The rows of which something is to be written.
    pub(crate) fn to_be_written(&self) -> Bits {
        let mut rows = self.added.clone();
        self.changed.iter().for_each(|one| rows.insert(one.row));
        rows
    }

    /// The rows of which a preview has something to say: so many twins, and whom they change; the
    /// new ones too where their names matter.
    pub(crate) fn to_be_shown(&self, twins: usize, new: bool) -> Bits {
        let mut rows = match new {
            true => self.added.clone(),
            false => Bits::default(),
        };
        self.changed.iter().for_each(|one| rows.insert(one.row));
        let twins = self.twins.iter().take(twins);
        twins.for_each(|(row, _)| rows.insert(*row));
        rows
    }
}
