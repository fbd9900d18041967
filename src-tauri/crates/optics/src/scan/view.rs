//! A grey picture that is only looked at, never copied.

use image::GrayImage;

/// A grey picture of whole rows.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pixels: &'a [u8],
    width: usize,
    height: usize,
}

impl<'a> View<'a> {
    pub(super) fn of(picture: &'a GrayImage) -> Self {
        Self {
            pixels: picture.as_raw(),
            width: picture.width() as usize,
            height: picture.height() as usize,
        }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    pub(super) fn row(&self, y: usize) -> &'a [u8] {
        &self.pixels[y * self.width..(y + 1) * self.width]
    }

    /// Whether a point lies within.
    pub(super) fn holds(&self, x: f32, y: f32) -> bool {
        x >= 0.0 && y >= 0.0 && x < self.width as f32 && y < self.height as f32
    }

    /// The grey at a point, blended from the four pixels around it; the middle of the first pixel
    /// is (0.5, 0.5). Beyond the rim, the rim goes on.
    #[inline]
    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        if x >= 0.0 && y >= 0.0 {
            let (column, row) = (x as usize, y as usize);
            let i = row * self.width + column;
            if column + 1 < self.width
                && let Some(&[a, b]) = self.pixels.get(i..i + 2)
                && let Some(&[c, d]) = self.pixels.get(i + self.width..i + self.width + 2)
            {
                return blend([a, b, c, d], x - column as f32, y - row as f32);
            }
        }
        self.at_rim(x, y)
    }

    #[cold]
    fn at_rim(&self, x: f32, y: f32) -> f32 {
        let x = x.clamp(0.0, (self.width - 1) as f32);
        let y = y.clamp(0.0, (self.height - 1) as f32);
        let (column, row) = (x as usize, y as usize);
        let i = row * self.width + column;
        let right = usize::from(column + 1 < self.width);
        let below = if row + 1 < self.height { self.width } else { 0 };
        let four = [i, i + right, i + below, i + below + right].map(|i| self.pixels[i]);
        blend(four, x - column as f32, y - row as f32)
    }
}

/// Between four pixels: above left and right, below left and right.
fn blend(four: [u8; 4], x: f32, y: f32) -> f32 {
    let [a, b, c, d] = four.map(f32::from);
    let top = a + (b - a) * x;
    let bottom = c + (d - c) * x;
    top + (bottom - top) * y
}

/// Half the size: each pixel the mean of four.
pub(super) fn halved(view: View<'_>) -> GrayImage {
    let (width, height) = (view.width / 2, view.height / 2);
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        let top = &view.row(2 * y)[..2 * width];
        let bottom = &view.row(2 * y + 1)[..2 * width];
        pixels.extend(
            top.chunks_exact(2)
                .zip(bottom.chunks_exact(2))
                .map(|(top, bottom)| {
                    let sum = u16::from(top[0])
                        + u16::from(top[1])
                        + u16::from(bottom[0])
                        + u16::from(bottom[1]);
                    ((sum + 2) / 4) as u8
                }),
        );
    }
    GrayImage::from_raw(width as u32, height as u32, pixels).unwrap_or_default()
}

/// Sharper: each pixel is set off twice as much against the mean of those up to `reach` away.
pub(super) fn sharpened(view: View<'_>, reach: usize) -> GrayImage {
    let (width, height) = (view.width, view.height);
    if width == 0 || height == 0 {
        return GrayImage::default();
    }
    let window = 2 * reach + 1;
    // Sums along rows, then along columns; beyond the rim, the rim goes on.
    let mut rows: Vec<u16> = Vec::with_capacity(width * height);
    for y in 0..height {
        let row = view.row(y);
        let at = |x: usize| u16::from(row[x.saturating_sub(reach).min(width - 1)]);
        let mut sum: u16 = (0..window).map(at).sum();
        for x in 0..width {
            rows.push(sum);
            sum = sum + at(x + window) - at(x);
        }
    }
    let row = |y: usize| {
        let y = y.saturating_sub(reach).min(height - 1);
        &rows[y * width..(y + 1) * width]
    };
    let mut sums = vec![0_u32; width];
    for y in 0..window {
        for (sum, &part) in sums.iter_mut().zip(row(y)) {
            *sum += u32::from(part);
        }
    }
    let area = (window * window) as f32;
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        pixels.extend(view.row(y).iter().zip(&sums).map(|(&pixel, &sum)| {
            let pixel = f32::from(pixel);
            (pixel + 2.0 * (pixel - sum as f32 / area)).clamp(0.0, 255.0) as u8
        }));
        for ((sum, &next), &last) in sums.iter_mut().zip(row(y + window)).zip(row(y)) {
            *sum = *sum + u32::from(next) - u32::from(last);
        }
    }
    GrayImage::from_raw(width as u32, height as u32, pixels).unwrap_or_default()
}
