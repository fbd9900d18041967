//! The mask that scanners read best (ISO/IEC 18004, data masking).
//!
//! The encoder finds it module by module. Here a row is one number, and what masks do to codes
//! of a size is drawn once: the rest is an exclusive or.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use qrcode::canvas::{Canvas, MaskPattern, Module};
use qrcode::{Color, EcLevel, Version};

/// The most modules a side.
pub(crate) const MOST: usize = 64;

const PATTERNS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// The dark modules of a code: each row a number, and each column.
#[derive(Clone)]
struct Lines {
    rows: [u64; MOST],
    columns: [u64; MOST],
}

/// By the modules a side, and the level.
type Known = BTreeMap<(i16, EcLevel), Arc<Masks>>;

/// Codes of a size, as far as they do not depend on the data.
pub(crate) struct Masks {
    size: usize,
    /// With nothing but functional patterns.
    bare: Canvas,
    /// A code without data under each mask.
    masked: Vec<Lines>,
}

impl Masks {
    /// Those of a version of up to [`MOST`] modules a side.
    pub(crate) fn of(version: Version, level: EcLevel) -> Arc<Self> {
        static KNOWN: Mutex<Known> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let masks = known.entry((version.width(), level));
        Arc::clone(masks.or_insert_with(|| Arc::new(Self::draw(version, level))))
    }

    fn draw(version: Version, level: EcLevel) -> Self {
        let size = usize::try_from(version.width()).unwrap_or(0).min(MOST);
        let mut bare = Canvas::new(version, level);
        bare.draw_all_functional_patterns();
        let masked = PATTERNS.into_iter().map(|pattern| {
            let mut canvas = bare.clone();
            canvas.apply_mask(pattern);
            Lines::of(size, &canvas, Module::is_dark)
        });
        Self {
            size,
            masked: masked.collect(),
            bare,
        }
    }

    /// The dark modules of a code, row by row, under the best mask.
    pub(crate) fn best(&self, data: &[u8], correction: &[u8]) -> Vec<bool> {
        let mut canvas = self.bare.clone();
        canvas.draw_data(data, correction);
        let data = Lines::of(self.size, &canvas, |module| {
            module == Module::Unmasked(Color::Dark)
        });
        let masked = self.masked.iter().map(|masked| {
            let lines = masked.with(&data);
            (lines.penalty(self.size), lines)
        });
        let best = masked.min_by_key(|(penalty, _)| *penalty);
        let rows = best.map_or([0; MOST], |(_, lines)| lines.rows);
        let rows = rows[..self.size].iter();
        rows.flat_map(|row| (0..self.size).map(move |x| row >> x & 1 == 1))
            .collect()
    }
}

impl Lines {
    fn of(size: usize, canvas: &Canvas, is_dark: impl Fn(Module) -> bool) -> Self {
        let (mut rows, mut columns) = ([0_u64; MOST], [0_u64; MOST]);
        for (row, y) in rows[..size].iter_mut().zip(0_i16..) {
            for (column, x) in columns[..size].iter_mut().zip(0_i16..) {
                let dark = u64::from(is_dark(canvas.get(x, y)));
                *row |= dark << x;
                *column |= dark << y;
            }
        }
        Self { rows, columns }
    }

    fn with(&self, other: &Self) -> Self {
        let both =
            |one: &[u64; MOST], other: &[u64; MOST]| std::array::from_fn(|at| one[at] ^ other[at]);
        Self {
            rows: both(&self.rows, &other.rows),
            columns: both(&self.columns, &other.columns),
        }
    }

    /// How badly it is read (ISO/IEC 18004, evaluation of masks).
    fn penalty(&self, size: usize) -> u32 {
        let Self { rows, columns } = self;
        let pairs = (1_u64 << (size - 1)) - 1;
        let alike = |line: u64| !(line ^ (line >> 1)) & pairs;
        let mut penalty = 0;
        for line in rows[..size].iter().chain(&columns[..size]) {
            // Five and more alike in a row: three, and one for each more.
            let alike = alike(*line);
            let fives = alike & (alike >> 1) & (alike >> 2) & (alike >> 3);
            let runs = fives & !(fives << 1);
            penalty += fives.count_ones() + 2 * runs.count_ones();
            // What looks like the corner squares, beside four light ones.
            for pattern in [0b000_0101_1101_u64, 0b101_1101_0000] {
                let mut found = (1_u64 << (size - 10)) - 1;
                for at in 0..11 {
                    let dark = line >> at;
                    found &= if pattern >> at & 1 == 1 { dark } else { !dark };
                }
                penalty += 40 * found.count_ones();
            }
        }
        for pair in rows[..size].windows(2) {
            let both = !(pair[0] ^ pair[1]);
            let squares = alike(pair[0]) & both & (both >> 1);
            penalty += 3 * squares.count_ones();
        }
        let dark: u32 = rows.iter().map(|row| row.count_ones()).sum();
        let all = u32::try_from(size * size).unwrap_or(u32::MAX);
        penalty + (dark * 20).abs_diff(all * 10) / all * 10
    }
}

#[cfg(test)]
mod tests {
    use qrcode::bits::Bits;
    use qrcode::ec::construct_codewords;

    use super::*;

    #[test]
    fn masks_as_the_encoder_does() {
        for version in [1, 2, 5, 7, 11] {
            let version = Version::Normal(version);
            for (level, text) in [(EcLevel::L, "FIRST"), (EcLevel::M, "2ND")] {
                let mut bits = Bits::new(version);
                bits.push_alphanumeric_data(text.as_bytes()).unwrap();
                bits.push_terminator(level).unwrap();
                let (data, correction) =
                    construct_codewords(&bits.into_bytes(), version, level).unwrap();
                let mut canvas = Canvas::new(version, level);
                canvas.draw_all_functional_patterns();
                canvas.draw_data(&data, &correction);
                let masks = Masks::of(version, level);
                let drawn = masks.best(&data, &correction);
                let under = PATTERNS.map(|pattern| {
                    let mut canvas = canvas.clone();
                    canvas.apply_mask(pattern);
                    let lines = Lines::of(masks.size, &canvas, Module::is_dark);
                    let colours = canvas.into_colors().into_iter();
                    let dark: Vec<bool> = colours.map(|colour| colour == Color::Dark).collect();
                    (lines.penalty(masks.size), dark)
                });
                let best = under.iter().min_by_key(|(penalty, _)| *penalty).unwrap();
                assert!(drawn == best.1, "{text} in {version:?}, {level:?}");
            }
        }
    }
}
