//! The self-test of an event file.

use std::collections::HashMap;

use lanyard_event::{EntryRef, chain_start};
use lanyard_store::table;
use serde::Serialize;

use crate::{Desk, Result};

/// What a look through the whole event file found.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// Nothing is wrong.
    pub ok: bool,
    /// How many guests.
    pub attendees: u64,
    /// How many rows the log has.
    pub log_rows: u64,
    /// The last row of each desk's log and its hash, hexadecimal: a chain alone cannot show that
    /// its end is missing.
    pub heads: Vec<Head>,
    /// What is wrong.
    pub problems: Vec<String>,
}

/// The end of one desk's chain.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of `EntryRef`")]
pub struct Head {
    pub desk: String,
    pub incarnation: u32,
    pub seq: u64,
    pub hash: String,
}

impl Head {
    /// As paper has it, short enough to be compared by eye: `3:214 9f86d081884c7d65`, the
    /// incarnation, the number of rows and the hash's first 16 digits.
    pub(crate) fn short(&self) -> String {
        let hash = self.hash.get(..16).unwrap_or(&self.hash);
        format!("{}:{} {hash}", self.incarnation, self.seq)
    }
}

impl Desk {
    /// Looks through the whole file: the database, and each desk's chain of the log.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn check(&self) -> Result<Check> {
        let mut problems = self.store.integrity()?;
        let (log_rows, heads) = self.chains(|row| {
            problems.push(format!(
                "row {row} of the log does not follow the one before it"
            ));
        })?;
        Ok(Check {
            ok: problems.is_empty(),
            attendees: table::attendee::count(self.store.read())?,
            log_rows,
            heads,
            problems,
        })
    }

    /// The ends of the log, without a look at what lies before them.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn heads(&self) -> Result<Vec<Head>> {
        Ok(self.chains(|_| ())?.1)
    }

    /// How many rows the log has, and where each chain of it ends; `broken` is given the rows that
    /// don't follow.
    fn chains(&self, mut broken: impl FnMut(i64)) -> Result<(u64, Vec<Head>)> {
        let mut ends: HashMap<_, (EntryRef, [u8; 32])> = HashMap::new();
        let mut rows = 0;
        table::log::each_after(self.store.read(), 0, |logged| {
            rows += 1;
            let place = logged.entry.place;
            let chain = (place.desk, place.incarnation);
            let (seq, hash) = match ends.get(&chain) {
                Some((last, hash)) => (last.seq + 1, *hash),
                None => (1, chain_start(self.event.id, place.desk, place.incarnation)),
            };
            if place.seq != seq || logged.entry.previous != hash {
                broken(logged.row);
            }
            ends.insert(chain, (place, logged.entry.hash()));
            Ok(())
        })?;
        let mut heads: Vec<_> = ends
            .into_values()
            .map(|(place, hash)| Head {
                desk: place.desk.to_string(),
                incarnation: place.incarnation,
                seq: place.seq,
                hash: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            })
            .collect();
        heads.sort_by(|a, b| (&a.desk, a.incarnation).cmp(&(&b.desk, b.incarnation)));
        Ok((rows, heads))
    }
}
