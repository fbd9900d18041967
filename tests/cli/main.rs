//! The command line, from outside: bad input, lists, tickets and the door.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bad_input;
mod door;
mod files;
mod lists;
mod one_person;
mod settling;
mod tickets;
mod unlike;

use std::{ffi::OsStr, fs, path::Path, process::Command};

use lanyard_tests::{Answer, IssuedTicket, Machine, asset, run};
use serde_json::{Value, json};

const LIST: &str = "name,email,company,ticket_type\n\
    Ada Lovelace,ada@example.org,Analytical Engines,General\n\
    Grace Hopper,grace@example.org,Navy,General\n\
    Niall Sheridan,niall@example.org,Intercom,Speaker\n";

/// A machine with three guests, and their tickets in the order of the list.
fn evening() -> (Machine, Vec<IssuedTicket>) {
    let machine = Machine::with_list(LIST);
    let mut tickets = machine.issue("tickets", "svg", &[]);
    let place = |ticket: &IssuedTicket| LIST.find(&ticket.name);
    tickets.sort_by_key(place);
    (machine, tickets)
}

fn at(time: &str) -> [String; 2] {
    ["--at".to_owned(), format!("2026-12-03T{time}")]
}

fn verdict(scan: &Value) -> &str {
    scan["verdict"].as_str().unwrap_or_default()
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path of these tests is UTF-8")
}
