//! The rows of a list, read in a thread of its own: who each is about, and a digest of what it
//! says.

use std::{
    path::Path,
    sync::mpsc::{Receiver, sync_channel},
    thread,
};

use lanyard_event::{Event, Status, TicketType};
use lanyard_exchange::{
    fold,
    list::{Field, Format, ListError, ListReader, Mapping, Record, Rejected},
};
use lanyard_store::table::attendee::Origin;
use sha2::{Digest, Sha256};

use super::ticket_type;
use crate::{DeskError, Result};

/// How many rows go from thread to thread at once, and how many of those are on their way.
const BATCH: usize = 256;
const ON_THE_WAY: usize = 8;

/// What a list is, and what it says something about.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) format: Format,
    pub(super) questions: Vec<String>,
    /// The fields that this list says something about.
    fields: Vec<Field>,
    /// What tells it from another list of its source.
    pub(super) mark: String,
}

impl Plan {
    fn of(reader: &ListReader) -> Self {
        let says = |field: &Field| reader.has(*field);
        let fields: Vec<_> = Field::ALL.into_iter().filter(says).collect();
        let questions: Vec<_> = reader.questions().map(str::to_owned).collect();
        Self {
            format: reader.format(),
            // Two spreadsheets of different columns are two lists. A service has one list of an
            // event, whatever columns somebody chose.
            mark: match reader.format() {
                Format::Plain => mark(&fields, &questions),
                _ => String::new(),
            },
            fields,
            questions,
        }
    }

    /// The word for where its guests come from.
    pub(super) fn source(&self) -> &'static str {
        self.format.word()
    }

    pub(super) fn says(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }
}

fn mark(fields: &[Field], questions: &[String]) -> String {
    let mut hash = Sha256::new();
    let words = fields.iter().map(|field| field.word());
    for word in words.chain(questions.iter().map(String::as_str)) {
        hash.update(word.as_bytes());
        hash.update([0]);
    }
    let bytes = hash.finalize();
    bytes[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A row that can be taken, as far as it alone says.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) record: Record,
    pub(super) kind: Kind,
    /// Whom it is about, as [`Origin::digest`] keeps it.
    pub(super) key: [u8; 16],
    /// It has a name alone: as many of them are as many people.
    pub(super) nameless: bool,
    /// A digest of all that it says.
    pub(super) digest: [u8; 16],
}

/// The ticket type of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// Its place among the event's.
    pub(super) at: usize,
    /// The list calls it something the event does not know.
    pub(super) taken: bool,
}

/// Why a row is not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotTaken {
    #[error("its code stands on line {0} already")]
    SameCode(u32),
    #[error("the same guest stands on line {0} already")]
    SameGuest(u32),
    #[error("the code belongs to another guest already")]
    CodeTaken,
    #[error(transparent)]
    Row(Rejected),
    #[error(transparent)]
    TicketType(DeskError),
}

/// A row, or why it is none.
pub(super) type Read = std::result::Result<Row, (u32, NotTaken)>;

/// What goes from the thread that reads.
enum Sent {
    Plan(Plan),
    Rows(Vec<Read>),
    Failed(ListError),
}

/// The rows of a list, as they come.
pub(super) struct Rows {
    pub(super) plan: Plan,
    sent: Receiver<Sent>,
}

impl Rows {
    /// The next few rows; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Vec<Read>>> {
        match self.sent.recv() {
            Ok(Sent::Rows(rows)) => Ok(Some(rows)),
            Ok(Sent::Failed(error)) => Err(error.into()),
            Ok(Sent::Plan(_)) | Err(_) => Ok(None),
        }
    }
}

/// Reads a list in another thread, and gives its rows to `work`.
pub(super) fn read<T>(
    path: &Path,
    map: &[Mapping],
    event: &Event,
    work: impl FnOnce(&mut Rows) -> Result<T>,
) -> Result<T> {
    let (sender, sent) = sync_channel(ON_THE_WAY);
    thread::scope(|scope| {
        scope.spawn(move || {
            let send = |sent| sender.send(sent).is_ok();
            let mut reader = match ListReader::open(path, map) {
                Ok(reader) => reader,
                Err(error) => {
                    send(Sent::Failed(error));
                    return;
                }
            };
            let plan = Plan::of(&reader);
            if !send(Sent::Plan(plan.clone())) {
                return;
            }
            loop {
                let mut rows = Vec::with_capacity(BATCH);
                let failed = fill(&mut rows, &mut reader, &plan, event);
                let last = rows.len() < BATCH;
                if !send(Sent::Rows(rows)) {
                    return;
                }
                if let Err(error) = failed {
                    send(Sent::Failed(error));
                    return;
                }
                if last {
                    return;
                }
            }
        });
        let plan = match sent.recv() {
            Ok(Sent::Plan(plan)) => plan,
            Ok(Sent::Failed(error)) => return Err(error.into()),
            Ok(Sent::Rows(_)) | Err(_) => return Err(DeskError::NobodyReads),
        };
        let mut rows = Rows { plan, sent };
        work(&mut rows)
        // What is left of the list is dropped with `rows`, which ends the thread.
    })
}

