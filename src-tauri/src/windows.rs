use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
};

use lanyard_desk_core::Home;
use serde::{Deserialize, Serialize};
use tauri::{
    App, AppHandle, Manager, PhysicalPosition, PhysicalSize, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, Window, WindowEvent,
};
use tauri_specta::Event;

use crate::{
    events::CloseAsked,
    front_desk::{SharedDesk, lock_real},
    jobs::Jobs,
    words::Words,
};

pub(crate) const DESK: &str = "desk";
pub(crate) const OFFICE: &str = "office";
const LOBBY: &str = "lobby";
/// What the windows are called until the event is open.
pub(crate) const NAME: &str = "Lanyard";

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

/// How the desk's window stood when it was closed, in physical pixels.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Stood {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    maximized: bool,
    full_screen: bool,
}

/// How large the desk and the office open, and how small they may be, in logical pixels.
const USUAL: (f64, f64) = (1366.0, 768.0);
const SMALLEST: (f64, f64) = (1024.0, 600.0);

/// How large a window opens on a screen: as usual, or as large as the screen.
fn size_on(screen: Option<(f64, f64)>) -> (f64, f64) {
    let (width, height) = screen.unwrap_or(USUAL);
    (
        USUAL.0.min(width).max(SMALLEST.0),
        USUAL.1.min(height).max(SMALLEST.1),
    )
}

/// How large the first screen is; none where nobody knows.
fn screen(app: &AppHandle) -> Option<(f64, f64)> {
    let monitor = app.primary_monitor().ok().flatten()?;
    let size = monitor.size().to_logical::<f64>(monitor.scale_factor());
    Some((size.width, size.height))
}

pub(crate) fn open_desk(app: &App, home: &Home) -> tauri::Result<WebviewWindow> {
    let (width, height) = size_on(screen(app.handle()));
    let window = WebviewWindowBuilder::new(app, DESK, WebviewUrl::App("desk.html".into()))
        .title(NAME)
        .data_directory(webview_folder(home))
        .inner_size(width, height)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .build()?;
    // What can't be read is no reason not to open.
    let stood = home.window::<Stood>(DESK);
    if let Some(stood) = stood.ok().flatten() {
        put_back(&window, stood)?;
    }
    Ok(window)
}

/// Puts the window where it stood, if there still is a monitor there.
fn put_back(window: &WebviewWindow, stood: Stood) -> tauri::Result<()> {
    let monitors = window.available_monitors()?;
    let seen = monitors.iter().any(|monitor| {
        let (at, size) = (monitor.position(), monitor.size());
        (at.x..at.x + size.width.cast_signed()).contains(&stood.x)
            && (at.y..at.y + size.height.cast_signed()).contains(&stood.y)
    });
    if seen {
        window.set_position(PhysicalPosition::new(stood.x, stood.y))?;
        window.set_size(PhysicalSize::new(stood.width, stood.height))?;
    }
    if stood.maximized {
        window.maximize()?;
    }
    window.set_fullscreen(stood.full_screen)
}

/// Keeps how the desk's window stands.
fn keep(window: &Window) -> tauri::Result<()> {
    let (at, size) = (window.outer_position()?, window.inner_size()?);
    let stood = Stood {
        x: at.x,
        y: at.y,
        width: size.width,
        height: size.height,
        maximized: window.is_maximized()?,
        full_screen: window.is_fullscreen()?,
    };
    // A window that opens elsewhere next time is no reason to keep this one open.
    let _ = Home::of_user().set_window(DESK, &stood);
    Ok(())
}

/// What the windows remember by themselves lies with all else that this user's desk keeps.
fn webview_folder(home: &Home) -> PathBuf {
    home.folder().join("windows")
}

pub(crate) fn open_lobby(app: &App, home: &Home) -> tauri::Result<WebviewWindow> {
    WebviewWindowBuilder::new(app, LOBBY, WebviewUrl::App("lobby.html".into()))
        .title(NAME)
        .data_directory(webview_folder(home))
        .inner_size(1280.0, 720.0)
        .focused(false)
        .build()
}

/// The office, opened from the desk; where it is open, it comes to the front.
pub(crate) fn open_office(app: &AppHandle, desk: &SharedDesk) -> tauri::Result<()> {
    if let Some(office) = app.get_webview_window(OFFICE) {
        return office.set_focus();
    }
    let title = title(&lock_real(desk).event().name, OFFICE);
    let (width, height) = size_on(screen(app));
    WebviewWindowBuilder::new(app, OFFICE, WebviewUrl::App("office.html".into()))
        .title(title)
        .data_directory(webview_folder(lock_real(desk).home()))
        .inner_size(width, height)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .build()?;
    Ok(())
}

/// Starts this program anew, with another event and the same windows.
pub(crate) fn start_with(app: &AppHandle, event: &Path) -> std::io::Result<()> {
    let mut program = Command::new(std::env::current_exe()?);
    if app.get_webview_window(LOBBY).is_none() {
        program.arg("--no-lobby");
    }
    // Whoever opens it from the office goes on there.
    if app.get_webview_window(OFFICE).is_some() {
        program.arg("--office");
    }
    program.arg("--event").arg(event).spawn().map(drop)
}

