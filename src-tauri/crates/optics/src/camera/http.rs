//! As much HTTP/1.1 as cameras speak: one request, one answer.

use std::io::{self, BufRead, Read};

use super::CameraError;

/// The largest head of an answer, in bytes.
const MAX_HEAD: u64 = 16 << 10;
/// The most headers in it.
const MAX_HEADERS: usize = 64;

/// The head of an answer.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The status, such as 200.
    pub(super) status: u16,
    /// `Content-Type` as it stands there; empty where there is none.
    pub(super) content_type: String,
    chunked: bool,
    length: Option<u64>,
}

/// Reads the head of an answer; `host` is for the error.
///
/// # Errors
/// [`CameraError::BadAnswer`], and [`CameraError::Gone`] where the connection broke.
pub(super) fn read_head(from: &mut impl BufRead, host: &str) -> Result<Head, CameraError> {
    let bad = || CameraError::BadAnswer {
        host: host.to_owned(),
    };
    let mut bytes = Vec::new();
    let mut limited = from.take(MAX_HEAD);
    loop {
        let line = bytes.len();
        limited
            .read_until(b'\n', &mut bytes)
            .map_err(|_| CameraError::Gone)?;
        match bytes[line..].trim_ascii_end() {
            _ if bytes.last() != Some(&b'\n') => {
                let full = limited.limit() == 0;
                return Err(if full || line > 0 {
                    bad()
                } else {
                    CameraError::Gone
                });
            }
            [] => break,
            _ => {}
        }
    }
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let parsed = httparse::ParserConfig::default()
        .allow_spaces_after_header_name_in_responses(true)
        .ignore_invalid_headers_in_responses(true)
        .parse_response(&mut response, &bytes);
    if !matches!(parsed, Ok(httparse::Status::Complete(_))) {
        return Err(bad());
    }
    let mut head = Head {
        status: response.code.unwrap_or(0),
        ..Head::default()
    };
    for header in response.headers.iter() {
        let value = String::from_utf8_lossy(header.value);
        let value = value.trim();
        if header.name.eq_ignore_ascii_case("content-type") {
            head.content_type = value.to_owned();
        } else if header.name.eq_ignore_ascii_case("content-length") {
            head.length = value.parse().ok();
        } else if header.name.eq_ignore_ascii_case("transfer-encoding") {
            head.chunked = value.to_ascii_lowercase().ends_with("chunked");
        }
    }
    Ok(head)
}

/// The body of an answer, however it is framed.
pub(super) struct Body<R> {
    from: R,
    framing: Framing,
}

enum Framing {
    /// So many bytes are left.
    Length(u64),
    /// So many bytes of this chunk are left; `None` between two chunks.
    Chunk(Option<u64>),
    /// What comes until the connection is closed.
    UntilClosed,
    Done,
}

impl<R: BufRead> Body<R> {
    pub(super) fn new(from: R, head: &Head) -> Self {
        let framing = match head.length {
            _ if head.chunked => Framing::Chunk(None),
            Some(length) => Framing::Length(length),
            None => Framing::UntilClosed,
        };
        Self { from, framing }
    }

    /// The length of the next chunk; 0 is the last.
    fn chunk(&mut self) -> io::Result<u64> {
        loop {
            let mut line = Vec::new();
            (&mut self.from).take(256).read_until(b'\n', &mut line)?;
            if line.last() != Some(&b'\n') {
                return Err(io::ErrorKind::InvalidData.into());
            }
            let line = String::from_utf8_lossy(&line);
            let size = line.split(';').next().unwrap_or("").trim();
            // The line end of the chunk before.
            if size.is_empty() {
                continue;
            }
            return u64::from_str_radix(size, 16).map_err(|_| io::ErrorKind::InvalidData.into());
        }
    }
}

impl<R: BufRead> Read for Body<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        let left = match self.framing {
            Framing::UntilClosed => u64::MAX,
            Framing::Length(left) | Framing::Chunk(Some(left)) => left,
            Framing::Chunk(None) => self.chunk()?,
            Framing::Done => 0,
        };
        if left == 0 {
            self.framing = Framing::Done;
            return Ok(0);
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(into.len());
        let read = self.from.read(&mut into[..most])?;
        let left = left - read as u64;
        match &mut self.framing {
            _ if read == 0 => self.framing = Framing::Done,
            Framing::Length(length) => *length = left,
            Framing::Chunk(chunk) => *chunk = (left > 0).then_some(left),
            Framing::UntilClosed | Framing::Done => {}
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answer(bytes: &[u8]) -> Result<(Head, Vec<u8>), CameraError> {
        let mut from = bytes;
        let head = read_head(&mut from, "camera:80")?;
        let mut body = Vec::new();
        let _ = Body::new(from, &head).take(1 << 20).read_to_end(&mut body);
        Ok((head, body))
    }

    #[test]
    fn reads_an_answer_however_it_is_framed() {
        let (head, body) = answer(
            b"HTTP/1.0 200 OK\r\nServer : x\r\nContent-type: image/jpeg\r\n\r\nuntil closed",
        )
        .unwrap();
        assert_eq!((head.status, &*head.content_type), (200, "image/jpeg"));
        assert_eq!(body, b"until closed");
        let (_, body) = answer(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nonetwo").unwrap();
        assert_eq!(body, b"one");
        let (_, body) = answer(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
              3\r\none\r\n2;x=y\r\nto\r\n0\r\n\r\n",
        )
        .unwrap();
        assert_eq!(body, b"oneto");
    }

    #[test]
    fn tells_a_bad_answer_from_a_broken_connection() {
        for bad in [
            &b"SSH-2.0-x\r\n\r\n"[..],
            b"HTTP/1.1 what\r\n\r\n",
            &[b'x'; 20_000],
        ] {
            assert!(matches!(answer(bad), Err(CameraError::BadAnswer { .. })));
        }
        assert!(matches!(answer(b""), Err(CameraError::Gone)));
    }

    proptest! {
        #[test]
        fn nonsense_never_ends_the_program(
            head in "[ -~\r\n]{0,80}",
            body in prop::collection::vec(prop_oneof![
                Just(b"\r\n".to_vec()), Just(b"fffffffffffffffff\r\n".to_vec()),
                Just(b"5\r\n".to_vec()), prop::collection::vec(any::<u8>(), 0..9),
            ], 0..20),
        ) {
            let _ = answer(head.as_bytes());
            let start = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
            let (_, read) = answer(&[&start[..], &body.concat()].concat()).unwrap();
            prop_assert!(read.len() <= body.concat().len());
        }
    }
}
