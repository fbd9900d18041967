use lanyard_event::AttendeeId;

use super::sifted::{Match, Sifted};

/// The rows of which something is to be done, in their order.
pub(crate) struct ToDo<'s> {
    next: u32,
    changed: std::slice::Iter<'s, Match>,
    twins: std::slice::Iter<'s, (u32, AttendeeId)>,
}

impl<'s> ToDo<'s> {
    pub(crate) fn new(sifted: &'s Sifted) -> Self {
        Self {
            next: 0,
            changed: sifted.changed.iter(),
            twins: sifted.twins.iter(),
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.changed.as_slice().is_empty() && self.twins.as_slice().is_empty()
    }

    /// Whom the next row changes, and whose twin it is.
    pub(crate) fn next(&mut self) -> (Option<Match>, Option<AttendeeId>) {
        let row = self.next;
        self.next += 1;
        let changed = self.changed.as_slice().first();
        let changed = changed.filter(|one| one.row == row).copied();
        if changed.is_some() {
            self.changed.next();
        }
        let twin = self.twins.as_slice().first();
        let twin = twin.filter(|(at, _)| *at == row).map(|(_, id)| *id);
        while self
            .twins
            .as_slice()
            .first()
            .is_some_and(|(at, _)| *at == row)
        {
            self.twins.next();
        }
        (changed, twin)
    }
}
