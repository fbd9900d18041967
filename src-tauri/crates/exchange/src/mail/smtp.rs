//! The server that mail is handed to (SMTP, RFC 5321), one connection for many mails.
//!
//! What matters is when a connection is lost: before a mail's words were sent the server can't
//! have it; after that it may.

use std::{error::Error, io, net::IpAddr, str::FromStr, time::Duration};

use lettre::{
    Address,
    transport::smtp::{
        Error as Failure,
        authentication::{Credentials, Mechanism},
        client::{SmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt, Rset},
        extension::{ClientId, Extension, MailParameter},
        response::Response,
    },
};
use rustls::CertificateError;

/// How long the server may take for each step.
const PATIENCE: Duration = Duration::from_secs(30);
/// The reply of a server that closes the connection (RFC 5321, section 3.8).
const CLOSING: &str = "421";
const MECHANISMS: &[Mechanism] = &[Mechanism::Plain, Mechanism::Login];

/// How the way to the server is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// The connection begins in the clear and is encrypted before anything is said: port 587.
    StartTls,
    /// Encrypted from the first: port 465.
    Tls,
    /// In the clear.
    None,
}

impl Security {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::StartTls, Self::Tls, Self::None];

    /// The word that stands for it in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::StartTls => "starttls",
            Self::Tls => "tls",
            Self::None => "none",
        }
    }

    /// The port where servers listen for it.
    pub const fn port(self) -> u16 {
        match self {
            Self::StartTls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

impl FromStr for Security {
    type Err = SmtpError;

    fn from_str(word: &str) -> Result<Self, SmtpError> {
        let found = Self::ALL.into_iter().find(|one| one.word() == word);
        found.ok_or_else(|| SmtpError::NoSecurity(word.to_owned()))
    }
}

/// A mail server.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is kept secret.
    pub security: Security,
    /// The organiser has said that mail may cross the network for all to read.
    pub unencrypted: bool,
    /// A certificate to trust beside the system's, the server's own or its authority's, PEM;
    /// empty: none.
    pub certificate: String,
    /// The name to log in with; empty: no login.
    pub user: String,
}

/// Why mail can't go out at all.
#[derive(Debug, thiserror::Error)]
pub enum SmtpError {
    /// No word for a way to keep the mail secret.
    #[error("“{0}” is no security; starttls, tls or none is")]
    NoSecurity(String),
    /// Nothing keeps the mail secret on its way.
    #[error(
        "mail to {0} would cross the network for all to read; use starttls or tls, or say that it may"
    )]
    Unencrypted(String),
    /// The certificate to trust is none.
    #[error(
        "the certificate is none in PEM; give the file that your mail server's owner has for it"
    )]
    NoCertificate,
    /// No server of that name, or the network is away.
    #[error(
        "there is no way to {server}: {}; look at its name and port, and at the network",
        reason(error)
    )]
    Unreachable {
        /// Host and port.
        server: String,
        /// Why.
        error: io::Error,
    },
    /// The server is silent.
    #[error("{server} does not answer; look at its port, and whether this network lets mail out")]
    Silent {
        /// Host and port.
        server: String,
    },
    /// Not who it says it is.
    #[error(
        "{server} shows a certificate that is not to be trusted ({reason}); look at its name, or give the certificate"
    )]
    Certificate {
        /// Host and port.
        server: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Something else than TLS came.
    #[error("{server} does not speak TLS from the first; try starttls, most often at port 587")]
    NotTls {
        /// Host and port.
        server: String,
    },
    /// The server can't encrypt.
    #[error("{server} offers no STARTTLS; try tls, most often at port 465")]
    NoStartTls {
        /// Host and port.
        server: String,
    },
    /// No password is known.
    #[error("the password of {user} is missing: set LANYARD_SMTP_PASSWORD")]
    NoPassword {
        /// The name to log in with.
        user: String,
    },
    /// The server knows no login that can be used here.
    #[error(
        "{server} offers no login by name and password here; look at its security, or leave the user out"
    )]
    NoLogin {
        /// Host and port.
        server: String,
    },
    /// Wrong name or password.
    #[error("{user} may not log in: {answer}; look at the name and the password")]
    LoginRefused {
        /// The name.
        user: String,
        /// What the server said.
        answer: String,
    },
    /// The server won't talk now.
    #[error("{server} takes no mail now: {answer}")]
    Busy {
        /// Host and port.
        server: String,
        /// What it said.
        answer: String,
    },
    /// The server won't send in this name.
    #[error("{server} sends no mail from {sender}: {answer}")]
    SenderRefused {
        /// Host and port.
        server: String,
        /// The address.
        sender: String,
        /// What it said.
        answer: String,
    },
    /// The connection broke.
    #[error("the connection to {server} was lost")]
    Lost {
        /// Host and port.
        server: String,
    },
}

