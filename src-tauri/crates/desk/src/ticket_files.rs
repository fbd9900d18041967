//! Tickets as files: what they look like, and a folder of them that can be gone on with.

use std::{
    collections::{HashSet, hash_map::DefaultHasher},
    fs,
    hash::{Hash, Hasher},
    io::{BufWriter, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use any_ascii::any_ascii;
use jiff::Timestamp;
use lanyard_event::{AttendeeId, Event, TicketState};
use lanyard_exchange::table::guarded;
use lanyard_paper::{Fields, LineupLine, Logo, Paper, PaperError, Template};
use lanyard_store::table;

use crate::{
    Desk, DeskError, Home, IssuedTicket, Result, TicketFormat,
    answers::TicketOrder,
    import::comes,
    out::{PART, output, replace},
    ticket_folder::{self, Row, take_away},
    tickets::{calendar_entry, file_name, in_order, in_parallel, ticket_fields},
};

/// How wide a ticket's picture is: at A5 and A4 sharp enough to be printed and scanned.
const PNG_WIDTH: u32 = 1240;

/// After so many tickets the list of them is written again: so many at most are drawn twice where
/// a drawing was killed.
const LISTED_EVERY: usize = 500;

/// The file that holds all tickets.
pub(crate) const ONE_FILE: &str = "tickets.pdf";

/// What tickets are drawn as.
#[derive(Clone, Debug)]
pub struct TicketFiles {
    /// What each file is.
    pub format: TicketFormat,
    /// Which of the built-in tickets.
    pub paper: TicketPaper,
    /// The organiser's own ticket in its place: an SVG with marks.
    pub template: Option<PathBuf>,
    /// One PDF for all, in the order of their names.
    pub one_file: bool,
    /// In which language, `de`; `None`: that of the letters.
    pub language: Option<String>,
}

/// The size of a built-in ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TicketPaper {
    /// To be printed at home: the ticket, the evening and the way there on one page.
    #[default]
    A4,
    /// Small, to be handed out or kept on a phone.
    A6,
}

impl From<TicketFormat> for TicketFiles {
    fn from(format: TicketFormat) -> Self {
        Self {
            format,
            paper: TicketPaper::default(),
            template: None,
            one_file: false,
            language: None,
        }
    }
}

impl TicketOrder {
    /// What the tickets are drawn as.
    ///
    /// # Errors
    /// [`DeskError::NoTicketFormat`].
    pub fn files(&self) -> Result<TicketFiles> {
        let format = match self.format.as_str() {
            "pdf" => TicketFormat::Pdf,
            "png" => TicketFormat::Png,
            "svg" => TicketFormat::Svg,
            "ics" => TicketFormat::Ics,
            other => return Err(DeskError::NoTicketFormat(other.to_owned())),
        };
        let paper = match self.paper.as_str() {
            "a6" => TicketPaper::A6,
            _ => TicketPaper::A4,
        };
        Ok(TicketFiles {
            format,
            paper,
            template: None,
            one_file: self.one_file,
            language: None,
        })
    }
}

/// Tickets to be drawn into a folder. It is done without a desk, since it takes its time and the
/// door goes on.
pub struct TicketJob {
    format: TicketFormat,
    one_file: bool,
    folder: PathBuf,
    home: Home,
    template: Template,
    paper: Arc<Paper>,
    event: Event,
    language: String,
    at: Timestamp,
    drawn: Vec<Drawn>,
    /// They are everybody's.
    all: bool,
    /// Rows of the folder's manifest whose tickets still hold.
    listed: Vec<Row>,
}

/// What drawing tickets into a folder did.
#[derive(Clone, Debug)]
pub struct DrawnTickets {
    /// The files' names in the order in which the tickets were issued.
    pub files: Vec<String>,
    /// How many files of tickets that are none any more were taken away.
    pub taken_away: usize,
}

impl std::fmt::Debug for TicketJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TicketJob").finish_non_exhaustive()
    }
}

/// A ticket as it is drawn.
struct Drawn {
    ticket: IssuedTicket,
    fields: Fields,
    file: String,
    /// What tells that a file which is there was made from the same.
    mark: String,
    done: AtomicBool,
}

impl Drawn {
    fn is_done(&self) -> bool {
        self.done.load(Ordering::Relaxed)
    }
}

