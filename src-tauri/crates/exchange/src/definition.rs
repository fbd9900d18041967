//! `event.toml`: what an evening is, as its organiser writes it down. Section 5 of the design;
//! `assets/sample/event.toml` is the reference.

use std::{collections::HashSet, ops::Range};

use jiff::{
    SignedDuration, Zoned,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};
use lanyard_event::{
    Door, DoorId, Event, EventId, Lineup, Reentry, Slot, SlotKind, Speaker, TicketType,
    TicketTypeId, Wifi, evening_time,
};
use serde::Deserialize;
use toml::Spanned;

use crate::text::enumerate;

/// The ribbon of an event that names none.
const RIBBON: &str = "#ff5a36";
const DEFAULT_DOOR: &str = "Main door";
const DEFAULT_TICKET_TYPE: &str = "General";

/// Why a definition was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct DefinitionError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub reason: String,
}

/// Reads a definition as the event `id`; `date` puts it on another day.
///
/// # Errors
/// [`DefinitionError`] with the line and the reason.
pub fn parse(text: &str, id: EventId, date: Option<Date>) -> Result<Event, DefinitionError> {
    let fail = |(span, reason): Fault| DefinitionError {
        line: line_of(text, span.start),
        reason,
    };
    let file: File = toml::from_str(text).map_err(|error| {
        let reason = match error.message() {
            "" => "this is not TOML".to_owned(),
            message => message.to_owned(),
        };
        fail((error.span().unwrap_or(0..0), reason))
    })?;
    file.into_event(id, date).map_err(fail)
}

/// Reads the `[[slot]]` tables of a definition, for the evening of `event`.
///
/// # Errors
/// [`DefinitionError`] with the line and the reason.
pub fn parse_lineup(text: &str, event: &Event) -> Result<Lineup, DefinitionError> {
    let fail = |(span, reason): Fault| DefinitionError {
        line: line_of(text, span.start),
        reason,
    };
    let file: LineupFile = toml::from_str(text)
        .map_err(|error| fail((error.span().unwrap_or(0..0), error.message().to_owned())))?;
    if file.slot.is_empty() {
        return Err(fail((0..0, "there is no [[slot]] in this file".into())));
    }
    let stays = SignedDuration::ZERO;
    lineup(file.slot, event.date, stays, event.ends, &event.timezone).map_err(fail)
}

type Fault = (Range<usize>, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    event: EventTable,
    #[serde(default)]
    door: Vec<DoorTable>,
    #[serde(default)]
    ticket_type: Vec<TicketTypeTable>,
    #[serde(default)]
    slot: Vec<SlotTable>,
}

