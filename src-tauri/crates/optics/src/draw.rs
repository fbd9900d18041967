//! Drawing: a text to a matrix of modules, as ISO/IEC 18004 has it.

use std::{fmt::Write, io::Cursor};

use image::{GrayImage, ImageFormat, Luma};
use qrcode::bits::Bits;
use qrcode::ec::construct_codewords;
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode, Version};

use crate::mask::{self, Masks};

/// The light margin that ISO/IEC 18004 asks for around a code, in modules.
pub const QUIET_ZONE: u32 = 4;

/// How much of a code may be lost and still be read (ISO/IEC 18004, error correction level).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// About 7 %.
    L,
    /// About 15 %: what tickets use.
    M,
    /// About 25 %.
    Q,
    /// About 30 %.
    H,
}

/// Why a text could not be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// Nothing to draw.
    #[error("a code needs a text")]
    Empty,
    /// More than the largest code (version 40) holds at this level: shorten it or lower the level.
    #[error("a text of {bytes} bytes does not fit in a QR code")]
    TooLong {
        /// Length of the text in bytes of UTF-8.
        bytes: usize,
    },
    /// The picture could not be packed.
    #[error("the code's picture could not be made")]
    Picture,
}

/// A drawn code: a square of dark and light modules, without its quiet zone.
#[derive(Clone, PartialEq, Eq)]
pub struct QrMatrix {
    size: u32,
    dark: Vec<bool>,
}

/// Draws `text` in the smallest code that holds it.
///
/// A text of the 45 alphanumeric characters becomes one alphanumeric segment, so that
/// the size depends on its length alone: 121 or 122 characters at [`Level::M`] are
/// always version 5, 37 modules a side. Digits alone become one numeric segment, anything
/// else one segment of UTF-8 bytes.
///
/// # Errors
/// [`DrawError::Empty`] and [`DrawError::TooLong`].
pub fn draw(text: &str, level: Level) -> Result<QrMatrix, DrawError> {
    if text.is_empty() {
        return Err(DrawError::Empty);
    }
    let level = match level {
        Level::L => EcLevel::L,
        Level::M => EcLevel::M,
        Level::Q => EcLevel::Q,
        Level::H => EcLevel::H,
    };
    let (size, dark) = segment(text, level)
        .and_then(|bits| modules(bits, level))
        .map_err(|_| DrawError::TooLong { bytes: text.len() })?;
    let size = u32::try_from(size).unwrap_or(0);
    Ok(QrMatrix { size, dark })
}

/// The modules under the mask that scanners read best, and how many there are a side.
fn modules(bits: Bits, level: EcLevel) -> Result<(usize, Vec<bool>), QrError> {
    let version = bits.version();
    let size = usize::try_from(version.width()).unwrap_or(0);
    if size > mask::MOST {
        let code = QrCode::with_bits(bits, level)?;
        let colours = code.to_colors().into_iter();
        return Ok((size, colours.map(|c| c == Color::Dark).collect()));
    }
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, level)?;
    let dark = Masks::of(version, level).best(&data, &correction);
    Ok((size, dark))
}

/// One segment in the densest mode for the whole text, in the smallest version that holds it.
///
/// The encoder's own choice would cut UTF-8 in the middle of a character, and take some
/// of it for Shift JIS; readers then disagree about the text.
fn segment(text: &str, level: EcLevel) -> Result<Bits, QrError> {
    let bytes = text.as_bytes();
    for version in 1..=40 {
        let mut bits = Bits::new(Version::Normal(version));
        let pushed = if bytes.iter().all(u8::is_ascii_digit) {
            bits.push_numeric_data(bytes)
        } else if bytes.iter().copied().all(is_alphanumeric) {
            bits.push_alphanumeric_data(bytes)
        } else {
            bits.push_byte_data(bytes)
        };
        if pushed.is_ok() && bits.push_terminator(level).is_ok() {
            return Ok(bits);
        }
    }
    Err(QrError::DataTooLong)
}

fn is_alphanumeric(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b' ' | b'$' | b'%' | b'*' | b'+' | b'-' | b'.' | b'/' | b':')
}

impl QrMatrix {
    /// Modules a side, quiet zone not counted: 21 to 177.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// Modules a side with the quiet zone: `size + 8`.
    pub fn extent(&self) -> u32 {
        self.size + 2 * QUIET_ZONE
    }

    /// Whether the module in column `x` and row `y` is dark. Outside the code all is light.
    pub fn get(&self, x: u32, y: u32) -> bool {
        x < self.size && y < self.size && self.dark[(y * self.size + x) as usize]
    }

