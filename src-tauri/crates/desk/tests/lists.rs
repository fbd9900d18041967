//! Lists that come in again and again, and are taken back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{EVENT, Evening, LIST};
use lanyard_desk_core::{
    AttendeeChange, DeskError, Field, Mapping, Place, ScanRequest,
    answers::{Missing, NewGuest, ProblemKind, State, Status, Step, Substitute, Verdict},
};
use proptest::prelude::*;

fn write(evening: &Evening, text: &str) -> std::path::PathBuf {
    let path = evening.path("list.csv");
    fs::write(&path, text).unwrap();
    path
}

/// A list of so many guests, of which each row may be another.
fn guests(count: usize, row: impl Fn(usize) -> Option<String>) -> String {
    let rows = (0..count).filter_map(row);
    rows.fold("name,email,status\n".to_owned(), |list, row| {
        list + &row + "\n"
    })
}

fn plain(number: usize) -> String {
    format!("Guest {number},g{number}@example.org,")
}

#[test]
fn who_is_off_the_list_is_gone_and_comes_back_with_it() {
    let list = |without: Option<usize>| {
        guests(30, |number| {
            (Some(number) != without).then(|| plain(number))
        })
    };
    let mut evening = Evening::with(&list(None));
    let code = evening.code("Guest 7");
    assert_eq!(evening.desk.counts().unwrap().expected, 30);
    let answer = evening.import(&list(Some(7)));
    assert_eq!((answer.gone, answer.unchanged), (1, 29));
    assert_eq!(evening.desk.counts().unwrap().expected, 29, "not expected");
    let seven = evening.view("Guest 7");
    assert_eq!(
        (seven.status, seven.state),
        (Status::Gone, State::NotComing),
        "kept and marked"
    );
    let scan = evening.scan(&code);
    assert_eq!(scan.verdict, Verdict::NotConfirmed, "refused kindly");
    assert_eq!(scan.detail.status, Some(Status::Gone), "and told why");
    assert!(scan.steps.contains(&Step::Reason), "with a next step");
    assert_eq!(
        evening.import(&list(Some(7))).gone,
        0,
        "nobody is gone twice"
    );
    let answer = evening.import(&list(None));
    assert_eq!((answer.back, answer.updated), (1, 1));
    assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
}

#[test]
fn when_many_are_gone_the_import_asks_first() {
    let mut evening = Evening::with(&guests(100, |number| Some(plain(number))));
    let short = guests(100, |number| (number >= 6).then(|| plain(number)));
    let path = write(&evening, &short);
    let asked = evening.desk.import(&path, &[], false).unwrap_err();
    assert!(matches!(asked, DeskError::ManyGone { gone: 6, of: 100 }));
    assert_eq!(asked.kind(), ProblemKind::ManyGone);
    assert_eq!(evening.desk.counts().unwrap().expected, 100, "nothing done");
    let preview = evening.desk.preview_import(&path, &[]).unwrap();
    assert!(preview.many_gone);
    assert_eq!((preview.answer.gone, preview.gone.len()), (6, 6));
    let part = evening.import_with(&short, Missing::Stay);
    assert_eq!(part.gone, 0, "a part of the list takes nobody off it");
    let gone = evening.import_with(&short, Missing::Gone);
    assert_eq!(gone.gone, 6);
    assert_eq!(evening.desk.counts().unwrap().expected, 94);
    let few = guests(100, |number| (number >= 10).then(|| plain(number)));
    assert_eq!(evening.import(&few).gone, 4, "four of 94 are few");
}

#[test]
fn a_list_of_another_make_takes_nobody_off() {
    let mut evening = Evening::with(LIST);
    let other = "name,email,company\nBo,bo@example.org,\n";
    assert_eq!(evening.import(other).gone, 0, "other columns, another list");
    assert_eq!(evening.desk.counts().unwrap().expected, 7);
    let again = LIST.replace("The Team,t@example.org,,Team,,\n", "");
    assert_eq!(evening.import(&again).gone, 1, "its own list does");
    assert_eq!(evening.view("Bo").status, Status::Confirmed);
}

