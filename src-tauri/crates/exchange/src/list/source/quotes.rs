//! Quotation marks that are never closed: the parser takes all that follows into one cell, and the
//! guests in it would be missing without a word.

use crate::list::value::looks_like_email;

/// Where in a row, given as it stands in the file, the cell begins that its end leaves open.
pub(super) fn left_open(row: &[u8], separator: u8) -> Option<usize> {
    enum At {
        Start,
        Plain,
        Quoted(usize),
        /// Behind a quotation mark, which ends the cell unless another follows.
        Closing(usize),
    }
    let mut at = At::Start;
    for (place, byte) in row.iter().enumerate() {
        let ends = *byte == separator || matches!(byte, b'\r' | b'\n');
        at = match at {
            At::Start if *byte == b'"' => At::Quoted(place),
            At::Quoted(opened) if *byte == b'"' => At::Closing(opened),
            At::Quoted(opened) => At::Quoted(opened),
            At::Closing(opened) if *byte == b'"' => At::Quoted(opened),
            _ if ends => At::Start,
            _ => At::Plain,
        };
    }
    match at {
        At::Quoted(opened) => Some(opened),
        _ => None,
    }
}

/// Whether a cell has lines that look like rows of a list with so many columns.
pub(super) fn holds_rows(cell: &str, separator: u8, columns: usize) -> bool {
    let row = |line: &str| {
        let cells = line.split(char::from(separator));
        let mut cells = cells.map(|cell| cell.trim_matches(['"', ' ']));
        let email = cells.clone().any(looks_like_email);
        let filled = cells.next().is_some_and(|first| !first.is_empty());
        let many = bytes(line, separator) + 1 == columns;
        many && filled && (columns > 4 || (columns > 2 && email))
    };
    cell.lines().skip(1).any(row)
}

fn bytes(line: &str, separator: u8) -> usize {
    memchr::memchr_iter(separator, line.as_bytes()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_left_open_where_a_quotation_mark_is_never_closed() {
        for (row, opened) in [
            ("Ann,a@x.org,\"hello\nBo,b@x.org,\n", Some(12)),
            ("\"Ann", Some(0)),
            ("Ann,\"\"\"", Some(4)),
            ("Ann,\"a\nb\",c", None),
            ("Ann,\"\",\"\"\"\"", None),
            ("Ann,5\" high,\"x\"", None),
            ("Ann,\"x\"y", None),
            ("Ann,\"\"\"x\"\"\"", None),
        ] {
            assert_eq!(left_open(row.as_bytes(), b','), opened, "{row:?}");
        }
    }

    #[test]
    fn lines_of_a_cell_may_look_like_rows() {
        for (cell, columns) in [
            ("hello\nBo,b@x.org,", 3),
            ("hello\nBo,1,2,3,4\nCy,1,2,3,\"x", 5),
        ] {
            assert!(holds_rows(cell, b',', columns), "{cell:?}");
        }
        for (cell, columns) in [
            ("vegan\nno nuts, no milk, please", 3),
            ("write to\nb@x.org", 3),
            ("Main St 1\nCork, Ireland", 2),
            ("Bo,b@x.org,", 3),
            ("a\nb, c@x.org", 3),
        ] {
            assert!(!holds_rows(cell, b',', columns), "{cell:?}");
        }
    }
}
