//! One person on two lists: shown, and made one by a person alone.

use std::collections::HashSet;

use jiff::Timestamp;
use lanyard_event::{AttendeeId, Ticket};
use lanyard_store::{Connection, StoreError, table, table::standing::Edited};

use super::{
    change::arrived,
    holds,
    sift::{bytes, join, person_digest},
    spill::{PARTS, Spill},
    voices::{Voices, best},
};
use crate::{
    Desk, DeskError, Result,
    answers::{AttendeeView, Twin, Twins},
};

/// So many twins are told.
const MOST: usize = 500;

impl Desk {
    /// Guests of different lists who have one address and name, and of whom nobody has said that
    /// they are several people: most likely one person each.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn possible_twins(&mut self) -> Result<Vec<Twins>> {
        self.refresh()?;
        self.store.read_at_once(twins)
    }

    /// Keeps that two guests who look like one are two people, as a person said; gives whom that
    /// leaves.
    ///
    /// # Errors
    /// There is no such guest, or both are the same.
    pub fn keep_apart(&mut self, one: &str, other: &str) -> Result<Vec<Twins>> {
        self.refresh()?;
        let (one, other) = (self.listed(one)?.id, self.listed(other)?.id);
        if one == other {
            return Err(DeskError::SameGuest);
        }
        self.change(|conn| Ok(table::apart::insert(conn, one, other)?))?;
        self.possible_twins()
    }

    /// Makes one guest of two, once a person has said that they are one: `other`'s tickets, codes
    /// and answers are `keep`'s from then on, and `other`'s row of a list means `keep`. What the
    /// log says stays, and so does whoever is in. One ticket speaks for both, so that one person is
    /// expected once and comes in once, whichever code they show. They come as long as any of the
    /// lists has them coming.
    ///
    /// # Errors
    /// There is no such guest, or both are the same.
    pub fn merge_guests(&mut self, keep: &str, other: &str) -> Result<AttendeeView> {
        self.refresh()?;
        let (keep, other) = (self.listed(keep)?.id, self.listed(other)?.id);
        if keep == other {
            return Err(DeskError::SameGuest);
        }
        let at = self.now();
        self.change(|conn| merge(conn, keep, other, at))?;
        self.attendee(&keep.to_string())
    }
}

fn merge(conn: &Connection, keep: AttendeeId, other: AttendeeId, at: Timestamp) -> Result<()> {
    let guest = |id: AttendeeId| -> Result<_> {
        let missing = || DeskError::NoSuchAttendee(id.to_string());
        let attendee = table::attendee::by_id(conn, id)?.ok_or_else(missing)?;
        let standing = table::standing::of(conn, id)?.ok_or_else(missing)?;
        Ok((attendee, standing))
    };
    let (mut kept, mut standing) = guest(keep)?;
    let (gone, gone_standing) = guest(other)?;
    merge_tickets(conn, keep, other, at)?;
    let lists = Voices::of(conn, keep)?;
    standing.said = Some(lists.own);
    kept.status = best([kept.status, gone.status]);
    table::before::merge(conn, keep)?;
    for (own, others) in [
        (&mut kept.company, gone.company),
        (&mut kept.role, gone.role),
        (&mut kept.attention, gone.attention),
    ] {
        if own.is_empty() {
            *own = others;
        }
    }
    let noted = both_notes(&kept.note, &gone.note);
    let edited = Edited {
        note: noted != kept.note,
        // Whom a person lets come, comes.
        status: gone_standing.edited.status && kept.status == gone.status,
        ..Edited::default()
    };
    kept.note = noted;
    for (question, text) in gone_standing.answers {
        if !standing.answers.iter().any(|(own, _)| *own == question) {
            standing.answers.push((question, text));
        }
    }
    standing.answers.sort_by_key(|(question, _)| *question);
    standing.order = standing.order.or(gone_standing.order);
    table::attendee::update(conn, &kept)?;
    table::standing::set(conn, keep, &standing)?;
    table::standing::mark_edited(conn, keep, edited)?;
    if table::mail::opted_out(conn, other)? {
        table::mail::set_opted_out(conn, keep, true)?;
    }
    table::apart::merge(conn, keep, other)?;
    Ok(table::alias::merge(conn, keep, other, false)?)
}