/// A lineup may come alone or in a whole definition.
#[derive(Deserialize)]
struct LineupFile {
    #[serde(default)]
    slot: Vec<SlotTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventTable {
    name: Spanned<String>,
    #[serde(default)]
    series: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    venue: String,
    date: Spanned<toml::Value>,
    timezone: Spanned<String>,
    doors: Option<Spanned<toml::Value>>,
    ends: Option<Spanned<toml::Value>>,
    capacity: Option<Spanned<i64>>,
    reentry: Option<Spanned<String>>,
    #[serde(default)]
    privacy: bool,
    ribbon: Option<Spanned<String>>,
    wifi_network: Option<String>,
    wifi_password: Option<String>,
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DoorTable {
    name: Spanned<String>,
    #[serde(default)]
    admits: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TicketTypeTable {
    name: Spanned<String>,
    admits: Option<Spanned<i64>>,
    #[serde(default)]
    doors: Vec<Spanned<String>>,
    #[serde(default)]
    days: Vec<Spanned<toml::Value>>,
    hand_over: Option<OneOrMany>,
    #[serde(default)]
    strict: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotTable {
    kind: Spanned<String>,
    starts: Spanned<toml::Value>,
    ends: Option<Spanned<toml::Value>>,
    #[serde(default)]
    room: String,
    #[serde(default)]
    title: String,
    #[serde(default, rename = "abstract")]
    summary: String,
    #[serde(default)]
    speaker: Vec<SpeakerTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpeakerTable {
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    company: String,
    photo: Option<String>,
}

impl File {
    fn into_event(self, id: EventId, other_date: Option<Date>) -> Result<Event, Fault> {
        let table = self.event;
        let name = named(&table.name, "the event")?;
        let own_date = parse_date(&table.date)?;
        let date = other_date.unwrap_or(own_date);
        let moved = own_date.duration_until(date);
        let timezone = TimeZone::get(table.timezone.get_ref()).map_err(|_| {
            fault(
                &table.timezone,
                format!(
                    "“{}” is no time zone; write it like \"Europe/Dublin\"",
                    table.timezone.get_ref()
                ),
            )
        })?;
        let (opens, door_names) = match &table.doors {
            None => (None, Vec::new()),
            Some(doors) => opening(doors)?,
        };
        let ends = table.ends.as_ref().map(parse_time).transpose()?;
        let mut doors = doors(&self.door, door_names, &self.ticket_type)?;
        let ticket_types = ticket_types(&self.ticket_type, &doors, moved)?;
        for (door, table) in doors.iter_mut().zip(&self.door) {
            door.admits = lookup(&table.admits, &ticket_types, "ticket type", |kind| {
                (kind.name.as_str(), kind.id)
            })?;
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
            capacity: table.capacity.as_ref().map(capacity).transpose()?,
            reentry: reentry(table.reentry.as_ref())?,
            privacy: table.privacy,
            ribbon: ribbon(table.ribbon.as_ref())?,
            wifi: table.wifi_network.map(|network| Wifi {
                network,
                password: table.wifi_password.unwrap_or_default(),
            }),
            notes: table.notes,
            doors,
            ticket_types,
            lineup: lineup(self.slot, date, moved, ends, &timezone)?,
            timezone,
        })
    }
}

/// `doors = "18:15"` is when they open; `doors = ["Main door", …]` is their names.
fn opening(doors: &Spanned<toml::Value>) -> Result<(Option<Time>, Vec<String>), Fault> {
    let toml::Value::Array(names) = doors.get_ref() else {
        return Ok((Some(parse_time(doors)?), Vec::new()));
    };
    let names: Option<Vec<_>> = names
        .iter()
        .map(|name| name.as_str().map(str::to_owned))
        .collect();
    let names = names.ok_or_else(|| fault(doors, "a door's name is text in quotes"))?;
    Ok((None, names))
}

/// The doors are those of `[[door]]`, else those that `[event]` names, else those that ticket
/// types name, else one.
fn doors(
    tables: &[DoorTable],
    names: Vec<String>,
    ticket_types: &[TicketTypeTable],
) -> Result<Vec<Door>, Fault> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for table in tables {
        let name = named(&table.name, "a door")?;
        if !seen.insert(name.to_lowercase()) {
            return Err(fault(&table.name, format!("there are two doors “{name}”")));
        }
        all.push(name);
    }
    if tables.is_empty() {
        let mentioned = ticket_types.iter().flat_map(|kind| &kind.doors);
        let mentioned: Vec<_> = mentioned.map(|door| door.get_ref().clone()).collect();
        let names = if names.is_empty() { mentioned } else { names };
        all.extend(
            names
                .into_iter()
                .filter(|name| seen.insert(name.to_lowercase())),
        );
    }
    if all.is_empty() {
        all.push(DEFAULT_DOOR.to_owned());
    }
    Ok((1..)
        .zip(all)
        .map(|(id, name)| Door {
            id: DoorId(id),
            name,
            admits: Vec::new(),
        })
        .collect())
}

fn ticket_types(
    tables: &[TicketTypeTable],
    doors: &[Door],
    moved: SignedDuration,
) -> Result<Vec<TicketType>, Fault> {
    let mut kinds: Vec<TicketType> = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        let name = named(&table.name, "a ticket type")?;
        let id = u8::try_from(index)
            .map_err(|_| fault(&table.name, "there are more than 256 ticket types"))?;
        let same = |kind: &TicketType| kind.name.to_lowercase() == name.to_lowercase();
        if kinds.iter().any(same) {
            let reason = format!("there are two ticket types “{name}”");
            return Err(fault(&table.name, reason));
        }
        let admits = match &table.admits {
            None => 1,
            Some(admits) => u16::try_from(*admits.get_ref())
                .ok()
                .filter(|admits| (1..=1000).contains(admits))
                .ok_or_else(|| fault(admits, "a ticket admits 1 to 1000 people"))?,
        };
        kinds.push(TicketType {
            id: TicketTypeId(id),
            name,
            admits,
            doors: lookup(&table.doors, doors, "door", |door| (&door.name, door.id))?,
            days: table
                .days
                .iter()
                .map(|day| Ok(parse_date(day)?.saturating_add(moved)))
                .collect::<Result<_, _>>()?,
            hand_over: match &table.hand_over {
                None => Vec::new(),
                Some(OneOrMany::One(thing)) if thing.trim().is_empty() => Vec::new(),
                Some(OneOrMany::One(thing)) => vec![thing.clone()],
                Some(OneOrMany::Many(things)) => things.clone(),
            },
            strict: table.strict,
        });
    }
    if kinds.is_empty() {
        kinds.push(TicketType {
            id: TicketTypeId(0),
            name: DEFAULT_TICKET_TYPE.to_owned(),
            admits: 1,
            doors: Vec::new(),
            days: Vec::new(),
            hand_over: Vec::new(),
            strict: false,
        });
    }
    Ok(kinds)
}

fn lineup(
    tables: Vec<SlotTable>,
    date: Date,
    moved: SignedDuration,
    ends: Option<Time>,
    zone: &TimeZone,
) -> Result<Lineup, Fault> {
    let slots = tables
        .into_iter()
        .map(|table| slot(table, date, moved, zone))
        .collect::<Result<_, _>>()?;
    let over = ends
        .map(|ends| evening_time(date, ends).to_zoned(zone.clone()))
        .transpose()
        .map_err(|error| (0..0, error.to_string()))?;
    Ok(Lineup::new(slots, over.map(|over| over.timestamp())))
}

fn slot(
    table: SlotTable,
    date: Date,
    moved: SignedDuration,
    zone: &TimeZone,
) -> Result<Slot, Fault> {
    let word = table.kind.get_ref();
    let kind = SlotKind::ALL
        .into_iter()
        .find(|kind| kind.word() == word)
        .ok_or_else(|| {
            let known = enumerate(SlotKind::ALL.map(SlotKind::word));
            fault(
                &table.kind,
                format!("“{word}” is no kind of slot; {known} are"),
            )
        })?;
    let starts = parse_moment(&table.starts, date, moved, zone)?;
    let ends = match &table.ends {
        None => None,
        Some(ends) => {
            let end = parse_moment(ends, date, moved, zone)?;
            if end <= starts {
                return Err(fault(ends, "this slot ends before it begins"));
            }
            Some(end)
        }
    };
    let title = match (table.title.trim(), kind) {
        ("", SlotKind::Talk) => {
            return Err(fault(&table.kind, "this talk has no title"));
        }
        ("", SlotKind::Doors) => "Doors",
        ("", SlotKind::Food) => "Food",
        ("", SlotKind::Break) => "Break",
        ("", SlotKind::End) => "End",
        (title, _) => title,
    };
    Ok(Slot {
        kind,
        starts,
        ends,
        room: table.room.trim().to_owned(),
        title: title.to_owned(),
        summary: table.summary.trim().to_owned(),
        speakers: table
            .speaker
            .into_iter()
            .map(|speaker| Speaker {
                name: speaker.name,
                role: speaker.role,
                company: speaker.company,
                photo: speaker.photo,
            })
            .collect(),
    })
}

fn parse_date(value: &Spanned<toml::Value>) -> Result<Date, Fault> {
    text_of(value)
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| fault(value, "this is no date; write it like \"2026-12-03\""))
}

fn parse_time(value: &Spanned<toml::Value>) -> Result<Time, Fault> {
    text_of(value)
        .and_then(|text| clock(&text))
        .ok_or_else(|| fault(value, "this is no time; write it like \"18:15\""))
}

fn parse_moment(
    value: &Spanned<toml::Value>,
    date: Date,
    moved: SignedDuration,
    zone: &TimeZone,
) -> Result<Zoned, Fault> {
    let wrong = "this is no time; write it like \"18:15\" or \"2026-12-03T18:15\"";
    let text = text_of(value).ok_or_else(|| fault(value, wrong))?;
    let local: DateTime = match clock(&text) {
        Some(time) => evening_time(date, time),
        None => {
            let given: DateTime = text.parse().map_err(|_| fault(value, wrong))?;
            given.saturating_add(moved)
        }
    };
    local
        .to_zoned(zone.clone())
        .map_err(|error| fault(value, error.to_string()))
}

/// Dates and times stand in quotes or as TOML's own.
fn text_of(value: &Spanned<toml::Value>) -> Option<String> {
    match value.get_ref() {
        toml::Value::String(text) => Some(text.trim().to_owned()),
        toml::Value::Datetime(time) => Some(time.to_string()),
        _ => None,
    }
}

/// `18:15` or `18:15:00`, and nothing that only looks like it.
fn clock(text: &str) -> Option<Time> {
    let shape = text.len() >= 5 && text.as_bytes().get(2) == Some(&b':');
    shape.then(|| text.parse().ok())?
}

fn capacity(value: &Spanned<i64>) -> Result<u32, Fault> {
    u32::try_from(*value.get_ref())
        .ok()
        .filter(|capacity| *capacity > 0)
        .ok_or_else(|| fault(value, "the capacity is a number of people, 1 or more"))
}

fn reentry(value: Option<&Spanned<String>>) -> Result<Reentry, Fault> {
    let Some(value) = value else {
        return Ok(Reentry::default());
    };
    match value.get_ref().as_str() {
        "ask" => Ok(Reentry::Ask),
        "welcome" => Ok(Reentry::Welcome),
        "refuse" => Ok(Reentry::Refuse),
        other => Err(fault(
            value,
            format!("re-entry is \"ask\", \"welcome\" or \"refuse\", not “{other}”"),
        )),
    }
}

fn ribbon(value: Option<&Spanned<String>>) -> Result<String, Fault> {
    let Some(value) = value else {
        return Ok(RIBBON.to_owned());
    };
    let colour = value.get_ref().trim();
    let hex = colour.strip_prefix('#').unwrap_or_default();
    if hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(colour.to_ascii_lowercase());
    }
    Err(fault(value, "the ribbon is a colour like \"#ff5a36\""))
}

