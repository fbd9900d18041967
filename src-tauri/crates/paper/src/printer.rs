//! Printers: documents sent over IPP, and what a printer says of itself.
//!
//! The only part of this crate with I/O. Every question ends: a printer that is off is
//! [`PrinterError::Unreachable`] within two seconds, one that hangs is [`PrinterError::TooSlow`]
//! within fifteen. It blocks that long: not for a thread that draws.

mod said;

use std::error::Error;
use std::fmt;
use std::io::Cursor;
use std::num::NonZeroU16;
use std::time::Duration;

use ipp::model::StatusCode;
use ipp::parser::IppParser;
use ipp::prelude::{
    IppAttribute, IppOperationBuilder, IppPayload, IppRequestResponse, IppValue, Uri,
};
use ipp::reader::IppReader;

pub use said::{Activity, JobState, LocalPrinter, PrinterState, Trouble};

/// The format that Lanyard prints in.
const PDF: &str = "application/pdf";
/// Who prints, as queues show it.
const USER: &str = "lanyard";
/// An answer longer than this is none.
const LONGEST_ANSWER: u64 = 4 << 20;
/// The CUPS of this machine.
const CUPS: &str = "ipp://localhost:631/";

/// A printer that speaks IPP: one on the network, or a queue of CUPS. Threads may share it.
#[derive(Clone)]
pub struct Printer {
    uri: Uri,
    url: String,
    agent: ureq::Agent,
}

