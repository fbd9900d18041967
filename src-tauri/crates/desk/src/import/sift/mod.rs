//! Which rows of a list are new, which are known, and whom the list has no more.
//!
//! [`guests`] are those whom the lists of its source know, and [`lists`] says which of these lists
//! it is. Then [`by_key`] sets the rows against them, a merge of sorted digests, and [`moved`]
//! leaves out those whose ids or codes are others'. What that leaves, the others look at:
//! [`refused`] whom a row that can't be read refuses, [`by_code`] whose the codes are,
//! [`by_person`] who has got one since, [`by_name`] who has an e-mail since, [`anew`] who has
//! another code, [`missing`] who has left, and [`elsewhere`] who may be on another list. What comes
//! of it is [`sifted`]; [`to_do`] gives it row by row.

mod anew;
mod by_code;
mod by_key;
mod by_name;
mod by_person;
mod elsewhere;
mod guests;
mod known;
mod lists;
mod missing;
mod moved;
mod people;
mod refused;
mod sifted;
mod to_do;

use lanyard_exchange::list::{Field, Format};
use lanyard_store::Connection;

pub(super) use self::{
    guests::Guests,
    missing::left,
    sifted::{By, Claim, Dropped, Match, Sifted},
    to_do::ToDo,
};
use super::{
    read::{Plan, Staged},
    spill::PARTS,
};
use crate::{DeskError, Result};

impl Staged {
    /// Sets the rows against the guests there are.
    pub(crate) fn sift(mut self, conn: &Connection, plan: &Plan, guests: Guests) -> Result<Sifted> {
        let Guests { lists, mut known } = guests;
        let this = lists.which(conn, plan, &mut self, &mut known)?;
        let list = this.number;
        let mut sifted = Sifted {
            mark: this.mark.clone(),
            unsure: this.unsure,
            new_mark: this.new_mark.clone(),
            rows: self.rows,
            unread: self.unread,
            away: std::mem::take(&mut self.away),
            not_sure: std::mem::take(&mut self.not_sure),
            rejected: std::mem::take(&mut self.rejected),
            in_part: std::mem::take(&mut self.in_part),
            taken: std::mem::take(&mut self.taken),
            ..Sifted::default()
        };
        for part in 0..PARTS {
            let staged = self.keys.part(part).map_err(DeskError::Spill)?;
            let known = known.part(part).map_err(DeskError::Spill)?;
            sifted.merge(&staged, &known, list);
        }
        // What a service calls its tickets, it does not call others.
        let keyed = std::mem::take(&mut sifted.keyed);
        if plan.format == Format::Plain {
            self.leave_out_moved(conn, keyed, &mut sifted)?;
        }
        self.know_refused(conn, &mut sifted)?;
        if plan.says(Field::Code) {
            self.sift_codes(conn, plan, &mut sifted)?;
        }
        if sifted.added.count() > 0 {
            self.know_by_person(conn, plan, list, &mut known, &mut sifted)?;
            if sifted.listed == 0 {
                self.know_by_name(conn, plan, &mut sifted)?;
            }
            self.know_anew(conn, &mut sifted)?;
        }
        sifted.settle(conn, plan.source())?;
        self.find_elsewhere(conn, plan, &this, &mut sifted)?;
        sifted.leave_out_strangers();
        sifted.changed.sort_unstable();
        sifted.twice.sort_unstable();
        sifted.twins.sort_unstable();
        Ok(sifted)
    }
}
