//! A word of a query, and which words of a list it can mean.

use std::ops::Range;

use super::{
    fold::{Word, sound},
    index::{Index, Place},
    letters,
    texts::{Near, number},
};

/// How far a word of the list is from what was typed; small numbers come first.
pub(super) type Cost = u32;

/// As it is written.
const WRITTEN: Cost = 0;
/// The beginning, written with the same accents or in the same script.
const WRITTEN_START: Cost = 3;
/// But for accents and case.
const PLAIN: Cost = 4;
/// In the spelling of another language.
pub(super) const SOUND: Cost = 8;
const PLAIN_START: Cost = 16;
/// Each letter that is wrong.
pub(super) const SLIP: Cost = 256;
/// More, where only the beginning of the word was typed, with a letter wrong.
const SLIP_AT_START: Cost = 64;
/// The beginning, in the spelling of another language.
const SOUND_START: Cost = SLIP + SLIP_AT_START;

/// The shortest word in which one wrong letter is forgiven, alone and beside another word, and
/// two.
const FORGIVES_ONE: usize = 4;
const FORGIVES_ONE_BESIDES: usize = 3;
const FORGIVES_TWO: usize = 8;

/// So much of a sound says enough about a word that begins with it.
const CLEAR_SOUND: usize = 3;

/// Whether a word of this cost was typed to its end.
pub(super) fn is_whole(cost: Cost) -> bool {
    matches!(cost, WRITTEN | PLAIN | SOUND) || (cost >= SLIP && cost % SLIP < SLIP_AT_START)
}

/// More, where only the beginning was typed of a word that others follow: it may be short for it,
/// or have a slip.
const STOPPED: Cost = SLIP - PLAIN_START + 4;

/// What is forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slips {
    None,
    One,
    Two,
    /// One even in a short word.
    OneInAny,
}

/// The part that a word plays in a query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// It may be half typed.
    pub(super) last: bool,
    /// There is no other that would say more.
    pub(super) alone: bool,
    /// A guest without it is found all the same.
    pub(super) optional: bool,
    /// It is not the beginning of a longer one.
    pub(super) whole: bool,
}

/// A word of a query.
#[derive(Debug)]
pub(super) struct Sought {
    /// The words that are it, but for accents.
    equal: Range<u32>,
    /// The one that is written the same.
    written: Option<u32>,
    /// The words that begin with it.
    start: Range<u32>,
    /// How it is written, where that is not plain.
    written_start: Option<String>,
    /// What else it can mean, by word.
    others: Vec<(u32, Cost)>,
    /// Whether a word is among `others`, a bit for each.
    other_bits: Vec<u64>,
    places: usize,
    /// Of these, the places of `others`.
    places_others: usize,
    optional: bool,
    /// What it costs more that only the beginning was typed.
    stopped: Cost,
}

impl Sought {
    /// What `word` can mean in this list.
    pub(super) fn of(index: &Index, word: &Word, slips: Slips, part: Part) -> Self {
        let dictionary = index.dictionary();
        let words = dictionary.words();
        let plain = word.plain.as_bytes();
        let equal = words.equal(plain);
        let start = if part.whole {
            equal.clone()
        } else {
            words.beginning(plain)
        };
        let mut sought = Self {
            written: words.position(word.key().as_bytes()),
            written_start: word.written.clone(),
            others: Vec::new(),
            other_bits: Vec::new(),
            places: index.places_of(start.clone()).len(),
            places_others: 0,
            equal,
            start,
            optional: part.optional,
            stopped: if part.last { 0 } else { STOPPED },
        };
        sought.add_sounding(index, word, part);
        sought.add_slips(index, word, slips, part);
        sought.settle(index);
        sought
    }

    pub(super) fn is_optional(&self) -> bool {
        self.optional
    }

    /// Whether it can mean anything, or needn't.
    pub(super) fn is_met(&self) -> bool {
        self.places > 0 || self.optional
    }

    /// In how many places the words stand that it can mean.
    pub(super) fn places(&self) -> usize {
        self.places
    }

    /// The words it can mean, the many that only begin with it last.
    pub(super) fn words(&self) -> impl Iterator<Item = u32> {
        let others = self.others.iter().map(|(word, _)| *word);
        self.equal
            .clone()
            .chain(others)
            .chain(self.equal.end..self.start.end)
    }

    /// The words that are it, but for accents.
    pub(super) fn equal(&self) -> Range<u32> {
        self.equal.clone()
    }

