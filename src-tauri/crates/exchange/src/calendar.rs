//! The evening as a calendar entry (`.ics`, RFC 5545).

use std::fmt::Write as _;

use jiff::{Timestamp, Zoned, fmt::strtime, tz::TimeZone};
use lanyard_event::{Event, SlotKind, TicketId};

/// How long a line of a calendar file may be, in bytes (RFC 5545, section 3.1).
const LINE: usize = 75;

/// What stands in an entry beside the evening's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// When doors open: `Doors {time}`.
    pub doors: &'static str,
    /// `Ticket: {type}`.
    pub ticket: &'static str,
    /// How many it admits, more than one: `admits {count}`.
    pub admits: &'static str,
    /// `Questions? {contact}`.
    pub questions: &'static str,
}

/// Whose entry it is: what stands in it beside the evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder<'a> {
    /// The ticket: the same ticket of the same event is always the same entry, so that a calendar
    /// that has it changes it and adds none.
    pub ticket: TicketId,
    /// The ticket type's name; may be empty.
    pub ticket_type: &'a str,
    /// How many people come in on it.
    pub admits: u16,
    /// In whose language.
    pub words: &'a Words,
}

/// The evening as a file of one calendar entry, made at `now`. Of the guest it says no more than
/// what kind of ticket they have; the ticket's code is not in it, since calendars are shared.
pub fn entry(event: &Event, holder: Holder<'_>, now: Timestamp) -> String {
    let mut file = Lines::default();
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line(concat!(
        "PRODID:-//Lanyard//Lanyard ",
        env!("CARGO_PKG_VERSION"),
        "//EN"
    ));
    file.line("CALSCALE:GREGORIAN");
    file.line("BEGIN:VEVENT");
    file.line(&format!("UID:{}-{}", event.id, holder.ticket));
    file.line(&format!("DTSTAMP:{}", utc(now)));
    match event.starts() {
        Some(starts) => {
            file.line(&format!("DTSTART:{}", utc(starts)));
            // Nobody is told an end that nobody gave.
            if let Some(ends) = event.lineup.end().filter(|ends| *ends > starts) {
                file.line(&format!("DTEND:{}", utc(ends)));
            }
        }
        None => file.line(&format!(
            "DTSTART;VALUE=DATE:{}",
            strtime::format("%Y%m%d", event.date).unwrap_or_default()
        )),
    }
    file.text("SUMMARY", &event.name);
    file.text("LOCATION", &event.venue);
    file.text("DESCRIPTION", &description(event, holder));
    file.line("END:VEVENT");
    file.line("END:VCALENDAR");
    file.0
}

fn description(event: &Event, holder: Holder<'_>) -> String {
    let mut text = String::new();
    let words = holder.words;
    if !event.series.is_empty() {
        let _ = writeln!(text, "{}", event.series);
    }
    if let Some(opens) = event.opens {
        let opens = opens.strftime("%H:%M").to_string();
        let _ = writeln!(text, "{}", words.doors.replace("{time}", &opens));
    }
    let talks = event.lineup.slots().iter();
    for talk in talks.filter(|slot| slot.kind == SlotKind::Talk) {
        let _ = write!(text, "{} {}", clock(&talk.starts), talk.title);
        let names: Vec<_> = talk.speakers.iter().map(|one| one.name.as_str()).collect();
        if !names.is_empty() {
            let _ = write!(text, " ({})", names.join(", "));
        }
        text.push('\n');
    }
    if !holder.ticket_type.is_empty() {
        text += &words.ticket.replace("{type}", holder.ticket_type);
        if holder.admits > 1 {
            let admits = words.admits.replace("{count}", &holder.admits.to_string());
            let _ = write!(text, ", {admits}");
        }
        text.push('\n');
    }
    if !event.contact.is_empty() {
        let _ = writeln!(
            text,
            "{}",
            words.questions.replace("{contact}", &event.contact)
        );
    }
    text.truncate(text.trim_end().len());
    text
}

fn clock(at: &Zoned) -> String {
    at.strftime("%H:%M").to_string()
}

fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string()
}

