use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A program under test: its name, and the variable that names another build of it.
type Program = (&'static str, &'static str);

/// The command line.
pub const LANYARD: Program = ("lanyard", "LANYARD_BIN");
/// The window.
pub const DESK: Program = ("lanyard-desk", "LANYARD_DESK_BIN");

/// Where a program under test lies: where its variable says, else where cargo put it beside these
/// tests.
pub fn program((name, variable): Program) -> PathBuf {
    let path = match env::var_os(variable) {
        Some(path) => PathBuf::from(path),
        None => {
            let tests = env::current_exe().unwrap();
            // target/PROFILE/deps/TEST
            tests.ancestors().nth(2).unwrap().join(name)
        }
    };
    assert!(
        path.is_file(),
        "there is no {}: run “make test”, which builds it, or let {variable} name it",
        path.display()
    );
    path
}

/// A file of `assets`.
pub fn asset(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    root.join("assets").join(name)
}

/// Runs one of the tools that judge our work, and gives what it prints.
///
/// # Panics
/// The tool is missing or fails.
#[track_caller]
pub fn run(tool: &str, arguments: &[&str]) -> String {
    let done = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{tool}: {error}; “make test” installs it"));
    assert!(
        done.status.success(),
        "{tool} {arguments:?}: {}\n{}",
        done.status,
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap()
}
