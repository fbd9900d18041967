//! Which encoding with Latin letters text is in. A guess by the few accents of a short list of names
//! is wrong often enough, and takes *Hélène* for *Hélčne*; so it is asked in which encoding the
//! words are what somebody may be called.

use std::{borrow::Cow, collections::HashSet};

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, IBM866, ISO_8859_2, ISO_8859_5, ISO_8859_6, ISO_8859_7,
    ISO_8859_8, ISO_8859_8_I, KOI8_U, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257,
};

/// Encodings of letters that are not Latin.
const OTHER_LETTERS: [&Encoding; 17] = [
    WINDOWS_1251,
    KOI8_U,
    ISO_8859_5,
    IBM866,
    WINDOWS_1253,
    ISO_8859_7,
    WINDOWS_1255,
    ISO_8859_8,
    ISO_8859_8_I,
    WINDOWS_1256,
    ISO_8859_6,
    WINDOWS_874,
    SHIFT_JIS,
    EUC_JP,
    EUC_KR,
    BIG5,
    GBK,
];

/// So many bytes beyond ASCII in a row are a word in letters that are not Latin; *Grüße* has two.
const WORD: usize = 3;

/// So many words tell enough.
const ENOUGH: usize = 2000;

/// What is written in an encoding.
struct Latin {
    encoding: &'static Encoding,
    /// The letters beyond ASCII of its languages.
    languages: &'static [&'static str],
}

/// French, German, Spanish and Catalan, Portuguese, Italian, Nordic, Icelandic, Irish, Welsh,
/// Estonian.
const WESTERN: &[&str] = &[
    "àâæçéèêëîïôœùûüÿ",
    "äöüßé",
    "áàçéèíïñóòúü",
    "áàâãçéêíóôõú",
    "àèéìíòóù",
    "åäöæøéü",
    "áðéíóúýþæö",
    "áéíóú",
    "âêîôûŵŷ",
    "äöõüšž",
];

/// Windows-1252 is the first, and goes before the others.
const LATIN: [Latin; 6] = [
    Latin {
        encoding: WINDOWS_1252,
        languages: WESTERN,
    },
    Latin {
        encoding: MACINTOSH,
        languages: WESTERN,
    },
    Latin {
        encoding: WINDOWS_1250,
        languages: CENTRAL,
    },
    Latin {
        encoding: ISO_8859_2,
        languages: CENTRAL,
    },
    Latin {
        encoding: WINDOWS_1254,
        languages: &["çğıi\u{307}öşüâîû"],
    },
    Latin {
        encoding: WINDOWS_1257,
        languages: &["āčēģīķļņšūž", "ąčęėįšųūž"],
    },
];

/// Polish, Czech, Slovak, Hungarian, Romanian, and the languages of the south.
const CENTRAL: &[&str] = &[
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíľĺňóôŕšťúýž",
    "áéíóöőúüű",
    "ăâîşţ",
    "čćđšž",
];

/// The encoding, where a `guess` has been made by which letters stand beside each other.
pub(super) fn likely(text: &[u8], guess: &'static Encoding) -> &'static Encoding {
    let longest = text.split(u8::is_ascii).map(<[u8]>::len).max();
    if OTHER_LETTERS.contains(&guess) && longest.unwrap_or(0) >= WORD {
        return guess;
    }
    let words = text.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    // A sign by itself, *£5*, is no letter.
    let is_word = |word: &&[u8]| !word.is_ascii() && word.iter().any(u8::is_ascii);
    let words: HashSet<&[u8]> = words.filter(is_word).take(ENOUGH).collect();
    let words: Vec<&[u8]> = words.into_iter().collect();
    let [western, others @ ..] = &LATIN;
    let western = western.sense(&words);
    let others = others.iter().map(|latin| latin.sense(&words));
    // Of equals the first.
    let best = others.rev().max_by_key(|one| {
        let is_guess = one.encoding == guess;
        (one.gained(&western), one.by_one.0, is_guess)
    });
    let Some(best) = best.filter(|best| best.goes_before(&western, guess)) else {
        let none = western.known().count() * 2 < words.len();
        let latin = LATIN.iter().any(|latin| latin.encoding == guess);
        return if none && !latin { guess } else { WINDOWS_1252 };
    };
    best.encoding
}

impl Latin {
    fn sense<'t>(&self, words: &[&'t [u8]]) -> Sense<'t> {
        let decode = |word: &&'t [u8]| self.encoding.decode_without_bom_handling(word).0;
        let words: Vec<_> = words.iter().map(decode).collect();
        let by = self.languages.iter().map(|letters| {
            let all = words.iter().map(|word| is_of(word, letters));
            all.collect::<Vec<bool>>()
        });
        let by: Vec<_> = by.collect();
        let sums = by
            .iter()
            .map(|all| all.iter().filter(|known| **known).count());
        let most = sums.zip(&by).max_by_key(|(sum, _)| *sum);
        let is_known = |at: usize| by.iter().any(|all| all[at]);
        Sense {
            encoding: self.encoding,
            known: (0..words.len()).map(is_known).collect(),
            by_one: most
                .map(|(sum, all)| (sum, all.clone()))
                .unwrap_or_default(),
            words,
        }
    }
}

