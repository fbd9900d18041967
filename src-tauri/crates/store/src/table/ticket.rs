//! The tickets and their codes.

use std::collections::HashMap;

use jiff::Timestamp;
use lanyard_event::{AttendeeId, Due, KeyId, Ticket, TicketId, TicketState, TicketTypeId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{all, first, get, number, timestamp};
use crate::Result;

/// Adds a ticket that is not issued yet.
///
/// # Errors
/// [`crate::StoreError::Refused`] where its id or foreign code is taken; the file can't be written.
pub fn insert(conn: &Connection, ticket: &Ticket, foreign_code: Option<&str>) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO ticket (id, attendee, ticket_type, admits, due_hundredths, due_currency)
         VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        ticket.id.0.cast_signed(),
        ticket.attendee.to_bytes(),
        ticket.ticket_type.0,
        ticket.admits,
        ticket.due.as_ref().map(|due| due.hundredths),
        ticket.due.as_ref().map(|due| &due.currency),
    ])?;
    if let Some(code) = foreign_code {
        add_foreign_code(conn, ticket.id, code, None)?;
    }
    Ok(())
}

/// Writes a ticket's type, number of people and amount due.
///
/// # Errors
/// The file can't be written.
pub fn update(conn: &Connection, ticket: &Ticket) -> Result<()> {
    conn.prepare_cached(
        "UPDATE ticket SET ticket_type = ?, admits = ?, due_hundredths = ?, due_currency = ?
         WHERE id = ?",
    )?
    .execute(params![
        ticket.ticket_type.0,
        ticket.admits,
        ticket.due.as_ref().map(|due| due.hundredths),
        ticket.due.as_ref().map(|due| &due.currency),
        ticket.id.0.cast_signed(),
    ])?;
    Ok(())
}

/// Lets `speaks` speak for a ticket of the same person, and for those for which this one spoke.
///
/// # Errors
/// The file can't be written.
pub fn set_stand_in(conn: &Connection, ticket: TicketId, speaks: TicketId) -> Result<()> {
    conn.execute(
        "UPDATE ticket SET stands_for = ?1 WHERE id = ?2 OR stands_for = ?2",
        params![speaks.0.cast_signed(), ticket.0.cast_signed()],
    )?;
    Ok(())
}

/// Gives the codes that others printed on a ticket to another.
///
/// # Errors
/// The file can't be written.
pub fn move_codes(conn: &Connection, from: TicketId, to: TicketId) -> Result<()> {
    conn.execute(
        "UPDATE foreign_code SET ticket = ?1 WHERE ticket = ?2",
        params![to.0.cast_signed(), from.0.cast_signed()],
    )?;
    Ok(())
}

/// Gives a code that others printed to another ticket.
///
/// # Errors
/// The file can't be written.
pub fn move_code(conn: &Connection, code: &str, to: TicketId) -> Result<()> {
    conn.prepare_cached("UPDATE foreign_code SET ticket = ? WHERE code = ?")?
        .execute(params![to.0.cast_signed(), code])?;
    Ok(())
}

/// The ticket on which others printed this code, whichever speaks for it.
///
/// # Errors
/// The file can't be read.
pub fn with_foreign_code(conn: &Connection, code: &str) -> Result<Option<Ticket>> {
    let mut statement = conn.prepare_cached(
        "SELECT ticket.* FROM foreign_code JOIN ticket ON ticket.id = foreign_code.ticket
         WHERE foreign_code.code = ?",
    )?;
    first(statement.query([code])?, read)
}

/// Our codes on the tickets for which this one speaks, the valid ones.
///
/// # Errors
/// The file can't be read.
pub fn stand_in_codes(conn: &Connection, ticket: TicketId) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT code FROM ticket
         WHERE stands_for = ? AND code IS NOT NULL AND revoked_at IS NULL ORDER BY rowid",
    )?;
    all(statement.query([ticket.0.cast_signed()])?, |row| {
        get(row, "code")
    })
}

/// Which tickets others speak for: the one, and the one that speaks.
///
/// # Errors
/// The file can't be read.
pub fn stand_ins(conn: &Connection) -> Result<Vec<(TicketId, TicketId)>> {
    let mut statement =
        conn.prepare_cached("SELECT id, stands_for FROM ticket WHERE stands_for IS NOT NULL")?;
    all(statement.query([])?, |row| {
        Ok((
            TicketId(get::<i64>(row, "id")?.cast_unsigned()),
            TicketId(get::<i64>(row, "stands_for")?.cast_unsigned()),
        ))
    })
}

