use std::collections::HashSet;

use lanyard_event::{Entry, Kind, Presence, TicketId, VerdictKind, is_repeat};
use lanyard_store::{Connection, table};

use crate::{
    Desk, Result,
    answers::{ScanAnswer, Tone},
    case::digest,
};

/// So many are brought back; older ones are in the log.
const MOST: usize = 20;
/// So far back they are looked for.
const MOST_ROWS: usize = 2_000;

impl Desk {
    /// What this desk refused today and nobody has settled since, oldest first: what the window
    /// had beside its stage before it was closed. Of a code that names no ticket the log knows
    /// nothing but its mark; it counts as settled once it was scanned as somebody's ticket.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn unsettled(&mut self) -> Result<Vec<ScanAnswer>> {
        self.refresh()?;
        self.tally()?;
        let today = self.event.day_of(self.now());
        let conn = self.store.read();
        let (mut tickets, mut codes) = (HashSet::new(), HashSet::new());
        // Tickets whose codes are not among `codes` yet.
        let mut shown = Vec::new();
        let mut answers = Vec::new();
        for logged in table::log::newest(conn, MOST_ROWS)? {
            let entry = &logged.entry;
            if entry.day != today || answers.len() == MOST {
                break;
            }
            if entry.kind != Kind::Refused && !entry.kind.moves() {
                continue;
            }
            if self.was_calm(conn, entry)? {
                continue;
            }
            // The newest word on a ticket or a code counts, whoever spoke it.
            let newest = match entry.ticket {
                Some(ticket) => {
                    let newest = tickets.insert(ticket);
                    shown.extend(newest.then_some(ticket));
                    newest
                }
                None => {
                    for ticket in shown.drain(..) {
                        codes.extend(self.digests(ticket)?);
                    }
                    entry.digest.is_some_and(|digest| codes.insert(digest))
                }
            };
            if !newest {
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

    /// Whether the door took it for the same ticket twice, which nobody has to settle.
    fn was_calm(&self, conn: &Connection, entry: &Entry) -> Result<bool> {
        let doubled = entry.kind == Kind::Refused && entry.verdict == VerdictKind::AlreadyIn;
        let Some(ticket) = entry.ticket.filter(|_| doubled) else {
            return Ok(false);
        };
        let rows = table::log::of_ticket(conn, ticket)?;
        let before = rows.iter().take_while(|seen| seen.place != entry.place);
        Ok(is_repeat(&Presence::of(before, None), self.desk, entry.at))
    }

    /// The digests of all codes of a ticket.
    fn digests(&self, ticket: TicketId) -> Result<Vec<[u8; 32]>> {
        let conn = self.store.read();
        let mut codes = table::ticket::foreign_codes(conn, ticket)?;
        codes.extend(table::ticket::code(conn, ticket)?);
        let codes = codes.iter();
        Ok(codes.map(|code| digest(self.salt(), code)).collect())
    }
}
