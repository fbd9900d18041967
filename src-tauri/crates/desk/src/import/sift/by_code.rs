//! The codes of a list's rows. Each is one guest's; and a row whose code a guest of its source has
//! already is about that guest, by whatever else another list of the source knew them.

use std::collections::{BTreeMap, HashSet};

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use super::sifted::{By, Dropped, Match, Sifted};
use crate::{
    DeskError, Result,
    import::{
        bits::Bits,
        keys::code_digest,
        read::{NotTaken, Plan, Staged, StagedKey},
        spill::{PARTS, Spill, bytes, join, number, spilled},
    },
};

/// Of a new row whose code is known: digest of the code, row, line.
type Taken = Spill<24>;

impl Staged {
    /// Of rows with one code one counts; a new guest's code must be nobody's.
    pub(super) fn sift_codes(
        &mut self,
        conn: &Connection,
        plan: &Plan,
        sifted: &mut Sifted,
    ) -> Result<()> {
        let mut known = Spill::<16>::default();
        if table::ticket::has_foreign_codes(conn)? {
            table::ticket::each_foreign_code(conn, |code| {
                known.push(code_digest(code)).map_err(spilled)
            })?;
        }
        sifted.changed.sort_unstable();
        let mut out = Bits::default();
        // A row that is not taken has no code to keep from others.
        let mut left_out = Bits::default();
        sifted.twice.iter().for_each(|row| left_out.insert(*row));
        let mut taken = Taken::default();
        let mut any = false;
        for part in 0..PARTS {
            let staged = self.codes.part(part).map_err(DeskError::Spill)?;
            let known = known.part(part).map_err(DeskError::Spill)?;
            for same in staged.chunk_by(|one, next| one[..16] == next[..16]) {
                let row = |entry: &[u8; 24]| number(entry, 16);
                // Whoever is known keeps theirs; else the row that refuses somebody counts.
                let rank = |entry: &&[u8; 24]| {
                    let row = row(entry);
                    (sifted.added.contains(row), !sifted.away.contains(row), row)
                };
                let rows = || same.iter().filter(|entry| !left_out.contains(row(entry)));
                let Some(counts) = rows().min_by_key(rank) else {
                    continue;
                };
                if sifted.added.contains(row(counts))
                    && known.binary_search(&bytes(counts, 0)).is_ok()
                {
                    taken.push(*counts).map_err(DeskError::Spill)?;
                    any = true;
                }
                let why = NotTaken::SameCode(number(counts, 20));
                // Of guests whom the list knows, the one who has it does, or it moves.
                let has = || known.binary_search(&bytes(counts, 0)).is_ok();
                let settled = |other: &&[u8; 24]| !sifted.added.contains(row(other)) && has();
                let others: Vec<_> = rows()
                    .filter(|other| row(other) != row(counts) && !settled(other))
                    .collect();
                for other in others {
                    if sifted.leave_out(&mut out, row(other), number(other, 20), &why)
                        && sifted.away.contains(row(other))
                    {
                        sifted.refused_codes.insert(row(other));
                    }
                }
            }
        }
        sifted.changed.retain(|one| !out.contains(one.row));
        if any {
            self.know_by_code(conn, plan.source(), taken, &mut out, sifted)?;
        }
        Ok(())
    }

