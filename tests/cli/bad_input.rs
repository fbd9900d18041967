use super::*;

/// Runs commands that must fail, and asserts that the event file says the same afterwards.
#[track_caller]
fn refused(machine: &Machine, code: i32, arguments: &[&str], words: &[&str]) -> Answer {
    let before = machine.content();
    let answer = machine.lanyard(arguments).exits(code).says(words);
    assert_eq!(
        machine.content(),
        before,
        "{arguments:?} changed the event file"
    );
    machine.check();
    answer
}

#[test]
fn a_list_that_is_none() {
    let (machine, _) = evening();
    machine.write("empty.csv", "");
    machine.write("picture.csv", fs::read(asset("icons/128x128.png")).unwrap());
    machine.write("page.csv", "<!DOCTYPE html><title>Sign in</title>");
    machine.write("nameless.csv", "email\nada@example.org\n");
    machine.write(
        "two.csv",
        "name,Mail,E-Mail\nAda,a@example.org,b@example.org\n",
    );
    let workbook = fs::read(asset("../tests/lists/plain.xlsx")).unwrap();
    machine.write("cut.xlsx", &workbook[..workbook.len() / 2]);
    fs::create_dir(machine.path("folder")).unwrap();
    for (list, code, words) in [
        ("empty.csv", 2, ["empty.csv", "empty"]),
        ("picture.csv", 2, ["picture.csv", "picture"]),
        ("page.csv", 2, ["page.csv", "web page"]),
        ("nameless.csv", 2, ["name", "--map name=COLUMN"]),
        ("two.csv", 2, ["“Mail” and “E-Mail”", "--map email=COLUMN"]),
        ("cut.xlsx", 2, ["cut.xlsx", "cut off"]),
        ("folder", 2, ["folder", "folder"]),
        ("missing.csv", 3, ["missing.csv", "no file"]),
    ] {
        refused(&machine, code, &["attendees", "import", list], &words);
    }
}

#[test]
fn a_map_to_a_column_that_is_not_there() {
    let (machine, _) = evening();
    machine.write("guests.csv", "Guest,Mail\nAda,ada@example.org\n");
    let import = ["attendees", "import", "guests.csv", "--map"];
    for (map, words) in [
        ("name=Nom", vec!["Nom", "Guest", "Mail"]),
        ("nom=Guest", vec!["nom", "name"]),
        ("Guest", vec!["FIELD=COLUMN"]),
    ] {
        let arguments: Vec<_> = import.into_iter().chain([map]).collect();
        refused(&machine, 2, &arguments, &words);
    }
    let mapped: Vec<_> = import
        .into_iter()
        .chain(["name=Guest", "--map", "email=Mail"])
        .collect();
    let added = machine.lanyard(mapped).exits(0).json();
    assert_eq!(added["added"], 1, "{added}");
}

#[test]
fn an_event_file_that_is_none() {
    let machine = Machine::new();
    machine.write("text.lanyard", "not an event file\n".repeat(20));
    machine.write("empty.lanyard", "");
    run(
        "sqlite3",
        &[
            path(&machine.path("other.lanyard")),
            "CREATE TABLE guest (name TEXT)",
        ],
    );
    fs::create_dir(machine.path("folder.lanyard")).unwrap();
    for (file, code, words) in [
        ("text.lanyard", 2, vec!["text.lanyard", "not an event file"]),
        (
            "empty.lanyard",
            2,
            vec!["empty.lanyard", "not an event file"],
        ),
        (
            "other.lanyard",
            2,
            vec!["other.lanyard", "not an event file"],
        ),
        ("folder.lanyard", 2, vec!["folder.lanyard", "folder"]),
        ("missing.lanyard", 3, vec!["missing.lanyard", "lanyard new"]),
    ] {
        let before = fs::read(machine.path(file)).ok();
        for command in [
            &["log"][..],
            &["scan", "X"],
            &["check"],
            &["tickets", "issue", "--out", "t"],
        ] {
            let arguments = ["--event", file].into_iter().chain(command.iter().copied());
            machine.lanyard(arguments).exits(code).says(&words);
        }
        assert_eq!(
            fs::read(machine.path(file)).ok(),
            before,
            "{file} was changed"
        );
    }
    let beside = fs::read_dir(machine.path("")).unwrap().count();
    assert_eq!(beside, 4, "a refused file leaves nothing beside it");
}

#[test]
fn an_event_file_of_a_newer_lanyard() {
    let (machine, tickets) = evening();
    let sqlite = |statement: &str| run("sqlite3", &[path(&machine.event()), statement]);
    let known = sqlite("PRAGMA user_version");
    sqlite("PRAGMA user_version = 99");
    let before = fs::read(machine.event()).unwrap();
    for command in [
        &["log"][..],
        &["scan", &tickets[0].code],
        &["attendees", "find", "ada"],
    ] {
        machine
            .lanyard(command)
            .exits(2)
            .says(&["newer", "99", "update"]);
    }
    assert_eq!(fs::read(machine.event()).unwrap(), before);
    sqlite(&format!("PRAGMA user_version = {known}"));
    assert_eq!(verdict(&machine.scan(&tickets[0].code, &[])), "admitted");
}

#[test]
fn a_damaged_event_file() {
    let (machine, _) = evening();
    let mut bytes = fs::read(machine.event()).unwrap();
    let middle = bytes.len() / 2;
    bytes[4096..middle].fill(0xA5);
    fs::write(machine.event(), bytes).unwrap();
    let check = machine.lanyard(["check"]);
    assert!(
        matches!(check.code, Some(1 | 3)),
        "a damaged file is not well: {check:?}"
    );
    check.says(&[]);
}

