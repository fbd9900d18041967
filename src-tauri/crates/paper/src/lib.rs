//! Paper: tickets and badges from a template and a guest's fields to SVG, PNG and PDF, lists to
//! tick off, the door card and the report, and the printers that print them.
//!
//! Pure but for [`printer`], which has all the I/O: what is drawn knows no printer, no network
//! and no file but the fonts of the system. The crate may know [`lanyard_optics`], which draws
//! the codes, and nothing else of Lanyard.
//!
//! # Templates
//!
//! A template is an SVG with a size in millimetres, made in any drawing program. Marks
//! on its elements say where the fields go:
//!
//! | mark | on | does |
//! |---|---|---|
//! | `data-field="name"` | `<text>` | becomes the text of the field; several names (`"role company"`) are joined by `data-join` (` · `), empty ones left out; without any text the element goes |
//! | `data-box="x y width height"` | with it, required | the room for the text, in the element's own units; nothing is ever drawn outside of it |
//! | `data-lines="2"` | | the most lines (1) |
//! | `data-min-size="4"` | | below this size words are broken, then cut (half of `font-size`, which is the largest) |
//! | `data-one-line-from="0.75"` | | stays on one line while that takes at least this part of `font-size` |
//! | `data-leading="1.1"` | | distance of the lines, in font sizes |
//! | `data-align="top"` | | `top`, `middle` or `bottom` of the box; across, `text-anchor` decides |
//! | `data-qr="code"` | `<rect>` | becomes the QR code, its quiet zone of four modules inside the rectangle, on the rectangle's `fill` |
//! | `data-image="logo"` | `<rect>` | becomes the event's logo, as large as the rectangle allows; `preserveAspectRatio` says where in it |
//! | `data-fill="ribbon"` | any | filled in the event's colour; `ribbon-ink` is dark or light, whichever reads better on it |
//! | `data-if="company"` | any | goes with all it holds where the field is empty (several names: where all are) |
//!
//! The fields are `event`, `series`, `date`, `time`, `venue`, `directions`, `name`, `company`, `answers`,
//! `role`, `ticket_type`, `admits`, `contact`, `host_hint`, `code`, `code_id` and `ribbon`:
//! see [`Field`]. `answer:Diet` is the guest's answer to that question of the list; a question
//! may have spaces and so comes last. `slot_1_time`, `slot_1_title` and `slot_1_speakers` are
//! the first line of the lineup, and so on.
//!
//! A template holds everything itself. One that refers to a file or an address is
//! refused, and so is one with a field that does not exist, and a ticket's without a place for
//! its code: see [`TemplateError`].

mod door_card;
mod fields;
mod fill;
mod fonts;
mod logo;
mod measure;
mod page;
mod press;
pub mod printer;
mod report;
mod shape;
mod sheet;
mod stencil;
mod template;
mod text;

use krilla::geom::Size;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia::{Color, Pixmap, Transform};

pub use door_card::{DoorCard, KeyLine, Tone, VerdictLine};
pub use fields::{Field, Fields, LineupLine};
pub use logo::{Logo, LogoError};
pub use report::{Report, ReportCurve, ReportFigure, ReportRow, ReportTable};
pub use sheet::{Sheet, SheetRow};
pub use stencil::{Book, PageInk, Stencil};
pub use template::{Template, TemplateError};

use fonts::Fonts;

/// The widest picture that [`Paper::png`] draws, in pixels.
pub const MAX_WIDTH_PX: u32 = 10_000;

