//! Orders of pretix have a row for each extra too: a shirt is no guest, and lets nobody in.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::answers::{Missing, Verdict, Why};

const HEADER: &str = "Event slug,Event name,Order code,Position ID,Status,Email,Order date,\
                      Product,Variation,Price,Attendee name,Attendee email,Ticket secret,\
                      Add-on to position ID\n";

fn orders(add_on_to: &str, status: &str) -> String {
    let row = |position: &str, product: &str, name: &str, secret: &str, to: &str, status: &str| {
        format!(
            "s,S,AAA11,{position},{status},b@example.org,2026-10-12,{product},,10.00,{name},,{secret},{to}\n"
        )
    };
    [
        HEADER.to_owned(),
        row("1", "General", "Ann", "secretone1234567890", "", "paid"),
        row("2", "T-shirt", "", "secrettwo1234567890", add_on_to, status),
        row(
            "3",
            "Workshop",
            "Ann",
            "secretthree12345678",
            add_on_to,
            status,
        ),
    ]
    .concat()
}

#[test]
fn an_extra_is_no_guest_and_its_code_lets_nobody_in() {
    for status in ["paid", "canceled"] {
        let mut evening = Evening::new();
        let answer = evening.import(&orders("1", status));
        assert_eq!((answer.added, answer.rejected_rows), (1, 2), "{answer:?}");
        assert!(answer.rejected.iter().all(|row| row.why == Why::AddOn));
        assert_eq!(answer.taken_in_part, []);
        assert_eq!(evening.desk.issue(&[]).unwrap().len(), 1);
        for secret in ["secrettwo1234567890", "secretthree12345678"] {
            assert_eq!(evening.scan(secret).verdict, Verdict::Unknown);
        }
        assert_eq!(
            evening.scan("secretone1234567890").verdict,
            Verdict::Admitted
        );
        let again = evening.import(&orders("1", status));
        assert_eq!((again.unchanged, again.gone, again.spared), (1, 0, 0));
    }
}

#[test]
fn extras_that_were_taken_for_guests_are_gone_with_the_next_list() {
    let mut evening = Evening::new();
    // As a program had them that did not know what an extra is.
    assert_eq!(evening.import(&orders("", "paid")).added, 3);
    let answer = evening.import_with(&orders("1", "paid"), Missing::Gone);
    assert_eq!((answer.gone, answer.rejected_rows), (2, 2), "{answer:?}");
    assert_eq!(
        evening.scan("secretthree12345678").verdict,
        Verdict::NotConfirmed
    );
}
