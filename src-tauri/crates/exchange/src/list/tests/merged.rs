//! Cells of a workbook that stand for several, and cells whose value nobody has worked out.

use lanyard_event::Status;
use rust_xlsxwriter::{Format as Style, Workbook};

use super::{
    workbooks::{ods, zipped},
    *,
};

/// The names, e-mails and statuses of a list.
fn guests(content: &[u8]) -> Vec<(String, String, Status)> {
    let (good, bad) = read(content);
    assert_eq!(bad, []);
    let guest = |one: Record| (one.name, one.email, one.status);
    good.into_iter().map(guest).collect()
}

/// A workbook of Excel with these rows, in which some ranges are merged: first row, first column,
/// last row, last column, text.
fn xlsx(rows: &[&str], merged: &[(u32, u16, u32, u16, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells.split(',')) {
            if !text.is_empty() {
                sheet.write(row, column, text).unwrap();
            }
        }
    }
    for (row, column, last_row, last_column, text) in merged {
        let style = Style::new();
        sheet
            .merge_range(*row, *column, *last_row, *last_column, text, &style)
            .unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn every_row_of_a_merged_cell_has_its_value() {
    let rows = ["Name,Status,Table", "Ada,,", "Bo,,", "Cy,ok,", "Di,,"];
    let merged = [(1, 1, 2, 1, "cancelled"), (1, 2, 4, 2, "Table 1")];
    let (good, bad) = read(&xlsx(&rows, &merged));
    assert_eq!(bad, []);
    let said: Vec<_> = good.iter().map(|one| one.status.word()).collect();
    assert_eq!(said, ["cancelled", "cancelled", "confirmed", "confirmed"]);
    assert!(good.iter().all(|one| one.answers == ["Table 1"]));

    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let spanned = r#"<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="string"><text:p>cancelled</text:p></table:table-cell>"#;
    let covered = "<table:covered-table-cell/>";
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let table = [
        row(cell("Name") + &cell("Status") + &cell("Email")),
        row(cell("Ada") + spanned + &cell("a@example.org")),
        row(cell("Bo") + covered + &cell("b@example.org")),
        row(cell("Cy") + &cell("ok") + &cell("c@example.org")),
    ];
    let found = guests(&ods(&format!(
        "<table:table>{}</table:table>",
        table.concat()
    )));
    let status: Vec<_> = found.iter().map(|one| one.2.word()).collect();
    assert_eq!(status, ["cancelled", "cancelled", "confirmed"]);
    assert_eq!(found[1].1, "b@example.org");
}

#[test]
fn a_refusal_across_a_row_counts_in_each_of_its_columns_and_a_name_is_no_two() {
    let rows = [
        "First name,Last name,Company,Status",
        "Ada,Byron,,",
        ",,Acme,ok",
    ];
    let merged = [(1, 2, 1, 3, "CANCELLED"), (2, 0, 2, 1, "Bo Diddley")];
    let found = guests(&xlsx(&rows, &merged));
    assert_eq!(found[0].2, Status::Cancelled);
    assert_eq!(
        (found[1].0.as_str(), found[1].2),
        ("Bo Diddley", Status::Confirmed)
    );
}

#[test]
fn a_merged_heading_is_no_row_of_titles_and_a_merged_cell_makes_no_rows() {
    let rows = [
        "",
        "",
        "Name,Email,Status",
        "Ada,a@example.org,",
        "Bo,b@example.org,",
    ];
    let merged = [(0, 0, 1, 2, "Guest list"), (3, 2, 9, 2, "cancelled")];
    let found = guests(&xlsx(&rows, &merged));
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|one| one.2 == Status::Cancelled));
}

/// A workbook with these cells in its only sheet, as a program writes it that is no spreadsheet.
fn written(cells: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
    );
    zipped(&[
        (
            "_rels/.rels",
            br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        ("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Guests" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_formula_that_nobody_has_worked_out_lets_nobody_in() {
    let text = |text: &str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let row = |cells: [String; 2]| format!("<row>{}</row>", cells.concat());
    let title = row([text("Name"), text("Status")]);
    for formula in [
        r#"<c><f>IF(C2,"cancelled","ok")</f><v></v></c>"#,
        r#"<c><f>IF(C2,"cancelled","ok")</f><v /></c>"#,
        r#"<c><f>IF(C2,"cancelled","ok")</f><v/></c>"#,
        r#"<c t="str"><f>IF(C2,"cancelled","ok")</f></c>"#,
        r#"<c><f t="shared" si="0" ref="B2:B3">IF(C2,"cancelled","ok")</f></c>"#,
        r#"<c><f t="shared" si="0"/></c>"#,
    ] {
        let rows = title.clone() + &row([text("Ada"), formula.to_owned()]);
        let (good, bad) = read(&written(&rows));
        assert_eq!((good.len(), bad.len()), (0, 1), "{formula}");
        assert_eq!(bad[0].error, RowError::Unworked);
        assert_eq!(bad[0].column.as_deref(), Some("Status"));
    }
    let names = r#"<c><f>PROPER(C2)</f><v></v></c>"#;
    let rows = title.clone() + &row([names.to_owned(), text("ok")]);
    let (_, bad) = read(&written(&rows));
    assert_eq!(bad[0].error, RowError::Unworked);
    let codes = row([text("Name"), text("Code")]) + &row([text("Ada"), names.to_owned()]);
    assert_eq!(read(&written(&codes)).1[0].error, RowError::Unworked);

    let empty = r#"<c t="str"><f>IF(C2,"cancelled","")</f><v></v></c>"#;
    let said = r#"<c t="str"><f>IF(C3,"cancelled","")</f><v>cancelled</v></c>"#;
    let rows = title + &row([text("Ada"), empty.to_owned()]) + &row([text("Bo"), said.to_owned()]);
    let found = guests(&written(&rows));
    assert_eq!(
        found[0].2,
        Status::Confirmed,
        "it is worked out, and nothing"
    );
    assert_eq!(found[1].2, Status::Cancelled);

    let row = |status: &str| {
        format!(
            "<table:table><table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell><table:table-cell><text:p>Status</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Ada</text:p></table:table-cell>{status}</table:table-row></table:table>"
        )
    };
    let cell = r#"<table:table-cell table:formula="of:=IF([.C2];&quot;cancelled&quot;)"/>"#;
    let (good, bad) = read(&ods(&row(cell)));
    assert_eq!((good.len(), bad.len()), (0, 1));
    let cell = r#"<table:table-cell table:formula="of:=IF([.C2];&quot;&quot;)" office:value-type="string" office:string-value=""/>"#;
    let (good, bad) = read(&ods(&row(cell)));
    assert_eq!(
        (good.len(), bad.len()),
        (1, 0),
        "it is worked out, and nothing"
    );
}
