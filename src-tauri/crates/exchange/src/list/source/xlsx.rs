use std::{
    collections::HashSet,
    fmt::Write as _,
    io::{Read, Seek},
    path::Path,
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use quick_xml::{XmlVersion, events::Event};

use super::{
    FORMULA,
    archive::Found,
    sheet::{Choice, Merged, Named, Sheet},
};
use crate::list::ListError;

/// The sheet that is shown when the workbook is opened, by its number; `xml` is the part about the
/// workbook itself.
pub(super) fn shown(xml: &str) -> usize {
    let mut xml = quick_xml::Reader::from_str(xml);
    loop {
        match xml.read_event() {
            Ok(Event::Start(view) | Event::Empty(view))
                if view.local_name().as_ref() == "workbookView" =>
            {
                let shown = view.try_get_attribute("activeTab").ok().flatten();
                let shown = shown.and_then(|it| it.normalized_value(XmlVersion::Implicit1_0).ok());
                return shown.and_then(|it| it.parse().ok()).unwrap_or(0);
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

/// Offers the sheets of an Excel workbook, but for those that are hidden; `shown` is the one of
/// [`shown`], and `found` what its sheets have.
///
/// # Errors
/// It is damaged, has a password, or holds too much.
pub(super) fn read<S: Read + Seek>(
    path: &Path,
    source: S,
    shown: usize,
    found: Found,
    choice: &mut Choice<'_>,
) -> Result<(), ListError> {
    let failed = |error| match error {
        XlsxError::Password => ListError::Password(path.to_owned()),
        _ => ListError::Damaged(path.to_owned()),
    };
    let mut book = Xlsx::new(source).map_err(failed)?;
    let sheets = book.sheets_metadata().iter().enumerate();
    let sheets = sheets.filter(|(_, sheet)| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    });
    let names: Vec<_> = sheets.map(|(at, sheet)| (at, sheet.name.clone())).collect();
    let mut text = String::new();
    for (at, name) in names {
        let unsaid = match found.unsaid {
            true => unsaid(&mut book, &name).map_err(failed)?,
            false => HashSet::new(),
        };
        let mut sheet = Sheet::default();
        if found.merged {
            for cells in book.merge_cells_by_sheet_name(&name).map_err(failed)? {
                let ((row, column), (last_row, last_column)) = (cells.start, cells.end);
                sheet.merge(Merged {
                    row,
                    column,
                    last_row,
                    last_column,
                });
            }
        }
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(failed(error)),
        };
        let digits: Vec<usize> = cells.styles().iter().map(digits).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(failed)? {
            let (row, column) = cell.get_position();
            text.clear();
            write(cell.get_value(), &mut text);
            if unsaid.contains(&(row, column)) {
                text.push_str(FORMULA);
            }
            pad(digits.get(style).copied().unwrap_or(0), &mut text);
            sheet
                .push(row, column, &text)
                .map_err(|_| ListError::TooBig(path.to_owned()))?;
        }
        let named = Named {
            name: &name,
            shown: at > 0 && at == shown,
        };
        choice.offer(&named, sheet);
    }
    Ok(())
}

/// Where the cells of a sheet are that say [`FORMULA`].
fn unsaid<S: Read + Seek>(
    book: &mut Xlsx<S>,
    sheet: &str,
) -> Result<HashSet<(u32, u32)>, XlsxError> {
    let mut unsaid = HashSet::new();
    let mut cells = match book.worksheet_cells_reader(sheet) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(unsaid),
        cells => cells?,
    };
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        if cell.value == DataRef::Empty && cell.formula.is_some() {
            unsaid.insert(cell.pos);
        }
    }
    Ok(unsaid)
}

/// How many digits a number of this style has at least: `00000` has five.
fn digits(style: &Style) -> usize {
    let format = style.number_format.as_ref();
    let code = format.map_or("", |format| format.format_code.as_str());
    let zeros = code.len() > 1 && code.bytes().all(|byte| byte == b'0');
    if zeros { code.len() } else { 0 }
}

/// Puts zeros before a whole number.
fn pad(digits: usize, text: &mut String) {
    if text.len() < digits && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
        text.insert_str(0, &"0".repeat(digits - text.len()));
    }
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
        // Below a status nothing would let somebody in.
        DataRef::Error(error) => {
            let _ = write!(text, "{error}");
        }
        DataRef::Empty => {}
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
