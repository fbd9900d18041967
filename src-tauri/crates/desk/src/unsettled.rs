use std::collections::HashSet;

use lanyard_event::Kind;
use lanyard_store::table;

use crate::{
    Desk, Result,
    answers::{ScanAnswer, Tone},
};

/// So many are brought back; older ones are in the log.
const MOST: usize = 20;
/// So far back they are looked for.
const MOST_ROWS: usize = 2_000;

impl Desk {
    /// What this desk refused today and nobody has settled since, oldest first: what the window
    /// had beside its stage before it was closed. A code that names no ticket is not among them.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn unsettled(&mut self) -> Result<Vec<ScanAnswer>> {
        self.refresh()?;
        self.tally()?;
        let today = self.event.day_of(self.now());
        let conn = self.store.read();
        let (mut seen, mut answers) = (HashSet::new(), Vec::new());
        for logged in table::log::newest(conn, MOST_ROWS)? {
            let entry = &logged.entry;
            if entry.day != today || answers.len() == MOST {
                break;
            }
            let Some(ticket) = entry.ticket else {
                continue;
            };
            // The newest word on a ticket counts, whoever spoke it.
            let says = entry.kind == Kind::Refused || entry.kind.moves();
            if !says || !seen.insert(ticket) {
                continue;
            }
            if entry.kind != Kind::Refused || entry.place.desk != self.desk {
                continue;
            }
            let again = self.answer_again(logged)?;
            let wants = |answer: &ScanAnswer| matches!(answer.tone, Tone::Amber | Tone::Red);
            answers.extend(again.filter(wants));
        }
        answers.reverse();
        Ok(answers)
    }
}
