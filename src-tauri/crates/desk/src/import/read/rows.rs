//! The rows of a list, read in a thread of its own: who each is about, and a digest of what it
//! says.

use std::{
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use lanyard_event::{Event, Status};
use lanyard_exchange::{
    fold,
    list::{
        Column, Field, Format, ListError, ListFile, ListReader, Mapping, Record, may_be_status,
        refusal,
    },
};
use lanyard_store::table::attendee::Origin;
use sha2::{Digest, Sha256};

use crate::import::{
    bits::Bits,
    read::forgotten::Forgotten,
    read::rejected::NotTaken,
    sift::by_key::Staged,
    sift::by_name::{Before, name_digest},
};
use crate::{DeskError, Result, format};

/// How many rows go from thread to thread at once, and how many of those are on their way.
const BATCH: usize = 256;
const ON_THE_WAY: usize = 8;

/// What a list is, and what it says something about.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) format: Format,
    pub(crate) questions: Vec<String>,
    /// The fields that this list says something about.
    fields: Vec<Field>,
    /// What the digest of every row says of the list: these fields and questions.
    said: Vec<u8>,
    /// What tells it from another list of its source.
    pub(crate) mark: String,
    /// Whether a question was the status, by its title too, if this list refused somebody the last
    /// time.
    may_be_status: bool,
    /// What it was before somebody said which column is the e-mail.
    pub(crate) before: Option<Before>,
}

impl Plan {
    pub(crate) fn of(reader: &ListReader) -> Self {
        let says = |field: &Field| reader.has(*field);
        let fields: Vec<_> = Field::ALL.into_iter().filter(says).collect();
        let questions: Vec<_> = reader.questions().map(str::to_owned).collect();
        // What cells say of a column may be another thing the next time: that makes it no other
        // list, and no other row.
        let by_title = fields.iter().filter(|field| !reader.has_by_cells(**field));
        let by_title: Vec<_> = by_title.copied().collect();
        let mut said = Vec::new();
        let words = by_title.iter().map(|field| field.word());
        for word in words.chain(questions.iter().map(String::as_str)) {
            add_part(&mut said, word);
        }
        let may_be = |title: &String| !reader.has(Field::Status) && may_be_status(title);
        Self {
            said,
            before: None,
            may_be_status: questions.iter().any(may_be),
            format: reader.format(),
            // Two spreadsheets of different columns are two lists. A service has one list of an
            // event, whatever columns somebody chose; but pretix has its orders, with an id for
            // each guest, and its check-in lists, with codes alone.
            mark: match reader.format() {
                Format::Plain => mark(&by_title, &questions),
                Format::Pretix if !reader.has(Field::SourceId) => {
                    let by = [Field::Code, Field::Email];
                    let by = by.into_iter().find(|field| reader.has(*field));
                    by.map_or("", Field::word).to_owned()
                }
                _ => String::new(),
            },
            fields,
            questions,
        }
    }

    /// The marks of the list as it was before it got codes or ids; it may have had the columns,
    /// and nothing in them.
    pub(crate) fn marks_before(&self) -> Vec<String> {
        let new: [&[Field]; 3] = [
            &[Field::Code],
            &[Field::SourceId],
            &[Field::Code, Field::SourceId],
        ];
        let new = new
            .iter()
            .filter(|new| self.format == Format::Plain && new.iter().all(|new| self.says(*new)));
        let without = |new: &&[Field]| {
            let fields = self.fields.iter().filter(|field| !new.contains(field));
            mark(&fields.copied().collect::<Vec<_>>(), &self.questions)
        };
        let with = (self.format == Format::Plain).then(|| self.mark.clone());
        new.map(without).chain(with).collect()
    }

