//! The picture on the clipboard. WebKitGTK gives a page no picture that is pasted; GTK has it.

#[cfg(target_os = "linux")]
use std::{sync::mpsc, time::Duration};

use tauri::AppHandle;

/// Who put a picture on the clipboard may have to be asked for it.
#[cfg(target_os = "linux")]
const PATIENCE: Duration = Duration::from_secs(5);

/// It, as a PNG; `None` where there is none. Not to be asked on the main thread.
#[cfg(target_os = "linux")]
pub(crate) fn picture(app: &AppHandle) -> Option<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    let ask = move || {
        let clipboard = gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD);
        clipboard.request_image(move |_, picture| {
            let png = picture.and_then(|picture| picture.save_to_bufferv("png", &[]).ok());
            // Nobody waits any more for what comes too late.
            let _ = sender.send(png);
        });
    };
    app.run_on_main_thread(ask).ok()?;
    receiver.recv_timeout(PATIENCE).ok()?
}

/// Elsewhere the page gets it.
#[cfg(not(target_os = "linux"))]
pub(crate) fn picture(_app: &AppHandle) -> Option<Vec<u8>> {
    None
}
