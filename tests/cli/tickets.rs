use super::*;

#[test]
fn two_hundred_pictures_are_read_by_us_and_by_zbar() {
    let machine = Machine::with_guests(200);
    let tickets = machine.issue("tickets", "png", &[]);
    assert_eq!(tickets.len(), 200);
    let files = tickets.iter().map(|ticket| ticket.file.as_os_str());
    let read = machine
        .lanyard([OsStr::new("read")].into_iter().chain(files))
        .exits(0)
        .json();
    let read = read.as_array().unwrap();
    assert_eq!(read.len(), 200);
    for (ticket, read) in tickets.iter().zip(read) {
        assert_eq!(read["codes"], json!([ticket.code]), "{}", ticket.name);
        assert_eq!(zbar(&ticket.file), ticket.code, "{}", ticket.name);
    }
    assert!(machine.log().is_empty(), "reading checks nobody in");
}

#[test]
fn a_picture_is_scanned() {
    let machine = Machine::with_guests(1);
    let ticket = &machine.issue("tickets", "png", &[])[0];
    let image = ["scan".as_ref(), "--image".as_ref(), ticket.file.as_os_str()];
    let scan = machine.lanyard(image).exits(0).json();
    assert_eq!(
        (verdict(&scan), &scan["code"]),
        ("admitted", &json!(ticket.code))
    );
    let scan = machine.lanyard(image).exits(1).json();
    assert_eq!(verdict(&scan), "already_in");
    let icon = asset("icons/128x128.png");
    machine
        .lanyard(["scan", "--image", path(&icon)])
        .exits(1)
        .says(&["no code found"]);
    machine.write("picture.png", "no picture");
    machine
        .lanyard(["scan", "--image", "picture.png"])
        .exits(2)
        .says(&["picture.png"]);
}

#[test]
fn a_page_names_the_evening_and_any_reader_reads_it() {
    let (machine, tickets) = evening();
    let pages = machine.issue("pages", "pdf", &[]);
    let codes = |tickets: &[IssuedTicket]| {
        let mut codes: Vec<_> = tickets.iter().map(|ticket| ticket.code.clone()).collect();
        codes.sort();
        codes
    };
    assert_eq!(codes(&pages), codes(&tickets), "issued again, a code stays");
    for page in &pages {
        let text = run("pdftotext", &["-layout", path(&page.file), "-"]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            page.name.as_str(),
            "Scale & Reliability Engineering",
            "18:15",
            "19:00",
            "Rope Store",
            "rich@intercom.io",
        ] {
            assert!(text.contains(words), "“{words}” is not on the page: {text}");
        }
        let picture = machine.path("page");
        run(
            "pdftoppm",
            &[
                "-r",
                "150",
                "-png",
                "-singlefile",
                path(&page.file),
                path(&picture),
            ],
        );
        assert_eq!(zbar(&picture.with_extension("png")), page.code);
    }
    for ticket in &tickets {
        let svg = fs::read_to_string(&ticket.file).unwrap();
        assert!(svg.contains("<svg"), "{}", ticket.file.display());
    }
}

#[test]
fn one_guest_alone() {
    let (machine, tickets) = evening();
    let alone = machine.issue("alone", "svg", &[&tickets[1].attendee]);
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].code, tickets[1].code);
}

#[test]
fn a_badge_finds_its_guest_and_never_admits_first() {
    let (machine, tickets) = evening();
    let id = tickets[0].attendee.as_str();
    machine
        .lanyard(["badges", "print", "--attendee", id, "--out", "badge.pdf"])
        .exits(0);
    let text = run("pdftotext", &[path(&machine.path("badge.pdf")), "-"]);
    assert!(text.contains("Lovelace"), "{text}");
    machine
        .lanyard(["badges", "print", "--attendee", id, "--out", "badges"])
        .exits(0);
    let badge = fs::read_dir(machine.path("badges"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let code = zbar(&badge);
    assert!(code.starts_with("LYB:"), "{code}");
    assert!(!code.contains("Ada"), "no name in a QR code");
    assert_ne!(verdict(&machine.scan(&code, &[])), "admitted");
    assert_eq!(verdict(&machine.scan(&tickets[0].code, &[])), "admitted");
    assert_eq!(verdict(&machine.scan(&code, &["--exit"])), "left");
    assert_eq!(verdict(&machine.scan(&code, &[])), "re_entered");
}

fn zbar(picture: &Path) -> String {
    let said = run(
        "zbarimg",
        &[
            "--quiet",
            "--raw",
            "-Sdisable",
            "-Sqrcode.enable",
            path(picture),
        ],
    );
    said.trim_end_matches('\n').to_owned()
}
