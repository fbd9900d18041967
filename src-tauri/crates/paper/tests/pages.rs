//! Tickets and badges as they come out: drawn, measured and read again.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test may fail like the test"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use image::{DynamicImage, Rgb};
use lanyard_paper::{Field, Fields, MAX_WIDTH_PX, Paper, PaperError, Template, TemplateError};

const NAMES: &[&str] = &[
    "X",
    "Ó",
    "Łukasz Ó Súilleabháin",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter",
    "María de los Ángeles Fernández-Villaverde y García-Mansilla III",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9",
    "محمد بن عبد الله الأنصاري",
    "عبدالرحمنعبدالرحمنعبدالرحمنعبدالرحمنعبدالرحمنعبدالرحمن",
    "נועה בן־דוד",
    "佐藤 美咲",
    "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処",
    "김서연",
    "प्रियंका श्रीवास्तव",
    "ณัฐวุฒิ วงศ์สุวรรณ",
    "น้ำทิพย์",
    "Дмитрий Щукин",
    "Ελένη Παπαδοπούλου",
    "👩‍💻",
    "Zoë 👩‍💻 O’Neill",
    "Omar عمر Haddad 陳 नमस्ते",
    "Z̷̢̛̩̗̈́a̸̧̛̻̍l̵̨̛͍̐g̶̢̛̯̈́o̷̧̹͒",
    "</text><image href='file:///etc/passwd'/> & \"quoted\"",
    "\u{E000}\u{E001} private",
];

fn ticket_code(seed: usize) -> String {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let body = (0..117).map(|i| ALPHABET[(seed * 31 + i * i + 7 * i) % 45] as char);
    "LY1:".chars().chain(body).collect()
}

fn guest(name: &str) -> Fields {
    Fields::new()
        .with(Field::Event, "Scale & Reliability Engineering")
        .with(Field::Series, "Intercom Engineering Insights")
        .with(Field::Date, "Thursday 3 December 2026")
        .with(Field::Time, "Doors 18:15 · Talks from 19:00")
        .with(Field::Venue, "The Rope Store, 12 Hawser Quay, Dublin 2")
        .with(Field::Name, name)
        .with(Field::Company, "Tallow & Reed")
        .with(Field::Role, "Staff engineer")
        .with(Field::TicketType, "General")
        .with(Field::HostHint, "Questions? rich@intercom.io")
        .with(Field::CodeId, "K7Q2-9FXM")
        .with(Field::Code, ticket_code(name.len()))
}

/// A page that holds nothing but one text in the box 20 30 60 20.
fn one_text(marks: &str, font: &str) -> Template {
    Template::parse(&format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="80mm" viewBox="0 0 100 80">
        <text data-field="name" data-box="20 30 60 20" {marks} {font}>x</text></svg>"##
    ))
    .unwrap()
}

