//! Any bytes as a list: they are read to the end or refused, and never twice in two ways.
#![no_main]

use std::path::Path;

use lanyard_exchange::list::{ListReader, Place};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let name = Path::new("list.csv");
    let Ok(mut reader) = ListReader::of_bytes(name, bytes.to_vec(), &[]) else {
        return;
    };
    let questions = reader.questions().count();
    let columns = reader.columns().iter();
    let kept = columns.filter(|column| column.place == Place::Question);
    assert_eq!(questions, kept.count());
    let mut line = 0;
    while let Ok(Some(row)) = reader.next_row() {
        let at = match row {
            Ok(record) => {
                assert!(!record.name.is_empty(), "everybody has a name");
                assert_eq!(record.answers.len(), questions);
                assert!(record.codes.iter().all(|code| !code.is_empty()));
                record.line
            }
            Err(rejected) => rejected.line,
        };
        assert!(at > line, "line {at} behind line {line}");
        line = at;
    }
});
