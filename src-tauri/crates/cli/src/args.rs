mod mail;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::{Timestamp, civil::Date};
use lanyard_desk_core::{Desk, DeskOptions, Field, Mapping, Place, TicketFormat, TicketPaper};

pub(crate) use self::mail::{
    LetterArg, LetterCommand, MailCommand, MailSetArgs, MailStateArg, SecurityArg, SendArgs,
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
pub(crate) struct NewArgs {
    /// The event file to make
    pub(crate) file: PathBuf,
    /// What the evening is
    #[arg(long, value_name = "EVENT.toml")]
    pub(crate) from: PathBuf,
    /// Put it on this day instead of its own
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AttendeesCommand {
    /// Take in an attendee list
    Import {
        /// The list
        list: PathBuf,
        /// Say what would happen and write nothing
        #[arg(long)]
        dry_run: bool,
        /// What a column is: a field, “question” or “leave_out”
        #[arg(long, value_name = "FIELD=COLUMN", value_parser = parse_mapping)]
        map: Vec<Mapping>,
        /// Guests who are not on it any more are gone, however many
        #[arg(long)]
        gone_ok: bool,
        /// It is only a part: guests who are not on it stay
        #[arg(long, conflicts_with = "gone_ok")]
        part: bool,
    },
    /// The imports, newest first
    Imports,
    /// Take an import back, without a number the newest
    UndoImport {
        /// The import's number
        id: Option<i64>,
    },
    /// Guests of different lists who are most likely one person
    Twins,
    /// Make one guest of two
    Merge {
        /// The id of the guest who stays
        keep: String,
        /// The id of the guest who is the same person
        other: String,
    },
    /// Two guests who look like one are two people: they are shown as twins no more
    Apart {
        /// The one's id
        one: String,
        /// The other's id
        other: String,
    },
    /// Add a guest
    Add {
        #[command(flatten)]
        person: PersonArgs,
    },
    /// Change a guest
    Edit {
        /// The guest's id
        id: String,
        #[command(flatten)]
        person: PersonArgs,
        /// What is still to be paid, like “12.50 EUR”; “” for nothing
        #[arg(long, value_name = "AMOUNT")]
        due: Option<String>,
        /// confirmed, pending, waitlist, declined, cancelled or refunded
        #[arg(long)]
        status: Option<String>,
    },
    /// Find guests by name, best first
    Find {
        /// What is known of the name
        query: Vec<String>,
    },
    /// All about a guest
    Show {
        /// The guest's id
        id: String,
    },
    /// Write the guests with their check-in times; it can be imported again
    Export {
        /// The file to make
        #[arg(value_name = "OUT.csv|.xlsx")]
        out: PathBuf,
        /// To the letter, for programs: what looks like a formula is not guarded
        #[arg(long)]
        raw: bool,
    },
    /// Everybody who is expected by name, to tick off, as PDF
    Paper {
        /// The file to make
        #[arg(long, value_name = "FILE.pdf")]
        out: PathBuf,
        /// en or de
        #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = ["en", "de"])]
        language: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum QuestionsCommand {
    /// The questions that lists brought
    List,
    /// Show the answers at the door, or with --badge on the badge
    Show(QuestionArgs),
    /// Don't
    Hide(QuestionArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct QuestionArgs {
    /// What it asks
    pub(crate) title: String,
    /// On the badge, not at the door
    #[arg(long)]
    pub(crate) badge: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct PersonArgs {
    /// The name as it stands on the badge
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The e-mail address
    #[arg(long)]
    pub(crate) email: Option<String>,
    /// The company
    #[arg(long)]
    pub(crate) company: Option<String>,
    /// What the guest does
    #[arg(long)]
    pub(crate) role: Option<String>,
    /// The ticket type's name
    #[arg(long)]
    pub(crate) ticket_type: Option<String>,
    /// A note for the door
    #[arg(long)]
    pub(crate) note: Option<String>,
    /// What makes staff look up, like VIP
    #[arg(long)]
    pub(crate) attention: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TicketsCommand {
    /// Sign tickets and draw them into a folder, with a manifest.csv
    Issue {
        /// The folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// What each file is
        #[arg(long, value_enum, default_value = "pdf")]
        format: FormatArg,
        /// The built-in ticket: a4 to print at home, a6 small
        #[arg(long, value_enum, default_value = "a4", conflicts_with = "template")]
        paper: TicketPaperArg,
        /// A ticket of your own: an SVG with marks
        #[arg(long, value_name = "FILE.svg")]
        template: Option<PathBuf>,
        /// One PDF for all, in the order of their names
        #[arg(long)]
        one_file: bool,
        /// For this guest alone, by id; may be repeated. Otherwise: for all who are confirmed
        #[arg(long, value_name = "ID")]
        attendee: Vec<String>,
    },
    /// Mail tickets to guests
    Send(SendArgs),
    /// Revoke tickets, by ticket or attendee
    Revoke {
        /// The id
        id: String,
    },
    /// Revoke tickets and issue new ones in their place, by ticket or attendee
    Reissue {
        /// The id
        id: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FormatArg {
    Pdf,
    Png,
    Svg,
    /// For the guest's calendar
    Ics,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TicketPaperArg {
    A4,
    A6,
}

impl From<TicketPaperArg> for TicketPaper {
    fn from(paper: TicketPaperArg) -> Self {
        match paper {
            TicketPaperArg::A4 => Self::A4,
            TicketPaperArg::A6 => Self::A6,
        }
    }
}

impl From<FormatArg> for TicketFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Pdf => Self::Pdf,
            FormatArg::Png => Self::Png,
            FormatArg::Svg => Self::Svg,
            FormatArg::Ics => Self::Ics,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum BadgesCommand {
    /// Make badges: one PDF, or a folder of pictures
    Print {
        /// For this guest, by id; may be repeated
        #[arg(long, value_name = "ID")]
        attendee: Vec<String>,
        /// For all who are confirmed
        #[arg(long, conflicts_with_all = ["attendee", "checked_in"])]
        all: bool,
        /// For all who came
        #[arg(long, conflicts_with = "attendee")]
        checked_in: bool,
        /// FILE.pdf, or a folder for pictures
        #[arg(long, value_name = "FILE.pdf|DIR", required_unless_present = "printer")]
        out: Option<PathBuf>,
        /// A printer, like ipp://localhost/printers/badges
        #[arg(long, value_name = "URI", conflicts_with = "out")]
        printer: Option<String>,
        /// Another badge than the built-in one
        #[arg(long, value_name = "SVG")]
        template: Option<PathBuf>,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct PaperArgs {
    /// The PDF to make
    #[arg(long, value_name = "FILE.pdf", required_unless_present = "printer")]
    pub(crate) out: Option<PathBuf>,
    /// A printer instead, like ipp://localhost/printers/office
    #[arg(long, value_name = "URI", conflicts_with = "out")]
    pub(crate) printer: Option<String>,
    /// en or de
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = ["en", "de"])]
    pub(crate) language: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReadArgs {
    /// The pictures
    #[arg(required = true)]
    pub(crate) images: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ScanArgs {
    /// The codes; “-” reads them from stdin, one a line, and answers each at once. “--” stands
    /// before a code that begins with a hyphen
    pub(crate) codes: Vec<String>,
    /// A picture of a ticket; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) image: Vec<PathBuf>,
    /// At which door
    #[arg(long, value_name = "NAME")]
    pub(crate) door: Option<String>,
    /// They leave
    #[arg(long)]
    pub(crate) exit: bool,
    #[command(flatten)]
    pub(crate) at: AtArg,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AdmitArgs {
    /// The guest's id
    pub(crate) id: String,
    /// The whole group
    #[arg(long, conflicts_with_all = ["exit", "door"])]
    pub(crate) all: bool,
    /// They leave
    #[arg(long)]
    pub(crate) exit: bool,
    /// At which door
    #[arg(long, value_name = "NAME")]
    pub(crate) door: Option<String>,
    #[command(flatten)]
    pub(crate) at: AtArg,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SettleArgs {
    /// The row of the log
    pub(crate) row: i64,
    /// With a reason, which stands beside the log
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// As the lead whose PIN stands in LANYARD_PIN
    #[arg(long)]
    pub(crate) lead: bool,
    /// They have paid here
    #[arg(long, conflicts_with_all = ["reason", "lead", "release"])]
    pub(crate) paid: bool,
    /// Confirm them: they come off the waiting list, or are approved here
    #[arg(long, conflicts_with_all = ["reason", "lead"])]
    pub(crate) release: bool,
    #[command(flatten)]
    pub(crate) at: AtArg,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SubstituteArgs {
    /// The guest's id
    pub(crate) id: String,
    /// Who comes instead
    #[arg(long)]
    pub(crate) name: String,
    /// Their e-mail address
    #[arg(long, default_value = "")]
    pub(crate) email: String,
    /// Their company
    #[arg(long, default_value = "")]
    pub(crate) company: String,
    /// What they do
    #[arg(long, default_value = "")]
    pub(crate) role: String,
    #[command(flatten)]
    pub(crate) at: AtArg,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct LogArgs {
    /// Only rows with this in the guest's name or the reason
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) text: String,
    /// Only this kind of rows
    #[arg(long, value_enum)]
    pub(crate) only: Option<LogToneArg>,
    /// Only this door
    #[arg(long, value_name = "NAME")]
    pub(crate) door: Option<String>,
    /// Write the whole log into this file
    #[arg(long, value_name = "OUT.csv|.xlsx", conflicts_with_all = ["text", "only", "door"])]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum EventCommand {
    /// What the event is, as event.toml
    Show,
    /// Change it to what a definition says; guests, tickets and the log stay
    Set {
        /// The definition; “was” in a [[door]] or [[ticket_type]] says what it was called
        #[arg(long, value_name = "EVENT.toml")]
        from: PathBuf,
    },
    /// Another evening of the series: as this one, without its people
    Next {
        /// The event file to make
        file: PathBuf,
        /// Its day
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: Date,
        /// Its name, where it has another one
        #[arg(long)]
        name: Option<String>,
    },
    /// The logo on tickets, badges and screens
    Logo {
        /// A PNG, JPEG or SVG of at most a megabyte
        #[arg(required_unless_present = "none")]
        file: Option<PathBuf>,
        /// Take it away
        #[arg(long, conflicts_with = "file")]
        none: bool,
    },
    /// Your own template in the place of the built-in one
    Template {
        /// Of what
        #[arg(value_parser = ["ticket", "badge"])]
        paper: String,
        /// The SVG
        #[arg(required_unless_present_any = ["none", "write"])]
        file: Option<PathBuf>,
        /// Go back to the built-in one
        #[arg(long, conflicts_with = "file")]
        none: bool,
        /// Write the built-in one into this file, to begin with
        #[arg(long, value_name = "FILE.svg", conflicts_with_all = ["file", "none"])]
        write: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PrivacyCommand {
    /// When personal data is erased
    Status,
    /// Announce an erasure that is near, and erase what was announced on an earlier day
    Keep,
    /// All that is kept about a guest, to be handed to them
    Data {
        /// The guest's id
        id: String,
    },
    /// Erase a guest's personal data, in known copies and files too; the numbers stay
    Erase {
        /// The guest's id
        #[arg(required_unless_present = "everybody")]
        id: Option<String>,
        /// Everybody's
        #[arg(long, conflicts_with = "id", requires = "count")]
        everybody: bool,
        /// How many guests there are: whoever erases everybody knows
        #[arg(long)]
        count: Option<u64>,
    },
    /// Keep who came, so that later evenings of the series recognise them
    Remember,
    /// Forget who came to evenings of this series
    Forget,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LogToneArg {
    Passed,
    Refused,
    Changed,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LeadsCommand {
    /// Set up a lead, or give one another PIN; the PIN stands in LANYARD_PIN
    Set {
        /// The name
        name: String,
    },
    /// Take a lead away
    Remove {
        /// The name
        name: String,
    },
    /// The leads' names
    List,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct UndoArgs {
    /// The row of the log
    pub(crate) row: Option<i64>,
    #[command(flatten)]
    pub(crate) at: AtArg,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LineupCommand {
    /// Put the [[slot]] tables of a file in the place of the lineup
    Import {
        /// A TOML file
        file: PathBuf,
    },
    /// What is on, and what comes
    Show {
        #[command(flatten)]
        at: AtArg,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LobbyCommand {
    /// Serve the lobby page; its address is the first line on stdout
    Serve {
        /// Where; 0.0.0.0:7410 lets the whole local network in
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7410")]
        listen: SocketAddr,
        #[command(flatten)]
        at: AtArg,
    },
    /// Take a picture of the lobby page
    Snapshot {
        /// The PNG to make
        #[arg(long, value_name = "FILE.png")]
        out: PathBuf,
        /// Width and height in pixels
        #[arg(long, value_name = "WxH", default_value = "1920x1080", value_parser = parse_size)]
        size: (u32, u32),
        #[command(flatten)]
        at: AtArg,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct BackupArgs {
    /// The copy to make
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

/// What is wrong with an argument.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ArgError {
    #[error("write it as FIELD=COLUMN, like name=Guest")]
    Mapping,
    #[error(
        "there is no field “{0}”; there are {known}, question and leave_out", known = Field::ALL.map(Field::word).join(", ")
    )]
    Field(String),
    #[error("write it as WIDTHxHEIGHT, like 1920x1080")]
    Size,
}

fn parse_mapping(text: &str) -> Result<Mapping, ArgError> {
    let (word, column) = text.split_once('=').ok_or(ArgError::Mapping)?;
    Ok(Mapping {
        column: column.to_owned(),
        place: Place::of(word).ok_or_else(|| ArgError::Field(word.to_owned()))?,
    })
}

fn parse_size(text: &str) -> Result<(u32, u32), ArgError> {
    let side = |side: &str| side.parse().ok().filter(|side| (320..=8192).contains(side));
    text.split_once('x')
        .and_then(|(width, height)| Some((side(width)?, side(height)?)))
        .ok_or(ArgError::Size)
}