/// Keeps the codes that a list gave a guest as ones that a desk learnt, once that list leads them
/// no more.
///
/// # Errors
/// The file can't be written.
pub fn learn_listed_codes(
    conn: &Connection,
    attendee: AttendeeId,
    learned: Timestamp,
) -> Result<()> {
    conn.execute(
        "UPDATE foreign_code SET learned_at = coalesce(learned_at, ?)
         WHERE ticket IN (SELECT id FROM ticket WHERE attendee = ?)",
        params![learned.as_microsecond(), attendee.to_bytes()],
    )?;
    Ok(())
}

/// Adds a code that somebody else printed on the guest's ticket; `learned` is when a desk learnt
/// it, where no list says it.
///
/// # Errors
/// [`crate::StoreError::Refused`] where another ticket has it; the file can't be written.
pub fn add_foreign_code(
    conn: &Connection,
    ticket: TicketId,
    code: &str,
    learned: Option<Timestamp>,
) -> Result<()> {
    conn.prepare_cached("INSERT INTO foreign_code (code, ticket, learned_at) VALUES (?, ?, ?)")?
        .execute(params![
            code,
            ticket.0.cast_signed(),
            learned.map(Timestamp::as_microsecond)
        ])?;
    Ok(())
}

/// Adds a code that an import gave the guest's ticket whom another list leads: none of that one's
/// codes goes by it.
///
/// # Errors
/// [`crate::StoreError::Refused`] where another ticket has it; the file can't be written.
pub fn lend_foreign_code(
    conn: &Connection,
    ticket: TicketId,
    code: &str,
    at: Timestamp,
    import: i64,
) -> Result<()> {
    add_foreign_code(conn, ticket, code, Some(at))?;
    conn.prepare_cached("UPDATE foreign_code SET import = ? WHERE code = ?")?
        .execute(params![import, code])?;
    Ok(())
}

/// Takes away the codes that a list gave; those that a desk learnt stay.
///
/// # Errors
/// The file can't be written.
pub fn remove_listed_codes(conn: &Connection, ticket: TicketId) -> Result<()> {
    conn.prepare_cached("DELETE FROM foreign_code WHERE ticket = ? AND learned_at IS NULL")?
        .execute([ticket.0.cast_signed()])?;
    Ok(())
}

/// The codes that a list gave a ticket and those for which it speaks, in the order of their letters.
///
/// # Errors
/// The file can't be read.
pub fn listed_codes(conn: &Connection, ticket: TicketId) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT code FROM foreign_code
         WHERE ticket IN (SELECT id FROM ticket WHERE id = ?1 OR stands_for = ?1)
           AND learned_at IS NULL ORDER BY code",
    )?;
    all(statement.query([ticket.0.cast_signed()])?, |row| {
        get(row, "code")
    })
}

/// Whether a list gave an attendee a code.
///
/// # Errors
/// The file can't be read.
pub fn has_listed_code(conn: &Connection, attendee: AttendeeId) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM ticket JOIN foreign_code f ON f.ticket = ticket.id
             WHERE ticket.attendee = ? AND f.learned_at IS NULL)",
        )?
        .query_row([attendee.to_bytes()], |row| row.get(0))?)
}

/// The codes that somebody else printed or showed, those of the list first.
///
/// # Errors
/// The file can't be read.
pub fn foreign_codes(conn: &Connection, ticket: TicketId) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT code FROM foreign_code WHERE ticket = ? ORDER BY learned_at IS NOT NULL, code",
    )?;
    all(statement.query([ticket.0.cast_signed()])?, |row| {
        get(row, "code")
    })
}

/// Goes through the codes that others printed, and whose they are.
///
/// # Errors
/// The file can't be read.
pub fn each_foreign_code(
    conn: &Connection,
    mut each: impl FnMut(&str) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT code FROM foreign_code")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let code: String = get(row, "code")?;
        each(&code)?;
    }
    Ok(())
}

/// Whether any code that somebody else printed is known.
///
/// # Errors
/// The file can't be read.
pub fn has_foreign_codes(conn: &Connection) -> Result<bool> {
    Ok(
        conn.query_row("SELECT EXISTS (SELECT 1 FROM foreign_code)", [], |row| {
            row.get(0)
        })?,
    )
}

/// Notes that an event of another service is this one.
///
/// # Errors
/// The file can't be written.
pub fn add_foreign_event(conn: &Connection, event: &str) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO foreign_event VALUES (?)")?
        .execute([event])?;
    Ok(())
}

