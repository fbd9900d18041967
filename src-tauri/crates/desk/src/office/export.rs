//! What is written for others: the guests with their check-in times, and the log.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use lanyard_event::Event;
use lanyard_exchange::table::{Cell, OUR_ID, OUR_ID_AS_IS, Table};
use lanyard_paper::Paper;
use lanyard_store::{Connection, Writer, table};

use super::{guest_table::guest_table, whereabouts::whereabouts};
use crate::{
    Desk, DeskError, Home, Result,
    answers::{ExportAnswer, ExportWhat},
    log,
    out::{fill_new, output, write_new},
    paper_list::paper_list,
};

/// How texts are written into a CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// For spreadsheets: a text that one would take for a formula gets an apostrophe before it;
    /// reading the list in again takes it away.
    #[default]
    Safe,
    /// To the letter, for other programs.
    Raw,
}

/// Something for others, to be written into a new file. It has a connection to the event file of
/// its own, and does not keep the desk from scanning.
pub struct ExportJob {
    writer: Writer,
    event: Event,
    home: Home,
    paper: Arc<Paper>,
    now: Timestamp,
    what: ExportWhat,
    /// What is ready to be written, where it is made quickly.
    ready: Vec<u8>,
    to: PathBuf,
    texts: Texts,
}

impl std::fmt::Debug for ExportJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The file's name may be a guest's.
        f.debug_struct("ExportJob").finish_non_exhaustive()
    }
}

impl Desk {
    /// Writes something for others into a new file.
    ///
    /// # Errors
    /// There is a file of that name already, its ending names no format this can be written in,
    /// or it can't be written.
    pub fn export(&mut self, what: ExportWhat, to: &Path, texts: Texts) -> Result<ExportAnswer> {
        self.export_job(what, to, texts)?.run()
    }

    /// Something to be written into a new file without this desk, since it may take its time.
    ///
    /// # Errors
    /// There is a file of that name already; the event file can't be opened again.
    pub fn export_job(&mut self, what: ExportWhat, to: &Path, texts: Texts) -> Result<ExportJob> {
        self.refresh()?;
        if to.exists() {
            return Err(DeskError::Exists(to.to_owned()));
        }
        let ready = match what {
            ExportWhat::Guests | ExportWhat::Log | ExportWhat::PaperList => Vec::new(),
            ExportWhat::Report => self.report_pdf(None)?,
            ExportWhat::Settings => self.definition().into_bytes(),
        };
        Ok(ExportJob {
            writer: self.store.writer()?,
            event: self.event.clone(),
            home: self.home.clone(),
            paper: self.paper(),
            now: self.now(),
            what,
            ready,
            to: to.to_owned(),
            texts,
        })
    }
}

impl ExportJob {
    /// Writes it, as the event file is at one moment.
    ///
    /// # Errors
    /// Those of [`Desk::export`].
    pub fn run(&self) -> Result<ExportAnswer> {
        let rows = self.writer.read_at_once(|conn| match self.what {
            ExportWhat::Guests => self.write_table(&self.guests(conn)?),
            ExportWhat::Log => self.write_table(&log_table(conn, &self.event)?),
            ExportWhat::PaperList => {
                write_new(&self.to, &self.paper_list(conn)?)?;
                Ok(table::attendee::count(conn)?)
            }
            ExportWhat::Report | ExportWhat::Settings => {
                write_new(&self.to, &self.ready)?;
                Ok(1)
            }
        })?;
        if self.what != ExportWhat::Settings {
            self.home.note_paper(self.event.id, &self.to)?;
        }
        Ok(ExportAnswer {
            file: self.to.display().to_string(),
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
        })
    }

    fn guests(&self, conn: &Connection) -> Result<Table> {
        let guarded = self.texts == Texts::Safe && self.ending() == "csv";
        let id_title = if guarded { OUR_ID } else { OUR_ID_AS_IS };
        guest_table(conn, &self.event, self.now, id_title)
    }

    fn paper_list(&self, conn: &Connection) -> Result<Vec<u8>> {
        let tickets = table::ticket::list(conn)?;
        let here = whereabouts(conn, &self.event, &tickets, self.now)?;
        let here = |ticket| {
            let here = here.get(&ticket)?;
            Some((here.state?, here.inside))
        };
        let sheet = paper_list(conn, &self.event, self.now, "en", here)?;
        Ok(self.paper.sheet(&sheet)?)
    }

    fn ending(&self) -> String {
        let ending = self.to.extension().unwrap_or_default();
        ending.to_string_lossy().to_ascii_lowercase()
    }

    fn write_table(&self, table: &Table) -> Result<u64> {
        match self.ending().as_str() {
            "csv" => {
                let safe = self.texts == Texts::Safe;
                fill_new(&self.to, |file| table.write_csv(file, safe))?;
            }
            "xlsx" => {
                let bytes = table.xlsx().map_err(|error| output(&self.to, error))?;
                write_new(&self.to, &bytes)?;
            }
            _ => return Err(DeskError::NoTableFormat(self.to.clone())),
        }
        Ok(table.rows.len() as u64)
    }
}

/// The check-in log, oldest row first.
fn log_table(conn: &Connection, event: &Event) -> Result<Table> {
    let columns = [
        "row",
        "at",
        "door",
        "what",
        "verdict",
        "name",
        "by_hand",
        "reason",
        "taken_back",
    ];
    let mut table = Table::new("Log", columns.map(str::to_owned).to_vec());
    let yes = |yes: bool| Cell::Text(if yes { "yes" } else { "" }.to_owned());
    for line in log::whole(conn, event)? {
        table.rows.push(vec![
            Cell::Number(line.row.into()),
            Cell::Text(line.at),
            Cell::Text(line.door),
            Cell::Text(word(&line.kind)),
            Cell::Text(word(&line.verdict)),
            Cell::Text(line.name.unwrap_or_default()),
            yes(line.by_hand),
            Cell::Text(line.text.unwrap_or_default()),
            yes(line.voided),
        ]);
    }
    Ok(table)
}

/// The word that stands for it in answers.
fn word(of: &impl serde::Serialize) -> String {
    let word = serde_json::to_value(of).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str);
    word.unwrap_or_default().to_owned()
}
