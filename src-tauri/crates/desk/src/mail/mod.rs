//! Mail: the server, the words that a guest wants no more letters, and the log of what was sent.

mod job;
mod letters;
mod plan;
mod post;
mod run;

pub use job::MailJob;
pub(crate) use plan::is_over;
pub use post::TestMail;

use std::{fs::File, io::Read, path::Path};

use lanyard_event::Event;
use lanyard_exchange::mail::{Address, Line, Security, Sender, Server, SmtpError, address};
use lanyard_store::{
    Connection, Store, table,
    table::mail::{Mail, MailSettings},
};

use crate::{
    Desk, DeskError, Result,
    answers::{
        MailCheck, MailFilter, MailLine, MailSettingsChange, MailSettingsView, PasswordFrom,
    },
    chosen::not_own,
    format::{self, is_german},
};

/// Where the password may be said without it being kept.
const PASSWORD: &str = "LANYARD_SMTP_PASSWORD";
/// So many mails a minute most servers take from anybody.
const PER_MINUTE: u32 = 60;
/// Bytes: some hundreds of certificates.
const LARGEST_CERTIFICATE: u64 = 1024 * 1024;
/// How many rows of the log a face gets.
const MOST_ROWS: usize = 1000;

/// In whose name mail goes out, read from the settings.
#[derive(Clone, Debug)]
pub(crate) struct Letterhead {
    pub(crate) sender: Sender,
    /// Where guests write who want no more letters.
    pub(crate) opt_out: Address,
}

impl Letterhead {
    /// What the settings say.
    pub(crate) fn of(settings: &MailSettings, event: &Event) -> Result<Self> {
        let from = address(&settings.from_address)?;
        let reply_to = match settings.reply_to.as_str() {
            "" => None,
            reply_to => Some(address(reply_to)?),
        };
        // The contact is whatever the organiser wrote; often it is an address.
        let contact = address(&event.contact).ok();
        let opt_out = contact.or_else(|| reply_to.clone());
        let name = [&settings.from_name, &event.series, &event.name];
        let name = name.into_iter().find(|name| !name.is_empty());
        Ok(Self {
            opt_out: opt_out.unwrap_or_else(|| from.clone()),
            sender: Sender {
                name: name.cloned().unwrap_or_default(),
                address: from,
                reply_to,
            },
        })
    }

    /// The same for a letter that is looked at before there is a sender.
    pub(crate) fn shown(settings: &MailSettings, event: &Event) -> Self {
        Self::of(settings, event).unwrap_or_else(|_| {
            let nobody = address(&event.contact)
                .unwrap_or_else(|_| Address::new_dangerous("host", "example.org"));
            Self {
                sender: Sender {
                    name: String::new(),
                    address: nobody.clone(),
                    reply_to: None,
                },
                opt_out: nobody,
            }
        })
    }
}

/// What counts before a server was set up.
pub(crate) fn no_settings() -> MailSettings {
    let security = Security::StartTls;
    MailSettings {
        host: String::new(),
        port: security.port(),
        security: security.word().to_owned(),
        unencrypted: false,
        certificate: String::new(),
        user: String::new(),
        from_name: String::new(),
        from_address: String::new(),
        reply_to: String::new(),
        per_minute: PER_MINUTE,
        language: "en".to_owned(),
    }
}

pub(crate) fn server(settings: &MailSettings) -> Result<Server> {
    Ok(Server {
        host: settings.host.clone(),
        port: settings.port,
        security: settings.security.parse()?,
        unencrypted: settings.unencrypted,
        certificate: settings.certificate.clone(),
        user: settings.user.clone(),
    })
}

/// A server with its password, to be asked without a desk: it may take its time.
pub struct MailServer {
    pub(crate) server: Server,
    password: Option<String>,
}

impl std::fmt::Debug for MailServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailServer").finish_non_exhaustive()
    }
}

impl MailServer {
    /// Connects and logs in.
    pub(crate) fn connect(&self) -> std::result::Result<Line, SmtpError> {
        self.server.connect(self.password.as_deref())
    }

    /// Connects, logs in and takes leave.
    ///
    /// # Errors
    /// What is wrong, and what to do about it.
    pub fn check(&self) -> Result<MailCheck> {
        let line = self.connect()?;
        let encrypted = line.is_encrypted();
        line.close();
        let user = &self.server.user;
        Ok(MailCheck {
            server: format!("{}:{}", self.server.host, self.server.port),
            encrypted,
            user: (!user.is_empty()).then(|| user.clone()),
        })
    }
}