impl SmtpError {
    /// Whether it may be well in a moment.
    pub fn passes(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::Silent { .. }
            | Self::Busy { .. }
            | Self::Lost { .. } => true,
            Self::NoSecurity(_)
            | Self::Unencrypted(_)
            | Self::NoCertificate
            | Self::Certificate { .. }
            | Self::NotTls { .. }
            | Self::NoStartTls { .. }
            | Self::NoPassword { .. }
            | Self::NoLogin { .. }
            | Self::LoginRefused { .. }
            | Self::SenderRefused { .. } => false,
        }
    }
}

fn reason(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::ConnectionRefused => "nothing listens there",
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => {
            "no network leads there"
        }
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "nothing answers there",
        _ => return error.to_string(),
    };
    words.to_owned()
}

/// What is wrong with a certificate, in words; what else there is says less than these.
fn distrust(why: &CertificateError) -> &'static str {
    use CertificateError as Why;
    match why {
        Why::Expired | Why::ExpiredContext { .. } => "it has expired",
        Why::NotValidYet | Why::NotValidYetContext { .. } => "it is not valid yet",
        Why::Revoked => "it was revoked",
        Why::NotValidForName | Why::NotValidForNameContext { .. } => "it is for another name",
        Why::UnknownIssuer => "nobody who is trusted has signed it",
        _ => "it can’t be verified",
    }
}

/// What a server says about a mail before it has its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// It wants it.
    Wanted,
    /// Not this address, now: try again later.
    PutOff(String),
    /// Not this address, ever.
    Refused(String),
}

/// What became of a mail whose words were sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The server has it.
    Accepted(String),
    /// The server has not got it, now: try again later.
    PutOff(String),
    /// The server will not have it.
    Refused(String),
    /// The connection was lost before the server had any of it.
    NotSent,
    /// The connection was lost before the server answered: it may have it.
    Uncertain,
}

/// A connection to a server.
pub struct Line {
    connection: SmtpConnection,
    server: String,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}

impl Server {
    /// Host and port, as messages name it.
    fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    fn stays_here(&self) -> bool {
        let address: Option<IpAddr> = self.host.parse().ok();
        self.host.eq_ignore_ascii_case("localhost") || address.is_some_and(|ip| ip.is_loopback())
    }

    /// Whether these settings may be used at all; asks nobody.
    ///
    /// # Errors
    /// [`SmtpError::Unencrypted`] and [`SmtpError::NoCertificate`].
    pub fn look_at(&self) -> Result<(), SmtpError> {
        self.may_be_used()?;
        self.tls().map(drop)
    }

    fn may_be_used(&self) -> Result<(), SmtpError> {
        if self.security == Security::None && !self.unencrypted && !self.stays_here() {
            return Err(SmtpError::Unencrypted(self.place()));
        }
        Ok(())
    }

    /// Connects and logs in.
    ///
    /// # Errors
    /// See [`SmtpError`]; every wait ends.
    pub fn connect(&self, password: Option<&str>) -> Result<Line, SmtpError> {
        self.may_be_used()?;
        let who = self.credentials(password)?;
        let mut line = match self.open(&self.tls()?) {
            Err(refused @ SmtpError::Certificate { .. }) => self.pinned(refused)?,
            opened => opened?,
        };
        if let Some(who) = who {
            self.log_in(&mut line, &who)?;
        }
        Ok(line)
    }

