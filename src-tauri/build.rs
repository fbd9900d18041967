//! Lists the window's commands, so that a capability file must name each one that a window may
//! call; unlisted, every window could call all of them.

/// Every command of `src/commands`, as the capability files name them.
const COMMANDS: &[&str] = &[
    "admit",
    "admit_rest",
    "another_evening",
    "cameras",
    "choose_file",
    "choose_folder",
    "choose_place",
    "desk_view",
    "door_card",
    "edit_guest",
    "erase_all",
    "erase_guest",
    "event_files",
    "export_to",
    "find",
    "guest",
    "guest_data",
    "import_list",
    "lobby_view",
    "log",
    "new_event",
    "numbers",
    "office_view",
    "open_event",
    "open_office",
    "practice_tickets",
    "print_badge",
    "print_inside",
    "print_ticket",
    "printers",
    "rehearse",
    "reissue_tickets",
    "remove_lead",
    "revoke_tickets",
    "save_guest_data",
    "scan",
    "scan_pasted",
    "scan_picture",
    "set_direction",
    "set_door",
    "set_event",
    "set_lead",
    "set_logo",
    "set_practice",
    "set_printer",
    "set_template",
    "settle",
    "start_camera",
    "stop_camera",
    "substitute",
    "toggle_full_screen",
    "try_ticket",
    "undo",
    "walk_in",
    "write_template",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
