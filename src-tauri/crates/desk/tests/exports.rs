//! What is written for others, and read in again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, path::PathBuf};

use common::{Evening, LIST};
use lanyard_desk_core::{
    AttendeeChange, ScanRequest, Texts,
    answers::{ExportWhat, ImportAnswer, Verdict},
};

fn export(evening: &mut Evening, name: &str, texts: Texts) -> PathBuf {
    let out = evening.path(name);
    evening
        .desk
        .export(ExportWhat::Guests, &out, texts)
        .unwrap();
    out
}

/// The three ways in which guests are written.
const WAYS: [(&str, Texts); 3] = [
    ("out.csv", Texts::Safe),
    ("raw.csv", Texts::Raw),
    ("out.xlsx", Texts::Safe),
];

#[track_caller]
fn nothing_changed(answer: &ImportAnswer, guests: u32) {
    let counts = (answer.unchanged, answer.added, answer.updated);
    assert_eq!(counts, (guests, 0, 0), "{answer:?}");
    assert_eq!(answer.format, "lanyard");
}

#[test]
fn how_many_come_on_a_ticket_goes_out_and_comes_back() {
    let list = "name,email,ticket_type,companions\nAda,a@example.org,General,2\n\
        Bo,b@example.org,Team,\nCy,c@example.org,,\n";
    for (file, texts) in WAYS {
        let mut evening = Evening::with(list);
        let out = export(&mut evening, file, texts);
        nothing_changed(&evening.desk.import(&out, &[], false).unwrap(), 3);
        let mut elsewhere = Evening::new();
        assert_eq!(elsewhere.desk.import(&out, &[], false).unwrap().added, 3);
        for (name, people) in [("Ada", 3), ("Bo", 3), ("Cy", 1)] {
            let tickets = elsewhere.view(name).tickets;
            assert_eq!(tickets[0].admits, people, "{name} in {file}");
        }
    }
}

#[test]
fn who_comes_alone_on_a_ticket_for_many_stays_alone() {
    let mut evening = Evening::with("name,email,ticket_type\nAda,a@example.org,Team\n");
    let alone = "name,email,companions,lanyard_id,ticket_type\n";
    let id = evening.id("Ada");
    let path = evening.path("alone.csv");
    fs::write(&path, format!("{alone}Ada,a@example.org,0,{id},Team\n")).unwrap();
    assert_eq!(evening.desk.import(&path, &[], false).unwrap().updated, 1);
    assert_eq!(evening.view("Ada").tickets[0].admits, 1);
    let out = export(&mut evening, "out.csv", Texts::Safe);
    nothing_changed(&evening.desk.import(&out, &[], false).unwrap(), 1);
    assert_eq!(evening.view("Ada").tickets[0].admits, 1);
}

#[test]
fn a_real_apostrophe_before_a_sign_is_not_lost() {
    let texts = ["'=x", "=1+1", "''-2", "'n Roll", "+353 1 234"];
    let rows = texts.iter().enumerate();
    let rows = rows.map(|(at, text)| format!("Guest {at},g{at}@example.org,{text},{text}\n"));
    let list = "name,email,note,=Diet\n".to_owned() + &rows.collect::<String>();
    for (file, kind) in WAYS {
        let mut evening = Evening::with(&list);
        let out = export(&mut evening, file, kind);
        nothing_changed(&evening.desk.import(&out, &[], false).unwrap(), 5);
        let mut elsewhere = Evening::new();
        assert_eq!(elsewhere.desk.import(&out, &[], false).unwrap().added, 5);
        for (at, text) in texts.iter().enumerate() {
            let guest = elsewhere.view(&format!("Guest {at}"));
            assert_eq!(guest.note, *text, "{file}");
            assert_eq!(guest.answers[0].question, "=Diet", "{file}");
            assert_eq!(guest.answers[0].answer, *text, "{file}");
        }
    }
}

#[test]
fn questions_may_be_called_like_our_own_columns() {
    let list = "name,email,Stage name\nAda,a@example.org,Countess\n";
    let mut evening = Evening::with(list);
    let id = evening.id("Ada");
    for question in ["State", "Name", "Quantity"] {
        let path = evening.path("answers.csv");
        let text = format!("lanyard_id,name,left_at,{question}\n{id},Ada,,7\n");
        fs::write(&path, text).unwrap();
        assert_eq!(evening.desk.import(&path, &[], false).unwrap().updated, 1);
    }
    let out = export(&mut evening, "out.csv", Texts::Safe);
    nothing_changed(&evening.desk.import(&out, &[], false).unwrap(), 1);
    let ada = evening.view("Ada");
    assert_eq!(ada.answers.len(), 4);
    assert_eq!(ada.tickets[0].admits, 1);
}

#[test]
fn excel_is_told_the_encoding_and_other_programs_are_not() {
    let mut evening = Evening::with(LIST);
    let safe = fs::read(export(&mut evening, "out.csv", Texts::Safe)).unwrap();
    let raw = fs::read(export(&mut evening, "raw.csv", Texts::Raw)).unwrap();
    assert!(safe.starts_with("\u{FEFF}lanyard_id,name,".as_bytes()));
    assert!(raw.starts_with(b"lanyard_id_as_is,name,"));
}

