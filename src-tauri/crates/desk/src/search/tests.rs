use std::collections::HashSet;

use lanyard_event::AttendeeId;
use proptest::prelude::*;

use super::{
    fold::{Word, sound, words},
    index::{Guest, Index},
    query::{Layer, search},
    texts::Texts,
};

fn id(number: usize) -> AttendeeId {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&(number as u64).to_be_bytes());
    AttendeeId::from_bytes(bytes)
}

fn number(id: AttendeeId) -> usize {
    let bytes = id.to_bytes();
    usize::from_be_bytes(bytes[8..].try_into().unwrap())
}

/// Guests of these names, with company and e-mail behind bars; one with `-` does not come.
fn guests<'a>(lines: &'a [&str]) -> Vec<Guest<'a>> {
    let guest = |(at, line): (usize, &'a &str)| {
        let (line, comes) = match line.strip_prefix('-') {
            Some(line) => (line, false),
            None => (*line, true),
        };
        let mut parts = line.split('|');
        Guest {
            id: id(at),
            name: parts.next().unwrap_or_default(),
            company: parts.next().unwrap_or_default(),
            email: parts.next().unwrap_or_default(),
            answers: super::index::Answers::Packed(""),
            comes,
        }
    };
    lines.iter().enumerate().map(guest).collect()
}

/// The places in `lines` of those found.
fn found(lines: &[&str], query: &str) -> Vec<usize> {
    let index = Index::of(guests(lines));
    let layer = Layer {
        index: &index,
        hidden: &|_| false,
    };
    let found = search(&[layer], query).into_iter();
    found.map(|(_, row)| number(index.id(row))).collect()
}

#[track_caller]
fn first(lines: &[&str], table: &[(&str, &str)]) {
    for (query, name) in table {
        let found = found(lines, query);
        let first = found.first().map(|at| lines[*at]);
        assert_eq!(first, Some(*name), "“{query}” finds it first");
    }
}

#[test]
fn a_key_or_two_find_the_beginnings_of_names() {
    let list = ["Anna Blau", "Björn Ek", "Zoë Müller", "李明", "佐藤 美咲"];
    let table = [
        ("a", "Anna Blau"),
        ("bj", "Björn Ek"),
        ("ek", "Björn Ek"),
        ("mü", "Zoë Müller"),
        ("李", "李明"),
        ("美", "佐藤 美咲"),
    ];
    first(&list, &table);
}

#[test]
fn accents_case_and_order_do_not_matter() {
    let list = [
        "Kelly Ann",
        "Ann Kelly",
        "Łukasz Ó Súilleabháin",
        "José García",
    ];
    let table = [
        ("kelly ann", "Kelly Ann"),
        ("ann kelly", "Ann Kelly"),
        ("SUILL luk", "Łukasz Ó Súilleabháin"),
        ("garcia jose", "José García"),
        ("JOSE\u{301} garci\u{301}a", "José García"),
    ];
    first(&list, &table);
}

#[test]
fn names_are_found_as_other_languages_spell_them() {
    let list = [
        "Jörg Müller",
        "Søren Ødegård",
        "Günther Weiß",
        "Đorđe Ilić",
        "Юлия Щербакова",
        "Юлія Ткаченко",
        "Дмитрий Соколов",
        "Γιώργος Παπαδόπουλος",
        "Andrei Popescu",
        "Aleksandr Orlov",
        "Æthel Wood",
        "Håkan Ek",
    ];
    let table = [
        ("mueller", "Jörg Müller"),
        ("muller", "Jörg Müller"),
        ("muel", "Jörg Müller"),
        ("joerg", "Jörg Müller"),
        ("soeren oedegaard", "Søren Ødegård"),
        ("odegard", "Søren Ødegård"),
        ("guenter weiss", "Günther Weiß"),
        ("djordje", "Đorđe Ilić"),
        ("dorde", "Đorđe Ilić"),
        ("yulia shcherbakova", "Юлия Щербакова"),
        ("iuliia shcher", "Юлия Щербакова"),
        ("julia tkachenko", "Юлія Ткаченко"),
        ("dmitry", "Дмитрий Соколов"),
        ("dmitrii sok", "Дмитрий Соколов"),
        ("giorgos papadopoulos", "Γιώργος Παπαδόπουλος"),
        ("андрей", "Andrei Popescu"),
        ("орлов", "Aleksandr Orlov"),
        ("alexandr", "Aleksandr Orlov"),
        ("aethel", "Æthel Wood"),
        ("haakan", "Håkan Ek"),
    ];
    first(&list, &table);
}

