//! What is written on a ticket or badge.

use std::fmt;

use crate::logo::Logo;

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A field that a template can show.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $variant,)*
        }

        impl Field {
            /// Every field, in the order of the documentation.
            pub const ALL: &[Field] = &[$(Field::$variant),*];

            /// What a template calls it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Field::$variant => $name,)*
                }
            }
        }
    };
}

fields! {
    /// The event's name: *Scale & Reliability Engineering*.
    Event = "event",
    /// The series it belongs to: *Intercom Engineering Insights*.
    Series = "series",
    /// The day, in words: *Thursday 3 December 2026*.
    Date = "date",
    /// Doors and beginning: *Doors 18:15 · Talks from 19:00*.
    Time = "time",
    /// Where it is.
    Venue = "venue",
    /// How to get there.
    Directions = "directions",
    /// The guest's name.
    Name = "name",
    /// The guest's company.
    Company = "company",
    /// What the guest does.
    Role = "role",
    /// What the guest answered to the questions that are for the badge: *she/her · vegan*.
    Answers = "answers",
    /// The ticket type's name: *General*.
    TicketType = "ticket_type",
    /// How many people it admits, in words (*Admits 4*); empty for one.
    Admits = "admits",
    /// Who answers: *rich@intercom.io*.
    Contact = "contact",
    /// A line from the host: *Questions? rich@intercom.io*.
    HostHint = "host_hint",
    /// The text of the QR code.
    Code = "code",
    /// A short id for people to read out, under the code.
    CodeId = "code_id",
    /// The event's colour, `#rgb` or `#rrggbb`; empty keeps the template's own.
    Ribbon = "ribbon",
}

impl Field {
    /// The field that a template calls `name`.
    pub fn from_name(name: &str) -> Option<Field> {
        Field::ALL
            .iter()
            .copied()
            .find(|field| field.name() == name)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a mark of a template names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Field(Field),
    /// The answer to a question of the list, folded by [`fold`].
    Answer(String),
    /// A line of the lineup, from 1 on.
    Lineup(usize, LineupPart),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineupPart {
    Time,
    Title,
    Speakers,
}

impl Key {
    /// The keys that a mark names: names of fields and of lines of the lineup, and questions.
    /// A question goes on to the next one or to the end, since it may have spaces.
    ///
    /// # Errors
    /// The first name that means nothing.
    pub(crate) fn parse(names: &str) -> Result<Vec<Key>, String> {
        let mut parts = names.split("answer:");
        let mut keys = Vec::new();
        for name in parts.next().unwrap_or_default().split_ascii_whitespace() {
            let key = Field::from_name(name).map(Key::Field);
            let key = key.or_else(|| Key::lineup(name));
            keys.push(key.ok_or_else(|| name.to_owned())?);
        }
        for question in parts {
            let question = fold(question);
            if question.is_empty() {
                return Err("answer:".to_owned());
            }
            keys.push(Key::Answer(question));
        }
        if keys.is_empty() {
            return Err(names.to_owned());
        }
        Ok(keys)
    }

    /// `slot_3_title` and its like.
    fn lineup(name: &str) -> Option<Key> {
        let (number, part) = name.strip_prefix("slot_")?.split_once('_')?;
        let part = match part {
            "time" => LineupPart::Time,
            "title" => LineupPart::Title,
            "speakers" => LineupPart::Speakers,
            _ => return None,
        };
        let number = number.parse().ok().filter(|number| *number > 0)?;
        Some(Key::Lineup(number, part))
    }

    /// Whether it is the same for every guest of an evening.
    pub(crate) fn is_of_the_event(&self) -> bool {
        match self {
            Key::Field(field) => field.is_of_the_event(),
            Key::Answer(_) => false,
            Key::Lineup(..) => true,
        }
    }
}

impl Field {
    fn is_of_the_event(self) -> bool {
        match self {
            Field::Event
            | Field::Series
            | Field::Date
            | Field::Time
            | Field::Venue
            | Field::Directions
            | Field::Contact
            | Field::HostHint
            | Field::Ribbon => true,
            Field::Name
            | Field::Company
            | Field::Role
            | Field::Answers
            | Field::TicketType
            | Field::Admits
            | Field::Code
            | Field::CodeId => false,
        }
    }
}

/// A question as it is compared: without regard to case and white space.
fn fold(question: &str) -> String {
    tidy(question).to_lowercase()
}

/// A line of the evening's lineup, as a ticket shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LineupLine {
    /// When it begins: *19:00*.
    pub time: String,
    /// What it is.
    pub title: String,
    /// Who speaks: *Niall Sheridan, Barisa Obradovic*.
    pub speakers: String,
}

/// What stands on one ticket or badge. What was not set is empty.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Fields {
    texts: Vec<(Field, String)>,
    /// By the folded question.
    answers: Vec<(String, String)>,
    lineup: Vec<LineupLine>,
    logo: Option<Logo>,
}

impl Fields {
    /// No text in any field.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `field`, in the manner of a builder.
    #[must_use]
    pub fn with(mut self, field: Field, text: impl Into<String>) -> Self {
        self.set(field, text);
        self
    }

