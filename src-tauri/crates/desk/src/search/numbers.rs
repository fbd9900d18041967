//! The different words of a list, gathered one after the other.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::texts::{Texts, number};

/// By a short text.
pub(super) type ByText<T> = HashMap<Box<str>, T, BuildHasherDefault<Quick>>;

/// So many bytes of a word are compared as two numbers.
const AT_ONCE: usize = 16;

/// The beginning of a word as numbers that sort as the word does. No word ends with a zero, so that
/// nothing else is the same.
type Beginning = [u64; 2];

/// A number for each word, in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Most words are no longer, and are met without a look at memory elsewhere.
    short: HashMap<Beginning, u32, BuildHasherDefault<Quick>>,
    long: ByText<u32>,
}

impl Numbers {
    /// The number of a word: that of all before it where it is new.
    pub(super) fn of(&mut self, word: &str) -> u32 {
        let new = number(self.short.len() + self.long.len());
        if word.len() <= AT_ONCE {
            return *self.short.entry(beginning(word)).or_insert(new);
        }
        if let Some(number) = self.long.get(word) {
            return *number;
        }
        self.long.insert(word.into(), new);
        new
    }

    /// The words in their order, and for each number the place in it.
    pub(super) fn sorted(self) -> (Texts, Vec<u32>) {
        let mut words: Vec<(Sortable, u32)> = Vec::with_capacity(self.short.len());
        let short = self.short.into_iter();
        words.extend(short.map(|(first, number)| {
            (
                Sortable {
                    first,
                    rest: Box::default(),
                },
                number,
            )
        }));
        let long = self.long.iter();
        words.extend(long.map(|(word, number)| (Sortable::of(word), *number)));
        words.sort_unstable();
        let mut places = vec![0; words.len()];
        let mut texts = Texts::default();
        for ((word, number), place) in words.iter().zip(0..) {
            places[*number as usize] = place;
            word.add_to(&mut texts);
        }
        texts.shrink_to_fit();
        (texts, places)
    }
}

/// A text that is quickly compared.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sortable {
    first: Beginning,
    rest: Box<[u8]>,
}

impl Sortable {
    /// Of a text that does not end with a zero.
    pub(super) fn of(text: &str) -> Self {
        Self {
            first: beginning(text),
            rest: text.as_bytes().get(AT_ONCE..).unwrap_or_default().into(),
        }
    }

    /// Adds the text to others.
    pub(super) fn add_to(&self, texts: &mut Texts) {
        let mut bytes = [0; AT_ONCE];
        let (halves, _) = bytes.as_chunks_mut::<8>();
        for (half, number) in halves.iter_mut().zip(self.first) {
            *half = number.to_be_bytes();
        }
        let end = match self.rest.is_empty() {
            true => bytes.iter().rposition(|byte| *byte != 0),
            false => Some(AT_ONCE - 1),
        };
        texts.add(&bytes[..end.map_or(0, |last| last + 1)], &self.rest);
    }
}

fn beginning(text: &str) -> Beginning {
    let mut bytes = [0; AT_ONCE];
    let some = text.len().min(AT_ONCE);
    bytes[..some].copy_from_slice(&text.as_bytes()[..some]);
    let (halves, _) = bytes.as_chunks::<8>();
    [halves[0], halves[1]].map(u64::from_be_bytes)
}

/// A quick hash of short words (Fowler, Noll and Vo's idea, eight bytes at once); nobody gains by
/// names that collide.
#[derive(Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn add(&mut self, eight: u64) {
        let mixed = (self.0 ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, _: u8) {
        // What ends a text; the length of the words tells them apart well enough.
    }

    fn write_usize(&mut self, _: usize) {
        // How many there are: always as many.
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_of_any_length_are_sorted_as_texts_are(
            words in prop::collection::vec("[ab]{0,3}[a-cé0]{1,20}(\0é{1,3})?", 0..40),
        ) {
            let mut numbers = Numbers::default();
            let given: Vec<u32> = words.iter().map(|word| numbers.of(word)).collect();
            let (texts, places) = numbers.sorted();
            let sorted: BTreeSet<&[u8]> = words.iter().map(|word| word.as_bytes()).collect();
            prop_assert_eq!(texts.len() as usize, sorted.len());
            for (place, word) in (0..).zip(sorted) {
                prop_assert_eq!(texts.get(place), word);
            }
            for (word, number) in words.iter().zip(given) {
                prop_assert_eq!(texts.get(places[number as usize]), word.as_bytes());
            }
        }
    }
}
