//! The list as the search holds it: words as numbers, guests as rows of them, and for each word
//! the guests that have it.

use std::{cmp::Ordering, ops::Range};

use lanyard_event::AttendeeId;
use lanyard_store::table::answer::unpack;

use super::{
    dictionary::Dictionary,
    fold::{Word, each_ascii, is_particle, words},
    numbers::{ByText, Numbers},
    texts::number,
};

/// Of a name, or of all else, only so many words are found by.
const MOST_WORDS: usize = 12;

/// A guest, as far as they are found by it.
#[derive(Clone, Debug)]
pub(crate) struct Guest<'a> {
    pub(crate) id: AttendeeId,
    pub(crate) name: &'a str,
    pub(crate) company: &'a str,
    pub(crate) email: &'a str,
    pub(crate) answers: Answers<'a>,
    /// Confirmed, with a ticket that holds.
    pub(crate) comes: bool,
}

/// What a guest answered to the organiser's questions.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answers<'a> {
    /// As the event file has them.
    Packed(&'a str),
    /// One after the other.
    Of(&'a [String]),
}

impl Answers<'_> {
    fn each(self, mut give: impl FnMut(&str)) {
        match self {
            Self::Packed(packed) => unpack(packed).for_each(|(_, answer)| give(answer)),
            Self::Of(answers) => answers.iter().for_each(|answer| give(answer)),
        }
    }
}

/// A list, made to be searched. A guest's row is their place among all: who comes before who
/// doesn't, then by name.
#[derive(Debug)]
pub(super) struct Index {
    dictionary: Dictionary,
    ids: Vec<AttendeeId>,
    coming: u32,
    /// For each row, where its words begin in `words`: the name's, those words of it that are
    /// written together, then those of company and e-mail.
    starts: Vec<u32>,
    words: Vec<u32>,
    shapes: Vec<Shape>,
    /// For each word, where its places begin in `places`.
    place_starts: Vec<u32>,
    places: Vec<Place>,
}

/// How many words of a row are the name's, and how many more are made of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    pub(super) name: u8,
    pub(super) of_name: u8,
}

/// A row that has a word, and whether it has it elsewhere than in the name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place(u32);

impl Place {
    fn new(row: u32, elsewhere: bool) -> Self {
        Self(row << 1 | u32::from(elsewhere))
    }

    pub(super) fn row(self) -> u32 {
        self.0 >> 1
    }

    pub(super) fn elsewhere(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The words of one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) words: &'a [u32],
    pub(super) shape: Shape,
}

impl Index {
    #[cfg(test)]
    pub(super) fn of<'a>(guests: impl IntoIterator<Item = Guest<'a>>) -> Self {
        let mut builder = Builder::default();
        guests.into_iter().for_each(|guest| builder.add(&guest));
        builder.finish()
    }

    pub(super) fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// How many guests.
    pub(super) fn len(&self) -> u32 {
        number(self.ids.len())
    }

    pub(super) fn id(&self, row: u32) -> AttendeeId {
        self.ids[row as usize]
    }

    pub(super) fn row(&self, row: u32) -> Row<'_> {
        let at = row as usize;
        Row {
            words: &self.words[range(&self.starts, row)],
            shape: self.shapes[at],
        }
    }

    /// How many words the name has.
    pub(super) fn name_words(&self, row: u32) -> u8 {
        self.shapes[row as usize].name
    }

    /// Where a word stands, by row.
    pub(super) fn places(&self, word: u32) -> &[Place] {
        &self.places[range(&self.place_starts, word)]
    }

    /// Where any of these words stands, word by word.
    pub(super) fn places_of(&self, words: Range<u32>) -> &[Place] {
        let at = |word: u32| self.place_starts[word as usize] as usize;
        &self.places[at(words.start)..at(words.end)]
    }

    /// Which of two guests of two lists stands first where a query fits both as well.
    pub(super) fn compare(&self, row: u32, other: &Self, row_there: u32) -> Ordering {
        let rank = |index: &Self, row: u32| (row >= index.coming, index.id(row));
        let (stays_away, id) = rank(self, row);
        let (other_stays_away, other_id) = rank(other, row_there);
        stays_away
            .cmp(&other_stays_away)
            .then_with(|| self.name(row).cmp(other.name(row_there)))
            .then(id.cmp(&other_id))
    }

    /// Whether two guests have the same name, to the letter but for case.
    pub(super) fn is_namesake(&self, row: u32, other: u32) -> bool {
        let name = |row| {
            let Row { words, shape } = self.row(row);
            &words[..shape.name.into()]
        };
        name(row) == name(other)
    }

    /// Whether a guest has the name of one of another list.
    pub(super) fn has_name_of(&self, row: u32, other: &Self, row_there: u32) -> bool {
        self.name(row).eq(other.name(row_there))
    }

    /// How many bytes it takes.
    pub(super) fn size(&self) -> usize {
        let numbers = self.starts.len() + self.words.len() + self.place_starts.len();
        self.dictionary.size()
            + self.ids.len() * size_of::<AttendeeId>()
            + self.shapes.len() * size_of::<Shape>()
            + self.places.len() * size_of::<Place>()
            + numbers * size_of::<u32>()
    }

    fn name(&self, row: u32) -> impl Iterator<Item = &[u8]> {
        let Row { words, shape } = self.row(row);
        let name = words.iter().take(shape.name.into());
        name.map(|word| self.dictionary.words().get(*word))
    }
}

