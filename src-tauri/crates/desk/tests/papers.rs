//! Tickets as files, the report and the paper list, on a real event file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::{fs, ops::ControlFlow, path::Path, process::Command};

use common::Evening;
use lanyard_desk_core::{DeskError, TicketFiles, TicketFormat, TicketPaper};

const LIST: &str = "\
name,email,company,ticket_type,note,due,Diet
Zoë Ångström,zoe@example.org,Tallow & Reed,General,First row,12.50 EUR,vegan
Ada Lovelace,ada@example.org,,Speaker,,,
Émile Zola,emile@example.org,Aurore,Team,,,none
אורי לוי,uri@example.org,,General,,,
";

/// What a PDF says, by pages.
fn texts(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext")
        .arg("-layout")
        .arg(pdf)
        .arg("-")
        .output()
        .expect("pdftotext of poppler-utils, which tools/setup.sh test installs");
    let text = String::from_utf8(output.stdout).unwrap();
    text.trim_end_matches('\u{c}')
        .split('\u{c}')
        .map(str::to_owned)
        .collect()
}

fn go_on(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn a_folder_of_tickets_that_was_stopped_is_gone_on_with() {
    let mut evening = Evening::with(LIST);
    let issued = evening.desk.issue(&[]).unwrap();
    let folder = evening.path("tickets");
    let mut stop = |_| ControlFlow::Break(());
    let stopped = evening
        .desk
        .draw_tickets(&issued, TicketFormat::Pdf, &folder, &mut stop);
    let done = match stopped {
        Err(DeskError::Stopped { done, total: 4 }) => done,
        other => panic!("not stopped, but {other:?}"),
    };
    let manifest = || fs::read_to_string(folder.join("manifest.csv")).unwrap();
    assert_eq!(
        manifest().lines().count(),
        1 + done,
        "a line for each that is whole"
    );
    let files = || fs::read_dir(&folder).unwrap().count();
    assert_eq!(files(), done + 2, "and no part of another");

    let mut told = Vec::new();
    let mut listen = |done| {
        told.push(done);
        ControlFlow::Continue(())
    };
    let names = evening
        .desk
        .draw_tickets(&issued, TicketFormat::Pdf, &folder, &mut listen)
        .unwrap()
        .files;
    assert_eq!(
        told,
        Vec::from_iter(done + 1..=4),
        "only what was missing is drawn"
    );
    assert_eq!(names.len(), 4);
    assert_eq!(manifest().lines().count(), 5);

    let changed = names.iter().find(|name| name.starts_with("ada")).unwrap();
    fs::write(folder.join(changed), "kept").unwrap();
    evening
        .desk
        .draw_tickets(&issued, TicketFormat::Pdf, &folder, &mut go_on)
        .unwrap();
    let kept = fs::read_to_string(folder.join(changed));
    assert_eq!(
        kept.unwrap(),
        "kept",
        "what is there and listed is left alone"
    );
    let other = TicketFiles {
        paper: TicketPaper::A6,
        ..TicketFiles::from(TicketFormat::Pdf)
    };
    evening
        .desk
        .draw_tickets(&issued, other, &folder, &mut go_on)
        .unwrap();
    let pdf = fs::read(folder.join(changed)).unwrap();
    assert!(pdf.starts_with(b"%PDF"), "another look is drawn anew");
}

#[test]
fn one_file_holds_all_tickets_by_name() {
    let mut evening = Evening::with(LIST);
    let issued = evening.desk.issue(&[]).unwrap();
    let folder = evening.path("tickets");
    let files = TicketFiles {
        one_file: true,
        ..TicketFiles::from(TicketFormat::Pdf)
    };
    let mut stop = |done| match done {
        2 => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    let stopped = evening
        .desk
        .draw_tickets(&issued, files.clone(), &folder, &mut stop);
    assert!(matches!(stopped, Err(DeskError::Stopped { .. })));
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        0,
        "half a PDF is none"
    );
    evening
        .desk
        .draw_tickets(&issued, files, &folder, &mut go_on)
        .unwrap();
    let pages = texts(&folder.join("tickets.pdf"));
    assert_eq!(pages.len(), 4);
    let at = |name: &str| pages.iter().position(|page| page.contains(name));
    assert!(
        at("Ada") < at("Émile") && at("Émile") < at("Zoë"),
        "accents fold"
    );
}

#[test]
fn a_template_shows_answers_to_questions_of_the_list() {
    let mut evening = Evening::with(LIST);
    let issued = evening.desk.issue(&[]).unwrap();
    let (folder, template) = (evening.path("tickets"), evening.path("own.svg"));
    let draw = |evening: &mut Evening, question: &str| {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="60mm" viewBox="0 0 90 60">
            <text data-field="name answer:{question}" data-box="5 5 80 20" font-family="Inter" font-size="5">x</text>
            <rect x="5" y="25" width="30" height="30" data-qr="code"/></svg>"#
        );
        fs::write(&template, svg).unwrap();
        let files = TicketFiles {
            template: Some(template.clone()),
            one_file: true,
            ..TicketFiles::from(TicketFormat::Pdf)
        };
        evening
            .desk
            .draw_tickets(&issued, files, &folder, &mut go_on)
    };
    draw(&mut evening, "diet").unwrap();
    let pages = texts(&folder.join("tickets.pdf"));
    assert!(
        pages
            .iter()
            .any(|page| page.contains("Zoë Ångström · vegan"))
    );
    assert!(pages.iter().any(|page| page.trim() == "Ada Lovelace"));
    let error = draw(&mut evening, "dite").unwrap_err();
    assert!(
        matches!(&error, DeskError::NoSuchQuestion { title, .. } if title == "dite"),
        "{error}"
    );
}

