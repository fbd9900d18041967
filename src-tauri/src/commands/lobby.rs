use lanyard_desk_core::answers::{LobbyView, Problem};
use tauri::State;

use super::lock;
use crate::SharedDesk;

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn lobby_view(desk: State<'_, SharedDesk>) -> Result<LobbyView, Problem> {
    Ok(lock(&desk).lobby_view(None)?)
}
