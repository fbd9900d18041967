//! From modules to text: format, mask and blocks (ISO/IEC 18004, 7 and 8).
//!
//! A module is not only dark or light but more or less surely so. What is doubtful is
//! treated as erased where that is needed, never so far that chance could make a text:
//! some redundancy always remains to prove what was read.

use rxing::common::cpp_essentials::DecoderResult;
use rxing::qrcode::common::{ErrorCorrectionLevel, Version, VersionRef};
use rxing::qrcode::cpp_port::decoder::DecodeBitStream;
use rxing::qrcode::decoder::DataBlock;

use super::solomon::correct;

/// Bits by which a format may be off.
const FORMAT_ERRORS: u32 = 3;
/// Correction bytes of a block that must remain unused where erasures were guessed.
const PROOF: usize = 4;

/// The modules of a code: how much darker than its threshold each is.
///
/// Beyond 0 is dark; the farther, the surer.
pub(super) struct Modules {
    size: usize,
    depths: Vec<f32>,
}

impl Modules {
    pub(super) fn new(size: usize, depths: Vec<f32>) -> Self {
        Self { size, depths }
    }

    pub(super) fn is_dark(&self, x: usize, y: usize) -> bool {
        self.depths[y * self.size + x] > 0.0
    }

    fn depth(&self, x: usize, y: usize) -> f32 {
        self.depths[y * self.size + x]
    }

    /// Mirrored in its main diagonal: a code seen in a mirror becomes right.
    pub(super) fn mirrored(&self) -> Self {
        let depths = (0..self.size * self.size)
            .map(|i| self.depths[i % self.size * self.size + i / self.size])
            .collect();
        Self::new(self.size, depths)
    }

    /// How many modules of the two timing patterns are as they must be, from 0 to 1.
    pub(super) fn timing(&self) -> f32 {
        let places = 8..self.size - 8;
        let right: usize = places
            .clone()
            .map(|i| {
                let dark = i % 2 == 0;
                usize::from(self.is_dark(i, 6) == dark) + usize::from(self.is_dark(6, i) == dark)
            })
            .sum();
        right as f32 / (2 * places.len()) as f32
    }

    /// Whether enough of the three corner squares is as it must be: without them, a texture that
    /// happens to be as regular as a mask would be a code that holds nothing.
    fn has_corners(&self) -> bool {
        let end = self.size - 7;
        let mut right = 0;
        for (left, top) in [(0, 0), (end, 0), (0, end)] {
            for i in 0..49_usize {
                let (x, y) = (i % 7, i / 7);
                let ring = x.abs_diff(3).max(y.abs_diff(3));
                right += usize::from(self.is_dark(left + x, top + y) == (ring != 2));
            }
        }
        right * 10 >= 3 * 49 * 7
    }

    /// The text; `None` where too much is wrong.
    pub(super) fn text(&self) -> Option<String> {
        if !self.has_corners() {
            return None;
        }
        let version = Version::Model2(((self.size - 17) / 4) as u32).ok()?;
        let (level, mask) = self.format()?;
        let (bytes, doubts) = self.bytes(version, mask)?;
        let blocks = DataBlock::getDataBlocks(&bytes, version, level).ok()?;
        // The places of the bytes, dealt to the blocks as the bytes are; up to 3706 of them.
        let low: Vec<u8> = (0..bytes.len()).map(|i| (i & 0xFF) as u8).collect();
        let high: Vec<u8> = (0..bytes.len()).map(|i| (i >> 8) as u8).collect();
        let low = DataBlock::getDataBlocks(&low, version, level).ok()?;
        let high = DataBlock::getDataBlocks(&high, version, level).ok()?;
        let mut data = Vec::new();
        for ((block, low), high) in blocks.iter().zip(&low).zip(&high) {
            let doubts: Vec<f32> = low
                .getCodewords()
                .iter()
                .zip(high.getCodewords())
                .map(|(&low, &high)| doubts[usize::from(high) << 8 | usize::from(low)])
                .collect();
            let length = block.getNumDataCodewords() as usize;
            let mut codewords = block.getCodewords().to_vec();
            let checks = codewords.len() - length;
            if !mend(&mut codewords, checks, &doubts, misreads(version, level)) {
                return None;
            }
            data.extend_from_slice(&codewords[..length]);
        }
        let result: DecoderResult<bool> = DecodeBitStream(&data, version, level).ok()?;
        let text = result.text();
        (result.error().is_none() && result.isValid() && !text.is_empty()).then_some(text)
    }

    /// Level and mask, from the better of their two copies.
    fn format(&self) -> Option<(ErrorCorrectionLevel, u8)> {
        let end = self.size - 1;
        let mut copies = [0_u32; 2];
        for i in 0..15 {
            let first = match i {
                0..=5 => (8, i),
                6 => (8, 7),
                7 => (8, 8),
                8 => (7, 8),
                _ => (14 - i, 8),
            };
            let second = if i < 8 {
                (end - i, 8)
            } else {
                (8, end - 14 + i)
            };
            for (copy, (x, y)) in copies.iter_mut().zip([first, second]) {
                *copy |= u32::from(self.is_dark(x, y)) << i;
            }
        }
        let (errors, format) = (0..32_u32)
            .flat_map(|format| {
                let pattern = format_pattern(format);
                copies.map(|copy| ((copy ^ pattern).count_ones(), format))
            })
            .min()?;
        if errors > FORMAT_ERRORS {
            return None;
        }
        let level = match format >> 3 {
            0 => ErrorCorrectionLevel::M,
            1 => ErrorCorrectionLevel::L,
            2 => ErrorCorrectionLevel::H,
            _ => ErrorCorrectionLevel::Q,
        };
        Some((level, (format & 7) as u8))
    }

