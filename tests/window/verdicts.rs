//! Every verdict that one desk can meet, as the window shows it.

use lanyard_tests::{Key, Machine, asset};

use crate::{open_on, shot};

/// The room of this evening.
const PLACES: usize = 4;

const LIST: &str = "name,email,ticket_type,status,due\n\
    Ada Lovelace,ada@example.org,General,,\n\
    Béla Bartók,bela@example.org,General,,\n\
    Clara Schumann,clara@example.org,General,waitlist,\n\
    Dora Maar,dora@example.org,General,,12.50 EUR\n\
    Emil Nolde,emil@example.org,Workshop,,\n\
    Fanny Hensel,fanny@example.org,General,,\n\
    Gustav Mahler,gustav@example.org,General,,\n\
    Hilma af Klint,hilma@example.org,Team of four,,\n\
    Igor Stravinsky,igor@example.org,General,,\n";

#[test]
fn every_verdict_has_its_screen() {
    let machine = Machine::new();
    let sample = std::fs::read_to_string(asset("sample/event.toml")).unwrap();
    let small = sample.replace("capacity = 420", &format!("capacity = {PLACES}"));
    let other_day = "\n[[ticket_type]]\nname = \"Workshop\"\ndays = [\"2026-01-15\"]\n";
    machine.write("event.toml", small + other_day);
    machine
        .lanyard(["new", "evening.lanyard", "--from", "event.toml"])
        .exits(0);
    machine.write("list.csv", LIST);
    machine
        .lanyard(["attendees", "import", "list.csv"])
        .exits(0);
    let found = |name: &str| {
        let found = machine.lanyard(["attendees", "find", name]).exits(0).json();
        found[0]["id"].as_str().unwrap().to_owned()
    };
    let ids: Vec<_> = LIST
        .lines()
        .skip(1)
        .map(|line| found(line.split(',').next().unwrap()))
        .collect();
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    let tickets = machine.issue("tickets", "svg", &ids);
    let code = |name: &str| {
        let ticket = tickets.iter().find(|ticket| ticket.name == name);
        ticket.unwrap().code.clone()
    };
    let unlisted = {
        let copy = machine.path("copy.lanyard");
        machine.lanyard(["backup", "copy.lanyard"]).exits(0);
        let copied = |arguments: &[&str]| {
            let mut command = machine.command(arguments);
            let output = command.env("LANYARD_EVENT", &copy).output().unwrap();
            assert!(output.status.success(), "{arguments:?}: {output:?}");
            String::from_utf8(output.stdout).unwrap()
        };
        let added: serde_json::Value =
            serde_json::from_str(&copied(&["attendees", "add", "--name", "Latecomer"])).unwrap();
        let id = added["id"].as_str().unwrap();
        copied(&[
            "tickets",
            "issue",
            "--out",
            "late",
            "--format",
            "svg",
            "--attendee",
            id,
        ]);
        let mut manifest = csv::Reader::from_path(machine.path("late/manifest.csv")).unwrap();
        manifest.records().next().unwrap().unwrap()[2].to_owned()
    };
    let elsewhere = Machine::with_list("name\nSomebody Else\n");
    let elsewhere = elsewhere.issue("tickets", "svg", &[])[0].code.clone();
    machine
        .lanyard(["tickets", "revoke", &found("Gustav Mahler")])
        .exits(0);
    let now: jiff::Timestamp = jiff::Timestamp::now();
    let earlier = (now - jiff::SignedDuration::from_mins(22)).to_string();
    machine.scan(&code("Béla Bartók"), &["--at", &earlier]);

    let open = open_on(machine, tickets.clone());
    let desk = &open.desk;
    let meets = |code: &str, verdict: &str, tone: &str| {
        desk.scan(code);
        desk.verdict(verdict);
        let shown = desk.attribute("stage", "data-tone");
        assert_eq!(shown.as_deref(), Some(tone), "{verdict}");
        desk.picture(&shot(&format!("verdict-{verdict}")));
    };
    meets(&code("Béla Bartók"), "already_in", "amber");
    desk.mentions("stage", "22");
    meets(&code("Clara Schumann"), "not_confirmed", "amber");
    meets(&code("Dora Maar"), "unpaid", "amber");
    desk.mentions("stage", "12.50 EUR");
    meets(&code("Emil Nolde"), "not_valid_now", "amber");
    meets(&code("Gustav Mahler"), "revoked", "red");
    meets(&unlisted, "not_listed", "amber");
    meets(&elsewhere, "wrong_event", "red");
    meets("https://example.org/menu", "unknown", "red");
    let ada = code("Ada Lovelace");
    let other = if &ada[60..61] == "7" { "8" } else { "7" };
    meets(
        &format!("{}{other}{}", &ada[..60], &ada[61..]),
        "forged",
        "red",
    );
    meets(&ada, "admitted", "green");
    desk.shows("verdict-name", "Ada Lovelace");

    desk.press(Key::F(6));
    desk.there("direction");
    meets(&ada, "left", "neutral");
    meets(&code("Fanny Hensel"), "not_inside", "amber");
    desk.press(Key::F(6));
    meets(&ada, "re_entered", "neutral");

    desk.press(Key::F(10));
    desk.press(Key::F(10));
    desk.mentions("door", "Stage door");
    meets(&code("Fanny Hensel"), "wrong_door", "amber");
    desk.mentions("stage", "Main door");
    desk.press(Key::F(10));
    desk.mentions("door", "Main door");

    for name in ["Fanny Hensel", "Igor Stravinsky"] {
        desk.scan(&code(name));
        desk.shows("verdict-name", name);
    }
    meets(&code("Hilma af Klint"), "full", "amber");
    let inside = open.machine.lanyard(["report"]).exits(0).json();
    assert_eq!(
        inside["inside"], PLACES,
        "nobody more than the room holds: {inside}"
    );
    open.machine.check();
}
