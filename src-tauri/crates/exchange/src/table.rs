//! Tables for spreadsheets and other programs: CSV and XLSX.

use std::io::{self, Write};

use jiff::civil::DateTime;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The columns of this program's lists that say what happened at the door; read in again, they
/// are left out.
pub const OUR_OWN: [&str; 4] = ["state", "arrived_at", "arrived_door", "left_at"];

/// The title of the column with a guest's id, by which a list of this program is known. Its texts
/// are guarded against being taken for formulas.
pub const OUR_ID: &str = "lanyard_id";

/// The same where texts stand as they are, so that nothing is taken away from them.
pub const OUR_ID_AS_IS: &str = "lanyard_id_as_is";

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it holds, `Guests`.
    pub name: String,
    /// The header.
    pub columns: Vec<String>,
    /// The rows, each as long as the header.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text; empty: nothing.
    Text(String),
    /// A number.
    Number(i64),
    /// A local date and time.
    Time(DateTime),
}

impl Table {
    /// A table without rows.
    pub fn new(name: &str, columns: Vec<String>) -> Self {
        Self {
            name: name.to_owned(),
            columns,
            rows: Vec::new(),
        }
    }

    /// Writes it as CSV (RFC 4180) in UTF-8. `safe` makes it one for spreadsheets: a mark at the
    /// start, without which Excel takes it for another encoding, and an apostrophe before every
    /// text that would be taken for a formula
    /// ([OWASP](https://owasp.org/www-community/attacks/CSV_Injection)); [`unguarded`] takes it
    /// away again.
    ///
    /// # Errors
    /// What the writer gives.
    pub fn write_csv(&self, mut to: impl Write, safe: bool) -> io::Result<()> {
        if safe {
            to.write_all("\u{FEFF}".as_bytes())?;
        }
        let mut csv = csv::Writer::from_writer(to);
        let guard = |text: &str| match safe {
            true => guarded(text),
            false => text.to_owned(),
        };
        csv.write_record(self.columns.iter().map(|title| guard(title)))
            .map_err(why)?;
        for row in &self.rows {
            csv.write_record(row.iter().map(|cell| match cell {
                Cell::Text(text) => guard(text),
                Cell::Number(number) => number.to_string(),
                Cell::Time(time) => time.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            }))
            .map_err(why)?;
        }
        csv.flush()
    }

    /// As XLSX, with the header frozen and a filter on it. Texts are texts there, whatever they
    /// begin with.
    ///
    /// # Errors
    /// It has more rows than a sheet holds, or a text longer than a cell holds.
    pub fn xlsx(&self) -> io::Result<Vec<u8>> {
        self.workbook().map_err(io::Error::other)
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(&self.name)?;
        let bold = Format::new().set_bold();
        let times = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        for (column, title) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, title, &bold)?;
        }
        for (line, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                match cell {
                    Cell::Text(text) if text.is_empty() => {}
                    Cell::Text(text) => {
                        sheet.write_string(line, column, text)?;
                    }
                    Cell::Number(number) => {
                        // Row numbers: far below where a double is no longer exact.
                        #[allow(clippy::cast_precision_loss)]
                        sheet.write_number(line, column, *number as f64)?;
                    }
                    Cell::Time(time) => {
                        sheet.write_datetime_with_format(line, column, *time, &times)?;
                    }
                }
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        if let (Some(last), Ok(rows)) = (
            self.columns.len().checked_sub(1),
            u32::try_from(self.rows.len()),
        ) {
            sheet.autofilter(0, 0, rows, u16::try_from(last).unwrap_or(u16::MAX))?;
        }
        sheet.autofit();
        workbook.save_to_buffer()
    }
}

/// What makes a spreadsheet take a text for a formula, and the apostrophe itself, so that taking
/// it away is exact.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\''];

/// A text that no spreadsheet takes for a formula.
pub fn guarded(text: &str) -> String {
    if text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A text as it was before it was guarded against being taken for a formula.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest,
        _ => text,
    }
}

/// What the disk said; on its own way it would only be some error of CSV.
fn why(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_full_disk_is_said_to_be_full() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut table = Table::new("Guests", vec!["name".into()]);
        for _ in 0..10_000 {
            table.rows.push(vec![Cell::Text("Ada Lovelace".into())]);
        }
        let error = table.write_csv(Full, false).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }

    fn csv(cell: &str, safe: bool) -> String {
        let mut table = Table::new("Guests", vec!["name".into()]);
        table.rows.push(vec![Cell::Text(cell.into())]);
        let mut bytes = Vec::new();
        table.write_csv(&mut bytes, safe).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_formula_is_no_formula_in_a_spreadsheet() {
        for text in ["=1+1", "+353 1 234", "-2", "@SUM(A1)"] {
            assert_eq!(csv(text, true), format!("\u{FEFF}name\n'{text}\n"));
            assert_eq!(csv(text, false), format!("name\n{text}\n"));
        }
        assert_eq!(csv("Ada", true), "\u{FEFF}name\nAda\n");
    }

    #[test]
    fn a_workbook_reads_back_as_a_zip_of_sheets() {
        let mut table = Table::new("Guests", vec!["name".into(), "arrived_at".into()]);
        let at = jiff::civil::date(2026, 12, 3).at(18, 41, 0, 0);
        table
            .rows
            .push(vec![Cell::Text("=HYPERLINK(1)".into()), Cell::Time(at)]);
        assert!(table.xlsx().unwrap().starts_with(b"PK"));
    }

    proptest! {
        #[test]
        fn what_was_guarded_is_given_back(text in "['=+@a-]{0,4}.{0,6}") {
            let guarded = guarded(&text);
            prop_assert_eq!(unguarded(&guarded), text.as_str());
        }
    }
}
