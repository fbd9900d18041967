//! Templates: what an SVG has to be, and where in it the fields go.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use roxmltree::{Attribute, Document, Node};

use crate::fields::{Field, Key};

/// A checked template: an SVG with places for [`Fields`](crate::Fields). See the crate's documentation
/// for the marks.
#[derive(Clone, Debug)]
pub struct Template {
    pub(crate) source: String,
    pub(crate) slots: Vec<Slot>,
    width_mm: f32,
    height_mm: f32,
}

/// Why an SVG is no template. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Not well-formed XML, or it has a document type: save it again as plain SVG.
    #[error("line {line}: not well-formed: {reason}")]
    Malformed {
        /// Where.
        line: u32,
        /// What the parser expected.
        reason: String,
    },
    /// Well-formed, but its root is no `<svg>`.
    #[error("line {line}: this is not an SVG")]
    NotSvg {
        /// Where.
        line: u32,
    },
    /// The root says no size on paper: give `width` and `height` in mm, cm, in or pt,
    /// from 10 mm to 2000 mm.
    #[error("line {line}: give the SVG a width and a height in mm")]
    NoPhysicalSize {
        /// Where.
        line: u32,
    },
    /// It refers to something outside of itself: embed it.
    #[error("line {line}: refers to {target:?}, but a template must hold everything itself")]
    External {
        /// Where.
        line: u32,
        /// What it refers to.
        target: String,
    },
    /// No field is called so.
    #[error(
        "line {line}: there is no field {name:?}; known are {}, slot_1_title and answer:QUESTION",
        known_fields()
    )]
    UnknownField {
        /// Where.
        line: u32,
        /// What it was called.
        name: String,
    },
    /// A ticket without a place for its code: nobody could be let in on it.
    #[error(
        "nothing in it says where the code goes; add an element like \
         <rect x=\"10\" y=\"10\" width=\"40\" height=\"40\" data-qr=\"code\"/>"
    )]
    NoCode,
    /// A mark that is missing beside another, that is unknown, or whose value means nothing.
    #[error("line {line}: {mark} must be {expected}")]
    Mark {
        /// Where.
        line: u32,
        /// The attribute.
        mark: &'static str,
        /// What it should hold.
        expected: &'static str,
    },
}

fn known_fields() -> String {
    Field::ALL
        .iter()
        .map(|field| field.name())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A place in the source that is filled.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    /// The bytes of the source that it replaces or governs.
    pub(crate) range: Range<usize>,
    pub(crate) kind: SlotKind,
}

#[derive(Clone, Debug)]
pub(crate) enum SlotKind {
    /// The element goes when all of these are empty.
    If(Vec<Key>),
    /// Becomes `fill="…"`, or `…` where `bare`.
    Fill {
        paint: Paint,
        own: String,
        bare: bool,
    },
    Text(Box<TextSlot>),
    Qr(QrSlot),
    /// The logo, as large as fits into this element's rectangle.
    Logo {
        rect: Rect,
        /// `preserveAspectRatio` of SVG.
        fit: String,
    },
}

