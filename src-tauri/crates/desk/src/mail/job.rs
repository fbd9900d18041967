//! Sending letters, so that nobody gets two: what is about to be sent and what became of it is
//! durable before the next thing happens.
//!
//! A mail waits as `queued`. When the server wants it, it is committed as `sending`, and only then
//! the server hears its words; its answer is committed as `sent` or `refused`. A program that is
//! killed leaves `queued` what no server has, and `sending` what one may have: the next sending
//! calls that `uncertain` and leaves it alone until somebody asks for it by name.

use std::{collections::HashSet, fs::File, ops::ControlFlow};

use lanyard_event::{AttendeeId, Rng, Status, Ticket};
use lanyard_exchange::mail::{Address, Offered, SmtpError, Told, address};
use lanyard_store::{
    Connection, Store, table,
    table::mail::{LetterKind, Mail, MailState, NewMail},
};

use super::{
    letters::{Addressee, tested},
    line,
    plan::{Due, How, asks_in, is_time, to_all, to_these},
    post::{Post, message_id},
    run::{End, Progress, Run, Step},
};
use crate::{
    Desk, DeskError, Result,
    answers::{MailDoing, MailReport, MailRequest},
    format,
};

/// Mail to be sent. It goes out without a desk and on a connection to the file of its own, since it
/// takes its time and the door goes on.
pub struct MailJob {
    post: Post,
    store: Store,
    /// To whom, where guests are named; else to all.
    named: Vec<AttendeeId>,
    /// The mails, by number.
    queue: Vec<i64>,
    per_minute: u32,
    /// Keeps other processes from sending meanwhile.
    _lock: File,
}

impl std::fmt::Debug for MailJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailJob").finish_non_exhaustive()
    }
}

impl Desk {
    /// Puts letters into the queue, tickets signed, to be sent by the job that this gives.
    ///
    /// # Errors
    /// Nothing was queued: the count is another, nobody has seen the letter as a mail, it is not
    /// the time for it, a guest has it already, mail goes out just now; the file can't be written.
    pub fn mail_job(&mut self, request: &MailRequest) -> Result<MailJob> {
        self.refresh()?;
        let kind: LetterKind = request.letter.into();
        let post = self.post(kind)?;
        let per_minute = self.set_up()?.per_minute;
        is_time(&self.event, kind, self.now())?;
        let lock = self.home.lock_mail(self.event.id)?;
        let lock = lock.ok_or(DeskError::MailGoesOut)?;
        let guests = self.named(request)?;
        let to_all_of_them = guests.is_empty();
        if to_all_of_them {
            let mails = self.mail_plan(request)?.to_send;
            match request.count {
                Some(given) if given == mails => {}
                Some(given) => return Err(DeskError::MailCount { given, mails }),
                None => return Err(DeskError::NoMailCount { mails }),
            }
            let seen = tested(self.store.read(), kind, &self.letter_language()?)?;
            if !seen && !request.without_test {
                return Err(DeskError::NotTested);
            }
        }
        self.tally()?;
        if kind == LetterKind::Ticket {
            // Whoever is not to get one gets no code either.
            let (conn, again) = (self.store.read(), request.again);
            to_these(conn, &self.tally, kind, &guests, again)?;
            self.issue(&request.attendees)?;
        }
        let (now, rng, tally) = (self.now(), self.rng.clone(), &self.tally);
        let domain = post.letterhead.sender.address.domain().to_owned();
        let queue = self.store.write(|conn| -> Result<Vec<i64>> {
            table::mail::interrupted(conn, now)?;
            let planned = if to_all_of_them {
                to_all(conn, tally, kind)?
            } else {
                to_these(conn, tally, kind, &guests, request.again)?
            };
            if to_all_of_them {
                // Who is not to get it any more need not wait.
                withdraw_others(conn, kind, &planned.due)?;
            }
            let mut queue = Vec::with_capacity(planned.due.len());
            for due in &planned.due {
                queue.push(enqueue(conn, kind, due, now, &domain, rng.as_ref())?);
            }
            Ok(queue)
        })?;
        Ok(MailJob {
            post,
            store: Store::open(self.path())?,
            named: guests.iter().map(|guest| guest.id).collect(),
            queue,
            per_minute,
            _lock: lock,
        })
    }
}

fn withdraw_others(conn: &Connection, kind: LetterKind, due: &[Due]) -> Result<()> {
    let waiting: HashSet<_> = due
        .iter()
        .filter_map(|due| match due.how {
            How::Waits(id) => Some(id),
            How::New(_) | How::OnceMore(_) => None,
        })
        .collect();
    for mail in table::mail::of_letter(conn, kind)? {
        if mail.state == MailState::Queued && !waiting.contains(&mail.id) {
            table::mail::withdraw(conn, mail.id)?;
        }
    }
    Ok(())
}

