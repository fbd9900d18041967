//! What is the same on every ticket of an evening, and where the rest goes.

use std::sync::Arc;

use usvg::{Group, Node, Paint};

use super::import::Import;
use super::ink::{self, Matrix, Part};
use crate::fields::Fields;
use crate::fill::{self, Given};
use crate::fonts::Fonts;
use crate::measure::{Look, Spacing};
use crate::template::{Rect, Slot, SlotKind, Template};
use crate::text::parse;
use crate::{POINTS, Paper, PaperError};

/// A template without what is a guest's own, drawn; and where that goes.
pub(super) struct Background {
    import: Import,
    marks: Vec<Mark>,
}

/// A place for something of a guest's.
struct Mark {
    /// The slot of the template.
    slot: usize,
    /// From the slot's own units to the page.
    at: Matrix,
    kind: MarkKind,
}

enum MarkKind {
    Text { colour: [f32; 3], spacing: Spacing },
    Code { ground: Option<[f32; 3]> },
}

/// What a slot's element is called while the marks are looked for.
const SLOT: &str = "lanyard-slot-";

impl Background {
    /// `None` for a template that wants more than plain letters and codes over all the rest.
    pub(super) fn draw(
        paper: &Paper,
        template: &Template,
        fields: &Fields,
    ) -> Result<Option<Self>, PaperError> {
        let fonts = &paper.fonts;
        let mark = |at: usize, slot: &Slot, given: &Given<'_>| -> Option<String> {
            let element = match &slot.kind {
                SlotKind::Text(text) if is_own(&slot.kind) => {
                    text.element(None, given.fill(text), "<tspan x=\"0\" y=\"0\">n</tspan>")
                }
                SlotKind::Qr(qr) if is_own(&slot.kind) => fill::ground(qr),
                _ => return None,
            };
            Some(format!("<g id=\"{SLOT}{at}\">{element}</g>"))
        };
        let marked = fill::fill_with(fonts, template, fields, mark)?;
        let tree = usvg::Tree::from_str(&marked, &crate::options(fonts))
            .map_err(PaperError::Undrawable)?;
        let (width, height) = (template.width_mm() * POINTS, template.height_mm() * POINTS);
        let (across, down) = (width / tree.size().width(), height / tree.size().height());
        let mut search = Search {
            fonts,
            template,
            page: [across, 0.0, 0.0, -down, 0.0, height],
            marks: Vec::new(),
            boxes: Vec::new(),
        };
        if search.group(tree.root()).is_none() {
            return Ok(None);
        }
        let marks = search.marks;
        let without = |_: usize, slot: &Slot, _: &Given<'_>| is_own(&slot.kind).then(String::new);
        let plain = fill::fill_with(fonts, template, fields, without)?;
        let Some(tree) = parse(fonts, &plain) else {
            return Ok(None);
        };
        let pdf = paper.page_of(template, &tree, String::new())?;
        Ok(Import::of(&pdf).map(|import| Self { import, marks }))
    }

    /// What is the same for everybody.
    pub(super) fn drawing(&self) -> &Import {
        &self.import
    }

    /// What is a guest's own; `None` where only `krilla` can draw all of it.
    pub(super) fn own(
        &self,
        fonts: &Fonts,
        template: &Template,
        fields: &Fields,
    ) -> Result<Option<Vec<Part>>, PaperError> {
        let mut parts = Vec::with_capacity(self.marks.len());
        for mark in &self.marks {
            let Some(slot) = template.slots.get(mark.slot) else {
                continue;
            };
            match (&mark.kind, &slot.kind) {
                (MarkKind::Text { colour, spacing }, SlotKind::Text(text)) => {
                    let Some(setting) = fill::setting(fonts, text, fields) else {
                        continue;
                    };
                    match ink::Text::of(fonts, mark.at, *colour, *spacing, setting) {
                        Some(text) => parts.push(Part::Text(text)),
                        None => return Ok(None),
                    }
                }
                (MarkKind::Code { ground }, SlotKind::Qr(qr)) => {
                    let text = fields.text(&qr.key);
                    parts.extend(ink::code(mark.at, qr.rect, *ground, text)?);
                }
                _ => {}
            }
        }
        Ok(Some(parts))
    }
}

/// Whether what stands there is a guest's own.
fn is_own(kind: &SlotKind) -> bool {
    matches!(kind, SlotKind::Text(_) | SlotKind::Qr(_))
        && !kind.keys().iter().all(|key| key.is_of_the_event())
}