/// The lines of a calendar file, each folded and ended as the format has it.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is text; one without a value is left out.
    fn text(&mut self, property: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let mut line = format!("{property}:");
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }

    fn line(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use lanyard_event::EventId;

    use super::*;
    use crate::definition;

    const NOW: &str = "2026-11-24T18:00:00Z";

    fn sample() -> Event {
        sample_with(str::to_owned)
    }

    fn sample_with(change: impl FnOnce(&str) -> String) -> Event {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = root.join("../../../assets/sample/event.toml");
        let text = std::fs::read_to_string(path).unwrap();
        definition::parse(&change(&text), EventId::from_bytes([7; 16]), None).unwrap()
    }

    fn made(event: &Event) -> String {
        let holder = Holder {
            ticket: TicketId(0xAB),
            ticket_type: "Team of four",
            admits: 4,
            words: &Words {
                doors: "Doors {time}",
                ticket: "Ticket: {type}",
                admits: "admits {count}",
                questions: "Questions? {contact}",
            },
        };
        entry(event, holder, NOW.parse().unwrap())
    }

    /// As a calendar reads it: unfolded, one property a line.
    fn unfolded(file: &str) -> Vec<String> {
        let whole = file.replace("\r\n ", "");
        whole.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_evening_stands_in_the_calendar() {
        let lines = unfolded(&made(&sample()));
        for line in [
            "BEGIN:VCALENDAR",
            "UID:07070707-0707-0707-0707-070707070707-00000000000000ab",
            "DTSTAMP:20261124T180000Z",
            "DTSTART:20261203T181500Z",
            "DTEND:20261203T210000Z",
            "SUMMARY:Scale & Reliability Engineering",
            "LOCATION:The Rope Store\\, 12 Hawser Quay\\, Dublin 2",
        ] {
            assert!(
                lines.contains(&line.to_owned()),
                "{line} is not in {lines:#?}"
            );
        }
        let description = lines.iter().find(|line| line.starts_with("DESCRIPTION:"));
        let description = description.unwrap();
        for words in [
            "Doors 18:15\\n19:00 Scaling MongoDB",
            "(Niall Sheridan\\, Barisa Obradovic)\\n",
            "Ticket: Team of four\\, admits 4",
            "Questions? rich@intercom.io",
        ] {
            assert!(description.contains(words), "{words}: {description}");
        }
    }

    #[test]
    fn the_end_that_was_given_counts_beside_an_end_slot() {
        let later = |text: &str| text.replace("ends = \"21:00\"", "ends = \"22:30\"");
        let lines = unfolded(&made(&sample_with(later)));
        assert!(
            lines.contains(&"DTEND:20261203T223000Z".to_owned()),
            "{lines:#?}"
        );
    }

    #[test]
    fn summer_time_is_told_in_utc_and_the_night_belongs_to_its_evening() {
        let mut event = sample();
        event.date = "2026-07-01".parse().unwrap();
        event.opens = Some("00:30".parse().unwrap());
        event.lineup = lanyard_event::Lineup::default();
        event.ends = None;
        let lines = unfolded(&made(&event));
        assert!(
            lines.contains(&"DTSTART:20260701T233000Z".to_owned()),
            "{lines:#?}"
        );
        assert!(
            !lines.iter().any(|line| line.starts_with("DTEND")),
            "no end that nobody gave: {lines:#?}"
        );
    }

    #[test]
    fn an_evening_without_times_takes_its_day() {
        let mut event = sample();
        (event.opens, event.ends) = (None, None);
        event.lineup = lanyard_event::Lineup::default();
        let lines = unfolded(&made(&event));
        assert!(
            lines.contains(&"DTSTART;VALUE=DATE:20261203".to_owned()),
            "{lines:#?}"
        );
    }

    #[test]
    fn lines_are_folded_between_letters_and_nothing_breaks_out_of_a_value() {
        let mut event = sample();
        event.name = format!("{}\r\nX-INJECTED:1; ¿\u{7}", "Größe ".repeat(40));
        let file = made(&event);
        for line in file.split("\r\n") {
            assert!(line.len() <= LINE, "{} bytes: {line}", line.len());
            assert!(
                !line.contains(['\r', '\n']),
                "a bare line break in {line:?}"
            );
        }
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        let lines = unfolded(&file);
        let summary = lines
            .iter()
            .find(|line| line.starts_with("SUMMARY:"))
            .unwrap();
        assert!(summary.ends_with("\\nX-INJECTED:1\\; ¿"), "{summary}");
        assert!(!lines.iter().any(|line| line.starts_with("X-INJECTED")));
    }
}
