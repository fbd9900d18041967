use lanyard_desk_core::answers::{
    JobDone, Letter, LetterChange, LetterPreview, LetterView, MailCheck, MailFilter, MailLine,
    MailPlan, MailRequest, MailSettingsChange, MailSettingsView, Problem,
};
use tauri::{AppHandle, State};

use super::lock_real;
use crate::{
    front_desk::SharedDesk,
    jobs::{self, Over},
};

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn mail_settings(desk: State<'_, SharedDesk>) -> Result<MailSettingsView, Problem> {
    Ok(lock_real(&desk).mail_settings()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_mail_settings(
    desk: State<'_, SharedDesk>,
    change: MailSettingsChange,
) -> Result<MailSettingsView, Problem> {
    Ok(lock_real(&desk).set_mail_settings(&change)?)
}

/// Connects and logs in; the desk is free meanwhile.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn check_mail(desk: State<'_, SharedDesk>) -> Result<MailCheck, Problem> {
    let server = lock_real(&desk).mail_server()?;
    Ok(server.check()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn letters(desk: State<'_, SharedDesk>) -> Result<Vec<LetterView>, Problem> {
    Ok(lock_real(&desk).letters()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_letter(
    desk: State<'_, SharedDesk>,
    letter: Letter,
    change: LetterChange,
) -> Result<LetterView, Problem> {
    Ok(lock_real(&desk).set_letter(letter, &change)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn reset_letter(
    desk: State<'_, SharedDesk>,
    letter: Letter,
) -> Result<LetterView, Problem> {
    Ok(lock_real(&desk).reset_letter(letter)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn preview_letter(
    desk: State<'_, SharedDesk>,
    letter: Letter,
    attendee: Option<String>,
) -> Result<LetterPreview, Problem> {
    Ok(lock_real(&desk).preview_letter(letter, attendee.as_deref())?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn mail_plan(
    desk: State<'_, SharedDesk>,
    request: MailRequest,
) -> Result<MailPlan, Problem> {
    Ok(lock_real(&desk).mail_plan(&request)?)
}

/// The desk is free while the server takes its time.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn send_test(
    desk: State<'_, SharedDesk>,
    letter: Letter,
    address: String,
) -> Result<(), Problem> {
    let test = lock_real(&desk).test_mail(letter, &address, None)?;
    Ok(test.send()?)
}

/// Sends a letter to all it is for, and tells the office how far it is.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn send_letter(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    request: MailRequest,
) -> Result<(), Problem> {
    let job = lock_real(&desk).mail_job(&request)?;
    jobs::start(app, "mail", move |teller| {
        let report =
            job.send(&mut |progress| teller.tell(progress.done as usize, progress.total as usize))?;
        Ok(Over {
            done: report.sent as usize,
            total: report.total as usize,
            stopped: report.stopped,
            came_to: JobDone::from(&report),
            problem: report.problem,
        })
    })?;
    Ok(())
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn mail_log(
    desk: State<'_, SharedDesk>,
    filter: MailFilter,
) -> Result<Vec<MailLine>, Problem> {
    Ok(lock_real(&desk).mail_log(&filter)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_opt_out(
    desk: State<'_, SharedDesk>,
    attendee: String,
    on: bool,
) -> Result<(), Problem> {
    Ok(lock_real(&desk).opt_out(&attendee, on)?)
}
