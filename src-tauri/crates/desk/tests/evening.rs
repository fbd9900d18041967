//! The use cases, on a real event file, with a clock that the test sets.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{
    fs,
    sync::{Arc, Mutex},
};

use common::{Evening, LIST, TestClock, options};
use lanyard_desk_core::{
    AttendeeChange, Desk, DeskError, Direction, ScanRequest, Texts,
    answers::{ExportWhat, Missing, NewGuest, ProblemKind, State, Tone, Verdict},
};
use proptest::prelude::*;

#[test]
fn a_ticket_admits_once_and_tells_the_story_of_a_double() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    let first = evening.scan(&code);
    assert_eq!(
        (first.verdict, first.tone),
        (Verdict::Admitted, Tone::Green)
    );
    assert_eq!(first.hand_over, ["Blue wristband"]);
    assert_eq!(first.note.as_deref(), Some("First row"));
    evening.wait(6);
    let repeat = evening.scan(&code);
    assert_eq!((repeat.verdict, repeat.repeat), (Verdict::AlreadyIn, true));
    evening.wait(22 * 60);
    evening.desk.set_door("side DOOR").unwrap();
    let double = evening.scan(&code);
    assert_eq!((double.tone, double.repeat), (Tone::Amber, false));
    let first = double.first.unwrap();
    assert_eq!(
        (first.door.as_str(), first.clock.as_str()),
        ("Main door", "18:16")
    );
    assert_eq!(first.seconds_ago, 22 * 60 + 6);
}

#[test]
fn every_verdict_that_a_scan_alone_can_meet() {
    let mut evening = Evening::with(LIST);
    let ada = evening.code("Ada Lovelace");
    assert_eq!(evening.exit(&ada), Verdict::NotInside);
    assert_eq!(evening.scan(&ada).verdict, Verdict::Admitted);
    assert_eq!(evening.exit(&ada), Verdict::Left);
    assert_eq!(evening.scan(&ada).verdict, Verdict::ReEntered);
    evening.desk.set_door("Stage door").unwrap();
    let lukasz = evening.code("Łukasz Ó Súilleabháin");
    let wrong = evening.scan(&lukasz);
    assert_eq!(wrong.verdict, Verdict::WrongDoor);
    assert_eq!(wrong.detail.doors, ["Main door", "Side door"]);
    assert_eq!(
        evening.scan("EB-4711").verdict,
        Verdict::Admitted,
        "a foreign code"
    );
    evening.desk.set_door("Main door").unwrap();
    assert_eq!(evening.scan("EB-4712").verdict, Verdict::Unknown);
    assert_eq!(evening.scan("LY1:nonsense").verdict, Verdict::Forged);
    let id = evening.id("Łukasz Ó Súilleabháin");
    evening.desk.revoke(&id).unwrap();
    let revoked = evening.scan(&lukasz);
    assert_eq!(revoked.verdict, Verdict::Revoked);
    assert_eq!(revoked.detail.since.as_deref(), Some("18:16"));
    let mut other = Evening::with(LIST);
    let foreign = other.code("Ada Lovelace");
    assert_eq!(evening.scan(&foreign).verdict, Verdict::WrongEvent);
}

#[test]
fn a_copy_that_lacks_the_guest_says_not_listed() {
    let mut evening = Evening::with(LIST);
    let copy = evening.path("copy.lanyard");
    evening.desk.backup(&copy).unwrap();
    let late = NewGuest {
        name: "Late Guest".into(),
        ..NewGuest::default()
    };
    evening.desk.add_attendee(&late).unwrap();
    let code = evening.code("Late Guest");
    let mut elsewhere = Desk::open(&copy, options(&evening.folder, &evening.clock, 2)).unwrap();
    let answer = elsewhere.scan(ScanRequest::new(code)).unwrap();
    assert_eq!(
        (answer.verdict, answer.unlisted),
        (Verdict::NotListed, true)
    );
}

#[test]
fn a_group_comes_one_by_one_until_the_room_is_full() {
    let mut evening = Evening::with(LIST);
    let team = evening.code("The Team");
    for member in 1..=3 {
        let answer = evening.scan(&team);
        assert_eq!((answer.member, answer.admits), (Some(member), Some(3)));
    }
    assert_eq!(evening.scan(&team).verdict, Verdict::AlreadyIn);
    for name in ["Ada Lovelace", "Łukasz Ó Súilleabháin"] {
        let code = evening.code(name);
        assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
    }
    let full = evening.scan("EB-4711");
    assert_eq!(full.verdict, Verdict::Full);
    assert_eq!(
        (full.detail.inside, full.detail.capacity),
        (Some(5), Some(5))
    );
    let counts = evening.desk.counts().unwrap();
    assert_eq!((counts.expected, counts.arrived, counts.to_come), (6, 5, 1));
}

