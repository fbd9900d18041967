use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{Conversation, LANYARD, asset, program};

/// The name of a machine's event file.
const EVENT: &str = "evening.lanyard";

/// A machine of its own: an empty data folder, and a folder to work in.
#[derive(Debug)]
pub struct Machine {
    folder: TempDir,
}

/// How a run of `lanyard` ended.
#[derive(Debug)]
pub struct Answer {
    /// What was asked.
    pub asked: String,
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A row of `manifest.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedTicket {
    /// Whose it is.
    pub attendee: String,
    /// The name on it.
    pub name: String,
    /// What its QR holds.
    pub code: String,
    /// Its file.
    pub file: PathBuf,
}

impl Machine {
    /// An empty machine.
    #[allow(clippy::new_without_default, reason = "it makes folders")]
    pub fn new() -> Self {
        Self {
            folder: tempfile::Builder::new()
                .prefix("lanyard-")
                .tempdir()
                .unwrap(),
        }
    }

    /// A machine with the sample event and this list imported.
    #[track_caller]
    pub fn with_list(list: &str) -> Self {
        let machine = Self::new();
        machine.make_event(EVENT);
        machine.import(list);
        machine
    }

    #[track_caller]
    fn import(&self, list: &str) {
        self.write("list.csv", list);
        self.lanyard(["attendees", "import", "list.csv"]).exits(0);
    }

    /// A machine with the sample event in a large enough room for so many guests.
    #[track_caller]
    pub fn with_guests(count: usize) -> Self {
        let machine = Self::new();
        let sample = std::fs::read_to_string(asset("sample/event.toml")).unwrap();
        let large = format!("capacity = {count}");
        machine.write("event.toml", sample.replace("capacity = 420", &large));
        machine
            .lanyard(["new", EVENT, "--from", "event.toml"])
            .exits(0);
        let mut list = String::from("name,email\n");
        for number in 1..=count {
            list += &format!("Guest {number:04},guest{number:04}@example.org\n");
        }
        machine.import(&list);
        machine
    }

    /// A file or folder in the folder to work in.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The event file.
    pub fn event(&self) -> PathBuf {
        self.path(EVENT)
    }

    /// The names of the files in the folder of the event file.
    pub fn folder_of_event(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    /// The user's data folder.
    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Writes a file in the folder to work in.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Makes an event file from the sample's definition.
    #[track_caller]
    pub fn make_event(&self, name: &str) {
        let definition = asset("sample/event.toml");
        self.lanyard([
            OsStr::new("new"),
            name.as_ref(),
            "--from".as_ref(),
            definition.as_ref(),
        ])
        .exits(0);
    }

    /// `lanyard`, on this machine and its event file, answering in JSON.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(program(LANYARD));
        command
            .arg("--json")
            .args(arguments)
            .current_dir(self.folder.path())
            .env("LANYARD_DATA", self.data())
            .env("LANYARD_EVENT", self.event())
            .stdin(Stdio::null());
        command
    }

    /// Runs `lanyard` to its end.
    pub fn lanyard<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Answer {
        let mut command = self.command(arguments);
        let done = command.output().unwrap();
        Answer {
            asked: format!("{:?}", command.get_args().collect::<Vec<_>>()),
            code: done.status.code(),
            out: String::from_utf8(done.stdout).unwrap(),
            err: String::from_utf8(done.stderr).unwrap(),
        }
    }

    /// Starts `lanyard scan -`.
    pub fn scanning(&self) -> Conversation {
        Conversation::start(&mut self.command(["scan", "-"]))
    }

    /// Issues tickets to these attendees, or with none named to all, and gives the manifest.
    #[track_caller]
    pub fn issue(&self, folder: &str, format: &str, attendees: &[&str]) -> Vec<IssuedTicket> {
        let mut arguments = vec!["tickets", "issue", "--out", folder, "--format", format];
        for attendee in attendees {
            arguments.extend(["--attendee", attendee]);
        }
        self.lanyard(arguments).exits(0);
        let folder = self.path(folder);
        let mut manifest = csv::Reader::from_path(folder.join("manifest.csv")).unwrap();
        let columns: Vec<_> = manifest.headers().unwrap().iter().collect();
        assert_eq!(columns, ["attendee_id", "name", "code", "file"]);
        let rows = manifest.records().map(|row| {
            let row = row.unwrap();
            IssuedTicket {
                attendee: row[0].to_owned(),
                name: row[1].to_owned(),
                code: row[2].to_owned(),
                file: folder.join(&row[3]),
            }
        });
        rows.collect()
    }

    /// Scans one code.
    #[track_caller]
    pub fn scan(&self, code: &str, options: &[&str]) -> Value {
        let answer = self.lanyard(["scan"].iter().chain(options).chain(&["--", code]));
        let scan = answer.json();
        let let_in = ["admitted", "re_entered", "left"].contains(&word(&scan, "verdict"));
        assert_eq!(
            answer.code,
            Some(i32::from(!let_in)),
            "the exit code says whether the code was refused: {scan}"
        );
        scan
    }

    /// The check-in log, oldest first.
    #[track_caller]
    pub fn log(&self) -> Vec<Value> {
        let log = self.lanyard(["log"]).exits(0).json();
        let mut rows = log.as_array().expect("the log is a list").clone();
        rows.sort_by_key(|row| row["row"].as_u64());
        rows
    }

    /// All that the event file says of people: who is on the list, and the log.
    #[track_caller]
    pub fn content(&self) -> (String, Vec<Value>) {
        let export = tempfile::tempdir().unwrap();
        let list = export.path().join("list.csv");
        self.lanyard([OsStr::new("attendees"), "export".as_ref(), list.as_ref()])
            .exits(0);
        (std::fs::read_to_string(list).unwrap(), self.log())
    }

    /// Asserts that the event file is whole.
    #[track_caller]
    pub fn check(&self) {
        let check = self.lanyard(["check"]).exits(0).json();
        assert_eq!(check["ok"], true, "{check}");
    }
}

impl Answer {
    /// Asserts the exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code,
            Some(code),
            "{} said: {}{}",
            self.asked,
            self.out,
            self.err
        );
        self
    }

    /// Asserts that the message names these words, and that it is one a user can read.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        let message = self.err.to_lowercase();
        for word in words {
            assert!(
                message.contains(&word.to_lowercase()),
                "{} should say “{word}”: {}",
                self.asked,
                self.err
            );
        }
        for broken in ["panicked", "Error {", "Some(", "Os {"] {
            assert!(!self.err.contains(broken), "{}: {}", self.asked, self.err);
        }
        self
    }

    /// The one JSON value that was answered.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{}: {error}\n{}{}", self.asked, self.out, self.err))
    }

    /// The JSON values that were answered, one a line.
    #[track_caller]
    pub fn jsons(&self) -> Vec<Value> {
        let values = self.out.lines().map(|line| {
            serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("{}: {error}\n{line}", self.asked))
        });
        values.collect()
    }
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}