fn enqueue(
    conn: &Connection,
    kind: LetterKind,
    due: &Due,
    at: jiff::Timestamp,
    domain: &str,
    rng: &dyn Rng,
) -> Result<i64> {
    let round = match due.how {
        How::Waits(id) => return Ok(id),
        How::OnceMore(id) => {
            table::mail::requeue(conn, id, at)?;
            return Ok(id);
        }
        How::New(round) => round,
    };
    let new = NewMail {
        letter: kind,
        attendee: due.attendee,
        ticket: due.ticket,
        round,
        address: &due.address,
        message_id: &message_id(rng, domain),
        at,
    };
    Ok(table::mail::queue(conn, &new)?)
}

/// What is to be done about a mail of the queue.
enum Draft {
    /// It goes to this guest.
    Write(Box<(Mail, Addressee)>),
    /// Nobody waits for it any more.
    Withdraw,
    /// It is not in the queue any more.
    Gone,
}

impl MailJob {
    /// How many mails are in the queue.
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Sends them; `progress` is told how far it has come, and may stop it before the next one.
    /// What a server refuses is in the report, and so is why it ended early.
    ///
    /// # Errors
    /// The file can't be written; a mail can't be put together.
    pub fn send(mut self, progress: Progress<'_>) -> Result<MailReport> {
        let queue = std::mem::take(&mut self.queue);
        let kind = self.post.stationery.kind;
        let mut run = Run::of(kind.into(), queue.len(), self.per_minute, progress);
        for id in queue {
            match self.send_one(id, &mut run)? {
                ControlFlow::Continue(()) => {}
                ControlFlow::Break(End::Stopped) => {
                    run.report.stopped = true;
                    break;
                }
                ControlFlow::Break(End::Server(error)) => {
                    run.report.problem = Some(DeskError::Mail(error).into());
                    break;
                }
                ControlFlow::Break(End::Unsure) => {
                    let server = self.post.address();
                    run.report.problem = Some(DeskError::MailUnsure { server }.into());
                    break;
                }
                ControlFlow::Break(End::Nobody(answer)) => {
                    run.report.problem = Some(DeskError::MailNobody { answer }.into());
                    break;
                }
            }
        }
        // The last word is said to whoever watches, whatever they answer.
        let _ = run.tell(MailDoing::Sending);
        if let Some(line) = run.line.take() {
            line.close();
        }
        let mut report = run.report;
        let put_off: HashSet<_> = report.put_off.iter().map(|line| line.id).collect();
        let conn = self.store.read();
        for mail in self.asked_for(conn)? {
            match mail.state {
                MailState::Uncertain => report.uncertain.push(line(conn, &self.post.event, &mail)?),
                // They wait as well, and are counted already.
                MailState::Queued if put_off.contains(&format::row(mail.id)) => {}
                MailState::Queued => report.left += 1,
                MailState::Sending | MailState::Sent | MailState::Refused => {}
            }
        }
        Ok(report)
    }

    /// All mails of this letter, or to those who are named.
    fn asked_for(&self, conn: &Connection) -> Result<Vec<Mail>> {
        let kind = self.post.stationery.kind;
        if self.named.is_empty() {
            return Ok(table::mail::of_letter(conn, kind)?);
        }
        let mut mails = Vec::new();
        for guest in &self.named {
            mails.extend(table::mail::of_attendee(conn, *guest)?);
        }
        mails.retain(|mail| mail.letter == kind);
        Ok(mails)
    }

    fn send_one(&mut self, id: i64, run: &mut Run<'_>) -> Result<ControlFlow<End>> {
        loop {
            if let ControlFlow::Break(end) = run.pause() {
                return Ok(ControlFlow::Break(end));
            }
            let written = match self.draft(id)? {
                Draft::Write(written) => written,
                Draft::Gone => return Ok(run.count(Step::Skipped)),
                Draft::Withdraw => {
                    self.store.write(|conn| table::mail::withdraw(conn, id))?;
                    return Ok(run.count(Step::Skipped));
                }
            };
            let (mail, to) = *written;
            let handed = match address(&to.guest.email) {
                Ok(recipient) => self.hand_over(&mail, &to, &recipient, run)?,
                Err(error) => Ok(Handed::Refused(error.to_string())),
            };
            let error = match handed {
                Ok(handed) => match self.note(&mail, &to, handed, run)? {
                    Some(step) => return Ok(run.count(step)),
                    None => self.post.lost(),
                },
                Err(error) => error,
            };
            if !error.passes() {
                return Ok(ControlFlow::Break(End::Server(error)));
            }
            if let ControlFlow::Break(end) = run.again(error) {
                return Ok(ControlFlow::Break(end));
            }
        }
    }

