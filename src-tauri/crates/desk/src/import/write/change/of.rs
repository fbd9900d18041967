//! What a list changes of a guest whom it knows.

use lanyard_event::{Attendee, AttendeeId, Presence, Status, Ticket, TicketId, TicketState};
use lanyard_exchange::list::{Field, Record};
use lanyard_store::{
    Connection, table,
    table::{alias::Alias, before::Before, standing::Standing},
};

use crate::import::{
    read::rejected::NotTaken,
    read::rows::{Plan, Row},
    sift::by_key::{By, Dropped, Match},
    sift::missing::left,
    voices::{Voices, comes, new_status},
    write::moved_codes::Claim,
    write::others_codes::{self, Refused},
    write::writing::Writing,
};
use crate::{DeskError, Result};

/// What becomes of a guest; nothing is written yet.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) before: Attendee,
    pub(crate) after: Attendee,
    pub(crate) standing: (Standing, Standing),
    /// The ticket that the list is about.
    pub(crate) ticket: Option<(Ticket, Ticket)>,
    /// Tickets that are revoked, or given back.
    revoked: Vec<TicketId>,
    given_back: Vec<TicketId>,
    codes: Option<Vec<String>>,
    /// Codes that they have no more.
    pub(crate) let_go: Vec<String>,
    /// Codes of a list that does not lead them, and the ticket that gets them.
    lent: Option<(TicketId, Vec<String>)>,
    /// What the list says of their coming, where it is not the one that leads them.
    pub(crate) said: Status,
    /// The name beside which the row's stands, where that is new.
    pub(crate) beside: [u8; 16],
    /// What it said of it before.
    heard: Status,
    /// Codes that the list has withdrawn while another has the guest coming, and the ticket that
    /// speaks for them.
    withdrawn: Option<(Ticket, Vec<String>)>,
    /// Codes of others that the row refuses.
    pub(crate) refused: Vec<Refused>,
    /// Codes of others that the list had refused, and does no more.
    gives_back: Vec<String>,
    /// Other names of which something else is said than before.
    names: Vec<Alias>,
    /// The order's reference, where it is another one.
    order: Option<String>,
    /// What is another than before, in words.
    pub(crate) fields: Vec<String>,
}

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
                change.refused = Refused::of(conn, Some(found.id), record)?;
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

    /// Nothing that is another.
    fn none(guest: Attendee, standing: Standing) -> Self {
        Self {
            after: guest.clone(),
            before: guest,
            standing: (standing, Standing::default()),
            ticket: None,
            revoked: Vec::new(),
            given_back: Vec::new(),
            codes: None,
            let_go: Vec::new(),
            lent: None,
            beside: [0; 16],
            names: Vec::new(),
            said: Status::default(),
            heard: Status::default(),
            withdrawn: None,
            refused: Vec::new(),
            gives_back: Vec::new(),
            order: None,
            fields: Vec::new(),
        }
    }

    /// Those who were cancelled hold no ticket; whoever comes again has theirs back.
    fn settle_tickets(&mut self, conn: &Connection, tickets: &[Ticket]) -> Result<()> {
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

    /// A code that a list has cancelled or paid back holds no more, also where another list has the
    /// guest coming; it holds again once the list has them again.
    fn settle_codes(
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

    /// What the list says now against a guest who comes by another.
    pub(crate) fn elsewhere(&self) -> Option<Status> {
        let refuses = self.said.refuses() && !self.heard.refuses();
        let merged = self.standing.0.said.is_some();
        (merged && refuses && comes(self.after.status)).then_some(self.said)
    }

    /// Whether the guest is another than before, as anybody sees them.
    pub(crate) fn is_any(&self) -> bool {
        !self.fields.is_empty()
    }

    /// What the list says now of someone who had come in by then.
    pub(crate) fn flagged(&self) -> Option<Status> {
        let (before, after) = &self.standing;
        after.flagged.filter(|_| before.flagged != after.flagged)
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

    /// What the guest's status is by this row, and by what other lists say of them, and whether any
    /// has them coming; what is `withdrawn` this list said before, and says no more.
    fn status(
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
    fn take_status(
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

    /// Takes the codes that nobody has: a list that does not lead the guest takes none away.
    fn lend_codes(&mut self, conn: &Connection, ticket: TicketId, record: &Record) -> Result<()> {
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
    fn does_without(&self, conn: &Connection, plan: &Plan, why: &NotTaken) -> Result<bool> {
        let NotTaken::CodeTaken { of: Some(of), .. } = why else {
            return Ok(false);
        };
        let source = table::attendee::source(conn, *of)?;
        let elsewhere = source.is_some_and(|source| source != plan.source());
        Ok(elsewhere && !table::ticket::has_listed_code(conn, self.before.id)?)
    }

    fn take_codes(
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
                return Ok(Some(others_codes::code_taken(
                    conn,
                    Some(found.id),
                    &codes,
                )?));
            }
        }
        let kept = |code: &String| codes.contains(code);
        self.let_go = before.into_iter().filter(|code| !kept(code)).collect();
        self.codes = Some(codes);
        self.fields.push(Field::Code.word().to_owned());
        Ok(None)
    }

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
}

/// What a list can say of a guest in a text of its own.
fn texts(guest: &mut Attendee) -> [(Field, &mut String); 6] {
    [
        (Field::Name, &mut guest.name),
        (Field::Email, &mut guest.email),
        (Field::Company, &mut guest.company),
        (Field::Role, &mut guest.role),
        (Field::Note, &mut guest.note),
        (Field::Attention, &mut guest.attention),
    ]
}

/// How many people come on a ticket: as many as the list says, else as its type does.
pub(crate) fn admits(record: &Record, of_type: u16) -> u16 {
    match record.companions {
        None => of_type,
        Some(others) => others.saturating_add(1),
    }
}

/// Whether a ticket of a merged guest was revoked while another of theirs speaks.
pub(crate) fn withdrawn(ticket: &Ticket) -> bool {
    ticket.stands_for.is_some() && ticket.state != TicketState::Valid
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

pub(crate) fn guest(conn: &Connection, id: AttendeeId) -> Result<(Attendee, Standing)> {
    let missing = || DeskError::NoSuchAttendee(id.to_string());
    let attendee = table::attendee::by_id(conn, id)?.ok_or_else(missing)?;
    let standing = table::standing::of(conn, id)?.ok_or_else(missing)?;
    Ok((attendee, standing))
}

/// Whether somebody has come on one of these tickets.
pub(crate) fn arrived(conn: &Connection, tickets: &[Ticket]) -> Result<bool> {
    for ticket in tickets {
        let entries = table::log::of_ticket(conn, ticket.id)?;
        if Presence::of(&entries, None).arrived() > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
