use std::path::{Path, PathBuf};

use lanyard_desk_core::{
    ImportJob,
    answers::{
        AttendeeView, ImportAnswer, ImportPreview, ImportRequest, ImportView, Missing, Problem,
        QuestionView, Twins, UndoneImport,
    },
};
use tauri::State;

use super::lock_real;
use crate::front_desk::SharedDesk;

/// A list dropped on the desk: taken in with the columns as they are recognised. Where many guests
/// are missing from it, the desk asks, and `missing` is the answer.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn import_list(
    desk: State<'_, SharedDesk>,
    path: PathBuf,
    missing: Missing,
) -> Result<ImportAnswer, Problem> {
    let job = lock_real(&desk).import_job(&path, &[], missing)?;
    run(&desk, job)
}

/// What taking in a list would do; nothing is written.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn preview_list(
    desk: State<'_, SharedDesk>,
    request: ImportRequest,
) -> Result<ImportPreview, Problem> {
    Ok(job(&desk, &request)?.preview()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn import_mapped(
    desk: State<'_, SharedDesk>,
    request: ImportRequest,
) -> Result<ImportAnswer, Problem> {
    run(&desk, job(&desk, &request)?)
}

fn job(desk: &SharedDesk, request: &ImportRequest) -> lanyard_desk_core::Result<ImportJob> {
    let map = request.mappings()?;
    let job = lock_real(desk).import_job(Path::new(&request.path), &map, request.missing)?;
    Ok(job.as_previewed(request.stamp.clone()))
}

/// The desk is free for scans while the list is read.
fn run(desk: &SharedDesk, job: ImportJob) -> Result<ImportAnswer, Problem> {
    let answer = job.run()?;
    lock_real(desk).imported(&job)?;
    Ok(answer)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn imports(desk: State<'_, SharedDesk>) -> Result<Vec<ImportView>, Problem> {
    Ok(lock_real(&desk).imports()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn undo_import(desk: State<'_, SharedDesk>, id: u32) -> Result<UndoneImport, Problem> {
    Ok(lock_real(&desk).undo_import(Some(id.into()))?)
}

/// People who stand on two lists.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn twins(desk: State<'_, SharedDesk>) -> Result<Vec<Twins>, Problem> {
    Ok(lock_real(&desk).possible_twins()?)
}

/// Two guests who look like one are two people; gives whom that leaves.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn keep_apart(
    desk: State<'_, SharedDesk>,
    one: String,
    other: String,
) -> Result<Vec<Twins>, Problem> {
    Ok(lock_real(&desk).keep_apart(&one, &other)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn merge_guests(
    desk: State<'_, SharedDesk>,
    keep: String,
    other: String,
) -> Result<AttendeeView, Problem> {
    Ok(lock_real(&desk).merge_guests(&keep, &other)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn questions(desk: State<'_, SharedDesk>) -> Result<Vec<QuestionView>, Problem> {
    Ok(lock_real(&desk).questions()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_question(
    desk: State<'_, SharedDesk>,
    title: String,
    shown: bool,
    on_badge: bool,
) -> Result<Vec<QuestionView>, Problem> {
    let mut desk = lock_real(&desk);
    desk.set_question(&title, shown, on_badge)?;
    Ok(desk.questions()?)
}
