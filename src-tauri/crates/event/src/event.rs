use jiff::{
    SignedDuration, Timestamp, Zoned,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use crate::{DoorId, EventId, Lineup, TicketTypeId};

/// One evening, with its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The event's id; it is part of what a ticket signs.
    pub id: EventId,
    /// The name, *Scale & Reliability Engineering*.
    pub name: String,
    /// The series it belongs to, *Intercom Engineering Insights*; may be empty.
    pub series: String,
    /// One line on what the evening is about; may be empty.
    pub theme: String,
    /// How a guest reaches the host; may be empty.
    pub contact: String,
    /// Where it is; may be empty.
    pub venue: String,
    /// The (first) day.
    pub date: Date,
    /// The zone in which every time of the event is meant.
    pub timezone: TimeZone,
    /// When the doors open, where that was given.
    pub opens: Option<Time>,
    /// When the evening is over, where that was given.
    pub ends: Option<Time>,
    /// How many people the room holds.
    pub capacity: Option<u32>,
    /// What happens to someone who shows a used ticket.
    pub reentry: Reentry,
    /// Whether the search at the desk shows nobody until enough is typed, and masks e-mail.
    pub privacy: bool,
    /// The colour of the ribbon, `#rrggbb`.
    pub ribbon: String,
    /// The guests' Wi-Fi, shown in the lobby.
    pub wifi: Option<Wifi>,
    /// The house's notes, shown in the lobby.
    pub notes: Vec<String>,
    /// The doors, in the order of the list; never empty.
    pub doors: Vec<Door>,
    /// The ticket types, in the order of the list; never empty.
    pub ticket_types: Vec<TicketType>,
    /// What happens when.
    pub lineup: Lineup,
    /// On which day personal data is erased, where that was set.
    pub erase_on: Option<Date>,
    /// Whether a later evening of the series may recognise who came.
    pub keep_regulars: bool,
}

/// What happens to a ticket that was used before. It sets the tone of `already_in`, and whether
/// someone who left gets back in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reentry {
    /// Staff ask: amber.
    #[default]
    Ask,
    /// Guests come and go: neutral.
    Welcome,
    /// Once only: red, also after an exit.
    Refuse,
}

/// The guests' wireless network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wifi {
    /// The network's name.
    pub network: String,
    /// Its password; empty for an open network.
    pub password: String,
}

/// A place where guests come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// Its number.
    pub id: DoorId,
    /// Its name, *Side door*.
    pub name: String,
    /// The ticket types it admits; empty: all.
    pub admits: Vec<TicketTypeId>,
}

/// A kind of ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketType {
    /// Its number, which the ticket code carries.
    pub id: TicketTypeId,
    /// Its name, *General*.
    pub name: String,
    /// What it was called before: lists may still call it so.
    pub formerly: Vec<String>,
    /// How many people come in on one ticket; at least 1.
    pub admits: u16,
    /// The doors it gets in at; empty: all.
    pub doors: Vec<DoorId>,
    /// The days it is valid on; empty: always.
    pub days: Vec<Date>,
    /// What is handed over, *Blue wristband*.
    pub hand_over: Vec<String>,
    /// Whether, offline, only a lead may let it in.
    pub strict: bool,
}

impl Event {
    /// The door of this number.
    pub fn door(&self, id: DoorId) -> Option<&Door> {
        self.doors.iter().find(|door| door.id == id)
    }

    /// The door of this name; case and outer white space do not count.
    pub fn door_named(&self, name: &str) -> Option<&Door> {
        named(&self.doors, name, |door| &door.name)
    }

    /// The ticket type of this number.
    pub fn ticket_type(&self, id: TicketTypeId) -> Option<&TicketType> {
        self.ticket_types.iter().find(|kind| kind.id == id)
    }

    /// The ticket type of this name, else the one that had it before; case and outer white space
    /// do not count.
    pub fn ticket_type_named(&self, name: &str) -> Option<&TicketType> {
        let kinds = &self.ticket_types;
        named(kinds, name, |kind| &kind.name).or_else(|| {
            let had = |kind: &&TicketType| named(&kind.formerly, name, String::as_str).is_some();
            kinds.iter().find(had)
        })
    }

    /// How many more the room holds, once that is worth a word: a twentieth of it, or ten.
    pub fn places_left(&self, inside: u32) -> Option<u32> {
        let capacity = self.capacity?;
        let left = capacity.saturating_sub(inside);
        (left <= 10.max(capacity / 20) && inside > 0).then_some(left)
    }

