//! What a printer said, out of the attributes of its answers.

use std::fmt;

use ipp::model::DelimiterTag;
use ipp::prelude::{IppAttribute, IppAttributeGroup, IppRequestResponse, IppValue, Uri};

use super::JobId;

/// What [`printer_state`] is read from.
pub(super) const STATE: &[&str] = &[
    IppAttribute::PRINTER_STATE,
    IppAttribute::PRINTER_STATE_REASONS,
    IppAttribute::PRINTER_IS_ACCEPTING_JOBS,
    IppAttribute::QUEUED_JOB_COUNT,
    IppAttribute::DOCUMENT_FORMAT_SUPPORTED,
];

/// What CUPS says of a printer: bit 17 of `printer-type` is that it is the default.
const PRINTER_TYPE: &str = "printer-type";
const DEFAULT_PRINTER: i32 = 1 << 17;

/// What a printer says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterState {
    /// What it does.
    pub activity: Activity,
    /// Whether it takes jobs.
    pub accepts: bool,
    /// What troubles it, worst first.
    pub troubles: Vec<Trouble>,
    /// How many jobs it has not finished; 0 where it does not say.
    pub queued: u32,
    /// The formats that it prints, as MIME types; empty where it does not say.
    pub formats: Vec<String>,
}

impl PrinterState {
    /// Whether a job that is sent now will be printed without anybody going there.
    pub fn can_print(&self) -> bool {
        self.accepts
            && self.activity != Activity::Stopped
            && !self.troubles.iter().any(Trouble::stops)
    }
}

/// What a printer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Activity {
    /// It waits for a job.
    Ready,
    /// It prints.
    Busy,
    /// It prints nothing until somebody sees to it.
    Stopped,
}

/// What troubles a printer. The text says what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trouble {
    /// It cannot be reached by its queue, or is switched off.
    Offline,
    /// No paper or labels are left.
    PaperOut,
    /// Paper is stuck.
    PaperJam,
    /// A cover or door is open.
    CoverOpen,
    /// What it has printed has nowhere to go.
    OutputFull,
    /// No ink, toner or ribbon is left.
    InkOut,
    /// Somebody has paused it.
    Paused,
    /// Paper or labels will soon be out.
    PaperLow,
    /// Ink, toner or ribbon will soon be out.
    InkLow,
    /// Something else; the word is IPP's.
    Other(String),
}

impl Trouble {
    /// Whether nothing is printed until somebody sees to it.
    pub fn stops(&self) -> bool {
        match self {
            Trouble::Offline
            | Trouble::PaperOut
            | Trouble::PaperJam
            | Trouble::CoverOpen
            | Trouble::OutputFull
            | Trouble::InkOut
            | Trouble::Paused => true,
            Trouble::PaperLow | Trouble::InkLow | Trouble::Other(_) => false,
        }
    }

    /// Out of a word of `printer-state-reasons` (RFC 8011 and PWG 5100.9); `None` where it is
    /// no trouble.
    fn from_reason(reason: &str) -> Option<Trouble> {
        let reports = reason.strip_suffix("-report");
        let severe = reason
            .strip_suffix("-error")
            .or_else(|| reason.strip_suffix("-warning"));
        Some(match reports.or(severe).unwrap_or(reason) {
            "offline" | "shutdown" | "timed-out" => Trouble::Offline,
            "media-empty" | "media-needed" | "input-tray-missing" => Trouble::PaperOut,
            "media-low" => Trouble::PaperLow,
            "media-jam" => Trouble::PaperJam,
            "cover-open" | "door-open" | "interlock-open" => Trouble::CoverOpen,
            "output-area-full" | "output-tray-missing" | "marker-waste-full" => Trouble::OutputFull,
            "toner-empty" | "marker-supply-empty" | "developer-empty" => Trouble::InkOut,
            "toner-low" | "marker-supply-low" | "developer-low" => Trouble::InkLow,
            "paused" | "moving-to-paused" => Trouble::Paused,
            // What goes on, and not what is wrong.
            "none" | "connecting-to-device" | "stopped-partly" | "identify-printer-requested" => {
                return None;
            }
            _ if reports.is_some() || reason.starts_with("cups-waiting-for-") => return None,
            _ => Trouble::Other(reason.to_owned()),
        })
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Trouble::Offline => "not connected: switch it on and look at its cable or network",
            Trouble::PaperOut => "out of paper: put some in",
            Trouble::PaperJam => "paper is stuck: open it and take it out",
            Trouble::CoverOpen => "open: close its cover",
            Trouble::OutputFull => "full: take away what it has printed",
            Trouble::InkOut => "out of ink, toner or ribbon: put some in",
            Trouble::Paused => "paused: resume it",
            Trouble::PaperLow => "paper is running low: have some ready",
            Trouble::InkLow => "ink, toner or ribbon is running low: have some ready",
            Trouble::Other(reason) => return write!(f, "{reason}: look at its display"),
        })
    }
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobState {
    /// It waits for its turn.
    Waiting,
    /// Someone holds it back.
    Held,
    /// It is being printed.
    Printing,
    /// It was being printed, and the printer stopped.
    Stopped,
    /// Someone took it back.
    Cancelled,
    /// The printer gave it up.
    Failed,
    /// It is on paper.
    Printed,
}

