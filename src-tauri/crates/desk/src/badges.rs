use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use lanyard_event::{Attendee, AttendeeId, Status, badge_code};
use lanyard_paper::{Field, Fields, PaperError, Template};
use lanyard_store::{table, table::standing::Edited};

use crate::{
    Desk, DeskError, Result,
    answers::State,
    out::{output, replace},
    tickets::{event_fields, in_parallel, slug},
};

/// How wide a badge's picture is: 300 dots an inch on a label of 102 mm.
const PNG_WIDTH: u32 = 1205;

/// Whose badges.
#[derive(Clone, Debug)]
pub enum Whose {
    /// All confirmed guests.
    All,
    /// Those who are in, or were.
    CheckedIn,
    /// These, by id.
    These(Vec<String>),
}

/// Where badges go.
#[derive(Clone, Debug)]
pub enum BadgeOutput {
    /// One PDF, a page each.
    Pdf(PathBuf),
    /// A folder of pictures.
    Folder(PathBuf),
}

impl Desk {
    /// Makes badges from the built-in template or the one in `template`, and gives how many.
    ///
    /// # Errors
    /// There is no such guest; the template is refused; a file can't be written.
    pub fn badges(
        &mut self,
        whose: &Whose,
        template: Option<&Path>,
        to: &BadgeOutput,
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<usize> {
        let template = self.badge_template(template)?;
        let guests = self.whose(whose)?;
        if guests.is_empty() {
            return Err(DeskError::NoBadges);
        }
        let fields: Vec<_> = guests
            .iter()
            .map(|guest| self.badge_fields(guest))
            .collect::<Result<_>>()?;
        let paper = self.paper();
        match to {
            BadgeOutput::Pdf(path) => {
                let pdf = paper.pdf(&template, &fields)?;
                replace(path, &pdf)?;
            }
            BadgeOutput::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(|error| output(folder, error))?;
                let named: Vec<_> = guests.iter().zip(&fields).collect();
                let draw = |(guest, fields): &(&Attendee, &Fields)| -> Result<()> {
                    let png = paper.png(&template, fields, PNG_WIDTH)?;
                    let id = guest.id.to_string();
                    let end = &id[id.len() - 8..];
                    let path = folder.join(format!("{}-{end}.png", slug(&guest.name)));
                    replace(&path, &png)
                };
                in_parallel(&named, draw, progress)?;
            }
        }
        let ids: Vec<_> = guests.iter().map(|guest| guest.id).collect();
        self.note_badges(&ids)?;
        Ok(guests.len())
    }

    /// Notes who has a badge: an import that is taken back takes none of them away.
    pub(crate) fn note_badges(&mut self, ids: &[AttendeeId]) -> Result<()> {
        let badge = Edited {
            badge: true,
            ..Edited::default()
        };
        self.change(|conn| {
            for id in ids {
                table::standing::mark_edited(conn, *id, badge)?;
            }
            Ok(())
        })
    }

    pub(crate) fn whose(&mut self, whose: &Whose) -> Result<Vec<Attendee>> {
        self.refresh()?;
        match whose {
            Whose::These(ids) => ids.iter().map(|id| self.listed(id)).collect(),
            Whose::All => {
                let mut all = table::attendee::list(self.store.read())?;
                all.retain(|attendee| attendee.status == Status::Confirmed);
                Ok(all)
            }
            Whose::CheckedIn => {
                let all = table::attendee::list(self.store.read())?;
                let mut here = Vec::new();
                for attendee in all {
                    let tickets = table::ticket::of_attendee(self.store.read(), attendee.id)?;
                    let state = self.tally()?.state(tickets.iter().map(|ticket| ticket.id));
                    if matches!(state, Some(State::Inside | State::Left)) {
                        here.push(attendee);
                    }
                }
                Ok(here)
            }
        }
    }

    pub(crate) fn badge_fields(&self, guest: &Attendee) -> Result<Fields> {
        let tickets = table::ticket::of_attendee(self.store.read(), guest.id)?;
        let ticket = tickets.first();
        let kind = ticket.and_then(|ticket| self.event.ticket_type(ticket.ticket_type));
        let fields = event_fields(&self.event)
            .with(Field::Name, &guest.name)
            .with(Field::Company, &guest.company)
            .with(Field::Role, &guest.role)
            .with(Field::Answers, self.badge_answers(guest)?)
            .with(Field::TicketType, kind.map_or("", |kind| &kind.name))
            .with(Field::Code, badge_code(guest.badge))
            .with_logo(self.logo()?);
        self.with_answers(fields, guest.id)
    }

    /// What a guest answered to the questions that are for the badge.
    fn badge_answers(&self, guest: &Attendee) -> Result<String> {
        let asked = self.questions()?;
        let answers = table::answer::of(self.store.read(), guest.id)?;
        let wanted = asked.iter().filter(|question| question.on_badge);
        let given = wanted.filter_map(|question| {
            let answer = answers.iter().find(|(title, _)| *title == question.title)?;
            (!answer.1.is_empty()).then_some(answer.1.as_str())
        });
        Ok(given.collect::<Vec<_>>().join(" · "))
    }

    /// The template that was named, else the event's own, else the built-in one.
    pub(crate) fn badge_template(&self, named: Option<&Path>) -> Result<Template> {
        if let Some(path) = named {
            let text = crate::chosen::read_text(path)?;
            return Ok(Template::parse(&text).map_err(PaperError::from)?);
        }
        Ok(self.own_template("badge")?.unwrap_or_else(Template::badge))
    }
}
