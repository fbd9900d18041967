//! What happens at the door beyond a scan: settling refusals, groups, walk-ins, substitutes,
//! the log, the numbers, practice.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::{
    AttendeeChange, DeskError, Direction, ScanRequest, Status,
    answers::{
        Health, Kind, LogFilter, LogTone, NewGuest, RehearsedWhat, ScanAnswer, Settlement, Step,
        Substitute, Verdict,
    },
    parse_due,
};

fn reason(reason: &str) -> Settlement {
    Settlement::Reason {
        reason: reason.into(),
    }
}

impl Evening {
    fn settle(&mut self, refused: &ScanAnswer, how: &Settlement) -> ScanAnswer {
        self.desk.settle(refused.row.into(), how, None).unwrap()
    }

    fn edit(&mut self, name: &str, change: &AttendeeChange) {
        let id = self.id(name);
        self.desk.edit_attendee(&id, change).unwrap();
    }

    fn inside(&mut self) -> u32 {
        self.desk.counts().unwrap().inside
    }

    /// A good ticket of somebody whom only a copy of the event file has on its list.
    fn unlisted(&self) -> String {
        let copy = self.path("copy.lanyard");
        self.desk.backup(&copy).unwrap();
        let options = common::options(&self.folder, &self.clock, 1);
        let mut other = lanyard_desk_core::Desk::open(&copy, options).unwrap();
        let new = NewGuest {
            name: "Late".into(),
            ..NewGuest::default()
        };
        let id = other.add_attendee(&new).unwrap().id;
        other.issue(&[id]).unwrap()[0].code.clone()
    }
}

#[test]
fn someone_who_left_unseen_gets_back_in_with_a_reason() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    evening.scan(&code);
    evening.wait(600);
    let double = evening.scan(&code);
    assert_eq!(double.steps.first(), Some(&Step::Reason));
    assert!(
        matches!(
            evening
                .desk
                .settle(double.row.into(), &Settlement::Admit, None),
            Err(DeskError::NotSettled(_))
        ),
        "where re-entry is asked about, one key is too little"
    );
    assert!(matches!(
        evening.desk.settle(double.row.into(), &reason("  "), None),
        Err(DeskError::NoReason)
    ));
    let back = evening.settle(&double, &reason("fetched  a coat"));
    assert_eq!(back.verdict, Verdict::Admitted);
    assert_eq!(back.overridden, Some(Verdict::AlreadyIn));
    assert_eq!(back.reason.as_deref(), Some("fetched a coat"));
    assert!(back.hand_over.is_empty(), "the wristband is on already");
    assert_eq!(evening.inside(), 1, "one person, however often they come");
    let log = evening.desk.log().unwrap();
    let row = log.last().unwrap();
    assert_eq!(
        (row.kind, row.verdict),
        (Kind::Override, Verdict::AlreadyIn)
    );
    assert_eq!(row.text.as_deref(), Some("fetched a coat"));
    assert!(evening.desk.check().unwrap().ok, "the chain holds");
}

#[test]
fn what_is_owed_is_paid_at_the_door_once() {
    let mut evening = Evening::with(LIST);
    let due = AttendeeChange {
        due: Some(parse_due("12.50 EUR").unwrap()),
        ..AttendeeChange::default()
    };
    evening.edit("Ada Lovelace", &due);
    let code = evening.code("Ada Lovelace");
    let unpaid = evening.scan(&code);
    assert_eq!(unpaid.verdict, Verdict::Unpaid);
    assert_eq!(unpaid.steps[..2], [Step::Pay, Step::Reason]);
    let paid = evening.settle(&unpaid, &Settlement::Paid);
    assert_eq!(paid.verdict, Verdict::Admitted);
    assert_eq!(paid.reason.as_deref(), Some("12.50 EUR"));
    assert_eq!(
        paid.overridden, None,
        "who has paid is let in, not let through"
    );
    let id = evening.id("Ada Lovelace");
    let guest = evening.desk.attendee(&id).unwrap();
    assert_eq!(guest.tickets[0].due, None);
    let again = evening
        .desk
        .settle(unpaid.row.into(), &Settlement::Paid, None);
    assert_eq!(
        again.unwrap().verdict,
        Verdict::AlreadyIn,
        "the rules are asked again: the row is old"
    );
    assert_eq!(evening.inside(), 1);
}

