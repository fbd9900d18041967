use std::{
    fs::{File, OpenOptions},
    io::{self, Read},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection, ErrorCode, MAIN_DB, OpenFlags, Transaction, TransactionBehavior, backup::Backup,
};
use rusqlite_migration::{M, Migrations};

use crate::{
    Result, StoreError,
    beside::{is_own, log_of, nothing_left},
    held::{Held, is_held},
};

/// SQLite's `application_id` of an event file: `LNYD`.
pub const APPLICATION_ID: i32 = 0x4C4E_5944;

const STEPS: &[M<'_>] = &[
    M::up(include_str!("../migrations/01-the-evening.sql")),
    M::up(include_str!("../migrations/02-the-door.sql")),
    M::up(include_str!("../migrations/03-lists.sql")),
    M::up(include_str!("../migrations/04-mail.sql")),
    M::up(include_str!("../migrations/05-the-office.sql")),
    M::up(include_str!("../migrations/06-who-is-who.sql")),
    M::up(include_str!("../migrations/07-several-lists.sql")),
    M::up(include_str!("../migrations/08-in-their-place.sql")),
    M::up(include_str!("../migrations/09-former-names.sql")),
    M::up(include_str!("../migrations/10-settled.sql")),
];
const SCHEMA: u32 = 10;

/// How long a write waits for another process that writes the same file.
const BUSY: Duration = Duration::from_secs(5);

/// The mode of a file that only this user may read.
const FOR_THIS_USER: u32 = 0o600;

/// An open event file.
#[derive(Debug)]
pub struct Store {
    /// Dropped first: once the file is closed, another one may get its number.
    _held: Held,
    conn: Connection,
    path: PathBuf,
    /// What the file was when it was opened.
    opened: FileMark,
}

/// Another connection that reads and writes. What it wrote is durable in the log beside the file
/// (SQLite's “Write-Ahead Logging”, section 2.1) and goes into the file itself when the writer is
/// dropped, which holds nobody up, however much it is.
#[derive(Debug)]
pub struct Writer {
    conn: Connection,
}

impl Drop for Writer {
    fn drop(&mut self) {
        // What can't be moved now, since somebody reads it or the disk is full, is moved later.
        let _ = self
            .conn
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    }
}

impl Writer {
    /// Reads as of one moment.
    ///
    /// # Errors
    /// What `read` gives, or the file can't be read.
    pub fn read_at_once<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        at_once(&self.conn, read)
    }

    /// Writes in one transaction, as [`Store::write`] does.
    ///
    /// # Errors
    /// What `change` gives, or why it could not be committed.
    pub fn write<T, E: From<StoreError>>(
        &self,
        change: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let immediate = TransactionBehavior::Immediate;
        let transaction = Transaction::new_unchecked(&self.conn, immediate);
        let transaction = transaction.map_err(StoreError::from)?;
        let value = change(&transaction)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(value)
    }
}

/// What tells one event file from a copy of it: the device and the number of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileMark {
    /// The device.
    pub device: u64,
    /// The file's number on it.
    pub inode: u64,
}

impl Store {
    /// Makes a new event file and fills it with `fill`; when that fails, nothing is left behind.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is a file of that name; it is never overwritten.
    /// [`StoreError::LogLeft`] where there was one.
    pub fn create(path: &Path, fill: impl FnOnce(&Connection) -> Result<()>) -> Result<Self> {
        if path.exists() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if !folder.is_dir() {
            return Err(StoreError::NoFolder(folder.to_owned()));
        }
        nothing_left(path)?;
        let new = tempfile::Builder::new()
            .prefix(".new-")
            .suffix(".lanyard")
            .tempfile_in(folder)
            .map_err(|error| StoreError::io(path, error))?;
        let mut conn = Connection::open(new.path())?;
        prepare(&conn)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrate(&mut conn)?;
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        fill(&transaction)?;
        transaction.commit()?;
        conn.close().map_err(|(_, error)| StoreError::from(error))?;
        new.persist_noclobber(path)
            .map_err(|error| StoreError::io(path, error.error))?;
        Self::open(path)
    }

