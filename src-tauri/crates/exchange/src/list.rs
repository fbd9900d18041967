//! Attendee lists as CSV: recognised by their columns, read row by row.

use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use csv::{ByteRecord, ErrorKind, StringRecord};
use lanyard_event::{Due, ParseStatusError, Status};

use crate::text::{enumerate, fold, lines, one_line};

/// What a list can say about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Field {
    Name,
    FirstName,
    LastName,
    Email,
    Company,
    Role,
    TicketType,
    Code,
    Order,
    Note,
    Status,
    Due,
    Attention,
    LanyardId,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 14] = [
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Company,
        Self::Role,
        Self::TicketType,
        Self::Code,
        Self::Order,
        Self::Note,
        Self::Status,
        Self::Due,
        Self::Attention,
        Self::LanyardId,
    ];

    /// The word that stands for it in a header and in `--map`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Company => "company",
            Self::Role => "role",
            Self::TicketType => "ticket_type",
            Self::Code => "code",
            Self::Order => "order",
            Self::Note => "note",
            Self::Status => "status",
            Self::Due => "due",
            Self::Attention => "attention",
            Self::LanyardId => "lanyard_id",
        }
    }

    /// The field of this word; case, spaces, hyphens and underscores do not count.
    pub fn of(word: &str) -> Option<Self> {
        let wanted = squeeze(word);
        Self::ALL
            .into_iter()
            .find(|field| squeeze(field.word()) == wanted)
    }
}

/// What kind of list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns named as this program names them.
    Plain,
    /// Written by this program: it has a column `lanyard_id`.
    Lanyard,
}

impl Format {
    /// The word that stands for it in answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Lanyard => "lanyard",
        }
    }
}

/// Puts a column in the place of a field, whatever the column is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The field.
    pub field: Field,
    /// The column's header.
    pub column: String,
}

/// A person as a list has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// The name; never empty.
    pub name: String,
    /// The e-mail address; may be empty.
    pub email: String,
    /// The company; may be empty.
    pub company: String,
    /// The role; may be empty.
    pub role: String,
    /// The ticket type's name; may be empty.
    pub ticket_type: String,
    /// The code on the guest's ticket; may be empty.
    pub code: String,
    /// The order's reference; may be empty.
    pub order: String,
    /// The organiser's note; may be empty.
    pub note: String,
    /// What the list says about the person's coming.
    pub status: Status,
    /// What is still to be paid.
    pub due: Option<Due>,
    /// What makes staff look up, *VIP*; may be empty.
    pub attention: String,
    /// The id under which this program exported the person; may be empty.
    pub lanyard_id: String,
    /// The answers, one for each of [`ListReader::questions`]; may be empty.
    pub answers: Vec<String>,
}

/// A row that can't be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// Why.
    pub error: RowError,
}

/// Why a row, or what someone typed in its place, can't be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum RowError {
    #[error("it is not UTF-8; save the list as “CSV UTF-8”")]
    NotUtf8,
    #[error(
        "it has {found} columns, the header has {header}; look for a missing or extra separator or quote"
    )]
    Columns { found: usize, header: usize },
    #[error("the name is missing")]
    NoName,
    #[error("the name is longer than {LONGEST_NAME} characters")]
    LongName,
    #[error("“{0}” is no e-mail address")]
    NotAnEmail(String),
    #[error("the {field} has a control character (U+{:04X}); take it out", u32::from(*found))]
    Control { field: String, found: char },
    #[error(transparent)]
    Status(#[from] ParseStatusError),
    #[error("“{0}” is no amount; write it like “12.50 EUR”")]
    NotAnAmount(String),
}

