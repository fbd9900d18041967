//! Whether the values of a definition make sense, and the event they make.

use jiff::{
    SignedDuration, Zoned,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};
use lanyard_event::{
    Door, DoorId, Event, EventId, Lineup, Reentry, Slot, SlotKind, Speaker, TicketType,
    TicketTypeId, Wifi, evening_time,
};

use super::{
    DEFAULT_DOOR, DEFAULT_TICKET_TYPE, Definition, DoorTable, Doors, Fault, RIBBON, SlotTable,
    TicketTypeTable, Whose, Wrong,
};
use crate::{fold, text::one_line};

impl Definition {
    /// The event `id` that this defines; `date` puts it on another day. Doors and ticket types
    /// of `before` keep their numbers, which tickets and the log carry.
    ///
    /// # Errors
    /// The first [`Fault`].
    pub fn event(
        &self,
        id: EventId,
        date: Option<Date>,
        before: Option<&Event>,
    ) -> Result<Event, Fault> {
        let table = &self.event;
        let name = named(&table.name, "event.name", Whose::Event)?;
        let own_date = parse_date(&table.date, "event.date")?;
        let date = date.unwrap_or(own_date);
        let moved = own_date.duration_until(date);
        let timezone = TimeZone::get(table.timezone.trim()).map_err(|_| {
            let wrong = Wrong::NoTimeZone(table.timezone.clone());
            fault("event.timezone", wrong)
        })?;
        let (opens, door_names) = match &table.doors {
            Doors::Open(time) => (optional_time(time, "event.doors")?, [].as_slice()),
            Doors::Named(names) => (None, names.as_slice()),
        };
        let ends = optional_time(&table.ends, "event.ends")?;
        let mut doors = self.doors(door_names, before)?;
        let ticket_types = self.ticket_types(&doors, moved, before)?;
        for (nth, (door, table)) in doors.iter_mut().zip(&self.door).enumerate() {
            let at = format!("door.{nth}.admits");
            door.admits = lookup(
                &table.admits,
                &at,
                &ticket_types,
                Whose::TicketType,
                |kind| (kind.name.as_str(), kind.id),
            )?;
        }
        let erase_on = match table.erase_on.trim() {
            "" => None,
            text => Some(parse_date(text, "event.erase_on")?.saturating_add(moved)),
        };
        if erase_on.is_some_and(|erase_on| erase_on <= date) {
            return Err(fault("event.erase_on", Wrong::ErasedTooSoon));
        }
        let wifi = table.wifi_network.trim();
        if wifi.is_empty() && !table.wifi_password.trim().is_empty() {
            return Err(fault("event.wifi_network", Wrong::NoNetwork));
        }
        Ok(Event {
            id,
            name,
            series: table.series.trim().to_owned(),
            theme: table.theme.trim().to_owned(),
            contact: table.contact.trim().to_owned(),
            venue: table.venue.trim().to_owned(),
            date,
            opens,
            ends,
            capacity: table.capacity.map(capacity).transpose()?,
            reentry: reentry(&table.reentry)?,
            privacy: table.privacy,
            ribbon: ribbon(&table.ribbon)?,
            wifi: (!wifi.is_empty()).then(|| Wifi {
                network: wifi.to_owned(),
                password: table.wifi_password.clone(),
            }),
            notes: table
                .notes
                .iter()
                .filter(|note| !note.trim().is_empty())
                .cloned()
                .collect(),
            doors,
            ticket_types,
            lineup: lineup(&self.slot, date, moved, ends, &timezone)?,
            timezone,
            erase_on,
            keep_regulars: table.keep_regulars,
        })
    }

    /// The doors are those of `[[door]]`, else those that `[event]` names, else those that
    /// ticket types name, else one.
    fn doors(&self, names: &[String], before: Option<&Event>) -> Result<Vec<Door>, Fault> {
        let mut tables = self.door.clone();
        if tables.is_empty() {
            let mentioned = self.ticket_type.iter().flat_map(|kind| &kind.doors);
            let names: Vec<_> = match names {
                [] => mentioned.collect(),
                names => names.iter().collect(),
            };
            for name in names {
                if !tables.iter().any(|table| fold(&table.name) == fold(name)) {
                    tables.push(DoorTable {
                        name: name.clone(),
                        ..DoorTable::default()
                    });
                }
            }
        }
        if tables.is_empty() {
            tables.push(DoorTable {
                name: DEFAULT_DOOR.to_owned(),
                ..DoorTable::default()
            });
        }
        let old = before.map_or([].as_slice(), |before| &before.doors);
        let mut numbers = Numbers::after(old.iter().map(|door| (door.name.as_str(), door.id.0)));
        let mut doors: Vec<Door> = Vec::new();
        for (nth, table) in tables.iter().enumerate() {
            let at = format!("door.{nth}.name");
            let name = named(&table.name, &at, Whose::Door)?;
            if doors.iter().any(|door| fold(&door.name) == fold(&name)) {
                return Err(fault(&at, Wrong::TwoDoors(name)));
            }
            let number = numbers.of(&table.was, &name);
            let number = number.ok_or_else(|| fault(&at, Wrong::TooManyDoors))?;
            doors.push(Door {
                id: DoorId(number),
                name,
                admits: Vec::new(),
            });
        }
        Ok(doors)
    }