#[test]
fn a_place_comes_from_the_waiting_list_while_there_is_room() {
    let list =
        format!("{LIST}Una,u@example.org,,,,\nVera,v@example.org,,,,\nWilma,w@example.org,,,,\n");
    let mut evening = Evening::with(&list);
    let waits = AttendeeChange {
        status: Some(Status::Waitlist),
        ..AttendeeChange::default()
    };
    for name in ["Una", "Vera"] {
        evening.edit(name, &waits);
    }
    let expected = evening.desk.counts().unwrap().expected;
    assert_eq!(evening.desk.numbers(None).unwrap().waitlist, 2);
    let una = evening.code("Una");
    let vera = evening.code("Vera");
    let waiting = evening.scan(&una);
    assert_eq!(waiting.verdict, Verdict::NotConfirmed);
    assert_eq!(waiting.steps.first(), Some(&Step::Release));
    let released = evening.settle(&waiting, &Settlement::Release);
    assert_eq!(released.verdict, Verdict::Admitted);
    assert_eq!(evening.desk.counts().unwrap().expected, expected + 1);
    assert_eq!(evening.desk.numbers(None).unwrap().waitlist, 1);

    let team = evening.id("The Team");
    evening.desk.admit_all(&team, None).unwrap();
    let ada = evening.code("Ada Lovelace");
    assert_eq!(
        evening.scan(&ada).verdict,
        Verdict::Admitted,
        "five of five"
    );
    let waiting = evening.scan(&vera);
    let full = evening.settle(&waiting, &Settlement::Release);
    assert_eq!(full.verdict, Verdict::Full);
    assert_eq!(
        full.steps.first(),
        Some(&Step::Lead),
        "the room is the law's"
    );
    assert_eq!(
        evening.desk.numbers(None).unwrap().waitlist,
        1,
        "nobody gets a place that is not there"
    );
    assert!(matches!(
        evening
            .desk
            .settle(full.row.into(), &reason("a friend"), None),
        Err(DeskError::NotSettled(_))
    ));
}

#[test]
fn a_lead_decides_with_a_pin_and_the_log_says_who() {
    let mut evening = Evening::with(LIST);
    let ada = evening.id("Ada Lovelace");
    let code = evening.code("Ada Lovelace");
    evening.desk.revoke(&ada).unwrap();
    let refused = evening.scan(&code);
    assert_eq!(refused.verdict, Verdict::Revoked);
    let lead = |pin: &str| Settlement::Lead {
        pin: pin.into(),
        reason: "I know her".into(),
    };
    let row = refused.row.into();
    evening.desk.set_lead("Grace", "2718").unwrap();
    assert!(evening.desk.view().unwrap().leads);
    assert!(matches!(
        evening.desk.settle(row, &lead("3141"), None),
        Err(DeskError::WrongPin)
    ));
    assert_eq!(evening.inside(), 0, "a wrong PIN lets nobody in");
    let admitted = evening.settle(&refused, &lead("2718"));
    assert_eq!(admitted.overridden, Some(Verdict::Revoked));
    assert!(matches!(
        evening.desk.set_lead("Grace", "123"),
        Err(DeskError::ShortPin)
    ));
    evening.desk.set_lead("Grace", "1618").unwrap();
    assert_eq!(
        evening.desk.leads().unwrap(),
        ["Grace"],
        "a new PIN is no new lead"
    );
}