    /// Connects, and encrypts the line where it is to be.
    pub(super) fn open(&self, tls: &TlsParameters) -> Result<Line, SmtpError> {
        let from_the_first = (self.security == Security::Tls).then_some(tls);
        // The address that every machine has: the real one is nobody's business.
        let name = ClientId::default();
        let to = (self.host.as_str(), self.port);
        let connection = SmtpConnection::connect(to, Some(PATIENCE), &name, from_the_first, None);
        let connection = connection.map_err(|error| self.no_way(&error))?;
        let mut line = Line {
            connection,
            server: self.place(),
        };
        if self.security == Security::StartTls {
            if !line.connection.can_starttls() {
                line.close();
                return Err(SmtpError::NoStartTls {
                    server: self.place(),
                });
            }
            let started = line.connection.starttls(tls, &name);
            started.map_err(|error| self.no_way(&error))?;
        }
        Ok(line)
    }

    /// Who logs in, if anybody does.
    fn credentials(&self, password: Option<&str>) -> Result<Option<Credentials>, SmtpError> {
        if self.user.is_empty() {
            return Ok(None);
        }
        let user = self.user.clone();
        match password {
            Some(password) => Ok(Some(Credentials::new(user, password.to_owned()))),
            None => Err(SmtpError::NoPassword { user }),
        }
    }

    fn log_in(&self, line: &mut Line, who: &Credentials) -> Result<(), SmtpError> {
        let info = line.connection.server_info();
        if info.get_auth_mechanism(MECHANISMS).is_none() {
            return Err(SmtpError::NoLogin {
                server: self.place(),
            });
        }
        match line.connection.auth(MECHANISMS, who) {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(SmtpError::LoginRefused {
                user: self.user.clone(),
                answer: said(&error),
            }),
            Err(error) => Err(self.no_way(&error)),
        }
    }

    /// Why there is no connection.
    fn no_way(&self, error: &Failure) -> SmtpError {
        let server = self.place();
        if error.status().is_some() {
            let answer = said(error);
            return SmtpError::Busy { server, answer };
        }
        let Some(io) = cause::<io::Error>(error) else {
            return SmtpError::Lost { server };
        };
        let tls = io.get_ref().and_then(|inner| inner.downcast_ref());
        match (tls, io.kind()) {
            (Some(rustls::Error::InvalidCertificate(why)), _) => SmtpError::Certificate {
                server,
                reason: distrust(why),
            },
            (Some(rustls::Error::InvalidMessage(_)), _) => SmtpError::NotTls { server },
            (_, io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => {
                SmtpError::Silent { server }
            }
            (_, io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset) => {
                SmtpError::Lost { server }
            }
            (_, kind) => {
                let error = io.raw_os_error().map_or_else(
                    || io::Error::new(kind, io.to_string()),
                    io::Error::from_raw_os_error,
                );
                SmtpError::Unreachable { server, error }
            }
        }
    }
}

impl Line {
    /// Whether the way to the server is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.connection.is_encrypted()
    }

    /// The certificate that the server has shown (DER); `None`: none, in the clear.
    pub(super) fn certificate(&self) -> Option<Vec<u8>> {
        self.is_encrypted()
            .then(|| self.connection.peer_certificate().ok())?
    }

