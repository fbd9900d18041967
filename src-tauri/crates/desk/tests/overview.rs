//! What the desk knows of the evening: the log, the numbers, the talks, the days.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::{
    AttendeeChange, DeskError, Direction, ScanRequest,
    answers::{LogFilter, LogTone, Verdict},
};

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
