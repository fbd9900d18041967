//! The ids of new guests, their tickets and badges: they lie in the file in the order in which
//! they are given, so that a long list is written from end to end and not all over the place.

use lanyard_event::{AttendeeId, BadgeId, Clock, Rng, TicketId};

/// Ids for the rows of one list.
pub(crate) struct Ids<'a> {
    first: u128,
    randoms: Randoms<'a>,
    ticket: Ladder,
    badge: Ladder,
}

/// UUIDv7's last part (RFC 9562): the rows count it up, and its first bit leaves room for that.
const COUNTED: u128 = (1 << 62) - 1;

impl<'a> Ids<'a> {
    /// For a list of at most so many rows.
    pub(crate) fn new(rows: u64, clock: &dyn Clock, rng: &'a dyn Rng) -> Self {
        let first = u128::from_be_bytes(AttendeeId::new(clock.now(), rng).to_bytes());
        let mut randoms = Randoms::new(rng);
        Self {
            first: first & !(1 << 61),
            ticket: Ladder::new(rows, &mut randoms),
            badge: Ladder::new(rows, &mut randoms),
            randoms,
        }
    }

    /// The guest of a row.
    pub(crate) fn attendee(&self, row: u32) -> AttendeeId {
        counted(self.first, row)
    }

    pub(crate) fn ticket(&mut self) -> TicketId {
        TicketId(self.ticket.next(&mut self.randoms))
    }

    pub(super) fn badge(&mut self) -> BadgeId {
        BadgeId(self.badge.next(&mut self.randoms))
    }
}

/// The guest of a row, where `first` is that of the first.
pub(crate) fn nth(first: AttendeeId, row: u32) -> AttendeeId {
    counted(u128::from_be_bytes(first.to_bytes()), row)
}

fn counted(first: u128, row: u32) -> AttendeeId {
    let counted = (first & COUNTED) + u128::from(row);
    AttendeeId::from_bytes((first & !COUNTED | counted & COUNTED).to_be_bytes())
}

/// Random numbers that only grow: from a random one on, in random steps that use up all the room
/// there is. From one nobody guesses the next.
struct Ladder {
    at: u64,
    longest: u64,
}

impl Ladder {
    fn new(rows: u64, randoms: &mut Randoms<'_>) -> Self {
        Self {
            at: randoms.next(),
            longest: u64::MAX / rows.max(1).saturating_mul(2),
        }
    }

    fn next(&mut self, randoms: &mut Randoms<'_>) -> u64 {
        let step = (u128::from(randoms.next()) * u128::from(self.longest)) >> 64;
        self.at = self.at.wrapping_add(1 + u64::try_from(step).unwrap_or(0));
        self.at
    }
}

/// Randomness, fetched by the page: the system is asked seldom.
struct Randoms<'a> {
    rng: &'a dyn Rng,
    page: [u8; 2048],
    at: usize,
}

impl<'a> Randoms<'a> {
    fn new(rng: &'a dyn Rng) -> Self {
        Self {
            rng,
            page: [0; 2048],
            at: usize::MAX,
        }
    }

    fn next(&mut self) -> u64 {
        if self.at >= self.page.len() {
            self.rng.fill(&mut self.page);
            self.at = 0;
        }
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.page[self.at..self.at + 8]);
        self.at += 8;
        u64::from_be_bytes(bytes)
    }
}
