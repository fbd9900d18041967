//! How much is read of frames that are spoiled in all sorts of ways: never less than here, and
//! never anything wrong. The bench `reading` has the whole table, beside other readers.

#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a helper of a test may fail like the test"
)]

mod damage;

use std::thread;

use damage::{KINDS, Kind, frame};
use lanyard_optics::{FrameReader, read_luma};

/// Frames of each kind, their strengths evenly spread.
const COUNT: u64 = 4;

/// How many of them are read at least, by a live camera that shows the same frame four times.
fn floor(kind: Kind) -> u32 {
    match kind {
        Kind::Plain
        | Kind::Turned
        | Kind::QuarterTurn
        | Kind::Inverted
        | Kind::Squeezed
        | Kind::Faint
        | Kind::Curved => 4,
        Kind::Moire | Kind::Askew | Kind::Small | Kind::Dirt | Kind::LowLight | Kind::Shadow => 3,
        Kind::Motion | Kind::Mixed | Kind::Defocus => 2,
        Kind::Crumpled | Kind::Glare => 1,
    }
}

/// How many frames of a kind are read live, of which all must be read as stills.
fn read_of(kind: Kind) -> u32 {
    let mut live = 0;
    for seed in 0..COUNT {
        let strength = (seed as f32 + 0.5) / COUNT as f32;
        let (frame, text) = frame(kind, strength, 100 + seed);
        let mut reader = FrameReader::new();
        let shown = (0..4).find_map(|_| {
            let codes = reader.read(&frame);
            (!codes.is_empty()).then_some(codes)
        });
        for code in shown.iter().flatten() {
            assert_eq!(code.text, text, "{kind:?} {seed}: a wrong text, live");
        }
        live += u32::from(shown.is_some());
        // Stills take long: some of those that a camera reads are enough here.
        if shown.is_some() && seed % 2 == kind as u64 % 2 {
            let codes = read_luma(&frame);
            for code in &codes {
                assert_eq!(code.text, text, "{kind:?} {seed}: a wrong text, still");
            }
            assert!(
                !codes.is_empty(),
                "{kind:?} {seed}: read live and not as a still"
            );
        }
    }
    live
}

#[test]
fn what_is_spoiled_is_read_as_far_as_it_can_be() {
    let (one, other): (Vec<Kind>, Vec<Kind>) = KINDS
        .into_iter()
        .partition(|&kind| (kind as u8).is_multiple_of(2));
    let read_all = |kinds: Vec<Kind>| {
        thread::spawn(move || {
            kinds
                .into_iter()
                .map(|kind| (kind, read_of(kind)))
                .collect::<Vec<_>>()
        })
    };
    for half in [read_all(one), read_all(other)] {
        for (kind, live) in half.join().unwrap() {
            println!("{kind:?}: {live} of {COUNT}");
            assert!(live >= floor(kind), "{kind:?}: only {live} of {COUNT}");
        }
    }
}

#[test]
fn a_frame_without_a_code_gives_nothing() {
    // The texture of the frames, with nothing laid on it.
    for seed in 0..6 {
        let mut reader = FrameReader::new();
        let frame = damage::empty(seed);
        for _ in 0..4 {
            assert_eq!(reader.read(&frame), [], "frame {seed}");
        }
    }
}
