//! Printing on a printer that speaks IPP: `ippeveprinter` of CUPS, which keeps what it was sent.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::env;
use std::net::TcpListener;
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use lanyard_paper::printer::{
    Activity, JobId, JobState, Printer, PrinterError, Trouble, printers_of,
};
use lanyard_paper::{Field, Fields, Paper, Template};
use lanyard_tests::{Machine, run};
use tempfile::TempDir;

const ONCE: NonZeroU16 = NonZeroU16::MIN;

/// A printer that is switched off when it is dropped.
struct IppPrinter {
    bus: Child,
    printer: Child,
    folder: TempDir,
    port: u16,
}

impl IppPrinter {
    /// Switches a printer on that takes `formats`.
    fn taking(formats: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        // It announces itself by way of the system's bus. Nobody needs to hear it, but it does not
        // start without one.
        let bus = format!("unix:path={}", folder.path().join("bus").display());
        let mut program = command("dbus-daemon");
        program.args(["--session", "--nofork", "--nopidfile", "--address", &bus]);
        let bus_daemon = start(&mut program);
        until("the bus is there", || folder.path().join("bus").exists());
        let mut program = command("ippeveprinter");
        program
            .args(["-f", formats, "-p", &port.to_string(), "-n", "localhost"])
            .args(["-r", "off", "-k", "-d"])
            .arg(folder.path())
            .arg("-K")
            .arg(folder.path())
            .arg("Badges")
            .env("DBUS_SYSTEM_BUS_ADDRESS", &bus);
        let printer = start(&mut program);
        let printer = Self {
            bus: bus_daemon,
            printer,
            folder,
            port,
        };
        until("the printer is on", || printer.lanyards().state().is_ok());
        printer
    }

    fn lanyards(&self) -> Printer {
        self.at("ipp/print")
    }

    fn at(&self, path: &str) -> Printer {
        Printer::at(&format!("ipp://localhost:{}/{path}", self.port)).unwrap()
    }

    /// Does on the printer's own page what somebody does at the printer.
    fn touch(&self, page: &str) {
        let url = format!("http://localhost:{}/{page}", self.port);
        ureq::get(url).call().unwrap();
    }

    /// The documents that came.
    fn documents(&self) -> Vec<PathBuf> {
        std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
            .collect()
    }

