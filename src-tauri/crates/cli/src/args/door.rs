//! What happens at the door, the log of it, and who decides.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::AtArg;

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
    /// It is another person than the one who came on this ticket, and is counted as such
    #[arg(long, conflicts_with_all = ["paid", "release"])]
    pub(crate) another: bool,
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
pub(crate) struct UndoArgs {
    /// The row of the log
    pub(crate) row: Option<i64>,
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
