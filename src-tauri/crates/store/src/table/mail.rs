//! The letters, the server that sends them, and what was sent to whom.

use jiff::Timestamp;
use lanyard_event::{AttendeeId, TicketId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{all, first, get, number, timestamp};
use crate::{Result, StoreError};

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LetterKind {
    /// Brings a guest their ticket.
    Ticket,
    /// Before the evening.
    Reminder,
    /// To those who came.
    Thanks,
    /// To those who were expected and did not come.
    Missed,
    /// To those who came without being on the list.
    WalkIn,
}

impl LetterKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Ticket,
        Self::Reminder,
        Self::Thanks,
        Self::Missed,
        Self::WalkIn,
    ];

    /// The word that stands for it in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Reminder => "reminder",
            Self::Thanks => "thanks",
            Self::Missed => "missed",
            Self::WalkIn => "walk_in",
        }
    }

    /// The kind of this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How far a mail has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailState {
    /// It is to be sent.
    Queued,
    /// It is being handed to the server.
    Sending,
    /// The server has it.
    Sent,
    /// The server will not have it.
    Refused,
    /// The connection or the program was lost before the server answered: it may have it.
    Uncertain,
}

impl MailState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Queued,
        Self::Sending,
        Self::Sent,
        Self::Refused,
        Self::Uncertain,
    ];

    /// The word that stands for it in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Uncertain => "uncertain",
        }
    }

    /// The state of this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// By which server mail goes out, and in whose name; never with its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// The server; empty: none yet.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `starttls`, `tls` or `none`.
    pub security: String,
    /// The organiser has said that mail may cross the network for all to read.
    pub unencrypted: bool,
    /// A certificate to trust beside the system's, PEM; empty: none.
    pub certificate: String,
    /// The name to log in with; empty: none is asked for.
    pub user: String,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
    /// Where answers go; empty: to the sender.
    pub reply_to: String,
    /// How many mails a minute.
    pub per_minute: u32,
    /// Of the letters that the organiser has not worded: `en` or `de`.
    pub language: String,
}

/// A letter in the organiser's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The subject.
    pub subject: String,
    /// The body, in the letters' markup.
    pub body: String,
}

/// A mail that was sent, or is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub letter: LetterKind,
    /// To whom.
    pub attendee: AttendeeId,
    /// The ticket that it carries.
    pub ticket: Option<TicketId>,
    /// Which one of several that were sent on purpose, from 1.
    pub round: u32,
    /// The address.
    pub address: String,
    /// The subject.
    pub subject: String,
    /// Its `Message-ID`, without brackets; the same however often it is tried.
    pub message_id: String,
    /// How far it has come.
    pub state: MailState,
    /// Since when.
    pub at: Timestamp,
    /// What the server said; may be empty.
    pub answer: String,
}

/// A mail to be queued.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields are those of `Mail`")]
pub struct NewMail<'a> {
    pub letter: LetterKind,
    pub attendee: AttendeeId,
    pub ticket: Option<TicketId>,
    pub round: u32,
    pub address: &'a str,
    pub message_id: &'a str,
    pub at: Timestamp,
}

/// The server, if one was set up.
///
/// # Errors
/// The file can't be read.
pub fn settings(conn: &Connection) -> Result<Option<MailSettings>> {
    let mut statement = conn.prepare_cached("SELECT * FROM mail_setting")?;
    first(statement.query([])?, |row| {
        Ok(MailSettings {
            host: get(row, "host")?,
            port: number(row, "port")?,
            security: get(row, "security")?,
            unencrypted: get(row, "unencrypted")?,
            certificate: get(row, "certificate")?,
            user: get(row, "user")?,
            from_name: get(row, "from_name")?,
            from_address: get(row, "from_address")?,
            reply_to: get(row, "reply_to")?,
            per_minute: number(row, "per_minute")?,
            language: get(row, "language")?,
        })
    })
}

/// Sets the server up.
///
/// # Errors
/// The file can't be written.
pub fn set_settings(conn: &Connection, settings: &MailSettings) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO mail_setting VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        settings.host,
        settings.port,
        settings.security,
        settings.unencrypted,
        settings.certificate,
        settings.user,
        settings.from_name,
        settings.from_address,
        settings.reply_to,
        settings.per_minute,
        settings.language,
    ])?;
    Ok(())
}

/// A letter in the organiser's words, if they worded it.
///
/// # Errors
/// The file can't be read.
pub fn wording(conn: &Connection, letter: LetterKind) -> Result<Option<Wording>> {
    let mut statement = conn.prepare_cached("SELECT subject, body FROM letter WHERE kind = ?")?;
    first(statement.query([letter.word()])?, |row| {
        Ok(Wording {
            subject: get(row, "subject")?,
            body: get(row, "body")?,
        })
    })
}

