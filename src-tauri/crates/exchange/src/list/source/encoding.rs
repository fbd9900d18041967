//! What encoding text is in, when nothing says it.

use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Source, latin::likely};

/// The encoding of text: by its mark, by the zeros of UTF-16, and where there is neither UTF-8, or,
/// where that explains less than half of it, an older one by the letters that stand beside each
/// other in it. `None` where it is no text.
///
/// # Errors
/// The source can't be read.
pub(super) fn encoding(
    source: &mut Box<dyn Source>,
    start: &[u8],
) -> io::Result<Option<&'static Encoding>> {
    if let Some((marked, _)) = Encoding::for_bom(start) {
        return Ok(Some(marked));
    }
    let head = &start[..start.len().min(4096)];
    if let Some(utf_16) = utf_16(head) {
        return Ok(Some(utf_16));
    }
    if head
        .split(|byte| *byte == b'\n')
        .next()
        .is_some_and(|line| line.contains(&0))
    {
        return Ok(None);
    }
    let tally = tally(source)?;
    source.seek(SeekFrom::Start(0))?;
    if tally.broken <= tally.characters {
        return Ok(Some(UTF_8));
    }
    let older = older(source)?;
    source.seek(SeekFrom::Start(0))?;
    Ok(Some(older))
}

/// So many bytes around letters beyond ASCII are enough to know an encoding by.
const ENOUGH: usize = 1 << 20;

/// The encoding of text from before UTF-8.
fn older(source: &mut Box<dyn Source>) -> io::Result<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut buffer = vec![0; 1 << 16];
    let mut seen = Vec::new();
    while seen.len() < ENOUGH {
        let count = source.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        if !buffer[..count].is_ascii() {
            detector.feed(&buffer[..count], false);
            seen.extend_from_slice(&buffer[..count]);
            seen.push(b'\n');
        }
    }
    detector.feed(b"", true);
    Ok(likely(&seen, detector.guess(None, Utf8Detection::Deny)))
}

/// Latin text in UTF-16 has a zero in every second byte.
fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| {
        let every_second = head.iter().skip(odd).step_by(2);
        every_second.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 5;
    if odd > most && even * 10 < odd {
        Some(UTF_16LE)
    } else if even > most && odd * 10 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[derive(Default)]
struct Tally {
    /// Characters of UTF-8 beyond ASCII.
    characters: u64,
    /// Bytes that are none.
    broken: u64,
}

fn tally(source: &mut Box<dyn Source>) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut buffer = vec![0; 1 << 16];
    let mut held = 0;
    loop {
        let count = source.read(&mut buffer[held..])?;
        let end = held + count;
        if count == 0 {
            tally.broken += u64::from(held > 0);
            return Ok(tally);
        }
        let mut rest = &buffer[..end];
        held = 0;
        while !rest.is_empty() {
            let (valid, next) = match std::str::from_utf8(rest) {
                Ok(_) => (rest.len(), rest.len()),
                Err(error) => match error.error_len() {
                    Some(length) => {
                        tally.broken += 1;
                        (error.valid_up_to(), error.valid_up_to() + length)
                    }
                    None => {
                        held = rest.len() - error.valid_up_to();
                        (error.valid_up_to(), rest.len())
                    }
                },
            };
            let text = &rest[..valid];
            if !text.is_ascii() {
                let first = text.iter().filter(|byte| **byte >= 0xC0);
                tally.characters += first.count() as u64;
            }
            rest = &rest[next..];
        }
        buffer.copy_within(end - held..end, 0);
    }
}
