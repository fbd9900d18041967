//! One person on two spreadsheets of one event.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::answers::{Twins, Verdict};

const GUESTS: &str = "name,email,code\nAda,a@example.org,G1\nBo,b@example.org,G2\n\
    Cy,c@example.org,G3\nCy,c@example.org,G4\n";
const STAFF: &str = "name,email,code\nAda,a@example.org,S1\nDi,d@example.org,S2\n\
    Ed,e@example.org,S3\n";

fn ids(twins: &[Twins]) -> Vec<String> {
    let [twins] = twins else {
        panic!("{twins:?}");
    };
    let ids = twins.guests.iter().flat_map(|twin| twin.id.clone());
    let mut ids: Vec<_> = ids.collect();
    ids.sort();
    ids
}

#[test]
fn a_person_on_two_spreadsheets_is_shown_and_may_be_made_one() {
    for columns in [
        STAFF.to_owned(),
        STAFF.replace("code", "code,role").replace('\n', ",\n"),
    ] {
        let mut evening = Evening::with(GUESTS);
        assert_eq!(
            evening.desk.possible_twins().unwrap(),
            [],
            "one list has two places for Cy"
        );
        let staff = columns.replace("role,", "role");
        let path = evening.path("list.csv");
        std::fs::write(&path, &staff).unwrap();
        let preview = evening.desk.preview_import(&path, &[]).unwrap();
        assert_eq!(preview.answer.twins[0].name, "Ada");
        let answer = evening.import(&staff);
        assert_eq!((answer.added, answer.gone), (3, 0));
        let both = ids(&answer.twins);
        assert_eq!(ids(&evening.desk.possible_twins().unwrap()), both);
        assert!(evening.desk.are_twins(&both[0], &both[1]).unwrap());
        evening.desk.merge_guests(&both[0], &both[1]).unwrap();
        assert_eq!(evening.desk.possible_twins().unwrap(), []);
        assert_eq!(evening.scan("G1").verdict, Verdict::Admitted);
        assert_eq!(evening.scan("S1").verdict, Verdict::AlreadyIn);
        for list in [GUESTS, &staff] {
            let answer = evening.import(list);
            assert_eq!((answer.added, answer.gone), (0, 0));
        }
        assert!(evening.desk.check().unwrap().ok);
    }
}

#[test]
fn whoever_was_said_to_be_two_is_shown_no_more() {
    let mut evening = Evening::with(GUESTS);
    let both = ids(&evening.import(STAFF).twins);
    assert_eq!(evening.desk.keep_apart(&both[0], &both[1]).unwrap(), []);
    assert_eq!(evening.desk.possible_twins().unwrap(), []);
}
