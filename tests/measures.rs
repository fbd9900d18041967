//! What Lanyard promises to be quick at, measured in one run on one disk; prints a table.
//! `LANYARD_BENCH_DIR` puts the files on another disk than that of the temporary folder;
//! `LANYARD_BENCH_GUESTS` says how many guests the largest event has.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::{
    env,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use lanyard_desk_core::{
    AttendeeChange, Desk, DeskOptions, Home, ScanRequest,
    answers::{Missing, NewGuest, Verdict},
};
use lanyard_tests::asset;
use rusqlite::Connection;

const GUESTS: usize = 10_000;
const MOST_GUESTS: usize = 1_000_000;
const SCANS: usize = 500;
/// The first ones fill caches.
const WARM_UP: usize = 20;
/// How often each rarer deed is done.
const DEEDS: usize = 20;
const MOST_RATIO: f64 = 1.5;
const LONGEST_IMPORT: Duration = Duration::from_secs(2);
/// At the largest event, a scan may take so much of a bare commit, and so long more.
const MOST_RATIO_LARGE: f64 = 1.2;
const MOST_MORE: Duration = Duration::from_micros(200);

fn main() {
    if let Some(folder) = env::var_os(IMPORT_ALONE) {
        return import_alone(Path::new(&folder));
    }
    let folder = match env::var_os("LANYARD_BENCH_DIR") {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    };
    let folder = folder.unwrap();
    let bare = bare(&folder.path().join("bare.sqlite"));
    an_evening(&folder.path().join("small"), &bare);
    println!();
    let most = env::var("LANYARD_BENCH_GUESTS").map_or(MOST_GUESTS, |most| most.parse().unwrap());
    a_large_event(&folder.path().join("large"), &bare, most);
    println!();
    imports(&folder.path().join("lists"), GUESTS, 3);
    imports(&folder.path().join("longer"), most, 1);
    memory(&folder.path().join("memory"), most);
}

/// A list taken in, beside what the `sqlite3` shell takes to put the same file into a bare table;
/// and again with a hundredth of it changed.
fn imports(folder: &Path, guests: usize, times: usize) {
    std::fs::create_dir(folder).unwrap();
    let (mut bare, mut alone, mut searched) = (vec![], vec![], vec![]);
    let (mut tidied, mut again) = (vec![], vec![]);
    for time in 0..times.max(3) {
        let list = folder.join("list.csv");
        std::fs::write(&list, list_of(guests)).unwrap();
        bare.push(shell_import(folder, &list));
        if time >= times {
            continue;
        }
        let folder = folder.join(time.to_string());
        let mut desk = empty_event(&folder, guests);
        desk.prepare_search().unwrap();
        let last = email(guests - 1);
        let begun = Instant::now();
        // As the window does it: the file is tidied when all are found.
        let job = desk.import_job(&list, &[], Missing::Ask).unwrap();
        let answer = job.run().unwrap();
        desk.imported(&job).unwrap();
        alone.push(begun.elapsed());
        wait_for(&mut desk, &last, |company| company.starts_with("Company"));
        searched.push(begun.elapsed());
        drop(job);
        tidied.push(begun.elapsed());
        assert_eq!(answer.added as usize, guests, "every row goes in");
        std::fs::write(&list, changed_list_of(guests)).unwrap();
        let begun = Instant::now();
        let answer = desk.import(&list, &[], false).unwrap();
        wait_for(&mut desk, &last, |company| company == "Another");
        again.push(begun.elapsed());
        assert_eq!(answer.updated as usize, guests / 100, "what changed");
        drop(desk);
        std::fs::remove_dir_all(&folder).unwrap();
    }
    for times in [
        &mut bare,
        &mut alone,
        &mut searched,
        &mut tidied,
        &mut again,
    ] {
        times.sort();
    }
    let bare = median(&bare);
    let ratio = |time: Duration| time.as_secs_f64() / bare.as_secs_f64();
    for (what, time, aim) in [
        ("sqlite3 .import", bare, String::new()),
        ("import alone", median(&alone), String::new()),
        (
            "import, until all are found",
            median(&searched),
            "aim: at most 3".to_owned(),
        ),
        (
            "and until the file is tidied",
            median(&tidied),
            String::new(),
        ),
        (
            "again, a hundredth changed",
            median(&again),
            format!("aim: at most {:.2}", ratio(median(&searched))),
        ),
    ] {
        let what = format!("{what}, {guests} rows");
        println!(
            "{what:<44}{:>10}{:>10.2}   {aim}",
            millis(time),
            ratio(time)
        );
    }
}

