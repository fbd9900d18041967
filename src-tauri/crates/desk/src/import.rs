use std::{collections::HashMap, path::Path};

use lanyard_event::{
    Attendee, AttendeeId, BadgeId, Clock, Event, OrderId, Rng, Status, Ticket, TicketId,
    TicketState, TicketType,
};
use lanyard_exchange::{
    fold,
    list::{Field, Format, ListReader, Mapping, Record, Rejected},
};
use lanyard_store::{
    Connection, table,
    table::attendee::{Listed, Origin},
};
use sha2::{Digest, Sha256};

use crate::{
    Desk, DeskError, Result,
    answers::{ImportAnswer, RejectedRow},
    format,
};

impl Desk {
    /// Takes an attendee list in: the good rows go in, all at once, and the bad ones are reported.
    /// A row that says what it said before changes nothing. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// The list can't be read, or the event file can't be written; then nothing has changed.
    pub fn import(&mut self, list: &Path, map: &[Mapping], dry_run: bool) -> Result<ImportAnswer> {
        self.refresh()?;
        let mut reader = ListReader::open(list, map)?;
        let (event, clock, rng) = (self.event.clone(), self.clock.clone(), self.rng.clone());
        let work = |conn: &Connection| -> Result<ImportAnswer> {
            let import = Import::begin(conn, &event, clock.as_ref(), rng.as_ref(), &reader)?;
            import.run(&mut reader, dry_run)
        };
        if dry_run {
            return self.store.rehearse(work);
        }
        self.change(work)
    }
}

impl Desk {
    /// Puts the lineup of a TOML file (its `[[slot]]` tables) in the place of the one there is,
    /// and gives how many slots it has.
    ///
    /// # Errors
    /// The file is refused, with line and reason; then nothing has changed.
    pub fn import_lineup(&mut self, file: &Path) -> Result<usize> {
        let text = crate::desk::read_text(file)?;
        let lineup = lanyard_exchange::definition::parse_lineup(&text, &self.event);
        let lineup = lineup.map_err(|error| DeskError::Definition {
            path: file.to_owned(),
            error,
        })?;
        self.change(|conn| Ok(table::event::replace_lineup(conn, lineup.slots())?))?;
        Ok(self.event.lineup.slots().len())
    }
}

struct Import<'a> {
    conn: &'a Connection,
    event: &'a Event,
    clock: &'a dyn Clock,
    rng: &'a dyn Rng,
    id: i64,
    format: Format,
    /// The fields that this list says something about.
    fields: Vec<Field>,
    questions: Vec<String>,
    /// On which line of this list each origin stands.
    lines: HashMap<String, u64>,
    /// On which line of this list each code stands.
    codes: HashMap<String, u64>,
    /// How often each name without an e-mail stood in this list so far.
    namesakes: HashMap<String, u64>,
    answer: ImportAnswer,
}

/// What became of a row.
enum Outcome {
    Added,
    Updated,
    Unchanged,
}

/// Why a row is not taken.
#[derive(Debug, thiserror::Error)]
enum NotTaken {
    #[error("the code {code} stands on line {line} already")]
    SameCode { code: String, line: u64 },
    #[error("the same guest stands on line {0} already")]
    SameGuest(u64),
    #[error("the code belongs to another guest already")]
    CodeTaken,
    #[error(transparent)]
    Row(Rejected),
    #[error(transparent)]
    TicketType(DeskError),
    /// Not the row's fault: the whole import fails.
    #[error(transparent)]
    Failed(DeskError),
}

impl<E: Into<DeskError>> From<E> for NotTaken {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl<'a> Import<'a> {
    fn begin(
        conn: &'a Connection,
        event: &'a Event,
        clock: &'a dyn Clock,
        rng: &'a dyn Rng,
        reader: &ListReader,
    ) -> Result<Self> {
        let format = reader.format();
        let source = format.word();
        let import = table::import::Import {
            at: clock.now(),
            format: source.to_owned(),
            rows: 0,
        };
        Ok(Self {
            id: table::import::insert(conn, &import)?,
            conn,
            event,
            clock,
            rng,
            format,
            fields: Field::ALL
                .into_iter()
                .filter(|field| reader.has(*field))
                .collect(),
            questions: reader.questions().map(str::to_owned).collect(),
            lines: HashMap::new(),
            codes: HashMap::new(),
            namesakes: HashMap::new(),
            answer: ImportAnswer {
                format: source.to_owned(),
                rows: 0,
                added: 0,
                updated: 0,
                unchanged: 0,
                rejected: Vec::new(),
                dry_run: false,
            },
        })
    }

