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
pub(crate) fn comes(status: Status) -> bool {
    matches!(
        status,
        Status::Confirmed | Status::Pending | Status::Waitlist
    )
}

/// What the lists of a guest say of their coming. Names of one source that stand beside each other
/// speak of one place at the event, with one voice: what is said last under any of them counts, and
/// it is gone once none of them stands on a list.
#[derive(Clone, Debug)]
pub(super) struct Voices {
    /// What the list says that leads them.
    pub(super) own: Status,
    /// They stand on it, or were added by hand.
    led: bool,
    source: String,
    pub(super) key: [u8; 16],
    others: Vec<Alias>,
}

impl Voices {
    pub(super) fn of(conn: &Connection, id: AttendeeId) -> Result<Self> {
        let (own, led, source, key) = table::standing::leading(conn, id)?;
        Ok(Self {
            own,
            led,
            source,
            key,
            others: table::alias::of(conn, id)?,
        })
    }

    /// What comes of all of them.
    pub(super) fn best(&self) -> Status {
        let others = self.others.iter().filter(|one| one.beside.is_none());
        best(others.map(|one| one.status).chain([self.own]))
    }

    /// The name that speaks for the place of a row: the one that it has or, where that is new, the
    /// one by address and name, else any of its source.
    pub(super) fn place(&self, source: &str, names: &[[u8; 16]]) -> [u8; 16] {
        let named = names.iter().find_map(|key| self.place_of(source, key));
        let any = || self.others.iter().find(|one| one.source == source);
        named.unwrap_or_else(|| match any() {
            Some(one) if source != self.source => one.beside.unwrap_or(one.key),
            _ => self.key,
        })
    }

    fn place_of(&self, source: &str, key: &[u8; 16]) -> Option<[u8; 16]> {
        if self.leads(source, key) {
            return Some(*key);
        }
        let found = self.others.iter().find(|one| one.is(source, key))?;
        Some(found.beside.unwrap_or(*key))
    }

    /// Whether it is the name that leads the guest.
    pub(super) fn leads(&self, source: &str, key: &[u8; 16]) -> bool {
        self.source == source && self.key == *key
    }

    /// What is said of a place.
    pub(super) fn at(&self, source: &str, place: &[u8; 16]) -> Status {
        if self.leads(source, place) {
            return self.own;
        }
        let found = self.others.iter().find(|one| one.is(source, place));
        found.map_or(Status::Gone, |one| one.status)
    }

    /// Lets a list say this of a place.
    pub(super) fn say(&mut self, source: &str, place: &[u8; 16], status: Status) {
        if self.leads(source, place) {
            self.own = status;
        } else if let Some(one) = self.others.iter_mut().find(|one| one.is(source, place)) {
            one.status = status;
        }
    }

    /// Takes a name off its list, where another takes its place.
    pub(super) fn replace(&mut self, source: &str, key: &[u8; 16]) {
        if self.leads(source, key) {
            self.led = false;
        } else if let Some(one) = self.others.iter_mut().find(|one| one.is(source, key)) {
            one.here = false;
            if one.beside.is_some() {
                one.status = Status::Gone;
            }
        }
    }

    /// Lets the list that leads the guest have them no more.
    pub(super) fn leave(&mut self) {
        let (source, key) = (self.source.clone(), self.key);
        self.drop(&source, &key);
    }

    /// Lets a list have nobody of this name any more.
    pub(super) fn drop(&mut self, source: &str, key: &[u8; 16]) {
        let Some(place) = self.place_of(source, key) else {
            return;
        };
        self.replace(source, key);
        let beside = |one: &Alias| one.beside.unwrap_or(one.key) == place && one.source == source;
        let here = self.led && self.leads(source, &place)
            || self.others.iter().any(|one| one.here && beside(one));
        if !here {
            self.say(source, &place, Status::Gone);
        }
    }

    /// The names of which something else is said than before.
    pub(super) fn changed(&self, before: &Self) -> Vec<Alias> {
        let others = self.others.iter();
        let others = others.filter(|one| !before.others.contains(one));
        others.cloned().collect()
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
