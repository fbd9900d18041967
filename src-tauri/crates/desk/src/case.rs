//! The way of every verdict: look up, decide, write durably, tell.

use lanyard_event::{
    AttendeeId, Claim, Direction, Entry, Event, History, Kind, Means, Mode, OperatorId, Presence,
    Presented, Reentry, Scan, Settling, Verdict, VerdictKind, decide, presence_day, settling,
};
use lanyard_store::{
    Connection, table,
    table::{
        desk::Life,
        log::{Logged, NewEntry},
    },
};
use sha2::{Digest, Sha256};

use crate::{
    Desk, DeskError, Result,
    answers::{AnswerView, AttendeeBrief, Detail, ScanAnswer},
    codes,
    facts::{Share, speaks},
    format,
    scan::{Known, by_ticket},
    steps::steps,
    walk_in::found_full,
};

/// Why a guest who speaks tonight is greeted with attention.
const SPEAKER: &str = "Speaker";

/// A guest in front of the desk, while the transaction is open.
pub(crate) struct Case<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) event: &'a Event,
    pub(crate) scan: &'a Scan,
    pub(crate) known: Known,
    /// The rows of the ticket's log, oldest first.
    entries: Vec<Entry>,
    /// How many people are in the room, where that matters.
    inside: u32,
}

/// What is said to a guest, and what is written of it.
pub(crate) struct Ruling {
    pub(crate) verdict: Verdict,
    pub(crate) kind: Kind,
    /// What the log says that the door said: for a refusal that was settled, the refusal.
    pub(crate) logged: VerdictKind,
    pub(crate) operator: Option<OperatorId>,
    /// What stands beside the row.
    pub(crate) text: Option<String>,
    /// The guest whom this changed, and what they were before.
    pub(crate) changed: Option<(AttendeeId, Share)>,
    /// The guest in whose place somebody came.
    pub(crate) replaced: Option<table::substituted::Substituted>,
    /// What the settlement changed of the guest, as it was before.
    pub(crate) settled: Option<table::settled::Settled>,
}

impl Ruling {
    /// The verdict as it is.
    pub(crate) fn of(verdict: Verdict) -> Self {
        let kind = match verdict.kind() {
            VerdictKind::Admitted | VerdictKind::ReEntered => Kind::Entry,
            VerdictKind::Left => Kind::Exit,
            _ => Kind::Refused,
        };
        Self {
            logged: verdict.kind(),
            verdict,
            kind,
            operator: None,
            text: None,
            changed: None,
            replaced: None,
            settled: None,
        }
    }

    /// The refusal against which the guest was let in.
    fn overridden(&self) -> Option<VerdictKind> {
        (self.kind == Kind::Override).then_some(self.logged)
    }
}

impl Case<'_> {
    /// The verdict of the door.
    pub(crate) fn decide(&self) -> Verdict {
        let (presented, history) = (self.known.presented(), self.history());
        decide(self.event, &presented, &history, Claim::Granted, self.scan)
    }

    /// How a refusal can be settled.
    pub(crate) fn settling(&self) -> Option<Settling> {
        let (presented, history) = (self.known.presented(), self.history());
        settling(self.event, &presented, &history, Claim::Granted, self.scan)
    }

    fn history(&self) -> History<'_> {
        History {
            entries: &self.entries,
            inside: self.inside,
        }
    }

    fn presence(&self) -> Presence<'_> {
        Presence::of(&self.entries, self.day())
    }

    fn day(&self) -> Option<lanyard_event::Day> {
        let guest = self.known.guest();
        let kind = guest.and_then(|guest| self.event.ticket_type(guest.ticket.ticket_type));
        presence_day(self.event, kind, self.scan.at)
    }

    /// How many of the ticket's group can still go the way of this scan, in or out; `None` for a
    /// ticket of one.
    fn rest(&self) -> Option<u16> {
        let admits = self.known.guest()?.ticket.admits;
        (admits > 1).then(|| match self.scan.direction {
            Direction::In => {
                let back = self.event.reentry != Reentry::Refuse;
                self.presence().outside(admits, back)
            }
            Direction::Out => self.presence().inside(),
        })
    }

    fn append(&mut self, life: Life, digest: [u8; 32], ruling: &Ruling) -> Result<Logged> {
        let member = ruling.verdict.member().unwrap_or(0);
        let next = self.presence().next_entry_number(member);
        let guest = self.known.guest();
        let new = NewEntry {
            at: self.scan.at,
            door: self.scan.door,
            operator: ruling.operator,
            kind: ruling.kind,
            verdict: ruling.logged,
            means: self.scan.means,
            ticket: self.known.ticket(),
            attendee: guest.map(|guest| guest.attendee.id),
            day: self.event.day_of(self.scan.at),
            member,
            entry_number: match ruling.kind {
                Kind::Entry | Kind::Override | Kind::Substitute => next,
                Kind::Exit => next - 1,
                _ => 0,
            },
            voids: None,
            mode: Mode::Online,
            digest: guest.is_none().then_some(digest),
        };
        let logged = table::log::append(self.conn, self.event.id, life, new)?;
        if let Some(text) = &ruling.text {
            table::log::set_text(self.conn, logged.row, text)?;
        }
        if let Some(replaced) = &ruling.replaced {
            table::substituted::insert(self.conn, logged.row, replaced)?;
        }
        if let Some(settled) = &ruling.settled {
            table::settled::insert(self.conn, logged.row, settled)?;
        }
        if ruling.changed.is_some() {
            table::event::revise(self.conn)?;
        }
        self.entries.push(logged.entry.clone());
        self.inside += u32::from(logged.entry.kind.moves() && ruling.kind != Kind::Exit);
        Ok(logged)
    }
}