    /// A mail as the file has it now, and what is to be done about it.
    fn draft(&self, id: i64) -> Result<Draft> {
        self.store.read_at_once(|conn| {
            let mail = table::mail::by_id(conn, id)?;
            let Some(mail) = mail.filter(|mail| mail.state == MailState::Queued) else {
                return Ok(Draft::Gone);
            };
            let Some(guest) = table::attendee::by_id(conn, mail.attendee)? else {
                return Ok(Draft::Withdraw);
            };
            let is_ticket = mail.letter == LetterKind::Ticket;
            let comes = !asks_in(mail.letter) || guest.said() == Status::Confirmed;
            let wanted = is_ticket || !table::mail::opted_out(conn, guest.id)?;
            if !comes || !wanted || guest.email.is_empty() {
                return Ok(Draft::Withdraw);
            }
            let tickets = table::ticket::of_attendee(conn, guest.id)?;
            let mut holding = tickets.into_iter().filter(Ticket::holds);
            let ticket = match mail.ticket {
                Some(wanted) => {
                    let shown = table::ticket::shown(conn, wanted)?;
                    holding.find(|ticket| shown.as_ref().is_some_and(|one| one.id == ticket.id))
                }
                None => holding.next(),
            };
            let code = match &ticket {
                Some(ticket) => table::ticket::code(conn, ticket.id)?,
                None => None,
            };
            if is_ticket && code.is_none() {
                return Ok(Draft::Withdraw);
            }
            let answers = table::answer::of(conn, guest.id)?;
            let to = Addressee {
                guest,
                ticket,
                code: code.unwrap_or_default(),
                answers,
            };
            Ok(Draft::Write(Box::new((mail, to))))
        })
    }

    /// Hands one mail to the server. It is `sending` in the file before the server hears a word of
    /// it.
    fn hand_over(
        &mut self,
        mail: &Mail,
        to: &Addressee,
        recipient: &Address,
        run: &mut Run<'_>,
    ) -> Result<std::result::Result<Handed, SmtpError>> {
        let subject = self.post.stationery.write(to, "").subject;
        // Whatever is wrong with it is found before the server is asked.
        let message = self
            .post
            .compose(to, recipient, &mail.message_id, &subject)?;
        let mut line = match run.line.take() {
            Some(line) => line,
            None => match self.post.server.connect() {
                Ok(line) => line,
                Err(error) => return Ok(Err(error)),
            },
        };
        let sender = &self.post.letterhead.sender.address;
        let handed = match line.offer(sender, recipient) {
            Err(error) => return Ok(Err(error)),
            Ok(Offered::PutOff(answer)) => Handed::PutOff(answer),
            Ok(Offered::Refused(answer)) => Handed::Refused(answer),
            Ok(Offered::Wanted) => {
                let now = self.post.clock.now();
                let claimed = self.store.write(|conn| {
                    table::mail::claim(conn, mail.id, &to.guest.email, &subject, now)
                })?;
                if !claimed {
                    return Ok(Ok(Handed::NotOurs));
                }
                match line.tell(&message) {
                    Told::Accepted(answer) => Handed::Accepted(answer),
                    Told::PutOff(answer) => Handed::PutOff(answer),
                    Told::Refused(answer) => Handed::Refused(answer),
                    Told::NotSent => return Ok(Ok(Handed::NotSent)),
                    Told::Uncertain => return Ok(Ok(Handed::Uncertain)),
                }
            }
        };
        // Where it ended in the middle of a mail, the next one gets a connection of its own.
        run.line = Some(line);
        Ok(Ok(handed))
    }

    /// Writes down what became of a mail; `None`: the connection was lost before the server had
    /// any of it, and it is tried again.
    fn note(
        &mut self,
        mail: &Mail,
        to: &Addressee,
        handed: Handed,
        run: &mut Run<'_>,
    ) -> Result<Option<Step>> {
        let (state, answer, step) = match handed {
            Handed::NotOurs => return Ok(Some(Step::Skipped)),
            Handed::Accepted(answer) => (MailState::Sent, answer, Some(Step::Sent)),
            Handed::Refused(answer) => (MailState::Refused, answer, Some(Step::Refused)),
            Handed::PutOff(answer) => (MailState::Queued, answer, Some(Step::PutOff)),
            Handed::NotSent => (MailState::Queued, String::new(), None),
            Handed::Uncertain => (MailState::Uncertain, String::new(), Some(Step::Uncertain)),
        };
        let now = self.post.clock.now();
        let settled = self.store.write(|conn| -> Result<Option<Mail>> {
            let to = &to.guest.email;
            table::mail::settle(conn, mail.id, state, to, &answer, now)?;
            Ok(table::mail::by_id(conn, mail.id)?)
        })?;
        run.said.clone_from(&answer);
        let line = match settled {
            Some(mail) => line(self.store.read(), &self.post.event, &mail)?,
            None => return Ok(step),
        };
        match step {
            Some(Step::Refused) => run.report.refused.push(line),
            Some(Step::PutOff) => run.report.put_off.push(line),
            _ => {}
        }
        Ok(step)
    }
}

/// What the server made of a mail.
enum Handed {
    Accepted(String),
    PutOff(String),
    Refused(String),
    /// The connection was lost before the server had any of it.
    NotSent,
    /// The connection was lost before the server answered.
    Uncertain,
    /// Another process was quicker.
    NotOurs,
}
