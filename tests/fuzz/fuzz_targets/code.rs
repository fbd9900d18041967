//! Any text as a code: its forms begin with it, and none is empty or twice.
#![no_main]

use std::collections::HashSet;

use lanyard_exchange::foreign::{foreign_codes, luma_code};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let codes = foreign_codes(text);
    assert_eq!(codes.first().map_or("", String::as_str), text.trim());
    assert!(codes.iter().all(|code| !code.is_empty()));
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
    if let Some(code) = luma_code(text) {
        assert!(codes.contains(&code.key), "a Luma code is known by its key");
    }
});
