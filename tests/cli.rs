//! The command line, from outside: bad input, lists, tickets and the door.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{ffi::OsStr, fs, path::Path, process::Command};

use lanyard_tests::{Answer, IssuedTicket, Machine, asset, run};
use serde_json::{Value, json};

const LIST: &str = "name,email,company,ticket_type\n\
    Ada Lovelace,ada@example.org,Analytical Engines,General\n\
    Grace Hopper,grace@example.org,Navy,General\n\
    Niall Sheridan,niall@example.org,Intercom,Speaker\n";

/// A machine with three guests, and their tickets in the order of the list.
fn evening() -> (Machine, Vec<IssuedTicket>) {
    let machine = Machine::with_list(LIST);
    let mut tickets = machine.issue("tickets", "svg", &[]);
    let place = |ticket: &IssuedTicket| LIST.find(&ticket.name);
    tickets.sort_by_key(place);
    (machine, tickets)
}

fn at(time: &str) -> [String; 2] {
    ["--at".to_owned(), format!("2026-12-03T{time}")]
}

fn verdict(scan: &Value) -> &str {
    scan["verdict"].as_str().unwrap_or_default()
}

mod bad_input {
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
        machine.write("latin1.csv", b"name\nJos\xe9\n");
        machine.write("nameless.csv", "email\nada@example.org\n");
        fs::create_dir(machine.path("folder")).unwrap();
        for (list, code, words) in [
            ("empty.csv", 2, ["empty.csv", "empty"]),
            ("picture.csv", 2, ["picture.csv", "CSV"]),
            ("latin1.csv", 2, ["line 2", "UTF-8"]),
            ("nameless.csv", 2, ["name", "--map"]),
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
        run(
            "sqlite3",
            &[path(&machine.event()), "PRAGMA user_version = 99"],
        );
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
        run(
            "sqlite3",
            &[path(&machine.event()), "PRAGMA user_version = 1"],
        );
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
}

mod lists {
    use super::*;

    #[test]
    fn the_sample_goes_in_and_again_changes_nothing() {
        let machine = Machine::new();
        machine.make_event("evening.lanyard");
        let list = asset("sample/attendees.csv");
        let import = [OsStr::new("attendees"), "import".as_ref(), list.as_ref()];
        let dry = machine
            .lanyard(import.into_iter().chain(["--dry-run".as_ref()]))
            .exits(0)
            .json();
        assert_eq!(
            (&dry["added"], &dry["dry_run"]),
            (&json!(400), &json!(true))
        );
        assert_eq!(
            machine.content().0.lines().count(),
            1,
            "a rehearsal writes nothing"
        );
        let first = machine.lanyard(import).exits(0).json();
        assert_eq!(
            (&first["format"], &first["rows"], &first["added"]),
            (&json!("plain"), &json!(400), &json!(400))
        );
        let before = machine.content();
        let second = machine.lanyard(import).exits(0).json();
        assert_eq!(
            (&second["added"], &second["updated"], &second["unchanged"]),
            (&json!(0), &json!(0), &json!(400))
        );
        assert_eq!(machine.content(), before);
        let found = machine
            .lanyard(["attendees", "find", "david", "murphy"])
            .exits(0)
            .json();
        assert_eq!(found[0]["name"], "David Murphy", "best first");
        let name = |found: &Value| found["name"] == "David Murphy";
        let namesakes = found
            .as_array()
            .unwrap()
            .iter()
            .filter(|found| name(found))
            .count();
        assert_eq!(namesakes, 3, "three people of one name stay three: {found}");
    }

    #[test]
    fn the_best_find_comes_first() {
        let machine =
            Machine::with_list("name\nLaura O’Reilly\nLaura Reilly\nReilly Lauras\nAda Lovelace\n");
        let found = machine
            .lanyard(["attendees", "find", "laura reilly"])
            .exits(0)
            .json();
        let names: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|found| &found["name"])
            .collect();
        assert_eq!(
            names[0], "Laura Reilly",
            "whose name is the query: {names:?}"
        );
        assert!(!names.contains(&&json!("Ada Lovelace")), "{names:?}");
        let nobody = machine
            .lanyard(["attendees", "find", "zzz"])
            .exits(0)
            .json();
        assert_eq!(nobody, json!([]));
    }