#[test]
fn nobody_settles_what_names_no_ticket() {
    let mut evening = Evening::with(LIST);
    for code in ["nothing we know", "LY1:TAMPERED"] {
        let refused = evening.scan(code);
        assert!(
            !refused
                .steps
                .iter()
                .any(|step| matches!(step, Step::Admit | Step::Reason | Step::Lead)),
            "{code}: nobody knows whose ticket that is"
        );
        assert!(
            refused.steps.contains(&Step::Find),
            "{code}: there is a next step"
        );
        assert!(matches!(
            evening
                .desk
                .settle(refused.row.into(), &reason("please"), None),
            Err(DeskError::NotSettled(_))
        ));
    }
    assert!(matches!(
        evening.desk.settle(99, &reason("please"), None),
        Err(DeskError::NoSuchRow(99))
    ));
}

#[test]
fn the_rest_of_a_group_comes_in_with_one_key() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("The Team");
    let first = evening.scan(&code);
    assert_eq!(
        (first.member, first.admits, first.rest),
        (Some(1), Some(3), Some(2))
    );
    assert_eq!(first.steps, [Step::Rest]);
    let last = evening.desk.admit_rest(first.row.into(), None).unwrap();
    assert_eq!((last.member, last.rest), (Some(3), Some(0)));
    assert!(last.steps.is_empty());
    assert_eq!(evening.inside(), 3);
    evening.desk.undo(None, None).unwrap();
    assert_eq!(evening.inside(), 2, "each of them can be taken back");
    let request = ScanRequest::new(&code).towards(Direction::Out);
    assert_eq!(evening.desk.scan(request).unwrap().verdict, Verdict::Left);
    assert_eq!(evening.inside(), 1);
}

#[test]
fn a_group_that_meets_a_full_room_hears_how_many_came_in() {
    let two = |event: String| event.replace("capacity = 5", "capacity = 2");
    let mut evening = Evening::changed(two, LIST);
    let team = evening.id("The Team");
    let stopped = evening.desk.admit_all(&team, None).unwrap();
    assert_eq!(
        (stopped.verdict, stopped.detail.came, stopped.rest),
        (Verdict::Full, Some(2), Some(1))
    );
    assert_eq!(evening.inside(), 2);
    let again = evening.desk.admit_all(&team, None).unwrap();
    assert_eq!(
        (again.verdict, again.detail.came),
        (Verdict::Full, None),
        "nobody came in this time"
    );
}

#[test]
fn a_walk_in_has_a_ticket_at_once_and_counts_as_one() {
    let mut evening = Evening::with(LIST);
    let before = evening.desk.counts().unwrap();
    let new = NewGuest {
        name: "Grace Hopper".into(),
        company: "Navy".into(),
        ..NewGuest::default()
    };
    let answer = evening.desk.walk_in(&new, None).unwrap();
    assert_eq!(answer.verdict, Verdict::Admitted);
    assert_eq!(answer.hand_over, ["Blue wristband"]);
    let after = evening.desk.counts().unwrap();
    assert_eq!(after.expected, before.expected + 1);
    assert_eq!(after.to_come, before.to_come);
    let found = evening.desk.find("hopper").unwrap();
    assert_eq!(found.len(), 1, "found at once");
    let guest = evening.desk.attendee(&found[0].id).unwrap();
    let code = guest.tickets[0].code.clone().unwrap();
    evening.wait(60);
    assert_eq!(
        evening.scan(&code).verdict,
        Verdict::AlreadyIn,
        "the ticket is real"
    );
    assert_eq!(evening.desk.numbers(None).unwrap().walk_ins, 1);
    let nameless = evening.desk.walk_in(&NewGuest::default(), None);
    assert!(
        matches!(nameless, Err(DeskError::Row(_))),
        "somebody has to be named"
    );
}

