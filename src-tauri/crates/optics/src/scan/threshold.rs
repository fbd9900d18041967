//! Where dark ends and light begins, place by place.

use super::view::View;

/// Pixels a side of the blocks that share a threshold.
const BLOCK: usize = 8;

/// A threshold for each block of a picture.
pub(super) struct Thresholds {
    columns: usize,
    values: Vec<u8>,
}

struct Block {
    mean: u8,
    low: u8,
    high: u8,
}

impl Thresholds {
    /// From the blocks around each block, up to `reach` blocks away: between the mean and the middle
    /// of the lightest and the darkest pixel, `middle` quarters of the way. Where those differ by
    /// less than `contrast` there is nothing to read, and all is light.
    pub(super) fn of(view: View<'_>, reach: usize, middle: u32, contrast: u8) -> Self {
        let columns = view.width().div_ceil(BLOCK);
        let rows = view.height().div_ceil(BLOCK);
        let blocks = blocks(view, columns, rows);
        let mut values = vec![0; columns * rows];
        // First along rows, then along columns.
        let mut wide: Vec<(u32, u8, u8)> = Vec::with_capacity(columns * rows);
        for row in blocks.chunks_exact(columns) {
            for column in 0..columns {
                let near = &row[column.saturating_sub(reach)..(column + reach + 1).min(columns)];
                let sum: u32 = near.iter().map(|block| u32::from(block.mean)).sum();
                let low = near.iter().map(|block| block.low).min().unwrap_or(0);
                let high = near.iter().map(|block| block.high).max().unwrap_or(0);
                wide.push((sum / near.len() as u32, low, high));
            }
        }
        for row in 0..rows {
            let near = row.saturating_sub(reach)..(row + reach + 1).min(rows);
            for column in 0..columns {
                let (mut sum, mut low, mut high) = (0, 255, 0);
                for near in near.clone() {
                    let (mean, least, most) = wide[near * columns + column];
                    sum += mean;
                    low = low.min(least);
                    high = high.max(most);
                }
                if high - low >= contrast {
                    let mean = sum / near.len() as u32;
                    let half = (u32::from(low) + u32::from(high)) / 2;
                    values[row * columns + column] =
                        ((mean * (4 - middle) + half * middle) / 4) as u8;
                }
            }
        }
        Self { columns, values }
    }

    /// The threshold at a pixel: less is dark.
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.values[y / BLOCK * self.columns + x / BLOCK]
    }

    /// Writes for a row which of its pixels are dark, as 1, into `dark`.
    pub(super) fn darken(&self, view: View<'_>, y: usize, dark: &mut Vec<u8>) {
        dark.clear();
        let row = view.row(y);
        let thresholds = &self.values[y / BLOCK * self.columns..][..self.columns];
        dark.resize(row.len(), 0);
        for ((dark, pixels), &threshold) in dark
            .chunks_mut(BLOCK)
            .zip(row.chunks(BLOCK))
            .zip(thresholds)
        {
            for (dark, &pixel) in dark.iter_mut().zip(pixels) {
                *dark = u8::from(pixel < threshold);
            }
        }
    }
}

/// What is in each block. Every second row tells enough.
fn blocks(view: View<'_>, columns: usize, rows: usize) -> Vec<Block> {
    let width = view.width();
    let mut blocks = Vec::with_capacity(columns * rows);
    let mut sums = vec![0_u16; width];
    let mut lows = vec![0_u8; width];
    let mut highs = vec![0_u8; width];
    for row in 0..rows {
        sums.fill(0);
        lows.fill(255);
        highs.fill(0);
        let mut count = 0;
        for y in (row * BLOCK..((row + 1) * BLOCK).min(view.height())).step_by(2) {
            count += 1;
            let pixels = view.row(y);
            for (sum, &pixel) in sums.iter_mut().zip(pixels) {
                *sum += u16::from(pixel);
            }
            for (low, &pixel) in lows.iter_mut().zip(pixels) {
                *low = (*low).min(pixel);
            }
            for (high, &pixel) in highs.iter_mut().zip(pixels) {
                *high = (*high).max(pixel);
            }
        }
        for ((sums, lows), highs) in sums
            .chunks(BLOCK)
            .zip(lows.chunks(BLOCK))
            .zip(highs.chunks(BLOCK))
        {
            let sum: u32 = sums.iter().copied().map(u32::from).sum();
            blocks.push(Block {
                mean: (sum / (count * sums.len() as u32).max(1)) as u8,
                low: lows.iter().copied().min().unwrap_or(0),
                high: highs.iter().copied().max().unwrap_or(0),
            });
        }
    }
    blocks
}