    fn ticket_types(
        &self,
        doors: &[Door],
        moved: SignedDuration,
        before: Option<&Event>,
    ) -> Result<Vec<TicketType>, Fault> {
        let general;
        let tables = match self.ticket_type.as_slice() {
            [] => {
                general = [TicketTypeTable {
                    name: DEFAULT_TICKET_TYPE.to_owned(),
                    ..TicketTypeTable::default()
                }];
                general.as_slice()
            }
            tables => tables,
        };
        let old = before.map_or([].as_slice(), |before| &before.ticket_types);
        let old = old
            .iter()
            .map(|kind| (kind.name.as_str(), u16::from(kind.id.0)));
        let mut numbers = Numbers::starting_at(0, old);
        let mut kinds: Vec<TicketType> = Vec::new();
        for (nth, table) in tables.iter().enumerate() {
            let at = |key: &str| format!("ticket_type.{nth}.{key}");
            let name = named(&table.name, &at("name"), Whose::TicketType)?;
            if kinds.iter().any(|kind| fold(&kind.name) == fold(&name)) {
                return Err(fault(&at("name"), Wrong::TwoTicketTypes(name)));
            }
            let number = numbers.of(&table.was, &name);
            let number = number.and_then(|number| u8::try_from(number).ok());
            let number = number.ok_or_else(|| fault(&at("name"), Wrong::TooManyTicketTypes))?;
            let admits = u16::try_from(table.admits.unwrap_or(1)).ok();
            let admits = admits.filter(|admits| (1..=1000).contains(admits));
            let days = table.days.iter().enumerate().map(|(day, text)| {
                let at = at(&format!("days.{day}"));
                Ok(parse_date(text, &at)?.saturating_add(moved))
            });
            kinds.push(TicketType {
                id: TicketTypeId(number),
                name,
                // The event file keeps that.
                formerly: Vec::new(),
                admits: admits.ok_or_else(|| fault(&at("admits"), Wrong::Admits))?,
                doors: lookup(&table.doors, &at("doors"), doors, Whose::Door, |door| {
                    (&door.name, door.id)
                })?,
                days: days.collect::<Result<_, _>>()?,
                hand_over: table
                    .hand_over
                    .iter()
                    .filter(|thing| !thing.trim().is_empty())
                    .cloned()
                    .collect(),
                strict: table.strict,
            });
        }
        Ok(kinds)
    }
}

/// Gives out the numbers of doors and ticket types: the old ones keep theirs, and none is given
/// twice.
struct Numbers {
    old: Vec<(String, u16)>,
    next: Option<u16>,
}

impl Numbers {
    fn after<'a>(old: impl Iterator<Item = (&'a str, u16)>) -> Self {
        Self::starting_at(1, old)
    }

    fn starting_at<'a>(first: u16, old: impl Iterator<Item = (&'a str, u16)>) -> Self {
        let old: Vec<_> = old.map(|(name, number)| (fold(name), number)).collect();
        let last = old.iter().map(|(_, number)| *number).max();
        Self {
            next: last.map_or(Some(first), |last| last.checked_add(1)),
            old,
        }
    }

    fn of(&mut self, was: &str, name: &str) -> Option<u16> {
        let wanted = match was.trim() {
            "" => fold(name),
            was => fold(was),
        };
        let at = self.old.iter().position(|(name, _)| *name == wanted);
        if let Some(at) = at {
            return Some(self.old.swap_remove(at).1);
        }
        let number = self.next?;
        self.next = number.checked_add(1);
        Some(number)
    }
}

pub(super) fn lineup(
    tables: &[SlotTable],
    date: Date,
    moved: SignedDuration,
    ends: Option<Time>,
    zone: &TimeZone,
) -> Result<Lineup, Fault> {
    let slots = tables
        .iter()
        .enumerate()
        .map(|(nth, table)| slot(table, nth, date, moved, zone))
        .collect::<Result<_, _>>()?;
    let over = ends
        .map(|ends| evening_time(date, ends).to_zoned(zone.clone()))
        .transpose()
        .map_err(|error| fault("event.ends", Wrong::Zone(error.to_string())))?;
    Ok(Lineup::new(slots, over.map(|over| over.timestamp())))
}

