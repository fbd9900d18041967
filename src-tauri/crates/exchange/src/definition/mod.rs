//! `event.toml`: what an evening is, as its organiser writes it down. Section 5 of the design;
//! `assets/sample/event.toml` is the reference. The office edits the same [`Definition`].

mod check;
mod write;
mod wrong;

pub use wrong::{Whose, Wrong};

use jiff::{SignedDuration, civil::Date};
use lanyard_event::{Event, EventId, Lineup};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use toml::de::{DeTable, DeValue};

/// The ribbon of an event that names none.
pub const RIBBON: &str = "#ff5a36";
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

/// What is wrong with a value of a [`Definition`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {wrong}")]
pub struct Fault {
    /// Which value, `ticket_type.2.admits`; list items count from 0.
    pub at: String,
    /// What is wrong with it, and what to do.
    pub wrong: Wrong,
}

/// Reads a definition as the event `id`; `date` puts it on another day.
///
/// # Errors
/// [`DefinitionError`] with the line and the reason.
pub fn parse(text: &str, id: EventId, date: Option<Date>) -> Result<Event, DefinitionError> {
    let definition = Definition::read(text)?;
    let event = definition.event(id, date, None);
    event.map_err(|fault| at_line(text, fault))
}

/// Reads a definition as a change of an event that is there: what it was is found by its name,
/// or by what `was` says of its name.
///
/// # Errors
/// [`DefinitionError`] with the line and the reason.
pub fn parse_change(text: &str, before: &Event) -> Result<Event, DefinitionError> {
    let definition = Definition::read(text)?;
    let event = definition.event(before.id, None, Some(before));
    event.map_err(|fault| at_line(text, fault))
}

/// Reads the `[[slot]]` tables of a definition, for the evening of `event`.
///
/// # Errors
/// [`DefinitionError`] with the line and the reason.
pub fn parse_lineup(text: &str, event: &Event) -> Result<Lineup, DefinitionError> {
    /// A lineup may come alone or in a whole definition.
    #[derive(Deserialize)]
    struct LineupFile {
        #[serde(default)]
        slot: Vec<SlotTable>,
    }
    let file: LineupFile = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
    if file.slot.is_empty() {
        let reason = "there is no [[slot]] in this file".into();
        return Err(DefinitionError { line: 1, reason });
    }
    let stays = SignedDuration::ZERO;
    let (date, ends, zone) = (event.date, event.ends, &event.timezone);
    check::lineup(&file.slot, date, stays, ends, zone).map_err(|fault| at_line(text, fault))
}

/// A definition as it stands in `event.toml`; empty texts say nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are the tables of the design")]
pub struct Definition {
    pub event: EventTable,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub door: Vec<DoorTable>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ticket_type: Vec<TicketTypeTable>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slot: Vec<SlotTable>,
}

/// `[event]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `Event`")]
pub struct EventTable {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub series: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub theme: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub venue: String,
    #[serde(deserialize_with = "text_or_time")]
    pub date: String,
    pub timezone: String,
    /// When they open, or their names.
    #[serde(default, skip_serializing_if = "Doors::is_empty")]
    pub doors: Doors,
    #[serde(
        default,
        deserialize_with = "text_or_time",
        skip_serializing_if = "String::is_empty"
    )]
    pub ends: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<i64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reentry: String,
    #[serde(default)]
    pub privacy: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ribbon: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wifi_network: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wifi_password: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    #[serde(
        default,
        deserialize_with = "text_or_time",
        skip_serializing_if = "String::is_empty"
    )]
    pub erase_on: String,
    #[serde(default)]
    pub keep_regulars: bool,
}

/// `doors = "18:15"` is when they open; `doors = ["Main door", …]` is their names.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Doors {
    Open(String),
    Named(Vec<String>),
}

impl Doors {
    fn is_empty(&self) -> bool {
        matches!(self, Self::Open(time) if time.is_empty())
    }
}

impl Default for Doors {
    fn default() -> Self {
        Self::Open(String::new())
    }
}

/// `[[door]]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `Door`")]
pub struct DoorTable {
    pub name: String,
    /// What it was called, where it gets another name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub was: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub admits: Vec<String>,
}