#[test]
fn nothing_leaves_its_box() {
    let paper = Paper::new();
    let templates = [
        one_text("", r#"font-family="Inter" font-size="12""#),
        one_text(
            r#"data-lines="3" data-align="middle""#,
            r#"font-family="Bricolage Grotesque" font-weight="800" font-size="14" letter-spacing="-0.02em" text-anchor="middle""#,
        ),
        one_text(
            r#"data-lines="2" data-align="bottom" data-min-size="9""#,
            r#"font-family="Inter" font-size="16" text-anchor="end" letter-spacing="0.5""#,
        ),
        one_text(
            r#"data-lines="2""#,
            r#"font-family="Inter" style="font-size:40px;font-style:italic""#,
        ),
    ];
    for name in NAMES {
        for (i, template) in templates.iter().enumerate() {
            let fields = Fields::new().with(Field::Name, *name);
            let svg = paper.svg(template, &fields).unwrap();
            let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
            let ink = tree.root().abs_stroke_bounding_box();
            let mm = tree.size().width() / 100.0;
            let [left, top, right, bottom] =
                [ink.left(), ink.top(), ink.right(), ink.bottom()].map(|e| e / mm);
            assert!(
                left > 19.9 && top > 29.9 && right < 80.1 && bottom < 50.1,
                "{name:?} in template {i}: {left} {top} {right} {bottom}"
            );

            let png = paper.png(template, &fields, 400).unwrap();
            let picture = image::load_from_memory(&png).unwrap().to_rgb8();
            let mut inked = 0;
            for (x, y, pixel) in picture.enumerate_pixels() {
                let inside = (79..=321).contains(&x) && (119..=201).contains(&y);
                assert!(
                    inside || *pixel == Rgb([255; 3]),
                    "{name:?} in template {i} at {x} {y}"
                );
                inked += u32::from(*pixel != Rgb([255; 3]));
            }
            assert!(inked > 4, "{name:?} in template {i} was drawn");
        }
    }
}

#[test]
fn a_short_name_is_as_large_as_the_template_says() {
    let paper = Paper::new();
    let template = one_text("", r#"font-family="Inter" font-size="10""#);
    let height = |name: &str| {
        let svg = paper
            .svg(&template, &Fields::new().with(Field::Name, name))
            .unwrap();
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
        tree.root().abs_bounding_box().height() * 100.0 / tree.size().width()
    };
    let capital = height("H");
    assert!(
        (capital - 7.27).abs() < 0.1,
        "Inter's capitals are 0.727 of its size: {capital}"
    );
    assert!(height("HHHHHHHHHHHH") < capital, "a longer one shrinks");
}

#[test]
fn the_code_can_be_read_from_every_ticket_and_badge() {
    let paper = Paper::new();
    for (i, name) in NAMES.iter().enumerate() {
        let fields = guest(name);
        let png = paper.png(&Template::ticket(), &fields, 1240).unwrap();
        assert_eq!(
            texts(&image::load_from_memory(&png).unwrap()),
            [fields.get(Field::Code)],
            "{name}"
        );
        let badge = fields.with(Field::Code, format!("LYB:0123456789AB{i}"));
        let png = paper.png(&Template::badge(), &badge, 1181).unwrap();
        assert_eq!(
            texts(&image::load_from_memory(&png).unwrap()),
            [badge.get(Field::Code)],
            "{name}"
        );
    }
}

fn texts(picture: &DynamicImage) -> Vec<String> {
    lanyard_optics::read(picture)
        .into_iter()
        .map(|code| code.text)
        .collect()
}

#[test]
fn the_pdf_holds_the_code_the_name_and_a_title() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tickets.pdf");
    let paper = Paper::new();
    let pages: Vec<Fields> = ["Łukasz Ó Súilleabháin", "佐藤 美咲"].map(guest).into();
    std::fs::write(&file, paper.pdf(&Template::ticket(), &pages).unwrap()).unwrap();

    if let Some(text) = output(
        "pdftotext",
        &["-layout".as_ref(), file.as_ref(), "-".as_ref()],
    ) {
        for expected in [
            "Łukasz Ó Súilleabháin",
            "佐藤 美咲",
            "Scale & Reliability",
            "K7Q2-9FXM",
        ] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
    }
    if let Some(info) = output("pdfinfo", &[file.as_ref()]) {
        assert!(
            info.contains("Title:           Scale & Reliability Engineering\n"),
            "{info}"
        );
        assert!(
            info.contains("Pages:           2\n") && info.contains("(A4)"),
            "{info}"
        );
    }
    let pictures = folder.path().join("page");
    let drawn = output(
        "pdftoppm",
        &[
            "-r".as_ref(),
            "150".as_ref(),
            "-png".as_ref(),
            file.as_ref(),
            pictures.as_ref(),
        ],
    );
    if drawn.is_none() {
        return;
    }
    for (i, page) in pages.iter().enumerate() {
        let picture = folder.path().join(format!("page-{}.png", i + 1));
        let found = lanyard_optics::read_file(&picture).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, page.get(Field::Code));
        if let Some(text) = output(
            "zbarimg",
            &["--quiet".as_ref(), "--raw".as_ref(), picture.as_ref()],
        ) {
            assert_eq!(text.strip_suffix('\n'), Some(page.get(Field::Code)));
        }
    }
}

