//! What is written on a ticket or badge.

use std::fmt;

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
    /// The guest's name.
    Name = "name",
    /// The guest's company.
    Company = "company",
    /// What the guest does.
    Role = "role",
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

/// The texts of one ticket or badge. A field that was not set is empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(Field, String)>);

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
        match self.0.binary_search_by_key(&field, |entry| entry.0) {
            Ok(i) => self.0[i].1 = text,
            Err(i) => self.0.insert(i, (field, text)),
        }
    }

    /// The text of `field`; empty where it was not set.
    pub fn get(&self, field: Field) -> &str {
        match self.0.binary_search_by_key(&field, |entry| entry.0) {
            Ok(i) => &self.0[i].1,
            Err(_) => "",
        }
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names and codes must not end in a log.
        f.debug_list()
            .entries(self.0.iter().map(|entry| entry.0))
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
    fn a_log_gets_no_names_and_no_codes() {
        let fields = Fields::new()
            .with(Field::Name, "Ivo Li")
            .with(Field::Code, "LY1:X");
        assert_eq!(format!("{fields:?}"), "[Name, Code]");
    }
}
