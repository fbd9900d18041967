use std::{
    io::Cursor,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Column, Field, Format, ListError, ListFile, Mapping, Record, Rejected, RowError, SaidBy,
    columns::{Columns, Sheets},
    row::{Layout, Refusal},
    source::{self, Rows, Source},
};

/// What a list looks like before it is read, for whoever says what its columns are.
#[derive(Debug)]
pub struct Look {
    /// What kind of list it is.
    pub format: Format,
    /// Its columns, and what each would be taken for.
    pub columns: Vec<Column>,
    /// The first rows, one text for each column.
    pub sample: Vec<Vec<String>>,
    /// Which sheet of a workbook it is.
    pub sheets: Sheets,
    /// Why it can't be read like that.
    pub problem: Option<ListError>,
}

/// How many rows a [`Look`] has at most.
const SAMPLE: usize = 8;

/// How many characters of a cell a [`Look`] shows.
const SHOWN: usize = 200;

/// Looks at a list's columns and first rows.
///
/// # Errors
/// It is no list. Want of a column for the name, or two columns with one claim, is a
/// [`Look::problem`].
pub fn look(path: &Path, map: &[Mapping]) -> Result<Look, ListError> {
    ListFile::at(path)?.look(map)
}

pub(super) fn look_into(
    path: &Path,
    source: Box<dyn Source>,
    map: &[Mapping],
) -> Result<Look, ListError> {
    let (mut reader, problem) = ListReader::recognised(path, source, map, &[])?;
    let mut sample = Vec::new();
    while sample.len() < SAMPLE && reader.rows.advance(path)?.is_some() {
        let cells = (0..reader.columns.len()).map(|at| {
            let cell = reader.rows.cell(at).trim();
            cell.chars().take(SHOWN).collect()
        });
        sample.push(cells.collect());
    }
    Ok(Look {
        format: reader.format,
        columns: reader.columns,
        sample,
        sheets: reader.sheets,
        problem,
    })
}

/// Reads a list, row by row: CSV in any of its dialects and encodings without holding it in
/// memory, a workbook (XLSX, ODS) by holding the sheet that has the list.
pub struct ListReader {
    path: PathBuf,
    rows: Rows,
    format: Format,
    columns: Vec<Column>,
    sheets: Sheets,
    layout: Layout,
    questions: Vec<String>,
}

impl ListReader {
    /// Opens a list and recognises its columns; `map` says it where that isn't enough.
    ///
    /// # Errors
    /// Each variant of [`ListError`].
    pub fn open(path: &Path, map: &[Mapping]) -> Result<Self, ListError> {
        ListFile::at(path)?.read(map, &[])
    }

    /// Reads a list that lies in memory; errors call it by this name.
    ///
    /// # Errors
    /// As [`ListReader::open`].
    pub fn of_bytes(name: &Path, bytes: Vec<u8>, map: &[Mapping]) -> Result<Self, ListError> {
        Self::ready(Self::recognised(name, in_memory(bytes), map, &[])?)
    }

    pub(super) fn of_source(
        path: &Path,
        source: Box<dyn Source>,
        map: &[Mapping],
        looked: &[Column],
    ) -> Result<Self, ListError> {
        Self::ready(Self::recognised(path, source, map, looked)?)
    }

    fn ready((reader, problem): (Self, Option<ListError>)) -> Result<Self, ListError> {
        match problem {
            None => Ok(reader),
            Some(problem) => Err(problem),
        }
    }

    fn recognised(
        path: &Path,
        source: Box<dyn Source>,
        map: &[Mapping],
        looked: &[Column],
    ) -> Result<(Self, Option<ListError>), ListError> {
        let (rows, columns) = source::open(path, source, map, looked)?;
        let Columns {
            format,
            guarded,
            columns,
            sheets,
            answered: _,
            set_aside: _,
            problem,
        } = columns;
        let reader = Self {
            path: path.to_owned(),
            rows,
            format,
            questions: questions(&columns),
            layout: Layout::new(format, guarded, &columns),
            columns,
            sheets,
        };
        Ok((reader, problem))
    }

