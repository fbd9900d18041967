//! What goes to the printer, or into a file where there is none.

use std::{
    num::NonZero,
    path::{Path, PathBuf},
};

use lanyard_event::{AttendeeId, EventId, Kind, Means, Mode, VerdictKind};
use lanyard_paper::{Template, printer::Printer};
use lanyard_store::{table, table::log::NewEntry};

use crate::{
    Desk, DeskError, Result,
    answers::{PrintAnswer, PrinterView, Problem},
    badges::Whose,
    case::not_recorded,
    format,
    out::{output, replace},
    tickets::{file_name, slug, ticket_fields},
};

/// Something to be printed. It is drawn and sent without a desk, since both may take their time.
pub struct PrintJob {
    draw: Draw,
    /// Whose log notes that it was printed.
    event: EventId,
    /// What the printer shows; it names nobody.
    title: &'static str,
    printer: Option<String>,
    file: PathBuf,
    badges_of: Vec<AttendeeId>,
}

/// Makes the PDF.
type Draw = Box<dyn Fn() -> Result<Vec<u8>> + Send>;

impl std::fmt::Debug for PrintJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The file's name may be a guest's.
        f.debug_struct("PrintJob")
            .field("title", &self.title)
            .finish_non_exhaustive()
    }
}

impl PrintJob {
    /// Sends it to the printer; where there is none or it fails, writes it into a file.
    pub fn send(&self) -> PrintAnswer {
        let problem = match self.send_to_printer() {
            Ok(answer) => return answer,
            Err(DeskError::NoPrinter) => None,
            Err(error) => Some(error.into()),
        };
        let written = self.write();
        PrintAnswer {
            printer: None,
            file: written.is_ok().then(|| self.file.display().to_string()),
            problem: problem.or_else(|| written.err().map(Problem::from)),
        }
    }

    /// Sends it to the printer, and nowhere else.
    ///
    /// # Errors
    /// There is no printer, or it does not take the job.
    pub fn send_to_printer(&self) -> Result<PrintAnswer> {
        let uri = self.printer.as_deref().ok_or(DeskError::NoPrinter)?;
        let printer = Printer::at(uri)?;
        printer.print(&(self.draw)()?, self.title, NonZero::<u16>::MIN)?;
        Ok(PrintAnswer {
            printer: Some(uri.to_owned()),
            file: None,
            problem: None,
        })
    }

    /// Writes it into this file instead.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn write_to(&self, file: &Path) -> Result<PrintAnswer> {
        let pdf = (self.draw)()?;
        replace(file, &pdf)?;
        Ok(PrintAnswer {
            printer: None,
            file: Some(file.display().to_string()),
            problem: None,
        })
    }

    /// Writes it into its own file.
    fn write(&self) -> Result<PrintAnswer> {
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder).map_err(|error| output(folder, error))?;
        }
        self.write_to(&self.file)
    }
}

impl Desk {
    /// A guest's badge.
    ///
    /// # Errors
    /// There is no such guest; the badge can't be drawn.
    pub fn badge_job(&mut self, attendee: &str) -> Result<PrintJob> {
        self.refresh()?;
        let guest = self.listed(attendee)?;
        let fields = self.badge_fields(&guest)?;
        let paper = self.paper();
        let template = self.badge_template(None)?;
        let draw = move || Ok(paper.pdf(&template, [&fields])?);
        let id = guest.id.to_string();
        let name = format!("{}-{}", slug(&guest.name), &id[id.len() - 8..]);
        Ok(PrintJob {
            badges_of: vec![guest.id],
            ..self.job(draw, "Badge", &format!("badges/{name}"))
        })
    }

    /// A guest's ticket, signed now where it has no code yet.
    ///
    /// # Errors
    /// There is no such guest, or they have no ticket that holds; it can't be drawn.
    pub fn ticket_print_job(&mut self, attendee: &str) -> Result<PrintJob> {
        let issued = self.issue(&[attendee.to_owned()])?;
        let language = self.letter_language()?;
        let fields: Vec<_> = issued
            .iter()
            .map(|one| ticket_fields(&self.event, one, &language))
            .collect();
        let paper = self.paper();
        let own = self.own_template("ticket")?;
        let template = own.unwrap_or_else(Template::ticket);
        let draw = move || Ok(paper.pdf(&template, &fields)?);
        let file = match issued.first() {
            Some(one) => file_name(&one.attendee.name, one.ticket.id, "pdf"),
            None => return Err(DeskError::NoValidTicket(attendee.to_owned())),
        };
        Ok(self.job(
            draw,
            "Ticket",
            &format!("ticket-{}", file.trim_end_matches(".pdf")),
        ))
    }