    /// Rows about somebody whom another list of the source brought.
    fn know_by_code(
        &mut self,
        conn: &Connection,
        source: &str,
        mut taken: Taken,
        out: &mut Bits,
        sifted: &mut Sifted,
    ) -> Result<()> {
        // Code, guest, a key under which lists know them, whether this source brought them.
        let mut holders = Spill::<49>::default();
        table::known::each_code(conn, source, |one| {
            let (code, id) = (code_digest(one.code), one.id.to_bytes());
            let entry = join(&[&code, &id, &one.key, &[u8::from(one.own)]]);
            holders.push(entry).map_err(spilled)
        })?;
        // Key, row.
        let mut asked = Spill::<20>::default();
        let mut found: Vec<(AttendeeId, u32, u32, bool)> = Vec::new();
        for part in 0..PARTS {
            let taken = taken.part(part).map_err(DeskError::Spill)?;
            let holders = holders.part(part).map_err(DeskError::Spill)?;
            for entry in &taken {
                let (code, row, at) = (&entry[..16], number(entry, 16), number(entry, 20));
                let from = holders.partition_point(|holder| &holder[..16] < code);
                let to = holders.partition_point(|holder| &holder[..16] <= code);
                if from == to {
                    // Whether they are one person is seen later.
                    sifted.codes_taken.insert(row);
                }
                for holder in &holders[from..to] {
                    let key = &holder[32..48];
                    asked
                        .push(join(&[key, &row.to_be_bytes()]))
                        .map_err(DeskError::Spill)?;
                    let id = AttendeeId::from_bytes(bytes(holder, 16));
                    found.push((id, row, at, holder[48] != 0));
                }
            }
        }
        let others = self.lines_of(&mut asked)?;
        found.sort_unstable();
        found.dedup();
        let mut matched: Vec<AttendeeId> = Vec::new();
        // `changed` has to stay in order until nothing is left out any more.
        let mut by_code = Vec::new();
        for (id, row, at, own) in found {
            if let Some(line) = others.get(&row) {
                sifted.leave_out(out, row, at, &NotTaken::SameCode(*line));
            } else if matched.last() == Some(&id) {
                sifted.code_taken(out, row);
            } else if sifted.added.contains(row) {
                sifted.added.remove(row);
                by_code.push(Match::new(row, id, By::Code, !own));
                matched.push(id);
            }
        }
        let missing = |one: &Dropped| matched.binary_search(&one.id).is_err();
        sifted.dropped.retain(missing);
        sifted.changed.append(&mut by_code);
        Ok(())
    }

    /// The lines on which those stand of whose code a row is, where they have one of their own.
    fn lines_of(&mut self, asked: &mut Spill<20>) -> Result<BTreeMap<u32, u32>> {
        let mut lines = BTreeMap::new();
        for part in 0..PARTS {
            let asked = asked.part(part).map_err(DeskError::Spill)?;
            if asked.is_empty() {
                continue;
            }
            let rows = self.keys.part(part).map_err(DeskError::Spill)?;
            for entry in &asked {
                let key = &entry[..16];
                let at = rows.partition_point(|row| &row[..16] < key);
                if let Some(row) = rows.get(at).filter(|row| &row[..16] == key) {
                    lines.insert(number(entry, 16), number(row, StagedKey::LINE));
                }
            }
        }
        Ok(lines)
    }
}

impl Sifted {
    /// Leaves a row out of which something was to be done; `changed` must be in order, and keeps
    /// those in `out` until then. Gives whether it was not left out before.
    fn leave_out(&mut self, out: &mut Bits, row: u32, at: u32, why: &NotTaken) -> bool {
        let left_out = self.take_out(out, row);
        if left_out {
            self.rejected.add(at, why);
        }
        left_out
    }

    /// Of the new rows whose code is that of a guest of another list, leaves out those who are
    /// nobody there by address and name.
    pub(super) fn leave_out_strangers(&mut self) {
        let twins: HashSet<_> = self.twins.iter().map(|(row, _)| *row).collect();
        let rows: Vec<_> = self.codes_taken.rows().collect();
        for row in rows.into_iter().filter(|row| !twins.contains(row)) {
            if self.added.contains(row) {
                self.added.remove(row);
                self.twice.push(row);
            } else if !self.twice.contains(&row) {
                // Somebody of this list after all.
                self.codes_taken.remove(row);
            }
        }
    }

    /// As [`Self::leave_out`], since its code is a guest's; whose, only the row itself tells.
    fn code_taken(&mut self, out: &mut Bits, row: u32) {
        if self.take_out(out, row) {
            self.codes_taken.insert(row);
        }
    }

    fn take_out(&mut self, out: &mut Bits, row: u32) -> bool {
        let changed = self.changed.binary_search_by_key(&row, |one| one.row);
        let waits = self.added.contains(row) || changed.is_ok();
        if !waits || out.contains(row) {
            return false;
        }
        self.added.remove(row);
        out.insert(row);
        self.twice.push(row);
        true
    }
}
