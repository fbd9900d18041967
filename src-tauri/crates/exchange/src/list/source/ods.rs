//! Sheets of LibreOffice. Read here and not by calamine, which would unpack a repeated cell as
//! often as the file says, and never ends where the file is cut off.

use std::{
    io::{BufReader, Read, Seek},
    path::Path,
};

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesRef, BytesStart, Event},
    name::QName,
};
use zip::ZipArchive;

use super::{
    FORMULA, archive,
    sheet::{Choice, Merged, Named, Overfull, Sheet},
    xlsx::number,
};
use crate::list::{ListError, error::MOST_COLUMNS};

/// The name of the sheet that is shown when the workbook is opened; `xml` is the part of its
/// settings.
pub(super) fn shown(xml: &str) -> Option<String> {
    let mut xml = Reader::from_str(xml);
    loop {
        match xml.read_event().ok()? {
            Event::Start(item) if item.name() == QName("config:config-item") => {
                let name = attribute(&item, "config:name").ok()?;
                if name.as_deref() == Some("ActiveTable") {
                    let text = xml.read_text(item.name()).ok()?;
                    return Some(quick_xml::escape::unescape(&text).ok()?.into_owned());
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Offers the sheets of an OpenDocument workbook, but for those that are hidden; `shown` is the one
/// of [`shown`].
///
/// # Errors
/// It is damaged or holds too much.
pub(super) fn read<S: Read + Seek>(
    path: &Path,
    archive: &mut ZipArchive<S>,
    shown: Option<&str>,
    choice: &mut Choice<'_>,
) -> Result<(), ListError> {
    let content = archive::unpacked(path, archive.by_name("content.xml"))?;
    let mut xml = Reader::from_reader(BufReader::new(content));
    xml.config_mut().expand_empty_elements = true;
    let mut table = Table::default();
    let mut buffer = Vec::new();
    loop {
        let event = xml.read_event_into(&mut buffer).map_err(Fault::from);
        let done = event.and_then(|event| table.take(&event, shown, choice));
        match done {
            Ok(Next::More) => {}
            Ok(Next::Done) => return Ok(()),
            Err(Fault::Overfull) => return Err(ListError::TooBig(path.to_owned())),
            Err(Fault::Damaged) => return Err(ListError::Damaged(path.to_owned())),
        }
        buffer.clear();
    }
}

enum Fault {
    Damaged,
    Overfull,
}

impl<E: Into<quick_xml::Error>> From<E> for Fault {
    fn from(_: E) -> Self {
        Self::Damaged
    }
}

impl From<Overfull> for Fault {
    fn from(_: Overfull) -> Self {
        Self::Overfull
    }
}

enum Next {
    More,
    Done,
}

/// The sheet that is being read.
#[derive(Default)]
struct Table {
    sheet: Sheet,
    name: String,
    hidden: bool,
    /// How many sheets were before it.
    nth: usize,
    styles: Styles,
    row: u32,
    /// How often the row stands there.
    row_repeats: u32,
    column: u32,
    /// The cells of the row: column, how often, text.
    cells: Vec<(u32, u32, String)>,
    cell: Option<Cell>,
    /// How deep in a note on a cell, or in a table in a cell.
    aside: usize,
}

/// What is said of styles ahead of the sheets.
#[derive(Default)]
struct Styles {
    /// The one that is being read.
    name: String,
    /// Those of hidden sheets.
    hidden: Vec<String>,
}

/// The cell that is being read.
struct Cell {
    repeats: u32,
    /// What its value says, where that is not its text.
    value: Option<String>,
    /// It is a formula that no spreadsheet program has worked out yet.
    unsaid: bool,
    text: String,
    paragraphs: usize,
}

impl Table {
    fn take(
        &mut self,
        event: &Event<'_>,
        shown: Option<&str>,
        choice: &mut Choice<'_>,
    ) -> Result<Next, Fault> {
        match event {
            Event::Start(start) => self.open(start)?,
            Event::End(end) => return self.close(end.name(), shown, choice),
            Event::Text(text) => {
                if let Some(cell) = self.paragraph() {
                    cell.text.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(entity) => {
                if let Some(cell) = self.paragraph() {
                    push_entity(entity, &mut cell.text)?;
                }
            }
            Event::Eof => return Err(Fault::Damaged),
            _ => {}
        }
        Ok(Next::More)
    }

    /// The cell to which text belongs here.
    fn paragraph(&mut self) -> Option<&mut Cell> {
        let read = self.aside == 0;
        self.cell
            .as_mut()
            .filter(|cell| read && cell.paragraphs > 0)
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        let name = start.name();
        if self.aside > 0 {
            self.aside += usize::from(is_aside(name));
            return Ok(());
        }
        match name {
            name if is_aside(name) && self.cell.is_some() => self.aside = 1,
            QName("style:style") => {
                self.styles.name = attribute(start, "style:name")?.unwrap_or_default();
            }
            QName("style:table-properties")
                if attribute(start, "table:display")?.as_deref() == Some("false") =>
            {
                self.styles.hidden.push(self.styles.name.clone());
            }
            QName("table:table") => {
                self.name = attribute(start, "table:name")?.unwrap_or_default();
                let style = attribute(start, "table:style-name")?;
                self.hidden = style.is_some_and(|style| self.styles.hidden.contains(&style));
            }
            QName("table:table-row") => {
                self.row_repeats = repeats(start, "table:number-rows-repeated")?;
                self.column = 0;
                self.cells.clear();
            }
            QName("table:table-cell" | "table:covered-table-cell") => {
                if start.attributes_raw().contains("spanned=") {
                    self.merge(start)?;
                }
                self.cell = Some(Cell {
                    repeats: repeats(start, "table:number-columns-repeated")?,
                    value: value(start)?,
                    unsaid: is_unsaid(start),
                    text: String::new(),
                    paragraphs: 0,
                });
            }
            QName("text:p") => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            QName("text:s" | "text:tab") => {
                if let Some(cell) = self.paragraph() {
                    cell.text.push(' ');
                }
            }
            QName("text:line-break") => {
                if let Some(cell) = self.paragraph() {
                    cell.text.push('\n');
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes note of a cell that covers others.
    fn merge(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        let rows = repeats(start, "table:number-rows-spanned")?;
        let columns = repeats(start, "table:number-columns-spanned")?;
        self.sheet.merge(Merged {
            row: self.row,
            column: self.column,
            last_row: self.row.saturating_add(rows - 1),
            last_column: self.column.saturating_add(columns - 1),
        });
        Ok(())
    }

    fn close(
        &mut self,
        name: QName<'_>,
        shown: Option<&str>,
        choice: &mut Choice<'_>,
    ) -> Result<Next, Fault> {
        if self.aside > 0 {
            self.aside -= usize::from(is_aside(name));
            return Ok(Next::More);
        }
        match name {
            QName("table:table-cell" | "table:covered-table-cell") => {
                if let Some(cell) = self.cell.take() {
                    let mut text = cell.value.unwrap_or(cell.text);
                    if cell.unsaid && text.is_empty() {
                        text.push_str(FORMULA);
                    }
                    if !text.trim().is_empty() {
                        self.cells.push((self.column, cell.repeats, text));
                    }
                    self.column = self.column.saturating_add(cell.repeats);
                }
            }
            QName("table:table-row") => self.end_row()?,
            QName("table:table") => {
                let sheet = std::mem::take(&mut self.sheet);
                if !self.hidden {
                    let named = Named {
                        name: &self.name,
                        shown: self.nth > 0 && shown == Some(self.name.as_str()),
                    };
                    choice.offer(&named, sheet);
                }
                self.nth += 1;
                self.row = 0;
            }
            QName("office:spreadsheet") => return Ok(Next::Done),
            _ => {}
        }
        Ok(Next::More)
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        if !self.cells.is_empty() {
            for row in self.row..self.row.saturating_add(self.row_repeats) {
                for (column, repeats, text) in &self.cells {
                    let most = u32::try_from(MOST_COLUMNS).unwrap_or(u32::MAX) + 1;
                    let end = column.saturating_add(*repeats).min(most);
                    for column in *column..end {
                        self.sheet.push(row, column, text)?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.row_repeats);
        Ok(())
    }
}

/// What in a cell is not its text: a note, a drawing, a table of its own.
fn is_aside(name: QName<'_>) -> bool {
    matches!(
        name,
        QName("office:annotation" | "table:table" | "draw:frame" | "draw:object")
    )
}

fn repeats(start: &BytesStart<'_>, name: &str) -> Result<u32, Fault> {
    let times = attribute(start, name)?;
    Ok(times
        .and_then(|times| times.parse().ok())
        .unwrap_or(1)
        .max(1))
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    let Some(attribute) = start.try_get_attribute(name)? else {
        return Ok(None);
    };
    let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
    Ok(Some(value.into_owned()))
}

/// What a number or a date is; any other cell says it in its text.
fn value(start: &BytesStart<'_>) -> Result<Option<String>, Fault> {
    let Some(kind) = attribute(start, "office:value-type")? else {
        return Ok(None);
    };
    Ok(match kind.as_str() {
        "float" | "currency" => {
            let value = attribute(start, "office:value")?;
            value.and_then(|value| value.parse().ok()).map(|value| {
                let mut text = String::new();
                number(value, &mut text);
                text
            })
        }
        "date" => attribute(start, "office:date-value")?.map(|date| date.replacen('T', " ", 1)),
        _ => None,
    })
}

/// Whether it is a formula that no spreadsheet program has worked out yet.
fn is_unsaid(start: &BytesStart<'_>) -> bool {
    let has = |name: &str| start.attributes_raw().contains(name);
    has("table:formula=") && !has("office:value-type=")
}

fn push_entity(entity: &BytesRef<'_>, text: &mut String) -> Result<(), Fault> {
    if let Some(known) = resolve_xml_entity(entity.as_ref()) {
        text.push_str(known);
    } else if let Some(c) = entity.resolve_char_ref()? {
        text.push(c);
    }
    Ok(())
}
