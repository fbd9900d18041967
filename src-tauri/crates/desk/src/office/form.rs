//! Between the form of the window and the definition (`event.toml`) that it is.

use lanyard_event::{Event, EventId};
use lanyard_exchange::definition::{
    Definition, DoorTable, Doors, EventTable, Fault, SlotTable, SpeakerTable, TicketTypeTable,
};

use crate::answers::{
    DoorForm, EventFields, EventForm, FormFault, SlotForm, SpeakerForm, TicketTypeForm,
};

impl EventForm {
    /// The form of an event that is there.
    pub fn of(event: &Event) -> Self {
        let Definition {
            event,
            door,
            ticket_type,
            slot,
        } = Definition::of(event);
        Self {
            event: event.into(),
            door: door.into_iter().map(DoorForm::from).collect(),
            ticket_type: ticket_type.into_iter().map(TicketTypeForm::from).collect(),
            slot: slot.into_iter().map(SlotForm::from).collect(),
        }
    }

    /// The definition that it is; whether its values make sense, that says.
    pub(super) fn definition(&self) -> Definition {
        let form = self.clone();
        Definition {
            event: form.event.into(),
            door: form.door.into_iter().map(DoorTable::from).collect(),
            ticket_type: form
                .ticket_type
                .into_iter()
                .map(TicketTypeTable::from)
                .collect(),
            slot: form.slot.into_iter().map(SlotTable::from).collect(),
        }
    }

    /// All that is wrong with what a new event is: the `first` that was found and, with that put
    /// right, the next. Beyond the event's own values only the first is told, since a date that
    /// was made up says nothing of other days.
    pub(super) fn faults(&self, id: EventId, first: Fault) -> Vec<FormFault> {
        let mut form = self.clone();
        let mut at = first.at.clone();
        let mut faults = vec![FormFault::from(first)];
        while form.event.put_right(&at)
            && let Err(next) = form.definition().event(id, None, None)
            && next.at.starts_with("event.")
            && faults.iter().all(|one| one.at != next.at)
        {
            at.clone_from(&next.at);
            faults.push(next.into());
        }
        faults
    }
}

impl EventFields {
    /// Gives a value that is wrong one that is none; whether it could.
    fn put_right(&mut self, at: &str) -> bool {
        match at {
            "event.name" => self.name = "Event".into(),
            // Before every day of erasure.
            "event.date" => self.date = "1970-01-01".into(),
            "event.timezone" => self.timezone = "UTC".into(),
            "event.doors" => self.doors.clear(),
            "event.ends" => self.ends.clear(),
            "event.erase_on" => self.erase_on.clear(),
            "event.capacity" => self.capacity = None,
            "event.ribbon" => self.ribbon.clear(),
            _ => return false,
        }
        true
    }
}

/// Two structs whose fields have the same names, turned into each other.
macro_rules! same_fields {
    ($form:ident, $table:ident, [$($field:ident),*], { $($other:ident: $to:expr => $back:expr),* }) => {
        impl From<$table> for $form {
            fn from(table: $table) -> Self {
                Self {
                    $($field: table.$field,)*
                    $($other: $to(table.$other),)*
                }
            }
        }
        impl From<$form> for $table {
            fn from(form: $form) -> Self {
                Self {
                    $($field: form.$field,)*
                    $($other: $back(form.$other),)*
                }
            }
        }
    };
}

same_fields!(
    EventFields, EventTable,
    [
        name, series, theme, contact, venue, date, timezone, ends, reentry, privacy, ribbon,
        wifi_network, wifi_password, notes, erase_on, keep_regulars
    ],
    { doors: opens => Doors::Open, capacity: people => written }
);
same_fields!(DoorForm, DoorTable, [name, was, admits], {});
same_fields!(
    TicketTypeForm, TicketTypeTable,
    [name, was, doors, days, hand_over, strict],
    { admits: people => written }
);
same_fields!(
    SlotForm, SlotTable,
    [kind, starts, ends, room, title, summary],
    { speaker: each => each }
);
same_fields!(SpeakerForm, SpeakerTable, [name, role, company, photo], {});

/// When they open; an event that is there has its doors in tables.
fn opens(doors: Doors) -> String {
    match doors {
        Doors::Open(time) => time,
        Doors::Named(_) => String::new(),
    }
}

fn people(number: Option<i64>) -> Option<u32> {
    number.and_then(|number| u32::try_from(number).ok())
}

fn written(number: Option<u32>) -> Option<i64> {
    number.map(i64::from)
}

fn each<A, B: From<A>>(all: Vec<A>) -> Vec<B> {
    all.into_iter().map(B::from).collect()
}

impl From<Fault> for FormFault {
    fn from(fault: Fault) -> Self {
        Self {
            at: fault.at,
            reason: fault.wrong.to_string(),
            why: fault.wrong.into(),
        }
    }
}
