//! Reads a list and says how many rows it has: `read_list LIST`.

use std::{path::Path, time::Instant};

use lanyard_exchange::list::{ListError, ListReader, Record};

fn main() -> Result<(), ListError> {
    let list = std::env::args().nth(1).unwrap_or_default();
    let start = Instant::now();
    let mut reader = ListReader::open(Path::new(&list), &[])?;
    let mut record = Record::default();
    let (mut taken, mut rejected) = (0_u64, 0_u64);
    while let Some(row) = reader.read_into(&mut record)? {
        match row {
            Ok(()) => taken += 1,
            Err(_) => rejected += 1,
        }
    }
    println!(
        "{} list: {taken} rows, {rejected} rejected, {:.2?}",
        reader.format().word(),
        start.elapsed()
    );
    Ok(())
}
