//! What the fuzzer asks of the readers of lists, and a plain test of its corpus too
//! (`src-tauri/crates/exchange/tests/corpus.rs`).

use std::{
    collections::HashSet,
    io::{Cursor, Write},
    path::Path,
};

use lanyard_exchange::{
    foreign::{foreign_codes, luma_code},
    list::{ListReader, Place},
};
use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

/// Any bytes as a list: it is read to the end or refused, and its lines follow each other.
pub fn text(bytes: &[u8]) {
    let mut before = 0;
    read(bytes.to_vec(), |line| {
        // The rows of a damaged workbook may stand in any order.
        assert!(
            line > before || bytes.starts_with(b"PK"),
            "{line} behind {before}"
        );
        before = line;
    });
}

/// Any bytes as a workbook.
pub fn workbook(bytes: &[u8]) {
    read(bytes.to_vec(), |_| {});
}

/// Any bytes as a part of a whole workbook, where the checksums of a ZIP keep the fuzzer out: the
/// first byte says which part of which kind of workbook the others are.
pub fn sheet(bytes: &[u8]) {
    let Some((which, part)) = bytes.split_first() else {
        return;
    };
    let (parts, changed) = match which % 8 {
        0 | 1 => (ODS, 1),
        2 => (XLSX, 4),
        3 => (XLSX, 3),
        4 => (XLSX, 2),
        5 => (XLSX, 1),
        _ => (XLSX, 5),
    };
    if let Ok(workbook) = zipped(parts, changed, part) {
        read(workbook, |_| {});
    }
}

/// Any text as a code: its forms begin with it, and none is empty or twice.
pub fn code(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let codes = foreign_codes(text);
    assert_eq!(codes.first().map_or("", String::as_str), text.trim());
    assert!(codes.iter().all(|code| !code.is_empty()));
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
    if let Some(code) = luma_code(text) {
        assert!(codes.contains(&code.key), "a Luma code is known by its key");
    }
}

fn read(bytes: Vec<u8>, mut on: impl FnMut(u64)) {
    let Ok(mut reader) = ListReader::of_bytes(Path::new("list"), bytes, &[]) else {
        return;
    };
    let questions = reader.questions().count();
    let columns = reader.columns().iter();
    let kept = columns.filter(|column| column.place == Place::Question);
    assert_eq!(questions, kept.count());
    while let Ok(Some(row)) = reader.next_row() {
        match row {
            Ok(record) => {
                assert!(!record.name.is_empty(), "everybody has a name");
                assert_eq!(record.answers.len(), questions);
                assert!(record.codes.iter().all(|code| !code.is_empty()));
                on(record.line);
            }
            Err(rejected) => on(rejected.line),
        }
    }
}

fn zipped(parts: &[(&str, &str)], changed: usize, part: &[u8]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (at, (name, content)) in parts.iter().enumerate() {
        zip.start_file(*name, stored)?;
        let content = if at == changed {
            part
        } else {
            content.as_bytes()
        };
        zip.write_all(content)?;
    }
    Ok(zip.finish()?.into_inner())
}

const XLSX: &[(&str, &str)] = &[
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Guests" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/sharedStrings.xml",
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Name</t></si><si><t>Ada</t></si></sst>"#,
    ),
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row></sheetData></worksheet>"#,
    ),
];

const ODS: &[(&str, &str)] = &[
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ("content.xml", ""),
];
