//! What several lists say of one guest, and what comes of it.

use lanyard_event::{AttendeeId, Status};
use lanyard_store::{
    Connection, table,
    table::{alias::Alias, standing::Standing},
};

use crate::Result;

/// Whether somebody comes of whom lists say this: as long as one has them coming, they come, and
/// as surely as the one that is surest. Where none has them, what one says outright goes before
/// that another has them no more.
pub(super) fn best(said: impl IntoIterator<Item = Status>) -> Status {
    let rank = |status: &Status| match status {
        Status::Confirmed => 0,
        Status::Pending => 1,
        Status::Waitlist => 2,
        Status::Declined => 3,
        Status::Refunded => 4,
        Status::Cancelled => 5,
        Status::Gone => 6,
    };
    said.into_iter().min_by_key(rank).unwrap_or(Status::Gone)
}

/// Whether a list that says this of somebody has them coming.
pub(super) fn comes(status: Status) -> bool {
    matches!(
        status,
        Status::Confirmed | Status::Pending | Status::Waitlist
    )
}

/// What the lists of a guest say of their coming.
#[derive(Clone, Debug)]
pub(super) struct Voices {
    /// What the list says that leads them.
    pub(super) own: Status,
    /// They stand on it, or were added by hand.
    led: bool,
    others: Vec<Alias>,
}

impl Voices {
    pub(super) fn of(conn: &Connection, id: AttendeeId) -> Result<Self> {
        let (status, led) = table::standing::leading(conn, id)?;
        Ok(Self {
            own: status,
            led,
            others: table::alias::of(conn, id)?,
        })
    }

    /// What comes of all of them.
    pub(super) fn best(&self) -> Status {
        let others = self.others.iter().filter(|one| !one.by_code);
        best(others.map(|one| one.status).chain([self.own]))
    }

    /// What a list says under a name of the guest.
    pub(super) fn under(&self, source: &str, key: &[u8; 16]) -> Option<Status> {
        let found = self.others.iter().find(|one| one.is(source, key));
        found.map(|one| one.status)
    }

    /// Lets another list say this under a name.
    pub(super) fn say(&mut self, source: &str, key: &[u8; 16], status: Status) {
        match self.others.iter_mut().find(|one| one.is(source, key)) {
            Some(one) => one.status = status,
            None => self.others.push(Alias {
                source: source.to_owned(),
                key: *key,
                status,
                by_code: false,
            }),
        }
    }

    /// Lets the list that leads the guest have them no more.
    pub(super) fn leave(&mut self) {
        self.led = false;
        self.stand();
    }

    /// Lets another list have nobody of this name any more.
    pub(super) fn drop(&mut self, source: &str, key: &[u8; 16]) {
        self.say(source, key, Status::Gone);
        self.stand();
    }

    /// Who stands on no list of the source that leads them has gone from it.
    fn stand(&mut self) {
        let still = |one: &Alias| one.by_code && one.status != Status::Gone;
        if !self.led && !self.others.iter().any(still) {
            self.own = Status::Gone;
        }
    }
}

/// What comes of what the lists said before and say now; what was decided at the door stays as
/// long as they say the same.
pub(super) fn new_status(
    was: Status,
    before: &Voices,
    after: &Voices,
    standing: &Standing,
) -> Status {
    match (before.best(), after.best()) {
        (before, after) if was != Status::Gone && before == after => was,
        // What was set by hand stays, until all lists have dropped somebody who comes.
        (_, after) if standing.edited.status && !(after == Status::Gone && comes(was)) => match was
        {
            Status::Gone => after,
            was => was,
        },
        (_, after) => after,
    }
}

#[cfg(test)]
mod tests {
    use super::{Status::*, *};

    #[test]
    fn one_list_is_enough_to_come_and_the_surest_counts() {
        for (said, comes_as) in [
            (&[Refunded, Confirmed][..], Confirmed),
            (&[Waitlist, Confirmed, Gone], Confirmed),
            (&[Waitlist, Pending], Pending),
            (&[Waitlist, Refunded], Waitlist),
            (&[Gone, Declined], Declined),
            (&[Declined, Cancelled], Declined),
            (&[Cancelled, Refunded], Refunded),
            (&[Gone, Cancelled], Cancelled),
            (&[Gone, Gone], Gone),
            (&[], Gone),
        ] {
            assert_eq!(best(said.iter().copied()), comes_as, "{said:?}");
            assert_eq!(best(said.iter().rev().copied()), comes_as, "in any order");
        }
    }

    #[test]
    fn whoever_one_list_has_coming_comes_whatever_others_say() {
        for one in Status::ALL {
            for other in Status::ALL {
                let together = best([one, other]);
                assert_eq!(comes(together), comes(one) || comes(other));
                assert!(together == one || together == other);
            }
        }
    }
}
