//! Guests whom several lists have under several names: each source speaks with one voice for one
//! place, and takes nobody off another list.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::answers::{ImportAnswer, Missing, NewGuest, Status, Verdict};

const LUMA: &str = include_str!("../../../../tests/lists/luma.csv");
const ORDERS: &str = include_str!("../../../../tests/lists/pretix_orders.csv");
const CHECK_IN: &str = include_str!("../../../../tests/lists/pretix_checkin.csv");

/// Guests P0 and so on, those who are not left out; with codes, or without.
fn plain(without: &[u32], codes: bool) -> String {
    let header = if codes {
        "name,email,code\n"
    } else {
        "name,email\n"
    };
    let rows = (0..8).filter(|n| !without.contains(n));
    rows.fold(header.to_owned(), |list, n| {
        let code = if codes {
            format!(",C-{n}AA")
        } else {
            String::new()
        };
        list + &format!("P{n},p{n}@example.org{code}\n")
    })
}

/// Reads a list, whoever is gone by it.
fn read(evening: &mut Evening, list: &str) -> ImportAnswer {
    evening.import_with(list, Missing::Gone)
}

/// P3, merged with the first guest of a Luma list, who leads or is led.
fn with_luma(codes: bool, luma_leads: bool) -> Evening {
    let mut evening = Evening::with(&plain(&[], false));
    if codes {
        evening.import(&plain(&[], true));
    }
    evening.import(LUMA);
    let ids = ["P3", "Órla Ní Bhriain"].map(|name| evening.id(name));
    let [plain, luma] = &ids;
    let (keep, other) = if luma_leads {
        (luma, plain)
    } else {
        (plain, luma)
    };
    evening.desk.merge_guests(keep, other).unwrap();
    evening
}

#[test]
fn a_list_that_a_merged_guest_gains_a_code_by_gives_them_it() {
    let mut evening = Evening::with(&plain(&[], false));
    let by_hand = evening
        .desk
        .add_attendee(&NewGuest {
            name: "Pia".to_owned(),
            ..NewGuest::default()
        })
        .unwrap();
    let other = evening.id("P3");
    evening.desk.merge_guests(&by_hand.id, &other).unwrap();
    let answer = evening.import(&plain(&[], true));
    assert_eq!((answer.added, answer.updated), (0, 8));
    assert_eq!(evening.import(&plain(&[], true)).unchanged, 8);
    assert_eq!(evening.scan("C-3AA").attendee.unwrap().id, by_hand.id);
    evening.desk.undo_import(None).unwrap();
    evening.desk.undo_import(None).unwrap();
    assert_eq!(evening.scan("C-3AA").verdict, Verdict::Unknown);
}

#[test]
fn who_is_on_a_second_list_with_codes_stays_on_the_first() {
    let mut evening = Evening::with(&plain(&[], false));
    let parking = |rows: &[u32]| {
        let header = "name,email,parking,code\n".to_owned();
        let row = |n: &u32| format!("P{n},p{n}@example.org,yes,PARK{n}\n");
        rows.iter().fold(header, |list, n| list + &row(n))
    };
    evening.import(&parking(&[0, 3, 7]));
    // Neither of the two lists alone says that they are gone, both do.
    assert_eq!(read(&mut evening, &parking(&[0, 7])).gone, 0);
    assert_eq!(evening.view("P3").status, Status::Confirmed);
    assert_eq!(read(&mut evening, &plain(&[3], false)).gone, 1);
    assert_eq!(evening.view("P3").status, Status::Gone);
    assert_eq!(evening.scan("PARK3").verdict, Verdict::NotConfirmed);
    assert_eq!(read(&mut evening, &plain(&[0, 3], false)).gone, 0);
    assert_eq!(evening.view("P0").status, Status::Confirmed);
    assert_eq!(read(&mut evening, &parking(&[7])).gone, 1);
    assert_eq!(evening.view("P0").status, Status::Gone);
}

#[test]
fn a_name_that_a_code_took_the_place_of_says_nothing_any_more() {
    for luma_leads in [true, false] {
        for codes_first in [true, false] {
            let mut evening = with_luma(codes_first, luma_leads);
            let name = if luma_leads {
                "Órla Ní Bhriain"
            } else {
                "P3"
            };
            let answer = evening.import(&plain(&[], true));
            assert_eq!(answer.added, 0, "{luma_leads} {codes_first}: {answer:?}");
            read(&mut evening, &plain(&[3], true));
            assert_eq!(evening.view(name).status, Status::Confirmed);
            evening.import(&LUMA.replace("813Z,approved", "813Z,declined"));
            assert_eq!(
                evening.view(name).status,
                Status::Declined,
                "{luma_leads} {codes_first}"
            );
            assert_eq!(evening.scan("C-3AA").verdict, Verdict::NotConfirmed);
            evening.desk.undo_import(None).unwrap();
            assert_eq!(evening.view(name).status, Status::Confirmed);
            assert!(evening.desk.check().unwrap().ok);
        }
    }
}

#[test]
fn a_check_in_list_does_not_outvote_its_orders_whoever_leads() {
    let mut evening = Evening::with(&plain(&[], false));
    evening.import(ORDERS);
    evening.import(CHECK_IN);
    let ids = ["P3", "Clara Voss"].map(|name| evening.id(name));
    evening.desk.merge_guests(&ids[0], &ids[1]).unwrap();
    evening.import(&ORDERS.replace("K7T3X,1,paid", "K7T3X,1,canceled"));
    assert_eq!(evening.view("P3").status, Status::Confirmed);
    read(&mut evening, &plain(&[3], false));
    assert_eq!(evening.view("P3").status, Status::Cancelled);
    let code = "w4nh7kdj3xq9zt2fbm5c8yr6pv";
    assert_eq!(evening.scan(code).verdict, Verdict::Revoked);
    evening.import(ORDERS);
    assert_eq!(evening.scan(code).verdict, Verdict::Admitted);
}

#[test]
fn what_is_said_of_a_merged_guest_who_is_in_stays_until_a_list_has_them() {
    let mut evening = with_luma(false, true);
    let name = "Órla Ní Bhriain";
    let code = evening.code(name);
    evening.scan(&code);
    let declined = LUMA.replace("813Z,approved", "813Z,declined");
    read(&mut evening, &plain(&[3], false));
    assert_eq!(evening.import(&declined).flagged.len(), 1);
    let changed = declined.replace("orla", "orla.new");
    assert_ne!(changed, declined);
    evening.import(&changed);
    assert_eq!(evening.view(name).flagged, Some(Status::Declined));
    evening.import(&plain(&[], false));
    assert_eq!(evening.view(name).flagged, None);
}
