//! How long 10,000 tickets take as PDF, beside `segno` and `reportlab` of Python that draw the
//! same page in the same run; prints a table. `LANYARD_BENCH_TICKETS` says how many,
//! `LANYARD_BENCH_PYTHON` which Python has the two packages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::{
    env, fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use lanyard_desk_core::{
    Desk, DeskOptions, Home, IssuedTicket, TicketFiles, TicketFormat, TicketPaper,
};
use lanyard_tests::asset;

const TICKETS: usize = 10_000;
/// Of the peer, which is slow: its time is that of one, many times.
const PEERS: usize = 150;
const MOST_RATIO: f64 = 40.0;
const MOST_MEMORY: u64 = 300 << 20;

fn main() {
    let tickets = env::var("LANYARD_BENCH_TICKETS").map_or(TICKETS, |most| most.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, issued) = issued(folder.path(), tickets);
    println!(
        "{:<44}{:>10}{:>10}{:>10}{:>10}",
        "", "a ticket", "ratio", "memory", "files"
    );
    for (paper, words) in [(TicketPaper::A4, "A4"), (TicketPaper::A6, "A6")] {
        for one_file in [false, true] {
            let peer = peer(folder.path(), one_file);
            // It stays until the end: ext4 spares the inodes of files that were removed lately, and
            // looks long for others.
            let out = folder.path().join(format!("{words}-{one_file}"));
            let files = TicketFiles {
                paper,
                one_file,
                ..TicketFiles::from(TicketFormat::Pdf)
            };
            forget_peak();
            let begun = Instant::now();
            desk.draw_tickets(&issued, files, &out, &mut |_| ControlFlow::Continue(()))
                .unwrap();
            let each = begun.elapsed() / u32::try_from(issued.len()).unwrap();
            let memory = peak();
            let what = if one_file {
                "one PDF for all"
            } else {
                "one PDF each"
            };
            row(&format!("segno + reportlab, {what}"), peer, None, None, 0);
            let ratio = peer.as_secs_f64() / each.as_secs_f64();
            let size = size(&out);
            row(&format!("{words}, {what}"), each, Some(ratio), memory, size);
            let met = |met: bool| if met { "met" } else { "not met" };
            println!(
                "{:<44}{:>20}{:>10}",
                format!("aim: {MOST_RATIO} ×, under {} MB", MOST_MEMORY >> 20),
                met(ratio >= MOST_RATIO),
                memory.map_or("", |memory| met(memory < MOST_MEMORY)),
            );
            let begun = Instant::now();
            if !one_file {
                let files = TicketFiles {
                    paper,
                    ..TicketFiles::from(TicketFormat::Pdf)
                };
                desk.draw_tickets(&issued, files, &out, &mut |_| ControlFlow::Continue(()))
                    .unwrap();
                println!(
                    "{:<44}{:>10}",
                    "once more, all there",
                    millis(begun.elapsed())
                );
                let alone = written_alone(&folder.path().join(format!("{words}-alone")), &out);
                row(
                    "as many files of these sizes, written alone",
                    alone,
                    None,
                    None,
                    0,
                );
            }
        }
    }
}

/// Tickets of guests who have the first names of some of the sample's guests and the last names
/// of others.
fn issued(folder: &Path, tickets: usize) -> (Desk, Vec<IssuedTicket>) {
    let (event, definition) = (folder.join("evening.lanyard"), asset("sample/event.toml"));
    let options = DeskOptions {
        home: Home::at(folder.join("home")),
        ..DeskOptions::default()
    };
    let mut desk = Desk::create(&event, &definition, None, options).unwrap();
    let sample = fs::read_to_string(asset("sample/attendees.csv")).unwrap();
    let guests: Vec<Vec<&str>> = sample
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    let mut list = String::from("name,email,company,ticket_type\n");
    for number in 0..tickets {
        let one = &guests[number % guests.len()];
        let other = &guests[(number * 7 + number / guests.len()) % guests.len()];
        let first = one[0].split(' ').next().unwrap();
        let last = other[0].split_once(' ').map_or("", |name| name.1);
        let (company, kind) = (other[2].trim_matches('"'), "General");
        list += &format!("{first} {last},guest{number}@example.org,\"{company}\",{kind}\n");
    }
    let path = folder.join("list.csv");
    fs::write(&path, list).unwrap();
    desk.import(&path, &[], false).unwrap();
    let issued = desk.issue(&[]).unwrap();
    assert_eq!(issued.len(), tickets, "everybody gets a ticket");
    (desk, issued)
}

/// How long a ticket takes in Python.
fn peer(folder: &Path, one_file: bool) -> Duration {
    let python = env::var_os("LANYARD_BENCH_PYTHON").map_or_else(
        || root().join("target/bench-python/bin/python"),
        PathBuf::from,
    );
    let output = Command::new(&python)
        .arg(root().join("tests/tickets_peer.py"))
        .arg(folder.join("peer"))
        .args([PEERS.to_string(), one_file.to_string()])
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; run tools/setup.sh bench", python.display()));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Duration::from_secs_f64(said.trim().parse().unwrap())
}

/// What a file takes the disk, whoever makes it: as large as those in `like`, and put in its place
/// when it is whole.
fn written_alone(folder: &Path, like: &Path) -> Duration {
    fs::create_dir(folder).unwrap();
    let sizes = fs::read_dir(like).unwrap();
    let sizes: Vec<u64> = sizes
        .map(|file| file.unwrap().metadata().unwrap().len())
        .collect();
    let most = sizes.iter().copied().max().unwrap_or_default();
    let bytes = vec![b'x'; usize::try_from(most).unwrap()];
    let begun = Instant::now();
    for (number, size) in sizes.iter().enumerate() {
        let (part, whole) = (
            folder.join(format!("{number}.part")),
            folder.join(format!("{number}.pdf")),
        );
        fs::write(&part, &bytes[..usize::try_from(*size).unwrap()]).unwrap();
        fs::rename(&part, &whole).unwrap();
    }
    begun.elapsed() / u32::try_from(sizes.len()).unwrap()
}

/// The folder of the whole workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// From now on the peak of the memory is counted anew, where the system can.
fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that was held at once, in bytes.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes << 10)
}

fn size(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum()
}

fn row(what: &str, each: Duration, ratio: Option<f64>, memory: Option<u64>, size: u64) {
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / f64::from(1 << 20));
    println!(
        "{what:<44}{:>10}{:>10}{:>10}{:>10}",
        millis(each),
        ratio
            .map(|ratio| format!("{ratio:.1} ×"))
            .unwrap_or_default(),
        memory.map(megabytes).unwrap_or_default(),
        if size == 0 {
            String::new()
        } else {
            megabytes(size)
        },
    );
}

fn millis(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}