/// Why a list can't be read at all.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum ListError {
    #[error("there is no file {}", .0.display())]
    Missing(PathBuf),
    #[error("{} is a folder; name the list in it", .0.display())]
    IsFolder(PathBuf),
    #[error("no permission to read {}", .0.display())]
    NoPermission(PathBuf),
    #[error("{} is empty", .0.display())]
    Empty(PathBuf),
    #[error("{} is not a CSV file; export or save the list as CSV (UTF-8)", .0.display())]
    NotCsv(PathBuf),
    #[error("line {line} is not UTF-8; save the list as “CSV UTF-8”")]
    NotUtf8 { line: u64 },
    #[error("there is no column for the name; it has {have}. Say which with --map name=COLUMN")]
    NoName { have: String },
    #[error("there is no column “{column}” for {field}; there is {have}", field = .field.word())]
    NoSuchColumn {
        field: Field,
        column: String,
        have: String,
    },
    #[error(
        "--map names two columns for the {}: “{first}” and “{second}”; one is enough", field.word()
    )]
    MappedTwice {
        field: Field,
        first: String,
        second: String,
    },
    #[error(
        "two columns claim to be the {field}: “{first}” and “{second}”. Say which with --map {field}=COLUMN", field = .field.word()
    )]
    TwoColumns {
        field: Field,
        first: String,
        second: String,
    },
    #[error("{} could not be read: {error}", path.display())]
    Disk { path: PathBuf, error: io::Error },
}

/// Reads a list, row by row.
pub struct ListReader {
    path: PathBuf,
    rows: csv::Reader<LineEnds<Box<dyn Read>>>,
    columns: HashMap<Field, usize>,
    questions: Vec<(String, usize)>,
    width: usize,
    bytes: ByteRecord,
    record: StringRecord,
}

impl ListReader {
    /// Opens a list and recognises its columns; `map` says it where that isn't enough.
    ///
    /// # Errors
    /// Each variant of [`ListError`].
    pub fn open(path: &Path, map: &[Mapping]) -> Result<Self, ListError> {
        let io = |error: io::Error| disk(path, error);
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
        let (columns, questions) = recognise(&header, map)?;
        Ok(Self {
            path: path.to_owned(),
            rows,
            columns,
            questions,
            width: header.len(),
            bytes: ByteRecord::new(),
            record: StringRecord::new(),
        })
    }

    /// What kind of list it is.
    pub fn format(&self) -> Format {
        if self.has(Field::LanyardId) {
            Format::Lanyard
        } else {
            Format::Plain
        }
    }

    /// Whether the list has a column for this field; what it lacks, it says nothing about.
    pub fn has(&self, field: Field) -> bool {
        self.columns.contains_key(&field)
    }

    /// The titles of the columns that are questions.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().map(|(title, _)| title.as_str())
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// The file can't be read on.
    pub fn next_row(&mut self) -> Result<Option<Result<Record, Rejected>>, ListError> {
        match self.rows.read_byte_record(&mut self.bytes) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => return Err(read_error(&self.path, error)),
        }
        let start = self.bytes.position().map_or(0, csv::Position::byte);
        let line = self.rows.get_mut().line_of_row(start);
        match StringRecord::from_byte_record(self.bytes.clone()) {
            Ok(record) => self.record = record,
            Err(_) => {
                let error = RowError::NotUtf8;
                return Ok(Some(Err(Rejected { line, error })));
            }
        }
        Ok(Some(
            self.record_at(line)
                .map_err(|error| Rejected { line, error }),
        ))
    }

    fn record_at(&self, line: u64) -> Result<Record, RowError> {
        let found = self.record.len();
        if found != self.width {
            let header = self.width;
            return Err(RowError::Columns { found, header });
        }
        let name = match (self.line(Field::Name)?, self.line(Field::FirstName)?) {
            (name, _) if !name.is_empty() => name,
            (_, first) => {
                let last = self.line(Field::LastName)?;
                format!("{first} {last}").trim().to_owned()
            }
        };
        let name = parse_name(&name)?;
        let email = parse_email(self.raw(Field::Email))?;
        let code = self.raw(Field::Code).trim().to_owned();
        if let Some(c) = code.chars().find(|c| c.is_control()) {
            return Err(control("code", c));
        }
        let status = match self.line(Field::Status)?.as_str() {
            "" => Status::Confirmed,
            word => word.parse()?,
        };
        let answer = |(title, column): &(String, usize)| {
            let text = self.record.get(*column).unwrap_or_default();
            lines(text).map_err(|c| control(title, c))
        };
        Ok(Record {
            line,
            name,
            email,
            company: self.line(Field::Company)?,
            role: self.line(Field::Role)?,
            ticket_type: self.line(Field::TicketType)?,
            code,
            order: self.line(Field::Order)?,
            note: lines(self.raw(Field::Note)).map_err(|c| control("note", c))?,
            status,
            due: parse_due(&self.line(Field::Due)?)?,
            attention: self.line(Field::Attention)?,
            lanyard_id: self.line(Field::LanyardId)?,
            answers: self
                .questions
                .iter()
                .map(answer)
                .collect::<Result<_, _>>()?,
        })
    }

    fn raw(&self, field: Field) -> &str {
        let column = self.columns.get(&field);
        column
            .and_then(|column| self.record.get(*column))
            .unwrap_or_default()
    }

    fn line(&self, field: Field) -> Result<String, RowError> {
        parse_line(field, self.raw(field))
    }
}

