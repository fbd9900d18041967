//! The door card: what somebody new at the door has to know, on one page.

use krilla::color::rgb;
use krilla::geom::{Size, Transform};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla_svg::{SurfaceExt, SvgSettings};

use crate::fields::tidy;
use crate::page::{self, HEIGHT, Ribbon, WIDTH};
use crate::press::{Cut, Press};
use crate::text::parse;
use crate::{Paper, PaperError};

/// What [`Paper::door_card`] prints. Words come translated; empty ones leave nothing behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoorCard {
    /// The event's name.
    pub event: String,
    /// The series it belongs to; it stands in the ribbon.
    pub series: String,
    /// The day and the doors: *Thursday 3 December 2026 · Doors 18:15*.
    pub date: String,
    /// What this page is: *The door in 60 seconds*.
    pub title: String,
    /// The event's colour, `#rgb` or `#rrggbb`; empty for the house's own.
    pub ribbon: String,
    /// What each tone means: one line a tone, in the order in which they are printed.
    pub tones: Vec<VerdictLine>,
    /// What stands above the verdicts: *What the desk may say*.
    pub verdicts_title: String,
    /// What each verdict asks for.
    pub verdicts: Vec<VerdictLine>,
    /// What stands above the keys: *Keys*.
    pub keys_title: String,
    /// The keys and what they do.
    pub keys: Vec<KeyLine>,
    /// Whom to ask: *Stuck? rich@intercom.io*.
    pub contact: String,
}

/// A tone or verdict of a [`DoorCard`], and what to do on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictLine {
    /// Its tone, which gives it its shape and colour.
    pub tone: Tone,
    /// What stands on the screen: *Already in*.
    pub word: String,
    /// What to do: *Ask for a name. The usual cause is one ticket on two phones.*
    pub to_do: String,
}

/// A key of a [`DoorCard`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyLine {
    /// What is written on it: *F8*.
    pub key: String,
    /// What it does: *Undo the last one*.
    pub does: String,
}

/// The tone of a verdict, as the desk's screen shows it: a colour and a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A circle with a tick: let in.
    Green,
    /// A square: nothing to decide.
    Neutral,
    /// A diamond with an exclamation mark: ask.
    Amber,
    /// An octagon with a cross: stop.
    Red,
}

impl Tone {
    /// Colour, colour of the sign, outline and sign; the same as in `ui/src/desk/Shape.svelte`
    /// and `ui/src/shared/base.css`.
    fn drawing(self) -> [&'static str; 4] {
        match self {
            Tone::Green => [
                "#0e7a4b",
                "#ffffff",
                "M100 4a96 96 0 1 0 0 192a96 96 0 1 0 0-192z",
                "M60 104l28 28l54-58",
            ],
            Tone::Neutral => [
                "#2d3b47",
                "#ffffff",
                "M36 8h128a28 28 0 0 1 28 28v128a28 28 0 0 1-28 28h-128a28 28 0 0 1-28-28v-128a28 28 0 0 1 28-28z",
                "M58 80h84M58 120h84",
            ],
            Tone::Amber => [
                "#f2a900",
                "#14120f",
                "M82 9.500a25 25 0 0 1 36 0l72.500 72.500a25 25 0 0 1 0 36l-72.500 72.500a25 25 0 0 1-36 0l-72.500-72.500a25 25 0 0 1 0-36z",
                "M100 62v48M100 142v.1",
            ],
            Tone::Red => [
                "#b3261e",
                "#ffffff",
                "M66 6h68a12 12 0 0 1 8.500 3.500l48 48a12 12 0 0 1 3.500 8.500v68a12 12 0 0 1-3.500 8.500l-48 48a12 12 0 0 1-8.500 3.500h-68a12 12 0 0 1-8.500-3.500l-48-48a12 12 0 0 1-3.500-8.500v-68a12 12 0 0 1 3.500-8.500l48-48a12 12 0 0 1 8.500-3.500z",
                "M66 66l68 68M134 66l-68 68",
            ],
        }
    }

    fn svg(self) -> String {
        let [colour, sign, outline, strokes] = self.drawing();
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><path d="{outline}" fill="{colour}"/><path d="{strokes}" fill="none" stroke="{sign}" stroke-width="15" stroke-linecap="round" stroke-linejoin="round"/></svg>"#
        )
    }
}

