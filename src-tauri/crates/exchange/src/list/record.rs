use std::fmt;

use lanyard_event::{Due, ParseStatusError, Status};

use super::value::LONGEST_NAME;

/// A person as a list has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// The name; never empty.
    pub name: String,
    /// Nobody gave the name: it is that of whoever ordered, an address or the order.
    pub stand_in: bool,
    /// The e-mail address; may be empty.
    pub email: String,
    /// The company; may be empty.
    pub company: String,
    /// The role; may be empty.
    pub role: String,
    /// The ticket type's name; may be empty.
    pub ticket_type: String,
    /// The codes on the guest's ticket, any of which admits; none is empty.
    pub codes: Vec<String>,
    /// The source's own id of this person; may be empty.
    pub source_id: String,
    /// The order's reference; may be empty.
    pub order: String,
    /// The organiser's note; may be empty.
    pub note: String,
    /// What the list says about the person's coming.
    pub status: Status,
    /// What is still to be paid.
    pub due: Option<Due>,
    /// What makes staff look up, *VIP*; may be empty.
    pub attention: String,
    /// How many others come on this ticket, unnamed; `None`: as many as on any of its type.
    pub companions: Option<u16>,
    /// The id under which this program exported the person; may be empty.
    pub lanyard_id: String,
    /// The answers, one for each of [`super::ListReader::questions`]; may be empty.
    pub answers: Vec<String>,
    /// What of the row can't be read, where it says that the person does not come: then it says
    /// nothing but that, and who they are.
    pub unread: Option<Box<Rejected>>,
}

/// A row that can't be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The line of the file on which it begins, from 1; of a sheet, its row.
    pub line: u64,
    /// The title of the column that is wrong, where it is one.
    pub column: Option<String>,
    /// Why.
    pub error: RowError,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(f, "column “{column}”: {}", self.error),
            None => self.error.fmt(f),
        }
    }
}

impl std::error::Error for Rejected {}

/// Why a row, or what someone typed in its place, can't be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum RowError {
    #[error("it is not UTF-8; save the list as “CSV UTF-8”")]
    NotUtf8,
    #[error(
        "it has {found} columns, the header has {header}; look for a missing or extra separator or quote"
    )]
    Columns { found: usize, header: usize },
    #[error("it is an extra to another ticket of its order, and no guest")]
    AddOn,
    #[error("the name is missing")]
    NoName,
    #[error("the name is longer than {LONGEST_NAME} characters")]
    LongName,
    #[error("the {field} is longer than {most} characters; shorten it")]
    TooLong { field: String, most: usize },
    #[error("“{0}” is no e-mail address")]
    NotAnEmail(String),
    #[error("the {field} has a control character (U+{:04X}); take it out", u32::from(*found))]
    Control { field: String, found: char },
    #[error(transparent)]
    Status(#[from] ParseStatusError),
    #[error("“{0}” says nothing of a payment; write it like “paid”, “open” or “refunded”")]
    NotAPayment(String),
    #[error("“{0}” is no amount; write it like “12.50 EUR”")]
    NotAnAmount(String),
    #[error("“{0}” is no number of people; write it like “2”")]
    NotACount(String),
    #[error("“{0}” is neither yes nor no; write one of the two")]
    NeitherYesNorNo(String),
    #[error(
        "“{0}” was a longer number that a spreadsheet cut short; export the list again and don't save it in a spreadsheet, or format the column as text"
    )]
    CutShort(String),
    #[error(
        "a formula that nobody has worked out; open the file in a spreadsheet program, save it, and import that"
    )]
    Unworked,
}