    /// Opens an event file; an older schema is migrated, after a copy was made beside it.
    ///
    /// # Errors
    /// A missing file, a folder, another kind of file, one of a newer Lanyard, no permission:
    /// each its own variant, and the file stays as it was.
    pub fn open(path: &Path) -> Result<Self> {
        let schema = schema_of(path)?;
        if schema == 0 {
            return Err(StoreError::NotAnEvent(path.to_owned()));
        }
        if schema > SCHEMA {
            return Err(StoreError::Newer {
                path: path.to_owned(),
                found: schema,
                known: SCHEMA,
            });
        }
        is_own(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags)?;
        prepare(&conn)?;
        let opened = mark_of(path)?;
        let mut store = Self {
            conn,
            opened,
            path: path.to_owned(),
            _held: Held::of(path, opened),
        };
        if schema < SCHEMA {
            let copies = (1..).map(|n| path.with_extension(format!("before-{SCHEMA}-{n}.lanyard")));
            for copy in copies {
                match store.backup(&copy) {
                    Err(StoreError::Exists(_)) => {}
                    done => {
                        done?;
                        break;
                    }
                }
            }
            migrate(&mut store.conn)?;
        }
        Ok(store)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads. What is read in one call may come from several moments, unless a function says
    /// otherwise.
    pub fn read(&self) -> &Connection {
        &self.conn
    }

    /// Reads as of one moment; and many small things quicker than without, since the file is locked
    /// once and not for each.
    ///
    /// # Errors
    /// What `read` gives, or the file can't be read.
    pub fn read_at_once<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        at_once(&self.conn, read)
    }

    /// Looks into an event file without opening it as one: whatever its schema is, it stays as it
    /// is.
    ///
    /// # Errors
    /// It is no event file, or what `look` gives.
    pub fn look<T>(path: &Path, look: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        if schema_of(path)? != SCHEMA {
            return Err(StoreError::NotAnEvent(path.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(BUSY)?;
        look(&conn)
    }

    /// Leaves nothing of what was erased behind: not in free pages, not in the file beside it.
    ///
    /// # Errors
    /// The file can't be written, or another process has it open.
    pub fn forget_erased(&mut self) -> Result<()> {
        self.conn.execute_batch("VACUUM")?;
        let busy: bool = self
            .conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        match busy {
            true => Err(StoreError::Busy),
            false => Ok(()),
        }
    }

    /// Another connection to the file, which only reads and may go to another thread. It must be
    /// closed before the store is, so that the store leaves one file behind.
    ///
    /// # Errors
    /// The file can't be opened again.
    pub fn reader(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&self.path, flags)?;
        conn.busy_timeout(BUSY)?;
        Ok(conn)
    }

    /// Another connection to the file, which reads and writes and may go to another thread: for
    /// work that takes longer than a scan may wait. It must be closed before the store is. Foreign
    /// keys are not looked up: who writes in bulk knows what it wrote.
    ///
    /// # Errors
    /// The file can't be opened again.
    pub fn writer(&self) -> Result<Writer> {
        /// In KiB, of the page cache; it bounds the memory of the largest import.
        const CACHE: i32 = 65_536;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&self.path, flags)?;
        prepare(&conn)?;
        conn.pragma_update(None, "foreign_keys", false)?;
        conn.pragma_update(None, "cache_size", -CACHE)?;
        // Not within the commit, for which others wait.
        conn.pragma_update(None, "wal_autocheckpoint", 0)?;
        Ok(Writer { conn })
    }

    /// Writes in one transaction, which no other process can come between. When this returns, the
    /// change is durable; when `change` fails, nothing has changed.
    ///
    /// # Errors
    /// What `change` gives, or why it could not be committed.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        change: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let transaction = self.begin()?;
        let value = change(&transaction)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(value)
    }

    /// Does what [`Store::write`] would do, and takes it all back.
    ///
    /// # Errors
    /// What `change` gives, or the file can't be written.
    pub fn rehearse<T, E: From<StoreError>>(
        &mut self,
        change: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let transaction = self.begin()?;
        change(&transaction)
    }

