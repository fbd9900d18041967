use super::*;

fn id(machine: &Machine, name: &str) -> String {
    let found = machine.lanyard(["attendees", "find", name]).exits(0).json();
    found[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn whoever_does_not_come_gets_no_ticket_by_name_either() {
    let states = ["pending", "waitlist", "declined", "cancelled", "refunded"];
    let rows = states.map(|state| format!("Guest {state},{state}@example.org,{state}\n"));
    let (machine, office) = with(&format!("name,email,status\n{}", rows.concat()), &[]);
    for state in states {
        let guest = id(&machine, &format!("Guest {state}"));
        let send = || machine.lanyard(["tickets", "send", "--attendee", &guest]);
        send().exits(1).says(&[
            state,
            "not confirmed",
            "attendees edit",
            "--status confirmed",
        ]);
        let shown = machine
            .lanyard(["attendees", "show", &guest])
            .exits(0)
            .json();
        assert_eq!(
            shown["tickets"][0]["code"],
            Value::Null,
            "nothing is signed"
        );
        assert_eq!(office.mails().len(), 0, "{state}");
    }
    let guest = id(&machine, "Guest cancelled");
    machine
        .lanyard(["attendees", "edit", &guest, "--status", "confirmed"])
        .exits(0);
    let report = machine
        .lanyard(["tickets", "send", "--attendee", &guest])
        .exits(0)
        .json();
    assert_eq!(report["sent"], 1, "what it says to do helps");
    machine
        .lanyard([
            "mail",
            "send",
            "reminder",
            "--attendee",
            &id(&machine, "Guest declined"),
        ])
        .exits(1)
        .says(&["not confirmed"]);
}

#[test]
fn who_was_made_one_of_two_gets_one_ticket() {
    let (machine, office) = evening(&[]);
    let added = machine
        .lanyard([
            "attendees",
            "add",
            "--name",
            "Ada Lovelace",
            "--email",
            "ada@example.org",
        ])
        .exits(0)
        .json();
    let added = added["id"].as_str().unwrap();
    let found = machine
        .lanyard(["attendees", "find", "Ada"])
        .exits(0)
        .json();
    let all: Vec<_> = found.as_array().unwrap().iter().collect();
    let listed = all.iter().find(|one| one["id"] != *added).unwrap();
    let listed = listed["id"].as_str().unwrap();
    machine.issue("listed", "svg", &[listed]);
    machine
        .lanyard(["tickets", "send", "--attendee", added])
        .exits(0);
    machine
        .lanyard(["attendees", "merge", listed, added])
        .exits(0);
    machine
        .lanyard(["tickets", "send", "--attendee", listed])
        .exits(1)
        .says(&["has this letter already"]);
    let plan = machine
        .lanyard(["tickets", "send", "--dry-run"])
        .exits(0)
        .json();
    assert_eq!((&plan["to_send"], &plan["sent"]), (&json!(2), &json!(1)));
    send_all(&machine, 2).exits(0);
    assert_eq!(per_address(&office)["ada@example.org"], 1);
    let log = machine
        .lanyard(["mail", "log", "--attendee", listed])
        .exits(0)
        .json();
    assert_eq!(
        log.as_array().map(Vec::len),
        Some(1),
        "and it is theirs: {log}"
    );
    machine
        .lanyard(["tickets", "send", "--attendee", listed, "--again"])
        .exits(0);
    assert_eq!(per_address(&office)["ada@example.org"], 2);
    machine.lanyard(["privacy", "erase", listed]).exits(0);
    let log = machine.lanyard(["mail", "log"]).exits(0).json();
    assert!(!log.to_string().contains("ada@example.org"), "{log}");
}

#[test]
fn whoever_is_named_gets_only_the_letters_that_are_for_them() {
    let (machine, office) = with(
        "name,email\nAda,ada@example.org\nGrace,grace@example.org\n",
        &[],
    );
    let (ada, grace) = (id(&machine, "Ada"), id(&machine, "Grace"));
    machine
        .lanyard(["admit", &ada, "--at", "2026-12-03T18:30"])
        .exits(0);
    let send = |letter: &str, guest: &str, more: &str| {
        let at = ["--at", "2026-12-04T09:00"];
        let words = ["mail", "send", letter, "--attendee", guest];
        let words = words.iter().chain(&at).copied();
        machine.lanyard(words.chain((!more.is_empty()).then_some(more)))
    };
    for more in ["", "--again", "--dry-run"] {
        send("thanks", &grace, more)
            .exits(1)
            .says(&["Grace did not come"]);
        send("missed", &ada, more)
            .exits(1)
            .says(&["Ada came already"]);
    }
    assert_eq!(office.mails().len(), 0);
    send("thanks", &ada, "").exits(0);
    send("missed", &grace, "").exits(0);
    assert_eq!(office.mails().len(), 2);
}

#[test]
fn whoever_is_named_is_not_answered_with_others() {
    let (machine, _office) = with(&guests(3), &["--lose-answer-of", "1"]);
    let report = send_all(&machine, 3).exits(1).json();
    let uncertain = report["uncertain"][0]["attendee"].as_str().unwrap();
    let others = ["Guest 0001", "Guest 0002", "Guest 0003"].map(|name| id(&machine, name));
    let other = others.iter().find(|id| *id != uncertain).unwrap();
    let report = machine
        .lanyard(["tickets", "send", "--attendee", other, "--again"])
        .exits(0)
        .json();
    assert_eq!(report["uncertain"], json!([]), "nobody asked for them");
    assert_eq!(report["sent"], 1, "{report}");
    machine
        .lanyard(["tickets", "send", "--without-test", "--count", "0"])
        .exits(1)
        .says(&["uncertain"]);
}

#[test]
fn whose_address_was_put_right_gets_the_ticket_there_once() {
    let (machine, office) = evening(&[]);
    send_all(&machine, 3).exits(0);
    let ada = id(&machine, "Ada");
    let edit = |email| machine.lanyard(["attendees", "edit", &ada, "--email", email]);
    let plan = || {
        let plan = machine.lanyard(["tickets", "send", "--dry-run"]).exits(0);
        let plan = plan.json();
        ["to_send", "moved", "sent"].map(|of| plan[of].as_u64().unwrap())
    };
    edit("ada.l@example.org").exits(0);
    assert_eq!(plan(), [1, 1, 2]);
    send_all(&machine, 1).exits(0);
    assert_eq!(plan(), [0, 0, 3]);
    edit("ada@example.org").exits(0);
    assert_eq!(plan(), [0, 0, 3], "there they have it already");
    let times = per_address(&office);
    assert_eq!(
        (times.len(), times.values().max()),
        (4, Some(&1)),
        "{times:?}"
    );
}
