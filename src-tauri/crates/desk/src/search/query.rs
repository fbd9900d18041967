//! What was typed, and the ways to read it: as it stands, and where that finds too little with
//! wrong letters and wrong spaces in it.

use lanyard_event::AttendeeId;

use super::{
    fold::{Word, words},
    index::Index,
    ranking::{Best, Hit, MOST, MOST_WORDS, Reading},
    sought::{Cost, Part, SLIP, Slips, Sought},
};

/// No name is so long that more of it were needed.
const MOST_LETTERS: usize = 160;
/// In so many places of common words a slip is looked for, so that no key takes long.
const MOST_PLACES: usize = 150_000;
/// So many wrong spaces are tried.
const MOST_SPACINGS: usize = 24;
/// With fewer guests found, the last letter is left out of account.
const FEW: usize = 5;

/// The beginning of a word that says enough about it beside a word with a slip.
const SAYS_ENOUGH: usize = 4;

/// The shortest beginning that says enough about a word behind a wrong space.
const SHORTEST_START: usize = 3;

/// Two words as one, where lists and guests differ: O'Neill, Ann-Marie, van der Berg.
const JOINED: Cost = 40;
/// Two words as one, or one as two.
const SPACING: Cost = SLIP + 30;
/// The last letter was a wrong one.
const LAST_LETTER: Cost = SLIP + 120;

/// A list, and which of its guests are not to be shown.
pub(super) struct Layer<'a> {
    pub(super) index: &'a Index,
    pub(super) hidden: &'a dyn Fn(AttendeeId) -> bool,
}

impl Layer<'_> {
    /// What the words of a query can mean, without slips; `None` where one can mean nothing.
    fn sought(&self, query: &[Word], part: impl Fn(usize) -> Part) -> Option<Vec<Sought>> {
        let words = query.iter().enumerate().map(|(at, word)| {
            let sought = Sought::of(self.index, word, Slips::None, part(at));
            sought.is_met().then_some(sought)
        });
        words.collect()
    }

    /// Whether a guest who is not hidden has this word in their name or company.
    fn has(&self, plain: &[u8]) -> bool {
        let dictionary = self.index.dictionary();
        let equal = dictionary.words().equal(plain);
        let mut places = equal
            .filter(|word| dictionary.is_forgiving(*word))
            .flat_map(|word| self.index.places(word));
        places.any(|place| !(self.hidden)(self.index.id(place.row())))
    }

    fn collect(&self, reading: &Reading<'_>, best: &mut Best) {
        reading.collect(best, |row| (self.hidden)(self.index.id(row)));
    }
}

impl Part {
    /// The part of the word at this place.
    fn of(query: &[Word], at: usize) -> Self {
        let last = at + 1 == query.len();
        let others_count = query.iter().any(|word| !word.is_particle());
        Self {
            last,
            alone: query.len() == 1,
            optional: !last && others_count && query[at].is_particle() && !query[at].clings,
            whole: false,
        }
    }
}

/// The guests that fit a query, best first, with the place of their list in `layers`.
pub(super) fn search(layers: &[Layer<'_>], query: &str) -> Vec<(usize, u32)> {
    let query = parse(query);
    if query.is_empty() {
        return Vec::new();
    }
    let mut search = Search {
        best: layers.iter().map(|_| Best::default()).collect(),
        layers,
        places: MOST_PLACES,
    };
    search.read(&query, 0);
    if search.sure() < MOST {
        for joined in joined(&query) {
            search.read(&joined, JOINED);
        }
    }
    if search.sure() < MOST {
        search.read_slips(&query, Slips::One);
        search.read_spacings(&query);
    }
    if search.found() < FEW
        && let Some(shorter) = without_last_letter(&query)
    {
        search.read(&shorter, LAST_LETTER);
    }
    if search.found() == 0 {
        search.read_slips(&query, Slips::Two);
        search.read_slips(&query, Slips::OneInAny);
    }
    search.ranked()
}

struct Search<'a> {
    layers: &'a [Layer<'a>],
    best: Vec<Best>,
    /// How many places may still be looked at for a slip.
    places: usize,
}

