//! Fonts: the embedded ones, the system's where those lack a letter, and which one
//! draws which letter.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use unicode_segmentation::UnicodeSegmentation;
use usvg::FontResolver;
use usvg::fontdb::{self, Database, FaceInfo, Family, ID, Query, Source, Style};

use crate::measure::Look;
use crate::shape::{Face, Faces};
use crate::text::Setting;

const EMBEDDED: &[&[u8]] = &[
    include_bytes!("../../../../assets/fonts/Inter-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/Inter-Medium.ttf"),
    include_bytes!("../../../../assets/fonts/Inter-SemiBold.ttf"),
    include_bytes!("../../../../assets/fonts/BricolageGrotesque-Bold.ttf"),
    include_bytes!("../../../../assets/fonts/BricolageGrotesque-ExtraBold.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansHebrew-Bold.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansDevanagari-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansDevanagari-Bold.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansThai-Bold.ttf"),
];

/// The family for text whose own is nowhere.
const TEXT_FAMILY: &str = "Inter";

/// All that is known about fonts; shared by every rendering of a [`crate::Paper`].
pub(crate) struct Fonts {
    embedded: Arc<Database>,
    all: OnceLock<Arc<Database>>,
    faces: Faces,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// The face for a grapheme that the text's own font lacks.
    chosen: HashMap<(String, u16, Han), Option<ID>>,
    /// Faces by the family name that [`Fonts::family_of`] gave out.
    named: HashMap<String, ID>,
    /// How texts were set, by slot: most of a ticket is the same for every guest.
    set: HashMap<(u64, String), Arc<Setting>>,
    /// How the texts of a slot look.
    looks: HashMap<u64, Option<Arc<Look>>>,
}

/// Settings to remember before starting afresh.
const REMEMBERED: usize = 4096;

/// Which drawings of the Han characters a text wants.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Han {
    Simplified,
    Traditional,
    Japanese,
    Korean,
}

/// A stretch of text that one face draws.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) range: std::ops::Range<usize>,
    pub(crate) face: ID,
}

impl Fonts {
    /// Loads the embedded fonts, which is fast; the system's wait until a letter needs them.
    pub(crate) fn new() -> Self {
        let mut embedded = Database::new();
        for data in EMBEDDED {
            embedded.load_font_source(Source::Binary(Arc::new(*data)));
        }
        embedded.set_sans_serif_family(TEXT_FAMILY);
        embedded.set_serif_family(TEXT_FAMILY);
        Self {
            embedded: Arc::new(embedded),
            all: OnceLock::new(),
            faces: Faces::default(),
            memory: Mutex::default(),
        }
    }

