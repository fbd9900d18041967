use super::*;

/// `lanyard` in words, as somebody at a terminal reads it.
fn words(machine: &Machine, arguments: &[&str]) -> (String, String) {
    let json = machine.command(arguments);
    let mut command = Command::new(json.get_program());
    command.args(json.get_args().filter(|word| *word != "--json"));
    for (name, value) in json.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.current_dir(json.get_current_dir().expect("a folder to work in"));
    let done = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(done.stdout), text(done.stderr))
}

fn add(machine: &Machine, name: &str, email: &str) -> String {
    let guest = machine
        .lanyard(["attendees", "add", "--name", name, "--email", email])
        .exits(0)
        .json();
    guest["id"].as_str().unwrap().to_owned()
}

#[test]
fn one_person_on_two_lists_comes_in_once() {
    let (machine, tickets) = evening();
    let added = add(&machine, "Ada Lovelace", "ada@example.org");
    let other = machine.issue("added", "svg", &[&added]).remove(0);
    let listed = &tickets[0];
    machine
        .lanyard(["attendees", "merge", &listed.attendee, &added])
        .exits(0);
    assert_eq!(machine.issue("all", "svg", &[]).len(), 3, "one a person");
    assert_eq!(verdict(&machine.scan(&other.code, &[])), "admitted");
    assert_eq!(verdict(&machine.scan(&listed.code, &[])), "already_in");
    assert_eq!(verdict(&machine.scan(&other.code, &[])), "already_in");
    let report = machine.lanyard(["report"]).exits(0).json();
    assert_eq!(
        (&report["expected"], &report["arrived"], &report["inside"]),
        (&json!(3), &json!(1), &json!(1))
    );
    machine.check();
    let list = machine.content().0;
    assert_eq!(list.lines().count(), 4, "one line a person: {list}");
    machine.write("export.csv", list);
    let again = machine
        .lanyard(["attendees", "import", "export.csv"])
        .exits(0)
        .json();
    assert_eq!(
        (&again["unchanged"], &again["updated"], &again["added"]),
        (&json!(3), &json!(0), &json!(0)),
        "an export comes back unchanged: {again}"
    );
}

#[test]
fn two_people_are_asked_about_once() {
    let (machine, tickets) = evening();
    let added = add(&machine, "Ada Lovelace", "ada@example.org");
    let twins = || machine.lanyard(["attendees", "twins"]).exits(0).json();
    assert_eq!(twins().as_array().unwrap().len(), 1);
    let left = machine
        .lanyard(["attendees", "apart", &tickets[0].attendee, &added])
        .exits(0)
        .json();
    assert_eq!((left, twins()), (json!([]), json!([])));
    machine
        .lanyard(["attendees", "apart", &added, &added])
        .exits(2)
        .says(&["same guest"]);
}

#[test]
fn whoever_is_named_and_not_confirmed_gets_a_ticket_with_a_word() {
    let machine =
        Machine::with_list("name,email,status\nAda,a@example.org,\nKurt,k@example.org,waitlist\n");
    let found = machine
        .lanyard(["attendees", "find", "Kurt"])
        .exits(0)
        .json();
    let kurt = found[0]["id"].as_str().unwrap();
    let issue = |attendee: &[&str]| {
        let arguments = ["tickets", "issue", "--out", "out", "--format", "svg"];
        machine.lanyard(arguments.iter().chain(attendee)).exits(0)
    };
    let all = issue(&[]);
    assert_eq!((&all.json()["tickets"], all.err.as_str()), (&json!(1), ""));
    assert_eq!(all.json()["not_confirmed"], json!([]));
    let named = issue(&["--attendee", kurt]);
    assert_eq!(
        named.json()["not_confirmed"],
        json!([{ "attendee": kurt, "name": "Kurt", "status": "waitlist" }])
    );
    named.says(&["Kurt is not confirmed (waitlist)", "refuses"]);
}

#[test]
fn a_ticket_template_without_a_code_is_refused() {
    let (machine, _) = evening();
    let name = r#"<text data-field="name" data-box="5 5 80 20" font-size="5">x</text>"#;
    machine.write(
        "own.svg",
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="60mm" viewBox="0 0 90 60">{name}</svg>"#
        ),
    );
    machine
        .lanyard(["event", "template", "ticket", "own.svg"])
        .exits(2)
        .says(&["<rect", r#"data-qr="code""#]);
    machine
        .lanyard(["tickets", "issue", "--out", "out", "--template", "own.svg"])
        .exits(2)
        .says(&[r#"data-qr="code""#]);
    machine
        .lanyard(["event", "template", "badge", "own.svg"])
        .exits(0);
}

#[test]
fn the_answers_for_the_door_are_in_its_words() {
    let machine = Machine::with_list("name,code,attention,Diet,Shoes\nAda,C-17,VIP,vegan,42\n");
    machine.lanyard(["questions", "show", "diet"]).exits(0);
    let (said, _) = words(&machine, &["scan", "C-17"]);
    assert!(
        said.contains("Diet: vegan") && said.contains("VIP"),
        "{said}"
    );
    assert!(
        !said.contains("Shoes"),
        "only what the door is to see: {said}"
    );
}

#[test]
fn one_is_one() {
    let machine = Machine::with_list("name,email\nAda,a@example.org\n");
    for (arguments, says) in [
        (vec!["attendees", "import", "list.csv"], "1 row: "),
        (vec!["attendees", "imports"], ": 1 row, "),
        (vec!["attendees", "export", "out.csv"], "1 guest in out.csv"),
        (
            vec!["tickets", "issue", "--out", "out", "--format", "svg"],
            "1 ticket in out",
        ),
        (
            vec!["badges", "print", "--all", "--out", "b"],
            "1 badge in b",
        ),
        (vec!["check"], "1 guest, 0 rows in the log"),
        (vec!["tickets", "send", "--dry-run"], "1 mail would go out"),
    ] {
        let (said, error) = words(&machine, &arguments);
        assert!(said.contains(says), "{arguments:?}: {said}{error}");
    }
}

#[test]
fn a_code_that_is_none_is_not_learnt() {
    let (machine, tickets) = evening();
    for (code, says) in [("   ", "no ticket’s code"), ("abc", "4 to 1000")] {
        machine
            .lanyard(["learn", &tickets[0].attendee, code])
            .exits(2)
            .says(&[says]);
    }
}
