//! What becomes of a guest by a row, or without one.

use lanyard_event::{AttendeeId, Status, Ticket};
use lanyard_exchange::list::{Field, Record};
use lanyard_store::{Connection, table, table::standing::Standing};

use super::{Change, texts};
use crate::{
    Result,
    import::{
        read::{NotTaken, Plan, Row},
        sift::{By, Claim, Dropped, Match, left},
        voices::{Voices, comes, new_status},
        write::{
            guest::{admits, arrived, guest},
            refused_codes::RefusedCodes,
        },
    },
};

impl Change {
    /// What a row changes. The outer error is the file's, the inner one the row's.
    pub(crate) fn of(
        conn: &Connection,
        plan: &Plan,
        event: &lanyard_event::Event,
        questions: &[i64],
        list: Option<i64>,
        found: Match,
        row: &Row,
    ) -> Result<std::result::Result<Self, NotTaken>> {
        let record = &row.record;
        let (before, mut standing) = guest(conn, found.id)?;
        // What can't be read whole says nothing but that they don't come.
        let same = found.same || row.unread.is_some();
        let mut change = Self::none(before, standing.clone());
        change.said = record.status;
        change.from_another =
            found.by == By::Own && standing.list.is_some_and(|on| Some(on) != list);
        let tickets = table::ticket::of_attendee(conn, found.id)?;
        let edited = standing.edited;
        if !same {
            change.take_fields(plan, record, &standing, found.by);
            if !edited.answers {
                standing.answers = change.take_answers(plan, questions, record, &standing.answers);
            }
            if plan.says(Field::Order) {
                let order = table::attendee::order_reference(conn, found.id)?;
                if order.unwrap_or_default() != record.order {
                    change.order = Some(record.order.clone());
                    change.fields.push(Field::Order.word().to_owned());
                }
            }
        }
        let arrived = arrived(conn, &tickets)?;
        let mut withdrawn = plan.withdrawn(questions, &change.standing.0.answers);
        if found.by == By::Merged
            && plan.may_be_status()
            && let Some(list) = list
        {
            // Of a name that a list leads no more, the answers are not kept.
            withdrawn.extend(table::alias::said_by(conn, plan.source(), &row.key, list)?);
        }
        let (new, wanted) = change.status(conn, plan, found, row, &withdrawn, &mut standing)?;
        let says = plan.says(Field::Status) || !withdrawn.is_empty();
        let again = match standing.said {
            Some(_) => wanted,
            // What we wrote ourselves says nothing new.
            None => {
                let anew = says || standing.flagged == Some(Status::Gone);
                !same && anew && found.by != By::Export
            }
        };
        change.take_status(new, arrived, again, wanted, &mut standing);
        change.settle_tickets(conn, &tickets)?;
        let theirs = |ticket: &&Ticket| ticket.holds() || change.given_back.contains(&ticket.id);
        let about = tickets.iter().find(theirs).or_else(|| tickets.first());
        if let Some(speaks) = about.filter(|_| standing.said.is_some() && found.by != By::Export) {
            change.settle_codes(conn, &tickets, speaks, record, list)?;
        }
        match found.claim {
            Claim::Moves => {}
            _ if record.status.refuses() => {
                change.refused = RefusedCodes::of(conn, Some(found.id), record)?;
            }
            Claim::Stays => change.gives_back.clone_from(&record.codes),
            Claim::Waits => {}
        }
        if let Some(ticket) = about.filter(|_| found.same && found.by != By::Own) {
            change.lend_codes(conn, ticket.id, record)?;
        }
        if let Some(ticket) = about.filter(|_| !same) {
            let mut after = ticket.clone();
            let kind = &event.ticket_types[row.kind.at];
            // What the event does not know says nothing of whoever has a type.
            if !record.ticket_type.is_empty()
                && !row.kind.taken
                && ticket.ticket_type != kind.id
                && !edited.ticket_type
            {
                (after.ticket_type, after.admits) = (kind.id, kind.admits);
                change.fields.push(Field::TicketType.word().to_owned());
            }
            if plan.says(Field::Companions) && !edited.ticket_type {
                let kind = event.ticket_type(after.ticket_type);
                after.admits = admits(record, kind.map_or(1, |kind| kind.admits));
                if after.admits != ticket.admits && after.ticket_type == ticket.ticket_type {
                    change.fields.push(Field::Companions.word().to_owned());
                }
            }
            if plan.says(Field::Due) && !edited.due && after.due != record.due {
                after.due.clone_from(&record.due);
                change.fields.push(Field::Due.word().to_owned());
            }
            if plan.says(Field::Code)
                && let Some(why) = change.take_codes(conn, found, ticket.id, record)?
                && (found.claim == Claim::Waits
                    || !record.status.refuses() && !change.does_without(conn, plan, &why)?)
            {
                return Ok(Err(why));
            }
            change.ticket = (after != *ticket).then(|| (ticket.clone(), after));
        }
        if found.by == By::Own {
            standing.digest = row.digest.to_vec();
            standing.list = list;
        }
        change.standing.1 = standing;
        Ok(Ok(change))
    }

