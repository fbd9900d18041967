//! What is a guest's own on a page: texts and the code.

use std::sync::Arc;

use lanyard_optics::{Level, QUIET_ZONE, QrMatrix, draw};
use pdf_writer::{Buf, Content, Finish, Name, Str, TextStr};

use super::case::Case;
use crate::PaperError;
use crate::fonts::Fonts;
use crate::measure::{Laid, LaidGlyph, Spacing};
use crate::shape::Face;
use crate::template::Rect;
use crate::text::{Piece, Setting};

/// From one place on a page to another, as PDF has it.
pub(super) type Matrix = [f32; 6];

/// What is done first by `first`, then by `then`.
pub(super) fn join(then: Matrix, first: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = then;
    let [g, h, i, j, k, l] = first;
    [
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * l + e,
        b * k + d * l + f,
    ]
}

/// Something of a guest's, ready to be put on a page.
pub(super) enum Part {
    Code(Buf),
    Text(Text),
}

/// A text that is set and laid out: which glyphs of a file it takes is not known before it is
/// its page's turn.
pub(super) struct Text {
    colour: [f32; 3],
    setting: Arc<Setting>,
    pieces: Vec<LaidPiece>,
}

struct LaidPiece {
    at: Matrix,
    face: Arc<Face>,
    laid: Laid,
}

/// A page that shows its background, and on it these parts.
pub(super) fn page(background: Name<'_>, parts: &[Part], case: &mut Case) -> Vec<u8> {
    let mut content = Content::with_capacity(64);
    content.x_object(background);
    let mut page = Vec::with_capacity(8 << 10);
    page.extend_from_slice(&content.finish());
    for part in parts {
        page.push(b'\n');
        match part {
            Part::Code(code) => page.extend_from_slice(code),
            Part::Text(text) => page.extend_from_slice(&text.draw(case)),
        }
    }
    page
}

/// Draws a code as large as `rect` allows, on its ground; `None` where there is none.
pub(super) fn code(
    at: Matrix,
    rect: Rect,
    ground: Option<[f32; 3]>,
    text: &str,
) -> Result<Option<Part>, PaperError> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut content = Content::with_capacity(8 << 10);
    let matrix = draw(text, Level::M).map_err(|_| PaperError::CodeTooLong { bytes: text.len() })?;
    content.save_state();
    content.transform(at);
    if let Some([red, green, blue]) = ground {
        content.set_fill_rgb(red, green, blue);
        content.rect(rect.x, rect.y, rect.width, rect.height);
        content.fill_nonzero();
    }
    let side = rect.width.min(rect.height);
    let module = side / matrix.extent() as f32;
    let x = rect.x + (rect.width - side) / 2.0 + QUIET_ZONE as f32 * module;
    let y = rect.y + (rect.height - side) / 2.0 + QUIET_ZONE as f32 * module;
    content.transform([module, 0.0, 0.0, module, x, y]);
    content.set_fill_gray(0.0);
    modules(&mut content, &matrix);
    content.fill_nonzero();
    content.restore_state();
    Ok(Some(Part::Code(content.finish())))
}

/// The dark modules as rectangles, as few as runs of the same width below each other make.
fn modules(content: &mut Content, matrix: &QrMatrix) {
    let mut open: Vec<(u32, u32, u32)> = Vec::new();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for y in 0..=matrix.size() {
        runs.clear();
        let mut x = 0;
        while x < matrix.size() {
            let start = x;
            while matrix.get(x, y) {
                x += 1;
            }
            if x > start {
                runs.push((start, x - start));
            }
            x += 1;
        }
        open.retain(|&(x, width, top)| {
            let goes_on = runs.contains(&(x, width));
            if !goes_on {
                content.rect(x as f32, top as f32, width as f32, (y - top) as f32);
            }
            goes_on
        });
        for &(x, width) in &runs {
            if !open.iter().any(|run| (run.0, run.1) == (x, width)) {
                open.push((x, width, y));
            }
        }
    }
}

