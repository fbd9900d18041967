//! What the organiser sets up and writes down, on real event files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, ops::ControlFlow};

use common::{Evening, LIST, options};
use lanyard_desk_core::{
    Desk, DeskError, Retention, Texts, TicketFormat,
    answers::{DoorForm, EventForm, ExportWhat, NewGuest, TicketTypeForm, Verdict},
};

fn form(evening: &Evening) -> EventForm {
    EventForm::of(evening.desk.event())
}

#[test]
fn a_form_that_was_not_touched_changes_nothing() {
    let mut evening = Evening::with(LIST);
    let before = evening.desk.event().clone();
    let answer = evening.desk.set_event(&form(&evening)).unwrap();
    assert_eq!(answer.fault, None);
    assert_eq!(*evening.desk.event(), before);
}

#[test]
fn a_trial_scan_days_before_does_not_begin_the_evening() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    let doors = evening.clock.0.lock().unwrap().to_owned();
    evening.wait(-4 * 24 * 3600);
    evening.scan(&code);
    assert!(!evening.desk.office().unwrap().began);
    *evening.clock.0.lock().unwrap() = doors;
    assert!(!evening.desk.office().unwrap().began, "nobody has come yet");
    evening.scan(&code);
    assert!(evening.desk.office().unwrap().began);
}

#[test]
fn doors_and_ticket_types_are_renamed_added_and_taken_away() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    evening.desk.set_door("Side door").unwrap();
    evening.scan(&code);
    let mut changed = form(&evening);
    changed.door[1] = DoorForm {
        name: "Garden".into(),
        was: "Side door".into(),
        ..DoorForm::default()
    };
    changed.door.remove(2);
    changed.ticket_type[0].name = "Guest".into();
    changed.ticket_type[0].was = "General".into();
    changed.ticket_type.push(TicketTypeForm {
        name: "Press".into(),
        ..TicketTypeForm::default()
    });
    let answer = evening.desk.set_event(&changed).unwrap();
    assert_eq!(answer.fault, None);
    let again = evening.scan(&code);
    assert_eq!(
        again.verdict,
        Verdict::AlreadyIn,
        "the ticket is the same one"
    );
    assert_eq!(again.first.unwrap().door, "Garden", "and so is the door");
    assert_eq!(again.attendee.unwrap().ticket_type, "Guest");

    let mut without = form(&evening);
    without.door.remove(1);
    let fault = evening.desk.set_event(&without).unwrap().fault.unwrap();
    assert_eq!(fault.at, "door", "people came in there: {fault:?}");
    let mut without = form(&evening);
    without.ticket_type.remove(0);
    let fault = evening.desk.set_event(&without).unwrap().fault.unwrap();
    assert_eq!(fault.at, "ticket_type", "guests have it: {fault:?}");
    assert!(evening.desk.event().door_named("Garden").is_some());
}

#[test]
fn a_type_that_admits_more_admits_more_on_its_tickets() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("The Team");
    let mut changed = form(&evening);
    changed.ticket_type[2].admits = Some(4);
    evening.desk.set_event(&changed).unwrap();
    assert_eq!(evening.scan(&code).admits, Some(4));
}

#[test]
fn a_fault_names_its_field_and_nothing_is_written() {
    let mut evening = Evening::new();
    let before = evening.desk.event().clone();
    for (at, break_it) in [
        (
            "event.name",
            (|form| form.event.name = " ".into()) as fn(&mut EventForm),
        ),
        ("event.date", |form| form.event.date = "3.12.".into()),
        ("event.doors", |form| {
            form.event.doors = "quarter past".into()
        }),
        ("event.erase_on", |form| {
            form.event.erase_on = "2026-12-03".into()
        }),
        ("door.1.name", |form| form.door[1].name = "main DOOR".into()),
        ("door.2.admits.0", |form| {
            form.door[2].admits[0] = "Nobody".into()
        }),
        ("ticket_type.2.admits", |form| {
            form.ticket_type[2].admits = Some(0)
        }),
        ("ticket_type.0.days.0", |form| {
            form.ticket_type[0].days = vec!["soon".into()]
        }),
    ] {
        let mut broken = form(&evening);
        break_it(&mut broken);
        let fault = evening.desk.set_event(&broken).unwrap().fault;
        assert_eq!(fault.map(|fault| fault.at).as_deref(), Some(at));
    }
    assert_eq!(*evening.desk.event(), before);
}