    /// Sets `field`. White space is collapsed and control characters are dropped,
    /// except in [`Field::Code`], which is taken as it is.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        let text = match field {
            Field::Code => text.into(),
            _ => tidy(&text.into()),
        };
        match self.texts.binary_search_by_key(&field, |entry| entry.0) {
            Ok(i) => self.texts[i].1 = text,
            Err(i) => self.texts.insert(i, (field, text)),
        }
    }

    /// Sets the answer to a question of the list, which a template calls `answer:QUESTION`.
    #[must_use]
    pub fn with_answer(mut self, question: &str, text: &str) -> Self {
        let (question, text) = (fold(question), tidy(text));
        match self.answers.iter_mut().find(|known| known.0 == question) {
            Some(known) => known.1 = text,
            None => self.answers.push((question, text)),
        }
        self
    }

    /// Sets the lineup, whose lines a template calls `slot_1_time`, `slot_1_title`,
    /// `slot_1_speakers`, `slot_2_time` …
    #[must_use]
    pub fn with_lineup(mut self, lines: impl IntoIterator<Item = LineupLine>) -> Self {
        let tidied = lines.into_iter().map(|line| LineupLine {
            time: tidy(&line.time),
            title: tidy(&line.title),
            speakers: tidy(&line.speakers),
        });
        self.lineup = tidied.collect();
        self
    }

    /// Sets the logo, or none.
    #[must_use]
    pub fn with_logo(mut self, logo: Option<Logo>) -> Self {
        self.logo = logo;
        self
    }

    /// The text of `field`; empty where it was not set.
    pub fn get(&self, field: Field) -> &str {
        match self.texts.binary_search_by_key(&field, |entry| entry.0) {
            Ok(i) => &self.texts[i].1,
            Err(_) => "",
        }
    }

    /// The text that `key` names.
    pub(crate) fn text(&self, key: &Key) -> &str {
        match key {
            Key::Field(field) => self.get(*field),
            Key::Answer(question) => {
                let answer = self.answers.iter().find(|known| known.0 == *question);
                answer.map_or("", |known| &known.1)
            }
            Key::Lineup(number, part) => {
                let line = number.checked_sub(1).and_then(|at| self.lineup.get(at));
                line.map_or("", |line| match part {
                    LineupPart::Time => &line.time,
                    LineupPart::Title => &line.title,
                    LineupPart::Speakers => &line.speakers,
                })
            }
        }
    }

    pub(crate) fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names and codes must not end in a log.
        f.debug_list()
            .entries(self.texts.iter().map(|entry| entry.0))
            .finish()
    }
}

/// One line of text without what XML 1.0 or a line of print cannot hold.
pub(crate) fn tidy(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .collect();
    kept.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_once() {
        for &field in Field::ALL {
            assert_eq!(Field::from_name(field.name()), Some(field));
        }
        assert_eq!(Field::from_name("surname"), None);
    }

    #[test]
    fn texts_are_tidied_but_codes_are_not() {
        let fields = Fields::new()
            .with(Field::Name, "  Ann\u{0}-Marie\n\tKelly\u{202E} ")
            .with(Field::Code, "LY1: A  B ");
        assert_eq!(fields.get(Field::Name), "Ann-Marie Kelly");
        assert_eq!(fields.get(Field::Code), "LY1: A  B ");
        assert_eq!(fields.get(Field::Role), "");
    }

    #[test]
    fn an_answer_is_found_whatever_its_case_and_spaces() {
        let keys = Key::parse("company answer:T-shirt  size answer:Diet").unwrap();
        let fields = Fields::new()
            .with(Field::Company, "Tallow & Reed")
            .with_answer("diet", "vegan")
            .with_answer("T-Shirt size ", " L");
        let texts: Vec<_> = keys.iter().map(|key| fields.text(key)).collect();
        assert_eq!(texts, ["Tallow & Reed", "L", "vegan"]);
        for (names, wrong) in [
            ("", ""),
            ("name surname", "surname"),
            ("answer: ", "answer:"),
        ] {
            assert_eq!(Key::parse(names), Err(wrong.to_owned()), "{names:?}");
        }
    }

    #[test]
    fn the_lineup_is_named_by_its_lines() {
        let line = LineupLine {
            title: "Doors".into(),
            ..LineupLine::default()
        };
        let fields = Fields::new().with_lineup([line]);
        let keys = Key::parse("slot_1_title slot_1_time slot_2_title").unwrap();
        let texts: Vec<_> = keys.iter().map(|key| fields.text(key)).collect();
        assert_eq!(texts, ["Doors", "", ""]);
        assert!(Key::parse("slot_0_title").is_err() && Key::parse("slot_1").is_err());
    }

    #[test]
    fn a_log_gets_no_names_and_no_codes() {
        let fields = Fields::new()
            .with(Field::Name, "Ivo Li")
            .with(Field::Code, "LY1:X");
        assert_eq!(format!("{fields:?}"), "[Name, Code]");
    }
}
