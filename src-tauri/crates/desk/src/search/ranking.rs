//! Which guests of a list fit the words of a query, and how well.

use std::ops::Range;

use super::{
    index::{Index, Row},
    rows::Rows,
    sought::{Cost, SLIP, SOUND, Sought, is_whole},
    texts::number,
};

/// How many guests a search gives at most.
pub(super) const MOST: usize = 50;
/// How many words of a query are looked for.
pub(super) const MOST_WORDS: usize = 6;

/// The name has words that were not asked for; and where a slip is forgiven besides.
const MORE: Cost = 2;
const MORE_AND_SLIP: Cost = 56;
/// The words stand in another order.
const SWAPPED: Cost = 1;
/// Found in the company or e-mail.
const ELSEWHERE: Cost = 32;
const ELSEWHERE_AND_SOUND: Cost = SLIP + 40;
/// Another word of the query means the same word.
const AGAIN: Cost = 32;
/// Where a slip leaves open who is meant, the second of a name waits behind other names.
const NAMESAKE: Cost = 64;
/// A particle that the list leaves out.
const LEFT_OUT: Cost = 60;

/// In so few places it is quickest to look at each.
const FEW: usize = 2_000;
/// So many places of a word are looked at before all others.
const MANY: usize = 20_000;
/// So many rows are looked at for one way to read a query; they come by rank.
const MOST_ROWS: usize = 12_000;

/// The best guests so far, best first.
#[derive(Debug, Default)]
pub(super) struct Best {
    hits: Vec<Hit>,
}

/// A guest that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// How far from the query, behind namesakes.
    pub(super) cost: Cost,
    pub(super) row: u32,
    /// How far from the query.
    pub(super) fit: Cost,
}

impl Hit {
    /// Whether a slip leaves open who is meant.
    pub(super) fn is_unsure(&self) -> bool {
        self.fit >= SLIP
    }

    /// Puts it behind so many namesakes.
    pub(super) fn wait(&mut self, namesakes: usize) {
        let unsure = if self.is_unsure() {
            number(namesakes)
        } else {
            0
        };
        self.cost = self.fit + NAMESAKE * unsure;
    }
}

impl Best {
    pub(super) fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// How many were found as they were typed.
    pub(super) fn sure(&self) -> usize {
        self.hits.partition_point(|hit| hit.cost < SLIP)
    }

    /// What one must be better than to be among them.
    fn worst(&self) -> (Cost, u32) {
        let last = self.hits.get(MOST - 1);
        last.map_or((Cost::MAX, u32::MAX), |hit| (hit.cost, hit.row))
    }

    fn offer(&mut self, index: &Index, fit: Cost, row: u32) {
        if let Some(at) = self.hits.iter().position(|hit| hit.row == row) {
            if self.hits[at].fit <= fit {
                return;
            }
            self.hits.remove(at);
        }
        let mut hit = Hit {
            cost: fit,
            row,
            fit,
        };
        if hit.is_unsure() {
            let before = |other: &&Hit| other.is_unsure() && other.fit <= fit;
            let before = self.hits.iter().filter(before);
            hit.wait(
                before
                    .filter(|other| index.is_namesake(other.row, row))
                    .count(),
            );
        }
        let at = self.hits.partition_point(|other| *other < hit);
        self.hits.insert(at, hit);
        self.hits.truncate(MOST);
    }
}

/// One way to read a query.
pub(super) struct Reading<'a> {
    index: &'a Index,
    words: &'a [Sought],
    /// The words' places in `words`, the rarest first.
    order: Vec<usize>,
    /// The order in which words take theirs of a row.
    taking: Vec<usize>,
    /// What this way to read it costs.
    extra: Cost,
}

impl<'a> Reading<'a> {
    pub(super) fn new(index: &'a Index, words: &'a [Sought], extra: Cost) -> Self {
        let mut order: Vec<_> = (0..words.len()).collect();
        order.sort_by_key(|at| (words[*at].is_optional(), words[*at].places()));
        Self {
            index,
            words,
            taking: taking(words, &order),
            order,
            extra,
        }
    }

