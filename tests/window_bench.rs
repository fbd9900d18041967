//! What the real window costs beside an empty one, and whether it keeps up with a scanner that
//! never rests; prints two tables. Needs a display and `WebKitWebDriver`; `make bench` brings them.
//! A program that presses keys from outside presses fewer than the twenty codes a second need, so
//! that the keys of the scans are pressed by a script in the page; all behind them is real.
//! `LANYARD_BENCH_SCANS` says how many scans, after as many to warm up, `LANYARD_BENCH_GUESTS` how many guests are on the
//! list that is opened; 0 leaves that table out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::{
    collections::BTreeMap,
    env,
    fmt::Display,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    thread::sleep,
    time::{Duration, Instant},
};

use lanyard_desk_core::{Desk, DeskOptions, Home};
use lanyard_tests::{DESK, Driver, Machine, program, until};
use rusqlite::{Connection, OpenFlags};

const GUESTS: usize = 100_000;
/// How often each window is opened.
const OPENINGS: usize = 5;
const MOST_RATIO: f64 = 1.5;
const MOST_MORE_MEGABYTES: f64 = 150.0;
/// A window that has come up still loads and tidies for a while.
const REST: Duration = Duration::from_secs(2);

const SCANS: usize = 10_000;
/// From one scan to the next: 20 a second.
const PACE: Duration = Duration::from_millis(50);
/// While the page warms up. WebKit's heap takes some 10,000 scans to reach the size that it keeps.
const WARMING_PACE: Duration = Duration::from_millis(25);
/// How often the memory is looked at meanwhile: rubbish that waits for its collection comes and goes.
const LOOKS: usize = 60;
/// More than this, for each scan, is a leak.
const FLAT_KILOBYTES: f64 = 1.0;
const PATIENCE: Duration = Duration::from_secs(60);

const EMPTY_READY: &str = "return document.readyState === 'complete' \
    && document.querySelector('[data-testid=empty]') !== null";

fn main() {
    let (guests, scans) = (
        number("LANYARD_BENCH_GUESTS", GUESTS),
        number("LANYARD_BENCH_SCANS", SCANS),
    );
    if guests > 0 {
        beside_an_empty_window(guests);
    }
    if scans > 0 {
        without_a_rest(scans);
    }
}

fn number(variable: &str, usual: usize) -> usize {
    env::var(variable).map_or(usual, |number| number.parse().unwrap())
}

fn beside_an_empty_window(guests: usize) {
    let machine = Machine::with_guests(guests);
    let (desk, empty) = (program(DESK), empty());
    let event = machine.event();
    let arguments = [event.to_str().unwrap(), "--no-lobby"];
    let ready = format!(
        "const text = (id) => document.querySelector(`[data-testid=${{id}}]`)?.textContent; \
         const digits = (text('count-expected') ?? '').replace(/\\D/g, ''); \
         return digits === '{guests}' && text('search') !== undefined"
    );
    let (mut ours, mut least) = (Opened::default(), Opened::default());
    for round in 0..=OPENINGS {
        let empty = open(&empty, &[], &machine.path("empty"), EMPTY_READY, false);
        let desk = open(&desk, &arguments, &machine.data(), &ready, true);
        // The first ones read the programs from the disk.
        if round > 0 {
            least.add(empty);
            ours.add(desk);
        }
    }
    println!("{:<44}{:>12}{:>14}", "", "usable after", "memory");
    least.print("an empty window");
    ours.print(&format!("the desk, {guests} guests, once searched"));
    let ratio = ours.time() / least.time();
    line(
        "ratio of the times",
        format!("{ratio:.2}"),
        ratio <= MOST_RATIO,
        &MOST_RATIO,
    );
    let more = ours.memory() - least.memory();
    line(
        "more memory than the empty one",
        format!("{more:.0} MB"),
        more <= MOST_MORE_MEGABYTES,
        &format!("{MOST_MORE_MEGABYTES} MB"),
    );
    println!(
        "Medians of {OPENINGS}, driven through WebKitWebDriver, by turns; memory is PSS of all processes.\n"
    );
}

/// How long windows took to open, in seconds, and their memory, in megabytes.
#[derive(Default)]
struct Opened {
    times: Vec<f64>,
    memories: Vec<f64>,
}

impl Opened {
    fn add(&mut self, (time, memory): (Duration, f64)) {
        self.times.push(time.as_secs_f64());
        self.memories.push(memory);
    }

    fn time(&self) -> f64 {
        median(&self.times)
    }

    fn memory(&self) -> f64 {
        median(&self.memories)
    }

    fn print(&self, what: &str) {
        let (time, memory) = (self.time() * 1000.0, self.memory());
        println!(
            "{what:<44}{:>12}{:>14}",
            format!("{time:.0} ms"),
            format!("{memory:.0} MB")
        );
    }
}

