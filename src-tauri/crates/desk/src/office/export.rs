//! What is written for others: the guests with their check-in times, and the log.

use std::{
    collections::HashMap,
    fs,
    io::{self, Write as _},
    path::Path,
};

use jiff::Timestamp;
use lanyard_event::{DoorId, Kind, Presence, TicketId};
use lanyard_exchange::table::{Cell, OUR_OWN, Table};
use lanyard_store::{table, table::log::Logged};

use crate::{
    Desk, DeskError, Result,
    answers::{ExportAnswer, ExportWhat, State},
    tickets::output,
};

/// How texts are written into a CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it; reading
    /// the list in again takes it away.
    #[default]
    Safe,
    /// To the letter, for other programs.
    Raw,
}

/// When somebody came and left, as the log has it.
#[derive(Clone, Copy, Debug, Default)]
struct Times {
    arrived: Option<(Timestamp, DoorId)>,
    left: Option<Timestamp>,
}

impl Desk {
    /// Writes something for others into a new file.
    ///
    /// # Errors
    /// There is a file of that name already, its ending names no format this can be written in,
    /// or it can't be written.
    pub fn export(&mut self, what: ExportWhat, to: &Path, texts: Texts) -> Result<ExportAnswer> {
        self.refresh()?;
        if to.exists() {
            return Err(DeskError::Exists(to.to_owned()));
        }
        let rows = match what {
            ExportWhat::Guests => write_table(&self.guest_table()?, to, texts)?,
            ExportWhat::Log => write_table(&self.log_table()?, to, texts)?,
            ExportWhat::Report => write_bytes(to, &self.report_pdf(None)?, 1)?,
            ExportWhat::PaperList => {
                let guests = table::attendee::count(self.store.read())?;
                write_bytes(to, &self.paper_list_pdf("en")?, guests)?
            }
            ExportWhat::Settings => write_bytes(to, self.definition().as_bytes(), 1)?,
        };
        if what != ExportWhat::Settings {
            self.home.note_paper(self.event.id, to)?;
        }
        Ok(ExportAnswer {
            file: to.display().to_string(),
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
        })
    }

    /// All guests, as a list that can be imported again.
    fn guest_table(&mut self) -> Result<Table> {
        let times = self.times()?;
        let conn = self.store.read();
        let attendees = table::attendee::list(conn)?;
        let questions = table::attendee::questions(conn)?;
        let mut columns: Vec<String> = [
            "lanyard_id",
            "name",
            "email",
            "company",
            "role",
            "ticket_type",
            "code",
            "order",
            "note",
            "status",
            "due",
            "attention",
        ]
        .into_iter()
        .chain(OUR_OWN)
        .map(str::to_owned)
        .collect();
        columns.extend(questions.iter().cloned());
        let mut guests = Table::new("Guests", columns);
        for attendee in &attendees {
            let conn = self.store.read();
            let tickets = table::ticket::of_attendee(conn, attendee.id)?;
            let ticket = tickets.iter().find(|one| crate::import::holds(one));
            let ticket = ticket.or(tickets.first());
            let code = match ticket {
                Some(ticket) => table::ticket::foreign_code(conn, ticket.id)?,
                None => None,
            };
            let order = table::attendee::order_reference(conn, attendee.id)?;
            let answers = table::attendee::answers(conn, attendee.id)?;
            let state = match self.state(attendee, &tickets)? {
                State::Expected => "expected",
                State::Inside => "inside",
                State::Left => "left",
                State::NotComing => "not_coming",
            };
            let kind = ticket.and_then(|ticket| self.event.ticket_type(ticket.ticket_type));
            let here = tickets.iter().filter_map(|ticket| times.get(&ticket.id));
            let here = here.fold(Times::default(), |all, one| Times {
                arrived: all.arrived.or(one.arrived),
                left: one.left.or(all.left),
            });
            let door = here.arrived.map(|(_, door)| self.door_name(door));
            let due = ticket.and_then(|ticket| ticket.due.as_ref());
            let mut row = vec![
                Cell::Text(attendee.id.to_string()),
                Cell::Text(attendee.name.clone()),
                Cell::Text(attendee.email.clone()),
                Cell::Text(attendee.company.clone()),
                Cell::Text(attendee.role.clone()),
                Cell::Text(kind.map(|kind| kind.name.clone()).unwrap_or_default()),
                Cell::Text(code.unwrap_or_default()),
                Cell::Text(order.unwrap_or_default()),
                Cell::Text(attendee.note.clone()),
                Cell::Text(attendee.status.word().to_owned()),
                Cell::Text(due.map(ToString::to_string).unwrap_or_default()),
                Cell::Text(attendee.attention.clone()),
                Cell::Text(state.to_owned()),
                self.time_cell(here.arrived.map(|(at, _)| at)),
                Cell::Text(door.unwrap_or_default()),
                self.time_cell(here.left.filter(|_| state == "left")),
            ];
            let mut answers: HashMap<_, _> = answers.into_iter().collect();
            let answer = |question| Cell::Text(answers.remove(question).unwrap_or_default());
            row.extend(questions.iter().map(answer));
            guests.rows.push(row);
        }
        Ok(guests)
    }

