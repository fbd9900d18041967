use jiff::Timestamp;
use lanyard_event::{AttendeeId, Due, Entry, Kind, Means, Mode, Presence, Status, TicketId};
use lanyard_store::{
    Connection, table,
    table::{
        log::{Logged, NewEntry},
        standing::Edited,
    },
};

use crate::{
    Desk, DeskError, Result, answers::UndoAnswer, case::not_recorded, facts::Share, format,
    walk_in::walked_in,
};

impl Desk {
    /// Takes back a row of the log, or without `row` the last one that let somebody in or out
    /// here: what another program has written beside this one stays.
    ///
    /// # Errors
    /// There is no such row, it was taken back already, or it moved nobody.
    pub fn undo(&mut self, row: Option<i64>, at: Option<Timestamp>) -> Result<UndoAnswer> {
        self.take_back(row, at, |conn, row| Ok(vec![undoable(conn, row)?]))
    }

    /// As [`Self::undo`], for all rows of one answer: a group that came in or left at once.
    ///
    /// # Errors
    /// As for [`Self::undo`].
    pub fn undo_answer(&mut self, row: Option<i64>, at: Option<Timestamp>) -> Result<UndoAnswer> {
        self.take_back(row, at, at_once)
    }

    /// Takes back what `which` finds for a row, the newest first.
    fn take_back(
        &mut self,
        row: Option<i64>,
        at: Option<Timestamp>,
        which: impl FnOnce(&Connection, i64) -> Result<Vec<Logged>>,
    ) -> Result<UndoAnswer> {
        self.refresh()?;
        let at = at.unwrap_or_else(|| self.now());
        let life = self.life().map_err(not_recorded)?;
        let event = self.event.clone();
        let row = match row {
            Some(row) => row,
            None => self.last_undoable()?,
        };
        let (all, void, before, badge, restored) = self
            .store
            .write(|conn| -> Result<_> {
                let all = which(conn, row)?;
                let mut void = None;
                for Logged { entry, .. } in &all {
                    let new = NewEntry {
                        at,
                        door: entry.door,
                        operator: None,
                        kind: Kind::Void,
                        verdict: entry.verdict,
                        means: Means::Hand,
                        ticket: entry.ticket,
                        attendee: entry.attendee,
                        day: entry.day,
                        member: entry.member,
                        entry_number: entry.entry_number,
                        voids: Some(entry.place),
                        mode: Mode::Online,
                        digest: None,
                    };
                    void = Some(table::log::append(conn, event.id, life, new)?);
                }
                let (Some(undone), Some(void)) = (all.first(), void) else {
                    return Err(DeskError::NothingHappened(row));
                };
                let badge = badge_printed(conn, undone)?;
                let before = match undone.entry.attendee {
                    Some(id) => Some((id, Share::of(conn, id)?, name_of(conn, id)?)),
                    None => None,
                };
                let restored = restore(conn, undone)?;
                Ok((all, void, before, badge, restored))
            })
            .map_err(not_recorded)?;
        let (people, undone) = (all.len(), &all[0]);
        let mut name = None;
        if let Some((id, share, called)) = before {
            name = called;
            if restored.changed {
                self.guest_changed(id, &share);
            }
        }
        self.tell(Some(void.row));
        Ok(UndoAnswer {
            row: format::row(void.row),
            undone: format::row(undone.row),
            name,
            verdict: undone.entry.verdict.into(),
            badge,
            people: u32::try_from(people).unwrap_or(u32::MAX),
            clock: format::clock_or_day(undone.entry.at, at, &event),
            due: restored.due.map(|due| due.amount().unwrap_or_default()),
            status: restored.status.map(Into::into),
        })
    }

    fn last_undoable(&self) -> Result<i64> {
        let conn = self.store.read();
        // Looks back in growing steps: the row is nearly always among the last few.
        let mut most = 16;
        loop {
            let rows = table::log::newest(conn, most)?;
            let all = rows.len() < most;
            for logged in rows {
                let (row, entry) = (logged.row, &logged.entry);
                let ours = entry.place.desk == self.desk && self.is_own(row);
                let stands = ours && entry.kind.moves();
                if stands && table::log::voided_by(conn, &logged)?.is_none() {
                    return Ok(row);
                }
            }
            if all {
                return Err(DeskError::NothingToUndo);
            }
            most *= 4;
        }
    }
}

/// A row that can be taken back, and those that the same answer wrote, the newest first: of one
/// ticket, one after the other, at the same moment.
fn at_once(conn: &Connection, row: i64) -> Result<Vec<Logged>> {
    let asked = undoable(conn, row)?;
    let of_group = matches!(asked.entry.kind, Kind::Entry | Kind::Exit);
    let Some(ticket) = asked.entry.ticket.filter(|_| of_group) else {
        return Ok(vec![asked]);
    };
    let rows = table::log::rows_of_ticket(conn, ticket)?;
    let of_answer = |entry: &Entry| (entry.kind, entry.at, entry.place.desk);
    let same =
        |one: &&Logged| of_answer(&one.entry) == of_answer(&asked.entry) && stands(one, &rows);
    let mut all: Vec<_> = rows.iter().filter(same).cloned().collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.row));
    Ok(all)
}

/// Whether none of its ticket's rows takes this one back.
fn stands(one: &Logged, rows: &[Logged]) -> bool {
    let place = Some(one.entry.place);
    !rows.iter().any(|other| other.entry.voids == place)
}

