//! The letters: their words, the built-in ones and the organiser's, filled in for a guest.

use base64::{Engine, engine::general_purpose::STANDARD};
use lanyard_event::{Attendee, Event, Ticket};
use lanyard_exchange::mail::{self, Filled, Look, OptOut, Placeholder, TicketBlock, Values};
use lanyard_optics::{Level, draw};
use lanyard_paper::{Logo, Paper, Template};
use lanyard_store::{
    Connection, table,
    table::mail::{LetterKind, MailSettings, Wording},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Letterhead, no_settings};
use crate::{
    Desk, DeskError, Result,
    answers::{Letter, LetterChange, LetterPreview, LetterView},
    format::{self, is_german},
    ticket_files::answered,
    tickets::{IssuedTicket, Signer, slug, ticket_fields},
};

const ENGLISH: &str = include_str!("../../../../../assets/letters/en.toml");
const GERMAN: &str = include_str!("../../../../../assets/letters/de.toml");

/// Pixels a module in a mail: large enough for a sharp screen.
const CODE_SCALE: u32 = 12;

/// The words of a language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    doors: String,
    talks: String,
    admits: String,
    code: String,
    hint: String,
    text_hint: String,
    questions: String,
    opt_out: String,
    opt_out_text: String,
    opt_out_subject: String,
    pub(crate) test: String,
    pub(crate) test_name: String,
    ticket: BuiltIn,
    reminder: BuiltIn,
    thanks: BuiltIn,
    missed: BuiltIn,
    walk_in: BuiltIn,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltIn {
    subject: String,
    body: String,
}

impl Words {
    /// The words of a language; of those that are not here, the English ones.
    pub(crate) fn of(language: &str) -> Result<Self> {
        let german = is_german(language);
        // A test reads both.
        toml::from_str(if german { GERMAN } else { ENGLISH }).map_err(|error| DeskError::Words {
            paper: "letter",
            error,
        })
    }

    fn letter(&self, kind: LetterKind) -> Wording {
        let built_in = match kind {
            LetterKind::Ticket => &self.ticket,
            LetterKind::Reminder => &self.reminder,
            LetterKind::Thanks => &self.thanks,
            LetterKind::Missed => &self.missed,
            LetterKind::WalkIn => &self.walk_in,
        };
        Wording {
            subject: built_in.subject.clone(),
            body: built_in.body.clone(),
        }
    }
}

/// A letter that is ready to be filled in for each guest.
#[derive(Clone, Debug)]
pub(crate) struct Stationery {
    pub(crate) kind: LetterKind,
    letter: mail::Letter,
    pub(crate) words: Words,
    pub(crate) language: String,
    event: Event,
    /// Where a guest writes who wants no more letters.
    pub(crate) opt_out: String,
}

/// A letter as a guest gets it, in all its forms.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) page: String,
}

/// Whose letter it is, and with which ticket.
#[derive(Clone, Debug)]
pub(crate) struct Addressee {
    pub(crate) guest: Attendee,
    pub(crate) ticket: Option<Ticket>,
    /// The ticket's code; empty without one.
    pub(crate) code: String,
    /// What they answered, by question.
    pub(crate) answers: Vec<(String, String)>,
}

impl Stationery {
    /// The letter in the words that count now.
    pub(crate) fn of(
        conn: &Connection,
        event: &Event,
        kind: LetterKind,
        settings: &MailSettings,
        letterhead: &Letterhead,
    ) -> Result<Self> {
        let words = Words::of(&settings.language)?;
        let wording = worded(conn, kind, &words)?;
        let letter = read(kind, &wording)?;
        let subject = words.opt_out_subject.replace("{event}", &event.name);
        Ok(Self {
            kind,
            letter,
            language: if is_german(&settings.language) {
                "de"
            } else {
                "en"
            }
            .into(),
            opt_out: mail::mailto(&letterhead.opt_out, &subject),
            event: event.clone(),
            words,
        })
    }

