use jiff::Timestamp;
use lanyard_event::{Authority, Direction, Kind, OperatorId, Scan, Status, Verdict, VerdictKind};
use lanyard_store::{
    Connection, table,
    table::{settled::Settled, standing::Edited},
};

use crate::{
    Desk, DeskError, Result,
    answers::{ScanAnswer, Settlement},
    case::{Case, Ruling},
    facts::Share,
    scan::{Guest, Known, by_name, by_ticket},
    walk_in::found_full,
};

impl Desk {
    /// Lets in a guest whom the row `row` of the log refused. The rules are asked again: where
    /// they say something else by now, that is the answer.
    ///
    /// # Errors
    /// [`DeskError::NotSettled`] where the row refused nobody whose ticket is known, or may not be
    /// settled like this; [`DeskError::WrongPin`]; [`DeskError::NoReason`].
    pub fn settle(
        &mut self,
        row: i64,
        settlement: &Settlement,
        at: Option<Timestamp>,
    ) -> Result<ScanAnswer> {
        self.refresh()?;
        let refused = table::log::by_row(self.store.read(), row)?;
        let refused = refused.ok_or(DeskError::NoSuchRow(row))?.entry;
        let ticket = refused.ticket.filter(|_| refused.kind == Kind::Refused);
        let ticket = ticket.ok_or(DeskError::NotSettled(row))?;
        let fits = match settlement {
            Settlement::Paid => refused.verdict == VerdictKind::Unpaid,
            Settlement::Release => refused.verdict == VerdictKind::NotConfirmed,
            // Somebody who could not leave wants out, not in.
            Settlement::Admit | Settlement::Reason { .. } | Settlement::Lead { .. } => {
                refused.verdict != VerdictKind::NotInside
            }
        };
        if !fits {
            return Err(DeskError::NotSettled(row));
        }
        let scan = Scan {
            means: refused.means,
            ..self.scan_by_hand(Direction::In, None, at)?
        };
        let (reason, operator) = self.reason(settlement)?;
        let settled = |case: &mut Case<'_>| {
            let verdict = case.decide();
            let Some(settling) = case.settling() else {
                return Ok(Ruling::of(verdict));
            };
            if !settling.refusals.contains(&refused.verdict) {
                return Ok(Ruling::of(verdict));
            }
            let ruling = match settlement {
                Settlement::Paid if settling.payable => {
                    let due = case
                        .known
                        .guest()
                        .and_then(|guest| guest.ticket.due.clone());
                    let paid = due.and_then(|due| due.amount());
                    settled_by(case, paid, |guest| guest.ticket.due = None)?
                }
                Settlement::Release if settling.releasable => settled_by(case, None, |guest| {
                    guest.attendee.status = Status::Confirmed;
                    guest.attendee.flagged = None;
                })?,
                Settlement::Admit | Settlement::Reason { .. } | Settlement::Lead { .. }
                    if allows(settlement, settling.authority) =>
                {
                    let doubled = refused.verdict == VerdictKind::AlreadyIn;
                    let another = settling.another.filter(|_| doubled && settlement.another());
                    let member = another.unwrap_or(settling.member);
                    Ruling {
                        kind: Kind::Override,
                        logged: verdict.kind(),
                        text: reason.clone(),
                        operator,
                        ..Ruling::of(Verdict::Admitted { member })
                    }
                }
                _ => return Err(DeskError::NotSettled(row)),
            };
            Ok(ruling)
        };
        let rule = |case: &mut Case<'_>| {
            let waited = found_full(case.conn, &mut case.known, refused.verdict)?;
            let ruling = settled(case)?;
            match waited {
                Some(waited) if ruling.verdict.kind().passes() => let_in(case, waited, ruling),
                _ => Ok(ruling),
            }
        };
        self.answer("", &scan, |conn| by_ticket(conn, ticket), rule)
    }

    /// Lets everybody else of the group whose ticket a row of the log names go the way of that row:
    /// in, or after an exit out.
    ///
    /// # Errors
    /// There is no such row, or it names no ticket; [`DeskError::NotRecorded`] as for a scan.
    pub fn rest_of_group(&mut self, row: i64, at: Option<Timestamp>) -> Result<ScanAnswer> {
        self.refresh()?;
        let shown = table::log::by_row(self.store.read(), row)?;
        let shown = shown.ok_or(DeskError::NoSuchRow(row))?.entry;
        let ticket = shown.ticket.ok_or(DeskError::NothingHappened(row))?;
        let direction = match shown.kind {
            Kind::Exit => Direction::Out,
            _ => Direction::In,
        };
        self.whole_group(direction, at, |conn| by_ticket(conn, ticket))
    }

    /// Lets in everybody outside who comes on the ticket of a guest found by name.
    ///
    /// # Errors
    /// There is no such guest or they have no ticket; [`DeskError::NotRecorded`] as for a scan.
    pub fn admit_all(&mut self, attendee: &str, at: Option<Timestamp>) -> Result<ScanAnswer> {
        self.refresh()?;
        let id = self.listed(attendee)?.id;
        self.whole_group(Direction::In, at, |conn| by_name(conn, id, Direction::In))
    }

    fn whole_group(
        &mut self,
        direction: Direction,
        at: Option<Timestamp>,
        look_up: impl FnOnce(&Connection) -> Result<Known>,
    ) -> Result<ScanAnswer> {
        let scan = self.scan_by_hand(direction, None, at)?;
        let rule = |case: &mut Case<'_>| Ok(Ruling::of(case.decide()));
        self.answer_until("", &scan, look_up, rule, |rest| rest == 0)
    }

    /// What is written beside the row, and which lead let the guest in.
    fn reason(&self, settlement: &Settlement) -> Result<(Option<String>, Option<OperatorId>)> {
        let given = |reason: &str| {
            let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
            (!reason.is_empty()).then_some(reason)
        };
        match settlement {
            Settlement::Admit | Settlement::Paid | Settlement::Release => Ok((None, None)),
            Settlement::Reason { reason, .. } => {
                Ok((Some(given(reason).ok_or(DeskError::NoReason)?), None))
            }
            Settlement::Lead { pin, reason, .. } => match self.lead(pin)? {
                Some(lead) => Ok((given(reason), Some(lead))),
                // Nobody set a lead up: what was decided has to be said at least.
                None => Ok((Some(given(reason).ok_or(DeskError::NoReason)?), None)),
            },
        }
    }
}