#[test]
fn who_was_cancelled_has_no_ticket_until_they_are_confirmed_again() {
    let list = |status: &str| format!("name,email,status\nAda,a@example.org,{status}\n");
    for word in ["cancelled", "refunded"] {
        let mut evening = Evening::with(&list(""));
        let code = evening.code("Ada");
        let answer = evening.import(&list(word));
        assert_eq!((answer.cancelled, answer.updated), (1, 1));
        assert_eq!(evening.scan(&code).verdict, Verdict::Revoked, "{word}");
        assert_eq!(evening.import(&list(word)).unchanged, 1);
        let answer = evening.import(&list("confirmed"));
        assert_eq!((answer.back, answer.updated), (1, 1));
        assert_eq!(evening.scan(&code).verdict, Verdict::Admitted, "{word}");
    }
}

#[test]
fn what_a_person_revoked_no_list_gives_back() {
    let list = |status: &str| format!("name,email,status\nAda,a@example.org,{status}\n");
    let mut evening = Evening::with(&list(""));
    let code = evening.code("Ada");
    let id = evening.id("Ada");
    evening.desk.revoke(&id).unwrap();
    evening.import(&list("cancelled"));
    evening.import(&list("confirmed"));
    assert_eq!(evening.scan(&code).verdict, Verdict::Revoked);
}

#[test]
fn waiting_and_pending_are_not_confirmed_and_may_be_again() {
    let list = |status: &str| format!("name,email,status\nAda,a@example.org,{status}\n");
    let mut evening = Evening::with(&list("pending"));
    let code = evening.code("Ada");
    assert_eq!(evening.scan(&code).verdict, Verdict::NotConfirmed);
    evening.import(&list("waitlist"));
    assert_eq!(evening.scan(&code).detail.status, Some(Status::Waitlist));
    evening.import(&list("confirmed"));
    assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
}

#[test]
fn nothing_is_taken_from_someone_who_is_in() {
    let list = |ada: &str| format!("name,email,status\n{ada}Bo,b@example.org,\n");
    let mut evening = Evening::with(&list("Ada,a@example.org,\n"));
    let code = evening.code("Ada");
    evening.scan(&code);
    for (row, word) in [
        ("", Status::Gone),
        ("Ada,a@example.org,refunded\n", Status::Refunded),
    ] {
        let answer = evening.import(&list(row));
        assert_eq!((answer.cancelled, answer.gone), (0, 0));
        let flagged: Vec<_> = answer.flagged.iter().map(|note| note.status).collect();
        assert_eq!(flagged, [word], "the answer says so");
        let ada = evening.view("Ada");
        assert_eq!(ada.flagged, Some(word), "and the card");
        assert_eq!((ada.status, ada.state), (Status::Confirmed, State::Inside));
        assert_eq!(evening.import(&list(row)).flagged, [], "once is enough");
    }
    evening.import(&list(""));
    let ada = evening.view("Ada");
    assert_eq!(
        ada.flagged,
        Some(Status::Refunded),
        "what was said outright"
    );
    assert_eq!(evening.exit(&code), Verdict::Left);
    assert_eq!(evening.scan(&code).verdict, Verdict::Revoked);
    evening.import(&list("Ada,a@example.org,\n"));
    assert_eq!(evening.view("Ada").flagged, None, "all is well again");
    assert_eq!(evening.scan(&code).verdict, Verdict::ReEntered);
}

#[test]
fn check_ins_notes_badges_and_tickets_survive() {
    let list = |company: &str, note: &str| {
        format!("name,email,company,note\nAda,a@example.org,{company},{note}\n")
    };
    let mut evening = Evening::with(&list("Engines", "from the list"));
    let code = evening.code("Ada");
    let id = evening.id("Ada");
    let change = AttendeeChange {
        note: Some("Knows the way".into()),
        ..AttendeeChange::default()
    };
    evening.desk.edit_attendee(&id, &change).unwrap();
    evening.scan(&code);
    let before = evening.view("Ada");
    evening.import(&list("Analytical Engines", "another"));
    let after = evening.view("Ada");
    assert_eq!(after.company, "Analytical Engines");
    assert_eq!(after.note, "Knows the way", "the desk's note");
    assert_eq!(after.tickets[0].code, before.tickets[0].code);
    assert_eq!(after.state, State::Inside);
}

