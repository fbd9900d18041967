use std::ops::ControlFlow;

use lanyard_desk_core::{
    Desk, DeskError, DeskOptions, Home,
    answers::{Letter, MailRequest},
};

use super::*;

#[test]
fn a_refused_address_does_not_hold_up_the_others() {
    let (machine, office) =
        evening(&["--refuse", "ada@example.org", "--put-off", "li@example.org"]);
    let report = send_all(&machine, 3).exits(1).json();
    assert_eq!(report["sent"], 1);
    assert_eq!(report["refused"][0]["address"], "ada@example.org");
    let answer = report["refused"][0]["answer"].as_str().unwrap();
    assert!(
        answer.contains("550") && answer.contains("no such mailbox"),
        "{answer}"
    );
    assert_eq!(report["put_off"][0]["address"], "li@example.org");
    assert_eq!(report["left"], 0, "who was put off is counted once");
    let plan = machine
        .lanyard(["tickets", "send", "--dry-run"])
        .exits(0)
        .json();
    assert_eq!(
        (&plan["to_send"], &plan["refused"], &plan["sent"]),
        (&json!(1), &json!(1), &json!(1)),
        "who was put off is tried again, who was refused is not: {plan}"
    );
    let ada = report["refused"][0]["attendee"].as_str().unwrap();
    machine
        .lanyard(["attendees", "edit", ada, "--email", "ada.l@example.org"])
        .exits(0);
    let report = send_all(&machine, 2).exits(1).json();
    assert_eq!(
        report["sent"], 1,
        "another address is another try: {report}"
    );
    assert_eq!(
        per_address(&office)
            .keys()
            .map(String::as_str)
            .collect::<Vec<_>>(),
        ["ada.l@example.org", "lukasz@example.org"]
    );
}

#[test]
fn a_server_that_takes_nobody_s_mail_is_not_asked_for_everybody() {
    let (machine, _office) = with(&guests(50), &["--refuse-all"]);
    let report = send_all(&machine, 50)
        .exits(3)
        .says(&["nobody’s mail"])
        .json();
    assert_eq!(report["refused"].as_array().unwrap().len(), 10, "{report}");
    assert_eq!(report["left"], 40, "{report}");
}

#[test]
fn a_dropped_connection_is_made_again_and_nobody_gets_two() {
    let (machine, office) = with(&guests(30), &["--hang-up-after", "7"]);
    let report = send_all(&machine, 30).exits(0).json();
    assert_eq!(report["sent"], 30, "{report}");
    let times = per_address(&office);
    assert_eq!(times.len(), 30);
    assert!(times.values().all(|times| *times == 1), "{times:?}");
}

#[test]
fn a_lost_answer_is_uncertain_and_sent_again_only_by_name() {
    let (machine, office) = with(&guests(5), &["--lose-answer-of", "3"]);
    let report = send_all(&machine, 5)
        .exits(1)
        .says(&["uncertain", "--again"])
        .json();
    assert_eq!(
        (&report["sent"], &report["left"]),
        (&json!(4), &json!(0)),
        "{report}"
    );
    let uncertain = &report["uncertain"][0];
    let address = uncertain["address"].as_str().unwrap();
    assert_eq!(address, office.mails()[2].0, "it had arrived");
    let times = per_address(&office);
    assert_eq!((times.len(), times[address]), (5, 1), "once, as the others");
    let id = uncertain["attendee"].as_str().unwrap();
    machine
        .lanyard(["tickets", "send", "--attendee", id])
        .exits(1)
        .says(&["may have", "again"]);
    machine
        .lanyard(["tickets", "send", "--attendee", id, "--again"])
        .exits(0);
    let mails = office.mails();
    let twice = mails.iter().filter(|(to, _)| to == address);
    let twice = opened(twice.map(|(_, path)| path.as_path()));
    assert_eq!(
        header(&twice[0], "Message-ID"),
        header(&twice[1], "Message-ID"),
        "mail programs see that it is the same mail"
    );
}