    /// The words that begin with it, those that are it among them.
    pub(super) fn start(&self) -> Range<u32> {
        self.start.clone()
    }

    /// Where the words stand that it can mean otherwise.
    pub(super) fn others<'a>(&'a self, index: &'a Index) -> impl Iterator<Item = &'a [Place]> {
        self.others.iter().map(|(word, _)| index.places(*word))
    }

    /// Looks at the places of the words that are it, and of what else it can mean, if there are at
    /// most so many of them; gives what those at least cost that were not looked at, where it costs
    /// so much more to stand elsewhere than in a name.
    pub(super) fn least_beyond(
        &self,
        index: &Index,
        most: usize,
        elsewhere: Cost,
        mut look: impl FnMut(&Place),
    ) -> Cost {
        let start = match self.written_start {
            Some(_) => WRITTEN_START,
            None => PLAIN_START,
        };
        let start = start + self.stopped;
        let equal = index.places_of(self.equal.clone());
        if equal.len() > most {
            let in_name = equal.iter().any(|place| !place.elsewhere());
            return if in_name {
                WRITTEN
            } else {
                WRITTEN + elsewhere
            };
        }
        equal.iter().for_each(&mut look);
        if self.places_others > most {
            let others = self.others.iter().map(|(_, cost)| *cost).min();
            return others.map_or(start, |others| others.min(start));
        }
        let others = self.others.iter();
        others
            .flat_map(|(word, _)| index.places(*word))
            .for_each(look);
        start
    }

    /// How far a word is from it; `None` where it can't mean that.
    pub(super) fn cost(&self, index: &Index, word: u32) -> Option<Cost> {
        if self.equal.contains(&word) {
            let written = self.written == Some(word);
            return Some(if written { WRITTEN } else { PLAIN });
        }
        if self.start.contains(&word) {
            let start = if let Some(written) = &self.written_start
                && index
                    .dictionary()
                    .words()
                    .tail(word)
                    .is_some_and(|tail| tail.starts_with(written.as_bytes()))
            {
                WRITTEN_START
            } else {
                PLAIN_START
            };
            return Some(start + self.stopped);
        }
        let bits = self.other_bits.get(word as usize / 64)?;
        if bits >> (word % 64) & 1 == 0 {
            return None;
        }
        let at = self.others.binary_search_by_key(&word, |(other, _)| *other);
        at.ok().map(|at| self.others[at].1)
    }

    fn add_sounding(&mut self, index: &Index, word: &Word, part: Part) {
        if word.plain.len() < 2 {
            return;
        }
        let sound = sound(&word.plain);
        let dictionary = index.dictionary();
        // Of `zzz` hardly a sound is left, and it would mean half the list.
        if !part.whole && 2 * sound.len() >= word.plain.len() {
            let starting = dictionary.sounds().beginning(sound.as_bytes());
            let is_clear = sound.len() >= CLEAR_SOUND;
            for other in dictionary.sounding(starting) {
                if is_clear || self.begins_as_spelt(index, word, *other) {
                    self.add(*other, SOUND_START);
                }
            }
        }
        let equal = dictionary.sounds().equal(sound.as_bytes());
        for word in dictionary.sounding(equal) {
            self.add(*word, SOUND);
        }
    }

    /// Whether a short beginning begins a word whose first letters another language spells like
    /// it: `mue` of Müller, and `oz` of Oezdemir.
    fn begins_as_spelt(&self, index: &Index, typed: &Word, other: u32) -> bool {
        if self.start.contains(&other) {
            return false;
        }
        let words = index.dictionary().words();
        let (typed, plain) = (typed.plain.as_bytes(), words.head(other));
        let letters = unmarked(typed).count();
        let mut begins = unmarked(plain);
        if !unmarked(typed).all(|letter| begins.next() == Some(letter)) {
            return false;
        }
        let is_marked = |written: &[u8]| !written.iter().take(letters).all(u8::is_ascii);
        let is_spelt = !unmarked(plain)
            .take(letters)
            .eq(plain.iter().copied().take(letters));
        is_spelt || words.tail(other).is_some_and(is_marked)
    }

