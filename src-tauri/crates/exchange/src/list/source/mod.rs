//! Where rows come from: text with separators, or a sheet of a workbook.

mod archive;
mod encoding;
mod latin;
mod lines;
mod ods;
mod quotes;
mod sheet;
mod sniff;
mod text;
mod xlsx;

use std::{
    fs::File,
    io::{self, Cursor, Read, Seek, SeekFrom},
    path::Path,
    sync::Arc,
};

use super::{
    Column, ListError, Mapping, OtherFile,
    cells::{Sought, note_answers, note_asked, suggest_code, suggest_email, suggest_people},
    columns::{Columns, recognise},
    error::MOST_COLUMNS,
};
use crate::text::one_line;
use sheet::SheetRows;
use sniff::Kind;
use text::TextRows;

/// What a list is read from.
pub(super) trait Source: Read + Seek {
    /// The same once more. Only one of the two can be read at a time.
    fn again(&self) -> io::Result<Box<dyn Source>>;
}

impl Source for File {
    fn again(&self) -> io::Result<Box<dyn Source>> {
        Ok(Box::new(self.try_clone()?))
    }
}

impl Source for Cursor<Arc<[u8]>> {
    fn again(&self) -> io::Result<Box<dyn Source>> {
        Ok(Box::new(self.clone()))
    }
}

/// The rows behind the header, one at a time.
pub(super) enum Rows {
    Text(Box<TextRows>),
    Sheet(SheetRows),
}

/// The rows of a list, and what its columns are taken for. Where a column may be the status, all
/// rows are looked at before they are given, up to the one that settles it; unless somebody has
/// `looked` at the columns with the same mapping already.
///
/// # Errors
/// It is no list, or the mapping makes no sense.
pub(super) fn open(
    path: &Path,
    source: Box<dyn Source>,
    map: &[Mapping],
    looked: &[Column],
) -> Result<(Rows, Columns), ListError> {
    let again = source.again();
    let (mut rows, mut columns) = recognised(path, source, map)?;
    let titles = |columns: &[Column]| {
        columns
            .iter()
            .map(|one| one.title.clone())
            .collect::<Vec<_>>()
    };
    if titles(&columns.columns) == titles(looked) {
        columns.columns = looked.to_vec();
        return Ok((rows, columns));
    }
    let Some(mut sought) = Sought::of(&columns) else {
        return Ok((rows, columns));
    };
    while !sought.is_over() && rows.advance(path)?.is_some() {
        let wide = columns.columns.len();
        if rows.width().is_none_or(|width| width == wide) {
            sought.see(|at| rows.cell(at));
        }
    }
    sought.settle(&mut columns);
    let rows = match rows {
        Rows::Sheet(sheet) => {
            columns.forget_beside();
            Rows::Sheet(sheet.rewound())
        }
        Rows::Text(_) => {
            let again = again.map_err(|error| ListError::disk(path, error))?;
            recognised(path, again, map)?.0
        }
    };
    Ok((rows, columns))
}

fn recognised(
    path: &Path,
    mut source: Box<dyn Source>,
    map: &[Mapping],
) -> Result<(Rows, Columns), ListError> {
    let disk = |error| ListError::disk(path, error);
    let mut start = Vec::new();
    source.seek(SeekFrom::Start(0)).map_err(disk)?;
    source
        .by_ref()
        .take(sniff::START)
        .read_to_end(&mut start)
        .map_err(disk)?;
    source.seek(SeekFrom::Start(0)).map_err(disk)?;
    match sniff::kind(&start) {
        Kind::Nothing => Err(ListError::Empty(path.to_owned())),
        Kind::OldWorkbook => Err(ListError::OldWorkbook(path.to_owned())),
        Kind::Other(kind) => Err(other(path, kind)),
        Kind::Archive => {
            let (rows, columns) = archive::open(path, source, map)?;
            Ok((Rows::Sheet(rows), columns))
        }
        Kind::Text => {
            let (rows, columns) = TextRows::open(path, source, &start, map)?;
            Ok((Rows::Text(Box::new(rows)), columns))
        }
    }
}

