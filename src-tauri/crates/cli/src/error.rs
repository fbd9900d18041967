use std::{io, path::PathBuf};

use lanyard_desk_core::{DeskError, Field};
use lanyard_lobby::LobbyError;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error(transparent)]
    Desk(#[from] DeskError),
    #[error("{0}: --gone-ok marks them as gone, --part leaves them alone")]
    ManyGone(DeskError),
    #[error(
        "nothing but your word says that {one} and {two} are one person, and a merge can't be \
         taken back: --yes merges them"
    )]
    Unlike { one: String, two: String },
    #[error("{error}: --map {}=COLUMN", field.word())]
    WhichColumn { error: DeskError, field: Field },
    #[error(transparent)]
    Lobby(#[from] LobbyError),
    #[error("which event? Say --event FILE or set LANYARD_EVENT")]
    NoEvent,
    #[error("there is nothing to scan: give codes, “-” or --image FILE")]
    NothingToScan,
    #[error("the PIN is missing: set LANYARD_PIN")]
    NoPin,
    #[error("whose badges? Say --attendee ID, --all or --checked-in")]
    WhoseBadges,
    #[error("one file for all is a PDF: leave --format or --one-file away")]
    OneFileOfWhat,
    #[error(
        "there is no Chromium to take pictures of the lobby with; install the package “chromium”"
    )]
    NoBrowser,
    #[error("Chromium took no picture of {0}")]
    NoPicture(String),
    #[error("the lobby page is not built into this program; run “make ui” and build again")]
    NoPage,
    #[error("{} is there already and not empty; choose another folder with --out", .0.display())]
    FolderInUse(PathBuf),
    #[error("{} could not be used: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    #[error("the answer could not be written: {0}")]
    Stdout(io::Error),
    #[error("the codes could not be read from stdin: {0}")]
    Stdin(io::Error),
    #[error("{0}")]
    Faults(String),
    #[error("{0}")]
    Demo(String),
}

impl CliError {
    /// As the design has it: 2 for wrong usage and bad input, 3 where the file, the printer or
    /// the network failed.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Desk(error) => match crate::door::outcome_of(error) {
                crate::Outcome::Failed => 3,
                crate::Outcome::No => 1,
                crate::Outcome::Yes | crate::Outcome::Bad => 2,
            },
            Self::ManyGone(_) | Self::Unlike { .. } => 1,
            Self::WhichColumn { .. }
            | Self::NoEvent
            | Self::NoPin
            | Self::Faults(_)
            | Self::NothingToScan
            | Self::WhoseBadges
            | Self::OneFileOfWhat
            | Self::FolderInUse(_) => 2,
            Self::Lobby(_)
            | Self::NoBrowser
            | Self::NoPicture(_)
            | Self::NoPage
            | Self::File { .. }
            | Self::Stdout(_)
            | Self::Stdin(_)
            | Self::Demo(_) => 3,
        }
    }

    /// Whoever read the answers has heard enough.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
