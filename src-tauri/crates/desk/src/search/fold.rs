//! Text to words as the search compares them: in lower-case Latin letters without accents, and
//! again by how they sound when they are spelt in another language.

use any_ascii::any_ascii_char;

/// Longer words are cut; no name is told from another behind so many bytes.
const LONGEST: usize = 40;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower-case letters a–z and digits; what has no such letters stays as it is written.
    pub(super) plain: String,
    /// As it is written in lower case, where that is something else than `plain`.
    pub(super) written: Option<String>,
    /// Only an apostrophe, a hyphen or a full stop stands between it and the next word.
    pub(super) clings: bool,
}

impl Word {
    /// The text under which the dictionary keeps a word, so that words sort by what is plain and
    /// the different ways to write it stand together.
    pub(super) fn key(&self) -> String {
        match &self.written {
            Some(written) => format!("{}\0{written}", self.plain),
            None => self.plain.clone(),
        }
    }

    /// Several words as one: `O'Neill` as `oneill`.
    pub(super) fn joined(words: &[Self]) -> Self {
        let plain = words.iter().map(|word| word.plain.as_str()).collect();
        let all_plain = words.iter().all(|word| word.written.is_none());
        let written = || words.iter().map(Self::as_written).collect();
        Self {
            written: (!all_plain).then(written),
            plain,
            clings: false,
        }
        .cut()
    }

    /// What follows the first letter, the first two … of a name in a script that writes no spaces,
    /// so that a given name is found without the family name before it.
    pub(super) fn tails(&self) -> Vec<Self> {
        let Some(written) = &self.written else {
            return Vec::new();
        };
        let letters = written.chars().count();
        if !(2..=6).contains(&letters) || !written.chars().all(writes_no_spaces) {
            return Vec::new();
        }
        let starts = written.char_indices().skip(1);
        starts
            .filter_map(|(at, _)| words(&written[at..]).pop())
            .collect()
    }

    pub(super) fn is_particle(&self) -> bool {
        is_particle(&self.plain)
    }

    fn as_written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.plain)
    }

    fn cut(mut self) -> Self {
        cut(&mut self.plain);
        self.written.iter_mut().for_each(cut);
        self
    }
}

/// Small words that belong to a family name, which lists and guests leave out as they like.
pub(super) fn is_particle(plain: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "abu", "af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "des",
        "di", "do", "dos", "du", "el", "ibn", "la", "le", "mac", "mc", "o", "ten", "ter", "van",
        "vom", "von", "y", "zu", "zum", "zur",
    ];
    // The longest has five letters.
    plain.len() <= 5 && PARTICLES.binary_search(&plain).is_ok()
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    if text.is_ascii() {
        ascii_words(text.as_bytes())
    } else {
        letter_by_letter(text)
    }
}

fn letter_by_letter(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut plain, mut written) = (String::new(), String::new());
    let mut end = |plain: &mut String, written: &mut String, clings: bool| {
        let (plain, written) = (std::mem::take(plain), std::mem::take(written));
        if plain.is_empty() && written.is_empty() {
            // A space behind an apostrophe: nothing clings any more.
            if let Some(word) = words.last_mut().filter(|_| !clings) {
                let word: &mut Word = word;
                word.clings = false;
            }
            return;
        }
        let plain = if plain.is_empty() {
            written.clone()
        } else {
            plain
        };
        let word = Word {
            written: (written != plain).then_some(written),
            plain,
            clings,
        };
        words.push(word.cut());
    };
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            plain.push(letter.to_ascii_lowercase());
            written.push(letter.to_ascii_lowercase());
        } else if letter.is_ascii() {
            let clings = matches!(letter, '\'' | '-' | '.' | '`');
            end(&mut plain, &mut written, clings);
        } else if letter.is_alphanumeric() {
            written.extend(letter.to_lowercase());
            let latin = any_ascii_char(letter).chars();
            plain.extend(
                latin
                    .filter(char::is_ascii_alphanumeric)
                    .map(|c| c.to_ascii_lowercase()),
            );
        } else if !any_ascii_char(letter).is_empty() {
            let clings = matches!(letter, '’' | '‘' | 'ʼ' | 'ʹ' | '´' | '‐' | '‑' | '·');
            end(&mut plain, &mut written, clings);
        }
    }
    end(&mut plain, &mut written, false);
    words
}

