//! Lists the window's commands, so that a capability file must name each one that a window may
//! call; unlisted, every window could call all of them.

/// Every command of `src/commands`, as the capability files name them.
const COMMANDS: &[&str] = &[
    "admit",
    "admit_rest",
    "cameras",
    "desk_view",
    "door_card",
    "edit_guest",
    "find",
    "guest",
    "import_list",
    "lobby_view",
    "log",
    "numbers",
    "practice_tickets",
    "print_badge",
    "print_inside",
    "print_ticket",
    "printers",
    "rehearse",
    "scan",
    "scan_pasted",
    "scan_picture",
    "set_direction",
    "set_door",
    "set_practice",
    "set_printer",
    "settle",
    "start_camera",
    "stop_camera",
    "substitute",
    "toggle_full_screen",
    "try_ticket",
    "undo",
    "unsettled",
    "walk_in",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