    /// What becomes of a guest of whom a list of this source has names no more.
    pub(crate) fn leaving(conn: &Connection, source: &str, names: &[Dropped]) -> Result<Self> {
        let (before, mut standing) = guest(conn, names[0].id)?;
        let mut change = Self::none(before, standing.clone());
        let (said, says) = left(conn, source, names)?;
        let tickets = table::ticket::of_attendee(conn, change.before.id)?;
        let new = new_status(change.before.status, &said, &says, &standing);
        standing.said = standing.said.map(|_| says.own);
        change.names = says.changed(&said);
        let wanted = comes(says.best());
        if names.iter().any(|name| name.key.is_none()) {
            standing.list = None;
        }
        let arrived = arrived(conn, &tickets)?;
        change.take_status(new, arrived, false, wanted, &mut standing);
        change.settle_tickets(conn, &tickets)?;
        change.standing.1 = standing;
        Ok(change)
    }

    /// What becomes of a merged guest whose lists say something else than `before`, since an import
    /// was taken back.
    pub(crate) fn of_lists(conn: &Connection, id: AttendeeId, before: &Voices) -> Result<Self> {
        let (guest, mut standing) = guest(conn, id)?;
        let mut change = Self::none(guest, standing.clone());
        let tickets = table::ticket::of_attendee(conn, id)?;
        let after = Voices::of(conn, id)?;
        let new = new_status(change.before.status, before, &after, &standing);
        let wanted = comes(after.best());
        let arrived = arrived(conn, &tickets)?;
        change.take_status(new, arrived, false, wanted, &mut standing);
        change.settle_tickets(conn, &tickets)?;
        Ok(change)
    }

    fn take_fields(&mut self, plan: &Plan, record: &Record, standing: &Standing, by: By) {
        let edited = &standing.edited;
        let of_record = [
            (&record.name, edited.name),
            (&record.email, edited.email),
            (&record.company, edited.company),
            (&record.role, edited.role),
            (&record.note, edited.note),
            (&record.attention, edited.attention),
        ];
        for ((field, old), (new, edited)) in texts(&mut self.after).into_iter().zip(of_record) {
            let says = match field {
                // Every list has a name, whatever its columns. One that nobody gave takes the
                // place of none that another list has.
                Field::Name => by == By::Own || !record.stand_in,
                field => plan.says(field),
            };
            if says && !edited && new != old {
                old.clone_from(new);
                self.fields.push(field.word().to_owned());
            }
        }
    }

    fn take_answers(
        &mut self,
        plan: &Plan,
        questions: &[i64],
        record: &Record,
        before: &[(i64, String)],
    ) -> Vec<(i64, String)> {
        let mut answers = before.to_vec();
        for (nth, (title, new)) in plan.questions.iter().zip(&record.answers).enumerate() {
            let id = questions.get(nth).copied();
            let old = answers.iter().position(|(one, _)| Some(*one) == id);
            let old_text = old.map_or("", |at| answers[at].1.as_str());
            if old_text == new {
                continue;
            }
            self.fields.push(title.clone());
            if let Some(at) = old {
                answers.remove(at);
            }
            if let Some(id) = id.filter(|_| !new.is_empty()) {
                answers.push((id, new.clone()));
            }
        }
        answers.sort_by_key(|(id, _)| *id);
        answers
    }
}
