//! A guest of two lists, since a person said that they are one, whom one of the lists refunds: they
//! come by the other, the code that was refunded holds no more, and the import says so.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::answers::{ImportAnswer, Status, Verdict};

use Verdict::{Admitted, NotConfirmed, Revoked};

const EVENTBRITE: &str = include_str!("../../../../tests/lists/eventbrite.csv");
const LUMA: &str = include_str!("../../../../tests/lists/luma.csv");
const BARCODE: &str = "112119122431844158342301";
const LUMA_CODE: &str = "g-7Hq2LmW9xTzR4b";

fn refunded() -> String {
    EVENTBRITE.replacen("Attending", "Refunded", 1)
}

fn declined() -> String {
    LUMA.replacen("813Z,approved", "813Z,declined", 1)
}

/// Takes a list in; the preview says what the import then does.
fn import(evening: &mut Evening, list: &str) -> ImportAnswer {
    let path = evening.path("list.csv");
    std::fs::write(&path, list).unwrap();
    let preview = evening.desk.preview_import(&path, &[]).unwrap().answer;
    let answer = evening.import(list);
    assert_eq!(preview.elsewhere, answer.elsewhere);
    assert_eq!(preview.updated, answer.updated);
    answer
}

/// What the door says to a code; nobody stays in by it.
fn shown(evening: &mut Evening, code: &str) -> Verdict {
    let verdict = evening.scan(code).verdict;
    if verdict == Admitted {
        evening.desk.undo(None, None).unwrap();
    }
    evening.wait(60);
    verdict
}

fn both(evening: &mut Evening) -> [Verdict; 2] {
    [BARCODE, LUMA_CODE].map(|code| shown(evening, code))
}

/// Merges the first guest of each list; gives the name of the one who stays.
fn merge(evening: &mut Evening, luma_leads: bool) -> &'static str {
    let names = ["Niamh Kavanagh", "Órla Ní Bhriain"];
    let [eventbrite, luma] = names.map(|name| evening.id(name));
    let (keep, other) = match luma_leads {
        true => (luma, eventbrite),
        false => (eventbrite, luma),
    };
    evening.desk.merge_guests(&keep, &other).unwrap();
    names[usize::from(luma_leads)]
}

/// An evening with both lists and with tickets of ours where the codes' guests have some.
fn evening(issued: bool) -> Evening {
    let mut evening = Evening::new();
    import(&mut evening, LUMA);
    import(&mut evening, EVENTBRITE);
    if issued {
        evening.desk.issue(&[]).unwrap();
    }
    evening
}

#[test]
fn a_refunded_code_is_revoked_whichever_came_first() {
    for luma_leads in [true, false] {
        for issued in [true, false] {
            for merge_first in [true, false] {
                let what = format!("{luma_leads} {issued} {merge_first}");
                let mut evening = evening(issued);
                let name = if merge_first {
                    let name = merge(&mut evening, luma_leads);
                    assert_eq!(both(&mut evening), [Admitted, Admitted], "{what}");
                    let answer = import(&mut evening, &refunded());
                    let [note] = &answer.elsewhere[..] else {
                        panic!("{what}: {answer:?}");
                    };
                    assert_eq!(note.status, Status::Refunded);
                    assert_eq!((answer.updated, answer.cancelled), (1, 0), "{what}");
                    name
                } else {
                    import(&mut evening, &refunded());
                    merge(&mut evening, luma_leads)
                };
                assert_eq!(both(&mut evening), [Revoked, Admitted], "{what}");
                assert_eq!(evening.view(name).status, Status::Confirmed);
                let again = import(&mut evening, &refunded());
                assert_eq!((again.updated, again.elsewhere.len()), (0, 0), "{what}");
                // Another list says nothing of it.
                import(&mut evening, &LUMA.replacen("vegan", "soup", 1));
                assert_eq!(both(&mut evening), [Revoked, Admitted], "{what}");
                let said = import(&mut evening, &declined());
                assert_eq!(said.elsewhere, [], "{what}");
                assert_eq!(both(&mut evening), [Revoked, NotConfirmed], "{what}");
                import(&mut evening, LUMA);
                assert_eq!(both(&mut evening), [Revoked, Admitted], "{what}");
                import(&mut evening, EVENTBRITE);
                assert_eq!(both(&mut evening), [Admitted, Admitted], "{what}");
                assert!(evening.desk.check().unwrap().ok, "{what}");
            }
        }
    }
}

#[test]
fn a_refund_that_is_taken_back_lets_the_code_in_again() {
    for luma_leads in [true, false] {
        let mut evening = evening(false);
        merge(&mut evening, luma_leads);
        for _ in 0..2 {
            import(&mut evening, &refunded());
            assert_eq!(both(&mut evening), [Revoked, Admitted]);
            evening.desk.undo_import(None).unwrap();
            assert_eq!(both(&mut evening), [Admitted, Admitted]);
        }
        assert!(evening.desk.check().unwrap().ok);
    }
}

#[test]
fn whoever_came_on_the_refunded_code_is_in_and_leaves_by_either() {
    let mut evening = evening(false);
    merge(&mut evening, true);
    evening.scan(BARCODE);
    import(&mut evening, &refunded());
    assert_eq!(evening.inside(), 1);
    assert_eq!(evening.scan(BARCODE).verdict, Revoked);
    assert_eq!(evening.exit(BARCODE), Verdict::Left);
    assert_eq!(evening.scan(LUMA_CODE).verdict, Verdict::ReEntered);
}
