//! A letter's words: paragraphs of lines, `**bold**`, `[text](https://…)`, and placeholders.
//!
//! Placeholders are filled in after the markup was read, so that a guest's name is never markup.

use super::placeholder::{Placeholder, Values};

/// What stands alone on a line where the ticket goes.
const TICKET: &str = "{ticket}";

/// A letter, read and ready to be filled in for each guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    subject: Vec<Piece>,
    body: Vec<Block<ReadLine>>,
}

/// A letter as one guest gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The subject: one line.
    pub subject: String,
    pub(super) body: Vec<Block<FilledLine>>,
}

type ReadLine = Vec<Span<Vec<Piece>, Target>>;
pub(super) type FilledLine = Vec<Span<String, String>>;

/// A paragraph of lines, or the ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block<Line> {
    Paragraph(Vec<Line>),
    Ticket,
}

/// A stretch of a line that looks one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span<Text, Link> {
    pub(super) text: Text,
    pub(super) bold: bool,
    pub(super) link: Option<Link>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Value(Placeholder),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Address(String),
    OptOut,
}

/// Why a letter can't be sent as it is; nothing was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// A placeholder that there is not.
    #[error("there is no placeholder {{{name}}}; there are {known}", known = known())]
    Unknown {
        /// What stands between the braces.
        name: String,
    },
    /// A brace that nothing closes.
    #[error("“{{” begins a placeholder and “}}” ends it; for the sign itself write “\\{{”")]
    Open,
    /// A link to something that is no address on the web.
    #[error("“{0}” is no address for a link; it begins with https://, http:// or mailto:")]
    Link(String),
    /// A guest's data in an address, which servers and browsers keep.
    #[error("no placeholder but {{opt_out}} goes into a link's address: “{0}”")]
    DataInLink(String),
    /// The ticket where it is not brought.
    #[error("this letter brings no ticket: {{ticket}} stands alone on a line of the ticket letter")]
    Ticket,
    /// Nothing in the subject line.
    #[error("the letter has no subject")]
    NoSubject,
    /// Nothing to read.
    #[error("the letter has no words")]
    NoBody,
}

fn known() -> String {
    let names = Placeholder::ALL
        .iter()
        .map(|one| format!("{{{}}}", one.name()));
    let all: Vec<_> = names.collect();
    crate::text::enumerate(all.iter().map(String::as_str))
}

impl Letter {
    /// Reads a letter; `with_ticket` says whether it brings one, which then stands where
    /// `{ticket}` does, else at the end.
    ///
    /// # Errors
    /// See [`LetterError`]: every placeholder is looked at before anything is sent.
    pub fn read(subject: &str, body: &str, with_ticket: bool) -> Result<Self, LetterError> {
        let subject = pieces(&one_line(subject))?;
        if subject.is_empty() {
            return Err(LetterError::NoSubject);
        }
        let mut blocks = Vec::new();
        let mut paragraph = Vec::new();
        for line in body.lines().map(str::trim).chain([""]) {
            if line.is_empty() || line == TICKET {
                if !paragraph.is_empty() {
                    blocks.push(Block::Paragraph(std::mem::take(&mut paragraph)));
                }
                if line == TICKET {
                    blocks.push(Block::Ticket);
                }
            } else {
                paragraph.push(Line::read(line)?);
            }
        }
        if blocks.is_empty() {
            return Err(LetterError::NoBody);
        }
        match blocks
            .iter()
            .filter(|block| **block == Block::Ticket)
            .count()
        {
            0 if with_ticket => blocks.push(Block::Ticket),
            1 if with_ticket => {}
            0 => {}
            _ => return Err(LetterError::Ticket),
        }
        Ok(Self {
            subject,
            body: blocks,
        })
    }

    /// Whether it says how a guest gets no more letters.
    pub fn says_opt_out(&self) -> bool {
        let lines = self.body.iter().flat_map(|block| match block {
            Block::Paragraph(lines) => lines.as_slice(),
            Block::Ticket => &[],
        });
        lines.flatten().any(|span| {
            span.link == Some(Target::OptOut)
                || span.text.contains(&Piece::Value(Placeholder::OptOut))
        })
    }

    /// The letter as a guest gets it. A line with a placeholder that stands for nothing is left
    /// out, and so is a paragraph without lines.
    pub fn fill(&self, values: &Values) -> Filled {
        let subject = join(&self.subject, values).0;
        let mut body = Vec::new();
        for block in &self.body {
            match block {
                Block::Ticket => body.push(Block::Ticket),
                Block::Paragraph(lines) => {
                    let lines: Vec<_> =
                        lines.iter().filter_map(|line| fill(line, values)).collect();
                    if !lines.is_empty() {
                        body.push(Block::Paragraph(lines));
                    }
                }
            }
        }
        Filled {
            subject: one_line(&subject),
            body,
        }
    }
}

