use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

pub(super) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let quickly = SimpleFileOptions::default().compression_level(Some(1));
        zip.start_file(*name, quickly).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[track_caller]
fn refusal(content: &[u8]) -> ListError {
    match open(content, &[]) {
        Ok(_) => panic!("it is read"),
        Err(error) => error,
    }
}

/// An ODS with this between its tables' tags.
pub(super) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn an_excel_workbook_gives_the_sheet_that_holds_the_list() {
    let mut reader = ListReader::open(&fixture("plain.xlsx"), &[]).unwrap();
    assert_eq!(
        places(&reader),
        [
            ("Name", "name"),
            ("E-Mail", "email"),
            ("Barcode", "code"),
            ("Company", "company"),
            ("Arrives", "question"),
            ("Phone", "question"),
            ("Seats", "question")
        ]
    );
    let (records, rejected) = rows(&mut reader).unwrap();
    assert_eq!(
        names(&records),
        ["Ada Lovelace", "Hidden Figure", "Last One"],
        "hidden rows count"
    );
    let lines: Vec<_> = records.iter().map(|record| record.line).collect();
    assert_eq!(lines, [4, 5, 8], "the rows' own numbers");
    assert_eq!(records[0].answers, ["2026-12-03 18:15", "35315550101", "2"]);
    assert_eq!(records[1].answers, ["2026-12-03", "+353 1 555 0102", "1.5"]);
    assert_eq!(records[1].codes, ["4711"]);
    assert_eq!(records[2].answers[2], "TRUE");
    let message = rejected[0].to_string();
    assert_eq!((rejected.len(), rejected[0].line), (1, 6));
    assert!(
        message.contains("column “Barcode”: “1.12119E+23”"),
        "{message}"
    );
}

#[test]
fn more_sheets_with_guests_are_told_of() {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let table = |names: &[&str]| {
        let rows = names.iter().map(|name| cell(name));
        let rows: String = rows
            .map(|row| format!("<table:table-row>{row}</table:table-row>"))
            .collect();
        format!("<table:table>{rows}</table:table>")
    };
    let folder = tempfile::tempdir().unwrap();
    let others = |tables: &[&[&str]]| {
        let path = folder.path().join("list.ods");
        let tables: String = tables.iter().map(|names| table(names)).collect();
        std::fs::write(&path, ods(&tables)).unwrap();
        look(&path, &[]).unwrap().sheets.others.len()
    };
    let (guests, speakers): (&[&str], &[&str]) = (&["Name", "Ada"], &["Name", "Bo"]);
    assert_eq!(others(&[guests, speakers]), 1);
    assert_eq!(others(&[&["About this list"], guests, &["Name"]]), 0);
}

#[test]
fn an_opendocument_workbook_is_read_as_well() {
    let mut reader = ListReader::open(&fixture("plain.ods"), &[]).unwrap();
    let (records, rejected) = rows(&mut reader).unwrap();
    assert_eq!(
        names(&records),
        ["Ada Lovelace", "Cy"],
        "a note on a cell is not its text"
    );
    assert_eq!(
        (records[0].companions, records[0].answers[0].as_str()),
        (Some(2), "2026-12-03")
    );
    assert_eq!(records[1].line, 5);
    assert!(
        rejected[0].to_string().contains("1.12119E+23"),
        "{}",
        rejected[0]
    );
}

#[test]
fn a_workbook_that_was_cut_off_is_said_to_be() {
    for name in ["plain.xlsx", "plain.ods"] {
        let whole = std::fs::read(fixture(name)).unwrap();
        for part in [whole.len() / 4, whole.len() / 2, whole.len() - 30] {
            let error = refusal(&whole[..part]);
            assert!(
                matches!(error, ListError::Damaged(_)),
                "{name}, {part} bytes: {error}"
            );
        }
    }
    let cut = br#"<office:document-content xmlns:office="o" xmlns:table="t"><office:spreadsheet><table:table>"#;
    let error = refusal(&zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", cut),
    ]));
    assert!(matches!(error, ListError::Damaged(_)), "{error}");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b' '; 160 << 20];
    let bomb = zipped(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/media/picture.png", &zeros),
    ]);
    assert!(bomb.len() < 1 << 21, "{} bytes", bomb.len());
    assert!(matches!(refusal(&bomb), ListError::TooBig(_)));
    drop(zeros);
    // A cell that repeats itself, over and over.
    let row = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" table:number-columns-repeated="1000"><text:p>name</text:p></table:table-cell></table:table-row>"#;
    let bomb = ods(&format!(
        r#"<table:table table:name="a">{row}</table:table>"#
    ));
    assert!(matches!(refusal(&bomb), ListError::TooBig(_)));
}

#[test]
fn other_documents_in_a_zip_are_told_apart() {
    for (parts, words) in [
        (
            vec![("word/document.xml", b"".as_slice())],
            "a text document",
        ),
        (vec![("ppt/presentation.xml", b"")], "a presentation"),
        (vec![("Index/Document.iwa", b"")], "a Numbers document"),
        (vec![("guests.csv", b"name\nAda\n")], "a ZIP archive"),
        (vec![("xl/workbook.bin", b"")], "save it as .xlsx"),
        (
            vec![("mimetype", b"application/vnd.oasis.opendocument.text")],
            "a text document",
        ),
        (
            vec![
                (
                    "mimetype",
                    b"application/vnd.oasis.opendocument.spreadsheet",
                ),
                ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
            ],
            "has a password",
        ),
    ] {
        let message = refusal(&zipped(&parts)).to_string();
        assert!(message.contains(words), "{parts:?}: {message}");
    }
}

#[test]
fn repeated_cells_and_rows_of_a_sheet_keep_their_numbers() {
    let cell = |text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let blank = r#"<table:table-row table:number-rows-repeated="7"><table:table-cell table:number-columns-repeated="9"/></table:table-row>"#;
    let gap = r#"<table:table-cell table:number-columns-repeated="2"/>"#;
    let table = [
        row(&(cell("name") + gap + &cell("Diet"))),
        blank.to_owned(),
        row(&(cell("Bo &amp; Co<text:line-break/>&#46;") + gap + &cell("nuts"))),
    ];
    let content = ods(&format!(
        r#"<table:table table:name="a">{}</table:table>"#,
        table.concat()
    ));
    let mut reader = open(&content, &[]).unwrap();
    let (records, rejected) = rows(&mut reader).unwrap();
    assert_eq!(rejected, []);
    assert_eq!(names(&records), ["Bo & Co ."]);
    assert_eq!(
        (records[0].line, records[0].answers[0].as_str()),
        (9, "nuts")
    );
}

#[test]
fn a_refusal_far_down_a_sheet_makes_its_column_the_status_and_no_row_is_lost() {
    let cell = |text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |name: &str, said: &str| {
        let cells = cell(name) + &cell(said);
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let mut table = row("Nombre", "Estado");
    for number in 0..300 {
        table += &row(&format!("Ana {number}"), "Alta");
    }
    table += &row("Bea", "Baja");
    let content = ods(&format!("<table:table>{table}</table:table>"));
    let mut reader = open(&content, &[]).unwrap();
    assert_eq!(places(&reader)[1], ("Estado", "status"));
    let (records, rejected) = rows(&mut reader).unwrap();
    assert_eq!((records.len(), rejected), (301, vec![]));
    assert_eq!(records[0].name, "Ana 0");
    assert_eq!(records[300].status, lanyard_event::Status::Cancelled);
}
