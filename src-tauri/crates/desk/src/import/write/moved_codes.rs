//! Codes that go from guest to guest within one list: rows wait that name a code which another
//! guest has, until it is known of all of them which codes those let go of.

use std::collections::HashSet;

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use super::{change::Change, writing::Writing};
use crate::{
    Result,
    import::{
        keys::code_digest,
        read::{NotTaken, Row},
        sift::{Claim, Match},
    },
};

/// A row that waits.
#[derive(Debug)]
pub(crate) struct Waits {
    pub(crate) found: Match,
    pub(crate) row: Row,
    /// The id that a new guest would have had.
    pub(crate) was: AttendeeId,
}

/// The rows that wait.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    waiting: Vec<Waits>,
    /// What guests let go of and have still, as far as nothing is written.
    let_go: HashSet<[u8; 16]>,
}

impl Moves {
    /// Whether the row waits by this.
    pub(crate) fn waits(
        &mut self,
        found: Match,
        row: &Row,
        was: AttendeeId,
        why: &NotTaken,
    ) -> bool {
        let waits = found.claim == Claim::Waits && matches!(why, NotTaken::CodeTaken { .. });
        if waits {
            let row = row.clone();
            self.waiting.push(Waits { found, row, was });
        }
        waits
    }

    /// Takes note of what a change that is not written lets go of.
    pub(crate) fn let_go(&mut self, change: &Change) {
        let codes = change.let_go.iter();
        self.let_go.extend(codes.map(|code| code_digest(code)));
    }

    /// Says of the rows that wait what becomes of their codes, in the order of the rows. Those move
    /// of whose codes each is let go of, or is of one who moves.
    pub(crate) fn settle(self, conn: &Connection) -> Result<Vec<Waits>> {
        let Self {
            mut waiting,
            let_go,
        } = self;
        let mut moving: HashSet<_> = waiting.iter().map(|one| one.found.id).collect();
        loop {
            let before = moving.len();
            for one in &waiting {
                if moving.contains(&one.found.id) && !moves(conn, one, &moving, &let_go)? {
                    moving.remove(&one.found.id);
                }
            }
            if moving.len() == before {
                break;
            }
        }
        for one in &mut waiting {
            one.found.claim = match moving.contains(&one.found.id) {
                true => Claim::Moves,
                false => Claim::Stays,
            };
        }
        Ok(waiting)
    }
}

fn moves(
    conn: &Connection,
    one: &Waits,
    moving: &HashSet<AttendeeId>,
    let_go: &HashSet<[u8; 16]>,
) -> Result<bool> {
    for code in &one.row.record.codes {
        let Some(ticket) = table::ticket::with_foreign_code(conn, code)? else {
            continue;
        };
        let holder = ticket.attendee;
        if holder == one.found.id || let_go.contains(&code_digest(code)) {
            continue;
        }
        // What a desk learnt, no list takes away.
        let tickets = table::ticket::of_attendee(conn, holder)?;
        let is_first = tickets.first().is_some_and(|first| first.id == ticket.id);
        let is_free = is_first
            && moving.contains(&holder)
            && table::ticket::listed_codes(conn, ticket.id)?.contains(code);
        if !is_free {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Writing<'_> {
    /// Takes the codes from those who move, before any of them gets another.
    pub(crate) fn free_codes(&self, waiting: &[Waits]) -> Result<()> {
        let moving = waiting.iter().filter(|one| one.found.claim == Claim::Moves);
        for one in moving {
            let tickets = table::ticket::of_attendee(self.conn, one.found.id)?;
            if let Some(ticket) = tickets.first() {
                table::before::keep_codes(self.conn, self.import, ticket.id)?;
                table::ticket::remove_listed_codes(self.conn, ticket.id)?;
            }
        }
        Ok(())
    }
}
