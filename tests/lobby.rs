//! The lobby page, as a browser on the local network sees it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::{Command, Stdio};

use lanyard_tests::{Conversation, Machine};
use serde_json::Value;

#[test]
fn a_browser_shows_what_is_on() {
    let machine = Machine::with_list("name,email\nAda Lovelace,ada@example.org\n");
    let serve = [
        "lobby",
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--at",
        "2026-12-03T19:14",
    ];
    let lobby = Conversation::start(&mut machine.command(serve));
    let first: Value = serde_json::from_str(&lobby.hear()).unwrap();
    let url = first["url"].as_str().unwrap();
    let (root, token) = url.split_once("/?").unwrap();
    assert!(token.starts_with("token="), "{url}");

    // With &still=1 the page holds still, so that the browser comes to an end.
    let page = dom(&format!("{url}&still=1"), &machine);
    for words in [
        "Scaling MongoDB to one million",
        "Niall Sheridan",
        "Scaling Elasticsearch",
    ] {
        assert!(page.contains(words), "“{words}” is not on the page: {page}");
    }
    for secret in ["Ada Lovelace", "ada@example.org"] {
        assert!(!page.contains(secret), "the lobby knows no attendee");
    }
    let status = |path: &str| match ureq::get(format!("{root}{path}")).call() {
        Ok(answer) => answer.status().as_u16(),
        Err(ureq::Error::StatusCode(code)) => code,
        Err(error) => panic!("{path}: {error}"),
    };
    assert_eq!(status("/api/lobby"), 403, "only with the token");
    assert_eq!(status(&format!("/api/lobby?{token}")), 200);
}

/// The page after its scripts have run.
fn dom(url: &str, machine: &Machine) -> String {
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
    ];
    let browser = |name: &&str| {
        let version = Command::new(name)
            .arg("--version")
            .stdout(Stdio::null())
            .status();
        version.is_ok_and(|status| status.success())
    };
    let browser = names
        .into_iter()
        .find(browser)
        .expect("“make test” installs Chromium");
    let done = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .arg(format!(
            "--user-data-dir={}",
            machine.path("browser").display()
        ))
        .args(["--virtual-time-budget=3000", "--dump-dom", url])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap()
}
