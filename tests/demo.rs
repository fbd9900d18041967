//! `lanyard demo`: the whole evening, headless.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{fs, path::Path};

use lanyard_tests::Machine;
use serde_json::Value;

#[test]
fn the_whole_evening() {
    let machine = Machine::new();
    let summary = machine.lanyard(["demo", "--out", "demo"]).exits(0).json();
    let out = machine.path("demo");
    let written: Value =
        serde_json::from_slice(&fs::read(out.join("summary.json")).unwrap()).unwrap();
    assert_eq!(written, summary, "the summary is kept beside the pictures");

    assert_eq!(summary["imported"], 400);
    for done in [
        "tickets_drawn",
        "pictures_read",
        "doubles_refused",
        "forgeries_refused",
        "badges_printed",
    ] {
        assert!(summary[done].as_u64() > Some(0), "{done}: {summary}");
    }
    assert_eq!(
        summary["pictures_read"], summary["tickets_drawn"],
        "every picture is read"
    );
    assert_eq!(summary["event_file_is_well"], true);

    let lobby = summary["lobby_pictures"].as_array().unwrap();
    assert_eq!(lobby.len(), 3, "the lobby at three moments: {summary}");
    let mut pictures = Vec::new();
    for name in lobby {
        let picture = out.join(name.as_str().unwrap());
        let picture = if picture.exists() {
            picture
        } else {
            machine.path(name.as_str().unwrap())
        };
        let bytes = fs::read(&picture).unwrap();
        assert!(
            bytes.starts_with(b"\x89PNG"),
            "{} is no picture",
            picture.display()
        );
        assert!(
            bytes.len() > 20_000,
            "{} is nearly empty",
            picture.display()
        );
        pictures.push(bytes);
    }
    pictures.dedup();
    assert_eq!(pictures.len(), 3, "three moments look different");
    assert!(count(&out.join("tickets"), "png") > 0);
    assert!(count(&out.join("badges"), "png") > 0);
    assert!(
        fs::read(out.join("badges.pdf"))
            .unwrap()
            .starts_with(b"%PDF")
    );

    machine.lanyard(["demo", "--out", "demo"]).exits(0);
    fs::create_dir(machine.path("mine")).unwrap();
    let mine = machine.write("mine/photo.png", "mine");
    machine
        .lanyard(["demo", "--out", "mine"])
        .exits(2)
        .says(&["mine"]);
    assert_eq!(
        fs::read(mine).unwrap(),
        b"mine",
        "somebody's own folder is left alone"
    );
}

fn count(folder: &Path, extension: &str) -> usize {
    let files = fs::read_dir(folder).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|end| end == extension))
        .count()
}