/// Opens a window until `ready` holds in it, and lets it come to rest, after a search if it has
/// one.
fn open(
    program: &Path,
    arguments: &[&str],
    data: &Path,
    ready: &str,
    search: bool,
) -> (Duration, f64) {
    let driver = Rc::new(Driver::start(program, arguments, data));
    while driver.look(ready).and_then(|ready| ready.as_bool()) != Some(true) {
        assert!(
            driver.begun().elapsed() < PATIENCE,
            "{} comes up",
            program.display()
        );
        sleep(Duration::from_millis(2));
    }
    let time = driver.begun().elapsed();
    if search {
        let desk = driver.pane("desk");
        desk.type_slowly("guest 4711");
        desk.there("result");
    }
    sleep(REST);
    (time, memory_of(driver.group()).values().sum())
}

/// The empty window's program, beside the desk's.
fn empty() -> PathBuf {
    let desk = program(DESK);
    let empty = desk.with_file_name("examples").join("empty");
    assert!(
        empty.is_file(),
        "there is no {}: run “make bench”, which builds it",
        empty.display()
    );
    empty
}

fn without_a_rest(scans: usize) {
    assert!(scans >= 20, "fewer scans are no rush: {scans}");
    let all = scans * 2;
    let machine = Machine::with_guests(all);
    let codes = codes(&machine);
    assert_eq!(codes.len(), all, "every guest has a ticket");
    let typed: Vec<String> = (0..all).map(|number| text(&codes, number)).collect();
    let event = machine.event();
    let driver = Rc::new(Driver::start(
        &program(DESK),
        &[event.to_str().unwrap(), "--no-lobby"],
        &machine.data(),
    ));
    let desk = driver.pane("desk");
    desk.verdict("ready");
    sleep(REST);
    let log = Log::of(&event);
    let before = log.rows();
    let left = || {
        let left = driver.look("return window.codes?.length ?? -1");
        usize::try_from(left.and_then(|left| left.as_i64()).unwrap_or(-1)).ok()
    };
    let cold = Look::at(0, 0, &driver);
    let codes_in_the_page = serde_json::to_string(&typed).unwrap();
    let typist = TYPIST
        .replace("SCANS", &scans.to_string())
        .replace("WARMING", &WARMING_PACE.as_millis().to_string())
        .replace("PACE", &PACE.as_millis().to_string())
        // Last, since a code may spell any of these words.
        .replace("CODES", &codes_in_the_page);
    driver.look(&typist).unwrap();
    until("the page is warm", WARMING_PACE * 10 * scans as u32, || {
        left().filter(|left| *left <= scans)
    });
    let begun = Instant::now();
    let mut looks = Vec::new();
    while let Some(left) = left().filter(|left| *left > 0) {
        let done = all - left;
        if (done - scans) * LOOKS >= looks.len() * scans {
            looks.push(Look::at(done, log.rows() - before, &driver));
        }
        sleep(Duration::from_millis(200));
    }
    let time = begun.elapsed();
    let mut last = (log.rows(), Instant::now());
    while last.0 < before + all && last.1.elapsed() < Duration::from_secs(5) {
        sleep(Duration::from_millis(5));
        let rows = log.rows();
        if rows > last.0 {
            last = (rows, Instant::now());
        }
    }
    let settled = begun.elapsed();
    sleep(REST);
    let rest = Look::at(all, log.rows() - before, &driver);
    drop(desk);
    drop(driver);

    println!("{:<44}{:>12}{:>14}", "scans typed", "in the log", "memory");
    let shown = looks.iter().step_by(LOOKS / 6);
    for look in [&cold].into_iter().chain(shown).chain([&rest]) {
        look.print();
    }
    let rate = scans as f64 / time.as_secs_f64();
    println!("{:<44}{:>12}", "a second, as typed", format!("{rate:.1}"));
    let late = settled.saturating_sub(time).as_secs_f64() * 1000.0;
    println!(
        "{:<44}{:>12}",
        "last verdict durable after its last key",
        format!("{late:.0} ms")
    );
    let lost = lost(&machine, before, &typed);
    line(
        "scans without their row, or rows too many",
        lost,
        lost == 0,
        &0,
    );
    grown(&looks);
    machine.check();
}

/// What all processes hold at one moment.
struct Look {
    typed: usize,
    rows: usize,
    /// In megabytes, by the process's name.
    memory: BTreeMap<String, f64>,
}

impl Look {
    fn at(typed: usize, rows: usize, driver: &Driver) -> Self {
        Self {
            typed,
            rows,
            memory: memory_of(driver.group()),
        }
    }

    fn print(&self) {
        let Self {
            typed,
            rows,
            memory,
        } = self;
        let memory = format!("{:.0} MB", memory.values().sum::<f64>());
        println!("{typed:<44}{rows:>12}{memory:>14}");
    }
}

