use std::path::{Path, PathBuf};

use super::{header, title};
use crate::list::{
    Column, Field, Format, ListError, Mapping, Place, columns::Columns, error::MOST_COLUMNS,
    said_title::refusing, status::is_clear, titles::squeeze,
};

/// A workbook's sheet. All its text lies in one string, so that a cell costs twelve bytes.
#[derive(Default)]
pub(super) struct Sheet {
    text: String,
    cells: Vec<Cell>,
    rows: Vec<Row>,
    merged: Vec<Merged>,
}

/// Cells that are one: the first has the text. All numbers begin at 0.
#[derive(Clone, Copy)]
pub(super) struct Merged {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) last_row: u32,
    pub(super) last_column: u32,
}

#[derive(Clone, Copy)]
struct Cell {
    column: u32,
    start: u32,
    end: u32,
}

struct Row {
    number: u32,
    first_cell: usize,
}

/// In bytes, of one sheet.
const MOST_TEXT: usize = 1 << 28;

/// In one sheet; empty ones do not count.
const MOST_CELLS: usize = 1 << 22;

/// A sheet holds more than a list may.
pub(super) struct Overfull;

impl Sheet {
    /// Puts a cell behind all others; both numbers begin at 0. Empty cells and those far to the
    /// right of any list are left out.
    pub(super) fn push(&mut self, row: u32, column: u32, text: &str) -> Result<(), Overfull> {
        let text = text.trim();
        if text.is_empty() || usize::try_from(column).is_ok_and(|column| column > MOST_COLUMNS) {
            return Ok(());
        }
        if self.cells.len() >= MOST_CELLS || self.text.len() + text.len() > MOST_TEXT {
            return Err(Overfull);
        }
        let number = row.saturating_add(1);
        if self.rows.last().is_none_or(|last| last.number != number) {
            let first_cell = self.cells.len();
            self.rows.push(Row { number, first_cell });
        }
        let start = position(self.text.len());
        self.text.push_str(text);
        let end = position(self.text.len());
        self.cells.push(Cell { column, start, end });
        Ok(())
    }

    /// Takes note of cells that are one.
    pub(super) fn merge(&mut self, merged: Merged) {
        self.merged.push(merged);
    }

    /// Gives the text of merged cells to each row that they cover, from this row on: in their first
    /// column, and where it is a refusal, in all. A name across two columns is no two names, and
    /// no row comes of a cell that covers it.
    fn spread(&mut self, from: usize) -> Result<(), Overfull> {
        let mut covered: Vec<(usize, Cell)> = Vec::new();
        for merged in std::mem::take(&mut self.merged) {
            let found = |number: u32| move |row: &Row| row.number < number;
            let first = self
                .rows
                .partition_point(found(merged.row.saturating_add(1)));
            let is_first = |row: &&Row| row.number == merged.row.saturating_add(1);
            if first < from || self.rows.get(first).filter(is_first).is_none() {
                continue;
            }
            let mut cells = self.cells(first).iter();
            let Some(cell) = cells.find(|cell| cell.column == merged.column).copied() else {
                continue;
            };
            let last = match is_clear(self.text(&cell)) {
                true => merged.last_column.min(position(MOST_COLUMNS)),
                false => merged.column,
            };
            let end = self
                .rows
                .partition_point(found(merged.last_row.saturating_add(2)));
            for row in first..end {
                let columns = merged.column..=last;
                covered.extend(columns.map(|column| (row, Cell { column, ..cell })));
                if covered.len() + self.cells.len() > MOST_CELLS {
                    return Err(Overfull);
                }
            }
        }
        if covered.is_empty() {
            return Ok(());
        }
        covered.sort_by_key(|(row, _)| *row);
        let mut covered = covered.into_iter().peekable();
        let mut cells = Vec::with_capacity(self.cells.len() + covered.len());
        let mut starts = Vec::with_capacity(self.rows.len());
        for row in 0..self.rows.len() {
            starts.push(cells.len());
            cells.extend_from_slice(self.cells(row));
            // Of two in one column the last counts.
            while let Some((_, cell)) = covered.next_if(|(at, _)| *at == row) {
                cells.push(cell);
            }
        }
        self.cells = cells;
        for (row, start) in self.rows.iter_mut().zip(starts) {
            row.first_cell = start;
        }
        Ok(())
    }

    fn cells(&self, row: usize) -> &[Cell] {
        let start = self.rows.get(row).map_or(0, |row| row.first_cell);
        let end = self.rows.get(row + 1).map(|next| next.first_cell);
        &self.cells[start..end.unwrap_or(self.cells.len())]
    }

    /// How many columns the rows from this one on have.
    fn width(&self, from: usize) -> usize {
        let first = self.rows.get(from).map(|row| row.first_cell);
        let cells = first.and_then(|first| self.cells.get(first..));
        let last = cells
            .unwrap_or_default()
            .iter()
            .map(|cell| index(cell.column));
        last.max().map_or(0, |last| last + 1).min(MOST_COLUMNS)
    }

    fn titles(&self, row: usize) -> Vec<String> {
        let mut titles = Vec::new();
        for cell in self.cells(row) {
            let at = index(cell.column);
            if titles.len() <= at {
                titles.resize(at + 1, String::new());
            }
            titles[at] = title(self.text(cell));
        }
        titles
    }