#[test]
fn who_came_in_somebodys_place_stays_when_the_list_changes() {
    let list = |company: &str| format!("name,email,company\nAda,a@example.org,{company}\n");
    let mut evening = Evening::with(&list("Engines"));
    let id = evening.id("Ada");
    let by = Substitute {
        name: "Bo".into(),
        ..Substitute::default()
    };
    evening.desk.substitute(&id, &by, None).unwrap();
    let answer = evening.import(&list("Looms"));
    assert_eq!(answer.updated, 1);
    let now = evening.desk.attendee(&id).unwrap();
    assert_eq!((now.name.as_str(), now.company.as_str()), ("Bo", "Looms"));
}

#[test]
fn companions_come_on_the_same_ticket() {
    let list = |others: u8| format!("name,email,companions\nAda,a@example.org,{others}\n");
    let mut evening = Evening::with(&list(2));
    assert_eq!(evening.view("Ada").tickets[0].admits, 3);
    let answer = evening.import(&list(1));
    assert_eq!(answer.updated, 1);
    assert_eq!(evening.view("Ada").tickets[0].admits, 2);
    evening.import(&list(0));
    assert_eq!(evening.view("Ada").tickets[0].admits, 1);
}

#[test]
fn identity_is_the_sources_id_then_the_code_then_address_and_name() {
    let mut evening = Evening::with("name,email,source_id,code\nAda,a@example.org,G1,C1\n");
    let id = evening.id("Ada");
    let answer = evening.import("name,email,source_id,code\nAda King,k@example.org,G1,C2\n");
    assert_eq!((answer.updated, answer.added), (1, 0), "by the source's id");
    let ada = evening.desk.attendee(&id).unwrap();
    assert_eq!(
        (ada.name.as_str(), ada.email.as_str()),
        ("Ada King", "k@example.org")
    );
    assert_eq!(ada.tickets[0].foreign_codes, ["C2"], "the old code is gone");
    assert_eq!(evening.scan("C1").verdict, Verdict::Unknown);
    assert_eq!(evening.scan("C2").verdict, Verdict::Admitted);
    let mut evening = Evening::with("name,email,code\nAda,a@example.org,C1\n");
    let answer = evening.import("name,email,code\nAda King,k@example.org,C1\n");
    assert_eq!((answer.updated, answer.added), (1, 0), "by the code");
}

#[test]
fn namesakes_without_an_address_are_never_one() {
    let list = "name,company\nDavid Murphy,A\nDavid Murphy,A\nDavid Murphy,B\n";
    let mut evening = Evening::with(list);
    assert_eq!(evening.desk.find("david murphy").unwrap().len(), 3);
    let fewer = "name,company\nDavid Murphy,A\nDavid Murphy,B\n";
    let answer = evening.import(fewer);
    assert_eq!(
        (answer.unchanged, answer.gone),
        (2, 1),
        "one of the two equal"
    );
    let answer = evening.import(list);
    assert_eq!((answer.unchanged, answer.back), (2, 1));
}

#[test]
fn an_import_is_taken_back_as_one() {
    let first = guests(10, |number| Some(plain(number)));
    let mut evening = Evening::with(&first);
    let before: Vec<_> = (0..10)
        .map(|number| evening.view(&format!("Guest {number}")))
        .collect();
    let second = guests(12, |number| match number {
        1 => None,
        2 => Some(format!("{}cancelled", plain(2))),
        3 => Some("Guest 3,g3@example.org,waitlist".into()),
        _ => Some(plain(number)),
    });
    let answer = evening.import(&second);
    assert_eq!(
        (answer.added, answer.updated, answer.gone, answer.cancelled),
        (2, 2, 1, 1)
    );
    let undone = evening.desk.undo_import(None).unwrap();
    assert_eq!((undone.removed, undone.kept, undone.restored), (2, 0, 3));
    for guest in &before {
        let now = evening.desk.attendee(&guest.id).unwrap();
        assert_eq!(format!("{now:?}"), format!("{guest:?}"), "as before");
    }
    assert!(
        evening
            .desk
            .find("Guest 11")
            .unwrap()
            .iter()
            .all(|found| found.name != "Guest 11")
    );
    assert_eq!(evening.desk.counts().unwrap().expected, 10);
    let answer = evening.import(&second);
    assert_eq!(
        (answer.added, answer.updated, answer.gone),
        (2, 2, 1),
        "and may come again"
    );
}

