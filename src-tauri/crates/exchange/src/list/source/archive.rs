//! Workbooks are ZIPs. What one unpacks to is measured before anything is made of it.

use std::{
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::Path,
};

use memchr::memmem;
use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::{
    Source, ods, other,
    sheet::{Choice, SheetRows},
    xlsx,
};
use crate::list::{ListError, Mapping, OtherFile, columns::Columns};

/// How many bytes a workbook may unpack to: 200,000 guests with fifteen columns each.
const MOST_UNPACKED: u64 = 1 << 27;

/// How many parts it may have.
const MOST_PARTS: usize = 10_000;

/// How many bytes of a part about the workbook itself are read.
const MOST_READ: u64 = 1 << 20;

/// What is in the ZIP.
enum Content {
    Xlsx,
    Ods,
    Other(OtherFile),
    OldWorkbook,
}

pub(super) fn open(
    path: &Path,
    source: Box<dyn Source>,
    map: &[Mapping],
) -> Result<(SheetRows, Columns), ListError> {
    let damaged = |_| ListError::Damaged(path.to_owned());
    let mut archive = ZipArchive::new(BufReader::new(source)).map_err(damaged)?;
    let content = content(path, &mut archive)?;
    let found = measure(path, &mut archive)?;
    let mut choice = Choice::new(path, map);
    match content {
        Content::Xlsx => {
            let book = part(path, &mut archive, "xl/workbook.xml", MOST_READ);
            let shown = book.map_or(0, |book| xlsx::shown(&book));
            let mut source = archive.into_inner();
            let start = source.seek(SeekFrom::Start(0));
            start.map_err(|error| ListError::disk(path, error))?;
            xlsx::read(path, source, shown, found, &mut choice)?;
        }
        Content::Ods => {
            let settings = part(path, &mut archive, "settings.xml", MOST_READ);
            let shown = settings.ok().and_then(|settings| ods::shown(&settings));
            ods::read(path, &mut archive, shown.as_deref(), &mut choice)?;
        }
        Content::OldWorkbook => return Err(ListError::OldWorkbook(path.to_owned())),
        Content::Other(kind) => return Err(other(path, kind)),
    }
    choice.made()
}

fn content<S: Read + Seek>(path: &Path, archive: &mut ZipArchive<S>) -> Result<Content, ListError> {
    if archive.len() > MOST_PARTS {
        return Err(ListError::TooBig(path.to_owned()));
    }
    let names: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .map(String::from)
        .collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    let mime = if has("mimetype") {
        part(path, archive, "mimetype", 100)?
    } else {
        String::new()
    };
    let mime = mime.strip_prefix("application/vnd.oasis.opendocument.");
    Ok(match mime.map(str::trim) {
        Some("spreadsheet" | "spreadsheet-template") => {
            let manifest = "META-INF/manifest.xml";
            if has(manifest)
                && part(path, archive, manifest, MOST_READ)?.contains("encryption-data")
            {
                return Err(ListError::Password(path.to_owned()));
            }
            Content::Ods
        }
        Some("presentation") => Content::Other(OtherFile::Slides),
        Some(_) => Content::Other(OtherFile::Document),
        None if has("xl/workbook.bin") => Content::OldWorkbook,
        None if has("xl/") => Content::Xlsx,
        None if has("word/") => Content::Other(OtherFile::Document),
        None if has("ppt/") => Content::Other(OtherFile::Slides),
        None if names.iter().any(|name| name.ends_with(".iwa")) => {
            Content::Other(OtherFile::Numbers)
        }
        None => Content::Other(OtherFile::Archive),
    })
}

