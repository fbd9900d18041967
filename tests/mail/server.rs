use super::*;

#[test]
fn the_way_is_encrypted_and_the_password_is_kept_to_oneself() {
    for (security, more) in [("starttls", None), ("tls", Some("--tls"))] {
        let machine = Machine::with_list(LIST);
        let (certificate, key) = certificate(&machine);
        let mut options = vec!["--certificate", &certificate, "--key", &key];
        options.extend(["--login", "rich:geheim"]);
        options.extend(more);
        let office = PostOffice::open(&options);
        let mut set = set(&office, security);
        set.extend(["--user".to_owned(), "rich".to_owned()]);
        machine.lanyard(&set).exits(0);
        machine
            .lanyard(["mail", "check"])
            .exits(2)
            .says(&["password", "LANYARD_SMTP_PASSWORD"]);

        let with_password = |password: &str, words: &[&str]| {
            let mut command = machine.command(words);
            command
                .env("LANYARD_SMTP_PASSWORD", password)
                .output()
                .unwrap()
        };
        let strange = with_password("geheim", &["mail", "check"]);
        let said = String::from_utf8(strange.stderr).unwrap();
        assert_eq!(strange.status.code(), Some(3), "{said}");
        assert!(
            said.contains("certificate that is not to be trusted"),
            "{said}"
        );
        machine
            .lanyard(["mail", "set", "--certificate", &certificate])
            .exits(0);
        let wrong = with_password("falsch", &["mail", "check"]);
        assert_eq!(wrong.status.code(), Some(3));
        let said = String::from_utf8(wrong.stderr).unwrap();
        assert!(said.contains("may not log in: 535"), "{said}");
        assert!(with_password("geheim", &["mail", "set"]).status.success());
        let check = machine.lanyard(["mail", "check"]).exits(0).json();
        assert_eq!(
            (&check["encrypted"], &check["user"]),
            (&json!(true), &json!("rich")),
            "{security}"
        );

        let file = fs::read(machine.event()).unwrap();
        assert!(!contains(&file, b"geheim"), "never in the event file");
        let shown = machine.lanyard(["mail", "show"]).exits(0);
        assert!(!shown.out.contains("geheim"), "{}", shown.out);
        assert_eq!(shown.json()["password"], "kept");
        use std::os::unix::fs::PermissionsExt;
        for kept in fs::read_dir(machine.data().join("mail")).unwrap() {
            let mode = kept.unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "readable by this user alone");
        }
        assert_eq!(
            send_all(&machine, 3).exits(0).json()["sent"],
            3,
            "{security}"
        );
        assert_eq!(office.mails().len(), 3);
        let file = rusqlite::Connection::open(machine.event()).unwrap();
        file.execute("UPDATE mail_setting SET security = 'none'", [])
            .unwrap();
        file.close().unwrap();
        machine
            .lanyard(["mail", "check"])
            .exits(2)
            .says(&["password of rich is missing"]);
    }
}

#[test]
fn what_is_wrong_with_the_server_is_said_in_words() {
    let machine = Machine::with_list(LIST);
    machine
        .lanyard(["mail", "check"])
        .exits(2)
        .says(&["no mail server"]);
    machine
        .lanyard([
            "mail",
            "set",
            "--host",
            "mail.example.org",
            "--security",
            "none",
        ])
        .exits(2)
        .says(&["for all to read"]);
    machine
        .lanyard(["mail", "set", "--from", "nobody"])
        .exits(2)
        .says(&["nobody", "e-mail"]);
    let office = PostOffice::open(&[]);
    machine.lanyard(set(&office, "starttls")).exits(0);
    machine
        .lanyard(["mail", "check"])
        .exits(3)
        .says(&["offers no STARTTLS"]);
    machine.lanyard(set(&office, "tls")).exits(0);
    machine
        .lanyard(["mail", "check"])
        .exits(3)
        .says(&["does not speak TLS"]);
    let (certificate, key) = certificate(&machine);
    let tls = PostOffice::open(&["--certificate", &certificate, "--key", &key, "--tls"]);
    machine.lanyard(set(&tls, "tls")).exits(0);
    let said = machine
        .lanyard(["mail", "check"])
        .exits(3)
        .says(&["certificate", "not to be trusted"]);
    assert!(!said.err.contains('{'), "in words: {}", said.err);
    let gone = office.port.to_string();
    drop(office);
    machine
        .lanyard(["mail", "set", "--security", "none", "--port", &gone])
        .exits(0);
    machine
        .lanyard(["mail", "check"])
        .exits(3)
        .says(&["nothing listens"]);
    let sender = PostOffice::open(&["--no-sender", "rich@intercom.io"]);
    machine.lanyard(set(&sender, "none")).exits(0);
    let report = send_all(&machine, 3)
        .exits(3)
        .says(&["rich@intercom.io", "not in this name"])
        .json();
    assert_eq!(
        (&report["sent"], &report["left"]),
        (&json!(0), &json!(3)),
        "{report}"
    );
}