fn named(name: &Spanned<String>, whose: &str) -> Result<String, Fault> {
    let text = crate::text::one_line(name.get_ref()).map_err(|c| {
        let code = u32::from(c);
        fault(
            name,
            format!("the name of {whose} has a control character (U+{code:04X})"),
        )
    })?;
    if text.is_empty() {
        return Err(fault(name, format!("the name of {whose} is missing")));
    }
    Ok(text)
}

fn lookup<T, I>(
    names: &[Spanned<String>],
    all: &[T],
    what: &str,
    of: impl Fn(&T) -> (&str, I),
) -> Result<Vec<I>, Fault> {
    names
        .iter()
        .map(|name| {
            let wanted = crate::fold(name.get_ref());
            let mut found = all
                .iter()
                .map(&of)
                .filter(|(one, _)| crate::fold(one) == wanted);
            found.next().map(|(_, id)| id).ok_or_else(|| {
                let known = enumerate(all.iter().map(|one| of(one).0));
                let reason = format!("there is no {what} “{}”; there is {known}", name.get_ref());
                fault(name, reason)
            })
        })
        .collect()
}

fn fault<T>(at: &Spanned<T>, reason: impl Into<String>) -> Fault {
    (at.span(), reason.into())
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = &text.as_bytes()[..offset.min(text.len())];
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
#[path = "definition_tests.rs"]
mod tests;
