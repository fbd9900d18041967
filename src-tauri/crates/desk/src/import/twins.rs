//! Guests who look like one, on two lists or on one that has them under another address: shown to a
//! person, who alone says so.

use std::collections::{HashMap, HashSet};

use lanyard_event::{Attendee, AttendeeId, Status};
use lanyard_exchange::fold;
use lanyard_store::{Connection, StoreError, table};

use super::{
    keys::alike_digest,
    spill::{PARTS, Spill, bytes, join, number, short},
    voices::comes,
};
use crate::{
    DeskError, Result,
    answers::{Alike, Twin, Twins},
};

/// So many twins are told.
const MOST: usize = 500;

pub(super) fn twins(conn: &Connection) -> Result<Vec<Twins>> {
    let mut people = Spill::<37>::default();
    let mut sources: Vec<String> = Vec::new();
    let mut first = None;
    let mut several = false;
    table::attendee::each_person(conn, |one| {
        if one.email.is_empty() {
            return Ok(());
        }
        let known = sources.iter().position(|source| source == one.source);
        let source = known.unwrap_or_else(|| {
            sources.push(one.source.to_owned());
            sources.len() - 1
        });
        // There are fewer kinds of lists than a byte has values.
        let source = u8::try_from(source).unwrap_or(u8::MAX);
        let list = short(one.list);
        several |= *first.get_or_insert((source, list)) != (source, list);
        let alike = alike_digest(one.email, one.name);
        let entry = join(&[&alike, &one.id.to_bytes(), &[source], &list.to_be_bytes()]);
        people.push(entry).map_err(StoreError::Disk)
    })?;
    let apart: HashSet<_> = table::apart::list(conn)?.into_iter().collect();
    let mut found = renamed(conn, &apart)?;
    for part in 0..PARTS {
        if !several || found.len() >= MOST {
            break;
        }
        let part = people.part(part).map_err(DeskError::Spill)?;
        for same in part.chunk_by(|one, next| one[..16] == next[..16]) {
            for alike in look_alikes(same, &apart) {
                let mut both = Vec::new();
                for entry in alike {
                    let source = sources.get(usize::from(source_of(entry)));
                    if let Some(guest) = table::attendee::by_id(conn, id_of(entry))? {
                        both.push((guest, source.map_or("", String::as_str)));
                    }
                }
                let twins = both.iter().map(|(guest, source)| twin(guest, source));
                let twins = twins.collect();
                found.extend(
                    both.first()
                        .map(|(guest, _)| told(Alike::OnTwoLists, guest, twins)),
                );
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// A digest of address and name as they are compared, the guest's id, the number of their source,
/// their list.
type Entry = [u8; 37];

fn id_of(entry: &Entry) -> AttendeeId {
    AttendeeId::from_bytes(bytes(entry, 16))
}

fn source_of(entry: &Entry) -> u8 {
    entry[32]
}

/// Whether two stand on different lists, as far as that is known: one list has two places for one
/// person.
fn on_two(one: &Entry, other: &Entry) -> bool {
    let [list, others] = [one, other].map(|entry| number(entry, 33));
    source_of(one) != source_of(other) || list != others && list != 0 && others != 0
}

/// Those of one address and name who may be one person: all of them, or, where some were said to
/// be two, each two who may.
fn look_alikes<'e>(
    same: &'e [Entry],
    apart: &HashSet<(AttendeeId, AttendeeId)>,
) -> Vec<Vec<&'e Entry>> {
    let pairs = || {
        let behind = |(at, one)| same[at + 1..].iter().map(move |other| (one, other));
        same.iter().enumerate().flat_map(behind)
    };
    if !pairs().any(|(one, other)| on_two(one, other)) {
        return Vec::new();
    }
    // Entries of one person are in the order of their ids.
    let is_apart = |(one, other): &(&Entry, &Entry)| apart.contains(&(id_of(one), id_of(other)));
    if !pairs().any(|pair| is_apart(&pair)) {
        return vec![same.iter().collect()];
    }
    let open = pairs().filter(|pair| !is_apart(pair) && on_two(pair.0, pair.1));
    open.map(|(one, other)| vec![one, other]).collect()
}

fn twin(guest: &Attendee, source: &str) -> Twin {
    Twin {
        id: Some(guest.id.to_string()),
        source: source.to_owned(),
        name: guest.name.clone(),
        email: guest.email.clone(),
    }
}

fn told(alike: Alike, first: &Attendee, guests: Vec<Twin>) -> Twins {
    Twins {
        name: first.name.clone(),
        email: first.email.clone(),
        alike,
        guests,
    }
}

/// A guest and the new row of another list that has their address and name; `new` is the id that
/// it has, or none yet.
pub(super) fn on_two_lists(
    conn: &Connection,
    other: AttendeeId,
    new: Option<AttendeeId>,
    source: &str,
) -> Result<Option<Twins>> {
    let Some(guest) = table::attendee::by_id(conn, other)? else {
        return Ok(None);
    };
    let before = table::attendee::source(conn, other)?.unwrap_or_default();
    let new = Twin {
        id: new.map(|id| id.to_string()),
        source: source.to_owned(),
        name: guest.name.clone(),
        email: guest.email.clone(),
    };
    let twins = vec![twin(&guest, &before), new];
    Ok(Some(told(Alike::OnTwoLists, &guest, twins)))
}

/// Two guests of different lists of whom one has a code that a list says of the other.
pub(super) fn of_one_code(
    conn: &Connection,
    one: AttendeeId,
    other: AttendeeId,
) -> Result<Option<Twins>> {
    let mut both = Vec::new();
    for id in [one, other] {
        let source = table::attendee::source(conn, id)?.unwrap_or_default();
        if let Some(guest) = table::attendee::by_id(conn, id)? {
            both.push((guest, source));
        }
    }
    let [(first, source), (_, others)] = &both[..] else {
        return Ok(None);
    };
    let twins = both.iter().map(|(guest, source)| twin(guest, source));
    let told = told(Alike::OnTwoLists, first, twins.collect());
    Ok((source != others).then_some(told))
}

/// Of guests who come no more by what a list says, those whom another list has coming: they look
/// like one person, and nobody has said that they are two. At most so many.
pub(super) fn still_coming(
    conn: &Connection,
    source: &str,
    refused: &[(Attendee, Status)],
    most: usize,
) -> Result<Vec<(Attendee, Status)>> {
    let known = refused.iter().filter(|(guest, _)| !guest.email.is_empty());
    let known =
        known.map(|(guest, said)| (alike_digest(&guest.email, &guest.name), (guest.id, *said)));
    let known: HashMap<_, _> = known.collect();
    let has_others = || {
        let several = table::import::lists_of(conn, source)?.len() > 1;
        Ok::<_, StoreError>(several || table::attendee::has_other_source(conn, source)?)
    };
    if known.is_empty() || !has_others()? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    table::attendee::each_person(conn, |one| {
        let alike = known.get(&alike_digest(one.email, one.name));
        if let Some((id, said)) = alike.filter(|(id, _)| *id != one.id) {
            found.push((*id, one.id, *said));
        }
        Ok(())
    })?;
    let apart: HashSet<_> = table::apart::list(conn)?.into_iter().collect();
    found.retain(|(one, other, _)| !apart.contains(&(*one.min(other), *one.max(other))));
    let mut coming = Vec::new();
    for (_, id, said) in found.into_iter().take(most) {
        if let Some(guest) = table::attendee::by_id(conn, id)?.filter(|guest| comes(guest.status)) {
            coming.push((guest, said));
        }
    }
    Ok(coming)
}

/// The names and addresses that a list has no more, and those that it brought at the same time:
/// where one of each is the same, it may be one person of whom the other was put right.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// `None`: several of them.
    gone: HashMap<Known, Option<AttendeeId>>,
    came: HashMap<Known, Option<Came>>,
}

/// By what somebody is known, without what doesn't count.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Known {
    Name(String),
    Email(String),
}

