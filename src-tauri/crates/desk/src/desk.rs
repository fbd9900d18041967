use std::{
    collections::HashSet,
    path::Path,
    sync::{Arc, mpsc},
};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use lanyard_event::{AttendeeId, Clock, DeskId, Direction, DoorId, Event, EventId, Key, Rng};
use lanyard_exchange::definition;
use lanyard_paper::Paper;
use lanyard_store::{Connection, Store, StoreError, table, table::desk::Life};
use tokio::sync::broadcast;

use crate::{
    DeskError, Home, Result, ShiftedClock, SystemClock, SystemRng,
    answers::{Change, Counts, DeskView, LogLine},
    chosen::read_text,
    facts::{Facts, Share},
    format,
    home::{Identity, Seen},
    office::{Regulars, known_regulars},
    search::Search,
    tally::Tally,
    tickets::Signer,
};

/// How many rows of the log a desk shows.
const RECENT: usize = 50;

/// What a desk stands on.
#[derive(Clone)]
pub struct DeskOptions {
    /// The user's data folder.
    pub home: Home,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub rng: Arc<dyn Rng>,
}

impl Default for DeskOptions {
    fn default() -> Self {
        Self {
            home: Home::of_user(),
            clock: Arc::new(SystemClock),
            rng: Arc::new(SystemRng),
        }
    }
}

/// An open event.
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) home: Home,
    pub(crate) clock: Arc<dyn Clock>,
    /// The clock is not the machine's: somebody set it.
    pub(crate) clock_is_set: bool,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) event: Event,
    pub(crate) keys: Vec<Key>,
    pub(crate) desk: DeskId,
    pub(crate) paper: Option<Arc<Paper>>,
    identity: Identity,
    salt: [u8; 32],
    life: Option<Life>,
    /// The last row of the log when this was opened.
    begins_after: i64,
    /// The rows of the log that were written here since.
    wrote: HashSet<i64>,
    pub(crate) door: DoorId,
    pub(crate) direction: Direction,
    pub(crate) printer: Option<String>,
    pub(crate) print_on_entry: bool,
    /// To whoever prints the badges that are due.
    badges: Option<mpsc::Sender<String>>,
    /// Where this desk stands is kept in the data folder.
    pub(crate) keeps_place: bool,
    pub(crate) awake: Option<crate::machine::Awake>,
    /// The folder of a desk on invented guests; it goes with the desk.
    pub(crate) practice: Option<Arc<tempfile::TempDir>>,
    /// Who came to earlier evenings, where that is kept.
    pub(crate) regulars: Option<Regulars>,
    pub(crate) search: Search,
    pub(crate) tally: Tally,
    version: i64,
    pub(crate) facts: Facts,
    changes: broadcast::Sender<Change>,
}

impl Desk {
    /// Opens an event file.
    ///
    /// # Errors
    /// The file is none, is damaged or may not be used; the data folder may not be used.
    pub fn open(path: &Path, options: DeskOptions) -> Result<Self> {
        Self::of(Store::open(path)?, options)
    }

    /// Makes an event file from a definition (`event.toml`); `date` puts it on another day.
    ///
    /// # Errors
    /// The definition is refused, with line and reason; there is a file of that name.
    pub fn create(
        path: &Path,
        definition: &Path,
        date: Option<Date>,
        options: DeskOptions,
    ) -> Result<Self> {
        let text = read_text(definition)?;
        Self::create_from(path, &text, definition, date, options)
    }

    pub(crate) fn create_from(
        path: &Path,
        text: &str,
        named: &Path,
        date: Option<Date>,
        options: DeskOptions,
    ) -> Result<Self> {
        let id = EventId::new(options.clock.now(), options.rng.as_ref());
        let event = definition::parse(text, id, date).map_err(|error| DeskError::Definition {
            path: named.to_owned(),
            error,
        })?;
        Self::create_event(path, &event, options)
    }