    /// The word for where its guests come from.
    pub(crate) fn source(&self) -> &'static str {
        self.format.word()
    }

    pub(crate) fn says(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// Whether it may have been the one to say that somebody doesn't come, and doesn't any more.
    pub(crate) fn may_be_status(&self) -> bool {
        self.may_be_status
    }

    /// What the list said against a guest's coming by columns that say nothing of it any more;
    /// `questions` are the numbers of its questions, `answers` the guest's by now.
    pub(crate) fn withdrawn(&self, questions: &[i64], answers: &[(i64, String)]) -> Vec<Status> {
        if self.says(Field::Status) {
            return Vec::new();
        }
        let all = self.questions.iter().zip(questions);
        let refusals = all.filter_map(|(title, id)| {
            let (_, text) = answers.iter().find(|(one, _)| one == id)?;
            refusal(title, text)
        });
        refusals.collect()
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
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) record: Record,
    pub(crate) kind: Kind,
    /// Whom it is about, as [`Origin::digest`] keeps it.
    pub(crate) key: [u8; 16],
    pub(crate) known_by: KnownBy,
    /// A digest of all that it says.
    pub(crate) digest: [u8; 16],
    /// Of address and name, where there is an address.
    pub(crate) person: Option<[u8; 16]>,
    /// Of the name, where the list may have known them by it alone.
    pub(crate) name: Option<[u8; 16]>,
    /// Why it says nothing but that they don't come.
    pub(crate) unread: Option<Box<NotTaken>>,
}

/// By what a row says whom it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KnownBy {
    /// An id of their own.
    Id,
    /// The code on their ticket.
    Code,
    /// Address and name.
    Person,
    /// A name alone: as many of them are as many people.
    Name,
}

/// The ticket type of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// Its place among the event's.
    pub(crate) at: usize,
    /// The list calls it something the event does not know.
    pub(crate) taken: bool,
}

/// A row, or on which line stands what is none, and why; without a reason nobody asked.
pub(crate) type Read = std::result::Result<Row, (u32, Option<NotTaken>)>;

/// What goes from the thread that reads.
enum Sent {
    Plan(Plan),
    Rows(Vec<Read>),
    Staged(Box<Staged>),
    Failed(DeskError),
}

/// The rows of a list, as they come.
pub(crate) struct Rows {
    pub(crate) plan: Plan,
    sent: Receiver<Sent>,
    staged: Option<Box<Staged>>,
}

impl Rows {
    /// The next few rows; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<Read>>> {
        match self.sent.recv() {
            Ok(Sent::Rows(rows)) => Ok(Some(rows)),
            Ok(Sent::Failed(error)) => Err(error),
            Ok(Sent::Staged(staged)) => {
                self.staged = Some(staged);
                Ok(None)
            }
            Ok(Sent::Plan(_)) | Err(_) => Ok(None),
        }
    }

    /// What is known of all rows, once they have been read.
    pub(crate) fn staged(&mut self) -> Result<Staged> {
        let staged = self.staged.take().ok_or(DeskError::NobodyReads)?;
        Ok(*staged)
    }
}

/// What rows are read by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) list: &'a ListFile,
    pub(crate) map: &'a [Mapping],
    /// What they were when they were looked at.
    pub(crate) columns: &'a [Column],
    pub(crate) event: &'a Event,
    pub(crate) forgotten: &'a Forgotten,
}

/// Reads a list in another thread, and gives those of its rows to `work` that are in `asked`; the
/// others are passed over.
pub(crate) fn read<T>(
    reading: Reading<'_>,
    asked: &Bits,
    work: impl FnOnce(&mut Rows) -> Result<T>,
) -> Result<T> {
    in_thread(reading, Does::Sends, Some(asked), work)
}

/// Reads a list in another thread, and gives all its rows to `work`; the other thread also takes
/// note of each, which [`Rows::staged`] has at the end.
pub(crate) fn read_and_stage<T>(
    reading: Reading<'_>,
    work: impl FnOnce(&mut Rows) -> Result<T>,
) -> Result<T> {
    in_thread(reading, Does::Both, None, work)
}

/// Takes note of all rows in another thread, while `work` does what only needs the plan.
pub(crate) fn stage<T>(
    reading: Reading<'_>,
    work: impl FnOnce(&Plan) -> Result<T>,
) -> Result<(Plan, Staged, T)> {
    in_thread(reading, Does::Stages, None, |rows| {
        let done = work(&rows.plan)?;
        while rows.next()?.is_some() {}
        Ok((rows.plan.clone(), rows.staged()?, done))
    })
}

/// What the thread that reads does with the rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Sends,
    Stages,
    Both,
}

