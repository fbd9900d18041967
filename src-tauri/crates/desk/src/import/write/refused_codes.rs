//! Codes of others that a row refuses: whoever has such a code here, it admits nobody.

use lanyard_event::{Attendee, AttendeeId, Status, Ticket};
use lanyard_exchange::list::Record;
use lanyard_store::{
    Connection, table,
    table::{before::Before, standing::Standing},
};

use super::{
    guest::{arrived, guest, withdrawn},
    writing::Writing,
};
use crate::{Result, import::read::NotTaken};

/// Codes of a guest that a list refuses in somebody else's row.
#[derive(Clone, Debug)]
pub(super) struct RefusedCodes {
    pub(crate) guest: Attendee,
    standing: Standing,
    /// What the row says.
    pub(crate) status: Status,
    /// They have come in: nothing is taken from them.
    pub(crate) arrived: bool,
    /// The ticket that speaks for those of the codes.
    speaks: Ticket,
    codes: Vec<String>,
}

impl RefusedCodes {
    /// What a row refuses of others than `id`; nothing where it refuses nobody.
    pub(crate) fn of(
        conn: &Connection,
        id: Option<AttendeeId>,
        record: &Record,
    ) -> Result<Vec<Self>> {
        let mut all: Vec<Self> = Vec::new();
        if !record.status.refuses() {
            return Ok(all);
        }
        for code in &record.codes {
            let Some(ticket) = table::ticket::with_foreign_code(conn, code)? else {
                continue;
            };
            let holder = ticket.attendee;
            if Some(holder) == id || withdrawn(&ticket) {
                continue;
            }
            if let Some(one) = all.iter_mut().find(|one| one.guest.id == holder) {
                one.codes.push(code.clone());
                continue;
            }
            let tickets = table::ticket::of_attendee(conn, holder)?;
            let arrived = arrived(conn, &tickets)?;
            let speaks = ticket.stands_for.unwrap_or(ticket.id);
            let speaks = tickets.into_iter().find(|one| one.id == speaks);
            let (guest, standing) = guest(conn, holder)?;
            all.push(Self {
                guest,
                standing,
                status: record.status,
                arrived,
                speaks: speaks.unwrap_or(ticket),
                codes: vec![code.clone()],
            });
        }
        all.retain(|one| !one.arrived || one.standing.flagged != Some(one.status));
        Ok(all)
    }

    /// Revokes the codes; of whoever is in it only notes what is said.
    pub(crate) fn write(&self, writing: &Writing<'_>) -> Result<()> {
        if !self.arrived {
            return writing.withdraw_codes(&self.speaks, &self.codes);
        }
        let before = Before {
            flagged: Some(self.standing.flagged),
            ..Before::default()
        };
        let (conn, id) = (writing.conn, self.guest.id);
        table::before::keep(conn, writing.import, id, &self.standing, &before)?;
        let flagged = Standing {
            flagged: Some(self.status),
            ..self.standing.clone()
        };
        Ok(table::standing::set(conn, id, &flagged)?)
    }
}

/// That one of these codes is that of a guest other than `id`.
pub(crate) fn code_taken(
    conn: &Connection,
    id: Option<AttendeeId>,
    codes: &[String],
) -> Result<NotTaken> {
    for code in codes {
        let ticket = table::ticket::with_foreign_code(conn, code)?;
        let of = ticket.map(|ticket| ticket.attendee);
        if let Some(of) = of.filter(|of| Some(*of) != id) {
            let name = table::attendee::by_id(conn, of)?.map(|guest| guest.name);
            return Ok(NotTaken::CodeTaken {
                name: name.unwrap_or_default(),
                of: Some(of),
            });
        }
    }
    Ok(NotTaken::CodeTaken {
        name: String::new(),
        of: None,
    })
}
