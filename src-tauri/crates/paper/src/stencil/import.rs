//! A page that `krilla` made, taken over into another file.
//!
//! Reads what `krilla` writes and nothing else: where it finds something that it does not
//! know, there is no import, and the page is drawn another way.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use pdf_writer::Ref;

use super::file::File;

/// The objects of a page. The page itself has become a form, the last of them.
pub(super) struct Import {
    objects: Vec<Object>,
}

struct Object {
    /// Its bytes between references, and the references by their place in [`Import::objects`].
    parts: Vec<(Vec<u8>, Option<usize>)>,
}

impl Import {
    /// The first page of a PDF.
    pub(super) fn of(pdf: &[u8]) -> Option<Self> {
        let objects = objects(pdf)?;
        let page = objects
            .values()
            .find(|object| find(object, b"/Type/Page/").is_some())?;
        let media = between(page, b"/MediaBox[", b"]")?;
        let resources = reference(after(page, b"/Resources ")?)?;
        let contents = reference(after(page, b"/Contents ")?)?;
        let mut import = Self {
            objects: Vec::new(),
        };
        let mut known = HashMap::new();
        let resources = import.take(resources, &objects, &mut known)?;
        let content = objects.get(&contents)?;
        let rest = content.strip_prefix(b"<<")?;
        let mut head = b"<</Type/XObject/Subtype/Form/BBox[".to_vec();
        head.extend(media);
        head.extend(b"]/Resources ");
        import.objects.push(Object {
            parts: vec![(head, Some(resources)), (rest.to_vec(), None)],
        });
        Some(import)
    }

    /// Takes over an object and all that it refers to.
    fn take(
        &mut self,
        number: u32,
        objects: &BTreeMap<u32, &[u8]>,
        known: &mut HashMap<u32, usize>,
    ) -> Option<usize> {
        if let Some(at) = known.get(&number) {
            return Some(*at);
        }
        let at = self.objects.len();
        known.insert(number, at);
        self.objects.push(Object { parts: Vec::new() });
        let object = *objects.get(&number)?;
        let end = find(object, b"\nstream\n").unwrap_or(object.len());
        let mut parts = Vec::new();
        let mut from = 0;
        let mut here = 0;
        while let Some(found) = find(&object[here..end], b" 0 R") {
            let space = here + found;
            here = space + 4;
            let digits = object[from..space]
                .iter()
                .rev()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            let goes_on = object.get(here).is_some_and(u8::is_ascii_alphanumeric);
            if digits == 0 || goes_on {
                continue;
            }
            let start = space - digits;
            let number = std::str::from_utf8(&object[start..space]).ok()?;
            let target = self.take(number.parse().ok()?, objects, known)?;
            parts.push((object[from..start].to_vec(), Some(target)));
            from = here;
        }
        parts.push((object[from..].to_vec(), None));
        self.objects[at].parts = parts;
        Some(at)
    }

    /// How many bytes it takes.
    pub(super) fn len(&self) -> usize {
        let parts = self.objects.iter().flat_map(|object| &object.parts);
        parts.map(|part| part.0.len() + 16).sum()
    }

    /// Writes it; gives the form.
    pub(super) fn write<W: Write>(&self, file: &mut File<W>) -> io::Result<Ref> {
        let numbers: Vec<Ref> = self.objects.iter().map(|_| file.reserve()).collect();
        let mut last = Ref::new(1);
        let mut bytes = Vec::new();
        for (object, number) in self.objects.iter().zip(&numbers) {
            bytes.clear();
            writeln!(bytes, "{} 0 obj", number.get())?;
            for (part, target) in &object.parts {
                bytes.extend(part);
                if let Some(target) = target.and_then(|at| numbers.get(at)) {
                    write!(bytes, "{} 0 R", target.get())?;
                }
            }
            bytes.extend(b"\nendobj\n");
            file.begin(*number);
            file.write(&bytes)?;
            last = *number;
        }
        Ok(last)
    }
}

/// All objects of a PDF, without their frames, by the table at its end.
fn objects(pdf: &[u8]) -> Option<BTreeMap<u32, &[u8]>> {
    let tail = &pdf[pdf.len().saturating_sub(64)..];
    let table: usize = number(after(tail, b"startxref\n")?)?;
    let table = pdf.get(table..)?;
    let table = table.strip_prefix(b"xref\n0 ")?;
    let count: usize = number(table)?;
    let entries = table.get(table.iter().position(|byte| *byte == b'\n')? + 1..)?;
    let mut objects = BTreeMap::new();
    for at in 1..count {
        let entry = entries.get(at * 20..at * 20 + 20)?;
        if entry.get(17) != Some(&b'n') {
            continue;
        }
        let offset: usize = number(entry)?;
        let object = pdf.get(offset..)?;
        let body = object.get(find(object.get(..32)?, b" 0 obj\n")? + 7..)?;
        let length = match (find(body, b"\nstream\n"), find(body, b"\nendobj")) {
            (Some(stream), Some(end)) if stream < end => {
                let length: usize = number(after(&body[..stream], b"/Length ")?)?;
                let data = stream + 8 + length;
                data + find(body.get(data..)?, b"\nendobj")?
            }
            (_, end) => end?,
        };
        objects.insert(u32::try_from(at).ok()?, body.get(..length)?);
    }
    Some(objects)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn after<'b>(bytes: &'b [u8], what: &[u8]) -> Option<&'b [u8]> {
    bytes.get(find(bytes, what)? + what.len()..)
}

fn between<'b>(bytes: &'b [u8], from: &[u8], to: &[u8]) -> Option<&'b [u8]> {
    let rest = after(bytes, from)?;
    rest.get(..find(rest, to)?)
}

fn number<N: std::str::FromStr>(bytes: &[u8]) -> Option<N> {
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()
}

/// The reference that `bytes` begin with.
fn reference(bytes: &[u8]) -> Option<u32> {
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    bytes[digits..]
        .starts_with(b" 0 R")
        .then(|| number(bytes))?
}
