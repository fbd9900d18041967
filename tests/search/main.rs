//! The search by name among a million guests, at every key, beside what SQLite itself offers on
//! the same names in the same run; prints a table. `LANYARD_BENCH_DIR` puts the files on another
//! disk than that of the temporary folder; `LANYARD_BENCH_GUESTS` makes it another number.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures for people"
)]

mod names;

use std::{
    env,
    path::Path,
    time::{Duration, Instant},
};

use lanyard_desk_core::{Desk, DeskOptions, Home};
use lanyard_event::{Attendee, AttendeeId, BadgeId, Status, Ticket, TicketId, TicketState};
use lanyard_store::{
    Store,
    table::{self, attendee::Origin},
};
use lanyard_tests::asset;
use rusqlite::Connection;

use names::{Dice, Names, Person};

const GUESTS: usize = 1_000_000;
const QUERIES: usize = 2_000;
/// SQLite goes through the names for each key: it is asked only this many of the queries.
const QUERIES_FOR_SQLITE: usize = 40;
const SHOWN_FIRST: usize = 5;

fn main() {
    let guests = env::var("LANYARD_BENCH_GUESTS").map_or(GUESTS, |guests| guests.parse().unwrap());
    let folder = match env::var_os("LANYARD_BENCH_DIR") {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    };
    let folder = folder.unwrap();
    let (names, mut dice) = (Names::new(), Dice(4711));
    let people: Vec<Person> = (0..guests).map(|_| names.person(&mut dice)).collect();
    let queries: Vec<(&str, String)> = std::iter::repeat_with(|| {
        let person = &people[dice.below(people.len())];
        (person.name.as_str(), names.with_slip(person, &mut dice))
    })
    .filter(|(name, _)| names::is_in_letters(name))
    .take(QUERIES)
    .collect();

    let event = folder.path().join("evening.lanyard");
    let options = || DeskOptions {
        home: Home::at(folder.path().join("home")),
        ..DeskOptions::default()
    };
    drop(Desk::create(&event, &asset("sample/event.toml"), None, options()).unwrap());
    fill(&event, &people);

    let mut desk = Desk::open(&event, options()).unwrap();
    let memory = resident();
    let begun = Instant::now();
    desk.prepare_search().unwrap();
    while desk.search_bytes() == 0 {
        std::thread::sleep(Duration::from_millis(1));
        desk.prepare_search().unwrap();
    }
    let build = begun.elapsed();
    let memory = resident().saturating_sub(memory);
    let (mut times, mut found) = (Vec::new(), 0);
    for (name, typed) in &queries {
        let mut answer = Vec::new();
        for end in ends(typed) {
            let begun = Instant::now();
            answer = desk.find(&typed[..end]).unwrap();
            times.push(begun.elapsed());
        }
        let first = answer.iter().take(SHOWN_FIRST);
        found += usize::from(first.into_iter().any(|guest| guest.name == *name));
    }
    let first_key = times[0];

    println!("{guests} guests; {QUERIES} whole names with one slip each, typed key by key.");
    println!("The right guest: one of exactly the name that was meant. Names in letters only:");
    println!("one slip in a name of two Han signs leaves one of them.\n");
    println!(
        "{:<34}{:>10}{:>10}{:>10}{:>16}",
        "per key", "median", "99 %", "longest", "in first five"
    );
    row("Lanyard", &mut times, found, QUERIES);
    let sample: Vec<_> = queries
        .iter()
        .step_by(QUERIES.div_ceil(QUERIES_FOR_SQLITE))
        .collect();
    let sqlite = Sqlite::of(&folder.path().join("names.sqlite"), &people);
    for (what, find) in [
        (
            "SQLite LIKE '%…%'",
            Sqlite::like as fn(&Sqlite, &str) -> Vec<String>,
        ),
        ("SQLite FTS5 trigram", Sqlite::trigrams),
    ] {
        let (mut times, mut found) = (Vec::new(), 0);
        for (name, typed) in &sample {
            let mut answer = Vec::new();
            for end in ends(typed) {
                let begun = Instant::now();
                answer = find(&sqlite, &typed[..end]);
                times.push(begun.elapsed());
            }
            found += usize::from(answer.iter().take(SHOWN_FIRST).any(|one| one == name));
        }
        let what = format!("{what} ({} queries)", sample.len());
        row(&what, &mut times, found, sample.len());
    }
    println!(
        "{:<34}{:>20}{:>26}",
        "aim of Lanyard", "under 5 ms", "at least 99 %"
    );
    println!("\n{:<34}{:>10}", "first key of all", millis(first_key));
    println!(
        "{:<34}{:>10}",
        "making the index, with reading",
        millis(build)
    );
    let each = |bytes: usize| format!("{:.0} bytes", bytes as f64 / guests as f64);
    println!(
        "{:<34}{:>10} a guest",
        "the index",
        each(desk.search_bytes())
    );
    println!(
        "{:<34}{:>10} a guest",
        "the process has grown by",
        each(memory)
    );
}