impl SlotKind {
    /// What decides about it.
    pub(crate) fn keys(&self) -> &[Key] {
        match self {
            SlotKind::If(keys) => keys,
            SlotKind::Text(slot) => &slot.keys,
            SlotKind::Qr(slot) => std::slice::from_ref(&slot.key),
            SlotKind::Fill { .. } | SlotKind::Logo { .. } => &[],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    Ribbon,
    RibbonInk,
}

#[derive(Clone, Debug)]
pub(crate) struct TextSlot {
    pub(crate) keys: Vec<Key>,
    pub(crate) join: String,
    pub(crate) rect: Rect,
    pub(crate) lines: usize,
    pub(crate) min_size: Option<f32>,
    pub(crate) one_line_from: f32,
    pub(crate) leading: f32,
    pub(crate) align: Align,
    /// The attributes that stay, as in the source.
    pub(crate) attributes: String,
    pub(crate) style: String,
    pub(crate) fill: Option<Paint>,
    /// The element's ancestors and style sheets, opened and closed again: a text set between
    /// them looks as it will on the page.
    pub(crate) before: String,
    pub(crate) after: String,
    /// The same for slots in which every text is set alike.
    pub(crate) look: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct QrSlot {
    pub(crate) key: Key,
    pub(crate) rect: Rect,
    pub(crate) ground: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Top,
    Middle,
    Bottom,
}

const MARKS: &[&str] = &[
    "data-field",
    "data-box",
    "data-lines",
    "data-min-size",
    "data-one-line-from",
    "data-leading",
    "data-align",
    "data-join",
    "data-fill",
    "data-if",
    "data-qr",
    "data-image",
];

impl Template {
    /// The ticket that ships with Lanyard: A4, upright.
    #[allow(clippy::expect_used, reason = "a test parses it")]
    pub fn ticket() -> Self {
        Self::parse(include_str!("../../../../assets/templates/ticket.svg"))
            .expect("the embedded ticket is a template")
    }

    /// The small ticket that ships with Lanyard: A6, upright.
    #[allow(clippy::expect_used, reason = "a test parses it")]
    pub fn ticket_a6() -> Self {
        Self::parse(include_str!("../../../../assets/templates/ticket-a6.svg"))
            .expect("the embedded small ticket is a template")
    }

    /// The badge that ships with Lanyard: 100 × 62 mm, a common die-cut label.
    #[allow(clippy::expect_used, reason = "a test parses it")]
    pub fn badge() -> Self {
        Self::parse(include_str!("../../../../assets/templates/badge.svg"))
            .expect("the embedded badge is a template")
    }

    /// As [`Self::parse`], for a ticket: it must have a place for its code.
    ///
    /// # Errors
    /// Those of [`Self::parse`]; [`TemplateError::NoCode`].
    pub fn parse_ticket(svg: &str) -> Result<Self, TemplateError> {
        let template = Self::parse(svg)?;
        let is_code = |slot: &Slot| matches!(&slot.kind, SlotKind::Qr(qr) if qr.key == Key::Field(Field::Code));
        if template.slots.iter().any(is_code) {
            Ok(template)
        } else {
            Err(TemplateError::NoCode)
        }
    }

    /// Checks an SVG and finds its fields.
    ///
    /// # Errors
    /// The first thing in it that a template may not have, or lacks.
    pub fn parse(svg: &str) -> Result<Self, TemplateError> {
        let svg = svg.trim_start_matches('\u{FEFF}');
        let document = read(svg)?;
        let root = document.root_element();
        let line = line_of(root);
        if root.tag_name().name() != "svg" {
            return Err(TemplateError::NotSvg { line });
        }
        let side = |name| {
            root.attribute(name)
                .and_then(millimetres)
                .filter(|mm| (10.0..=2000.0).contains(mm))
                .ok_or(TemplateError::NoPhysicalSize { line })
        };
        let (width_mm, height_mm) = (side("width")?, side("height")?);
        let mut slots = Vec::new();
        for node in root.descendants().filter(Node::is_element) {
            refuse_external(node)?;
            find_slots(node, svg, &mut slots)?;
        }
        slots.sort_by_key(|slot| (slot.range.start, usize::MAX - slot.range.end));
        Ok(Self {
            source: svg.to_owned(),
            slots,
            width_mm,
            height_mm,
        })
    }

    /// The SVG that it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The questions whose answers it shows, in small letters.
    pub fn questions(&self) -> Vec<&str> {
        let mut questions: Vec<&str> = self
            .slots
            .iter()
            .flat_map(|slot| slot.kind.keys())
            .filter_map(|key| match key {
                Key::Answer(question) => Some(question.as_str()),
                _ => None,
            })
            .collect();
        questions.sort_unstable();
        questions.dedup();
        questions
    }

    /// Width on paper, in millimetres.
    pub fn width_mm(&self) -> f32 {
        self.width_mm
    }

    /// Height on paper, in millimetres.
    pub fn height_mm(&self) -> f32 {
        self.height_mm
    }
}

fn line_of(node: Node<'_, '_>) -> u32 {
    node.document().text_pos_at(node.range().start).row
}

fn millimetres(length: &str) -> Option<f32> {
    let length = length.trim();
    [("mm", 1.0), ("cm", 10.0), ("in", 25.4), ("pt", 25.4 / 72.0)]
        .into_iter()
        .find_map(|(unit, mm)| Some(length.strip_suffix(unit)?.trim().parse::<f32>().ok()? * mm))
}

/// Whether an SVG is well-formed and refers to nothing outside of itself.
pub(crate) fn holds_everything(svg: &str) -> Result<(), TemplateError> {
    let document = read(svg)?;
    let elements = document.descendants().filter(Node::is_element);
    elements.into_iter().try_for_each(refuse_external)
}

fn read(svg: &str) -> Result<Document<'_>, TemplateError> {
    Document::parse(svg).map_err(|error| TemplateError::Malformed {
        line: error.pos().row,
        reason: error.to_string(),
    })
}

fn refuse_external(node: Node<'_, '_>) -> Result<(), TemplateError> {
    let refuse = |target: &str| {
        Err(TemplateError::External {
            line: line_of(node),
            target: target.chars().take(80).collect(),
        })
    };
    for attribute in node.attributes() {
        let value = attribute.value().trim();
        if attribute.name() == "href" && !value.starts_with('#') && !value.starts_with("data:") {
            return refuse(value);
        }
        if let Some(target) = external_url(value) {
            return refuse(target);
        }
    }
    if node.tag_name().name() == "style" {
        for text in node.children().filter_map(|child| child.text()) {
            if let Some(target) =
                external_url(text).or_else(|| text.contains("@import").then_some("@import"))
            {
                return refuse(target);
            }
        }
    }
    Ok(())
}

/// The first `url(…)` that does not point into the document.
fn external_url(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    lower.match_indices("url(").find_map(|(at, _)| {
        let target = text[at + 4..].trim_start().trim_start_matches(['"', '\'']);
        (!target.starts_with('#')).then(|| target.split(')').next().unwrap_or(target))
    })
}

fn find_slots(node: Node<'_, '_>, svg: &str, slots: &mut Vec<Slot>) -> Result<(), TemplateError> {
    let line = line_of(node);
    let mark = |mark, expected| TemplateError::Mark {
        line,
        mark,
        expected,
    };
    if node
        .attributes()
        .any(|a| a.name().starts_with("data-") && !MARKS.contains(&a.name()))
    {
        return Err(mark("a data- attribute", "one of the marks of a template"));
    }
    let slot = |kind| Slot {
        range: node.range(),
        kind,
    };
    if let Some(names) = node.attribute("data-if") {
        slots.push(slot(SlotKind::If(keys(names, line)?)));
    }
    if let Some(name) = node.attribute("data-qr") {
        let key = match keys(name, line)?.as_slice() {
            [key] => key.clone(),
            _ => return Err(mark("data-qr", "the name of one field")),
        };
        let rect = rectangle(node).ok_or(mark("data-qr", ON_A_RECT))?;
        let ground = node.attribute("fill").unwrap_or("#ffffff").to_owned();
        slots.push(slot(SlotKind::Qr(QrSlot { key, rect, ground })));
        return Ok(());
    }
    if let Some(name) = node.attribute("data-image") {
        if name.trim() != "logo" {
            return Err(mark("data-image", "logo"));
        }
        slots.push(slot(SlotKind::Logo {
            rect: rectangle(node).ok_or(mark("data-image", ON_A_RECT))?,
            fit: node
                .attribute("preserveAspectRatio")
                .unwrap_or("xMidYMid")
                .to_owned(),
        }));
        return Ok(());
    }
    let fill = match node.attribute("data-fill") {
        None => None,
        Some("ribbon") => Some(Paint::Ribbon),
        Some("ribbon-ink") => Some(Paint::RibbonInk),
        Some(_) => return Err(mark("data-fill", "ribbon or ribbon-ink")),
    };
    if let Some(names) = node.attribute("data-field") {
        if node.tag_name().name() != "text" {
            return Err(mark("data-field", "on a <text>"));
        }
        let text = text_slot(node, svg, keys(names, line)?, fill)?;
        slots.push(slot(SlotKind::Text(Box::new(text))));
    } else if let Some(paint) = fill {
        let own = node.attribute_node("fill");
        let range = match own {
            Some(own) => own.range_value(),
            None => node.attribute_node("data-fill").map_or(0..0, |a| a.range()),
        };
        slots.push(Slot {
            range,
            kind: SlotKind::Fill {
                paint,
                own: own.map_or("#000000", |own| own.value()).to_owned(),
                bare: own.is_some(),
            },
        });
    }
    Ok(())
}

fn text_slot(
    node: Node<'_, '_>,
    svg: &str,
    keys: Vec<Key>,
    fill: Option<Paint>,
) -> Result<TextSlot, TemplateError> {
    let line = line_of(node);
    let mark = |mark, expected| TemplateError::Mark {
        line,
        mark,
        expected,
    };
    let number = |name: &'static str, or: f32| match node.attribute(name) {
        None => Ok(or),
        Some(text) => text
            .trim()
            .parse::<f32>()
            .ok()
            .filter(|number| number.is_finite() && *number > 0.0)
            .ok_or(mark(name, "a number above 0")),
    };
    let rect = node
        .attribute("data-box")
        .and_then(|text| {
            let numbers: Vec<f32> = text
                .split([' ', ','])
                .filter(|part| !part.is_empty())
                .map(|part| part.parse().ok().filter(|n: &f32| n.is_finite()))
                .collect::<Option<_>>()?;
            let &[x, y, width, height] = numbers.as_slice() else {
                return None;
            };
            (width > 0.0 && height > 0.0).then_some(Rect {
                x,
                y,
                width,
                height,
            })
        })
        .ok_or(mark(
            "data-box",
            "\"x y width height\", the room for the text",
        ))?;
    let align = match node.attribute("data-align") {
        None | Some("top") => Align::Top,
        Some("middle") => Align::Middle,
        Some("bottom") => Align::Bottom,
        Some(_) => return Err(mark("data-align", "top, middle or bottom")),
    };
    let min_size = match node.attribute("data-min-size") {
        None => None,
        Some(_) => Some(number("data-min-size", 0.0)?),
    };
    let kept = |a: &Attribute<'_, '_>| {
        let gone = a.name().starts_with("data-")
            || matches!(
                a.name(),
                "x" | "y" | "dx" | "dy" | "rotate" | "textLength" | "lengthAdjust" | "style"
            )
            || (a.name() == "fill" && fill.is_some());
        !gone
    };
    let attributes: Vec<&str> = node
        .attributes()
        .filter(kept)
        .map(|attribute| &svg[attribute.range()])
        .collect();
    let (before, after) = surroundings(node, svg);
    let mut slot = TextSlot {
        look: 0,
        keys,
        join: node.attribute("data-join").unwrap_or(" · ").to_owned(),
        rect,
        lines: (number("data-lines", 1.0)?.round() as usize).clamp(1, 12),
        min_size,
        one_line_from: number("data-one-line-from", 0.75)?,
        leading: number("data-leading", 1.1)?,
        align,
        attributes: attributes.join(" "),
        style: node
            .attribute("style")
            .unwrap_or_default()
            .trim_end_matches(';')
            .to_owned(),
        fill,
        before,
        after,
    };
    let mut hasher = DefaultHasher::new();
    format!("{slot:?}").hash(&mut hasher);
    slot.look = hasher.finish();
    Ok(slot)
}

fn keys(names: &str, line: u32) -> Result<Vec<Key>, TemplateError> {
    Key::parse(names).map_err(|name| TemplateError::UnknownField { line, name })
}

const ON_A_RECT: &str = "on a <rect> with a width and a height without units";

/// Where a `<rect>` is, in its own units; `None` for other elements and where it has no area.
fn rectangle(node: Node<'_, '_>) -> Option<Rect> {
    if node.tag_name().name() != "rect" {
        return None;
    }
    let side = |name| node.attribute(name).and_then(|v| v.trim().parse().ok());
    let rect = Rect {
        x: side("x").unwrap_or(0.0),
        y: side("y").unwrap_or(0.0),
        width: side("width")?,
        height: side("height")?,
    };
    (rect.width > 0.0 && rect.height > 0.0).then_some(rect)
}

fn surroundings(node: Node<'_, '_>, svg: &str) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    let mut ancestors: Vec<_> = node.ancestors().skip(1).filter(Node::is_element).collect();
    ancestors.reverse();
    for (depth, ancestor) in ancestors.iter().enumerate() {
        let start = ancestor.range().start;
        let inside = ancestor
            .first_child()
            .map_or(ancestor.range().end, |child| child.range().start);
        let tag = &svg[start..inside];
        before.push_str(tag);
        let name_end = tag[1..]
            .find(|c: char| c.is_whitespace() || c == '>')
            .map_or(tag.len(), |i| i + 1);
        after.insert_str(0, &format!("</{}>", &tag[1..name_end]));
        if depth == 0 {
            for style in ancestor
                .descendants()
                .filter(|n| n.has_tag_name((SVG, "style")))
            {
                before.push_str(&svg[style.range()]);
            }
        }
    }
    (before, after)
}

const SVG: &str = "http://www.w3.org/2000/svg";
