use std::io::{self, Read};

/// Counts physical lines as the parser reads past them: the parser itself says where a record's
/// bytes begin, but counts blank lines before it into the record.
pub(super) struct LineEnds<R> {
    inner: R,
    /// What has been read and not been forgotten, to find where lines begin.
    kept: Vec<u8>,
    /// How much of `kept` is forgotten already.
    forgotten: usize,
    /// Where in the file `kept` begins.
    kept_from: u64,
    lines_before: u64,
}

impl<R> LineEnds<R> {
    /// The row on which [`LineEnds::line_of_row`] was asked last, with all that was read behind it.
    pub(super) fn row(&self) -> &[u8] {
        self.kept.get(self.forgotten..).unwrap_or_default()
    }

    /// The line on which a byte of that row stands.
    pub(super) fn line_within(&self, place: usize) -> u64 {
        let before = self.row().get(..place).unwrap_or_default();
        self.lines_before + 1 + count_lines(before)
    }
}

/// A row is longer than [`LONGEST_ROW`].
#[derive(Debug, thiserror::Error)]
#[error("the row has no end")]
pub(super) struct LongRow;

/// In bytes. What is longer is a quotation mark that is never closed, and would fill the memory.
const LONGEST_ROW: usize = 1 << 22;

impl<R> LineEnds<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            kept: Vec::new(),
            forgotten: 0,
            kept_from: 0,
            lines_before: 0,
        }
    }

    /// The line on which the row behind the byte `start` begins. Forgets what is before it.
    pub(super) fn line_of_row(&mut self, start: u64) -> u64 {
        let skip = usize::try_from(start.saturating_sub(self.kept_from)).unwrap_or(usize::MAX);
        let rest = self.kept.get(skip..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begins = skip + blank.count();
        self.lines_before += count_lines(self.kept.get(self.forgotten..begins).unwrap_or_default());
        self.forgotten = begins;
        self.lines_before + 1
    }
}

impl<R: Read> Read for LineEnds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        // Once a buffer, not once a row: what is kept is moved to the front.
        self.kept.drain(..self.forgotten);
        self.kept_from += self.forgotten as u64;
        self.forgotten = 0;
        if self.kept.len() > LONGEST_ROW {
            return Err(io::Error::other(LongRow));
        }
        self.kept.extend_from_slice(&buffer[..count]);
        Ok(count)
    }
}

/// LF, CRLF and a lone CR end lines.
fn count_lines(bytes: &[u8]) -> u64 {
    let line_feeds = memchr::memchr_iter(b'\n', bytes).count();
    let returns = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n'));
    (line_feeds + returns.count()) as u64
}