fn undoable(conn: &Connection, row: i64) -> Result<Logged> {
    let logged = table::log::by_row(conn, row)?.ok_or(DeskError::NoSuchRow(row))?;
    if !logged.entry.kind.moves() {
        return Err(DeskError::NothingHappened(row));
    }
    match table::log::voided_by(conn, &logged)? {
        Some(_) => Err(DeskError::AlreadyUndone(row)),
        None => Ok(logged),
    }
}

/// What came back of a guest with the row that is taken back.
#[derive(Default)]
struct Restored {
    changed: bool,
    /// They have to pay this again.
    due: Option<Due>,
    /// They are this again.
    status: Option<Status>,
}

/// Brings back what the row changed of its guest. A walk-in is none without it.
fn restore(conn: &Connection, undone: &Logged) -> Result<Restored> {
    let (Some(id), Some(ticket)) = (undone.entry.attendee, undone.entry.ticket) else {
        return Ok(Restored::default());
    };
    let mut restored = Restored {
        changed: replaced_again(conn, undone, id, ticket)?,
        ..Restored::default()
    };
    unsettle(conn, undone, id, ticket, &mut restored)?;
    if restored.status.is_none() && undone.entry.kind != Kind::Exit {
        restored.changed |= takes_back_walk_in(conn, id)?;
    }
    if restored.changed {
        table::event::revise(conn)?;
    }
    Ok(restored)
}

/// Whoever came in a guest's place is gone with the row that says so.
fn replaced_again(
    conn: &Connection,
    undone: &Logged,
    id: AttendeeId,
    ticket: TicketId,
) -> Result<bool> {
    let Some(before) = table::substituted::by_row(conn, undone.row)? else {
        return Ok(false);
    };
    let rows = table::log::rows_of_ticket(conn, ticket)?;
    let mut came_instead = rows
        .iter()
        .filter(|row| row.entry.kind == Kind::Substitute && stands(row, &rows))
        .peekable();
    let substitute = came_instead.peek().is_some();
    // Somebody else has come in their place since: the name is that one's.
    if came_instead.any(|row| row.row > undone.row) {
        return Ok(false);
    }
    let Some(mut attendee) = table::attendee::by_id(conn, id)? else {
        return Ok(false);
    };
    if let Some(answers) = &before.answers {
        table::answer::put_packed(conn, id, answers)?;
    }
    if !substitute {
        let answers = Edited {
            answers: true,
            ..Edited::default()
        };
        table::standing::as_listed(conn, id, answers)?;
    }
    before.restore(&mut attendee);
    table::attendee::update(conn, &attendee)?;
    Ok(true)
}

/// What was paid is due again, and whoever came off the waiting list waits again; what somebody
/// has said of it since stays.
fn unsettle(
    conn: &Connection,
    undone: &Logged,
    id: AttendeeId,
    ticket: TicketId,
    restored: &mut Restored,
) -> Result<()> {
    let Some(before) = table::settled::by_row(conn, undone.row)? else {
        return Ok(());
    };
    let ticket = table::ticket::shown(conn, ticket)?;
    if let Some(mut ticket) = ticket.filter(|one| before.due.is_some() && one.due.is_none()) {
        ticket.due.clone_from(&before.due);
        table::ticket::update(conn, &ticket)?;
        if !before.due_edited {
            let due = Edited {
                due: true,
                ..Edited::default()
            };
            table::standing::as_listed(conn, id, due)?;
        }
        restored.due = before.due;
        restored.changed = true;
    }
    let attendee = table::attendee::by_id(conn, id)?;
    let coming = attendee.filter(|one| one.said() == Status::Confirmed);
    if let (Some(mut attendee), Some((status, flagged))) = (coming, before.status) {
        attendee.status = status;
        table::attendee::update(conn, &attendee)?;
        table::standing::set_flag(conn, id, flagged)?;
        restored.status = Some(flagged.unwrap_or(status));
        restored.changed = true;
    }
    Ok(())
}

/// A walk-in who is taken back comes no more: nobody expected them before they stood there.
fn takes_back_walk_in(conn: &Connection, id: AttendeeId) -> Result<bool> {
    if !walked_in(conn, id)? {
        return Ok(false);
    }
    for ticket in table::ticket::of_attendee(conn, id)? {
        let entries = table::log::of_ticket(conn, ticket.id)?;
        if Presence::of(&entries, None).arrived() > 0 {
            return Ok(false);
        }
    }
    let Some(mut attendee) = table::attendee::by_id(conn, id)? else {
        return Ok(false);
    };
    attendee.status = Status::Gone;
    table::attendee::update(conn, &attendee)?;
    Ok(true)
}

/// Who stands there, before their row is taken back.
fn name_of(conn: &Connection, id: AttendeeId) -> Result<Option<String>> {
    Ok(table::attendee::by_id(conn, id)?.map(|attendee| attendee.name))
}

/// Whether a badge was printed for the guest of this row.
fn badge_printed(conn: &Connection, undone: &Logged) -> Result<bool> {
    let Some(ticket) = undone.entry.ticket else {
        return Ok(false);
    };
    let entries = table::log::of_ticket(conn, ticket)?;
    let mut kinds = entries.iter().map(|entry| entry.kind);
    Ok(kinds.any(|kind| kind == Kind::BadgePrinted))
}
