use std::path::PathBuf;

use clap::Parser;
use lanyard_desk_core::{Desk, DeskOptions, Result, Retention};

use crate::choose::Choice;

/// The front desk of an event
#[derive(Debug, Parser)]
#[command(name = "lanyard-desk", version, about)]
pub(crate) struct Args {
    /// The event file; without one, the one that was open last, else today's copy of the sample
    #[arg(env = "LANYARD_EVENT")]
    event: Option<PathBuf>,
    /// The event file, as the command line names it
    #[arg(long = "event", value_name = "FILE")]
    event_file: Option<PathBuf>,
    /// Open today's copy of the sample event
    #[arg(long)]
    sample: bool,
    /// Rehearse: begin at this time, RFC 3339 or YYYY-MM-DDTHH:MM in the event's zone
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Open no lobby window
    #[arg(long)]
    pub(crate) no_lobby: bool,
    /// Open the office beside the desk
    #[arg(long)]
    pub(crate) office: bool,
    /// Write the interface of the windows as TypeScript, and do nothing else
    #[arg(long, value_name = "FILE", hide = true)]
    pub(crate) write_bindings: Option<PathBuf>,
    /// Let somebody choose a file, say which, and do nothing else
    #[arg(long, value_name = "WHAT", hide = true)]
    pub(crate) choose: Option<Choice>,
    /// What a new file would be called
    #[arg(long, value_name = "NAME", hide = true, requires = "choose")]
    pub(crate) called: Option<String>,
}

/// A desk, and the event file that was open last where that one is not there any more.
pub(crate) struct Opened {
    pub(crate) desk: Desk,
    pub(crate) missing: Option<PathBuf>,
}

impl Args {
    pub(crate) fn open(&self) -> Result<Opened> {
        let options = DeskOptions::default();
        let home = options.home.clone();
        let mut missing = None;
        let file = match self.event_file.as_ref().or(self.event.as_ref()) {
            _ if self.sample => None,
            Some(file) => Some(file.clone()),
            None => match home.last_event()? {
                Some(last) if !last.is_file() => {
                    missing = Some(last);
                    None
                }
                last => last,
            },
        };
        let mut desk = match file {
            Some(file) => Desk::open(&file, options)?,
            None => Desk::open_sample(options)?,
        };
        if let Some(at) = &self.at {
            desk.rehearse_at(at)?;
        }
        home.set_last_event(desk.path())?;
        // What can't be erased now is erased the next time; the doors open all the same.
        match desk.keep_retention() {
            Ok(Retention::Erased(erased)) => {
                eprintln!(
                    "lanyard-desk: the personal data of {} guests was erased",
                    erased.guests
                );
            }
            Ok(_) => {}
            Err(error) => eprintln!("lanyard-desk: {error}"),
        }
        desk.resume()?;
        desk.stay_awake();
        Ok(Opened { desk, missing })
    }
}
