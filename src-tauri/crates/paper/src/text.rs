//! Text that fits: measured as it will be drawn, wrapped, shrunk, cut last of all.

mod svg;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use unicode_bidi::BidiInfo;
use unicode_segmentation::UnicodeSegmentation;
use usvg::fontdb::ID;

use crate::fonts::Fonts;
use crate::measure::{Laid, Look};
use crate::template::{Align, Rect, TextSlot};

use words::join;

pub(crate) use svg::{escape, first_text, parse};
pub(crate) use words::words;

/// Room above a first baseline and below a last one, in font sizes: enough for the
/// accents and descenders of the Latin script.
const ASCENT: f32 = 0.95;
const DESCENT: f32 = 0.25;
/// Height of a capital, in font sizes.
const CAPITAL: f32 = 0.71;

/// A text set into its box: pieces of one font and one direction each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    pub(crate) size: f32,
    pub(crate) pieces: Vec<Piece>,
}

/// A piece to be drawn from `x` (its left end) on the baseline `y`, in the units of the template.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) face: ID,
    pub(crate) text: String,
}

/// A line as measured, in font sizes.
#[derive(Clone, Debug, Default)]
struct Line {
    pieces: Vec<(f32, String, ID)>,
    advance: f32,
    /// The ink, relative to the start of the baseline; y grows downwards.
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl Line {
    fn width(&self) -> f32 {
        self.right.max(self.advance) - self.left.min(0.0)
    }
}

pub(crate) struct Setter<'a> {
    fonts: &'a Fonts,
    slot: &'a TextSlot,
    look: Arc<Look>,
    /// The template's size.
    size: f32,
    /// The size at which lines are measured; it matters where letter spacing is absolute.
    at: f32,
    space: f32,
    lines: HashMap<String, Line>,
}

/// What `usvg` says about a piece, in font sizes: its advance and its ink.
struct Measure {
    advance: f32,
    ink: usvg::Rect,
}

impl<'a> Setter<'a> {
    /// `None` where the template draws no text in this place, because it is hidden.
    pub(crate) fn new(fonts: &'a Fonts, slot: &'a TextSlot) -> Option<Self> {
        let look = fonts.look(slot.look, || Look::of(fonts, slot))?;
        let size = look.size;
        let mut setter = Self {
            fonts,
            slot,
            look,
            size,
            at: size,
            space: 0.25,
            lines: HashMap::new(),
        };
        setter.measure_at(size);
        Some(setter)
    }

    fn measure_at(&mut self, size: f32) {
        self.at = size;
        self.lines.clear();
        let advance = |text: &str| self.measure(text, self.look.base).map(|m| m.advance);
        if let (Some(with), Some(without)) = (advance("n n"), advance("nn")) {
            self.space = with - without;
        }
    }

    /// Sets `text` into the slot's box.
    pub(crate) fn set(mut self, text: &str) -> Setting {
        let mut fitted = self.fit(text);
        for _ in 0..8 {
            if !self.look.spaced || fitted.size > self.at * 0.9999 {
                break;
            }
            self.measure_at(fitted.size);
            fitted.size = fitted.size.min(self.largest(&fitted.lines));
        }
        let mut scale = 1.0;
        // What was measured in parts is checked as a whole.
        for _ in 0..4 {
            let setting = self.place(&fitted, scale);
            match self.excess(&setting) {
                Some(factor) if factor < 0.9995 => scale *= factor * 0.999,
                _ => return setting,
            }
        }
        self.place(&fitted, scale)
    }

    fn fit(&mut self, text: &str) -> Fitted {
        let slot = self.slot;
        let size = self.size;
        let smallest = slot.min_size.unwrap_or(size * 0.5).min(size);
        let mut best = self.wrap(&words(text, false));
        if best.lines.len() > 1 {
            let glued = self.wrap(&words(text, true));
            if glued.size >= best.size * 0.8 {
                best = glued;
            }
        }
        if best.size >= smallest {
            return best;
        }
        self.break_words(&words(text, false), smallest)
    }