/// Looks through a tree for marks. Each step is `None` where one is in a place in which it
/// cannot be drawn straight into the page.
struct Search<'s> {
    fonts: &'s Fonts,
    template: &'s Template,
    page: Matrix,
    marks: Vec<Mark>,
    /// Where the marks so far are in the tree: nothing may cover them.
    boxes: Vec<usvg::Rect>,
}

impl Search<'_> {
    fn group(&mut self, group: &Group) -> Option<()> {
        for node in group.children() {
            match node {
                Node::Group(inner) if !is_plain(inner) => {
                    if holds_mark(inner) {
                        return None;
                    }
                    self.stays_clear(inner.abs_layer_bounding_box().to_rect())?;
                }
                Node::Group(inner) => match inner.id().strip_prefix(SLOT) {
                    Some(slot) => self.mark(slot.parse().ok()?, inner)?,
                    None => self.group(inner)?,
                },
                other => self.stays_clear(other.abs_stroke_bounding_box())?,
            }
        }
        Some(())
    }

    /// Whether what is drawn now leaves the marks before it alone.
    fn stays_clear(&self, drawn: usvg::Rect) -> Option<()> {
        let covers = |mark: &usvg::Rect| {
            mark.left() < drawn.right()
                && drawn.left() < mark.right()
                && mark.top() < drawn.bottom()
                && drawn.top() < mark.bottom()
        };
        (!self.boxes.iter().any(covers)).then_some(())
    }

    fn mark(&mut self, number: usize, group: &Group) -> Option<()> {
        let slot = self.template.slots.get(number)?;
        match (only(group)?, &slot.kind) {
            (None, _) => Some(()),
            (Some(Node::Text(text)), SlotKind::Text(slot)) => {
                let look: Arc<Look> = self.fonts.look(slot.look, || Look::of(self.fonts, slot))?;
                let span = text.chunks().first()?.spans().first()?;
                let kind = MarkKind::Text {
                    colour: colour(span.fill()?)?,
                    spacing: look.plain?,
                };
                self.add(number, slot.rect, text.abs_transform(), kind)
            }
            (Some(Node::Path(path)), SlotKind::Qr(slot)) => {
                let kind = MarkKind::Code {
                    ground: match path.fill() {
                        Some(fill) => Some(colour(fill)?),
                        None => None,
                    },
                };
                path.stroke().is_none().then_some(())?;
                self.add(number, slot.rect, path.abs_transform(), kind)
            }
            _ => None,
        }
    }

    fn add(
        &mut self,
        slot: usize,
        rect: Rect,
        transform: usvg::Transform,
        kind: MarkKind,
    ) -> Option<()> {
        let room = usvg::Rect::from_xywh(rect.x, rect.y, rect.width, rect.height)?;
        self.boxes.push(room.transform(transform)?);
        let own = [
            transform.sx,
            transform.ky,
            transform.kx,
            transform.sy,
            transform.tx,
            transform.ty,
        ];
        self.marks.push(Mark {
            slot,
            at: ink::join(self.page, own),
            kind,
        });
        Some(())
    }
}

/// Whether a group does nothing but move what it holds.
fn is_plain(group: &Group) -> bool {
    group.opacity().get() == 1.0
        && group.blend_mode() == usvg::BlendMode::Normal
        && !group.isolate()
        && group.clip_path().is_none()
        && group.mask().is_none()
        && group.filters().is_empty()
}

fn holds_mark(group: &Group) -> bool {
    group.id().starts_with(SLOT)
        || group.children().iter().any(|node| match node {
            Node::Group(inner) => holds_mark(inner),
            _ => false,
        })
}

/// The one thing that a group draws, if anything.
#[allow(
    clippy::option_option,
    reason = "nothing drawn is not the same as too much"
)]
fn only(group: &Group) -> Option<Option<&Node>> {
    match group.children() {
        [] => Some(None),
        [Node::Group(inner)] if is_plain(inner) => only(inner),
        [Node::Group(_)] => None,
        [node] => Some(Some(node)),
        _ => None,
    }
}

/// The colour of a paint that is nothing more.
fn colour(fill: &usvg::Fill) -> Option<[f32; 3]> {
    match fill.paint() {
        Paint::Color(colour) if fill.opacity().get() == 1.0 => {
            Some([colour.red, colour.green, colour.blue].map(|part| f32::from(part) / 255.0))
        }
        _ => None,
    }
}
