use std::fmt::Write as _;

/// A text without the differences of case and white space that don't make another person.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

/// One line of text: white space, line breaks too, becomes single spaces; marks that are
/// never seen or that turn the direction of what follows them are dropped.
///
/// # Errors
/// The control character found.
pub(crate) fn one_line(text: &str) -> Result<String, char> {
    let mut line = String::with_capacity(text.len());
    one_line_into(text, &mut line)?;
    Ok(line)
}

/// [`one_line`], behind what `line` holds.
pub(crate) fn one_line_into(text: &str, line: &mut String) -> Result<(), char> {
    if is_one_plain_line(text) {
        line.push_str(text);
        return Ok(());
    }
    let start = line.len();
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = line.len() > start;
        } else if c.is_control() {
            return Err(c);
        } else if !is_hidden(c) {
            if gap {
                line.push(' ');
            }
            gap = false;
            line.push(c);
        }
    }
    Ok(())
}

/// Whether [`one_line`] would change nothing; most cells of a list are like that.
fn is_one_plain_line(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        match byte {
            b' ' if before == b' ' => return false,
            b' '..=b'~' => before = byte,
            _ => return false,
        }
    }
    before != b' ' || text.is_empty()
}

/// Text of several lines, each trimmed at its end, behind what `kept` holds.
///
/// # Errors
/// The control character found.
pub(crate) fn lines_into(text: &str, kept: &mut String) -> Result<(), char> {
    let start = kept.len();
    for line in text.trim().lines() {
        if kept.len() > start {
            kept.push('\n');
        }
        one_line_into(line, kept)?;
    }
    Ok(())
}

/// `a, b and c`.
pub(crate) fn enumerate<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.into_iter().collect();
    let mut text = String::new();
    for (index, word) in words.iter().enumerate() {
        let separator = match index {
            0 => "",
            _ if index + 1 == words.len() => " and ",
            _ => ", ",
        };
        let _ = write!(text, "{separator}{word}");
    }
    text
}

/// Bidirectional embeddings, overrides and isolates (Unicode Annex 9), which could turn the text
/// around a name, and marks that are never seen. Joiners stay: scripts and emoji need them.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn white_space_and_case_make_no_other_person() {
        assert_eq!(
            fold("  Łukasz\u{a0}Ó  SÚILLEABHÁIN "),
            "łukasz ó súilleabháin"
        );
    }

    #[test]
    fn a_line_break_in_a_name_is_a_space_and_a_bell_is_refused() {
        assert_eq!(one_line(" Ada\r\nLovelace\t"), Ok("Ada Lovelace".into()));
        assert_eq!(one_line("Ada\u{7}"), Err('\u{7}'));
        assert_eq!(one_line("\u{202E}Ada"), Ok("Ada".into()));
    }

    #[test]
    fn enumerates_as_one_speaks() {
        assert_eq!(enumerate(["a", "b", "c"]), "a, b and c");
        assert_eq!(enumerate(["a"]), "a");
    }

    proptest! {
        /// A plain line is a shortcut and nothing else.
        #[test]
        fn a_plain_line_is_what_any_line_is(text in "[a-c ]{0,12}") {
            let slowly: Vec<_> = text.split_whitespace().collect();
            prop_assert_eq!(one_line(&text), Ok(slowly.join(" ")));
        }

        #[test]
        fn a_line_has_no_breaks_and_stays_as_it_is(text in ".{0,60}") {
            if let Ok(line) = one_line(&text) {
                prop_assert!(!line.contains(['\n', '\r', '\t']));
                prop_assert_eq!(one_line(&line), Ok(line));
            }
        }
    }
}
