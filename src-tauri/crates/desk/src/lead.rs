//! Leads: who decides what others may not, by a PIN.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use lanyard_event::OperatorId;
use lanyard_store::{table, table::operator::Operator};

use crate::{Desk, DeskError, Result};

/// The shortest PIN.
const SHORTEST_PIN: usize = 4;

impl Desk {
    /// Sets up a lead, or gives the one of this name another PIN.
    ///
    /// # Errors
    /// The name is empty, or the PIN has fewer than four characters.
    pub fn set_lead(&mut self, name: &str, pin: &str) -> Result<()> {
        let name = lanyard_exchange::list::parse_name(name)?;
        let pin = pin.trim();
        if pin.chars().count() < SHORTEST_PIN {
            return Err(DeskError::ShortPin);
        }
        let mut salt = [0; 16];
        self.rng.fill(&mut salt);
        let hash = Argon2::default().hash_password_with_salt(pin.as_bytes(), &salt);
        let operator = Operator {
            id: OperatorId::new(self.now(), self.rng.as_ref()),
            name,
            lead: true,
            pin_hash: Some(hash.map_err(|_| DeskError::ShortPin)?.to_string()),
        };
        self.change(|conn| Ok(table::operator::set(conn, &operator)?))
    }

    /// Takes away the lead of this name; gives whether there was one.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn remove_lead(&mut self, name: &str) -> Result<bool> {
        self.change(|conn| Ok(table::operator::remove(conn, name.trim())?))
    }

    /// The names of the leads.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn leads(&self) -> Result<Vec<String>> {
        let leads = self.operators()?.into_iter().filter(|one| one.lead);
        Ok(leads.map(|lead| lead.name).collect())
    }

    /// The lead whose PIN this is; `None` where no lead is set up.
    pub(crate) fn lead(&self, pin: &str) -> Result<Option<OperatorId>> {
        let mut leads = self.operators()?;
        leads.retain(|one| one.lead);
        if leads.is_empty() {
            return Ok(None);
        }
        let lead = leads.iter().find(|lead| {
            let hash = lead.pin_hash.as_deref().map(PasswordHash::new);
            hash.and_then(std::result::Result::ok).is_some_and(|hash| {
                Argon2::default()
                    .verify_password(pin.trim().as_bytes(), &hash)
                    .is_ok()
            })
        });
        lead.map(|lead| Some(lead.id)).ok_or(DeskError::WrongPin)
    }

    fn operators(&self) -> Result<Vec<Operator>> {
        Ok(table::operator::list(self.store.read())?)
    }
}