/// As [`words`] has them, where every letter is plain as it is written.
fn ascii_words(text: &[u8]) -> Vec<Word> {
    let mut words = Vec::new();
    each_ascii(text, |plain, clings| {
        words.push(Word {
            plain: plain.to_owned(),
            written: None,
            clings,
        });
    });
    words
}

/// The words of a text of ASCII letters, as they are plain, and whether they cling to the next.
pub(super) fn each_ascii(text: &[u8], mut give: impl FnMut(&str, bool)) {
    let mut rest = text;
    while let Some(start) = rest.iter().position(u8::is_ascii_alphanumeric) {
        let word = &rest[start..];
        let others = |byte: &u8| !byte.is_ascii_alphanumeric();
        let (word, behind) = word.split_at(word.iter().position(others).unwrap_or(word.len()));
        let next = behind.iter().position(u8::is_ascii_alphanumeric);
        let between = |next: usize| behind[..next].iter().all(|byte| b"'-.`".contains(byte));
        let mut plain = [0; LONGEST];
        let plain = &mut plain[..word.len().min(LONGEST)];
        plain.copy_from_slice(&word[..plain.len()]);
        plain.make_ascii_lowercase();
        give(
            str::from_utf8(plain).unwrap_or_default(),
            next.is_some_and(between),
        );
        rest = behind;
    }
}

/// How a plain word sounds, whichever language spells it: `mueller` and `muller`, `yuliya` and
/// `iuliia`, `djordje` and `dorde`, `katherine` and `caterine` are the same. What begins a word
/// also begins how it sounds, so that a half-typed name is found.
pub(super) fn sound(plain: &str) -> String {
    let mut sound = String::with_capacity(plain.len() + 2);
    let mut before = '\0';
    for letter in plain.chars() {
        let last = sound.chars().next_back().unwrap_or('\0');
        let silent = match letter {
            'h' => matches!(
                before,
                'b' | 'c' | 'd' | 'g' | 'k' | 'p' | 'q' | 'r' | 's' | 't' | 'z'
            ),
            'e' => matches!(before, 'a' | 'o' | 'u'),
            'j' => before == 'd',
            _ => false,
        };
        let before_last = std::mem::replace(&mut before, letter);
        if silent {
            continue;
        }
        match letter {
            'x' => {
                if last != 'k' {
                    sound.push('k');
                }
                sound.push('s');
            }
            _ => {
                let letter = match letter {
                    'j' | 'y' => 'i',
                    'w' => 'v',
                    'c' | 'q' => 'k',
                    other => other,
                };
                // Ying is not Ing.
                let begins = sound.len() == 1 && letter == 'i' && before_last != 'i';
                if letter != last || begins || !letter.is_ascii_lowercase() {
                    sound.push(letter);
                }
            }
        }
    }
    sound
}

/// How a whole name sounds: two who sound alike can't be told apart by it at a door.
pub(crate) fn name_sound(name: &str) -> String {
    let sounds: String = words(name).iter().map(|word| sound(&word.plain)).collect();
    if sounds.is_empty() {
        name.to_lowercase()
    } else {
        sounds
    }
}

/// Han, kana and hangul.
fn writes_no_spaces(letter: char) -> bool {
    matches!(u32::from(letter),
        0x3005..=0x3007 | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

fn cut(text: &mut String) {
    let mut end = LONGEST.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_sound_alike_however_they_are_spelt() {
        for (one, other) in [
            ("Anna Müller", "anna  mueller"),
            ("Åse Strøm", "Aase Stroem"),
            ("Jürgen Groß", "Juergen Gross"),
            ("Ann-Marie O’Neill", "annmarie oneill"),
            ("José Núñez", "Jose Nunez"),
        ] {
            assert_eq!(name_sound(one), name_sound(other), "{one}");
        }
        assert_ne!(name_sound("Anna Müller"), name_sound("Anne Müller"));
        assert_ne!(name_sound("🎉"), name_sound("🎈"), "no letters, no sound");
    }

    proptest! {
        #[test]
        fn plain_letters_make_the_words_that_any_letters_make(text in "[a-zO0 '`.,-]{0,60}") {
            prop_assert_eq!(ascii_words(text.as_bytes()), letter_by_letter(&text));
        }
    }
}
