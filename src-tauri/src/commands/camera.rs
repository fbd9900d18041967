use lanyard_desk_core::{
    DeskError,
    answers::{CameraView, Problem},
};
use tauri::{AppHandle, State};

use crate::camera::Camera;

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn cameras() -> Vec<CameraView> {
    let all = lanyard_optics::cameras().into_iter();
    let views = all.map(|camera| CameraView {
        id: camera.id,
        name: camera.name,
    });
    views.collect()
}

/// Watches a camera of this machine by its id, or one on the network by its `http://` address.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn start_camera(
    app: AppHandle,
    camera: State<'_, Camera>,
    id: String,
) -> Result<(), Problem> {
    Ok(camera.start(app, &id).map_err(DeskError::from)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn stop_camera(app: AppHandle, camera: State<'_, Camera>) -> Result<(), Problem> {
    camera.stop(&app);
    Ok(())
}
