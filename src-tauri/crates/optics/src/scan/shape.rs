//! What three corner squares tell of the code between them: its size, and from where it is seen.

use super::finder::{Corners, Finder, Lit};
use super::map::Map;
use super::mark::alignment;

/// What three squares tell of the code between them.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    top_left: (f32, f32),
    top_right: (f32, f32),
    bottom_left: (f32, f32),
    /// Modules a side, not rounded.
    size: f32,
    /// How much farther away than the top left square the top right and the bottom left one are,
    /// as their sizes tell.
    depths: (f32, f32),
    pub(super) inverted: bool,
}

impl Shape {
    pub(super) fn of(lit: Lit<'_>, corners: &Corners) -> Option<Self> {
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
    pub(super) fn sizes(&self) -> impl Iterator<Item = usize> {
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
    pub(super) fn timed(&self, lit: Lit<'_>, size: usize) -> (f32, (f32, f32)) {
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
    pub(super) fn rough_maps(&self, size: usize, depths: (f32, f32)) -> Vec<Map> {
        let depths = [depths, self.depths, (1.0, 1.0)];
        let maps = depths.map(|depths| self.seen_from(size, depths));
        maps.into_iter().flatten().collect()
    }

    /// Where the modules of a code of this size may lie.
    pub(super) fn maps(&self, lit: Lit<'_>, size: usize, rough: &[Map]) -> Vec<Map> {
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
