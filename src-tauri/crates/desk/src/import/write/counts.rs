use lanyard_event::{Attendee, AttendeeId, Event, Status};
use lanyard_store::Connection;

use super::{change::Change, refused_codes::RefusedCodes};
use crate::{
    Result,
    answers::{GuestNote, ImportAnswer, TakenType, Twins},
    import::{
        read::NotTaken,
        sift::Sifted,
        twins::{of_one_code, still_coming},
        voices::comes,
    },
};

/// So many guests are named of each kind.
pub(crate) const MOST_NAMED: usize = 200;

/// What is counted as an import goes on.
pub(crate) struct Counts {
    updated: u32,
    unchanged: u32,
    gone: u32,
    back: u32,
    cancelled: u32,
    flagged: Vec<GuestNote>,
    elsewhere: Vec<GuestNote>,
    struck: Vec<GuestNote>,
    kept: Vec<GuestNote>,
    refused: Vec<(u32, NotTaken)>,
    /// Guests who come no more, and what is said of them.
    come_no_more: Vec<(Attendee, Status)>,
    /// Whose code a row has, and whom it is about.
    one_code: Vec<(AttendeeId, AttendeeId)>,
}

impl Counts {
    pub(crate) fn of(sifted: &Sifted) -> Self {
        Self {
            updated: 0,
            unchanged: sifted.unchanged,
            gone: 0,
            back: 0,
            cancelled: 0,
            flagged: Vec::new(),
            elsewhere: Vec::new(),
            struck: Vec::new(),
            kept: Vec::new(),
            refused: Vec::new(),
            come_no_more: Vec::new(),
            one_code: Vec::new(),
        }
    }

    pub(crate) fn changed(&mut self, change: &Change) {
        if change.is_any() {
            self.updated += 1;
        } else {
            self.unchanged += 1;
        }
        let (was, is) = (change.before.status, change.after.status);
        let away = |status| Status::withdraws(status) || status == Status::Gone;
        self.cancelled += u32::from(was != is && is.withdraws());
        for (told, said) in [
            (&mut self.elsewhere, change.elsewhere()),
            (&mut self.struck, change.struck()),
            (&mut self.kept, change.kept()),
        ] {
            let said = said.filter(|_| told.len() < MOST_NAMED);
            told.extend(said.map(|status| note(change, status)));
        }
        if comes(was) && is.refuses() && self.come_no_more.len() < MOST_NAMED {
            self.come_no_more.push((change.before.clone(), is));
        }
        change.refused.iter().for_each(|one| self.withdrawn(one));
        self.back += u32::from(away(was) && !away(is));
        self.flag(change);
    }

    /// Whose code the list refuses.
    pub(super) fn withdrawn(&mut self, refused: &RefusedCodes) {
        let RefusedCodes { guest, status, .. } = refused;
        let told = match refused.arrived {
            true => &mut self.flagged,
            false => &mut self.elsewhere,
        };
        if told.len() < MOST_NAMED && (refused.arrived || comes(guest.status)) {
            told.push(note_of(guest, *status));
        }
    }

    /// A row that is not taken, and the guest whom it is about.
    pub(crate) fn refused(&mut self, line: u32, why: NotTaken, id: Option<AttendeeId>) {
        if let (NotTaken::CodeTaken { of: Some(of), .. }, Some(id)) = (&why, id) {
            self.one_code.push((*of, id));
        }
        self.refused.push((line, why));
    }

    /// Takes note of those who come by another list, though this one has them no more.
    pub(crate) fn look_elsewhere(&mut self, conn: &Connection, source: &str) -> Result<()> {
        let room = MOST_NAMED - self.elsewhere.len();
        let found = still_coming(conn, source, &self.come_no_more, room)?;
        let found = found.iter().map(|(guest, said)| note_of(guest, *said));
        self.elsewhere.extend(found);
        Ok(())
    }

    /// Each two guests of different lists who have one code.
    pub(crate) fn twins(&self, conn: &Connection) -> Result<Vec<Twins>> {
        let both = self.one_code.iter().take(MOST_NAMED);
        let told = both.map(|(of, id)| of_one_code(conn, *of, *id));
        Ok(told
            .collect::<Result<Vec<_>>>()?
            .into_iter()
            .flatten()
            .collect())
    }

    /// Of whom the list has a name no more.
    pub(crate) fn leaving(&mut self, change: &Change) {
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

    pub(crate) fn answer(self, event: &Event, sifted: Sifted) -> ImportAnswer {
        let not_coming = sifted.not_coming();
        let not_confirmed = sifted.not_confirmed();
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
            not_confirmed,
            updated: self.updated,
            unchanged: self.unchanged,
            gone: self.gone,
            back: self.back,
            cancelled: self.cancelled,
            flagged: self.flagged,
            elsewhere: self.elsewhere,
            struck: self.struck,
            kept: self.kept,
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

pub(crate) fn note(change: &Change, status: Status) -> GuestNote {
    note_of(&change.before, status)
}

fn note_of(guest: &Attendee, status: Status) -> GuestNote {
    GuestNote {
        id: guest.id.to_string(),
        name: guest.name.clone(),
        status: status.into(),
    }
}