impl Desk {
    /// By which server mail goes out, and in whose name.
    ///
    /// # Errors
    /// The file or the data folder can't be read.
    pub fn mail_settings(&self) -> Result<MailSettingsView> {
        let settings = table::mail::settings(self.store.read())?.unwrap_or_else(no_settings);
        let password = match self.password(&settings)? {
            None => PasswordFrom::Nowhere,
            Some(_) if from_environment().is_some() => PasswordFrom::Environment,
            Some(_) => PasswordFrom::Kept,
        };
        Ok(MailSettingsView {
            host: settings.host,
            port: settings.port,
            security: settings.security,
            unencrypted: settings.unencrypted,
            certificate: !settings.certificate.is_empty(),
            user: settings.user,
            password,
            from_name: settings.from_name,
            from_address: settings.from_address,
            reply_to: settings.reply_to,
            per_minute: settings.per_minute,
            language: settings.language,
        })
    }

    /// Sets the server up. The event file keeps all but the password, so that the words and the
    /// sender are the same wherever it is opened; the password stays in the data folder, under the
    /// server's and the user's name, and serves the next evening too. One that no evening needs any
    /// more is forgotten.
    ///
    /// # Errors
    /// No address is one; mail would cross a network in the clear; the file can't be written.
    pub fn set_mail_settings(&mut self, change: &MailSettingsChange) -> Result<MailSettingsView> {
        let before = table::mail::settings(self.store.read())?.unwrap_or_else(no_settings);
        let settings = changed(before.clone(), change)?;
        let server = server(&settings)?;
        server.look_at()?;
        for given in [&settings.from_address, &settings.reply_to] {
            if !given.is_empty() {
                address(given)?;
            }
        }
        // Who changes the way to the same server has not forgotten the password.
        let same = (&before.host, &before.user) == (&settings.host, &settings.user);
        let password = match &change.password {
            None if same => self.home.smtp_password(&login(&before))?,
            password => password.clone(),
        };
        // A password is somebody's, at some server.
        let is_login = !settings.host.is_empty() && !settings.user.is_empty();
        if let Some(password) = password.filter(|_| is_login) {
            self.home.save_smtp_password(&login(&settings), &password)?;
        }
        self.store
            .write(|conn| table::mail::set_settings(conn, &settings))?;
        let (old, new) = (login(&before), login(&settings));
        if old != new && !self.is_used_elsewhere(&old)? {
            self.home.forget_smtp_password(&old)?;
        }
        self.mail_settings()
    }

    /// Whether another evening of this user sends by this login, as far as can be told.
    fn is_used_elsewhere(&self, old: &str) -> Result<bool> {
        let own = self.path().canonicalize().ok();
        let others = self.home.event_files()?.into_iter();
        let mut others = others.filter(|path| path.canonicalize().ok() != own);
        Ok(others.any(|path| {
            let settings = Store::look(&path, table::mail::settings);
            // What can't be looked into may.
            settings.map_or(true, |other| other.is_some_and(|it| login(&it) == old))
        }))
    }

    /// The server, to be asked.
    ///
    /// # Errors
    /// [`DeskError::NoMailServer`]; the file or the data folder can't be read.
    pub fn mail_server(&self) -> Result<MailServer> {
        let settings = self.set_up()?;
        Ok(MailServer {
            server: server(&settings)?,
            password: self.password(&settings)?,
        })
    }

    /// Keeps whether a guest wants no mail but their ticket.
    ///
    /// # Errors
    /// There is no such guest; the file can't be written.
    pub fn opt_out(&mut self, attendee: &str, opted_out: bool) -> Result<()> {
        self.refresh()?;
        let id = self.listed(attendee)?.id;
        self.change_guest(id, |conn| {
            Ok(table::mail::set_opted_out(conn, id, opted_out)?)
        })
    }

    /// What was sent to whom, newest first.
    ///
    /// # Errors
    /// There is no such guest; the file can't be read.
    pub fn mail_log(&mut self, filter: &MailFilter) -> Result<Vec<MailLine>> {
        self.settle_cut_off();
        let conn = self.store.read();
        let most = filter.most.map_or(MOST_ROWS, |most| most as usize);
        let words = plain(filter.search.as_deref().unwrap_or_default());
        let words: Vec<_> = words.split_whitespace().collect();
        // Those that are sought may be far back.
        let read = if words.is_empty() { most } else { usize::MAX };
        let (letter, state) = (filter.letter.map(Into::into), filter.state.map(Into::into));
        let mails = match &filter.attendee {
            None => table::mail::newest(conn, letter, state, read)?,
            Some(id) => {
                // Who is not on the list any more may still have mail.
                let mut mails = table::mail::of_attendee(conn, self.attendee_id(id)?)?;
                mails.retain(|mail| letter.is_none_or(|letter| mail.letter == letter));
                mails.retain(|mail| state.is_none_or(|state| mail.state == state));
                mails.reverse();
                mails
            }
        };
        let lines = mails.iter().map(|mail| line(conn, &self.event, mail));
        let is_sought = |line: &Result<MailLine>| {
            line.as_ref().map_or(true, |line| {
                let whom = plain(&format!("{} {}", line.name, line.address));
                words.iter().all(|word| whom.contains(word))
            })
        };
        lines.filter(is_sought).take(most).collect()
    }

