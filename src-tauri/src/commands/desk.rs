use std::path::PathBuf;

use lanyard_desk_core::{
    DeskError, ScanRequest,
    answers::{
        AttendeeView, DeskView, Direction, FindAnswer, GuestChange, LogFilter, LogPage, NewGuest,
        NumbersView, Problem, ScanAnswer, Settlement, Substitute, UndoAnswer,
    },
    not_own,
};
use tauri::{AppHandle, State, WebviewWindow};

use super::{lock, lock_for};
use crate::front_desk::SharedDesk;

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn desk_view(desk: State<'_, SharedDesk>) -> Result<DeskView, Problem> {
    Ok(lock(&desk).view()?)
}

/// What was left unsettled when the window was closed.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn unsettled(desk: State<'_, SharedDesk>) -> Result<Vec<ScanAnswer>, Problem> {
    Ok(lock(&desk).unsettled()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_door(desk: State<'_, SharedDesk>, door: String) -> Result<DeskView, Problem> {
    let mut desk = lock(&desk);
    desk.set_door(&door)?;
    Ok(desk.view()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_direction(
    desk: State<'_, SharedDesk>,
    direction: Direction,
) -> Result<DeskView, Problem> {
    let mut desk = lock(&desk);
    desk.set_direction(direction.into())?;
    Ok(desk.view()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn scan(desk: State<'_, SharedDesk>, text: String) -> Result<ScanAnswer, Problem> {
    let mut desk = lock(&desk);
    let request = ScanRequest::new(text).towards(desk.direction());
    Ok(desk.scan(request)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn scan_picture(
    desk: State<'_, SharedDesk>,
    path: PathBuf,
) -> Result<Vec<ScanAnswer>, Problem> {
    not_own(&path)?;
    // Reading takes longer than deciding: the desk stays free for the scanner meanwhile.
    let codes = lanyard_optics::read_file(&path).map_err(DeskError::from)?;
    scan_all(&desk, codes)
}

/// A picture from the clipboard: the bytes of a PNG, JPEG or another file.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn scan_pasted(
    desk: State<'_, SharedDesk>,
    picture: Vec<u8>,
) -> Result<Vec<ScanAnswer>, Problem> {
    let codes = lanyard_optics::read_bytes(&picture).map_err(DeskError::from)?;
    scan_all(&desk, codes)
}

/// The picture on the clipboard, where the page was given none; `None`: there is none.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn scan_clipboard(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
) -> Result<Option<Vec<ScanAnswer>>, Problem> {
    let picture = crate::clipboard::picture(&app);
    picture
        .map(|picture| scan_pasted(desk, picture))
        .transpose()
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn find(
    window: WebviewWindow,
    desk: State<'_, SharedDesk>,
    query: String,
) -> Result<FindAnswer, Problem> {
    Ok(lock_for(&window, &desk).find_at_door(&query)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn guest(
    window: WebviewWindow,
    desk: State<'_, SharedDesk>,
    attendee: String,
) -> Result<AttendeeView, Problem> {
    Ok(lock_for(&window, &desk).attendee(&attendee)?)
}

/// By hand; without a direction, in the one that the desk has.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn admit(
    desk: State<'_, SharedDesk>,
    attendee: String,
    direction: Option<Direction>,
) -> Result<ScanAnswer, Problem> {
    let mut desk = lock(&desk);
    let direction = direction.map_or(desk.direction(), Into::into);
    Ok(desk.admit(&attendee, direction, None, None)?)
}

/// Lets the rest of a group the way of a row of the log, in or out.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn rest_of_group(desk: State<'_, SharedDesk>, row: u32) -> Result<ScanAnswer, Problem> {
    Ok(lock(&desk).rest_of_group(row.into(), None)?)
}

/// Lets a guest in against the refusal in a row of the log.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn settle(
    desk: State<'_, SharedDesk>,
    row: u32,
    settlement: Settlement,
) -> Result<ScanAnswer, Problem> {
    Ok(lock(&desk).settle(row.into(), &settlement, None)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn undo(desk: State<'_, SharedDesk>, row: u32) -> Result<UndoAnswer, Problem> {
    Ok(lock(&desk).undo(Some(row.into()), None)?)
}

/// Takes back an answer, or the last one, with everybody who came in by it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn undo_answer(
    desk: State<'_, SharedDesk>,
    row: Option<u32>,
) -> Result<UndoAnswer, Problem> {
    Ok(lock(&desk).undo_answer(row.map(i64::from), None)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn walk_in(desk: State<'_, SharedDesk>, guest: NewGuest) -> Result<ScanAnswer, Problem> {
    Ok(lock(&desk).walk_in(&guest, None)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn substitute(
    desk: State<'_, SharedDesk>,
    attendee: String,
    by: Substitute,
) -> Result<ScanAnswer, Problem> {
    Ok(lock(&desk).substitute(&attendee, &by, None)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn edit_guest(
    window: WebviewWindow,
    desk: State<'_, SharedDesk>,
    attendee: String,
    change: GuestChange,
) -> Result<AttendeeView, Problem> {
    Ok(lock_for(&window, &desk).edit_attendee(&attendee, &change.into())?)
}

/// Keeps a code that somebody else printed as this guest's.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn learn_code(
    desk: State<'_, SharedDesk>,
    attendee: String,
    code: String,
) -> Result<AttendeeView, Problem> {
    Ok(lock(&desk).learn_code(&attendee, &code)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn log(desk: State<'_, SharedDesk>, filter: LogFilter) -> Result<LogPage, Problem> {
    Ok(lock(&desk).log_page(&filter)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn numbers(
    window: WebviewWindow,
    desk: State<'_, SharedDesk>,
) -> Result<NumbersView, Problem> {
    Ok(lock_for(&window, &desk).numbers(None)?)
}

fn scan_all(
    desk: &SharedDesk,
    codes: Vec<lanyard_optics::FoundCode>,
) -> Result<Vec<ScanAnswer>, Problem> {
    let scan = |code: lanyard_optics::FoundCode| {
        let mut desk = lock(desk);
        let request = ScanRequest::new(code.text).towards(desk.direction());
        desk.scan(request)
    };
    Ok(codes.into_iter().map(scan).collect::<Result<_, _>>()?)
}
