//! Which of a workbook's sheets is read.

use rust_xlsxwriter::{Format as Style, Workbook};

use super::*;

/// A sheet: its name, whether it is hidden, and its rows.
type Sheet<'a> = (&'a str, bool, &'a [&'a [&'a str]]);

const GUESTS: &[&[&str]] = &[&["Name", "Code"], &["Ann", "111"]];
const OTHERS: &[&[&str]] = &[&["Name", "Code"], &["Bo", "222"]];

/// An Excel workbook that opens with the sheet of this number.
fn xlsx(sheets: &[Sheet<'_>], opens: usize) -> Vec<u8> {
    let mut book = Workbook::new();
    for (at, (name, hidden, rows)) in sheets.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        sheet.set_hidden(*hidden);
        if at == opens {
            sheet.set_active(true);
        }
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same of LibreOffice.
fn ods(sheets: &[Sheet<'_>], opens: usize) -> Vec<u8> {
    let mut tables = String::new();
    for (name, hidden, rows) in sheets {
        let style = if *hidden { "ta2" } else { "ta1" };
        tables += &format!(r#"<table:table table:name="{name}" table:style-name="{style}">"#);
        for cells in *rows {
            tables += "<table:table-row>";
            for cell in *cells {
                tables += &format!(
                    r#"<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>"#
                );
            }
            tables += "</table:table-row>";
        }
        tables += "</table:table>";
    }
    let styles = r#"<office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>"#;
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">{styles}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let settings = format!(
        r#"<office:document-settings xmlns:config="c" xmlns:office="o"><config:config-item config:name="ShowGrid" config:type="boolean">true</config:config-item><config:config-item config:name="ActiveTable" config:type="string">{}</config:config-item></office:document-settings>"#,
        sheets[opens].0
    );
    super::workbooks::zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
        ("settings.xml", settings.as_bytes()),
    ])
}

#[test]
fn the_sheet_of_those_who_come_is_read_and_the_others_are_named() {
    let cover: &[&[&str]] = &[&["Our event"]];
    let team: &[&[&str]] = &[&["Name", "Team"], &["Cy", "Red"]];
    for (sheets, opens, read, others) in [
        // Hidden ones are passed over.
        (
            vec![("Old", true, OTHERS), ("Guests", false, GUESTS)],
            1,
            "Guests",
            vec![],
        ),
        // One is called by what those on it are.
        (
            vec![("Cancelled", false, OTHERS), ("Guests", false, GUESTS)],
            0,
            "Guests",
            vec!["Cancelled"],
        ),
        (
            vec![("Storniert", false, OTHERS), ("Gäste", false, GUESTS)],
            0,
            "Gäste",
            vec!["Storniert"],
        ),
        // The one that somebody last looked at.
        (
            vec![("2025", false, OTHERS), ("2026", false, GUESTS)],
            1,
            "2026",
            vec!["2025"],
        ),
        (
            vec![("2026", false, GUESTS), ("2025", false, OTHERS)],
            0,
            "2026",
            vec!["2025"],
        ),
        // The first may be shown because it is the first.
        (
            vec![("Team", false, team), ("Guests", false, GUESTS)],
            0,
            "Guests",
            vec!["Team"],
        ),
        (
            vec![("Cover", false, cover), ("Guests", false, GUESTS)],
            0,
            "Guests",
            vec![],
        ),
    ] {
        for book in [xlsx(&sheets, opens), ods(&sheets, opens)] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("list");
            std::fs::write(&path, &book).unwrap();
            let found = look(&path, &[]).unwrap().sheets;
            assert_eq!(found.read.as_deref(), Some(read), "{sheets:?}");
            assert_eq!(found.others, others, "{sheets:?}");
            let (good, _) = rows(&mut open(&book, &[]).unwrap()).unwrap();
            assert_eq!(names(&good), ["Ann"], "{sheets:?}");
        }
    }
    assert_eq!(
        look(&fixture("luma.csv"), &[]).unwrap().sheets,
        Sheets::default()
    );
}

#[test]
fn a_number_has_the_zeros_that_its_sheet_shows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let five = Style::new().set_num_format("00000");
    for (column, title) in (0..).zip(["Name", "Code", "Amount of dogs"]) {
        sheet.write(0, column, title).unwrap();
    }
    sheet.write(1, 0, "Ann").unwrap();
    sheet.write_with_format(1, 1, 123, &five).unwrap();
    sheet.write(1, 2, 123).unwrap();
    sheet.write(2, 0, "Bo").unwrap();
    sheet.write_with_format(2, 1, 1_234_567, &five).unwrap();
    let (good, _) = rows(&mut open(&book.save_to_buffer().unwrap(), &[]).unwrap()).unwrap();
    assert_eq!(good[0].codes, ["00123"]);
    assert_eq!(good[0].answers, ["123"]);
    assert_eq!(good[1].codes, ["1234567"]);
}

#[test]
fn a_refusal_beside_the_titles_of_a_sheet_counts() {
    let guests: &[&[&str]] = &[
        &["Name", "Code"],
        &["Ann", "111", "", "storniert"],
        &["Bo", "222"],
    ];
    let notes: &[&[&str]] = &[&["Name", "Code"], &["Ann", "111", "", "see me"]];
    for book in [xlsx, ods] {
        let book = |rows| book(&[("Guests", false, rows)], 0);
        let mut reader = open(&book(guests), &[]).unwrap();
        assert_eq!(places(&reader)[3], ("", "status"));
        let (good, bad) = rows(&mut reader).unwrap();
        assert_eq!(bad, []);
        assert_eq!(good[0].status, lanyard_event::Status::Cancelled);
        assert_eq!(good[1].status, lanyard_event::Status::Confirmed);
        let mut reader = open(&book(notes), &[]).unwrap();
        assert_eq!(reader.columns().len(), 2, "and what says nothing is none");
        assert_eq!(rows(&mut reader).unwrap().0.len(), 1);
    }
}
