//! The codes of a guest whom a list knows.

use lanyard_event::{Ticket, TicketId};
use lanyard_exchange::list::{Field, Record};
use lanyard_store::{Connection, table};

use super::Change;
use crate::{
    Result,
    import::{
        read::{NotTaken, Plan},
        sift::{By, Claim, Match},
        write::{guest::withdrawn, refused_codes::code_taken},
    },
};

impl Change {
    /// A code that a list has cancelled or paid back holds no more, also where another list has the
    /// guest coming; it holds again once the list has them again.
    pub(super) fn settle_codes(
        &mut self,
        conn: &Connection,
        tickets: &[Ticket],
        speaks: &Ticket,
        record: &Record,
        list: Option<i64>,
    ) -> Result<()> {
        if self.said.refuses() != self.heard.refuses() && self.fields.is_empty() {
            self.fields.push(Field::Status.word().to_owned());
        }
        if self.said.withdraws() {
            self.withdrawn = Some((speaks.clone(), record.codes.clone()));
            return Ok(());
        }
        let by_import = table::ticket::revoked_by_import(conn, self.after.id)?;
        let mut back = Vec::new();
        for code in &record.codes {
            back.extend(table::ticket::with_foreign_code(conn, code)?.map(|holder| holder.id));
        }
        for ticket in tickets.iter().filter(|ticket| withdrawn(ticket)) {
            // A list without codes says it of all that it has withdrawn.
            let theirs = match list {
                Some(list) if record.codes.is_empty() => {
                    table::ticket::is_revoked_by_list(conn, ticket.id, list)?
                }
                _ => back.contains(&ticket.id),
            };
            if theirs && by_import.contains(&ticket.id) {
                self.given_back.push(ticket.id);
            }
        }
        Ok(())
    }

    /// Takes the codes that nobody has: a list that does not lead the guest takes none away.
    pub(super) fn lend_codes(
        &mut self,
        conn: &Connection,
        ticket: TicketId,
        record: &Record,
    ) -> Result<()> {
        let mut codes = Vec::new();
        for code in &record.codes {
            if !codes.contains(code) && table::ticket::by_foreign_code(conn, code)?.is_none() {
                codes.push(code.clone());
            }
        }
        if !codes.is_empty() {
            self.lent = Some((ticket, codes));
            self.fields.push(Field::Code.word().to_owned());
        }
        Ok(())
    }

    /// Whether a row that is not taken for this reason is all the same: its guest has no code, and
    /// another list has it of one who may be the same person.
    pub(super) fn does_without(
        &self,
        conn: &Connection,
        plan: &Plan,
        why: &NotTaken,
    ) -> Result<bool> {
        let NotTaken::CodeTaken { of: Some(of), .. } = why else {
            return Ok(false);
        };
        let source = table::attendee::source(conn, *of)?;
        let elsewhere = source.is_some_and(|source| source != plan.source());
        Ok(elsewhere && !table::ticket::has_listed_code(conn, self.before.id)?)
    }

    pub(super) fn take_codes(
        &mut self,
        conn: &Connection,
        found: Match,
        ticket: TicketId,
        record: &Record,
    ) -> Result<Option<NotTaken>> {
        let mut codes = record.codes.clone();
        codes.sort_unstable();
        codes.dedup();
        let before = table::ticket::listed_codes(conn, ticket)?;
        // Our own export has one of them, or one that a desk learnt; another list of a service may
        // have some of them too.
        let known = table::ticket::foreign_codes(conn, ticket)?;
        let told = found.by != By::Own && codes.iter().all(|code| known.contains(code));
        if before == codes || (told && !codes.is_empty()) {
            return Ok(None);
        }
        for code in &codes {
            let holder = table::ticket::by_foreign_code(conn, code)?;
            let others = holder.is_some_and(|holder| holder.attendee != found.id);
            if others && found.claim != Claim::Moves {
                return Ok(Some(code_taken(conn, Some(found.id), &codes)?));
            }
        }
        let kept = |code: &String| codes.contains(code);
        self.let_go = before.into_iter().filter(|code| !kept(code)).collect();
        self.codes = Some(codes);
        self.fields.push(Field::Code.word().to_owned());
        Ok(None)
    }
}