#[test]
fn a_substitute_takes_the_name_and_the_log_keeps_both() {
    let mut evening = Evening::with(LIST);
    let id = evening.id("Ada Lovelace");
    let by = Substitute {
        name: "Mary Somerville".into(),
        ..Substitute::default()
    };
    let answer = evening.desk.substitute(&id, &by, None).unwrap();
    assert_eq!(answer.verdict, Verdict::Admitted);
    assert_eq!(answer.attendee.unwrap().name, "Mary Somerville");
    let row = evening.desk.log().unwrap().pop().unwrap();
    assert_eq!(row.kind, Kind::Substitute);
    assert_eq!(row.text.as_deref(), Some("Ada Lovelace → Mary Somerville"));
    let guest = evening.desk.attendee(&id).unwrap();
    assert_eq!(guest.company, "Engines", "what nobody said stays");
    let again = evening.desk.substitute(&id, &by, None).unwrap();
    assert_eq!(again.verdict, Verdict::AlreadyIn, "one ticket, one person");
    evening.desk.undo(Some(row.row.into()), None).unwrap();
    let guest = evening.desk.attendee(&id).unwrap();
    assert_eq!(guest.name, "Ada Lovelace", "undo gives the name back too");
    assert_eq!(evening.inside(), 0);
}

#[test]
fn the_log_is_read_in_pages_and_filtered() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    evening.scan(&ada);
    for nth in 0..30 {
        evening.scan(&format!("unknown {nth}"));
    }
    let taken = evening.desk.undo(None, None).unwrap();
    let all = LogFilter {
        most: Some(10),
        ..LogFilter::default()
    };
    let page = evening.desk.log_page(&all).unwrap();
    assert_eq!(page.lines.len(), 10);
    assert!(page.more);
    let mut seen = page.lines;
    while let Some(last) = seen.last().filter(|line| line.row > 1) {
        let next = LogFilter {
            before: Some(last.row),
            ..all.clone()
        };
        seen.extend(evening.desk.log_page(&next).unwrap().lines);
    }
    let rows: Vec<_> = seen.iter().map(|line| line.row).collect();
    assert_eq!(rows, (1..=32).rev().collect::<Vec<_>>(), "each row once");
    let entry = seen.iter().find(|line| line.row == taken.undone).unwrap();
    assert!(entry.voided, "its void stands on an earlier page");
    assert!(!entry.can_undo);
    let named = LogFilter {
        text: "lovel".into(),
        ..LogFilter::default()
    };
    assert_eq!(evening.desk.log_page(&named).unwrap().lines.len(), 2);
    let refused = LogFilter {
        tone: Some(LogTone::Refused),
        ..LogFilter::default()
    };
    let page = evening.desk.log_page(&refused).unwrap();
    assert_eq!((page.lines.len(), page.more), (30, false));
    let nowhere = LogFilter {
        door: Some("Back door".into()),
        ..LogFilter::default()
    };
    assert!(matches!(
        evening.desk.log_page(&nowhere),
        Err(DeskError::NoSuchDoor { .. })
    ));
}

#[test]
fn the_numbers_say_who_came_how_and_how_fast() {
    let mut evening = Evening::with(LIST);
    for name in ["Ada Lovelace", "佐藤 美咲"] {
        let code = evening.code(name);
        evening.scan(&code);
        evening.wait(60);
    }
    evening.scan("unknown");
    let numbers = evening.desk.numbers(None).unwrap();
    assert_eq!((numbers.counts.arrived, numbers.counts.to_come), (2, 4));
    let general = &numbers.ticket_types[0];
    assert_eq!(
        (general.expected, general.arrived, general.inside),
        (2, 1, 1)
    );
    assert_eq!(numbers.pace.last_ten_minutes, 2);
    assert_eq!(
        numbers.pace.minutes_to_go,
        Some(6),
        "one in a minute and a half"
    );
    assert_eq!(
        numbers.curve.iter().map(|point| point.arrived).sum::<u32>(),
        2
    );
    assert_eq!(numbers.refused, 1);
    evening.desk.undo(None, None).unwrap();
    let numbers = evening.desk.numbers(None).unwrap();
    assert_eq!(
        numbers.counts.arrived, 1,
        "what is taken back never happened"
    );
    let reopened = evening.reopened(1).desk.numbers(None).unwrap();
    assert_eq!(
        reopened.counts, numbers.counts,
        "and the same is read from the file"
    );
    assert_eq!(
        reopened.ticket_types[1].arrived,
        numbers.ticket_types[1].arrived
    );
    assert_eq!(reopened.refused, 1);
}

