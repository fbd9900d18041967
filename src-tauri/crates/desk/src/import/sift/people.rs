use std::collections::HashSet;

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, StoreError, table};

/// With more guests than this it is quicker to go through all there are.
const FEW: usize = 20_000;

/// Goes through who guests are, by name and address, in no order.
///
/// # Errors
/// What `each` gives, or the file can't be read.
pub(super) fn each_of(
    conn: &Connection,
    ids: &HashSet<AttendeeId>,
    mut each: impl FnMut(AttendeeId, &str, &str) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if ids.len() > FEW {
        return table::attendee::each_person(conn, |one| match ids.contains(&one.id) {
            true => each(one.id, one.name, one.email),
            false => Ok(()),
        });
    }
    for id in ids {
        if let Some(guest) = table::attendee::by_id(conn, *id)? {
            each(*id, &guest.name, &guest.email)?;
        }
    }
    Ok(())
}