    /// The letter for a guest; `picture` is the content id of the code's picture, or its address.
    pub(crate) fn write(&self, to: &Addressee, picture: &str) -> Written {
        let filled = self.letter.fill(&self.values(to));
        let block = (self.kind == LetterKind::Ticket).then(|| self.ticket(to, picture));
        let look = self.look();
        Written {
            text: mail::text(&filled, block.as_ref(), &look),
            page: mail::page(&filled, block.as_ref(), &look),
            subject: subject(filled),
        }
    }

    fn values(&self, to: &Addressee) -> Values {
        let event = &self.event;
        let admits = to.ticket.as_ref().map_or(1, |ticket| ticket.admits);
        let clock = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
        let talks = event.lineup.talks_from().map(jiff::Zoned::time);
        Values::new()
            .with(Placeholder::FirstName, first_name(&to.guest.name))
            .with(Placeholder::Name, &to.guest.name)
            .with(Placeholder::Event, &event.name)
            .with(Placeholder::Series, &event.series)
            .with(Placeholder::Date, self.date())
            .with(
                Placeholder::Doors,
                event.opens.map(clock).unwrap_or_default(),
            )
            .with(Placeholder::Talks, talks.map(clock).unwrap_or_default())
            .with(Placeholder::Venue, &event.venue)
            .with(Placeholder::TicketType, self.ticket_type(to))
            .with(Placeholder::Admits, admits.to_string())
            .with(Placeholder::Contact, &event.contact)
            .with(Placeholder::OptOut, &self.opt_out)
    }

    fn ticket_type(&self, to: &Addressee) -> &str {
        let kind = to.ticket.as_ref().map(|ticket| ticket.ticket_type);
        let kind = kind.and_then(|kind| self.event.ticket_type(kind));
        kind.map_or("", |kind| &kind.name)
    }

    fn ticket(&self, to: &Addressee, picture: &str) -> TicketBlock {
        let words = &self.words;
        let mut kind = self.ticket_type(to).to_owned();
        let admits = to.ticket.as_ref().map_or(1, |ticket| ticket.admits);
        if admits > 1 {
            kind = format!(
                "{kind}, {}",
                words.admits.replace("{count}", &admits.to_string())
            );
        }
        TicketBlock {
            picture: picture.to_owned(),
            picture_words: words.code.clone(),
            name: to.guest.name.clone(),
            kind,
            hint: words.hint.clone(),
            text_hint: words.text_hint.clone(),
        }
    }

    fn look(&self) -> Look {
        let (event, words) = (&self.event, &self.words);
        let clock = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
        let doors = event
            .opens
            .map(|at| words.doors.replace("{time}", &clock(at)));
        let talks = event.lineup.talks_from();
        let talks = talks.map(|at| words.talks.replace("{time}", &clock(at.time())));
        let times: Vec<_> = doors.into_iter().chain(talks).collect();
        let mut facts = vec![self.date(), times.join(" · "), event.venue.clone()];
        facts.retain(|fact| !fact.is_empty());
        // Who wants no more letters is told how, unless the letter says so itself.
        let opt_out = self.kind != LetterKind::Ticket && !self.letter.says_opt_out();
        Look {
            language: self.language.clone(),
            ribbon: event.ribbon.clone(),
            event: event.name.clone(),
            series: event.series.clone(),
            facts,
            foot: match event.contact.as_str() {
                "" => String::new(),
                contact => words.questions.replace("{contact}", contact),
            },
            opt_out: opt_out.then(|| OptOut {
                words: words.opt_out.clone(),
                text: words.opt_out_text.clone(),
                link: self.opt_out.clone(),
            }),
        }
    }

    fn date(&self) -> String {
        format::long_date(&self.event, &self.language)
    }

    /// The ticket as a page, as it is attached: the one that a folder of tickets has.
    pub(crate) fn pdf(
        &self,
        paper: &Paper,
        template: &Template,
        logo: Option<Logo>,
        to: &Addressee,
    ) -> Result<Vec<u8>> {
        let Some(ticket) = to.ticket.clone() else {
            return Err(DeskError::NoValidTicket(to.guest.name.clone()));
        };
        let issued = IssuedTicket {
            ticket,
            attendee: to.guest.clone(),
            code: to.code.clone(),
        };
        let fields = ticket_fields(&self.event, &issued, &self.language).with_logo(logo);
        let fields = answered(fields, &to.answers);
        Ok(paper.pdf(template, [&fields])?)
    }

