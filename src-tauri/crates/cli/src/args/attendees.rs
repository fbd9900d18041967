//! The attendee list and the organiser's questions.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};
use lanyard_desk_core::{Field, Mapping, Place};

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
    /// Make one guest of two, which can’t be taken back
    Merge {
        /// The id of the guest who stays
        keep: String,
        /// The id of the guest who is the same person
        other: String,
        /// They are one, although nothing but you says so
        #[arg(long)]
        yes: bool,
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
    /// Find guests by name or by the code on their ticket, best first
    Find {
        /// What is known of the name, or the whole code
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

/// Why a `--map` can't be used.
#[derive(Debug, thiserror::Error)]
enum MapError {
    #[error("write it as FIELD=COLUMN, like name=Guest")]
    Form,
    #[error(
        "there is no field “{0}”; there are {known}, question and leave_out", known = Field::ALL.map(Field::word).join(", ")
    )]
    Field(String),
}

fn parse_mapping(text: &str) -> Result<Mapping, MapError> {
    let (word, column) = text.split_once('=').ok_or(MapError::Form)?;
    Ok(Mapping {
        column: column.to_owned(),
        place: Place::of(word).ok_or_else(|| MapError::Field(word.to_owned()))?,
    })
}