#[test]
fn all_that_is_known_of_a_guest_stands_in_their_row() {
    let list = "name,email,company,role,ticket_type,code,order,note,status,due,attention,Diet\n\
        Ada,a@example.org,Engines,Countess,Team,EB-2,ORD-1,Front row,,7.50 EUR,VIP,vegan\n\
        Bo,,,,,EB-1,ORD-1,,waitlist,,,\n";
    let mut evening = Evening::with(list);
    let ada = evening.id("Ada");
    evening.desk.learn_code(&ada, "EB-0").unwrap();
    let code = evening.code("Ada");
    evening
        .desk
        .edit_attendee(
            &ada,
            &AttendeeChange {
                due: Some(None),
                ..AttendeeChange::default()
            },
        )
        .unwrap();
    assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
    evening.wait(600);
    evening.exit(&code);
    let out = export(&mut evening, "raw.csv", Texts::Raw);
    let text = fs::read_to_string(&out).unwrap();
    let bo = evening.id("Bo");
    assert_eq!(
        text,
        format!(
            "lanyard_id_as_is,name,email,company,role,ticket_type,code,order,note,status,due,\
             companions,attention,code_2,state,arrived_at,arrived_door,left_at,Diet\n\
             {ada},Ada,a@example.org,Engines,Countess,Team,EB-2,ORD-1,Front row,confirmed,,2,VIP,\
             EB-0,left,2026-12-03 18:16:00,Main door,2026-12-03 18:26:00,vegan\n\
             {bo},Bo,,,,General,EB-1,ORD-1,,waitlist,,0,,,not_coming,,,,\n"
        ),
        "the list's code before one that was learnt"
    );
}

#[test]
fn the_desk_scans_while_guests_are_written() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    let out = evening.path("out.csv");
    let texts = Texts::default();
    let job = evening.desk.export_job(ExportWhat::Guests, &out, texts);
    let job = job.unwrap();
    let written = std::thread::spawn(move || job.run().unwrap());
    let scan = evening.desk.scan(ScanRequest::new(&code)).unwrap();
    assert_eq!(scan.verdict, Verdict::Admitted);
    assert_eq!(written.join().unwrap().rows, 4);
    assert!(fs::read_to_string(&out).unwrap().contains("Ada Lovelace"));
}

#[test]
fn the_paper_list_and_the_log_are_written_without_the_desk() {
    let mut evening = Evening::with(LIST);
    let code = evening.code("Ada Lovelace");
    evening.scan(&code);
    for (what, name, rows) in [
        (ExportWhat::PaperList, "list.pdf", 4),
        (ExportWhat::Log, "log.csv", 1),
        (ExportWhat::Report, "report.pdf", 1),
        (ExportWhat::Settings, "settings.toml", 1),
    ] {
        let out = evening.path(name);
        let job = evening.desk.export_job(what, &out, Texts::Safe).unwrap();
        let again = evening.desk.export_job(what, &out, Texts::Safe).unwrap();
        assert_eq!(job.run().unwrap().rows, rows, "{name}");
        assert!(fs::metadata(&out).unwrap().len() > 50, "{name}");
        assert!(again.run().is_err(), "{name} is not written over");
    }
}

#[test]
fn every_code_of_a_guest_admits_where_the_export_is_imported_anew() {
    let mut evening = Evening::with("name,email,code\nAda,a@example.org,EB-1\n");
    evening.import(
        "guest_id,name,email,approval_status,qr_code_url,ticket_type_id,ticket_name\n\
         gst-1,Ada,a@example.org,approved,https://luma.com/check-in/evt-1?pk=g-1,t1,General\n",
    );
    let found = evening.desk.find("Ada").unwrap();
    evening
        .desk
        .merge_guests(&found[0].id, &found[1].id)
        .unwrap();
    let ada = evening.id("Ada");
    evening.desk.learn_code(&ada, "WALLET-1").unwrap();
    for (name, texts) in WAYS {
        let out = export(&mut evening, name, texts);
        for code in [
            "EB-1",
            "g-1",
            "https://luma.com/check-in/evt-1?pk=g-1",
            "WALLET-1",
        ] {
            let mut other = Evening::new();
            let answer = other.desk.import(&out, &[], false).unwrap();
            assert_eq!((answer.added, answer.rejected_rows), (1, 0), "{name}");
            assert_eq!(
                other.scan(code).verdict,
                Verdict::Admitted,
                "{code} of {name}"
            );
        }
        let again = evening.desk.import(&out, &[], false).unwrap();
        nothing_changed(&again, 1);
    }
}

#[test]
fn what_was_said_of_whoever_is_in_goes_out_with_them() {
    let list = |status: &str| format!("name,email,code,status\nAda,a@example.org,T1,{status}\n");
    let mut evening = Evening::with(&list("ok"));
    evening.scan("T1");
    assert_eq!(evening.import(&list("cancelled")).flagged.len(), 1);
    for (name, texts) in WAYS {
        let out = export(&mut evening, name, texts);
        nothing_changed(&evening.desk.import(&out, &[], false).unwrap(), 1);
        let mut other = Evening::new();
        other.desk.import(&out, &[], false).unwrap();
        assert_eq!(other.scan("T1").verdict, Verdict::Revoked, "{name}");
    }
}
