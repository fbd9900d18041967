use tauri::{App, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent};

use crate::front_desk::{SharedDesk, lock_real};

pub(crate) const DESK: &str = "desk";
const LOBBY: &str = "lobby";

/// To be called before GTK starts: WebKitGTK's DMA-BUF renderer shows an empty window on some
/// graphics drivers, and this desk has to show something on all of them.
pub(crate) fn before_gtk() {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_none() {
        // SAFETY: the program has one thread here; nothing reads the environment meanwhile.
        #[allow(unsafe_code)]
        unsafe {
            std::env::set_var(VARIABLE, "1");
        }
    }
}

pub(crate) fn open_desk(app: &App, desk: &SharedDesk) -> tauri::Result<WebviewWindow> {
    let title = format!("{} – desk", lock_real(desk).event().name);
    WebviewWindowBuilder::new(app, DESK, WebviewUrl::App("desk.html".into()))
        .title(title)
        .inner_size(1366.0, 768.0)
        .min_inner_size(1024.0, 600.0)
        .build()
}

pub(crate) fn open_lobby(app: &App, desk: &SharedDesk) -> tauri::Result<WebviewWindow> {
    let title = format!("{} – lobby", lock_real(desk).event().name);
    WebviewWindowBuilder::new(app, LOBBY, WebviewUrl::App("lobby.html".into()))
        .title(title)
        .inner_size(1280.0, 720.0)
        .focused(false)
        .build()
}

/// The lobby fills the second monitor where there is one, and is a window of its own otherwise.
pub(crate) fn move_to_other_monitor(
    lobby: &WebviewWindow,
    desk: &WebviewWindow,
) -> tauri::Result<()> {
    let Some(first) = desk.current_monitor()? else {
        return Ok(());
    };
    let monitors = lobby.available_monitors()?;
    let mut others = monitors
        .iter()
        .filter(|monitor| monitor.position() != first.position());
    if let Some(other) = others.next() {
        lobby.set_position(*other.position())?;
        lobby.set_fullscreen(true)?;
    }
    Ok(())
}

/// Without its desk there is no evening: closing it closes the lobby too.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    if window.label() == DESK && matches!(event, WindowEvent::Destroyed) {
        window.app_handle().exit(0);
    }
}