    /// The lines, broken between words only, that can be set largest.
    fn wrap(&mut self, words: &[(&str, bool)]) -> Fitted {
        let widths: Vec<f32> = words.iter().map(|word| self.line(word.0).width()).collect();
        let mut best = Fitted {
            size: 0.0,
            lines: Vec::new(),
        };
        for count in 1..=self.slot.lines.min(words.len()) {
            let lines = self.partition(words, &widths, count);
            let size = self.largest(&lines);
            let fitted = Fitted { size, lines };
            if count == 1 && size >= self.size * self.slot.one_line_from {
                return fitted;
            }
            if size > best.size * 1.05 {
                best = fitted;
            }
        }
        best
    }

    /// The largest size, up to the nominal one, at which these lines fit.
    fn largest(&mut self, lines: &[String]) -> f32 {
        let Rect { width, height, .. } = self.slot.rect;
        let leading = self.slot.leading * (lines.len() as f32 - 1.0);
        let (mut widest, mut top, mut bottom) = (0.0_f32, ASCENT, DESCENT);
        for (i, text) in lines.iter().enumerate() {
            let line = self.line(text);
            widest = widest.max(line.width());
            let down = self.slot.leading * i as f32;
            top = top.max(-line.top - down);
            bottom = bottom.max(line.bottom + down - leading);
        }
        self.size
            .min(width / widest.max(0.01))
            .min(height / (top + leading + bottom))
    }

    /// Divides the words among at most `count` lines so that the widest is as narrow as can be.
    fn partition(&mut self, words: &[(&str, bool)], widths: &[f32], count: usize) -> Vec<String> {
        let span = |from: usize, to: usize| -> f32 {
            let spaces = words[from..to - 1].iter().filter(|word| word.1).count();
            widths[from..to].iter().sum::<f32>() + spaces as f32 * self.space
        };
        let n = words.len();
        // best[k][i]: the narrowest widest line of the first i words on k + 1 lines, and where
        // the last of them begins.
        let mut best = vec![vec![(f32::INFINITY, 0); n + 1]; count];
        for i in 1..=n {
            best[0][i] = (span(0, i), 0);
            for k in 1..count {
                best[k][i] = (k..i)
                    .map(|from| (best[k - 1][from].0.max(span(from, i)), from))
                    .min_by(|a, b| a.0.total_cmp(&b.0))
                    .unwrap_or((f32::INFINITY, 0));
            }
        }
        let mut lines = Vec::new();
        let mut end = n;
        for k in (0..count).rev() {
            let from = best[k][end].1;
            lines.push(join(&words[from..end]));
            end = from;
        }
        lines.reverse();
        lines
    }

    /// Fills lines letter by letter where words are too long, at the largest size from
    /// `smallest` on that holds all; cuts at `smallest` where none does.
    fn break_words(&mut self, words: &[(&str, bool)], smallest: f32) -> Fitted {
        let attempt = |setter: &mut Self, size: f32| {
            let room = setter.room(size);
            let lines = setter.fill(words, setter.slot.rect.width / size);
            (lines.len() <= room && setter.largest(&lines) >= size * 0.99).then_some(lines)
        };
        let Some(mut lines) = attempt(self, smallest) else {
            return self.cut(words, smallest);
        };
        let (mut low, mut high) = (smallest, self.size);
        for _ in 0..7 {
            let middle = (low + high) / 2.0;
            match attempt(self, middle) {
                Some(found) => (low, lines) = (middle, found),
                None => high = middle,
            }
        }
        Fitted {
            size: self.largest(&lines).min(low),
            lines,
        }
    }

    fn cut(&mut self, words: &[(&str, bool)], size: f32) -> Fitted {
        let width = self.slot.rect.width / size;
        let mut lines = self.fill(words, width);
        let room = self.room(size);
        if lines.len() > room {
            lines.truncate(room);
            if let Some(last) = lines.last_mut() {
                let mut letters: Vec<&str> = last.trim_end().graphemes(true).collect();
                let mut with = format!("{}…", letters.concat().trim_end());
                while letters.len() > 1 && self.line(&with).width() > width {
                    letters.pop();
                    with = format!("{}…", letters.concat().trim_end());
                }
                *last = with;
            }
        }
        Fitted {
            size: self.largest(&lines).min(size),
            lines,
        }
    }

