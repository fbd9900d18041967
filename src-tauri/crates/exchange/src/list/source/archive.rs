//! Workbooks are ZIPs. What one unpacks to is measured before anything is made of it.

use std::{
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::Path,
};

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
    measure(path, &mut archive)?;
    let mut choice = Choice::new(path, map);
    match content {
        Content::Xlsx => {
            let book = part(path, &mut archive, "xl/workbook.xml", MOST_READ);
            let shown = book.map_or(0, |book| xlsx::shown(&book));
            let mut source = archive.into_inner();
            let start = source.seek(SeekFrom::Start(0));
            start.map_err(|error| ListError::disk(path, error))?;
            xlsx::read(path, source, shown, &mut choice)?;
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
/// picture is one.
fn measure<S: Read + Seek>(path: &Path, archive: &mut ZipArchive<S>) -> Result<(), ListError> {
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = unpacked(path, archive.by_index(at))?;
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink());
        let unpacked = unpacked.map_err(|_| ListError::Damaged(path.to_owned()))?;
        if unpacked > left {
            return Err(ListError::TooBig(path.to_owned()));
        }
        left -= unpacked;
    }
    Ok(())
}