    /// In how many places its rarest word stands.
    pub(super) fn places(&self) -> usize {
        self.order.first().map_or(0, |at| self.words[*at].places())
    }

    /// Offers all guests that fit, except hidden ones.
    pub(super) fn collect(&self, best: &mut Best, hidden: impl Fn(u32) -> bool) {
        let Some(rarest) = self.order.first().map(|at| &self.words[*at]) else {
            return;
        };
        let mut offer = |row: u32| {
            let most = best.worst();
            if let Some(cost) = self.cost(row, most.0)
                && (cost, row) < most
                && !hidden(row)
            {
                best.offer(self.index, cost, row);
            }
            best.worst()
        };
        if self.words.len() == 1 {
            self.by_place(rarest, offer);
        } else if rarest.places() <= FEW {
            let start = std::iter::once(self.index.places_of(rarest.start()));
            for place in start.chain(rarest.others(self.index)).flatten() {
                offer(place.row());
            }
        } else {
            self.by_row(offer);
        }
    }

    /// One word: its places stand by row, so that each word's are left behind as soon as no later
    /// one can be better.
    fn by_place(&self, sought: &Sought, mut offer: impl FnMut(u32) -> (Cost, u32)) {
        let mut worst = (Cost::MAX, u32::MAX);
        for word in sought.words() {
            let Some(cost) = sought.cost(self.index, word) else {
                continue;
            };
            let whole = is_whole(cost) && cost < SLIP;
            let cost = cost + self.extra;
            for place in self.index.places(word) {
                if (cost, place.row()) >= worst {
                    break;
                }
                let more = if place.elsewhere() {
                    ELSEWHERE
                } else if whole && self.index.name_words(place.row()) > 1 {
                    MORE
                } else {
                    0
                };
                if (cost + more, place.row()) < worst {
                    worst = offer(place.row());
                }
            }
        }
    }

    /// Several words that are all common: the rows that have all of them in their name, then those
    /// that have them anywhere. They come by rank, so that it ends as soon as no later one can be
    /// better.
    fn by_row(&self, mut offer: impl FnMut(u32) -> (Cost, u32)) {
        let names = self.rows(false);
        let (least, worst) = self.best_of(&names, |_| true, &mut offer);
        if worst.0 >= least + ELSEWHERE {
            let all = self.rows(true);
            self.best_of(&all, |row| !names.contains(row), &mut offer);
        }
    }

    /// Offers the best of these rows; gives what the others at least cost.
    fn best_of(
        &self,
        rows: &Rows,
        new: impl Fn(u32) -> bool,
        offer: &mut impl FnMut(u32) -> (Cost, u32),
    ) -> (Cost, (Cost, u32)) {
        let mut worst = (Cost::MAX, u32::MAX);
        // Words that were typed to their end are the better ones, and few: those rows go first.
        let mut least = self.extra;
        for sought in self.needed() {
            least += sought.least_beyond(self.index, MANY, ELSEWHERE, |place| {
                if rows.contains(place.row()) && new(place.row()) {
                    worst = offer(place.row());
                }
            });
        }
        for row in rows.iter().filter(|row| new(*row)).take(MOST_ROWS) {
            if worst < (least, row) {
                break;
            }
            worst = offer(row);
        }
        (least, worst)
    }

