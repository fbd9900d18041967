//! What Lanyard promises to be quick at, measured in one run on one disk; prints a table.
//! `LANYARD_BENCH_DIR` puts the files on another disk than that of the temporary folder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::{
    env,
    path::Path,
    time::{Duration, Instant},
};

use lanyard_desk_core::{Desk, DeskOptions, Home, ScanRequest, answers::Verdict};
use lanyard_tests::asset;
use rusqlite::Connection;

const GUESTS: usize = 10_000;
const SCANS: usize = 500;
/// The first ones fill caches.
const WARM_UP: usize = 20;
const MOST_RATIO: f64 = 1.5;
const LONGEST_IMPORT: Duration = Duration::from_secs(2);

fn main() {
    let folder = match env::var_os("LANYARD_BENCH_DIR") {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    };
    let folder = folder.unwrap();
    let options = DeskOptions {
        home: Home::at(folder.path().join("home")),
        ..DeskOptions::default()
    };
    let event = folder.path().join("evening.lanyard");
    // More guests than the sample's room holds.
    let definition = folder.path().join("event.toml");
    let sample = std::fs::read_to_string(asset("sample/event.toml")).unwrap();
    let large = format!("capacity = {GUESTS}");
    std::fs::write(&definition, sample.replace("capacity = 420", &large)).unwrap();
    let mut desk = Desk::create(&event, &definition, None, options).unwrap();

    let list = folder.path().join("list.csv");
    std::fs::write(&list, guests()).unwrap();
    let begun = Instant::now();
    let import = desk.import(&list, &[], false).unwrap();
    let import_time = begun.elapsed();
    assert_eq!(u64::from(import.added), GUESTS as u64, "every row goes in");
    let begun = Instant::now();
    let issued = desk.issue(&[]).unwrap();
    let issue_time = begun.elapsed();

    let bare = bare(&folder.path().join("bare.sqlite"));
    let (mut commits, mut scans) = (Vec::new(), Vec::new());
    for (number, ticket) in issued.iter().step_by(GUESTS / SCANS).enumerate() {
        let begun = Instant::now();
        bare.prepare_cached("INSERT INTO log (text) VALUES (?1)")
            .unwrap()
            .execute([&ticket.code])
            .unwrap();
        let commit = begun.elapsed();
        let begun = Instant::now();
        let answer = desk.scan(ScanRequest::new(&ticket.code)).unwrap();
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
    let begun = Instant::now();
    let found = desk.find("guest 4711").unwrap();
    let find_time = begun.elapsed();
    assert!(!found.is_empty(), "the guest is found");

    commits.sort();
    scans.sort();
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
        millis(import_time),
        millis(LONGEST_IMPORT)
    );
    println!(
        "{:<44}{:>10}",
        format!("signing {GUESTS} tickets"),
        millis(issue_time)
    );
    println!("{:<44}{:>10}", "first search by name", millis(find_time));
}

fn guests() -> String {
    let mut list = String::from("name,email,company,role,ticket_type,Diet\n");
    for number in 0..GUESTS {
        list += &format!(
            "Guest {number},guest{number}@example.org,Company {},Engineer,General,none\n",
            number % 97
        );
    }
    list
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
