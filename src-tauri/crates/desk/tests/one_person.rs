//! One person on two lists, and two people who look like one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;
use lanyard_desk_core::{
    AttendeeChange, DeskError,
    answers::{NewGuest, Settlement, State, Twins, Verdict},
};

use Verdict::{Admitted, AlreadyIn, ReEntered, Revoked};

const ADA: &str = "name,email,code,ticket_type\nAda,ada@example.org,EB-1,\n";

/// Adds a guest by hand; gives the id.
fn add(evening: &mut Evening, name: &str, email: &str, ticket_type: &str) -> String {
    evening.wait(1);
    let new = NewGuest {
        name: name.into(),
        email: email.into(),
        ticket_type: ticket_type.into(),
        ..NewGuest::default()
    };
    evening.desk.add_attendee(&new).unwrap().id
}

/// Who may be whom, by their ids.
fn pairs(twins: &[Twins]) -> Vec<Vec<String>> {
    let ids = |one: &Twins| {
        one.guests
            .iter()
            .filter_map(|twin| twin.id.clone())
            .collect()
    };
    twins.iter().map(ids).collect()
}

#[test]
fn two_people_who_look_like_one_stay_two() {
    let mut evening = Evening::with("name,email\nAda Lovelace,ada@example.org\n");
    let listed = evening.id("Ada Lovelace");
    let added = add(&mut evening, "Ada Lovelace", "ada@example.org", "");
    let both = vec![listed.clone(), added.clone()];
    assert_eq!(pairs(&evening.desk.possible_twins().unwrap()), [both]);
    let left = evening.desk.keep_apart(&added, &listed).unwrap();
    assert!(left.is_empty(), "{left:?}");
    evening.desk.keep_apart(&listed, &added).unwrap();
    let mut evening = evening.reopened(1);
    let twins = evening.desk.possible_twins().unwrap();
    assert!(
        twins.is_empty(),
        "not asked again after a restart: {twins:?}"
    );
    evening.import("name,email\nAda Lovelace,ada@example.org\nBo,b@example.org\n");
    assert!(
        evening.desk.possible_twins().unwrap().is_empty(),
        "nor after the next list"
    );
    assert!(matches!(
        evening.desk.keep_apart(&added, &added),
        Err(DeskError::SameGuest)
    ));
    assert!(matches!(
        evening.desk.keep_apart(&added, "nobody"),
        Err(DeskError::NoSuchAttendee(_))
    ));
}

#[test]
fn of_three_look_alikes_two_are_two_and_the_third_is_still_asked_about() {
    let mut evening = Evening::with("name,email\nAda,ada@example.org\n");
    let listed = evening.id("Ada");
    let first = add(&mut evening, "Ada", "ada@example.org", "");
    let second = add(&mut evening, "Ada", "ada@example.org", "");
    let all = vec![listed.clone(), first.clone(), second.clone()];
    assert_eq!(pairs(&evening.desk.possible_twins().unwrap()), [all]);
    let left = evening.desk.keep_apart(&listed, &first).unwrap();
    assert_eq!(
        pairs(&left),
        [vec![listed.clone(), second.clone()]],
        "two who were added by hand are not two lists'"
    );
    // The third is the first: then they are not the listed one either.
    evening.desk.merge_guests(&second, &first).unwrap();
    let left = evening.desk.possible_twins().unwrap();
    assert!(
        left.is_empty(),
        "what was said of the one holds of both: {left:?}"
    );
    // Whoever makes one of two after all has the last word.
    evening.desk.merge_guests(&listed, &second).unwrap();
    assert!(evening.desk.possible_twins().unwrap().is_empty());
    assert_eq!(evening.desk.find("Ada").unwrap().len(), 1);
}

/// Ada from a list and Ada who was added by hand, each with a ticket that is out: the ids and the
/// codes, the list's first.
fn ada_twice(ticket_type: &str) -> (Evening, [String; 2], [String; 2]) {
    let mut evening = Evening::with(ADA);
    let listed = evening.id("Ada");
    let added = add(&mut evening, "Ada", "ada@example.org", ticket_type);
    let ids = [listed, added];
    let codes = ids.each_ref().map(|id| issue(&mut evening, id));
    (evening, ids, codes)
}

