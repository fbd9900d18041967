use jiff::Timestamp;
use lanyard_event::{
    Attendee, AttendeeId, Claim, Direction, DoorId, Entry, Event, History, Kind, MAX_CODE_CHARS,
    Means, Mode, Presence, Presented, Reading, Scan, Ticket, TicketId, TicketState, Verdict,
    VerdictKind, decide, presence_day, read_code, trim_scan,
};
use lanyard_exchange::fold;
use lanyard_store::{
    Connection, StoreError, table,
    table::log::{Logged, NewEntry},
};
use sha2::{Digest, Sha256};

use crate::{
    Desk, DeskError, Result,
    answers::{ScanAnswer, UndoAnswer},
    format,
};

/// Why a guest who speaks tonight is greeted with attention.
const SPEAKER: &str = "Speaker";

/// A text that was scanned.
#[derive(Clone, Debug)]
pub struct ScanRequest {
    /// What the scanner gave.
    pub text: String,
    /// At which door, by name; `None`: the desk's own.
    pub door: Option<String>,
    /// In or out.
    pub direction: Direction,
    /// When, in place of the clock.
    pub at: Option<Timestamp>,
}

impl ScanRequest {
    /// Someone shows this at the desk, and wants in.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            door: None,
            direction: Direction::In,
            at: None,
        }
    }
}

/// Someone in front of the desk, as the list knows them.
struct Guest {
    ticket: Ticket,
    attendee: Attendee,
}

/// What a text turned out to be.
enum Known {
    Guest(Box<Guest>),
    NotListed(TicketId),
    Otherwise(Presented<'static>),
}

impl Known {
    fn presented(&self) -> Presented<'_> {
        match self {
            Self::Guest(guest) => Presented::Listed {
                ticket: &guest.ticket,
                attendee: &guest.attendee,
            },
            Self::NotListed(_) => Presented::NotListed,
            Self::Otherwise(presented) => presented.clone(),
        }
    }

    fn guest(&self) -> Option<&Guest> {
        match self {
            Self::Guest(guest) => Some(guest),
            _ => None,
        }
    }

    fn ticket(&self) -> Option<TicketId> {
        match self {
            Self::Guest(guest) => Some(guest.ticket.id),
            Self::NotListed(ticket) => Some(*ticket),
            Self::Otherwise(_) => None,
        }
    }
}

impl Desk {
    /// Answers a scan. When this returns, the answer stands in the log, durably.
    ///
    /// # Errors
    /// [`DeskError::NotRecorded`] where it could not be written: then there is no verdict.
    pub fn scan(&mut self, request: ScanRequest) -> Result<ScanAnswer> {
        let text = trim_scan(&request.text);
        if text.is_empty() {
            return Err(DeskError::NoCode);
        }
        let length = text.chars().count();
        if length > MAX_CODE_CHARS {
            return Err(DeskError::CodeTooLong(length));
        }
        self.refresh()?;
        // What can't be read from the file is verified by its signature.
        let issued = |ticket| {
            table::ticket::code(self.store.read(), ticket)
                .ok()
                .flatten()
        };
        let reading = read_code(text, self.event.id, &self.keys, issued);
        let means = match reading {
            Reading::Badge(_) => Means::Badge,
            _ => Means::Ticket,
        };
        let scan = Scan {
            at: request.at.unwrap_or_else(|| self.now()),
            door: self.door_or_own(request.door.as_deref())?,
            desk: self.desk,
            direction: request.direction,
            means,
        };
        self.answer(text, &scan, |conn| known(conn, reading))
    }

    /// Lets a guest in by hand, found by name; the same rules hold.
    ///
    /// # Errors
    /// [`DeskError::NoSuchAttendee`]; [`DeskError::NotRecorded`] as for a scan.
    pub fn admit(
        &mut self,
        attendee: &str,
        door: Option<&str>,
        at: Option<Timestamp>,
    ) -> Result<ScanAnswer> {
        self.refresh()?;
        let id = self.attendee_id(attendee)?;
        let scan = Scan {
            at: at.unwrap_or_else(|| self.now()),
            door: self.door_or_own(door)?,
            desk: self.desk,
            direction: Direction::In,
            means: Means::Hand,
        };
        self.answer("", &scan, |conn| {
            let attendee = table::attendee::by_id(conn, id)?
                .ok_or_else(|| DeskError::NoSuchAttendee(id.to_string()))?;
            let name = attendee.name.clone();
            let guest = guest(conn, attendee)?.ok_or(DeskError::NoValidTicket(name))?;
            Ok(Known::Guest(Box::new(guest)))
        })
    }

