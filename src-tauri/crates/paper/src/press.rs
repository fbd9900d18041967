//! Lines of text on the pages of a PDF: shaped, measured, wrapped and drawn.
//!
//! For what is laid out in code. What is laid out in an SVG template goes through `text`.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use krilla::color::rgb;
use krilla::geom::Point;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use unicode_bidi::BidiInfo;
use unicode_segmentation::UnicodeSegmentation;
use usvg::fontdb::ID;

use crate::fonts::Fonts;
use crate::shape::Face;
use crate::text::words;

/// Which of the house's types a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cut {
    /// Bricolage Grotesque, the heaviest.
    Display,
    /// Inter, semi-bold.
    Strong,
    /// Inter, regular.
    Text,
}

impl Cut {
    fn font(self) -> (&'static str, u16) {
        match self {
            Cut::Display => ("Bricolage Grotesque", 800),
            Cut::Strong => ("Inter", 600),
            Cut::Text => ("Inter", 400),
        }
    }

    /// What is added between letters, in font sizes.
    fn tracking(self) -> f32 {
        match self {
            Cut::Display => -0.012,
            Cut::Strong | Cut::Text => 0.0,
        }
    }
}

/// A line of text, shaped. Lengths are in font sizes.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pieces: Vec<Piece>,
    pub(crate) width: f32,
}

/// What one face draws, from left to right.
#[derive(Debug)]
struct Piece {
    text: String,
    face: ID,
    glyphs: Vec<KrillaGlyph>,
    width: f32,
}

/// Sets lines, and remembers the fonts that they take: one a document.
pub(crate) struct Press<'p> {
    fonts: &'p Fonts,
    faces: HashMap<ID, Option<LoadedFace>>,
    /// Lines that were set: most of a list's words come again.
    lines: HashMap<(Cut, String), Rc<Line>>,
}

/// Lines to remember before starting afresh.
const REMEMBERED: usize = 4096;

/// A face with the font that a document embeds.
struct LoadedFace {
    font: Font,
    face: Arc<Face>,
}

impl<'p> Press<'p> {
    pub(crate) fn new(fonts: &'p Fonts) -> Self {
        Self {
            fonts,
            faces: HashMap::new(),
            lines: HashMap::new(),
        }
    }

    /// `text` on one line, however long.
    pub(crate) fn line(&mut self, cut: Cut, text: &str) -> Rc<Line> {
        let key = (cut, text.to_owned());
        if let Some(known) = self.lines.get(&key) {
            return Rc::clone(known);
        }
        let line = Rc::new(self.shape(cut, text));
        if self.lines.len() >= REMEMBERED {
            self.lines.clear();
        }
        self.lines.insert(key, Rc::clone(&line));
        line
    }

    fn shape(&mut self, cut: Cut, text: &str) -> Line {
        let mut line = Line::default();
        let (family, weight) = cut.font();
        let bidi = BidiInfo::new(text, None);
        let (Some(base), Some(paragraph)) = (
            self.fonts.embedded_face(family, weight),
            bidi.paragraphs.first(),
        ) else {
            return line;
        };
        let (levels, visual) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for range in visual {
            let backwards = levels
                .get(range.start)
                .is_some_and(unicode_bidi::Level::is_rtl);
            let part = &text[range];
            let mut runs = self.fonts.runs(part, base);
            if backwards {
                runs.reverse();
            }
            for run in runs {
                if let Some(piece) = self.piece(&part[run.range], run.face, backwards, cut) {
                    line.width += piece.width;
                    line.pieces.push(piece);
                }
            }
        }
        line
    }

