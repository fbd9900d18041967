//! Tickets, badges and what else is printed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use lanyard_desk_core::{TicketFormat, TicketPaper};

use super::SendArgs;

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
        /// The language of the tickets; otherwise that of the letters (mail set --language)
        #[arg(long, value_parser = ["en", "de"])]
        language: Option<String>,
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
        /// Also to somebody who was cancelled or paid back; the door refuses them all the same
        #[arg(long)]
        refused_too: bool,
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
