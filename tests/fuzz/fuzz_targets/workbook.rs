//! Any bytes as a workbook.
#![no_main]

use std::path::Path;

use lanyard_exchange::list::ListReader;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(mut reader) = ListReader::of_bytes(Path::new("list.xlsx"), bytes.to_vec(), &[]) {
        while let Ok(Some(_)) = reader.next_row() {}
    }
});