    /// What was being handed over when a program was closed or killed is told as uncertain, once
    /// nobody sends any more. In a file that can't be written it stays as it is.
    pub(super) fn settle_cut_off(&mut self) {
        let sending = Some(table::mail::MailState::Sending);
        let is_cut_off = table::mail::newest(self.store.read(), None, sending, 1)
            .is_ok_and(|mails| !mails.is_empty());
        if is_cut_off && let Ok(Some(_alone)) = self.home.lock_mail(self.event.id) {
            let now = self.now();
            let _ = self.store.write(|conn| table::mail::interrupted(conn, now));
        }
    }

    pub(crate) fn set_up(&self) -> Result<MailSettings> {
        let settings = table::mail::settings(self.store.read())?;
        settings
            .filter(|settings| !settings.host.is_empty() && !settings.from_address.is_empty())
            .ok_or(DeskError::NoMailServer)
    }

    fn password(&self, settings: &MailSettings) -> Result<Option<String>> {
        if let Some(password) = from_environment() {
            return Ok(Some(password));
        }
        self.home.smtp_password(&login(settings))
    }
}

/// What a password is for. The event file goes from hand to hand: one that says another way to the
/// same server does not get the password sent that way.
fn login(settings: &MailSettings) -> String {
    let clear = settings.security == Security::None.word();
    let host = settings.host.to_lowercase();
    let (user, certificate) = (&settings.user, &settings.certificate);
    format!("{host}\0{user}\0{clear}\0{certificate}")
}

/// In lower-case Latin letters, for whoever types a name without its accents.
fn plain(text: &str) -> String {
    any_ascii::any_ascii(text).to_lowercase()
}

fn from_environment() -> Option<String> {
    std::env::var(PASSWORD)
        .ok()
        .filter(|password| !password.is_empty())
}

/// What stands in a certificate's file; what is too long for one is cut and then none.
fn certificate(file: &Path) -> Result<String> {
    not_own(file)?;
    let failed = |error| DeskError::Text {
        path: file.to_owned(),
        error,
    };
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(failed)?;
    opened
        .take(LARGEST_CERTIFICATE)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
}

fn changed(mut settings: MailSettings, change: &MailSettingsChange) -> Result<MailSettings> {
    let text = |old: &mut String, new: &Option<String>| {
        if let Some(new) = new {
            new.trim().clone_into(old);
        }
    };
    text(&mut settings.host, &change.host);
    match change.certificate.as_deref().map(str::trim) {
        None => {}
        Some("") => settings.certificate.clear(),
        Some(file) => settings.certificate = certificate(Path::new(file))?,
    }
    text(&mut settings.user, &change.user);
    text(&mut settings.from_name, &change.from_name);
    text(&mut settings.from_address, &change.from_address);
    text(&mut settings.reply_to, &change.reply_to);
    if let Some(word) = &change.security {
        let security: Security = word.parse()?;
        if security.word() != settings.security {
            settings.port = security.port();
        }
        security.word().clone_into(&mut settings.security);
    }
    if let Some(language) = &change.language {
        let word = if is_german(language) { "de" } else { "en" };
        word.clone_into(&mut settings.language);
    }
    if change.port == Some(0) {
        return Err(DeskError::NoPort);
    }
    if change.per_minute == Some(0) {
        return Err(DeskError::NoPace);
    }
    settings.port = change.port.unwrap_or(settings.port);
    settings.unencrypted = change.unencrypted.unwrap_or(settings.unencrypted);
    settings.per_minute = change.per_minute.unwrap_or(settings.per_minute);
    Ok(settings)
}

pub(crate) fn line(conn: &Connection, event: &Event, mail: &Mail) -> Result<MailLine> {
    let guest = table::attendee::by_id(conn, mail.attendee)?;
    Ok(MailLine {
        id: format::row(mail.id),
        letter: mail.letter.into(),
        attendee: mail.attendee.to_string(),
        name: guest.map(|guest| guest.name).unwrap_or_default(),
        ticket: mail.ticket.map(|ticket| ticket.to_string()),
        address: mail.address.clone(),
        subject: mail.subject.clone(),
        state: mail.state.into(),
        at: format::rfc3339(mail.at, event),
        answer: mail.answer.clone(),
        message_id: mail.message_id.clone(),
    })
}
