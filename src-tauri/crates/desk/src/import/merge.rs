//! One person on two lists: shown, and made one by a person alone.

use lanyard_event::{AttendeeId, Ticket};
use lanyard_store::{Connection, StoreError, table};

use super::{
    holds,
    sift::{bytes, join, person_digest},
    spill::{PARTS, Spill},
};
use crate::{
    Desk, DeskError, Result,
    answers::{AttendeeView, Twin, Twins},
};

/// So many twins are told.
const MOST: usize = 500;

impl Desk {
    /// Guests of different lists who have one address and name: most likely one person each.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn possible_twins(&mut self) -> Result<Vec<Twins>> {
        self.refresh()?;
        self.store.read_at_once(twins)
    }

    /// Makes one guest of two, once a person has said that they are one: `other`'s tickets, codes
    /// and answers are `keep`'s from then on, and `other`'s row of a list means `keep`. What the
    /// log says stays, and so does whoever is in. A ticket of `other`'s that nobody has used or
    /// been given is dissolved into `keep`'s, so that one person is expected once.
    ///
    /// # Errors
    /// There is no such guest, or both are the same.
    pub fn merge_guests(&mut self, keep: &str, other: &str) -> Result<AttendeeView> {
        self.refresh()?;
        let (keep, other) = (self.listed(keep)?.id, self.listed(other)?.id);
        if keep == other {
            return Err(DeskError::SameGuest);
        }
        self.change(|conn| merge(conn, keep, other))?;
        self.attendee(&keep.to_string())
    }
}

fn merge(conn: &Connection, keep: AttendeeId, other: AttendeeId) -> Result<()> {
    let guest = |id: AttendeeId| -> Result<_> {
        let missing = || DeskError::NoSuchAttendee(id.to_string());
        let attendee = table::attendee::by_id(conn, id)?.ok_or_else(missing)?;
        let standing = table::attendee::standing(conn, id)?.ok_or_else(missing)?;
        Ok((attendee, standing))
    };
    let (mut kept, mut standing) = guest(keep)?;
    let (gone, gone_standing) = guest(other)?;
    let into = table::ticket::of_attendee(conn, keep)?;
    if let Some(into) = into.iter().find(|ticket| holds(ticket)) {
        for ticket in table::ticket::of_attendee(conn, other)? {
            if holds(&ticket) && is_untouched(conn, &ticket)? {
                table::ticket::dissolve(conn, ticket.id, into.id)?;
            }
        }
    }
    for (own, others) in [
        (&mut kept.company, gone.company),
        (&mut kept.role, gone.role),
        (&mut kept.note, gone.note),
        (&mut kept.attention, gone.attention),
    ] {
        if own.is_empty() {
            *own = others;
        }
    }
    for (question, text) in gone_standing.answers {
        if !standing.answers.iter().any(|(own, _)| *own == question) {
            standing.answers.push((question, text));
        }
    }
    standing.answers.sort_by_key(|(question, _)| *question);
    standing.order = standing.order.or(gone_standing.order);
    table::attendee::update(conn, &kept)?;
    table::attendee::set_standing(conn, keep, &standing)?;
    Ok(table::attendee::merge(conn, keep, other)?)
}

/// Whether nobody has used a ticket or been given it.
fn is_untouched(conn: &Connection, ticket: &Ticket) -> Result<bool> {
    Ok(table::ticket::code(conn, ticket.id)?.is_none()
        && table::log::of_ticket(conn, ticket.id)?.is_empty())
}

fn twins(conn: &Connection) -> Result<Vec<Twins>> {
    let mut people = Spill::<33>::default();
    let mut sources: Vec<String> = Vec::new();
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
        let person = person_digest(one.email, one.name);
        let entry = join(&[&person, &one.id.to_bytes(), &[source]]);
        people.push(entry).map_err(StoreError::Disk)
    })?;
    let mut found = Vec::new();
    for part in 0..PARTS {
        if sources.len() < 2 || found.len() >= MOST {
            break;
        }
        let part = people.part(part).map_err(DeskError::Spill)?;
        for same in part.chunk_by(|one, next| one[..16] == next[..16]) {
            if same.iter().all(|one| one[32] == same[0][32]) {
                continue;
            }
            let first = AttendeeId::from_bytes(bytes(&same[0], 16));
            let Some(guest) = table::attendee::by_id(conn, first)? else {
                continue;
            };
            let twin = |entry: &[u8; 33]| Twin {
                id: Some(AttendeeId::from_bytes(bytes(entry, 16)).to_string()),
                source: sources
                    .get(usize::from(entry[32]))
                    .cloned()
                    .unwrap_or_default(),
            };
            found.push(Twins {
                name: guest.name,
                email: guest.email,
                guests: same.iter().map(twin).collect(),
            });
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}
