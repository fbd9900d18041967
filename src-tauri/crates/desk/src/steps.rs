use lanyard_event::{Authority, Event, Settling, Verdict, VerdictKind};

use crate::answers::Step;

/// What staff can do now, the likeliest first. Which settlement is allowed is the rule's word
/// ([`lanyard_event::settling`]); the order is ours.
pub(crate) fn steps(
    event: &Event,
    verdict: &Verdict,
    settling: Option<&Settling>,
    rest: u16,
) -> Vec<Step> {
    let mut steps = Vec::new();
    if verdict.kind().passes() && rest > 0 {
        steps.push(Step::Rest);
    }
    if verdict.kind() == VerdictKind::Forged {
        steps.push(Step::ScanAgain);
    }
    if let Some(settling) = settling {
        // Nobody is to pay for a place that can't be given.
        let full = settling.refusals.contains(&VerdictKind::Full);
        // A place that could not be given, because the room is full, is not offered again.
        if settling.payable && verdict.kind() == VerdictKind::Unpaid && !full {
            steps.push(Step::Pay);
        }
        if settling.releasable && verdict.kind() == VerdictKind::NotConfirmed {
            steps.push(Step::Release);
        }
        steps.push(match settling.authority {
            Authority::Key => Step::Admit,
            Authority::Reason => Step::Reason,
            Authority::Lead => Step::Lead,
        });
    }
    let (find, walk_in, organiser) = match verdict.kind() {
        VerdictKind::Admitted | VerdictKind::ReEntered | VerdictKind::Left => (false, false, false),
        VerdictKind::AlreadyIn
        | VerdictKind::NotValidNow
        | VerdictKind::WrongDoor
        | VerdictKind::Unpaid
        | VerdictKind::Full
        | VerdictKind::NeedsLead => (false, false, true),
        VerdictKind::NotConfirmed => (false, false, true),
        VerdictKind::NotInside | VerdictKind::NotListed => (true, false, false),
        VerdictKind::Unknown | VerdictKind::WrongEvent => (true, true, true),
        VerdictKind::Revoked | VerdictKind::Forged => (true, false, true),
    };
    steps.extend(find.then_some(Step::Find));
    steps.extend(walk_in.then_some(Step::WalkIn));
    steps.extend((organiser && !event.contact.is_empty()).then_some(Step::Organiser));
    steps
}
