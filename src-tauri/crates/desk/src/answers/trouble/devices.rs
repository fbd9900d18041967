//! Why the printer, the camera or a picture can't be used.

use std::path::Path;

use lanyard_optics::{CameraError, ReadError};
use lanyard_paper::printer::{self, PrinterError};
use serde::Serialize;
use specta::Type;

use super::{FileWhy, Trouble};
use crate::answers::{Problem, ProblemKind};

/// Why nothing was printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum PrinterTrouble {
    NoAddress {
        given: String,
    },
    OtherScheme {
        scheme: String,
    },
    Unreachable {
        host: String,
    },
    TooSlow {
        host: String,
    },
    NoPrinter {
        host: String,
    },
    NoSuchPrinter {
        uri: String,
    },
    NotAllowed {
        host: String,
    },
    /// `formats`: what it takes.
    NoPdf {
        formats: String,
    },
    NotAccepting,
    Busy,
    JobGone,
    JobOver,
    Refused {
        says: String,
    },
    Unsayable,
}

impl From<&PrinterError> for PrinterTrouble {
    fn from(error: &PrinterError) -> Self {
        let of = |word: &String| word.clone();
        match error {
            PrinterError::Address { uri } => Self::NoAddress { given: of(uri) },
            PrinterError::Scheme { scheme } => Self::OtherScheme { scheme: of(scheme) },
            PrinterError::Unreachable { host, .. } => Self::Unreachable { host: of(host) },
            PrinterError::TooSlow { host } => Self::TooSlow { host: of(host) },
            PrinterError::NotIpp { host, .. } => Self::NoPrinter { host: of(host) },
            PrinterError::NoSuchPrinter { uri } => Self::NoSuchPrinter { uri: of(uri) },
            PrinterError::NotAllowed { host } => Self::NotAllowed { host: of(host) },
            PrinterError::NoPdf { formats } => Self::NoPdf {
                formats: formats.join(", "),
            },
            PrinterError::NotAccepting => Self::NotAccepting,
            PrinterError::Busy => Self::Busy,
            PrinterError::NoSuchJob { .. } => Self::JobGone,
            PrinterError::JobOver { .. } => Self::JobOver,
            PrinterError::Refused { status } => Self::Refused { says: of(status) },
            PrinterError::Unsayable(_) => Self::Unsayable,
        }
    }
}

/// What a printer wants somebody to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum PrinterNeed {
    Offline,
    PaperOut,
    PaperJam,
    CoverOpen,
    OutputFull,
    InkOut,
    Paused,
    PaperLow,
    InkLow,
    Other { says: String },
}

impl From<&printer::Trouble> for PrinterNeed {
    fn from(trouble: &printer::Trouble) -> Self {
        match trouble {
            printer::Trouble::Offline => Self::Offline,
            printer::Trouble::PaperOut => Self::PaperOut,
            printer::Trouble::PaperJam => Self::PaperJam,
            printer::Trouble::CoverOpen => Self::CoverOpen,
            printer::Trouble::OutputFull => Self::OutputFull,
            printer::Trouble::InkOut => Self::InkOut,
            printer::Trouble::Paused => Self::Paused,
            printer::Trouble::PaperLow => Self::PaperLow,
            printer::Trouble::InkLow => Self::InkLow,
            printer::Trouble::Other(reason) => Self::Other {
                says: reason.clone(),
            },
        }
    }
}

impl Problem {
    /// What a printer that answers wants somebody to do; `None` where it is all right.
    pub(crate) fn of_printer(troubles: &[printer::Trouble]) -> Option<Self> {
        let said: Vec<_> = troubles.iter().map(ToString::to_string).collect();
        (!said.is_empty()).then(|| Self {
            kind: ProblemKind::Device,
            message: said.join("; "),
            list: None,
            trouble: Some(Box::new(Trouble::PrinterNeeds {
                needs: troubles.iter().map(PrinterNeed::from).collect(),
            })),
        })
    }
}

/// Why a camera gives no pictures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum CameraTrouble {
    NoAddress,
    OtherScheme {
        scheme: String,
    },
    Unreachable {
        host: String,
    },
    NeedsPassword {
        host: String,
    },
    /// `status`: HTTP's.
    Refused {
        host: String,
        status: u16,
    },
    /// `says`: the type of what it gives.
    NoPictures {
        host: String,
        says: String,
    },
    NoCamera {
        host: String,
    },
    Gone,
    Silent,
    BadPictures,
    NotPluggedIn,
    InUse,
    OnlyHttp,
}

impl From<&CameraError> for CameraTrouble {
    fn from(error: &CameraError) -> Self {
        let of = |word: &String| word.clone();
        match error {
            CameraError::BadAddress => Self::NoAddress,
            CameraError::NotHttp { scheme } => Self::OtherScheme { scheme: of(scheme) },
            CameraError::Unreachable { host, .. } => Self::Unreachable { host: of(host) },
            CameraError::NeedsPassword { host } => Self::NeedsPassword { host: of(host) },
            CameraError::Refused { host, status } => Self::Refused {
                host: of(host),
                status: *status,
            },
            CameraError::NotPictures { host, content_type } => Self::NoPictures {
                host: of(host),
                says: of(content_type),
            },
            CameraError::BadAnswer { host } => Self::NoCamera { host: of(host) },
            CameraError::Gone => Self::Gone,
            CameraError::Silent => Self::Silent,
            CameraError::BadPictures => Self::BadPictures,
            CameraError::NotPluggedIn => Self::NotPluggedIn,
            CameraError::InUse => Self::InUse,
            CameraError::NoNativeCameras => Self::OnlyHttp,
        }
    }
}

/// A camera's error is shared by all who look through it, so that it never becomes a
/// [`DeskError`](crate::DeskError).
impl From<&CameraError> for Problem {
    fn from(error: &CameraError) -> Self {
        Self {
            kind: ProblemKind::Device,
            message: error.to_string(),
            list: None,
            trouble: Some(Box::new(Trouble::Camera { why: error.into() })),
        }
    }
}

/// Why something is not read as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum PictureWhy {
    Empty,
    NoPicture,
    Damaged,
    TooLarge,
}

impl From<&ReadError> for Trouble {
    fn from(error: &ReadError) -> Self {
        let file = |path: &Path, why| Self::NotRead {
            file: path.display().to_string(),
            why,
        };
        match error {
            ReadError::Missing(path) => file(path, FileWhy::Missing),
            ReadError::IsDirectory(path) => file(path, FileWhy::IsFolder),
            ReadError::Io { path, source } => file(path, source.into()),
            // Their words name no file: a pasted picture has none.
            ReadError::Empty(_) => PictureWhy::Empty.into(),
            ReadError::NotAPicture(_) => PictureWhy::NoPicture.into(),
            ReadError::Damaged { .. } => PictureWhy::Damaged.into(),
            ReadError::TooLarge(_) => PictureWhy::TooLarge.into(),
        }
    }
}

impl From<PictureWhy> for Trouble {
    fn from(why: PictureWhy) -> Self {
        Self::Picture { why }
    }
}
