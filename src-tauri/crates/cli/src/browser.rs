//! Pictures of a page, taken by the Chromium that is installed.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::CliError;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// How long the page may take to load its fonts and settle, in its own time.
const SETTLE_MS: u32 = 2000;

pub(crate) fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    let named = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    named.into_iter().find(|file| file.is_file())
}

pub(crate) fn picture(
    browser: &Path,
    url: &str,
    (width, height): (u32, u32),
    out: &Path,
) -> Result<(), CliError> {
    let file = |error| CliError::File {
        path: out.to_owned(),
        error,
    };
    let profile = tempfile::tempdir().map_err(file)?;
    let out = std::path::absolute(out).map_err(file)?;
    // Without its sandbox only where it refuses to have one: as root.
    let root = fs_owner_is_root(profile.path());
    let status = Command::new(browser)
        .args(root.then_some("--no-sandbox"))
        .args([
            "--headless",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--window-size={width},{height}"))
        .arg(format!("--virtual-time-budget={SETTLE_MS}"))
        .arg(format!("--screenshot={}", out.display()))
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| CliError::File {
            path: browser.to_owned(),
            error,
        })?;
    let taken = status.success() && out.is_file();
    taken
        .then_some(())
        .ok_or_else(|| CliError::NoPicture("the lobby".into()))
}

fn fs_owner_is_root(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    folder.metadata().is_ok_and(|meta| meta.uid() == 0)
}