const LONGEST_NAME: usize = 300;

/// A column of this program's own exports that is not taken in again.
const STATE: &str = "state";

type Columns = (HashMap<Field, usize>, Vec<(String, usize)>);

fn recognise(header: &StringRecord, map: &[Mapping]) -> Result<Columns, ListError> {
    let have = || enumerate(header.iter().filter(|column| !column.trim().is_empty()));
    let mut columns = HashMap::new();
    for Mapping { field, column } in map {
        let mut others = map.iter().filter(|other| other.field == *field);
        if let Some(other) = others.find(|other| other.column != *column) {
            return Err(ListError::MappedTwice {
                field: *field,
                first: column.clone(),
                second: other.column.clone(),
            });
        }
        let wanted = fold(column);
        let at = header.iter().position(|title| fold(title) == wanted);
        let at = at.ok_or_else(|| ListError::NoSuchColumn {
            field: *field,
            column: column.clone(),
            have: have(),
        })?;
        columns.insert(*field, at);
    }
    let mapped: Vec<usize> = columns.values().copied().collect();
    let mut questions = Vec::new();
    for (at, title) in header.iter().enumerate() {
        if mapped.contains(&at) {
            continue;
        }
        match Field::of(title) {
            Some(field) if map.iter().any(|mapping| mapping.field == field) => {
                questions.push((title.trim().to_owned(), at));
            }
            Some(field) => {
                if let Some(first) = columns.insert(field, at) {
                    return Err(ListError::TwoColumns {
                        field,
                        first: header.get(first).unwrap_or_default().to_owned(),
                        second: title.to_owned(),
                    });
                }
            }
            None if title.trim().is_empty() => {}
            None => questions.push((title.trim().to_owned(), at)),
        }
    }
    if columns.contains_key(&Field::LanyardId) {
        // Where a guest is, is what the log says.
        questions.retain(|(title, _)| title != STATE);
    }
    let named = [Field::Name, Field::FirstName, Field::LastName];
    if !named.iter().any(|field| columns.contains_key(field)) {
        return Err(ListError::NoName { have: have() });
    }
    Ok((columns, questions))
}

/// The separator that the header has most of, outside quotes.
fn delimiter(start: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            byte => {
                if let Some((_, count)) = counts.iter_mut().find(|(one, _)| one == byte) {
                    *count += 1;
                }
            }
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let found = counts.iter().find(|(_, count)| *count == most);
    found.map_or(b',', |(byte, _)| *byte)
}

/// The first bytes of what is picked by mistake: a workbook, old or new, a picture, a PDF, an
/// event file.
const OTHER_FILES: [&[u8]; 6] = [
    b"PK\x03\x04",
    b"\xD0\xCF\x11\xE0",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"%PDF",
    b"SQLite format 3",
];

fn is_binary(start: &[u8]) -> bool {
    let header = start.split(|byte| *byte == b'\n').next();
    let nul = header.is_some_and(|line| line.contains(&0));
    nul || OTHER_FILES.iter().any(|other| start.starts_with(other))
}

