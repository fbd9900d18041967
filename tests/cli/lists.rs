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
        .exits(2)
        .says(&["out.csv", "already"]);
    let other = Machine::new();
    other.make_event("evening.lanyard");
    let out = machine.path("out.csv");
    let import = other.lanyard([OsStr::new("attendees"), "import".as_ref(), out.as_ref()]);
    assert_eq!(import.exits(0).json()["added"], 3);
}

#[test]
fn a_list_is_taken_in_and_back_and_the_many_gone_are_asked_for() {
    let row = |number: usize| format!("Guest {number},g{number}@example.org\n");
    let list = |from: usize| {
        let rows: String = (from..40).map(row).collect();
        "name,email\n".to_owned() + &rows
    };
    let machine = Machine::with_list(&list(0));
    machine.write("short.csv", list(10));
    let import = |more: &'static str| {
        let all = ["attendees", "import", "short.csv", more];
        machine.lanyard(all.into_iter().filter(|one| !one.is_empty()))
    };
    import("")
        .exits(1)
        .says(&["10 of 40", "--gone-ok", "--part"]);
    let dry = import("--dry-run")
        .exits(0)
        .says(&["stop", "10 guests", "--gone-ok", "--part"])
        .json();
    assert_eq!((&dry["gone"], &dry["unchanged"]), (&json!(10), &json!(30)));
    assert_eq!(dry["many_gone"], true);
    assert_eq!(import("--part").exits(0).json()["gone"], 0);
    let done = import("--gone-ok").exits(0).json();
    assert_eq!(done["gone"], 10);
    let imports = machine.lanyard(["attendees", "imports"]).exits(0).json();
    assert_eq!(imports[0]["file"], "short.csv");
    assert_eq!(imports[0]["id"], done["import"], "newest first");
    let undone = machine
        .lanyard(["attendees", "undo-import"])
        .exits(0)
        .json();
    assert_eq!(undone["restored"], 10);
    machine
        .lanyard(["attendees", "undo-import", "99"])
        .exits(2)
        .says(&["no import 99"]);
}

#[test]
fn a_code_is_learnt_and_a_question_shown() {
    let machine = Machine::with_list("name,email,Diet\nAda,a@example.org,vegan\n");
    let found = machine
        .lanyard(["attendees", "find", "vegan"])
        .exits(0)
        .json();
    let id = found[0]["id"].as_str().unwrap();
    machine.lanyard(["scan", "KEY-1"]).exits(1);
    machine.lanyard(["learn", id, "KEY-1"]).exits(0);
    machine.lanyard(["questions", "show", "diet"]).exits(0);
    let scan = machine.lanyard(["scan", "KEY-1"]).exits(0).json();
    assert_eq!(scan["attendee"]["answers"][0]["answer"], "vegan");
    let questions = machine
        .lanyard(["questions", "hide", "Diet"])
        .exits(0)
        .json();
    assert_eq!(questions[0]["shown"], false);
    machine
        .lanyard(["questions", "show", "Shoes"])
        .exits(2)
        .says(&["Shoes", "Diet"]);
}

#[test]
fn a_rehearsal_says_what_each_column_is_and_which_rows_are_bad() {
    let machine = Machine::with_list(LIST);
    machine.write(
        "more.csv",
        "Name,Firma,Diet\nKatherine Johnson,NASA,none\n,Nobody,\n",
    );
    let import = ["attendees", "import", "more.csv", "--dry-run"];
    let dry = machine
        .lanyard(import)
        .exits(1)
        .says(&["line 3", "name"])
        .json();
    assert_eq!(
        dry["columns"],
        json!([
            { "column": "Name", "place": "name" },
            { "column": "Firma", "place": "company" },
            { "column": "Diet", "place": "question" },
        ])
    );
    assert_eq!(
        (&dry["many_gone"], &dry["spared"]),
        (&json!(false), &json!(0))
    );
}

#[test]
fn two_columns_for_one_field_and_two_fields_for_one_column_are_refused() {
    let machine = Machine::with_list(LIST);
    machine.write("two.csv", "Who,Also,Mail\nAda,Countess,a@example.org\n");
    for (maps, words) in [
        (["name=Who", "name=Also"], ["“Who” and “Also”", "the name"]),
        (["name=Who", "email=Who"], ["“Who”", "name and the email"]),
    ] {
        machine
            .lanyard([
                "attendees",
                "import",
                "two.csv",
                "--map",
                maps[0],
                "--map",
                maps[1],
            ])
            .exits(2)
            .says(&words);
    }
}

#[test]
fn a_rehearsal_names_those_whom_it_would_change() {
    let machine = Machine::with_list(
        "name,email,company,status\nAda,a@example.org,Oak,\nBo,b@example.org,,\n\
         Cy,c@example.org,,\n",
    );
    machine.write(
        "more.csv",
        "name,email,company,status\nAda,a@example.org,Elm,\nBo,b@example.org,,cancelled\n",
    );
    machine
        .lanyard(["attendees", "import", "more.csv", "--dry-run"])
        .exits(0)
        .says(&[
            "Ada would change: company “Elm” for “Oak”",
            "Bo would change: status “cancelled” for “confirmed”",
            "Cy would be gone",
        ]);
}
