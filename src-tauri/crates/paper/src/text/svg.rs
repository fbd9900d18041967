//! Text as SVG has it.

use crate::fonts::Fonts;
use crate::template::TextSlot;

use super::Setting;

impl Setting {
    /// The pieces as SVG, to stand in a `<text>` of this size.
    pub(crate) fn spans(&self, fonts: &Fonts) -> String {
        self.pieces
            .iter()
            .map(|piece| {
                format!(
                    "<tspan x=\"{:.4}\" y=\"{:.4}\" text-anchor=\"start\" font-family=\"{}\">{}</tspan>",
                    piece.x,
                    piece.y,
                    fonts.family_of(piece.face),
                    escape(&piece.text)
                )
            })
            .collect()
    }
}

impl TextSlot {
    /// The slot's `<text>` around `content`, of another size or colour than the template's
    /// where one is given.
    pub(crate) fn element(&self, size: Option<f32>, fill: Option<&str>, content: &str) -> String {
        let fill = fill
            .map(|fill| format!(" fill=\"{fill}\""))
            .unwrap_or_default();
        let size = size.map(|size| format!("font-size:{size:.4}px"));
        let style = [self.style.as_str(), size.as_deref().unwrap_or_default()];
        let style: Vec<&str> = style.into_iter().filter(|part| !part.is_empty()).collect();
        format!(
            "<text {}{fill} style=\"{}\">{content}</text>",
            self.attributes,
            escape(&style.join(";"))
        )
    }

    pub(crate) fn alone(&self, element: &str) -> String {
        format!("{}{element}{}", self.before, self.after)
    }
}

/// Text as it may stand in an element or an attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            c => escaped.push(c),
        }
    }
    escaped
}

pub(crate) fn parse(fonts: &Fonts, svg: &str) -> Option<usvg::Tree> {
    usvg::Tree::from_str(svg, &crate::options(fonts)).ok()
}

pub(crate) fn first_text(group: &usvg::Group) -> Option<&usvg::Text> {
    group.children().iter().find_map(|node| match node {
        usvg::Node::Text(text) => Some(&**text),
        usvg::Node::Group(group) => first_text(group),
        _ => None,
    })
}
