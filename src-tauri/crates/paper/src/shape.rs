//! Faces to shape text with: read once, shared by threads.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

use rustybuzz::{Direction, Script, ShapePlan, UnicodeBuffer};
use ttf_parser::GlyphId;
use usvg::fontdb::ID;

use crate::fonts::Fonts;

/// The faces that were needed so far.
#[derive(Default)]
pub(crate) struct Faces(RwLock<HashMap<ID, Option<Arc<Face>>>>);

impl Faces {
    /// The face with this id; `None` where its file cannot be read.
    pub(crate) fn face(&self, fonts: &Fonts, id: ID) -> Option<Arc<Face>> {
        if let Some(known) = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
        {
            return known.clone();
        }
        let face = Face::load(fonts, id).map(Arc::new);
        let mut faces = self.0.write().unwrap_or_else(PoisonError::into_inner);
        faces.entry(id).or_insert(face).clone()
    }
}

/// A face to shape with.
pub(crate) struct Face {
    pub(crate) file: &'static [u8],
    /// Which face of the file.
    pub(crate) index: u32,
    units: f32,
    /// Whether its outlines are always the same ones, and in one colour.
    plain: bool,
    /// Reading one takes longer than shaping a word.
    read: Box<rustybuzz::Face<'static>>,
    /// Where the ink of glyphs is, as far as that was asked.
    inks: RwLock<HashMap<u16, Option<[f32; 4]>>>,
    /// How to shape each script and direction, which takes longer to find out than to do.
    plans: RwLock<HashMap<(Script, bool), Arc<ShapePlan>>>,
    /// What was shaped lately, forwards and backwards: a text is measured by its words, then as
    /// a whole, then drawn.
    shaped: [RwLock<HashMap<String, Arc<[Glyph]>>>; 2],
}

/// Texts to remember before starting afresh.
const REMEMBERED: usize = 2048;

/// A glyph at its place in a shaped text; lengths are in font sizes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    /// The bytes of the text that it stands for, together with others of the same range.
    pub(crate) range: Range<usize>,
    pub(crate) advance: f32,
    pub(crate) right: f32,
    pub(crate) up: f32,
}

impl Face {
    fn load(fonts: &Fonts, id: ID) -> Option<Self> {
        let (file, index) = fonts.file(id)?;
        let read = rustybuzz::Face::from_slice(file, index)?;
        let tables = read.tables();
        let outlined = tables.glyf.is_some() || tables.cff.is_some();
        let coloured = tables.colr.is_some() || tables.svg.is_some() || tables.sbix.is_some();
        let plain = outlined && !coloured && tables.cbdt.is_none() && !read.is_variable();
        Some(Self {
            file,
            index,
            units: read.units_per_em() as f32,
            plain,
            read: Box::new(read),
            inks: RwLock::default(),
            plans: RwLock::default(),
            shaped: Default::default(),
        })
    }

    /// The face itself.
    pub(crate) fn read(&self) -> &rustybuzz::Face<'static> {
        &self.read
    }

    /// Whether its outlines are always the same ones, and in one colour.
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Units of the face in a font size.
    pub(crate) fn units(&self) -> f32 {
        self.units
    }

    /// Whether it has a shape for each of these letters.
    pub(crate) fn has(&self, mut letters: impl Iterator<Item = char>) -> bool {
        letters.all(|c| self.read.glyph_index(c).is_some_and(|glyph| glyph.0 != 0))
    }

    /// Shapes text of one direction, from left to right as it is seen.
    pub(crate) fn shape(&self, text: &str, backwards: bool) -> Arc<[Glyph]> {
        let shaped = &self.shaped[usize::from(backwards)];
        let known = shaped.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(text) {
            return Arc::clone(known);
        }
        drop(known);
        let made = self.shape_anew(text, backwards);
        let mut shaped = shaped.write().unwrap_or_else(PoisonError::into_inner);
        if shaped.len() >= REMEMBERED {
            shaped.clear();
        }
        shaped.insert(text.to_owned(), Arc::clone(&made));
        made
    }

    fn shape_anew(&self, text: &str, backwards: bool) -> Arc<[Glyph]> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let direction = if backwards {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        buffer.set_direction(direction);
        let script = buffer.script();
        let plan = self.plan(script, direction, backwards);
        let shaped = rustybuzz::shape_with_plan(&self.read, &plan, buffer);
        let mut ends: Vec<usize> = shaped
            .glyph_infos()
            .iter()
            .map(|info| info.cluster as usize)
            .collect();
        ends.sort_unstable();
        ends.dedup();
        let em = |units: i32| units as f32 / self.units;
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let glyphs = glyphs.map(|(info, position)| {
            let start = info.cluster as usize;
            let after = ends.partition_point(|&end| end <= start);
            Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                range: start..ends.get(after).copied().unwrap_or(text.len()),
                advance: em(position.x_advance),
                right: em(position.x_offset),
                up: em(position.y_offset),
            }
        });
        glyphs.collect()
    }

    fn plan(&self, script: Script, direction: Direction, backwards: bool) -> Arc<ShapePlan> {
        let key = (script, backwards);
        let plans = self.plans.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(plan) = plans.get(&key) {
            return Arc::clone(plan);
        }
        drop(plans);
        let plan = Arc::new(ShapePlan::new(
            &self.read,
            direction,
            Some(script),
            None,
            &[],
        ));
        let mut plans = self.plans.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(plans.entry(key).or_insert(plan))
    }

    /// Where the ink of a glyph is, in font sizes, y upwards: left, bottom, right, top.
    pub(crate) fn ink(&self, glyph: u16) -> Option<[f32; 4]> {
        let inks = self.inks.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = inks.get(&glyph) {
            return *known;
        }
        drop(inks);
        let em = |units: i16| f32::from(units) / self.units;
        let ink = self.read.glyph_bounding_box(GlyphId(glyph));
        let ink = ink.map(|ink| [ink.x_min, ink.y_min, ink.x_max, ink.y_max].map(em));
        let mut inks = self.inks.write().unwrap_or_else(PoisonError::into_inner);
        inks.insert(glyph, ink);
        ink
    }
}