/// Where the query ends after each key.
fn ends(typed: &str) -> impl Iterator<Item = usize> {
    typed
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8())
}

fn fill(event: &Path, people: &[Person]) {
    let mut store = Store::open(event).unwrap();
    let kind = table::event::load(store.read()).unwrap().ticket_types[0].clone();
    let added = store.write(|conn| -> lanyard_store::Result<()> {
        for (number, person) in (1..).zip(people) {
            let id = AttendeeId::from_bytes(u128::from(number).to_be_bytes());
            let attendee = Attendee {
                id,
                name: person.name.clone(),
                email: person.email.clone(),
                company: person.company.clone(),
                role: String::new(),
                status: if number % 20 == 0 {
                    Status::Cancelled
                } else {
                    Status::Confirmed
                },
                flagged: None,
                note: String::new(),
                attention: String::new(),
                badge: BadgeId(number),
            };
            let origin = Origin {
                source: "plain".into(),
                key: number.to_string(),
            };
            table::attendee::insert(conn, &attendee, &origin, &[], None)?;
            let ticket = Ticket {
                id: TicketId(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
                attendee: id,
                ticket_type: kind.id,
                admits: kind.admits,
                state: TicketState::Valid,
                due: None,
                stands_for: None,
            };
            table::ticket::insert(conn, &ticket, None)?;
        }
        table::event::revise(conn)
    });
    added.unwrap();
}

/// The names alone, for SQLite.
struct Sqlite(Connection);

impl Sqlite {
    fn of(path: &Path, people: &[Person]) -> Self {
        let mut conn = Connection::open(path).unwrap();
        conn.execute_batch(
            "CREATE TABLE guest (name TEXT NOT NULL);
             CREATE VIRTUAL TABLE trigram USING fts5
               (name, tokenize = 'trigram remove_diacritics 1');",
        )
        .unwrap();
        let transaction = conn.transaction().unwrap();
        for table in ["guest", "trigram"] {
            let insert = format!("INSERT INTO {table} (name) VALUES (?)");
            let mut insert = transaction.prepare(&insert).unwrap();
            for person in people {
                insert.execute([&person.name]).unwrap();
            }
        }
        transaction.commit().unwrap();
        Self(conn)
    }

    fn like(&self, query: &str) -> Vec<String> {
        self.ask(
            "SELECT name FROM guest WHERE name LIKE '%' || ? || '%' LIMIT 50",
            query,
        )
    }

    /// What contains it; where there is little of that, what has most of its trigrams.
    fn trigrams(&self, query: &str) -> Vec<String> {
        let letters: Vec<char> = query.chars().filter(|letter| *letter != '"').collect();
        let quoted = |letters: &[char]| format!("\"{}\"", letters.iter().collect::<String>());
        let ask = |query: &str| {
            self.ask(
                "SELECT name FROM trigram WHERE trigram MATCH ? ORDER BY rank LIMIT 50",
                query,
            )
        };
        if letters.len() < 3 {
            return Vec::new();
        }
        let mut found = ask(&quoted(&letters));
        if found.len() < SHOWN_FIRST {
            let any: Vec<_> = letters.windows(3).map(quoted).collect();
            found = ask(&any.join(" OR "));
        }
        found
    }

    fn ask(&self, sql: &str, query: &str) -> Vec<String> {
        let mut statement = self.0.prepare_cached(sql).unwrap();
        let names = statement.query_map([query], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    }
}

/// How many bytes of memory this process has.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kilobytes.unwrap_or_default() * 1024
}

fn row(what: &str, times: &mut [Duration], found: usize, of: usize) {
    times.sort();
    println!(
        "{what:<34}{:>10}{:>10}{:>10}{:>14.2} %",
        millis(times[times.len() / 2]),
        millis(times[times.len() * 99 / 100]),
        millis(times[times.len() - 1]),
        100.0 * found as f64 / of as f64
    );
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