/// Whether an event of another service is this one.
///
/// # Errors
/// The file can't be read.
pub fn is_foreign_event(conn: &Connection, event: &str) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM foreign_event WHERE event = ?)")?
        .query_row([event], |row| row.get(0))?)
}

/// Whether any event of another service is known to be this one.
///
/// # Errors
/// The file can't be read.
pub fn has_foreign_events(conn: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM foreign_event)";
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

/// Keeps the code that was issued for a ticket.
///
/// # Errors
/// The file can't be written.
pub fn set_code(conn: &Connection, ticket: TicketId, code: &str, key: KeyId) -> Result<()> {
    conn.prepare_cached("UPDATE ticket SET code = ?, signing_key = ? WHERE id = ?")?
        .execute(params![code, key.0, ticket.0.cast_signed()])?;
    Ok(())
}

/// The tickets of a type admit another number of people now; those that were given another number
/// than their type's stay as they are.
///
/// # Errors
/// The file can't be written.
pub fn set_admits(conn: &Connection, kind: TicketTypeId, from: u16, to: u16) -> Result<()> {
    conn.execute(
        "UPDATE ticket SET admits = ? WHERE ticket_type = ? AND admits = ?",
        params![to, kind.0, from],
    )?;
    Ok(())
}

/// How many valid tickets there are of guests who come; of those for which another speaks none.
///
/// # Errors
/// The file can't be read.
pub fn count_holding(conn: &Connection) -> Result<u32> {
    let sql = "SELECT count(*) FROM ticket JOIN attendee ON attendee.id = ticket.attendee
               WHERE ticket.revoked_at IS NULL AND ticket.stands_for IS NULL
                 AND attendee.status = 'confirmed'";
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

/// How many of those valid tickets for which no other speaks have a code.
///
/// # Errors
/// The file can't be read.
pub fn count_issued(conn: &Connection) -> Result<u32> {
    let sql = "SELECT count(*) FROM ticket
               WHERE code IS NOT NULL AND revoked_at IS NULL AND stands_for IS NULL";
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

/// Revokes a ticket, and those for which it speaks; `replaced_by` is issued in its place.
///
/// # Errors
/// The file can't be written.
pub fn revoke(
    conn: &Connection,
    ticket: TicketId,
    at: Timestamp,
    replaced_by: Option<TicketId>,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE ticket SET revoked_at = coalesce(revoked_at, ?1), replaced_by = ?2,
           revoked_by = NULL
         WHERE id = ?3 OR stands_for = ?3",
    )?
    .execute(params![
        at.as_microsecond(),
        replaced_by.map(|id| id.0.cast_signed()),
        ticket.0.cast_signed()
    ])?;
    Ok(())
}

/// Revokes a ticket for an import, which can give it back.
///
/// # Errors
/// The file can't be written.
pub fn revoke_by_import(
    conn: &Connection,
    ticket: TicketId,
    at: Timestamp,
    import: i64,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE ticket SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL",
    )?
    .execute(params![at.as_microsecond(), import, ticket.0.cast_signed()])?;
    Ok(())
}

/// Revokes a ticket as another was.
///
/// # Errors
/// The file can't be written.
pub fn revoke_like(conn: &Connection, ticket: TicketId, other: TicketId) -> Result<()> {
    conn.execute(
        "UPDATE ticket SET (revoked_at, revoked_by) =
           (SELECT revoked_at, revoked_by FROM ticket WHERE id = ?2)
         WHERE id = ?1",
        params![ticket.0.cast_signed(), other.0.cast_signed()],
    )?;
    Ok(())
}

/// Gives back a ticket that an import had revoked.
///
/// # Errors
/// The file can't be written.
pub fn give_back(conn: &Connection, ticket: TicketId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE ticket SET revoked_at = NULL, revoked_by = NULL
         WHERE id = ? AND revoked_by IS NOT NULL",
    )?
    .execute([ticket.0.cast_signed()])?;
    Ok(())
}

/// Whether the import that revoked a ticket was of this list.
///
/// # Errors
/// The file can't be read.
pub fn is_revoked_by_list(conn: &Connection, ticket: TicketId, list: i64) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM ticket JOIN import ON import.id = ticket.revoked_by
             WHERE ticket.id = ? AND import.list = ?)",
        )?
        .query_row(params![ticket.0.cast_signed(), list], |row| row.get(0))?)
}

