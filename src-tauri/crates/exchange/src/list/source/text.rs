use std::{
    io::{Cursor, Read},
    path::Path,
};

use csv::{ByteRecord, ErrorKind, StringRecord};
use encoding_rs::UTF_8;
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::{
    JUDGED, Source,
    encoding::encoding,
    header,
    lines::{LineEnds, LongRow},
    other,
    quotes::{holds_rows, left_open},
    sniff::{self, Markup, markup, named_separator, separator},
    title,
};
use crate::list::{ListError, Mapping, OtherFile, columns::Columns};

/// Rows of text with separators.
pub(in crate::list) struct TextRows {
    rows: csv::Reader<LineEnds<Box<dyn Read>>>,
    /// `None` only while it is read.
    row: Option<Row>,
    separator: u8,
    /// How many columns the header has; none until it is read.
    columns: usize,
}

/// A row's bytes, and its text where it is text.
enum Row {
    Text(StringRecord),
    Bytes(ByteRecord),
}

impl TextRows {
    pub(super) fn open(
        path: &Path,
        mut source: Box<dyn Source>,
        start: &[u8],
        map: &[Mapping],
    ) -> Result<(Self, Columns), ListError> {
        let disk = |error| ListError::disk(path, error);
        let encoding = encoding(&mut source, start).map_err(disk)?;
        let encoding = encoding.ok_or_else(|| other(path, OtherFile::Binary))?;
        let mut decoded = DecodeReaderBytesBuilder::new()
            .encoding(Some(encoding).filter(|encoding| *encoding != UTF_8))
            .utf8_passthru(true)
            .strip_bom(true)
            .build(source);
        let mut start = Vec::new();
        let size = sniff::START;
        decoded
            .by_ref()
            .take(size)
            .read_to_end(&mut start)
            .map_err(disk)?;
        let whole = (start.len() as u64) < sniff::START;
        let text = String::from_utf8_lossy(&start);
        match markup(&text) {
            Some(Markup::WebPage) => return Err(ListError::WebPage(path.to_owned())),
            Some(Markup::Xml) => return Err(other(path, OtherFile::Xml)),
            None => {}
        }
        let named = named_separator(&text);
        let separator = named.unwrap_or_else(|| separator(&text, whole));
        let columns = {
            let mut first = sniff::reader(text.as_bytes(), separator);
            let mut rows = Vec::new();
            let mut record = StringRecord::new();
            while rows.len() < JUDGED && matches!(first.read_record(&mut record), Ok(true)) {
                let cells = record.iter().map(title);
                rows.push(cells.collect::<Vec<_>>());
            }
            let skip = usize::from(named.is_some());
            if rows.len() <= skip + 1 && !whole {
                return Err(ListError::LongRow { line: 1 });
            }
            if !whole && rows.len() < JUDGED {
                // It is cut short.
                rows.pop();
            }
            header(path, &rows[skip..], map)?.map(|(at, columns)| (at + skip, columns))
        };
        let Some((above, columns)) = columns else {
            return Err(ListError::Empty(path.to_owned()));
        };
        drop(text);
        let source: Box<dyn Read> = Box::new(Cursor::new(start).chain(decoded));
        let mut rows = Self {
            rows: sniff::reader(LineEnds::new(source), separator),
            row: None,
            separator,
            columns: 0,
        };
        for _ in 0..=above {
            rows.read(path)?;
        }
        rows.columns = columns.columns.len();
        Ok((rows, columns))
    }

    /// Reads the next row, blank or not, and gives its line.
    fn read(&mut self, path: &Path) -> Result<Option<u64>, ListError> {
        let mut bytes = match self.row.take() {
            Some(Row::Text(text)) => text.into_byte_record(),
            Some(Row::Bytes(bytes)) => bytes,
            None => ByteRecord::new(),
        };
        let more = self.rows.read_byte_record(&mut bytes);
        let start = bytes.position().map_or(0, csv::Position::byte);
        let more = match more {
            Ok(more) => more,
            Err(error) => {
                let line = self.rows.get_mut().line_of_row(start);
                return Err(read_error(path, line, error));
            }
        };
        self.row = Some(match StringRecord::from_byte_record(bytes) {
            Ok(text) => Row::Text(text),
            Err(error) => Row::Bytes(error.into_byte_record()),
        });
        if !more {
            return self.ended();
        }
        let line = self.rows.get_mut().line_of_row(start);
        if self.holds_rows() {
            return Err(ListError::OpenQuote { line });
        }
        Ok(Some(line))
    }

    /// Whether the last row of all took in what follows a quotation mark that is never closed.
    fn ended(&mut self) -> Result<Option<u64>, ListError> {
        let lines = self.rows.get_mut();
        match left_open(lines.row(), self.separator) {
            Some(opened) => Err(ListError::OpenQuote {
                line: lines.line_within(opened),
            }),
            None => Ok(None),
        }
    }

    fn holds_rows(&self) -> bool {
        let Some(Row::Text(row)) = &self.row else {
            return false;
        };
        let breaks = memchr::memchr2(b'\r', b'\n', row.as_slice().as_bytes()).is_some();
        breaks
            && row
                .iter()
                .any(|cell| holds_rows(cell, self.separator, self.columns))
    }

    pub(super) fn advance(&mut self, path: &Path) -> Result<Option<u64>, ListError> {
        loop {
            match self.read(path)? {
                Some(_) if self.is_blank() => {}
                line => return Ok(line),
            }
        }
    }

    fn is_blank(&self) -> bool {
        match &self.row {
            Some(Row::Text(text)) => text.as_slice().trim_start().is_empty(),
            _ => false,
        }
    }

    pub(super) fn cell(&self, at: usize) -> &str {
        match &self.row {
            Some(Row::Text(text)) => text.get(at).unwrap_or_default(),
            _ => "",
        }
    }

    pub(super) fn width(&self) -> usize {
        match &self.row {
            Some(Row::Text(text)) => text.len(),
            Some(Row::Bytes(bytes)) => bytes.len(),
            None => 0,
        }
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self.row, Some(Row::Text(_)))
    }
}

fn read_error(path: &Path, line: u64, error: csv::Error) -> ListError {
    match error.into_kind() {
        ErrorKind::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<LongRow>()) => {
            ListError::LongRow { line }
        }
        ErrorKind::Io(error) => ListError::disk(path, error),
        _ => ListError::Damaged(path.to_owned()),
    }
}