    /// The bytes in the order in which they lie, and how doubtful each is (the more the nearer to
    /// 0 from below).
    fn bytes(&self, version: VersionRef, mask: u8) -> Option<(Vec<u8>, Vec<f32>)> {
        let fixed = version.buildFunctionPattern().ok()?;
        let mut bytes = Vec::new();
        let mut doubts = Vec::new();
        let (mut byte, mut bits, mut least) = (0_u8, 0, f32::MAX);
        let mut upwards = true;
        let mut right = self.size - 1;
        while right > 0 {
            // The column of the timing pattern holds nothing.
            if right == 6 {
                right -= 1;
            }
            for row in 0..self.size {
                let y = if upwards { self.size - 1 - row } else { row };
                for x in [right, right - 1] {
                    if fixed.get(x as u32, y as u32) {
                        continue;
                    }
                    byte = byte << 1 | u8::from(self.is_dark(x, y) != is_masked(mask, x, y));
                    least = least.min(self.depth(x, y).abs());
                    bits += 1;
                    if bits == 8 {
                        bytes.push(byte);
                        doubts.push(-least);
                        (byte, bits, least) = (0, 0, f32::MAX);
                    }
                }
            }
            upwards = !upwards;
            right = right.saturating_sub(2);
        }
        (bytes.len() == version.getTotalCodewords() as usize).then_some((bytes, doubts))
    }
}

/// The 15 bits of a format: 5 of data, 10 of a BCH code, and a fixed mask over them.
fn format_pattern(format: u32) -> u32 {
    let mut rest = format << 10;
    for bit in (10..15).rev() {
        if rest >> bit & 1 == 1 {
            rest ^= 0b101_0011_0111 << (bit - 10);
        }
    }
    (format << 10 | rest) ^ 0b101_0100_0001_0010
}

fn is_masked(mask: u8, x: usize, y: usize) -> bool {
    let rest = match mask {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => (y / 2 + x / 3) % 2,
        5 => x * y % 2 + x * y % 3,
        6 => (x * y % 2 + x * y % 3) % 2,
        _ => ((x + y) % 2 + x * y % 3) % 2,
    };
    rest == 0
}

/// Correction bytes that the smallest codes keep against misreading (ISO/IEC 18004, table 9).
fn misreads(version: VersionRef, level: ErrorCorrectionLevel) -> usize {
    match (version.getVersionNumber(), level) {
        (1, ErrorCorrectionLevel::L) => 3,
        (1, ErrorCorrectionLevel::M) | (2, ErrorCorrectionLevel::L) => 2,
        (1, _) | (3, ErrorCorrectionLevel::L) => 1,
        _ => 0,
    }
}

/// Corrects a block, at first without erasures, then with more and more of its most doubtful bytes
/// erased.
fn mend(block: &mut [u8], checks: usize, doubts: &[f32], kept: usize) -> bool {
    let whole = block.to_vec();
    if let Some(errors) = correct(block, checks, &[]) {
        if 2 * errors + kept <= checks {
            return true;
        }
        block.copy_from_slice(&whole);
    }
    let mut order: Vec<usize> = (0..block.len()).collect();
    order.sort_by(|&a, &b| doubts[b].total_cmp(&doubts[a]));
    let most = checks.saturating_sub(kept + PROOF);
    let step = (most / 5).max(2);
    for erased in (step..=most).step_by(step) {
        if let Some(errors) = correct(block, checks, &order[..erased]) {
            if 2 * errors + erased + kept + PROOF <= checks {
                return true;
            }
            block.copy_from_slice(&whole);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Level, draw};

    fn modules(text: &str, level: Level) -> Modules {
        let code = draw(text, level).unwrap();
        let size = code.size();
        let depths = (0..size * size)
            .map(|i| {
                if code.get(i % size, i / size) {
                    1.0
                } else {
                    -1.0
                }
            })
            .collect();
        Modules::new(size as usize, depths)
    }

    #[test]
    fn reads_what_is_drawn_in_all_sizes() {
        for length in (1..1200).step_by(23) {
            for level in [Level::L, Level::M, Level::Q, Level::H] {
                let text = "LY1:".chars().cycle().take(length).collect::<String>();
                let modules = modules(&text, level);
                assert_eq!(modules.timing(), 1.0);
                assert_eq!(modules.text(), Some(text.clone()), "{length} {level:?}");
                assert_eq!(modules.mirrored().mirrored().text(), Some(text));
            }
        }
    }

    #[test]
    fn what_is_doubtful_may_be_wrong_twice_as_often() {
        let text = "7".repeat(100);
        let mut modules = modules(&text, Level::M);
        let spoil = |modules: &mut Modules, rows: std::ops::Range<usize>, depth: f32| {
            for y in rows {
                for x in 9..modules.size {
                    modules.depths[y * modules.size + x] = depth;
                }
            }
        };
        let sure = modules.depths.clone();
        spoil(&mut modules, 10..16, -1.0);
        assert_eq!(modules.text(), None, "surely light, and wrongly");
        modules.depths = sure;
        spoil(&mut modules, 10..16, -0.01);
        assert_eq!(modules.text(), Some(text), "perhaps light");
    }

    #[test]
    fn chance_never_makes_a_text() {
        let mut state = 1_u64;
        let mut chance = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 40) as f32 / (1 << 23) as f32 - 1.0
        };
        for version in [1, 1, 1, 1, 2, 3, 5] {
            let size = 17 + 4 * version;
            for _ in 0..1500 {
                let depths = (0..size * size).map(|_| chance()).collect();
                assert_eq!(Modules::new(size, depths).text(), None, "version {version}");
            }
        }
    }
}