    pub(crate) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.embedded)
    }

    /// The embedded face of this family nearest to this weight.
    pub(crate) fn embedded_face(&self, family: &str, weight: u16) -> Option<ID> {
        self.embedded.query(&Query {
            families: &[Family::Name(family)],
            weight: fontdb::Weight(weight),
            ..Query::default()
        })
    }

    /// The file of a face, and which one in it this is.
    pub(crate) fn file(&self, face: ID) -> Option<(&'static [u8], u32)> {
        // Each embedded file holds one face.
        let embedded = self.embedded.faces().position(|known| known.id == face);
        if let Some(data) = embedded.and_then(|at| EMBEDDED.get(at)) {
            return Some((data, 0));
        }
        let all = self.all();
        let info = all.face(face)?;
        let (Source::File(path) | Source::SharedFile(path, _)) = &info.source else {
            return None;
        };
        let read = |data: &[u8], index| (kept(path, data), index);
        all.with_face_data(face, read)
    }

    /// A face to shape with.
    pub(crate) fn shaping(&self, face: ID) -> Option<Arc<Face>> {
        self.faces.face(self, face)
    }

    /// Embedded and system fonts; embedded faces keep their ids.
    fn all(&self) -> &Arc<Database> {
        self.all.get_or_init(|| {
            let mut all = Database::clone(&self.embedded);
            all.load_system_fonts();
            all.set_sans_serif_family(TEXT_FAMILY);
            all.set_serif_family(TEXT_FAMILY);
            Arc::new(all)
        })
    }

    /// What `usvg` asks for a font.
    pub(crate) fn resolver(&self) -> FontResolver<'_> {
        FontResolver {
            select_font: Box::new(|font, database| {
                let id = self.select(font)?;
                self.admit(id, database);
                Some(id)
            }),
            select_fallback: Box::new(|letter, used, database| {
                let weight = used.first().and_then(|id| database.face(*id))?.weight.0;
                let letter = letter.to_string();
                let id = self.choose(&letter, weight, han(&letter))?;
                if used.contains(&id) {
                    return None;
                }
                self.admit(id, database);
                Some(id)
            }),
        }
    }

    /// Makes `id` known in `database`: all fonts contain the embedded ones under the same ids.
    fn admit(&self, id: ID, database: &mut Arc<Database>) {
        if database.face(id).is_none() {
            *database = Arc::clone(self.all());
        }
    }

    fn select(&self, font: &usvg::Font) -> Option<ID> {
        if let Some(usvg::FontFamily::Named(name)) = font.families().first()
            && name.starts_with(FACE)
        {
            return self.memory().named.get(name).copied();
        }
        let families: Vec<Family<'_>> = font
            .families()
            .iter()
            .map(|family| match family {
                usvg::FontFamily::Named(name) => Family::Name(name),
                usvg::FontFamily::Monospace => Family::Monospace,
                _ => Family::SansSerif,
            })
            .collect();
        let query = |families| Query {
            families,
            weight: fontdb::Weight(font.weight()),
            style: match font.style() {
                usvg::FontStyle::Normal => Style::Normal,
                usvg::FontStyle::Italic => Style::Italic,
                usvg::FontStyle::Oblique => Style::Oblique,
            },
            ..Query::default()
        };
        families
            .iter()
            .find_map(|family| {
                let query = query(std::slice::from_ref(family));
                self.embedded
                    .query(&query)
                    .or_else(|| self.all().query(&query))
            })
            .or_else(|| self.embedded.query(&query(&[Family::SansSerif])))
    }

    /// A family name that means exactly this face, for texts that this crate writes itself.
    pub(crate) fn family_of(&self, face: ID) -> String {
        let name = format!("{FACE}{face}");
        self.memory().named.insert(name.clone(), face);
        name
    }

    /// Splits `text` into runs that one face each draws, `base` where it can.
    ///
    /// Spaces and punctuation stay with the letters before them, so that a name in one
    /// script is shaped as a whole.
    pub(crate) fn runs(&self, text: &str, base: ID) -> Vec<Run> {
        let weight = self.face(base).map_or(400, |face| face.weight.0);
        let han = han(text);
        let mut runs: Vec<Run> = Vec::new();
        let mut after_emoji = false;
        for (start, grapheme) in text.grapheme_indices(true) {
            let range = start..start + grapheme.len();
            // The space of a font of emoji is as wide as they are.
            let stays = !std::mem::replace(&mut after_emoji, is_emoji(grapheme));
            if let Some(last) = runs.last_mut()
                && stays
                && !grapheme.chars().any(char::is_alphanumeric)
                && !is_emoji(grapheme)
                && self.draws(last.face, grapheme)
            {
                last.range.end = range.end;
                continue;
            }
            let face = if !is_emoji(grapheme) && self.draws(base, grapheme) {
                base
            } else {
                self.choose(grapheme, weight, han).unwrap_or(base)
            };
            match runs.last_mut() {
                Some(last) if last.face == face => last.range.end = range.end,
                _ => runs.push(Run { range, face }),
            }
        }
        runs
    }

    /// The clusters of `text` with their advances in font sizes, where `usvg` would set them
    /// wrongly: it takes the widest glyph of a cluster for its width, but the clusters of the
    /// scripts of South and South-East Asia have several glyphs side by side.
    pub(crate) fn clusters(
        &self,
        text: &str,
        face: ID,
    ) -> Option<Vec<(std::ops::Range<usize>, f32)>> {
        let complex = |c| matches!(c, '\u{0900}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1900}'..='\u{1CFF}' | '\u{A840}'..='\u{ABFF}' | '\u{11000}'..='\u{11FFF}');
        if !text.contains(complex) {
            return None;
        }
        let database = if self.embedded.face(face).is_some() {
            &self.embedded
        } else {
            self.all()
        };
        database.with_face_data(face, |data, index| {
            let face = rustybuzz::Face::from_slice(data, index)?;
            let mut buffer = rustybuzz::UnicodeBuffer::new();
            buffer.push_str(text);
            buffer.set_direction(rustybuzz::Direction::LeftToRight);
            let glyphs = rustybuzz::shape(&face, &[], buffer);
            // Half forms are clusters of their own, but are shaped only beside what follows.
            let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
            let mut starts: Vec<(usize, f32)> = Vec::new();
            for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
                let start = info.cluster as usize;
                let advance = position.x_advance as f32 / face.units_per_em() as f32;
                match starts.last_mut() {
                    Some(last) if !boundaries.contains(&start) || last.0 == start => {
                        last.1 += advance
                    }
                    _ => starts.push((start, advance)),
                }
            }
            let ends = starts
                .iter()
                .skip(1)
                .map(|start| start.0)
                .chain([text.len()]);
            let clusters: Vec<_> = starts
                .iter()
                .zip(ends)
                .map(|(&(start, advance), end)| (start..end, advance))
                .collect();
            clusters
                .iter()
                .all(|(range, _)| text.get(range.clone()).is_some())
                .then_some(clusters)
        })?
    }

    /// The letters of `text` that no font here has.
    pub(crate) fn lacking(&self, text: &str) -> Vec<char> {
        let mut lacking = Vec::new();
        for grapheme in text.graphemes(true) {
            if self.choose(grapheme, 400, han(text)).is_none() {
                lacking.extend(grapheme.chars().filter(|&c| !is_ignorable(c)));
            }
        }
        lacking.sort_unstable();
        lacking.dedup();
        lacking
    }

    fn choose(&self, grapheme: &str, weight: u16, han: Han) -> Option<ID> {
        let key = (grapheme.to_owned(), weight, han);
        if let Some(&known) = self.memory().chosen.get(&key) {
            return known;
        }
        let chosen = if is_emoji(grapheme) {
            None
        } else {
            self.best(&self.embedded, grapheme, weight, han)
        }
        .or_else(|| self.best(self.all(), grapheme, weight, han));
        self.memory().chosen.insert(key, chosen);
        chosen
    }

    fn best(&self, database: &Database, grapheme: &str, weight: u16, han: Han) -> Option<ID> {
        let mut faces: Vec<(_, ID)> = database
            .faces()
            .enumerate()
            .map(|(i, face)| (rank(face, i, grapheme, weight, han), face.id))
            .collect();
        faces.sort_unstable_by_key(|(rank, _)| *rank);
        faces
            .into_iter()
            .map(|(_, id)| id)
            .find(|&id| draws(database, id, grapheme))
    }

    fn draws(&self, face: ID, grapheme: &str) -> bool {
        self.shaping(face)
            .is_some_and(|face| face.has(grapheme.chars().filter(|&c| !is_ignorable(c))))
    }

    fn face(&self, id: ID) -> Option<&FaceInfo> {
        self.embedded.face(id).or_else(|| self.all().face(id))
    }

    /// What `make` gave for this slot and text, or gives now.
    pub(crate) fn setting(
        &self,
        slot: u64,
        text: &str,
        make: impl FnOnce() -> Option<Setting>,
    ) -> Option<Arc<Setting>> {
        let key = (slot, text.to_owned());
        if let Some(known) = self.memory().set.get(&key) {
            return Some(Arc::clone(known));
        }
        let made = Arc::new(make()?);
        let mut memory = self.memory();
        if memory.set.len() >= REMEMBERED {
            memory.set.clear();
        }
        memory.set.insert(key, Arc::clone(&made));
        Some(made)
    }

    /// How the texts of a slot look, found out by `make` when it is asked first.
    pub(crate) fn look(&self, slot: u64, make: impl FnOnce() -> Option<Look>) -> Option<Arc<Look>> {
        if let Some(known) = self.memory().looks.get(&slot) {
            return known.clone();
        }
        let made = make().map(Arc::new);
        let mut memory = self.memory();
        if memory.looks.len() >= REMEMBERED {
            memory.looks.clear();
        }
        memory.looks.insert(slot, made.clone());
        made
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bytes of a system's font, which stay for as long as the program runs: a face that is read
/// from them can be kept beside them, and few are ever needed.
fn kept(path: &Path, data: &[u8]) -> &'static [u8] {
    static KEPT: Mutex<BTreeMap<PathBuf, &'static [u8]>> = Mutex::new(BTreeMap::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    match kept.get(path) {
        Some(known) if *known == data => known,
        _ => {
            let data: &'static [u8] = data.to_vec().leak();
            kept.insert(path.to_owned(), data);
            data
        }
    }
}