/// Words a letter; `None` goes back to the built-in one.
///
/// # Errors
/// The file can't be written.
pub fn set_wording(conn: &Connection, letter: LetterKind, new: Option<&Wording>) -> Result<()> {
    match new {
        Some(Wording { subject, body }) => conn
            .prepare_cached("INSERT OR REPLACE INTO letter VALUES (?, ?, ?)")?
            .execute(params![letter.word(), subject, body])?,
        None => conn
            .prepare_cached("DELETE FROM letter WHERE kind = ?")?
            .execute([letter.word()])?,
    };
    Ok(())
}

/// The digest of the words in which a letter was last sent as a test.
///
/// # Errors
/// The file can't be read.
pub fn tested(conn: &Connection, letter: LetterKind) -> Result<Option<Vec<u8>>> {
    Ok(conn
        .prepare_cached("SELECT digest FROM letter_test WHERE letter = ?")?
        .query_row([letter.word()], |row| row.get(0))
        .optional()?)
}

/// Keeps that a letter was sent as a test in these words.
///
/// # Errors
/// The file can't be written.
pub fn set_tested(
    conn: &Connection,
    letter: LetterKind,
    digest: &[u8],
    at: Timestamp,
) -> Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO letter_test VALUES (?, ?, ?)")?
        .execute(params![letter.word(), digest, at.as_microsecond()])?;
    Ok(())
}

/// Puts a mail in the queue; its subject is written when it is sent.
///
/// # Errors
/// [`StoreError::Refused`] where the same one is there already; the file can't be written.
pub fn queue(conn: &Connection, new: &NewMail<'_>) -> Result<i64> {
    conn.prepare_cached(
        "INSERT INTO mail
           (letter, attendee, ticket, round, address, subject, message_id, state, at, answer)
         VALUES (?, ?, ?, ?, ?, '', ?, 'queued', ?, '')",
    )?
    .execute(params![
        new.letter.word(),
        new.attendee.to_bytes(),
        new.ticket.map(|id| id.0.cast_signed()),
        new.round,
        new.address,
        new.message_id,
        new.at.as_microsecond(),
    ])?;
    Ok(conn.last_insert_rowid())
}

/// Takes a mail out of the queue that is not to be sent any more.
///
/// # Errors
/// The file can't be written.
pub fn withdraw(conn: &Connection, id: i64) -> Result<()> {
    conn.prepare_cached("DELETE FROM mail WHERE id = ? AND state = 'queued'")?
        .execute([id])?;
    Ok(())
}

/// Puts an uncertain mail back into the queue, as the one it was.
///
/// # Errors
/// The file can't be written.
pub fn requeue(conn: &Connection, id: i64, at: Timestamp) -> Result<()> {
    conn.prepare_cached(
        "UPDATE mail SET state = 'queued', at = ? WHERE id = ? AND state = 'uncertain'",
    )?
    .execute(params![at.as_microsecond(), id])?;
    Ok(())
}

/// Marks a queued mail as being handed to the server, with what it says; gives `false` where it is
/// not in the queue any more, since somebody else sends it.
///
/// # Errors
/// The file can't be written.
pub fn claim(
    conn: &Connection,
    id: i64,
    address: &str,
    subject: &str,
    at: Timestamp,
) -> Result<bool> {
    let changed = conn
        .prepare_cached(
            "UPDATE mail SET state = 'sending', address = ?, subject = ?, at = ?
             WHERE id = ? AND state = 'queued'",
        )?
        .execute(params![address, subject, at.as_microsecond(), id])?;
    Ok(changed == 1)
}

/// Writes what became of a mail to this address.
///
/// # Errors
/// The file can't be written.
pub fn settle(
    conn: &Connection,
    id: i64,
    state: MailState,
    address: &str,
    answer: &str,
    at: Timestamp,
) -> Result<()> {
    conn.prepare_cached("UPDATE mail SET state = ?, address = ?, answer = ?, at = ? WHERE id = ?")?
        .execute(params![
            state.word(),
            address,
            answer,
            at.as_microsecond(),
            id
        ])?;
    Ok(())
}

/// What was being sent when the program was lost is uncertain from now on; gives how many. Nothing
/// may be sending meanwhile.
///
/// # Errors
/// The file can't be written.
pub fn interrupted(conn: &Connection, at: Timestamp) -> Result<usize> {
    Ok(conn
        .prepare_cached("UPDATE mail SET state = 'uncertain', at = ? WHERE state = 'sending'")?
        .execute([at.as_microsecond()])?)
}

