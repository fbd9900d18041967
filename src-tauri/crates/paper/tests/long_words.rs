//! Long words on the built-in tickets.

#![allow(clippy::unwrap_used)]

use std::process::Command;

use lanyard_paper::{Field, Fields, Paper, Template};

fn guest() -> Fields {
    Fields::new()
        .with(Field::Event, "Scale & Reliability Engineering")
        .with(Field::Name, "Ada Lovelace")
        .with(Field::Code, "LY1:X")
}

/// The words of a ticket with the heights at which they are set, in points.
fn words(template: &Template, fields: &Fields) -> Vec<(String, f32)> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ticket.pdf");
    let pdf = Paper::new()
        .pdf(template, std::slice::from_ref(fields))
        .unwrap();
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new("pdftotext")
        .arg("-bbox")
        .arg(&file)
        .arg("-")
        .output();
    let text = String::from_utf8(out.unwrap().stdout).unwrap();
    let words = text.lines().filter_map(|line| {
        let attribute = |name: &str| -> Option<f32> {
            let (_, rest) = line.split_once(&format!("{name}=\""))?;
            rest.split('"').next()?.parse().ok()
        };
        let height = attribute("yMax")? - attribute("yMin")?;
        let word = line.split_once('>')?.1.split('<').next()?;
        Some((word.to_owned(), height))
    });
    words.collect()
}

#[test]
fn how_many_come_in_is_never_cut_off() {
    for kind in [
        "Backstage and Front of House Supporter (Early Bird)",
        &"Very long ticket type ".repeat(12),
    ] {
        let fields = guest()
            .with(Field::TicketType, kind)
            .with(Field::Admits, "Admits 4");
        for template in [Template::ticket(), Template::ticket_a6()] {
            let words = words(&template, &fields);
            let at = words.iter().position(|(word, _)| word == "Admits");
            assert_eq!(words[at.unwrap() + 1].0, "4", "{words:?}");
        }
    }
}

#[test]
fn a_long_company_can_be_read() {
    let companies = [
        "The International Association of Reliability Engineers and Their Many Friends Abroad, Ltd.",
        &"Donaudampfschifffahrts".repeat(8),
    ];
    for company in companies {
        let fields = guest().with(Field::Company, company);
        for (template, least) in [(Template::ticket(), 10.0), (Template::ticket_a6(), 8.0)] {
            let words = words(&template, &fields);
            let begins = &company[..company.find(' ').unwrap_or(4)];
            let first = words.iter().find(|(word, _)| word.starts_with(begins));
            let (_, height) = first.unwrap();
            assert!(*height >= least, "{company}: {height} of {words:?}");
        }
    }
}