fn allows(settlement: &Settlement, authority: Authority) -> bool {
    match authority {
        Authority::Key => true,
        Authority::Reason => !matches!(settlement, Settlement::Admit),
        Authority::Lead => matches!(settlement, Settlement::Lead { .. }),
    }
}

/// The guest is changed, if they then get in.
fn settled_by(
    case: &mut Case<'_>,
    text: Option<String>,
    change: impl FnOnce(&mut Guest),
) -> Result<Ruling> {
    let refused = case.decide().kind();
    let Some(before) = case.known.guest().cloned() else {
        return Ok(Ruling::of(case.decide()));
    };
    if let Some(guest) = case.known.guest_mut() {
        change(guest);
    }
    let verdict = case.decide();
    if !verdict.kind().passes() {
        if let Some(guest) = case.known.guest_mut() {
            *guest = before;
        }
        return Ok(Ruling::of(verdict));
    }
    let id = before.attendee.id;
    let share = Share::of(case.conn, id)?;
    let mut settled = Settled::default();
    if let Some(guest) = case.known.guest() {
        table::attendee::update(case.conn, &guest.attendee)?;
        table::ticket::update(case.conn, &guest.ticket)?;
        if before.ticket.due != guest.ticket.due {
            let standing = table::standing::of(case.conn, id)?;
            settled.due_edited = standing.is_some_and(|standing| standing.edited.due);
            settled.due.clone_from(&before.ticket.due);
        }
        // No list asks again for what was paid here.
        let edited = Edited {
            due: before.ticket.due != guest.ticket.due,
            ..Edited::default()
        };
        table::standing::mark_edited(case.conn, id, edited)?;
        if before.attendee.said() != guest.attendee.said() {
            settled.status = Some((before.attendee.status, before.attendee.flagged));
            table::standing::set_flag(case.conn, id, None)?;
            table::before::keep_status(case.conn, id)?;
        }
    }
    Ok(Ruling {
        logged: refused,
        text,
        changed: Some((id, share)),
        settled: Some(settled),
        ..Ruling::of(verdict)
    })
}

/// Who had `waited` since the room was full when they came is a guest once they are in.
fn let_in(case: &Case<'_>, waited: Status, ruling: Ruling) -> Result<Ruling> {
    let Some(guest) = case.known.guest() else {
        return Ok(ruling);
    };
    let share = Share::of(case.conn, guest.attendee.id)?;
    table::attendee::update(case.conn, &guest.attendee)?;
    Ok(Ruling {
        changed: Some((guest.attendee.id, share)),
        settled: Some(Settled {
            status: Some((waited, guest.attendee.flagged)),
            ..Settled::default()
        }),
        ..ruling
    })
}