    /// The list of who is inside.
    ///
    /// # Errors
    /// The file can't be read, the PDF can't be made.
    pub fn inside_job(&mut self, language: &str) -> Result<PrintJob> {
        let (_, sheet) = self.inside_list(language)?;
        let paper = self.paper();
        let draw = move || Ok(paper.sheet(&sheet)?);
        let clock = format::clock(self.now(), &self.event).replace(':', "");
        Ok(self.job(draw, "Who is inside", &format!("inside-{clock}")))
    }

    /// The door card.
    ///
    /// # Errors
    /// The PDF can't be made.
    pub fn door_card_job(&mut self, language: &str) -> Result<PrintJob> {
        let card = self.door_card(language)?;
        let paper = self.paper();
        let draw = move || Ok(paper.door_card(&card)?);
        Ok(self.job(draw, "Door card", "door-card"))
    }

    /// Several guests' badges, from the built-in template or the one in `template`.
    ///
    /// # Errors
    /// There is no such guest, or nobody; the template is refused.
    pub fn badges_job(&mut self, whose: &Whose, template: Option<&Path>) -> Result<PrintJob> {
        let template = self.badge_template(template)?;
        let guests = self.whose(whose)?;
        let fields = guests.iter().map(|guest| self.badge_fields(guest));
        let fields = fields.collect::<Result<Vec<_>>>()?;
        if fields.is_empty() {
            return Err(DeskError::NoBadges);
        }
        let paper = self.paper();
        let draw = move || Ok(paper.pdf(&template, &fields)?);
        Ok(PrintJob {
            badges_of: guests.iter().map(|guest| guest.id).collect(),
            ..self.job(draw, "Badges", "badges")
        })
    }

    /// Notes in the log that badges went to the printer; anything else, and what did not get
    /// there, is not noted there.
    ///
    /// # Errors
    /// The rows can't be written.
    pub fn printed(&mut self, job: &PrintJob, answer: &PrintAnswer) -> Result<()> {
        // A practice that has ended meanwhile leaves nothing in the evening's log.
        let ours = job.event == self.event.id;
        if job.badges_of.is_empty() || !ours {
            return Ok(());
        }
        if answer.printer.is_none() {
            return self.note_badges(&job.badges_of);
        }
        let life = self.life().map_err(not_recorded)?;
        let (at, door, event) = (self.now(), self.door(), self.event.clone());
        let row = self
            .store
            .write(|conn| -> Result<Option<i64>> {
                let mut row = None;
                for id in &job.badges_of {
                    let tickets = table::ticket::of_attendee(conn, *id)?;
                    let new = NewEntry {
                        at,
                        door,
                        operator: None,
                        kind: Kind::BadgePrinted,
                        verdict: VerdictKind::Admitted,
                        means: Means::Hand,
                        ticket: tickets.first().map(|ticket| ticket.id),
                        attendee: Some(*id),
                        day: event.day_of(at),
                        member: 0,
                        entry_number: 0,
                        voids: None,
                        mode: Mode::Online,
                        digest: None,
                    };
                    row = Some(table::log::append(conn, event.id, life, new)?.row);
                }
                Ok(row)
            })
            .map_err(not_recorded)?;
        self.tell(row);
        Ok(())
    }

    /// `file`: where it goes without a printer, beside the event file and named after it.
    fn job(
        &self,
        draw: impl Fn() -> Result<Vec<u8>> + Send + 'static,
        title: &'static str,
        file: &str,
    ) -> PrintJob {
        let stem = self.path().file_stem().unwrap_or_default();
        let named = format!("{}-{file}.pdf", stem.to_string_lossy());
        PrintJob {
            draw: Box::new(draw),
            event: self.event.id,
            title,
            printer: self.printer.clone(),
            file: self.path().with_file_name(named),
            badges_of: Vec::new(),
        }
    }
}

/// The printers of this machine.
///
/// # Errors
/// The print system is there and does not answer.
pub fn printers() -> Result<Vec<PrinterView>> {
    let printers = lanyard_paper::printer::printers().map_err(DeskError::Printer)?;
    let views = printers.into_iter().map(|printer| PrinterView {
        name: if printer.title.is_empty() {
            printer.name
        } else {
            printer.title
        },
        uri: printer.uri,
        default: printer.is_default,
    });
    Ok(views.collect())
}
