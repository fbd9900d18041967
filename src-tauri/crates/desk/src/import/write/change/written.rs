//! The writing of a change.

use lanyard_event::AttendeeId;
use lanyard_store::{
    Connection, table,
    table::{before::Before, standing::Standing},
};

use super::{Change, texts};
use crate::{Result, import::write::writing::Writing};

impl Change {
    /// Writes it, and keeps what was before.
    pub(crate) fn write(self, writing: &Writing<'_>) -> Result<()> {
        let (conn, import, id) = (writing.conn, writing.import, self.before.id);
        let (standing_before, mut standing) = self.standing;
        let order = match &self.order {
            None => None,
            Some(reference) => {
                standing.order = writing.order(reference)?;
                Some(standing_before.order)
            }
        };
        let was = |old: &String, new: &String| (old != new).then(|| old.clone());
        let (mut old, mut new) = (self.before, self.after);
        let differs = old != new;
        let (olds, news) = (texts(&mut old), texts(&mut new));
        let [name, email, company, role, note, attention] =
            std::array::from_fn(|nth| was(olds[nth].1, news[nth].1));
        let packed = |standing: &Standing| {
            let answers = standing.answers.iter();
            table::answer::pack(answers.map(|(id, text)| (*id, text.as_str())))
        };
        let before = Before {
            name,
            email,
            company,
            role,
            status: (old.status != new.status).then_some(old.status),
            note,
            attention,
            answers: was(&packed(&standing_before), &packed(&standing)),
            flagged: (standing_before.flagged != standing.flagged)
                .then_some(standing_before.flagged),
            order,
        };
        if before != Before::default()
            || standing.digest != standing_before.digest
            || standing.list != standing_before.list
            || standing.said != standing_before.said
        {
            table::before::keep(conn, import, id, &standing_before, &before)?;
            table::standing::set(conn, id, &standing)?;
        }
        if differs {
            table::attendee::update(conn, &new)?;
        }
        if let Some((ticket, after)) = &self.ticket {
            table::before::keep_ticket(conn, import, ticket.id)?;
            table::ticket::update(conn, after)?;
        }
        for ticket in &self.revoked {
            table::before::keep_ticket(conn, import, *ticket)?;
            table::ticket::revoke_by_import(conn, *ticket, writing.at, import)?;
        }
        for ticket in &self.given_back {
            table::before::keep_ticket(conn, import, *ticket)?;
            table::ticket::give_back(conn, *ticket)?;
        }
        for name in &self.names {
            table::alias::set(conn, name, import)?;
        }
        if let Some((ticket, codes)) = &self.lent {
            for code in codes {
                table::ticket::lend_foreign_code(conn, *ticket, code, writing.at, import)?;
            }
        }
        if let Some(codes) = &self.codes {
            set_codes(writing, id, codes)?;
        }
        for refused in &self.refused {
            refused.write(writing)?;
        }
        writing.give_back(&self.gives_back)?;
        match &self.withdrawn {
            Some((speaks, codes)) => writing.withdraw_codes(speaks, codes),
            None => Ok(()),
        }
    }

    /// Writes whether the guest comes, and keeps nothing of what was before.
    pub(crate) fn write_status(
        &self,
        conn: &Connection,
        import: i64,
        at: jiff::Timestamp,
    ) -> Result<()> {
        table::attendee::update(conn, &self.after)?;
        for ticket in &self.revoked {
            table::ticket::revoke_by_import(conn, *ticket, at, import)?;
        }
        for ticket in &self.given_back {
            table::ticket::give_back(conn, *ticket)?;
        }
        Ok(())
    }
}

fn set_codes(writing: &Writing<'_>, id: AttendeeId, codes: &[String]) -> Result<()> {
    let conn = writing.conn;
    let tickets = table::ticket::of_attendee(conn, id)?;
    let Some(ticket) = tickets.first() else {
        return Ok(());
    };
    table::before::keep_codes(conn, writing.import, ticket.id)?;
    table::ticket::remove_listed_codes(conn, ticket.id)?;
    for code in codes {
        // A desk may have learnt it before the list said it.
        if table::ticket::by_foreign_code(conn, code)?.is_none() {
            table::ticket::add_foreign_code(conn, ticket.id, code, None)?;
        }
    }
    Ok(())
}