fn range(starts: &[u32], at: u32) -> Range<usize> {
    let at = at as usize;
    starts[at] as usize..starts[at + 1] as usize
}

/// Of so many different texts at most it is known which words they have.
const MOST_SHARED: usize = 20_000;

/// Whether slips are forgiven in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Forgiving {
    No,
    Yes,
}

/// An index in the making: words have their numbers in the order in which they came.
#[derive(Default)]
pub(crate) struct Builder {
    numbers: Numbers,
    /// The words of texts that many guests have, by [`Forgiving`].
    shared: [ByText<Box<[u32]>>; 2],
    /// Whether a word stands in a name or company, where slips are forgiven.
    forgiving: Vec<bool>,
    ids: Vec<AttendeeId>,
    comes: Vec<bool>,
    starts: Vec<u32>,
    words: Vec<u32>,
    shapes: Vec<Shape>,
}

impl Builder {
    pub(crate) fn add(&mut self, guest: &Guest<'_>) {
        self.ids.push(guest.id);
        self.comes.push(guest.comes);
        let start = self.words.len();
        self.starts.push(number(start));
        let shape = self.add_name(start, guest.name);
        self.shapes.push(shape);
        self.add_shared(start, guest.company, Forgiving::Yes, MOST_WORDS);
        let (local, domain) = guest.email.split_once('@').unwrap_or((guest.email, ""));
        let domain = domain.rsplit_once('.').map_or(domain, |(domain, _)| domain);
        let left = MOST_WORDS - self.add_own(start, local);
        self.add_shared(start, domain, Forgiving::No, left);
        guest
            .answers
            .each(|answer| self.add_shared(start, answer, Forgiving::No, MOST_WORDS));
    }

    /// Adds the words of a name, and those that are made of them.
    fn add_name(&mut self, start: usize, name: &str) -> Shape {
        let (mut count, mut before, mut joins) = (0, false, false);
        let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        if name.is_ascii() {
            // Without a copy of each word, as most names are.
            each_ascii(name.as_bytes(), |plain, clings| {
                if count < MOST_WORDS {
                    joins |= before;
                    before = clings || is_particle(plain);
                    let word = self.number_of(plain, Forgiving::Yes);
                    self.words.push(word);
                    count += 1;
                }
            });
            if !joins {
                return Shape {
                    name: small(count),
                    of_name: 0,
                };
            }
            self.words.truncate(start);
        }
        let mut name = words(name);
        name.truncate(MOST_WORDS);
        for word in &name {
            let word = self.number(word, Forgiving::Yes);
            self.words.push(word);
        }
        for word in made_of(&name).iter().take(MOST_WORDS) {
            let word = self.number(word, Forgiving::Yes);
            push_new(&mut self.words, start, word);
        }
        Shape {
            name: small(name.len()),
            of_name: small(self.words.len() - start - name.len()),
        }
    }

    /// Adds the words of a text that few guests share, and gives how many it has.
    fn add_own(&mut self, start: usize, text: &str) -> usize {
        let mut count = 0;
        if text.is_ascii() {
            each_ascii(text.as_bytes(), |plain, _| {
                if count < MOST_WORDS {
                    let word = self.number_of(plain, Forgiving::No);
                    push_new(&mut self.words, start, word);
                    count += 1;
                }
            });
        } else {
            for word in words(text).iter().take(MOST_WORDS) {
                let word = self.number(word, Forgiving::No);
                push_new(&mut self.words, start, word);
                count += 1;
            }
        }
        count
    }

    /// Adds up to `most` words of a text that many guests have alike: a company, an answer.
    fn add_shared(&mut self, start: usize, text: &str, forgiving: Forgiving, most: usize) {
        if text.is_empty() {
            return;
        }
        let shared = &self.shared[forgiving as usize];
        if let Some(words) = shared.get(text) {
            for word in words.iter().take(most) {
                push_new(&mut self.words, start, *word);
            }
            return;
        }
        let words = words(text);
        let words: Box<[u32]> = words
            .iter()
            .take(MOST_WORDS)
            .map(|word| self.number(word, forgiving))
            .collect();
        for word in words.iter().take(most) {
            push_new(&mut self.words, start, *word);
        }
        if self.shared[forgiving as usize].len() < MOST_SHARED {
            self.shared[forgiving as usize].insert(text.into(), words);
        }
    }

