use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use csv::{ByteRecord, ErrorKind, StringRecord};
use lanyard_event::Status;

use super::{
    Column, Field, Format, ListError, Mapping, Place, Record, Rejected, RowError,
    columns::{Columns, recognise},
    lines::LineEnds,
    sniff::{delimiter, is_binary, looks_like_html},
    value::{control, parse_due, parse_email, parse_line, parse_name},
};
use crate::text::lines;

/// What a list looks like before it is read, for whoever says what its columns are.
#[derive(Debug)]
pub struct Look {
    /// What kind of list it is.
    pub format: Format,
    /// Its columns, and what each would be taken for.
    pub columns: Vec<Column>,
    /// The first rows, one text for each column.
    pub sample: Vec<Vec<String>>,
    /// Why it can't be read like that.
    pub problem: Option<ListError>,
}

/// How many rows a [`Look`] has at most.
const SAMPLE: usize = 8;

/// Looks at a list's columns and first rows.
///
/// # Errors
/// It is no list. Want of a column for the name, or two columns with one claim, is a
/// [`Look::problem`].
pub fn look(path: &Path, map: &[Mapping]) -> Result<Look, ListError> {
    let (mut reader, problem) = ListReader::recognised(path, map)?;
    let mut sample = Vec::new();
    while sample.len() < SAMPLE && reader.advance()?.is_some() {
        let cells = (0..reader.columns.len()).map(|at| {
            let cell = reader.bytes.get(at).unwrap_or_default();
            String::from_utf8_lossy(cell).trim().to_owned()
        });
        sample.push(cells.collect());
    }
    Ok(Look {
        format: reader.format,
        columns: reader.columns,
        sample,
        problem,
    })
}

/// Reads a list, row by row.
pub struct ListReader {
    path: PathBuf,
    rows: csv::Reader<LineEnds<Box<dyn Read>>>,
    format: Format,
    columns: Vec<Column>,
    /// In which column each field stands.
    fields: [Option<usize>; Field::ALL.len()],
    codes: Vec<usize>,
    questions: Vec<usize>,
    bytes: ByteRecord,
    record: StringRecord,
}

impl ListReader {
    /// Opens a list and recognises its columns; `map` says it where that isn't enough.
    ///
    /// # Errors
    /// Each variant of [`ListError`].
    pub fn open(path: &Path, map: &[Mapping]) -> Result<Self, ListError> {
        match Self::recognised(path, map)? {
            (reader, None) => Ok(reader),
            (_, Some(problem)) => Err(problem),
        }
    }

    fn recognised(path: &Path, map: &[Mapping]) -> Result<(Self, Option<ListError>), ListError> {
        let io = |error: io::Error| ListError::disk(path, error);
        let meta = path.metadata().map_err(io)?;
        if meta.is_dir() {
            return Err(ListError::IsFolder(path.to_owned()));
        }
        let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(io)?);
        let start = file.fill_buf().map_err(io)?;
        if start.is_empty() {
            return Err(ListError::Empty(path.to_owned()));
        }
        let bom = start.starts_with(b"\xEF\xBB\xBF");
        if is_binary(start) || looks_like_html(start) {
            return Err(ListError::NotCsv(path.to_owned()));
        }
        let delimiter = delimiter(start);
        if bom {
            file.consume(3);
        }
        let mut rows = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .delimiter(delimiter)
            .from_reader(LineEnds::new(Box::new(file) as Box<dyn Read>));
        let mut header = StringRecord::new();
        match rows.read_record(&mut header) {
            Ok(true) => {}
            Ok(false) => return Err(ListError::Empty(path.to_owned())),
            Err(error) => return Err(read_error(path, error)),
        }
        let titles: Vec<String> = header.iter().map(|title| title.trim().to_owned()).collect();
        let Columns {
            format,
            columns,
            problem,
        } = recognise(&titles, map)?;
        let mut fields = [None; Field::ALL.len()];
        let (mut codes, mut questions) = (Vec::new(), Vec::new());
        for (at, column) in columns.iter().enumerate() {
            match column.place {
                Place::Field(field) => {
                    fields[field as usize] = Some(at);
                    if field == Field::Code {
                        codes.push(at);
                    }
                }
                Place::Question => questions.push(at),
                Place::LeftOut => {}
            }
        }
        let reader = Self {
            path: path.to_owned(),
            rows,
            format,
            columns,
            fields,
            codes,
            questions,
            bytes: ByteRecord::new(),
            record: StringRecord::new(),
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
        let column = |field: Field| self.fields[field as usize].is_some();
        match field {
            Field::Companions => column(Field::Companions) || column(Field::Quantity),
            Field::Due => column(Field::Due) || column(Field::Paid),
            Field::Status => column(Field::Status) || column(Field::Blocked),
            field => column(field),
        }
    }