#[test]
fn a_key_or_two_find_a_name_as_another_language_spells_it() {
    let list = [
        "Jörg Müller",
        "Anna Mueller",
        "Pat Murphy",
        "Cem Oezdemir",
        "Özil Ek",
        "Đorđe Ilić",
        "Dora Maar",
        "Åse Strøm",
    ];
    for (query, names) in [
        ("mue", &["Anna Mueller", "Jörg Müller"][..]),
        ("jörg mue", &["Jörg Müller"]),
        ("oz", &["Özil Ek", "Cem Oezdemir"]),
        ("oe", &["Cem Oezdemir", "Özil Ek"]),
        ("dj", &["Đorđe Ilić"]),
    ] {
        let found: Vec<_> = found(&list, query).iter().map(|at| list[*at]).collect();
        assert_eq!(found, names, "“{query}”");
    }
}

#[test]
fn apostrophes_hyphens_and_spaces_do_not_matter() {
    let list = [
        "Niall O'Neill",
        "Ann-Marie Bo",
        "Jan van der Berg",
        "Mary ONeal",
        "Kelly Ann Smith",
        "Ana Cruz",
        "佐藤 美咲",
    ];
    let table = [
        ("o'neill", "Niall O'Neill"),
        ("o’neill", "Niall O'Neill"),
        ("oneill", "Niall O'Neill"),
        ("o neill", "Niall O'Neill"),
        ("o'neal", "Mary ONeal"),
        ("annmarie", "Ann-Marie Bo"),
        ("ann marie", "Ann-Marie Bo"),
        ("vanderberg", "Jan van der Berg"),
        ("berg jan", "Jan van der Berg"),
        ("kellyann", "Kelly Ann Smith"),
        ("kel ly ann", "Kelly Ann Smith"),
        ("kell yann", "Kelly Ann Smith"),
        ("kellyxann", "Kelly Ann Smith"),
        ("ana de la cruz", "Ana Cruz"),
        ("佐藤美咲", "佐藤 美咲"),
    ];
    first(&list, &table);
}

#[test]
fn a_slip_is_forgiven() {
    let list = [
        "Katherine Sheridan",
        "Mark Oliver",
        "Eva Ng",
        "Наталья Ткаченко",
        "Schrödinger",
    ];
    let table = [
        ("sheirdan", "Katherine Sheridan"),
        ("sherdan", "Katherine Sheridan"),
        ("sherridan", "Katherine Sheridan"),
        ("sheridqn", "Katherine Sheridan"),
        ("xheridan", "Katherine Sheridan"),
        ("shreid", "Katherine Sheridan"),
        ("shxrixan", "Katherine Sheridan"),
        ("kathrine sheriden", "Katherine Sheridan"),
        ("makr", "Mark Oliver"),
        ("mrak oliver", "Mark Oliver"),
        ("eav ng", "Eva Ng"),
        ("ткаенко", "Наталья Ткаченко"),
        ("schroedinegr", "Schrödinger"),
    ];
    first(&list, &table);
}

#[test]
fn company_and_address_count_but_less_than_the_name() {
    let list = [
        "Ada Lovelace|Analytical Engines|ada@example.org",
        "Bo Engel|Stone|bo.x@mail.example.com",
        "Al Byte|Intercom|al@example.org",
    ];
    let table = [
        ("engines", "Ada Lovelace|Analytical Engines|ada@example.org"),
        ("eng", "Bo Engel|Stone|bo.x@mail.example.com"),
        ("ada@exa", "Ada Lovelace|Analytical Engines|ada@example.org"),
        (
            "ada@example.org",
            "Ada Lovelace|Analytical Engines|ada@example.org",
        ),
        ("bo.x@mail", "Bo Engel|Stone|bo.x@mail.example.com"),
        ("intercmo", "Al Byte|Intercom|al@example.org"),
    ];
    first(&list, &table);
    assert_eq!(found(&list, "en"), [1, 0], "the name before the company");
}

