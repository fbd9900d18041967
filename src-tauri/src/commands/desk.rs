use std::path::PathBuf;

use lanyard_desk_core::{
    DeskError, ScanRequest,
    answers::{DeskView, Found, Problem, ScanAnswer, UndoAnswer},
};
use tauri::State;

use super::lock;
use crate::SharedDesk;

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn desk_view(desk: State<'_, SharedDesk>) -> Result<DeskView, Problem> {
    Ok(lock(&desk).view()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn scan(desk: State<'_, SharedDesk>, text: String) -> Result<ScanAnswer, Problem> {
    Ok(lock(&desk).scan(ScanRequest::new(text))?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn scan_picture(
    desk: State<'_, SharedDesk>,
    path: PathBuf,
) -> Result<Vec<ScanAnswer>, Problem> {
    // Reading takes longer than deciding: the desk stays free for the scanner meanwhile.
    let codes = lanyard_optics::read_file(&path).map_err(DeskError::from)?;
    let scan = |code: lanyard_optics::FoundCode| lock(&desk).scan(ScanRequest::new(code.text));
    Ok(codes.into_iter().map(scan).collect::<Result<_, _>>()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn find(desk: State<'_, SharedDesk>, query: String) -> Result<Vec<Found>, Problem> {
    Ok(lock(&desk).find(&query)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn admit(desk: State<'_, SharedDesk>, attendee: String) -> Result<ScanAnswer, Problem> {
    Ok(lock(&desk).admit(&attendee, None, None)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn undo(desk: State<'_, SharedDesk>, row: Option<u32>) -> Result<UndoAnswer, Problem> {
    Ok(lock(&desk).undo(row.map(i64::from), None)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_door(desk: State<'_, SharedDesk>, door: String) -> Result<DeskView, Problem> {
    let mut desk = lock(&desk);
    desk.set_door(&door)?;
    Ok(desk.view()?)
}
