//! The writing of a list, in one transaction.

use std::cell::RefCell;

use jiff::Timestamp;
use lanyard_event::{Clock, Event, OrderId, Rng, Ticket, TicketId};
use lanyard_exchange::list::Field;
use lanyard_store::{
    Connection, StoreError, table,
    table::bulk::{Guest, Said},
};

use super::{
    guest::{admits, withdrawn},
    ids::Ids,
};
use crate::{
    Result, codes,
    import::read::{Plan, Row},
};

/// An import that is being written.
pub(crate) struct Writing<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) event: &'a Event,
    pub(crate) plan: &'a Plan,
    /// The number of the import.
    pub(crate) import: i64,
    /// The number of the list.
    pub(crate) list: i64,
    pub(crate) at: Timestamp,
    /// The numbers of the list's questions.
    pub(crate) questions: Vec<i64>,
    clock: &'a dyn Clock,
    rng: &'a dyn Rng,
    /// The order of the row before: those of one order mostly stand together.
    last_order: RefCell<Option<(String, OrderId)>>,
    last_foreign_event: RefCell<String>,
}

impl<'a> Writing<'a> {
    /// Notes the import, of the list of this mark; the rows come next.
    pub(crate) fn begin(
        conn: &'a Connection,
        event: &'a Event,
        plan: &'a Plan,
        mark: &str,
        clock: &'a dyn Clock,
        rng: &'a dyn Rng,
    ) -> Result<Self> {
        let at = clock.now();
        let list = table::import::list_for(conn, plan.source(), mark)?;
        let import = table::import::Import {
            at,
            format: plan.source().to_owned(),
            rows: 0,
        };
        let import = table::import::insert(conn, &import)?;
        let questions = plan.questions.iter();
        let questions = questions.map(|title| table::question::named(conn, title));
        Ok(Self {
            conn,
            event,
            plan,
            import,
            list,
            at,
            questions: questions.collect::<std::result::Result<_, StoreError>>()?,
            clock,
            rng,
            last_order: RefCell::new(None),
            last_foreign_event: RefCell::new(String::new()),
        })
    }

    /// What the new guests' rows say something about.
    pub(crate) fn said(&self) -> Said {
        Said {
            source: self.plan.source(),
            import: self.import,
            list: self.list,
        }
    }

    /// A new guest, to be added with others; `coded`: with the codes of the row.
    pub(crate) fn guest<'r>(
        &'r self,
        ids: &mut Ids<'_>,
        number: u32,
        row: &'r Row,
        coded: bool,
    ) -> Result<Guest<'r, impl Iterator<Item = (i64, &'r str)> + Clone + use<'r, 'a>>> {
        let record = &row.record;
        let kind = &self.event.ticket_types[row.kind.at];
        let order = match record.order.as_str() {
            "" => None,
            reference => self.order(reference)?,
        };
        let answers = self.questions.iter().zip(&record.answers);
        let due = record.due.as_ref();
        self.foreign_events(row)?;
        Ok(Guest {
            id: ids.attendee(number),
            key: &row.key,
            digest: &row.digest,
            name: &record.name,
            email: &record.email,
            company: &record.company,
            role: &record.role,
            note: &record.note,
            attention: &record.attention,
            status: record.status,
            badge: ids.badge(),
            order,
            answers: answers.map(|(id, text)| (*id, text.as_str())),
            codes: if coded { &record.codes } else { &[] },
            ticket: ids.ticket(),
            ticket_type: kind.id,
            admits: admits(record, kind.admits),
            due: due.map(|due| (due.hundredths, due.currency.as_str())),
            revoked: record.status.withdraws().then_some(self.at),
        })
    }

    /// Revokes codes of a guest who comes by another list: they go to a ticket of their own, for
    /// which `speaks` stands.
    pub(super) fn withdraw_codes(&self, speaks: &Ticket, codes: &[String]) -> Result<()> {
        let conn = self.conn;
        let mut valid = Vec::new();
        for code in codes {
            let holder = table::ticket::with_foreign_code(conn, code)?;
            let holder = holder.filter(|holder| holder.attendee == speaks.attendee);
            valid.extend(holder.filter(|holder| !withdrawn(holder)).map(|_| code));
        }
        if valid.is_empty() {
            return Ok(());
        }
        let ticket = Ticket {
            id: TicketId::new(self.rng),
            due: None,
            ..speaks.clone()
        };
        table::ticket::insert(conn, &ticket, None)?;
        table::ticket::set_stand_in(conn, ticket.id, speaks.id)?;
        for code in valid {
            table::ticket::move_code(conn, code, ticket.id)?;
        }
        table::before::keep_ticket(conn, self.import, ticket.id)?;
        table::ticket::revoke_by_import(conn, ticket.id, self.at, self.import)?;
        Ok(())
    }

    /// Gives codes back that this list had refused.
    pub(super) fn give_back(&self, codes: &[String]) -> Result<()> {
        let conn = self.conn;
        for code in codes {
            let holder = table::ticket::with_foreign_code(conn, code)?;
            if let Some(holder) = holder.filter(withdrawn)
                && table::ticket::is_revoked_by_list(conn, holder.id, self.list)?
            {
                table::before::keep_ticket(conn, self.import, holder.id)?;
                table::ticket::give_back(conn, holder.id)?;
            }
        }
        Ok(())
    }

    /// Notes of which event of another service the row's codes are.
    pub(super) fn foreign_events(&self, row: &Row) -> Result<()> {
        if !self.plan.says(Field::Code) {
            return Ok(());
        }
        for code in &row.record.codes {
            let Some(event) = codes::foreign_event(code) else {
                continue;
            };
            let mut last = self.last_foreign_event.borrow_mut();
            if *last != event {
                table::ticket::add_foreign_event(self.conn, &event)?;
                *last = event;
            }
        }
        Ok(())
    }

    /// The order of this reference; none where it is empty.
    pub(crate) fn order(&self, reference: &str) -> Result<Option<OrderId>> {
        if reference.is_empty() {
            return Ok(None);
        }
        let mut last = self.last_order.borrow_mut();
        if let Some((known, order)) = last.as_ref().filter(|(known, _)| known == reference) {
            debug_assert_eq!(known, reference);
            return Ok(Some(*order));
        }
        let new = OrderId::new(self.clock.now(), self.rng);
        let order = table::attendee::order(self.conn, reference, new)?;
        *last = Some((reference.to_owned(), order));
        Ok(Some(order))
    }
}