#[test]
fn the_best_come_first_and_who_comes_before_who_does_not() {
    let list = [
        "-Anna",
        "Annabel Ott|Kern",
        "Anna Zett",
        "Anna",
        "Ana Blau",
        "Otto Kern|Annaberg",
        "Anja Blum",
    ];
    assert_eq!(
        found(&list, "anna"),
        [3, 0, 2, 4, 1, 5, 6],
        "whole name, word of a name, its sound, its beginning, company, slip"
    );
    assert_eq!(found(&["李", "Ivo Li"], "li"), [1, 0], "as it is written");
    assert_eq!(found(&["Ivo Li", "李"], "李"), [1, 0], "as it is written");
    assert_eq!(
        found(&["D'Arcy O'Shea", "O"], "o"),
        [1, 0],
        "the whole name"
    );
}

#[test]
fn where_a_slip_leaves_open_who_is_meant_all_names_are_offered() {
    let mut list = vec!["Patricia Williams"; 60];
    list.push("Patrick Williams");
    let found = found(&list, "patricky williams");
    assert!(
        found.iter().take(5).any(|at| *at == 60),
        "one name does not crowd out another"
    );
}

#[test]
fn nothing_finds_nobody_and_everybody_is_too_many() {
    let list = vec!["Anna Blau"; 80];
    for query in ["", " ", "'", "@", "zzzz", "-.-", "\u{301}", "👑"] {
        assert!(found(&list, query).is_empty(), "“{query}”");
    }
    assert_eq!(found(&list, "anna").len(), 50);
    assert!(found(&[], "anna").is_empty());
    let long = "anna ".repeat(2_000);
    assert_eq!(found(&list, &long).len(), 50, "it is cut, not refused");
}

#[test]
fn words_are_plain_and_remember_how_they_are_written() {
    let word = |plain: &str, written: Option<&str>, clings| Word {
        plain: plain.into(),
        written: written.map(Into::into),
        clings,
    };
    assert_eq!(
        words("Ann-Marie O’Brién, Ольга 👑 ॐ"),
        [
            word("ann", None, true),
            word("marie", None, false),
            word("o", None, true),
            word("brien", Some("brién"), false),
            word("olga", Some("ольга"), false),
            word("om", Some("ॐ"), false),
        ]
    );
}

#[test]
fn particles_are_sorted() {
    for particle in ["abu", "de", "mc", "o", "van", "zur"] {
        assert!(words(particle)[0].is_particle(), "{particle} is found");
    }
}

/// A name of words with at least five letters each.
fn name() -> impl Strategy<Value = String> {
    proptest::collection::vec("[a-z]{5,9}", 2..4).prop_map(|words| words.join(" "))
}

#[derive(Clone, Debug)]
enum Slip {
    Insert(char),
    Remove,
    Replace(char),
    Swap,
}

fn slip() -> impl Strategy<Value = Slip> {
    let letter = proptest::char::range('a', 'z');
    prop_oneof![
        letter.clone().prop_map(Slip::Insert),
        Just(Slip::Remove),
        letter.prop_map(Slip::Replace),
        Just(Slip::Swap),
    ]
}