/// The edges of what is printed, in points.
const RIBBON: f32 = 14.0 * crate::POINTS;
const LEFT: f32 = 27.0 * crate::POINTS;
const RIGHT: f32 = WIDTH - 15.0 * crate::POINTS;
const TOP: f32 = 17.0 * crate::POINTS;
const BOTTOM: f32 = HEIGHT - 15.0 * crate::POINTS;

impl Paper {
    /// The door card as a PDF: one page of A4, whatever it holds. Much text is set smaller.
    ///
    /// # Errors
    /// [`PaperError::NotAColour`] and [`PaperError::Pdf`].
    pub fn door_card(&self, card: &DoorCard) -> Result<Vec<u8>, PaperError> {
        let ribbon = Ribbon::new(&card.ribbon)?;
        let mut press = Press::new(&self.fonts);
        let marks = Layout::fitting(&mut press, card);
        let mut document = krilla::Document::new();
        if let Some(size) = Size::from_wh(WIDTH, HEIGHT) {
            let mut page = document.start_page_with(PageSettings::new(size));
            let mut surface = page.surface();
            page::block(&mut surface, (0.0, 0.0), (RIBBON, HEIGHT), ribbon.colour);
            page::upwards(
                &mut press,
                &mut surface,
                &card.series,
                (RIBBON / 2.0 + 5.0, BOTTOM),
                (BOTTOM - TOP, 14.0),
                ribbon.ink,
            );
            for mark in &marks {
                mark.draw(self, &mut press, &mut surface);
            }
            surface.finish();
            page.finish();
        }
        let title = [tidy(&card.event), tidy(&card.title)];
        let title: Vec<String> = title.into_iter().filter(|part| !part.is_empty()).collect();
        page::finish(document, title.join(" · "))
    }
}

/// Something at its place on the page, in points.
enum Mark {
    /// A text from its left end on the baseline.
    Text {
        text: String,
        cut: Cut,
        size: f32,
        at: (f32, f32),
        colour: rgb::Color,
    },
    /// A shape in the square with this upper left corner and side.
    Shape {
        tone: Tone,
        at: (f32, f32),
        side: f32,
    },
    Rule {
        y: f32,
        thickness: f32,
        colour: rgb::Color,
    },
    /// The outline of a key.
    Key { at: (f32, f32), size: (f32, f32) },
}

impl Mark {
    fn draw(&self, paper: &Paper, press: &mut Press<'_>, surface: &mut Surface<'_>) {
        match self {
            Mark::Text {
                text,
                cut,
                size,
                at,
                colour,
            } => {
                let line = press.line(*cut, text);
                press.draw(surface, &line, *at, *size, *colour);
            }
            Mark::Shape { tone, at, side } => {
                let tree = parse(&paper.fonts, &tone.svg());
                let size = Size::from_wh(*side, *side);
                if let (Some(tree), Some(size)) = (tree, size) {
                    surface.push_transform(&Transform::from_translate(at.0, at.1));
                    surface.draw_svg(&tree, size, SvgSettings::default());
                    surface.pop();
                }
            }
            Mark::Rule {
                y,
                thickness,
                colour,
            } => page::block(surface, (LEFT, *y), (RIGHT - LEFT, *thickness), *colour),
            Mark::Key { at, size } => page::frame(surface, *at, *size, size.1 * 0.22, 0.9),
        }
    }
}

/// The page, from top to bottom.
struct Layout<'p, 'f> {
    press: &'p mut Press<'f>,
    marks: Vec<Mark>,
    y: f32,
    /// The size of everything.
    scale: f32,
    /// What is added between the sections, in points.
    air: f32,
}

/// A text that is wrapped into its place.
struct Paragraph<'t> {
    text: &'t str,
    cut: Cut,
    size: f32,
    leading: f32,
    colour: rgb::Color,
}

impl<'p, 'f> Layout<'p, 'f> {
    /// The largest that fits, with what room is over between the sections.
    fn fitting(press: &'p mut Press<'f>, card: &DoorCard) -> Vec<Mark> {
        const LARGEST: f32 = 1.2;
        const MOST_AIR: f32 = 24.0;
        /// Air goes before three sections and the contact, and in part between the tones.
        const SECTIONS: f32 = 6.0;
        let mut layout = Self {
            press,
            marks: Vec::new(),
            y: 0.0,
            scale: LARGEST,
            air: 0.0,
        };
        layout.lay(card);
        while layout.y > BOTTOM && layout.scale > 0.3 {
            layout.scale *= 0.97;
            layout.lay(card);
        }
        layout.air = ((BOTTOM - layout.y) / SECTIONS).clamp(0.0, MOST_AIR);
        layout.lay(card);
        layout.marks
    }