fn looks_like_html(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&start[..start.len().min(512)]).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<!doctype html") || text.starts_with("<html")
}

/// A name, in one line.
///
/// # Errors
/// It is missing, too long, or has control characters.
pub fn parse_name(text: &str) -> Result<String, RowError> {
    let name = one_line(text).map_err(|found| control("name", found))?;
    match name.chars().count() {
        0 => Err(RowError::NoName),
        1..=LONGEST_NAME => Ok(name),
        _ => Err(RowError::LongName),
    }
}

/// An e-mail address, or none.
///
/// # Errors
/// It is none.
pub fn parse_email(text: &str) -> Result<String, RowError> {
    let email = one_line(text).map_err(|found| control("email", found))?;
    if email.is_empty() || looks_like_email(&email) {
        Ok(email)
    } else {
        Err(RowError::NotAnEmail(email))
    }
}

/// Any other text about a person, in one line.
///
/// # Errors
/// It has control characters.
pub fn parse_line(field: Field, text: &str) -> Result<String, RowError> {
    one_line(text).map_err(|found| control(field.word(), found))
}

/// One @ with something on both sides and no spaces: what a typing error breaks, and no more; the
/// mail server knows the rest.
fn looks_like_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'))
        && !text.contains(char::is_whitespace)
}

/// Reads an amount, `12.50 EUR`; nothing and a zero are nothing due.
///
/// # Errors
/// What is wrong with it, and how to write it.
pub fn parse_due(text: &str) -> Result<Option<Due>, RowError> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || RowError::NotAnAmount(text.to_owned());
    let (amount, currency) = text.split_once(' ').ok_or_else(wrong)?;
    let (whole, rest) = amount.split_once(['.', ',']).unwrap_or((amount, "00"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let letters = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !digits(whole) || !digits(rest) || rest.len() != 2 || !letters {
        return Err(wrong());
    }
    let hundredths: i64 = format!("{whole}{rest}").parse().map_err(|_| wrong())?;
    Ok((hundredths > 0).then(|| Due {
        hundredths,
        currency: currency.to_ascii_uppercase(),
    }))
}

fn control(field: &str, found: char) -> RowError {
    let field = field.to_owned();
    RowError::Control { field, found }
}

fn squeeze(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn disk(path: &Path, error: io::Error) -> ListError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound => ListError::Missing(path),
        io::ErrorKind::PermissionDenied => ListError::NoPermission(path),
        _ => ListError::Disk { path, error },
    }
}

fn read_error(path: &Path, error: csv::Error) -> ListError {
    let line = error.position().map_or(0, csv::Position::line);
    match error.into_kind() {
        ErrorKind::Io(error) => disk(path, error),
        ErrorKind::Utf8 { .. } => ListError::NotUtf8 { line },
        _ => ListError::NotCsv(path.to_owned()),
    }
}

/// Counts physical lines as the parser reads past them: the parser itself says where a record's
/// bytes begin, but counts blank lines before it into the record.
struct LineEnds<R> {
    inner: R,
    read: u64,
    /// What has been read from `kept_from` on, to find where lines begin.
    kept: Vec<u8>,
    kept_from: u64,
    lines_before: u64,
}

impl<R> LineEnds<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            read: 0,
            kept: Vec::new(),
            kept_from: 0,
            lines_before: 0,
        }
    }

    /// The line on which the row behind the byte `start` begins. Forgets what is before it.
    fn line_of_row(&mut self, start: u64) -> u64 {
        let skip = usize::try_from(start - self.kept_from).unwrap_or(usize::MAX);
        let rest = self.kept.get(skip..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begins = skip + blank.count();
        self.lines_before += count_lines(&self.kept[..begins]);
        self.kept.drain(..begins);
        self.kept_from += begins as u64;
        self.lines_before + 1
    }
}

impl<R: Read> Read for LineEnds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        self.kept.extend_from_slice(&buffer[..count]);
        Ok(count)
    }
}

/// LF, CRLF and a lone CR end lines.
fn count_lines(bytes: &[u8]) -> u64 {
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count() as u64
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