#[test]
fn a_speaker_who_is_here_is_seen_at_the_desk_and_in_the_lobby() {
    let talk = |event: String| {
        event
            + "\n[[slot]]\nkind = \"talk\"\nstarts = \"19:00\"\ntitle = \"Engines\"\n\
            [[slot.speaker]]\nname = \"ada lovelace\"\n[[slot.speaker]]\nname = \"Charles\"\n"
    };
    let mut evening = Evening::changed(talk, LIST);
    assert_eq!(evening.desk.view().unwrap().talks[0].missing.len(), 2);
    let code = evening.code("Ada Lovelace");
    let answer = evening.scan(&code);
    assert_eq!(answer.attention.as_deref(), Some("Speaker"));
    let talk = answer.talk.unwrap();
    assert_eq!(
        (talk.here, talk.missing),
        (vec!["ada lovelace".to_owned()], vec!["Charles".to_owned()])
    );
    let lobby = evening.desk.lobby_view(None).unwrap();
    let speakers = &lobby.next[0].speakers;
    assert!(speakers[0].here && !speakers[1].here);
    evening.exit(&code);
    assert_eq!(
        evening.desk.view().unwrap().talks[0].missing.len(),
        2,
        "gone again"
    );
}

#[test]
fn privacy_shows_nobody_until_enough_is_typed() {
    let private = |event: String| event.replace("capacity = 5", "capacity = 5\nprivacy = true");
    let mut evening = Evening::changed(private, LIST);
    let answer = evening.desk.find_at_door("ada").unwrap();
    assert!(answer.more_letters && answer.found.is_empty());
    let answer = evening.desk.find_at_door("ada l").unwrap();
    assert_eq!(answer.found[0].email, "a…@example.org");
    let answer = evening.desk.find_at_door("佐藤").unwrap();
    assert_eq!(
        answer.found.len(),
        1,
        "two signs say as much as four letters"
    );
    let mut open = Evening::with(LIST);
    assert!(open.desk.find_at_door("a").unwrap().more_letters);
    assert_eq!(
        open.desk.find_at_door("ad").unwrap().found[0].email,
        "ada@example.org"
    );
}

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
fn a_ticket_of_several_days_begins_each_day_anew() {
    let two_days = |event: String| {
        let speaker = "[[ticket_type]]\nname = \"Speaker\"";
        assert!(event.contains(speaker), "the event has the type");
        event.replace(
            speaker,
            &format!("{speaker}\ndays = [\"2026-12-03\", \"2026-12-04\"]"),
        )
    };
    let mut evening = Evening::changed(two_days, LIST);
    let here = |evening: &mut Evening| {
        let counts = evening.desk.counts().unwrap();
        (counts.arrived, counts.inside)
    };
    let ada = evening.code("Ada Lovelace");
    assert_eq!(evening.scan(&ada).verdict, Verdict::Admitted);
    assert_eq!(evening.scan("EB-4711").verdict, Verdict::Admitted);
    assert_eq!(here(&mut evening), (2, 2));
    evening.wait(86_400);
    assert_eq!(
        here(&mut evening),
        (1, 1),
        "the speaker has not come today; a ticket of one evening counts for good"
    );
    let mut evening = evening.reopened(1);
    assert_eq!(
        here(&mut evening),
        (1, 1),
        "as the file says it to whoever opens it today"
    );
    assert_eq!(evening.scan("EB-4711").verdict, Verdict::Admitted);
    assert_eq!(here(&mut evening), (2, 2), "come again");
    let yesterday = evening.desk.now() - jiff::SignedDuration::from_hours(24);
    let late = ScanRequest {
        direction: Direction::Out,
        at: Some(yesterday),
        ..ScanRequest::new("EB-4711")
    };
    assert_eq!(evening.desk.scan(late).unwrap().verdict, Verdict::Left);
    assert_eq!(
        here(&mut evening),
        (2, 2),
        "what is written for yesterday changes nothing today"
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

#[test]
fn a_ticket_that_the_list_lacks_is_used_once_it_was_let_in() {
    let mut evening = Evening::with(LIST);
    let late = evening.unlisted();
    let unlisted = evening.scan(&late);
    assert_eq!(unlisted.verdict, Verdict::NotListed);
    let to_come = evening.desk.counts().unwrap().to_come;
    evening.settle(&unlisted, &Settlement::Admit);
    assert_eq!(evening.inside(), 1);
    assert_eq!(
        evening.desk.counts().unwrap().to_come,
        to_come,
        "nobody expected them"
    );
    evening.wait(60);
    let double = evening.scan(&late);
    assert_eq!(
        double.verdict,
        Verdict::AlreadyIn,
        "a picture of it lets nobody else in"
    );
    let again = evening.settle(&unlisted, &Settlement::Admit);
    assert_eq!(again.verdict, Verdict::AlreadyIn, "and the row is used up");
    assert_eq!(evening.exit(&late), Verdict::Left);
    assert_eq!(evening.inside(), 0);
    assert_eq!(evening.scan(&late).verdict, Verdict::ReEntered);
}

#[test]
fn a_full_room_needs_a_lead_whoever_comes() {
    let mut evening = Evening::with(LIST);
    evening.desk.set_lead("Grace", "2718").unwrap();
    let team = evening.id("The Team");
    evening.desk.admit_all(&team, None).unwrap();
    for name in ["Ada Lovelace", "Łukasz Ó Súilleabháin"] {
        let code = evening.code(name);
        evening.scan(&code);
    }
    let late = evening.unlisted();
    let unlisted = evening.scan(&late);
    assert_eq!(
        unlisted.steps.first(),
        Some(&Step::Lead),
        "one key opens no full room"
    );
    assert!(matches!(
        evening
            .desk
            .settle(unlisted.row.into(), &Settlement::Admit, None),
        Err(DeskError::NotSettled(_))
    ));
}

#[test]
fn a_guest_who_changes_the_ticket_type_inside_is_counted_there() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    evening.scan(&code);
    let change = AttendeeChange {
        ticket_type: Some("Speaker".into()),
        ..AttendeeChange::default()
    };
    evening.edit("Ada Lovelace", &change);
    let numbers = evening.desk.numbers(None).unwrap();
    assert_eq!(
        (
            numbers.ticket_types[0].arrived,
            numbers.ticket_types[1].arrived
        ),
        (0, 1)
    );
    let reopened = evening.reopened(1).desk.numbers(None).unwrap();
    assert_eq!(reopened.ticket_types[1].arrived, 1, "as the file says");
}

#[test]
fn a_name_comes_back_only_from_the_last_substitute() {
    let mut evening = Evening::with(LIST);
    let id = evening.id("Ada Lovelace");
    let code = evening.code("Ada Lovelace");
    let by = |name: &str| Substitute {
        name: name.into(),
        ..Substitute::default()
    };
    let first = evening.desk.substitute(&id, &by("Mary"), None).unwrap();
    evening.exit(&code);
    evening.desk.substitute(&id, &by("Emmy"), None).unwrap();
    evening.desk.undo(Some(first.row.into()), None).unwrap();
    assert_eq!(
        evening.desk.attendee(&id).unwrap().name,
        "Emmy",
        "she came since"
    );
}