    /// The rows that have all words, in their name or anywhere; of few rows, also some that have
    /// not.
    fn rows(&self, elsewhere: bool) -> Rows {
        let mut rows: Option<Rows> = None;
        for (at, sought) in self.needed().enumerate() {
            let mut start = vec![sought.start()];
            for other in self.needed().take(at) {
                // One word is not two: that Maria begins with M is not what “maria m” asks for.
                let rest = start
                    .into_iter()
                    .flat_map(|range| without(range, other.equal()));
                start = rest.collect();
            }
            let start = start.into_iter().map(|words| self.index.places_of(words));
            let mut those = Rows::none(self.index.len());
            for place in start.chain(sought.others(self.index)).flatten() {
                let counts = elsewhere || !place.elsewhere();
                if counts && rows.as_ref().is_none_or(|rows| rows.contains(place.row())) {
                    those.insert(place.row());
                }
            }
            let few = those.count() <= FEW;
            rows = Some(those);
            if few {
                break;
            }
        }
        rows.unwrap_or_else(|| Rows::none(self.index.len()))
    }

    /// The words that a guest must have, the rarest first.
    fn needed(&self) -> impl Iterator<Item = &Sought> {
        let words = self.order.iter().map(|at| &self.words[*at]);
        words.filter(|word| !word.is_optional())
    }

    /// How well a row fits; `None` where it doesn't, or costs more than `most`.
    fn cost(&self, row: u32, most: Cost) -> Option<Cost> {
        let Row { words, shape } = self.index.row(row);
        let name = usize::from(shape.name);
        let of_name = name + usize::from(shape.of_name);
        let mut taken: u64 = 0;
        let mut met = [usize::MAX; MOST_WORDS];
        let mut sum = self.extra;
        let (mut whole, mut in_name) = (true, true);
        for at in &self.taking {
            let sought = &self.words[*at];
            let mut nearest = None;
            for (position, word) in words.iter().enumerate() {
                let Some(mut cost) = sought.cost(self.index, *word) else {
                    continue;
                };
                let is_whole = is_whole(cost);
                if position >= of_name {
                    // What only sounds like a company is hardly meant.
                    cost += if cost == SOUND {
                        ELSEWHERE_AND_SOUND
                    } else {
                        ELSEWHERE
                    };
                }
                if taken >> position & 1 == 1 {
                    cost += AGAIN;
                }
                if nearest.is_none_or(|(least, _, _)| cost < least) {
                    nearest = Some((cost, position, is_whole));
                }
            }
            match nearest {
                Some((cost, position, is_whole)) => {
                    sum += cost;
                    whole &= is_whole;
                    in_name &= position < of_name;
                    taken |= 1 << position;
                    if let Some(met) = met.get_mut(*at) {
                        *met = position;
                    }
                }
                None if sought.is_optional() => sum += LEFT_OUT,
                None => return None,
            }
            if sum > most {
                return None;
            }
        }
        let asked_for = (taken & ((1 << name) - 1)).count_ones();
        if in_name && asked_for < u32::from(shape.name) {
            sum += match (self.words.len() == 1, sum < SLIP) {
                (true, true) if whole => MORE,
                // One word that is not whole says too little about the others.
                (true, _) => 0,
                (false, true) => MORE,
                (false, false) => MORE_AND_SLIP,
            };
        }
        let positions = met.iter().filter(|position| **position < name);
        if !positions.is_sorted() {
            sum += SWAPPED;
        }
        Some(sum)
    }
}

/// The commonest first, since the rarest is how a row was found; but where what begins with one
/// word begins with another too, the longer of them: of “bba b”, *b* is not to take the *bba* of
/// Bba Bd.
fn taking(words: &[Sought], order: &[usize]) -> Vec<usize> {
    let mut taking: Vec<usize> = order.iter().rev().copied().collect();
    let within = |one: &Range<u32>, other: &Range<u32>| {
        one != other && one.start >= other.start && one.end <= other.end
    };
    let starts: Vec<_> = words.iter().map(Sought::start).collect();
    let nested = |one| starts.iter().any(|other| within(one, other));
    if starts.iter().any(nested) {
        taking.sort_by_key(|at| starts[*at].len());
    }
    taking
}

/// A range without what another one covers.
fn without(range: Range<u32>, other: Range<u32>) -> [Range<u32>; 2] {
    let cut = |at: u32| at.clamp(range.start, range.end);
    [range.start..cut(other.start), cut(other.end)..range.end]
}