    /// When the doors open, else when the lineup begins.
    pub fn starts(&self) -> Option<Timestamp> {
        let first = self.lineup.slots().first();
        match self.opens {
            Some(opens) => {
                let opens = evening_time(self.date, opens).to_zoned(self.timezone.clone());
                opens.ok().map(|opens| opens.timestamp())
            }
            None => first.map(|slot| slot.starts.timestamp()),
        }
    }

    /// Whether `at` is about the time of the evening, so that whoever is scanned comes to it.
    /// Before, it is a trial. Where nobody knows when it starts, its whole day is its time.
    pub fn is_about_time(&self, at: Timestamp) -> bool {
        let early = SignedDuration::from_hours(EARLY_HOURS);
        match self.starts() {
            Some(starts) => starts.duration_since(at) <= early,
            None => self.day_of(at) >= self.date,
        }
    }

    /// The day of the event on which a time falls.
    pub fn day_of(&self, at: Timestamp) -> Day {
        day_of(at, &self.timezone)
    }
}

/// A day of an event: a calendar date whose night belongs to it.
pub type Day = Date;

/// So long before the doors open nobody comes yet but who helps.
const EARLY_HOURS: i64 = 3;

/// How far into the next calendar day an evening reaches.
const NIGHT_HOURS: i64 = 5;

/// The day of the event on which `at` falls. The hours until 05:00 belong to the evening before,
/// so that nobody's ticket turns into tomorrow's at midnight.
pub fn day_of(at: Timestamp, zone: &TimeZone) -> Day {
    let shifted = at.saturating_sub(SignedDuration::from_hours(NIGHT_HOURS));
    let shifted = shifted.unwrap_or(at);
    shifted.to_zoned(zone.clone()).date()
}

/// The local date and time that `time` means in the evening of `day`: before 05:00 it is the night
/// that follows.
pub fn evening_time(day: Day, time: Time) -> DateTime {
    let night = i64::from(time.hour()) < NIGHT_HOURS;
    let date = if night {
        day.tomorrow().unwrap_or(day)
    } else {
        day
    };
    date.to_datetime(time)
}

/// When the night of an evening that is on at `at` ends.
pub(crate) fn night_end(at: &Zoned) -> Option<Timestamp> {
    let day = day_of(at.timestamp(), at.time_zone());
    let hour = i8::try_from(NIGHT_HOURS).ok()?;
    let end = day.tomorrow().ok()?.at(hour, 0, 0, 0);
    let end = end.to_zoned(at.time_zone().clone()).ok()?;
    Some(end.timestamp())
}

fn named<'a, T>(all: &'a [T], name: &str, of: impl Fn(&T) -> &str) -> Option<&'a T> {
    // Most lists write it as the event does.
    let exact = all.iter().find(|one| of(one) == name);
    exact.or_else(|| {
        let wanted = name.trim().to_lowercase();
        all.iter()
            .find(|one| of(one).trim().to_lowercase() == wanted)
    })
}

#[cfg(test)]
mod tests {
    use crate::{Lineup, Slot, SlotKind, fixture};

    #[test]
    fn what_is_scanned_days_or_hours_before_is_a_trial() {
        let mut event = fixture::event();
        let is_about = |event: &super::Event, at: &str| event.is_about_time(at.parse().unwrap());
        let table = [
            ("2026-11-29T18:30:00Z", [false; 3]),
            ("2026-12-03T04:00:00Z", [false; 3]),
            ("2026-12-03T10:00:00Z", [true, false, false]),
            ("2026-12-03T15:14:00Z", [true, false, false]),
            ("2026-12-03T15:15:00Z", [true, true, false]),
            ("2026-12-03T18:00:00Z", [true; 3]),
            ("2026-12-04T09:00:00Z", [true; 3]),
        ];
        let seen = |event: &super::Event| table.map(|(at, _)| is_about(event, at));
        assert_eq!(seen(&event), table.map(|(_, is)| is[0]), "a day alone");
        event.lineup = Lineup::new(vec![talk("2026-12-03T20:00:00[UTC]")], None);
        assert_eq!(seen(&event), table.map(|(_, is)| is[2]), "a lineup");
        event.opens = Some(jiff::civil::time(18, 15, 0, 0));
        assert_eq!(seen(&event), table.map(|(_, is)| is[1]), "doors");
    }

    fn talk(starts: &str) -> Slot {
        Slot {
            kind: SlotKind::Talk,
            starts: starts.parse().unwrap(),
            ends: None,
            room: String::new(),
            title: String::new(),
            summary: String::new(),
            speakers: Vec::new(),
        }
    }
}