/// An attendee's tickets that an import revoked, and no person.
///
/// # Errors
/// The file can't be read.
pub fn revoked_by_import(conn: &Connection, attendee: AttendeeId) -> Result<Vec<TicketId>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM ticket WHERE attendee = ? AND revoked_by IS NOT NULL ORDER BY rowid",
    )?;
    all(statement.query([attendee.to_bytes()])?, |row| {
        Ok(TicketId(get::<i64>(row, "id")?.cast_unsigned()))
    })
}

/// Takes away a ticket of which nobody knows, and gives its foreign codes, and those for which it
/// speaks, to another.
///
/// # Errors
/// [`crate::StoreError::Refused`] where something names it; the file can't be written.
pub fn dissolve(conn: &Connection, ticket: TicketId, into: TicketId) -> Result<()> {
    set_stand_in(conn, ticket, into)?;
    move_codes(conn, ticket, into)?;
    conn.execute("DELETE FROM ticket WHERE id = ?", [ticket.0.cast_signed()])?;
    Ok(())
}

/// The ticket of this id.
///
/// # Errors
/// The file can't be read.
pub fn by_id(conn: &Connection, id: TicketId) -> Result<Option<Ticket>> {
    let mut statement = conn.prepare_cached("SELECT * FROM ticket WHERE id = ?")?;
    first(statement.query([id.0.cast_signed()])?, read)
}

/// What is asked about when a ticket is shown: the ticket that speaks for it, else itself. Where
/// only the one that was shown is revoked, so is this.
macro_rules! shown {
    ($which:literal) => {
        concat!(
            "SELECT speaks.id, speaks.attendee, speaks.ticket_type, speaks.admits,
               coalesce(shown.revoked_at, speaks.revoked_at) AS revoked_at,
               speaks.due_hundredths, speaks.due_currency, speaks.stands_for
             FROM ticket AS shown
             JOIN ticket AS speaks ON speaks.id = coalesce(shown.stands_for, shown.id)
             WHERE shown.id = ",
            $which
        )
    };
}

/// The ticket that counts where the one of this id is shown: the one that speaks for it, else
/// itself. It is revoked where either is.
///
/// # Errors
/// The file can't be read.
pub fn shown(conn: &Connection, id: TicketId) -> Result<Option<Ticket>> {
    let mut statement = conn.prepare_cached(shown!("?"))?;
    first(statement.query([id.0.cast_signed()])?, read)
}

/// As [`shown`], by a code that somebody else printed.
///
/// # Errors
/// The file can't be read.
pub fn by_foreign_code(conn: &Connection, code: &str) -> Result<Option<Ticket>> {
    let mut statement = conn.prepare_cached(shown!(
        "(SELECT ticket FROM foreign_code WHERE foreign_code.code = ?)"
    ))?;
    first(statement.query([code])?, read)
}

/// An attendee's tickets: those that hold first, and those for which another speaks last.
///
/// # Errors
/// The file can't be read.
pub fn of_attendee(conn: &Connection, attendee: AttendeeId) -> Result<Vec<Ticket>> {
    let mut statement = conn.prepare_cached(
        "SELECT * FROM ticket WHERE attendee = ?
         ORDER BY stands_for IS NOT NULL, revoked_at IS NOT NULL, rowid",
    )?;
    all(statement.query([attendee.to_bytes()])?, read)
}

/// All tickets, in the order of their attendees.
///
/// # Errors
/// The file can't be read.
pub fn list(conn: &Connection) -> Result<Vec<Ticket>> {
    let mut statement = conn.prepare_cached("SELECT * FROM ticket ORDER BY attendee, rowid")?;
    all(statement.query([])?, read)
}

/// The tickets that hold and for which no other speaks, in the order of their attendees.
///
/// # Errors
/// The file can't be read.
pub fn valid(conn: &Connection) -> Result<Vec<Ticket>> {
    let mut statement = conn.prepare_cached(
        "SELECT * FROM ticket WHERE revoked_at IS NULL AND stands_for IS NULL
         ORDER BY attendee, rowid",
    )?;
    all(statement.query([])?, read)
}

/// Who has a ticket that holds, in no order; once for each.
///
/// # Errors
/// The file can't be read.
pub fn holders(conn: &Connection) -> Result<Vec<AttendeeId>> {
    let mut statement =
        conn.prepare_cached("SELECT attendee FROM ticket WHERE revoked_at IS NULL")?;
    all(statement.query([])?, |row| {
        Ok(AttendeeId::from_bytes(get(row, "attendee")?))
    })
}

