//! A refusal in a row that can't be taken, or not as a whole, still keeps the guest out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::answers::{ImportAnswer, Missing, Verdict, Why};

const EVENTBRITE: &str = include_str!("../../../../tests/lists/eventbrite.csv");
const LUMA: &str = include_str!("../../../../tests/lists/luma.csv");

/// Takes a list in and says nothing of those whom it lacks, after a look at what it would do.
fn import(evening: &mut Evening, list: &str) -> ImportAnswer {
    let path = evening.path("list.csv");
    std::fs::write(&path, list).unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap().answer;
    let answer = evening.import_with(list, Missing::Ask);
    let says = |answer: &ImportAnswer| {
        let rows = [&answer.rejected, &answer.taken_in_part];
        (
            rows.map(Clone::clone),
            [answer.added, answer.updated, answer.unchanged],
        )
    };
    assert_eq!(says(&preview), says(&answer), "the preview says so");
    answer
}

/// The list with its first row twice, once with another word.
fn twice(list: &str, word: &str, other: &str, refusal_first: bool) -> String {
    let mut lines: Vec<_> = list.lines().collect();
    let refused = lines[1].replace(word, other);
    assert_ne!(refused, lines[1]);
    lines.insert(if refusal_first { 1 } else { 2 }, &refused);
    lines.join("\n") + "\n"
}

#[test]
fn of_two_rows_of_one_ticket_the_refusal_counts() {
    for (list, code, word, other, refused) in [
        (
            EVENTBRITE,
            "112119122431844158342301",
            "Attending",
            "Refunded",
            Verdict::Revoked,
        ),
        (
            LUMA,
            "g-7Hq2LmW9xTzR4b",
            "approved",
            "declined",
            Verdict::NotConfirmed,
        ),
        (
            "name,email,code,status\nAda,a@example.org,C-1,confirmed\n",
            "C-1",
            "confirmed",
            "cancelled",
            Verdict::Revoked,
        ),
        (
            "name,email,code,status\nAda,a@example.org,C-1,declined\n",
            "C-1",
            "declined",
            "refunded",
            Verdict::Revoked,
        ),
    ] {
        for refusal_first in [true, false] {
            for known in [true, false] {
                let mut evening = Evening::new();
                if known {
                    evening.import(list);
                }
                let list = twice(list, word, other, refusal_first);
                let answer = import(&mut evening, &list);
                let line = if refusal_first { 2 } else { 3 };
                let [row] = &answer.rejected[..] else {
                    panic!("{answer:?}");
                };
                assert_eq!(row.why, Why::Refused { line }, "{other}");
                assert_eq!(evening.scan(code).verdict, refused, "{other}");
            }
        }
    }
}

#[test]
fn a_refused_row_with_a_bad_cell_still_refuses() {
    let good = "name,email,code,ticket_type,due,status\n\
                Ada,a@example.org,C-1,General,,confirmed\n\
                Bo,b@example.org,C-2,General,,confirmed\n";
    let ada = "Ada,a@example.org,C-1,General,,confirmed";
    for (bad, column) in [
        ("Ada,a@@example,C-1,General,,refunded", Some("email")),
        ("Ada,a@example.org,C-1,Gold,,refunded", None),
        ("Ada,a@example.org,C-1,General,twelve,refunded", Some("due")),
        (",a@example.org,C-1,General,,refunded", Some("name")),
    ] {
        for known in [true, false] {
            let mut evening = Evening::new();
            if known {
                evening.import(good);
            }
            let answer = import(&mut evening, &good.replace(ada, bad));
            assert_eq!((answer.rejected_rows, answer.gone), (0, 0), "{bad}");
            let [row] = &answer.taken_in_part[..] else {
                panic!("{bad}: {answer:?}");
            };
            assert_eq!((row.line, row.column.as_deref()), (2, column), "{bad}");
            assert_eq!(evening.scan("C-1").verdict, Verdict::Revoked, "{bad}");
            let answer = import(&mut evening, &good.replace(ada, bad));
            assert_eq!((answer.unchanged, answer.added), (2, 0), "{bad}");
            if known {
                let view = evening.view("Ada");
                assert_eq!(view.email, "a@example.org", "nothing else is taken of it");
                assert_eq!(view.tickets[0].ticket_type, "General");
            }
            import(&mut evening, good);
            assert_eq!(evening.scan("C-1").verdict, Verdict::Admitted, "{bad}");
        }
    }
}

#[test]
fn a_refused_name_whose_address_is_broken_is_the_one_who_is_missing() {
    let good = "name,email,status\nAda,a@example.org,\nBo,b@example.org,\nBo,other@example.org,\n";
    let mut evening = Evening::with(good);
    let code = evening.code("Ada");
    let bad = good.replace("Ada,a@example.org,", "Ada,a@@example,refunded");
    let answer = import(&mut evening, &bad);
    assert_eq!((answer.added, answer.updated), (0, 1), "{answer:?}");
    assert_eq!(evening.scan(&code).verdict, Verdict::Revoked);
    let again = import(&mut evening, &bad);
    assert_eq!((again.added, again.unchanged), (0, 3), "{again:?}");
    assert_eq!(evening.view("Ada").email, "a@example.org");
    import(&mut evening, good);
    assert_eq!(evening.scan(&code).verdict, Verdict::Admitted);
}

#[test]
fn of_two_of_one_name_nobody_is_taken_for_the_other() {
    let good = "name,email,status\nBo,b@example.org,\nBo,other@example.org,\nCy,c@example.org,\n";
    let mut evening = Evening::with(good);
    let bad = "name,email,status\nBo,b@@example,refunded\nCy,c@example.org,\n";
    let answer = import(&mut evening, bad);
    assert_eq!((answer.added, answer.gone, answer.updated), (1, 0, 0));
    assert_eq!((answer.spared, answer.taken_in_part.len()), (2, 1));
}

#[test]
fn a_bad_cell_of_somebody_who_comes_leaves_the_row_out() {
    let mut evening = Evening::new();
    let answer = import(
        &mut evening,
        "name,email,status\nAda,a@@example,waitlist\nBo,,\n",
    );
    assert_eq!((answer.rejected_rows, answer.added), (1, 1));
    assert_eq!(answer.taken_in_part, []);
}