/// What somebody wrote about either is about both.
fn both_notes(kept: &str, other: &str) -> String {
    match (kept, other) {
        (kept, other) if kept.contains(other) => kept.to_owned(),
        ("", other) => other.to_owned(),
        (kept, other) => format!("{kept} · {other}"),
    }
}

/// Lets one ticket speak for all of them: one on which somebody came, else the kept guest's. What
/// nobody has used or been given is dissolved into it. Where somebody came on each, each stays.
fn merge_tickets(
    conn: &Connection,
    keep: AttendeeId,
    other: AttendeeId,
    at: Timestamp,
) -> Result<()> {
    // The list that gave them leads them no more.
    table::ticket::learn_listed_codes(conn, other, at)?;
    let mut tickets = Vec::new();
    for guest in [keep, other] {
        // What a list has revoked it may give back.
        let revoked = table::ticket::revoked_by_import(conn, guest)?;
        for ticket in table::ticket::of_attendee(conn, guest)? {
            if holds(&ticket) || (ticket.stands_for.is_none() && revoked.contains(&ticket.id)) {
                tickets.push((arrived(conn, std::slice::from_ref(&ticket))?, ticket));
            }
        }
    }
    tickets.sort_by_key(|(came, ticket)| (!holds(ticket), !came));
    let mut tickets = tickets.into_iter();
    let Some((_, mut speaks)) = tickets.next() else {
        return Ok(());
    };
    let admits = speaks.admits;
    for (came, ticket) in tickets {
        if came {
            continue;
        }
        if !holds(&ticket) {
            table::ticket::set_stand_in(conn, ticket.id, speaks.id)?;
            continue;
        }
        // Nobody who was to come with them stays outside.
        speaks.admits = speaks.admits.max(ticket.admits);
        if is_untouched(conn, &ticket)? {
            table::ticket::dissolve(conn, ticket.id, speaks.id)?;
        } else {
            table::ticket::set_stand_in(conn, ticket.id, speaks.id)?;
            table::ticket::move_codes(conn, ticket.id, speaks.id)?;
        }
    }
    if speaks.admits != admits {
        table::ticket::update(conn, &speaks)?;
        let edited = Edited {
            ticket_type: true,
            ..Edited::default()
        };
        table::standing::mark_edited(conn, keep, edited)?;
    }
    Ok(())
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
    let apart: HashSet<_> = table::apart::list(conn)?.into_iter().collect();
    let mut found = Vec::new();
    for part in 0..PARTS {
        if sources.len() < 2 || found.len() >= MOST {
            break;
        }
        let part = people.part(part).map_err(DeskError::Spill)?;
        for same in part.chunk_by(|one, next| one[..16] == next[..16]) {
            for alike in look_alikes(same, &apart) {
                let twin = |entry: &Entry| Twin {
                    id: Some(id_of(entry).to_string()),
                    source: sources
                        .get(usize::from(source_of(entry)))
                        .cloned()
                        .unwrap_or_default(),
                };
                let Some(guest) = table::attendee::by_id(conn, id_of(alike[0]))? else {
                    continue;
                };
                found.push(Twins {
                    name: guest.name,
                    email: guest.email,
                    guests: alike.into_iter().map(twin).collect(),
                });
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// A digest of address and name, the guest's id, the number of their source.
type Entry = [u8; 33];

fn id_of(entry: &Entry) -> AttendeeId {
    AttendeeId::from_bytes(bytes(entry, 16))
}

fn source_of(entry: &Entry) -> u8 {
    entry[32]
}

/// Those of one address and name who may be one person: all of them, or, where some were said to
/// be two, each two who may.
fn look_alikes<'e>(
    same: &'e [Entry],
    apart: &HashSet<(AttendeeId, AttendeeId)>,
) -> Vec<Vec<&'e Entry>> {
    if same.iter().all(|one| source_of(one) == source_of(&same[0])) {
        return Vec::new();
    }
    let pairs = || {
        let behind = |(at, one)| same[at + 1..].iter().map(move |other| (one, other));
        same.iter().enumerate().flat_map(behind)
    };
    // Entries of one person are in the order of their ids.
    let is_apart = |(one, other): &(&Entry, &Entry)| apart.contains(&(id_of(one), id_of(other)));
    if !pairs().any(|pair| is_apart(&pair)) {
        return vec![same.iter().collect()];
    }
    let open = pairs().filter(|pair| !is_apart(pair) && source_of(pair.0) != source_of(pair.1));
    open.map(|(one, other)| vec![one, other]).collect()
}
