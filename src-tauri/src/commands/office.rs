use std::path::{Path, PathBuf};

use lanyard_desk_core::{
    Desk, DeskOptions, Texts,
    answers::{
        AttendeeView, ErasedAnswer, EventFile, EventForm, ExportAnswer, ExportWhat, FormFault,
        GuestData, JobDone, OfficeView, Problem, SaveAnswer, TicketOrder, TicketsDrawn,
    },
};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};

use super::lock_real;
use crate::{
    choose::{Choice, choose},
    front_desk::SharedDesk,
    jobs::{self, Jobs, Over},
    windows::{self, Unsaved},
};

/// What became of a new evening.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct NewEvent {
    /// All that is wrong with the form; then nothing was written.
    faults: Vec<FormFault>,
    /// The event file.
    file: String,
}

/// What a file is looked for.
#[derive(Clone, Copy, Debug, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileWhat {
    List,
    Picture,
    Template,
    Event,
    Certificate,
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn open_office(app: AppHandle, desk: State<'_, SharedDesk>) -> Result<(), Problem> {
    // Where no window can be opened, this one goes on.
    let _ = windows::open_office(&app, &desk);
    Ok(())
}

/// Says whether something was typed that is kept nowhere yet: no window is closed over it unasked.
/// Gives whether the desk's window is to be closed already, and long work would end with it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_unsaved(typed: State<'_, Unsaved>, unsaved: bool) -> bool {
    typed.set(unsaved);
    typed.take_unasked()
}

/// Closes the window that was to be closed.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn close_anyway(app: AppHandle) {
    // A window that can't be closed stays.
    let _ = windows::close_waiting(&app);
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn office_view(desk: State<'_, SharedDesk>) -> Result<OfficeView, Problem> {
    Ok(lock_real(&desk).office()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_event(
    desk: State<'_, SharedDesk>,
    form: EventForm,
) -> Result<SaveAnswer, Problem> {
    Ok(lock_real(&desk).set_event(&form)?)
}

/// An evening of its own; without a file, in this user's data folder.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn new_event(
    desk: State<'_, SharedDesk>,
    form: EventForm,
    file: Option<PathBuf>,
) -> Result<NewEvent, Problem> {
    let file = file.unwrap_or_else(|| lock_real(&desk).home().file_for(&form));
    made(
        &file,
        Desk::create_with(&file, &form, DeskOptions::default())?,
    )
}

/// Another evening of the series, with this one's logo, templates and letters.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn another_evening(
    desk: State<'_, SharedDesk>,
    form: EventForm,
    file: Option<PathBuf>,
) -> Result<NewEvent, Problem> {
    let mut desk = lock_real(&desk);
    let file = file.unwrap_or_else(|| desk.home().file_for(&form));
    let other = desk.another_evening(&file, &form, DeskOptions::default())?;
    made(&file, other)
}

