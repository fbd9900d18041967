//! What the machine has to say: the rehearsal, printers, cameras.

use serde::Serialize;
use specta::Type;

use super::Problem;

/// Something that the rehearsal looked at.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Rehearsed {
    /// What.
    pub what: RehearsedWhat,
    /// How it is.
    pub health: Health,
    /// The facts, for the sentence that the face makes; which there are depends on `what`.
    pub facts: Facts,
}

/// What the rehearsal looks at here; the scanner, the sound and the camera are tried at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RehearsedWhat {
    /// The machine's clock and the day of the event.
    Clock,
    /// Room on the disk of the event file.
    Disk,
    /// Whether a commit is durable, and how long it takes.
    File,
    /// The battery, or mains.
    Battery,
    /// Whether the machine is kept awake.
    Sleep,
    /// The list.
    List,
    /// The tickets.
    Tickets,
    /// The badge printer.
    Printer,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// Well.
    Good,
    /// It will do; something should be done.
    Look,
    /// It will not do.
    Bad,
    /// Nobody can tell here, or there is none.
    None,
}

/// The facts of a rehearsal; empty where they do not apply.
#[derive(Clone, Debug, Default, Serialize, Type)]
pub struct Facts {
    /// A time or a day.
    pub when: Option<String>,
    /// How many: guests, tickets, percent of battery.
    pub count: Option<u32>,
    /// Of how many.
    pub of: Option<u32>,
    /// Megabytes free.
    pub megabytes: Option<u32>,
    /// Minutes: the age of the list, the battery's rest.
    pub minutes: Option<i32>,
    /// Thousandths of a second.
    pub millis: Option<u32>,
    /// A name: the printer's.
    pub name: Option<String>,
    /// What is wrong and what to do.
    pub problem: Option<Problem>,
}

/// A printer that can be chosen.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PrinterView {
    /// Its name.
    pub name: String,
    /// Its address, `ipp://…`.
    pub uri: String,
    /// It prints where nothing else is said.
    pub default: bool,
}

/// What became of something to be printed.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PrintAnswer {
    /// It went to this printer.
    pub printer: Option<String>,
    /// It lies in this file, since there is no printer or it failed.
    pub file: Option<String>,
    /// Why it did not go to the printer.
    pub problem: Option<Problem>,
}

/// A camera that can be chosen.
#[derive(Clone, Debug, Serialize, Type)]
pub struct CameraView {
    /// By which it is chosen: its number, or an `http://` address.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What the camera says.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "snake_case", tag = "news")]
pub enum CameraNews {
    /// It is being opened.
    Opening,
    /// A picture for the preview.
    Frame {
        /// JPEG, base64.
        jpeg: String,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
        /// The corners of the code that counts, in its pixels; empty without one.
        outline: Vec<(i32, i32)>,
    },
    /// It saw a code.
    Code {
        /// What the code holds.
        text: String,
    },
    /// It is gone; it is tried again by itself.
    Lost {
        /// Why and what to do.
        problem: Problem,
    },
    /// There is none.
    Off,
}
