//! Codes that a list refuses in a row that is another guest's, or that is not taken: they admit
//! nobody, whoever has them here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, counts};
use lanyard_desk_core::answers::{ImportAnswer, Status, Verdict};

use Verdict::{Admitted, NotConfirmed, Revoked};

/// Rows of Eventbrite: the guest's name, id, status and code.
fn eventbrite(rows: &[(&str, &str, &str, &str)]) -> String {
    let mut list = "Order #,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,\
                    Attendee Status,Barcode #\n"
        .to_owned();
    for (name, id, status, code) in rows {
        list += &format!("1,{name},X,{name}@example.org,1,General,{id},{status},{code}\n");
    }
    list
}

/// Takes a list in; the preview says what the import then does.
fn import(evening: &mut Evening, list: &str) -> ImportAnswer {
    let path = evening.path("list.csv");
    std::fs::write(&path, list).unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap().answer;
    let answer = evening.import(list);
    assert_eq!(preview.elsewhere, answer.elsewhere);
    assert_eq!(preview.flagged, answer.flagged);
    assert_eq!(preview.rejected, answer.rejected);
    assert_eq!(counts(&preview), counts(&answer));
    assert!(evening.desk.check().unwrap().ok);
    answer
}

const ANN: (&str, &str, &str, &str) = ("Ann", "7001", "Attending", "900001");
const BO: (&str, &str, &str, &str) = ("Bo", "7002", "Attending", "900002");
const ZOE: (&str, &str, &str, &str) = ("Zoe", "7555", "Attending", "900001");

fn refunded<'a>(
    mut row: (&'a str, &'a str, &'a str, &'a str),
) -> (&'a str, &'a str, &'a str, &'a str) {
    row.2 = "Refunded";
    row
}

#[test]
fn of_one_code_the_refusal_counts_wherever_it_stands() {
    for rows in [[ZOE, refunded(ANN)], [refunded(ANN), ZOE]] {
        for known in [true, false] {
            let mut evening = match known {
                true => Evening::with(&eventbrite(&[ANN, BO])),
                false => Evening::new(),
            };
            let answer = import(&mut evening, &eventbrite(&[rows[0], rows[1], BO]));
            assert_eq!(answer.rejected_rows, 1, "{known} {answer:?}");
            assert!(
                answer.rejected[0]
                    .reason
                    .starts_with("its code is that of another guest")
            );
            assert_eq!(evening.view("Ann X").status, Status::Refunded, "{known}");
            assert_eq!(evening.scan("900001").verdict, Revoked, "{known}");
        }
    }
}

#[test]
fn whoever_is_known_keeps_her_row_and_loses_a_code_that_is_refused() {
    for rows in [[refunded(ZOE), ANN], [ANN, refunded(ZOE)]] {
        let mut evening = Evening::with(&eventbrite(&[ANN, BO]));
        let answer = import(&mut evening, &eventbrite(&[rows[0], rows[1], BO]));
        assert_eq!(counts(&answer), [0, 0, 2, 0, 1]);
        assert_eq!(answer.elsewhere[0].name, "Ann X");
        assert_eq!(evening.view("Ann X").status, Status::Confirmed);
        assert_eq!(evening.scan("900001").verdict, Revoked);
        assert_eq!(evening.scan("900002").verdict, Admitted);
    }
}

const VIP: &str = "Name,Email,Barcode\nAnn L,al@example.org,900001\n";

#[test]
fn a_code_that_another_list_refuses_is_revoked() {
    for (first, second) in [(true, true), (false, true), (true, false)] {
        let mut evening = Evening::with(VIP);
        if !first {
            // The source is known by then.
            import(&mut evening, &eventbrite(&[BO]));
        }
        let answer = import(&mut evening, &eventbrite(&[refunded(ANN), BO]));
        assert_eq!(answer.rejected_rows, 1);
        assert_eq!(
            answer.rejected[0].reason,
            "the code belongs to Ann L already"
        );
        let [note] = &answer.elsewhere[..] else {
            panic!("{answer:?}");
        };
        assert_eq!(
            (note.name.as_str(), note.status),
            ("Ann L", Status::Refunded)
        );
        assert_eq!(evening.scan("900001").verdict, Revoked);
        let again = import(&mut evening, &eventbrite(&[refunded(ANN), BO]));
        assert_eq!(again.elsewhere, []);
        assert_eq!(import(&mut evening, VIP).unchanged, 1);
        assert_eq!(
            evening.scan("900001").verdict,
            Revoked,
            "the other list gives nothing back"
        );
        if second {
            import(&mut evening, &eventbrite(&[ANN, BO]));
        } else {
            evening.desk.undo_import(Some(2)).unwrap_err();
            for _ in 0..3 {
                evening.desk.undo_import(None).unwrap();
                evening.wait(60);
            }
        }
        assert_eq!(evening.scan("900001").verdict, Admitted, "{first} {second}");
    }
}

