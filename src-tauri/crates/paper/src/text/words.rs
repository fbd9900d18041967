//! Where a line may break.

/// The parts between which a line may break, and whether a space follows each.
///
/// `glued` keeps a short word with the longer one after it, as in *Ó Súilleabháin*.
pub(crate) fn words(text: &str, glued: bool) -> Vec<(&str, bool)> {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        let end = start + word.len();
        let short = |from: usize, to: usize| text[from..to].chars().count() <= 2;
        let first = parts.len() <= 1;
        match parts.last_mut() {
            Some(last) if glued && !first && short(last.0, last.1) && !short(start, end) => {
                last.1 = end;
            }
            _ if !word.is_empty() => parts.push((start, end)),
            _ => {}
        }
        start = end + 1;
    }
    let mut words = Vec::new();
    for (from, to) in parts {
        let word = &text[from..to];
        let mut start = 0;
        let mut before = None;
        for (at, c) in word.char_indices() {
            let breaks = before.is_some_and(|before: char| {
                (is_han(before) && is_han(c))
                    || (matches!(before, '-' | '‐' | '/') && c.is_alphabetic())
            });
            if breaks && at > start {
                words.push((&word[start..at], false));
                start = at;
            }
            before = Some(c);
        }
        words.push((&word[start..], true));
    }
    if let Some(last) = words.last_mut() {
        last.1 = false;
    }
    words
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

pub(super) fn join(words: &[(&str, bool)]) -> String {
    let mut line = String::new();
    for (word, spaced) in words {
        line.push_str(word);
        if *spaced {
            line.push(' ');
        }
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, glued: bool) -> Vec<&str> {
        words(text, glued).into_iter().map(|word| word.0).collect()
    }

    #[test]
    fn lines_break_at_spaces_hyphens_and_between_han() {
        assert_eq!(
            parts("Ann-Marie Ó Kelly", false),
            ["Ann-", "Marie", "Ó", "Kelly"]
        );
        assert_eq!(parts("株式会社", false), ["株", "式", "会", "社"]);
        assert_eq!(parts("- x", false), ["-", "x"]);
        assert!(parts("", false).is_empty());
    }

    #[test]
    fn a_short_word_may_stay_with_the_next() {
        assert_eq!(
            parts("Łukasz Ó Súilleabháin", true),
            ["Łukasz", "Ó Súilleabháin"]
        );
        assert_eq!(parts("Ana de la Torre", true), ["Ana", "de", "la Torre"]);
        assert_eq!(
            parts("Li Wei", true),
            ["Li", "Wei"],
            "a first name stands alone"
        );
        assert_eq!(parts("a b c", true), ["a", "b", "c"]);
    }

    #[test]
    fn joined_words_are_the_text_again() {
        for text in ["Ann-Marie Ó Kelly", "佐藤 美咲", "a"] {
            for glued in [false, true] {
                assert_eq!(join(&words(text, glued)), text);
            }
        }
    }
}
