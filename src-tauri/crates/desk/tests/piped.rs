//! A list that comes through a pipe, which gives it but once.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, process::Command, thread};

use common::Evening;
use lanyard_desk_core::answers::ImportAnswer;

const LIST: &str =
    "Name,E-Mail,Zahlungsstatus\nAda,a@example.org,bezahlt\nBo,b@example.org,offen\n";

/// Takes a list in through a pipe, as `cat list | lanyard attendees import /dev/stdin` does.
fn piped(evening: &mut Evening, list: &str, dry_run: bool) -> ImportAnswer {
    let pipe = evening.path("pipe");
    let _ = fs::remove_file(&pipe);
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let (to, list) = (pipe.clone(), list.to_owned());
    let writer = thread::spawn(move || fs::write(to, list).unwrap());
    let answer = evening.desk.import(&pipe, &[], dry_run).unwrap();
    writer.join().unwrap();
    answer
}

#[test]
fn all_of_it_is_read_and_the_second_time_it_is_the_same_list() {
    let mut evening = Evening::new();
    assert_eq!(piped(&mut evening, LIST, true).added, 2);
    assert_eq!(piped(&mut evening, LIST, false).added, 2);
    assert_eq!(piped(&mut evening, LIST, false).unchanged, 2);
    let longer: String = (0..20_000)
        .map(|n| format!("Guest {n},g{n}@x.it,bezahlt\n"))
        .collect();
    let answer = piped(&mut evening, &format!("{LIST}{longer}"), false);
    assert_eq!((answer.added, answer.unchanged), (20_000, 2));
}
