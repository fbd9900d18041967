//! An event, written down as its definition.

use jiff::{Zoned, civil::Time};
use lanyard_event::{Event, Reentry, evening_time};

use super::{Definition, DoorTable, Doors, EventTable, SlotTable, SpeakerTable, TicketTypeTable};

impl Definition {
    /// What defines this event; read back, it is the same event.
    pub fn of(event: &Event) -> Self {
        let time = |time: Option<Time>| time.map(clock).unwrap_or_default();
        let wifi = event.wifi.clone();
        let (wifi_network, wifi_password) = wifi
            .map(|wifi| (wifi.network, wifi.password))
            .unwrap_or_default();
        Self {
            event: EventTable {
                name: event.name.clone(),
                series: event.series.clone(),
                theme: event.theme.clone(),
                contact: event.contact.clone(),
                venue: event.venue.clone(),
                date: event.date.to_string(),
                timezone: event.timezone.iana_name().unwrap_or("UTC").to_owned(),
                doors: Doors::Open(time(event.opens)),
                ends: time(event.ends),
                capacity: event.capacity.map(i64::from),
                reentry: match event.reentry {
                    Reentry::Ask => "ask",
                    Reentry::Welcome => "welcome",
                    Reentry::Refuse => "refuse",
                }
                .to_owned(),
                privacy: event.privacy,
                ribbon: event.ribbon.clone(),
                wifi_network,
                wifi_password,
                notes: event.notes.clone(),
                erase_on: event
                    .erase_on
                    .map(|date| date.to_string())
                    .unwrap_or_default(),
                keep_regulars: event.keep_regulars,
            },
            door: doors(event),
            ticket_type: ticket_types(event),
            slot: slots(event),
        }
    }

    /// As `event.toml`.
    pub fn to_toml(&self) -> String {
        // Tables of texts, numbers and lists: there is nothing in them that TOML can't say.
        toml::to_string_pretty(self).unwrap_or_default()
    }
}

fn doors(event: &Event) -> Vec<DoorTable> {
    let kinds = |door: &lanyard_event::Door| {
        let kinds = door.admits.iter().filter_map(|id| event.ticket_type(*id));
        kinds.map(|kind| kind.name.clone()).collect()
    };
    let doors = event.doors.iter().map(|door| DoorTable {
        name: door.name.clone(),
        was: String::new(),
        admits: kinds(door),
    });
    doors.collect()
}

fn ticket_types(event: &Event) -> Vec<TicketTypeTable> {
    let doors = |kind: &lanyard_event::TicketType| {
        let doors = kind.doors.iter().filter_map(|id| event.door(*id));
        doors.map(|door| door.name.clone()).collect()
    };
    let kinds = event.ticket_types.iter().map(|kind| TicketTypeTable {
        name: kind.name.clone(),
        was: String::new(),
        admits: Some(i64::from(kind.admits)),
        doors: doors(kind),
        days: kind.days.iter().map(ToString::to_string).collect(),
        hand_over: kind.hand_over.clone(),
        strict: kind.strict,
    });
    kinds.collect()
}

fn slots(event: &Event) -> Vec<SlotTable> {
    // The clock alone where it means the same, so that the slot moves with the date.
    let moment = |at: &Zoned| {
        let same = evening_time(event.date, at.time()) == at.datetime();
        match same {
            true => clock(at.time()),
            false => at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        }
    };
    let slots = event.lineup.slots().iter().map(|slot| SlotTable {
        kind: slot.kind.word().to_owned(),
        starts: moment(&slot.starts),
        ends: slot.ends.as_ref().map(moment).unwrap_or_default(),
        room: slot.room.clone(),
        title: slot.title.clone(),
        summary: slot.summary.clone(),
        speaker: slot
            .speakers
            .iter()
            .map(|speaker| SpeakerTable {
                name: speaker.name.clone(),
                role: speaker.role.clone(),
                company: speaker.company.clone(),
                photo: speaker.photo.clone().unwrap_or_default(),
            })
            .collect(),
    });
    slots.collect()
}

fn clock(time: Time) -> String {
    match time.second() {
        0 => format!("{:02}:{:02}", time.hour(), time.minute()),
        second => format!("{:02}:{:02}:{second:02}", time.hour(), time.minute()),
    }
}
