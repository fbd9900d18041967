//! What an evening is: the event and its lineup, attendees, tickets and their codes, the
//! check-in log, and the rules.
//!
//! Pure: this crate knows no file, no socket, no window and no clock. Time and randomness come in
//! through [`Clock`] and [`Rng`], so that every rule can be tested in a plain function. The one
//! rule of the door is [`decide`](fn@decide).

mod attendee;
mod code;
mod decide;
mod event;
#[cfg(test)]
mod fixture;
mod ids;
mod lineup;
mod log;
mod pace;
mod presence;
mod settle;
mod verdict;
mod world;

pub use attendee::{Attendee, Due, ParseStatusError, Status, Ticket, TicketState};
pub use code::{
    BADGE_PREFIX, Key, KeyState, MAX_CODE_CHARS, Reading, TICKET_PREFIX, TicketCode, badge_code,
    read_code, trim_scan,
};
pub use decide::{
    Claim, Direction, History, Means, Presented, Scan, decide, is_repeat, presence_day,
};
pub use event::{Day, Door, Event, Reentry, TicketType, Wifi, day_of, evening_time};
pub use ids::{
    AttendeeId, BadgeId, DeskId, DoorId, EventId, KeyId, OperatorId, OrderId, TicketId,
    TicketTypeId,
};
pub use lineup::{Lineup, Phase, Scene, Slot, SlotKind, Speaker};
pub use log::{Entry, EntryRef, Hlc, Kind, Mode, chain_start};
pub use pace::Arrivals;
pub use presence::Presence;
pub use settle::{Authority, Settling, settling};
pub use verdict::{FirstEntry, Tone, Verdict, VerdictKind};
pub use world::{Clock, Rng};