/// What a program prints; `None` where it is not installed.
fn output(program: &str, arguments: &[&Path]) -> Option<String> {
    let output = Command::new(program).args(arguments).output();
    let Ok(output) = output else {
        eprintln!("{program} is not installed: nothing compared");
        return None;
    };
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (ticket, fields) = (Template::ticket(), guest("Omar عمر 陳"));
    let all = || {
        let paper = Paper::new();
        (
            paper.svg(&ticket, &fields).unwrap(),
            paper.png(&ticket, &fields, 600).unwrap(),
            paper.pdf(&ticket, [&fields]).unwrap(),
        )
    };
    assert!(all() == all());
}

#[test]
fn a_png_knows_its_size_on_paper() {
    let png = Paper::new()
        .png(&Template::badge(), &guest("Ivo Li"), 1181)
        .unwrap();
    let at = png.windows(4).position(|bytes| bytes == b"pHYs").unwrap() + 4;
    let per_metre = u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((per_metre as f32 * 0.0254).round(), 300.0, "dots per inch");
}

#[test]
fn a_name_is_text_and_never_markup() {
    let paper = Paper::new();
    let name = "<image href=\"x\"/>&amp;]]>'\"";
    let svg = paper.svg(&Template::ticket(), &guest(name)).unwrap();
    assert!(!svg.contains("<image"));
    let document = usvg::roxmltree::Document::parse(&svg).unwrap();
    let title = document
        .descendants()
        .find(|n| n.has_tag_name("title"))
        .and_then(|n| n.text());
    assert!(title.unwrap().ends_with(name), "{title:?}");
}

#[test]
fn empty_fields_leave_nothing_behind() {
    let paper = Paper::new();
    let template = Template::parse(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="80mm" viewBox="0 0 100 80">
        <g data-if="company role"><rect width="100" height="80"/></g>
        <text data-field="company" data-box="0 0 90 20" font-size="9">Company</text>
        <rect data-qr="code" width="30" height="30"/></svg>"##,
    )
    .unwrap();
    let white = |fields: &Fields| {
        let png = paper.png(&template, fields, 100).unwrap();
        image::load_from_memory(&png)
            .unwrap()
            .to_rgb8()
            .pixels()
            .all(|p| *p == Rgb([255; 3]))
    };
    assert!(white(&Fields::new()));
    assert!(!white(&Fields::new().with(Field::Role, "CTO")));
}

#[test]
fn the_ribbon_takes_the_events_colour() {
    let paper = Paper::new();
    let corner = |fields: &Fields| {
        let png = paper.png(&Template::ticket(), fields, 210).unwrap();
        image::load_from_memory(&png)
            .unwrap()
            .to_rgb8()
            .get_pixel(3, 3)
            .0
    };
    assert_eq!(
        corner(&guest("A")),
        [0xff, 0x5a, 0x36],
        "the template's own"
    );
    assert_eq!(
        corner(&guest("A").with(Field::Ribbon, "#00205b")),
        [0, 0x20, 0x5b]
    );
    let error = paper.svg(
        &Template::ticket(),
        &guest("A").with(Field::Ribbon, "red\"/>"),
    );
    assert!(matches!(error, Err(PaperError::NotAColour { .. })));
}