    /// Lays all out; `y` is then where it ends.
    fn lay(&mut self, card: &DoorCard) {
        self.marks.clear();
        self.y = TOP;
        self.head(card);
        self.tones(&card.tones);
        self.verdicts(&card.verdicts_title, &card.verdicts);
        self.keys(&card.keys_title, &card.keys);
        self.contact(&card.contact);
    }

    fn head(&mut self, card: &DoorCard) {
        let s = self.scale;
        // A name is set smaller before a word of it is broken.
        let widest = tidy(&card.event)
            .split(' ')
            .map(|word| self.press.width(Cut::Display, word))
            .fold(0.0, f32::max);
        let name = (30.0 * s).min((RIGHT - LEFT) / widest.max(1.0) * 0.998) / s;
        for (text, cut, size, leading, colour) in [
            (&card.title, Cut::Strong, 12.0, 17.0, page::quiet()),
            (&card.event, Cut::Display, name, name * 1.04, page::ink()),
            (&card.date, Cut::Text, 11.0, 18.0, page::ink()),
        ] {
            let paragraph = Paragraph {
                text,
                cut,
                size: size * s,
                leading: leading * s,
                colour,
            };
            self.y += self.paragraph(&paragraph, LEFT, self.y + leading * s * 0.78, RIGHT - LEFT);
        }
    }

    fn tones(&mut self, tones: &[VerdictLine]) {
        let s = self.scale;
        let side = 37.0 * s;
        let left = LEFT + side + 15.0 * s;
        self.y += 15.0 * s + self.air;
        for tone in tones {
            let top = self.y;
            let word = Paragraph {
                text: &tone.word,
                cut: Cut::Display,
                size: 18.0 * s,
                leading: 19.0 * s,
                colour: page::ink(),
            };
            self.y += self.paragraph(&word, left, top + 16.0 * s, RIGHT - left);
            let to_do = Paragraph {
                text: &tone.to_do,
                cut: Cut::Text,
                size: 11.0 * s,
                leading: 14.5 * s,
                colour: page::ink(),
            };
            self.y += self.paragraph(&to_do, left, self.y + 12.5 * s, RIGHT - left);
            self.marks.push(Mark::Shape {
                tone: tone.tone,
                at: (LEFT, top),
                side,
            });
            self.y = self.y.max(top + side) + 11.0 * s + self.air * 0.4;
        }
    }

    /// The title of a section, under a rule.
    fn title(&mut self, title: &str) {
        let s = self.scale;
        self.y += 5.0 * s + self.air;
        self.marks.push(Mark::Rule {
            y: self.y,
            thickness: 1.2,
            colour: page::ink(),
        });
        let title = Paragraph {
            text: title,
            cut: Cut::Strong,
            size: 11.0 * s,
            leading: 15.0 * s,
            colour: page::quiet(),
        };
        let below = self.paragraph(&title, LEFT, self.y + 16.0 * s, RIGHT - LEFT);
        self.y += below + 7.0 * s;
    }

    fn verdicts(&mut self, title: &str, verdicts: &[VerdictLine]) {
        if verdicts.is_empty() {
            return;
        }
        self.title(title);
        let s = self.scale;
        let (size, leading) = (10.0 * s, 12.6 * s);
        let side = 11.0 * s;
        let words = LEFT + side + 7.0 * s;
        let widest = verdicts
            .iter()
            .map(|line| self.press.width(Cut::Strong, &tidy(&line.word)) * size)
            .fold(0.0, f32::max);
        let column = widest.min((RIGHT - words) * 0.34) + 1.0;
        let to_dos = words + column + 12.0 * s;
        for line in verdicts {
            let baseline = self.y + 10.0 * s;
            let paragraph = |text, cut| Paragraph {
                text,
                cut,
                size,
                leading,
                colour: page::ink(),
            };
            let word = paragraph(&line.word, Cut::Strong);
            let to_do = paragraph(&line.to_do, Cut::Text);
            let height = self
                .paragraph(&word, words, baseline, column)
                .max(self.paragraph(&to_do, to_dos, baseline, RIGHT - to_dos))
                .max(leading);
            self.marks.push(Mark::Shape {
                tone: line.tone,
                at: (LEFT, baseline - side * 0.83),
                side,
            });
            self.y += height + 3.4 * s;
        }
    }