    /// The file name of something attached.
    pub(crate) fn file_name(&self, extension: &str) -> String {
        format!("{}.{extension}", slug(&self.event.name))
    }
}

/// The code's picture, PNG.
pub(crate) fn picture(code: &str) -> Result<Vec<u8>> {
    Ok(draw(code, Level::M)?.to_png(CODE_SCALE)?)
}

fn subject(filled: Filled) -> String {
    filled.subject
}

fn read(kind: LetterKind, wording: &Wording) -> Result<mail::Letter> {
    let with_ticket = kind == LetterKind::Ticket;
    let letter = mail::Letter::read(&wording.subject, &wording.body, with_ticket);
    letter.map_err(|error| DeskError::Letter {
        letter: kind.word(),
        error,
    })
}

/// The organiser's words, else the built-in ones.
fn worded(conn: &Connection, kind: LetterKind, words: &Words) -> Result<Wording> {
    let own = table::mail::wording(conn, kind)?;
    Ok(own.unwrap_or_else(|| words.letter(kind)))
}

/// What tells these words from others.
fn digest(wording: &Wording) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in [&wording.subject, &wording.body] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().to_vec()
}

/// The digest of the words in which a letter would go out now.
pub(crate) fn present_digest(
    conn: &Connection,
    kind: LetterKind,
    language: &str,
) -> Result<Vec<u8>> {
    Ok(digest(&worded(conn, kind, &Words::of(language)?)?))
}

/// Whether a letter was sent as a test in the words in which it would go out now.
pub(crate) fn tested(conn: &Connection, kind: LetterKind, language: &str) -> Result<bool> {
    let digest = present_digest(conn, kind, language)?;
    Ok(table::mail::tested(conn, kind)?.is_some_and(|seen| seen == digest))
}