fn slot(
    table: &SlotTable,
    nth: usize,
    date: Date,
    moved: SignedDuration,
    zone: &TimeZone,
) -> Result<Slot, Fault> {
    let at = |key: &str| format!("slot.{nth}.{key}");
    let word = table.kind.as_str();
    let kind = SlotKind::ALL
        .into_iter()
        .find(|kind| kind.word() == word)
        .ok_or_else(|| {
            fault(
                &at("kind"),
                Wrong::NoSlotKind {
                    given: word.to_owned(),
                },
            )
        })?;
    let starts = parse_moment(&table.starts, &at("starts"), date, moved, zone)?;
    let ends = match table.ends.trim() {
        "" => None,
        ends => {
            let end = parse_moment(ends, &at("ends"), date, moved, zone)?;
            if end <= starts {
                return Err(fault(&at("ends"), Wrong::EndsTooSoon));
            }
            Some(end)
        }
    };
    let title = match (table.title.trim(), kind) {
        ("", SlotKind::Talk) => {
            return Err(fault(&at("title"), Wrong::NoTitle));
        }
        ("", SlotKind::Doors) => "Doors",
        ("", SlotKind::Food) => "Food",
        ("", SlotKind::Break) => "Break",
        ("", SlotKind::End) => "End",
        (title, _) => title,
    };
    // A row where nobody is described is nobody.
    let is_anybody = |speaker: &super::SpeakerTable| {
        let said = [
            &speaker.name,
            &speaker.role,
            &speaker.company,
            &speaker.photo,
        ];
        said.iter().any(|text| !text.trim().is_empty())
    };
    let mut speakers = Vec::new();
    for (nth, speaker) in table.speaker.iter().enumerate() {
        if is_anybody(speaker) {
            let name = named(
                &speaker.name,
                &at(&format!("speaker.{nth}.name")),
                Whose::Speaker,
            )?;
            speakers.push(Speaker {
                name,
                role: speaker.role.clone(),
                company: speaker.company.clone(),
                photo: Some(speaker.photo.clone()).filter(|photo| !photo.is_empty()),
            });
        }
    }
    Ok(Slot {
        kind,
        starts,
        ends,
        room: table.room.trim().to_owned(),
        title: title.to_owned(),
        summary: table.summary.trim().to_owned(),
        speakers,
    })
}

fn parse_date(text: &str, at: &str) -> Result<Date, Fault> {
    let date = text.trim().parse().ok();
    date.ok_or_else(|| fault(at, Wrong::NoDate))
}

fn optional_time(text: &str, at: &str) -> Result<Option<Time>, Fault> {
    match text.trim() {
        "" => Ok(None),
        text => clock(text)
            .map(Some)
            .ok_or_else(|| fault(at, Wrong::NoTime)),
    }
}

fn parse_moment(
    text: &str,
    at: &str,
    date: Date,
    moved: SignedDuration,
    zone: &TimeZone,
) -> Result<Zoned, Fault> {
    let text = text.trim();
    let local: DateTime = match clock(text) {
        Some(time) => evening_time(date, time),
        None => {
            let given: DateTime = text.parse().map_err(|_| fault(at, Wrong::NoMoment))?;
            given.saturating_add(moved)
        }
    };
    local
        .to_zoned(zone.clone())
        .map_err(|error| fault(at, Wrong::Zone(error.to_string())))
}

/// `18:15` or `18:15:00`, and nothing that only looks like it.
fn clock(text: &str) -> Option<Time> {
    let shape = text.len() >= 5 && text.as_bytes().get(2) == Some(&b':');
    shape.then(|| text.parse().ok())?
}

fn capacity(people: i64) -> Result<u32, Fault> {
    let capacity = u32::try_from(people).ok().filter(|capacity| *capacity > 0);
    capacity.ok_or_else(|| fault("event.capacity", Wrong::Capacity))
}

fn reentry(word: &str) -> Result<Reentry, Fault> {
    match word {
        "" => Ok(Reentry::default()),
        "ask" => Ok(Reentry::Ask),
        "welcome" => Ok(Reentry::Welcome),
        "refuse" => Ok(Reentry::Refuse),
        other => Err(fault("event.reentry", Wrong::Reentry(other.to_owned()))),
    }
}

fn ribbon(colour: &str) -> Result<String, Fault> {
    let colour = colour.trim();
    if colour.is_empty() {
        return Ok(RIBBON.to_owned());
    }
    let hex = colour.strip_prefix('#').unwrap_or_default();
    if hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(colour.to_ascii_lowercase());
    }
    Err(fault("event.ribbon", Wrong::Ribbon))
}

fn named(name: &str, at: &str, whose: Whose) -> Result<String, Fault> {
    let text = one_line(name).map_err(|c| {
        let code = u32::from(c);
        fault(at, Wrong::ControlCharacter { whose, code })
    })?;
    if text.is_empty() {
        return Err(fault(at, Wrong::NoName(whose)));
    }
    Ok(text)
}

fn lookup<T, I>(
    names: &[String],
    at: &str,
    all: &[T],
    whose: Whose,
    of: impl Fn(&T) -> (&str, I),
) -> Result<Vec<I>, Fault> {
    let find = |(nth, name): (usize, &String)| {
        let wanted = fold(name);
        let mut found = all.iter().map(&of).filter(|(one, _)| fold(one) == wanted);
        found.next().map(|(_, id)| id).ok_or_else(|| {
            let wrong = Wrong::Unknown {
                whose,
                name: name.clone(),
                have: all.iter().map(|one| of(one).0.to_owned()).collect(),
            };
            fault(&format!("{at}.{nth}"), wrong)
        })
    };
    names.iter().enumerate().map(find).collect()
}

fn fault(at: &str, wrong: Wrong) -> Fault {
    Fault {
        at: at.to_owned(),
        wrong,
    }
}