fn in_thread<T>(
    reading: Reading<'_>,
    does: Does,
    asked: Option<&Bits>,
    work: impl FnOnce(&mut Rows) -> Result<T>,
) -> Result<T> {
    let (sender, sent) = sync_channel(ON_THE_WAY);
    thread::scope(|scope| {
        scope.spawn(move || {
            if let Err(error) = send_rows(reading, does, asked, &sender) {
                // Whoever hears nothing any more has an error already.
                let _ = sender.send(Sent::Failed(error));
            }
        });
        let plan = match sent.recv() {
            Ok(Sent::Plan(plan)) => plan,
            Ok(Sent::Failed(error)) => return Err(error),
            Ok(Sent::Rows(_) | Sent::Staged(_)) | Err(_) => return Err(DeskError::NobodyReads),
        };
        let mut rows = Rows {
            plan,
            sent,
            staged: None,
        };
        work(&mut rows)
        // What is left of the list is dropped with `rows`, which ends the thread.
    })
}

fn send_rows(
    reading: Reading<'_>,
    does: Does,
    asked: Option<&Bits>,
    sender: &SyncSender<Sent>,
) -> Result<()> {
    let mut reader = reading.list.read(reading.map, reading.columns)?;
    let plan = Plan {
        before: Before::of(&reader, reading),
        ..Plan::of(&reader)
    };
    let mut open = sender.send(Sent::Plan(plan.clone())).is_ok();
    let mut staged = Box::<Staged>::default();
    let mut last = false;
    let mut first = 0;
    let asked = |row| asked.is_none_or(|asked| asked.contains(row));
    while open && !last {
        let mut rows = Vec::with_capacity(BATCH);
        let failed = fill(&mut rows, &mut reader, &plan, reading, &|nth| {
            asked(first + nth)
        });
        first += u32::try_from(rows.len()).unwrap_or(0);
        last = rows.len() < BATCH;
        if does != Does::Sends {
            for read in &rows {
                staged.add(read)?;
            }
        }
        if does != Does::Stages {
            open = sender.send(Sent::Rows(rows)).is_ok();
        }
        failed?;
    }
    if does != Does::Sends && open {
        let _ = sender.send(Sent::Staged(staged));
    }
    Ok(())
}

fn fill(
    rows: &mut Vec<Read>,
    reader: &mut ListReader,
    plan: &Plan,
    reading: Reading<'_>,
    asked: &dyn Fn(u32) -> bool,
) -> std::result::Result<(), ListError> {
    let mut text = Vec::with_capacity(512);
    for nth in 0..BATCH {
        if !asked(nth as u32) {
            let Some(at) = reader.skip_row()? else {
                return Ok(());
            };
            rows.push(Err((line(at), None)));
            continue;
        }
        let Some(row) = reader.next_row()? else {
            return Ok(());
        };
        rows.push(match row {
            Ok(record) => row_of(record, plan, reading, &mut text),
            Err(rejected) => Err((line(rejected.line), Some(NotTaken::Row(rejected)))),
        });
    }
    Ok(())
}