/// What the words are in an encoding.
struct Sense<'t> {
    encoding: &'static Encoding,
    words: Vec<Cow<'t, str>>,
    /// Of each word, whether any of its languages may have it.
    known: Vec<bool>,
    /// How many words the one has that has the most, and which.
    by_one: (usize, Vec<bool>),
}

impl Sense<'_> {
    fn known(&self) -> impl Iterator<Item = usize> {
        let all = self.known.iter().enumerate();
        all.filter(|(_, known)| **known).map(|(at, _)| at)
    }

    /// How many more words it makes sense of, of those that are not the same in both.
    fn gained(&self, other: &Self) -> isize {
        let differ = |at: &usize| self.words[*at] != other.words[*at];
        let count = |known: usize| isize::try_from(known).unwrap_or(isize::MAX);
        count(self.known().filter(differ).count()) - count(other.known().filter(differ).count())
    }

    /// Whether it is surely this and not Windows-1252.
    fn goes_before(&self, western: &Self, guess: &'static Encoding) -> bool {
        let gained = self.gained(western);
        let agreed = self.encoding == MACINTOSH || self.encoding == guess;
        gained > 1 || (gained == 1 && agreed) || (gained >= 0 && self.is_of_one(western))
    }

    /// Whether nearly all words are Hungarian here, and there some German and some Portuguese.
    fn is_of_one(&self, western: &Self) -> bool {
        let (sum, by_one) = &self.by_one;
        let all = || self.words.iter().zip(&western.words).zip(by_one);
        let differ = || all().filter(|((here, there), _)| here != there);
        let known = differ().filter(|(_, known)| **known).count();
        known > 1
            && known * 10 >= differ().count() * 9
            && sum * 10 >= self.words.len() * 9
            && *sum > western.by_one.0 + 1
    }
}

/// What may stand between the letters of a name.
const INSIDE: &str = "’‘´\u{ad}";

/// What may stand before a word, or behind it.
const BESIDE: &str = "“”„‚«»‹›–—…°ªº²™®©¡¿•€\u{a0}";

/// Whether somebody may be called like that in the language of these letters.
fn is_of(word: &str, letters: &str) -> bool {
    let mut before = ' ';
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let inside = before.is_alphabetic() && after.is_lowercase();
        let fits = match c {
            c if c.is_ascii() || INSIDE.contains(c) => true,
            c if BESIDE.contains(c) => !inside,
            '·' => before == 'l' && after == 'l',
            c => {
                let upper = c.is_uppercase() && (inside || before.is_lowercase());
                !upper
                    && c.to_lowercase().all(|c| letters.contains(c))
                    && stands(before, c, after, letters)
            }
        };
        if !fits {
            return false;
        }
        before = c;
    }
    true
}

