//! New rows of people who may be guests of another list: a person says whether they are.

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use super::{lists::This, sifted::Sifted};
use crate::{
    DeskError, Result,
    import::{
        keys::person_digest,
        read::{Plan, Staged},
        spill::{PARTS, Spill, bytes, join, number, short, spilled},
    },
};

impl Staged {
    /// New rows whose address and name somebody has who stands on another list alone.
    pub(super) fn find_elsewhere(
        &mut self,
        conn: &Connection,
        plan: &Plan,
        this: &This,
        sifted: &mut Sifted,
    ) -> Result<()> {
        if sifted.added.count() == 0
            || !this.has_others && !table::attendee::has_other_source(conn, plan.source())?
        {
            return Ok(());
        }
        let on_another = |list| this.has_others && ![0, this.number].contains(&short(list));
        let mut others = Spill::<32>::default();
        table::attendee::each_person(conn, |one| {
            let elsewhere = one.source != plan.source() || on_another(one.list);
            if !elsewhere || one.email.is_empty() {
                return Ok(());
            }
            let person = person_digest(one.email, one.name);
            others
                .push(join(&[&person, &one.id.to_bytes()]))
                .map_err(spilled)
        })?;
        for part in 0..PARTS {
            let staged = self.people.part(part).map_err(DeskError::Spill)?;
            let others = others.part(part).map_err(DeskError::Spill)?;
            for entry in &staged {
                let (person, row) = (&entry[..16], number(entry, 16));
                let at = others.partition_point(|other| &other[..16] < person);
                let found = others.get(at).filter(|other| &other[..16] == person);
                if let Some(other) = found.filter(|_| sifted.added.contains(row)) {
                    let id = AttendeeId::from_bytes(bytes(other, 16));
                    sifted.twins.push((row, id));
                }
            }
        }
        Ok(())
    }
}