    fn run(mut self, reader: &mut ListReader, dry_run: bool) -> Result<ImportAnswer> {
        while let Some(row) = reader.next_row()? {
            self.answer.rows += 1;
            let line = match &row {
                Ok(record) => record.line,
                Err(rejected) => rejected.line,
            };
            let taken = match row {
                Ok(record) => self.take(&record),
                Err(rejected) => Err(NotTaken::Row(rejected)),
            };
            match taken {
                Ok(Outcome::Added) => self.answer.added += 1,
                Ok(Outcome::Updated) => self.answer.updated += 1,
                Ok(Outcome::Unchanged) => self.answer.unchanged += 1,
                Err(NotTaken::Failed(error)) => return Err(error),
                Err(why) => self.answer.rejected.push(RejectedRow {
                    line: u32::try_from(line).unwrap_or(u32::MAX),
                    reason: why.to_string(),
                }),
            }
        }
        let ImportAnswer {
            rows,
            added,
            updated,
            ..
        } = self.answer;
        let counted = [rows, added, updated].map(u64::from);
        table::import::finish(self.conn, self.id, counted)?;
        self.answer.dry_run = dry_run;
        Ok(self.answer)
    }

    fn take(&mut self, record: &Record) -> std::result::Result<Outcome, NotTaken> {
        let kind = self.ticket_type(record)?;
        let digest = digest(record, &self.fields, &self.questions);
        let origin = self.origin(record, &digest);
        let code = code(record);
        if let Some(code) = code
            && let Some(line) = self.codes.get(code)
        {
            return Err(NotTaken::SameCode {
                code: code.to_owned(),
                line: *line,
            });
        }
        if let Some(line) = self.lines.get(&origin.key) {
            return Err(NotTaken::SameGuest(*line));
        }
        let known = self.known(record, &origin)?;
        let holder = match code {
            None => None,
            Some(code) => table::ticket::by_foreign_code(self.conn, code)?,
        };
        if let Some(holder) = holder
            && known.as_ref().map(|known| known.id) != Some(holder.attendee)
        {
            return Err(NotTaken::CodeTaken);
        }
        self.lines.insert(origin.key.clone(), record.line);
        if let Some(code) = code {
            self.codes.insert(code.to_owned(), record.line);
        }
        match known {
            Some(known) if known.digest == digest => Ok(Outcome::Unchanged),
            Some(known) => {
                let changed = self.update(known.id, record, &kind)?;
                // A guest of another list stays as that list knows them.
                if self.format == Format::Plain {
                    table::attendee::set_digest(self.conn, known.id, &digest)?;
                }
                Ok(if changed {
                    Outcome::Updated
                } else {
                    Outcome::Unchanged
                })
            }
            None => {
                self.add(record, &origin, &digest, &kind)?;
                Ok(Outcome::Added)
            }
        }
    }

    fn ticket_type(&self, record: &Record) -> std::result::Result<TicketType, NotTaken> {
        ticket_type(self.event, &record.ticket_type)
            .cloned()
            .map_err(NotTaken::TicketType)
    }

    /// Whom this row is about, if they are on the list already.
    fn known(&self, record: &Record, origin: &Origin) -> Result<Option<Listed>> {
        if let Ok(id) = record.lanyard_id.parse()
            && table::attendee::by_id(self.conn, id)?.is_some()
        {
            let digest = Vec::new();
            return Ok(Some(Listed { id, digest }));
        }
        Ok(table::attendee::by_origin(self.conn, origin)?)
    }

    /// Who this row is about: the id of our own exports, else its code, else e-mail and name. Someone with a name alone is only
    /// recognised when the whole row is the same, because a name is no identity.
    fn origin(&mut self, record: &Record, digest: &[u8]) -> Origin {
        let name = fold(&record.name);
        let key = if !record.lanyard_id.is_empty() {
            format!("id:{}", record.lanyard_id)
        } else if let Some(code) = code(record) {
            format!("code:{code}")
        } else if record.email.is_empty() {
            let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            let nth = self.namesakes.entry(digest.clone()).or_default();
            *nth += 1;
            format!("name:{name}|{digest}|{nth}")
        } else {
            format!("email:{}|{name}", fold(&record.email))
        };
        Origin {
            source: self.format.word().to_owned(),
            key,
        }
    }

    fn add(
        &self,
        record: &Record,
        origin: &Origin,
        digest: &[u8],
        kind: &TicketType,
    ) -> Result<()> {
        let attendee = Attendee {
            id: AttendeeId::new(self.clock.now(), self.rng),
            name: record.name.clone(),
            email: record.email.clone(),
            company: record.company.clone(),
            role: record.role.clone(),
            status: record.status,
            note: record.note.clone(),
            attention: record.attention.clone(),
            badge: BadgeId::new(self.rng),
        };
        table::attendee::insert(self.conn, &attendee, origin, digest, Some(self.id))?;
        let ticket = Ticket {
            due: record.due.clone(),
            ..new_ticket(attendee.id, kind, self.rng)
        };
        table::ticket::insert(self.conn, &ticket, code(record))?;
        self.set_order_and_answers(attendee.id, record)?;
        Ok(())
    }

