//! A template and its fields to one plain SVG.

use lanyard_optics::{Level, draw};

use crate::PaperError;
use crate::fields::{Field, Fields};
use crate::fonts::Fonts;
use crate::template::{Paint, QrSlot, SlotKind, Template, TextSlot};
use crate::text::{Setter, escape};

/// Dark text on a ribbon, and light.
pub(crate) const INK: &str = "#14120f";
pub(crate) const PAPER: &str = "#ffffff";

pub(crate) fn fill(
    fonts: &Fonts,
    template: &Template,
    fields: &Fields,
) -> Result<String, PaperError> {
    let ribbon = ribbon(fields)?;
    let mut svg = String::with_capacity(template.source.len() * 2);
    let mut done = 0;
    for slot in &template.slots {
        if slot.range.start < done {
            continue;
        }
        let replacement = match &slot.kind {
            SlotKind::If(names) if names.iter().any(|name| !fields.get(*name).is_empty()) => {
                continue;
            }
            SlotKind::If(_) => String::new(),
            SlotKind::Fill { paint, own, bare } => {
                let colour = escape(colour(ribbon, *paint).unwrap_or(own));
                if *bare {
                    colour
                } else {
                    format!("fill=\"{colour}\"")
                }
            }
            SlotKind::Text(slot) => text(fonts, slot, fields, ribbon),
            SlotKind::Qr(slot) => qr(slot, fields)?,
        };
        svg.push_str(&template.source[done..slot.range.start]);
        svg.push_str(&replacement);
        done = slot.range.end;
    }
    svg.push_str(&template.source[done..]);
    Ok(svg)
}

fn text(fonts: &Fonts, slot: &TextSlot, fields: &Fields, ribbon: Option<&str>) -> String {
    let texts: Vec<&str> = slot
        .fields
        .iter()
        .map(|field| fields.get(*field))
        .filter(|text| !text.is_empty())
        .collect();
    let text = texts.join(&slot.join);
    if text.is_empty() {
        return String::new();
    }
    let set = || Some(Setter::new(fonts, slot)?.set(&text));
    let Some(setting) = fonts.setting(slot.key, &text, set) else {
        return String::new();
    };
    let fill = slot.fill.map(|paint| colour(ribbon, paint).unwrap_or(INK));
    slot.element(Some(setting.size), fill, &setting.spans())
}

/// The code on its ground, quiet zone included, as large as the rectangle allows.
fn qr(slot: &QrSlot, fields: &Fields) -> Result<String, PaperError> {
    let text = fields.get(slot.field);
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
        "<g><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\
         <path transform=\"translate({x} {y}) scale({})\" fill=\"#000000\" shape-rendering=\"crispEdges\" d=\"{}\"/></g>",
        rect.x,
        rect.y,
        rect.width,
        rect.height,
        escape(&slot.ground),
        side / matrix.extent() as f32,
        matrix.svg_path(),
    ))
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
