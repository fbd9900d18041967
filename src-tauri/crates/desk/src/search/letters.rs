//! Words with one letter too many, missing, wrong or swapped, in scripts of which the Latin form of
//! a word says too little about its letters.

use any_ascii::any_ascii_char;

const CYRILLIC: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ";
const GREEK: &str = "αβγδεζηθικλμνξοπρστυφχψως";
/// Longer words are left alone.
const LONGEST: usize = 16;

/// Goes through all words one slip away from this one, in Latin; none for other scripts.
pub(super) fn each_variant(written: &str, mut each: impl FnMut(&str)) {
    let typed: Vec<char> = written.chars().collect();
    let alphabet = [CYRILLIC, GREEK]
        .into_iter()
        .find(|alphabet| typed.iter().any(|letter| alphabet.contains(*letter)));
    let Some(alphabet) = alphabet.filter(|_| (3..=LONGEST).contains(&typed.len())) else {
        return;
    };
    let latin: Vec<&str> = typed.iter().map(|letter| any_ascii_char(*letter)).collect();
    let alphabet: Vec<&str> = alphabet.chars().map(any_ascii_char).collect();
    let mut variant = String::new();
    for at in 0..=latin.len() {
        let (before, after) = latin.split_at(at);
        let mut add = |middle: &[&str], after: &[&str]| {
            variant.clear();
            variant.extend(before.iter().chain(middle).chain(after).copied());
            each(&variant);
        };
        for letter in &alphabet {
            add(&[letter], after);
        }
        if let [one, rest @ ..] = after {
            add(&[], rest);
            for letter in alphabet.iter().filter(|letter| *letter != one) {
                add(&[letter], rest);
            }
            if let [other, rest @ ..] = rest {
                add(&[other, one], rest);
            }
        }
    }
}