/// Points of PDF in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// Why something could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The template cannot be used: mend it.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The template is well-formed, but its SVG cannot be drawn: mend it.
    #[error("the template cannot be drawn")]
    Undrawable(#[source] usvg::Error),
    /// No QR code holds a text this long.
    #[error("a code of {bytes} bytes does not fit in a QR code")]
    CodeTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The ribbon's colour is not `#rgb` or `#rrggbb`.
    #[error("{value:?} is not a colour such as #ff5a36")]
    NotAColour {
        /// What was given.
        value: String,
    },
    /// A picture needs 1 to [`MAX_WIDTH_PX`] pixels of width, and as much height.
    #[error("a picture cannot be {width} pixels wide here")]
    PictureSize {
        /// The width that was asked for.
        width: u32,
    },
    /// A PDF needs at least one page.
    #[error("there is nobody to make a page for")]
    NoPages,
    /// The PNG could not be written.
    #[error("the picture could not be encoded")]
    Png(#[from] png::EncodingError),
    /// The PDF could not be written; a font of the system may be broken.
    #[error("the PDF could not be written: {reason}")]
    Pdf {
        /// What the writer says.
        reason: String,
    },
    /// A file could not be written.
    #[error("the PDF could not be written")]
    Write(#[source] std::io::Error),
}

/// Makes tickets, badges, lists and door cards. One is enough for a program: it holds the
/// fonts, and threads may share it.
pub struct Paper {
    fonts: Fonts,
}

impl Default for Paper {
    fn default() -> Self {
        Self::new()
    }
}

impl Paper {
    /// Loads the embedded fonts (about a millisecond). Those of the system are looked
    /// through once a text has a letter that the embedded ones lack.
    pub fn new() -> Self {
        Self {
            fonts: Fonts::new(),
        }
    }

    /// The template filled, as an SVG that looks the same everywhere.
    ///
    /// Text has become outlines: a guest's device has neither the fonts nor this layout.
    /// For text that can be selected, take the PDF.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn svg(&self, template: &Template, fields: &Fields) -> Result<String, PaperError> {
        let tree = self.tree(template, fields)?;
        let svg = tree.to_string(&usvg::WriteOptions {
            indent: usvg::Indent::None,
            attributes_indent: usvg::Indent::None,
            coordinates_precision: 4,
            ..usvg::WriteOptions::default()
        });
        let title = format!("<title>{}</title>", text::escape(&title(fields)));
        Ok(match svg.find('>') {
            Some(end) => format!("{}{title}{}", &svg[..=end], &svg[end + 1..]),
            None => svg,
        })
    }

    /// The template filled, as a PNG `width_px` wide, on white, with its resolution in it.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn png(
        &self,
        template: &Template,
        fields: &Fields,
        width_px: u32,
    ) -> Result<Vec<u8>, PaperError> {
        let size_error = PaperError::PictureSize { width: width_px };
        if width_px > MAX_WIDTH_PX {
            return Err(size_error);
        }
        let tree = self.tree(template, fields)?;
        let scale = width_px as f32 / tree.size().width();
        let height_px = (tree.size().height() * scale).round() as u32;
        if height_px > MAX_WIDTH_PX {
            return Err(size_error);
        }
        let mut pixmap = Pixmap::new(width_px, height_px).ok_or(size_error)?;
        pixmap.fill(Color::WHITE);
        let across = width_px as f32 / tree.size().width();
        let down = height_px as f32 / tree.size().height();
        resvg::render(
            &tree,
            Transform::from_scale(across, down),
            &mut pixmap.as_mut(),
        );
        // On white every pixel is opaque, so that colours need no division by alpha.
        let rgb: Vec<u8> = pixmap
            .data()
            .chunks_exact(4)
            .flat_map(|p| [p[0], p[1], p[2]])
            .collect();

        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, width_px, height_px);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let per_metre = (width_px as f32 / template.width_mm() * 1000.0).round() as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions {
            xppu: per_metre,
            yppu: per_metre,
            unit: png::Unit::Meter,
        }));
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&rgb)?;
        writer.finish()?;
        Ok(file)
    }

    /// The template filled once for each of `pages`, as a vector PDF of pages of its size.
    /// The whole file is held in memory; [`Stencil::book`] writes it as it is made.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn pdf<'a>(
        &self,
        template: &Template,
        pages: impl IntoIterator<Item = &'a Fields>,
    ) -> Result<Vec<u8>, PaperError> {
        let stencil = self.stencil(template);
        let mut pages = pages.into_iter();
        let first = pages.next().ok_or(PaperError::NoPages)?;
        let Some(second) = pages.next() else {
            return stencil.pdf(first);
        };
        let mut book = stencil.book(Vec::new(), first.get(Field::Event))?;
        for fields in [first, second].into_iter().chain(pages) {
            book.page(fields)?;
        }
        book.finish()
    }

    /// A page that `krilla` draws as a whole.
    pub(crate) fn drawn(
        &self,
        template: &Template,
        fields: &Fields,
    ) -> Result<Vec<u8>, PaperError> {
        let tree = self.tree(template, fields)?;
        self.page_of(template, &tree, title(fields))
    }

    /// A PDF of one page that shows `tree` in the template's size.
    pub(crate) fn page_of(
        &self,
        template: &Template,
        tree: &usvg::Tree,
        title: String,
    ) -> Result<Vec<u8>, PaperError> {
        let undrawable = || PaperError::Template(TemplateError::NoPhysicalSize { line: 1 });
        let (width, height) = (template.width_mm() * POINTS, template.height_mm() * POINTS);
        let mut document = krilla::Document::new();
        let settings = PageSettings::from_wh(width, height).ok_or_else(undrawable)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let size = Size::from_wh(width, height).ok_or_else(undrawable)?;
        surface.draw_svg(tree, size, SvgSettings::default());
        surface.finish();
        page.finish();
        page::finish(document, title)
    }

    /// The letters of `text` for which no font here has a shape: they come out as boxes.
    pub fn lacking(&self, text: &str) -> Vec<char> {
        self.fonts.lacking(text)
    }

    fn tree(&self, template: &Template, fields: &Fields) -> Result<usvg::Tree, PaperError> {
        let svg = fill::fill(&self.fonts, template, fields)?;
        usvg::Tree::from_str(&svg, &options(&self.fonts)).map_err(PaperError::Undrawable)
    }
}

impl std::fmt::Debug for Paper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Paper")
    }
}

fn title(fields: &Fields) -> String {
    [Field::Event, Field::Name]
        .map(|field| fields.get(field))
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// How SVG is read here: our fonts, and nothing from files or addresses.
fn options(fonts: &Fonts) -> usvg::Options<'_> {
    usvg::Options {
        font_family: "Inter".to_owned(),
        font_resolver: fonts.resolver(),
        fontdb: fonts.database(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}