#[test]
fn undo_takes_back_the_last_and_the_ticket_admits_anew() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    let admitted = evening.scan(&code);
    evening.scan("EB-0000");
    let undone = evening.desk.undo(None, None).unwrap();
    assert_eq!(
        undone.undone, admitted.row,
        "a refusal is nothing to take back"
    );
    assert_eq!(undone.name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(evening.desk.counts().unwrap().arrived, 0);
    let again = evening
        .desk
        .undo(Some(i64::from(admitted.row)), None)
        .unwrap_err();
    assert!(matches!(again, DeskError::AlreadyUndone(_)));
    assert!(matches!(
        evening.desk.undo(None, None),
        Err(DeskError::NothingToUndo)
    ));
    assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
    let log = evening.desk.log().unwrap();
    assert_eq!(log.len(), 4, "undo appends");
    assert!(log[0].voided);
}

#[test]
fn by_hand_the_same_rules_hold() {
    let mut evening = Evening::with(LIST);
    let id = evening.id("Ada Lovelace");
    let answer = evening.desk.admit(&id, Direction::In, None, None).unwrap();
    assert_eq!((answer.verdict, answer.by_hand), (Verdict::Admitted, true));
    assert_eq!(
        evening
            .desk
            .admit(&id, Direction::In, None, None)
            .unwrap()
            .verdict,
        Verdict::AlreadyIn
    );
    let id = evening.id("Łukasz Ó Súilleabháin");
    let waiting = AttendeeChange {
        status: Some("waitlist".parse().unwrap()),
        ..AttendeeChange::default()
    };
    evening.desk.edit_attendee(&id, &waiting).unwrap();
    assert_eq!(
        evening
            .desk
            .admit(&id, Direction::In, None, None)
            .unwrap()
            .verdict,
        Verdict::NotConfirmed
    );
    assert!(matches!(
        evening.desk.admit("nobody", Direction::In, None, None),
        Err(DeskError::NoSuchAttendee(_))
    ));
}

#[test]
fn what_is_still_to_be_paid_keeps_a_guest_at_the_door() {
    let mut evening = Evening::with("name,due\nAda,12.50 EUR\nBo,0.00 EUR\n");
    let ada = evening.code("Ada");
    let unpaid = evening.scan(&ada);
    assert_eq!(unpaid.verdict, Verdict::Unpaid);
    assert_eq!(unpaid.detail.due.as_deref(), Some("12.50 EUR"));
    let bo = evening.code("Bo");
    assert_eq!(evening.scan(&bo).verdict, Verdict::Admitted);
    let id = evening.id("Ada");
    let paid = AttendeeChange {
        due: Some(None),
        ..AttendeeChange::default()
    };
    evening.desk.edit_attendee(&id, &paid).unwrap();
    assert_eq!(evening.scan(&ada).verdict, Verdict::Admitted);
}

#[test]
fn a_reissued_ticket_replaces_the_old_one() {
    let mut evening = Evening::with(LIST);
    let old = evening.code("Ada Lovelace");
    let id = evening.id("Ada Lovelace");
    let new = evening.desk.reissue(&id, false).unwrap()[0].code.clone();
    assert_ne!(old, new);
    assert_eq!(evening.scan(&old).verdict, Verdict::Revoked);
    assert_eq!(evening.scan(&new).verdict, Verdict::Admitted);
}

#[test]
fn issuing_again_keeps_the_codes_also_on_another_machine() {
    let mut evening = Evening::with(LIST);
    let codes = |evening: &mut Evening| -> Vec<String> {
        let issued = evening.desk.issue(&[]).unwrap();
        issued.into_iter().map(|one| one.code).collect()
    };
    let before = codes(&mut evening);
    let mut evening = evening.reopened(2);
    assert_eq!(codes(&mut evening), before);
    let walk_in = NewGuest {
        name: "Walk In".into(),
        ..NewGuest::default()
    };
    evening.desk.add_attendee(&walk_in).unwrap();
    let code = evening.code("Walk In");
    assert_eq!(
        evening.scan(&code).verdict,
        Verdict::Admitted,
        "signed with its own key"
    );
}