    /// Asks whether the server wants a mail from one to the other.
    ///
    /// # Errors
    /// It sends nothing in this name, or nothing now, or the connection is lost.
    pub fn offer(&mut self, sender: &Address, to: &Address) -> Result<Offered, SmtpError> {
        let mut options = Vec::new();
        let plain = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
        if !plain(sender) || !plain(to) {
            if !self
                .connection
                .server_info()
                .supports_feature(Extension::SmtpUtfEight)
            {
                let answer = "the server takes no such letters in an address";
                return Ok(Offered::Refused(answer.into()));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        let mail = self
            .connection
            .command(Mail::new(Some(sender.clone()), options));
        match mail {
            Ok(_) => {}
            Err(error) if error.is_permanent() => {
                return Err(SmtpError::SenderRefused {
                    server: self.server.clone(),
                    sender: sender.to_string(),
                    answer: said(&error),
                });
            }
            Err(error) => return Err(self.gone(&error)),
        }
        let rcpt = self.connection.command(Rcpt::new(to.clone(), Vec::new()));
        let offered = match rcpt {
            Ok(_) => return Ok(Offered::Wanted),
            Err(error) if closing(&error) => return Err(self.gone(&error)),
            Err(error) if error.is_permanent() => Offered::Refused(said(&error)),
            Err(error) if error.is_transient() => Offered::PutOff(said(&error)),
            Err(error) => return Err(self.gone(&error)),
        };
        self.connection
            .command(Rset)
            .map_err(|error| self.gone(&error))?;
        Ok(offered)
    }

    /// Sends the words of the mail that was offered last.
    pub fn tell(&mut self, message: &[u8]) -> Told {
        match self.connection.command(Data) {
            Ok(_) => {}
            Err(error) if closing(&error) => return Told::NotSent,
            Err(error) if error.is_permanent() => return Told::Refused(said(&error)),
            Err(error) if error.is_transient() => return Told::PutOff(said(&error)),
            Err(_) => return Told::NotSent,
        }
        match self.connection.message(message) {
            Ok(response) => Told::Accepted(words(&response)),
            // Whatever the number: a server that answers at all has said no.
            Err(error) if error.is_permanent() => Told::Refused(said(&error)),
            Err(error) if error.is_transient() => Told::PutOff(said(&error)),
            Err(_) => Told::Uncertain,
        }
    }

    /// Takes leave of the server.
    pub fn close(mut self) {
        // Whoever hangs up needs no answer.
        let _ = self.connection.quit();
    }

    fn gone(&self, error: &Failure) -> SmtpError {
        let server = self.server.clone();
        match error.status() {
            Some(_) => SmtpError::Busy {
                server,
                answer: said(error),
            },
            None => SmtpError::Lost { server },
        }
    }
}

fn closing(error: &Failure) -> bool {
    error
        .status()
        .is_some_and(|code| code.to_string() == CLOSING)
}

/// What the server said, number and words.
fn said(error: &Failure) -> String {
    let code = error
        .status()
        .map(|code| code.to_string())
        .unwrap_or_default();
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{code} {words}").trim().to_owned()
}

fn words(response: &Response) -> String {
    let lines: Vec<_> = response.message().collect();
    format!("{} {}", response.code(), lines.join(" "))
}

/// The error of this kind among those that led to this one.
fn cause<E: Error + 'static>(error: &Failure) -> Option<&E> {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        source = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(host: &str, security: Security) -> Server {
        Server {
            host: host.into(),
            port: 25,
            security,
            unencrypted: false,
            certificate: String::new(),
            user: String::new(),
        }
    }

    #[test]
    fn mail_crosses_no_network_in_the_clear_unless_somebody_says_so() {
        for here in ["localhost", "127.0.0.1", "::1", "LocalHost"] {
            assert!(server(here, Security::None).look_at().is_ok(), "{here}");
        }
        let mut far = server("mail.example.org", Security::None);
        assert!(matches!(far.look_at(), Err(SmtpError::Unencrypted(_))));
        far.unencrypted = true;
        assert!(far.look_at().is_ok());
        assert!(
            server("mail.example.org", Security::StartTls)
                .look_at()
                .is_ok()
        );
    }

    #[test]
    fn a_certificate_that_is_none_is_said_to_be_none() {
        let mut tls = server("mail.example.org", Security::Tls);
        tls.certificate = "no certificate".into();
        assert!(matches!(tls.look_at(), Err(SmtpError::NoCertificate)));
    }

    #[test]
    fn nobody_listens() {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut nobody = server("127.0.0.1", Security::None);
        nobody.port = port;
        let error = nobody.connect(None).unwrap_err();
        assert!(matches!(error, SmtpError::Unreachable { .. }), "{error}");
        assert!(error.passes());
        assert!(error.to_string().contains("nothing listens"), "{error}");
    }
}