    fn keys(&mut self, title: &str, keys: &[KeyLine]) {
        if keys.is_empty() {
            return;
        }
        self.title(title);
        let s = self.scale;
        let gap = 16.0 * s;
        let half = (RIGHT - LEFT - gap) / 2.0;
        let (size, leading) = (10.0 * s, 12.6 * s);
        let widest = keys
            .iter()
            .map(|line| self.press.width(Cut::Strong, &tidy(&line.key)) * size)
            .fold(0.0, f32::max);
        let cap = (widest.min(half * 0.45) + 10.0 * s).max(22.0 * s);
        // Down the first column, then down the second.
        let (first, second) = keys.split_at(keys.len().div_ceil(2));
        let top = self.y;
        let mut bottom = top;
        for (column, lines) in [first, second].into_iter().enumerate() {
            let left = LEFT + (half + gap) * column as f32;
            self.y = top;
            for line in lines {
                let baseline = self.y + 11.5 * s;
                let key = self
                    .press
                    .wrap(Cut::Strong, &tidy(&line.key), (cap - 8.0 * s) / size, 1);
                for text in key {
                    let wide = self.press.width(Cut::Strong, &text) * size;
                    self.marks.push(Mark::Text {
                        text,
                        cut: Cut::Strong,
                        size,
                        at: (left + (cap - wide) / 2.0, baseline),
                        colour: page::ink(),
                    });
                }
                self.marks.push(Mark::Key {
                    at: (left, baseline - 11.0 * s),
                    size: (cap, 15.0 * s),
                });
                let does = Paragraph {
                    text: &line.does,
                    cut: Cut::Text,
                    size,
                    leading,
                    colour: page::ink(),
                };
                let room = half - cap - 8.0 * s;
                let height = self.paragraph(&does, left + cap + 8.0 * s, baseline, room);
                self.y += height.max(leading) + 6.6 * s;
            }
            bottom = bottom.max(self.y);
        }
        self.y = bottom;
    }

    fn contact(&mut self, contact: &str) {
        let s = self.scale;
        if tidy(contact).is_empty() {
            return;
        }
        self.y += 5.0 * s + self.air;
        self.marks.push(Mark::Rule {
            y: self.y,
            thickness: 0.6,
            colour: page::hairline(),
        });
        let contact = Paragraph {
            text: contact,
            cut: Cut::Strong,
            size: 12.0 * s,
            leading: 15.0 * s,
            colour: page::ink(),
        };
        self.y += 5.0 * s + self.paragraph(&contact, LEFT, self.y + 18.0 * s, RIGHT - LEFT);
    }

    /// Puts a text from this first baseline on; its height, which is 0 where it is empty.
    fn paragraph(&mut self, paragraph: &Paragraph<'_>, x: f32, baseline: f32, room: f32) -> f32 {
        let text = tidy(paragraph.text);
        if text.is_empty() {
            return 0.0;
        }
        let lines = self
            .press
            .wrap(paragraph.cut, &text, room / paragraph.size, usize::MAX);
        let count = lines.len() as f32;
        for (at, text) in lines.into_iter().enumerate() {
            self.marks.push(Mark::Text {
                text,
                cut: paragraph.cut,
                size: paragraph.size,
                at: (x, baseline + paragraph.leading * at as f32),
                colour: paragraph.colour,
            });
        }
        count * paragraph.leading
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shapes_are_those_of_the_screen() {
        let screen = include_str!("../../../../ui/src/desk/Shape.svelte");
        let colours = include_str!("../../../../ui/src/shared/base.css");
        for tone in [Tone::Green, Tone::Neutral, Tone::Amber, Tone::Red] {
            let [colour, _, outline, strokes] = tone.drawing();
            assert!(colours.contains(colour), "{tone:?} has the screen's colour");
            assert!(
                screen.contains(outline),
                "{tone:?} has the screen's outline"
            );
            for stroke in strokes.split_inclusive(['M']).flat_map(|s| s.split('M')) {
                assert!(screen.contains(stroke), "{tone:?} has the screen's sign");
            }
        }
    }
}