impl Desk {
    /// The letters and their words.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn letters(&self) -> Result<Vec<LetterView>> {
        Letter::ALL
            .into_iter()
            .map(|one| self.letter(one))
            .collect()
    }

    /// A letter and its words.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn letter(&self, letter: Letter) -> Result<LetterView> {
        let (conn, kind) = (self.store.read(), letter.into());
        let language = self.letter_language()?;
        let own = table::mail::wording(conn, kind)?;
        let tested = tested(conn, kind, &language)?;
        let names = Placeholder::ALL.iter().map(|one| one.name().to_owned());
        let is_own = own.is_some();
        let wording = match own {
            Some(own) => own,
            None => Words::of(&language)?.letter(kind),
        };
        Ok(LetterView {
            letter,
            subject: wording.subject,
            body: wording.body,
            own: is_own,
            tested,
            placeholders: names.collect(),
        })
    }

    /// Words a letter.
    ///
    /// # Errors
    /// [`DeskError::Letter`]: an unknown placeholder, a link that leads nowhere; the file can't be
    /// written.
    pub fn set_letter(&mut self, letter: Letter, change: &LetterChange) -> Result<LetterView> {
        let kind = letter.into();
        let before = self.letter(letter)?;
        let wording = Wording {
            subject: change.subject.clone().unwrap_or(before.subject),
            body: change.body.clone().unwrap_or(before.body),
        };
        read(kind, &wording)?;
        self.store
            .write(|conn| table::mail::set_wording(conn, kind, Some(&wording)))?;
        self.letter(letter)
    }

    /// Goes back to the built-in words of a letter.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn reset_letter(&mut self, letter: Letter) -> Result<LetterView> {
        let kind = letter.into();
        self.store
            .write(|conn| table::mail::set_wording(conn, kind, None))?;
        self.letter(letter)
    }

    /// A letter as a guest would get it, or as an invented one would.
    ///
    /// # Errors
    /// There is no such guest; the letter can't be filled in.
    pub fn preview_letter(
        &mut self,
        letter: Letter,
        attendee: Option<&str>,
    ) -> Result<LetterPreview> {
        let settings = table::mail::settings(self.store.read())?.unwrap_or_else(no_settings);
        let letterhead = Letterhead::shown(&settings, &self.event);
        let kind = letter.into();
        let conn = self.store.read();
        let stationery = Stationery::of(conn, &self.event, kind, &settings, &letterhead)?;
        let to = self.sample_addressee(&stationery.words, attendee)?;
        let shown = format!(
            "data:image/png;base64,{}",
            STANDARD.encode(picture(&to.code)?)
        );
        let written = stationery.write(&to, "code");
        Ok(LetterPreview {
            name: to.guest.name,
            subject: written.subject,
            text: written.text,
            html: written.page.replace("cid:code", &shown),
        })
    }

    pub(crate) fn letter_language(&self) -> Result<String> {
        let settings = table::mail::settings(self.store.read())?;
        Ok(settings.unwrap_or_else(no_settings).language)
    }

    /// A guest of the list, with their first ticket that holds; or an invented one, whose code is
    /// another evening's: a test mail that goes astray lets nobody in.
    pub(crate) fn sample_addressee(
        &mut self,
        words: &Words,
        attendee: Option<&str>,
    ) -> Result<Addressee> {
        if let Some(id) = attendee {
            let issued = self.issue(&[id.to_owned()])?.into_iter().next();
            let one = issued.ok_or_else(|| DeskError::NoValidTicket(id.to_owned()))?;
            return Ok(Addressee {
                answers: table::answer::of(self.store.read(), one.attendee.id)?,
                guest: one.attendee,
                ticket: Some(one.ticket),
                code: one.code,
            });
        }
        let signer = Signer::of(self)?;
        let (now, rng) = (self.now(), self.rng.clone());
        let guest = Attendee {
            id: lanyard_event::AttendeeId::new(now, rng.as_ref()),
            name: words.test_name.clone(),
            email: String::new(),
            company: String::new(),
            role: String::new(),
            status: lanyard_event::Status::Confirmed,
            flagged: None,
            note: String::new(),
            attention: String::new(),
            badge: lanyard_event::BadgeId::new(rng.as_ref()),
        };
        let kind = crate::import::ticket_type(&self.event, "")?;
        let ticket = crate::import::new_ticket(guest.id, kind, rng.as_ref());
        let elsewhere = lanyard_event::EventId::new(now, rng.as_ref());
        Ok(Addressee {
            code: signer.sign(elsewhere, &ticket),
            ticket: Some(ticket),
            guest,
            answers: Vec::new(),
        })
    }
}

/// What friends call someone of this name: its first word that is neither a title nor an initial.
fn first_name(name: &str) -> &str {
    const TITLES: [&str; 10] = [
        "dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "ing", "mag",
    ];
    // Lovelace, Ada
    let given = name.split_once(", ").map_or(name, |(_, given)| given);
    let is_title = |word: &str| {
        let bare = word.trim_end_matches('.').to_lowercase();
        TITLES.contains(&bare.as_str()) || bare.chars().count() < 2 || word.ends_with('.')
    };
    let mut words = given.split_whitespace();
    words.find(|word| !is_title(word)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_letters_can_be_sent_in_both_languages() {
        for language in ["en", "de-AT"] {
            let words = Words::of(language).unwrap();
            for kind in LetterKind::ALL {
                let letter = read(kind, &words.letter(kind));
                assert!(letter.is_ok(), "{language}, {}: {letter:?}", kind.word());
            }
        }
        assert_ne!(Words::of("en").unwrap().hint, Words::of("de").unwrap().hint);
    }

    #[test]
    fn friends_call_them_by_their_first_name() {
        for (name, first) in [
            ("Ada Lovelace", "Ada"),
            ("Lovelace, Ada King", "Ada"),
            ("Dr. Ada Lovelace", "Ada"),
            ("Prof Dr Ada Lovelace", "Ada"),
            ("J. R. R. Tolkien", "Tolkien"),
            ("Cher", "Cher"),
            ("李小龍", "李小龍"),
            ("A.", "A."),
        ] {
            assert_eq!(first_name(name), first, "{name}");
        }
    }
}
