//! From the event file to an index.

use std::{
    ops::ControlFlow,
    sync::atomic::{AtomicBool, Ordering},
};

use lanyard_event::{AttendeeId, Status, Ticket};
use lanyard_store::{Connection, Result, StoreError, table};

use super::index::{Answers, Builder, Guest, Index};

/// The index of the whole list as it is at one moment; `None` where `stop` was set meanwhile.
pub(super) fn whole(conn: &Connection, stop: &AtomicBool) -> Result<Option<Index>> {
    // Both tables as of one moment.
    let transaction = conn.unchecked_transaction().map_err(StoreError::from)?;
    let mut holders = table::ticket::holders(&transaction)?;
    holders.sort_unstable();
    let stopped = || stop.load(Ordering::Relaxed);
    let mut builder = Builder::default();
    table::attendee::each_findable(&transaction, |one| {
        builder.add(&Guest {
            id: one.id,
            name: one.name,
            company: one.company,
            email: one.email,
            answers: Answers::Packed(one.answers),
            comes: one.status == Status::Confirmed && holders.binary_search(&one.id).is_ok(),
        });
        if stopped() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    drop(transaction);
    Ok((!stopped()).then(|| builder.finish()))
}

/// The index of these guests alone, as they are now.
pub(super) fn of(conn: &Connection, ids: impl Iterator<Item = AttendeeId>) -> Result<Index> {
    let mut builder = Builder::default();
    for id in ids {
        let Some(attendee) = table::attendee::by_id(conn, id)? else {
            continue;
        };
        let tickets = table::ticket::of_attendee(conn, id)?;
        let answers = table::answer::packed(conn, attendee.id)?;
        let holds = tickets.iter().any(Ticket::holds);
        builder.add(&Guest {
            id,
            name: &attendee.name,
            company: &attendee.company,
            email: &attendee.email,
            answers: Answers::Packed(&answers),
            comes: attendee.status == Status::Confirmed && holds,
        });
    }
    Ok(builder.finish())
}
