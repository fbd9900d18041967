//! The system's windows in which a file is chosen.
//!
//! A process of their own shows them: GTK reads the beginnings of the files that it lists, and to
//! close an event file once more drops SQLite's locks on it in the whole process
//! ([`lanyard_desk_core::not_own`]).

use std::{
    ffi::OsString,
    io::{self, Read as _, Write as _},
    os::unix::ffi::OsStringExt as _,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
    thread,
};

use clap::ValueEnum;
use rfd::FileDialog;

use crate::words::Words;

/// What is to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Choice {
    List,
    Picture,
    Template,
    Event,
    Certificate,
    /// Where something new is to be written.
    Place,
    Folder,
}

/// Lets somebody choose, and waits for it; `name` is what something new would be called. `None`:
/// they chose nothing, or no window could be opened.
pub(crate) fn choose(choice: Choice, name: Option<&str>) -> Option<PathBuf> {
    let value = choice.to_possible_value()?;
    let mut program = Command::new(std::env::current_exe().ok()?);
    program.args(["--choose", value.get_name()]);
    if let Some(name) = name {
        program.arg(format!("--called={name}"));
    }
    // The other end of its input is closed with this program, which ends it.
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // GTK says there what the machine has not.
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let held = child.stdin.take();
    let chosen = child.wait_with_output();
    drop(held);
    let path = chosen.ok()?.stdout;
    (!path.is_empty()).then(|| OsString::from_vec(path).into())
}

/// Shows the window, and writes what was chosen to the standard output.
pub(crate) fn show(choice: Choice, name: Option<&str>) -> ExitCode {
    thread::spawn(|| {
        let _ = io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let words = Words::of_system();
    let titled = |title: &str| FileDialog::new().set_title(title);
    let open = |name: &str, ends: &[&str]| titled(words.open).add_filter(name, ends).pick_file();
    let chosen = match choice {
        Choice::List => open(words.lists, &["csv", "tsv", "txt", "xlsx", "ods", "xls"]),
        Choice::Picture => open(words.pictures, &["png", "jpg", "jpeg", "svg"]),
        Choice::Template => open("SVG", &["svg"]),
        Choice::Event => open(words.events, &["lanyard"]),
        Choice::Certificate => open(words.certificates, &["pem", "crt", "cer", "cert"]),
        Choice::Place => titled(words.save)
            .set_file_name(name.unwrap_or_default())
            .save_file(),
        Choice::Folder => titled(words.folder).pick_folder(),
    };
    let path = chosen.unwrap_or_default().into_os_string();
    match io::stdout().write_all(path.as_encoded_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
