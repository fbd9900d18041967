//! Frames of a camera at a door, with what spoils them; shared by the tests and the bench.
//!
//! Everything follows from a kind of damage, a strength from 0 (mild) to 1 (beyond
//! reading for most), and a seed: the same three give the same frame on every machine.

mod paint;

use image::GrayImage;
use lanyard_optics::{Level, draw};

use paint::{Card, Chance, Plane, Scene};

/// What spoils a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing but a busy background and a light tilt.
    Plain,
    /// A code of few pixels in a 1080p frame: modules from 2.6 down to 1.5 pixels.
    Small,
    /// Turned by any angle.
    Turned,
    /// A quarter or a half turn.
    QuarterTurn,
    /// Seen from the side: 30° to 72°.
    Askew,
    /// Print on a bottle or a bent sheet.
    Curved,
    /// Print that was in a pocket.
    Crumpled,
    /// Out of focus.
    Defocus,
    /// Moved while the shutter was open.
    Motion,
    /// A dark entrance: little light, much noise.
    LowLight,
    /// A faint print or a dim screen.
    Faint,
    /// Light modules on dark.
    Inverted,
    /// A lamp mirrored in a phone's glass.
    Glare,
    /// A hard shadow and uneven light.
    Shadow,
    /// A screen's own grid beating with the camera's.
    Moire,
    /// Dirt, scratches and a thumb.
    Dirt,
    /// A stream squeezed to few bytes.
    Squeezed,
    /// A bit of everything.
    Mixed,
}

/// All kinds, in the order of the table.
pub const KINDS: [Kind; 18] = [
    Kind::Plain,
    Kind::Small,
    Kind::Turned,
    Kind::QuarterTurn,
    Kind::Askew,
    Kind::Curved,
    Kind::Crumpled,
    Kind::Defocus,
    Kind::Motion,
    Kind::LowLight,
    Kind::Faint,
    Kind::Inverted,
    Kind::Glare,
    Kind::Shadow,
    Kind::Moire,
    Kind::Dirt,
    Kind::Squeezed,
    Kind::Mixed,
];

const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// A text of a ticket's form.
pub fn ticket(chance: &mut Chance) -> String {
    let body = (0..117).map(|_| ALPHABET[chance.below(45)] as char);
    "LY1:".chars().chain(body).collect()
}

/// A text as others put into their codes.
fn foreign(chance: &mut Chance) -> String {
    let letters = |chance: &mut Chance, count: usize| -> String {
        (0..count)
            .map(|_| char::from(b'a' + chance.below(26) as u8))
            .collect()
    };
    match chance.below(3) {
        0 => format!("{:020}", chance.next() >> 2),
        1 => format!(
            "https://lu.ma/check-in/evt-{}?pk=g-{}",
            letters(chance, 12),
            letters(chance, 10)
        ),
        _ => letters(chance, 32),
    }
}

/// A frame spoiled by `kind`, and the text of the only code in it.
///
/// One in four holds somebody else's code; the others hold a ticket.
pub fn frame(kind: Kind, strength: f32, seed: u64) -> (GrayImage, String) {
    let chance = &mut Chance::new(seed.wrapping_mul(31).wrapping_add(kind as u64));
    let text = if seed % 4 == 3 {
        foreign(chance)
    } else {
        ticket(chance)
    };
    let code = draw(&text, Level::M).unwrap();
    let s = strength;
    let (width, height) = match kind {
        Kind::Small => (1920, 1080),
        _ if seed.is_multiple_of(3) => (1920, 1080),
        _ => (1280, 720),
    };
    let scale = width as f32 / 1280.0;
    let module = match kind {
        Kind::Small => 2.6 - 1.1 * s,
        _ => (chance.between(4.0, 6.5) * scale).min(height as f32 * 0.8 / (code.extent() as f32)),
    };
    let mut card = Card {
        ink: chance.between(15.0, 60.0),
        paper: chance.between(185.0, 240.0),
        margin: chance.between(0.0, 6.0),
        code,
    };
    let mut plane = Plane {
        module,
        roll: chance.between(-12.0, 12.0),
        tilt: chance.between(0.0, 15.0),
        tilt_towards: chance.between(0.0, 360.0),
        centre: (
            width as f32 * chance.between(0.42, 0.58),
            height as f32 * chance.between(0.46, 0.54),
        ),
        ..Plane::default()
    };
    match kind {
        Kind::Turned => plane.roll = chance.between(0.0, 360.0),
        Kind::QuarterTurn => plane.roll += 90.0 * (1.0 + chance.below(3) as f32),
        Kind::Askew => plane.tilt = 30.0 + 42.0 * s,
        Kind::Curved => plane.bend = 0.6 + 1.9 * s,
        Kind::Crumpled => plane.crumple = 0.25 + 1.4 * s,
        Kind::Inverted => std::mem::swap(&mut card.ink, &mut card.paper),
        Kind::Faint => card.ink = card.paper - (60.0 - 52.0 * s),
        Kind::Mixed => {
            plane.roll = chance.between(0.0, 360.0);
            plane.tilt = 10.0 + 30.0 * s;
            plane.bend = 0.4 * s;
            plane.module *= 0.8;
        }
        _ => {}
    }
    let mut scene = Scene::new(width, height, chance);
    scene.place(&card, &plane, chance);
    match kind {
        Kind::Defocus => scene.blur(module * (0.3 + 0.75 * s)),
        Kind::Motion => scene.smear(module * (0.8 + 2.6 * s), chance.between(0.0, 180.0)),
        Kind::LowLight => {
            scene.light(|_, _| 0.32 - 0.2 * s, 12.0);
            scene.blur(0.8);
            scene.noise(4.0 + 14.0 * s, chance);
        }
        Kind::Faint => {
            scene.blur(0.7);
            scene.noise(1.0 + 1.5 * s, chance);
        }
        Kind::Glare => scene.glare(&plane, card.extent(), s, chance),
        Kind::Shadow => scene.shadow(&plane, s, chance),
        Kind::Moire => scene.moire(&plane, s, chance),
        Kind::Dirt => scene.dirt(&plane, card.extent(), s, chance),
        Kind::Mixed => {
            scene.shadow(&plane, 0.5 * s, chance);
            scene.smear(module * 1.1 * s, chance.between(0.0, 180.0));
            scene.blur(0.3 + module * 0.3 * s);
            scene.light(|_, _| 0.9 - 0.5 * s, 10.0);
            scene.noise(2.0 + 7.0 * s, chance);
        }
        _ => {}
    }
    if !matches!(kind, Kind::Faint | Kind::LowLight | Kind::Mixed) {
        scene.blur(0.5);
        scene.noise(2.0, chance);
    }
    let frame = scene.picture();
    let frame = match kind {
        Kind::Squeezed => paint::jpeg(&frame, (16.0 - 15.0 * s) as u8),
        Kind::Mixed => paint::jpeg(&frame, (80.0 - 40.0 * s) as u8),
        _ => frame,
    };
    (frame, text)
}

/// A frame of the background alone.
#[allow(dead_code, reason = "the bench has no use for it")]
pub fn empty(seed: u64) -> GrayImage {
    let chance = &mut Chance::new(seed);
    let mut scene = Scene::new(1280, 720, chance);
    scene.blur(0.5);
    scene.noise(2.0 + 4.0 * seed as f32, chance);
    scene.picture()
}