    /// Takes back a row of the log, or without `row` the last one of this desk that let somebody
    /// in or out.
    ///
    /// # Errors
    /// There is no such row, it was taken back already, or it moved nobody.
    pub fn undo(&mut self, row: Option<i64>, at: Option<Timestamp>) -> Result<UndoAnswer> {
        self.refresh()?;
        let at = at.unwrap_or_else(|| self.now());
        let life = self.life()?;
        let (event, desk) = (self.event.clone(), self.desk);
        let (undone, void) = self
            .store
            .write(|conn| -> Result<(Logged, Logged)> {
                let undone = match row {
                    Some(row) => undoable(conn, row)?,
                    None => last_undoable(conn, desk)?,
                };
                let entry = &undone.entry;
                let void = NewEntry {
                    at,
                    door: entry.door,
                    operator: None,
                    kind: Kind::Void,
                    verdict: entry.verdict,
                    means: Means::Hand,
                    ticket: entry.ticket,
                    attendee: entry.attendee,
                    day: entry.day,
                    member: entry.member,
                    entry_number: entry.entry_number,
                    voids: Some(entry.place),
                    mode: Mode::Online,
                    digest: None,
                };
                let void = table::log::append(conn, event.id, life, void)?;
                Ok((undone, void))
            })
            .map_err(not_recorded)?;
        self.tell(Some(void.row));
        let attendee = match undone.entry.attendee {
            Some(id) => table::attendee::by_id(self.store.read(), id)?,
            None => None,
        };
        Ok(UndoAnswer {
            row: format::row(void.row),
            undone: format::row(undone.row),
            name: attendee.map(|attendee| attendee.name),
            verdict: undone.entry.verdict.into(),
            clock: format::clock_or_day(undone.entry.at, at, &event),
        })
    }

    /// The way of every verdict: look up, decide, write durably, tell.
    fn answer(
        &mut self,
        code: &str,
        scan: &Scan,
        look_up: impl FnOnce(&Connection) -> Result<Known>,
    ) -> Result<ScanAnswer> {
        let life = self.life().map_err(not_recorded)?;
        let inside = match self.event.capacity {
            Some(_) => self.tally()?.inside(),
            None => 0,
        };
        let digest = digest(self.salt(), code);
        let event = &self.event;
        let (known, verdict, logged, entries, day) = self
            .store
            .write(|conn| -> Result<_> {
                let known = look_up(conn)?;
                let entries = match known.ticket() {
                    Some(ticket) => table::log::of_ticket(conn, ticket)?,
                    None => Vec::new(),
                };
                let history = History {
                    entries: &entries,
                    inside,
                };
                let verdict = decide(event, &known.presented(), &history, Claim::Granted, scan);
                let guest = known.guest();
                let kind = guest.and_then(|guest| event.ticket_type(guest.ticket.ticket_type));
                let member = verdict.member().unwrap_or(0);
                let day = presence_day(event, kind, scan.at);
                let presence = Presence::of(&entries, day);
                let new = NewEntry {
                    at: scan.at,
                    door: scan.door,
                    operator: None,
                    kind: log_kind(verdict.kind()),
                    verdict: verdict.kind(),
                    means: scan.means,
                    ticket: known.ticket(),
                    attendee: guest.map(|guest| guest.attendee.id),
                    day: event.day_of(scan.at),
                    member,
                    entry_number: match verdict.kind() {
                        VerdictKind::Admitted | VerdictKind::ReEntered => {
                            presence.next_entry_number(member)
                        }
                        VerdictKind::Left => presence.next_entry_number(member) - 1,
                        _ => 0,
                    },
                    voids: None,
                    mode: Mode::Online,
                    digest: guest.is_none().then_some(digest),
                };
                let logged = table::log::append(conn, event.id, life, new)?;
                Ok((known, verdict, logged, entries, day))
            })
            .map_err(not_recorded)?;
        self.tally.add(&logged, &entries, day);
        self.tell(Some(logged.row));
        Ok(self.scan_answer(code, scan, &known, &verdict, &logged))
    }

    fn scan_answer(
        &self,
        code: &str,
        scan: &Scan,
        known: &Known,
        verdict: &Verdict,
        logged: &Logged,
    ) -> ScanAnswer {
        let event = &self.event;
        let guest = known.guest();
        let kind = guest.and_then(|guest| event.ticket_type(guest.ticket.ticket_type));
        let admits = guest.map_or(1, |guest| guest.ticket.admits);
        let (first, repeat) = match verdict {
            Verdict::AlreadyIn { first, repeat } => (Some(*first), *repeat),
            _ => (None, false),
        };
        let note = guest.map(|guest| guest.attendee.note.clone());
        ScanAnswer {
            code: code.to_owned(),
            verdict: verdict.kind().into(),
            tone: verdict.kind().tone(event.reentry).into(),
            at: format::rfc3339(scan.at, event),
            clock: format::clock(scan.at, event),
            door: self.door_name(scan.door),
            row: format::row(logged.row),
            attendee: guest.map(|guest| format::attendee_brief(&guest.attendee, kind)),
            first: first.map(|first| format::first(first, scan.at, event)),
            repeat,
            member: (admits > 1)
                .then(|| verdict.member().map(u32::from))
                .flatten(),
            admits: (admits > 1).then_some(u32::from(admits)),
            hand_over: kind
                .filter(|_| verdict.kind() == VerdictKind::Admitted)
                .map(|kind| kind.hand_over.clone())
                .unwrap_or_default(),
            note: note.filter(|note| !note.is_empty()),
            attention: guest
                .filter(|guest| speaks(event, &guest.attendee))
                .map(|_| SPEAKER.to_owned()),
            offline: logged.entry.mode == Mode::Offline,
            unlisted: matches!(known, Known::NotListed(_)),
            by_hand: scan.means == Means::Hand,
            list_of: self.list_of(scan.at),
            detail: format::detail(verdict, scan.at, event),
        }
    }

