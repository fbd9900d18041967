//! What staff do about a refusal, from the command line.

use lanyard_tests::Machine;
use serde_json::Value;

const LIST: &str = "name,email,ticket_type,status,due,attention\n\
    Ada Lovelace,ada@example.org,General,,,VIP\n\
    Clara Schumann,clara@example.org,General,waitlist,,\n\
    Dora Maar,dora@example.org,General,,12.50 EUR,\n\
    Hilma af Klint,hilma@example.org,Team of four,,,\n";

fn id(machine: &Machine, name: &str) -> String {
    let found = machine.lanyard(["attendees", "find", name]).exits(0).json();
    found[0]["id"].as_str().unwrap().to_owned()
}

/// Admits a guest by hand, and gives the row of the refusal.
fn refused(machine: &Machine, name: &str, verdict: &str) -> String {
    let answer = machine
        .lanyard(["admit", &id(machine, name)])
        .exits(1)
        .json();
    assert_eq!(answer["verdict"], verdict, "{answer}");
    answer["row"].to_string()
}

fn kinds(machine: &Machine) -> Vec<(String, String)> {
    let word = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    machine
        .log()
        .iter()
        .map(|row| (word(row, "kind"), word(row, "text")))
        .collect()
}

#[test]
fn a_refusal_is_settled_by_its_row() {
    let machine = Machine::with_list(LIST);
    let vip = machine
        .lanyard(["admit", &id(&machine, "Ada Lovelace")])
        .exits(0)
        .json();
    assert_eq!(vip["attention"], "VIP");

    let row = refused(&machine, "Dora Maar", "unpaid");
    machine
        .lanyard(["settle", &row])
        .exits(2)
        .says(&["settled"]);
    machine.lanyard(["settle", &row, "--paid"]).exits(0);
    let row = refused(&machine, "Clara Schumann", "not_confirmed");
    machine.lanyard(["settle", &row, "--release"]).exits(0);
    let row = refused(&machine, "Ada Lovelace", "already_in");
    machine
        .lanyard(["settle", &row, "--reason", "fetched a coat"])
        .exits(0);
    let all = machine
        .lanyard(["admit", &id(&machine, "Hilma"), "--all"])
        .exits(0)
        .json();
    assert_eq!(all["member"], 4, "{all}");
    machine.lanyard(["settle", "999", "--reason", "x"]).exits(2);

    let kinds = kinds(&machine);
    assert!(
        kinds.contains(&("entry".into(), "12.50 EUR".into())),
        "{kinds:?}"
    );
    assert!(
        kinds.contains(&("override".into(), "fetched a coat".into())),
        "{kinds:?}"
    );
    let report = machine.lanyard(["report"]).exits(0).json();
    assert_eq!(
        (&report["arrived"], &report["overrides"], &report["refused"]),
        (&7.into(), &1.into(), &3.into()),
        "{report}"
    );
    let changed = machine
        .lanyard(["log", "--only", "changed"])
        .exits(0)
        .json();
    assert_eq!(changed.as_array().unwrap().len(), 1, "{changed}");
    machine.check();
}

#[test]
fn walk_in_substitute_and_lead() {
    let machine = Machine::with_list(LIST);
    let walked = machine
        .lanyard(["walk-in", "--name", "Grace Hopper", "--company", "Navy"])
        .exits(0)
        .json();
    assert_eq!(walked["attendee"]["name"], "Grace Hopper");
    machine
        .lanyard(["walk-in", "--company", "Navy"])
        .exits(2)
        .says(&["name"]);
    machine
        .lanyard([
            "substitute",
            &id(&machine, "Ada Lovelace"),
            "--name",
            "Mary Somerville",
        ])
        .exits(0);
    assert_eq!(
        kinds(&machine).last().unwrap(),
        &(
            "substitute".to_owned(),
            "Ada Lovelace → Mary Somerville".to_owned()
        )
    );
    machine
        .lanyard(["leads", "set", "Grace"])
        .exits(2)
        .says(&["LANYARD_PIN"]);
    let set = machine
        .command(["leads", "set", "Grace"])
        .env("LANYARD_PIN", "2718")
        .output()
        .unwrap();
    assert!(set.status.success());
    machine
        .lanyard(["tickets", "revoke", &id(&machine, "Hilma")])
        .exits(0);
    let row = refused(&machine, "Hilma", "revoked");
    let lead = |pin: &str| {
        let mut command = machine.command(["settle", &row, "--lead"]);
        command.env("LANYARD_PIN", pin).status().unwrap().code()
    };
    assert_eq!(lead("0000"), Some(2), "a wrong PIN settles nothing");
    assert_eq!(lead("2718"), Some(0));
}