impl Known {
    fn all(name: &str, email: &str) -> impl Iterator<Item = Self> {
        let email = (!email.is_empty()).then(|| Self::Email(email.to_lowercase()));
        [Self::Name(fold(name))].into_iter().chain(email)
    }

    fn alike(&self) -> Alike {
        match self {
            Self::Name(_) => Alike::UnderOneName,
            Self::Email(_) => Alike::UnderOneEmail,
        }
    }
}

#[derive(Clone, Debug)]
struct Came {
    /// None where they are not there yet.
    id: Option<AttendeeId>,
    name: String,
    email: String,
}

impl Names {
    /// Of those whom a list has no more.
    pub(super) fn gone(conn: &Connection, ids: &[AttendeeId]) -> Result<Self> {
        let mut names = Self::default();
        for id in ids {
            if let Some(guest) = table::attendee::by_id(conn, *id)? {
                names.goes(&guest.name, &guest.email, *id);
            }
        }
        Ok(names)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.gone.is_empty()
    }

    fn goes(&mut self, name: &str, email: &str, id: AttendeeId) {
        for known in Known::all(name, email) {
            let same = self.gone.entry(known);
            same.and_modify(|one| *one = None).or_insert(Some(id));
        }
    }

    /// Takes note of somebody new.
    pub(super) fn comes(&mut self, name: &str, email: &str, id: Option<AttendeeId>) {
        if self.gone.is_empty() {
            return;
        }
        for known in Known::all(name, email) {
            if self.gone.contains_key(&known) {
                let came = Came {
                    id,
                    name: name.to_owned(),
                    email: email.to_owned(),
                };
                let same = self.came.entry(known);
                same.and_modify(|one| *one = None).or_insert(Some(came));
            }
        }
    }

