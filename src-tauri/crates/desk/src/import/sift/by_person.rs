//! Rows that bring a code or an id for somebody whom lists of their source have known by address
//! and name alone: a list may get such a column later.

use std::collections::BTreeMap;

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use super::{
    known::Known,
    sifted::{By, Dropped, Match, Sifted},
};
use crate::{
    DeskError, Result,
    import::{
        read::{Plan, Staged},
        spill::{PARTS, Spill, bytes, number},
    },
};

impl Staged {
    /// Of several rows about one person the first is that guest, the others have places of their
    /// own; and nobody who has a code already gets another one like this.
    pub(super) fn know_by_person(
        &mut self,
        conn: &Connection,
        plan: &Plan,
        list: u32,
        known: &mut Spill<{ Known::WIDTH }>,
        sifted: &mut Sifted,
    ) -> Result<()> {
        let mut matched = Vec::new();
        // How many of each list.
        let mut found = BTreeMap::<u32, u32>::new();
        for part in 0..PARTS {
            // Of a first list nobody is known, and none of this is done.
            let guests = known.part(part).map_err(DeskError::Spill)?;
            if guests.is_empty() {
                continue;
            }
            let mut people = self.people.part(part).map_err(DeskError::Spill)?;
            people.retain(|entry| sifted.added.contains(number(entry, 16)));
            if people.is_empty() {
                continue;
            }
            let rows = self.keys.part(part).map_err(DeskError::Spill)?;
            for same in people.chunk_by(|one, next| one[..16] == next[..16]) {
                let (person, row) = (&same[0][..16], number(&same[0], 16));
                let at = guests.partition_point(|guest| &guest[..16] < person);
                let Some(guest) = guests.get(at).filter(|guest| &guest[..16] == person) else {
                    continue;
                };
                let id = AttendeeId::from_bytes(bytes(guest, Known::ID));
                let merged = guest[Known::FLAGS] & Known::MERGED != 0;
                let taken = rows.binary_search_by(|row| row[..16].cmp(person)).is_ok();
                let has_code = || match merged {
                    true => table::alias::has_beside(conn, plan.source(), &bytes(guest, 0)),
                    false => table::ticket::has_listed_code(conn, id),
                };
                if taken || has_code()? {
                    continue;
                }
                sifted.added.remove(row);
                let on = number(guest, Known::LIST);
                *found.entry(on).or_default() += 1;
                let key = (guest[Known::FLAGS] & Known::OWN == 0).then(|| bytes(guest, 0));
                matched.push((on, key, Match::new(row, id, By::Code, merged)));
            }
        }
        // Who is recognised on another list stays there too, unless it is this one, which has got
        // a column.
        let mut is_this = BTreeMap::new();
        for (on, count) in found {
            let this = on != 0 && (on == list || was_this(conn, plan, on, count)?);
            is_this.insert(on, this);
        }
        let mut names = Vec::new();
        for (on, key, mut one) in matched {
            if is_this.get(&on).copied().unwrap_or(false) {
                one.by = By::Person;
                names.push(Dropped { id: one.id, key });
            }
            sifted.changed.push(one);
        }
        names.sort_unstable();
        let missing = |one: &Dropped| names.binary_search(one).is_err();
        sifted.dropped.retain(missing);
        Ok(())
    }
}

/// Whether a list is this one as it was before it got codes or ids: it has the same columns but
/// for those, and most of its people are `found` again.
fn was_this(conn: &Connection, plan: &Plan, list: u32, found: u32) -> Result<bool> {
    let marks = plan.marks_before();
    if marks.is_empty() {
        return Ok(false);
    }
    let mark = table::import::mark_of(conn, list.into())?.unwrap_or_default();
    let mark = mark.split('#').next().unwrap_or_default();
    let all = table::known::count(conn, list.into())?;
    Ok(marks.iter().any(|one| one == mark) && found.saturating_mul(2) > all)
}