#[test]
fn who_came_stays_when_their_import_is_taken_back() {
    let mut evening = Evening::with(
        "name,email,code\nAda,a@example.org,C1\nBo,b@example.org,C2\nCy,c@example.org,C3\n",
    );
    evening.scan("C1");
    let bo = evening.code("Bo");
    let undone = evening.desk.undo_import(None).unwrap();
    assert_eq!((undone.removed, undone.kept), (2, 1));
    assert_eq!(evening.view("Ada").state, State::Inside);
    assert_eq!(evening.scan(&bo).verdict, Verdict::NotConfirmed);
    assert_eq!(evening.scan("C3").verdict, Verdict::Unknown);
}

#[test]
fn only_the_newest_import_of_a_source_is_taken_back() {
    let mut evening = Evening::with(&guests(3, |number| Some(plain(number))));
    evening.import(&guests(4, |number| Some(plain(number))));
    let imports = evening.desk.imports().unwrap();
    let undoable: Vec<_> = imports.iter().map(|one| one.undoable).collect();
    assert_eq!(undoable, [true, false], "newest first");
    let (new, old) = (i64::from(imports[0].id), i64::from(imports[1].id));
    assert!(matches!(
        evening.desk.undo_import(Some(old)),
        Err(DeskError::NewerImport { .. })
    ));
    evening.desk.undo_import(Some(new)).unwrap();
    assert!(matches!(
        evening.desk.undo_import(Some(new)),
        Err(DeskError::ImportUndone(_))
    ));
    evening.desk.undo_import(Some(old)).unwrap();
    assert!(evening.desk.find("guest").unwrap().is_empty());
    assert!(matches!(
        evening.desk.undo_import(None),
        Err(DeskError::NothingToUndo)
    ));
    assert!(matches!(
        evening.desk.undo_import(Some(99)),
        Err(DeskError::NoSuchImport(99))
    ));
}

#[test]
fn a_preview_says_what_would_be_and_writes_nothing() {
    let mut evening = Evening::with(&guests(10, |number| Some(plain(number))));
    let text = guests(12, |number| match number {
        1 => None,
        2 => Some("Guest 2,g2@example.org,pending".into()),
        11 => Some("Guest 11,no address,".into()),
        _ => Some(plain(number)),
    });
    let path = write(&evening, &text);
    let spoiled = evening.desk.preview_import(&path, &[]).unwrap();
    assert_eq!(
        (spoiled.answer.gone, spoiled.answer.rejected_rows),
        (0, 1),
        "a row that can't be read may be the missing guest's"
    );
    let job = evening.desk.import_job(&path, &[], Missing::Gone).unwrap();
    let preview = job.preview().unwrap();
    drop(job);
    let answer = &preview.answer;
    assert_eq!(
        (answer.added, answer.updated, answer.unchanged, answer.gone),
        (1, 1, 8, 1)
    );
    assert_eq!((answer.rejected_rows, answer.rejected[0].line), (1, 12));
    assert_eq!(preview.changes[0].name, "Guest 2");
    let field = &preview.changes[0].fields[0];
    assert_eq!(
        [&field.field, &field.from, &field.to],
        ["status", "confirmed", "pending"]
    );
    assert_eq!(preview.gone[0].name, "Guest 1");
    assert_eq!(preview.answer.columns[1].place, "email");
    assert_eq!(preview.sample[0][0], "Guest 0");
    assert!(preview.places.contains(&"leave_out".to_owned()));
    assert_eq!(evening.desk.imports().unwrap().len(), 1, "nothing written");
    let nameless = write(&evening, "Wer,Mail\nAda,a@example.org\n");
    let preview = evening.desk.preview_import(&nameless, &[]).unwrap();
    assert!(preview.problem.is_some(), "a mapping can mend it");
    assert_eq!(preview.sample, [["Ada", "a@example.org"]]);
}

#[test]
fn the_desk_scans_while_a_list_is_looked_at() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    let path = write(&evening, &LIST.replace("Engines", "Looms"));
    let job = evening.desk.import_job(&path, &[], Missing::Ask).unwrap();
    let preview = std::thread::spawn(move || {
        let updated = job.preview().unwrap().answer.updated;
        (job, updated)
    });
    assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
    let (job, updated) = preview.join().unwrap();
    assert_eq!(updated, 1);
    job.run().unwrap();
    drop(job);
    assert!(evening.desk.refresh().unwrap(), "the desk notices");
    let ada = evening.view("Ada Lovelace");
    assert_eq!((ada.company.as_str(), ada.state), ("Looms", State::Inside));
}

