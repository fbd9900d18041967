/// The separator that the header has most of, outside quotes.
pub(super) fn delimiter(start: &[u8]) -> u8 {
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

pub(super) fn is_binary(start: &[u8]) -> bool {
    let header = start.split(|byte| *byte == b'\n').next();
    let nul = header.is_some_and(|line| line.contains(&0));
    nul || OTHER_FILES.iter().any(|other| start.starts_with(other))
}

pub(super) fn looks_like_html(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&start[..start.len().min(512)]).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<!doctype html") || text.starts_with("<html")
}
