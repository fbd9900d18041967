//! The event itself: its file, its definition, its lineup, and the personal data in it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::Date;

use super::AtArg;

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

#[derive(Debug, ClapArgs)]
pub(crate) struct BackupArgs {
    /// The copy to make
    pub(crate) out: PathBuf,
}
