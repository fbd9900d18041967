//! What the pages that are laid out in code have in common: A4 in points, the house's
//! colours, and simple marks.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;

use crate::PaperError;
use crate::fields::tidy;
use crate::fill::{INK, PAPER, ink_on, rgb};
use crate::press::{Cut, Press};

/// A4, in points.
pub(crate) const WIDTH: f32 = 210.0 * crate::POINTS;
pub(crate) const HEIGHT: f32 = 297.0 * crate::POINTS;

/// The colour of a ribbon for which none was given.
const RIBBON: &str = "#ff5a36";

/// A ribbon's colour, and what can be read on it.
pub(crate) struct Ribbon {
    pub(crate) colour: rgb::Color,
    pub(crate) ink: rgb::Color,
}

impl Ribbon {
    /// Of `#rgb` or `#rrggbb`; of the house's colour where `colour` is empty.
    pub(crate) fn new(colour: &str) -> Result<Self, PaperError> {
        let colour = if colour.is_empty() { RIBBON } else { colour };
        let [red, green, blue] = rgb(colour).ok_or_else(|| PaperError::NotAColour {
            value: colour.to_owned(),
        })?;
        Ok(Self {
            colour: rgb::Color::new(red, green, blue),
            ink: if ink_on(colour) == PAPER {
                rgb::Color::white()
            } else {
                ink()
            },
        })
    }
}

/// The house's black.
pub(crate) fn ink() -> rgb::Color {
    known(INK)
}

/// For what is read second.
pub(crate) fn quiet() -> rgb::Color {
    known("#5d574d")
}

/// For thin rules.
pub(crate) fn hairline() -> rgb::Color {
    known("#b9b2a5")
}

fn known(colour: &str) -> rgb::Color {
    rgb(colour).map_or_else(rgb::Color::black, |[red, green, blue]| {
        rgb::Color::new(red, green, blue)
    })
}

/// Fills a rectangle; nothing where it has no area.
pub(crate) fn block(
    surface: &mut Surface<'_>,
    (x, y): (f32, f32),
    (width, height): (f32, f32),
    colour: rgb::Color,
) {
    let Some(rect) = Rect::from_xywh(x, y, width, height) else {
        return;
    };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(Fill {
            paint: colour.into(),
            opacity: NormalizedF32::ONE,
            ..Fill::default()
        }));
        surface.set_stroke(None);
        surface.draw_path(&path);
    }
}

/// Draws a text upwards, from `at` on, cut to `room`: the series in a ribbon.
pub(crate) fn upwards(
    press: &mut Press<'_>,
    surface: &mut Surface<'_>,
    text: &str,
    (x, y): (f32, f32),
    (room, size): (f32, f32),
    ink: rgb::Color,
) {
    for text in press.wrap(Cut::Strong, &tidy(text), room / size, 1) {
        let line = press.line(Cut::Strong, &text);
        surface.push_transform(&Transform::from_row(0.0, -1.0, 1.0, 0.0, x, y));
        press.draw(surface, &line, (0.0, 0.0), size, ink);
        surface.pop();
    }
}

/// Draws the outline of a rectangle with round corners.
pub(crate) fn frame(
    surface: &mut Surface<'_>,
    (x, y): (f32, f32),
    (width, height): (f32, f32),
    radius: f32,
    thickness: f32,
) {
    if let Some(path) = rounded(x, y, width, height, radius) {
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            paint: ink().into(),
            width: thickness,
            ..Stroke::default()
        }));
        surface.draw_path(&path);
        surface.set_stroke(None);
    }
}

fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let (right, bottom) = (x + width, y + height);
    // The handle of a quarter circle's curve, from the corner.
    let near = radius * 0.4477;
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - near, y, right, y + near, right, y + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(
        right,
        bottom - near,
        right - near,
        bottom,
        right - radius,
        bottom,
    );
    path.line_to(x + radius, bottom);
    path.cubic_to(x + near, bottom, x, bottom - near, x, bottom - radius);
    path.line_to(x, y + radius);
    path.cubic_to(x, y + near, x + near, y, x + radius, y);
    path.close();
    path.finish()
}

/// The file of a document with this title.
pub(crate) fn finish(mut document: krilla::Document, title: String) -> Result<Vec<u8>, PaperError> {
    document.set_metadata(Metadata::new().title(title).creator("Lanyard".to_owned()));
    document.finish().map_err(|error| PaperError::Pdf {
        reason: error.to_string(),
    })
}