/// `[[ticket_type]]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `TicketType`")]
pub struct TicketTypeTable {
    pub name: String,
    /// What it was called, where it gets another name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub was: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admits: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doors: Vec<String>,
    #[serde(
        default,
        deserialize_with = "texts_or_times",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub days: Vec<String>,
    #[serde(
        default,
        deserialize_with = "one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub hand_over: Vec<String>,
    #[serde(default)]
    pub strict: bool,
}

/// `[[slot]]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `Slot`")]
pub struct SlotTable {
    pub kind: String,
    #[serde(deserialize_with = "text_or_time")]
    pub starts: String,
    #[serde(
        default,
        deserialize_with = "text_or_time",
        skip_serializing_if = "String::is_empty"
    )]
    pub ends: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(default, rename = "abstract", skip_serializing_if = "String::is_empty")]
    pub summary: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speaker: Vec<SpeakerTable>,
}

/// `[[slot.speaker]]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `Speaker`")]
pub struct SpeakerTable {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub company: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub photo: String,
}

impl Definition {
    /// Reads `event.toml`; whether its values make sense, [`Definition::event`] says.
    ///
    /// # Errors
    /// It is not TOML, or has keys that are not known.
    pub fn read(text: &str) -> Result<Self, DefinitionError> {
        toml::from_str(text).map_err(|error| not_toml(text, &error))
    }
}

/// Dates and times stand in quotes or as TOML's own.
#[derive(Deserialize)]
#[serde(untagged)]
enum TextOrTime {
    Text(String),
    Time(toml::value::Datetime),
}

impl From<TextOrTime> for String {
    fn from(value: TextOrTime) -> Self {
        match value {
            TextOrTime::Text(text) => text,
            TextOrTime::Time(time) => time.to_string(),
        }
    }
}

const NO_TIME: &str = "a date or time is written like \"2026-12-03\" or \"18:15\"";

fn text_or_time<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let value = TextOrTime::deserialize(from).map_err(|_| D::Error::custom(NO_TIME))?;
    Ok(value.into())
}

fn texts_or_times<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let values = Vec::<TextOrTime>::deserialize(from).map_err(|_| D::Error::custom(NO_TIME))?;
    Ok(values.into_iter().map(String::from).collect())
}

fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    let value = OneOrMany::deserialize(from)
        .map_err(|_| D::Error::custom("what is handed over is text, or a list of texts"))?;
    Ok(match value {
        OneOrMany::One(thing) => vec![thing],
        OneOrMany::Many(things) => things,
    })
}

impl<'de> Deserialize<'de> for Doors {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Open(TextOrTime),
            Named(Vec<String>),
        }
        let written = Written::deserialize(from).map_err(|_| {
            D::Error::custom("doors is when they open, like \"18:15\", or a list of their names")
        })?;
        Ok(match written {
            Written::Open(time) => Self::Open(time.into()),
            Written::Named(names) => Self::Named(names),
        })
    }
}

fn not_toml(text: &str, error: &toml::de::Error) -> DefinitionError {
    let reason = match error.message() {
        "" => "this is not TOML".to_owned(),
        message => message.to_owned(),
    };
    DefinitionError {
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        reason,
    }
}

/// What is wrong with a value, at the line of `text` where it stands, or where the innermost table
/// around it does.
pub fn at_line(text: &str, fault: Fault) -> DefinitionError {
    let mut offset = 0;
    if let Ok(table) = DeTable::parse(text) {
        let mut value = DeValue::Table(table.into_inner());
        for step in fault.at.split('.') {
            let next = match value {
                DeValue::Table(mut table) => table.remove(step),
                DeValue::Array(array) => {
                    let nth = step.parse().ok();
                    nth.and_then(|nth: usize| array.into_iter().nth(nth))
                }
                _ => None,
            };
            let Some(next) = next else { break };
            offset = next.span().start;
            value = next.into_inner();
        }
    }
    DefinitionError {
        line: line_of(text, offset),
        reason: fault.wrong.to_string(),
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = &text.as_bytes()[..offset.min(text.len())];
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;