fn fill(
    rows: &mut Vec<Read>,
    reader: &mut ListReader,
    plan: &Plan,
    event: &Event,
) -> std::result::Result<(), ListError> {
    while rows.len() < BATCH {
        let Some(row) = reader.next_row()? else {
            return Ok(());
        };
        rows.push(match row {
            Ok(record) => row_of(record, plan, event),
            Err(rejected) => Err((line(rejected.line), NotTaken::Row(rejected))),
        });
    }
    Ok(())
}

pub(super) fn line(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

fn row_of(record: Record, plan: &Plan, event: &Event) -> Read {
    let kind = match kind_of(&record.ticket_type, plan, event) {
        Ok(kind) => kind,
        Err(error) => return Err((line(record.line), NotTaken::TicketType(error))),
    };
    let digest = digest(&record, &plan.fields, &plan.questions);
    let (key, nameless) = key(&record, &digest);
    Ok(Row {
        key: Origin {
            source: String::new(),
            key,
        }
        .digest(),
        nameless,
        digest,
        kind,
        record,
    })
}

/// What a service calls its tickets is its own affair: a name that the event does not know is the
/// first type. In a list that somebody wrote for this event it is a slip.
fn kind_of(name: &str, plan: &Plan, event: &Event) -> Result<Kind> {
    let place = |kind: &TicketType| {
        let mut kinds = event.ticket_types.iter();
        kinds.position(|one| one.id == kind.id).unwrap_or(0)
    };
    match ticket_type(event, name) {
        Ok(kind) => Ok(Kind {
            at: place(kind),
            taken: false,
        }),
        Err(error) => match plan.format {
            Format::Plain | Format::Lanyard => Err(error),
            _ if event.ticket_types.is_empty() => Err(error),
            _ => Ok(Kind { at: 0, taken: true }),
        },
    }
}

/// Who a row is about: the id of our own exports, else the source's own id, else its code, else
/// e-mail and name. Someone with a name alone is only recognised when the whole row is the same,
/// because a name is no identity.
fn key(record: &Record, digest: &[u8]) -> (String, bool) {
    if !record.lanyard_id.is_empty() {
        (id_key(&record.lanyard_id), false)
    } else if !record.source_id.is_empty() {
        (format!("source:{}", record.source_id), false)
    } else if let Some(code) = record.codes.first() {
        (format!("code:{code}"), false)
    } else if record.email.is_empty() {
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        (format!("name:{}|{digest}", fold(&record.name)), true)
    } else {
        (person_key(&record.email, &record.name), false)
    }
}

/// The key of a guest in a list that this program wrote.
pub(super) fn id_key(id: &str) -> String {
    format!("id:{id}")
}

/// Who someone is by their address and name.
pub(super) fn person_key(email: &str, name: &str) -> String {
    format!("email:{}|{}", fold(email), fold(name))
}

/// Half a SHA-256 of all that the row says, and about what; each part is led by its length.
fn digest(record: &Record, fields: &[Field], questions: &[String]) -> [u8; 16] {
    let Record {
        line: _,
        name,
        email,
        company,
        role,
        ticket_type,
        codes,
        source_id,
        order,
        note,
        status,
        due,
        lanyard_id: _,
        companions,
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
    // All in one piece: many small ones would cost more than the hash itself.
    let mut text = Vec::with_capacity(512);
    let mut add = |part: &str| {
        text.extend_from_slice(&(part.len() as u64).to_be_bytes());
        text.extend_from_slice(part.as_bytes());
    };
    own.into_iter()
        .chain(fields.iter().map(|field| field.word()))
        .chain(questions.iter().map(String::as_str))
        .chain(answers.iter().map(String::as_str))
        .for_each(&mut add);
    // Behind what lists of the first kinds have, so that their digests stay what they were.
    codes.iter().skip(1).for_each(|code| add(code));
    if !source_id.is_empty() {
        add(source_id);
    }
    if *companions > 0 {
        add(&companions.to_string());
    }
    let mut half = [0; 16];
    half.copy_from_slice(&Sha256::digest(&text)[..16]);
    half
}