#[test]
fn a_ticket_has_a_place_for_its_code() {
    let mut evening = Evening::with(LIST);
    let issued = evening.desk.issue(&[]).unwrap();
    let (folder, own) = (evening.path("tickets"), evening.path("own.svg"));
    for paper in ["ticket", "badge"] {
        let built_in = evening.path(paper);
        evening.desk.write_template(paper, &built_in).unwrap();
        evening.desk.set_template(paper, Some(&built_in)).unwrap();
    }
    let name = r#"<text data-field="name" data-box="5 5 80 20" font-size="5">x</text>"#;
    let code = r#"<rect x="5" y="25" width="30" height="30" data-qr="code"/>"#;
    // A picture of the ticket's number is no code that anybody can scan in.
    let number = code.replace("code", "code_id");
    for (marks, is_ticket) in [
        (name.to_owned(), false),
        (format!("{name}{number}"), false),
        (format!("{name}{code}"), true),
    ] {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="60mm" viewBox="0 0 90 60">{marks}</svg>"#
        );
        fs::write(&own, svg).unwrap();
        let files = TicketFiles {
            template: Some(own.clone()),
            ..TicketFiles::from(TicketFormat::Svg)
        };
        let set = evening.desk.set_template("ticket", Some(&own));
        let drawn = evening
            .desk
            .draw_tickets(&issued, files, &folder, &mut go_on);
        for outcome in [set, drawn.map(|_| ())] {
            match outcome {
                Ok(()) => assert!(is_ticket, "{marks}"),
                Err(error) => {
                    assert!(!is_ticket, "{error}");
                    let says = error.to_string();
                    assert!(
                        says.contains(r#"data-qr="code""#),
                        "it says what to add: {says}"
                    );
                }
            }
        }
        evening.desk.set_template("badge", Some(&own)).unwrap();
    }
}

#[test]
fn the_paper_list_holds_everybody_who_is_expected() {
    let mut evening = Evening::with(LIST);
    for name in ["Ada Lovelace", "Émile Zola"] {
        let code = evening.code(name);
        evening.scan(&code);
    }
    let path = evening.path("list.pdf");
    fs::write(&path, evening.desk.paper_list_pdf("en").unwrap()).unwrap();
    let page = texts(&path).remove(0);
    for word in [
        "Guest list",
        "As of",
        "12.50 EUR",
        "First row",
        "Tallow & Reed",
        "× 3",
    ] {
        assert!(page.contains(word), "{word} in {page}");
    }
    let at = |word: &str| {
        page.find(word)
            .unwrap_or_else(|| panic!("{word} in {page}"))
    };
    assert!(at("Ada Lovelace") < at("Émile Zola") && at("Émile Zola") < at("Zoë Ångström"));
    let ends = |name: &str, here: &str| {
        let line = page.lines().find(|line| line.contains(name));
        line.unwrap().trim_end().ends_with(here)
    };
    assert!(ends("Ada Lovelace", "  in"), "she is here: {page}");
    assert!(ends("Émile Zola", " 1 in"), "of three: {page}");
}

#[test]
fn papers_in_german_have_german_days() {
    let mut evening = Evening::with(LIST);
    let text = |name: &str, evening: &Evening, pdf: &[u8]| {
        let path = evening.path(name);
        fs::write(&path, pdf).unwrap();
        texts(&path).remove(0)
    };
    let list = evening.desk.paper_list_pdf("de-AT").unwrap();
    let list = text("list.pdf", &evening, &list);
    let card = evening.path("card.pdf");
    evening
        .desk
        .door_card_job("de")
        .unwrap()
        .write_to(&card)
        .unwrap();
    let card = texts(&card).remove(0);
    for page in [&list, &card] {
        assert!(page.contains("Donnerstag, 3. Dezember 2026"), "{page}");
    }
    assert!(list.contains("Stand 3.12. 18:16"), "{list}");
}

#[test]
fn the_report_is_a_page_of_what_the_log_says() {
    let mut evening = Evening::with(LIST);
    let path = evening.path("report.pdf");
    fs::write(&path, evening.desk.report_pdf(None).unwrap()).unwrap();
    let pages = texts(&path);
    assert_eq!(pages.len(), 1, "before anybody came, too");
    assert!(pages[0].contains("Still to come"), "{}", pages[0]);
    assert!(!pages[0].contains("No-shows"), "not yet: {}", pages[0]);
    for name in ["Ada Lovelace", "Émile Zola"] {
        let code = evening.code(name);
        evening.scan(&code);
        evening.wait(1200);
    }
    evening.wait(24 * 3600);
    fs::write(&path, evening.desk.report_pdf(None).unwrap()).unwrap();
    let pages = texts(&path);
    assert_eq!(pages.len(), 1);
    let heads = evening.desk.check().unwrap().heads;
    let end = format!("The log ends at 1:2 {}", &heads[0].hash[..16]);
    assert!(pages[0].contains(&end), "{end}: {}", pages[0]);
    for word in [
        "How the evening went",
        "of 6 expected",
        "18:15",
        "18:30",
        "Main door",
        "No-shows",
    ] {
        assert!(pages[0].contains(word), "{word} in {}", pages[0]);
    }
    let door = pages[0].lines().find(|line| line.contains("Main door"));
    let words: Vec<_> = door.unwrap().split_whitespace().collect();
    assert_eq!(words, ["Main", "door", "2", "0", "18:16", "18:36"]);
}