impl Text {
    /// `None` where only `usvg` can lay it out.
    pub(super) fn of(
        fonts: &Fonts,
        at: Matrix,
        colour: [f32; 3],
        spacing: Spacing,
        setting: Arc<Setting>,
    ) -> Option<Self> {
        let lay = |piece: &Piece| {
            let face = fonts.shaping(piece.face)?;
            let laid = Laid::of(&face, &piece.text, spacing, setting.size)?;
            let at = join(at, [1.0, 0.0, 0.0, -1.0, piece.x, piece.y]);
            Some(LaidPiece { at, face, laid })
        };
        let pieces = setting.pieces.iter().map(lay).collect::<Option<_>>()?;
        Some(Self {
            colour,
            setting,
            pieces,
        })
    }

    fn draw(&self, case: &mut Case) -> Buf {
        let mut content = Content::new();
        let [red, green, blue] = self.colour;
        let size = self.setting.size;
        content.set_fill_rgb(red, green, blue);
        content.begin_text();
        for (piece, laid) in self.setting.pieces.iter().zip(&self.pieces) {
            let (letters, name) = case.face(piece.face, &laid.face);
            content.set_font(Name(name.as_bytes()), size);
            content.set_text_matrix(laid.at);
            Line {
                content: &mut content,
                letters,
                piece,
                size,
                pen: 0.0,
                rise: 0.0,
            }
            .show(&laid.laid);
        }
        content.end_text();
        content.finish()
    }
}

/// A piece of text as it is shown.
struct Line<'l> {
    content: &'l mut Content,
    letters: &'l mut super::case::Type,
    piece: &'l Piece,
    size: f32,
    /// Where the next glyph would come by itself, in font sizes.
    pen: f32,
    rise: f32,
}

/// A glyph of the file: its number, its width and how far to move before it.
struct Shown {
    number: u16,
    back: f32,
}

impl Line<'_> {
    fn show(&mut self, laid: &Laid) {
        let mut run: Vec<Shown> = Vec::new();
        let mut from = 0;
        while let Some(first) = laid.glyphs.get(from) {
            let together = laid.glyphs[from..]
                .iter()
                .take_while(|glyph| glyph.range == first.range)
                .count();
            let cluster = &laid.glyphs[from..from + together];
            let text = self.piece.text.get(first.range.clone()).unwrap_or_default();
            let numbers: Vec<(u16, f32, bool)> = cluster
                .iter()
                .map(|glyph| self.letters.add(glyph.id, text))
                .collect();
            // A glyph that stands for itself is found by its number; anything else says its text.
            let told = together > 1 || numbers.iter().any(|number| !number.2);
            if told {
                self.flush(&mut run);
                let mut mark = self
                    .content
                    .begin_marked_content_with_properties(Name(b"Span"));
                mark.properties().actual_text(TextStr(text));
                mark.finish();
            }
            for (glyph, &(number, width, _)) in cluster.iter().zip(&numbers) {
                self.add(&mut run, glyph, number, width);
            }
            if told {
                self.flush(&mut run);
                self.content.end_marked_content();
            }
            from += together;
        }
        self.flush(&mut run);
        if self.rise != 0.0 {
            self.content.set_rise(0.0);
        }
    }

    fn add(&mut self, run: &mut Vec<Shown>, glyph: &LaidGlyph, number: u16, width: f32) {
        if glyph.up != self.rise {
            self.flush(run);
            self.rise = glyph.up;
            self.content.set_rise(glyph.up * self.size);
        }
        run.push(Shown {
            number,
            back: (self.pen - glyph.x) * 1000.0,
        });
        self.pen = glyph.x + width;
    }

    fn flush(&mut self, run: &mut Vec<Shown>) {
        if run.is_empty() {
            return;
        }
        let mut shown = self.content.show_positioned();
        let mut items = shown.items();
        let mut bytes = Vec::with_capacity(run.len() * 2);
        for glyph in run.drain(..) {
            if glyph.back.abs() > 0.05 {
                if !bytes.is_empty() {
                    items.show(Str(&bytes));
                    bytes.clear();
                }
                items.adjust((glyph.back * 100.0).round() / 100.0);
            }
            bytes.extend(glyph.number.to_be_bytes());
        }
        items.show(Str(&bytes));
        items.finish();
        shown.finish();
    }
}