    /// Looks whether a write would be refused. It writes nothing, takes no lock and waits for nobody.
    ///
    /// # Errors
    /// [`StoreError::TakenAway`], [`StoreError::ReadOnly`], or what the disk says.
    pub fn writable(&self) -> Result<()> {
        self.in_place()?;
        if self.conn.is_readonly(MAIN_DB)? {
            return Err(StoreError::ReadOnly);
        }
        // The disk may be read-only by now. Not the file itself: to close it once more would drop
        // SQLite's locks on it.
        let log = log_of(&self.path);
        match OpenOptions::new().write(true).open(&log).map(drop) {
            Ok(()) => Ok(()),
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound => Ok(()),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Err(StoreError::ReadOnly)
                }
                _ => Err(StoreError::Disk(error)),
            },
        }
    }

    /// SQLite goes on writing into a file that has no name any more.
    fn in_place(&self) -> Result<()> {
        if self.mark().ok() != Some(self.opened) {
            return Err(StoreError::TakenAway(self.path.clone()));
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<Transaction<'_>> {
        self.in_place()?;
        let immediate = TransactionBehavior::Immediate;
        Ok(self.conn.transaction_with_behavior(immediate)?)
    }

    /// A number that changes when another connection has changed the file.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn data_version(&self) -> Result<i64> {
        let mut pragma = self.conn.prepare_cached("PRAGMA data_version")?;
        Ok(pragma.query_row([], |row| row.get(0))?)
    }

    /// Writes a consistent copy, also while others read and write. Like the file itself it can be
    /// read by this user alone.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is a file of that name, or the disk fails.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(StoreError::NoFolder(folder.to_owned()));
        }
        // SQLite fills what is there; a file that it made others could read.
        let mut new = OpenOptions::new();
        let new = new
            .write(true)
            .create_new(true)
            .mode(FOR_THIS_USER)
            .open(to);
        new.map_err(|error| StoreError::io(to, error))?;
        let copied = copy_into(&self.conn, to);
        if copied.is_err() {
            // Half a copy helps nobody, and has people's data in it.
            let _ = std::fs::remove_file(to);
        }
        copied
    }

    /// What SQLite finds wrong with the file; empty when it is well.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn integrity(&self) -> Result<Vec<String>> {
        let mut found: Vec<String> = self
            .conn
            .prepare("PRAGMA integrity_check")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        found.retain(|line| line != "ok");
        let broken_links: i64 =
            self.conn
                .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                    row.get(0)
                })?;
        if broken_links > 0 {
            found.push(format!("{broken_links} rows name a row that is not there"));
        }
        Ok(found)
    }

    /// What tells this file from a copy of it.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn mark(&self) -> Result<FileMark> {
        mark_of(&self.path)
    }
}

/// Brings a file to the newest schema. A table that others refer to can only be built anew without
/// foreign keys (SQLite's “ALTER TABLE”, section 7); the last look is theirs.
fn copy_into(conn: &Connection, to: &Path) -> Result<()> {
    let mut copy = Connection::open(to)?;
    Backup::new(conn, &mut copy)?.run_to_completion(256, Duration::ZERO, None)?;
    copy.close().map_err(|(_, error)| StoreError::from(error))
}

fn migrate(conn: &mut Connection) -> Result<()> {
    conn.pragma_update(None, "foreign_keys", false)?;
    Migrations::from_slice(STEPS).to_latest(conn)?;
    Ok(conn.pragma_update(None, "foreign_keys", true)?)
}

fn prepare(conn: &Connection) -> Result<()> {
    conn.busy_timeout(BUSY)?;
    let beside = |error: rusqlite::Error| match error.sqlite_error_code() {
        // The file itself is there: it is those beside it that can't be made.
        Some(ErrorCode::CannotOpen) => StoreError::ReadOnly,
        _ => error.into(),
    };
    conn.pragma_update(None, "journal_mode", "wal")
        .map_err(beside)?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "secure_delete", true)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

pub(crate) fn mark_of(path: &Path) -> Result<FileMark> {
    use std::os::unix::fs::MetadataExt;
    let meta = path
        .metadata()
        .map_err(|error| StoreError::io(path, error))?;
    Ok(FileMark {
        device: meta.dev(),
        inode: meta.ino(),
    })
}

/// Reads in one transaction, which sees the file as it was when it began.
fn at_once<T, E: From<StoreError>>(
    conn: &Connection,
    read: impl FnOnce(&Connection) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let transaction = conn.unchecked_transaction().map_err(StoreError::from)?;
    read(&transaction)
}

/// The schema of an event file, read from its first bytes, so that a foreign file is not touched.
/// The offsets are those of SQLite's file format, section 1.3.
fn schema_of(path: &Path) -> Result<u32> {
    if is_held(path) {
        // Brought to it when it was opened.
        return Ok(SCHEMA);
    }
    let mut header = [0; 100];
    let meta = path
        .metadata()
        .map_err(|error| StoreError::io(path, error))?;
    if meta.is_dir() {
        return Err(StoreError::IsFolder(path.to_owned()));
    }
    let mut file = File::open(path).map_err(|error| StoreError::io(path, error))?;
    let not_an_event = || StoreError::NotAnEvent(path.to_owned());
    file.read_exact(&mut header).map_err(|_| not_an_event())?;
    let word = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    if !header.starts_with(b"SQLite format 3\0") || word(68) != APPLICATION_ID.cast_unsigned() {
        return Err(not_an_event());
    }
    Ok(word(60))
}
