//! The three squares in a code's corners, found by their proportions: along any line through their
//! middle, dark, light, dark, light, dark are as 1 : 1 : 3 : 1 : 1.

use super::threshold::Thresholds;
use super::view::View;

/// Most candidates kept of one picture: more is noise.
const MOST: usize = 120;

/// A square that may be the corner of a code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder {
    /// Its middle, in pixels.
    pub(super) x: f32,
    pub(super) y: f32,
    /// About the size of a module there, in pixels.
    pub(super) module: f32,
    /// Light on dark.
    pub(super) inverted: bool,
    /// How many lines saw it.
    pub(super) seen: u32,
}

/// A picture with its thresholds.
#[derive(Clone, Copy)]
pub(super) struct Lit<'a> {
    pub(super) view: View<'a>,
    pub(super) thresholds: &'a Thresholds,
}

impl Lit<'_> {
    /// How much darker than its threshold a point is; the sign is turned for light on dark.
    fn depth(&self, x: f32, y: f32, inverted: bool) -> Option<f32> {
        if !self.view.holds(x, y) {
            return None;
        }
        let threshold = f32::from(self.thresholds.at(x as usize, y as usize));
        let depth = threshold - self.view.at(x, y);
        // A pixel as light as its threshold is light.
        let depth = if depth == 0.0 { -0.01 } else { depth };
        Some(if inverted { -depth } else { depth })
    }

    /// Walks from the middle of a square in steps of (`dx`, `dy`), and gives how many steps away
    /// its three edges are: of the core, of the light ring, and of the dark ring. `longest` bounds
    /// the steps.
    pub(super) fn edges(
        &self,
        (x, y): (f32, f32),
        (dx, dy): (f32, f32),
        inverted: bool,
        longest: f32,
    ) -> Option<[f32; 3]> {
        let mut edges = [0.0; 3];
        let mut found = 0;
        let mut before = self.depth(x, y, inverted)?;
        if before <= 0.0 {
            return None;
        }
        let mut step = 1.0;
        while step <= longest {
            let Some(depth) = self.depth(x + dx * step, y + dy * step, inverted) else {
                // The last ring may touch the rim of the picture.
                if found == 2 {
                    edges[2] = step;
                    return Some(edges);
                }
                return None;
            };
            if (depth > 0.0) != (before > 0.0) {
                edges[found] = step - 1.0 + before / (before - depth);
                found += 1;
                if found == 3 {
                    return Some(edges);
                }
            }
            before = depth;
            step += 1.0;
        }
        None
    }
}

/// Whether five lengths are as a square's. `loose` widens what is allowed.
///
/// Only sums of a dark and a light length are compared with the whole: ink that spreads, or light
/// that does, moves all edges by the same.
fn is_square(lengths: [f32; 5], loose: f32) -> bool {
    let [a, b, c, d, e] = lengths;
    let module = (a + b + c + d + e) / 7.0;
    let near = |sum: f32, modules: f32, within: f32| {
        (sum - modules * module).abs() <= within * loose * module + 0.5
    };
    c > b.max(d)
        && c * 0.75 > a.min(e)
        && near(a + b, 2.0, 0.7)
        && near(d + e, 2.0, 0.7)
        && near(b + c, 4.0, 0.9)
        && near(c + d, 4.0, 0.9)
}

/// Finds the squares of a picture, dark on light and light on dark, looking at every `step`th row.
pub(super) fn find(lit: Lit<'_>, step: usize) -> Vec<Finder> {
    let mut found: Vec<Finder> = Vec::new();
    let mut dark = Vec::new();
    for y in (step / 2..lit.view.height()).step_by(step) {
        lit.thresholds.darken(lit.view, y, &mut dark);
        // Where the latest six runs began.
        let mut starts = [0_usize; 6];
        let mut runs = 0;
        let mut change = |x: usize, dark_before: bool| {
            starts.copy_within(1.., 0);
            starts[5] = x;
            runs += 1;
            if runs < 5 {
                return;
            }
            let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(|i| starts[i + 1] - starts[i]);
            // Most runs are nothing, and end here.
            if c < 2 || c <= b || c <= d || a + b > 2 * c || d + e > 2 * c {
                return;
            }
            if !is_square([a, b, c, d, e].map(|length| length as f32), 1.0)
                || !is_crossed(
                    lit,
                    (starts[2] + starts[3]) / 2,
                    y,
                    starts[5] - starts[0],
                    dark_before,
                )
            {
                return;
            }
            let middle = (starts[2] + starts[3]) as f32 / 2.0;
            let module = (starts[5] - starts[0]) as f32 / 7.0;
            notice(
                lit,
                &mut found,
                (middle, y as f32 + 0.5),
                module,
                !dark_before,
            );
        };
        transitions(&dark, &mut change);
        if found.len() >= 4 * MOST {
            break;
        }
    }
    found.sort_by_key(|finder| std::cmp::Reverse(finder.seen));
    found.truncate(MOST);
    found
}

