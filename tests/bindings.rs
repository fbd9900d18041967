//! The bindings that the pages are written against.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{fs, path::Path};

use lanyard_tests::{DESK, program, run};

#[test]
fn the_committed_bindings_are_those_of_the_rust_code() {
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("bindings.ts");
    let desk = program(DESK);
    run(
        desk.to_str().unwrap(),
        &["--write-bindings", fresh.to_str().unwrap()],
    );
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let committed = fs::read_to_string(root.join("ui/src/bindings.ts")).unwrap();
    let fresh = fs::read_to_string(fresh).unwrap();
    let differing = fresh
        .lines()
        .zip(committed.lines())
        .find(|(fresh, old)| fresh != old);
    assert!(
        fresh == committed,
        "ui/src/bindings.ts is not what the Rust code says: run “make bindings” and commit it. \
         The first difference: {differing:?}"
    );
}