#[test]
fn the_same_list_changes_nothing_and_a_changed_one_only_what_changed() {
    let mut evening = Evening::with(LIST);
    let again = evening.import(LIST);
    assert_eq!((again.unchanged, again.added, again.updated), (4, 0, 0));
    let code = evening.code("Ada Lovelace");
    evening.scan(&code);
    let changed = LIST.replace("Engines", "Analytical Engines");
    let answer = evening.import(&changed);
    assert_eq!((answer.unchanged, answer.updated), (3, 1));
    let found = evening.desk.find("ada").unwrap();
    assert_eq!(found[0].company, "Analytical Engines");
    assert_eq!(found[0].state, State::Inside, "check-ins survive");
}

#[test]
fn what_a_list_has_no_column_for_stays() {
    let mut evening = Evening::with(LIST);
    let short = "name,email\nThe Team,t@example.org\nAda Lovelace,ada@example.org\n";
    assert_eq!(evening.import_with(short, Missing::Stay).unchanged, 2);
    let id = evening.id("The Team");
    assert_eq!(evening.desk.attendee(&id).unwrap().tickets[0].admits, 3);
    assert_eq!(evening.desk.find("ada").unwrap()[0].company, "Engines");
    let cleared = "name,email,company\nAda Lovelace,ada@example.org,\n";
    assert_eq!(evening.import(cleared).updated, 1);
    assert_eq!(evening.desk.find("ada").unwrap()[0].company, "");
}

#[test]
fn what_is_exported_changes_nothing_when_it_comes_back() {
    let list = "name,email,note,Diet\nAda,a@example.org,\"two\nlines\",vegan\nBo,,,=1+1\nBo,,,\n";
    let mut evening = Evening::with(list);
    let out = evening.path("out.csv");
    let mut export = || evening.desk.export(ExportWhat::Guests, &out, Texts::Safe);
    assert_eq!(export().unwrap().rows, 3);
    assert!(matches!(export(), Err(DeskError::Exists(_))));
    let back = evening.desk.import(&out, &[], false).unwrap();
    assert_eq!(back.format, "lanyard");
    assert_eq!((back.unchanged, back.added, back.updated), (3, 0, 0));
    assert_eq!(
        evening.import(list).unchanged,
        3,
        "nor is its own list thrown off"
    );
    let mut elsewhere = Evening::new();
    let there = elsewhere.desk.import(&out, &[], false).unwrap();
    assert_eq!(there.added, 3, "{:?}", there.rejected);
    let id = elsewhere.id("Ada");
    assert_eq!(
        elsewhere.desk.attendee(&id).unwrap().answers[0].answer,
        "vegan"
    );
}

#[test]
fn what_is_written_just_so_comes_first() {
    let list = "name,email,status\nD'Arcy O'Shea,1@example.org,\nO,2@example.org,\n\
        Ivo Li,3@example.org,\n李,4@example.org,\nAnna Blau,5@example.org,declined\n\
        Anna Rot,6@example.org,\n";
    let mut evening = Evening::with(list);
    for (query, name) in [
        ("O", "O"),
        ("李", "李"),
        ("li", "Ivo Li"),
        ("anna", "Anna Rot"),
    ] {
        assert_eq!(evening.desk.find(query).unwrap()[0].name, name, "{query}");
    }
}

#[test]
fn what_was_edited_here_survives_the_same_list() {
    let mut evening = Evening::with(LIST);
    let id = evening.id("Ada Lovelace");
    let change = AttendeeChange {
        name: Some("Ada King".into()),
        ..AttendeeChange::default()
    };
    evening.desk.edit_attendee(&id, &change).unwrap();
    evening.import(LIST);
    assert_eq!(evening.desk.attendee(&id).unwrap().name, "Ada King");
}

#[test]
fn a_dry_run_writes_nothing() {
    let mut evening = Evening::new();
    let path = evening.path("list.csv");
    fs::write(&path, LIST).unwrap();
    let answer = evening.desk.import(&path, &[], true).unwrap();
    assert_eq!((answer.added, answer.dry_run), (4, true));
    assert_eq!(evening.desk.counts().unwrap().expected, 0);
    assert!(evening.desk.view().unwrap().list_of.is_none());
}

