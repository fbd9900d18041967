//! `lanyard-desk`: the desk's and the lobby's windows. The only package that knows Tauri; its
//! commands are adapters of a few lines over the `desk` crate.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod camera;
mod choose;
mod clipboard;
mod commands;
mod events;
mod front_desk;
mod jobs;
mod windows;
mod words;

use std::{
    process::ExitCode,
    sync::{Arc, Mutex},
    thread::JoinHandle,
};

use args::{Args, Opened};
use choose::Choice;
use clap::Parser;
use front_desk::{FrontDesk, SharedDesk};
use lanyard_desk_core::Home;
use specta_typescript::Typescript;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};
use words::Words;

fn main() -> ExitCode {
    let args = Args::parse();
    if let Some(path) = &args.write_bindings {
        return match bindings().export(Typescript::default(), path) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("lanyard-desk: {}: {error}", path.display());
                ExitCode::from(3)
            }
        };
    }
    if let Some(choice) = args.choose {
        return choose::show(choice, args.called.as_deref());
    }
    windows::before_gtk();
    let (no_lobby, office) = (args.no_lobby, args.office);
    // A long list is read while the window system starts.
    let opening = std::thread::spawn(move || args.open());
    match run(opening, no_lobby, office) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lanyard-desk: the window could not be opened: {error}");
            ExitCode::from(3)
        }
    }
}

type Opening = JoinHandle<lanyard_desk_core::Result<Opened>>;

fn run(opening: Opening, no_lobby: bool, office: bool) -> tauri::Result<()> {
    let builder = bindings();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(camera::Camera::default())
        .manage(jobs::Jobs::default())
        .manage(windows::Unsaved::default())
        .invoke_handler(builder.invoke_handler())
        .setup(move |app| {
            let (desk, home) = (SharedDesk::default(), Home::of_user());
            app.manage(Arc::clone(&desk));
            builder.mount_events(app);
            // The desk last, so that it lies on top where there is one monitor.
            let lobby = match no_lobby {
                true => None,
                false => Some(windows::open_lobby(app, &home)?),
            };
            let desk_window = windows::open_desk(app, &home)?;
            if let Some(lobby) = lobby {
                windows::move_to_other_monitor(&lobby, &desk_window)?;
            }
            let app = app.handle().clone();
            std::thread::spawn(move || go_to_work(&app, &desk, opening, office));
            Ok(())
        })
        .on_window_event(windows::on_event)
        .run(tauri::generate_context!())
}

/// Gives the windows their desk once its file is open; where it can't be opened, the program says
/// why and ends, or begins anew with another.
fn go_to_work(app: &AppHandle, desk: &SharedDesk, opening: Opening, office: bool) {
    let words = Words::of_system();
    let why = match opening.join() {
        Ok(Ok(Opened {
            desk: opened,
            missing,
        })) => {
            let front = Mutex::new(FrontDesk::of(opened));
            desk.get_or_init(|| front);
            if office {
                // Where no window can be opened, the desk goes on.
                let _ = windows::open_office(app, desk);
            }
            let mut named = windows::Named::default();
            named.keep_up(app, desk);
            events::print_badges(app.clone(), Arc::clone(desk));
            events::prepare_search(Arc::clone(desk));
            events::forward(app.clone(), Arc::clone(desk), named);
            if let Some(missing) = missing {
                let (missing, Words { sample, .. }) = (missing.display(), words);
                let said = format!("{} {missing}\n\n{sample}", words.last_missing);
                eprintln!("lanyard-desk: {said}");
                let message = app.dialog().message(said).title(windows::NAME);
                message.kind(MessageDialogKind::Warning).show(|_| ());
            }
            return;
        }
        Ok(Err(error)) => error.to_string(),
        // What it was has been said by the panic itself.
        Err(_) => "the event file could not be opened".to_owned(),
    };
    eprintln!("lanyard-desk: {why}");
    if !opens_another(app, words, &why) {
        std::process::exit(3);
    }
    app.exit(0);
}