impl JobState {
    /// Whether nothing more will happen.
    pub fn is_over(self) -> bool {
        matches!(
            self,
            JobState::Cancelled | JobState::Failed | JobState::Printed
        )
    }
}

/// A printer of a CUPS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPrinter {
    /// The name of its queue.
    pub name: String,
    /// What people call it; the name where nobody gave it another.
    pub title: String,
    /// For [`super::Printer::at`].
    pub uri: String,
    /// Whether programs take it when nobody chooses.
    pub is_default: bool,
    /// What it says of itself.
    pub state: PrinterState,
}

pub(super) fn printer_state(answer: &IppRequestResponse) -> PrinterState {
    let group = answer
        .attributes()
        .first_of(DelimiterTag::PrinterAttributes);
    state(group)
}

fn state(group: Option<&IppAttributeGroup>) -> PrinterState {
    let value = |name| {
        group
            .and_then(|group| group.get(name))
            .map(IppAttribute::value)
    };
    let mut troubles: Vec<Trouble> = texts(value(IppAttribute::PRINTER_STATE_REASONS))
        .filter_map(|reason| Trouble::from_reason(&reason))
        .collect();
    troubles.sort_unstable();
    troubles.dedup();
    PrinterState {
        activity: match value(IppAttribute::PRINTER_STATE) {
            Some(IppValue::Enum(4)) => Activity::Busy,
            Some(IppValue::Enum(5)) => Activity::Stopped,
            _ => Activity::Ready,
        },
        accepts: value(IppAttribute::PRINTER_IS_ACCEPTING_JOBS) != Some(&IppValue::Boolean(false)),
        troubles,
        queued: match value(IppAttribute::QUEUED_JOB_COUNT) {
            Some(IppValue::Integer(count)) => (*count).try_into().unwrap_or(0),
            _ => 0,
        },
        formats: texts(value(IppAttribute::DOCUMENT_FORMAT_SUPPORTED)).collect(),
    }
}

/// The printers in an answer to CUPS-Get-Printers, reached through `server`.
pub(super) fn printers(answer: &IppRequestResponse, server: &Uri) -> Vec<LocalPrinter> {
    let groups = answer
        .attributes()
        .groups_of(DelimiterTag::PrinterAttributes);
    groups
        .filter_map(|group| {
            let value = |name| group.get(name).map(IppAttribute::value);
            let name = texts(value(IppAttribute::PRINTER_NAME)).next()?;
            // The host in it is the one by which CUPS knows itself, and need not be known here.
            let own: Uri = texts(value(IppAttribute::PRINTER_URI_SUPPORTED))
                .next()?
                .parse()
                .ok()?;
            let host = server.authority()?;
            Some(LocalPrinter {
                title: texts(value(IppAttribute::PRINTER_INFO))
                    .find(|title| !title.is_empty())
                    .unwrap_or_else(|| name.clone()),
                name,
                uri: format!("ipp://{host}{}", own.path()),
                is_default: match value(PRINTER_TYPE) {
                    Some(IppValue::Enum(kind) | IppValue::Integer(kind)) => {
                        kind & DEFAULT_PRINTER != 0
                    }
                    _ => false,
                },
                state: state(Some(group)),
            })
        })
        .collect()
}

pub(super) fn job(answer: &IppRequestResponse) -> Option<JobId> {
    match job_attribute(answer, IppAttribute::JOB_ID)? {
        IppValue::Integer(id) => Some(JobId(*id)),
        _ => None,
    }
}

pub(super) fn job_state(answer: &IppRequestResponse) -> Option<JobState> {
    let IppValue::Enum(state) = job_attribute(answer, IppAttribute::JOB_STATE)? else {
        return None;
    };
    Some(match state {
        3 => JobState::Waiting,
        4 => JobState::Held,
        5 => JobState::Printing,
        6 => JobState::Stopped,
        7 => JobState::Cancelled,
        8 => JobState::Failed,
        9 => JobState::Printed,
        _ => return None,
    })
}

fn job_attribute<'a>(answer: &'a IppRequestResponse, name: &str) -> Option<&'a IppValue> {
    let group = answer.attributes().first_of(DelimiterTag::JobAttributes)?;
    group.get(name).map(IppAttribute::value)
}

/// What the printer says about its status, in its words.
pub(super) fn message(answer: &IppRequestResponse) -> Option<String> {
    let group = answer
        .attributes()
        .first_of(DelimiterTag::OperationAttributes)?;
    texts(
        group
            .get(IppAttribute::STATUS_MESSAGE)
            .map(IppAttribute::value),
    )
    .find(|message| !message.is_empty())
}

/// The texts of one or several values.
fn texts(value: Option<&IppValue>) -> impl Iterator<Item = String> {
    let values = match value {
        Some(IppValue::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    values.iter().filter_map(|value| {
        Some(match value {
            IppValue::Keyword(text) => text.to_string(),
            IppValue::MimeMediaType(text) => text.to_string(),
            IppValue::NameWithoutLanguage(text) | IppValue::NameWithLanguage { name: text, .. } => {
                text.to_string()
            }
            IppValue::TextWithoutLanguage(text) | IppValue::TextWithLanguage { text, .. } => {
                text.to_string()
            }
            IppValue::Uri(text) => text.to_string(),
            _ => return None,
        })
    })
}
