//! `multipart/x-mixed-replace` as cameras really send it.
//!
//! Cameras disagree on whether the boundary they declare has its two dashes, whether they
//! give lengths, and on line ends. So the boundary is looked for without its dashes, a
//! length is believed where it is given, and everything else between two boundaries is
//! the part.

use std::io::{self, Read};

use memchr::memmem::Finder;

/// The largest part taken, in bytes: far above a JPEG of any camera.
pub(super) const MAX_PART: usize = 16 << 20;
/// The largest head of a part, in bytes.
const MAX_HEAD: usize = 16 << 10;
/// What is read at once, in bytes.
const CHUNK: usize = 64 << 10;
/// A boundary shorter than this is only believed together with its dashes.
const SHORT: usize = 4;

/// Why there is no next part.
#[derive(Debug, thiserror::Error)]
pub(super) enum PartError {
    /// The stream ended.
    #[error("the stream ended")]
    End,
    /// A part or a head above the bounds of this module, or no boundary where one must be.
    #[error("not a stream of parts")]
    Malformed,
    /// The connection failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The parts of a stream, one after the other.
pub(super) struct Parts<R> {
    from: R,
    buffer: Vec<u8>,
    /// Unread bytes begin here in the buffer.
    start: usize,
    boundary: Option<Finder<'static>>,
}

impl<R: Read> Parts<R> {
    /// Reads parts from `from`; without a declared boundary, the first line that begins with two
    /// dashes tells it.
    pub(super) fn new(from: R, boundary: Option<&str>) -> Self {
        Self {
            from,
            buffer: Vec::new(),
            start: 0,
            boundary: boundary.and_then(|boundary| finder(boundary.as_bytes())),
        }
    }

    /// The body of the next part.
    ///
    /// # Errors
    /// [`PartError`]; after an error there are no more parts.
    pub(super) fn next(&mut self) -> Result<Vec<u8>, PartError> {
        self.skip_boundary()?;
        let length = self.head()?;
        match length {
            Some(length) => self.take(length),
            None => self.take_until_boundary(),
        }
    }

    /// Skips to the end of the line of the next boundary.
    fn skip_boundary(&mut self) -> Result<(), PartError> {
        if self.boundary.is_none() {
            let line = loop {
                let line = self.line()?;
                if line.starts_with(b"--") {
                    break line;
                }
            };
            self.boundary = finder(&line);
        } else {
            let (at, length) = self.find_boundary(usize::MAX)?;
            self.start += at + length;
            let rest = self.line()?;
            if rest == b"--" {
                return Err(PartError::End);
            }
        }
        Ok(())
    }

