//! What an import would change of a guest, from what to what, for whoever looks at it before.

use lanyard_event::{Attendee, Event, Ticket};
use lanyard_exchange::list::Field;
use lanyard_store::table::standing::Standing;

use super::{read::Plan, write::Change};
use crate::answers::ChangedField;

/// The fields of a change; `questions` are the numbers of the list's questions.
pub(super) fn fields(
    change: &Change,
    event: &Event,
    plan: &Plan,
    questions: &[i64],
) -> Vec<ChangedField> {
    let shown = |field: &String| {
        let (from, to) = from_to(field, change, event)
            .or_else(|| answers(field, change, plan, questions))
            .unwrap_or_default();
        ChangedField {
            field: field.clone(),
            from,
            to,
        }
    };
    change.fields.iter().map(shown).collect()
}

fn from_to(field: &str, change: &Change, event: &Event) -> Option<(String, String)> {
    let texts = |text: fn(&Attendee) -> &str| {
        let [from, to] = [&change.before, &change.after].map(|guest| text(guest).to_owned());
        Some((from, to))
    };
    let of_ticket = |text: &dyn Fn(&Ticket) -> String| {
        let (from, to) = change.ticket.as_ref()?;
        Some((text(from), text(to)))
    };
    let is = |one: Field| field == one.word();
    if is(Field::Name) {
        texts(|guest| &guest.name)
    } else if is(Field::Email) {
        texts(|guest| &guest.email)
    } else if is(Field::Company) {
        texts(|guest| &guest.company)
    } else if is(Field::Role) {
        texts(|guest| &guest.role)
    } else if is(Field::Note) {
        texts(|guest| &guest.note)
    } else if is(Field::Attention) {
        texts(|guest| &guest.attention)
    } else if is(Field::Status) {
        // Of whoever is in, what is said against them is only noted.
        let (before, after) = &change.standing;
        let said = |guest: &Attendee, standing: &Standing| {
            standing.flagged.unwrap_or(guest.status).word().to_owned()
        };
        Some((said(&change.before, before), said(&change.after, after)))
    } else if is(Field::TicketType) {
        let name = |ticket: &Ticket| event.ticket_type(ticket.ticket_type).map(|one| &one.name);
        of_ticket(&|ticket| name(ticket).cloned().unwrap_or_default())
    } else if is(Field::Companions) {
        of_ticket(&|ticket| ticket.admits.saturating_sub(1).to_string())
    } else if is(Field::Due) {
        of_ticket(&|ticket| {
            ticket
                .due
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default()
        })
    } else {
        None
    }
}

/// What was answered to the question of this title, and is.
fn answers(
    title: &str,
    change: &Change,
    plan: &Plan,
    questions: &[i64],
) -> Option<(String, String)> {
    let nth = plan.questions.iter().position(|one| one == title)?;
    let id = questions.get(nth)?;
    let text = |answers: &[(i64, String)]| {
        let found = answers.iter().find(|(one, _)| one == id);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let (before, after) = &change.standing;
    Some((text(&before.answers), text(&after.answers)))
}
