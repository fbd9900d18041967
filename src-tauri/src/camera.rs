//! The camera that the desk watches, and what it says to the window.

use std::sync::{Mutex, PoisonError};

use base64::{Engine, engine::general_purpose::STANDARD};
use lanyard_desk_core::answers::CameraNews;
use lanyard_optics::{
    CameraError, MjpegCamera, Report, ViewState, Viewer, open_camera, watch_boxed,
};
use tauri::AppHandle;
use tauri_specta::Event;

use crate::{events::CameraNewsHeard, windows::DESK};

/// The camera that is watched, if one is.
#[derive(Default)]
pub(crate) struct Camera(Mutex<Option<Viewer>>);

impl Camera {
    /// Watches this camera in place of the one before.
    pub(crate) fn start(&self, app: AppHandle, id: &str) -> Result<(), CameraError> {
        let source = if id.starts_with("http:") || id.starts_with("https:") {
            Box::new(MjpegCamera::new(id.parse()?))
        } else {
            open_camera(id)?
        };
        self.put(None);
        let viewer = watch_boxed(source, move |report| tell(&app, report))
            .map_err(|_| CameraError::BadPictures)?;
        self.put(Some(viewer));
        Ok(())
    }

    pub(crate) fn stop(&self, app: &AppHandle) {
        self.put(None);
        say(app, CameraNews::Off);
    }

    /// Dropping the one before waits until it says nothing more.
    fn put(&self, viewer: Option<Viewer>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = viewer;
    }
}

fn tell(app: &AppHandle, report: Report) {
    say(
        app,
        match report {
            Report::State(ViewState::Opening) => CameraNews::Opening,
            // The first picture says the same.
            Report::State(ViewState::Live { .. }) => return,
            Report::State(ViewState::Lost(error)) => CameraNews::Lost {
                problem: error.as_ref().into(),
            },
            Report::Preview(preview) => CameraNews::Frame {
                jpeg: STANDARD.encode(&preview.jpeg),
                width: preview.width,
                height: preview.height,
                outline: preview
                    .outline
                    .iter()
                    .map(|(x, y)| in_pixels(preview.width, preview.height, *x, *y))
                    .collect(),
            },
            Report::Scan(scan) => CameraNews::Code { text: scan.text },
        },
    );
}

fn in_pixels(width: u32, height: u32, x: f32, y: f32) -> (i32, i32) {
    let along = |length: u32, part: f32| (part * length as f32).round() as i32;
    (along(width, x), along(height, y))
}

fn say(app: &AppHandle, news: CameraNews) {
    // A window that is closing hears nothing more.
    let _ = CameraNewsHeard(news).emit_to(app, DESK);
}