    /// What kind of list it is.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The columns, in their order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Whether the list says anything about this field of a [`Record`]; what it lacks, it says
    /// nothing about.
    pub fn has(&self, field: Field) -> bool {
        let column = |field| self.layout.column(field).is_some();
        let also = match field {
            Field::Email => Some(Field::BuyerEmail),
            Field::Companions => Some(Field::Quantity),
            Field::Due => Some(Field::Paid).filter(|_| column(Field::Price)),
            Field::Status => Some(Field::Blocked),
            _ => None,
        };
        let pays = column(Field::Price) || self.format == Format::HiEvents;
        let status_pays = field == Field::Due && column(Field::Status) && pays;
        column(field) || also.is_some_and(column) || status_pays || self.payment_says(field)
    }

    /// Whether what the list says of this field is only known by cells.
    pub fn has_by_cells(&self, field: Field) -> bool {
        let by_cells = |field| {
            let column = self.layout.column(field).map(|at| &self.columns[at]);
            column.map(|column| column.by == SaidBy::Cells)
        };
        let also = match field {
            Field::Due => Field::Price,
            Field::Status => Field::Blocked,
            _ => return by_cells(field) == Some(true),
        };
        let of_payment = self.payment_says(field) && by_cells(Field::Payment) == Some(true);
        by_cells(field).unwrap_or(of_payment && by_cells(also) != Some(false))
    }

    /// What is open is due, and whoever was given their money back doesn't come.
    fn payment_says(&self, field: Field) -> bool {
        matches!(field, Field::Due | Field::Status) && self.layout.column(Field::Payment).is_some()
    }

    /// The questions, none twice: the second `Diet` is `Diet (2)`.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().map(String::as_str)
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// The file can't be read on.
    pub fn next_row(&mut self) -> Result<Option<Result<Record, Rejected>>, ListError> {
        let mut record = Record::default();
        let row = self.read_into(&mut record)?;
        Ok(row.map(|row| row.map(|()| record)))
    }

    /// Reads the next row into `record`, whose memory is used again; `None` at the end. What
    /// `record` holds of a rejected row means nothing.
    ///
    /// # Errors
    /// The file can't be read on.
    pub fn read_into(
        &mut self,
        record: &mut Record,
    ) -> Result<Option<Result<(), Rejected>>, ListError> {
        let Some(line) = self.rows.advance(&self.path)? else {
            return Ok(None);
        };
        record.line = line;
        record.unread = None;
        let whole = self.check();
        let is_whole = whole.is_ok();
        let row = whole.map_err(Refusal::from);
        let row = row.and_then(|()| self.layout.read(&self.rows, record));
        let Err(Refusal { column, error }) = row else {
            return Ok(Some(Ok(())));
        };
        let rejected = Rejected {
            line,
            column: column.map(|at| self.columns[at].title.clone()),
            error,
        };
        // A slip of the pen elsewhere lets nobody in.
        let slip = is_whole && rejected.error != RowError::AddOn;
        if slip && self.layout.read_refusal(&self.rows, record) {
            record.unread = Some(Box::new(rejected));
            return Ok(Some(Ok(())));
        }
        Ok(Some(Err(rejected)))
    }

    /// Passes over a row without looking what it says; gives its line, and `None` at the end.
    ///
    /// # Errors
    /// The file can't be read on.
    pub fn skip_row(&mut self) -> Result<Option<u64>, ListError> {
        self.rows.advance(&self.path)
    }

    fn check(&self) -> Result<(), RowError> {
        if !self.rows.is_text() {
            return Err(RowError::NotUtf8);
        }
        let header = self.columns.len();
        match self.rows.width() {
            Some(found) if found != header => Err(RowError::Columns { found, header }),
            _ => Ok(()),
        }
    }
}

fn questions(columns: &[Column]) -> Vec<String> {
    let mut questions: Vec<String> = Vec::new();
    for column in columns {
        if !column.is_kept() {
            continue;
        }
        let mut title = column.title.clone();
        let mut again = 1;
        while questions.contains(&title) {
            again += 1;
            title = format!("{} ({again})", column.title);
        }
        questions.push(title);
    }
    questions
}

fn in_memory(bytes: Vec<u8>) -> Box<dyn Source> {
    Box::new(Cursor::new(Arc::<[u8]>::from(bytes)))
}