    /// Writes what the list says now, and gives whether that is anything new.
    fn update(&self, id: AttendeeId, record: &Record, kind: &TicketType) -> Result<bool> {
        let Some(before) = table::attendee::by_id(self.conn, id)? else {
            return Ok(false);
        };
        let now =
            |field, new: &String, old: &String| if self.says(field) { new } else { old }.clone();
        let attendee = Attendee {
            id,
            name: record.name.clone(),
            email: now(Field::Email, &record.email, &before.email),
            company: now(Field::Company, &record.company, &before.company),
            role: now(Field::Role, &record.role, &before.role),
            status: if self.says(Field::Status) {
                record.status
            } else {
                before.status
            },
            note: now(Field::Note, &record.note, &before.note),
            attention: now(Field::Attention, &record.attention, &before.attention),
            badge: before.badge,
        };
        let mut changed = attendee != before;
        table::attendee::update(self.conn, &attendee)?;
        let tickets = table::ticket::of_attendee(self.conn, id)?;
        if let Some(before) = tickets.into_iter().find(holds) {
            let mut ticket = before.clone();
            if !record.ticket_type.is_empty() && ticket.ticket_type != kind.id {
                (ticket.ticket_type, ticket.admits) = (kind.id, kind.admits);
            }
            if self.says(Field::Due) {
                ticket.due.clone_from(&record.due);
            }
            changed |= ticket != before;
            table::ticket::update(self.conn, &ticket)?;
            if self.says(Field::Code) {
                let old = table::ticket::foreign_code(self.conn, ticket.id)?;
                let new = code(record);
                changed |= old.as_deref() != new;
                table::ticket::set_foreign_code(self.conn, ticket.id, new)?;
            }
        }
        changed |= self.set_order_and_answers(id, record)?;
        Ok(changed)
    }

    fn set_order_and_answers(&self, id: AttendeeId, record: &Record) -> Result<bool> {
        let mut changed = false;
        if self.says(Field::Order) {
            let before = table::attendee::order_reference(self.conn, id)?;
            changed |= before.unwrap_or_default() != record.order;
            let order = if record.order.is_empty() {
                None
            } else {
                let new = OrderId::new(self.clock.now(), self.rng);
                Some(table::attendee::order(self.conn, &record.order, new)?)
            };
            table::attendee::set_order(self.conn, id, order)?;
        }
        let before = table::attendee::answers(self.conn, id)?;
        for (question, answer) in self.questions.iter().zip(&record.answers) {
            let old = before.iter().find(|(title, _)| title == question);
            if old.map_or("", |(_, answer)| answer) != answer {
                changed = true;
                table::attendee::set_answer(self.conn, id, question, answer)?;
            }
        }
        Ok(changed)
    }

    fn says(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }
}

/// The ticket type of this name; without a name, the first.
pub(crate) fn ticket_type<'e>(event: &'e Event, name: &str) -> Result<&'e TicketType> {
    let found = match name {
        "" => event.ticket_types.first(),
        name => event.ticket_type_named(name),
    };
    found.ok_or_else(|| DeskError::NoSuchTicketType {
        name: name.to_owned(),
        have: format::list(event.ticket_types.iter().map(|kind| kind.name.as_str())),
    })
}

/// A ticket of this type for a guest.
pub(crate) fn new_ticket(attendee: AttendeeId, kind: &TicketType, rng: &dyn Rng) -> Ticket {
    Ticket {
        id: TicketId::new(rng),
        attendee,
        ticket_type: kind.id,
        admits: kind.admits,
        state: TicketState::Valid,
        due: None,
    }
}

fn code(record: &Record) -> Option<&str> {
    record.codes.first().map(String::as_str)
}

pub(crate) fn holds(ticket: &Ticket) -> bool {
    ticket.state == TicketState::Valid
}

/// Half a SHA-256 of all that the row says, and about what; each part is led by its length.
fn digest(record: &Record, fields: &[Field], questions: &[String]) -> Vec<u8> {
    let Record {
        line: _,
        name,
        email,
        company,
        role,
        ticket_type,
        codes,
        source_id: _,
        order,
        note,
        status,
        due,
        lanyard_id: _,
        companions: _,
        attention,
        answers,
    } = record;
    let status: &Status = status;
    let due = due.as_ref().map(ToString::to_string).unwrap_or_default();
    let own = [
        name.as_str(),
        email,
        company,
        role,
        ticket_type,
        codes.first().map_or("", String::as_str),
        order,
        note,
        status.word(),
        &due,
        attention,
    ];
    let mut hash = Sha256::new();
    let all = own
        .into_iter()
        .chain(fields.iter().map(|field| field.word()))
        .chain(questions.iter().map(String::as_str))
        .chain(answers.iter().map(String::as_str));
    for part in all {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()[..16].to_vec()
}
