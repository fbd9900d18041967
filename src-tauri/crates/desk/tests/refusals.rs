//! Whom a list refuses does not come in, wherever the list says it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Evening, counts};
use lanyard_desk_core::answers::{ListTrouble, Problem, Status, Verdict};

/// The verdicts on the codes 111 and 222 of a list.
#[track_caller]
fn verdicts(list: &str) -> [Verdict; 2] {
    let mut evening = Evening::new();
    let answer = evening.import(list);
    assert_eq!(answer.rejected, [], "{list}");
    ["111", "222"].map(|code| evening.scan(code).verdict)
}

#[test]
fn nobody_who_is_refunded_is_admitted_whatever_the_column_is_called() {
    for (title, refused) in [
        ("Ticket status", "Refunded"),
        ("Anmeldungsstatus", "storniert"),
        ("Cancelled", "yes"),
        ("Storniert am", "3.11.2026"),
        ("Flight", "cancelled"),
    ] {
        let list =
            format!("Name,Email,Code,{title}\nAnn A,a@x.org,111,{refused}\nBo B,b@x.org,222,\n");
        let [ann, bo] = verdicts(&list);
        assert_ne!(ann, Verdict::Admitted, "{title}");
        assert_eq!(bo, Verdict::Admitted, "{title}");
    }
}

#[test]
fn nobody_is_admitted_whom_one_of_two_columns_refuses() {
    for (titles, cells) in [
        ("Status,RSVP", "Registered,No"),
        ("Status,Attendee status", ",Cancelled"),
        ("Attendee status,RSVP", "Attending,No"),
    ] {
        let list =
            format!("Name,Email,Code,{titles}\nAnn A,a@x.org,111,{cells}\nBo B,b@x.org,222,,\n");
        let [ann, bo] = verdicts(&list);
        assert_ne!(ann, Verdict::Admitted, "{titles}");
        assert_eq!(bo, Verdict::Admitted, "{titles}");
    }
}

#[test]
fn the_import_says_what_it_takes_for_the_status() {
    let mut evening = Evening::new();
    let answer = evening.import("Name,Code,Status,RSVP\nAnn,111,Registered,No\nBo,222,,\n");
    let statuses = answer.columns.iter().filter(|one| one.place == "status");
    let statuses: Vec<_> = statuses.map(|one| one.column.as_str()).collect();
    assert_eq!(statuses, ["Status", "RSVP"]);
    assert_eq!(answer.guessed.len(), 1);
    assert_eq!(answer.guessed[0].column, "RSVP");
}

/// Nothing at all is taken in of a list in which guests may be lost.
#[test]
fn a_quotation_mark_that_is_never_closed_takes_nobody_in() {
    let mut evening = Evening::with("Name,Email,Code\nZoe,z@x.org,999\n");
    let path = evening.path("list.csv");
    for list in [
        "Name,Email,Note\nAnn,a@x.org,\"hello\nBo,b@x.org,\nCy,c@x.org,\n",
        "Name,Email,Note\nAnn,a@x.org,\"hello\nBo,b@x.org,\nCy,c@x.org,\"x\"\n",
    ] {
        std::fs::write(&path, list).unwrap();
        for dry in [true, false] {
            let error = evening.desk.import(&path, &[], dry).unwrap_err();
            let trouble = Problem::from(error).list;
            assert_eq!(trouble, Some(ListTrouble::OpenQuote { line: 2 }));
        }
        assert!(evening.desk.find("Ann").unwrap().is_empty());
    }
    assert_eq!(evening.view("Zoe").status, Status::Confirmed);
    let mut evening = Evening::new();
    std::fs::write(&path, "Name,Note\nAnn,x\nBo,\"hello\nCy,y\n").unwrap();
    let error = evening.desk.import(&path, &[], false).unwrap_err();
    assert!(error.to_string().contains("line 3"), "{error}");
    assert!(
        evening.desk.find("Ann").unwrap().is_empty(),
        "nor of a first list"
    );
}

/// It is the same list with the same guests, and whoever is refused no more comes.
#[test]
fn a_list_that_refuses_nobody_any_more_is_the_same_list() {
    for (title, refused) in [
        ("Ticket status", "Refunded"),
        ("Storniert", "ja"),
        ("Flight", "cancelled"),
    ] {
        let list = |ann: &str| {
            format!(
                "Name,Email,Code,{title}\nAnn,a@x.org,111,{ann}\nBo,b@x.org,222,\nCy,c@x.org,333,\n"
            )
        };
        let mut evening = Evening::new();
        evening.import(&list(""));
        let answer = evening.import(&list(refused));
        assert_eq!(counts(&answer), [0, 1, 2, 0, 0], "{title}");
        assert_ne!(evening.view("Ann").status, Status::Confirmed, "{title}");
        assert_ne!(evening.scan("111").verdict, Verdict::Admitted, "{title}");
        let answer = evening.import(&list(""));
        assert_eq!(counts(&answer), [0, 1, 2, 0, 0], "{title}");
        assert_eq!(evening.view("Ann").status, Status::Confirmed, "{title}");
        assert_eq!(evening.scan("111").verdict, Verdict::Admitted, "{title}");
    }
}