/// Says on the screen why the event can't be opened, and opens another where one is chosen.
fn opens_another(app: &AppHandle, words: &Words, why: &str) -> bool {
    let buttons =
        MessageDialogButtons::OkCancelCustom(words.other.to_owned(), words.close.to_owned());
    let said = format!("{}\n\n{why}", words.not_opened);
    let message = app.dialog().message(said).title(windows::NAME);
    let message = message.kind(MessageDialogKind::Error).buttons(buttons);
    if !message.blocking_show() {
        return false;
    }
    let path = choose::choose(Choice::Event, None);
    path.is_some_and(|path| windows::start_with(app, &path).is_ok())
}

/// The one list of what crosses between the windows and this program.
fn bindings() -> Builder<tauri::Wry> {
    Builder::new()
        .commands(collect_commands![
            commands::desk::desk_view,
            commands::desk::unsettled,
            commands::desk::set_door,
            commands::desk::set_direction,
            commands::desk::scan,
            commands::desk::scan_picture,
            commands::desk::scan_pasted,
            commands::desk::scan_clipboard,
            commands::desk::find,
            commands::desk::guest,
            commands::desk::admit,
            commands::desk::rest_of_group,
            commands::desk::settle,
            commands::desk::undo,
            commands::desk::undo_answer,
            commands::desk::walk_in,
            commands::desk::substitute,
            commands::desk::edit_guest,
            commands::desk::learn_code,
            commands::desk::log,
            commands::desk::numbers,
            commands::lists::import_list,
            commands::rehearsal::rehearse,
            commands::rehearsal::try_ticket,
            commands::rehearsal::set_practice,
            commands::rehearsal::practice_tickets,
            commands::rehearsal::printers,
            commands::rehearsal::set_printer,
            commands::rehearsal::print_inside,
            commands::rehearsal::print_badge,
            commands::rehearsal::print_ticket,
            commands::rehearsal::door_card,
            commands::rehearsal::toggle_full_screen,
            commands::camera::cameras,
            commands::camera::start_camera,
            commands::camera::stop_camera,
            commands::lobby::lobby_view,
            commands::office::open_office,
            commands::office::set_unsaved,
            commands::office::close_anyway,
            commands::office::office_view,
            commands::office::set_event,
            commands::office::new_event,
            commands::office::another_evening,
            commands::office::event_files,
            commands::office::open_event,
            commands::office::set_logo,
            commands::office::set_template,
            commands::office::write_template,
            commands::office::set_lead,
            commands::office::remove_lead,
            commands::office::choose_file,
            commands::office::choose_place,
            commands::office::choose_folder,
            commands::office::revoke_tickets,
            commands::office::reissue_tickets,
            commands::office::export_to,
            commands::office::guest_data,
            commands::office::save_guest_data,
            commands::office::erase_guest,
            commands::office::erase_all,
            commands::mail::mail_settings,
            commands::mail::set_mail_settings,
            commands::mail::check_mail,
            commands::mail::letters,
            commands::mail::set_letter,
            commands::mail::reset_letter,
            commands::mail::preview_letter,
            commands::mail::mail_plan,
            commands::mail::send_test,
            commands::mail::send_letter,
            commands::mail::mail_log,
            commands::mail::set_opt_out,
            commands::office::stop_job,
            commands::lists::preview_list,
            commands::lists::import_mapped,
            commands::lists::imports,
            commands::lists::undo_import,
            commands::lists::twins,
            commands::lists::keep_apart,
            commands::lists::merge_guests,
            commands::lists::questions,
            commands::lists::set_question,
            commands::office::draw_tickets,
            commands::office::tickets_drawn,
        ])
        .events(collect_events![
            events::Changed,
            events::CameraNewsHeard,
            events::Printed,
            events::CloseAsked,
            jobs::JobHeard
        ])
        .error_handling(ErrorHandlingMode::Throw)
        .disable_serde_phases()
}
