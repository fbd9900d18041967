//! How the texts of a slot look, and how wide and high they come out.
//!
//! `usvg` knows both, but a tree for each word takes a hundred times as long as shaping it.
//! It is asked once about each slot, and about texts only where the template wants more than
//! plain letters.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};
use usvg::fontdb::ID;

use crate::fonts::Fonts;
use crate::shape::{Face, Glyph};
use crate::template::TextSlot;
use crate::text::{first_text, parse};

/// What a template says about the texts of a slot.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// The face for letters that it has.
    pub(crate) base: ID,
    pub(crate) anchor: usvg::TextAnchor,
    /// The template's size.
    pub(crate) size: f32,
    /// Whether letters or words are set apart.
    pub(crate) spaced: bool,
    /// How plain letters are set apart; `None` for texts that only `usvg` can lay out.
    pub(crate) plain: Option<Spacing>,
}

/// What is added between letters: a part of the font size, and a length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Spacing {
    em: f32,
    length: f32,
}

impl Spacing {
    /// In font sizes, at this size.
    fn at(self, size: f32) -> f32 {
        self.em + self.length / size
    }
}

impl Look {
    /// `None` where the template draws no text in this place, because it is hidden.
    pub(crate) fn of(fonts: &Fonts, slot: &TextSlot) -> Option<Self> {
        let sample = |size| {
            let element = slot.element(size, None, "<tspan x=\"0\" y=\"0\">n</tspan>");
            parse(fonts, &slot.alone(&element))
        };
        let tree = sample(None)?;
        let text = first_text(tree.root())?;
        let chunk = text.chunks().first()?;
        let span = chunk.spans().first()?;
        let base = text.layouted().first()?.positioned_glyphs.first()?.font;
        let size = span.font_size().get();
        let spacing = || {
            let larger = sample(Some(size * 2.0))?;
            let larger = first_text(larger.root())?
                .chunks()
                .first()?
                .spans()
                .first()?;
            let (one, two) = (span.letter_spacing(), larger.letter_spacing());
            let em = (two - one) / size;
            Some(Spacing {
                em,
                length: one - em * size,
            })
        };
        Some(Self {
            base,
            anchor: chunk.anchor(),
            size,
            spaced: span.letter_spacing() != 0.0 || span.word_spacing() != 0.0,
            plain: if is_plain(text, span) {
                spacing()
            } else {
                None
            },
        })
    }
}

/// Whether a text is nothing but filled letters on a straight line. A weight is also a variation
/// of the font, which only variable faces heed; and those are not plain themselves.
fn is_plain(text: &usvg::Text, span: &usvg::TextSpan) -> bool {
    let decoration = span.decoration();
    text.writing_mode() == usvg::WritingMode::LeftToRight
        && text.rotate().iter().all(|angle| *angle == 0.0)
        && span.is_visible()
        && span.stroke().is_none()
        && !span.small_caps()
        && span.apply_kerning()
        && span.word_spacing() == 0.0
        && span.text_length().is_none()
        && span
            .baseline_shift()
            .iter()
            .all(|shift| *shift == usvg::BaselineShift::Baseline)
        && matches!(
            span.dominant_baseline(),
            usvg::DominantBaseline::Auto | usvg::DominantBaseline::Alphabetic
        )
        && matches!(
            span.alignment_baseline(),
            usvg::AlignmentBaseline::Auto | usvg::AlignmentBaseline::Baseline
        )
        && decoration.underline().is_none()
        && decoration.overline().is_none()
        && decoration.line_through().is_none()
}

/// A text of one face, laid out as `usvg` does it. Lengths are in font sizes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Laid {
    pub(crate) glyphs: Vec<LaidGlyph>,
    pub(crate) advance: f32,
}

/// A glyph at its place on the line.
#[derive(Clone, Debug)]
pub(crate) struct LaidGlyph {
    pub(crate) id: u16,
    /// The bytes of the text that it stands for.
    pub(crate) range: Range<usize>,
    pub(crate) x: f32,
    /// Above the baseline.
    pub(crate) up: f32,
}

impl Laid {
    /// `None` where only `usvg` can do it.
    pub(crate) fn of(face: &Face, text: &str, spacing: Spacing, size: f32) -> Option<Self> {
        if !face.is_plain() {
            return None;
        }
        let spacing = spacing.at(size);
        let glyphs = glyphs(face, text)?;
        let mut laid = Self::default();
        let mut from = 0;
        while let Some(first) = glyphs.get(from) {
            let (start, mut x, mut width) = (first.range.start, 0.0, 0.0_f32);
            while let Some(glyph) = glyphs.get(from).filter(|next| next.range.start == start) {
                laid.glyphs.push(LaidGlyph {
                    id: glyph.id,
                    range: glyph.range.clone(),
                    x: laid.advance + x + glyph.right,
                    up: glyph.up,
                });
                x += glyph.advance;
                width = width.max(glyph.advance);
                from += 1;
            }
            let letter = text.get(start..).and_then(|rest| rest.chars().next());
            if spacing != 0.0 && from < glyphs.len() && letter.is_some_and(is_spaced) {
                width = (width + spacing).max(0.0);
            }
            laid.advance += width;
        }
        Some(laid)
    }

    /// Where its ink is, y downwards: left, top, right, bottom.
    pub(crate) fn ink(&self, face: &Face) -> Option<[f32; 4]> {
        let mut all: Option<[f32; 4]> = None;
        for glyph in &self.glyphs {
            let Some([left, bottom, right, top]) = face.ink(glyph.id) else {
                continue;
            };
            let (x, up) = (glyph.x, glyph.up);
            let here = [x + left, -up - top, x + right, -up - bottom];
            all = Some(all.map_or(here, |all| {
                [
                    all[0].min(here[0]),
                    all[1].min(here[1]),
                    all[2].max(here[2]),
                    all[3].max(here[3]),
                ]
            }));
        }
        all
    }
}

fn glyphs(face: &Face, text: &str) -> Option<Arc<[Glyph]>> {
    // Below Hebrew everything goes from left to right.
    if text.chars().all(|c| c < '\u{590}') {
        return Some(face.shape(text, false));
    }
    let bidi = BidiInfo::new(text, Some(Level::ltr()));
    let paragraph = bidi.paragraphs.first()?;
    let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let mut all = Vec::new();
    for run in runs {
        let backwards = levels.get(run.start).is_some_and(Level::is_rtl);
        let shaped = face.shape(&text[run.clone()], backwards);
        all.extend(shaped.iter().map(|glyph| Glyph {
            range: glyph.range.start + run.start..glyph.range.end + run.start,
            ..glyph.clone()
        }));
    }
    Some(all.into())
}

/// Whether letters of this script can be set apart (CSS Text 3, cursive scripts).
fn is_spaced(c: char) -> bool {
    !matches!(c, '\u{600}'..='\u{85F}' | '\u{8A0}'..='\u{A7F}' | '\u{1680}'..='\u{169F}' | '\u{1800}'..='\u{18AF}'
        | '\u{A840}'..='\u{A87F}' | '\u{A8E0}'..='\u{A8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}
