//! Words with one letter too many, missing, wrong or swapped, in scripts of which the Latin form of
//! a word says too little about its letters.

use any_ascii::any_ascii_char;

const CYRILLIC: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ";
const GREEK: &str = "αβγδεζηθικλμνξοπρστυφχψως";
/// Longer words are left alone.
const LONGEST: usize = 20;

/// What stands at one place of a variant: a letter of the word or another one.
type Latin = &'static str;

/// All words one slip away from this one, each as its letters in Latin; none for other scripts.
pub(super) fn variants(written: &str) -> Vec<std::vec::IntoIter<Latin>> {
    let typed: Vec<char> = written.chars().collect();
    let alphabet = [CYRILLIC, GREEK]
        .into_iter()
        .find(|alphabet| typed.iter().any(|letter| alphabet.contains(*letter)));
    let Some(alphabet) = alphabet.filter(|_| (3..=LONGEST).contains(&typed.len())) else {
        return Vec::new();
    };
    let latin: Vec<Latin> = typed.iter().map(|letter| any_ascii_char(*letter)).collect();
    let alphabet: Vec<Latin> = alphabet.chars().map(any_ascii_char).collect();
    let mut variants = Vec::new();
    for at in 0..=latin.len() {
        let (before, after) = latin.split_at(at);
        let mut add = |middle: &[Latin], after: &[Latin]| {
            variants.push([before, middle, after].concat().into_iter());
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
    variants
}
