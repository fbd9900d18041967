//! One row of a list: whom it is about, and a digest of what it says.

use lanyard_event::{Event, Status};
use lanyard_exchange::{
    fold,
    list::{Column, Format, ListFile, Mapping, Record},
};
use sha2::{Digest, Sha256};

use super::{
    forgotten::Forgotten,
    plan::{Plan, add_part},
    rejected::NotTaken,
};
use crate::{
    format,
    import::keys::{code_key, id_key, key_digest, name_digest, person_key},
};

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

/// A row that can be taken, as far as it alone says.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) record: Record,
    pub(crate) kind: Kind,
    /// Whom it is about, as the event file keeps it.
    pub(crate) key: [u8; 16],
    pub(super) known_by: KnownBy,
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
pub(super) enum KnownBy {
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

/// The number of a line.
pub(crate) fn line(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// What a record says; `text` is room to digest it in.
pub(super) fn row_of(
    mut record: Record,
    plan: &Plan,
    reading: Reading<'_>,
    text: &mut Vec<u8>,
) -> Read {
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
        name: (plan.without_email.is_some() || unread.is_some()).then(|| name_digest(&record.name)),
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
