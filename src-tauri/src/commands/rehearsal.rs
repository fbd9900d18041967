//! What is done before the doors open, and what is printed.

use lanyard_desk_core::{
    PrintJob,
    answers::{
        DeskView, PracticeTicket, PrintAnswer, PrinterView, Problem, Rehearsed, TriedTicket,
    },
    printers as all_printers, rehearse_printer,
};
use tauri::{State, WebviewWindow};

use super::{lock, lock_real};
use crate::front_desk::SharedDesk;

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn rehearse(desk: State<'_, SharedDesk>) -> Result<Vec<Rehearsed>, Problem> {
    let mut all = lock_real(&desk).rehearse()?;
    let printer = lock_real(&desk).printer().map(str::to_owned);
    all.push(rehearse_printer(printer.as_deref()));
    Ok(all)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn try_ticket(
    desk: State<'_, SharedDesk>,
    text: String,
) -> Result<TriedTicket, Problem> {
    Ok(lock(&desk).try_ticket(&text)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_practice(
    desk: State<'_, SharedDesk>,
    practice: bool,
) -> Result<DeskView, Problem> {
    let mut desk = lock(&desk);
    desk.set_practice(practice)?;
    Ok(desk.view()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn practice_tickets(
    desk: State<'_, SharedDesk>,
) -> Result<Vec<PracticeTicket>, Problem> {
    Ok(lock(&desk).practice_tickets()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn printers() -> Result<Vec<PrinterView>, Problem> {
    Ok(all_printers()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_printer(
    desk: State<'_, SharedDesk>,
    uri: Option<String>,
    on_entry: bool,
) -> Result<DeskView, Problem> {
    lock_real(&desk).set_printer(uri, on_entry)?;
    Ok(lock(&desk).view()?)
}

/// The list of who is inside; `language` is a tag such as `de`.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn print_inside(
    desk: State<'_, SharedDesk>,
    language: String,
) -> Result<PrintAnswer, Problem> {
    let job = lock(&desk).inside_job(&language)?;
    Ok(job.send())
}

/// The door card; `language` is a tag such as `de`.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn door_card(
    desk: State<'_, SharedDesk>,
    language: String,
) -> Result<PrintAnswer, Problem> {
    let job = lock(&desk).door_card_job(&language)?;
    Ok(job.send())
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn print_badge(
    desk: State<'_, SharedDesk>,
    attendee: String,
) -> Result<PrintAnswer, Problem> {
    let job = lock(&desk).badge_job(&attendee)?;
    Ok(send_badge(&desk, &job)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn print_ticket(
    desk: State<'_, SharedDesk>,
    attendee: String,
) -> Result<PrintAnswer, Problem> {
    let job = lock(&desk).ticket_print_job(&attendee)?;
    Ok(job.send())
}

/// The desk is free for scans while the printer takes its time.
pub(crate) fn send_badge(
    desk: &SharedDesk,
    job: &PrintJob,
) -> lanyard_desk_core::Result<PrintAnswer> {
    let answer = job.send();
    lock(desk).printed(job, &answer)?;
    Ok(answer)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn toggle_full_screen(window: WebviewWindow) -> Result<(), Problem> {
    // A window system without full screen leaves the window as it is.
    if let Ok(full) = window.is_fullscreen() {
        let _ = window.set_fullscreen(!full);
    }
    Ok(())
}