/// A mail by its number.
///
/// # Errors
/// The file can't be read.
pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Mail>> {
    let mut statement = conn.prepare_cached("SELECT * FROM mail WHERE id = ?")?;
    first(statement.query([id])?, read)
}

/// All mails of a letter, oldest first.
///
/// # Errors
/// The file can't be read.
pub fn of_letter(conn: &Connection, letter: LetterKind) -> Result<Vec<Mail>> {
    let mut statement = conn.prepare_cached("SELECT * FROM mail WHERE letter = ? ORDER BY id")?;
    all(statement.query([letter.word()])?, read)
}

/// All mails to a guest, and to those who were made one with them, oldest first.
///
/// # Errors
/// The file can't be read.
pub fn of_attendee(conn: &Connection, attendee: AttendeeId) -> Result<Vec<Mail>> {
    let mut statement = conn.prepare_cached(
        "SELECT * FROM mail WHERE attendee = ?1
           OR attendee IN (SELECT was FROM alias WHERE attendee = ?1)
         ORDER BY id",
    )?;
    all(statement.query([attendee.to_bytes()])?, read)
}

/// The newest mails of these letters and states, newest first; none named: all.
///
/// # Errors
/// The file can't be read.
pub fn newest(
    conn: &Connection,
    letter: Option<LetterKind>,
    state: Option<MailState>,
    most: usize,
) -> Result<Vec<Mail>> {
    let mut statement = conn.prepare_cached(
        "SELECT * FROM mail WHERE (?1 IS NULL OR letter = ?1) AND (?2 IS NULL OR state = ?2)
         ORDER BY at DESC, id DESC LIMIT ?3",
    )?;
    let (letter, state) = (letter.map(LetterKind::word), state.map(MailState::word));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    all(statement.query(params![letter, state, most])?, read)
}

/// Whether a guest wants no mail but their ticket.
///
/// # Errors
/// The file can't be read.
pub fn opted_out(conn: &Connection, attendee: AttendeeId) -> Result<bool> {
    let found: Option<bool> = conn
        .prepare_cached("SELECT opted_out FROM attendee WHERE id = ?")?
        .query_row([attendee.to_bytes()], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or(false))
}

/// All who want no mail but their ticket.
///
/// # Errors
/// The file can't be read.
pub fn all_opted_out(conn: &Connection) -> Result<Vec<AttendeeId>> {
    let mut statement = conn.prepare_cached("SELECT id FROM attendee WHERE opted_out")?;
    all(statement.query([])?, |row| {
        Ok(AttendeeId::from_bytes(get(row, "id")?))
    })
}

/// Keeps whether a guest wants no mail but their ticket.
///
/// # Errors
/// The file can't be written.
pub fn set_opted_out(conn: &Connection, attendee: AttendeeId, opted_out: bool) -> Result<()> {
    conn.prepare_cached("UPDATE attendee SET opted_out = ? WHERE id = ?")?
        .execute(params![opted_out, attendee.to_bytes()])?;
    Ok(())
}

/// Erases what the mails to a guest say of them; that they were sent stays.
///
/// # Errors
/// The file can't be written.
pub fn erase(conn: &Connection, attendee: AttendeeId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE mail SET address = '', subject = '', answer = '' WHERE attendee = ?1
           OR attendee IN (SELECT was FROM alias WHERE attendee = ?1)",
    )?
    .execute([attendee.to_bytes()])?;
    Ok(())
}

/// Erases what the mails say of anybody; that they were sent stays.
///
/// # Errors
/// The file can't be written.
pub fn erase_all(conn: &Connection) -> Result<()> {
    conn.execute(
        "UPDATE mail SET address = '', subject = '', answer = ''",
        [],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Mail> {
    let ticket: Option<i64> = get(row, "ticket")?;
    let word: String = get(row, "letter")?;
    let letter = LetterKind::of(&word);
    let letter = letter.ok_or_else(|| StoreError::damaged(format!("“{word}” is no letter")))?;
    let word: String = get(row, "state")?;
    let state = MailState::of(&word);
    let state =
        state.ok_or_else(|| StoreError::damaged(format!("“{word}” is no state of a mail")))?;
    Ok(Mail {
        id: get(row, "id")?,
        letter,
        attendee: AttendeeId::from_bytes(get(row, "attendee")?),
        ticket: ticket.map(|id| TicketId(id.cast_unsigned())),
        round: number(row, "round")?,
        address: get(row, "address")?,
        subject: get(row, "subject")?,
        message_id: get(row, "message_id")?,
        state,
        at: timestamp(get(row, "at")?)?,
        answer: get(row, "answer")?,
    })
}
