//! The event, set up: as a form in the window, as `event.toml` on the command line.

use std::path::Path;

use base64::Engine as _;
use jiff::civil::Date;
use lanyard_event::{Event, Status, TicketType};
use lanyard_exchange::definition::{self, Definition, Fault, Whose, Wrong};
use lanyard_paper::Logo;
use lanyard_store::{Connection, table, table::mail as stored};

use crate::{
    Desk, DeskError, DeskOptions, Result,
    answers::{EventForm, FormFault, Letter, OfficeView, SaveAnswer},
    chosen::{not_own, read_text},
    out::write_new,
    ticket_files::template,
};

/// A logo is printed on every ticket and badge: larger ones make each of them heavy.
const LARGEST_LOGO: u64 = 1 << 20;

impl Desk {
    /// The office.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn office(&mut self) -> Result<OfficeView> {
        self.refresh()?;
        let counts = self.counts()?;
        let conn = self.store.read();
        let waiting = table::attendee::count_with(conn, Status::Waitlist)?
            + table::attendee::count_with(conn, Status::Pending)?;
        let logo = table::event::logo(conn)?;
        Ok(OfficeView {
            form: EventForm::of(&self.event),
            file: self.path().display().to_string(),
            logo: logo.map(|logo| data_address(&logo)),
            own_ticket: table::template::of(conn, "ticket")?.is_some(),
            own_badge: table::template::of(conn, "badge")?.is_some(),
            guests: u32::try_from(table::attendee::count(conn)?).unwrap_or(u32::MAX),
            expected: counts.expected,
            waiting,
            arrived: counts.arrived,
            issued: table::ticket::count_issued(conn)?,
            tickets: table::ticket::count_holding(conn)?,
            leads: self.leads()?,
            erasure: self.erasure()?,
            to_erase: u32::try_from(self.to_erase()?).unwrap_or(u32::MAX),
            began: table::log::last(conn)?
                .is_some_and(|last| self.event.is_about_time(last.entry.at)),
        })
    }

    /// Changes what the event is. Guests, tickets and the log stay; a door or ticket type is
    /// known by its name, or by what `was` says of it.
    ///
    /// # Errors
    /// The file can't be written. What is wrong with the form is in the answer.
    pub fn set_event(&mut self, form: &EventForm) -> Result<SaveAnswer> {
        self.refresh()?;
        let after = form
            .definition()
            .event(self.event.id, None, Some(&self.event));
        let replaced = match after {
            Ok(after) => self.replace_event(&after),
            Err(fault) => Err(fault.into()),
        };
        let fault = match replaced {
            Ok(()) => None,
            Err(DeskError::Fault(fault)) => Some(fault),
            Err(error) => return Err(error),
        };
        Ok(SaveAnswer {
            fault: fault.map(FormFault::from),
            view: self.office()?,
        })
    }

    /// Changes what the event is to what a definition (`event.toml`) says.
    ///
    /// # Errors
    /// The definition is refused, with line and reason; the file can't be written.
    pub fn set_event_from(&mut self, path: &Path) -> Result<()> {
        self.refresh()?;
        let text = read_text(path)?;
        let refused = |error| DeskError::Definition {
            path: path.to_owned(),
            error,
        };
        let after = definition::parse_change(&text, &self.event).map_err(refused)?;
        match self.replace_event(&after) {
            Err(DeskError::Fault(fault)) => Err(refused(definition::at_line(&text, fault))),
            replaced => replaced,
        }
    }

    /// The event as `event.toml`.
    pub fn definition(&self) -> String {
        Definition::of(&self.event).to_toml()
    }

    /// Puts another event in the place of this one.
    ///
    /// # Errors
    /// [`DeskError::Fault`]: what stands in the way; then nothing has changed.
    fn replace_event(&mut self, after: &Event) -> Result<()> {
        let before = self.event.clone();
        self.change(|conn| {
            in_the_way(conn, &before, after)?;
            for old in &before.ticket_types {
                if let Some(new) = after.ticket_type(old.id)
                    && old.admits != new.admits
                {
                    table::ticket::set_admits(conn, new.id, old.admits, new.admits)?;
                }
            }
            Ok(table::event::update(conn, after)?)
        })?;
        if self.event.door(self.door).is_none() {
            self.door = self.event.doors[0].id;
        }
        Ok(())
    }

    /// Makes an event file from a form; gives the desk, or what is wrong with the form.
    ///
    /// # Errors
    /// There is a file of that name, or it can't be written.
    pub fn create_with(
        path: &Path,
        form: &EventForm,
        options: DeskOptions,
    ) -> Result<std::result::Result<Self, Vec<FormFault>>> {
        let id = lanyard_event::EventId::new(options.clock.now(), options.rng.as_ref());
        match form.definition().event(id, None, None) {
            Ok(event) => Ok(Ok(Self::create_event(path, &event, options)?)),
            Err(fault) => Ok(Err(form.faults(id, fault))),
        }
    }

    /// This evening as a form on another day: everything that has a date moves with it.
    pub fn next_form(&self, date: Date) -> EventForm {
        let moved = Definition::of(&self.event).event(self.event.id, Some(date), None);
        // What the event file holds makes an event on any day.
        EventForm::of(moved.as_ref().unwrap_or(&self.event))
    }

    /// Makes another evening of the series: with this one's logo, templates and letters, and what
    /// the door and the badge have of answers, and without its people. Gives the desk, or what is
    /// wrong with the form.
    ///
    /// # Errors
    /// There is a file of that name, or it can't be written.
    pub fn another_evening(
        &mut self,
        path: &Path,
        form: &EventForm,
        options: DeskOptions,
    ) -> Result<std::result::Result<Self, Vec<FormFault>>> {
        self.remember_regulars()?;
        let mut other = match Self::create_with(path, form, options)? {
            Ok(other) => other,
            Err(faults) => return Ok(Err(faults)),
        };
        let conn = self.store.read();
        let mut formerly = Vec::new();
        for old in &self.event.ticket_types {
            if let Some(new) = other.event.ticket_type_named(&old.name) {
                formerly.extend(old.formerly.iter().map(|name| (new.id, name.clone())));
            }
        }
        let logo = table::event::logo(conn)?;
        let ticket = table::template::of(conn, "ticket")?;
        let badge = table::template::of(conn, "badge")?;
        let mut questions = table::question::list(conn)?;
        questions.retain(|question| question.shown || question.on_badge);
        let settings = table::mail::settings(conn)?;
        let wordings = Letter::ALL.map(stored::LetterKind::from);
        let wordings = wordings.map(|letter| Ok((letter, table::mail::wording(conn, letter)?)));
        let wordings = wordings.into_iter().collect::<Result<Vec<_>>>()?;
        other.change(|conn| {
            if let Some(settings) = &settings {
                table::mail::set_settings(conn, settings)?;
            }
            for (letter, wording) in &wordings {
                table::mail::set_wording(conn, *letter, wording.as_ref())?;
            }
            for (kind, name) in &formerly {
                table::event::add_former_name(conn, *kind, name)?;
            }
            for question in &questions {
                let id = table::question::named(conn, &question.title)?;
                table::question::set(conn, id, question.shown, question.on_badge)?;
            }
            table::event::set_logo(conn, logo.as_deref())?;
            table::template::set(conn, "ticket", ticket.as_deref())?;
            Ok(table::template::set(conn, "badge", badge.as_deref())?)
        })?;
        Ok(Ok(other))
    }

    /// Gives the event the logo in a file (PNG, JPEG or SVG), or none.
    ///
    /// # Errors
    /// The file can't be read, is none of these, or is larger than a megabyte.
    pub fn set_logo(&mut self, file: Option<&Path>) -> Result<()> {
        let logo = match file {
            None => None,
            Some(path) => {
                not_own(path)?;
                let failed = |error| DeskError::Text {
                    path: path.to_owned(),
                    error,
                };
                if path.metadata().map_err(failed)?.len() > LARGEST_LOGO {
                    return Err(DeskError::LargeLogo(path.to_owned()));
                }
                let bytes = std::fs::read(path).map_err(failed)?;
                if kind_of_picture(&bytes).is_none() {
                    return Err(DeskError::NoLogo(path.to_owned()));
                }
                // What can't be drawn would spoil every ticket.
                Logo::new(&bytes)?;
                Some(bytes)
            }
        };
        self.change(|conn| Ok(table::event::set_logo(conn, logo.as_deref())?))
    }

    /// Puts the organiser's own template (SVG) in the place of the built-in one of `paper`,
    /// `ticket` or `badge`; with none, the built-in one is back.
    ///
    /// # Errors
    /// It can't be read or can't be used: then the mark and its line are named.
    pub fn set_template(&mut self, paper: &str, file: Option<&Path>) -> Result<()> {
        let svg = file.map(read_text).transpose()?;
        if let Some(svg) = &svg {
            template(paper, svg)?;
        }
        self.change(|conn| Ok(table::template::set(conn, paper, svg.as_deref())?))
    }

    /// Writes the built-in template of `paper` down, for an organiser to begin with.
    ///
    /// # Errors
    /// There is a file of that name, or it can't be written.
    pub fn write_template(&self, paper: &str, to: &Path) -> Result<()> {
        let svg = match paper {
            "badge" => include_str!("../../../../../assets/templates/badge.svg"),
            _ => include_str!("../../../../../assets/templates/ticket.svg"),
        };
        write_new(to, svg.as_bytes())
    }
}

