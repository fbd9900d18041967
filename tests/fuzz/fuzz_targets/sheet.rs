//! Any text as the sheet inside a whole workbook, where the checksums of a ZIP keep the fuzzer
//! out: the first byte says which part of which kind of workbook it is.
#![no_main]

use std::{
    io::{Cursor, Write},
    path::Path,
};

use lanyard_exchange::list::ListReader;
use libfuzzer_sys::fuzz_target;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

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

fuzz_target!(|bytes: &[u8]| {
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
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (at, (name, content)) in parts.iter().enumerate() {
        zip.start_file(*name, stored).expect("a part begins");
        let content = if at == changed { part } else { content.as_bytes() };
        zip.write_all(content).expect("a part is written");
    }
    let bytes = zip.finish().expect("the ZIP is written").into_inner();
    if let Ok(mut reader) = ListReader::of_bytes(Path::new("list"), bytes, &[]) {
        while let Ok(Some(_)) = reader.next_row() {}
    }
});