fn issue(evening: &mut Evening, id: &str) -> String {
    evening.desk.issue(&[id.to_owned()]).unwrap()[0]
        .code
        .clone()
}

fn verdicts<'c>(evening: &mut Evening, codes: impl IntoIterator<Item = &'c str>) -> Vec<Verdict> {
    codes
        .into_iter()
        .map(|code| evening.scan(code).verdict)
        .collect()
}

#[test]
fn one_person_comes_in_once_whichever_ticket_they_show() {
    for first in [0, 1] {
        let (mut evening, [listed, added], codes) = ada_twice("");
        assert_eq!(evening.desk.counts().unwrap().expected, 2);
        let merged = evening.desk.merge_guests(&added, &listed).unwrap();
        assert_eq!(merged.tickets.len(), 1, "one ticket counts");
        assert_eq!(merged.tickets[0].code.as_ref(), Some(&codes[1]));
        assert_eq!(merged.tickets[0].other_codes, [codes[0].as_str()]);
        assert_eq!(merged.tickets[0].foreign_codes, ["EB-1"]);
        assert_eq!(evening.desk.counts().unwrap().expected, 1);
        let scan = evening.scan(&codes[first]);
        assert_eq!(scan.verdict, Admitted);
        assert_eq!(scan.attendee.unwrap().id, added);
        let shown = [codes[0].as_str(), &codes[1], "EB-1"];
        assert_eq!(verdicts(&mut evening, shown), [AlreadyIn; 3]);
        let counts = evening.desk.counts().unwrap();
        assert_eq!((counts.arrived, counts.inside, counts.to_come), (1, 1, 0));
        assert_eq!(evening.exit(&codes[1 - first]), Verdict::Left);
        assert_eq!(evening.exit(&codes[first]), Verdict::NotInside);
        assert_eq!(evening.scan(&codes[first]).verdict, ReEntered);
        let mut evening = evening.reopened(1);
        assert_eq!(
            evening.desk.counts().unwrap(),
            counts,
            "after a restart too"
        );
        assert_eq!(verdicts(&mut evening, shown), [AlreadyIn; 3]);
        let check = evening.desk.check().unwrap();
        assert!(check.ok, "{:?}", check.problems);
    }
}

#[test]
fn the_ticket_of_whoever_is_in_speaks() {
    for kept in [0, 1] {
        let (mut evening, ids, codes) = ada_twice("");
        // The one who goes is the one who is in.
        assert_eq!(evening.scan(&codes[1 - kept]).verdict, Admitted);
        let merged = evening
            .desk
            .merge_guests(&ids[kept], &ids[1 - kept])
            .unwrap();
        assert_eq!(merged.state, State::Inside);
        let shown = [codes[0].as_str(), &codes[1], "EB-1"];
        assert_eq!(verdicts(&mut evening, shown), [AlreadyIn; 3]);
        let counts = evening.desk.counts().unwrap();
        assert_eq!((counts.expected, counts.arrived, counts.inside), (1, 1, 1));
        let by_hand = lanyard_desk_core::Direction::In;
        let again = evening.desk.admit(&ids[kept], by_hand, None, None).unwrap();
        assert_eq!(again.verdict, AlreadyIn, "nor by name");
    }
}

#[test]
fn where_both_came_both_stay_as_they_are() {
    let (mut evening, [listed, added], codes) = ada_twice("");
    let both = [codes[0].as_str(), &codes[1]];
    assert_eq!(verdicts(&mut evening, both), [Admitted; 2]);
    let merged = evening.desk.merge_guests(&listed, &added).unwrap();
    assert_eq!(merged.tickets.len(), 2);
    assert_eq!(verdicts(&mut evening, both), [AlreadyIn; 2]);
    assert_eq!(evening.desk.counts().unwrap().inside, 2, "as the log says");
    assert_eq!(evening.exit(&codes[0]), Verdict::Left);
    assert_eq!(evening.exit(&codes[1]), Verdict::Left);
    assert_eq!(evening.desk.counts().unwrap().inside, 0);
}