    fn number(&mut self, word: &Word, forgiving: Forgiving) -> u32 {
        match &word.written {
            None => self.number_of(&word.plain, forgiving),
            Some(_) => self.number_of(&word.key(), forgiving),
        }
    }

    fn number_of(&mut self, key: &str, forgiving: Forgiving) -> u32 {
        let number = self.numbers.of(key);
        let at = number as usize;
        if at == self.forgiving.len() {
            self.forgiving.push(false);
        }
        self.forgiving[at] |= forgiving == Forgiving::Yes;
        number
    }

    pub(super) fn finish(mut self) -> Index {
        self.starts.push(number(self.words.len()));
        let (texts, sorted) = std::mem::take(&mut self.numbers).sorted();
        let mut forgiving = vec![false; sorted.len()];
        for (old, new) in sorted.iter().enumerate() {
            forgiving[*new as usize] = self.forgiving[old];
        }
        let dictionary = Dictionary::of(texts, &forgiving);
        drop(forgiving);
        for word in &mut self.words {
            *word = sorted[*word as usize];
        }
        let place_starts = starts_of(&self.words, sorted.len());
        drop(sorted);
        self.ordered(dictionary, place_starts)
    }

    /// The index, with the guests in the order of their rank.
    fn ordered(self, dictionary: Dictionary, place_starts: Vec<u32>) -> Index {
        let name = |guest: u32| {
            let words = &self.words[range(&self.starts, guest)];
            &words[..usize::from(self.shapes[guest as usize].name)]
        };
        // The first two words at hand: nearly all guests are told apart without a look elsewhere.
        let rank = |guest: u32| {
            let mut first = name(guest).iter().map(|word| word + 1);
            let mut next = || first.next().unwrap_or(0);
            (!self.comes[guest as usize], next(), next(), guest)
        };
        let mut order: Vec<_> = (0..number(self.ids.len())).map(rank).collect();
        order.sort_unstable_by(|one, other| {
            let (stays, first, second, guest) = one;
            let (other_stays, other_first, other_second, other_guest) = other;
            let here = (stays, first, second);
            here.cmp(&(other_stays, other_first, other_second))
                .then_with(|| name(*guest).cmp(name(*other_guest)))
                .then_with(|| self.ids[*guest as usize].cmp(&self.ids[*other_guest as usize]))
        });
        let mut index = Index {
            dictionary,
            ids: Vec::with_capacity(order.len()),
            coming: number(self.comes.iter().filter(|comes| **comes).count()),
            starts: Vec::with_capacity(order.len() + 1),
            words: Vec::with_capacity(self.words.len()),
            shapes: Vec::with_capacity(order.len()),
            places: vec![Place(0); self.words.len()],
            place_starts,
        };
        let mut next = index.place_starts.clone();
        for (row, (.., guest)) in (0..).zip(order) {
            let at = guest as usize;
            let shape = self.shapes[at];
            index.ids.push(self.ids[at]);
            index.shapes.push(shape);
            index.starts.push(number(index.words.len()));
            let of_name = usize::from(shape.name) + usize::from(shape.of_name);
            for (position, word) in self.words[range(&self.starts, guest)].iter().enumerate() {
                index.words.push(*word);
                let place = &mut next[*word as usize];
                index.places[*place as usize] = Place::new(row, position >= of_name);
                *place += 1;
            }
        }
        index.starts.push(number(index.words.len()));
        index
    }
}

/// Adds a word that the guest whose words begin at `start` has not yet.
fn push_new(words: &mut Vec<u32>, start: usize, word: u32) {
    if !words[start..].contains(&word) {
        words.push(word);
    }
}

/// What a name's words make together: `oneill` of O'Neill, `annmarie` of Ann-Marie, `vanderberg`
/// of van der Berg, 美咲 of 佐藤美咲.
fn made_of(name: &[Word]) -> Vec<Word> {
    let mut made = Vec::new();
    let mut start = 0;
    for (at, word) in name.iter().enumerate() {
        let last = at + 1 == name.len();
        if last || !(word.clings || word.is_particle()) {
            if at > start {
                made.push(Word::joined(&name[start..=at]));
            }
            start = at + 1;
        }
        made.extend(word.tails());
    }
    made
}

/// Where the places of each word begin, and at the end where the last ones end.
fn starts_of(words: &[u32], different: usize) -> Vec<u32> {
    let mut starts = vec![0; different + 1];
    for word in words {
        starts[*word as usize + 1] += 1;
    }
    for word in 0..different {
        starts[word + 1] += starts[word];
    }
    starts
}
