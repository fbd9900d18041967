//! Who came to an earlier evening of the series, where the organiser keeps that.
//!
//! Kept in this user's data folder, never in an event file, and never as names: a salted digest of
//! an e-mail address and the ids of the evenings. Whoever reads the file can only ask of an
//! address that they already know.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use lanyard_event::{Attendee, Event, EventId};
use lanyard_exchange::fold;
use lanyard_store::table;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Desk, Home, Result, tickets::slug};

/// The regulars of a series.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Regulars {
    salt: [u8; 32],
    evenings: BTreeMap<String, BTreeSet<String>>,
}

impl Regulars {
    /// How many evenings of the series but `event` this guest came to.
    pub(crate) fn before(&self, guest: &Attendee, event: EventId) -> u32 {
        let Some(digest) = self.digest(&guest.email) else {
            return 0;
        };
        let this = event.to_string();
        let evenings = self.evenings.get(&digest).into_iter().flatten();
        u32::try_from(evenings.filter(|id| **id != this).count()).unwrap_or(u32::MAX)
    }

    /// Half a SHA-256: enough to tell the guests of a series apart.
    fn digest(&self, email: &str) -> Option<String> {
        use std::fmt::Write as _;
        let email = fold(email);
        if email.is_empty() {
            return None;
        }
        let hash = Sha256::new().chain_update(self.salt).chain_update(&email);
        let mut hex = String::with_capacity(32);
        for byte in &hash.finalize()[..16] {
            let _ = write!(hex, "{byte:02x}");
        }
        Some(hex)
    }
}

impl Home {
    pub(crate) fn regulars(&self, series: &str) -> Result<Regulars> {
        Ok(self.load(&name_of(series))?.unwrap_or_default())
    }
}

impl Desk {
    /// Keeps who came, so that later evenings of the series recognise them; only where the event
    /// says so, and only those with an e-mail address. Gives how many are kept.
    ///
    /// # Errors
    /// The data folder can't be written.
    pub fn remember_regulars(&mut self) -> Result<u32> {
        self.refresh()?;
        if !self.event.keep_regulars || self.event.series.is_empty() {
            return Ok(0);
        }
        let mut regulars = self.home.regulars(&self.event.series)?;
        if regulars.salt == [0; 32] {
            self.rng.fill(&mut regulars.salt);
        }
        let event = self.event.id.to_string();
        let mut came = HashSet::new();
        for guest in table::attendee::list(self.store.read())? {
            let tickets = table::ticket::of_attendee(self.store.read(), guest.id)?;
            let here = self.tally()?.state(tickets.iter().map(|ticket| ticket.id));
            if here.is_some() {
                came.extend(regulars.digest(&guest.email));
            }
        }
        for evenings in regulars.evenings.values_mut() {
            evenings.remove(&event);
        }
        for digest in &came {
            let evenings = regulars.evenings.entry(digest.clone()).or_default();
            evenings.insert(event.clone());
        }
        regulars.evenings.retain(|_, evenings| !evenings.is_empty());
        self.home
            .save_again(&name_of(&self.event.series), &regulars)?;
        Ok(u32::try_from(came.len()).unwrap_or(u32::MAX))
    }

    /// Forgets who came to evenings of this series; gives whether anything was kept.
    ///
    /// # Errors
    /// The data folder can't be written.
    pub fn forget_regulars(&mut self) -> Result<bool> {
        let series = name_of(&self.event.series);
        self.regulars = None;
        self.home.forget(&series)
    }

    /// Forgets one guest in the series.
    pub(super) fn forget_regular(&mut self, guest: &Attendee) -> Result<()> {
        let mut regulars = self.home.regulars(&self.event.series)?;
        if let Some(digest) = regulars.digest(&guest.email)
            && regulars.evenings.remove(&digest).is_some()
        {
            self.home
                .save_again(&name_of(&self.event.series), &regulars)?;
            self.regulars = known(&self.home, &self.event);
        }
        Ok(())
    }

    /// How many evenings of the series this guest has been to before; 0 where nobody keeps that.
    pub(crate) fn evenings_before(&self, guest: &Attendee) -> u32 {
        let regulars = self.regulars.as_ref();
        regulars.map_or(0, |regulars| regulars.before(guest, self.event.id))
    }
}

/// The regulars that an event recognises. What can't be read keeps nobody out.
pub(crate) fn known(home: &Home, event: &Event) -> Option<Regulars> {
    if !event.keep_regulars || event.series.is_empty() {
        return None;
    }
    home.regulars(&event.series).ok()
}

fn name_of(series: &str) -> String {
    format!("regulars/{}.json", slug(series))
}