    fn switch_off(&mut self) {
        for child in [&mut self.printer, &mut self.bus] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for IppPrinter {
    fn drop(&mut self) {
        self.switch_off();
    }
}

/// A CUPS with queues of its own, which is ended when it is dropped.
struct Cups {
    daemon: Child,
    port: u16,
    _folder: TempDir,
}

impl Cups {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().display();
        let port = free_port();
        // What it lets do the work must not be root.
        let root_user = run("id", &["-u"]).trim() == "0";
        let [user, group] = if root_user {
            ["lp".to_owned(), "lp".to_owned()]
        } else {
            ["-un", "-gn"].map(|what| run("id", &[what]).trim().to_owned())
        };
        let daemon = format!(
            "Listen 127.0.0.1:{port}\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n\
             <Location />\nAllow all\n</Location>\n<Location /admin>\nAllow all\n</Location>\n\
             <Policy default>\n<Limit All>\nAllow all\n</Limit>\n</Policy>\n"
        );
        let files = format!(
            "ServerRoot {root}\nRequestRoot {root}\nTempDir {root}\nCacheDir {root}\n\
             StateDir {root}\nServerKeychain {root}\nAccessLog /dev/null\nErrorLog /dev/null\n\
             PageLog /dev/null\nFileDevice Yes\nUser {user}\nGroup {group}\nSystemGroup root\n"
        );
        let [daemon, files] =
            [("cupsd.conf", daemon), ("cups-files.conf", files)].map(|(name, content)| {
                let path = folder.path().join(name);
                std::fs::write(&path, content).unwrap();
                path
            });
        let mut program = command("cupsd");
        program.arg("-f").arg("-c").arg(daemon);
        let daemon = start(program.arg("-s").arg(files));
        let cups = Self {
            daemon,
            port,
            _folder: folder,
        };
        until("CUPS is there", || printers_of(&cups.uri()).is_ok());
        cups
    }

    fn uri(&self) -> String {
        format!("ipp://localhost:{}/", self.port)
    }

    /// Runs one of the programs of CUPS on this one.
    fn run(&self, program: &str, arguments: &[&str]) {
        let server = format!("localhost:{}", self.port);
        let done = command(program)
            .args(["-h", &server])
            .args(arguments)
            .output()
            .unwrap_or_else(|error| panic!("{program}: {error}; “make test” installs it"));
        assert!(
            done.status.success(),
            "{program} {arguments:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
}

impl Drop for Cups {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// A port that nobody listens on. Not one that the system would give us: who asks for nobody
/// there may be given the same one for himself, and then has an answer.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + (std::process::id() % 8_000) as u16;
    loop {
        let port = first + NEXT.fetch_add(1, Ordering::Relaxed) % 4_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    // Debian has programs of CUPS where only root looks.
    let path = env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{path}:/usr/sbin"));
    command
}

fn start(command: &mut Command) -> Child {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}; “make test” installs it"))
}

#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < end, "{what}: not within 30 s");
        thread::sleep(Duration::from_millis(20));
    }
}

fn badge() -> Vec<u8> {
    let fields = Fields::new()
        .with(Field::Event, "Scale & Reliability Engineering")
        .with(Field::Name, "Łukasz Ó Súilleabháin")
        .with(Field::Company, "Tallow & Reed")
        .with(Field::Code, "LYB:0123456789ABCDEF");
    Paper::new().pdf(&Template::badge(), [&fields]).unwrap()
}

#[test]
fn a_badge_arrives_as_it_was_made() {
    let printer = IppPrinter::taking("application/pdf,image/urf");
    let lanyards = printer.lanyards();
    let state = lanyards.state().unwrap();
    assert_eq!(state.activity, Activity::Ready);
    assert!(state.can_print(), "{state:?}");

    let badge = badge();
    let job = lanyards.print(&badge, "Badge 12", ONCE).unwrap();
    until("the job is over", || {
        lanyards.job_state(job).unwrap().is_over()
    });
    assert_eq!(lanyards.job_state(job).unwrap(), JobState::Printed);
    let documents = printer.documents();
    let [document] = &documents[..] else {
        panic!("{documents:?}");
    };
    let name = document.file_name().unwrap().to_string_lossy();
    assert!(name.contains("badge_12"), "the job has its name: {name}");
    assert!(
        std::fs::read(document).unwrap() == badge,
        "every byte arrives"
    );
    let error = lanyards.cancel(job).unwrap_err();
    assert!(matches!(error, PrinterError::JobOver { .. }), "{error:?}");
}

#[test]
fn a_job_can_be_taken_back() {
    let printer = IppPrinter::taking("application/pdf");
    let lanyards = printer.lanyards();
    let badge = badge();
    let three = NonZeroU16::new(3).unwrap();
    let job = lanyards.print(&badge, "Badge", three).unwrap();
    let error = lanyards.print(&badge, "Badge", ONCE).unwrap_err();
    assert!(
        matches!(error, PrinterError::Busy),
        "this printer keeps no queue: {error:?}"
    );
    lanyards.cancel(job).unwrap();
    until("the job is over", || {
        lanyards.job_state(job).unwrap().is_over()
    });
    assert_eq!(lanyards.job_state(job).unwrap(), JobState::Cancelled);
    let error = lanyards.job_state(JobId(4711)).unwrap_err();
    assert!(matches!(error, PrinterError::NoSuchJob { .. }), "{error:?}");
}

#[test]
fn a_printer_that_was_switched_off_is_unreachable() {
    let mut printer = IppPrinter::taking("application/pdf");
    let lanyards = printer.lanyards();
    lanyards.state().unwrap();
    printer.switch_off();
    let error = lanyards.print(&badge(), "Badge", ONCE).unwrap_err();
    assert!(
        matches!(error, PrinterError::Unreachable { .. }),
        "{error:?}"
    );
}

#[test]
fn a_printer_says_what_it_lacks() {
    let printer = IppPrinter::taking("application/pdf");
    let lanyards = printer.lanyards();
    let troubles = || lanyards.state().unwrap().troubles;
    assert_eq!(troubles(), []);

    let fill = |sheets: u16| {
        printer.touch(&format!(
            "media?size1=iso_a4_210x297mm&type1=labels&level1={sheets}&size3=&type3=&level3=-2"
        ));
    };
    fill(0);
    assert_eq!(troubles(), [Trouble::PaperOut]);
    assert!(!lanyards.state().unwrap().can_print());
    fill(250);
    assert_eq!(troubles(), []);

    printer.touch("supplies?supply0=25&supply1=5");
    assert_eq!(troubles(), [Trouble::InkLow]);
    printer.touch("supplies?supply0=25&supply1=0");
    assert_eq!(troubles(), [Trouble::InkOut]);
}

#[test]
fn a_printer_without_pdf_says_what_it_takes() {
    let printer = IppPrinter::taking("image/urf,image/pwg-raster");
    let error = printer.lanyards().print(&badge(), "Badge", ONCE);
    let Err(PrinterError::NoPdf { formats }) = error else {
        panic!("{error:?}");
    };
    assert!(formats.contains(&"image/urf".to_owned()), "{formats:?}");
}

#[test]
fn a_wrong_name_is_no_printer() {
    let printer = IppPrinter::taking("application/pdf");
    let error = printer.at("ipp/other").state().unwrap_err();
    assert!(
        matches!(error, PrinterError::NoSuchPrinter { .. }),
        "{error:?}"
    );
}

#[test]
fn the_printers_of_cups_are_known() {
    let cups = Cups::new();
    assert_eq!(printers_of(&cups.uri()).unwrap(), [], "there is none yet");
    let nowhere = ["-v", "file:///dev/null", "-E"];
    cups.run("lpadmin", &[&["-p", "badges"], &nowhere[..]].concat());
    let titled = ["-p", "office", "-D", "Upstairs, by the window"];
    cups.run("lpadmin", &[&titled[..], &nowhere[..]].concat());
    cups.run("lpadmin", &["-d", "badges"]);

    let found = printers_of(&cups.uri()).unwrap();
    let said: Vec<_> = found
        .iter()
        .map(|printer| (&*printer.name, &*printer.title, printer.is_default))
        .collect();
    let badges = ("badges", "badges", true);
    assert_eq!(said, [badges, ("office", "Upstairs, by the window", false)]);
    assert!(found[0].state.can_print(), "{:?}", found[0].state);

    let printer = Printer::at(&found[0].uri).unwrap();
    let job = printer.print(&badge(), "Badge", ONCE).unwrap();
    until("the job is over", || {
        printer.job_state(job).unwrap().is_over()
    });
    assert_eq!(printer.job_state(job).unwrap(), JobState::Printed);

    cups.run("cupsdisable", &["badges"]);
    let state = printer.state().unwrap();
    assert_eq!(state.activity, Activity::Stopped);
    assert_eq!(state.troubles, [Trouble::Paused]);
    let waiting = printer.print(&badge(), "Badge", ONCE).unwrap();
    assert_eq!(printer.job_state(waiting).unwrap(), JobState::Waiting);
    assert_eq!(printer.state().unwrap().queued, 1);
    printer.cancel(waiting).unwrap();
    assert_eq!(printer.job_state(waiting).unwrap(), JobState::Cancelled);

    cups.run("cupsreject", &["badges"]);
    let error = printer.print(&badge(), "Badge", ONCE).unwrap_err();
    assert!(matches!(error, PrinterError::NotAccepting), "{error:?}");
}

#[test]
fn the_command_prints_badges_and_the_log_keeps_that() {
    let mut printer = IppPrinter::taking("application/pdf");
    let uri = format!("ipp://localhost:{}/ipp/print", printer.port);
    let machine = Machine::with_list("name\nAda Lovelace\nBéla Bartók\n");
    let answer = machine
        .lanyard(["badges", "print", "--all", "--printer", &uri])
        .exits(0);
    assert_eq!(answer.json()["printer"], uri.as_str());
    until("the badges have come", || printer.documents().len() == 1);
    let pages = run("pdfinfo", &[printer.documents()[0].to_str().unwrap()]);
    assert!(
        pages.contains("Pages:           2"),
        "a badge each: {pages}"
    );
    let kinds: Vec<_> = machine
        .log()
        .iter()
        .map(|row| row["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["badge_printed", "badge_printed"]);
    let report = machine.lanyard(["report"]).exits(0).json();
    assert_eq!(report["arrived"], 0, "a badge is no check-in: {report}");

    printer.switch_off();
    machine
        .lanyard(["badges", "print", "--all", "--printer", &uri])
        .exits(3)
        .says(&["printer"]);
    assert_eq!(machine.log().len(), 2, "what was not printed is not noted");
    let rehearsal = machine
        .lanyard(["rehearse", "--printer", &uri])
        .exits(1)
        .json();
    let printer = rehearsal
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["what"] == "printer")
        .unwrap();
    assert_eq!(printer["health"], "bad", "{printer}");
    machine.lanyard(["door-card", "--out", "card.pdf"]).exits(0);
    machine
        .lanyard(["inside", "--out", "inside.pdf", "--language", "de"])
        .exits(0);
    for file in ["card.pdf", "inside.pdf"] {
        let bytes = std::fs::read(machine.path(file)).unwrap();
        assert!(bytes.starts_with(b"%PDF"), "{file}");
    }
}