impl Rows {
    /// Goes to the next row that is not blank, and gives its line.
    ///
    /// # Errors
    /// The list can't be read on.
    pub(super) fn advance(&mut self, path: &Path) -> Result<Option<u64>, ListError> {
        match self {
            Self::Text(rows) => rows.advance(path),
            Self::Sheet(rows) => Ok(rows.advance()),
        }
    }

    /// A cell of the row; what is not there is empty.
    pub(super) fn cell(&self, at: usize) -> &str {
        match self {
            Self::Text(rows) => rows.cell(at),
            Self::Sheet(rows) => rows.cell(at),
        }
    }

    /// How many cells the row has; `None` where it can't have too many or too few.
    pub(super) fn width(&self) -> Option<usize> {
        match self {
            Self::Text(rows) => Some(rows.width()),
            Self::Sheet(_) => None,
        }
    }

    /// Whether a cell may be [`FORMULA`].
    pub(super) fn may_have_formulas(&self) -> bool {
        matches!(self, Self::Sheet(_))
    }

    /// Whether the row is text at all.
    pub(super) fn is_text(&self) -> bool {
        match self {
            Self::Text(rows) => rows.is_text(),
            Self::Sheet(_) => true,
        }
    }
}

/// What a cell says whose formula no spreadsheet program has worked out yet. Below a status nothing
/// would let somebody in, and the formula itself has words for one; nobody is called like that.
pub(super) const FORMULA: &str = "#FORMULA";

/// How many characters of a title are kept.
const LONGEST_TITLE: usize = 500;

/// How many rows at most stand above the header.
const HEADER_WITHIN: usize = 20;

/// How many rows at most say what a column looks like.
const JUDGED: usize = 200;

/// Finds the header among the first rows, and what its columns are; `None` where all are blank.
/// It is the first row, unless that is a heading above a table: a later row in which at least two
/// columns are known, and with at least twice as many cells as any before it.
fn header(
    path: &Path,
    rows: &[Vec<String>],
    map: &[Mapping],
) -> Result<Option<(usize, Columns)>, ListError> {
    let found = header_among(path, &rows[..rows.len().min(HEADER_WITHIN)], map)?;
    Ok(found.map(|(at, mut columns)| {
        suggest_email(&mut columns, &rows[at + 1..]);
        note_answers(&mut columns, &rows[at + 1..]);
        note_asked(&mut columns, &rows[at + 1..]);
        suggest_code(&mut columns, &rows[at + 1..]);
        suggest_people(&mut columns, &rows[at + 1..]);
        (at, columns)
    }))
}

fn header_among(
    path: &Path,
    rows: &[Vec<String>],
    map: &[Mapping],
) -> Result<Option<(usize, Columns)>, ListError> {
    let mut first = None;
    let mut widest = 0;
    for (at, row) in rows.iter().enumerate() {
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        if filled == 0 || filled < 2 * widest {
            continue;
        }
        widest = filled;
        if row.len() > MOST_COLUMNS {
            return Err(ListError::TooManyColumns(path.to_owned()));
        }
        let columns = recognise(row, map);
        let known = |columns: &Columns| columns.problem.is_none() && columns.known() > 1;
        if columns.as_ref().is_ok_and(known) {
            return Ok(Some((at, columns?)));
        }
        first.get_or_insert((at, columns));
    }
    match first {
        Some((at, columns)) => Ok(Some((at, columns?))),
        None => Ok(None),
    }
}

/// A title in one line.
fn title(cell: &str) -> String {
    let plain: String = cell
        .chars()
        .filter(|c| c.is_whitespace() || !c.is_control())
        .collect();
    let title = one_line(&plain).unwrap_or(plain);
    title.chars().take(LONGEST_TITLE).collect()
}

/// What the desk says of a file that is no list.
fn other(path: &Path, kind: OtherFile) -> ListError {
    let path = path.to_owned();
    ListError::OtherFile { path, kind }
}
