//! Draws tickets and badges for many kinds of names into a folder, and says how long it took.
//!
//! `cargo run --release -p lanyard-paper --example sheet -- OUT`

use std::path::PathBuf;
use std::time::{Duration, Instant};

use lanyard_paper::{Field, Fields, Paper, PaperError, Template};

const NAMES: &[&str] = &[
    "Łukasz Ó Súilleabháin",
    "X",
    "Niall Sheridan",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren Junior",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter",
    "María de los Ángeles Fernández-Villaverde y García-Mansilla III",
    "محمد بن عبد الله الأنصاري",
    "נועה בן־דוד",
    "佐藤 美咲",
    "さくら 小林",
    "김서연",
    "प्रियंका श्रीवास्तव",
    "ณัฐวุฒิ วงศ์สุวรรณ",
    "Ελένη Παπαδοπούλου",
    "Дмитрий Щукин",
    "Zoë 👩‍💻 O’Neill",
    "Omar عمر Haddad 陳",
    "Z̷̢̛̩̗̈́a̸̧̛̻̍l̵̨̛͍̐g̶̢̛̯̈́o̷̧̹͒",
    "<b>&amp; \"Bobby\" ]]></svg>",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    std::fs::create_dir_all(&out)?;
    let started = Instant::now();
    let paper = Paper::new();
    println!("fonts: {:?}", started.elapsed());
    let (ticket, badge) = (Template::ticket(), Template::badge());
    println!("templates: {:?}", started.elapsed());

    let pages: Vec<Fields> = NAMES
        .iter()
        .enumerate()
        .map(|(i, name)| fields(i, name))
        .collect();
    let mut spent = [Duration::ZERO; 4];
    for (i, page) in pages.iter().enumerate() {
        let mut timed = |slot: usize, make: &dyn Fn() -> Result<Vec<u8>, PaperError>| {
            let started = Instant::now();
            let file = make();
            spent[slot] += started.elapsed();
            file
        };
        std::fs::write(
            out.join(format!("ticket-{i:02}.pdf")),
            timed(0, &|| paper.pdf(&ticket, [page]))?,
        )?;
        std::fs::write(
            out.join(format!("ticket-{i:02}.png")),
            timed(1, &|| paper.png(&ticket, page, 1240))?,
        )?;
        std::fs::write(
            out.join(format!("badge-{i:02}.png")),
            timed(2, &|| paper.png(&badge, page, 1181))?,
        )?;
        std::fs::write(
            out.join(format!("ticket-{i:02}.svg")),
            timed(3, &|| paper.svg(&ticket, page).map(String::into_bytes))?,
        )?;
    }
    for (name, spent) in ["ticket pdf", "ticket png", "badge png", "ticket svg"]
        .iter()
        .zip(spent)
    {
        println!(
            "{name}: {:.1} ms each",
            spent.as_secs_f64() * 1000.0 / NAMES.len() as f64
        );
    }
    let many: Vec<Fields> = (0..400)
        .map(|i| fields(i, NAMES[i % NAMES.len()]))
        .collect();
    for (name, template) in [("tickets", &ticket), ("badges", &badge)] {
        let started = Instant::now();
        let file = paper.pdf(template, &many)?;
        println!(
            "400 {name}: {:?}, {} kB",
            started.elapsed(),
            file.len() / 1024
        );
        std::fs::write(out.join(format!("{name}.pdf")), file)?;
    }
    Ok(())
}

fn fields(i: usize, name: &str) -> Fields {
    let code: String = (0..117)
        .map(|k| {
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"[(i * 31 + k * k + 7 * k) % 45] as char
        })
        .collect();
    Fields::new()
        .with(Field::Event, "Scale & Reliability Engineering")
        .with(Field::Series, "Intercom Engineering Insights")
        .with(Field::Date, "Thursday 3 December 2026")
        .with(Field::Time, "Doors 18:15 · Talks from 19:00")
        .with(Field::Venue, "The Rope Store, 12 Hawser Quay, Dublin 2")
        .with(Field::Name, name)
        .with(
            Field::Company,
            [
                "Tallow & Reed",
                "",
                "北京云帆科技有限公司",
                "A company whose name is much longer than any label has room for, Ltd.",
            ][i % 4],
        )
        .with(Field::Role, ["Staff engineer", "", "CTO"][i % 3])
        .with(
            Field::TicketType,
            ["General", "Speaker", "Team of four"][i % 3],
        )
        .with(Field::Admits, ["", "", "Admits 4"][i % 3])
        .with(Field::HostHint, "Questions? rich@intercom.io")
        .with(Field::CodeId, "K7Q2-9FXM")
        .with(
            Field::Ribbon,
            ["#ff5a36", "#00205b"][usize::from(i % 5 == 4)],
        )
        .with(Field::Code, format!("LY1:{code}"))
}
