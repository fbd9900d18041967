//! Tells by its first bytes what a file is, and by its first rows what parts its cells.

use csv::{ReaderBuilder, StringRecord};

use crate::list::OtherFile;

/// How much is looked at.
pub(super) const START: u64 = 1 << 16;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Nothing,
    Text,
    /// A ZIP: a workbook, or another document.
    Archive,
    OldWorkbook,
    Other(OtherFile),
}

/// The first bytes of files that are no text.
const BEGINNINGS: [(&[u8], Kind); 17] = [
    (b"PK\x03\x04", Kind::Archive),
    (b"PK\x05\x06", Kind::Archive),
    (b"\xD0\xCF\x11\xE0", Kind::OldWorkbook),
    (b"\x09\x08\x10\x00", Kind::OldWorkbook),
    (b"%PDF", Kind::Other(OtherFile::Pdf)),
    (b"\x89PNG", Kind::Other(OtherFile::Picture)),
    (b"\xFF\xD8\xFF", Kind::Other(OtherFile::Picture)),
    (b"GIF8", Kind::Other(OtherFile::Picture)),
    (b"II*\x00", Kind::Other(OtherFile::Picture)),
    (b"MM\x00*", Kind::Other(OtherFile::Picture)),
    (b"BM\x00", Kind::Other(OtherFile::Picture)),
    (b"{\\rtf", Kind::Other(OtherFile::Document)),
    (b"SQLite format 3", Kind::Other(OtherFile::Event)),
    (b"\x1F\x8B", Kind::Other(OtherFile::Archive)),
    (b"Rar!", Kind::Other(OtherFile::Archive)),
    (b"7z\xBC\xAF", Kind::Other(OtherFile::Archive)),
    (b"\x7FELF", Kind::Other(OtherFile::Binary)),
];

pub(super) fn kind(start: &[u8]) -> Kind {
    if start.is_empty() {
        return Kind::Nothing;
    }
    if start.get(4..8) == Some(b"ftyp")
        || (start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP"))
    {
        return Kind::Other(OtherFile::Picture);
    }
    let known = BEGINNINGS
        .iter()
        .find(|(bytes, _)| start.starts_with(bytes));
    known.map_or(Kind::Text, |(_, kind)| *kind)
}

/// What text is that is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    WebPage,
    Xml,
}

/// Whether text is a page or another document of markup.
pub(super) fn markup(text: &str) -> Option<Markup> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let start = text.trim_start().chars().take(2000).collect::<String>();
    let start = start.to_ascii_lowercase();
    let page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<script",
        "<meta",
        "<div",
    ];
    let xml = start.starts_with("<?xml") && !start.contains("<html");
    if !xml && page.iter().any(|tag| start.contains(tag)) {
        Some(Markup::WebPage)
    } else {
        (xml || start.starts_with("<!")).then_some(Markup::Xml)
    }
}

/// The separator that a first line `sep=;` names, as Excel writes it.
pub(super) fn named_separator(text: &str) -> Option<u8> {
    let line = text.split(['\r', '\n']).next()?;
    let line = line.trim_matches('"');
    let (word, rest) = line.split_at_checked(4)?;
    let separator = *rest.as_bytes().first()?;
    // The separator may be repeated as that of an empty second cell.
    let only = rest.bytes().all(|byte| byte == separator || byte == b'"');
    let may = separator.is_ascii() && !matches!(separator, b'"' | b'\r' | b'\n') && only;
    (word.eq_ignore_ascii_case("sep=") && may).then_some(separator)
}

/// What may part cells.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many rows are compared.
const COMPARED: usize = 20;

/// The separator that parts all of the first rows into equally many cells; where none does, the
/// one that does so with most of them. Unless the text is `whole`, its last row is cut off.
pub(super) fn separator(text: &str, whole: bool) -> u8 {
    let mut best = (b',', (0, 0));
    for separator in SEPARATORS {
        let widths = widths(text, separator, whole);
        let alike = |width: usize| widths.iter().filter(|other| **other == width).count();
        let parted = widths.iter().filter(|width| **width > 1);
        let most = parted.map(|width| (alike(*width), *width)).max();
        let Some((rows, width)) = most else {
            continue;
        };
        // All rows, and many cells, before most rows.
        let rows = if rows == widths.len() {
            usize::MAX
        } else {
            rows
        };
        if (rows, width) > best.1 {
            best = (separator, (rows, width));
        }
    }
    best.0
}

/// How many cells each of the first rows has.
fn widths(text: &str, separator: u8, whole: bool) -> Vec<usize> {
    let mut rows = reader(text.as_bytes(), separator);
    let mut row = StringRecord::new();
    let mut widths = Vec::new();
    while widths.len() <= COMPARED && matches!(rows.read_record(&mut row), Ok(true)) {
        widths.push(row.len());
    }
    if widths.len() > 1 && !whole {
        widths.pop();
    }
    widths
}

/// Reads rows as every list is read.
pub(super) fn reader<R: std::io::Read>(source: R, separator: u8) -> csv::Reader<R> {
    ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(separator)
        .buffer_capacity(1 << 16)
        .from_reader(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_parts_all_rows_alike() {
        for (text, expected) in [
            ("name,email\nAda,a@example.org\n", b','),
            (
                "name;Diet, allergies, wishes\nAda;none, really\nBo;nuts\n",
                b';',
            ),
            ("Name\tE-Mail\nAda\ta@example.org\n", b'\t'),
            ("name|email\nAda|a@example.org\n", b'|'),
            ("\"a;b;c\",d\n\"e;f;g\",h\n", b','),
            ("name\nAda\n", b','),
            (
                "Our guests\n\nname;email;note\nAda;a@example.org;a, b\nBo;;\n",
                b';',
            ),
            ("name;note\nAda;a, b, c\nBo\nCy;d, e, f\n", b';'),
        ] {
            assert_eq!(separator(text, true), expected, "{text:?}");
        }
    }

    #[test]
    fn excel_names_the_separator() {
        for (text, expected) in [
            ("sep=;\r\nname;email", Some(b';')),
            ("SEP=\t\nname\temail", Some(b'\t')),
            ("\"sep=,\"\nname,email", Some(b',')),
            ("sep=;;\nname;email", Some(b';')),
            ("sep=\nname", None),
            ("separator\nx", None),
            ("sép=;\n", None),
        ] {
            assert_eq!(named_separator(text), expected, "{text:?}");
        }
    }
}