    /// Each two who may be one, and why.
    fn pairs(self) -> impl Iterator<Item = (Alike, AttendeeId, Came)> {
        let Self { gone, came } = self;
        came.into_iter().filter_map(move |(known, came)| {
            let gone = gone.get(&known).copied().flatten();
            gone.zip(came)
                .map(|(gone, came)| (known.alike(), gone, came))
        })
    }

    /// Each two who may be one, as they are told; at most so many.
    pub(super) fn told(self, conn: &Connection, most: usize) -> Result<Vec<Twins>> {
        let mut found = Vec::new();
        for (alike, gone, came) in self.pairs().take(most) {
            let Some(guest) = table::attendee::by_id(conn, gone)? else {
                continue;
            };
            let source = table::attendee::source(conn, gone)?.unwrap_or_default();
            let new = Twin {
                id: came.id.map(|id| id.to_string()),
                source: source.clone(),
                name: came.name,
                email: came.email,
            };
            let twins = vec![twin(&guest, &source), new];
            found.push(told(alike, &guest, twins));
        }
        found.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(found)
    }
}

/// Those whom an import dropped as it brought another guest of their name or address, as far as
/// nobody has said that they are two.
fn renamed(conn: &Connection, apart: &HashSet<(AttendeeId, AttendeeId)>) -> Result<Vec<Twins>> {
    let mut imports: HashMap<i64, Names> = HashMap::new();
    table::before::dropped(conn, |import, one| {
        let names = imports.entry(import).or_default();
        names.goes(one.name, one.email, one.id);
        Ok(())
    })?;
    if imports.is_empty() {
        return Ok(Vec::new());
    }
    table::attendee::each_added(conn, |import, one| {
        if let Some(names) = imports.get_mut(&import) {
            names.comes(one.name, one.email, Some(one.id));
        }
        Ok(())
    })?;
    let mut found = Vec::new();
    for mut names in imports.into_values() {
        let two = |gone: &Option<AttendeeId>, came: &Option<Came>| {
            let both = gone.zip(came.as_ref().and_then(|came| came.id));
            both.is_some_and(|(one, other)| apart.contains(&(one.min(other), one.max(other))))
        };
        let Names { gone, came } = &mut names;
        came.retain(|name, came| gone.get(name).is_some_and(|gone| !two(gone, came)));
        found.extend(names.told(conn, MOST - found.len())?);
    }
    Ok(found)
}
