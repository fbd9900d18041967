//! The type case of a file: which glyphs of which faces its own texts take.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::{self, Write};
use std::sync::Arc;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Finish, Name, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use usvg::fontdb::ID;

use super::file::{File, Packer};
use crate::shape::Face;

/// The faces that were used, in the order of their first use: `F0`, `F1` …
#[derive(Default)]
pub(super) struct Case {
    faces: Vec<(ID, Type)>,
}

/// The glyphs of one face. A glyph's number in the file is the place of its first use.
pub(super) struct Type {
    face: Arc<Face>,
    glyphs: GlyphRemapper,
    /// By that number, in thousandths of the font size.
    widths: Vec<f32>,
    texts: Vec<String>,
}

const SYSTEM: SystemInfo<'_> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

impl Case {
    /// The glyphs of a face, and what a page calls it.
    pub(super) fn face(&mut self, id: ID, face: &Arc<Face>) -> (&mut Type, String) {
        let at = match self.faces.iter().position(|known| known.0 == id) {
            Some(at) => at,
            None => {
                let mut new = Type {
                    face: Arc::clone(face),
                    glyphs: GlyphRemapper::new(),
                    widths: Vec::new(),
                    texts: Vec::new(),
                };
                new.add(0, "");
                self.faces.push((id, new));
                self.faces.len() - 1
            }
        };
        (&mut self.faces[at].1, format!("F{at}"))
    }

    /// Writes the fonts; gives the name and the object of each.
    pub(super) fn write<W: Write>(
        &self,
        file: &mut File<W>,
        packer: &mut Packer,
    ) -> io::Result<Vec<(String, Ref)>> {
        let mut written = Vec::new();
        for (at, (_, face)) in self.faces.iter().enumerate() {
            written.push((format!("F{at}"), face.write(file, packer)?));
        }
        Ok(written)
    }
}

impl Type {
    /// The number and width (in font sizes) of a glyph that stands for `text`, and whether it
    /// stands for the same everywhere.
    pub(super) fn add(&mut self, glyph: u16, text: &str) -> (u16, f32, bool) {
        let number = self.glyphs.remap(glyph);
        let at = usize::from(number);
        if at >= self.widths.len() {
            let face = self.face.read();
            let advance = face.glyph_hor_advance(ttf_parser::GlyphId(glyph));
            let advance = f32::from(advance.unwrap_or(0));
            self.widths.push(advance / self.face.units() * 1000.0);
            self.texts.push(text.to_owned());
        }
        (number, self.widths[at] / 1000.0, self.texts[at] == text)
    }

    fn write<W: Write>(&self, file: &mut File<W>, packer: &mut Packer) -> io::Result<Ref> {
        let subset = subsetter::subset(self.face.file, self.face.index, &self.glyphs)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
        let compact = compact_font(&subset);
        let (program, is_cff) = match &compact {
            Some(cff) => (*cff, true),
            None => (subset.as_slice(), false),
        };
        let name = self.name();
        let [font, cid, descriptor, texts, data] = [(); 5].map(|()| file.reserve());

        let mut chunk = Chunk::new();
        chunk
            .type0_font(font)
            .base_font(Name(name.as_bytes()))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(texts);
        file.object(font, &chunk)?;

        let mut chunk = Chunk::new();
        let mut dict = chunk.cid_font(cid);
        dict.subtype(if is_cff {
            CidFontType::Type0
        } else {
            CidFontType::Type2
        });
        dict.base_font(Name(name.as_bytes()));
        dict.system_info(SYSTEM);
        dict.font_descriptor(descriptor);
        dict.default_width(0.0);
        if !is_cff {
            dict.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        dict.widths().consecutive(0, self.widths.iter().copied());
        dict.finish();
        file.object(cid, &chunk)?;

        file.object(
            descriptor,
            &self.descriptor(descriptor, &name, data, is_cff),
        )?;

        let mut map = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
        for (number, text) in (0_u16..).zip(&self.texts) {
            if !text.is_empty() {
                map.pair_with_multiple(number, text.chars());
            }
        }
        let packed = packer.pack(&map.finish());
        file.stream(texts, &packed)?;

        let packed = packer.pack(program);
        file.stream_with(data, &packed, |stream| {
            if is_cff {
                stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
            } else {
                let length = i32::try_from(program.len()).unwrap_or(i32::MAX);
                stream.pair(Name(b"Length1"), length);
            }
        })?;
        Ok(font)
    }

    /// `QWERTY+Inter-Regular`: the tag says that it is a part of the font.
    fn name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.glyphs
            .remapped_gids()
            .for_each(|glyph| glyph.hash(&mut hasher));
        let mut hash = Hasher::finish(&hasher);
        let mut name = String::new();
        for _ in 0..6 {
            name.push(char::from(b'A' + u8::try_from(hash % 26).unwrap_or(0)));
            hash /= 26;
        }
        let names = self.face.read().names().into_iter();
        let mut names = names.filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME);
        let own = names.find_map(|name| name.to_string());
        let own = own.unwrap_or_else(|| "Unnamed".to_owned());
        name.push('+');
        name.extend(own.chars().filter(char::is_ascii_graphic).take(100));
        name
    }

    fn descriptor(&self, number: Ref, name: &str, data: Ref, is_cff: bool) -> Chunk {
        let mut chunk = Chunk::new();
        let mut dict = chunk.font_descriptor(number);
        dict.name(Name(name.as_bytes()));
        dict.flags(FontFlags::SYMBOLIC);
        let face = self.face.read();
        let em = |units: i16| f32::from(units) / self.face.units() * 1000.0;
        let ink = face.global_bounding_box();
        dict.bbox(Rect::new(
            em(ink.x_min),
            em(ink.y_min),
            em(ink.x_max),
            em(ink.y_max),
        ));
        dict.italic_angle(face.italic_angle());
        dict.ascent(em(face.ascender()));
        dict.descent(em(face.descender()));
        dict.cap_height(em(face.capital_height().unwrap_or_else(|| face.ascender())));
        dict.stem_v(10.0 + 0.244 * (f32::from(face.weight().to_number()) - 50.0));
        if is_cff {
            dict.font_file3(data);
        } else {
            dict.font_file2(data);
        }
        dict.finish();
        chunk
    }
}

/// The `CFF` table of a font that has one: it stands alone in a PDF.
fn compact_font(font: &[u8]) -> Option<&[u8]> {
    let face = ttf_parser::RawFace::parse(font, 0).ok()?;
    face.table(ttf_parser::Tag::from_bytes(b"CFF "))
}