/// A door that has let people in, or a ticket type that guests have, can be renamed, not taken
/// away.
fn in_the_way(conn: &Connection, before: &Event, after: &Event) -> Result<()> {
    let used = table::event::used_doors(conn)?;
    let mut doors = before.doors.iter();
    if let Some(door) = doors.find(|door| used.contains(&door.id) && after.door(door.id).is_none())
    {
        return Err(taken_away("door", Whose::Door, &door.name).into());
    }
    let used = table::event::used_ticket_types(conn)?;
    let mut kinds = before.ticket_types.iter();
    let gone = |kind: &&TicketType| used.contains(&kind.id) && after.ticket_type(kind.id).is_none();
    match kinds.find(gone) {
        Some(kind) => Err(taken_away("ticket_type", Whose::TicketType, &kind.name).into()),
        None => Ok(()),
    }
}

fn taken_away(at: &str, whose: Whose, name: &str) -> Fault {
    Fault {
        at: at.to_owned(),
        wrong: Wrong::InUse {
            whose,
            name: name.to_owned(),
        },
    }
}

/// The media type of a PNG, JPEG or SVG.
fn kind_of_picture(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some("image/png");
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some("image/jpeg");
    }
    let text = std::str::from_utf8(bytes).ok()?;
    text.contains("<svg").then_some("image/svg+xml")
}

fn data_address(bytes: &[u8]) -> String {
    let kind = kind_of_picture(bytes).unwrap_or("application/octet-stream");
    let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
    format!("data:{kind};base64,{base64}")
}