/// Waits until the search finds a guest whose company is this.
fn wait_for(desk: &mut Desk, email: &str, company: impl Fn(&str) -> bool) {
    loop {
        let found = desk.find(email).unwrap();
        let mut fits = found
            .iter()
            .filter(|one| one.email == email && company(&one.company));
        if fits.next().is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn shell_import(folder: &Path, list: &Path) -> Duration {
    let file = folder.join("bare.sqlite");
    let _ = std::fs::remove_file(&file);
    let import = format!(".import {} guests", list.display());
    let begun = Instant::now();
    let done = std::process::Command::new("sqlite3")
        .arg(&file)
        .args([".mode csv", &import])
        .status();
    let time = begun.elapsed();
    assert!(done.unwrap().success(), "the shell takes the list");
    time
}

fn empty_event(folder: &Path, guests: usize) -> Desk {
    std::fs::create_dir(folder).unwrap();
    let definition = folder.join("event.toml");
    let sample = std::fs::read_to_string(asset("sample/event.toml")).unwrap();
    let large = format!("capacity = {guests}");
    std::fs::write(&definition, sample.replace("capacity = 420", &large)).unwrap();
    let (event, home) = (folder.join("evening.lanyard"), folder.join("home"));
    Desk::create(&event, &definition, None, options(&home)).unwrap()
}

const IMPORT_ALONE: &str = "LANYARD_BENCH_IMPORT";

/// In a process of its own: a first import and one more, without a search.
fn import_alone(folder: &Path) {
    let mut desk = empty_event(&folder.join("event"), MOST_GUESTS);
    for list in ["first.csv", "again.csv"] {
        desk.import(&folder.join(list), &[], false).unwrap();
    }
}

/// What an import takes of memory, by how long the list is.
fn memory(folder: &Path, most: usize) {
    std::fs::create_dir(folder).unwrap();
    for guests in [most / 10, most] {
        let folder = folder.join(guests.to_string());
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("first.csv"), list_of(guests)).unwrap();
        std::fs::write(folder.join("again.csv"), changed_list_of(guests)).unwrap();
        let mut child = std::process::Command::new(env::current_exe().unwrap())
            .env(IMPORT_ALONE, &folder)
            .spawn()
            .unwrap();
        let mut peak = String::new();
        while child.try_wait().unwrap().is_none() {
            let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
            let status = status.unwrap_or_default();
            if let Some(line) = status.lines().find(|line| line.starts_with("VmHWM")) {
                peak = line.trim_start_matches("VmHWM:").trim().to_owned();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        println!(
            "{:<44}{peak:>10}",
            format!("memory of two imports, {guests} rows")
        );
    }
}

/// The desk of an event with so many invented guests, and how long their import took.
struct Imported {
    desk: Desk,
    event: PathBuf,
    home: PathBuf,
    time: Duration,
}

impl Imported {
    fn of(folder: &Path, guests: usize) -> Self {
        std::fs::create_dir(folder).unwrap();
        // More guests than the sample's room holds.
        let definition = folder.join("event.toml");
        let sample = std::fs::read_to_string(asset("sample/event.toml")).unwrap();
        let large = format!("capacity = {guests}");
        std::fs::write(&definition, sample.replace("capacity = 420", &large)).unwrap();
        let (event, home) = (folder.join("evening.lanyard"), folder.join("home"));
        let mut desk = Desk::create(&event, &definition, None, options(&home)).unwrap();
        let list = folder.join("list.csv");
        std::fs::write(&list, list_of(guests)).unwrap();
        let begun = Instant::now();
        let import = desk.import(&list, &[], false).unwrap();
        let time = begun.elapsed();
        assert_eq!(
            import.added,
            u32::try_from(guests).unwrap(),
            "every row goes in"
        );
        Self {
            desk,
            event,
            home,
            time,
        }
    }
}

fn options(home: &Path) -> DeskOptions {
    DeskOptions {
        home: Home::at(home),
        ..DeskOptions::default()
    }
}

fn an_evening(folder: &Path, bare: &Connection) {
    let mut large = Imported::of(folder, GUESTS);
    let desk = &mut large.desk;
    let begun = Instant::now();
    let issued = desk.issue(&[]).unwrap();
    let issue_time = begun.elapsed();
    let codes = issued.iter().step_by(GUESTS / SCANS);
    let (commits, scans) = side_by_side(bare, desk, codes.map(|ticket| ticket.code.as_str()));
    let begun = Instant::now();
    let found = desk.find("guest 4711").unwrap();
    let find_time = begun.elapsed();
    assert!(!found.is_empty(), "the guest is found");

    let ratio = median(&scans).as_secs_f64() / median(&commits).as_secs_f64();
    println!("{:<44}{:>10}{:>10}", "", "median", "worst 5 %");
    row("bare SQLite commit (WAL, FULL)", &commits);
    row(&format!("code to durable verdict, {GUESTS} guests"), &scans);
    println!(
        "{:<44}{ratio:>10.2}   aim: at most {MOST_RATIO}",
        "ratio of the medians"
    );
    println!(
        "{:<44}{:>10}   aim: under {}",
        format!("import of {GUESTS} rows"),
        millis(large.time),
        millis(LONGEST_IMPORT)
    );
    println!(
        "{:<44}{:>10}",
        format!("signing {GUESTS} tickets"),
        millis(issue_time)
    );
    println!("{:<44}{:>10}", "first search by name", millis(find_time));
}

fn a_large_event(folder: &Path, bare: &Connection, guests: usize) {
    let Imported {
        mut desk,
        event,
        home,
        time,
    } = Imported::of(folder, guests);
    // They come in no order of the list's.
    let scanned: Vec<String> = (0..SCANS)
        .map(|number| number * 7919 % SCANS * (guests / SCANS))
        .map(|number| id_of(&mut desk, number))
        .collect();
    let issued = desk.issue(&scanned).unwrap();
    let codes = issued.iter().map(|ticket| ticket.code.as_str());
    let (commits, scans) = side_by_side(bare, &mut desk, codes);
    let walk_ins = times(|number| {
        let new = NewGuest {
            name: format!("Walk In {number}"),
            email: format!("walk.in{number}@example.org"),
            ..NewGuest::default()
        };
        desk.walk_in(&new, None).unwrap();
    });
    let edits = times(|number| {
        let change = AttendeeChange {
            company: Some(format!("Another {number}")),
            ..AttendeeChange::default()
        };
        desk.edit_attendee(&scanned[number], &change).unwrap();
    });
    drop(desk);
    let begun = Instant::now();
    let mut desk = Desk::open(&event, options(&home)).unwrap();
    let view = desk.view().unwrap();
    let open_time = begun.elapsed();
    assert_eq!(
        view.counts.arrived as usize,
        SCANS + DEEDS,
        "the log says who came"
    );

    println!("{:<44}{:>10}{:>10}", "", "median", "worst 5 %");
    row("bare SQLite commit (WAL, FULL)", &commits);
    row(&format!("code to durable verdict, {guests} guests"), &scans);
    let aim = median(&commits).mul_f64(MOST_RATIO_LARGE) + MOST_MORE;
    let met = if median(&scans) <= aim {
        "met"
    } else {
        "not met"
    };
    println!(
        "{:<44}{:>10}   {met}",
        format!("aim: {MOST_RATIO_LARGE} × bare + {}", millis(MOST_MORE)),
        millis(aim)
    );
    row("a walk-in", &walk_ins);
    row("an edit of one guest", &edits);
    println!(
        "{:<44}{:>10}",
        "opening the desk, counts and all",
        millis(open_time)
    );
    println!(
        "{:<44}{:>10}",
        format!("import of {guests} rows"),
        millis(time)
    );
}

fn id_of(desk: &mut Desk, number: usize) -> String {
    let email = email(number);
    let found = desk.find(&email).unwrap();
    let guest = found.into_iter().find(|guest| guest.email == email);
    guest.expect("the guest is found by e-mail").id
}

/// How long bare commits and scans of these codes take, one after the other, sorted.
fn side_by_side<'c>(
    bare: &Connection,
    desk: &mut Desk,
    codes: impl Iterator<Item = &'c str>,
) -> (Vec<Duration>, Vec<Duration>) {
    let (mut commits, mut scans) = (Vec::new(), Vec::new());
    for (number, code) in codes.enumerate() {
        let begun = Instant::now();
        bare.prepare_cached("INSERT INTO log (text) VALUES (?1)")
            .unwrap()
            .execute([code])
            .unwrap();
        let commit = begun.elapsed();
        let begun = Instant::now();
        let answer = desk.scan(ScanRequest::new(code)).unwrap();
        let scan = begun.elapsed();
        assert_eq!(
            answer.verdict,
            Verdict::Admitted,
            "each ticket is scanned once"
        );
        if number >= WARM_UP {
            commits.push(commit);
            scans.push(scan);
        }
    }
    commits.sort();
    scans.sort();
    (commits, scans)
}

/// How long this takes each time, sorted.
fn times(mut deed: impl FnMut(usize)) -> Vec<Duration> {
    let mut times: Vec<_> = (0..DEEDS)
        .map(|number| {
            let begun = Instant::now();
            deed(number);
            begun.elapsed()
        })
        .collect();
    times.sort();
    times
}

fn list_of(guests: usize) -> String {
    let mut list = String::from("name,email,company,role,ticket_type,Diet\n");
    for number in 0..guests {
        list += &format!(
            "Guest {number},{},Company {},Engineer,General,none\n",
            email(number),
            number % 97
        );
    }
    list
}

/// As [`list_of`], with every hundredth guest at another company.
fn changed_list_of(guests: usize) -> String {
    let list = list_of(guests);
    let mut changed = String::with_capacity(list.len());
    for (line, text) in list.lines().enumerate() {
        if line > 0 && line % 100 == 0 {
            let cells: Vec<_> = text.split(',').collect();
            let [name, email, _, rest @ ..] = cells.as_slice() else {
                continue;
            };
            changed += &format!("{name},{email},Another,{}\n", rest.join(","));
        } else {
            changed += text;
            changed.push('\n');
        }
    }
    changed
}

fn email(number: usize) -> String {
    format!("guest{number}@example.org")
}

/// The least that durability costs here.
fn bare(path: &Path) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "journal_mode", "wal").unwrap();
    conn.pragma_update(None, "synchronous", "full").unwrap();
    conn.pragma_update(None, "foreign_keys", true).unwrap();
    conn.pragma_update(None, "secure_delete", true).unwrap();
    conn.execute_batch("CREATE TABLE log (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        .unwrap();
    // As the import did for the event: a log file that still grows costs a second flush a commit.
    conn.execute_batch(
        "WITH RECURSIVE number (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM number LIMIT 50000)
         INSERT INTO log (text) SELECT hex(zeroblob(80)) FROM number",
    )
    .unwrap();
    conn
}

fn median(sorted: &[Duration]) -> Duration {
    sorted[sorted.len() / 2]
}

fn row(what: &str, sorted: &[Duration]) {
    let worst = sorted[sorted.len() * 95 / 100];
    println!(
        "{what:<44}{:>10}{:>10}",
        millis(median(sorted)),
        millis(worst)
    );
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
