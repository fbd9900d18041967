//! Two guests who are one person: made one by a person alone.

use jiff::Timestamp;
use lanyard_event::{AttendeeId, Rng, Status, Ticket, TicketId};
use lanyard_store::{Connection, table, table::standing::Edited};

use super::{
    twins::twins,
    voices::{best, comes},
    write::{arrived, guest},
};
use crate::{
    Desk, DeskError, Result,
    answers::{AttendeeView, Twins},
};

impl Desk {
    /// Guests who look like one: of different lists with one address and name, or one whom a list
    /// dropped as it brought another of that name. Nobody has said of them that they are several
    /// people; most likely they are one person each.
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

    /// Whether two guests look like one: whoever makes one of others has to know it by themselves.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn are_twins(&mut self, one: &str, other: &str) -> Result<bool> {
        let twins = self.possible_twins()?;
        let is_in = |twins: &Twins, id: &str| {
            let mut ids = twins.guests.iter().filter_map(|twin| twin.id.as_deref());
            ids.any(|one| one == id)
        };
        let mut twins = twins.iter();
        Ok(twins.any(|twins| is_in(twins, one) && is_in(twins, other)))
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
        let (at, rng) = (self.now(), self.rng.clone());
        self.change(|conn| merge(conn, keep, other, at, rng.as_ref()))?;
        self.attendee(&keep.to_string())
    }
}

fn merge(
    conn: &Connection,
    keep: AttendeeId,
    other: AttendeeId,
    at: Timestamp,
    rng: &dyn Rng,
) -> Result<()> {
    let (mut kept, mut standing) = guest(conn, keep)?;
    let (gone, mut gone_standing) = guest(conn, other)?;
    // What a list says of somebody who is in stands beside their status.
    let own = standing.said.or(standing.flagged).unwrap_or(kept.status);
    let others = gone_standing.said.or(gone_standing.flagged);
    let others = others.unwrap_or(gone.status);
    (standing.said, gone_standing.said) = (Some(own), Some(others));
    table::standing::set(conn, other, &gone_standing)?;
    // Whose list has dropped them is led by the other one: it has their name and address as they
    // are now.
    let other_leads = own == Status::Gone && gone_standing.list.is_some() && comes(others);
    // The list that gave these leads them no more.
    table::ticket::learn_listed_codes(conn, if other_leads { keep } else { other }, at)?;
    merge_tickets(conn, keep, other, rng)?;
    kept.status = best([kept.status, gone.status]);
    standing.flagged = standing.flagged.or(gone_standing.flagged);
    standing.flagged = standing.flagged.filter(|_| !comes(best([own, others])));
    table::before::merge(conn, keep)?;
    let edits = standing.edited;
    for (own, others, edited) in [
        (&mut kept.name, gone.name, edits.name),
        (&mut kept.email, gone.email, edits.email),
        (&mut kept.company, gone.company, edits.company),
        (&mut kept.role, gone.role, edits.role),
        (&mut kept.attention, gone.attention, edits.attention),
    ] {
        let newer = other_leads && !edited && !others.is_empty();
        if newer || own.is_empty() {
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
    Ok(table::alias::merge(conn, keep, other, other_leads)?)
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
    rng: &dyn Rng,
) -> Result<()> {
    let mut tickets = Vec::new();
    for guest in [keep, other] {
        // What a list has revoked it may give back.
        let revoked = table::ticket::revoked_by_import(conn, guest)?;
        for ticket in table::ticket::of_attendee(conn, guest)? {
            if ticket.holds() || (ticket.stands_for.is_none() && revoked.contains(&ticket.id)) {
                tickets.push((arrived(conn, std::slice::from_ref(&ticket))?, ticket));
            }
        }
    }
    tickets.sort_by_key(|(came, ticket)| (!ticket.holds(), !came));
    let mut tickets = tickets.into_iter();
    let Some((came, mut speaks)) = tickets.next() else {
        return Ok(());
    };
    if !speaks.holds() && !came && tickets.len() > 0 {
        // What each list has withdrawn, it alone gives back: neither's ticket speaks for both.
        let new = Ticket {
            id: TicketId::new(rng),
            attendee: keep,
            ..speaks.clone()
        };
        table::ticket::insert(conn, &new, None)?;
        table::ticket::revoke_like(conn, new.id, speaks.id)?;
        table::ticket::set_stand_in(conn, speaks.id, new.id)?;
        speaks = new;
    }
    let admits = speaks.admits;
    for (came, ticket) in tickets {
        if came {
            continue;
        }
        if !ticket.holds() {
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
