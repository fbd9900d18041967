//! A sorted list of short texts, and the ways to look into it: by what a text begins with, and by
//! what it would be but for a slip.

use std::ops::Range;

/// Ends a text inside a text: what stands behind it tells equal texts apart and is not compared.
const STOP: u8 = 0;
/// A walk for slips looks at no more places than this, whatever the list holds.
const MOST_STEPS: usize = 10_000;

/// Different texts in the order of their bytes, packed.
#[derive(Debug, Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

/// Texts that a query means if it has slips in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near {
    /// Which texts.
    pub(super) texts: Range<u32>,
    /// How many letters are wrong, too many, missing or swapped with the next one.
    pub(super) slips: u8,
    /// The query is the whole text, not its beginning.
    pub(super) whole: bool,
}

impl Texts {
    /// The texts, which must be sorted.
    #[cfg(test)]
    pub(super) fn of<'a>(sorted: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut texts = Self::default();
        sorted.for_each(|text| texts.add(text, &[]));
        texts.shrink_to_fit();
        texts
    }

    /// Adds a text, in two parts, that sorts behind all that are there.
    pub(super) fn add(&mut self, text: &[u8], rest: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.bytes.extend_from_slice(rest);
        self.ends.push(number(self.bytes.len()));
    }

    /// Nothing is added any more.
    pub(super) fn shrink_to_fit(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(super) fn len(&self) -> u32 {
        number(self.ends.len())
    }

    /// How many bytes they take.
    pub(super) fn size(&self) -> usize {
        self.bytes.len() + self.ends.len() * size_of::<u32>()
    }

    pub(super) fn get(&self, text: u32) -> &[u8] {
        let at = text as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.bytes[start as usize..self.ends[at] as usize]
    }

    /// A text up to its stop.
    pub(super) fn head(&self, text: u32) -> &[u8] {
        let whole = self.get(text);
        let stop = whole.iter().position(|byte| *byte == STOP);
        &whole[..stop.unwrap_or(whole.len())]
    }

    /// What stands behind the stop.
    pub(super) fn tail(&self, text: u32) -> Option<&[u8]> {
        let whole = self.get(text);
        let stop = whole.iter().position(|byte| *byte == STOP)?;
        Some(&whole[stop + 1..])
    }

    /// The texts that begin like this.
    pub(super) fn beginning(&self, prefix: &[u8]) -> Range<u32> {
        let start = self.first(0..self.len(), |text| text >= prefix);
        let end = self.first(start..self.len(), |text| !text.starts_with(prefix));
        start..end
    }

    /// The texts that are this up to their stop.
    pub(super) fn equal(&self, head: &[u8]) -> Range<u32> {
        let start = self.first(0..self.len(), |text| text >= head);
        let mut end = start;
        while end < self.len() && self.head(end) == head {
            end += 1;
        }
        start..end
    }

    pub(super) fn position(&self, whole: &[u8]) -> Option<u32> {
        let at = self.first(0..self.len(), |text| text >= whole);
        (at < self.len() && self.get(at) == whole).then_some(at)
    }

    /// The texts from which `query` is at most `most` slips away; with `begun` also those of which
    /// it is so the beginning, if its last letter is right.
    pub(super) fn near(&self, query: &[u8], most: u8, begun: bool) -> Vec<Near> {
        let mut walk = Walk {
            texts: self,
            query,
            most,
            begun,
            steps: MOST_STEPS,
            found: Vec::new(),
        };
        let first: Vec<u8> = (0..=query.len())
            .map(|n| u8::try_from(n).unwrap_or(u8::MAX))
            .collect();
        walk.down(0..self.len(), 0, None, &first, STOP, u8::MAX);
        walk.found
    }

    /// The first in `range` for which `is` holds; it must hold for all behind.
    fn first(&self, range: Range<u32>, is: impl Fn(&[u8]) -> bool) -> u32 {
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low.midpoint(high);
            if is(self.get(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    fn byte(&self, text: u32, depth: usize) -> u8 {
        self.get(text).get(depth).copied().unwrap_or(STOP)
    }

    /// The first in `range` whose letter at `depth` is `letter` or a later one.
    fn at_letter(&self, range: Range<u32>, depth: usize, letter: u8) -> u32 {
        // Letters change soon in small ranges: first in growing steps, then by halves.
        let (mut low, mut step) = (range.start, 1);
        while low + step < range.end && self.byte(low + step, depth) < letter {
            low += step;
            step *= 2;
        }
        let high = range.end.min(low + step);
        self.first(low..high, |text| {
            text.get(depth).copied().unwrap_or(STOP) >= letter
        })
    }
}

/// A walk down the tree that the sorted texts are, with a row of the table of distances (optimal
/// string alignment) for each letter on the way.
struct Walk<'a> {
    texts: &'a Texts,
    query: &'a [u8],
    most: u8,
    begun: bool,
    steps: usize,
    found: Vec<Near>,
}

impl Walk<'_> {
    /// Whether the way down to here ends with the last letter of the query or with the last two
    /// swapped. A beginning whose very last letter is wrong would mean too many words.
    fn goes_on(&self, above: Option<&[u8]>, last: u8) -> bool {
        match self.query {
            [.., end] if *end == last => true,
            [.., end, _] => *end == last && above.is_some(),
            _ => false,
        }
    }

    /// `row[n]` is how far the way down to here is from the first `n` letters of the query, and
    /// `above` the row before; `begun` the fewest slips with which a text above was met whole.
    fn down(
        &mut self,
        range: Range<u32>,
        depth: usize,
        above: Option<&[u8]>,
        row: &[u8],
        last: u8,
        begun: u8,
    ) {
        let slips = row[self.query.len()];
        let mut begun = begun;
        let mut at = range.start;
        while at < range.end && self.texts.byte(at, depth) == STOP {
            at += 1;
        }
        if slips <= self.most && at > range.start {
            self.found.push(Near {
                texts: range.start..at,
                slips,
                whole: true,
            });
        }
        if self.begun && slips <= self.most && slips < begun && self.goes_on(above, last) {
            begun = slips;
            self.found.push(Near {
                texts: range.clone(),
                slips,
                whole: false,
            });
        }
        let fewest = row.iter().min().copied().unwrap_or(u8::MAX);
        if fewest < self.most {
            while at < range.end {
                let letter = self.texts.byte(at, depth);
                let end = self.texts.at_letter(at..range.end, depth, letter + 1);
                self.step(at..end, depth, above, row, last, letter, begun);
                at = end;
            }
            return;
        }
        // No slip is left: only the letters with which the query itself goes on.
        let mut letters = [STOP; 8];
        let mut count = 0;
        for (n, letter) in self.query.iter().copied().enumerate() {
            let swapped = above
                .is_some_and(|above| above[n] < self.most && self.query.get(n + 1) == Some(&last));
            if (row[n] == self.most || swapped)
                && count < letters.len()
                && !letters[..count].contains(&letter)
            {
                letters[count] = letter;
                count += 1;
            }
        }
        for letter in letters.into_iter().take(count) {
            let start = self.texts.at_letter(at..range.end, depth, letter);
            let end = self.texts.at_letter(start..range.end, depth, letter + 1);
            if start < end {
                self.step(start..end, depth, above, row, last, letter, begun);
            }
        }
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "the state of one step of the walk"
    )]
    fn step(
        &mut self,
        range: Range<u32>,
        depth: usize,
        above: Option<&[u8]>,
        row: &[u8],
        last: u8,
        letter: u8,
        begun: u8,
    ) {
        if self.steps == 0 {
            return;
        }
        self.steps -= 1;
        let mut next = [u8::MAX; 64];
        let next = &mut next[..row.len().min(64)];
        next[0] = row[0].saturating_add(1);
        for n in 1..next.len() {
            let same = self.query[n - 1] == letter;
            let mut slips = row[n - 1].saturating_add(u8::from(!same));
            slips = slips
                .min(row[n].saturating_add(1))
                .min(next[n - 1].saturating_add(1));
            if let Some(above) = above
                && n > 1
                && self.query[n - 2] == letter
                && self.query[n - 1] == last
            {
                slips = slips.min(above[n - 2].saturating_add(1));
            }
            next[n] = slips;
        }
        let fewest = next.iter().min().copied().unwrap_or(u8::MAX);
        // A swap can still be ahead where the row itself has come too far.
        let swap = self.most > 0 && row.iter().any(|slips| *slips < self.most);
        if fewest <= self.most || swap {
            self.down(range, depth + 1, Some(row), next, letter, begun);
        }
    }
}

/// A place in a list; an evening with more than four thousand million words is none.
pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
