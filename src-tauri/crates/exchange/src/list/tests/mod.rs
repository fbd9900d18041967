mod bad_input;
mod cells;
mod columns;
mod infix;
mod merged;
mod mixed;
mod payment;
mod products;
mod refusals;
mod sheets;
mod spoilt;
mod text;
mod workbooks;

use std::path::{Path, PathBuf};

use super::*;

type Rows = (Vec<Record>, Vec<Rejected>);

/// A list among the fixtures.
fn fixture(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("../../../tests/lists").join(name)
}

fn open(content: &[u8], map: &[Mapping]) -> Result<ListReader, ListError> {
    ListReader::of_bytes(Path::new("list.csv"), content.to_vec(), map)
}

fn read(content: &[u8]) -> Rows {
    rows(&mut open(content, &[]).unwrap()).unwrap()
}

fn rows(reader: &mut ListReader) -> Result<Rows, ListError> {
    let mut all = (Vec::new(), Vec::new());
    while let Some(row) = reader.next_row()? {
        match row {
            Ok(record) => all.0.push(record),
            Err(rejected) => all.1.push(rejected),
        }
    }
    Ok(all)
}

/// All rows of a list in which none is bad.
#[track_caller]
fn records(content: &str) -> Vec<Record> {
    let (records, rejected) = read(content.as_bytes());
    assert_eq!(rejected, [], "{content:?}");
    records
}

fn names(records: &[Record]) -> Vec<&str> {
    records.iter().map(|record| record.name.as_str()).collect()
}

/// What each column is taken for, as words.
fn places(reader: &ListReader) -> Vec<(&str, &str)> {
    let columns = reader.columns().iter();
    columns
        .map(|column| (column.title.as_str(), column.place.word()))
        .collect()
}

fn map(column: &str, place: &str) -> Mapping {
    Mapping {
        column: column.to_owned(),
        place: Place::of(place).unwrap(),
    }
}
