//! All guests as a table that can be imported again.

use std::collections::HashMap;

use jiff::Timestamp;
use lanyard_event::{AttendeeId, Event, Ticket, TicketState};
use lanyard_exchange::{
    foreign::foreign_codes,
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
    let tickets = table::ticket::list(conn)?;
    let codes = codes(conn, &tickets)?;
    let most_codes = codes.values().map(Vec::len).max().unwrap_or_default();
    // The first stands among the fields.
    let more_codes = 1..most_codes.max(1);
    let here = whereabouts(conn, event, &tickets, now)?;
    let columns = [id_title].into_iter().chain(FIELDS.map(Field::word));
    let columns = columns.map(str::to_owned);
    let columns = columns.chain(more_codes.clone().map(|nth| format!("code_{}", nth + 1)));
    let columns = columns.chain(OUR_OWN.map(str::to_owned));
    let columns = columns.chain(questions.iter().map(|question| question.title.clone()));
    let mut guests = Table::new("Guests", columns.collect());
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
        let codes = codes.get(&id).map_or(&[][..], Vec::as_slice);
        let code = |nth: usize| codes.get(nth).cloned().unwrap_or_default();
        let mut row = vec![Cell::Text(id.to_string())];
        row.extend(FIELDS.map(|field| match field {
            Field::Code => Cell::Text(code(0)),
            field => cell(field, &guest, ticket, event),
        }));
        row.extend(more_codes.clone().map(|nth| Cell::Text(code(nth))));
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

/// The codes that others printed, of each guest: those of the tickets that hold and of those for
/// which they speak, or, of whoever has none, of all.
fn codes(conn: &Connection, tickets: &[Ticket]) -> Result<HashMap<AttendeeId, Vec<String>>> {
    let mut of_ticket = table::ticket::foreign_codes_of_all(conn)?;
    let is_valid = |ticket: &&Ticket| ticket.state == TicketState::Valid;
    let mut of_guest = HashMap::new();
    for own in tickets.chunk_by(|one, other| one.attendee == other.attendee) {
        let any = own.iter().any(|ticket| is_valid(&ticket));
        let own_valid = own.iter().filter(|ticket| !any || is_valid(ticket));
        let codes = own_valid.filter_map(|ticket| of_ticket.remove(&ticket.id));
        let codes: Vec<String> = codes.flatten().collect();
        if !codes.is_empty() {
            of_guest.insert(own[0].attendee, without_implied(codes));
        }
    }
    Ok(of_guest)
}

/// Codes without those that are a form of another: whoever reads that knows them.
fn without_implied(codes: Vec<String>) -> Vec<String> {
    if codes.len() < 2 {
        return codes;
    }
    let forms = codes
        .iter()
        .flat_map(|code| foreign_codes(code).into_iter().skip(1));
    let forms: Vec<String> = forms.collect();
    let mut kept = codes;
    kept.retain(|code| !forms.contains(code));
    kept
}

/// What a list says of a guest, read as `import` would.
fn cell(field: Field, guest: &Listed, ticket: Option<&Ticket>, event: &Event) -> Cell {
    let attendee = &guest.attendee;
    let kind = ticket.and_then(|ticket| event.ticket_type(ticket.ticket_type));
    let due = ticket.and_then(|ticket| ticket.due.as_ref());
    Cell::Text(match field {
        Field::Name => attendee.name.clone(),
        Field::Email => attendee.email.clone(),
        Field::Company => attendee.company.clone(),
        Field::Role => attendee.role.clone(),
        Field::TicketType => kind.map(|kind| kind.name.clone()).unwrap_or_default(),
        Field::Order => guest.order.clone(),
        Field::Note => attendee.note.clone(),
        // Of whoever was in when it was said, it holds wherever they are not.
        Field::Status => attendee
            .flagged
            .unwrap_or(attendee.status)
            .word()
            .to_owned(),
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
