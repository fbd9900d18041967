//! An evening in miniature, for the tests of the rules.

use jiff::{civil::date, tz::TimeZone};

use crate::{
    Attendee, AttendeeId, BadgeId, DeskId, Door, DoorId, Due, Event, EventId, Lineup, Reentry,
    Status, Ticket, TicketId, TicketState, TicketType, TicketTypeId,
};

pub(crate) const MAIN: DoorId = DoorId(1);
pub(crate) const STAGE: DoorId = DoorId(2);
pub(crate) const GENERAL: TicketTypeId = TicketTypeId(1);
pub(crate) const SPEAKER: TicketTypeId = TicketTypeId(2);
pub(crate) const DESK: DeskId = DeskId::from_bytes([1; 16]);
pub(crate) const GUEST: AttendeeId = AttendeeId::from_bytes([2; 16]);

/// Two doors, of which one admits speakers alone; two ticket types; no limit to the room.
pub(crate) fn event() -> Event {
    let door = |id, name: &str, admits| Door {
        id,
        name: name.into(),
        admits,
    };
    let kind = |id, name: &str| TicketType {
        id,
        name: name.into(),
        admits: 1,
        doors: Vec::new(),
        days: Vec::new(),
        hand_over: Vec::new(),
        strict: false,
    };
    Event {
        id: EventId::from_bytes([9; 16]),
        name: "Evening".into(),
        series: String::new(),
        theme: String::new(),
        contact: String::new(),
        venue: String::new(),
        date: date(2026, 12, 3),
        timezone: TimeZone::UTC,
        opens: None,
        ends: None,
        capacity: None,
        reentry: Reentry::Ask,
        privacy: false,
        ribbon: "#ff5a36".into(),
        wifi: None,
        notes: Vec::new(),
        doors: vec![
            door(MAIN, "Main door", vec![]),
            door(STAGE, "Stage door", vec![SPEAKER]),
        ],
        ticket_types: vec![kind(GENERAL, "General"), kind(SPEAKER, "Speaker")],
        lineup: Lineup::default(),
        erase_on: None,
        keep_regulars: false,
    }
}

pub(crate) fn ticket() -> Ticket {
    Ticket {
        id: TicketId(5),
        attendee: GUEST,
        ticket_type: GENERAL,
        admits: 1,
        state: TicketState::Valid,
        due: None,
        stands_for: None,
    }
}

pub(crate) fn attendee() -> Attendee {
    Attendee {
        id: GUEST,
        name: "Ada".into(),
        email: String::new(),
        company: String::new(),
        role: String::new(),
        status: Status::Confirmed,
        flagged: None,
        note: String::new(),
        attention: String::new(),
        badge: BadgeId(1),
    }
}

pub(crate) fn due() -> Due {
    Due {
        hundredths: 1250,
        currency: "EUR".into(),
    }
}