fn fill(line: &[Span<Vec<Piece>, Target>], values: &Values) -> Option<FilledLine> {
    let mut filled = Vec::new();
    for span in line {
        let (text, whole) = join(&span.text, values);
        let link = match &span.link {
            None => None,
            Some(Target::Address(address)) => Some(address.clone()),
            Some(Target::OptOut) => Some(values.get(Placeholder::OptOut).to_owned()),
        };
        if !whole || link.as_deref() == Some("") {
            return None;
        }
        filled.push(Span {
            text,
            bold: span.bold,
            link,
        });
    }
    Some(filled)
}

/// The text, and whether every placeholder stood for something.
fn join(pieces: &[Piece], values: &Values) -> (String, bool) {
    let mut whole = true;
    let text = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Value(placeholder) => {
            let value = values.get(*placeholder);
            whole &= !value.is_empty();
            value
        }
    });
    let text = text.collect();
    (text, whole)
}

/// Reads a line of a body.
struct Line<'l> {
    rest: &'l str,
    spans: ReadLine,
    bold: bool,
}

impl<'l> Line<'l> {
    fn read(line: &'l str) -> Result<ReadLine, LetterError> {
        let mut reading = Line {
            rest: line,
            spans: Vec::new(),
            bold: false,
        };
        let mut plain = String::new();
        while let Some(c) = reading.rest.chars().next() {
            let here = reading.rest;
            if here.starts_with("**") && (reading.bold || here[2..].contains("**")) {
                reading.say(&mut plain)?;
                reading.bold = !reading.bold;
                reading.rest = &here[2..];
            } else if let Some((words, target, rest)) = link(here) {
                reading.say(&mut plain)?;
                reading.link(words, target)?;
                reading.rest = rest;
            } else if let Some(length) = web_address(here) {
                reading.say(&mut plain)?;
                let (address, rest) = here.split_at(length);
                reading.link(address, address)?;
                reading.rest = rest;
            } else {
                // An escaped sign stays escaped until the placeholders are read.
                let length = match c {
                    '\\' => 1 + here[1..].chars().next().map_or(0, char::len_utf8),
                    c => c.len_utf8(),
                };
                plain.push_str(&here[..length]);
                reading.rest = &here[length..];
            }
        }
        reading.say(&mut plain)?;
        Ok(reading.spans)
    }

    fn say(&mut self, plain: &mut String) -> Result<(), LetterError> {
        let text = pieces(&std::mem::take(plain))?;
        if !text.is_empty() {
            self.spans.push(Span {
                text,
                bold: self.bold,
                link: None,
            });
        }
        Ok(())
    }

    fn link(&mut self, words: &str, target: &str) -> Result<(), LetterError> {
        let link = match target.trim() {
            "{opt_out}" => Target::OptOut,
            target if target.contains(['{', '}']) => {
                return Err(LetterError::DataInLink(target.to_owned()));
            }
            target if is_address(target) => Target::Address(target.to_owned()),
            target => return Err(LetterError::Link(target.to_owned())),
        };
        self.spans.push(Span {
            text: pieces(words)?,
            bold: self.bold,
            link: Some(link),
        });
        Ok(())
    }
}

/// `[words](target)` at the start of a text.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let inner = text.strip_prefix('[')?;
    let (words, rest) = inner.split_once(']')?;
    let (target, rest) = rest.strip_prefix('(')?.split_once(')')?;
    (!words.is_empty() && !words.contains('[')).then_some((words, target, rest))
}

/// How long the web address at the start of a text is; what ends a sentence does not belong to it.
fn web_address(text: &str) -> Option<usize> {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    let address = text[..end.unwrap_or(text.len())]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*']);
    Some(address.len())
}

fn is_address(target: &str) -> bool {
    let rest = ["https://", "http://", "mailto:"]
        .iter()
        .find_map(|scheme| target.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty())
        && !target.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Splits a text at its placeholders, and takes the backslash from escaped signs.
fn pieces(text: &str) -> Result<Vec<Piece>, LetterError> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\\' => {
                let next = rest[1..].chars().next();
                match next {
                    Some(sign @ ('\\' | '{' | '}' | '*' | '[' | ']')) => {
                        plain.push(sign);
                        length += 1;
                    }
                    _ => plain.push('\\'),
                }
            }
            '{' => {
                let end = rest.find('}').ok_or(LetterError::Open)?;
                let name = rest[1..end].trim();
                let placeholder = match Placeholder::of(name) {
                    Some(placeholder) => placeholder,
                    None if name == "ticket" => return Err(LetterError::Ticket),
                    None => return Err(LetterError::Unknown { name: name.into() }),
                };
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Value(placeholder));
                length = end + 1;
            }
            c => plain.push(c),
        }
        rest = &rest[length..];
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

