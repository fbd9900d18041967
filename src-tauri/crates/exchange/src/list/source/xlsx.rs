use std::{
    fmt::Write as _,
    io::{Read, Seek},
    path::Path,
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use super::sheet::{Choice, Sheet};
use crate::list::ListError;

/// Offers the sheets of an Excel workbook.
///
/// # Errors
/// It is damaged, has a password, or holds too much.
pub(super) fn read<S: Read + Seek>(
    path: &Path,
    source: S,
    choice: &mut Choice<'_>,
) -> Result<(), ListError> {
    let failed = |error| match error {
        XlsxError::Password => ListError::Password(path.to_owned()),
        _ => ListError::Damaged(path.to_owned()),
    };
    let mut book = Xlsx::new(source).map_err(failed)?;
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut text = String::new();
    for name in names {
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(failed(error)),
        };
        let mut sheet = Sheet::default();
        while let Some(cell) = cells.next_cell().map_err(failed)? {
            let (row, column) = cell.get_position();
            text.clear();
            write(cell.get_value(), &mut text);
            sheet
                .push(row, column, &text)
                .map_err(|_| ListError::TooBig(path.to_owned()))?;
        }
        choice.offer(sheet);
    }
    Ok(())
}

/// A cell as somebody would write it.
fn write(value: &DataRef<'_>, text: &mut String) {
    match value {
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
            text.push_str(value);
        }
        DataRef::SharedString(value) => text.push_str(value),
        DataRef::Int(value) => number(*value as f64, text),
        DataRef::Float(value) => number(*value, text),
        DataRef::Bool(value) => text.push_str(if *value { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(value) => moment(value, text),
        DataRef::Error(_) | DataRef::Empty => {}
    }
}

/// A spreadsheet keeps fifteen digits of a number; what had more is shown as it shows it, so that
/// it is not taken for a code.
pub(super) fn number(value: f64, text: &mut String) {
    let _ = if value.abs() >= 1e15 {
        let shown = format!("{value:.5e}");
        match shown.split_once('e') {
            Some((digits, power)) => write!(text, "{digits}E+{power}"),
            None => Ok(()),
        }
    } else {
        write!(text, "{value}")
    };
}

fn moment(value: &ExcelDateTime, text: &mut String) {
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let has_date = value.is_datetime() && value.as_f64() >= 1.0;
    let has_time = (hour, minute, second) != (0, 0, 0);
    let _ = if has_date {
        write!(text, "{year:04}-{month:02}-{day:02}")
    } else {
        Ok(())
    };
    if has_time || !has_date {
        let gap = if has_date { " " } else { "" };
        let _ = write!(text, "{gap}{hour:02}:{minute:02}");
        if second > 0 {
            let _ = write!(text, ":{second:02}");
        }
    }
}
