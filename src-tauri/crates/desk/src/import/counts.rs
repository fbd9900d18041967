use lanyard_event::{Event, Status};

use super::{change::Change, rejected::NotTaken, sift::Sifted};
use crate::answers::{GuestNote, ImportAnswer, TakenType};

/// So many guests are named of each kind.
pub(super) const MOST_NAMED: usize = 200;

/// What is counted as an import goes on.
pub(super) struct Counts {
    updated: u32,
    unchanged: u32,
    gone: u32,
    back: u32,
    cancelled: u32,
    flagged: Vec<GuestNote>,
    elsewhere: Vec<GuestNote>,
    refused: Vec<(u32, NotTaken)>,
}

impl Counts {
    pub(super) fn of(sifted: &Sifted) -> Self {
        Self {
            updated: 0,
            unchanged: sifted.unchanged,
            gone: 0,
            back: 0,
            cancelled: 0,
            flagged: Vec::new(),
            elsewhere: Vec::new(),
            refused: Vec::new(),
        }
    }

    pub(super) fn changed(&mut self, change: &Change) {
        if change.is_any() {
            self.updated += 1;
        } else {
            self.unchanged += 1;
        }
        let (was, is) = (change.before.status, change.after.status);
        let away = |status| Status::withdraws(status) || status == Status::Gone;
        self.cancelled += u32::from(was != is && is.withdraws());
        if let Some(status) = change.elsewhere()
            && self.elsewhere.len() < MOST_NAMED
        {
            self.elsewhere.push(note(change, status));
        }
        self.back += u32::from(away(was) && !away(is));
        self.flag(change);
    }

    pub(super) fn refused(&mut self, line: u32, why: NotTaken) {
        self.refused.push((line, why));
    }

    /// Of whom the list has a name no more.
    pub(super) fn leaving(&mut self, change: &Change) {
        let (was, is) = (change.before.status, change.after.status);
        self.gone += u32::from(was != is && is == Status::Gone);
        self.cancelled += u32::from(was != is && is.withdraws());
        self.flag(change);
    }

    fn flag(&mut self, change: &Change) {
        if let Some(status) = change.flagged().filter(|_| self.flagged.len() < MOST_NAMED) {
            self.flagged.push(note(change, status));
        }
    }

    pub(super) fn answer(self, event: &Event, sifted: Sifted) -> ImportAnswer {
        let not_coming = sifted.not_coming();
        let mut rejected = sifted.rejected;
        for (line, why) in self.refused {
            rejected.add(line, &why);
        }
        let first = event.ticket_types.first();
        let first = first.map(|kind| kind.name.clone()).unwrap_or_default();
        ImportAnswer {
            rows: sifted.rows,
            added: sifted.added.count(),
            not_coming,
            updated: self.updated,
            unchanged: self.unchanged,
            gone: self.gone,
            back: self.back,
            cancelled: self.cancelled,
            flagged: self.flagged,
            elsewhere: self.elsewhere,
            rejected_rows: rejected.count,
            rejected: rejected.into_rows(),
            taken_in_part: sifted.in_part.into_rows(),
            ticket_types: sifted
                .taken
                .into_iter()
                .map(|(name, rows)| TakenType {
                    name,
                    taken_as: first.clone(),
                    rows,
                })
                .collect(),
            ..ImportAnswer::default()
        }
    }
}

pub(super) fn note(change: &Change, status: Status) -> GuestNote {
    GuestNote {
        id: change.before.id.to_string(),
        name: change.before.name.clone(),
        status: status.into(),
    }
}