impl Desk {
    /// Issued tickets, to be drawn into a folder.
    ///
    /// # Errors
    /// The template is refused or asks a question that no list has; the file can't be read.
    pub fn ticket_job(
        &mut self,
        issued: Vec<IssuedTicket>,
        files: impl Into<TicketFiles>,
        folder: &Path,
    ) -> Result<TicketJob> {
        let files = files.into();
        let template = self.ticket_template(&files)?;
        let asked = self.questions_of(&template)?;
        let logo = self.logo()?;
        let all = issued.len() >= self.to_be_drawn()?.len();
        let language = match &files.language {
            Some(language) => language.clone(),
            None => self.letter_language()?,
        };
        let mut drawn = Vec::with_capacity(issued.len());
        for ticket in issued {
            let mut fields = ticket_fields(&self.event, &ticket, &language).with_logo(logo.clone());
            if asked {
                fields = self.with_answers(fields, ticket.attendee.id)?;
            }
            drawn.push(Drawn::of(ticket, fields, &files, &template));
        }
        Ok(TicketJob {
            format: files.format,
            one_file: files.one_file && files.format == TicketFormat::Pdf,
            folder: folder.to_owned(),
            home: self.home.clone(),
            template,
            paper: self.paper(),
            event: self.event.clone(),
            language,
            at: self.now(),
            drawn,
            all,
            listed: self.listed_in(folder)?,
        })
    }

    /// The rows of a folder's manifest whose tickets still hold, of guests who come.
    fn listed_in(&self, folder: &Path) -> Result<Vec<Row>> {
        let conn = self.store.read();
        let mut listed = Vec::new();
        for row in ticket_folder::listed(folder) {
            let Ok(id) = row[0].parse() else { continue };
            // Who said no has a ticket that holds, and comes to no door.
            if !table::attendee::by_id(conn, id)?.is_some_and(|guest| comes(guest.status)) {
                continue;
            }
            for ticket in table::ticket::of_attendee(conn, id)? {
                let code = table::ticket::code(conn, ticket.id)?;
                if ticket.state == TicketState::Valid && code.as_ref() == Some(&row[2]) {
                    listed.push(row);
                    break;
                }
            }
        }
        Ok(listed)
    }

    /// Draws issued tickets into a folder: [`TicketJob::draw`].
    ///
    /// # Errors
    /// Those of [`Desk::ticket_job`] and [`TicketJob::draw`].
    pub fn draw_tickets(
        &mut self,
        issued: &[IssuedTicket],
        files: impl Into<TicketFiles>,
        folder: &Path,
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<DrawnTickets> {
        self.ticket_job(issued.to_vec(), files, folder)?
            .draw(progress)
    }

    /// The template that was named, else the event's own, else a built-in one.
    fn ticket_template(&self, files: &TicketFiles) -> Result<Template> {
        if let Some(path) = &files.template {
            let text = crate::chosen::read_text(path)?;
            return template("ticket", &text);
        }
        if let Some(own) = self.own_template("ticket")? {
            return Ok(own);
        }
        Ok(match files.paper {
            TicketPaper::A4 => Template::ticket(),
            TicketPaper::A6 => Template::ticket_a6(),
        })
    }

    /// The organiser's own template of `ticket` or `badge`, where there is one.
    pub(crate) fn own_template(&self, paper: &str) -> Result<Option<Template>> {
        let svg = table::template::of(self.store.read(), paper)?;
        svg.map(|svg| template(paper, &svg)).transpose()
    }

    /// Whether a template asks questions; all of them must be the list's.
    fn questions_of(&self, template: &Template) -> Result<bool> {
        let asked = template.questions();
        if asked.is_empty() {
            return Ok(false);
        }
        let known = table::question::titles(self.store.read())?;
        let is_known = |question: &str| {
            let mut known = known.iter().map(|known| lanyard_exchange::fold(known));
            known.any(|known| known == question)
        };
        match asked.iter().find(|question| !is_known(question)) {
            Some(question) => Err(DeskError::NoSuchQuestion {
                title: (*question).to_owned(),
                have: crate::format::list(known.iter().map(String::as_str)),
            }),
            None => Ok(true),
        }
    }

    /// The fields with what a guest answered.
    pub(crate) fn with_answers(&self, fields: Fields, guest: AttendeeId) -> Result<Fields> {
        let answers = table::answer::of(self.store.read(), guest)?;
        Ok(answered(fields, &answers))
    }

    /// The event's logo, where it has one.
    pub(crate) fn logo(&self) -> Result<Option<Logo>> {
        let file = table::event::logo(self.store.read())?;
        Ok(file.map(|file| Logo::new(&file)).transpose()?)
    }
}

/// The fields with answers, by question.
pub(crate) fn answered(fields: Fields, answers: &[(String, String)]) -> Fields {
    let with =
        |fields: Fields, (question, text): &(String, String)| fields.with_answer(question, text);
    answers.iter().fold(fields, with)
}

/// A template of `ticket` or `badge`.
pub(crate) fn template(paper: &str, svg: &str) -> Result<Template> {
    let template = match paper {
        "ticket" => Template::parse_ticket(svg),
        _ => Template::parse(svg),
    };
    Ok(template.map_err(PaperError::from)?)
}

impl Drawn {
    fn of(ticket: IssuedTicket, fields: Fields, files: &TicketFiles, template: &Template) -> Self {
        let mut hasher = DefaultHasher::new();
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        template.source().hash(&mut hasher);
        fields.hash(&mut hasher);
        let extension = files.format.extension();
        Self {
            file: file_name(&ticket.attendee.name, ticket.ticket.id, extension),
            mark: format!("{:016x}", hasher.finish()),
            done: AtomicBool::new(false),
            ticket,
            fields,
        }
    }
}

impl TicketJob {
    /// How many tickets.
    pub fn len(&self) -> usize {
        self.drawn.len()
    }

