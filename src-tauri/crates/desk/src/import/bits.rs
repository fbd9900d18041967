/// Rows of a list, a bit for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
    count: u32,
}

impl Bits {
    pub(super) fn insert(&mut self, row: u32) {
        let at = row as usize / 64;
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        self.count += u32::from(!self.contains(row));
        self.words[at] |= 1 << (row % 64);
    }

    /// The rows, in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        let words = self.words.iter().zip(0..);
        words.flat_map(|(word, at): (&u64, u32)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
            bits.map(move |bit| at * 64 + bit)
        })
    }

    pub(super) fn insert_all(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
        self.count = self.words.iter().map(|word| word.count_ones()).sum();
    }

    pub(super) fn remove(&mut self, row: u32) {
        if self.contains(row) {
            self.words[row as usize / 64] &= !(1 << (row % 64));
            self.count -= 1;
        }
    }

    pub(super) fn contains(&self, row: u32) -> bool {
        let word = self.words.get(row as usize / 64).copied().unwrap_or(0);
        word >> (row % 64) & 1 == 1
    }

    /// How many are in both.
    pub(super) fn count_of_both(&self, other: &Self) -> u32 {
        let words = self.words.iter().zip(&other.words);
        words.map(|(one, other)| (one & other).count_ones()).sum()
    }

    pub(super) fn count(&self) -> u32 {
        self.count
    }
}