    fn text(&self, cell: &Cell) -> &str {
        self.text
            .get(index(cell.start)..index(cell.end))
            .unwrap_or_default()
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// No text of a sheet is longer than [`MOST_TEXT`].
fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The rows of a sheet behind its header.
pub(in crate::list) struct SheetRows {
    sheet: Sheet,
    /// The row behind the header.
    first: usize,
    /// The row that is read next.
    next: usize,
    /// Where the text of each cell of the row stands.
    row: Vec<(u32, u32)>,
}

impl SheetRows {
    /// The same rows from the first on.
    pub(super) fn rewound(self) -> Self {
        Self {
            next: self.first,
            ..self
        }
    }

    pub(super) fn advance(&mut self) -> Option<u64> {
        let number = self.sheet.rows.get(self.next)?.number;
        self.row.clear();
        for cell in self.sheet.cells(self.next) {
            let at = index(cell.column);
            if self.row.len() <= at {
                self.row.resize(at + 1, (0, 0));
            }
            self.row[at] = (cell.start, cell.end);
        }
        self.next += 1;
        Some(u64::from(number))
    }

    pub(super) fn cell(&self, at: usize) -> &str {
        let span = self.row.get(at).copied().unwrap_or_default();
        self.sheet
            .text
            .get(index(span.0)..index(span.1))
            .unwrap_or_default()
    }
}

/// Which of a workbook's sheets holds the list: see [`Worth`]; of equals the first.
pub(super) struct Choice<'a> {
    path: &'a Path,
    map: &'a [Mapping],
    best: Option<(Worth, SheetRows, Columns)>,
    /// The sheets with guests, but for the best.
    lists: Vec<(Worth, String)>,
    error: Option<ListError>,
}

/// What speaks for a sheet, what counts most first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    /// It has names.
    names: bool,
    /// Its own name is no refusal, *Cancelled*.
    comes: bool,
    /// A service says its tickets there; another sheet has its orders.
    tickets: bool,
    /// It is shown when the workbook is opened, and not because it is the first.
    shown: bool,
    codes: bool,
}

/// A sheet by itself, as the workbook has it.
pub(super) struct Named<'a> {
    pub(super) name: &'a str,
    /// It is shown when the workbook is opened, and not because it is the first.
    pub(super) shown: bool,
}

impl<'a> Choice<'a> {
    pub(super) fn new(path: &'a Path, map: &'a [Mapping]) -> Self {
        Self {
            path,
            map,
            best: None,
            lists: Vec::new(),
            error: None,
        }
    }

    /// Looks at the next sheet.
    pub(super) fn offer(&mut self, named: &Named<'_>, mut sheet: Sheet) {
        let first: Vec<Vec<String>> = (0..sheet.rows.len().min(super::JUDGED))
            .map(|row| sheet.titles(row))
            .collect();
        match header(self.path, &first, self.map) {
            Ok(None) => {}
            Ok(Some((at, mut columns))) => {
                if sheet.spread(at + 1).is_err() {
                    let error = ListError::TooBig(self.path.to_owned());
                    self.error.get_or_insert(error);
                    return;
                }
                if columns.format != Format::Lanyard {
                    // What stands beside the titles may refuse somebody too.
                    let wide = sheet.width(at + 1).max(columns.columns.len());
                    columns.columns.resize_with(wide, Column::untitled);
                }
                let codes = columns.has(Place::Field(Field::Code));
                let worth = Worth {
                    names: columns.problem.is_none(),
                    comes: !is_refusal(named.name),
                    tickets: codes && columns.format != Format::Plain,
                    shown: named.shown,
                    codes,
                };
                let best = self.best.as_ref().map(|(best, ..)| *best);
                if best.is_none_or(|best| worth > best) {
                    columns.sheets.read = Some(named.name.to_owned());
                    let rows = SheetRows {
                        sheet,
                        first: at + 1,
                        next: at + 1,
                        row: Vec::new(),
                    };
                    if let Some((worth, rows, mut columns)) =
                        self.best.replace((worth, rows, columns))
                    {
                        let name = columns.sheets.read.take().unwrap_or_default();
                        self.list(worth, name, &rows.sheet, rows.first);
                    }
                } else {
                    self.list(worth, named.name.to_owned(), &sheet, at + 1);
                }
            }
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }

    /// Takes note of a sheet that is not the best.
    fn list(&mut self, worth: Worth, name: String, sheet: &Sheet, first: usize) {
        if worth.names && sheet.rows.len() > first {
            self.lists.push((worth, name));
        }
    }

    pub(super) fn made(self) -> Result<(SheetRows, Columns), ListError> {
        let path: PathBuf = self.path.to_owned();
        match (self.best, self.error) {
            (Some((best, rows, mut columns)), _) => {
                // A service's orders are the same people once more.
                let lists = self.lists.into_iter();
                let others = lists.filter(|(worth, _)| worth.tickets == best.tickets);
                columns.sheets.others = others.map(|(_, name)| name).collect();
                Ok((rows, columns))
            }
            (None, Some(error)) => Err(error),
            (None, None) => Err(ListError::Empty(path)),
        }
    }
}

/// Whether a sheet's name says that those on it don't come.
fn is_refusal(name: &str) -> bool {
    refusing(&squeeze(name)).is_some() || is_clear(name)
}