    /// The dark modules as the `d` of one SVG path, for a view box of
    /// `0 0 extent extent`: a unit is a module, and the quiet zone of
    /// [`QUIET_ZONE`] modules is the empty margin of it.
    ///
    /// Modules are merged into the fewest plain rectangles of whole runs, so that no
    /// hairline shows between neighbours.
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        let mut open: Vec<(u32, u32, u32)> = Vec::new();
        for y in 0..=self.size {
            let runs = self.runs(y);
            open.retain(|&(x, width, top)| {
                let goes_on = runs.contains(&(x, width));
                if !goes_on {
                    let (left, height) = (x + QUIET_ZONE, y - top);
                    let _ = write!(
                        path,
                        "M{left} {}h{width}v{height}h-{width}z",
                        top + QUIET_ZONE
                    );
                }
                goes_on
            });
            for (x, width) in runs {
                if !open.iter().any(|&(ox, ow, _)| (ox, ow) == (x, width)) {
                    open.push((x, width, y));
                }
            }
        }
        path
    }

    /// The code as a grey picture, quiet zone included: dark is 0, light is 255,
    /// `scale` pixels a module (at least 1).
    pub fn to_luma(&self, scale: u32) -> GrayImage {
        let scale = scale.max(1);
        let side = self.extent() * scale;
        GrayImage::from_fn(side, side, |x, y| {
            let (x, y) = (x / scale, y / scale);
            let dark =
                x >= QUIET_ZONE && y >= QUIET_ZONE && self.get(x - QUIET_ZONE, y - QUIET_ZONE);
            Luma([if dark { 0 } else { 255 }])
        })
    }

    /// The picture of [`QrMatrix::to_luma`] as a PNG file.
    ///
    /// # Errors
    /// [`DrawError::Picture`].
    pub fn to_png(&self, scale: u32) -> Result<Vec<u8>, DrawError> {
        let mut png = Cursor::new(Vec::new());
        let written = self.to_luma(scale).write_to(&mut png, ImageFormat::Png);
        written.map_err(|_| DrawError::Picture)?;
        Ok(png.into_inner())
    }

    /// Runs of dark modules in row `y`, as `(first column, length)`.
    fn runs(&self, y: u32) -> Vec<(u32, u32)> {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for x in 0..self.size {
            if !self.get(x, y) {
                continue;
            }
            match runs.last_mut() {
                Some((start, length)) if *start + *length == x => *length += 1,
                _ => runs.push((x, 1)),
            }
        }
        runs
    }
}

impl std::fmt::Debug for QrMatrix {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The modules are the code: a ticket's must not end in a log.
        write!(f, "QrMatrix({0}×{0})", self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    fn ticket(seed: usize) -> String {
        let body = (0..117).map(|i| ALPHABET[(i * 7 + seed * 13 + i * i) % 45] as char);
        "LY1:".chars().chain(body).collect()
    }

    #[test]
    fn a_ticket_code_is_version_5() {
        for seed in 0..50 {
            let text = ticket(seed);
            assert_eq!(text.len(), 121);
            assert_eq!(draw(&text, Level::M).unwrap().size(), 37);
        }
        let digits = format!("LY1:{}", "7".repeat(117));
        assert_eq!(
            draw(&digits, Level::M).unwrap().size(),
            37,
            "digits do not shrink it"
        );
    }

    #[test]
    fn version_5_holds_122_and_not_a_byte_more() {
        assert_eq!(draw(&"A".repeat(122), Level::M).unwrap().size(), 37);
        assert_eq!(draw(&"A".repeat(123), Level::M).unwrap().size(), 41);
    }

    #[test]
    fn refuses_what_no_code_holds() {
        assert_eq!(draw("", Level::M), Err(DrawError::Empty));
        assert_eq!(
            draw(&"a".repeat(4000), Level::M),
            Err(DrawError::TooLong { bytes: 4000 })
        );
        assert!(matches!(
            draw(&"A".repeat(5000), Level::L),
            Err(DrawError::TooLong { .. })
        ));
    }

    #[test]
    fn the_path_paints_exactly_the_dark_modules() {
        let code = draw(&ticket(1), Level::M).unwrap();
        let side = code.extent() as usize;
        let mut painted = vec![0u8; side * side];
        for rectangle in code.svg_path().split_terminator('z') {
            let numbers: Vec<usize> = rectangle
                .split(|c: char| !c.is_ascii_digit())
                .filter(|n| !n.is_empty())
                .map(|n| n.parse().unwrap())
                .collect();
            let [x, y, width, height, back] = numbers[..] else {
                panic!("not a rectangle: {rectangle}");
            };
            assert_eq!(width, back);
            for row in y..y + height {
                for column in x..x + width {
                    painted[row * side + column] += 1;
                }
            }
        }
        let picture = code.to_luma(1);
        for (i, pixel) in picture.pixels().enumerate() {
            assert_eq!(
                painted[i],
                u8::from(pixel.0[0] == 0),
                "each once, none too many"
            );
        }
    }
}