#[test]
fn namesakes_without_an_address_are_two_people() {
    let list = "name,company\nDavid Murphy,A\nDavid Murphy,B\nDavid Murphy,B\n";
    let mut evening = Evening::with(list);
    assert_eq!(evening.desk.find("david murphy").unwrap().len(), 3);
    assert_eq!(evening.import(list).unchanged, 3);
    let shared = "name,email\nAnna,family@example.org\nBen,family@example.org\n";
    assert_eq!(evening.import(shared).added, 2, "one address, two people");
}

#[test]
fn rows_that_contradict_each_other_are_reported() {
    let mut evening = Evening::with(LIST);
    let answer = evening.import(
        "name,email,code,ticket_type\n\
         A,a@example.org,,\n\
         a,A@example.org,,\n\
         B,b@example.org,X1,\n\
         C,c@example.org,X1,\n\
         D,d@example.org,,VIP\n",
    );
    let lines: Vec<_> = answer.rejected.iter().map(|row| row.line).collect();
    assert_eq!((answer.rows, answer.added, lines), (5, 2, vec![3, 5, 6]));
    assert!(
        answer.rejected[2]
            .reason
            .contains("General, Speaker and Team")
    );
}

#[test]
fn finds_names_in_any_script_typed_in_latin() {
    let mut evening = Evening::with(LIST);
    for (query, name) in [
        ("lukasz", "Łukasz Ó Súilleabháin"),
        ("suill luk", "Łukasz Ó Súilleabháin"),
        ("LOVE", "Ada Lovelace"),
        ("engines", "Ada Lovelace"),
        ("佐藤", "佐藤 美咲"),
        ("ada@example", "Ada Lovelace"),
    ] {
        let found = evening.desk.find(query).unwrap();
        assert_eq!(
            found.first().map(|one| one.name.as_str()),
            Some(name),
            "{query}"
        );
    }
    assert!(evening.desk.find("zzz").unwrap().is_empty());
    assert!(evening.desk.find(" ").unwrap().is_empty());
}

#[test]
fn another_process_is_noticed() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    let mut changes = evening.desk.changes();
    let mut other = Desk::open(
        evening.desk.path(),
        options(&evening.folder, &evening.clock, 1),
    )
    .unwrap();
    other.scan(ScanRequest::new(code.clone())).unwrap();
    assert!(evening.desk.refresh().unwrap());
    let change = changes.try_recv().unwrap();
    assert_eq!(change.counts.arrived, 1);
    assert_eq!(evening.scan(&code).verdict, Verdict::AlreadyIn);
    assert!(
        evening.desk.check().unwrap().ok,
        "one chain, written by two"
    );
}

#[test]
fn a_restored_copy_begins_a_new_life_of_the_log() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    let backup = evening.path("backup.lanyard");
    evening.scan("EB-0001");
    evening.desk.backup(&backup).unwrap();
    evening.scan("EB-0002");
    let file = evening.desk.path().to_owned();
    let Evening {
        folder,
        clock,
        desk,
    } = evening;
    drop(desk);
    fs::copy(&backup, &file).unwrap();
    let mut desk = Desk::open(&file, options(&folder, &clock, 1)).unwrap();
    desk.scan(ScanRequest::new(code)).unwrap();
    let check = desk.check().unwrap();
    assert!(check.ok, "{:?}", check.problems);
    let heads: Vec<_> = check
        .heads
        .iter()
        .map(|head| (head.incarnation, head.seq))
        .collect();
    assert_eq!(
        heads,
        [(1, 1), (2, 1)],
        "no place in the log is given twice"
    );
}

#[test]
fn the_end_of_a_tampered_log_shows() {
    let mut evening = Evening::with(LIST);
    evening.scan("EB-0001");
    evening.scan("EB-0002");
    let file = evening.desk.path().to_owned();
    let tamper = lanyard_store::Connection::open(&file).unwrap();
    tamper
        .execute_batch(
            "DROP TRIGGER log_is_append_only_update; UPDATE log SET verdict = 1 WHERE row = 1;",
        )
        .unwrap();
    assert!(!evening.desk.check().unwrap().ok);
}

#[test]
fn without_a_place_to_write_there_is_no_verdict() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    evening.scan("EB-0001");
    let lock = lanyard_store::Connection::open(evening.desk.path()).unwrap();
    lock.execute_batch("PRAGMA query_only = off; CREATE TRIGGER no_more BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'full'); END;")
        .unwrap();
    let error = evening.desk.scan(ScanRequest::new(code)).unwrap_err();
    assert_eq!(error.kind(), ProblemKind::NotRecorded, "{error}");
}

