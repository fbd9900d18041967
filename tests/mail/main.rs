//! Letters through a real mail server: `aiosmtpd`, which keeps what it was sent, and Python's
//! mail library, which opens it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod certificate;
mod letters;
mod named;
mod post;
mod server;
mod tickets;
mod trouble;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    thread::sleep,
    time::Duration,
};

use lanyard_tests::{Machine, run};
use post::{PostOffice, opened};
use serde_json::{Value, json};

const LIST: &str = "name,email,ticket_type\n\
    Ada Lovelace,ada@example.org,General\n\
    Łukasz Ó Súilleabháin,lukasz@example.org,Team of four\n\
    \"李, 小龍\",li@example.org,General\n\
    Grace Hopper,,General\n";

/// The evening's list, and a server that takes its mail.
fn evening(options: &[&str]) -> (Machine, PostOffice) {
    with(LIST, options)
}

fn with(list: &str, options: &[&str]) -> (Machine, PostOffice) {
    let machine = Machine::with_list(list);
    let office = PostOffice::open(options);
    machine.lanyard(set(&office, "none")).exits(0);
    (machine, office)
}

fn set(office: &PostOffice, security: &str) -> Vec<String> {
    let port = office.port.to_string();
    let words = [
        "mail",
        "set",
        "--host",
        "localhost",
        "--port",
        &port,
        "--security",
        security,
        "--from",
        "rich@intercom.io",
        "--from-name",
        "Rich, your host",
        "--per-minute",
        "60000",
    ];
    words.map(str::to_owned).to_vec()
}

fn guests(count: usize) -> String {
    let rows = (1..=count).map(|n| format!("Guest {n:04},guest{n:04}@example.org\n"));
    String::from("name,email\n") + &rows.collect::<String>()
}

fn send_all(machine: &Machine, count: usize) -> lanyard_tests::Answer {
    let count = count.to_string();
    machine.lanyard(["tickets", "send", "--without-test", "--count", &count])
}

/// How many mails each address got.
fn per_address(office: &PostOffice) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for (address, _) in office.mails() {
        *times.entry(address).or_default() += 1;
    }
    times
}

fn state(machine: &Machine, state: &str) -> BTreeSet<String> {
    let log = machine
        .lanyard(["mail", "log", "--state", state])
        .exits(0)
        .json();
    let rows = log.as_array().unwrap().iter();
    rows.map(|row| row["address"].as_str().unwrap().to_owned())
        .collect()
}

fn header<'m>(mail: &'m Value, name: &str) -> &'m str {
    mail["headers"][name]
        .as_str()
        .unwrap_or_else(|| panic!("no {name} in {mail}"))
}

fn words(mail: &Value, form: &str) -> String {
    mail[form]
        .as_str()
        .unwrap_or_else(|| panic!("no {form} in {mail}"))
        .to_owned()
}

fn file<'m>(mail: &'m Value, kind: &str) -> &'m Value {
    let files = mail["files"].as_array().unwrap();
    let found = files.iter().find(|file| file["kind"] == kind);
    found.unwrap_or_else(|| panic!("no {kind} in {mail}"))
}

fn path<'m>(mail: &'m Value, kind: &str) -> &'m str {
    file(mail, kind)["file"].as_str().unwrap()
}

/// What the picture inside a mail holds, read by Lanyard's own reader.
fn code(machine: &Machine, mail: &Value) -> String {
    let read = machine
        .lanyard(["read", path(mail, "image/png")])
        .exits(0)
        .json();
    assert_eq!(read[0]["codes"].as_array().map(Vec::len), Some(1), "{read}");
    read[0]["codes"][0].as_str().unwrap().to_owned()
}

/// A certificate of this machine for itself, and its key.
fn certificate(machine: &Machine) -> (String, String) {
    certificate_for(
        machine,
        "server",
        &[
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
        ],
    )
}

/// One that `openssl req -x509` makes when it is told nothing but `more`.
fn certificate_for(machine: &Machine, name: &str, more: &[&str]) -> (String, String) {
    let [certificate, key] =
        ["pem", "key"].map(|end| machine.path(format!("{name}.{end}")).display().to_string());
    let usual = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
                 -subj /CN=localhost";
    let mut words: Vec<_> = usual.split_whitespace().collect();
    words.extend(["-keyout", &key, "-out", &certificate]);
    words.extend(more);
    run("openssl", &words);
    (certificate, key)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
