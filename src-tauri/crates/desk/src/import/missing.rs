//! Whom a list has no more, and whether they are gone by that.

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use super::sift::Sifted;
use crate::{Result, answers::Missing};

/// More than this part of a list must be gone before the organiser is asked, in hundredths, and
/// more guests than this.
const MANY_GONE: u32 = 5;
const FEW_GONE: usize = 1;

impl Sifted {
    /// Of those whom the list has no more, keeps the ones that another list still has.
    pub(super) fn settle(&mut self, conn: &Connection, source: &str) -> Result<()> {
        self.gone.sort_unstable();
        self.dropped.sort_unstable();
        if !table::alias::any(conn)? {
            return Ok(());
        }
        let led = std::mem::take(&mut self.gone);
        let dropped = self.dropped.iter().map(|(_, id)| *id);
        let mut all: Vec<AttendeeId> = led.iter().copied().chain(dropped).collect();
        all.sort_unstable();
        all.dedup();
        for id in all {
            let leaves = led.binary_search(&id).is_ok();
            let still = |alias: &table::alias::Alias| {
                let here = alias.source == source;
                let dropped = here && self.dropped.binary_search(&(alias.key, id)).is_ok();
                !alias.missing && !dropped
            };
            let stands = (!leaves && table::known::stands(conn, id)?)
                || table::alias::of(conn, id)?.iter().any(still);
            match (stands, leaves) {
                (false, _) => self.gone.push(id),
                (true, true) => self.led_no_more.push(id),
                (true, false) => {}
            }
        }
        Ok(())
    }

    /// Whether those who are missing from the list are gone. A row that can't be read may be one
    /// of theirs: nobody is turned away for a slip of the pen.
    pub(super) fn go(&self, missing: Missing) -> bool {
        match missing {
            Missing::Ask => !self.unread,
            Missing::Gone => true,
            Missing::Stay => false,
        }
    }

    /// How many stay because rows can't be read.
    pub(super) fn spared(&self, missing: Missing) -> u32 {
        match missing {
            Missing::Ask if self.unread => u32::try_from(self.gone.len()).unwrap_or(u32::MAX),
            _ => 0,
        }
    }

    /// One guest who is missing is an everyday thing; of several, more than a few in a hundred
    /// ask, where nothing else lets them stay.
    pub(super) fn many_gone(&self) -> bool {
        let gone = self.gone.len();
        let many = gone as u64 * 100 > u64::from(self.listed) * u64::from(MANY_GONE);
        gone > FEW_GONE && many && !self.unread
    }
}
