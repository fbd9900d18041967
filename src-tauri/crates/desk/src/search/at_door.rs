use crate::{Desk, Result, answers::FindAnswer};

/// How many letters a search at the desk needs.
const LETTERS: usize = 2;
/// How many with privacy.
const PRIVATE_LETTERS: usize = 4;
/// How many guests are shown with privacy.
const MOST_PRIVATE: usize = 6;

impl Desk {
    /// As [`Self::find`], at the desk: only once enough is typed, and with `privacy` much later
    /// and without whole e-mail addresses, since guests see the screen too.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn find_at_door(&mut self, query: &str) -> Result<FindAnswer> {
        let letters = query.chars().filter(|c| c.is_alphanumeric());
        // A word of other scripts may be one sign long.
        let weight = |c: char| if c.is_ascii() { 1 } else { 2 };
        let typed: usize = letters.map(weight).sum();
        let privacy = self.event().privacy;
        if typed < if privacy { PRIVATE_LETTERS } else { LETTERS } {
            return Ok(FindAnswer {
                found: Vec::new(),
                more_letters: true,
            });
        }
        let mut found = self.find(query)?;
        if privacy {
            found.truncate(MOST_PRIVATE);
            for guest in &mut found {
                guest.email = masked(&guest.email);
            }
        }
        Ok(FindAnswer {
            found,
            more_letters: false,
        })
    }
}

/// `m…@example.org`: enough to tell two of one name apart, not enough to write to.
fn masked(email: &str) -> String {
    match email.split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        None => String::new(),
    }
}
