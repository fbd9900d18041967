//! Whether a guest comes, by all that lists say of them.

use lanyard_event::{Status, Ticket, TicketId};
use lanyard_exchange::list::Field;
use lanyard_store::{Connection, table, table::standing::Standing};

use super::Change;
use crate::{
    Result,
    import::{
        read::{Plan, Row},
        sift::{By, Match},
        voices::{Voices, comes, new_status},
    },
};

impl Change {
    /// What the guest's status is by this row, and by what other lists say of them, and whether any
    /// has them coming; what is `withdrawn` this list said before, and says no more.
    pub(crate) fn status(
        &mut self,
        conn: &Connection,
        plan: &Plan,
        found: Match,
        row: &Row,
        withdrawn: &[Status],
        standing: &mut Standing,
    ) -> Result<(Status, bool)> {
        let was = self.before.status;
        let says = |was: Status| plan.says(Field::Status) || withdrawn.contains(&was);
        let source = plan.source();
        let merged = standing.said.is_some() && found.by != By::Export;
        let new_name = matches!(found.by, By::Code | By::Person | By::Name | By::Anew);
        let voices = (merged || new_name).then(|| Voices::of(conn, found.id));
        let voices = voices.transpose()?;
        let mut after = voices.clone();
        let names = [Some(row.key), row.person];
        let names: Vec<_> = names.into_iter().flatten().collect();
        if let Some(after) = &mut after {
            self.beside = after.place(source, &names);
            let old = match found.by {
                By::Person => row.person,
                By::Name => Some(after.key),
                By::Anew => Some(found.old.unwrap_or(after.key)),
                _ => None,
            };
            if let Some(old) = old {
                // It is the same list; what it said without is over.
                if after.leads(source, &old) {
                    standing.list = None;
                    standing.digest.clear();
                }
                after.replace(source, &old);
            }
        }
        let (new, wanted) = match (&voices, &mut after) {
            (Some(before), Some(after)) if merged => {
                let said = before.at(source, &self.beside);
                self.heard = said;
                // Without a column for it, that the row is there says that they come.
                self.said = match said {
                    said if !says(said) && said != Status::Gone => said,
                    _ => row.record.status,
                };
                after.say(source, &self.beside, self.said);
                standing.said = Some(after.own);
                (
                    new_status(was, before, after, standing),
                    comes(after.best()),
                )
            }
            _ => (
                match (found.same, was) {
                    (_, Status::Gone) => row.record.status,
                    // What was decided at the door stays as long as the row does; what was set by
                    // hand, whatever the row says.
                    (false, was) if says(was) && !standing.edited.status => row.record.status,
                    (_, was) => was,
                },
                found.by != By::Export,
            ),
        };
        if let (Some(before), Some(after)) = (voices, after) {
            self.names = after.changed(&before);
            // That is noted with the row.
            self.names.retain(|name| !name.is(source, &row.key));
        }
        Ok((new, wanted))
    }

    /// A list takes nothing away from someone who has come in. What was said against them is over
    /// once a row is there `again`, or, where they were only missing, any list has them: `wanted`.
    pub(super) fn take_status(
        &mut self,
        new: Status,
        arrived: bool,
        again: bool,
        wanted: bool,
        standing: &mut Standing,
    ) {
        let was = self.before.status;
        if new != Status::Confirmed && arrived {
            // That a list has them no more takes nothing back of what it said outright.
            let outright = new == Status::Gone && standing.flagged.is_some_and(Status::refuses);
            if standing.flagged != Some(new) && was != new && !outright {
                standing.flagged = Some(new);
                self.fields.push(Field::Status.word().to_owned());
            }
            return;
        }
        let missed = wanted && standing.flagged == Some(Status::Gone);
        if standing.flagged.is_some() && (again || missed) {
            standing.flagged = None;
            self.fields.push(Field::Status.word().to_owned());
        }
        if new != was {
            self.after.status = new;
            self.fields.push(Field::Status.word().to_owned());
        }
    }

    /// Those who were cancelled hold no ticket; whoever comes again has theirs back.
    pub(super) fn settle_tickets(&mut self, conn: &Connection, tickets: &[Ticket]) -> Result<()> {
        if self.after.status.withdraws() {
            let holding = tickets.iter().filter(|ticket| ticket.holds());
            self.revoked = holding.map(|ticket| ticket.id).collect();
        } else {
            // What one list has withdrawn of a merged guest's, that list gives back.
            let own = |id: &TicketId| {
                let ticket = tickets.iter().find(|ticket| ticket.id == *id);
                ticket.is_none_or(|ticket| ticket.stands_for.is_none())
            };
            self.given_back = table::ticket::revoked_by_import(conn, self.after.id)?;
            self.given_back.retain(own);
        }
        Ok(())
    }
}