/// What the windows are called after; the event may be given another name.
#[derive(Default)]
pub(crate) struct Named(String);

impl Named {
    /// Gives the windows the event's name, where they have another.
    pub(crate) fn keep_up(&mut self, app: &AppHandle, desk: &SharedDesk) {
        if !self.is_new(&lock_real(desk).event().name) {
            return;
        }
        for (label, window) in app.webview_windows() {
            // A window that is closing needs no name.
            let _ = window.set_title(&title(&self.0, &label));
        }
    }

    fn is_new(&mut self, event: &str) -> bool {
        let is_new = self.0 != event;
        if is_new {
            event.clone_into(&mut self.0);
        }
        is_new
    }
}

fn title(event: &str, label: &str) -> String {
    let words = Words::of_system();
    let window = match label {
        DESK => words.desk,
        OFFICE => words.office,
        _ => words.lobby,
    };
    format!("{event} – {window}")
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

/// What was typed in the office and is kept nowhere yet, and what waits for a word about it.
#[derive(Default)]
pub(crate) struct Unsaved {
    there: AtomicBool,
    /// It was the desk's window that was to be closed.
    with_desk: AtomicBool,
    /// The office was opened to be asked: it hears no event before it listens.
    unasked: AtomicBool,
    /// The word was said: the window closes, whatever goes on.
    anyway: AtomicBool,
}

impl Unsaved {
    pub(crate) fn set(&self, there: bool) {
        self.there.store(there, Ordering::Relaxed);
    }

    /// Whether the desk's window waits, and the office was opened to be asked about it. Told once.
    pub(crate) fn take_unasked(&self) -> bool {
        self.unasked.swap(false, Ordering::Relaxed)
    }
}

/// Whether a window that is to be closed waits for the office's word: what was typed there would
/// be lost with it, and with the desk's window too; with that one, long work would end in the
/// middle. Where there is no office to be asked, it is opened.
fn waits(window: &Window) -> bool {
    let app = window.app_handle();
    let unsaved = app.state::<Unsaved>();
    if unsaved.anyway.swap(false, Ordering::Relaxed) {
        return false;
    }
    let with_desk = window.label() == DESK;
    let ends_work = with_desk && app.state::<Jobs>().are_at_work();
    let office = app.get_webview_window(OFFICE);
    let is_typed = office.is_some() && unsaved.there.load(Ordering::Relaxed);
    if !is_typed && !ends_work {
        return false;
    }
    unsaved.with_desk.store(with_desk, Ordering::Relaxed);
    match office {
        // An office that hears nothing can't answer.
        Some(office) => {
            let told = CloseAsked { ends_work }.emit_to(app, OFFICE);
            told.and_then(|()| office.set_focus()).is_ok()
        }
        None => {
            unsaved.unasked.store(true, Ordering::Relaxed);
            let desk = SharedDesk::clone(&app.state::<SharedDesk>());
            open_office(app, &desk).is_ok()
        }
    }
}

/// Closes the window that waited.
pub(crate) fn close_waiting(app: &AppHandle) -> tauri::Result<()> {
    let unsaved = app.state::<Unsaved>();
    unsaved.set(false);
    unsaved.anyway.store(true, Ordering::Relaxed);
    let label = match unsaved.with_desk.swap(false, Ordering::Relaxed) {
        true => DESK,
        false => OFFICE,
    };
    app.get_webview_window(label)
        .map_or(Ok(()), |window| window.close())
}

/// Without its desk there is no evening: closing it closes the lobby too.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    match (window.label(), event) {
        (DESK | OFFICE, WindowEvent::CloseRequested { api, .. }) if waits(window) => {
            api.prevent_close();
        }
        (DESK, WindowEvent::CloseRequested { .. }) => {
            let _ = keep(window);
        }
        (DESK, WindowEvent::Destroyed) => window.app_handle().exit(0),
        (OFFICE, WindowEvent::Destroyed) => window.app_handle().state::<Unsaved>().set(false),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_opens_no_larger_than_the_screen_and_no_smaller_than_it_may_be() {
        for (screen, size) in [
            (None, USUAL),
            (Some((3840.0, 2160.0)), USUAL),
            (Some((1280.0, 720.0)), (1280.0, 720.0)),
            (Some((1024.0, 600.0)), SMALLEST),
            (Some((800.0, 480.0)), SMALLEST),
        ] {
            assert_eq!(size_on(screen), size);
        }
    }

    #[test]
    fn windows_are_named_anew_once_the_event_is() {
        let mut named = Named::default();
        let names = ["Evening", "Evening", "Night", "Night"];
        assert_eq!(
            names.map(|event| named.is_new(event)),
            [true, false, true, false]
        );
        assert!(title(&named.0, OFFICE).starts_with("Night – "));
    }
}
