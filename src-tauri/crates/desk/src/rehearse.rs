//! The rehearsal before the doors open: what can be looked at from here.

use std::{io::Write, path::Path, time::Instant};

use jiff::Timestamp;
use lanyard_event::{Claim, Direction, History, Presented, Scan, decide};
use lanyard_paper::printer::Printer;
use lanyard_store::{StoreError, table};

use crate::{
    Desk, DeskError, Result,
    answers::{Facts, Health, Problem, Rehearsed, RehearsedWhat, TriedTicket},
    case::not_recorded,
    format,
    machine::{Awake, Power, free_megabytes},
    out::output,
    scan::{code_text, known, means},
};

/// Less than this on the disk is worth a word, and then too little, in megabytes.
const FEW_MEGABYTES: u32 = 1_000;
const TOO_FEW_MEGABYTES: u32 = 100;
/// A disk slower than this makes a queue wait, in thousandths of a second.
const SLOW_MILLIS: u32 = 100;
/// Less than this in the battery is worth a word, and then too little.
const LOW_PERCENT: u32 = 60;
const TOO_LOW_PERCENT: u32 = 20;
/// A list older than this is worth a word, in minutes.
const OLD_LIST: i32 = 24 * 60;

impl Desk {
    /// Looks at everything that can be looked at without a person.
    ///
    /// # Errors
    /// The event file can't be read.
    pub fn rehearse(&mut self) -> Result<Vec<Rehearsed>> {
        self.refresh()?;
        Ok(vec![
            self.rehearse_clock()?,
            self.rehearse_disk(),
            self.rehearse_file(),
            rehearse_battery(Power::of_machine()),
            self.rehearse_sleep(),
            self.rehearse_list(),
            self.rehearse_tickets()?,
        ])
    }

    /// Keeps the machine awake as long as this desk is open, where the system can.
    pub fn stay_awake(&mut self) {
        // The rehearsal says where it can't.
        self.awake = Awake::stay().ok();
    }

    /// What a code would be at the door now. Nothing is written and nobody is let in.
    ///
    /// # Errors
    /// There is no code; the file can't be read.
    pub fn try_ticket(&mut self, text: &str) -> Result<TriedTicket> {
        let text = code_text(text)?;
        self.refresh()?;
        let inside = self.tally()?.total().inside;
        let reading = self.reading(text);
        let scan = Scan {
            means: means(&reading),
            ..self.scan_by_hand(Direction::In, None, None)?
        };
        let conn = self.store.read();
        let known = known(conn, reading, Direction::In)?;
        let entries = match known.ticket() {
            Some(ticket) => table::log::of_ticket(conn, ticket)?,
            None => Vec::new(),
        };
        let presented: Presented<'_> = known.presented();
        let history = History {
            entries: &entries,
            inside,
        };
        let verdict = decide(&self.event, &presented, &history, Claim::Granted, &scan).kind();
        let guest = known.guest();
        let kind = guest.and_then(|guest| self.event.ticket_type(guest.ticket.ticket_type));
        Ok(TriedTicket {
            verdict: verdict.into(),
            tone: verdict.tone(self.event.reentry).into(),
            name: guest.map(|guest| guest.attendee.name.clone()),
            ticket_type: kind.map(|kind| kind.name.clone()),
        })
    }

    /// A clock that is behind the log would put this evening's rows before those that are there.
    fn rehearse_clock(&self) -> Result<Rehearsed> {
        let now = self.now();
        let newest = table::log::newest(self.store.read(), 1)?;
        let behind = newest.first().is_some_and(|row| row.entry.at > now);
        let today = self.event.day_of(now) == self.event.date;
        Ok(Rehearsed {
            what: RehearsedWhat::Clock,
            health: match (behind, today && !self.clock_is_set) {
                (true, _) => Health::Bad,
                (false, true) => Health::Good,
                (false, false) => Health::Look,
            },
            facts: Facts {
                when: Some(format::clock_or_day(now, evening(&self.event), &self.event)),
                ..Facts::default()
            },
        })
    }

    fn rehearse_disk(&self) -> Rehearsed {
        let free = free_megabytes(self.path()).map_err(StoreError::Disk);
        Rehearsed {
            what: RehearsedWhat::Disk,
            health: match &free {
                Ok(free) if *free >= FEW_MEGABYTES => Health::Good,
                Ok(free) if *free >= TOO_FEW_MEGABYTES => Health::Look,
                Ok(_) => Health::Bad,
                Err(_) => Health::None,
            },
            facts: Facts {
                megabytes: free.as_ref().ok().copied(),
                problem: free.err().map(|error| DeskError::Store(error).into()),
                ..Facts::default()
            },
        }
    }

