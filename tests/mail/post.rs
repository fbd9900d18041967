//! A mail server of the tests' own, and what opens its mails.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use lanyard_tests::run;
use serde_json::Value;
use tempfile::TempDir;

/// A mail server that is shut when it is dropped.
pub(crate) struct PostOffice {
    server: Child,
    folder: TempDir,
    pub(crate) port: u16,
}

impl PostOffice {
    /// Opens one on this machine alone; `options` are those of `tests/smtp/server.py`.
    pub(crate) fn open(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Command::new(python())
            .arg(script("server.py"))
            .arg(folder.path())
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut port = String::new();
        let mut said = BufReader::new(server.stdout.take().unwrap());
        said.read_line(&mut port).unwrap();
        Self {
            port: port.trim().parse().expect("the mail server says its port"),
            server,
            folder,
        }
    }

    /// The mails that it took, oldest first: to whom, and the file.
    pub(crate) fn mails(&self) -> Vec<(String, PathBuf)> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|end| end == "eml"));
        paths.sort();
        let mails = paths.into_iter().map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let (_, address) = name.split_once('-').unwrap();
            (address.to_owned(), path)
        });
        mails.collect()
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Mails as a mail program sees them.
pub(crate) fn opened<'p>(mails: impl Iterator<Item = &'p Path>) -> Vec<Value> {
    let paths = std::iter::once(script("opened.py")).chain(mails.map(Path::to_owned));
    let arguments: Vec<_> = paths.map(|path| path.display().to_string()).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let json = run(python().to_str().unwrap(), &arguments);
    serde_json::from_str(&json).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn script(name: &str) -> PathBuf {
    root().join("tests/smtp").join(name)
}

fn python() -> PathBuf {
    let python = root().join("target/smtp/bin/python");
    assert!(
        python.is_file(),
        "there is no {}: run “make test”, which installs it",
        python.display()
    );
    python
}
