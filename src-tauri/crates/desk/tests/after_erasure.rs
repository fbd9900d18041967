//! What comes in after the day on which personal data went.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Evening, LIST};
use lanyard_desk_core::Retention;

const DAY: i64 = 86_400;

fn evening() -> Evening {
    Evening::changed(
        |text| text.replace("capacity = 5", "erase_on = \"2027-01-02\""),
        LIST,
    )
}

#[test]
fn a_list_that_comes_after_the_day_is_announced_and_erased_again() {
    let mut evening = evening();
    assert_eq!(evening.import(LIST).past_erasure, None, "not yet");
    evening.wait(40 * DAY);
    evening.desk.keep_retention().unwrap();
    evening.wait(DAY);
    let erased = evening.desk.keep_retention().unwrap();
    assert!(matches!(erased, Retention::Erased(_)), "{erased:?}");
    assert!(evening.desk.erasure().unwrap().erased_at.is_some());

    evening.wait(5 * DAY);
    let late = "name,email\nGrace Late,grace@example.org\nHal Late,hal@example.org\n";
    let answer = evening.import(late);
    assert_eq!(
        (answer.added, answer.past_erasure.as_deref()),
        (2, Some("Saturday 2 January 2027"))
    );
    let erasure = evening.desk.erasure().unwrap();
    assert_eq!(erasure.erased_at, None, "somebody is here again");
    assert!(erasure.days.unwrap() < 0, "{erasure:?}");
    for _ in 0..2 {
        let said = evening.desk.keep_retention().unwrap();
        assert!(
            matches!(said, Retention::Announced { .. }),
            "not on the day on which it is said first: {said:?}"
        );
    }
    evening.wait(DAY);
    let again = evening.desk.keep_retention().unwrap();
    assert!(
        matches!(&again, Retention::Erased(answer) if answer.guests == 2),
        "{again:?}"
    );
    assert!(evening.desk.erasure().unwrap().erased_at.is_some());
    assert!(evening.desk.find("Grace").unwrap().is_empty());
}

#[test]
fn a_preview_says_it_too_and_how_many_of_the_new_do_not_come() {
    let mut evening = evening();
    evening.wait(60 * DAY);
    let list = evening.path("late.csv");
    let text = "name,email,status\nA,a@example.org,confirmed\nB,b@example.org,declined\n\
                C,c@example.org,waitlist\nD,d@example.org,cancelled\n";
    std::fs::write(&list, text).unwrap();
    let answer = evening.desk.preview_import(&list, &[]).unwrap().answer;
    assert_eq!((answer.added, answer.not_coming), (4, 2));
    assert!(answer.past_erasure.is_some());
    let answer = evening.import(text);
    assert_eq!((answer.added, answer.not_coming), (4, 2), "and so it was");
}