fn with_slip(word: &str, slip: &Slip, at: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % (letters.len() - 1);
    match slip {
        Slip::Insert(letter) => letters.insert(at, *letter),
        Slip::Remove => {
            letters.remove(at);
        }
        Slip::Replace(letter) => letters[at] = *letter,
        Slip::Swap => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// The distance by the book, of letters only.
fn slips_between(one: &[u8], other: &[u8]) -> usize {
    let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
    for (n, row) in rows.iter_mut().enumerate() {
        row[0] = n;
    }
    rows[0] = (0..=other.len()).collect();
    for i in 1..=one.len() {
        for j in 1..=other.len() {
            let wrong = usize::from(one[i - 1] != other[j - 1]);
            let mut least = (rows[i - 1][j] + 1)
                .min(rows[i][j - 1] + 1)
                .min(rows[i - 1][j - 1] + wrong);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[one.len()][other.len()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_slip_in_a_long_word_still_finds_the_guest(
        names in proptest::collection::vec(name(), 1..20),
        at in 0_usize..1000,
        slip in slip(),
        letter in 0_usize..1000,
    ) {
        let lines: Vec<&str> = names.iter().map(String::as_str).collect();
        let meant = at % lines.len();
        let mut typed: Vec<String> = lines[meant].split(' ').map(str::to_owned).collect();
        let word = at % typed.len();
        typed[word] = with_slip(&typed[word], &slip, letter);
        let typed = typed.join(" ");
        let found = found(&lines, &typed);
        prop_assert!(
            found.iter().any(|one| lines[*one] == lines[meant]),
            "“{typed}” finds {}", lines[meant]
        );
    }

    #[test]
    fn the_walk_finds_all_that_is_near(
        mut texts in proptest::collection::hash_set("[ab]{1,6}", 1..40),
        query in "[ab]{1,6}",
        most in 1_u8..3,
    ) {
        let mut sorted: Vec<String> = texts.drain().collect();
        sorted.sort_unstable();
        let list = Texts::of(sorted.iter().map(String::as_bytes));
        let near = list.near(query.as_bytes(), most, false);
        let mut found: Vec<(u32, usize)> =
            near.iter().flat_map(|near| near.texts.clone().map(|text| (text, near.slips.into()))).collect();
        found.sort_unstable();
        let expected: Vec<(u32, usize)> = (0..)
            .zip(&sorted)
            .map(|(at, text)| (at, slips_between(text.as_bytes(), query.as_bytes())))
            .filter(|(_, slips)| *slips <= usize::from(most))
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn what_begins_a_word_begins_its_sound(word in "[a-z]{1,12}", end in 1_usize..12) {
        let start = &word[..end.min(word.len())];
        prop_assert!(sound(&word).starts_with(&sound(start)), "{} and {}", sound(&word), sound(start));
    }

    #[test]
    fn any_text_is_searched_in_any_list(names in proptest::collection::vec(".{0,30}", 0..8), query in ".{0,60}") {
        let lines: Vec<&str> = names.iter().map(String::as_str).collect();
        let found = found(&lines, &query);
        let different: HashSet<_> = found.iter().collect();
        prop_assert_eq!(different.len(), found.len(), "each guest once");
        for (at, name) in lines.iter().enumerate() {
            let whole = super::tests::found(&lines, name);
            let letters = !words(name).is_empty() && !name.contains(['|', '@', '-']);
            prop_assert!(!letters || whole.contains(&at), "“{name}” is found by the whole name");
        }
    }

    /// A list of which some guests were changed since answers as one that was read anew.
    #[test]
    fn changed_guests_are_found_as_in_a_new_index(
        names in proptest::collection::vec("[abc]{1,3} [abd]{1,4}", 1..30),
        changes in proptest::collection::vec((0_usize..40, "-?[abc]{1,3} [abd]{1,4}"), 0..8),
        query in "[abc]{1,3}( [abd]{1,3})?",
    ) {
        let old: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut new = old.clone();
        let mut changed = HashSet::new();
        for (at, name) in &changes {
            let at = (*at).min(new.len());
            if at == new.len() {
                new.push(name);
            } else {
                new[at] = name;
            }
            changed.insert(id(at));
        }
        let index = Index::of(guests(&old));
        let recent = guests(&new).into_iter().filter(|guest| changed.contains(&guest.id));
        let recent = Index::of(recent);
        let layers = [
            Layer { index: &index, hidden: &|id| changed.contains(&id) },
            Layer { index: &recent, hidden: &|_| false },
        ];
        let hits = search(&layers, &query).into_iter();
        let hits: Vec<_> = hits.map(|(layer, row)| number(layers[layer].index.id(row))).collect();
        let anew = found(&new, &query);
        let sorted = |hits: &[usize]| {
            let mut hits = hits.to_vec();
            hits.sort_unstable();
            hits
        };
        prop_assert_eq!(sorted(&hits), sorted(&anew));
        // Names with slips come by how many have them, which a small list says less well.
        let sure = |hits: &[usize]| {
            let fits = |at: &&usize| query.split(' ').all(|typed| {
                new[**at].trim_start_matches('-').split(' ').any(|word| word.starts_with(typed))
            });
            hits.iter().filter(fits).copied().collect::<Vec<_>>()
        };
        prop_assert_eq!(sure(&hits), sure(&anew), "in the same order");
    }
}