    #[test]
    fn bad_rows_are_named_by_their_line_and_good_ones_go_in() {
        let machine = Machine::with_list(LIST);
        machine.write(
            "more.csv",
            "\u{feff}name,email,ticket_type,note,Diet\r\n\
             Katherine Johnson,kj@example.org,General,\"two\r\nlines\",none\r\n\
             ,nobody@example.org,General,,\r\n\
             Annie Easley,annie@example.org,Royal,,\r\n\
             Seán Ó Súilleabháin,sean@example.org,General,,\"a, b\"\r\n",
        );
        let import = machine
            .lanyard(["attendees", "import", "more.csv"])
            .exits(1)
            .json();
        assert_eq!((&import["rows"], &import["added"]), (&json!(4), &json!(2)));
        let rejected = import["rejected"].as_array().unwrap();
        let lines: Vec<_> = rejected
            .iter()
            .map(|row| row["line"].as_u64().unwrap())
            .collect();
        assert_eq!(
            lines,
            [4, 5],
            "the physical line where a record begins: {import}"
        );
        assert!(
            rejected[0]["reason"].as_str().unwrap().contains("name"),
            "{import}"
        );
        assert!(
            rejected[1]["reason"].as_str().unwrap().contains("Royal"),
            "{import}"
        );

        let found = machine
            .lanyard(["attendees", "find", "suilleab"])
            .exits(0)
            .json();
        assert_eq!(
            found[0]["name"], "Seán Ó Súilleabháin",
            "found without its marks: {found}"
        );
        let id = found[0]["id"].as_str().unwrap();
        let shown = machine.lanyard(["attendees", "show", id]).exits(0).json();
        assert_eq!(
            (
                &shown["answers"][0]["question"],
                &shown["answers"][0]["answer"]
            ),
            (&json!("Diet"), &json!("a, b")),
            "an unknown column is a question"
        );
        let found = machine
            .lanyard(["attendees", "find", "johnson"])
            .exits(0)
            .json();
        assert_eq!(found[0]["note"], "two\nlines");
    }

    #[test]
    fn an_export_can_be_imported_again() {
        let (machine, _) = evening();
        machine.lanyard(["attendees", "export", "out.csv"]).exits(0);
        machine
            .lanyard(["attendees", "export", "out.csv"])
            .exits(3)
            .says(&["out.csv"]);
        let other = Machine::new();
        other.make_event("evening.lanyard");
        let out = machine.path("out.csv");
        let import = other.lanyard([OsStr::new("attendees"), "import".as_ref(), out.as_ref()]);
        assert_eq!(import.exits(0).json()["added"], 3);
    }
}

mod tickets {
    use super::*;

    #[test]
    fn forty_pictures_are_read_by_us_and_by_zbar() {
        let machine = Machine::with_guests(40);
        let tickets = machine.issue("tickets", "png", &[]);
        assert_eq!(tickets.len(), 40);
        let files = tickets.iter().map(|ticket| ticket.file.as_os_str());
        let read = machine
            .lanyard([OsStr::new("read")].into_iter().chain(files))
            .exits(0)
            .json();
        let read = read.as_array().unwrap();
        assert_eq!(read.len(), 40);
        for (ticket, read) in tickets.iter().zip(read) {
            assert_eq!(read["codes"], json!([ticket.code]), "{}", ticket.name);
            assert_eq!(zbar(&ticket.file), ticket.code, "{}", ticket.name);
        }
        assert!(machine.log().is_empty(), "reading checks nobody in");
    }

    #[test]
    fn a_picture_is_scanned() {
        let machine = Machine::with_guests(1);
        let ticket = &machine.issue("tickets", "png", &[])[0];
        let image = ["scan".as_ref(), "--image".as_ref(), ticket.file.as_os_str()];
        let scan = machine.lanyard(image).exits(0).json();
        assert_eq!(
            (verdict(&scan), &scan["code"]),
            ("admitted", &json!(ticket.code))
        );
        let scan = machine.lanyard(image).exits(1).json();
        assert_eq!(verdict(&scan), "already_in");
        let icon = asset("icons/128x128.png");
        machine
            .lanyard(["scan", "--image", path(&icon)])
            .exits(1)
            .says(&["no code found"]);
        machine.write("picture.png", "no picture");
        machine
            .lanyard(["scan", "--image", "picture.png"])
            .exits(2)
            .says(&["picture.png"]);
    }

