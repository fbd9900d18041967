use crate::{
    Attendee, Claim, Direction, Event, History, Means, Presence, Presented, Reentry, Scan, Status,
    TicketState, Verdict, VerdictKind, decide, decide::not_coming, presence_day,
};

/// Who may let a guest in against a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authority {
    /// Whoever stands at the desk, with one key.
    Key,
    /// Whoever stands at the desk, with a reason.
    Reason,
    /// A lead.
    Lead,
}

/// How a refusal can be settled so that the guest comes in all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// Everything that keeps the guest out, what the door said first.
    pub refusals: Vec<VerdictKind>,
    /// Who may let them in against all of it.
    pub authority: Authority,
    /// The person of the ticket who would pass, from 1.
    pub member: u16,
    /// Who would pass as another person than those of the ticket.
    pub another: Option<u16>,
    /// What is missing can be paid here, and the verdict then does not arise.
    pub payable: bool,
    /// The guest can come off the waiting list, and the verdict then does not arise.
    pub releasable: bool,
}

/// How what [`decide`](fn@crate::decide) says to this guest can be settled; `None` where it lets
/// them in, or where nobody can say whose ticket it is.
pub fn settling(
    event: &Event,
    presented: &Presented<'_>,
    history: &History<'_>,
    claim: Claim,
    scan: &Scan,
) -> Option<Settling> {
    if scan.direction == Direction::Out {
        return None;
    }
    let verdict = decide(event, presented, history, claim, scan);
    if verdict.kind().passes() {
        return None;
    }
    let (admits, kind) = match presented {
        Presented::Listed { ticket, .. } => (ticket.admits, event.ticket_type(ticket.ticket_type)),
        Presented::NotListed => (1, None),
        Presented::KeyRevoked | Presented::WrongEvent | Presented::Forged | Presented::Unknown => {
            return None;
        }
    };
    let refusals = refusals(event, presented, history, claim, scan);
    let authorities = refusals.iter().map(|kind| authority(event, *kind));
    let authority = authorities.collect::<Option<Vec<_>>>()?.into_iter().max()?;
    let presence = Presence::of(history.entries, presence_day(event, kind, scan.at));
    // A badge is somebody's who came before: it never brings another of the group.
    let next = (scan.means != Means::Badge).then(|| presence.next_to_come(admits));
    let member = presence
        .someone_left()
        .or(next.flatten())
        // Someone who left without being scanned is still inside as far as the log knows.
        .or_else(|| presence.last_inside())?;
    Some(Settling {
        refusals,
        authority,
        member,
        another: presence.another(admits),
        payable: matches!(verdict, Verdict::Unpaid { .. }),
        releasable: matches!(
            verdict,
            Verdict::NotConfirmed {
                status: Status::Waitlist | Status::Pending
            }
        ),
    })
}

/// Everything that keeps a guest out: what the door says, what it would say without that, and so
/// on.
fn refusals(
    event: &Event,
    presented: &Presented<'_>,
    history: &History<'_>,
    mut claim: Claim,
    scan: &Scan,
) -> Vec<VerdictKind> {
    let Presented::Listed { ticket, attendee } = presented else {
        let mut refusals = vec![decide(event, presented, history, claim, scan).kind()];
        let full = event
            .capacity
            .is_some_and(|places| history.inside >= places);
        if full && refusals == [VerdictKind::NotListed] {
            refusals.push(VerdictKind::Full);
        }
        return refusals;
    };
    let (mut event, mut ticket, mut attendee) =
        (event.clone(), (*ticket).clone(), (*attendee).clone());
    let mut refusals = Vec::new();
    loop {
        let presented = Presented::Listed {
            ticket: &ticket,
            attendee: &attendee,
        };
        let verdict = decide(&event, &presented, history, claim, scan);
        let kind = verdict.kind();
        if kind.passes() || refusals.contains(&kind) {
            return refusals;
        }
        refusals.push(kind);
        match kind {
            VerdictKind::Revoked => {
                ticket.state = TicketState::Valid;
                if attendee.said().withdraws() {
                    confirm(&mut attendee);
                }
            }
            VerdictKind::NotConfirmed => confirm(&mut attendee),
            VerdictKind::AlreadyIn => {
                // Whoever else would come in on it was turned away since.
                let refused = attendee.flagged.map(not_coming);
                refusals.extend(refused.map(|refused| refused.kind()));
                return refusals;
            }
            VerdictKind::NotValidNow => event
                .ticket_types
                .iter_mut()
                .for_each(|kind| kind.days.clear()),
            VerdictKind::WrongDoor => {
                let kinds = event.ticket_types.iter_mut();
                kinds.for_each(|kind| kind.doors.clear());
                event.doors.iter_mut().for_each(|door| door.admits.clear());
            }
            VerdictKind::Unpaid => ticket.due = None,
            VerdictKind::NeedsLead => claim = Claim::Granted,
            VerdictKind::Full => event.capacity = None,
            VerdictKind::Admitted
            | VerdictKind::ReEntered
            | VerdictKind::Left
            | VerdictKind::NotInside
            | VerdictKind::NotListed
            | VerdictKind::WrongEvent
            | VerdictKind::Unknown
            | VerdictKind::Forged => return refusals,
        }
    }
}

fn confirm(attendee: &mut Attendee) {
    (attendee.status, attendee.flagged) = (Status::Confirmed, None);
}

/// The room's limit is the law's, a revoked ticket and a strict one are the organiser's: there a
/// lead decides. The rest is for whoever sees the guest.
fn authority(event: &Event, refusal: VerdictKind) -> Option<Authority> {
    match refusal {
        VerdictKind::Admitted | VerdictKind::ReEntered | VerdictKind::Left => None,
        VerdictKind::NotListed => Some(Authority::Key),
        VerdictKind::AlreadyIn => Some(match event.reentry {
            Reentry::Welcome => Authority::Key,
            Reentry::Ask => Authority::Reason,
            Reentry::Refuse => Authority::Lead,
        }),
        VerdictKind::NotConfirmed
        | VerdictKind::NotValidNow
        | VerdictKind::WrongDoor
        | VerdictKind::Unpaid => Some(Authority::Reason),
        VerdictKind::Full | VerdictKind::NeedsLead | VerdictKind::Revoked => Some(Authority::Lead),
        // Coming in, only a badge is not inside: it never admits first, and whoever knows the
        // guest's face finds them by name.
        VerdictKind::NotInside
        | VerdictKind::WrongEvent
        | VerdictKind::Unknown
        | VerdictKind::Forged => None,
    }
}

#[cfg(test)]
#[path = "settle_tests.rs"]
mod tests;