/// Prints by how much each process grew for each scan: from the least it held in the first half to
/// the least it held in the second. The least is what is left when rubbish has
/// just been collected; between two collections a page's memory rises and falls by far more.
fn grown(looks: &[Look]) {
    let (early, late) = looks.split_at(looks.len() / 2);
    let typed = |looks: &[Look]| {
        median(
            &looks
                .iter()
                .map(|look| look.typed as f64)
                .collect::<Vec<_>>(),
        )
    };
    let scans = typed(late) - typed(early);
    let mut all = 0.0;
    for process in late[late.len() - 1].memory.keys() {
        let of = |looks: &[Look]| {
            let memory = looks.iter().filter_map(|look| look.memory.get(process));
            memory.copied().fold(f64::INFINITY, f64::min)
        };
        let (early, late) = (of(early), of(late));
        let each = (late - early) * 1e6 / 1024.0 / scans;
        all += each;
        println!(
            "{:<44}{:>12}{:>14}",
            format!("  {process}"),
            format!("{late:.0} MB"),
            format!("{each:+.2} KB each")
        );
    }
    line(
        "grown for each scan, once warm",
        format!("{all:.2} KB"),
        all <= FLAT_KILOBYTES,
        &format!("{FLAT_KILOBYTES} KB"),
    );
}

/// What is scanned as the so-manyeth: each ticket in turn, some twice, and some that nobody knows.
fn text(codes: &[String], number: usize) -> String {
    match number % 20 {
        9 => codes[number - 1].clone(),
        19 => format!("FOREIGN-{number:06}"),
        _ => codes[number].clone(),
    }
}

/// By how many the log's verdicts differ from what was scanned.
fn lost(machine: &Machine, before: usize, typed: &[String]) -> usize {
    let expected = |number: usize| match number % 20 {
        9 => "already_in",
        19 => "unknown",
        _ => "admitted",
    };
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for number in 0..typed.len() {
        counts.entry(expected(number).to_owned()).or_default().0 += 1;
    }
    let rows: Vec<String> = machine.log()[before..]
        .iter()
        .map(|row| row["verdict"].as_str().unwrap().to_owned())
        .collect();
    for row in &rows {
        counts.entry(row.clone()).or_default().1 += 1;
    }
    let mut lost = 0;
    for (verdict, (expected, found)) in &counts {
        println!("{:<44}{found:>12}   of {expected}", format!("  {verdict}"));
        lost += expected.abs_diff(*found);
    }
    let mut wrong = rows.iter().enumerate();
    let wrong = wrong.find(|(number, row)| *number >= typed.len() || *row != expected(*number));
    if let Some((number, row)) = wrong {
        let code = typed.get(number).map_or("", String::as_str);
        println!("  the first that differs: scan {number}, {row}: {code:?}");
    }
    lost
}

fn codes(machine: &Machine) -> Vec<String> {
    let options = DeskOptions {
        home: Home::at(machine.data()),
        ..DeskOptions::default()
    };
    let mut desk = Desk::open(&machine.event(), options).unwrap();
    let issued = desk.issue(&[]).unwrap();
    issued.into_iter().map(|ticket| ticket.code).collect()
}

/// Presses the keys of a code every so often, as a scanner does, wherever the focus is.
const TYPIST: &str = "window.codes = CODES; \
    let typist = setInterval(type, WARMING); \
    function type() { \
      const code = window.codes.shift(); \
      if (code === undefined) return clearInterval(typist); \
      const to = document.activeElement ?? document.body; \
      for (const key of [...code, 'Enter']) \
        to.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); \
      if (window.codes.length !== SCANS) return; \
      clearInterval(typist); \
      typist = setInterval(type, PACE); \
    } \
    return true";

/// The check-in log, read beside the open window.
struct Log(Connection);

impl Log {
    fn of(event: &Path) -> Self {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self(Connection::open_with_flags(event, flags).unwrap())
    }

    fn rows(&self) -> usize {
        let count = "SELECT coalesce(max(row), 0) FROM log";
        self.0.query_row(count, [], |row| row.get(0)).unwrap()
    }
}

/// The memory of a process group in megabytes, by the names of its processes, each shared page
/// once; without the driver.
fn memory_of(group: u32) -> BTreeMap<String, f64> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let megabytes = processes.filter_map(|process| {
        let stat = fs::read_to_string(process.path().join("stat")).ok()?;
        // The name may have spaces and brackets in it.
        let (name, rest) = stat.rsplit_once(')')?;
        let of: u32 = rest.split_whitespace().nth(2)?.parse().ok()?;
        // The kernel cuts names to 15 letters, all of which this one has.
        if of != group || name.ends_with("(WebKitWebDriver") {
            return None;
        }
        let memory = fs::read_to_string(process.path().join("smaps_rollup")).ok()?;
        let pss = memory.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        let kilobytes = pss.trim().strip_suffix(" kB")?.parse::<f64>().ok()?;
        let (_, name) = name.split_once('(')?;
        Some((name.to_owned(), kilobytes * 1024.0 / 1e6))
    });
    let mut memory = BTreeMap::new();
    for (name, megabytes) in megabytes {
        *memory.entry(name).or_default() += megabytes;
    }
    memory
}

fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

fn line(what: &str, found: impl Display, met: bool, aim: &dyn Display) {
    let met = if met { "met" } else { "not met" };
    println!(
        "{what:<44}{:>12}   aim: at most {aim}: {met}",
        found.to_string()
    );
}
