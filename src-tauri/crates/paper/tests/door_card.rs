//! The door card, as it comes out.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test may fail like the test"
)]

mod poppler;

use image::Rgb;
use lanyard_paper::{DoorCard, KeyLine, Paper, PaperError, Tone, VerdictLine};

fn card(count: usize, word: &str, to_do: &str, key: &str, does: &str) -> DoorCard {
    let tones = [Tone::Green, Tone::Neutral, Tone::Amber, Tone::Red];
    let line = |tone| VerdictLine {
        tone,
        word: word.to_owned(),
        to_do: to_do.to_owned(),
    };
    DoorCard {
        event: "Scale & Reliability Engineering".to_owned(),
        series: "Intercom Engineering Insights".to_owned(),
        date: "Thursday 3 December 2026 · Doors 18:15".to_owned(),
        title: "The door in 60 seconds".to_owned(),
        ribbon: "#00205b".to_owned(),
        tones: tones.map(line).into(),
        verdicts_title: "What the desk may say".to_owned(),
        verdicts: (0..count).map(|i| line(tones[i % 4])).collect(),
        keys_title: "Keys".to_owned(),
        keys: (1..=count)
            .map(|i| KeyLine {
                key: format!("{key}{i}"),
                does: does.to_owned(),
            })
            .collect(),
        contact: "Stuck? rich@intercom.io".to_owned(),
    }
}

fn long() -> DoorCard {
    let mut card = card(
        16,
        "Zahlungsbestätigung steht aus",
        "Bitte die Eintrittskartenverkaufsstelle oder die Veranstaltungsleitung fragen; meistens \
         ist es eine Weiterleitung der Bestätigungsnachricht an jemand anderen.",
        "Strg Umschalt F",
        "Namensschild noch einmal ausdrucken lassen",
    );
    card.event =
        "Donaudampfschifffahrtsgesellschaftskapitänskajütenabend für Zuverlässigkeit".into();
    card.series = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(3);
    card
}

#[test]
fn all_is_on_one_page_however_much_it_is() {
    let few = card(2, "Already in", "Ask for a name.", "F", "Undo");
    for card in [few, long()] {
        let pictures = poppler::pictures(&Paper::new().door_card(&card).unwrap());
        let [picture] = &pictures[..] else {
            panic!("{} pages", pictures.len());
        };
        let (width, height) = picture.dimensions();
        let mut lowest = 0;
        for (x, y, pixel) in picture.enumerate_pixels() {
            let ribbon = x < 41;
            let ink = *pixel != Rgb([255; 3]);
            let margin = x > width - 40 || y < 40 || y > height - 40;
            assert!(ribbon || !margin || !ink, "ink in the margin at {x} {y}");
            if ink && !ribbon {
                lowest = y;
            }
        }
        assert!(
            lowest > height * 6 / 10,
            "the page is used, down to {lowest} of {height}"
        );
    }
}

#[test]
fn all_can_be_selected() {
    let pages = poppler::texts(&Paper::new().door_card(&long()).unwrap());
    let text = pages.concat();
    for (words, count) in [
        ("Donaudampfschifffahrtsgesellschaftskapitänskajütenabend", 1),
        ("Zahlungsbestätigung", 20),
        ("Bestätigungsnachricht", 20),
        ("Namensschild noch einmal", 16),
        ("rich@intercom.io", 1),
    ] {
        assert_eq!(text.matches(words).count(), count, "{words} in {text}");
    }
}

#[test]
fn a_tone_has_its_colour() {
    let few = card(4, "Already in", "Ask for a name.", "F", "Undo");
    let pictures = poppler::pictures(&Paper::new().door_card(&few).unwrap());
    for colour in [
        [0x0e, 0x7a, 0x4b],
        [0x2d, 0x3b, 0x47],
        [0xf2, 0xa9, 0x00],
        [0xb3, 0x26, 0x1e],
    ] {
        let pixels = pictures[0].pixels();
        let count = pixels.filter(|pixel| pixel.0 == colour).count();
        assert!(count > 500, "{colour:x?} covers {count} points");
    }
}

#[test]
fn an_empty_card_is_a_page_with_a_ribbon() {
    let pictures = poppler::pictures(&Paper::new().door_card(&DoorCard::default()).unwrap());
    assert_eq!(pictures.len(), 1);
    assert_eq!(pictures[0].get_pixel(3, 3).0, [0xff, 0x5a, 0x36]);
}

#[test]
fn a_ribbon_is_a_colour() {
    let card = DoorCard {
        ribbon: "red".to_owned(),
        ..DoorCard::default()
    };
    assert!(matches!(
        Paper::new().door_card(&card),
        Err(PaperError::NotAColour { .. })
    ));
}