    #[test]
    fn a_page_names_the_evening_and_any_reader_reads_it() {
        let (machine, tickets) = evening();
        let pages = machine.issue("pages", "pdf", &[]);
        let codes = |tickets: &[IssuedTicket]| {
            let mut codes: Vec<_> = tickets.iter().map(|ticket| ticket.code.clone()).collect();
            codes.sort();
            codes
        };
        assert_eq!(codes(&pages), codes(&tickets), "issued again, a code stays");
        for page in &pages {
            let text = run("pdftotext", &["-layout", path(&page.file), "-"]);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for words in [
                page.name.as_str(),
                "Scale & Reliability Engineering",
                "18:15",
                "19:00",
                "Rope Store",
                "rich@intercom.io",
            ] {
                assert!(text.contains(words), "“{words}” is not on the page: {text}");
            }
            let picture = machine.path("page");
            run(
                "pdftoppm",
                &[
                    "-r",
                    "150",
                    "-png",
                    "-singlefile",
                    path(&page.file),
                    path(&picture),
                ],
            );
            assert_eq!(zbar(&picture.with_extension("png")), page.code);
        }
        for ticket in &tickets {
            let svg = fs::read_to_string(&ticket.file).unwrap();
            assert!(svg.contains("<svg"), "{}", ticket.file.display());
        }
    }

    #[test]
    fn one_guest_alone() {
        let (machine, tickets) = evening();
        let alone = machine.issue("alone", "svg", &[&tickets[1].attendee]);
        assert_eq!(alone.len(), 1);
        assert_eq!(alone[0].code, tickets[1].code);
    }

    #[test]
    fn a_badge_finds_its_guest_and_never_admits_first() {
        let (machine, tickets) = evening();
        let id = tickets[0].attendee.as_str();
        machine
            .lanyard(["badges", "print", "--attendee", id, "--out", "badge.pdf"])
            .exits(0);
        let text = run("pdftotext", &[path(&machine.path("badge.pdf")), "-"]);
        assert!(text.contains("Lovelace"), "{text}");
        machine
            .lanyard(["badges", "print", "--attendee", id, "--out", "badges"])
            .exits(0);
        let badge = fs::read_dir(machine.path("badges"))
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path();
        let code = zbar(&badge);
        assert!(code.starts_with("LYB:"), "{code}");
        assert!(!code.contains("Ada"), "no name in a QR code");
        assert_ne!(verdict(&machine.scan(&code, &[])), "admitted");
        assert_eq!(verdict(&machine.scan(&tickets[0].code, &[])), "admitted");
        assert_eq!(verdict(&machine.scan(&code, &["--exit"])), "left");
        assert_eq!(verdict(&machine.scan(&code, &[])), "re_entered");
    }

    fn zbar(picture: &Path) -> String {
        let said = run(
            "zbarimg",
            &[
                "--quiet",
                "--raw",
                "-Sdisable",
                "-Sqrcode.enable",
                path(picture),
            ],
        );
        said.trim_end_matches('\n').to_owned()
    }
}

mod door {
    use super::*;