/// A text as one line without control characters: what a header may hold.
fn one_line(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<_> = clean.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mail::{Look, text};

    fn values() -> Values {
        Values::new()
            .with(Placeholder::FirstName, "Ada")
            .with(Placeholder::Name, "Ada Lovelace")
            .with(Placeholder::Event, "An evening")
            .with(Placeholder::OptOut, "mailto:host@example.org?subject=No")
    }

    fn filled(body: &str) -> String {
        let letter = Letter::read("Hello", body, false).unwrap();
        text(&letter.fill(&values()), None, &Look::default())
    }

    #[test]
    fn placeholders_stand_for_the_guest() {
        let letter = Letter::read("{event}, {first_name}", "Dear { name },", false).unwrap();
        let filled = letter.fill(&values());
        assert_eq!(filled.subject, "An evening, Ada");
        assert_eq!(
            text(&filled, None, &Look::default()),
            "Dear Ada Lovelace,\n"
        );
    }

    #[test]
    fn an_unknown_placeholder_is_named_with_those_there_are() {
        let error = Letter::read("Hi", "Dear {fist_name}", false).unwrap_err();
        assert_eq!(
            error,
            LetterError::Unknown {
                name: "fist_name".into()
            }
        );
        let words = error.to_string();
        assert!(
            words.contains("{fist_name}") && words.contains("{first_name}"),
            "{words}"
        );
        for (subject, body, wrong) in [
            ("{", "x", LetterError::Open),
            ("Hi", "a { b", LetterError::Open),
            (" ", "x", LetterError::NoSubject),
            ("Hi", " \n", LetterError::NoBody),
            ("Hi", "{ticket}", LetterError::Ticket),
            ("Hi", "see {ticket}", LetterError::Ticket),
            (
                "Hi",
                "[x](javascript:alert)",
                LetterError::Link("javascript:alert".into()),
            ),
            (
                "Hi",
                "[x](https://example.org/{name})",
                LetterError::DataInLink("https://example.org/{name}".into()),
            ),
            (
                "Hi",
                "https://example.org/{name}",
                LetterError::DataInLink("https://example.org/{name}".into()),
            ),
        ] {
            assert_eq!(Letter::read(subject, body, false), Err(wrong), "{body}");
        }
        assert_eq!(
            Letter::read("Hi", "{ticket}\n{ticket}", true),
            Err(LetterError::Ticket),
            "one ticket a letter"
        );
    }

    #[test]
    fn what_has_no_value_takes_its_line_along() {
        assert_eq!(
            filled("Dear {first_name},\n\nDoors {doors}\nat {venue}\n\nSee you,\n{series}"),
            "Dear Ada,\n\nSee you,\n"
        );
    }

    #[test]
    fn markup_is_read_before_a_guest_s_name_is_put_in() {
        let values = values().with(Placeholder::Name, "**[Ada](https://evil.example)** {event}");
        let letter = Letter::read("Hi", "Dear {name}", false).unwrap();
        assert_eq!(
            text(&letter.fill(&values), None, &Look::default()),
            "Dear **[Ada](https://evil.example)** {event}\n"
        );
    }

    #[test]
    fn a_subject_stays_one_line_whatever_is_in_it() {
        let values = values().with(Placeholder::Name, "Ada\r\nBcc: all@example.org");
        let letter = Letter::read("Hi {name}", "x", false).unwrap();
        assert_eq!(letter.fill(&values).subject, "Hi Ada Bcc: all@example.org");
    }

    #[test]
    fn signs_can_be_meant_as_such() {
        assert_eq!(
            filled(r"\{name\} \*\*x\*\* \[a](b) C:\dir 2 ** 3"),
            "{name} **x** [a](b) C:\\dir 2 ** 3\n"
        );
    }

    #[test]
    fn links_say_where_they_lead() {
        assert_eq!(
            filled("**[The programme](https://example.org/a_b)** and https://example.org/x."),
            "The programme (https://example.org/a_b) and https://example.org/x.\n"
        );
        assert_eq!(
            filled("[No more mails]({opt_out})"),
            "No more mails (host@example.org)\n"
        );
        let letter = Letter::read("Hi", "[No more mails]({opt_out})", false).unwrap();
        assert!(letter.says_opt_out());
    }

    proptest! {
        #[test]
        fn any_text_is_a_letter_or_says_why_not(body in ".{0,80}", subject in ".{0,20}") {
            if let Ok(letter) = Letter::read(&subject, &body, true) {
                let filled = letter.fill(&values());
                prop_assert!(!filled.subject.contains(['\n', '\r']));
            }
        }
    }
}