    pub(crate) fn attendee_id(&self, text: &str) -> Result<AttendeeId> {
        text.parse()
            .map_err(|_| DeskError::NoSuchAttendee(text.to_owned()))
    }

    /// The door a command names, or the desk's own.
    fn door_or_own(&self, name: Option<&str>) -> Result<DoorId> {
        match name {
            Some(name) => self.door_named(name),
            None => Ok(self.door()),
        }
    }
}

/// The lineup knows its speakers by name alone.
fn speaks(event: &Event, attendee: &Attendee) -> bool {
    let mut speakers = event.lineup.slots().iter().flat_map(|slot| &slot.speakers);
    speakers.any(|speaker| fold(&speaker.name) == fold(&attendee.name))
}

fn known(conn: &Connection, reading: Reading) -> Result<Known> {
    let otherwise = |presented| Ok(Known::Otherwise(presented));
    match reading {
        Reading::Ticket(code) => match table::ticket::by_id(conn, code.ticket)? {
            Some(ticket) => of_ticket(conn, ticket),
            None => Ok(Known::NotListed(code.ticket)),
        },
        Reading::Foreign(text) => match table::ticket::by_foreign_code(conn, &text)? {
            Some(ticket) => of_ticket(conn, ticket),
            None => otherwise(Presented::Unknown),
        },
        Reading::Badge(badge) => match table::attendee::by_badge(conn, badge)? {
            Some(attendee) => match guest(conn, attendee)? {
                Some(guest) => Ok(Known::Guest(Box::new(guest))),
                None => otherwise(Presented::Unknown),
            },
            None => otherwise(Presented::Unknown),
        },
        Reading::KeyRevoked(_) => otherwise(Presented::KeyRevoked),
        Reading::WrongEvent => otherwise(Presented::WrongEvent),
        Reading::Forged => otherwise(Presented::Forged),
    }
}

fn of_ticket(conn: &Connection, ticket: Ticket) -> Result<Known> {
    let attendee = table::attendee::by_id(conn, ticket.attendee)?
        .ok_or_else(|| StoreError::Damaged("a ticket of nobody".into()))?;
    Ok(Known::Guest(Box::new(Guest { ticket, attendee })))
}

/// The ticket on which a guest who was found without one comes: the first that holds and still
/// has room, else the first that holds, else the first.
fn guest(conn: &Connection, attendee: Attendee) -> Result<Option<Guest>> {
    let tickets = table::ticket::of_attendee(conn, attendee.id)?;
    let mut with_room = None;
    for ticket in &tickets {
        let entries: Vec<Entry> = table::log::of_ticket(conn, ticket.id)?;
        let full = Presence::of(&entries, None).inside() >= ticket.admits;
        if ticket.state == TicketState::Valid && !full {
            with_room = Some(ticket.clone());
            break;
        }
    }
    let ticket = with_room.or_else(|| tickets.into_iter().next());
    Ok(ticket.map(|ticket| Guest { ticket, attendee }))
}

fn undoable(conn: &Connection, row: i64) -> Result<Logged> {
    let logged = table::log::by_row(conn, row)?.ok_or(DeskError::NoSuchRow(row))?;
    if !logged.entry.kind.moves() {
        return Err(DeskError::NothingHappened(row));
    }
    match table::log::voided_by(conn, &logged)? {
        Some(_) => Err(DeskError::AlreadyUndone(row)),
        None => Ok(logged),
    }
}

fn last_undoable(conn: &Connection, desk: lanyard_event::DeskId) -> Result<Logged> {
    // Looks back in growing steps: the row is nearly always among the last few.
    let mut most = 16;
    loop {
        let rows = table::log::newest(conn, most)?;
        let all = rows.len() < most;
        for logged in rows {
            let ours = logged.entry.place.desk == desk && logged.entry.kind.moves();
            if ours && table::log::voided_by(conn, &logged)?.is_none() {
                return Ok(logged);
            }
        }
        if all {
            return Err(DeskError::NothingToUndo);
        }
        most *= 4;
    }
}

fn log_kind(verdict: VerdictKind) -> Kind {
    match verdict {
        VerdictKind::Admitted | VerdictKind::ReEntered => Kind::Entry,
        VerdictKind::Left => Kind::Exit,
        _ => Kind::Refused,
    }
}

fn digest(salt: &[u8; 32], code: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(code.as_bytes());
    hash.finalize().into()
}

/// Whatever keeps the file from being written, there is no verdict.
fn not_recorded(error: DeskError) -> DeskError {
    match error {
        DeskError::Store(error) => DeskError::NotRecorded(error),
        other => other,
    }
}