    #[test]
    fn in_again_out_and_back() {
        let (machine, tickets) = evening();
        let code = &tickets[0].code;
        let scan = |time: &str, more: &[&str]| {
            let at = at(time);
            let options: Vec<_> = at
                .iter()
                .map(String::as_str)
                .chain(more.iter().copied())
                .collect();
            machine.scan(code, &options)
        };
        assert_eq!(verdict(&scan("18:20", &["--exit"])), "not_inside");
        let first = scan("18:41", &["--door", "Side door"]);
        assert_eq!(
            (verdict(&first), &first["tone"]),
            ("admitted", &json!("green"))
        );
        assert_eq!(first["code"], *code);
        assert_eq!(first["attendee"]["name"], "Ada Lovelace");
        assert_eq!(first["attendee"]["id"], tickets[0].attendee);
        assert_eq!(first["hand_over"], json!(["Blue wristband"]));
        assert_eq!(first["first"], Value::Null);

        let again = scan("18:41:06", &["--door", "Side door"]);
        assert_eq!(
            (verdict(&again), &again["repeat"]),
            ("already_in", &json!(true))
        );
        let late = scan("19:03", &[]);
        assert_eq!(
            (verdict(&late), &late["repeat"]),
            ("already_in", &json!(false))
        );
        assert_eq!(late["tone"], "amber", "the sample asks");
        assert_eq!(late["first"]["at"], "2026-12-03T18:41:00+00:00");
        assert_eq!(late["first"]["door"], "Side door");
        assert_eq!(late["first"]["seconds_ago"], 22 * 60);

        assert_eq!(verdict(&scan("19:10", &["--exit"])), "left");
        assert_eq!(verdict(&scan("19:15", &["--exit"])), "not_inside");
        assert_eq!(verdict(&scan("19:20", &[])), "re_entered");
        assert_eq!(verdict(&scan("19:30", &[])), "already_in");

        let log = machine.log();
        let told: Vec<_> = log
            .iter()
            .map(|row| {
                (
                    row["clock"].as_str().unwrap(),
                    row["door"].as_str().unwrap(),
                    verdict(row),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("18:20", "Main door", "not_inside"),
                ("18:41", "Side door", "admitted"),
                ("18:41", "Side door", "already_in"),
                ("19:03", "Main door", "already_in"),
                ("19:10", "Main door", "left"),
                ("19:15", "Main door", "not_inside"),
                ("19:20", "Main door", "re_entered"),
                ("19:30", "Main door", "already_in"),
            ]
        );
        assert_eq!(
            log[1]["at"], "2026-12-03T18:41:00+00:00",
            "--at is what the log gets"
        );
        machine.check();
    }

    #[test]
    fn what_is_no_ticket_of_tonight() {
        let (machine, tickets) = evening();
        let code = &tickets[0].code;
        assert_eq!(
            verdict(&machine.scan("https://example.org/ticket/7", &[])),
            "unknown"
        );
        assert_eq!(verdict(&machine.scan("LY1:", &[])), "forged");
        assert_eq!(verdict(&machine.scan(&code[..120], &[])), "forged");
        assert_eq!(verdict(&machine.scan(&flipped(code, 60), &[])), "forged");

        let other = Machine::with_list(LIST);
        let theirs = &other.issue("tickets", "svg", &[])[0];
        let scan = machine.scan(&theirs.code, &[]);
        assert_eq!(
            (verdict(&scan), &scan["tone"]),
            ("wrong_event", &json!("red"))
        );
        assert_eq!(scan["attendee"], Value::Null);

        assert_eq!(
            verdict(&machine.scan(code, &[])),
            "admitted",
            "none of them used it up"
        );
        machine.check();
    }

    #[test]
    fn no_change_of_a_code_gets_in() {
        let (machine, tickets) = evening();
        let code = &tickets[0].code;
        let mut door = machine.scanning();
        for place in 4..code.len() {
            door.tell(&flipped(code, place));
            let scan: Value = serde_json::from_str(&door.hear()).unwrap();
            assert_ne!(verdict(&scan), "admitted", "changed at {place}: {scan}");
        }
        door.tell(code);
        let scan: Value = serde_json::from_str(&door.hear()).unwrap();
        assert_eq!(verdict(&scan), "admitted");
    }

    /// The code with another character at this place.
    fn flipped(code: &str, place: usize) -> String {
        let other = if code.as_bytes()[place] == b'7' {
            "8"
        } else {
            "7"
        };
        format!("{}{other}{}", &code[..place], &code[place + 1..])
    }

    #[test]
    fn who_may_not_come_in_now() {
        let (machine, tickets) = evening();
        let [ada, grace, niall] = [0, 1, 2].map(|place: usize| &tickets[place]);
        machine
            .lanyard(["tickets", "revoke", &grace.attendee])
            .exits(0);
        let scan = machine.scan(&grace.code, &[]);
        assert_eq!(verdict(&scan), "revoked");
        assert!(scan["detail"]["since"].is_string(), "since when: {scan}");

        machine
            .lanyard(["attendees", "edit", &ada.attendee, "--status", "waitlist"])
            .exits(0);
        let scan = machine.scan(&ada.code, &[]);
        assert_eq!(
            (verdict(&scan), &scan["detail"]["status"]),
            ("not_confirmed", &json!("waitlist"))
        );
        machine
            .lanyard(["attendees", "edit", &ada.attendee, "--status", "confirmed"])
            .exits(0);
        let scan = machine.scan(&ada.code, &["--door", "Stage door"]);
        assert_eq!(verdict(&scan), "wrong_door");
        assert_eq!(scan["detail"]["doors"], json!(["Main door", "Side door"]));
        assert_eq!(verdict(&machine.scan(&ada.code, &[])), "admitted");

        let new = machine
            .lanyard(["tickets", "reissue", &niall.attendee])
            .exits(0)
            .json();
        assert_eq!(verdict(&machine.scan(&niall.code, &[])), "revoked");
        let code = new[0]["code"].as_str().unwrap();
        assert_eq!(
            verdict(&machine.scan(code, &["--door", "Stage door"])),
            "admitted"
        );
    }

    #[test]
    fn who_must_pay_and_a_room_that_is_full() {
        let machine = Machine::new();
        let sample = fs::read_to_string(asset("sample/event.toml")).unwrap();
        machine.write(
            "event.toml",
            sample.replace("capacity = 420", "capacity = 1"),
        );
        machine
            .lanyard(["new", "evening.lanyard", "--from", "event.toml"])
            .exits(0);
        machine.write("list.csv", "name,due\nAda,12.50 EUR\nGrace,\nAnnie,\n");
        machine
            .lanyard(["attendees", "import", "list.csv"])
            .exits(0);
        let tickets = machine.issue("tickets", "svg", &[]);
        let code = |name: &str| {
            let ticket = tickets.iter().find(|ticket| ticket.name == name);
            ticket.unwrap().code.as_str()
        };
        let scan = machine.scan(code("Ada"), &[]);
        assert_eq!(
            (verdict(&scan), &scan["detail"]["due"]),
            ("unpaid", &json!("12.50 EUR"))
        );
        assert_eq!(verdict(&machine.scan(code("Grace"), &[])), "admitted");
        let scan = machine.scan(code("Annie"), &[]);
        assert_eq!(verdict(&scan), "full");
        assert_eq!(
            (&scan["detail"]["capacity"], &scan["detail"]["inside"]),
            (&json!(1), &json!(1))
        );
        assert_eq!(verdict(&machine.scan(code("Grace"), &["--exit"])), "left");
        assert_eq!(verdict(&machine.scan(code("Annie"), &[])), "admitted");
    }

    #[test]
    fn a_good_ticket_that_an_older_list_lacks() {
        let (machine, _) = evening();
        machine.lanyard(["backup", "older.lanyard"]).exits(0);
        let new = machine
            .lanyard(["attendees", "add", "--name", "Annie Easley"])
            .exits(0)
            .json();
        let ticket = &machine.issue("new", "svg", &[new["id"].as_str().unwrap()])[0];
        let scan = machine
            .lanyard(["--event", "older.lanyard", "scan", &ticket.code])
            .exits(1)
            .json();
        assert_eq!(verdict(&scan), "not_listed", "{scan}");
        assert!(
            scan["list_of"].is_string(),
            "which list it was looked up in: {scan}"
        );
    }

    #[test]
    fn a_group_comes_one_by_one() {
        let machine = Machine::with_list("name,ticket_type\nAda Lovelace,Team of four\n");
        let ticket = &machine.issue("tickets", "svg", &[])[0];
        for member in 1..=4 {
            let scan = machine.scan(&ticket.code, &[]);
            assert_eq!(verdict(&scan), "admitted");
            assert_eq!(
                (&scan["member"], &scan["admits"]),
                (&json!(member), &json!(4))
            );
        }
        assert_eq!(verdict(&machine.scan(&ticket.code, &[])), "already_in");
        let report = machine.lanyard(["report"]).exits(0).json();
        assert_eq!(
            (&report["arrived"], &report["expected"]),
            (&json!(4), &json!(4))
        );
    }

    #[test]
    fn by_hand_and_taken_back() {
        let (machine, tickets) = evening();
        let ada = &tickets[0];
        let scan = machine.scan(&ada.code, &[]);
        let undo = machine.lanyard(["undo"]).exits(0).json();
        assert_eq!(
            (&undo["undone"], &undo["name"]),
            (&scan["row"], &json!("Ada Lovelace"))
        );
        assert_eq!(
            verdict(&machine.scan(&ada.code, &[])),
            "admitted",
            "as if nothing had been"
        );

        let hand = machine
            .lanyard(["admit", &tickets[1].attendee])
            .exits(0)
            .json();
        assert_eq!(
            (verdict(&hand), &hand["by_hand"]),
            ("admitted", &json!(true))
        );
        machine.lanyard(["admit", &tickets[1].attendee]).exits(1);
        assert_eq!(verdict(&machine.scan(&tickets[1].code, &[])), "already_in");

        let row = scan["row"].to_string();
        machine.lanyard(["undo", &row]).exits(2).says(&["already"]);
        let log = machine.log();
        assert_eq!(log.len(), 6, "the log only grows: {log:?}");
        assert_eq!(log[0]["voided"], true);
        assert_eq!(log[1]["kind"], "void");
        machine.check();
    }

    #[test]
    fn several_in_one_call() {
        let (machine, tickets) = evening();
        let [ada, grace] = [0, 1].map(|place: usize| tickets[place].code.as_str());
        let scans = machine
            .lanyard(["scan", ada, "nonsense", grace])
            .exits(1)
            .jsons();
        let verdicts: Vec<_> = scans.iter().map(verdict).collect();
        assert_eq!(verdicts, ["admitted", "unknown", "admitted"]);
    }

    #[test]
    fn a_line_is_answered_at_once() {
        let (machine, tickets) = evening();
        let mut door = machine.scanning();
        for (line, expected) in [
            (tickets[0].code.clone(), "admitted"),
            (tickets[0].code.clone(), "already_in"),
            (String::new() + &tickets[1].code + "\r", "admitted"),
            ("nonsense".into(), "unknown"),
            (tickets[2].code.to_lowercase(), "admitted"),
        ] {
            door.tell(&line);
            let scan: Value = serde_json::from_str(&door.hear()).unwrap();
            assert_eq!(verdict(&scan), expected, "{scan}");
        }
        let (rest, code) = door.end();
        assert_eq!((rest.len(), code), (0, Some(1)), "some were refused");
    }

    #[test]
    fn two_desks_write_one_file() {
        let machine = Machine::with_guests(30);
        let tickets = machine.issue("tickets", "svg", &[]);
        let mut doors = [machine.scanning(), machine.scanning()];
        for ticket in &tickets {
            for door in &mut doors {
                door.tell(&ticket.code);
            }
        }
        let mut admitted = 0;
        for door in doors {
            for line in door.end().0 {
                let scan: Value = serde_json::from_str(&line).unwrap();
                assert!(
                    ["admitted", "already_in"].contains(&verdict(&scan)),
                    "{scan}"
                );
                admitted += usize::from(verdict(&scan) == "admitted");
            }
        }
        assert_eq!(
            admitted,
            tickets.len(),
            "each is admitted once, at one of the two"
        );
        machine.check();
    }
}

mod files {
    use super::*;