/// Begins the family names of [`Fonts::family_of`]; no font is called so.
const FACE: &str = "lanyard-face-";

/// Smaller is better.
fn rank(
    face: &FaceInfo,
    index: usize,
    grapheme: &str,
    weight: u16,
    han: Han,
) -> (bool, usize, bool, u16, usize) {
    let family = face.families.first().map_or("", |family| family.0.as_str());
    let wanted: &[&str] = if is_emoji(grapheme) {
        &["Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji"]
    } else {
        match han {
            Han::Simplified => &[
                "Noto Sans CJK SC",
                "Noto Sans SC",
                "PingFang SC",
                "Microsoft YaHei",
            ],
            Han::Traditional => &[
                "Noto Sans CJK TC",
                "Noto Sans TC",
                "PingFang TC",
                "Microsoft JhengHei",
            ],
            Han::Japanese => &[
                "Noto Sans CJK JP",
                "Noto Sans JP",
                "Hiragino Sans",
                "Yu Gothic",
            ],
            Han::Korean => &[
                "Noto Sans CJK KR",
                "Noto Sans KR",
                "Apple SD Gothic Neo",
                "Malgun Gothic",
            ],
        }
    };
    let unfit = face.monospaced
        || face.style != Style::Normal
        || ["Serif", "Mono", "Emoji"]
            .iter()
            .any(|word| family.contains(word));
    let preferred = wanted.iter().position(|name| *name == family);
    (
        preferred.is_none() && unfit,
        preferred.unwrap_or(wanted.len()),
        unfit,
        face.weight.0.abs_diff(weight.min(700)),
        index,
    )
}