/// The code that was issued for a ticket, if it was.
///
/// # Errors
/// The file can't be read.
pub fn code(conn: &Connection, ticket: TicketId) -> Result<Option<String>> {
    text(conn, "SELECT code FROM ticket WHERE id = ?", ticket)
}

/// The first code that somebody else printed, if there is one.
///
/// # Errors
/// The file can't be read.
pub fn foreign_code(conn: &Connection, ticket: TicketId) -> Result<Option<String>> {
    Ok(foreign_codes(conn, ticket)?.into_iter().next())
}

/// Of each ticket the codes that somebody else printed, as [`foreign_codes`] has them.
///
/// # Errors
/// The file can't be read.
pub fn foreign_codes_of_all(conn: &Connection) -> Result<HashMap<TicketId, Vec<String>>> {
    let mut statement = conn.prepare_cached(
        "SELECT ticket, code FROM foreign_code ORDER BY learned_at IS NOT NULL, code",
    )?;
    let mut rows = statement.query([])?;
    let mut codes: HashMap<_, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let ticket = TicketId(get::<i64>(row, "ticket")?.cast_unsigned());
        codes.entry(ticket).or_default().push(get(row, "code")?);
    }
    Ok(codes)
}

/// How many people of each ticket type are expected: those of the tickets that hold, of confirmed
/// attendees.
///
/// # Errors
/// The file can't be read.
pub fn expected(conn: &Connection) -> Result<Vec<(TicketTypeId, u32)>> {
    // All tickets less those of the few who don't come: to look up everybody who does would take
    // many times as long on a long list. Summed up here, since SQLite would sort them all first.
    let mut people = [0_i64; 256];
    for (sql, sign) in [
        (
            "SELECT ticket_type, admits FROM ticket
               WHERE revoked_at IS NULL AND stands_for IS NULL",
            1,
        ),
        (
            "SELECT ticket_type, admits FROM attendee
               CROSS JOIN ticket ON ticket.attendee = attendee.id
               WHERE status <> 'confirmed' AND revoked_at IS NULL AND stands_for IS NULL",
            -1,
        ),
    ] {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let kind: u8 = row.get(0)?;
            people[usize::from(kind)] += sign * row.get::<_, i64>(1)?;
        }
    }
    let some = people
        .iter()
        .zip(0..=u8::MAX)
        .filter(|(people, _)| **people > 0);
    Ok(some
        .map(|(people, kind)| {
            (
                TicketTypeId(kind),
                u32::try_from(*people).unwrap_or(u32::MAX),
            )
        })
        .collect())
}

/// How many tickets of confirmed attendees that hold have a code, ours or somebody else's, or speak
/// for one that has, and how many there are.
///
/// # Errors
/// The file can't be read.
pub fn with_code(conn: &Connection) -> Result<(u32, u32)> {
    Ok(conn.query_row(
        "SELECT count(coalesce(code,
                               (SELECT foreign_code.code FROM foreign_code
                                WHERE foreign_code.ticket = ticket.id LIMIT 1),
                               (SELECT other.code FROM ticket AS other
                                WHERE other.stands_for = ticket.id
                                  AND other.code IS NOT NULL LIMIT 1))),
                count(*) FROM ticket
         JOIN attendee ON attendee.id = ticket.attendee
         WHERE revoked_at IS NULL AND stands_for IS NULL AND status = 'confirmed'",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

fn text(conn: &Connection, sql: &str, ticket: TicketId) -> Result<Option<String>> {
    Ok(conn
        .prepare_cached(sql)?
        .query_row([ticket.0.cast_signed()], |row| row.get(0))
        .optional()?
        .flatten())
}

fn read(row: &Row<'_>) -> Result<Ticket> {
    let revoked: Option<i64> = get(row, "revoked_at")?;
    let hundredths: Option<i64> = get(row, "due_hundredths")?;
    let currency: Option<String> = get(row, "due_currency")?;
    let stands_for: Option<i64> = get(row, "stands_for")?;
    Ok(Ticket {
        id: TicketId(get::<i64>(row, "id")?.cast_unsigned()),
        attendee: AttendeeId::from_bytes(get(row, "attendee")?),
        ticket_type: TicketTypeId(number(row, "ticket_type")?),
        admits: number(row, "admits")?,
        state: match revoked {
            None => TicketState::Valid,
            Some(at) => TicketState::Revoked(timestamp(at)?),
        },
        due: hundredths.zip(currency).map(|(hundredths, currency)| Due {
            hundredths,
            currency,
        }),
        stands_for: stands_for.map(|id| TicketId(id.cast_unsigned())),
    })
}