#[test]
fn a_mapping_is_remembered_for_the_series() {
    let mut evening = Evening::new();
    let path = write(&evening, "Wer,Mail,Essen\nAda,a@example.org,vegan\n");
    let refused = evening.desk.import(&path, &[], false);
    assert!(refused.is_err(), "nothing says which is the name");
    let map = [("Wer", Field::Name), ("Mail", Field::Email)].map(|(column, field)| Mapping {
        column: column.into(),
        place: Place::Field(field),
    });
    let answer = evening.desk.import(&path, &map, false).unwrap();
    assert_eq!((answer.added, answer.remembered), (1, false));
    let path = write(&evening, "Mail,Wer,Essen\nb@example.org,Bo,\n");
    let preview = evening.desk.preview_import(&path, &[]).unwrap();
    assert!(preview.answer.remembered, "in another order too");
    let answer = evening
        .desk
        .import_job(&path, &[], Missing::Stay)
        .unwrap()
        .run()
        .unwrap();
    assert_eq!((answer.added, answer.remembered), (1, true));
}

#[test]
fn one_person_on_two_lists_is_shown_and_made_one_by_a_person() {
    let mut evening = Evening::with(
        "name,email,company,code,Diet\nAda Lovelace,ada@example.org,,EB-1,\nBo,bo@example.org,,,\n",
    );
    let new = NewGuest {
        name: "ada lovelace".into(),
        email: "Ada@example.org".into(),
        company: "Engines".into(),
        another: true,
        ..NewGuest::default()
    };
    let walk_in = evening.desk.walk_in(&new, None).unwrap();
    let walked = walk_in.attendee.unwrap().id;
    let twins = evening.desk.possible_twins().unwrap();
    assert_eq!(twins.len(), 1, "{twins:?}");
    let listed = evening.id("Ada Lovelace");
    let merged = evening.desk.merge_guests(&walked, &listed).unwrap();
    assert_eq!(merged.state, State::Inside, "who is in stays in");
    assert_eq!(merged.tickets.len(), 1, "one person is expected once");
    assert_eq!(evening.scan("EB-1").verdict, Verdict::AlreadyIn);
    assert!(evening.desk.possible_twins().unwrap().is_empty());
    assert_eq!(
        evening.desk.attendee(&listed).unwrap().id,
        walked,
        "the old id still finds them"
    );
    let again = "name,email,company,code,Diet\nAda Lovelace,ada@example.org,X,EB-1,\nBo,bo@example.org,,,\n";
    let answer = evening.import(again);
    assert_eq!(
        (answer.added, answer.unchanged),
        (0, 2),
        "nobody comes again"
    );
    assert!(matches!(
        evening.desk.merge_guests(&walked, &listed),
        Err(DeskError::SameGuest)
    ));
    assert!(evening.desk.check().unwrap().ok);
}

#[test]
fn an_import_tells_of_twins_on_other_lists() {
    let mut evening = Evening::new();
    let new = NewGuest {
        name: "Ada".into(),
        email: "a@example.org".into(),
        ..NewGuest::default()
    };
    evening.desk.add_attendee(&new).unwrap();
    let list = "name,email\nBo,b@example.org\nAda,A@example.org\n";
    let path = write(&evening, list);
    let preview = evening.desk.preview_import(&path, &[]).unwrap();
    assert_eq!(preview.answer.twins.len(), 1);
    assert_eq!(preview.answer.twins[0].guests[1].id, None, "not yet there");
    let answer = evening.import(list);
    let sources: Vec<_> = answer.twins[0]
        .guests
        .iter()
        .map(|one| &one.source)
        .collect();
    assert_eq!(sources, ["office", "plain"]);
    assert_eq!(answer.added, 2, "never merged silently");
}

#[test]
fn a_desk_learns_a_code_that_no_list_has() {
    let mut evening = Evening::with(LIST);
    let ada = evening.id("Ada Lovelace");
    let team = evening.id("The Team");
    assert_eq!(evening.scan("phone-key").verdict, Verdict::Unknown);
    let learned = evening.desk.learn_code(&ada, "phone-key\r\n").unwrap();
    assert_eq!(learned.tickets[0].foreign_codes, ["phone-key"]);
    assert_eq!(evening.scan("phone-key").verdict, Verdict::Admitted);
    evening.desk.learn_code(&ada, "phone-key").unwrap();
    let taken = evening.desk.learn_code(&team, "phone-key").unwrap_err();
    assert_eq!(taken.kind(), ProblemKind::CodeTaken);
    let ours = evening.code("The Team");
    assert!(matches!(
        evening.desk.learn_code(&team, &ours),
        Err(DeskError::NotForeign)
    ));
    evening.import(&LIST.replace("Engines,General,", "Looms,General,EB-1"));
    assert_eq!(
        evening.desk.attendee(&ada).unwrap().tickets[0].foreign_codes,
        ["EB-1", "phone-key"],
        "her list has a code for her now, and the learnt one stays"
    );
}