#[test]
fn a_definition_changes_the_event_and_its_faults_have_a_line() {
    let mut evening = Evening::with(LIST);
    let path = evening.path("event.toml");
    let text = evening.desk.definition();
    fs::write(
        &path,
        text.replace("name = \"Evening\"", "name = \"Night\""),
    )
    .unwrap();
    evening.desk.set_event_from(&path).unwrap();
    assert_eq!(evening.desk.event().name, "Night");
    fs::write(&path, text.replace("\"General\"", "\"Other\"")).unwrap();
    let error = evening.desk.set_event_from(&path).unwrap_err();
    assert!(error.to_string().contains("General"), "{error}");
    assert!(matches!(error, DeskError::Definition { .. }));
}

#[test]
fn another_evening_has_everything_but_the_people() {
    let mut evening = Evening::with(LIST);
    let logo = evening.path("logo.svg");
    fs::write(&logo, "<svg").unwrap();
    assert!(
        evening.desk.set_logo(Some(&logo)).is_err(),
        "it would spoil every ticket"
    );
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    fs::write(&logo, svg).unwrap();
    evening.desk.set_logo(Some(&logo)).unwrap();
    let next = evening.desk.next_form(jiff::civil::date(2027, 1, 14));
    assert_eq!(next.event.date, "2027-01-14");
    let path = evening.path("next.lanyard");
    let options = options(&evening.folder, &evening.clock, 1);
    let made = evening.desk.another_evening(&path, &next, options).unwrap();
    let view = made.unwrap().office().unwrap();
    assert_eq!((view.guests, view.issued), (0, 0));
    assert_eq!(view.form.ticket_type.len(), 3);
    assert!(view.logo.unwrap().starts_with("data:image/svg+xml;base64,"));
}

#[test]
fn another_evening_shows_the_answers_that_this_one_shows() {
    const ASKED: &str = "name,email,Diet,Shirt,Why\nAda,ada@example.org,Vegan,M,Friends\n";
    let mut evening = Evening::with(ASKED);
    evening.desk.set_question("Diet", true, false).unwrap();
    evening.desk.set_question("Shirt", false, true).unwrap();
    let next = evening.desk.next_form(jiff::civil::date(2027, 1, 14));
    let path = evening.path("next.lanyard");
    let options = options(&evening.folder, &evening.clock, 1);
    let made = evening.desk.another_evening(&path, &next, options).unwrap();
    let mut made = made.unwrap();
    made.import(&evening.path("list.csv"), &[], false).unwrap();
    let questions = made.questions().unwrap();
    let questions: Vec<_> = questions
        .iter()
        .map(|one| (one.title.as_str(), one.shown, one.on_badge))
        .collect();
    assert_eq!(
        questions,
        [
            ("Diet", true, false),
            ("Shirt", false, true),
            ("Why", false, false)
        ]
    );
}

#[test]
fn an_export_has_the_times_and_a_spreadsheet_too() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    evening.scan(&code);
    let out = evening.path("out.csv");
    evening
        .desk
        .export(ExportWhat::Guests, &out, Texts::Safe)
        .unwrap();
    let text = fs::read_to_string(&out).unwrap();
    let ada = text.lines().find(|line| line.contains("Ada")).unwrap();
    assert!(
        ada.contains("inside,2026-12-03 18:16:00,Main door,"),
        "{ada}"
    );
    let sheet = evening.path("out.xlsx");
    evening
        .desk
        .export(ExportWhat::Guests, &sheet, Texts::Safe)
        .unwrap();
    assert!(fs::read(&sheet).unwrap().starts_with(b"PK"));
    let log = evening.path("log.csv");
    assert_eq!(
        evening
            .desk
            .export(ExportWhat::Log, &log, Texts::Safe)
            .unwrap()
            .rows,
        1
    );
    let refused = evening
        .desk
        .export(ExportWhat::Guests, &evening.path("out.pdf"), Texts::Safe);
    assert!(matches!(refused, Err(DeskError::NoTableFormat(_))));
}

/// Every trace of a name in the files of a folder, and of the folders in it.
fn traces(folder: &std::path::Path, of: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(traces(&path, of));
        } else if fs::read(&path)
            .unwrap()
            .windows(of.len())
            .any(|part| part == of.as_bytes())
        {
            found.push(path);
        }
    }
    found
}