    /// How many lines of this size the slot has room for: at least one.
    fn room(&self, size: f32) -> usize {
        let more = (self.slot.rect.height / size - ASCENT - DESCENT) / self.slot.leading;
        (more.max(0.0).floor() as usize + 1).min(self.slot.lines)
    }

    /// Fills lines of `width` (in font sizes) from the first word on, breaking words that
    /// are wider than a line.
    fn fill(&mut self, words: &[(&str, bool)], width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for &(word, spaced) in words {
            let longer = format!("{line}{word}");
            if self.line(&longer).width() <= width {
                line = longer;
            } else if self.line(word).width() <= width {
                lines.push(std::mem::take(&mut line));
                line = word.to_owned();
            } else {
                for letter in word.graphemes(true) {
                    let longer = format!("{line}{letter}");
                    if !line.trim().is_empty() && self.line(&longer).width() > width {
                        lines.push(std::mem::take(&mut line));
                        line = letter.to_owned();
                    } else {
                        line = longer;
                    }
                }
            }
            if spaced {
                line.push(' ');
            }
        }
        lines.push(line);
        lines.retain_mut(|line| {
            line.truncate(line.trim_end().len());
            !line.is_empty()
        });
        lines
    }

    fn place(&mut self, fitted: &Fitted, scale: f32) -> Setting {
        let Rect {
            x,
            y,
            width,
            height,
        } = self.slot.rect;
        let size = fitted.size * scale;
        let step = self.slot.leading * size;
        let lines: Vec<Line> = fitted.lines.iter().map(|text| self.line(text)).collect();
        let down = step * (lines.len() as f32 - 1.0);
        let mut baseline = match self.slot.align {
            Align::Top => y + ASCENT * size,
            Align::Bottom => y + height - DESCENT * size - down,
            Align::Middle => y + (height - down + CAPITAL * size) / 2.0,
        };
        let ink = |edge: fn(&Line) -> f32| {
            lines
                .iter()
                .enumerate()
                .map(move |(i, line)| edge(line) * size + step * i as f32)
        };
        let top = baseline + ink(|line| line.top).fold(0.0, f32::min);
        let bottom = baseline + ink(|line| line.bottom).fold(0.0, f32::max);
        baseline -= (bottom - y - height).max(0.0);
        baseline += (y - top + (bottom - y - height).max(0.0)).max(0.0);

        let mut pieces = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            let indent = -line.left.min(0.0);
            let spare = width - line.width() * size;
            let start = x
                + indent * size
                + match self.look.anchor {
                    usvg::TextAnchor::Start => 0.0,
                    usvg::TextAnchor::Middle => spare / 2.0,
                    usvg::TextAnchor::End => spare,
                };
            for (offset, text, face) in &line.pieces {
                pieces.push(Piece {
                    x: start + offset * size,
                    y: baseline + step * i as f32,
                    face: *face,
                    text: text.clone(),
                });
            }
        }
        Setting { size, pieces }
    }

    /// By which factor a setting has to shrink to stay in the box; `None` where it is empty.
    fn excess(&self, setting: &Setting) -> Option<f32> {
        let [left, top, right, bottom] = match self.ink(setting) {
            Some(ink) => ink,
            None => {
                let spans = setting.spans(self.fonts);
                let element = self.slot.element(Some(setting.size), None, &spans);
                let tree = parse(self.fonts, &self.slot.alone(&element))?;
                let ink = first_text(tree.root())?.stroke_bounding_box();
                [ink.left(), ink.top(), ink.right(), ink.bottom()]
            }
        };
        let room = self.slot.rect;
        let width = (right.max(room.x) - left.min(room.x)).max(0.01);
        let left_out = (room.x - left).max(0.0);
        let height = (bottom - top).max(0.01);
        let factor = (room.width / (width + left_out)).min(room.height / height);
        Some(factor.min(1.0))
    }

    /// Where the ink of a setting is; `None` where only `usvg` can tell.
    fn ink(&self, setting: &Setting) -> Option<[f32; 4]> {
        let spacing = self.look.plain?;
        let size = setting.size;
        let mut all: Option<[f32; 4]> = None;
        for piece in &setting.pieces {
            let face = self.fonts.shaping(piece.face)?;
            let laid = Laid::of(&face, &piece.text, spacing, size)?;
            let Some([left, top, right, bottom]) = laid.ink(&face) else {
                continue;
            };
            let (x, y) = (piece.x, piece.y);
            let all = all.get_or_insert([f32::MAX, f32::MAX, f32::MIN, f32::MIN]);
            *all = [
                all[0].min(x + left * size),
                all[1].min(y + top * size),
                all[2].max(x + right * size),
                all[3].max(y + bottom * size),
            ];
        }
        all
    }

    fn line(&mut self, text: &str) -> Line {
        let text = text.trim();
        if let Some(line) = self.lines.get(text) {
            return line.clone();
        }
        let line = self.measure_line(text);
        self.lines.insert(text.to_owned(), line.clone());
        line
    }

    fn measure_line(&self, text: &str) -> Line {
        let mut line = Line::default();
        let bidi = BidiInfo::new(text, None);
        let Some(paragraph) = bidi.paragraphs.first() else {
            return line;
        };
        let (levels, visual) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for range in visual {
            let part = &text[range.clone()];
            let mut runs = self.fonts.runs(part, self.look.base);
            if levels
                .get(range.start)
                .is_some_and(unicode_bidi::Level::is_rtl)
            {
                runs.reverse();
            }
            for run in runs {
                let piece = &part[run.range];
                let spaces = |s: &str| s.chars().filter(|&c| c == ' ').count() as f32;
                let bare = piece.trim_matches(' ');
                let lead = piece.len() - piece.trim_start_matches(' ').len();
                line.advance += spaces(&piece[..lead]) * self.space;
                match self.fonts.clusters(bare, run.face) {
                    Some(clusters) => {
                        for (range, advance) in clusters {
                            self.add(&mut line, &bare[range], run.face, Some(advance));
                        }
                    }
                    None => self.add(&mut line, bare, run.face, None),
                }
                if lead < piece.len() {
                    line.advance += spaces(&piece[lead + bare.len()..]) * self.space;
                }
            }
        }
        line
    }

    /// Puts a piece at the end of `line`; its advance is measured where it is not given.
    fn add(&self, line: &mut Line, text: &str, face: ID, advance: Option<f32>) {
        let at = line.advance;
        let measure = self.measure(text, face);
        if let Some(Measure { ink, .. }) = &measure {
            line.left = line.left.min(at + ink.left());
            line.right = line.right.max(at + ink.right());
            line.top = line.top.min(ink.top());
            line.bottom = line.bottom.max(ink.bottom());
            line.pieces.push((at, text.to_owned(), face));
        }
        line.advance += advance
            .or(measure.map(|measure| measure.advance))
            .unwrap_or(0.0);
    }

    fn measure(&self, text: &str, face: ID) -> Option<Measure> {
        if text.is_empty() {
            return None;
        }
        if let Some(measure) = self.measure_plain(text, face) {
            return Some(measure);
        }
        let setting = Setting {
            size: self.at,
            pieces: vec![Piece {
                x: 0.0,
                y: 0.0,
                face,
                text: text.to_owned(),
            }],
        };
        let spans = setting.spans(self.fonts);
        let element = self.slot.element(Some(self.at), None, &spans);
        let tree = parse(self.fonts, &self.slot.alone(&element))?;
        let text = first_text(tree.root())?;
        let scale = 1.0 / self.at;
        let ink = text.stroke_bounding_box();
        Some(Measure {
            advance: text.bounding_box().right() * scale,
            ink: usvg::Rect::from_ltrb(
                ink.left() * scale,
                ink.top() * scale,
                ink.right() * scale,
                ink.bottom() * scale,
            )?,
        })
    }
}

impl Setter<'_> {
    /// `None` where only `usvg` can measure it.
    fn measure_plain(&self, text: &str, face: ID) -> Option<Measure> {
        let spacing = self.look.plain?;
        let face = self.fonts.shaping(face)?;
        let laid = Laid::of(&face, text, spacing, self.at)?;
        let [left, top, right, bottom] = laid.ink(&face).unwrap_or_default();
        Some(Measure {
            advance: laid.advance,
            ink: usvg::Rect::from_ltrb(left, top, right, bottom)?,
        })
    }
}

struct Fitted {
    size: f32,
    lines: Vec<String>,
}