#[test]
fn a_code_of_whoever_is_in_is_flagged() {
    let mut evening = Evening::with(VIP);
    evening.scan("900001");
    let answer = import(&mut evening, &eventbrite(&[refunded(ANN), BO]));
    assert_eq!(answer.flagged[0].name, "Ann L");
    assert_eq!(evening.inside(), 1);
    assert_eq!(
        import(&mut evening, &eventbrite(&[refunded(ANN), BO])).flagged,
        []
    );
    assert_eq!(evening.exit("900001"), Verdict::Left);
    assert_eq!(evening.scan("900001").verdict, Revoked);
    evening.desk.undo_import(None).unwrap();
    evening.desk.undo_import(None).unwrap();
    assert_eq!(evening.scan("900001").verdict, Verdict::ReEntered);
}

#[test]
fn a_code_that_luma_declines_admits_nobody() {
    const LUMA: &str = "guest_id,name,first_name,last_name,email,approval_status,qr_code_url\n\
        gst-1,Lu,,,l@example.org,declined,https://luma.com/check-in/evt-L?pk=g-1\n\
        gst-2,Mo,,,m@example.org,approved,https://luma.com/check-in/evt-L?pk=g-2\n";
    let mut evening =
        Evening::with("Name,Email,Code\nLu,l@example.org,https://luma.com/check-in/evt-L?pk=g-1\n");
    let answer = import(&mut evening, LUMA);
    assert_eq!((answer.added, answer.not_coming), (2, 1), "{answer:?}");
    assert_eq!((answer.elsewhere.len(), answer.twins.len()), (1, 1));
    assert_ne!(evening.scan("g-1").verdict, Admitted);
    assert_ne!(
        evening.scan("g-1").verdict,
        NotConfirmed,
        "the ticket is not theirs to settle"
    );
}

#[test]
fn two_who_have_one_code_are_told_as_twins() {
    let mut evening = Evening::with(VIP);
    let (other, new) = (("Ann", "7001", "Attending", "900009"), ANN);
    import(&mut evening, &eventbrite(&[other, BO]));
    let answer = import(&mut evening, &eventbrite(&[new, BO]));
    assert_eq!(
        answer.rejected[0].reason,
        "the code belongs to Ann L already"
    );
    let [twins] = &answer.twins[..] else {
        panic!("{answer:?}");
    };
    let ids: Vec<_> = twins
        .guests
        .iter()
        .flat_map(|twin| twin.id.clone())
        .collect();
    assert_eq!(ids, [evening.id("Ann L"), evening.id("Ann X")]);
    evening.desk.merge_guests(&ids[0], &ids[1]).unwrap();
    assert_eq!(
        import(&mut evening, &eventbrite(&[new, BO])).rejected_rows,
        0
    );
}

const PERSON: &str = "Name,Email,Barcode\nAnn X,Ann@example.org,900001\n";

#[test]
fn one_person_of_one_code_is_added_without_it_and_may_be_made_one() {
    for known in [true, false] {
        for refuses in [true, false] {
            let mut evening = Evening::with(PERSON);
            if known {
                import(&mut evening, &eventbrite(&[BO]));
            }
            let row = if refuses { refunded(ANN) } else { ANN };
            let answer = import(&mut evening, &eventbrite(&[row, BO]));
            assert_eq!(
                (answer.rejected_rows, answer.twins.len()),
                (0, 1),
                "{answer:?}"
            );
            assert_eq!(answer.elsewhere.len(), usize::from(refuses));
            let verdict = if refuses { Revoked } else { Admitted };
            assert_eq!(evening.scan("900001").verdict, verdict);
            let again = import(&mut evening, &eventbrite(&[row, BO]));
            assert_eq!(counts(&again), [0, 0, 2, 0, 0]);
            if refuses {
                let back = import(&mut evening, &eventbrite(&[ANN, BO]));
                assert_eq!((back.rejected_rows, back.back), (0, 1));
                assert_eq!(evening.scan("900001").verdict, Admitted);
                import(&mut evening, &eventbrite(&[row, BO]));
            }
            let twins = evening.desk.possible_twins().unwrap();
            let ids: Vec<_> = twins[0]
                .guests
                .iter()
                .flat_map(|twin| twin.id.clone())
                .collect();
            evening.desk.merge_guests(&ids[0], &ids[1]).unwrap();
            assert_eq!(evening.desk.possible_twins().unwrap(), []);
            for list in [PERSON, &eventbrite(&[ANN, BO])] {
                let answer = import(&mut evening, list);
                assert_eq!((answer.added, answer.rejected_rows), (0, 0));
            }
            assert_eq!(evening.scan("900001").verdict, Verdict::AlreadyIn);
        }
    }
}