    /// Reads the head of a part: its length, where it has one.
    fn head(&mut self) -> Result<Option<usize>, PartError> {
        let mut length = None;
        let mut taken = 0;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return match length {
                    Some(length) if length > MAX_PART => Err(PartError::Malformed),
                    // Some cameras say 0 because they do not know yet.
                    length => Ok(length.filter(|&length| length > 0)),
                };
            }
            taken += line.len();
            if taken > MAX_HEAD {
                return Err(PartError::Malformed);
            }
            let line = String::from_utf8_lossy(&line);
            if let Some((name, value)) = line.split_once(':')
                && name.trim().eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok();
            }
        }
    }

    fn take(&mut self, length: usize) -> Result<Vec<u8>, PartError> {
        while self.unread().len() < length {
            self.fill()?;
        }
        let part = self.unread()[..length].to_vec();
        self.start += length;
        Ok(part)
    }

    fn take_until_boundary(&mut self) -> Result<Vec<u8>, PartError> {
        let (at, _) = self.find_boundary(MAX_PART)?;
        let mut part = self.unread()[..at].to_vec();
        // The boundary itself stays, for the next call to skip.
        self.start += at;
        let dashes = part.iter().rev().take_while(|&&byte| byte == b'-').count();
        part.truncate(part.len() - dashes);
        for end in [b'\n', b'\r'] {
            if part.last() == Some(&end) {
                part.pop();
            }
        }
        Ok(part)
    }

    /// Where the next boundary begins in what is unread, and its length. Up to `keep` bytes before
    /// it are kept unread; beyond, the stream is malformed, or with `usize::MAX` they are dropped.
    fn find_boundary(&mut self, keep: usize) -> Result<(usize, usize), PartError> {
        let mut searched = 0;
        loop {
            let Some(boundary) = &self.boundary else {
                return Err(PartError::Malformed);
            };
            let length = boundary.needle().len();
            if let Some(at) = boundary.find(&self.unread()[searched..]) {
                return Ok((searched + at, length));
            }
            searched = (self.unread().len() + 1).saturating_sub(length);
            if keep == usize::MAX {
                self.start += searched;
                searched = 0;
            } else if searched > keep {
                return Err(PartError::Malformed);
            }
            self.fill()?;
        }
    }

    /// The next line without its end.
    fn line(&mut self) -> Result<Vec<u8>, PartError> {
        let mut searched = 0;
        loop {
            if let Some(at) = memchr::memchr(b'\n', &self.unread()[searched..]) {
                let line = self.unread()[..searched + at].to_vec();
                self.start += searched + at + 1;
                return Ok(line
                    .strip_suffix(b"\r")
                    .map_or(line.clone(), <[u8]>::to_vec));
            }
            searched = self.unread().len();
            if searched > MAX_HEAD {
                return Err(PartError::Malformed);
            }
            self.fill()?;
        }
    }

    fn unread(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    fn fill(&mut self) -> Result<(), PartError> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let end = self.buffer.len();
        self.buffer.resize(end + CHUNK, 0);
        let read = loop {
            match self.from.read(&mut self.buffer[end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(end + *read.as_ref().unwrap_or(&0));
        match read? {
            0 => Err(PartError::End),
            _ => Ok(()),
        }
    }
}

/// What to look for: the boundary without dashes before it, as some declare it with and some
/// without. One of dashes alone, or a very short one, keeps them.
fn finder(boundary: &[u8]) -> Option<Finder<'static>> {
    let bare = boundary.trim_ascii();
    let core = &bare[bare.iter().take_while(|&&byte| byte == b'-').count()..];
    let needle = match core.len() {
        0 if bare.is_empty() => return None,
        0 => bare.to_vec(),
        length if length < SHORT => [b"--", core].concat(),
        _ => core.to_vec(),
    };
    Some(Finder::new(&needle).into_owned())
}

/// The boundary that the header `Content-Type` declares.
pub(super) fn declared_boundary(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"').trim();
        (name.trim().eq_ignore_ascii_case("boundary") && !value.is_empty()).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives a stream in pieces of `size`, as a network does.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let size = self.1.min(into.len()).min(self.0.len());
            into[..size].copy_from_slice(&self.0[..size]);
            self.0 = &self.0[size..];
            Ok(size)
        }
    }

    fn all(stream: &[u8], boundary: Option<&str>, size: usize) -> (Vec<Vec<u8>>, PartError) {
        let mut parts = Parts::new(Pieces(stream, size), boundary);
        let mut found = Vec::new();
        loop {
            match parts.next() {
                Ok(part) => found.push(part),
                Err(error) => return (found, error),
            }
        }
    }

    #[test]
    fn reads_the_streams_of_all_sorts_of_cameras() {
        let tidy = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\n\r\none\r\n\
                     --frame\r\nContent-Length: 3\r\n\r\ntwo\r\n--frame--\r\n";
        let no_length = b"\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\none\r\n\
                          --frame\r\n\r\ntwo\r\n--frame--\r\n";
        let bare_lines = b"--frame\nContent-length:3\n\none\n--frame\n\ntwo\n--frame\n";
        let without_dashes = b"frame\r\n\r\none\r\nframe\r\n\r\ntwo\r\nframe\r\n";
        let preamble = b"This is MIME\r\n--frame\r\nX-Time: 1:2:3\r\ncontent-length: 0\r\n\r\none\
                         \r\n--frame\r\nnonsense\r\n\r\ntwo\r\n--frame--\r\n";
        for stream in [&tidy[..], no_length, bare_lines, without_dashes, preamble] {
            for boundary in ["frame", "--frame", "----frame"] {
                for size in [1, 2, 7, 4096] {
                    let (found, _) = all(stream, Some(boundary), size);
                    assert_eq!(
                        found,
                        [b"one", b"two"],
                        "{} in pieces of {size}",
                        String::from_utf8_lossy(stream)
                    );
                }
            }
        }
        assert_eq!(all(tidy, None, 5).0, [b"one", b"two"], "undeclared");
        assert_eq!(all(no_length, None, 5).0, [b"one", b"two"], "undeclared");
    }

    #[test]
    fn a_length_keeps_a_boundary_inside_a_picture() {
        let stream = b"--frame\r\nContent-Length: 9\r\n\r\na--frameb\r\n--frame--";
        assert_eq!(all(stream, Some("frame"), 3).0, [b"a--frameb"]);
    }

    #[test]
    fn finds_the_boundary_in_the_header() {
        for (header, boundary) in [
            ("multipart/x-mixed-replace; boundary=frame", Some("frame")),
            (
                "multipart/x-mixed-replace;boundary=\"--my frame\"",
                Some("--my frame"),
            ),
            (
                "multipart/x-mixed-replace; charset=x; Boundary = b ",
                Some("b"),
            ),
            ("multipart/x-mixed-replace; boundary=", None),
            ("multipart/x-mixed-replace", None),
        ] {
            assert_eq!(declared_boundary(header), boundary, "{header}");
        }
    }

    #[test]
    fn memory_is_bounded() {
        struct Endless(u8);
        impl Read for Endless {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                into.fill(self.0);
                Ok(into.len())
            }
        }
        let head = b"--frame\r\n\r\n";
        let mut body = Parts::new(Read::chain(&head[..], Endless(b'x')), Some("frame"));
        assert!(matches!(body.next(), Err(PartError::Malformed)), "no end");
        assert!(body.buffer.capacity() <= 3 * MAX_PART);
        let huge = b"--frame\r\nContent-Length: 99999999\r\n\r\n";
        let (_, error) = all(huge, Some("frame"), 64);
        assert!(matches!(error, PartError::Malformed), "a huge length");
        let mut lines = Parts::new(
            Read::chain(&b"--frame\r\n"[..], Endless(b':')),
            Some("frame"),
        );
        assert!(matches!(lines.next(), Err(PartError::Malformed)), "no line");
    }

    proptest! {
        #[test]
        fn nonsense_never_ends_the_program(
            stream in prop::collection::vec(prop_oneof![
                Just(b"--frame".to_vec()), Just(b"\r\n".to_vec()), Just(b"\n".to_vec()),
                Just(b"--".to_vec()), Just(b"Content-Length: 5\r\n".to_vec()),
                prop::collection::vec(any::<u8>(), 0..9),
            ], 0..40),
            boundary in prop::option::of("[ -~]{0,6}"),
            size in 1usize..9,
        ) {
            let stream = stream.concat();
            let (found, _) = all(&stream, boundary.as_deref(), size);
            prop_assert!(found.len() <= stream.len(), "a part needs at least a line");
        }

        #[test]
        fn every_part_comes_back_whole(
            parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..200), 0..6),
            size in 1usize..300,
        ) {
            let mut stream = Vec::new();
            for part in &parts {
                stream.extend(format!("--frame\r\nContent-Length: {}\r\n\r\n", part.len()).bytes());
                stream.extend(part);
                stream.extend(b"\r\n");
            }
            stream.extend(b"--frame--\r\n");
            prop_assert_eq!(all(&stream, Some("frame"), size).0, parts);
        }
    }
}