/// The beginning of a part, as text.
fn part<S: Read + Seek>(
    path: &Path,
    archive: &mut ZipArchive<S>,
    name: &str,
    most: u64,
) -> Result<String, ListError> {
    let mut bytes = Vec::new();
    let part = unpacked(path, archive.by_name(name))?;
    let read = part.take(most).read_to_end(&mut bytes);
    read.map_err(|_| ListError::Damaged(path.to_owned()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

pub(super) fn unpacked<'a, S: Read + Seek>(
    path: &Path,
    part: Result<ZipFile<'a, S>, ZipError>,
) -> Result<ZipFile<'a, S>, ListError> {
    part.map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            ListError::Password(path.to_owned())
        }
        _ => ListError::Damaged(path.to_owned()),
    })
}

/// Unpacks all parts into nothing: what the ZIP says of their size need not be true, nor that a
/// picture is one. Says what was seen on the way.
fn measure<S: Read + Seek>(path: &Path, archive: &mut ZipArchive<S>) -> Result<Found, ListError> {
    let mut left = MOST_UNPACKED;
    let mut seen = Seen::default();
    for at in 0..archive.len() {
        let part = unpacked(path, archive.by_index(at))?;
        let is_sheet = part
            .name()
            .is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let mut part = part.take(left + 1);
        let unpacked = match is_sheet {
            true => io::copy(&mut part, &mut seen),
            false => io::copy(&mut part, &mut io::sink()),
        };
        let unpacked = unpacked.map_err(|_| ListError::Damaged(path.to_owned()))?;
        if unpacked > left {
            return Err(ListError::TooBig(path.to_owned()));
        }
        left -= unpacked;
    }
    Ok(seen.found)
}

/// What few sheets of Excel have, and costs a reading of its own.
#[derive(Clone, Copy, Default)]
pub(super) struct Found {
    /// Cells that are one.
    pub(super) merged: bool,
    /// A formula without its value, or one whose value is empty.
    pub(super) unsaid: bool,
}

/// Looks for it in what is written to it.
#[derive(Default)]
struct Seen {
    found: Found,
    /// The end of what was written before.
    before: Vec<u8>,
}

const MERGED: &[u8] = b"mergeCell ";

/// How a cell with a formula ends that has no value.
const UNSAID: [&[u8]; 5] = [b"</f></c>", b"/></c>", b"<v></v>", b"<v/>", b"<v />"];

/// Less than the longest of them, and no more than that is kept.
const KEPT: usize = 9;

impl io::Write for Seen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.before
            .extend_from_slice(&bytes[..bytes.len().min(KEPT)]);
        for text in [&self.before[..], bytes] {
            let has = |part: &[u8]| memmem::find(text, part).is_some();
            self.found.merged = self.found.merged || has(MERGED);
            self.found.unsaid = self.found.unsaid || UNSAID.into_iter().any(has);
        }
        if bytes.len() > KEPT {
            self.before.clear();
            self.before.extend_from_slice(&bytes[bytes.len() - KEPT..]);
        }
        let surplus = self.before.len().saturating_sub(KEPT);
        self.before.drain(..surplus);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn what_is_looked_for_is_found_wherever_a_sheet_is_parted() {
        for (text, merged, unsaid) in [
            (
                "<sheetData/><mergeCells><mergeCell ref=\"A1:A2\"/>",
                true,
                false,
            ),
            ("<c r=\"B2\"><f>A1&amp;B1</f></c><c>", false, true),
            ("<c><f t=\"shared\" si=\"0\"/></c>", false, true),
            ("<c><f>A1</f><v></v></c>", false, true),
            ("<c><f>A1</f><v>1</v></c><c s=\"1\"/>", false, false),
        ] {
            for length in 1..text.len() {
                let mut seen = Seen::default();
                for part in text.as_bytes().chunks(length) {
                    seen.write_all(part).unwrap();
                }
                let found = (seen.found.merged, seen.found.unsaid);
                assert_eq!(found, (merged, unsaid), "{text} by {length}");
            }
        }
        let longest = UNSAID.into_iter().chain([MERGED]).map(<[u8]>::len).max();
        assert_eq!(longest, Some(KEPT + 1));
    }
}
