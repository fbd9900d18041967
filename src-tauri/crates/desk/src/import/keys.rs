//! Who somebody is to a list: the keys by which lists know guests, and their digests.

use any_ascii::any_ascii;
use lanyard_exchange::fold;
use lanyard_store::table::attendee::Origin;

/// A key as the event file keeps it.
pub(super) fn key_digest(key: String) -> [u8; 16] {
    Origin {
        source: String::new(),
        key,
    }
    .digest()
}

/// The key of a guest in a list that this program wrote.
pub(super) fn id_key(id: &str) -> String {
    format!("id:{id}")
}

/// The key of a guest whom a list knows by their code.
pub(super) fn code_key(code: &str) -> String {
    format!("code:{code}")
}

/// Who someone is by their address and name.
pub(super) fn person_key(email: &str, name: &str) -> String {
    let mut key = String::with_capacity(email.len() + name.len() + 8);
    key.push_str("email:");
    add_folded(&mut key, email);
    key.push('|');
    add_folded(&mut key, name);
    key
}

fn add_folded(key: &mut String, text: &str) {
    let plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    let bytes = text.as_bytes();
    let single = !bytes.windows(2).any(|two| two == b"  ")
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ');
    if single && bytes.iter().copied().all(plain) {
        // As `fold` has it, without its way through all of Unicode.
        let start = key.len();
        key.push_str(text);
        key[start..].make_ascii_lowercase();
    } else {
        key.push_str(&fold(text));
    }
}

pub(super) fn code_digest(code: &str) -> [u8; 16] {
    key_digest(code.to_owned())
}

/// Who someone is by their address and name, short.
pub(super) fn person_digest(email: &str, name: &str) -> [u8; 16] {
    key_digest(person_key(email, name))
}

/// Who someone may be by their address and name, however that is written: in whatever order, with
/// or without accents and titles.
pub(super) fn alike_digest(email: &str, name: &str) -> [u8; 16] {
    const TITLES: [&str; 12] = [
        "dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "mme", "ing", "dipl", "phd",
    ];
    let plain = any_ascii(name).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    let mut words: Vec<_> = words
        .filter(|word| !word.is_empty() && !TITLES.contains(word))
        .collect();
    words.sort_unstable();
    key_digest(format!("alike:{}|{}", fold(email), words.join(" ")))
}

/// Who someone is by their name alone.
pub(super) fn name_digest(name: &str) -> [u8; 16] {
    key_digest(format!("name:{}", fold(name)))
}
