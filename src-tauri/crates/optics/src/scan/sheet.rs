//! Codes that are not flat.

use super::finder::Lit;
use super::map::Map;

/// A sheet that is not flat: how far each part of the code lies from where a flat one would have
/// it, in modules.
pub(super) struct Sheet {
    map: Map,
    /// Nodes a side.
    nodes: usize,
    /// Modules between two nodes.
    pitch: f32,
    shifts: Vec<(f32, f32)>,
}

impl Sheet {
    /// Fits a sheet, beginning at the corners, which are known, and going on from what is fitted.
    pub(super) fn fit(lit: Lit<'_>, map: Map, size: usize) -> Self {
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
            let reach = if round == 0 { 3 } else { 1 };
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

    /// The shift near `expected` at which the modules around a node differ most from each other and
    /// least within themselves.
    fn settle(
        &self,
        lit: Lit<'_>,
        i: usize,
        expected: (f32, f32),
        reach: i32,
        size: usize,
    ) -> (f32, f32) {
        const STEP: f32 = 0.15;
        // Towards the corners of a module.
        const ASIDE: [(f32, f32); 4] = [(-0.28, -0.28), (0.28, -0.28), (-0.28, 0.28), (0.28, 0.28)];
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
                let (mut sum, mut squares, mut within, mut count) = (0.0, 0.0, 0.0, 0.0_f32);
                for y in span(v) {
                    for x in span(u) {
                        let (u, v) = (x as f32 + 0.5 + shift.0, y as f32 + 0.5 + shift.1);
                        let greys = ASIDE.map(|(du, dv)| {
                            let at = self.map.at(u + du, v + dv);
                            lit.view.at(at.0, at.1)
                        });
                        let grey = greys.iter().sum::<f32>() / 4.0;
                        within += greys.iter().map(|g| (g - grey) * (g - grey)).sum::<f32>() / 4.0;
                        sum += grey;
                        squares += grey * grey;
                        count += 1.0;
                    }
                }
                let count = count.max(1.0);
                let between = squares / count - (sum / count).powi(2);
                // Without a reason to move, stay.
                let away = (sx * sx + sy * sy) as f32 * STEP * STEP;
                let rating = (between - within / count) - 0.15 * away * between;
                if rating > best.0 {
                    best = (rating, shift);
                }
            }
        }
        best.1
    }

    pub(super) fn at(&self, u: f32, v: f32) -> (f32, f32) {
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