/// Whether a column through the middle of a row's square is a square's too, roughly: this is asked
/// far more often than anything below.
fn is_crossed(lit: Lit<'_>, x: usize, y: usize, width: usize, is_dark: bool) -> bool {
    let longest = width * 3 / 2 + 2;
    let side = |step: isize| {
        let mut edges = [0; 3];
        let mut current = is_dark;
        let mut found = 0;
        for away in 1..longest {
            let Some(at) = y.checked_add_signed(step * away as isize) else {
                break;
            };
            if at >= lit.view.height() {
                break;
            }
            if (lit.view.row(at)[x] < lit.thresholds.at(x, at)) != current {
                edges[found] = away;
                found += 1;
                current = !current;
                if found == 3 {
                    return Some(edges);
                }
            }
        }
        // The last ring may touch the rim.
        (found == 2).then(|| [edges[0], edges[1], 2 * edges[1] - edges[0]])
    };
    let (Some(up), Some(down)) = (side(-1), side(1)) else {
        return false;
    };
    let lengths = [
        up[2] - up[1],
        up[1] - up[0],
        up[0] + down[0] - 1,
        down[1] - down[0],
        down[2] - down[1],
    ];
    is_square(lengths.map(|length| length as f32), 1.4)
}

/// Calls `change` where a run of equal pixels ends, and for the last, with whether it was dark.
fn transitions(dark: &[u8], change: &mut impl FnMut(usize, bool)) {
    let Some(&first) = dark.first() else {
        return;
    };
    let mut current = first;
    let mut at = 0;
    while let Some(bytes) = dark.get(at..at + 8) {
        let mut word = [0; 8];
        word.copy_from_slice(bytes);
        let word = u64::from_le_bytes(word);
        // The pixel before each pixel.
        let mut edges = word ^ (word << 8 | u64::from(current));
        while edges != 0 {
            let i = edges.trailing_zeros() as usize / 8;
            change(at + i, current == 1);
            current ^= 1;
            edges &= edges - 1;
        }
        at += 8;
    }
    for (i, &pixel) in dark.iter().enumerate().skip(at) {
        if pixel != current {
            change(i, current == 1);
            current = pixel;
        }
    }
    change(dark.len(), current == 1);
}

/// Takes a row's square in, if it is one across as well.
fn notice(lit: Lit<'_>, found: &mut Vec<Finder>, (x, y): (f32, f32), module: f32, inverted: bool) {
    let known = found.iter_mut().find(|known| {
        known.inverted == inverted
            && (known.x - x).abs() < 2.0 * known.module
            && (known.y - y).abs() < 2.0 * known.module
    });
    if let Some(known) = known {
        known.seen += 1;
        return;
    }
    if let Some(finder) = confirm(lit, (x, y), module, inverted) {
        let same = found.iter_mut().find(|known| {
            known.inverted == inverted
                && (known.x - finder.x).hypot(known.y - finder.y) < 2.0 * known.module
        });
        match same {
            Some(known) => known.seen += 1,
            None => found.push(finder),
        }
    }
}

/// Looks across a supposed square in the other directions, and finds its middle.
fn confirm(lit: Lit<'_>, (x, y): (f32, f32), module: f32, inverted: bool) -> Option<Finder> {
    let longest = module * 3.5 * 2.2 + 2.0;
    let across = |at: (f32, f32), d: (f32, f32)| -> Option<(f32, f32)> {
        let ahead = lit.edges(at, d, inverted, longest)?;
        let back = lit.edges(at, (-d.0, -d.1), inverted, longest)?;
        let lengths = [
            back[2] - back[1],
            back[1] - back[0],
            back[0] + ahead[0],
            ahead[1] - ahead[0],
            ahead[2] - ahead[1],
        ];
        is_square(lengths, 1.25).then(|| {
            let size = (ahead[2] + back[2] + ahead[1] + back[1]) / 12.0;
            ((ahead[0] - back[0]) / 2.0, size)
        })
    };
    let (shift, high) = across((x, y), (0.0, 1.0))?;
    let y = y + shift;
    let (shift, wide) = across((x, y), (1.0, 0.0))?;
    let x = x + shift;
    if high > 2.6 * wide || wide > 2.6 * high {
        return None;
    }
    // One of the two diagonals suffices: dirt may lie on the other.
    let slant = std::f32::consts::FRAC_1_SQRT_2;
    let diagonals = [(slant, slant), (slant, -slant)].map(|d| {
        let ahead = lit.edges((x, y), d, inverted, longest * 1.5)?;
        let back = lit.edges((x, y), (-d.0, -d.1), inverted, longest * 1.5)?;
        Some((ahead[0] + back[0]) / (ahead[2] + back[2]))
    });
    if !diagonals
        .iter()
        .flatten()
        .any(|core| (0.25..0.62).contains(core))
    {
        return None;
    }
    let (x, y) = middle(lit, (x, y), (wide + high) / 2.0, inverted);
    Some(Finder {
        x,
        y,
        module: (wide * high).sqrt(),
        inverted,
        seen: 1,
    })
}

