use lanyard_desk_core::answers::{LobbyView, Problem};
use tauri::State;

use super::lock_real;
use crate::front_desk::SharedDesk;

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn lobby_view(desk: State<'_, SharedDesk>) -> Result<LobbyView, Problem> {
    Ok(lock_real(&desk).lobby_view(None)?)
}