fn draws(database: &Database, face: ID, grapheme: &str) -> bool {
    database
        .with_face_data(face, |data, index| {
            ttf_parser::Face::parse(data, index).is_ok_and(|face| {
                grapheme.chars().all(|c| {
                    is_ignorable(c) || face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0)
                })
            })
        })
        .unwrap_or(false)
}

/// Characters that shape their neighbours and draw nothing themselves.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_emoji(grapheme: &str) -> bool {
    grapheme
        .chars()
        .any(|c| matches!(c, '\u{FE0F}' | '\u{20E3}' | '\u{1F000}'..='\u{1FAFF}'))
}

fn han(text: &str) -> Han {
    let mut han = Han::Simplified;
    for c in text.chars() {
        match c {
            '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' | '々' => {
                return Han::Japanese;
            }
            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' => {
                han = Han::Korean;
            }
            '\u{3100}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' => han = Han::Traditional,
            _ => {}
        }
    }
    han
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_behind_an_emoji_is_that_of_the_words() {
        let fonts = Fonts::new();
        let base = fonts.embedded_face("Inter", 600).unwrap();
        let runs = fonts.runs("🎉 Party", base);
        let words: Vec<_> = runs.iter().map(|run| run.range.clone()).collect();
        if let [emoji, words] = words.as_slice() {
            assert_eq!((emoji.len(), words.len()), ("🎉".len(), " Party".len()));
        } else {
            assert_eq!(words.len(), 1, "no font of this machine has emoji");
        }
        let runs = fonts.runs("שרה כהן", base);
        assert_eq!(runs.len(), 1, "a name in one script is a whole");
    }
}
