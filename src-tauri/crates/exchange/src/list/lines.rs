use std::io::{self, Read};

/// Counts physical lines as the parser reads past them: the parser itself says where a record's
/// bytes begin, but counts blank lines before it into the record.
pub(super) struct LineEnds<R> {
    inner: R,
    read: u64,
    /// What has been read from `kept_from` on, to find where lines begin.
    kept: Vec<u8>,
    kept_from: u64,
    lines_before: u64,
}

impl<R> LineEnds<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            read: 0,
            kept: Vec::new(),
            kept_from: 0,
            lines_before: 0,
        }
    }

    /// The line on which the row behind the byte `start` begins. Forgets what is before it.
    pub(super) fn line_of_row(&mut self, start: u64) -> u64 {
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