#[test]
fn a_template_says_what_is_wrong_and_where() {
    let page = |inside: &str| {
        Template::parse(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100mm\" height=\"80mm\" viewBox=\"0 0 100 80\">\n{inside}\n</svg>"
        ))
        .map(|_| ())
        .unwrap_err()
    };
    assert!(matches!(
        page("<g>"),
        TemplateError::Malformed { line: 3, .. }
    ));
    assert!(matches!(
        Template::parse("<html/>"),
        Err(TemplateError::NotSvg { line: 1 })
    ));
    assert!(matches!(
        Template::parse("<!DOCTYPE svg><svg/>"),
        Err(TemplateError::Malformed { .. })
    ));
    assert!(matches!(
        Template::parse("<svg width=\"10\" height=\"10mm\"/>"),
        Err(TemplateError::NoPhysicalSize { line: 1 })
    ));
    for external in [
        "<image href=\"file:///etc/passwd\"/>",
        "<image xmlns:l=\"http://www.w3.org/1999/xlink\" l:href=\"https://example.org/a.png\"/>",
        "<image href=\"logo.png\"/>",
        "<rect fill=\"url( 'a.svg#x')\"/>",
        "<rect style=\"fill:URL(http://example.org)\"/>",
        "<style>@import 'a.css';</style>",
        "<style>rect { fill: url(a.svg#b) }</style>",
    ] {
        let error = page(external);
        assert!(
            matches!(error, TemplateError::External { line: 2, .. }),
            "{external}: {error}"
        );
    }
    let error = page("<text data-field=\"surname\" data-box=\"0 0 1 1\">x</text>");
    assert_eq!(
        error.to_string(),
        "line 2: there is no field \"surname\"; known are event, series, date, time, venue, directions, name, \
         company, role, answers, ticket_type, admits, contact, host_hint, code, code_id, ribbon, slot_1_title and answer:QUESTION"
    );
    for mark in [
        "<text data-field=\"name\">x</text>",
        "<text data-field=\"name\" data-box=\"0 0 0 9\">x</text>",
        "<text data-field=\"name\" data-box=\"0 0 9\">x</text>",
        "<text data-field=\"name\" data-box=\"0 0 9 9\" data-lines=\"-1\">x</text>",
        "<rect data-field=\"name\"/>",
        "<g data-qr=\"code\"/>",
        "<rect data-qr=\"code\" width=\"5mm\" height=\"9\"/>",
        "<rect data-fill=\"red\"/>",
        "<rect data-colour=\"ribbon\"/>",
    ] {
        let error = page(mark);
        assert!(
            matches!(error, TemplateError::Mark { line: 2, .. }),
            "{mark}: {error}"
        );
    }
}

#[test]
fn refuses_what_cannot_be_made() {
    let paper = Paper::new();
    let (ticket, fields) = (Template::ticket(), guest("A"));
    assert!(matches!(paper.pdf(&ticket, []), Err(PaperError::NoPages)));
    for width in [0, MAX_WIDTH_PX, MAX_WIDTH_PX + 1] {
        assert!(
            matches!(
                paper.png(&ticket, &fields, width),
                Err(PaperError::PictureSize { .. })
            ),
            "{width}"
        );
    }
    let long = fields.with(Field::Code, "x".repeat(9000));
    assert!(matches!(
        paper.svg(&ticket, &long),
        Err(PaperError::CodeTooLong { bytes: 9000 })
    ));
}

#[test]
fn letters_without_a_font_are_known() {
    let paper = Paper::new();
    assert!(
        paper
            .lacking("Łukasz Ó Дмитрий Ελένη עברית العربية हिन्दी ไทย")
            .is_empty()
    );
    assert_eq!(
        paper.lacking("a\u{378}b"),
        ['\u{378}'],
        "no character has this number"
    );
}

#[test]
fn the_shipped_templates_have_their_sizes() {
    let size = |template: Template| (template.width_mm(), template.height_mm());
    assert_eq!(size(Template::ticket()), (210.0, 297.0));
    assert_eq!(size(Template::badge()), (100.0, 62.0));
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    let bytes: u64 = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().metadata().unwrap().len())
        .sum();
    assert!(
        bytes < 4_500_000,
        "the fonts are in the program: {bytes} bytes"
    );
}