#[test]
fn one_guest_is_erased_from_the_file_and_its_copies() {
    let mut evening = Evening::with(LIST);
    fs::remove_file(evening.path("list.csv")).unwrap();
    let id = evening.id("Ada Lovelace");
    let code = evening.code("Ada Lovelace");
    evening.desk.backup(&evening.path("copy.lanyard")).unwrap();
    let tickets = evening.path("tickets");
    let issued = evening.desk.issue(&[]).unwrap();
    evening
        .desk
        .draw_tickets(&issued, TicketFormat::Svg, &tickets, &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap();
    let data = evening.desk.guest_data(&id).unwrap();
    assert!(data.json.contains("ada@example.org"));
    assert!(data.elsewhere[0].ends_with("copy.lanyard"));
    let erased = evening.desk.erase_guest(&id).unwrap();
    assert_eq!((erased.guests, erased.copies, erased.left), (1, 1, vec![]));
    assert_eq!(evening.scan(&code).verdict, Verdict::Revoked);
    let evening = evening.reopened(1);
    drop(evening.desk);
    for trace in ["Lovelace", "lovelace", "ada@example.org", "First row"] {
        assert_eq!(
            traces(evening.folder.path(), trace),
            Vec::<std::path::PathBuf>::new(),
            "{trace}"
        );
    }
    assert!(!traces(evening.folder.path(), "The Team").is_empty());
}

#[test]
fn everybody_is_erased_by_their_number_and_the_numbers_stay() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    evening.scan(&code);
    let new = NewGuest {
        name: "Grace".into(),
        ..NewGuest::default()
    };
    evening.desk.walk_in(&new, None).unwrap();
    let before = evening.desk.counts().unwrap();
    assert!(matches!(
        evening.desk.erase_all(3),
        Err(DeskError::OtherCount { have: 5 })
    ));
    let erased = evening.desk.erase_all(5).unwrap();
    assert_eq!(erased.guests, 5);
    assert_eq!(evening.desk.numbers(None).unwrap().walk_ins, 1);
    assert_eq!(evening.desk.erase_all(5).unwrap().guests, 0, "once");
    assert_eq!(evening.desk.numbers(None).unwrap().walk_ins, 1);
    let after = evening.desk.counts().unwrap();
    assert_eq!(
        (after.arrived, after.expected),
        (before.arrived, before.expected)
    );
    assert!(evening.desk.check().unwrap().ok, "the log is whole");
    assert!(evening.desk.office().unwrap().erasure.erased_at.is_some());
}

#[test]
fn an_erasure_is_announced_first_and_happens_on_a_later_day() {
    let toml = |text: String| text.replace("capacity = 5", "erase_on = \"2027-01-02\"");
    let mut evening = Evening::changed(toml, LIST);
    assert_eq!(evening.desk.keep_retention().unwrap(), Retention::Quiet);
    evening.wait(40 * 86_400);
    let said = evening.desk.keep_retention().unwrap();
    assert!(
        matches!(said, Retention::Announced { days: -10, .. }),
        "a clock that jumped erases nothing at once: {said:?}"
    );
    evening.wait(3_600);
    assert!(matches!(
        evening.desk.keep_retention().unwrap(),
        Retention::Announced { .. }
    ));
    evening.wait(86_400);
    let erased = evening.desk.keep_retention().unwrap();
    assert!(
        matches!(&erased, Retention::Erased(answer) if answer.guests == 4),
        "{erased:?}"
    );
    assert_eq!(evening.desk.keep_retention().unwrap(), Retention::Quiet);
}

#[test]
fn who_came_before_is_recognised_where_the_organiser_keeps_that() {
    for keeps in [true, false] {
        let toml = |text: String| {
            let keeps = format!("series = \"Insights\"\nkeep_regulars = {keeps}\ncapacity = 5");
            text.replace("capacity = 5", &keeps)
        };
        let mut evening = Evening::changed(toml, LIST);
        let code = evening.code("Ada Lovelace");
        assert_eq!(evening.scan(&code).attendee.unwrap().evenings_before, 0);
        let next = evening.desk.next_form(jiff::civil::date(2027, 1, 14));
        let path = evening.path("next.lanyard");
        let options = options(&evening.folder, &evening.clock, 1);
        let made = evening
            .desk
            .another_evening(&path, &next, options.clone())
            .unwrap();
        drop(made.unwrap());
        let desk = Desk::open(&path, options).unwrap();
        let mut evening = Evening { desk, ..evening };
        evening.import("name,email\nAda L.,ADA@example.org\nBo,bo@example.org\n");
        let code = evening.code("Ada L.");
        let before = evening.scan(&code).attendee.unwrap().evenings_before;
        assert_eq!(before, u32::from(keeps));
        let code = evening.code("Bo");
        assert_eq!(evening.scan(&code).attendee.unwrap().evenings_before, 0);
    }
}

#[test]
fn whose_ticket_was_revoked_by_mistake_gets_another() {
    let mut evening = Evening::with(LIST);
    let (id, old) = (evening.id("Ada Lovelace"), evening.code("Ada Lovelace"));
    evening.desk.revoke(&id).unwrap();
    let new = evening.desk.reissue(&id, false).unwrap();
    assert_eq!(new.len(), 1);
    assert_eq!(evening.scan(&old).verdict, Verdict::Revoked);
    assert_eq!(evening.scan(&new[0].code).verdict, Verdict::Admitted);
}
