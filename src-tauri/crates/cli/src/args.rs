//! What can be said on the command line; a file for each group of commands.

mod attendees;
mod door;
mod evening;
mod lobby;
mod mail;
mod paper;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};
use jiff::Timestamp;
use lanyard_desk_core::{Desk, DeskOptions};

pub(crate) use self::{
    attendees::{AttendeesCommand, PersonArgs, QuestionArgs, QuestionsCommand},
    door::{
        AdmitArgs, LeadsCommand, LogArgs, LogToneArg, ReadArgs, ScanArgs, SettleArgs,
        SubstituteArgs, UndoArgs,
    },
    evening::{BackupArgs, EventCommand, LineupCommand, NewArgs, PrivacyCommand},
    lobby::LobbyCommand,
    mail::{
        LetterArg, LetterCommand, MailCommand, MailSetArgs, MailStateArg, SecurityArg, SendArgs,
    },
    paper::{BadgesCommand, PaperArgs, TicketsCommand},
};
use crate::CliError;

/// The front desk of an event.
#[derive(Debug, Parser)]
#[command(name = "lanyard", version, about, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) event: EventArg,
    /// Answer in JSON on stdout; messages go to stderr
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EventArg {
    /// The event file
    #[arg(
        long = "event",
        value_name = "FILE",
        env = "LANYARD_EVENT",
        global = true
    )]
    event_file: Option<PathBuf>,
}

impl EventArg {
    pub(crate) fn open(&self) -> Result<Desk, CliError> {
        let file = self.event_file.as_deref().ok_or(CliError::NoEvent)?;
        Ok(Desk::open(file, DeskOptions::default())?)
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The whole evening, headless, on the sample event
    Demo(DemoArgs),
    /// Make an event file
    New(NewArgs),
    /// The attendee list
    #[command(subcommand)]
    Attendees(AttendeesCommand),
    /// The tickets
    #[command(subcommand)]
    Tickets(TicketsCommand),
    /// Letters to guests, and the server that sends them
    #[command(subcommand)]
    Mail(MailCommand),
    /// The badges
    #[command(subcommand)]
    Badges(BadgesCommand),
    /// Read the codes in pictures; checks nobody in
    Read(ReadArgs),
    /// Scan codes at the door
    Scan(ScanArgs),
    /// Let a guest in by hand
    Admit(AdmitArgs),
    /// Bind a code that nobody knew to a guest, whom it lets in from then on
    Learn {
        /// The guest's id
        id: String,
        /// The code, as it was scanned
        code: String,
    },
    /// The organiser's questions, and where their answers are shown
    #[command(subcommand)]
    Questions(QuestionsCommand),
    /// Let in a guest whom a row of the log refused
    Settle(SettleArgs),
    /// Take in someone who is not on the list
    WalkIn {
        #[command(flatten)]
        person: PersonArgs,
        #[command(flatten)]
        at: AtArg,
    },
    /// Let somebody in in a guest's place
    Substitute(SubstituteArgs),
    /// Take back the last check-in, or one by its row
    Undo(UndoArgs),
    /// The check-in log
    Log(LogArgs),
    /// Who decides what others may not
    #[command(subcommand)]
    Leads(LeadsCommand),
    /// The event itself
    #[command(subcommand)]
    Event(EventCommand),
    /// Personal data: what is kept, and taking it out
    #[command(subcommand)]
    Privacy(PrivacyCommand),
    /// The evening's lineup
    #[command(subcommand)]
    Lineup(LineupCommand),
    /// The lobby page
    #[command(subcommand)]
    Lobby(LobbyCommand),
    /// A list of who is inside, to tick off, as PDF
    Inside(PaperArgs),
    /// One page for whoever is new at the door, as PDF
    DoorCard(PaperArgs),
    /// Look whether everything is ready before the doors open
    Rehearse {
        /// Also ask this printer
        #[arg(long, value_name = "URI")]
        printer: Option<String>,
    },
    /// How many people came, and how fast
    Report {
        #[command(flatten)]
        at: AtArg,
        /// A page to keep, as PDF
        #[arg(long, value_name = "FILE.pdf")]
        out: Option<PathBuf>,
    },
    /// Look through the whole event file
    Check,
    /// Copy the event file, also while it is in use
    Backup(BackupArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct DemoArgs {
    /// The folder for its pictures and files
    #[arg(long, value_name = "DIR", default_value = "lanyard-demo")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AtArg {
    /// As if it were this time: RFC 3339, or YYYY-MM-DDTHH:MM[:SS] in the event's zone
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

impl AtArg {
    /// The time given, in the zone of the event.
    pub(crate) fn time(&self, desk: &Desk) -> Result<Option<Timestamp>, CliError> {
        let at = self.at.as_deref().map(|at| desk.time(at));
        Ok(at.transpose()?)
    }

    /// Sets the desk's clock to the time given.
    pub(crate) fn rehearse(&self, desk: &mut Desk) -> Result<(), CliError> {
        match &self.at {
            Some(at) => Ok(desk.rehearse_at(at)?),
            None => Ok(()),
        }
    }
}