/// What came of a case, once it is durable.
struct Done {
    known: Known,
    ruling: Ruling,
    settling: Option<Settling>,
    rest: Option<u16>,
    rows: Vec<Logged>,
    entries: Vec<Entry>,
    day: Option<lanyard_event::Day>,
    /// The answers that the door is to see.
    answers: Vec<AnswerView>,
    learnable: bool,
    /// Of the code, where one was scanned.
    digest: Option<[u8; 32]>,
}

impl Done {
    fn people(&self) -> u32 {
        let moves = self.rows.iter().filter(|row| row.entry.kind.moves());
        u32::try_from(moves.count()).unwrap_or(u32::MAX)
    }

    /// Of a group let in at once that was stopped: how many of it came in.
    fn came(&self) -> Option<u32> {
        let before = u32::try_from(self.rows.len()).ok()?.checked_sub(1)?;
        (before > 0 && !self.ruling.verdict.kind().passes()).then_some(before)
    }
}

impl Desk {
    /// Answers one guest.
    pub(crate) fn answer(
        &mut self,
        code: &str,
        scan: &Scan,
        look_up: impl FnOnce(&Connection) -> Result<Known>,
        rule: impl FnMut(&mut Case<'_>) -> Result<Ruling>,
    ) -> Result<ScanAnswer> {
        self.answer_until(code, scan, look_up, rule, |_| true)
    }

    /// Answers one guest after the other on the same ticket, all in one transaction, until
    /// somebody does not get through or `enough` says so of how many still can.
    pub(crate) fn answer_until(
        &mut self,
        code: &str,
        scan: &Scan,
        look_up: impl FnOnce(&Connection) -> Result<Known>,
        mut rule: impl FnMut(&mut Case<'_>) -> Result<Ruling>,
        enough: impl Fn(u16) -> bool,
    ) -> Result<ScanAnswer> {
        let life = self.life().map_err(not_recorded)?;
        let digest = digest(self.salt(), code);
        let (event, tally, shown) = (&self.event, &mut self.tally, &self.facts.shown);
        let done = self
            .store
            .write(|conn| -> Result<Done> {
                // In the transaction, so that no other process fills the room meanwhile.
                if event.capacity.is_some() {
                    tally.catch_up(conn, event, scan.at)?;
                }
                let inside = tally.total().inside;
                let known = look_up(conn)?;
                let entries = match known.ticket() {
                    Some(ticket) => table::log::of_ticket(conn, ticket)?,
                    None => Vec::new(),
                };
                let mut case = Case {
                    conn,
                    event,
                    scan,
                    known,
                    entries,
                    inside,
                };
                let mut rows = Vec::new();
                loop {
                    let ruling = rule(&mut case)?;
                    let refused = !ruling.verdict.kind().passes();
                    let settling = refused.then(|| case.settling()).flatten();
                    rows.push(case.append(life, digest, &ruling)?);
                    let rest = case.rest();
                    if refused || enough(rest.unwrap_or(0)) {
                        let unknown = ruling.verdict.kind() == VerdictKind::Unknown;
                        return Ok(Done {
                            answers: shown_answers(conn, shown, &case.known)?,
                            learnable: unknown && codes::is_learnable(conn, code)?,
                            digest: (!code.is_empty()).then_some(digest),
                            day: case.day(),
                            known: case.known,
                            entries: case.entries,
                            ruling,
                            settling,
                            rest,
                            rows,
                        });
                    }
                }
            })
            .map_err(not_recorded)?;
        let kind = done.known.guest().map(|guest| guest.ticket.ticket_type);
        let before = done.entries.len() - done.rows.len();
        for (nth, logged) in done.rows.iter().enumerate() {
            let entries = &done.entries[..=before + nth];
            self.tally.add(logged, entries, kind, done.day);
            self.wrote(logged.row);
        }
        if let Some((id, before)) = &done.ruling.changed {
            self.guest_changed(*id, before);
        }
        let row = done.rows.last().map(|logged| logged.row);
        self.tell(row);
        let answer = self.scan_answer(code, scan, &done);
        if let Some(attendee) = answer.attendee.as_ref().filter(|_| answer.prints_badge) {
            self.print_soon(&attendee.id);
        }
        Ok(answer)
    }

    /// The answer to a refusal in the log as it was given, with what can be done about it now;
    /// `None` where the rules say something else by now.
    pub(crate) fn answer_again(&self, refused: Logged) -> Result<Option<ScanAnswer>> {
        let (entry, conn) = (&refused.entry, self.store.read());
        let mut known = match entry.ticket {
            Some(ticket) => by_ticket(conn, ticket)?,
            None => match nameless(entry.verdict) {
                Some(presented) => Known::Otherwise(presented),
                None => return Ok(None),
            },
        };
        found_full(conn, &mut known, entry.verdict)?;
        let entries = match entry.ticket {
            Some(ticket) => table::log::of_ticket(conn, ticket)?,
            None => Vec::new(),
        };
        let mut scan = Scan {
            at: self.now(),
            door: entry.door,
            desk: entry.place.desk,
            direction: Direction::In,
            means: entry.means,
        };
        let case = Case {
            conn,
            event: &self.event,
            scan: &scan,
            known,
            entries,
            inside: self.tally.total().inside,
        };
        let verdict = case.decide();
        if verdict.kind() != entry.verdict {
            return Ok(None);
        }
        let done = Done {
            answers: shown_answers(conn, &self.facts.shown, &case.known)?,
            learnable: false,
            digest: entry.digest,
            settling: case.settling(),
            rest: case.rest(),
            day: case.day(),
            known: case.known,
            entries: case.entries,
            ruling: Ruling::of(verdict),
            rows: vec![refused.clone()],
        };
        scan.at = entry.at;
        Ok(Some(self.scan_answer("", &scan, &done)))
    }

    /// Whoever is new needs a badge; everybody else gets one where the desk was told so.
    fn prints_badge(&self, done: &Done) -> bool {
        let new = done.ruling.changed.is_some() && done.ruling.logged == VerdictKind::Admitted;
        self.printer.is_some() && done.known.guest().is_some() && (self.print_on_entry || new)
    }

    fn scan_answer(&self, code: &str, scan: &Scan, done: &Done) -> ScanAnswer {
        let (event, ruling) = (&self.event, &done.ruling);
        let verdict = &ruling.verdict;
        let guest = done.known.guest();
        let kind = guest.and_then(|guest| event.ticket_type(guest.ticket.ticket_type));
        let admits = guest.map_or(1, |guest| guest.ticket.admits);
        let (first, repeat) = match verdict {
            Verdict::AlreadyIn { first, repeat } => (Some(*first), *repeat),
            Verdict::NotInside => (Presence::of(&done.entries, done.day).latest(scan.at), false),
            _ => (None, false),
        };
        // Another person on a used ticket was handed nothing yet.
        let another = verdict.member().is_some_and(|member| member > admits);
        let again = ruling.overridden() == Some(VerdictKind::AlreadyIn) && !another;
        let admitted = match done.came() {
            // Of a group that was stopped, what the first of it were.
            Some(_) => done.rows.first().map(|row| row.entry.verdict),
            None => Some(verdict.kind()),
        };
        let comes = admitted == Some(VerdictKind::Admitted) && !again;
        let attendee = guest.map(|guest| &guest.attendee);
        let note = attendee.map(|attendee| attendee.note.clone());
        let talk = attendee.and_then(|attendee| self.talk_of(&attendee.name));
        let row = done.rows.last();
        ScanAnswer {
            code: code.to_owned(),
            mark: done.digest.map_or_else(String::new, |digest| mark(&digest)),
            verdict: verdict.kind().into(),
            tone: verdict.kind().tone(event.reentry).into(),
            at: format::rfc3339(scan.at, event),
            clock: format::clock(scan.at, event),
            door: self.door_name(scan.door),
            row: row.map_or(0, |logged| format::row(logged.row)),
            attendee: attendee.map(|attendee| AttendeeBrief {
                evenings_before: self.evenings_before(attendee),
                answers: done.answers.clone(),
                ..format::attendee_brief(attendee, kind)
            }),
            first: first.map(|first| format::first(first, scan.at, event)),
            repeat,
            member: (admits > 1)
                .then(|| verdict.member().map(u32::from))
                .flatten(),
            admits: (admits > 1).then_some(u32::from(admits)),
            hand_over: kind
                .filter(|_| comes)
                .map(|kind| kind.hand_over.clone())
                .unwrap_or_default(),
            note: note.filter(|note| !note.is_empty()),
            attention: attendee.and_then(|attendee| attention(event, attendee)),
            speaks: attendee.is_some_and(|attendee| is_speaker(event, attendee)),
            offline: row.is_some_and(|logged| logged.entry.mode == Mode::Offline),
            unlisted: matches!(done.known, Known::NotListed(_)),
            learnable: done.learnable,
            by_hand: scan.means == Means::Hand,
            list_of: self.list_of(scan.at),
            detail: Detail {
                came: done.came(),
                event: (verdict.kind() == VerdictKind::WrongEvent)
                    .then(|| self.event_of(code))
                    .flatten(),
                ..format::detail(verdict, scan.at, event)
            },
            steps: steps(
                event,
                verdict,
                done.settling.as_ref(),
                done.rest.unwrap_or(0),
            ),
            rest: done.rest.map(u32::from),
            people: done.people(),
            still_inside: match scan.direction {
                Direction::In => None,
                Direction::Out => done.rest.map(u32::from),
            },
            overridden: ruling.overridden().map(Into::into),
            reason: ruling.text.clone(),
            talk: talk.filter(|_| verdict.kind() == VerdictKind::Admitted),
            prints_badge: comes && self.prints_badge(done),
            places_left: match scan.direction {
                Direction::In => event.places_left(self.tally.total().inside),
                Direction::Out => None,
            },
        }
    }
}

/// A guest's answers to the questions that the door is to see.
fn shown_answers(
    conn: &Connection,
    shown: &[table::question::Question],
    known: &Known,
) -> Result<Vec<AnswerView>> {
    let Some(guest) = known.guest().filter(|_| !shown.is_empty()) else {
        return Ok(Vec::new());
    };
    let mut answers = table::answer::of(conn, guest.attendee.id)?;
    answers.retain(|(title, _)| shown.iter().any(|one| one.title == *title));
    let answers = answers.into_iter();
    Ok(answers
        .map(|(question, answer)| AnswerView { question, answer })
        .collect())
}

/// What makes staff look up for this guest.
fn attention(event: &Event, attendee: &lanyard_event::Attendee) -> Option<String> {
    if !attendee.attention.is_empty() {
        return Some(attendee.attention.clone());
    }
    is_speaker(event, attendee).then(|| SPEAKER.to_owned())
}

/// Whether a guest is greeted as one who speaks, since the organiser wrote nothing else.
fn is_speaker(event: &Event, attendee: &lanyard_event::Attendee) -> bool {
    attendee.attention.is_empty() && speaks(&event.lineup, &attendee.name)
}

/// What somebody showed to whom the door said this, where their code named no ticket.
fn nameless(verdict: VerdictKind) -> Option<Presented<'static>> {
    match verdict {
        VerdictKind::Unknown => Some(Presented::Unknown),
        VerdictKind::Forged => Some(Presented::Forged),
        VerdictKind::WrongEvent => Some(Presented::WrongEvent),
        VerdictKind::Revoked => Some(Presented::KeyRevoked),
        _ => None,
    }
}

/// As much of a digest as tells the codes of an evening apart.
fn mark(digest: &[u8; 32]) -> String {
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

pub(crate) fn digest(salt: &[u8; 32], code: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(code.as_bytes());
    hash.finalize().into()
}

/// Whatever keeps the file from being written, there is no verdict.
pub(crate) fn not_recorded(error: DeskError) -> DeskError {
    match error {
        DeskError::Store(error) => DeskError::NotRecorded(error),
        other => other,
    }
}