    /// The titles of the columns that are questions.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.questions
            .iter()
            .map(|at| self.columns[*at].title.as_str())
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
        let Some(line) = self.advance()? else {
            return Ok(None);
        };
        match StringRecord::from_byte_record(self.bytes.clone()) {
            Ok(record) => self.record = record,
            Err(_) => {
                let error = RowError::NotUtf8;
                return Ok(Some(Err(Rejected { line, error })));
            }
        }
        let row = self.record_at(line);
        let row = row.map(|read| *record = read);
        Ok(Some(row.map_err(|error| Rejected { line, error })))
    }

    /// Goes to the next row and gives its line.
    fn advance(&mut self) -> Result<Option<u64>, ListError> {
        match self.rows.read_byte_record(&mut self.bytes) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => return Err(read_error(&self.path, error)),
        }
        let start = self.bytes.position().map_or(0, csv::Position::byte);
        Ok(Some(self.rows.get_mut().line_of_row(start)))
    }

    fn record_at(&self, line: u64) -> Result<Record, RowError> {
        let (found, header) = (self.record.len(), self.columns.len());
        if found != header {
            return Err(RowError::Columns { found, header });
        }
        let name = match (self.line(Field::Name)?, self.line(Field::FirstName)?) {
            (name, _) if !name.is_empty() => name,
            (_, first) => {
                let last = self.line(Field::LastName)?;
                format!("{first} {last}").trim().to_owned()
            }
        };
        let mut codes = Vec::new();
        for at in &self.codes {
            let code = self.record.get(*at).unwrap_or_default().trim();
            if let Some(c) = code.chars().find(|c| c.is_control()) {
                return Err(control("code", c));
            }
            if !code.is_empty() {
                codes.push(code.to_owned());
            }
        }
        let status = match self.line(Field::Status)?.as_str() {
            "" => Status::Confirmed,
            word => word.parse()?,
        };
        let answer = |column: &usize| {
            let text = self.record.get(*column).unwrap_or_default();
            lines(text).map_err(|c| control(&self.columns[*column].title, c))
        };
        Ok(Record {
            line,
            name: parse_name(&name)?,
            email: parse_email(self.raw(Field::Email))?,
            company: self.line(Field::Company)?,
            role: self.line(Field::Role)?,
            ticket_type: self.line(Field::TicketType)?,
            codes,
            source_id: self.line(Field::SourceId)?,
            order: self.line(Field::Order)?,
            note: lines(self.raw(Field::Note)).map_err(|c| control("note", c))?,
            status,
            due: parse_due(&self.line(Field::Due)?)?,
            attention: self.line(Field::Attention)?,
            companions: 0,
            lanyard_id: self.line(Field::LanyardId)?,
            answers: self
                .questions
                .iter()
                .map(answer)
                .collect::<Result<_, _>>()?,
        })
    }

    fn raw(&self, field: Field) -> &str {
        let column = self.fields[field as usize];
        column
            .and_then(|column| self.record.get(column))
            .unwrap_or_default()
    }

    fn line(&self, field: Field) -> Result<String, RowError> {
        parse_line(field, self.raw(field))
    }
}

fn read_error(path: &Path, error: csv::Error) -> ListError {
    let line = error.position().map_or(0, csv::Position::line);
    match error.into_kind() {
        ErrorKind::Io(error) => ListError::disk(path, error),
        ErrorKind::Utf8 { .. } => ListError::NotUtf8 { line },
        _ => ListError::NotCsv(path.to_owned()),
    }
}