    /// The check-in log, oldest row first.
    fn log_table(&self) -> Result<Table> {
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
        let mut log = Table::new("Log", columns.map(str::to_owned).to_vec());
        let yes = |yes: bool| Cell::Text(if yes { "yes" } else { "" }.to_owned());
        for line in self.log()? {
            log.rows.push(vec![
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
        Ok(log)
    }

    /// When each ticket's people first came, and last left.
    fn times(&self) -> Result<HashMap<TicketId, Times>> {
        let mut rows: HashMap<TicketId, Vec<Logged>> = HashMap::new();
        table::log::each_after(self.store.read(), 0, |logged| {
            if let Some(ticket) = logged.entry.ticket {
                rows.entry(ticket).or_default().push(logged);
            }
            Ok(())
        })?;
        let times = rows.into_iter().map(|(ticket, rows)| {
            let presence = Presence::of(rows.iter().map(|row| &row.entry), None);
            let first = presence.arrivals().min_by_key(|entry| entry.hlc);
            let exit = rows.iter().rev().find(|row| row.entry.kind == Kind::Exit);
            let times = Times {
                arrived: first.map(|entry| (entry.at, entry.door)),
                left: exit.map(|row| row.entry.at),
            };
            (ticket, times)
        });
        Ok(times.collect())
    }

    fn time_cell(&self, at: Option<Timestamp>) -> Cell {
        at.map_or(Cell::Text(String::new()), |at| {
            Cell::Time(at.to_zoned(self.event.timezone.clone()).datetime())
        })
    }
}

fn write_table(table: &Table, to: &Path, texts: Texts) -> Result<u64> {
    let ending = to.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("csv") => {
            let file = fs::File::create_new(to).map_err(|error| output(to, error))?;
            let written = table.write_csv(file, texts == Texts::Safe);
            written.map_err(|error| output(to, error))?;
        }
        Some("xlsx") => {
            let bytes = table.xlsx().map_err(|error| output(to, error))?;
            write_bytes(to, &bytes, 0)?;
        }
        _ => return Err(DeskError::NoTableFormat(to.to_owned())),
    }
    Ok(table.rows.len() as u64)
}

fn write_bytes(to: &Path, bytes: &[u8], rows: u64) -> Result<u64> {
    write_new(to, bytes)?;
    Ok(rows)
}

/// Writes a new file.
///
/// # Errors
/// There is one of that name already, or it can't be written.
pub fn write_new(to: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => DeskError::Exists(to.to_owned()),
        _ => output(to, error),
    };
    let mut file = fs::File::create_new(to).map_err(failed)?;
    file.write_all(bytes).map_err(failed)
}

/// The word that stands for it in answers.
fn word(of: &impl serde::Serialize) -> String {
    let word = serde_json::to_value(of).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str);
    word.unwrap_or_default().to_owned()
}
