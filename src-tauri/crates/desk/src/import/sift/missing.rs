//! Whom a list has no more, and whether they are gone by that.

use lanyard_store::{Connection, table};

use super::sifted::{Dropped, Sifted};
use crate::{
    Result,
    answers::Missing,
    import::voices::{Voices, comes},
};

/// More than this part of a list must be gone before the organiser is asked, in hundredths, and
/// more guests than this.
const MANY_GONE: u32 = 5;
const FEW_GONE: usize = 1;

impl Sifted {
    /// Of those whom the list has no more, finds the ones whom no other list has coming.
    pub(crate) fn settle(&mut self, conn: &Connection, source: &str) -> Result<()> {
        self.dropped.sort_unstable();
        let others = table::alias::any(conn)?;
        let rows = self.changed.iter().filter(|_| others);
        self.named = rows.map(|one| one.id).collect();
        let mut gone = Vec::new();
        for names in self.leaving() {
            let id = names[0].id;
            if self.named.contains(&id) {
                continue;
            }
            if !others || !comes(left(conn, source, names)?.1.best()) {
                gone.push(id);
            }
        }
        self.gone = gone;
        Ok(())
    }

    /// Those whom the list has no more, each with the names that it has no more.
    pub(crate) fn leaving(&self) -> impl Iterator<Item = &[Dropped]> {
        self.dropped.chunk_by(|one, next| one.id == next.id)
    }

    /// Whether those who are missing from the list are gone. A row that can't be read may be one
    /// of theirs: nobody is turned away for a slip of the pen.
    pub(crate) fn go(&self, missing: Missing) -> bool {
        match missing {
            Missing::Ask => !self.unread,
            Missing::Gone => true,
            Missing::Stay => false,
        }
    }

    /// How many stay because rows can't be read.
    pub(crate) fn spared(&self, missing: Missing) -> u32 {
        match missing {
            Missing::Ask if self.unread => u32::try_from(self.gone.len()).unwrap_or(u32::MAX),
            _ => 0,
        }
    }

    /// Whether the list has no rows, and nobody of whom that says anything.
    pub(crate) fn names_nobody(&self, missing: Missing) -> bool {
        self.rows == 0 && (self.gone.is_empty() || missing == Missing::Stay)
    }

    /// One guest who is missing is an everyday thing; of several, more than a few in a hundred
    /// ask, where nothing else lets them stay. A list without rows always asks, and one that may be
    /// another list.
    pub(crate) fn many_gone(&self) -> bool {
        let gone = self.gone.len();
        if self.rows == 0 {
            return gone > 0;
        }
        let many = gone as u64 * 100 > u64::from(self.listed) * u64::from(MANY_GONE);
        (self.unsure && gone > 0 || gone > FEW_GONE && many) && !self.unread
    }
}

/// What the lists of a guest say before and after a list of this source drops names of theirs.
pub(crate) fn left(conn: &Connection, source: &str, names: &[Dropped]) -> Result<(Voices, Voices)> {
    let before = Voices::of(conn, names[0].id)?;
    let mut after = before.clone();
    for name in names {
        match &name.key {
            None => after.leave(),
            Some(key) => after.drop(source, key),
        }
    }
    Ok((before, after))
}
