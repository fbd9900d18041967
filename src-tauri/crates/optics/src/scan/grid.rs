//! From three corner squares to modules: where each module lies, and how dark it is.

use super::codewords::Modules;
use super::finder::{Corners, Finder, Lit};

/// A map from the plane of a code, in modules from its top left corner, to pixels.
#[derive(Clone, Copy)]
struct Map([f64; 8]);

impl Map {
    /// The one that takes each of four points to its pixel.
    fn of(points: [((f32, f32), (f32, f32)); 4]) -> Option<Self> {
        let mut rows = [[0.0_f64; 9]; 8];
        for (i, ((u, v), (x, y))) in points.into_iter().enumerate() {
            let [u, v, x, y] = [u, v, x, y].map(f64::from);
            rows[2 * i] = [u, v, 1.0, 0.0, 0.0, 0.0, -u * x, -v * x, x];
            rows[2 * i + 1] = [0.0, 0.0, 0.0, u, v, 1.0, -u * y, -v * y, y];
        }
        // Gauss and Jordan.
        for column in 0..8 {
            let pivot = (column..8)
                .max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
            rows.swap(column, pivot);
            let scale = rows[column][column];
            if scale.abs() < 1e-9 {
                return None;
            }
            rows[column].iter_mut().for_each(|value| *value /= scale);
            let row = rows[column];
            for (i, other) in rows.iter_mut().enumerate() {
                let factor = other[column];
                if i != column && factor != 0.0 {
                    for (value, &part) in other.iter_mut().zip(&row) {
                        *value -= factor * part;
                    }
                }
            }
        }
        Some(Self(rows.map(|row| row[8])))
    }

    fn at(&self, u: f32, v: f32) -> (f32, f32) {
        let [a, b, c, d, e, f, g, h] = self.0;
        let (u, v) = (f64::from(u), f64::from(v));
        let w = g * u + h * v + 1.0;
        (
            ((a * u + b * v + c) / w) as f32,
            ((d * u + e * v + f) / w) as f32,
        )
    }
}

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
    outlines.sort_by(|a, b| b.rating.total_cmp(&a.rating));
    outlines.truncate(MOST_OUTLINES);
    outlines
}