#[test]
fn a_place_where_nothing_may_be_written() {
    let (machine, _) = evening();
    // Not even root can make files there.
    let definition = asset("sample/event.toml");
    machine
        .lanyard(["new", "/proc/evening.lanyard", "--from", path(&definition)])
        .exits(3)
        .says(&["/proc/evening.lanyard"]);
    for (arguments, word) in [
        (
            ["tickets", "issue", "--out", "/proc/tickets"].as_slice(),
            "/proc/tickets",
        ),
        (&["backup", "/proc/copy.lanyard"], ""),
        (&["attendees", "export", "/proc/list.csv"], "/proc/list.csv"),
    ] {
        refused(&machine, 3, arguments, &[word]);
    }
}

#[test]
fn no_permission() {
    if run("id", &["-u"]).trim() == "0" {
        eprintln!("not tried: root may read and write everything");
        return;
    }
    let (machine, tickets) = evening();
    let list = machine.write("private.csv", LIST);
    forbid(&list, "000");
    refused(
        &machine,
        3,
        &["attendees", "import", "private.csv"],
        &["private.csv", "permission"],
    );
    forbid(&machine.event(), "000");
    let name = path(&machine.event()).to_owned();
    machine
        .lanyard(["scan", &tickets[0].code])
        .exits(3)
        .says(&[&name, "permission"]);
}

fn forbid(file: &Path, mode: &str) {
    run("chmod", &[mode, path(file)]);
}

#[test]
fn a_code_of_ten_kilobytes() {
    let (machine, tickets) = evening();
    let long = "LY1:".to_owned() + &"A".repeat(10_000);
    let answer = refused(&machine, 2, &["scan", &long], &["characters"]);
    assert!(
        answer.err.len() < 400,
        "the message does not repeat the code"
    );
    let mut door = machine.scanning();
    for (code, expected) in [(long.as_str(), "unknown"), (&tickets[0].code, "admitted")] {
        door.tell(code);
        let scan: Value = serde_json::from_str(&door.hear()).unwrap();
        assert_eq!(verdict(&scan), expected, "the next scan goes on: {scan}");
    }
    assert_eq!(door.end().1, Some(2));
}

#[test]
fn control_characters_in_a_name() {
    let (machine, tickets) = evening();
    refused(
        &machine,
        2,
        &["attendees", "add", "--name", "Ada\u{7}"],
        &["name", "U+0007"],
    );
    let id = &tickets[0].attendee;
    refused(
        &machine,
        2,
        &["attendees", "edit", id, "--name", "Ada\u{1b}[31m"],
        &["U+001B"],
    );
    refused(&machine, 2, &["attendees", "add", "--name", " "], &["name"]);
    machine.write("bell.csv", "name\nRing\u{7}er\nKatherine Johnson\n");
    let import = machine
        .lanyard(["attendees", "import", "bell.csv"])
        .exits(1)
        .json();
    assert_eq!(import["added"], 1, "the good row goes in: {import}");
    assert_eq!(import["rejected"][0]["line"], 2);
    let reason = import["rejected"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("control character"), "{reason}");
}

#[test]
fn wrong_usage() {
    let (machine, _) = evening();
    for (arguments, words) in [
        (&["scan"][..], &["--image"][..]),
        (
            &["scan", "X", "--at", "half past six"],
            &["half past six", "2026-12-03T18:41"],
        ),
        (
            &["scan", "X", "--door", "Back door"],
            &["Back door", "Side door"],
        ),
        (&["attendees", "show", "nobody"], &["nobody", "find"]),
        (
            &[
                "attendees",
                "add",
                "--name",
                "Ada",
                "--ticket-type",
                "Royal",
            ],
            &["Royal", "General"],
        ),
        (&["tickets", "revoke", "nobody"], &["nobody"]),
        (&["undo"], &["nothing"]),
        (&["undo", "99"], &["99"]),
        (&["badges", "print", "--out", "badges.pdf"], &["--all"]),
        (&["nonsense"], &["nonsense"]),
    ] {
        refused(&machine, 2, arguments, words);
    }
    machine
        .command(["log"])
        .env_remove("LANYARD_EVENT")
        .output()
        .map(|done| {
            assert_eq!(done.status.code(), Some(2));
            let message = String::from_utf8(done.stderr).unwrap();
            assert!(message.contains("--event"), "{message}");
        })
        .unwrap();
}

#[test]
fn new_never_overwrites() {
    let (machine, _) = evening();
    let before = fs::read(machine.event()).unwrap();
    let definition = asset("sample/event.toml");
    machine
        .lanyard([
            OsStr::new("new"),
            machine.event().as_ref(),
            "--from".as_ref(),
            definition.as_ref(),
        ])
        .exits(2)
        .says(&["evening.lanyard", "already"]);
    assert_eq!(fs::read(machine.event()).unwrap(), before);
}

#[test]
fn a_broken_definition() {
    let machine = Machine::new();
    let sample = fs::read_to_string(asset("sample/event.toml")).unwrap();
    let line = |word: &str| {
        let place = sample
            .lines()
            .position(|line| line.starts_with(word))
            .unwrap();
        format!("line {}", place + 1)
    };
    for (from, to, line, word) in [
        (
            "reentry = \"ask\"",
            "reentry = \"perhaps\"",
            line("reentry"),
            "perhaps",
        ),
        ("capacity = 420", "capacity = ", line("capacity"), ""),
        ("venue = ", "place = ", line("venue"), "place"),
        (
            "Europe/Dublin",
            "Europe/Atlantis",
            line("timezone"),
            "Atlantis",
        ),
    ] {
        machine.write("event.toml", sample.replacen(from, to, 1));
        machine
            .lanyard(["new", "evening.lanyard", "--from", "event.toml"])
            .exits(2)
            .says(&["event.toml", &line, word]);
        assert!(!machine.event().exists(), "{to} left a file behind");
    }
}
