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

#[test]
fn every_command_may_be_called_by_some_window() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let bindings = fs::read_to_string(root.join("ui/src/bindings.ts")).unwrap();
    let called = bindings
        .split("__TAURI_INVOKE<")
        .skip(1)
        .filter_map(|call| {
            let (_, name) = call.split_once(">(\"")?;
            name.split('"').next()
        });
    let mut allowed = String::new();
    for window in ["desk", "lobby", "office"] {
        let file = root.join(format!("src-tauri/capabilities/{window}.json"));
        allowed += &fs::read_to_string(file).unwrap();
    }
    let may = |name: &str| allowed.contains(&format!("\"allow-{}\"", name.replace('_', "-")));
    let called: Vec<_> = called.collect();
    assert!(called.contains(&"scan"), "{called:?}");
    let barred: Vec<_> = called.into_iter().filter(|name| !may(name)).collect();
    assert!(
        barred.is_empty(),
        "no file of src-tauri/capabilities allows {barred:?}"
    );
}
