//! Lists the window's commands, so that a capability file must name each one that a window may
//! call; unlisted, every window could call all of them.

/// Every command of `src/commands`, as the capability files name them.
const COMMANDS: &[&str] = &[
    "admit",
    "desk_view",
    "find",
    "lobby_view",
    "scan",
    "scan_picture",
    "set_door",
    "undo",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
