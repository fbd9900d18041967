//! Which other evening a ticket is for, where this user's data folder knows its event file.

use lanyard_event::{Reading, read_code};
use lanyard_store::{Store, StoreError, table};

use crate::{Desk, answers::OtherEvent};

impl Desk {
    /// The event that issued this code, if it is one of those that this user has had open. What
    /// can't be read now is passed over: the door has said already that it is not ours.
    pub(crate) fn event_of(&self, code: &str) -> Option<OtherEvent> {
        let files = self.home.event_files().ok()?;
        files.iter().find_map(|path| {
            let look = Store::look(path, |conn| {
                let event = table::event::load(conn)?;
                let keys = table::key::list(conn)?;
                let reading = read_code(code, event.id, &keys, |_| None);
                let theirs = matches!(reading, Reading::Ticket(_) | Reading::KeyRevoked(_));
                Ok::<_, StoreError>(theirs.then_some(event))
            });
            let event = look.ok()?.filter(|event| event.id != self.event.id)?;
            Some(OtherEvent {
                name: event.name,
                date: event.date.to_string(),
            })
        })
    }
}
