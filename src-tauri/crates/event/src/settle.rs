use crate::{
    Event, History, Means, Presence, Presented, Reentry, Scan, Status, Verdict, decide::Direction,
    presence_day,
};

/// Who may let a guest in against a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// Whoever stands at the desk, with one key.
    Key,
    /// Whoever stands at the desk, with a reason.
    Reason,
    /// A lead.
    Lead,
}

/// How a refusal can be settled so that the guest comes in all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settling {
    /// Who may let them in against the verdict.
    pub authority: Authority,
    /// The person of the ticket who would pass, from 1.
    pub member: u16,
    /// What is missing can be paid here, and the verdict then does not arise.
    pub payable: bool,
    /// The guest can come off the waiting list, and the verdict then does not arise.
    pub releasable: bool,
}

/// How `verdict`, which [`decide`](fn@crate::decide) gave for this guest, can be settled; `None`
/// where it lets them in, or where nobody can say whose ticket it is.
pub fn settling(
    event: &Event,
    presented: &Presented<'_>,
    history: &History<'_>,
    verdict: &Verdict,
    scan: &Scan,
) -> Option<Settling> {
    if scan.direction == Direction::Out {
        return None;
    }
    let (admits, kind) = match presented {
        Presented::Listed { ticket, .. } => (ticket.admits, event.ticket_type(ticket.ticket_type)),
        Presented::NotListed => (1, None),
        Presented::KeyRevoked | Presented::WrongEvent | Presented::Forged | Presented::Unknown => {
            return None;
        }
    };
    let authority = authority(event, verdict, scan)?;
    let presence = Presence::of(history.entries, presence_day(event, kind, scan.at));
    let member = presence
        .someone_left()
        .or_else(|| presence.next_to_come(admits))
        // Someone who left without being scanned is still inside as far as the log knows.
        .or_else(|| presence.last_inside())?;
    Some(Settling {
        authority,
        member,
        payable: matches!(verdict, Verdict::Unpaid { .. }),
        releasable: matches!(
            verdict,
            Verdict::NotConfirmed {
                status: Status::Waitlist | Status::Pending
            }
        ),
    })
}

/// The room's limit is the law's, a revoked ticket and a strict one are the organiser's: there a
/// lead decides. The rest is for whoever sees the guest.
fn authority(event: &Event, verdict: &Verdict, scan: &Scan) -> Option<Authority> {
    match verdict {
        Verdict::Admitted { .. } | Verdict::ReEntered { .. } | Verdict::Left { .. } => None,
        Verdict::NotListed => Some(Authority::Key),
        Verdict::AlreadyIn { .. } => Some(match event.reentry {
            Reentry::Welcome => Authority::Key,
            Reentry::Ask => Authority::Reason,
            Reentry::Refuse => Authority::Lead,
        }),
        // A badge never admits first; whoever knows the guest's face finds them by name.
        Verdict::NotInside => (scan.means != Means::Badge).then_some(Authority::Reason),
        Verdict::NotConfirmed { .. }
        | Verdict::NotValidNow { .. }
        | Verdict::WrongDoor { .. }
        | Verdict::Unpaid { .. } => Some(Authority::Reason),
        Verdict::Full { .. } | Verdict::NeedsLead | Verdict::Revoked { .. } => {
            Some(Authority::Lead)
        }
        Verdict::WrongEvent | Verdict::Unknown | Verdict::Forged => None,
    }
}