/// Whether a letter is found between these, in the language of these letters.
fn stands(before: char, c: char, after: char, letters: &str) -> bool {
    let is_vowel = |c: char| "aeiouyáéíóúöüâêôãõı".contains(c.to_ascii_lowercase());
    match c {
        'ñ' => is_vowel(after),
        'ì' => !after.is_alphabetic(),
        'æ' if letters.contains('œ') => after.is_alphabetic(),
        'õ' if letters.contains('ã') => after == 'e',
        'õ' => after.is_alphabetic(),
        'ă' | 'ő' | 'ű' => !is_vowel(after),
        'ź' => !before.is_alphabetic() || is_vowel(before),
        'ğ' => is_vowel(before),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Cursor, sync::Arc};

    use super::*;
    use crate::list::source::{Source, encoding::encoding};

    /// What the names become that somebody wrote in an encoding, parted by commas.
    fn read(names: &str, written: &'static Encoding) -> String {
        let rows = names
            .split(", ")
            .map(|name| format!("{name};l@example.org\n"));
        let list = format!("Name;Email\n{}John Smith;\n", rows.collect::<String>());
        let (bytes, _, lossy) = written.encode(&list);
        assert!(!lossy, "{names}");
        let mut source: Box<dyn Source> = Box::new(Cursor::new(Arc::<[u8]>::from(&bytes[..])));
        let found = encoding(&mut source, &bytes).unwrap().unwrap();
        let text = found.decode_without_bom_handling(&bytes).0;
        let names = text
            .lines()
            .map(|row| row.split(';').next().unwrap_or_default());
        names
            .skip(1)
            .filter(|name| *name != "John Smith")
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn one_accent_is_a_western_one() {
        for name in
            "Hélène Petit|Lefèvre|François|Zoë Martin|Benoît|Côté|Chloé|Noël Blanc|Maël Roux|\
                     André|Renée|Agnès|Jérôme|Loïc|Anaïs|Gaël|Thérèse|Cœur|Lætitia|Brûlé|Jürgen|\
                     Groß|Müller|Jörg|Käthe|Günter|Björn|Weiß|Strauß|Ägidius|Ödön|Übel|José|Núñez|\
                     Iñaki|Sáez|Peña|García|Íñigo|Óscar|Ángel|Raúl|Agüero|Åsa|Søren|Ærø|Øystein|\
                     Bjørn|Ås|Pål|Næss|Göran|Hákon|Þór|Guðrún|Ýr|Þórður|Sigurður|João|Conceição|\
                     Antônio|Simões|Luís|Inês|Lourenço|Ângela|Siobhán|Ó Briain|Órla|Ní|Pádraig|\
                     Niccolò|Mattià|Cortù|d’Arcy|Œuvray|Tõnu|Õis|Gal·la|Siân|„Hansi“|Ada – VIP|\
                     MÜLLER|RENÉE|«Bo»|¿Qué?|Nº 1|2 €"
                .split('|')
        {
            assert_eq!(read(name, WINDOWS_1252), name);
        }
    }

    #[test]
    fn signs_are_no_letters() {
        let prices = "Ada £5, Bo ¾, Cy ³, Di ¥ 5, Ed 3 × 4 µm, Zoë 20 m²";
        assert_eq!(read(prices, WINDOWS_1252), prices);
    }

    #[test]
    fn a_list_of_several_names_is_in_its_own_encoding() {
        for (encoding, names) in [
            (
                WINDOWS_1252,
                "Hélène Petit, Jürgen Groß, José Núñez, Guðrún Ýr, João Simões, Bjørn Ås",
            ),
            (
                WINDOWS_1252,
                "Þórður Jónsson, Hafþór Júlíus, Sigurður Ægir, Björk Guðmundsdóttir",
            ),
            (MACINTOSH, "Jürgen Groß"),
            (MACINTOSH, "Hélène Petit, François Lefèvre, Chloé Dubois"),
            (MACINTOSH, "José Núñez, Begoña Peña, María García"),
            (MACINTOSH, "Bjørn Ås, Pål Næss, Göran Bäck"),
            (
                WINDOWS_1250,
                "Paweł Wójcik, Łukasz Król, Żaneta Święcka, Michał Jóźwiak",
            ),
            (
                ISO_8859_2,
                "Paweł Wójcik, Łukasz Król, Żaneta Święcka, Michał Jóźwiak",
            ),
            (
                WINDOWS_1250,
                "Jiří Dvořák, Věra Černá, Jana Růžičková, Tomáš Novák",
            ),
            (
                WINDOWS_1250,
                "Pál Erdős, Ödön Szűcs, Gergő Tóth, Győző Nagy, László Kőszegi",
            ),
            (
                WINDOWS_1250,
                "Đorđe Đurić, Željko Šarić, Ana Kovačić, Nikola Čolić",
            ),
            (
                WINDOWS_1254,
                "Ayşe Yılmaz, Çağla Şahin, İbrahim Gökçe, Işıl Güneş",
            ),
            (
                WINDOWS_1257,
                "Jānis Bērziņš, Ilze Kalniņa, Līga Šķēle, Kārlis Ozoliņš",
            ),
            (WINDOWS_1251, "Иван Петров, Ян Ким"),
            (KOI8_U, "Иван Петров, Анна Сергеева"),
            (WINDOWS_1253, "Γιώργος Παππάς, Ελένη Δήμου"),
            (SHIFT_JIS, "山田太郎, 佐藤花子, 田中ソノ子"),
            (EUC_KR, "김철수, 이영희"),
            (WINDOWS_1255, "דוד כהן, שרה לוי"),
        ] {
            assert_eq!(read(names, encoding), names, "{}", encoding.name());
        }
    }
}