impl Search<'_> {
    fn found(&self) -> usize {
        self.best.iter().map(|best| best.hits().len()).sum()
    }

    fn sure(&self) -> usize {
        self.best.iter().map(Best::sure).sum()
    }

    /// Reads the query as it stands.
    fn read(&mut self, query: &[Word], extra: Cost) {
        for (layer, best) in self.layers.iter().zip(&mut self.best) {
            let part = |at| Part::of(query, at);
            if let Some(sought) = layer.sought(query, part) {
                layer.collect(&Reading::new(layer.index, &sought, extra), best);
            }
        }
    }

    /// Reads the query with a slip in one of its words; where that finds little, in any of them.
    fn read_slips(&mut self, query: &[Word], slips: Slips) {
        let mut forgiving = Vec::new();
        for at in 0..self.layers.len() {
            let index = self.layers[at].index;
            let sought = |at: usize, slips| {
                let part = Part {
                    // Half a word says too little beside one with a slip in it.
                    whole: at + 1 < query.len() && query[at].plain.len() < SAYS_ENOUGH,
                    ..Part::of(query, at)
                };
                Sought::of(index, &query[at], slips, part)
            };
            let mut words: Vec<_> = (0..query.len()).map(|at| sought(at, Slips::None)).collect();
            let mut with_slips = Vec::new();
            for word in 0..query.len() {
                // A particle with a slip in it is left out like one without.
                let forgiven = if words[word].is_optional() {
                    Slips::None
                } else {
                    slips
                };
                let exact = std::mem::replace(&mut words[word], sought(word, forgiven));
                if forgiven == slips {
                    self.collect(at, &words);
                }
                with_slips.push(std::mem::replace(&mut words[word], exact));
            }
            forgiving.push(with_slips);
        }
        if query.len() > 1 && self.found() < FEW {
            for (at, words) in forgiving.iter().enumerate() {
                self.collect(at, words);
            }
        }
    }

    /// Collects from a layer what these words with slips can mean, as long as that is not too much.
    fn collect(&mut self, at: usize, words: &[Sought]) {
        let reading = Reading::new(self.layers[at].index, words, 0);
        let places = if words.len() == 1 {
            0
        } else {
            reading.places()
        };
        if words.iter().all(Sought::is_met) && places <= self.places {
            self.places -= places;
            self.layers[at].collect(&reading, &mut self.best[at]);
        }
    }

    /// Reads the query with a space too many, too few or in the wrong place.
    fn read_spacings(&mut self, query: &[Word]) {
        let mut spacings = Vec::new();
        for at in 0..query.len().saturating_sub(1) {
            let (one, next) = (&query[at], &query[at + 1]);
            let with = |words: &[Word]| [&query[..at], words, &query[at + 2..]].concat();
            spacings.push(with(&[Word::joined(&[one.clone(), next.clone()])]));
            let both = one.plain.clone() + &next.plain;
            for end in [one.plain.len() - 1, one.plain.len() + 1] {
                spacings.extend(self.split(&both, end, end).map(|halves| with(&halves)));
            }
        }
        for (at, word) in query.iter().enumerate() {
            for end in 1..word.plain.len() {
                // A space left out, or another key hit instead of it.
                for start in [end, end + 1] {
                    let halves = self.split(&word.plain, end, start);
                    spacings.extend(
                        halves.map(|halves| [&query[..at], &halves, &query[at + 1..]].concat()),
                    );
                }
            }
        }
        for spacing in spacings.iter().take(MOST_SPACINGS) {
            if spacing.len() > MOST_WORDS {
                continue;
            }
            for (layer, best) in self.layers.iter().zip(&mut self.best) {
                let part = |at: usize| Part {
                    whole: at + 1 < spacing.len() || spacing[at].plain.len() < SHORTEST_START,
                    ..Part::of(spacing, at)
                };
                if let Some(sought) = layer.sought(spacing, part) {
                    layer.collect(&Reading::new(layer.index, &sought, SPACING), best);
                }
            }
        }
    }

    /// A word as two, without what stands between `end` and `start`; only where both are words of
    /// a list.
    fn split(&self, word: &str, end: usize, start: usize) -> Option<[Word; 2]> {
        const SHORTEST: usize = 2;
        let (one, other) = (word.get(..end)?, word.get(start..)?);
        let known = |half: &str| {
            half.len() >= SHORTEST && self.layers.iter().any(|layer| layer.has(half.as_bytes()))
        };
        let plain = |half: &str| Word {
            plain: half.to_owned(),
            written: None,
            clings: false,
        };
        (known(one) && known(other)).then(|| [plain(one), plain(other)])
    }

    /// All that was found, of all lists, best first.
    fn ranked(&self) -> Vec<(usize, u32)> {
        let of_layer = |(at, best): (usize, &Best)| {
            let hits = best.hits().iter();
            hits.map(|hit| (*hit, at)).collect::<Vec<_>>()
        };
        let mut found: Vec<_> = self.best.iter().enumerate().flat_map(of_layer).collect();
        // Each list's are in order already, and most often there is one list.
        if self
            .best
            .iter()
            .filter(|best| !best.hits().is_empty())
            .count()
            > 1
        {
            self.sort(&mut found, |hit| hit.fit);
            for at in 0..found.len() {
                let (before, rest) = found.split_at_mut(at);
                if let [(hit, layer), ..] = rest {
                    let index = self.layers[*layer].index;
                    let is_namesake = |(other, at): &&(Hit, usize)| {
                        index.has_name_of(hit.row, self.layers[*at].index, other.row)
                    };
                    let unsure = before.iter().filter(|(other, _)| other.is_unsure());
                    hit.wait(unsure.filter(is_namesake).count());
                }
            }
            self.sort(&mut found, |hit| hit.cost);
        }
        found.truncate(MOST);
        found.into_iter().map(|(hit, at)| (at, hit.row)).collect()
    }

    fn sort(&self, found: &mut [(Hit, usize)], cost: impl Fn(&Hit) -> Cost) {
        found.sort_by(|(hit, at), (other, other_at)| {
            let (index, other_index) = (self.layers[*at].index, self.layers[*other_at].index);
            cost(hit)
                .cmp(&cost(other))
                .then_with(|| index.compare(hit.row, other_index, other.row))
        });
    }
}

