use super::*;

#[test]
fn a_ticket_arrives_and_gets_its_guest_in() {
    let (machine, office) = evening(&[]);
    machine
        .lanyard(["tickets", "send", "--count", "3"])
        .exits(2)
        .says(&["test"]);
    let test = machine
        .lanyard(["tickets", "send", "--test", "me@example.net"])
        .exits(0)
        .json();
    assert_eq!(test["test"], "me@example.net");
    machine
        .lanyard(["tickets", "send", "--count", "4"])
        .exits(2)
        .says(&["3 mails", "you said 4"]);
    machine
        .lanyard(["tickets", "send"])
        .exits(2)
        .says(&["3 mails"]);
    assert_eq!(office.mails().len(), 1, "nothing but the test went out");

    let report = machine
        .lanyard(["tickets", "send", "--count", "3"])
        .exits(0)
        .json();
    assert_eq!(
        (&report["sent"], &report["left"]),
        (&json!(3), &json!(0)),
        "{report}"
    );
    let mut mails = office.mails();
    assert_eq!(mails.len(), 4, "Grace has no address");
    mails.sort();
    let mails = opened(mails.iter().map(|(_, path)| path.as_path()));

    let test = &mails[3];
    assert!(
        header(test, "Subject").starts_with("[Test] Your ticket"),
        "{test}"
    );
    assert_eq!(
        machine.scan(&code(&machine, test), &[])["verdict"],
        "wrong_event",
        "a test that goes astray lets nobody in"
    );

    for mail in &mails {
        assert_eq!(mail["defects"], json!([]), "{mail}");
        assert_eq!(
            mail["shape"],
            json!([
                "multipart/mixed",
                "multipart/alternative",
                "text/plain",
                "multipart/related",
                "text/html",
                "image/png",
                "application/pdf",
                "text/calendar"
            ])
        );
        for once in [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
        ] {
            assert_eq!(mail["count"][once], 1, "{once}: {mail}");
        }
        assert_eq!(
            header(mail, "From"),
            "\"Rich, your host\" <rich@intercom.io>"
        );
    }
    let manifest = machine.issue("tickets", "svg", &[]);
    for (mail, name, first, admits) in [
        (&mails[0], "Ada Lovelace", "Ada", ""),
        (&mails[1], "李, 小龍", "小龍", ""),
        (&mails[2], "Łukasz Ó Súilleabháin", "Łukasz", "admits 4"),
    ] {
        assert!(header(mail, "To").contains(name), "{mail}");
        assert_eq!(
            header(mail, "Subject"),
            "Your ticket for Scale & Reliability Engineering"
        );
        let (text, page) = (words(mail, "text"), words(mail, "html"));
        for words in [&text, &page] {
            for part in [first, name, "18:15", "Rope Store", admits] {
                assert!(words.contains(part), "“{part}” is not in {words}");
            }
        }
        assert!(page.contains("Scale &amp; Reliability"), "{page}");
        assert!(page.contains(&format!(
            "src=\"cid:{}\"",
            file(mail, "image/png")["id"].as_str().unwrap()
        )));
        let code = code(&machine, mail);
        let ticket = manifest.iter().find(|ticket| ticket.name == name).unwrap();
        assert_eq!(code, ticket.code, "{name} got their own code");
        let scan = machine.scan(&code, &[]);
        assert_eq!(
            (&scan["verdict"], &scan["attendee"]["name"]),
            (&json!("admitted"), &json!(name))
        );
        let pdf = run(
            "pdftotext",
            &["-layout", path(mail, "application/pdf"), "-"],
        );
        assert!(pdf.contains("18:15"), "{pdf}");
        let entry = fs::read_to_string(path(mail, "text/calendar")).unwrap();
        assert!(entry.contains("DTSTART:20261203T181500Z\r\n"), "{entry}");
    }
    let sent = state(&machine, "sent");
    assert_eq!(sent.len(), 3, "{sent:?}");
    machine
        .lanyard(["tickets", "send", "--count", "0"])
        .exits(0);
    assert_eq!(office.mails().len(), 4, "nobody gets two");
    let ada = manifest.iter().find(|ticket| ticket.name == "Ada Lovelace");
    let ada = &ada.unwrap().attendee;
    machine
        .lanyard(["tickets", "send", "--attendee", ada])
        .exits(1)
        .says(&["already"]);
    machine
        .lanyard(["tickets", "send", "--attendee", ada, "--again"])
        .exits(0);
    assert_eq!(
        per_address(&office)["ada@example.org"],
        2,
        "once more, on purpose"
    );
    machine.check();
}

#[test]
fn the_calendar_entry_is_a_file_too() {
    let machine = Machine::with_list(LIST);
    let tickets = machine.issue("entries", "ics", &[]);
    assert_eq!(tickets.len(), 4);
    for ticket in &tickets {
        let entry = fs::read_to_string(&ticket.file).unwrap();
        assert!(entry.starts_with("BEGIN:VCALENDAR\r\n"), "{entry}");
        for other in ["Lovelace", "Hopper", "LY1:"] {
            assert!(!entry.contains(other), "a calendar is shared: {entry}");
        }
    }
}

#[test]
fn the_ticket_that_is_attached_is_the_one_that_a_folder_has() {
    let (machine, office) = with(
        "name,email,Diet\nAda Lovelace,ada@example.org,no walnuts\n",
        &[],
    );
    machine.write(
        "own.svg",
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="60mm" viewBox="0 0 100 60">
          <rect x="4" y="10" width="40" height="40" fill="#fff" data-qr="code"/>
          <rect data-image="logo" x="48" y="2" width="40" height="8"/>
          <text data-field="name" data-box="48 12 48 8" font-family="Inter" font-size="7">N</text>
          <text data-field="answer:Diet" data-box="48 30 48 8" font-family="Inter" font-size="4">D</text>
        </svg>"##,
    );
    machine.write(
        "logo.svg",
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="8"><rect width="40" height="8" fill="#123456"/></svg>"##,
    );
    for words in [
        ["event", "template", "ticket", "own.svg"].as_slice(),
        &["event", "logo", "logo.svg"],
    ] {
        machine.lanyard(words).exits(0);
    }
    let issued = machine.issue("tickets", "pdf", &[]);
    send_all(&machine, 1).exits(0);
    let mails = office.mails();
    let mail = &opened(mails.iter().map(|(_, path)| path.as_path()))[0];
    let looks = |pdf: &str| {
        let words = run("pdftotext", &["-layout", pdf, "-"]);
        let picture = machine.path("page");
        let picture = picture.to_str().unwrap();
        run("pdftoppm", &["-r", "60", "-singlefile", pdf, picture]);
        (words, fs::read(format!("{picture}.ppm")).unwrap())
    };
    let attached = looks(path(mail, "application/pdf"));
    assert!(attached.0.contains("no walnuts"), "{}", attached.0);
    let issued = looks(issued[0].file.to_str().unwrap());
    assert!(attached == issued, "with the logo, and to the dot");
}
