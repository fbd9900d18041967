//! A door that loses its power again and again.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    collections::{BTreeSet, HashMap},
    thread::sleep,
    time::Duration,
};

use lanyard_tests::{Conversation, Machine};
use serde_json::Value;

const KILLS: usize = 100;
/// So many new guests come at most before a kill, however fast the machine is.
const NEW: usize = 14;
const GUESTS: usize = KILLS * NEW + 100;
/// So many answers are waited for at most before a kill.
const MOST_HEARD: usize = 10;
/// Another one is another run; this one is always the same.
const SEED: u64 = 20_261_203;

#[test]
fn what_was_acknowledged_is_there_after_every_kill() {
    let machine = Machine::with_guests(GUESTS);
    let tickets = machine.issue("tickets", "svg", &[]);
    let mut random = Random(SEED);
    let mut door = Door::new(tickets.iter().map(|ticket| ticket.code.clone()).collect());
    let owners: HashMap<_, _> = tickets
        .iter()
        .map(|ticket| (ticket.code.as_str(), ticket.attendee.as_str()))
        .collect();

    for kill in 1..=KILLS {
        let mut scanning = machine.scanning();
        scanning.keep_telling(door.queue(&mut random));
        door.hear_all(until_killed(scanning, &mut random));

        let log = machine.log();
        let admitted = admitted(&log);
        for code in &door.admitted {
            let owner = owners[code.as_str()];
            assert_eq!(
                admitted.get(owner),
                Some(&1),
                "kill {kill} (seed {SEED}): the door had said “admitted” to {owner}"
            );
        }
        for (attendee, times) in &admitted {
            assert_eq!(
                *times, 1,
                "kill {kill} (seed {SEED}): {attendee} came in again"
            );
        }
        assert!(
            log.len() >= door.answered,
            "kill {kill} (seed {SEED}): {} answers, but {} rows in the log",
            door.answered,
            log.len()
        );
        machine.check();
    }
    eprintln!(
        "{KILLS} kills, {} admitted before the last of them",
        door.admitted.len()
    );
    assert!(
        door.admitted.len() >= KILLS,
        "the door was at work while it was killed: {} admitted",
        door.admitted.len()
    );

    let mut scanning = machine.scanning();
    scanning.keep_telling(door.waiting.clone());
    door.hear_all(scanning.end().0);
    let admitted = admitted(&machine.log());
    assert_eq!(admitted.len(), GUESTS, "everybody is in at last");
    assert!(admitted.values().all(|times| *times == 1), "nobody twice");
    machine.check();
}

/// What the staff at the door know.
struct Door {
    /// Codes without an answer so far.
    waiting: Vec<String>,
    admitted: BTreeSet<String>,
    answered: usize,
}

impl Door {
    fn new(waiting: Vec<String>) -> Self {
        Self {
            waiting,
            admitted: BTreeSet::new(),
            answered: 0,
        }
    }

    /// Who is shown next: some new guests, now and then one who is in already, and then only
    /// those, so that the door never runs dry before it is killed.
    fn queue(&self, random: &mut Random) -> Vec<String> {
        let new = &self.waiting[..NEW];
        let inside: Vec<_> = self.admitted.iter().chain(new).collect();
        let mut queue = Vec::new();
        for code in new {
            queue.push(code.clone());
            if random.below(4) == 0 {
                queue.push(inside[random.below(inside.len())].clone());
            }
        }
        queue.extend((0..2_000).map(|_| inside[random.below(inside.len())].clone()));
        queue
    }

    fn hear_all(&mut self, lines: Vec<String>) {
        for line in lines {
            let scan: Value = serde_json::from_str(&line).unwrap();
            let code = scan["code"].as_str().unwrap();
            self.answered += 1;
            self.waiting.retain(|waiting| waiting != code);
            match scan["verdict"].as_str() {
                Some("admitted") => {
                    let new = self.admitted.insert(code.to_owned());
                    assert!(new, "admitted twice: {scan}");
                }
                // Its first answer was lost with the door, or it is shown again.
                Some("already_in") => {}
                _ => panic!("neither admitted nor already in: {scan}"),
            }
        }
    }
}

/// Kills the door at a random moment: while it starts, or after some answers.
fn until_killed(scanning: Conversation, random: &mut Random) -> Vec<String> {
    let mut heard = Vec::new();
    if random.below(3) > 0 {
        for _ in 0..random.below(MOST_HEARD) {
            heard.push(scanning.hear());
        }
    }
    sleep(Duration::from_micros(random.below(30_000) as u64));
    heard.extend(scanning.kill());
    heard
}

/// How often each attendee was admitted.
fn admitted(log: &[Value]) -> HashMap<String, usize> {
    let mut times = HashMap::new();
    for row in log.iter().filter(|row| row["verdict"] == "admitted") {
        let attendee = row["attendee"].as_str().unwrap();
        *times.entry(attendee.to_owned()).or_default() += 1;
    }
    times
}

/// Small and repeatable (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((word ^ (word >> 31)) % limit as u64).unwrap()
    }
}
