//! Dark or light: from the greys of a code's modules to its text.

use super::codewords::Modules;

/// Tries the ways to tell dark from light, the usual one first.
pub(super) fn text(greys: &[f32], size: usize, inverted: bool) -> Option<String> {
    let usual = centred(greys, size, inverted, 5);
    if let Some(text) = usual.text() {
        return Some(text);
    }
    if usual.timing() > 0.75
        && let Some(text) = usual.mirrored().text()
    {
        return Some(text);
    }
    for (across, down) in BLURS {
        let sharp = deblurred(greys, size, across, down);
        if let Some(text) = centred(&sharp, size, inverted, 5).text() {
            return Some(text);
        }
    }
    centred(greys, size, inverted, 2)
        .text()
        .or_else(|| centred(greys, size, inverted, size).text())
}

/// Blurs that are undone: how much of a module's light falls on its neighbour to each side, across
/// and down. Out of focus, and moved.
const BLURS: [(f32, f32); 5] = [
    (0.1, 0.1),
    (0.18, 0.18),
    (0.24, 0.24),
    (0.26, 0.06),
    (0.06, 0.26),
];

/// Undoes a blur, by van Cittert: what the blurred result lacks is added, again and again.
fn deblurred(greys: &[f32], size: usize, across: f32, down: f32) -> Vec<f32> {
    const ROUNDS: usize = 5;
    let mut sharp = greys.to_vec();
    let mut wide = vec![0.0; greys.len()];
    for _ in 0..ROUNDS {
        for (wide, sharp) in wide.chunks_exact_mut(size).zip(sharp.chunks_exact(size)) {
            for (x, wide) in wide.iter_mut().enumerate() {
                let sides = sharp[x.saturating_sub(1)] + sharp[(x + 1).min(size - 1)];
                *wide = sharp[x] + across * (sides - 2.0 * sharp[x]);
            }
        }
        for y in 0..size {
            let above = y.saturating_sub(1) * size;
            let below = (y + 1).min(size - 1) * size;
            for x in 0..size {
                let i = y * size + x;
                let blurred = wide[i] + down * (wide[above + x] + wide[below + x] - 2.0 * wide[i]);
                sharp[i] += greys[i] - blurred;
            }
        }
    }
    sharp
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
    let middles: Vec<(f32, f32)> = (0..greys.len())
        .map(|i| {
            let light = sums[i] / counts[i].max(1e-3);
            let dark = (means[i] - sums[i]) / (1.0 - counts[i]).max(1e-3);
            ((light + dark) / 2.0, light - dark)
        })
        .collect();
    // Where contrast is far less than elsewhere, as in a mirrored lamp, nothing is sure.
    let usual = middles.iter().map(|middle| middle.1).sum::<f32>() / middles.len() as f32;
    let least = (usual * LEAST_LOCAL).max(4.0);
    let sign = if inverted { -1.0 } else { 1.0 };
    let depths = middles
        .iter()
        .zip(greys)
        .map(|((middle, contrast), grey)| sign * (middle - grey) / contrast.max(least))
        .collect();
    Modules::new(size, depths)
}

/// The part of the usual contrast below which modules become doubtful.
const LEAST_LOCAL: f32 = 0.5;

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