impl Outline {
    /// How well the timing patterns alternate as far as the squares tell, from -1 to 1.
    pub(super) fn rating(&self) -> f32 {
        self.rating
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

/// Tries the ways to tell dark from light, the usual one first.
fn text(greys: &[f32], size: usize, inverted: bool) -> Option<String> {
    let usual = centred(greys, size, inverted, 5);
    if let Some(text) = usual.text() {
        return Some(text);
    }
    if usual.timing() > 0.75
        && let Some(text) = usual.mirrored().text()
    {
        return Some(text);
    }
    for sharp in [0.35, 0.8] {
        let sharpened = sharpened(greys, size, sharp);
        for reach in [5, 3] {
            if let Some(text) = centred(&sharpened, size, inverted, reach).text() {
                return Some(text);
            }
        }
    }
    centred(greys, size, inverted, 2)
        .text()
        .or_else(|| centred(greys, size, inverted, size).text())
}

/// Undoes some blur: each module is set off against its neighbours.
fn sharpened(greys: &[f32], size: usize, by: f32) -> Vec<f32> {
    let at = |x: usize, y: usize| greys[y * size + x];
    let mut sharpened = Vec::with_capacity(greys.len());
    for y in 0..size {
        for x in 0..size {
            let left = at(x.saturating_sub(1), y);
            let right = at((x + 1).min(size - 1), y);
            let above = at(x, y.saturating_sub(1));
            let below = at(x, (y + 1).min(size - 1));
            let grey = at(x, y);
            sharpened.push(grey + by * (grey - (left + right + above + below) / 4.0));
        }
    }
    sharpened
}

/// How much darker than its surroundings each module is: the middle between the mean of what is
/// light and of what is dark, up to `reach` modules away. In parts of that contrast.
fn centred(greys: &[f32], size: usize, inverted: bool, reach: usize) -> Modules {
    let means = box_means(greys, size, reach);
    let sides: Vec<(f32, f32)> = greys
        .iter()
        .zip(&means)
        .map(|(&grey, &mean)| if grey > mean { (grey, 1.0) } else { (0.0, 0.0) })
        .collect();
    let sums: Vec<f32> = sides.iter().map(|side| side.0).collect();
    let counts: Vec<f32> = sides.iter().map(|side| side.1).collect();
    let sums = box_means(&sums, size, reach);
    let counts = box_means(&counts, size, reach);
    let sign = if inverted { -1.0 } else { 1.0 };
    let depths = (0..greys.len())
        .map(|i| {
            let light = sums[i] / counts[i].max(1e-3);
            let dark = (means[i] - sums[i]) / (1.0 - counts[i]).max(1e-3);
            sign * ((light + dark) / 2.0 - greys[i]) / (light - dark).max(4.0)
        })
        .collect();
    Modules::new(size, depths)
}

/// The mean of the square around each value, up to `reach` away.
fn box_means(values: &[f32], size: usize, reach: usize) -> Vec<f32> {
    // Sums of all above and left.
    let side = size + 1;
    let mut sums = vec![0.0_f32; side * side];
    for y in 0..size {
        let mut row = 0.0;
        for x in 0..size {
            row += values[y * size + x];
            sums[(y + 1) * side + x + 1] = sums[y * side + x + 1] + row;
        }
    }
    let span = |at: usize| (at.saturating_sub(reach), (at + reach + 1).min(size));
    let mut means = Vec::with_capacity(values.len());
    for y in 0..size {
        let (top, bottom) = span(y);
        for x in 0..size {
            let (left, right) = span(x);
            let sum = sums[bottom * side + right] + sums[top * side + left]
                - sums[top * side + right]
                - sums[bottom * side + left];
            means.push(sum / ((bottom - top) * (right - left)) as f32);
        }
    }
    means
}

/// What three squares tell of the code between them.
#[derive(Clone, Copy)]
struct Shape {
    top_left: (f32, f32),
    top_right: (f32, f32),
    bottom_left: (f32, f32),
    /// Modules a side, not rounded.
    size: f32,
    /// How much farther away than the top left square the top right and the bottom left one are,
    /// as their sizes tell.
    depths: (f32, f32),
    inverted: bool,
}

impl Shape {
    fn of(lit: Lit<'_>, corners: &Corners) -> Option<Self> {
        let Corners {
            top_left,
            top_right,
            bottom_left,
        } = *corners;
        let point = |finder: Finder| (finder.x, finder.y);
        let [tl, tr, bl] = [top_left, top_right, bottom_left].map(point);
        let inverted = top_left.inverted;
        // Modules in both directions of the code, at each square.
        let module = |finder: Finder, to: (f32, f32)| -> f32 {
            let at = point(finder);
            let length = (to.0 - at.0).hypot(to.1 - at.1);
            let d = ((to.0 - at.0) / length, (to.1 - at.1) / length);
            let longest = finder.module * 9.0 + 3.0;
            let sides = [d, (-d.0, -d.1)].map(|d| lit.edges(at, d, inverted, longest));
            match sides {
                [Some(a), Some(b)] => {
                    [a, b]
                        .map(|edges| edges[0] + 2.0 * edges[1] + edges[2])
                        .iter()
                        .sum::<f32>()
                        / 20.0
                }
                [Some(edges), None] | [None, Some(edges)] => {
                    (edges[0] + 2.0 * edges[1] + edges[2]) / 10.0
                }
                [None, None] => finder.module,
            }
        };
        let along = |from: (f32, f32), by: (f32, f32), to: (f32, f32)| {
            (from.0 + to.0 - by.0, from.1 + to.1 - by.1)
        };
        let tl_modules = (module(top_left, tr), module(top_left, bl));
        let tr_modules = (module(top_right, tl), module(top_right, along(tr, tl, bl)));
        let bl_modules = (
            module(bottom_left, along(bl, tl, tr)),
            module(bottom_left, tl),
        );
        let distance = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).hypot(a.1 - b.1);
        let across = distance(tl, tr) / ((tl_modules.0 + tr_modules.0) / 2.0);
        let down = distance(tl, bl) / ((tl_modules.1 + bl_modules.1) / 2.0);
        let size = (across + down) / 2.0 + 7.0;
        if !(17.0..=185.0).contains(&size) {
            return None;
        }
        // An area is seen as the third power of its distance has it.
        let depth = |(a, b): (f32, f32)| (a * b).powf(-1.0 / 3.0);
        let near = depth(tl_modules);
        let ratio = |modules: (f32, f32)| (depth(modules) / near).clamp(0.6, 1.67);
        let depths = (ratio(tr_modules), ratio(bl_modules));
        Some(Self {
            top_left: tl,
            top_right: tr,
            bottom_left: bl,
            size,
            depths,
            inverted,
        })
    }

    /// The sizes that a code can have, the likeliest first.
    fn sizes(&self) -> impl Iterator<Item = usize> {
        let version = (self.size - 17.0) / 4.0;
        let nearest = version.round();
        let second = if version > nearest {
            nearest + 1.0
        } else {
            nearest - 1.0
        };
        let third = 2.0 * nearest - second;
        // Large codes are measured less exactly.
        let count = if nearest > 6.0 { 3 } else { 2 };
        [nearest, second, third]
            .into_iter()
            .take(count)
            .filter(|version| (1.0..=40.0).contains(version))
            .map(|version| 17 + 4 * version as usize)
    }

    /// The map with this fourth point, in modules and in pixels.
    fn map(&self, size: usize, fourth: ((f32, f32), (f32, f32))) -> Option<Map> {
        let end = size as f32 - 3.5;
        Map::of([
            ((3.5, 3.5), self.top_left),
            ((end, 3.5), self.top_right),
            ((3.5, end), self.bottom_left),
            fourth,
        ])
    }

    /// The map where the top right and the bottom left square are so much farther away than the top
    /// left one.
    fn seen_from(&self, size: usize, (right, below): (f32, f32)) -> Option<Map> {
        let (tl, tr, bl) = (self.top_left, self.top_right, self.bottom_left);
        let far = (right + below - 1.0).max(0.3);
        let fourth = (
            (right * tr.0 + below * bl.0 - tl.0) / far,
            (right * tr.1 + below * bl.1 - tl.1) / far,
        );
        let end = size as f32 - 3.5;
        self.map(size, ((end, end), fourth))
    }

    /// How well the timing patterns of a code of this size alternate, from -1 to 1, and how much
    /// farther away than the top left square the others are by that: along each pattern the
    /// modules become smaller with the distance.
    fn timed(&self, lit: Lit<'_>, size: usize) -> (f32, (f32, f32)) {
        let (tl, tr, bl) = (self.top_left, self.top_right, self.bottom_left);
        let modules = size as f32 - 7.0;
        // From the middles of the squares to the line of the pattern it is three modules.
        let aside = |from: (f32, f32), to: (f32, f32)| {
            (
                (to.0 - from.0) * 3.0 / modules,
                (to.1 - from.1) * 3.0 / modules,
            )
        };
        let (right, below) = (aside(tl, tr), aside(tl, bl));
        let across = self.timed_line(lit, size, tl, tr, below);
        let down = self.timed_line(lit, size, tl, bl, right);
        ((across.0 + down.0) / 2.0, (across.1, down.1))
    }

    fn timed_line(
        &self,
        lit: Lit<'_>,
        size: usize,
        from: (f32, f32),
        to: (f32, f32),
        aside: (f32, f32),
    ) -> (f32, f32) {
        const FINE: usize = 4;
        let modules = size - 7;
        let parts = modules * FINE;
        let line: Vec<f32> = (0..=parts)
            .map(|i| {
                let part = i as f32 / parts as f32;
                let at = |from: f32, to: f32, aside: f32| from + (to - from) * part + aside;
                let grey = lit
                    .view
                    .at(at(from.0, to.0, aside.0), at(from.1, to.1, aside.1));
                if self.inverted { -grey } else { grey }
            })
            .collect();
        let mut best = (f32::MIN, 1.0);
        for step in -13..=13_i32 {
            let depth = 1.04_f32.powi(step);
            let (mut right, mut all) = (0.0, 0.0_f32);
            let mut before = None;
            // From the first module behind the one square to the last before the other.
            for i in 4..=modules - 4 {
                let part = i as f32 / modules as f32;
                let seen = part * depth / (1.0 - part + part * depth);
                let grey = line[(seen * parts as f32 + 0.5) as usize];
                if let Some(before) = before {
                    // Counted from the middle of a square, odd ones are dark.
                    let rise: f32 = if i % 2 == 1 {
                        before - grey
                    } else {
                        grey - before
                    };
                    right += rise;
                    all += rise.abs();
                }
                before = Some(grey);
            }
            // Rather the smaller tilt.
            let rating = right / all.max(1.0) - 0.004 * step.abs() as f32;
            if rating > best.0 {
                best = (rating, depth);
            }
        }
        best
    }

    /// Where the modules of a code of this size may lie as far as its three squares, and the
    /// `depths` that its timing patterns tell, say.
    fn rough_maps(&self, size: usize, depths: (f32, f32)) -> Vec<Map> {
        let depths = [depths, self.depths, (1.0, 1.0)];
        let maps = depths.map(|depths| self.seen_from(size, depths));
        maps.into_iter().flatten().collect()
    }

    /// Where the modules of a code of this size may lie.
    fn maps(&self, lit: Lit<'_>, size: usize, rough: &[Map]) -> Vec<Map> {
        let mut maps = Vec::new();
        if size > 21 {
            let mut marks: Vec<(f32, (f32, f32))> = Vec::new();
            for map in rough {
                alignment(lit, map, size, self.inverted, &mut marks);
            }
            marks.sort_by(|a, b| b.0.total_cmp(&a.0));
            let mark = size as f32 - 6.5;
            let marks = marks.iter().take(3);
            maps.extend(marks.filter_map(|&(_, at)| self.map(size, ((mark, mark), at))));
        }
        maps.extend_from_slice(rough);
        maps
    }
}

/// How far from where it should be the alignment mark is looked for, in modules.
const MARK_REACH: f32 = 4.0;

/// Looks for the mark near the bottom right corner: a dark ring, a light one, a dark middle. Adds
/// the best places, rated from 0 to 1.
fn alignment(
    lit: Lit<'_>,
    map: &Map,
    size: usize,
    inverted: bool,
    marks: &mut Vec<(f32, (f32, f32))>,
) {
    let middle = size as f32 - 6.5;
    // The greys of a field around it, twice a module.
    let side = (4.0 * (MARK_REACH + 2.0)) as usize + 1;
    let place = |i: usize| middle - MARK_REACH - 2.0 + i as f32 / 2.0;
    let mut field = Vec::with_capacity(side * side);
    for y in 0..side {
        for x in 0..side {
            let (px, py) = map.at(place(x), place(y));
            let grey = lit.view.at(px, py);
            field.push(if inverted { -grey } else { grey });
        }
    }
    let mut best: Vec<(f32, usize, usize)> = Vec::new();
    for y in 4..side - 4 {
        for x in 4..side - 4 {
            let at = |dx: isize, dy: isize| {
                field[(y as isize + 2 * dy) as usize * side + (x as isize + 2 * dx) as usize]
            };
            let (mut dark, mut light) = (0.0, 0.0);
            let (mut darks, mut lights) = (0.0, 0.0);
            for dy in -2..=2_isize {
                for dx in -2..=2_isize {
                    let grey = at(dx, dy);
                    if dx.abs().max(dy.abs()) == 1 {
                        light += grey;
                        lights += grey * grey;
                    } else {
                        dark += grey;
                        darks += grey * grey;
                    }
                }
            }
            // Eight are light, seventeen dark: how far apart, beside how much each varies.
            let apart = light / 8.0 - dark / 17.0;
            let spread =
                (lights + darks - light * light / 8.0 - dark * dark / 17.0).max(0.0) / 25.0;
            if apart > 3.0 {
                best.push((apart * apart / (apart * apart + 4.0 * spread), x, y));
            }
        }
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (rating, x, y) in best {
        if taken.len() == 2 || rating < 0.25 {
            break;
        }
        if taken
            .iter()
            .any(|&(tx, ty)| x.abs_diff(tx) < 3 && y.abs_diff(ty) < 3)
        {
            continue;
        }
        taken.push((x, y));
        // Between the points of the field, by the ratings around.
        let (u, v) = polish(lit, map, (place(x), place(y)), inverted);
        let at = map.at(u, v);
        let known = marks
            .iter()
            .any(|&(_, known)| (known.0 - at.0).hypot(known.1 - at.1) < 1.0);
        if !known {
            marks.push((rating, at));
        }
    }
}

/// Finds the middle of a mark more exactly, to a tenth of a module.
fn polish(lit: Lit<'_>, map: &Map, (u, v): (f32, f32), inverted: bool) -> (f32, f32) {
    let sign = if inverted { -1.0 } else { 1.0 };
    let rate = |u: f32, v: f32| {
        let mut sum = 0.0;
        for i in 0..25 {
            let (dx, dy): (i32, i32) = (i % 5 - 2, i / 5 - 2);
            let (x, y) = map.at(u + dx as f32, v + dy as f32);
            let grey = lit.view.at(x, y);
            sum += if dx.abs().max(dy.abs()) == 1 {
                grey / 8.0
            } else {
                -grey / 17.0
            };
        }
        sign * sum
    };
    let mut best = (rate(u, v), u, v);
    for step in [0.25, 0.1] {
        let (_, u, v) = best;
        for i in 0..9 {
            let (u, v) = (u + (i % 3 - 1) as f32 * step, v + (i / 3 - 1) as f32 * step);
            let rated = rate(u, v);
            if rated > best.0 {
                best = (rated, u, v);
            }
        }
    }
    (best.1, best.2)
}

/// A sheet that is not flat: how far each part of the code lies from where a flat one would have
/// it, in modules.
struct Sheet {
    map: Map,
    /// Nodes a side.
    nodes: usize,
    /// Modules between two nodes.
    pitch: f32,
    shifts: Vec<(f32, f32)>,
}

impl Sheet {
    /// Fits a sheet, beginning at the corners, which are known, and going on from what is fitted:
    /// a part is where light and dark stand out most.
    fn fit(lit: Lit<'_>, map: Map, size: usize) -> Self {
        let nodes = (size / 5).clamp(4, 16) + 1;
        let pitch = size as f32 / (nodes - 1) as f32;
        let mut sheet = Self {
            map,
            nodes,
            pitch,
            shifts: vec![(0.0, 0.0); nodes * nodes],
        };
        let mut known = vec![false; nodes * nodes];
        let last = nodes - 1;
        let mut order: Vec<usize> = (0..nodes * nodes).collect();
        let from_corner = |i: &usize| {
            let (x, y) = (i % nodes, i / nodes);
            let corners = [(0, 0), (last, 0), (0, last)];
            corners
                .map(|(cx, cy)| x.abs_diff(cx).pow(2) + y.abs_diff(cy).pow(2))
                .into_iter()
                .min()
        };
        order.sort_by_key(from_corner);
        for round in 0..2 {
            let reach = if round == 0 { 5 } else { 2 };
            for &i in &order {
                let expected = sheet.expected(i, &known);
                sheet.shifts[i] = sheet.settle(lit, i, expected, reach, size);
                known[i] = true;
            }
        }
        sheet
    }

    /// What the fitted nodes around a node make likely for it.
    fn expected(&self, i: usize, known: &[bool]) -> (f32, f32) {
        let (x, y) = ((i % self.nodes) as isize, (i / self.nodes) as isize);
        let (mut sum, mut weight) = ((0.0, 0.0), 0.0);
        for dy in -1..=1_isize {
            for dx in -1..=1_isize {
                let (nx, ny) = (x + dx, y + dy);
                let within = 0..self.nodes as isize;
                if !within.contains(&nx) || !within.contains(&ny) {
                    continue;
                }
                let near = ny as usize * self.nodes + nx as usize;
                if known[near] {
                    let share = if near == i { 2.0 } else { 1.0 };
                    sum.0 += share * self.shifts[near].0;
                    sum.1 += share * self.shifts[near].1;
                    weight += share;
                }
            }
        }
        if weight == 0.0 {
            return (0.0, 0.0);
        }
        (sum.0 / weight, sum.1 / weight)
    }

    /// The shift near `expected` at which the modules around a node stand out most.
    fn settle(
        &self,
        lit: Lit<'_>,
        i: usize,
        expected: (f32, f32),
        reach: i32,
        size: usize,
    ) -> (f32, f32) {
        const STEP: f32 = 0.12;
        let (u, v) = (
            (i % self.nodes) as f32 * self.pitch,
            (i / self.nodes) as f32 * self.pitch,
        );
        let half = self.pitch * 0.75;
        let span = |middle: f32| {
            let first = (middle - half).floor().max(0.0) as usize;
            first..((middle + half).ceil() as usize).min(size)
        };
        let mut best = (f32::MIN, expected);
        for sy in -reach..=reach {
            for sx in -reach..=reach {
                let shift = (expected.0 + sx as f32 * STEP, expected.1 + sy as f32 * STEP);
                let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0_f32);
                for y in span(v) {
                    for x in span(u) {
                        let at = self
                            .map
                            .at(x as f32 + 0.5 + shift.0, y as f32 + 0.5 + shift.1);
                        let grey = lit.view.at(at.0, at.1);
                        sum += grey;
                        squares += grey * grey;
                        count += 1.0;
                    }
                }
                let variance = squares / count.max(1.0) - (sum / count.max(1.0)).powi(2);
                // Without a reason to move, stay.
                let away = (sx * sx + sy * sy) as f32 * STEP * STEP;
                let rating = variance * (1.0 - 0.35 * away);
                if rating > best.0 {
                    best = (rating, shift);
                }
            }
        }
        best.1
    }

    fn at(&self, u: f32, v: f32) -> (f32, f32) {
        let most = (self.nodes - 1) as f32 - 0.001;
        let x = (u / self.pitch).clamp(0.0, most);
        let y = (v / self.pitch).clamp(0.0, most);
        let (column, row) = (x as usize, y as usize);
        let (dx, dy) = (x - column as f32, y - row as f32);
        let i = row * self.nodes + column;
        let blend = |part: fn(&(f32, f32)) -> f32| {
            let value = |i: usize| part(&self.shifts[i]);
            let top = value(i) + (value(i + 1) - value(i)) * dx;
            let below = i + self.nodes;
            let bottom = value(below) + (value(below + 1) - value(below)) * dx;
            top + (bottom - top) * dy
        };
        self.map.at(u + blend(|s| s.0), v + blend(|s| s.1))
    }
}