    /// Writes and flushes as much beside the event file as a scan does, and takes the lock that a
    /// scan takes.
    fn rehearse_file(&mut self) -> Rehearsed {
        let begun = Instant::now();
        let locked = self.store.write(|_| Ok::<_, DeskError>(()));
        let folder = self.path().parent();
        let folder = match folder.filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) => folder,
            None => Path::new("."),
        };
        let flushed = || -> std::io::Result<()> {
            let mut file = tempfile::tempfile_in(folder)?;
            file.write_all(&[0; 8192])?;
            file.sync_all()
        };
        let written = flushed().map_err(|error| output(folder, error));
        let problem = locked.map_err(not_recorded).and(written).err();
        let problem = problem.map(Problem::from);
        let millis = u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX);
        Rehearsed {
            what: RehearsedWhat::File,
            health: match &problem {
                Some(_) => Health::Bad,
                None if millis > SLOW_MILLIS => Health::Look,
                None => Health::Good,
            },
            facts: Facts {
                millis: Some(millis),
                problem,
                ..Facts::default()
            },
        }
    }

    fn rehearse_sleep(&mut self) -> Rehearsed {
        let holds = self.awake.as_mut().is_some_and(Awake::holds);
        Rehearsed {
            what: RehearsedWhat::Sleep,
            health: if holds { Health::Good } else { Health::Look },
            facts: Facts::default(),
        }
    }

    fn rehearse_list(&self) -> Rehearsed {
        let now = self.now();
        let minutes = self.list_minutes(now).map(u32::cast_signed);
        let expected = self.facts.expected();
        Rehearsed {
            what: RehearsedWhat::List,
            health: match minutes {
                _ if expected == 0 => Health::Bad,
                Some(minutes) if minutes > OLD_LIST => Health::Look,
                _ => Health::Good,
            },
            facts: Facts {
                when: self.list_of(now),
                count: Some(expected),
                minutes,
                ..Facts::default()
            },
        }
    }

    fn rehearse_tickets(&self) -> Result<Rehearsed> {
        let (with_code, all) = table::ticket::with_code(self.store.read())?;
        Ok(Rehearsed {
            what: RehearsedWhat::Tickets,
            health: match with_code {
                _ if all == 0 => Health::Bad,
                0 => Health::Bad,
                some if some < all => Health::Look,
                _ => Health::Good,
            },
            facts: Facts {
                count: Some(with_code),
                of: Some(all),
                ..Facts::default()
            },
        })
    }
}

fn rehearse_battery(power: Power) -> Rehearsed {
    let (health, percent) = match power {
        Power::Mains { percent: None } => (Health::None, None),
        Power::Mains { percent } => (Health::Good, percent),
        Power::Battery { percent } if percent < TOO_LOW_PERCENT => (Health::Bad, Some(percent)),
        Power::Battery { percent } if percent < LOW_PERCENT => (Health::Look, Some(percent)),
        Power::Battery { percent } => (Health::Good, Some(percent)),
    };
    Rehearsed {
        what: RehearsedWhat::Battery,
        health,
        facts: Facts {
            count: percent,
            ..Facts::default()
        },
    }
}

/// How the badge printer at this address is; asking it takes as long as it takes to answer, so
/// that no desk may be held meanwhile.
pub fn rehearse_printer(uri: Option<&str>) -> Rehearsed {
    let asked = uri.map(|uri| Printer::at(uri).and_then(|printer| printer.state()));
    let (health, problem) = match asked {
        None => (Health::None, None),
        Some(Ok(state)) => {
            let health = match (state.can_print(), state.troubles.is_empty()) {
                (false, _) => Health::Bad,
                (true, false) => Health::Look,
                (true, true) => Health::Good,
            };
            (health, Problem::of_printer(&state.troubles))
        }
        Some(Err(error)) => (Health::Bad, Some(DeskError::Printer(error).into())),
    };
    Rehearsed {
        what: RehearsedWhat::Printer,
        health,
        facts: Facts {
            name: uri.map(str::to_owned),
            problem,
            ..Facts::default()
        },
    }
}

/// Some moment of the evening's day.
fn evening(event: &lanyard_event::Event) -> Timestamp {
    let noon = event.date.at(12, 0, 0, 0);
    let noon = noon.to_zoned(event.timezone.clone());
    noon.map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp())
}