    pub(crate) fn create_event(path: &Path, event: &Event, options: DeskOptions) -> Result<Self> {
        let mut salt = [0; 32];
        options.rng.fill(&mut salt);
        // The data folder first: where it can't be used, no event file is left behind.
        options
            .home
            .identity(options.rng.as_ref(), options.clock.now())?;
        let store = Store::create(path, |conn| table::event::insert(conn, event, &salt))?;
        let mut desk = Self::of(store, options)?;
        // The key stands in the file from the first: a copy made before the first ticket was
        // issued knows whose tickets it meets.
        Signer::of(&mut desk)?;
        Ok(desk)
    }

    pub(crate) fn of(store: Store, options: DeskOptions) -> Result<Self> {
        let conn = store.read();
        let event = table::event::load(conn)?;
        let identity = options
            .home
            .identity(options.rng.as_ref(), options.clock.now())?;
        let door = event
            .doors
            .first()
            .map(|door| door.id)
            .ok_or_else(|| StoreError::Damaged("it has no door".into()))?;
        let regulars = known_regulars(&options.home, &event);
        Ok(Self {
            keys: table::key::list(conn)?,
            salt: table::event::salt(conn)?,
            version: store.data_version()?,
            facts: Facts::load(conn, &event)?,
            desk: identity.desk(&options.home)?,
            home: options.home,
            clock: options.clock,
            clock_is_set: false,
            rng: options.rng,
            event,
            identity,
            life: None,
            begins_after: table::log::last(conn)?.map_or(0, |last| last.row),
            wrote: HashSet::new(),
            door,
            direction: Direction::In,
            printer: None,
            print_on_entry: false,
            badges: None,
            keeps_place: false,
            awake: None,
            practice: None,
            regulars,
            search: Search::default(),
            tally: Tally::default(),
            paper: None,
            changes: broadcast::channel(64).0,
            store,
        })
    }

    /// The event.
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// The event file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// The user's data folder.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A time that someone gave: RFC 3339, or `YYYY-MM-DDTHH:MM[:SS]` in the event's zone.
    ///
    /// # Errors
    /// [`DeskError::NoTime`].
    pub fn time(&self, text: &str) -> Result<Timestamp> {
        if let Ok(at) = text.parse() {
            return Ok(at);
        }
        let local = text.parse::<DateTime>().ok();
        let at = local.and_then(|local| local.to_zoned(self.event.timezone.clone()).ok());
        at.map(|at| at.timestamp())
            .ok_or_else(|| DeskError::NoTime(text.to_owned()))
    }

    /// Rehearses: from now on the desk's clock goes on from `time`.
    ///
    /// # Errors
    /// [`DeskError::NoTime`].
    pub fn rehearse_at(&mut self, time: &str) -> Result<()> {
        self.clock = Arc::new(ShiftedClock::starting_at(self.time(time)?));
        self.clock_is_set = true;
        Ok(())
    }

    /// Tells of every change from now on, after it is durable.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Tells from now on whose badges are to be printed, by the guests' ids.
    pub fn badges_due(&mut self) -> mpsc::Receiver<String> {
        let (sender, receiver) = mpsc::channel();
        self.badges = Some(sender);
        receiver
    }

    pub(crate) fn print_soon(&self, attendee: &str) {
        if let Some(badges) = &self.badges {
            // Where nobody prints any more, the guest card still does.
            let _ = badges.send(attendee.to_owned());
        }
    }

