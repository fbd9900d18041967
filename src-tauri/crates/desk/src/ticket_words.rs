//! What stands on a ticket and in its calendar entry beside the evening's own words.

use jiff::civil::Time;
use lanyard_exchange::calendar;

use crate::format::is_german;

/// The words of a language.
#[derive(Debug)]
pub(crate) struct TicketWords {
    doors: &'static str,
    talks: &'static str,
    admits: &'static str,
    questions: &'static str,
    /// Those of the calendar entry.
    pub(crate) calendar: calendar::Words,
}

const ENGLISH: TicketWords = TicketWords {
    doors: "Doors {time}",
    talks: "Talks from {time}",
    admits: "Admits {count}",
    questions: "Questions? {contact}",
    calendar: calendar::Words {
        doors: "Doors {time}",
        ticket: "Ticket: {type}",
        admits: "admits {count}",
        questions: "Questions? {contact}",
    },
};

const GERMAN: TicketWords = TicketWords {
    doors: "Einlass {time}",
    talks: "Vorträge ab {time}",
    admits: "Für {count} Personen",
    questions: "Fragen? {contact}",
    calendar: calendar::Words {
        doors: "Einlass {time}",
        ticket: "Karte: {type}",
        admits: "für {count} Personen",
        questions: "Fragen? {contact}",
    },
};

impl TicketWords {
    /// German where `language` begins with `de`, else English.
    pub(crate) fn of(language: &str) -> &'static Self {
        match is_german(language) {
            true => &GERMAN,
            false => &ENGLISH,
        }
    }

    pub(crate) fn doors(&self, at: Time) -> String {
        self.doors.replace("{time}", &clock(at))
    }

    pub(crate) fn talks(&self, at: Time) -> String {
        self.talks.replace("{time}", &clock(at))
    }

    /// Nothing for one.
    pub(crate) fn admits(&self, count: u16) -> String {
        match count {
            1 => String::new(),
            several => self.admits.replace("{count}", &several.to_string()),
        }
    }

    /// Nothing where nobody answers.
    pub(crate) fn questions(&self, contact: &str) -> String {
        match contact {
            "" => String::new(),
            contact => self.questions.replace("{contact}", contact),
        }
    }
}

fn clock(at: Time) -> String {
    at.strftime("%H:%M").to_string()
}
