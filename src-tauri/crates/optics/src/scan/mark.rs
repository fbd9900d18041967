//! The alignment mark near a code's bottom right corner.

use super::finder::Lit;
use super::map::Map;

/// How far from where it should be the alignment mark is looked for, in modules.
const MARK_REACH: f32 = 4.0;

/// Looks for the mark near the bottom right corner: a dark ring, a light one, a dark middle. Adds
/// the best places, rated from 0 to 1.
pub(super) fn alignment(
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
