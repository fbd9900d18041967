//! An evening on a real event file, with a clock that the test sets.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(dead_code, reason = "each test file uses its part")]

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use jiff::{SignedDuration, Timestamp};
use lanyard_desk_core::{
    AttendeeChange, Clock, Desk, DeskOptions, Direction, Home, Rng, ScanRequest,
    answers::{AttendeeView, ImportAnswer, Missing, NewGuest, ScanAnswer, Settlement, Verdict},
};

pub(crate) const EVENT: &str = r##"
[event]
name = "Evening"
date = "2026-12-03"
timezone = "Europe/Dublin"
doors = "18:15"
capacity = 5

[[door]]
name = "Main door"
[[door]]
name = "Side door"
[[door]]
name = "Stage door"
admits = ["Speaker"]

[[ticket_type]]
name = "General"
hand_over = "Blue wristband"
[[ticket_type]]
name = "Speaker"
[[ticket_type]]
name = "Team"
admits = 3
"##;

#[derive(Clone)]
pub(crate) struct TestClock(pub(crate) Arc<Mutex<Timestamp>>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// The same numbers every time, and never the same one twice.
pub(crate) struct Counting(Mutex<u64>);

impl Rng for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for byte in bytes {
            // SplitMix64 (Steele, Lea and Flood, 2014).
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            *byte = u8::try_from(mixed >> 56).unwrap();
        }
    }
}

pub(crate) struct Evening {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) clock: TestClock,
    pub(crate) desk: Desk,
}

impl Evening {
    pub(crate) fn new() -> Self {
        Self::of(EVENT)
    }

    pub(crate) fn of(definition_text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock(Arc::new(Mutex::new(
            "2026-12-03T18:16:00Z".parse().unwrap(),
        )));
        let definition = folder.path().join("event.toml");
        fs::write(&definition, definition_text).unwrap();
        let file = folder.path().join("evening.lanyard");
        let desk = Desk::create(&file, &definition, None, options(&folder, &clock, 1)).unwrap();
        Self {
            folder,
            clock,
            desk,
        }
    }

    pub(crate) fn with(list: &str) -> Self {
        let mut evening = Self::new();
        let answer = evening.import(list);
        assert_eq!(answer.rejected, [], "the list is good");
        evening
    }

    /// An evening that `EVENT` says with `change` made to it.
    pub(crate) fn changed(change: impl FnOnce(String) -> String, list: &str) -> Self {
        let mut evening = Self::of(&change(EVENT.to_owned()));
        let answer = evening.import(list);
        assert_eq!(answer.rejected, [], "the list is good");
        evening
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn import(&mut self, list: &str) -> ImportAnswer {
        let path = self.path("list.csv");
        fs::write(&path, list).unwrap();
        self.desk.import(&path, &[], false).unwrap()
    }

    /// Takes a list in and says what becomes of those whom it has no more.
    pub(crate) fn import_with(&mut self, list: &str, missing: Missing) -> ImportAnswer {
        let path = self.path("list.csv");
        fs::write(&path, list).unwrap();
        let answer = self.desk.import_job(&path, &[], missing).unwrap().run();
        self.desk.refresh().unwrap();
        answer.unwrap()
    }

    /// All about the guest of this name.
    pub(crate) fn view(&mut self, name: &str) -> AttendeeView {
        let id = self.id(name);
        self.desk.attendee(&id).unwrap()
    }

    pub(crate) fn id(&mut self, name: &str) -> String {
        let found = self.desk.find(name).unwrap();
        let found: Vec<_> = found.into_iter().filter(|one| one.name == name).collect();
        assert_eq!(found.len(), 1, "one guest called {name}");
        found[0].id.clone()
    }

    pub(crate) fn code(&mut self, name: &str) -> String {
        let id = self.id(name);
        self.desk.issue(&[id]).unwrap()[0].code.clone()
    }

    pub(crate) fn scan(&mut self, code: &str) -> ScanAnswer {
        self.desk.scan(ScanRequest::new(code)).unwrap()
    }

    pub(crate) fn exit(&mut self, code: &str) -> Verdict {
        let request = ScanRequest {
            direction: Direction::Out,
            ..ScanRequest::new(code)
        };
        self.desk.scan(request).unwrap().verdict
    }

    pub(crate) fn wait(&self, seconds: i64) {
        let mut now = self.clock.0.lock().unwrap();
        *now += SignedDuration::from_secs(seconds);
    }

    pub(crate) fn settle(&mut self, refused: &ScanAnswer, how: &Settlement) -> ScanAnswer {
        self.desk.settle(refused.row.into(), how, None).unwrap()
    }

    pub(crate) fn edit(&mut self, name: &str, change: &AttendeeChange) {
        let id = self.id(name);
        self.desk.edit_attendee(&id, change).unwrap();
    }

    pub(crate) fn inside(&mut self) -> u32 {
        self.desk.counts().unwrap().inside
    }

    /// A good ticket of somebody whom only a copy of the event file has on its list.
    pub(crate) fn unlisted(&self) -> String {
        let copy = self.path("copy.lanyard");
        self.desk.backup(&copy).unwrap();
        let options = options(&self.folder, &self.clock, 1);
        let mut other = Desk::open(&copy, options).unwrap();
        let new = NewGuest {
            name: "Late".into(),
            ..NewGuest::default()
        };
        let id = other.add_attendee(&new).unwrap().id;
        other.issue(&[id]).unwrap()[0].code.clone()
    }

    pub(crate) fn reopened(self, machine: u64) -> Self {
        let path = self.desk.path().to_owned();
        drop(self.desk);
        let options = options(&self.folder, &self.clock, machine);
        Self {
            desk: Desk::open(&path, options).unwrap(),
            ..self
        }
    }
}

pub(crate) fn options(folder: &tempfile::TempDir, clock: &TestClock, machine: u64) -> DeskOptions {
    DeskOptions {
        home: Home::at(folder.path().join(format!("home-{machine}"))),
        clock: Arc::new(clock.clone()),
        rng: Arc::new(Counting(Mutex::new(
            SEED.fetch_add(1 << 32, Ordering::Relaxed),
        ))),
    }
}

/// Who is new, changed, as before and gone, and the rows that were not taken.
pub(crate) fn counts(answer: &ImportAnswer) -> [u32; 5] {
    [
        answer.added,
        answer.updated,
        answer.unchanged,
        answer.gone,
        answer.rejected_rows,
    ]
}

pub(crate) fn reason(reason: &str) -> Settlement {
    Settlement::Reason {
        reason: reason.into(),
        another: false,
    }
}

/// Every evening of a run has ids of its own.
static SEED: AtomicU64 = AtomicU64::new(1);

/// Four guests: two with a ticket of their own, a speaker with a foreign code, a group of three.
pub(crate) const LIST: &str = "name,email,company,ticket_type,code,note\n\
    Ada Lovelace,ada@example.org,Engines,General,,First row\n\
    Łukasz Ó Súilleabháin,l@example.org,Oak,,,\n\
    佐藤 美咲,s@example.org,,Speaker,EB-4711,\n\
    The Team,t@example.org,,Team,,\n";
