//! From three corner squares to the text of a code: where its modules may lie, and what they say
//! there.

use super::finder::{Corners, Lit};
use super::map::Map;
use super::shape::Shape;
use super::sheet::Sheet;
use super::tone::text;

/// A code that was read.
pub(super) struct Read {
    pub(super) text: String,
    /// Its corners, clockwise from its own top left.
    pub(super) corners: [(f32, f32); 4],
}

/// Where the timing patterns alternate less than this, from -1 to 1, there is no code.
const LEAST_TIMING: f32 = 0.4;
/// The same, before it is known exactly where the code lies.
const LEAST_ROUGH_TIMING: f32 = 0.3;

/// Where a code may lie.
pub(super) struct Guess {
    /// How well its timing patterns alternate there, from -1 to 1.
    pub(super) rating: f32,
    /// Modules a side.
    size: usize,
    map: Map,
    inverted: bool,
}

/// A size that the code between three corner squares may have.
pub(super) struct Outline {
    rating: f32,
    size: usize,
    /// How much farther away than the top left square the others are, as the timing patterns tell.
    depths: (f32, f32),
    shape: Shape,
    corners: Corners,
}

/// Outlines that are looked at closely.
const MOST_OUTLINES: usize = 10;

/// The codes that some of these corner squares may belong to, the likeliest first.
pub(super) fn outlines(lit: Lit<'_>, triples: &[Corners]) -> Vec<Outline> {
    let mut outlines: Vec<Outline> = Vec::new();
    for &corners in triples {
        let Some(shape) = Shape::of(lit, &corners) else {
            continue;
        };
        for size in shape.sizes() {
            let (rating, depths) = shape.timed(lit, size);
            if rating > LEAST_ROUGH_TIMING {
                outlines.push(Outline {
                    rating,
                    size,
                    depths,
                    shape,
                    corners,
                });
            }
        }
    }
    outlines.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    outlines.truncate(MOST_OUTLINES);
    outlines
}

impl Outline {
    /// How well the timing patterns alternate as far as the squares tell, from -1 to 1.
    pub(super) fn rating(&self) -> f32 {
        self.rating
    }

    /// The rating as far as it is no chance: a small code has few timing modules.
    fn weight(&self) -> f32 {
        self.rating - 1.2 / (2.0 * (self.size as f32 - 14.0)).sqrt()
    }

    pub(super) fn corners(&self) -> &Corners {
        &self.corners
    }

    /// Where the code may lie, the likeliest first.
    pub(super) fn guesses(&self, lit: Lit<'_>) -> Vec<Guess> {
        let Self { size, shape, .. } = *self;
        let inverted = shape.inverted;
        let mut guesses = Vec::new();
        let rough = shape.rough_maps(size, self.depths);
        for map in shape.maps(lit, size, &rough) {
            let rating = timing(lit, &map, size, inverted);
            if rating > LEAST_TIMING {
                guesses.push(Guess {
                    rating,
                    size,
                    map,
                    inverted,
                });
            }
        }
        // Stable: of equals, one with its alignment mark stays before one without.
        guesses.sort_by(|a, b| b.rating.total_cmp(&a.rating));
        guesses
    }
}

impl Guess {
    /// Reads the code as one that is flat.
    pub(super) fn read_flat(&self, lit: Lit<'_>) -> Option<Read> {
        self.read(lit, |u, v| self.map.at(u, v))
    }

    /// Reads the code as one that is bent or crumpled.
    pub(super) fn read_bent(&self, lit: Lit<'_>) -> Option<Read> {
        let sheet = Sheet::fit(lit, self.map, self.size);
        self.read(lit, |u, v| sheet.at(u, v))
    }

    fn read(&self, lit: Lit<'_>, place: impl Fn(f32, f32) -> (f32, f32)) -> Option<Read> {
        let greys = greys(lit, self.size, &place);
        let text = text(&greys, self.size, self.inverted)?;
        let end = self.size as f32;
        let corners = [(0.0, 0.0), (end, 0.0), (end, end), (0.0, end)];
        Some(Read {
            text,
            corners: corners.map(|(u, v)| place(u, v)),
        })
    }
}

/// How well the two timing patterns alternate, from -1 to 1.
fn timing(lit: Lit<'_>, map: &Map, size: usize, inverted: bool) -> f32 {
    let (mut right, mut all) = (0.0, 0.0_f32);
    for across in [true, false] {
        let mut before = None;
        for i in 7..size - 7 {
            let along = i as f32 + 0.5;
            let (x, y) = if across {
                map.at(along, 6.5)
            } else {
                map.at(6.5, along)
            };
            let grey = lit.view.at(x, y);
            if let Some(before) = before {
                // Even ones are dark.
                let rise: f32 = if (i % 2 == 0) == inverted {
                    grey - before
                } else {
                    before - grey
                };
                right += rise;
                all += rise.abs();
            }
            before = Some(grey);
        }
    }
    right / all.max(1.0)
}

/// The grey of every module, where `place` has it.
fn greys(lit: Lit<'_>, size: usize, place: impl Fn(f32, f32) -> (f32, f32)) -> Vec<f32> {
    // Five points of each module: its middle counts double.
    const ASIDE: f32 = 0.22;
    let view = lit.view;
    let mut greys = Vec::with_capacity(size * size);
    for y in 0..size {
        for x in 0..size {
            let (u, v) = (x as f32 + 0.5, y as f32 + 0.5);
            let (cx, cy) = place(u, v);
            let (rx, ry) = place(u + ASIDE, v);
            let (bx, by) = place(u, v + ASIDE);
            let (rx, ry, bx, by) = (rx - cx, ry - cy, bx - cx, by - cy);
            let around = view.at(cx + rx, cy + ry)
                + view.at(cx - rx, cy - ry)
                + view.at(cx + bx, cy + by)
                + view.at(cx - bx, cy - by);
            greys.push((around + 2.0 * view.at(cx, cy)) / 6.0);
        }
    }
    greys
}