#[test]
fn a_luma_key_that_the_list_lacks_is_learnt_once() {
    let mut evening = Evening::new();
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/lists/luma.csv");
    let answer = evening.desk.import(list.as_ref(), &[], false).unwrap();
    assert_eq!((answer.format.as_str(), answer.rejected_rows), ("luma", 0));
    let text = fs::read_to_string(list).unwrap();
    let at = text.find("/check-in/").unwrap();
    let event = text[at..].split('?').next().unwrap();
    let shown = format!("https://luma.com{event}?pk=g-another");
    let scan = evening.scan(&shown);
    assert_eq!((scan.verdict, scan.learnable), (Verdict::Unknown, true));
    assert_eq!(scan.code, shown, "the window can hand it back");
    let other = evening.scan("https://luma.com/check-in/evt-other?pk=g-1");
    assert!(!other.learnable, "another evening's key is nobody's here");
    let guest = evening.desk.find("a").unwrap().remove(0);
    evening.desk.learn_code(&guest.id, &shown).unwrap();
    let older = shown.replace("luma.com", "lu.ma");
    assert_eq!(
        evening.scan(&older).attendee.unwrap().id,
        guest.id,
        "on any host"
    );
}

#[test]
fn every_format_goes_in_and_again_changes_nothing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/lists");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mut evening = Evening::new();
        let first = evening.desk.import(&path, &[], false);
        let Ok(first) = first else {
            panic!("{}: {first:?}", path.display());
        };
        assert!(first.added > 0, "{}: {first:?}", path.display());
        let before = evening.desk.counts().unwrap().expected;
        let again = evening.desk.import(&path, &[], false).unwrap();
        assert_eq!(
            (again.added, again.updated, again.gone, again.unchanged),
            (0, 0, 0, first.added),
            "{}",
            path.display()
        );
        assert_eq!(evening.desk.counts().unwrap().expected, before);
        evening.desk.undo_import(None).unwrap();
        evening.desk.undo_import(None).unwrap();
        assert_eq!(evening.desk.counts().unwrap().expected, 0);
        assert!(evening.desk.check().unwrap().ok);
    }
}

#[test]
fn answers_are_found_and_shown_at_the_door() {
    let list =
        "name,email,Diet,Pronouns\nAda,a@example.org,vegan,she\nVegan Murphy,v@example.org,,\n";
    let mut evening = Evening::with(list);
    let found = evening.desk.find("vegan").unwrap();
    let names: Vec<_> = found.iter().map(|found| found.name.as_str()).collect();
    assert_eq!(names, ["Vegan Murphy", "Ada"], "names first");
    let code = evening.code("Ada");
    assert!(evening.scan(&code).attendee.unwrap().answers.is_empty());
    evening.desk.set_question("pronouns", true, false).unwrap();
    let answers = evening.scan(&code).attendee.unwrap().answers;
    assert_eq!(answers.len(), 1);
    assert_eq!(
        (answers[0].question.as_str(), answers[0].answer.as_str()),
        ("Pronouns", "she")
    );
    let questions = evening.desk.questions().unwrap();
    assert_eq!((questions.len(), questions[1].shown), (2, true));
    assert!(matches!(
        evening.desk.set_question("Shoes", true, false),
        Err(DeskError::NoSuchQuestion { .. })
    ));
}

