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