/// A job, as its printer numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JobId(pub i32);

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why nothing was printed, or nothing is known of a job or printer.
#[derive(Debug, thiserror::Error)]
pub enum PrinterError {
    /// Not an address at all: correct it.
    #[error("{uri:?} is not the address of a printer, such as ipp://printer.local/ipp/print")]
    Address {
        /// What was given.
        uri: String,
    },
    /// An address, but of something else than IPP: take the printer's `ipp://` address, or add
    /// it to CUPS.
    #[error("printers are addressed with ipp://, not {scheme}://")]
    Scheme {
        /// What the address begins with.
        scheme: String,
    },
    /// Nobody answers there: switch the printer on, look at its network.
    #[error("no printer answers at {host}")]
    Unreachable {
        /// Where.
        host: String,
        /// What the network says.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// It took too long to answer. A document that was sent may still be printed: look before
    /// you print it again.
    #[error("the printer at {host} took too long to answer")]
    TooSlow {
        /// Where.
        host: String,
    },
    /// Something answers there, but it speaks no IPP: correct the address.
    #[error("what answers at {host} is not a printer")]
    NotIpp {
        /// Where.
        host: String,
        /// What could not be understood.
        #[source]
        source: Option<Box<dyn Error + Send + Sync>>,
    },
    /// The host is a print server, but has no such printer: correct the name in the address.
    #[error("there is no printer at {uri}")]
    NoSuchPrinter {
        /// Where.
        uri: String,
    },
    /// It wants a password or an encrypted connection, which Lanyard does not have: allow this
    /// machine, or add the printer to CUPS.
    #[error("the printer at {host} does not let this machine print")]
    NotAllowed {
        /// Where.
        host: String,
    },
    /// It does not print PDF: add it to CUPS, which translates.
    #[error("the printer does not take PDF, only {}", .formats.join(", "))]
    NoPdf {
        /// What it takes.
        formats: Vec<String>,
    },
    /// It takes no jobs: someone has switched its queue off.
    #[error("the printer is not accepting jobs")]
    NotAccepting,
    /// It has too much to do: try again.
    #[error("the printer is busy")]
    Busy,
    /// It knows no job of this number; it forgets old ones.
    #[error("the printer knows no job {job}")]
    NoSuchJob {
        /// Its number.
        job: JobId,
    },
    /// The job has come to its end, so that nothing is left to cancel.
    #[error("job {job} is over")]
    JobOver {
        /// Its number.
        job: JobId,
    },
    /// The printer refuses for another reason.
    #[error("the printer refuses: {status}")]
    Refused {
        /// In its words.
        status: String,
    },
    /// What was to be asked cannot be said in IPP: a part of it is too long.
    #[error("this cannot be put to a printer")]
    Unsayable(#[source] Box<dyn Error + Send + Sync>),
}

/// The printers of this machine's CUPS; none where there is no CUPS.
///
/// # Errors
/// See [`PrinterError`]: CUPS runs, but does not answer as it should.
pub fn printers() -> Result<Vec<LocalPrinter>, PrinterError> {
    match printers_of(CUPS) {
        Err(PrinterError::Unreachable { .. }) => Ok(Vec::new()),
        found => found,
    }
}

/// The printers of the CUPS at this address: `ipp://printserver/`.
///
/// # Errors
/// See [`PrinterError`].
pub fn printers_of(cups: &str) -> Result<Vec<LocalPrinter>, PrinterError> {
    let server = Printer::at(cups)?;
    let cups = IppOperationBuilder::cups();
    match server.ask(cups.get_printers().into(), &[], None) {
        Ok(answer) => Ok(said::printers(&answer, &server.uri)),
        // So says a CUPS without any.
        Err(PrinterError::NoSuchPrinter { .. }) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// How long a printer is waited for.
#[derive(Clone, Copy)]
struct Patience {
    connect: Duration,
    total: Duration,
}

impl Printer {
    /// The printer at an address such as `ipp://printer.local/ipp/print`, or
    /// `ipp://localhost/printers/badges` for a queue of CUPS. Nothing is sent yet.
    ///
    /// # Errors
    /// [`PrinterError::Address`] and [`PrinterError::Scheme`].
    pub fn at(uri: &str) -> Result<Self, PrinterError> {
        Self::with_patience(
            uri,
            Patience {
                connect: Duration::from_secs(2),
                total: Duration::from_secs(15),
            },
        )
    }

    fn with_patience(uri: &str, patience: Patience) -> Result<Self, PrinterError> {
        let no_address = || PrinterError::Address {
            uri: uri.to_owned(),
        };
        let parsed: Uri = uri.trim().parse().map_err(|_| no_address())?;
        let scheme = parsed.scheme_str().ok_or_else(no_address)?;
        if scheme != "ipp" {
            return Err(PrinterError::Scheme {
                scheme: scheme.to_owned(),
            });
        }
        let host = parsed.host().filter(|host| !host.is_empty());
        let host = host.ok_or_else(no_address)?;
        let port = parsed.port_u16().unwrap_or(631);
        let url = format!("http://{host}:{port}{}", parsed.path());
        let agent = ureq::Agent::config_builder()
            .timeout_resolve(Some(patience.connect))
            .timeout_connect(Some(patience.connect))
            .timeout_global(Some(patience.total))
            .http_status_as_error(false)
            .max_redirects(0)
            // A printer that was off and on again has forgotten an old connection.
            .max_idle_connections(0)
            // A printer is never behind the proxy to the internet.
            .proxy(None)
            .user_agent(concat!("lanyard/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Ok(Self {
            uri: parsed,
            url,
            agent,
        })
    }

    /// Its address, as it was given.
    pub fn uri(&self) -> String {
        self.uri.to_string()
    }

    /// What it does, and what troubles it.
    ///
    /// # Errors
    /// See [`PrinterError`].
    pub fn state(&self) -> Result<PrinterState, PrinterError> {
        let question = IppOperationBuilder::get_printer_attributes(self.uri.clone())
            .attributes(said::STATE)
            .build()
            .map_err(unsayable)?;
        let answer = self.ask(question.into(), &[], None)?;
        Ok(said::printer_state(&answer))
    }

    /// Sends a PDF, and gives the job that prints it. The printer has taken it then, but not
    /// yet printed: see [`Printer::job_state`].
    ///
    /// The name is shown on the printer and kept in its queue, in the clear: put no personal
    /// data into it. It is cut to what IPP allows, 255 bytes.
    ///
    /// # Errors
    /// See [`PrinterError`].
    pub fn print(
        &self,
        pdf: &[u8],
        job_name: &str,
        copies: NonZeroU16,
    ) -> Result<JobId, PrinterError> {
        let state = self.state()?;
        if !state.formats.is_empty() && !state.formats.iter().any(|format| format == PDF) {
            return Err(PrinterError::NoPdf {
                formats: state.formats,
            });
        }
        if !state.accepts {
            return Err(PrinterError::NotAccepting);
        }
        let mut job = IppOperationBuilder::print_job(self.uri.clone(), IppPayload::empty())
            .user_name(USER)
            .job_title(shortened(job_name))
            .document_format(PDF);
        if copies > NonZeroU16::MIN {
            let copies = IppValue::Integer(copies.get().into());
            let name = IppAttribute::COPIES;
            job = job.attribute(IppAttribute::with_name(name, copies).map_err(unsayable)?);
        }
        let answer = self.ask(job.build().map_err(unsayable)?.into(), pdf, None)?;
        said::job(&answer).ok_or_else(|| PrinterError::NotIpp {
            host: self.host(),
            source: None,
        })
    }

    /// How far a job is.
    ///
    /// # Errors
    /// See [`PrinterError`].
    pub fn job_state(&self, job: JobId) -> Result<JobState, PrinterError> {
        let question = IppOperationBuilder::get_job_attributes(self.uri.clone(), job.0)
            .user_name(USER)
            .build()
            .map_err(unsayable)?;
        let answer = self.ask(question.into(), &[], Some(job))?;
        said::job_state(&answer).ok_or(PrinterError::NoSuchJob { job })
    }

    /// Takes a job back, printed in part or not at all.
    ///
    /// # Errors
    /// See [`PrinterError`]; [`PrinterError::JobOver`] where it is too late.
    pub fn cancel(&self, job: JobId) -> Result<(), PrinterError> {
        let order = IppOperationBuilder::cancel_job(self.uri.clone(), job.0)
            .user_name(USER)
            .build()
            .map_err(unsayable)?;
        self.ask(order.into(), &[], Some(job)).map(drop)
    }

    fn host(&self) -> String {
        self.uri
            .authority()
            .map_or_else(String::new, ToString::to_string)
    }

    /// Sends a request with a document behind it; `job` is the one that it is about.
    fn ask(
        &self,
        request: IppRequestResponse,
        document: &[u8],
        job: Option<JobId>,
    ) -> Result<IppRequestResponse, PrinterError> {
        // Of one piece, so that its length is known: not every printer takes it in chunks.
        let body = [&request.to_bytes(), document].concat();
        let sent = self
            .agent
            .post(&self.url)
            .content_type("application/ipp")
            .send(&body);
        let mut response = sent.map_err(|error| self.failed(error))?;
        match response.status().as_u16() {
            200 => {}
            401 | 403 | 426 => return Err(PrinterError::NotAllowed { host: self.host() }),
            404 => return Err(PrinterError::NoSuchPrinter { uri: self.uri() }),
            _ => {
                return Err(PrinterError::NotIpp {
                    host: self.host(),
                    source: None,
                });
            }
        }
        let read = response
            .body_mut()
            .with_config()
            .limit(LONGEST_ANSWER)
            .read_to_vec();
        let bytes = read.map_err(|error| self.failed(error))?;
        let answer = IppParser::new(IppReader::new(Cursor::new(bytes)))
            .parse()
            .map_err(|error| PrinterError::NotIpp {
                host: self.host(),
                source: Some(Box::new(error)),
            })?;
        let status = answer.header().status_code();
        if status.is_success() {
            Ok(answer)
        } else {
            Err(self.refused(status, &answer, job))
        }
    }

    fn failed(&self, error: ureq::Error) -> PrinterError {
        let host = self.host();
        match error {
            ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => {
                PrinterError::Unreachable {
                    host,
                    source: Box::new(error),
                }
            }
            ureq::Error::Timeout(_) => PrinterError::TooSlow { host },
            ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::BodyExceedsLimit(_) => {
                PrinterError::NotIpp {
                    host,
                    source: Some(Box::new(error)),
                }
            }
            _ => PrinterError::Unreachable {
                host,
                source: Box::new(error),
            },
        }
    }

    fn refused(
        &self,
        status: StatusCode,
        answer: &IppRequestResponse,
        job: Option<JobId>,
    ) -> PrinterError {
        match (status, job) {
            (StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone, Some(job)) => {
                PrinterError::NoSuchJob { job }
            }
            (StatusCode::ClientErrorNotPossible, Some(job)) => PrinterError::JobOver { job },
            (StatusCode::ClientErrorNotFound, None) => {
                PrinterError::NoSuchPrinter { uri: self.uri() }
            }
            (
                StatusCode::ClientErrorForbidden
                | StatusCode::ClientErrorNotAuthenticated
                | StatusCode::ClientErrorNotAuthorized,
                _,
            ) => PrinterError::NotAllowed { host: self.host() },
            (StatusCode::ClientErrorDocumentFormatNotSupported, _) => PrinterError::NoPdf {
                formats: Vec::new(),
            },
            (StatusCode::ServerErrorNotAcceptingJobs, _) => PrinterError::NotAccepting,
            (
                StatusCode::ServerErrorBusy
                | StatusCode::ServerErrorServiceUnavailable
                | StatusCode::ServerErrorTemporaryError,
                _,
            ) => PrinterError::Busy,
            _ => PrinterError::Refused {
                status: said::message(answer).unwrap_or_else(|| status.to_string()),
            },
        }
    }
}

impl fmt::Debug for Printer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Printer").field(&self.uri).finish()
    }
}

fn unsayable(error: impl Error + Send + Sync + 'static) -> PrinterError {
    PrinterError::Unsayable(Box::new(error))
}

/// As much of a name as IPP allows, on one line.
fn shortened(name: &str) -> String {
    let mut name = crate::fields::tidy(name);
    let mut end = name.len().min(255);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    name
}

#[cfg(test)]
mod tests;