fn made(file: &Path, made: Result<Desk, Vec<FormFault>>) -> Result<NewEvent, Problem> {
    if let Ok(desk) = &made {
        desk.home().note_event(desk.path())?;
    }
    Ok(NewEvent {
        faults: made.err().unwrap_or_default(),
        file: file.display().to_string(),
    })
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn event_files(desk: State<'_, SharedDesk>) -> Result<Vec<EventFile>, Problem> {
    Ok(lock_real(&desk).event_files()?)
}

/// Opens another event in the place of this one: a new program, as if it were started with it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn open_event(app: AppHandle, file: PathBuf) -> Result<(), Problem> {
    // What can't be opened leaves this one open.
    drop(Desk::open(&file, DeskOptions::default())?);
    match windows::start_with(&app, &file) {
        Ok(()) => {
            app.exit(0);
            Ok(())
        }
        Err(error) => Err(lanyard_desk_core::DeskError::Home { path: file, error }.into()),
    }
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_logo(
    desk: State<'_, SharedDesk>,
    file: Option<PathBuf>,
) -> Result<OfficeView, Problem> {
    let mut desk = lock_real(&desk);
    desk.set_logo(file.as_deref())?;
    Ok(desk.office()?)
}

/// `paper`: `ticket` or `badge`.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_template(
    desk: State<'_, SharedDesk>,
    paper: String,
    file: Option<PathBuf>,
) -> Result<OfficeView, Problem> {
    let mut desk = lock_real(&desk);
    desk.set_template(&paper, file.as_deref())?;
    Ok(desk.office()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn write_template(
    desk: State<'_, SharedDesk>,
    paper: String,
    file: PathBuf,
) -> Result<(), Problem> {
    Ok(lock_real(&desk).write_template(&paper, &file)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_lead(
    desk: State<'_, SharedDesk>,
    name: String,
    pin: String,
) -> Result<OfficeView, Problem> {
    let mut desk = lock_real(&desk);
    desk.set_lead(&name, &pin)?;
    Ok(desk.office()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn remove_lead(
    desk: State<'_, SharedDesk>,
    name: String,
) -> Result<OfficeView, Problem> {
    let mut desk = lock_real(&desk);
    desk.remove_lead(&name)?;
    Ok(desk.office()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn choose_file(what: FileWhat) -> Option<String> {
    let choice = match what {
        FileWhat::List => Choice::List,
        FileWhat::Picture => Choice::Picture,
        FileWhat::Template => Choice::Template,
        FileWhat::Event => Choice::Event,
        FileWhat::Certificate => Choice::Certificate,
    };
    choose(choice, None).as_deref().map(text_of)
}

/// Where something new is to be written; `name` is what it would be called.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn choose_place(name: String) -> Option<String> {
    choose(Choice::Place, Some(&name)).as_deref().map(text_of)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn choose_folder() -> Option<String> {
    choose(Choice::Folder, None).as_deref().map(text_of)
}

fn text_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// How far everybody's tickets are drawn.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn tickets_drawn(desk: State<'_, SharedDesk>) -> Result<TicketsDrawn, Problem> {
    Ok(lock_real(&desk).drawn()?)
}

/// Signs tickets and draws them into a folder, and tells the office how far it is.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn draw_tickets(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    order: TicketOrder,
) -> Result<(), Problem> {
    let files = order.files()?;
    let folder = PathBuf::from(&order.folder);
    let job = {
        let mut desk = lock_real(&desk);
        let issued = desk.issue(&order.attendees)?;
        desk.ticket_job(issued, files, &folder)?
    };
    jobs::start(app, "tickets", move |teller| {
        let total = job.len();
        let drawn = job.draw(&mut |done| teller.tell(done, total))?;
        Ok(Over {
            done: drawn.files.len(),
            total,
            stopped: false,
            came_to: JobDone::Tickets {
                drawn: u32::try_from(drawn.files.len()).unwrap_or(u32::MAX),
                folder: folder.display().to_string(),
                taken_away: u32::try_from(drawn.taken_away).unwrap_or(u32::MAX),
            },
            problem: None,
        })
    })?;
    Ok(())
}

/// Stops the work that goes on; what is done stays done.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn stop_job(jobs: State<'_, Jobs>) {
    jobs.stop();
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn revoke_tickets(
    desk: State<'_, SharedDesk>,
    attendee: String,
) -> Result<AttendeeView, Problem> {
    let mut desk = lock_real(&desk);
    desk.revoke(&attendee)?;
    Ok(desk.attendee(&attendee)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn reissue_tickets(
    desk: State<'_, SharedDesk>,
    attendee: String,
) -> Result<AttendeeView, Problem> {
    let mut desk = lock_real(&desk);
    desk.reissue(&attendee, false)?;
    Ok(desk.attendee(&attendee)?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn export_to(
    desk: State<'_, SharedDesk>,
    what: ExportWhat,
    file: PathBuf,
) -> Result<ExportAnswer, Problem> {
    // The desk is free for scans while it is written.
    let job = lock_real(&desk).export_job(what, &file, Texts::Safe)?;
    Ok(job.run()?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn guest_data(
    desk: State<'_, SharedDesk>,
    attendee: String,
) -> Result<GuestData, Problem> {
    Ok(lock_real(&desk).guest_data(&attendee)?)
}

/// Writes all that is kept about a guest into a file, to be handed to them.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_guest_data(
    desk: State<'_, SharedDesk>,
    attendee: String,
    file: PathBuf,
) -> Result<(), Problem> {
    let data = lock_real(&desk).guest_data(&attendee)?;
    Ok(lanyard_desk_core::write_new(&file, data.json.as_bytes())?)
}

#[tauri::command(async)]
#[specta::specta]
pub(crate) fn erase_guest(
    desk: State<'_, SharedDesk>,
    attendee: String,
) -> Result<ErasedAnswer, Problem> {
    Ok(lock_real(&desk).erase_guest(&attendee)?)
}

/// `guests`: how many there are, as somebody typed it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn erase_all(desk: State<'_, SharedDesk>, guests: u32) -> Result<ErasedAnswer, Problem> {
    Ok(lock_real(&desk).erase_all(guests.into())?)
}
