//! Perspective: from the plane of a code to pixels.

/// A map from the plane of a code, in modules from its top left corner, to pixels.
#[derive(Clone, Copy)]
pub(super) struct Map([f64; 8]);

impl Map {
    /// The one that takes each of four points to its pixel.
    pub(super) fn of(points: [((f32, f32), (f32, f32)); 4]) -> Option<Self> {
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

    pub(super) fn at(&self, u: f32, v: f32) -> (f32, f32) {
        let [a, b, c, d, e, f, g, h] = self.0;
        let (u, v) = (f64::from(u), f64::from(v));
        let w = g * u + h * v + 1.0;
        (
            ((a * u + b * v + c) / w) as f32,
            ((d * u + e * v + f) / w) as f32,
        )
    }
}
