#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lanyard_fuzz::text(bytes));
