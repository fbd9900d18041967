//! That a stamped page looks as `krilla` would draw it, and says the same.

use std::path::Path;
use std::process::Command;

use image::RgbImage;

use super::*;
use crate::fields::LineupLine;

fn guest(name: &str) -> Fields {
    let line = |time: &str, title: &str, speakers: &str| LineupLine {
        time: time.into(),
        title: title.into(),
        speakers: speakers.into(),
    };
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
        .with(Field::Admits, "Admits 4")
        .with(Field::HostHint, "Questions? rich@intercom.io")
        .with(Field::CodeId, "K7Q2-9FXM")
        .with(Field::Code, "LY1:SOMETHING ELSE")
        .with_answer("Diet", "vegan")
        .with_lineup([
            line("18:15", "Doors, food and beer", ""),
            line(
                "19:00",
                "Scaling MongoDB",
                "Niall Sheridan, Barisa Obradovic",
            ),
        ])
}

const NAMES: &[&str] = &[
    "Łukasz Ó Súilleabháin",
    "María de los Ángeles Fernández-Villaverde y García-Mansilla III",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter",
    "محمد بن عبد الله الأنصاري",
    "נועה בן־דוד",
    "佐藤 美咲",
    "김서연",
    "प्रियंका श्रीवास्तव",
    "ณัฐวุฒิ วงศ์สุวรรณ",
    "Дмитрий Щукин",
    "Omar عمر Haddad 陳 नमस्ते",
    "Z̷̢̛̩̗̈́a̸̧̛̻̍l̵̨̛͍̐g̶̢̛̯̈́o̷̧̹͒",
];

fn template(inside: &str) -> Template {
    Template::parse(&format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="80mm" viewBox="0 0 100 80">{inside}</svg>"##
    ))
    .unwrap()
}

const NAME: &str = r#"<text data-field="name" data-box="5 5 90 20" data-lines="2" font-family="Inter" font-size="9">x</text>"#;

fn run(program: &str, arguments: &[&Path]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| {
        panic!("{program} of poppler-utils, which tools/setup.sh test installs: {error}")
    });
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "{program}: {said}"
    );
    output.stdout
}

/// The pages of a PDF, and what they say.
fn seen(pdf: &[u8]) -> (Vec<RgbImage>, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.pdf");
    std::fs::write(&file, pdf).unwrap();
    let prefix = folder.path().join("page");
    let resolution = ["-r", "60", "-png"].map(Path::new);
    run("pdftoppm", &[&resolution[..], &[&file, &prefix]].concat());
    let mut pictures: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "png"))
        .collect();
    pictures.sort();
    let text = run("pdftotext", &[&file, "-".as_ref()]);
    (
        pictures
            .iter()
            .map(|path| image::open(path).unwrap().to_rgb8())
            .collect(),
        String::from_utf8(text).unwrap(),
    )
}

/// Which part of two pictures is not alike: edges may lie a fraction of a pixel apart.
fn unlike(one: &RgbImage, other: &RgbImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let far = |(a, b): (&u8, &u8)| a.abs_diff(*b) > 64;
    let different = one
        .iter()
        .zip(other.iter())
        .filter(|pair| far(*pair))
        .count();
    different as f64 / one.len() as f64
}