    /// Whether there is nobody to draw a ticket for.
    pub fn is_empty(&self) -> bool {
        self.drawn.is_empty()
    }

    /// Draws them, with a `manifest.csv` that lists them beside those that lie there already;
    /// `progress` is told how many are done and may stop it. Files that it listed before and lists
    /// no more are taken away.
    ///
    /// A ticket whose file is there, and is listed as made from the same, is not drawn again.
    /// Files are whole or not there. A folder that was stopped at has a manifest of what is done.
    ///
    /// # Errors
    /// A file can't be written; [`DeskError::Stopped`].
    pub fn draw(
        mut self,
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<DrawnTickets> {
        fs::create_dir_all(&self.folder).map_err(|error| output(&self.folder, error))?;
        // Before anything is written, so that an erasure finds it whatever happens meanwhile.
        let is_new = self.home.note_paper(self.event.id, &self.folder)?;
        if self.all {
            self.home.begin_drawing(self.event.id, &self.folder)?;
        }
        let before = ticket_folder::listed(&self.folder);
        let outcome = match self.one_file {
            true => self.draw_book(progress),
            false => self.draw_each(progress),
        };
        if outcome.is_err() && is_new && !self.drawn.iter().any(Drawn::is_done) {
            self.home.forget_paper(self.event.id, &self.folder)?;
            self.home.end_drawing(self.event.id)?;
        }
        if outcome.is_ok() && self.all {
            self.home.end_drawing(self.event.id)?;
        }
        let taken_away = match &outcome {
            Ok(()) | Err(DeskError::Stopped { .. }) => take_away(&self.folder, &before)?,
            Err(_) => 0,
        };
        outcome?;
        Ok(DrawnTickets {
            files: self.drawn.into_iter().map(|one| one.file).collect(),
            taken_away,
        })
    }

    /// A file each. Those that are not done are dropped.
    fn draw_each(&mut self, progress: &mut dyn FnMut(usize) -> ControlFlow<()>) -> Result<()> {
        let total = self.drawn.len();
        let known = ticket_folder::made_from(&self.folder);
        for one in &mut self.drawn {
            let is_listed = known.get(&one.file) == Some(&one.mark);
            *one.done.get_mut() = is_listed && self.folder.join(&one.file).is_file();
        }
        let waiting: Vec<_> = self.drawn.iter().filter(|one| !one.is_done()).collect();
        let before = total - waiting.len();
        let (paper, folder) = (&self.paper, &self.folder);
        let stencil = paper.stencil(&self.template);
        let draw = |one: &&Drawn| -> Result<()> {
            let bytes = match self.format {
                TicketFormat::Pdf => stencil.pdf(&one.fields)?,
                TicketFormat::Png => paper.png(&self.template, &one.fields, PNG_WIDTH)?,
                TicketFormat::Svg => paper.svg(&self.template, &one.fields)?.into_bytes(),
                TicketFormat::Ics => {
                    calendar_entry(&self.event, &one.ticket.ticket, &self.language, self.at)
                        .into_bytes()
                }
            };
            replace(&folder.join(&one.file), &bytes)?;
            one.done.store(true, Ordering::Relaxed);
            Ok(())
        };
        // What was drawn is gone on with, whatever ends it.
        let mut listed = Ok(());
        let outcome = in_parallel(&waiting, draw, &mut |done| {
            if done % LISTED_EVERY == 0 {
                listed = write_manifest(&self.drawn, &self.listed, folder);
            }
            match listed {
                Ok(()) => progress(before + done),
                Err(_) => ControlFlow::Break(()),
            }
        });
        drop(stencil);
        let listed = listed.and_then(|()| write_manifest(&self.drawn, &self.listed, folder));
        self.drawn.retain(Drawn::is_done);
        match outcome {
            Ok(_) => listed,
            Err(DeskError::Stopped { .. }) => listed.and(Err(DeskError::Stopped {
                done: self.drawn.len(),
                total,
            })),
            Err(error) => Err(error),
        }
    }

    fn draw_book(&mut self, progress: &mut dyn FnMut(usize) -> ControlFlow<()>) -> Result<()> {
        let Self {
            drawn,
            template,
            folder,
            paper,
            event,
            listed,
            ..
        } = self;
        drawn.sort_by_cached_key(|one| (sort_key(&one.ticket.attendee.name), one.ticket.ticket.id));
        let stencil = paper.stencil(template);
        let path = folder.join(ONE_FILE);
        let part = folder.join(format!("{ONE_FILE}{PART}"));
        let file = fs::File::create(&part).map_err(|error| output(&part, error))?;
        let total = drawn.len();
        let draw = || -> Result<()> {
            let mut book = stencil.book(BufWriter::new(file), &event.name)?;
            let mut done = 0;
            let page = |one: &Drawn| Ok(stencil.page(&one.fields)?);
            in_order(drawn, page, |page| {
                book.add(&page)?;
                done += 1;
                match progress(done) {
                    ControlFlow::Continue(()) => Ok(()),
                    ControlFlow::Break(()) => Err(DeskError::Stopped { done: 0, total }),
                }
            })?;
            let mut out = book.finish()?;
            out.flush().map_err(|error| output(&part, error))
        };
        let drawn_whole =
            draw().and_then(|()| fs::rename(&part, &path).map_err(|error| output(&path, error)));
        if let Err(error) = drawn_whole {
            // Half a PDF is of no use; that it stays is none either.
            let _ = fs::remove_file(&part);
            return Err(match error {
                DeskError::Paper(PaperError::Write(error)) => output(&path, error),
                error => error,
            });
        }
        for one in drawn.iter_mut() {
            ONE_FILE.clone_into(&mut one.file);
            *one.done.get_mut() = true;
        }
        write_manifest(drawn, listed, folder)
    }
}

/// What a ticket says about the evening's lineup.
pub(crate) fn lineup(event: &Event) -> Vec<LineupLine> {
    let slots = event.lineup.slots().iter();
    let line = |slot: &lanyard_event::Slot| {
        let speakers: Vec<_> = slot.speakers.iter().map(|one| one.name.as_str()).collect();
        LineupLine {
            time: crate::format::clock(slot.starts.timestamp(), event),
            title: slot.title.clone(),
            speakers: speakers.join(", "),
        }
    };
    slots.map(line).collect()
}

/// By which names are sorted: as they are listed, whatever the accents and the script.
pub(crate) fn sort_key(name: &str) -> String {
    // Nobody looks for a name under what a picture before it is called.
    let words = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let latin = any_ascii(if words.is_empty() { name } else { words }).to_uppercase();
    let from = latin.find(|c: char| c.is_ascii_alphanumeric());
    latin[from.unwrap_or(0)..].to_owned()
}

/// Lists what is done, behind what was listed before and lies there still.
fn write_manifest(drawn: &[Drawn], listed: &[Row], folder: &Path) -> Result<()> {
    let drawn: Vec<_> = drawn.iter().filter(|one| one.is_done()).collect();
    let codes: HashSet<_> = drawn.iter().map(|one| one.ticket.code.as_str()).collect();
    let files: HashSet<_> = drawn.iter().map(|one| one.file.as_str()).collect();
    let stays = |[_, _, code, file]: &&Row| {
        !codes.contains(code.as_str())
            && !files.contains(file.as_str())
            && folder.join(file).is_file()
    };
    let others: Vec<&Row> = listed.iter().filter(stays).collect();
    let manifest = drawn.iter().map(|one| {
        let attendee = &one.ticket.attendee;
        let id = attendee.id.to_string();
        [
            id,
            // People look through it in a spreadsheet.
            guarded(&attendee.name),
            one.ticket.code.clone(),
            one.file.clone(),
        ]
    });
    let manifest = others.iter().map(|row| (*row).clone()).chain(manifest);
    let known = ticket_folder::made_from(folder);
    let made_from = drawn.iter().map(|one| [one.file.clone(), one.mark.clone()]);
    let before = others.iter().filter_map(|[_, _, _, file]| {
        let mark = known.get(file)?;
        Some([file.clone(), mark.clone()])
    });
    ticket_folder::write(folder, manifest, before.chain(made_from))
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn names_are_sorted_by_their_letters() {
        for (name, key) in [
            ("🎉 Party Person", "PARTY PERSON"),
            ("“Quoted” Quentin", "QUOTED\" QUENTIN"),
            ("Ægir", "AEGIR"),
            ("🎉", "TADA:"),
        ] {
            assert_eq!(sort_key(name), key);
        }
    }
}