#[test]
fn a_code_of_ten_kilobytes_is_refused_and_not_kept() {
    let mut evening = Evening::with(LIST);
    let error = evening
        .desk
        .scan(ScanRequest::new("A".repeat(10_240)))
        .unwrap_err();
    assert_eq!(error.kind(), ProblemKind::BadInput);
    assert!(evening.desk.log().unwrap().is_empty());
}

#[test]
fn the_lobby_follows_the_clock() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock(Arc::new(Mutex::new(
        "2026-12-03T19:14:30Z".parse().unwrap(),
    )));
    let file = folder.path().join("sample.lanyard");
    let (mut desk, answer) = Desk::create_sample(&file, None, options(&folder, &clock, 1)).unwrap();
    assert_eq!((answer.added, answer.rejected.len()), (400, 0));
    let view = desk.lobby_view(None).unwrap();
    assert_eq!(view.clock, "19:14");
    assert!(view.now[0].title.contains("MongoDB"));
    assert_eq!(view.next[0].starts_in_seconds, 25 * 60 + 30);
    assert_eq!(view.refresh_in_ms, 30_000);
    let niall = desk.find("niall sheridan").unwrap().remove(0);
    let admitted = desk.admit(&niall.id, Direction::In, None, None).unwrap();
    assert_eq!(admitted.attention.as_deref(), Some("Speaker"));
    let night = desk.time("2026-12-03T21:30").unwrap();
    assert!(desk.lobby_view(Some(night)).unwrap().now.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever happens at the door, the counts are what the log says, every row is chained, and
    /// nobody is inside twice.
    #[test]
    fn the_counts_are_a_fold_of_the_log(steps in prop::collection::vec((0usize..4, 0u8..5), 1..30)) {
        let mut evening = Evening::with(LIST);
        let names = ["Ada Lovelace", "Łukasz Ó Súilleabháin", "佐藤 美咲", "The Team"];
        let codes: Vec<_> = names.map(|name| evening.code(name)).into();
        let mut inside = [0i32; 4];
        for (who, what) in steps {
            evening.wait(30);
            match what {
                0 => {
                    if evening.exit(&codes[who]) == Verdict::Left {
                        inside[who] -= 1;
                    }
                }
                1 => {
                    if let Ok(undone) = evening.desk.undo(None, None) {
                        let at = names.iter().position(|name| Some(*name) == undone.name.as_deref());
                        let back = if undone.verdict == Verdict::Left { 1 } else { -1 };
                        inside[at.unwrap()] += back;
                    }
                }
                _ => {
                    let verdict = evening.scan(&codes[who]).verdict;
                    if matches!(verdict, Verdict::Admitted | Verdict::ReEntered) {
                        inside[who] += 1;
                    }
                }
            }
            let counts = evening.desk.counts().unwrap();
            prop_assert_eq!(i64::from(counts.inside), inside.iter().map(|one| i64::from(*one)).sum::<i64>());
            prop_assert!(inside[..3].iter().all(|one| (0..=1).contains(one)));
        }
        prop_assert!(evening.desk.check().unwrap().ok);
        let counts = evening.desk.counts().unwrap();
        let mut evening = evening.reopened(1);
        prop_assert_eq!(evening.desk.counts().unwrap(), counts);
    }
}

#[test]
fn on_a_file_that_was_taken_away_there_is_no_verdict() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    let (path, away) = (
        evening.desk.path().to_owned(),
        evening.desk.path().with_extension("away"),
    );
    std::fs::rename(&path, &away).unwrap();
    let error = evening
        .desk
        .scan(ScanRequest::new(code.clone()))
        .unwrap_err();
    assert_eq!(error.kind(), ProblemKind::NotRecorded, "{error}");
    std::fs::copy(&away, &path).unwrap();
    let error = evening
        .desk
        .scan(ScanRequest::new(code.clone()))
        .unwrap_err();
    assert_eq!(
        error.kind(),
        ProblemKind::NotRecorded,
        "nor on a copy: {error}"
    );
    std::fs::rename(&away, &path).unwrap();
    let answer = evening.desk.scan(ScanRequest::new(code)).unwrap();
    assert_eq!(
        answer.verdict,
        Verdict::Admitted,
        "back in its place it goes on"
    );
}