#[test]
fn a_stamped_page_looks_as_krilla_draws_it() {
    let paper = Paper::new();
    let answers = template(&format!(
        r##"<style>.loud {{ fill: #b3261e }}</style>
        <linearGradient id="dawn"><stop stop-color="#fff"/><stop offset="1" stop-color="#fa0"/></linearGradient>
        <rect width="100" height="80" fill="url(#dawn)" opacity="0.7"/>{NAME}
        <g transform="translate(90 70) rotate(-30)"><text class="loud" data-field="company answer:Diet"
        data-box="-60 -9 50 9" text-anchor="end" font-family="Inter" font-size="6" letter-spacing="0.4">x</text></g>
        <g data-if="answer:Diet"><circle cx="12" cy="70" r="6" fill="#0e7a4b"/></g>"##
    ));
    for template in [
        Template::ticket(),
        Template::ticket_a6(),
        Template::badge(),
        answers,
    ] {
        let stencil = paper.stencil(&template);
        let (mut stamped, mut drawn) = (Vec::new(), Vec::new());
        for name in NAMES {
            let fields = guest(name);
            let pdf = stencil.stamped(&fields).unwrap();
            stamped.push(pdf.unwrap_or_else(|| panic!("{name} is stamped")));
            drawn.push(paper.drawn(&template, &fields).unwrap());
        }
        let mut book = stencil.book(Vec::new(), "All").unwrap();
        for name in NAMES {
            book.page(&guest(name)).unwrap();
        }
        let (pages, _) = seen(&book.finish().unwrap());
        assert_eq!(pages.len(), NAMES.len());
        for (at, name) in NAMES.iter().enumerate() {
            let (one, says) = seen(&stamped[at]);
            let (other, said) = seen(&drawn[at]);
            let wide = template.width_mm();
            let part = unlike(&one[0], &other[0]);
            assert!(part < 0.002, "{name}, {wide} mm wide: {part}");
            assert_eq!(unlike(&one[0], &pages[at]), 0.0, "{name} in the book");
            let words = |text: &str| {
                let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
                words.sort();
                words
            };
            // `krilla` is given each glyph alone and loses where those of these scripts belong.
            if name.chars().all(|c| c < '\u{300}') {
                assert_eq!(words(&says), words(&said), "{name}, {wide} mm wide");
            }
        }
    }
}

#[test]
fn what_cannot_be_stamped_is_drawn() {
    let paper = Paper::new();
    for inside in [
        format!(r#"<g opacity="0.4">{NAME}</g>"#),
        format!(r##"{NAME}<rect x="5" y="5" width="40" height="20" fill="#fa0"/>"##),
        NAME.replace("<text", r##"<text stroke="#b3261e" stroke-width="0.3""##),
        NAME.replace("<text", r#"<text text-decoration="underline""#),
    ] {
        let template = template(&inside);
        let stencil = paper.stencil(&template);
        let fields = guest("Ann-Marie Kelly");
        assert!(stencil.stamped(&fields).unwrap().is_none(), "{inside}");
        let (one, _) = seen(&stencil.pdf(&fields).unwrap());
        let (other, _) = seen(&paper.drawn(&template, &fields).unwrap());
        assert_eq!(unlike(&one[0], &other[0]), 0.0, "{inside}");
        let mut book = stencil.book(Vec::new(), "All").unwrap();
        book.page(&fields).unwrap();
        book.page(&fields).unwrap();
        let (pages, _) = seen(&book.finish().unwrap());
        assert_eq!(unlike(&pages[1], &other[0]), 0.0, "{inside}, in the book");
    }
}

#[test]
fn a_logo_is_drawn_as_wide_as_its_room() {
    let paper = Paper::new();
    let template = template(&format!(
        r##"{NAME}<rect data-image="logo" x="10" y="40" width="60" height="30"/>"##
    ));
    let mut square = image::RgbImage::new(8, 8);
    square.fill(0x20);
    let mut png = std::io::Cursor::new(Vec::new());
    square.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="#202020"/></svg>"##;
    for file in [png.get_ref().as_slice(), svg] {
        let logo = Logo::new(file).unwrap();
        let stencil = paper.stencil(&template);
        let pdf = stencil.stamped(&guest("Ivo Li").with_logo(Some(logo)));
        let (pages, _) = seen(&pdf.unwrap().expect("a logo is part of the background"));
        let mm = pages[0].width() as f32 / 100.0;
        let at = |x: f32, y: f32| pages[0].get_pixel((x * mm) as u32, (y * mm) as u32).0;
        assert_eq!(at(40.0, 55.0), [0x20; 3], "in the middle of its room");
        assert_eq!(at(15.0, 55.0), [0xff; 3], "not stretched");
    }
    let without = paper.png(&template, &Fields::new(), 100).unwrap();
    let picture = image::load_from_memory(&without).unwrap().to_rgb8();
    assert!(picture.iter().all(|part| *part == 255), "no logo, no mark");
}
