//! Who asks to be forgotten and stood, or stands, on two lists.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;

const GUESTS: &str = "name,email,code\nAda,a@example.org,G1\nBo,b@example.org,G2\n";
const STAFF: &str = "name,email,code,role\nAda King,ada@example.net,S1,Host\nDi,d@example.org,S2,\n\
    Bo,b@example.org,S3,\n";

/// Whether any of these files has a text somewhere.
fn has(evening: &Evening, names: &[&str], text: &str) -> bool {
    names.iter().any(|name| {
        let bytes = std::fs::read(evening.path(name)).unwrap();
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    })
}

#[test]
fn whoever_was_made_one_with_them_is_erased_in_copies_from_before() {
    let mut evening = Evening::with(GUESTS);
    evening.import(STAFF);
    let copies = ["before.lanyard", "after.lanyard"];
    evening.desk.backup(&evening.path(copies[0])).unwrap();
    let (keep, other) = (evening.id("Ada"), evening.id("Ada King"));
    evening.desk.merge_guests(&keep, &other).unwrap();
    evening.desk.backup(&evening.path(copies[1])).unwrap();
    assert!(has(&evening, &copies, "ada@example.net"));
    let erased = evening.desk.erase_guest(&keep).unwrap();
    assert_eq!((erased.copies, erased.left), (2, Vec::new()));
    for text in ["ada@example.net", "Ada King", "a@example.org"] {
        assert!(!has(&evening, &copies, text), "{text}");
        assert!(!has(&evening, &["evening.lanyard"], text), "{text}");
    }
    assert!(has(&evening, &copies, "d@example.org"), "nobody else is");
    for list in [GUESTS, STAFF] {
        assert_eq!(evening.import(list).added, 0, "nor do they come back");
    }
}

#[test]
fn another_guest_of_their_name_and_address_is_mentioned() {
    let mut evening = Evening::with(GUESTS);
    evening.import(STAFF);
    let both: Vec<_> = evening.desk.find("Bo").unwrap();
    let ids: Vec<_> = both.into_iter().map(|one| one.id).collect();
    let [one, other] = &ids[..] else {
        panic!("{ids:?}");
    };
    let erased = evening.desk.erase_guest(one).unwrap();
    let [left] = &erased.left[..] else {
        panic!("{erased:?}");
    };
    assert!(left.to_string().contains(other.as_str()), "{left}");
    assert!(evening.desk.erase_guest(other).unwrap().left.is_empty());
}
