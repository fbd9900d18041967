//! A set of rows.

/// Rows of a list, a bit for each.
#[derive(Debug)]
pub(super) struct Rows {
    bits: Vec<u64>,
    count: usize,
}

impl Rows {
    /// None of a list of so many.
    pub(super) fn none(of: u32) -> Self {
        Self {
            bits: vec![0; of as usize / 64 + 1],
            count: 0,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn insert(&mut self, row: u32) {
        self.count += usize::from(!self.contains(row));
        self.bits[row as usize / 64] |= 1 << (row % 64);
    }

    pub(super) fn contains(&self, row: u32) -> bool {
        self.bits[row as usize / 64] >> (row % 64) & 1 == 1
    }

    /// The rows, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        let bits = (0..).step_by(64).zip(&self.bits);
        bits.flat_map(|(first, bits): (u32, &u64)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let row = (left != 0).then(|| first + left.trailing_zeros());
                left &= left.wrapping_sub(1);
                row
            })
        })
    }
}