    fn add_slips(&mut self, index: &Index, word: &Word, slips: Slips, part: Part) {
        let typed = word.plain.as_bytes();
        let shortest = match slips {
            Slips::None => return,
            Slips::One if part.alone => FORGIVES_ONE,
            Slips::One => FORGIVES_ONE_BESIDES,
            Slips::Two => FORGIVES_TWO,
            Slips::OneInAny => 2,
        };
        let numbered = typed.iter().any(u8::is_ascii_digit);
        if numbered || !typed.is_ascii() || typed.len() + 1 < shortest || typed.len() < 2 {
            return;
        }
        let most = if slips == Slips::Two { 2 } else { 1 };
        let dictionary = index.dictionary();
        // At the beginning of a word only where it may be half typed.
        let begun = part.last && typed.len() >= FORGIVES_ONE;
        for near in dictionary.words().near(typed, most, begun) {
            for word in near.texts.clone() {
                if dictionary.is_forgiving(word) {
                    self.add_slip(index, word, typed, &near, shortest);
                }
            }
        }
        let sound = sound(&word.plain);
        if sound.len() >= 2 && sound.len() + 1 >= shortest {
            let begun = begun && sound.len() >= FORGIVES_ONE;
            for near in dictionary.sounds().near(sound.as_bytes(), most, begun) {
                for word in dictionary.sounding(near.texts.clone()) {
                    self.add_slip(index, *word, typed, &near, shortest);
                }
            }
        }
        if let Some(written) = &word.written {
            self.add_letter_slips(index, written, typed);
        }
    }

    fn add_slip(&mut self, index: &Index, word: u32, typed: &[u8], near: &Near, shortest: usize) {
        let meant = index.dictionary().words().head(word);
        if near.slips == 0 || typed.len().max(meant.len()) < shortest {
            return;
        }
        let at_start = if near.whole { 0 } else { SLIP_AT_START };
        let unlikely = unlikely(typed, meant, near.whole, index.places(word));
        self.add(word, SLIP * Cost::from(near.slips) + at_start + unlikely);
    }

    /// One slip in a script some of whose letters are several in Latin, so that it looks like
    /// more: ч, which is ch.
    fn add_letter_slips(&mut self, index: &Index, written: &str, typed: &[u8]) {
        let dictionary = index.dictionary();
        letters::each_variant(written, |meant| {
            let meant = meant.as_bytes();
            for word in dictionary.words().equal(meant) {
                if dictionary.is_forgiving(word) {
                    let unlikely = unlikely(typed, meant, true, index.places(word));
                    self.add(word, SLIP + unlikely);
                }
            }
        });
    }

    fn add(&mut self, word: u32, cost: Cost) {
        if !self.start.contains(&word) {
            self.others.push((word, cost));
        }
    }

    /// Puts `others` in order, each once.
    fn settle(&mut self, index: &Index) {
        if self.others.is_empty() {
            return;
        }
        self.others.sort_unstable();
        self.others.dedup_by_key(|(word, _)| *word);
        let words = index.dictionary().words().len();
        self.other_bits = vec![0; words as usize / 64 + 1];
        for (word, _) in &self.others {
            self.other_bits[*word as usize / 64] |= 1 << (word % 64);
            self.places_others += index.places(*word).len();
        }
        self.places += self.places_others;
    }
}

/// A plain word without the letters that stand for the marks of others: `ue` for ü, `dj` for đ.
fn unmarked(plain: &[u8]) -> impl Iterator<Item = u8> {
    let before = [0].into_iter().chain(plain.iter().copied());
    let letters = before.zip(plain.iter().copied());
    letters.filter_map(|(before, letter)| match (before, letter) {
        (b'a' | b'o' | b'u', b'e') | (b'd', b'j') => None,
        _ => Some(letter),
    })
}

/// How unlikely it is that someone who typed this meant that, in half bits, at most 54. To leave a
/// letter out or to swap two is likelier than any one of the many wrong letters; and names that
/// many have are likelier than rare ones.
fn unlikely(typed: &[u8], meant: &[u8], whole: bool, places: &[Place]) -> Cost {
    const MOST_BITS: u32 = 20;
    let bits = number(places.len()).max(1).ilog2().min(MOST_BITS);
    let rare = 2 * (MOST_BITS - bits);
    let first = if typed.first() == meant.first() { 0 } else { 4 };
    let left_out = meant.len() == typed.len() + 1;
    let slip = if !whole || left_out || swapped(typed, meant) {
        0
    } else {
        10
    };
    rare + first + slip
}

/// Whether the two have the same letters.
fn swapped(one: &[u8], other: &[u8]) -> bool {
    let count = |letters: &[u8]| letters.iter().map(|letter| u32::from(*letter)).sum::<u32>();
    one.len() == other.len() && count(one) == count(other)
}
