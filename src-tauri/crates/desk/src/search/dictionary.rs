//! All different words of a list, by their letters and by their sound.

use std::ops::Range;

use super::{
    fold::sound,
    numbers::Sortable,
    texts::{Texts, number},
};

/// What has no sound: a word that stands only in e-mail addresses.
const NONE: u32 = u32::MAX;

/// The words of a list. A word's number is its place among the sorted keys.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    words: Texts,
    sounds: Texts,
    sound_of: Vec<u32>,
    /// For each sound, where its words begin in `by_sound`.
    starts: Vec<u32>,
    by_sound: Vec<u32>,
}

impl Dictionary {
    /// The dictionary of these keys ([`super::fold::Word::key`]); slips and foreign spellings are
    /// forgiven in those words for which it says so.
    pub(super) fn of(words: Texts, forgiving: &[bool]) -> Self {
        let mut sounding: Vec<(Sortable, u32)> = Vec::new();
        for (forgiving, word) in forgiving.iter().zip(0..) {
            if *forgiving {
                let plain = str::from_utf8(words.head(word)).unwrap_or_default();
                sounding.push((Sortable::of(&sound(plain)), word));
            }
        }
        sounding.sort_unstable();
        let mut sound_of = vec![NONE; forgiving.len()];
        let mut starts = Vec::new();
        let mut sounds = Texts::default();
        let mut last = None;
        for (at, (sound, word)) in sounding.iter().enumerate() {
            if last != Some(sound) {
                sound.add_to(&mut sounds);
                starts.push(number(at));
                last = Some(sound);
            }
            sound_of[*word as usize] = sounds.len() - 1;
        }
        starts.push(number(sounding.len()));
        starts.shrink_to_fit();
        sounds.shrink_to_fit();
        Self {
            words,
            sounds,
            sound_of,
            starts,
            by_sound: sounding.into_iter().map(|(_, word)| word).collect(),
        }
    }

    /// By their letters.
    pub(super) fn words(&self) -> &Texts {
        &self.words
    }

    /// By how they sound.
    pub(super) fn sounds(&self) -> &Texts {
        &self.sounds
    }

    /// The words that sound like one of these.
    pub(super) fn sounding(&self, sounds: Range<u32>) -> &[u32] {
        let at = |sound: u32| self.starts[sound as usize] as usize;
        &self.by_sound[at(sounds.start)..at(sounds.end)]
    }

    /// Whether slips and foreign spellings are forgiven in this word.
    pub(super) fn is_forgiving(&self, word: u32) -> bool {
        self.sound_of[word as usize] != NONE
    }

    pub(super) fn size(&self) -> usize {
        let numbers = self.sound_of.len() + self.starts.len() + self.by_sound.len();
        self.words.size() + self.sounds.size() + numbers * size_of::<u32>()
    }
}