    /// `text` on as many lines of at most `width` (in font sizes) as it takes, `most` at most:
    /// what is beyond them is cut, which the last line then says.
    pub(crate) fn wrap(&mut self, cut: Cut, text: &str, width: f32, most: usize) -> Vec<String> {
        if self.width(cut, text) <= width {
            return vec![text.to_owned()];
        }
        let space = self.width(cut, " ");
        let mut lines = vec![String::new()];
        let mut taken = 0.0;
        for (word, spaced) in words(text, false) {
            let wide = self.width(cut, word);
            if let Some(line) = lines.last_mut()
                && taken + wide <= width
            {
                line.push_str(word);
                taken += wide;
            } else {
                let parts = if wide <= width {
                    vec![word.to_owned()]
                } else {
                    self.break_word(cut, word, width)
                };
                lines.extend(parts);
                taken = lines.last().map_or(0.0, |line| self.width(cut, line));
            }
            if let Some(line) = lines.last_mut()
                && spaced
            {
                line.push(' ');
                taken += space;
            }
        }
        for line in &mut lines {
            line.truncate(line.trim_end().len());
        }
        lines.retain(|line| !line.is_empty());
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.shorten(cut, last, width);
            }
        }
        lines
    }

    fn break_word(&mut self, cut: Cut, word: &str, width: f32) -> Vec<String> {
        let mut parts = vec![String::new()];
        for letter in word.graphemes(true) {
            if let Some(part) = parts.last_mut() {
                let longer = format!("{part}{letter}");
                if part.is_empty() || self.width(cut, &longer) <= width {
                    *part = longer;
                } else {
                    parts.push(letter.to_owned());
                }
            }
        }
        parts
    }

    fn shorten(&mut self, cut: Cut, line: &str, width: f32) -> String {
        let mut letters: Vec<&str> = line.graphemes(true).collect();
        loop {
            let with = format!("{}…", letters.concat().trim_end());
            if letters.len() <= 1 || self.width(cut, &with) <= width {
                return with;
            }
            letters.pop();
        }
    }

    /// The width of `text` on one line, in font sizes.
    pub(crate) fn width(&mut self, cut: Cut, text: &str) -> f32 {
        self.line(cut, text).width
    }

    fn piece(&mut self, text: &str, face: ID, backwards: bool, cut: Cut) -> Option<Piece> {
        let fonts = self.fonts;
        let face_of = |face| LoadedFace::load(fonts, face);
        let loaded = self
            .faces
            .entry(face)
            .or_insert_with(|| face_of(face))
            .as_ref()?;
        let glyphs = loaded.shape(text, backwards, cut.tracking());
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
        Some(Piece {
            text: text.to_owned(),
            face,
            glyphs,
            width,
        })
    }

    /// Draws `line` from `x`, its left end, on the baseline `y`.
    pub(crate) fn draw(
        &self,
        surface: &mut Surface<'_>,
        line: &Line,
        (mut x, y): (f32, f32),
        size: f32,
        colour: rgb::Color,
    ) {
        surface.set_fill(Some(Fill {
            paint: colour.into(),
            ..Fill::default()
        }));
        surface.set_stroke(None);
        for piece in &line.pieces {
            if let Some(Some(face)) = self.faces.get(&piece.face) {
                surface.draw_glyphs(
                    Point::from_xy(x, y),
                    &piece.glyphs,
                    face.font.clone(),
                    &piece.text,
                    size,
                    false,
                );
            }
            x += piece.width * size;
        }
    }
}

impl LoadedFace {
    fn load(fonts: &Fonts, id: ID) -> Option<Self> {
        let face = fonts.shaping(id)?;
        let font = Font::new(face.file.into(), face.index)?;
        Some(Self { font, face })
    }

    fn shape(&self, text: &str, backwards: bool, tracking: f32) -> Vec<KrillaGlyph> {
        let glyphs = self.face.shape(text, backwards);
        let glyphs = glyphs.iter().map(|glyph| {
            KrillaGlyph::new(
                GlyphId::new(glyph.id.into()),
                glyph.advance + tracking,
                glyph.right,
                glyph.up,
                0.0,
                glyph.range.clone(),
                None,
            )
        });
        glyphs.collect()
    }
}
