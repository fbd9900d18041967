//! A template and its fields to one plain SVG.

use std::sync::Arc;

use lanyard_optics::{Level, draw};

use crate::PaperError;
use crate::fields::{Field, Fields};
use crate::fonts::Fonts;
use crate::template::{Paint, QrSlot, Rect, Slot, SlotKind, Template, TextSlot};
use crate::text::{Setter, Setting, escape};

/// Dark text on a ribbon, and light.
pub(crate) const INK: &str = "#14120f";
pub(crate) const PAPER: &str = "#ffffff";

pub(crate) fn fill(
    fonts: &Fonts,
    template: &Template,
    fields: &Fields,
) -> Result<String, PaperError> {
    fill_with(fonts, template, fields, |_, _, _| None)
}

/// What decides how slots are filled besides their texts.
pub(crate) struct Given<'g> {
    ribbon: Option<&'g str>,
}

impl<'g> Given<'g> {
    /// The colour of a text where it is not the template's own.
    pub(crate) fn fill(&self, slot: &TextSlot) -> Option<&'g str> {
        slot.fill
            .map(|paint| colour(self.ribbon, paint).unwrap_or(INK))
    }
}

/// Fills a template, but puts in the place of a slot what `instead` gives for it and its number.
pub(crate) fn fill_with(
    fonts: &Fonts,
    template: &Template,
    fields: &Fields,
    instead: impl Fn(usize, &Slot, &Given<'_>) -> Option<String>,
) -> Result<String, PaperError> {
    let given = Given {
        ribbon: ribbon(fields)?,
    };
    let mut svg = String::with_capacity(template.source.len() * 2);
    let mut done = 0;
    for (number, slot) in template.slots.iter().enumerate() {
        if slot.range.start < done {
            continue;
        }
        let replacement = match &slot.kind {
            SlotKind::If(keys) if keys.iter().any(|key| !fields.text(key).is_empty()) => {
                continue;
            }
            SlotKind::If(_) => String::new(),
            SlotKind::Fill { paint, own, bare } => {
                let colour = escape(colour(given.ribbon, *paint).unwrap_or(own));
                if *bare {
                    colour
                } else {
                    format!("fill=\"{colour}\"")
                }
            }
            kind => match instead(number, slot, &given) {
                Some(instead) => instead,
                None => match kind {
                    SlotKind::Text(slot) => text(fonts, slot, fields, &given),
                    SlotKind::Qr(slot) => qr(slot, fields)?,
                    SlotKind::Logo { rect, fit } => logo(*rect, fit, fields),
                    SlotKind::If(_) | SlotKind::Fill { .. } => continue,
                },
            },
        };
        svg.push_str(&template.source[done..slot.range.start]);
        svg.push_str(&replacement);
        done = slot.range.end;
    }
    svg.push_str(&template.source[done..]);
    Ok(svg)
}

fn text(fonts: &Fonts, slot: &TextSlot, fields: &Fields, given: &Given<'_>) -> String {
    match setting(fonts, slot, fields) {
        Some(setting) => {
            let spans = setting.spans(fonts);
            slot.element(Some(setting.size), given.fill(slot), &spans)
        }
        None => String::new(),
    }
}

/// How the texts of a slot are set; `None` where there are none, or they are hidden.
pub(crate) fn setting(fonts: &Fonts, slot: &TextSlot, fields: &Fields) -> Option<Arc<Setting>> {
    let texts: Vec<&str> = slot
        .keys
        .iter()
        .map(|key| fields.text(key))
        .filter(|text| !text.is_empty())
        .collect();
    let text = texts.join(&slot.join);
    if text.is_empty() {
        return None;
    }
    let set = || Some(Setter::new(fonts, slot)?.set(&text));
    fonts.setting(slot.look, &text, set)
}

/// The code on its ground, quiet zone included, as large as the rectangle allows.
fn qr(slot: &QrSlot, fields: &Fields) -> Result<String, PaperError> {
    let text = fields.text(&slot.key);
    if text.is_empty() {
        return Ok(String::new());
    }
    let matrix = draw(text, Level::M).map_err(|_| PaperError::CodeTooLong { bytes: text.len() })?;
    let rect = slot.rect;
    let side = rect.width.min(rect.height);
    let (x, y) = (
        rect.x + (rect.width - side) / 2.0,
        rect.y + (rect.height - side) / 2.0,
    );
    Ok(format!(
        "<g>{}<path transform=\"translate({x} {y}) scale({})\" fill=\"#000000\" shape-rendering=\"crispEdges\" d=\"{}\"/></g>",
        ground(slot),
        side / matrix.extent() as f32,
        matrix.svg_path(),
    ))
}

/// What a code lies on.
pub(crate) fn ground(slot: &QrSlot) -> String {
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
        slot.rect.x,
        slot.rect.y,
        slot.rect.width,
        slot.rect.height,
        escape(&slot.ground),
    )
}

fn logo(rect: Rect, fit: &str, fields: &Fields) -> String {
    let Some(logo) = fields.logo() else {
        return String::new();
    };
    format!(
        "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"{}\" href=\"{}\"/>",
        rect.x,
        rect.y,
        rect.width,
        rect.height,
        escape(fit),
        logo.href(),
    )
}

fn ribbon(fields: &Fields) -> Result<Option<&str>, PaperError> {
    let colour = fields.get(Field::Ribbon);
    if colour.is_empty() {
        return Ok(None);
    }
    rgb(colour)
        .map(|_| Some(colour))
        .ok_or_else(|| PaperError::NotAColour {
            value: colour.to_owned(),
        })
}

/// The colour of a mark; `None` leaves the template's.
fn colour(ribbon: Option<&str>, paint: Paint) -> Option<&str> {
    let ribbon = ribbon?;
    Some(match paint {
        Paint::Ribbon => ribbon,
        Paint::RibbonInk => ink_on(ribbon),
    })
}

/// The better of dark and light text on `colour`, by the contrast ratio of WCAG 2.
pub(crate) fn ink_on(colour: &str) -> &'static str {
    let luminance = rgb(colour).map_or(1.0, |channels| {
        let [r, g, b] = channels.map(|channel| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    });
    if (luminance + 0.05) / 0.056 >= 1.05 / (luminance + 0.05) {
        INK
    } else {
        PAPER
    }
}

pub(crate) fn rgb(colour: &str) -> Option<[u8; 3]> {
    let digits: Vec<u8> = colour
        .strip_prefix('#')?
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r, r2, g, g2, b, b2] => Some([r * 16 + r2, g * 16 + g2, b * 16 + b2]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_a_ribbon_is_the_more_readable_one() {
        assert_eq!(ink_on("#ff5a36"), INK);
        assert_eq!(ink_on("#fff"), INK);
        assert_eq!(ink_on("#00205b"), PAPER);
        assert_eq!(ink_on("#000"), PAPER);
    }

    #[test]
    fn only_colours_are_colours() {
        assert_eq!(rgb("#ff5a36"), Some([255, 90, 54]));
        assert_eq!(rgb("#f53"), Some([255, 85, 51]));
        for not in ["ff5a36", "#ff5a3", "red", "#\"/><script>", "#gggggg", ""] {
            assert_eq!(rgb(not), None, "{not}");
        }
    }
}