#[test]
fn killed_again_and_again_nobody_gets_two_and_nobody_is_forgotten() {
    const GUESTS: usize = 200;
    let (machine, office) = with(&guests(GUESTS), &["--slow", "0.004"]);
    let mut kills = 0;
    for round in 1..60 {
        let plan = machine
            .lanyard(["tickets", "send", "--dry-run"])
            .exits(0)
            .json();
        let to_send = plan["to_send"].as_u64().unwrap();
        if to_send == 0 {
            break;
        }
        let before = office.mails().len();
        let count = to_send.to_string();
        let mut sending = machine
            .command(["tickets", "send", "--without-test", "--count", &count])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // Some mails go out, and then it is killed at any point of the next.
        while sending.try_wait().unwrap().is_none() && office.mails().len() < before + 7 {
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_millis(round % 11));
        kills += usize::from(sending.try_wait().unwrap().is_none());
        sending.kill().unwrap();
        sending.wait().unwrap();
    }
    let last = machine
        .lanyard(["tickets", "send", "--dry-run"])
        .exits(0)
        .json();
    assert_eq!(last["to_send"], 0, "{last}");
    // What the last kill left is looked at by one more sending.
    machine.lanyard(["tickets", "send", "--without-test", "--count", "0"]);
    assert!(kills >= 10, "it was killed at work: {kills} times");
    let times = per_address(&office);
    assert!(
        times.values().all(|times| *times == 1),
        "nobody gets two: {times:?}"
    );
    let (sent, uncertain) = (state(&machine, "sent"), state(&machine, "uncertain"));
    eprintln!(
        "{kills} kills: {} sent, {} uncertain",
        sent.len(),
        uncertain.len()
    );
    assert_eq!(sent.len() + uncertain.len(), GUESTS, "nobody is forgotten");
    for address in &sent {
        assert!(
            times.contains_key(address),
            "{address} is said to have got it"
        );
    }
    for address in times.keys() {
        assert!(
            sent.contains(address) || uncertain.contains(address),
            "{address} got it and nobody knows"
        );
    }
    machine.check();
}

#[test]
fn the_door_goes_on_while_mail_goes_out() {
    let (machine, office) = with(&guests(40), &["--slow", "0.05"]);
    let tickets = machine.issue("tickets", "svg", &[]);
    let mut sending = machine
        .command(["tickets", "send", "--without-test", "--count", "40"])
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while office.mails().is_empty() {
        sleep(Duration::from_millis(5));
    }
    machine
        .lanyard(["tickets", "send", "--count", "0"])
        .exits(3)
        .says(&["just now"]);
    for ticket in &tickets[..3] {
        assert_eq!(machine.scan(&ticket.code, &[])["verdict"], "admitted");
    }
    assert!(
        sending.try_wait().unwrap().is_none(),
        "mail was still going out"
    );
    assert!(sending.wait().unwrap().success());
    assert_eq!(per_address(&office).len(), 40);
}

#[test]
fn whoever_stops_it_goes_on_later() {
    let (machine, office) = with(&guests(12), &[]);
    let options = DeskOptions {
        home: Home::at(machine.data()),
        ..DeskOptions::default()
    };
    let mut desk = Desk::open(&machine.event(), options).unwrap();
    let request = |count| MailRequest {
        letter: Letter::Ticket,
        attendees: Vec::new(),
        again: false,
        count: Some(count),
        without_test: true,
    };
    let job = desk.mail_job(&request(12)).unwrap();
    let mut seen = 0;
    let report = job.send(&mut |progress| {
        seen = progress.sent;
        match progress.sent {
            5 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    });
    let report = report.unwrap();
    assert!(report.stopped, "{report:?}");
    assert_eq!((report.sent, seen, report.left), (5, 5, 7), "{report:?}");
    assert!(
        report.uncertain.is_empty(),
        "it stops between two mails: {report:?}"
    );
    let job = desk.mail_job(&request(7)).unwrap();
    let report = job.send(&mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((report.sent, report.left), (7, 0), "{report:?}");
    let times = per_address(&office);
    assert!(
        times.len() == 12 && times.values().all(|times| *times == 1),
        "{times:?}"
    );
    let mut practice = desk.practise().unwrap();
    assert!(matches!(
        practice.mail_job(&request(1)),
        Err(DeskError::PracticeMail)
    ));
}