#[test]
fn a_long_list_goes_in_as_a_short_one() {
    let list = |company: usize| {
        let mut list = "name,email,company,code,Diet\n".to_owned();
        for number in 0..6_000 {
            let other = if number % 1000 == 0 { company } else { 0 };
            list += &format!(
                "Guest {number},g{number}@example.org,C{other},K{number},d{}\n",
                number % 3
            );
        }
        list
    };
    let first =
        list(0) + "Twice,t@example.org,,K5,\nTwice,t@example.org,,,\nTwice,t@example.org,,,\n";
    let mut evening = Evening::new();
    let answer = evening.import(&first);
    assert_eq!(
        (answer.rows, answer.added, answer.rejected_rows),
        (6_003, 6_001, 2)
    );
    let lines: Vec<_> = answer.rejected.iter().map(|row| row.line).collect();
    assert_eq!(lines, [6_002, 6_004]);
    let again = evening.import(&list(1));
    assert_eq!((again.updated, again.unchanged, again.gone), (6, 5_994, 1));
    assert_eq!(evening.scan("K5999").verdict, Verdict::Admitted);
    assert!(
        evening.desk.check().unwrap().ok,
        "{:?}",
        evening.desk.check()
    );
    evening.desk.undo_import(None).unwrap();
    let undone = evening.desk.undo_import(None).unwrap();
    assert_eq!((undone.removed, undone.kept), (6_000, 1));
    assert!(evening.desk.check().unwrap().ok);
}

#[test]
fn a_list_that_breaks_off_leaves_nothing_behind() {
    let mut evening = Evening::with(LIST);
    let before = evening.desk.imports().unwrap().len();
    let path = evening.path("gone.csv");
    assert!(evening.desk.import(&path, &[], false).is_err());
    fs::write(&path, "<html><body>Sign in</body></html>").unwrap();
    assert!(evening.desk.import(&path, &[], false).is_err());
    assert_eq!(evening.desk.imports().unwrap().len(), before);
    let _ = EVENT;
}

/// What can be seen of all guests.
fn all(evening: &mut Evening) -> Vec<String> {
    let mut all = Vec::new();
    for number in 0..8 {
        for found in evening.desk.find(&format!("Guest {number}")).unwrap() {
            if found.name == format!("Guest {number}") {
                let mut view = evening.desk.attendee(&found.id).unwrap();
                view.log.clear();
                all.push(format!("{view:?}"));
            }
        }
    }
    all.sort();
    all.dedup();
    all
}

#[derive(Clone, Debug)]
enum Deed {
    Import(Vec<(bool, u8)>),
    Undo,
    Scan(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    let rows = prop::collection::vec((any::<bool>(), 0..6_u8), 8);
    prop_oneof![
        3 => rows.prop_map(Deed::Import),
        2 => Just(Deed::Undo),
        1 => (0..8_u8).prop_map(Deed::Scan),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_check_in_is_lost_and_an_undo_gives_back_what_was(
        deeds in prop::collection::vec(deed(), 1..10)
    ) {
        let mut evening = Evening::of(&EVENT.replace("capacity = 5", "capacity = 500"));
        let mut came = std::collections::BTreeSet::new();
        let mut states: Vec<Vec<String>> = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Import(rows) => {
                    let states_before = all(&mut evening);
                    let list = rows.iter().enumerate().filter(|(_, (there, _))| *there);
                    if list.clone().count() == 0 {
                        continue;
                    }
                    let mut text = "name,email,company,status,code,Diet\n".to_owned();
                    for (number, (_, kind)) in list {
                        let status = ["", "", "waitlist", "cancelled", "pending", "refunded"]
                            [usize::from(*kind)];
                        text += &format!(
                            "Guest {number},g{number}@example.org,C{},{status},K{number},d{kind}\n",
                            kind / 2
                        );
                    }
                    evening.import_with(&text, Missing::Gone);
                    states.push(states_before);
                }
                Deed::Undo => {
                    let undone = evening.desk.undo_import(None);
                    let before = states.pop();
                    prop_assert_eq!(undone.is_ok(), before.is_some());
                    if let Some(before) = before {
                        prop_assert_eq!(all(&mut evening), before);
                    }
                }
                Deed::Scan(number) => {
                    let request = ScanRequest::new(format!("K{number}"));
                    let answer = evening.desk.scan(request).unwrap();
                    if answer.verdict == Verdict::Admitted {
                        came.insert(number);
                    }
                    // What an import is taken back to is another state from here on.
                    states.clear();
                    for _ in 0..evening.desk.imports().unwrap().len() {
                        if evening.desk.undo_import(None).is_err() {
                            break;
                        }
                    }
                }
            }
            for number in &came {
                let guest = evening.view(&format!("Guest {number}"));
                prop_assert_eq!(guest.state, State::Inside, "who came in is in");
            }
            prop_assert!(evening.desk.check().unwrap().ok);
        }
    }
}
