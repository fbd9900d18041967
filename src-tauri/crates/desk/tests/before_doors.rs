//! Before the doors open: practice, the rehearsal, where a desk stands, what is printed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::{
    Direction, ScanRequest,
    answers::{Health, RehearsedWhat, Verdict},
};

#[test]
fn practice_reaches_no_real_guest() {
    let mut evening = Evening::with(LIST);
    let mut practice = evening.desk.practise().unwrap();
    assert!(practice.view().unwrap().practice);
    let tickets = practice.practice_tickets().unwrap();
    for ticket in &tickets {
        // A double has to come in first, which it does as the ticket above it.
        let answer = practice.scan(ScanRequest::new(&ticket.text)).unwrap();
        assert_eq!(answer.verdict, ticket.verdict, "as the list says");
    }
    let verdicts: Vec<_> = tickets.iter().map(|ticket| ticket.verdict).collect();
    for verdict in [
        Verdict::Admitted,
        Verdict::Unpaid,
        Verdict::NotConfirmed,
        Verdict::Revoked,
        Verdict::WrongEvent,
        Verdict::Forged,
        Verdict::Unknown,
    ] {
        assert!(verdicts.contains(&verdict), "{verdict:?} can be practised");
    }
    let next = practice.practice_tickets().unwrap();
    assert!(
        next.iter()
            .any(|ticket| ticket.verdict == Verdict::AlreadyIn),
        "now there is one who is in"
    );
    let code = evening.code("Ada Lovelace");
    let real = practice.scan(ScanRequest::new(&code)).unwrap();
    assert_eq!(
        real.verdict,
        Verdict::WrongEvent,
        "a real ticket is none here"
    );
    assert_eq!(evening.desk.log().unwrap().len(), 0, "nothing is logged");
}

#[test]
fn a_rehearsal_says_what_to_do_and_admits_nobody() {
    let mut evening = Evening::with(LIST);
    let health = |evening: &mut Evening, what| {
        let all = evening.desk.rehearse().unwrap();
        all.into_iter().find(|one| one.what == what).unwrap().health
    };
    assert_eq!(health(&mut evening, RehearsedWhat::Clock), Health::Good);
    assert_eq!(
        health(&mut evening, RehearsedWhat::Tickets),
        Health::Look,
        "one has a code"
    );
    evening.desk.issue(&[]).unwrap();
    assert_eq!(health(&mut evening, RehearsedWhat::Tickets), Health::Good);
    assert_eq!(health(&mut evening, RehearsedWhat::List), Health::Good);
    let code = evening.code("Ada Lovelace");
    let tried = evening.desk.try_ticket(&code).unwrap();
    assert_eq!(
        (tried.verdict, tried.name.as_deref()),
        (Verdict::Admitted, Some("Ada Lovelace"))
    );
    assert_eq!(evening.desk.log().unwrap().len(), 0, "nothing was written");
    evening.scan(&code);
    evening.wait(-3_600);
    assert_eq!(
        health(&mut evening, RehearsedWhat::Clock),
        Health::Bad,
        "a clock behind the log is wrong"
    );
    evening.wait(3 * 86_400);
    assert_eq!(
        health(&mut evening, RehearsedWhat::Clock),
        Health::Look,
        "another day"
    );
    assert_eq!(
        health(&mut evening, RehearsedWhat::List),
        Health::Look,
        "an old list"
    );
}

#[test]
fn a_desk_stands_where_it_stood_before() {
    let mut evening = Evening::with(LIST);
    evening.desk.resume().unwrap();
    evening.desk.set_door("side door").unwrap();
    evening.desk.set_direction(Direction::Out).unwrap();
    evening
        .desk
        .set_printer(Some("ipp://localhost/ipp/print".into()), true)
        .unwrap();
    let mut evening = evening.reopened(1);
    assert_eq!(
        evening.desk.view().unwrap().door,
        "Main door",
        "the command line begins anew"
    );
    evening.desk.resume().unwrap();
    let view = evening.desk.view().unwrap();
    assert_eq!(view.door, "Side door");
    assert_eq!(view.printer.as_deref(), Some("ipp://localhost/ipp/print"));
    assert_eq!(evening.desk.direction(), Direction::Out);
}

#[test]
fn who_is_inside_and_the_door_card_are_printed() {
    let mut evening = Evening::with(LIST);
    let team = evening.id("The Team");
    evening.desk.admit_all(&team, None).unwrap();
    let (people, sheet) = evening.desk.inside_list("en").unwrap();
    assert_eq!(people, 3);
    assert_eq!(sheet.rows.len(), 1, "one ticket, three people");
    let inside = evening.desk.inside_job("en").unwrap().send().file.unwrap();
    assert!(std::fs::read(inside).unwrap().starts_with(b"%PDF"));
    let job = evening.desk.door_card_job("de").unwrap();
    let answer = job.send();
    let file = answer.file.unwrap();
    assert!(
        file.ends_with("evening-door-card.pdf"),
        "{file}: it lies beside the event"
    );
    assert!(std::fs::read(file).unwrap().starts_with(b"%PDF"));
}