    /// Notices what another process has written into the file; gives whether there was something.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn refresh(&mut self) -> Result<bool> {
        let version = self.store.data_version()?;
        if version == self.version {
            return Ok(false);
        }
        if table::event::revision(self.store.read())? != self.facts.revision {
            self.reload()?;
        }
        self.version = version;
        self.tell(None);
        Ok(true)
    }

    /// How many people.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn counts(&mut self) -> Result<Counts> {
        let expected = self.facts.expected();
        let tally = self.tally()?;
        let (total, unexpected) = (tally.total(), tally.unexpected());
        Ok(Counts {
            expected,
            arrived: total.arrived,
            inside: total.inside,
            to_come: expected.saturating_sub(total.arrived - unexpected.arrived),
        })
    }

    /// Everything the desk window shows when nothing was scanned.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn view(&mut self) -> Result<DeskView> {
        let counts = self.counts()?;
        let now = self.now();
        let names = self.event.doors.iter().map(|door| door.name.clone());
        let kinds = self.event.ticket_types.iter();
        Ok(DeskView {
            event: format::event_brief(&self.event),
            door: self.door_name(self.door),
            doors: names.collect(),
            counts,
            recent: self.recent(RECENT)?,
            list_of: self.list_of(now),
            list_minutes: self.list_minutes(now),
            clock: format::clock(now, &self.event),
            set_clock: self.clock_is_set.then(|| format::day(now, &self.event)),
            unwritable: self.unwritable(),
            direction: self.direction.into(),
            ticket_types: kinds.map(|kind| kind.name.clone()).collect(),
            contact: self.event.contact.clone(),
            room: self.room(counts.inside),
            talks: self.talks(true),
            practice: self.practice.is_some(),
            leads: self.facts.leads,
            printer: self.printer.clone(),
            print_on_entry: self.print_on_entry,
            privacy: self.event.privacy,
        })
    }

    /// The newest rows of the log, newest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn recent(&self, most: usize) -> Result<Vec<LogLine>> {
        crate::log::newest(self, most)
    }

    /// Writes a consistent copy of the event file, also while it is in use.
    ///
    /// # Errors
    /// There is a file of that name, or the disk fails.
    pub fn backup(&self, to: &Path) -> Result<()> {
        self.store.backup(to)?;
        self.home.note_copy(self.event.id, to)
    }

    pub(crate) fn tally(&mut self) -> Result<&Tally> {
        let now = self.now();
        self.tally.catch_up(self.store.read(), &self.event, now)?;
        Ok(&self.tally)
    }

    /// Changes anything but the log, durably, and tells of it.
    pub(crate) fn change<T>(&mut self, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let value = self.store.write(|conn| -> Result<T> {
            let value = change(conn)?;
            table::event::revise(conn)?;
            Ok(value)
        })?;
        self.reload()?;
        self.tell(None);
        Ok(value)
    }

    /// Changes one guest, durably, and tells of it; the rest of the list is not read again.
    pub(crate) fn change_guest<T>(
        &mut self,
        id: AttendeeId,
        change: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let (value, before) = self.store.write(|conn| -> Result<_> {
            let before = Share::of(conn, id)?;
            let value = change(conn)?;
            table::event::revise(conn)?;
            Ok((value, before))
        })?;
        self.guest_changed(id, &before);
        self.tell(None);
        Ok(value)
    }

    /// Reads again what changes with one guest, who was changed from `before` and whose change is
    /// one revision of the file. What was committed stands: what can't be read now is read with
    /// the next thing that is asked.
    pub(crate) fn guest_changed(&mut self, id: AttendeeId, before: &Share) {
        if self.read_guest_again(id, before).is_err() {
            self.facts.revision = -1;
            self.version = -1;
        }
    }

    fn read_guest_again(&mut self, id: AttendeeId, before: &Share) -> Result<()> {
        let conn = self.store.read();
        if table::event::revision(conn)? != self.facts.revision + 1 {
            // Somebody else has changed the list too.
            return self.reload();
        }
        self.facts.update(conn, &self.event, id, before)?;
        self.search.changed(id);
        self.tally.retell(conn, &self.event, id, self.clock.now())?;
        Ok(())
    }

    /// Reads again what changes with the list.
    pub(crate) fn reload(&mut self) -> Result<()> {
        self.search.replaced();
        self.reload_list()
    }

    /// As [`Self::reload`], where the search is told by itself.
    pub(crate) fn reload_list(&mut self) -> Result<()> {
        self.tally = Tally::default();
        let conn = self.store.read();
        self.event = table::event::load(conn)?;
        self.regulars = known_regulars(&self.home, &self.event);
        self.keys = table::key::list(conn)?;
        self.facts = Facts::load(conn, &self.event)?;
        Ok(())
    }

    /// Tells everyone who listens, after a commit. What was committed stands, so that nothing here
    /// may fail it: who can't be told now sees it with the next change.
    pub(crate) fn tell(&mut self, row: Option<i64>) {
        if self.changes.receiver_count() == 0 {
            return;
        }
        if let Ok(counts) = self.counts() {
            let row = row.map(format::row);
            let _ = self.changes.send(Change { counts, row });
        }
    }

    /// Notes that this row of the log was written here, and not by another program beside it.
    pub(crate) fn wrote(&mut self, row: i64) {
        self.wrote.insert(row);
    }

    /// Whether a row was written here, or stood there when this was opened. Another program of the
    /// same user is the same desk in the log.
    pub(crate) fn is_own(&self, row: i64) -> bool {
        row <= self.begins_after || self.wrote.contains(&row)
    }

    pub(crate) fn salt(&self) -> &[u8; 32] {
        &self.salt
    }

    /// Under which life this desk writes the log; a copied or restored file begins a new one, so
    /// that no place in the log is ever given twice.
    pub(crate) fn life(&mut self) -> Result<Life> {
        if let Some(life) = self.life {
            return Ok(life);
        }
        let (home, event, desk) = (&self.home, self.event.id, self.desk);
        let mark = self.store.mark()?;
        let seen = home.seen(event, mark)?;
        let (name, now) = (&self.identity.name, self.clock.now());
        let life = self.store.write(|conn| -> Result<Life> {
            match table::desk::latest(conn, desk)? {
                Some(life) if goes_on(conn, life, seen)? => Ok(life),
                _ => Ok(table::desk::begin(conn, desk, name, now)?),
            }
        })?;
        self.life = Some(life);
        self.remember()?;
        Ok(life)
    }

    /// Keeps in the data folder how far this desk's log has come.
    fn remember(&self) -> Result<()> {
        let Some(life) = self.life else {
            return Ok(());
        };
        let last = table::log::last_of(self.store.read(), life)?;
        let seen = Seen {
            incarnation: life.incarnation,
            seq: last.map_or(0, |last| last.entry.place.seq),
        };
        self.home.set_seen(self.event.id, self.store.mark()?, seen)
    }

    pub(crate) fn door_named(&self, name: &str) -> Result<DoorId> {
        let door = self.event.door_named(name);
        door.map(|door| door.id)
            .ok_or_else(|| DeskError::NoSuchDoor {
                name: name.to_owned(),
                have: format::list(self.event.doors.iter().map(|door| door.name.as_str())),
            })
    }

    pub(crate) fn door_name(&self, id: DoorId) -> String {
        self.event
            .door(id)
            .map(|door| door.name.clone())
            .unwrap_or_default()
    }

    /// How old the list is, in minutes.
    pub(crate) fn list_minutes(&self, at: Timestamp) -> Option<u32> {
        let imported = self.facts.imported?;
        Some(u32::try_from(at.duration_since(imported).as_mins()).unwrap_or(0))
    }

    pub(crate) fn list_of(&self, at: Timestamp) -> Option<String> {
        let imported = self.facts.imported;
        imported.map(|of| format::clock_or_day(of, at, &self.event))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // Its connection must go before the store's, which makes one file of the event's files.
        self.search.stop();
        // Only makes a restored file easier to notice; the log itself is durable without it.
        let _ = self.remember();
    }
}

fn goes_on(conn: &Connection, life: Life, seen: Option<Seen>) -> Result<bool> {
    let Some(seen) = seen else {
        return Ok(false);
    };
    let last = table::log::last_of(conn, life)?;
    let seq = last.map_or(0, |last| last.entry.place.seq);
    Ok(seen.incarnation == life.incarnation && seq >= seen.seq)
}