/// The middle of the core: the mean of the middles of its lines, across and along.
fn middle(lit: Lit<'_>, (x, y): (f32, f32), module: f32, inverted: bool) -> (f32, f32) {
    let longest = 3.5 * module + 2.0;
    let mut sums = (0.0, 0.0, 0.0_f32, 0.0_f32);
    for i in -2..=2 {
        let aside = i as f32 * 0.4 * module;
        let span = |at: (f32, f32), d: (f32, f32)| {
            let ahead = lit.edges(at, d, inverted, longest)?[0];
            let back = lit.edges(at, (-d.0, -d.1), inverted, longest)?[0];
            (ahead + back < 5.0 * module).then_some((ahead - back) / 2.0)
        };
        if let Some(shift) = span((x, y + aside), (1.0, 0.0)) {
            sums.0 += shift;
            sums.2 += 1.0;
        }
        if let Some(shift) = span((x + aside, y), (0.0, 1.0)) {
            sums.1 += shift;
            sums.3 += 1.0;
        }
    }
    (x + sums.0 / sums.2.max(1.0), y + sums.1 / sums.3.max(1.0))
}

/// Three squares that may be the corners of one code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corners {
    pub(super) top_left: Finder,
    pub(super) top_right: Finder,
    pub(super) bottom_left: Finder,
}

/// Squares used for triples: more would take too long.
const MOST_IN_TRIPLES: usize = 45;

/// All plausible triples, the best first, at most `most`.
pub(super) fn triples(found: &[Finder], most: usize) -> Vec<Corners> {
    let found = &found[..found.len().min(MOST_IN_TRIPLES)];
    let mut rated: Vec<(f32, Corners)> = Vec::new();
    for (i, &first) in found.iter().enumerate() {
        for (j, &second) in found.iter().enumerate().skip(i + 1) {
            if !alike(first, second) {
                continue;
            }
            for &third in &found[j + 1..] {
                if alike(first, third) && alike(second, third) {
                    // Seen from far aside, the longest side need not be the diagonal.
                    rated.extend(rate(first, second, third));
                    rated.extend(rate(second, third, first));
                    rated.extend(rate(third, first, second));
                }
            }
        }
    }
    rated.sort_by(|a, b| a.0.total_cmp(&b.0));
    rated.truncate(most);
    rated.into_iter().map(|(_, corners)| corners).collect()
}

fn alike(a: Finder, b: Finder) -> bool {
    let ratio = a.module / b.module;
    a.inverted == b.inverted && (0.5..2.0).contains(&ratio)
}

/// Rates a triple whose first square is the corner between the others; less is better.
fn rate(corner: Finder, p: Finder, q: Finder) -> Option<(f32, Corners)> {
    let distance = |a: Finder, b: Finder| (a.x - b.x).hypot(a.y - b.y);
    let (one, two, hypotenuse) = (distance(corner, p), distance(corner, q), distance(p, q));
    let module = (corner.module + p.module + q.module) / 3.0;
    // 14 to 170 modules between the middles; less when seen from aside.
    if one.min(two) < 6.0 * module || one.max(two) > 260.0 * module {
        return None;
    }
    let legs = one.max(two) / one.min(two);
    let cosine = (one * one + two * two - hypotenuse * hypotenuse) / (2.0 * one * two);
    if legs > 2.6 || cosine.abs() > 0.65 {
        return None;
    }
    let sizes = [corner.module, p.module, q.module];
    let largest = sizes.into_iter().fold(0.0, f32::max);
    let smallest = sizes.into_iter().fold(f32::MAX, f32::min);
    let unseen = 1.0 / (1 + corner.seen.min(p.seen).min(q.seen)) as f32;
    // Near squares rather than those with others in between.
    let far = (one + two) / module / 150.0;
    let rating = (legs - 1.0) + cosine.abs() + 1.5 * (largest / smallest - 1.0) + unseen + far;
    let cross = (p.x - corner.x) * (q.y - corner.y) - (p.y - corner.y) * (q.x - corner.x);
    let (top_right, bottom_left) = if cross > 0.0 { (p, q) } else { (q, p) };
    Some((
        rating,
        Corners {
            top_left: corner,
            top_right,
            bottom_left,
        },
    ))
}
