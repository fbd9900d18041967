//! Our own way from grey pixels to text, made for a camera at a door.
//!
//! Nothing is copied and no black and white picture is made: rows are compared with local
//! thresholds, corner squares are looked for by their proportions, and the modules
//! between them are read from the grey itself. What is doubtful stays doubtful until the
//! correction of errors; a text is only given where enough of that is left to prove it.

mod codewords;
mod finder;
mod grid;
mod map;
mod mark;
mod shape;
mod sheet;
mod solomon;
mod threshold;
mod tone;
mod view;

use image::GrayImage;

use crate::FoundCode;
use finder::{Corners, Finder, Lit, find, triples};
use grid::{Guess, Read};
use threshold::Thresholds;
use view::View;

/// How one pass looks at a picture.
#[derive(Clone, Copy)]
pub(crate) struct Pass {
    /// Every so many rows are looked at for corner squares.
    pub(crate) step: usize,
    /// Thresholds are means of the blocks of 8 pixels up to so many away.
    pub(crate) reach: usize,
    /// Quarters from the mean towards the middle between the lightest and the darkest.
    pub(crate) middle: u32,
    /// Where light and dark differ by less, nothing is looked for.
    pub(crate) contrast: u8,
    /// Triples of squares that are looked at.
    pub(crate) triples: usize,
    /// Guesses that are read from.
    pub(crate) guesses: usize,
    /// Guesses that are also read from as a sheet that is not flat.
    pub(crate) bent: usize,
}

/// Half the size: each pixel the mean of four.
pub(crate) fn halved(picture: &GrayImage) -> GrayImage {
    view::halved(View::of(picture))
}

/// Sharper: each pixel is set off twice as much against the mean of those up to `reach` away.
pub(crate) fn sharpened(picture: &GrayImage, reach: usize) -> GrayImage {
    view::sharpened(View::of(picture), reach)
}

/// Finds the codes in a picture that was scaled by `scale`; points are given in the unscaled one.
pub(crate) fn look(picture: &GrayImage, scale: f32, pass: Pass) -> Vec<FoundCode> {
    if picture.width() < 16 || picture.height() < 16 {
        return Vec::new();
    }
    let view = View::of(picture);
    let thresholds = Thresholds::of(view, pass.reach, pass.middle, pass.contrast);
    let lit = Lit {
        view,
        thresholds: &thresholds,
    };
    let squares = find(lit, pass.step);
    let triples = triples(&squares, pass.triples);
    let mut reading = Reading {
        used: Vec::new(),
        found: Vec::new(),
    };
    let mut failed: Vec<(Guess, Corners)> = Vec::new();
    for outline in grid::outlines(lit, &triples) {
        if !reading.found.is_empty() && outline.rating() < LEAST_OF_MORE {
            break;
        }
        if reading.is_used(outline.corners()) {
            continue;
        }
        for guess in outline.guesses(lit).into_iter().take(MOST_MAPS) {
            if failed.len() >= pass.guesses {
                break;
            }
            match guess.read_flat(lit) {
                Some(read) => {
                    reading.take(read, outline.corners());
                    break;
                }
                None => failed.push((guess, *outline.corners())),
            }
        }
    }
    failed.sort_by(|a, b| b.0.rating.total_cmp(&a.0.rating));
    for (guess, corners) in failed.iter().take(pass.bent) {
        if guess.rating > LEAST_OF_BENT
            && !reading.is_used(corners)
            && let Some(read) = guess.read_bent(lit)
        {
            reading.take(read, corners);
        }
    }
    let mut found = reading.found;
    for code in &mut found {
        for point in &mut code.points {
            *point = (point.0 / scale, point.1 / scale);
        }
    }
    found
}

/// Where a code was found, others must look so much like one to be tried.
const LEAST_OF_MORE: f32 = 0.6;
/// What is not flat takes long, and must look so much like a code to be tried.
const LEAST_OF_BENT: f32 = 0.7;
/// Maps of one outline that are read from.
const MOST_MAPS: usize = 3;

/// What was read, and the corner squares it used up.
struct Reading {
    used: Vec<Finder>,
    found: Vec<FoundCode>,
}

impl Reading {
    fn is_used(&self, corners: &Corners) -> bool {
        let three = [corners.top_left, corners.top_right, corners.bottom_left];
        self.used
            .iter()
            .any(|used| three.iter().any(|one| (used.x, used.y) == (one.x, one.y)))
    }

    fn take(&mut self, read: Read, corners: &Corners) {
        self.used
            .extend([corners.top_left, corners.top_right, corners.bottom_left]);
        self.found.push(FoundCode {
            text: read.text,
            points: read.corners.to_vec(),
        });
    }
}
