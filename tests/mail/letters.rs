use super::*;

#[test]
fn letters_go_to_whom_they_concern_when_it_is_time() {
    let (machine, office) = with(
        "name,email,status\n\
         Ada Lovelace,ada@example.org,\n\
         Grace Hopper,grace@example.org,\n\
         Alan Turing,alan@example.org,\n\
         Kurt Gödel,kurt@example.org,waitlist\n\
         Emmy Noether,emmy@example.org,\n",
        &[],
    );
    // On the list twice, like somebody who is on two.
    machine
        .lanyard([
            "attendees",
            "add",
            "--name",
            "Ada lovelace",
            "--email",
            "Ada@example.org",
        ])
        .exits(0);
    let id = |name: &str| {
        let found = machine.lanyard(["attendees", "find", name]).exits(0).json();
        found[0]["id"].as_str().unwrap().to_owned()
    };
    let (grace, emmy) = (id("Grace Hopper"), id("Emmy Noether"));
    machine.lanyard(["mail", "opt-out", &emmy]).exits(0);
    let send = |letter: &str, count: &str, at: &str| {
        machine.lanyard([
            "mail",
            "send",
            letter,
            "--count",
            count,
            "--without-test",
            "--at",
            at,
        ])
    };
    send("thanks", "0", "2026-12-03T19:00")
        .exits(2)
        .says(&["not over"]);
    send("reminder", "0", "2026-12-03T23:00")
        .exits(2)
        .says(&["is over"]);
    send("reminder", "3", "2026-12-02T09:00").exits(0);
    assert_eq!(
        per_address(&office),
        ["ada@example.org", "alan@example.org", "grace@example.org"]
            .map(|address| (address.to_owned(), 1))
            .into(),
        "one reminder a person, none to the waiting list, none to who wants none"
    );
    machine
        .lanyard(["admit", &grace, "--at", "2026-12-03T18:30"])
        .exits(0);
    machine
        .lanyard([
            "walk-in",
            "--name",
            "Rosalind Franklin",
            "--email",
            "rosalind@example.org",
            "--at",
            "2026-12-03T18:40",
        ])
        .exits(0);
    for (letter, count) in [("thanks", "1"), ("missed", "2"), ("walk_in", "1")] {
        send(letter, count, "2026-12-04T09:00").exits(0);
    }
    let mails: Vec<_> = office.mails().into_iter().skip(3).collect();
    let to: Vec<_> = mails.iter().map(|(address, _)| address.as_str()).collect();
    assert_eq!(to[0], "grace@example.org", "who came");
    assert_eq!(
        BTreeSet::from_iter(&to[1..3]),
        BTreeSet::from_iter(&["ada@example.org", "alan@example.org"])
    );
    assert_eq!(to[3], "rosalind@example.org", "who walked in");
    for mail in opened(mails.iter().map(|(_, path)| path.as_path())) {
        let unsubscribe = header(&mail, "List-Unsubscribe");
        assert!(
            unsubscribe.starts_with("<mailto:rich@intercom.io?subject=No%20more"),
            "{mail}"
        );
        for words in [words(&mail, "text"), words(&mail, "html")] {
            assert!(words.contains("No more letters"), "{words}");
        }
        let date = header(&mail, "Date");
        assert!(
            date.starts_with("Fri, 04 Dec 2026 09:0"),
            "the desk's own clock counts: {date}"
        );
        assert_eq!(
            mail["shape"],
            json!(["multipart/alternative", "text/plain", "text/html"])
        );
    }
    machine
        .lanyard([
            "mail",
            "send",
            "thanks",
            "--attendee",
            &emmy,
            "--at",
            "2026-12-04T09:00",
        ])
        .exits(1)
        .says(&["did not come"]);
    machine
        .lanyard(["tickets", "send", "--attendee", &emmy])
        .exits(0);
}

#[test]
fn a_letter_in_the_organisers_words_is_looked_at_before_anything_is_sent() {
    let (machine, office) = evening(&[]);
    machine.write("body.txt", "Dear {fist_name}\n");
    machine
        .lanyard(["mail", "letter", "set", "ticket", "--body-file", "body.txt"])
        .exits(2)
        .says(&["{fist_name}", "{first_name}"]);
    machine.write("body.txt", "Dear **{name}**,\n\nthe [programme](https://example.org/p) & more.\n\n{ticket}\n\nBye <3\n");
    machine
        .lanyard([
            "mail",
            "letter",
            "set",
            "ticket",
            "--subject",
            "{first_name}: come!",
            "--body-file",
            "body.txt",
        ])
        .exits(0);
    machine
        .lanyard(["tickets", "send", "--test", "me@example.net"])
        .exits(0);
    assert_eq!(
        machine.lanyard(["mail", "letter", "show", "ticket"]).json()["tested"],
        true
    );
    machine
        .lanyard([
            "mail",
            "letter",
            "set",
            "ticket",
            "--subject",
            "{first_name}: do come!",
        ])
        .exits(0);
    machine
        .lanyard(["tickets", "send", "--count", "3"])
        .exits(2)
        .says(&["present words"]);
    machine
        .lanyard(["tickets", "send", "--test", "me@example.net"])
        .exits(0);
    machine
        .lanyard(["tickets", "send", "--count", "3"])
        .exits(0);
    let mails = office.mails();
    let ada = mails
        .iter()
        .filter(|(address, _)| address == "ada@example.org");
    let ada = &opened(ada.map(|(_, path)| path.as_path()))[0];
    assert_eq!(header(ada, "Subject"), "Ada: do come!");
    assert!(
        words(ada, "html").contains("<strong>Ada Lovelace</strong>"),
        "{ada}"
    );
    assert!(
        words(ada, "html").contains("<a href=\"https://example.org/p\""),
        "{ada}"
    );
    assert!(words(ada, "html").contains("Bye &lt;3"), "{ada}");
    assert!(
        words(ada, "text").contains("the programme (https://example.org/p) & more."),
        "{ada}"
    );
    machine
        .lanyard(["mail", "set", "--language", "de"])
        .exits(0);
    machine
        .lanyard(["mail", "letter", "set", "ticket", "--built-in"])
        .exits(0);
    let preview = machine
        .lanyard(["mail", "letter", "preview", "ticket"])
        .exits(0)
        .json();
    assert!(
        preview["text"]
            .as_str()
            .unwrap()
            .contains("Donnerstag, 3. Dezember 2026"),
        "{preview}"
    );
    assert!(
        preview["html"]
            .as_str()
            .unwrap()
            .contains("data:image/png;base64,"),
        "{preview}"
    );
}
