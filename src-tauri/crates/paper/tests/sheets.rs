//! Lists on paper, as they come out.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test may fail like the test"
)]

mod poppler;

use image::Rgb;
use lanyard_paper::{Paper, PaperError, Sheet, SheetRow};

fn row(heading: &str, people: u32, cells: &[&str]) -> SheetRow {
    SheetRow {
        heading: heading.to_owned(),
        people,
        cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
    }
}

fn inside(rows: Vec<SheetRow>) -> Sheet {
    let people: u32 = rows.iter().map(|row| row.people).sum();
    Sheet {
        title: "Who is inside".to_owned(),
        lines: vec!["Scale & Reliability Engineering".to_owned()],
        figure: people.to_string(),
        figure_label: "people inside".to_owned(),
        foot: format!("{people} inside at 19:42"),
        ribbon: "#ff5a36".to_owned(),
        tick_boxes: true,
        columns: ["Name", "Company", "Ticket", "In at", "Door"]
            .map(str::to_owned)
            .into(),
        rows,
    }
}

#[test]
fn everybody_is_on_the_list_once_and_in_order() {
    let names: Vec<String> = (0..700).map(|i| format!("Guest {i:04}")).collect();
    let rows = names
        .iter()
        .enumerate()
        .map(|(i, name)| row(&((b'A' + (i / 70) as u8) as char).to_string(), 1, &[name]))
        .collect();
    let pages = poppler::texts(&Paper::new().sheet(&inside(rows)).unwrap());
    let found: Vec<&str> = pages
        .iter()
        .flat_map(|page| page.lines())
        .filter_map(|line| line.trim().strip_prefix("Guest "))
        .collect();
    let expected: Vec<&str> = names
        .iter()
        .map(|name| name.trim_start_matches("Guest "))
        .collect();
    assert_eq!(found, expected);
    // pdftotext takes narrow spaces for none.
    let dense: Vec<String> = pages.iter().map(|page| page.replace(' ', "")).collect();
    for (i, page) in dense.iter().enumerate() {
        let number = format!("{}/{}", i + 1, pages.len());
        assert!(page.contains("700insideat19:42"), "the total: {page}");
        assert!(page.contains(&number), "the page's number {number}: {page}");
        assert!(page.contains("Company"), "the columns' titles: {page}");
    }
    assert!(
        dense[2].contains("A–B"),
        "what it spans stands on a later page: {}",
        pages[2]
    );
}

#[test]
fn a_group_says_how_many_they_are() {
    let rows = vec![row("L", 3, &["Ivo Li"]), row("L", 1, &["Wei Li"])];
    let text = poppler::texts(&Paper::new().sheet(&inside(rows)).unwrap()).concat();
    assert!(text.contains("× 3 Ivo Li"), "{text}");
    assert!(!text.contains("× 1"), "{text}");
}

#[test]
fn an_empty_house_is_a_page_too() {
    let pages = poppler::texts(&Paper::new().sheet(&inside(Vec::new())).unwrap());
    assert_eq!(pages.len(), 1);
    assert!(pages[0].contains("0 inside at 19:42"), "{}", pages[0]);
}

#[test]
fn names_of_all_scripts_can_be_searched_for() {
    let names = [
        "Łukasz Ó Súilleabháin",
        "Дмитрий Щукин",
        "Ελένη Παπαδοπούλου",
        "佐藤 美咲",
        "김서연",
        "ณัฐวุฒิ วงศ์สุวรรณ",
    ];
    let rows = names.map(|name| row("", 1, &[name])).into();
    let text = poppler::texts(&Paper::new().sheet(&inside(rows)).unwrap()).concat();
    for name in names {
        assert!(text.contains(name), "{name} in {text}");
    }
}

#[test]
fn nothing_is_printed_where_a_printer_does_not_reach() {
    let long = [
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処",
        "عبدالرحمنعبدالرحمنعبدالرحمنعبدالرحمنعبدالرحمنعبدالرحمن",
        "Zoë 👩‍💻 O’Neill",
        "</text> & \"quoted\"",
        "",
    ];
    let rows = (0..60)
        .map(|i| row("W", 1 + i % 3, &[long[i as usize % 7]; 5]))
        .collect();
    let mut sheet = inside(rows);
    sheet.title = long[0].to_owned();
    sheet.foot = long[1].to_owned();
    let pictures = poppler::pictures(&Paper::new().sheet(&sheet).unwrap());
    assert!(pictures.len() > 1, "there is a later page too");
    for (page, picture) in pictures.iter().enumerate() {
        let (width, height) = picture.dimensions();
        for (x, y, pixel) in picture.enumerate_pixels() {
            let ribbon = x < 18;
            let margin = x > width - 30 || y < 30 || y > height - 24;
            assert!(
                ribbon || !margin || *pixel == Rgb([255; 3]),
                "page {page} at {x} {y}"
            );
        }
    }
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let sheet = inside(vec![row("O", 1, &["Omar عمر 陳", "Tallow & Reed"])]);
    let print = || Paper::new().sheet(&sheet).unwrap();
    assert!(print() == print());
}

#[test]
fn a_ribbon_is_a_colour() {
    let sheet = Sheet {
        ribbon: "red".to_owned(),
        ..Sheet::default()
    };
    assert!(matches!(
        Paper::new().sheet(&sheet),
        Err(PaperError::NotAColour { .. })
    ));
}