#[test]
fn of_three_tickets_one_speaks() {
    let (mut evening, [listed, added], codes) = ada_twice("");
    let third = add(&mut evening, "Ada K", "k@example.org", "");
    let code = issue(&mut evening, &third);
    evening.desk.merge_guests(&added, &third).unwrap();
    evening.desk.merge_guests(&listed, &added).unwrap();
    assert_eq!(evening.desk.counts().unwrap().expected, 1);
    let shown = [code.as_str(), &codes[1], &codes[0]];
    let said = verdicts(&mut evening, shown);
    assert_eq!(said, [Admitted, AlreadyIn, AlreadyIn]);
}

#[test]
fn whoever_comes_along_on_one_of_the_tickets_comes_in() {
    // Issued, so that it stands for the other; and not, so that it is dissolved.
    for issued in [true, false] {
        let mut evening = Evening::with(ADA);
        let listed = evening.id("Ada");
        let single = issue(&mut evening, &listed);
        let team = add(&mut evening, "Ada", "ada@example.org", "Team");
        let team_code = issued.then(|| issue(&mut evening, &team));
        evening.desk.merge_guests(&listed, &team).unwrap();
        assert_eq!(evening.desk.counts().unwrap().expected, 3);
        let code = team_code.as_ref().unwrap_or(&single);
        for (code, member) in [(code, 1), (&single, 2), (code, 3)] {
            let scan = evening.scan(code);
            assert_eq!((scan.verdict, scan.member), (Admitted, Some(member)));
        }
        let both = [code.as_str(), &single];
        assert_eq!(verdicts(&mut evening, both), [AlreadyIn; 2]);
        evening.import("name,email,code,ticket_type\nAda,ada@example.org,EB-1,Speaker\n");
        assert_eq!(
            evening.desk.counts().unwrap().inside,
            3,
            "no list sends them away"
        );
    }
}

#[test]
fn one_ticket_is_issued_and_revoked_for_one_person() {
    let (mut evening, [listed, added], codes) = ada_twice("");
    evening.desk.merge_guests(&listed, &added).unwrap();
    let all = evening.desk.issue(&[]).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].code, codes[0], "who has a code keeps it");
    let named = evening.desk.issue(std::slice::from_ref(&added)).unwrap();
    assert_eq!(named.len(), 1);
    let view = evening.desk.office().unwrap();
    assert_eq!((view.tickets, view.issued, view.expected), (1, 1, 1));
    let new = evening.desk.reissue(&listed, false).unwrap();
    assert_eq!(new.len(), 1, "one in the place of both");
    let shown = [
        codes[0].as_str(),
        &codes[1],
        "EB-1",
        &new[0].code,
        &codes[1],
    ];
    assert_eq!(
        verdicts(&mut evening, shown),
        [Revoked, Revoked, Revoked, Admitted, Revoked]
    );
    assert_eq!(evening.desk.revoke(&listed).unwrap(), 1);
    assert_eq!(evening.scan(&new[0].code).verdict, Revoked);
}

#[test]
fn a_ticket_can_be_revoked_without_the_one_that_speaks_for_it() {
    let mut evening = Evening::with(ADA);
    let listed = evening.id("Ada");
    let added = add(&mut evening, "Ada", "ada@example.org", "");
    let lost = evening
        .desk
        .issue(std::slice::from_ref(&added))
        .unwrap()
        .remove(0);
    let kept = issue(&mut evening, &listed);
    evening.desk.merge_guests(&listed, &added).unwrap();
    evening.desk.revoke(&lost.ticket.id.to_string()).unwrap();
    let refused = evening.scan(&lost.code);
    assert_eq!(refused.verdict, Revoked);
    assert_eq!(evening.scan(&kept).verdict, Admitted);
    let new = evening
        .desk
        .reissue(&lost.ticket.id.to_string(), false)
        .unwrap();
    let shown = [lost.code.as_str(), &kept, &new[0].code];
    assert_eq!(
        verdicts(&mut evening, shown[..2].iter().copied()),
        [Revoked; 2]
    );
    assert_eq!(new.len(), 1);
}

