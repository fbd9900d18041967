//! What staff do about a refusal, from the keyboard alone.

use lanyard_tests::{IssuedTicket, Key, Machine};
use serde_json::Value;

use crate::{Open, open_on, shot};

const LIST: &str = "name,email,ticket_type,status,due\n\
    Ada Lovelace,ada@example.org,General,,\n\
    Clara Schumann,clara@example.org,General,waitlist,\n\
    Dora Maar,dora@example.org,General,,12.50 EUR\n\
    Gustav Mahler,gustav@example.org,General,,\n\
    Hilma af Klint,hilma@example.org,Team of four,,\n";

fn evening() -> (Open, impl Fn(&str) -> String) {
    let machine = Machine::with_list(LIST);
    let mut ids = Vec::new();
    for line in LIST.lines().skip(1) {
        let name = line.split(',').next().unwrap();
        let found = machine.lanyard(["attendees", "find", name]).exits(0).json();
        ids.push(found[0]["id"].as_str().unwrap().to_owned());
    }
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    let tickets = machine.issue("tickets", "svg", &ids);
    let lead = machine
        .command(["leads", "set", "Grace"])
        .env("LANYARD_PIN", "2718")
        .status();
    assert!(lead.unwrap().success(), "there is a lead");
    let code = {
        let tickets: Vec<IssuedTicket> = tickets.clone();
        move |name: &str| {
            let ticket = tickets.iter().find(|ticket| ticket.name == name);
            ticket.unwrap().code.clone()
        }
    };
    (open_on(machine, tickets), code)
}

fn last(open: &Open) -> Value {
    open.machine.log().pop().unwrap()
}

#[test]
fn a_refusal_is_settled_from_the_keyboard() {
    let (open, code) = evening();
    let desk = &open.desk;

    desk.scan(&code("Dora Maar"));
    desk.verdict("unpaid");
    desk.press_ctrl('p');
    desk.verdict("admitted");
    let row = last(&open);
    assert_eq!(
        (&row["kind"], &row["text"]),
        (&"entry".into(), &"12.50 EUR".into())
    );

    desk.scan(&code("Clara Schumann"));
    desk.verdict("not_confirmed");
    desk.press(Key::F(9));
    desk.verdict("admitted");
    desk.shows("verdict-name", "Clara Schumann");

    let gustav = code("Gustav Mahler");
    let earlier = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(40);
    open.machine.scan(&gustav, &["--at", &earlier.to_string()]);
    desk.scan(&gustav);
    desk.verdict("already_in");
    desk.press(Key::F(9));
    desk.fill("reason", "fetched a coat");
    desk.picture(&shot("settle-reason"));
    desk.press(Key::Enter);
    desk.verdict("admitted");
    desk.there("overridden");
    desk.picture(&shot("settle-overridden"));
    let row = last(&open);
    assert_eq!(row["kind"], "override");
    assert_eq!(row["text"], "fetched a coat");

    desk.scan(&code("Hilma af Klint"));
    desk.verdict("admitted");
    desk.mentions("stage", "1 of 4");
    desk.press_ctrl('g');
    desk.mentions("stage", "4 of 4");
    open.arrived("7");
    desk.picture(&shot("settle-group"));
    open.machine.check();
}

#[test]
fn a_scan_passes_through_a_reason_and_a_lead_needs_the_pin() {
    let (open, code) = evening();
    let desk = &open.desk;
    let found = open.machine.lanyard(["attendees", "find", "gustav"]).json();
    let id = found[0]["id"].as_str().unwrap();
    open.machine.lanyard(["tickets", "revoke", id]).exits(0);
    desk.scan(&code("Gustav Mahler"));
    desk.verdict("revoked");
    desk.press(Key::F(9));
    desk.fill("pin", "27");
    desk.scan(&code("Ada Lovelace"));
    desk.verdict("admitted");
    desk.shows("verdict-name", "Ada Lovelace");
    desk.gone("settle");

    desk.scan(&code("Gustav Mahler"));
    desk.verdict("revoked");
    desk.press(Key::F(9));
    desk.fill("pin", "0000");
    desk.fill("reason", "I know him");
    desk.press(Key::Enter);
    desk.wait("the PIN is asked for again", || {
        desk.input("pin").as_deref() == Some("")
    });
    desk.picture(&shot("settle-wrong-pin"));
    assert_eq!(last(&open)["kind"], "refused", "a wrong PIN lets nobody in");
    desk.fill("pin", "2718");
    desk.press(Key::Enter);
    desk.verdict("admitted");
    assert_eq!(last(&open)["kind"], "override");
}