pub(crate) fn line(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

fn row_of(mut record: Record, plan: &Plan, reading: Reading<'_>, text: &mut Vec<u8>) -> Read {
    let line = line(record.line);
    let unread = record.unread.take();
    let mut unread = unread.map(|rejected| Box::new(NotTaken::Row(*rejected)));
    let kind = match kind_of(&record.ticket_type, plan, reading.event) {
        Some(kind) => kind,
        None => {
            let kinds = reading.event.ticket_types.iter();
            let why = NotTaken::NoTicketType {
                name: record.ticket_type.clone(),
                have: format::list(kinds.map(|kind| kind.name.as_str())),
            };
            if !record.status.refuses() || reading.event.ticket_types.is_empty() {
                return Err((line, Some(why)));
            }
            unread = Some(Box::new(why));
            Kind {
                at: 0,
                taken: false,
            }
        }
    };
    let digest = digest(&record, plan, text);
    let person =
        (!record.email.is_empty()).then(|| key_digest(person_key(&record.email, &record.name)));
    let (key, known_by) = match key(&record, &digest) {
        Some((key, known_by)) => (key_digest(key), known_by),
        None => (person.unwrap_or_default(), KnownBy::Person),
    };
    let forgotten = reading.forgotten;
    if let Some(at) = forgotten.when(plan.source(), &key, person.as_ref()) {
        let day = format::short_day(at, reading.event);
        return Err((line, Some(NotTaken::Forgotten(day))));
    }
    Ok(Row {
        key,
        known_by,
        digest,
        person,
        name: (plan.before.is_some() || unread.is_some()).then(|| name_digest(&record.name)),
        unread,
        kind,
        record,
    })
}

/// What a service calls its tickets is its own affair: a name that the event does not know is the
/// first type. In a list that somebody wrote for this event it is a slip.
fn kind_of(name: &str, plan: &Plan, event: &Event) -> Option<Kind> {
    let found = match name {
        "" => event.ticket_types.first(),
        name => event.ticket_type_named(name),
    };
    match found {
        Some(found) => {
            let mut kinds = event.ticket_types.iter();
            Some(Kind {
                at: kinds.position(|one| one.id == found.id).unwrap_or(0),
                taken: false,
            })
        }
        None if matches!(plan.format, Format::Plain | Format::Lanyard) => None,
        None if event.ticket_types.is_empty() => None,
        None => Some(Kind { at: 0, taken: true }),
    }
}

/// Who a row is about: the id of our own exports, else the source's own id, else its code, else
/// e-mail and name. Someone with a name alone is only recognised when the whole row is the same,
/// because a name is no identity.
///
/// The key, and what it is made of; none: address and name.
fn key(record: &Record, digest: &[u8]) -> Option<(String, KnownBy)> {
    if !record.lanyard_id.is_empty() {
        Some((id_key(&record.lanyard_id), KnownBy::Id))
    } else if !record.source_id.is_empty() {
        Some((format!("source:{}", record.source_id), KnownBy::Id))
    } else if let Some(code) = record.codes.first() {
        Some((code_key(code), KnownBy::Code))
    } else if record.email.is_empty() {
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Some((
            format!("name:{}|{digest}", fold(&record.name)),
            KnownBy::Name,
        ))
    } else {
        None
    }
}

/// A key as the event file keeps it.
pub(crate) fn key_digest(key: String) -> [u8; 16] {
    Origin {
        source: String::new(),
        key,
    }
    .digest()
}

/// The key of a guest in a list that this program wrote.
pub(crate) fn id_key(id: &str) -> String {
    format!("id:{id}")
}

/// The key of a guest whom a list knows by their code.
pub(crate) fn code_key(code: &str) -> String {
    format!("code:{code}")
}

/// Who someone is by their address and name.
pub(crate) fn person_key(email: &str, name: &str) -> String {
    let mut key = String::with_capacity(email.len() + name.len() + 8);
    key.push_str("email:");
    add_folded(&mut key, email);
    key.push('|');
    add_folded(&mut key, name);
    key
}

fn add_folded(key: &mut String, text: &str) {
    let plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    let bytes = text.as_bytes();
    let single = !bytes.windows(2).any(|two| two == b"  ")
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ');
    if single && bytes.iter().copied().all(plain) {
        // As `fold` has it, without its way through all of Unicode.
        let start = key.len();
        key.push_str(text);
        key[start..].make_ascii_lowercase();
    } else {
        key.push_str(&fold(text));
    }
}

/// Half a SHA-256 of all that the row says, and about what; each part is led by its length.
fn digest(record: &Record, plan: &Plan, text: &mut Vec<u8>) -> [u8; 16] {
    let Record {
        line: _,
        unread: _,
        stand_in: _,
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
    text.clear();
    for part in own {
        add_part(text, part);
    }
    text.extend_from_slice(&plan.said);
    for answer in answers {
        add_part(text, answer);
    }
    // Behind what lists of the first kinds have, so that their digests stay what they were.
    for code in codes.iter().skip(1) {
        add_part(text, code);
    }
    if !source_id.is_empty() {
        add_part(text, source_id);
    }
    if let Some(companions) = companions {
        add_part(text, &companions.to_string());
    }
    let mut half = [0; 16];
    half.copy_from_slice(&Sha256::digest(&text)[..16]);
    half
}

fn add_part(text: &mut Vec<u8>, part: &str) {
    text.extend_from_slice(&(part.len() as u64).to_be_bytes());
    text.extend_from_slice(part.as_bytes());
}