    #[test]
    fn at_rest_an_event_is_one_file() {
        let (machine, tickets) = evening();
        machine.scan(&tickets[0].code, &[]);
        for leftover in ["evening.lanyard-wal", "evening.lanyard-shm"] {
            assert!(
                !machine.path(leftover).exists(),
                "{leftover} is still there"
            );
        }
    }

    #[test]
    fn a_backup_is_whole_while_the_door_is_open() {
        let (machine, tickets) = evening();
        let mut door = machine.scanning();
        door.tell(&tickets[0].code);
        door.hear();
        machine.lanyard(["backup", "copy.lanyard"]).exits(0);
        door.tell(&tickets[1].code);
        door.hear();
        machine
            .lanyard(["backup", "copy.lanyard"])
            .exits(2)
            .says(&["copy.lanyard", "already"]);
        let copy = ["--event", "copy.lanyard"];
        let check = machine
            .lanyard(copy.iter().chain(&["check"]))
            .exits(0)
            .json();
        assert_eq!(
            (&check["ok"], &check["attendees"], &check["log_rows"]),
            (&json!(true), &json!(3), &json!(1))
        );
        let scan = machine
            .lanyard(copy.iter().chain(&["scan", &tickets[0].code]))
            .exits(1)
            .json();
        assert_eq!(
            verdict(&scan),
            "already_in",
            "the copy knows who came: {scan}"
        );
        let check = machine
            .lanyard(copy.iter().chain(&["check"]))
            .exits(0)
            .json();
        assert_eq!(check["ok"], true, "{check}");
    }

    #[test]
    fn private_keys_stay_out_of_the_event_file() {
        let (machine, _) = evening();
        let keys = fs::read_dir(machine.data().join("keys")).unwrap();
        for key in keys {
            let key = key.unwrap().path();
            let secret: Vec<u8> = serde_json::from_slice(&fs::read(&key).unwrap()).unwrap();
            let event = fs::read(machine.event()).unwrap();
            let found = event.windows(secret.len()).any(|bytes| bytes == secret);
            assert!(!found, "{} lies in the event file", key.display());
            let mode = Command::new("stat")
                .args(["-c", "%a", path(&key)])
                .output()
                .unwrap();
            assert_eq!(
                mode.stdout,
                b"600\n",
                "only this user may read {}",
                key.display()
            );
        }
    }
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path of these tests is UTF-8")
}
