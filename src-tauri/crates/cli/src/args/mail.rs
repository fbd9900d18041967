//! Letters, and the server that sends them.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::AtArg;

#[derive(Debug, ClapArgs)]
pub(crate) struct SendArgs {
    /// To this guest alone, by id; may be repeated. Otherwise: to all whom it concerns
    #[arg(long, value_name = "ID")]
    pub(crate) attendee: Vec<String>,
    /// Once more, to guests who are named and have it already
    #[arg(long, requires = "attendee")]
    pub(crate) again: bool,
    /// To your own address instead, as an invented guest would get it, or the one who is named
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["again", "count", "dry_run"])]
    pub(crate) test: Option<String>,
    /// How many mails that is; needed to send to all
    #[arg(long, value_name = "NUMBER", conflicts_with = "attendee")]
    pub(crate) count: Option<u32>,
    /// Without having sent a test first
    #[arg(long)]
    pub(crate) without_test: bool,
    /// Say how many would get it and send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) at: AtArg,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailCommand {
    /// Set up the server and the sender, or change what is given; the password stands in
    /// LANYARD_SMTP_PASSWORD and is kept in your data folder, never in the event file
    Set(Box<MailSetArgs>),
    /// The server and the sender
    Show,
    /// Connect and log in, and say what is wrong
    Check,
    /// The letters' words
    #[command(subcommand)]
    Letter(LetterCommand),
    /// Send a letter to guests
    Send {
        /// Which letter
        letter: LetterArg,
        #[command(flatten)]
        send: SendArgs,
    },
    /// What was sent to whom, newest first
    Log {
        /// Only this letter
        #[arg(long)]
        letter: Option<LetterArg>,
        /// Only what has come so far
        #[arg(long)]
        state: Option<MailStateArg>,
        /// Only to this guest, by id
        #[arg(long, value_name = "ID")]
        attendee: Option<String>,
    },
    /// This guest wants no letters, only their ticket
    OptOut {
        /// The guest's id
        id: String,
        /// They want them after all
        #[arg(long)]
        off: bool,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct MailSetArgs {
    /// The server's name
    #[arg(long)]
    pub(crate) host: Option<String>,
    /// Its port; otherwise the usual one
    #[arg(long)]
    pub(crate) port: Option<u16>,
    /// How the way there is kept secret
    #[arg(long)]
    pub(crate) security: Option<SecurityArg>,
    /// Mail may cross the network for all to read
    #[arg(long, value_name = "YES|NO", num_args = 0..=1, default_missing_value = "true")]
    pub(crate) unencrypted: Option<bool>,
    /// A certificate (PEM) to trust beside the system’s, like that of your own server; “” for none
    #[arg(long, value_name = "FILE")]
    pub(crate) certificate: Option<String>,
    /// The name to log in with; “” for none
    #[arg(long, value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// The sender’s address
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) from: Option<String>,
    /// The sender’s name
    #[arg(long, value_name = "NAME")]
    pub(crate) from_name: Option<String>,
    /// Where answers go; “” for the sender
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) reply_to: Option<String>,
    /// How many mails a minute
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) per_minute: Option<u32>,
    /// The language of the built-in letters
    #[arg(long, value_parser = ["en", "de"])]
    pub(crate) language: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LetterCommand {
    /// A letter's words
    Show {
        /// Which letter
        letter: LetterArg,
    },
    /// Word a letter
    Set {
        /// Which letter
        letter: LetterArg,
        /// Its subject
        #[arg(long, required_unless_present_any = ["body_file", "built_in"])]
        subject: Option<String>,
        /// A text file: paragraphs, **bold**, [text](https://…), {placeholders}
        #[arg(long, value_name = "FILE")]
        body_file: Option<PathBuf>,
        /// Go back to the built-in words
        #[arg(long, conflicts_with_all = ["subject", "body_file"])]
        built_in: bool,
    },
    /// A letter as a guest would get it
    Preview {
        /// Which letter
        letter: LetterArg,
        /// As this guest would get it, by id; otherwise an invented one
        #[arg(long, value_name = "ID")]
        attendee: Option<String>,
        /// Write the page into this file
        #[arg(long, value_name = "FILE.html")]
        out: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum LetterArg {
    /// Brings a guest their ticket
    Ticket,
    /// Before the evening
    Reminder,
    /// To those who came
    Thanks,
    /// To those who did not come
    Missed,
    /// To those who came without being on the list
    WalkIn,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum MailStateArg {
    Queued,
    Sending,
    Sent,
    Refused,
    Uncertain,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SecurityArg {
    /// Encrypted before anything is said, port 587
    Starttls,
    /// Encrypted from the first, port 465
    Tls,
    /// In the clear, port 25: on this machine
    None,
}
