//! All guests as a table that can be imported again.

use std::collections::HashMap;

use jiff::Timestamp;
use lanyard_event::{Event, Ticket};
use lanyard_exchange::{
    list::Field,
    table::{Cell, OUR_OWN, Table},
};
use lanyard_store::{
    Connection, table,
    table::{answer::unpack, attendee::Listed},
};

use super::whereabouts::{together, whereabouts};
use crate::{Result, answers::State, attendees::not_here};

/// What a guest's columns are, behind the id.
const FIELDS: [Field; 12] = [
    Field::Name,
    Field::Email,
    Field::Company,
    Field::Role,
    Field::TicketType,
    Field::Code,
    Field::Order,
    Field::Note,
    Field::Status,
    Field::Due,
    Field::Companions,
    Field::Attention,
];

/// All guests, read in a few goes over whole tables; `id_title` says how texts are written.
pub(super) fn guest_table(
    conn: &Connection,
    event: &Event,
    now: Timestamp,
    id_title: &str,
) -> Result<Table> {
    let questions = table::question::list(conn)?;
    let codes = table::ticket::first_foreign_codes(conn)?;
    let tickets = table::ticket::list(conn)?;
    let here = whereabouts(conn, event, &tickets, now)?;
    let columns = [id_title]
        .into_iter()
        .chain(FIELDS.map(Field::word))
        .chain(OUR_OWN)
        .chain(questions.iter().map(|question| question.title.as_str()));
    let mut guests = Table::new("Guests", columns.map(str::to_owned).collect());
    // Guests and tickets both go in the order of the guests' ids.
    let mut of_guests = tickets
        .chunk_by(|one, other| one.attendee == other.attendee)
        .peekable();
    table::attendee::each_listed(conn, |guest| {
        let id = guest.attendee.id;
        while of_guests.next_if(|some| some[0].attendee < id).is_some() {}
        let own = of_guests.next_if(|some| some[0].attendee == id);
        let own: &[Ticket] = own.unwrap_or_default();
        let ticket = own.iter().find(|one| one.holds()).or(own.first());
        let whereabouts = own
            .iter()
            .filter_map(|ticket| here.get(&ticket.id))
            .copied();
        let whereabouts = together(whereabouts);
        let state = whereabouts.state;
        let state = state.unwrap_or_else(|| not_here(&guest.attendee, own));
        let time = |at: Option<Timestamp>| match at {
            Some(at) => Cell::Time(at.to_zoned(event.timezone.clone()).datetime()),
            None => Cell::Text(String::new()),
        };
        let (arrived, door) = whereabouts.arrived.unzip();
        let door = door.and_then(|door| event.door(door));
        let left = whereabouts.left.filter(|_| state == State::Left);
        let code = ticket.and_then(|ticket| codes.get(&ticket.id));
        let mut row = vec![Cell::Text(id.to_string())];
        row.extend(FIELDS.map(|field| cell(field, &guest, ticket, code, event)));
        row.extend([
            Cell::Text(word(state).to_owned()),
            time(arrived),
            Cell::Text(door.map(|door| door.name.clone()).unwrap_or_default()),
            time(left),
        ]);
        let answers: HashMap<i64, &str> = unpack(&guest.answers).collect();
        row.extend(questions.iter().map(|question| {
            let answer = answers.get(&question.id).copied();
            Cell::Text(answer.unwrap_or_default().to_owned())
        }));
        guests.rows.push(row);
        Ok(())
    })?;
    Ok(guests)
}

/// What a list says of a guest, read as `import` would.
fn cell(
    field: Field,
    guest: &Listed,
    ticket: Option<&Ticket>,
    code: Option<&String>,
    event: &Event,
) -> Cell {
    let attendee = &guest.attendee;
    let kind = ticket.and_then(|ticket| event.ticket_type(ticket.ticket_type));
    let due = ticket.and_then(|ticket| ticket.due.as_ref());
    Cell::Text(match field {
        Field::Name => attendee.name.clone(),
        Field::Email => attendee.email.clone(),
        Field::Company => attendee.company.clone(),
        Field::Role => attendee.role.clone(),
        Field::TicketType => kind.map(|kind| kind.name.clone()).unwrap_or_default(),
        Field::Code => code.cloned().unwrap_or_default(),
        Field::Order => guest.order.clone(),
        Field::Note => attendee.note.clone(),
        Field::Status => attendee.status.word().to_owned(),
        Field::Due => due.map(ToString::to_string).unwrap_or_default(),
        Field::Companions => {
            let others = ticket.map(|ticket| ticket.admits.saturating_sub(1));
            return others.map_or(Cell::Text(String::new()), |others| {
                Cell::Number(others.into())
            });
        }
        Field::Attention => attendee.attention.clone(),
        _ => String::new(),
    })
}

fn word(state: State) -> &'static str {
    match state {
        State::Expected => "expected",
        State::Inside => "inside",
        State::Left => "left",
        State::NotComing => "not_coming",
    }
}