#[test]
fn what_a_list_gives_back_lets_nobody_in_twice() {
    let list = |status: &str| format!("name,email,company,status\nAda,a@example.org,,{status}\n");
    let mut evening = Evening::with(&list(""));
    let listed = evening.id("Ada");
    let cancelled = issue(&mut evening, &listed);
    evening.import(&list("cancelled"));
    let added = add(&mut evening, "Ada", "a@example.org", "");
    let code = issue(&mut evening, &added);
    for (keep, other) in [(&added, &listed), (&listed, &added)] {
        let copy = evening.path(&format!("{keep}.lanyard"));
        evening.desk.backup(&copy).unwrap();
        let options = common::options(&evening.folder, &evening.clock, 1);
        let mut desk = lanyard_desk_core::Desk::open(&copy, options).unwrap();
        std::mem::swap(&mut evening.desk, &mut desk);
        evening.desk.merge_guests(keep, other).unwrap();
        evening.import(&list("confirmed"));
        let both = [code.as_str(), &cancelled];
        let said = verdicts(&mut evening, both);
        assert!(said.contains(&Admitted), "{said:?}");
        assert_eq!(evening.desk.counts().unwrap().inside, 1, "{said:?}");
        assert!(evening.desk.counts().unwrap().expected <= 1);
        std::mem::swap(&mut evening.desk, &mut desk);
    }
}

#[test]
fn a_refusal_from_before_is_settled_as_the_one_person() {
    let (mut evening, [listed, added], codes) = ada_twice("Speaker");
    evening.desk.set_door("Stage door").unwrap();
    let refused = evening.scan(&codes[0]);
    assert_eq!(refused.verdict, Verdict::WrongDoor);
    evening.desk.set_door("Main door").unwrap();
    evening.desk.merge_guests(&added, &listed).unwrap();
    let settlement = Settlement::Reason {
        reason: "sent on".into(),
        another: false,
    };
    let settled = evening.desk.settle(refused.row.into(), &settlement, None);
    assert_eq!(settled.unwrap().verdict, Admitted);
    let both = [codes[0].as_str(), &codes[1]];
    assert_eq!(verdicts(&mut evening, both), [AlreadyIn; 2]);
}

#[test]
fn the_codes_of_the_other_list_outlive_the_next_reading_of_this_one() {
    let mut evening = Evening::with(ADA);
    let listed = evening.id("Ada");
    let path = evening.path("other.csv");
    std::fs::write(
        &path,
        "name,email,code,company\nAda,ada@example.org,TITO-7,Engines\n",
    )
    .unwrap();
    evening.desk.import(&path, &[], false).unwrap();
    let other = evening.desk.find("Ada").unwrap();
    let other = other.into_iter().find(|one| one.id != listed).unwrap().id;
    evening.desk.merge_guests(&listed, &other).unwrap();
    evening.import(&ADA.replace("EB-1", "EB-2").replace("Ada,", "Ada L,"));
    evening.import(&ADA.replace("EB-1,", "EB-1,Speaker"));
    let scan = evening.scan("TITO-7");
    assert_eq!(scan.attendee.unwrap().id, listed);
}

#[test]
fn whoever_comes_by_one_of_the_lists_comes() {
    let list = "name,email,status\nAda,ada@example.org,cancelled\n";
    for kept in [0, 1] {
        let mut evening = Evening::with(list);
        let listed = evening.id("Ada");
        let added = add(&mut evening, "Ada", "ada@example.org", "");
        let code = issue(&mut evening, &added);
        let ids = [listed, added];
        let merged = evening
            .desk
            .merge_guests(&ids[kept], &ids[1 - kept])
            .unwrap();
        assert_eq!(merged.state, State::Expected);
        evening.desk.undo_import(None).unwrap();
        assert_eq!(evening.scan(&code).verdict, Admitted);
        assert_eq!(evening.scan(&code).verdict, AlreadyIn);
    }
}

#[test]
fn what_was_noted_about_either_is_kept() {
    let (mut evening, [kept, other], _) = ada_twice("");
    for (id, note) in [(&kept, "Wheelchair"), (&other, "Brings the projector")] {
        let change = AttendeeChange {
            note: Some(note.into()),
            ..AttendeeChange::default()
        };
        evening.desk.edit_attendee(id, &change).unwrap();
    }
    let one = evening.desk.merge_guests(&kept, &other).unwrap();
    assert_eq!(one.note, "Wheelchair · Brings the projector");
}