/// The words of what was typed, each once.
fn parse(query: &str) -> Vec<Word> {
    let query: String = query.chars().take(MOST_LETTERS).collect();
    // The end of an address, `.org`, tells nobody from anybody.
    let query = match query.split_once('@') {
        Some((_, domain)) => {
            let rest = domain.rsplit_once('.').map_or(0, |(_, end)| end.len() + 1);
            &query[..query.len() - rest]
        }
        None => query.as_str(),
    };
    let mut parsed: Vec<Word> = Vec::new();
    for word in words(query) {
        if parsed.len() < MOST_WORDS && !parsed.iter().any(|other| other.key() == word.key()) {
            parsed.push(word);
        }
    }
    parsed
}

/// The query as it was before the last key, where enough is left.
fn without_last_letter(query: &[Word]) -> Option<Vec<Word>> {
    const SHORTEST: usize = 3;
    let mut shorter = query.to_vec();
    let last = shorter.last_mut()?;
    last.plain.pop();
    last.written = None;
    (last.plain.len() >= SHORTEST).then_some(shorter)
}

/// The query with each two words as one that an apostrophe or a hyphen stands between, or that
/// belong together because the first is a particle.
fn joined(query: &[Word]) -> Vec<Vec<Word>> {
    let mut joined = Vec::new();
    let mut start = 0;
    for (at, word) in query.iter().enumerate() {
        if (word.clings || word.is_particle()) && at + 1 < query.len() {
            continue;
        }
        if at > start {
            let one = Word::joined(&query[start..=at]);
            joined.push([&query[..start], &[one], &query[at + 1..]].concat());
        }
        start = at + 1;
    }
    joined
}
