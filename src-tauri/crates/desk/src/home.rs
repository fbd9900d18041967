//! The user's data folder: who this desk is, its private keys, and which event files it knows.
//! Nothing in it is ever copied into an event file.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use ed25519_dalek::{SigningKey, VerifyingKey};
use jiff::Timestamp;
use lanyard_event::{DeskId, EventId, Rng};
use lanyard_store::FileMark;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::DeskError;

/// The data folder.
#[derive(Clone, Debug)]
pub struct Home {
    folder: PathBuf,
}

/// Who this machine is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Identity {
    id: String,
    pub(crate) name: String,
}

impl Identity {
    pub(crate) fn desk(&self, home: &Home) -> Result<DeskId, DeskError> {
        let damaged = |_| DeskError::HomeDamaged(home.folder.join(IDENTITY));
        self.id.parse().map_err(damaged)
    }
}

/// How far this desk's log in a file had come when it was last seen.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) incarnation: u32,
    pub(crate) seq: u64,
}

/// Where a desk stands in an event.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Place {
    pub(crate) door: String,
    pub(crate) out: bool,
    pub(crate) printer: Option<String>,
    pub(crate) print_on_entry: bool,
}

const IDENTITY: &str = "desk.json";
const LAST_EVENT: &str = "last-event.json";

impl Home {
    /// The data folder at `folder`; it is made when something is first kept in it.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// The user's own: `LANYARD_DATA`, else `$XDG_DATA_HOME/lanyard`, else
    /// `~/.local/share/lanyard` (XDG Base Directory Specification).
    pub fn of_user() -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        if let Some(folder) = set("LANYARD_DATA") {
            return Self::at(folder);
        }
        let data = set("XDG_DATA_HOME").map(PathBuf::from).or_else(|| {
            let home = set("HOME")?;
            Some(Path::new(&home).join(".local/share"))
        });
        Self::at(data.unwrap_or_else(std::env::temp_dir).join("lanyard"))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn identity(&self, rng: &dyn Rng, at: Timestamp) -> Result<Identity, DeskError> {
        if let Some(identity) = self.load(IDENTITY)? {
            return Ok(identity);
        }
        let name = fs::read_to_string("/etc/hostname").unwrap_or_default();
        let name = name.trim();
        let identity = Identity {
            id: DeskId::new(at, rng).to_string(),
            name: if name.is_empty() { "desk" } else { name }.to_owned(),
        };
        // Another process may have been first; its word counts.
        self.save(IDENTITY, &identity, Replace::No)?;
        Ok(self.load(IDENTITY)?.unwrap_or(identity))
    }

    pub(crate) fn seen(&self, event: EventId, mark: FileMark) -> Result<Option<Seen>, DeskError> {
        self.load(&seen_name(event, mark))
    }

    pub(crate) fn set_seen(
        &self,
        event: EventId,
        mark: FileMark,
        seen: Seen,
    ) -> Result<(), DeskError> {
        self.save(&seen_name(event, mark), &seen, Replace::Yes)
    }

    pub(crate) fn place(&self, event: EventId) -> Result<Option<Place>, DeskError> {
        self.load(&place_name(event))
    }

    pub(crate) fn set_place(&self, event: EventId, place: &Place) -> Result<(), DeskError> {
        self.save(&place_name(event), place, Replace::Yes)
    }

    /// The event file that was open last; it may be there no more.
    ///
    /// # Errors
    /// The data folder can't be used.
    pub fn last_event(&self) -> Result<Option<PathBuf>, DeskError> {
        self.load(LAST_EVENT)
    }

    /// Keeps which event file is open.
    ///
    /// # Errors
    /// The data folder can't be written.
    pub fn set_last_event(&self, path: &Path) -> Result<(), DeskError> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.note_event(&path)?;
        self.save(LAST_EVENT, &path, Replace::Yes)
    }

    /// How a window stood when it was last closed, as its face wrote it down.
    ///
    /// # Errors
    /// The data folder can't be used.
    pub fn window<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, DeskError> {
        self.load(&window_name(name))
    }

    /// Keeps how a window stands.
    ///
    /// # Errors
    /// The data folder can't be written.
    pub fn set_window(&self, name: &str, window: &impl Serialize) -> Result<(), DeskError> {
        self.save(&window_name(name), window, Replace::Yes)
    }

    /// What is remembered of the lists of a series.
    pub(crate) fn lists<T: DeserializeOwned + Default>(
        &self,
        series: &str,
    ) -> Result<T, DeskError> {
        Ok(self.load(&lists_name(series))?.unwrap_or_default())
    }

    pub(crate) fn set_lists(&self, series: &str, lists: &impl Serialize) -> Result<(), DeskError> {
        self.save(&lists_name(series), lists, Replace::Yes)
    }

    /// The private half of a key, if this user has it.
    pub(crate) fn signing_key(
        &self,
        event: EventId,
        public: &VerifyingKey,
    ) -> Result<Option<SigningKey>, DeskError> {
        let key: Option<[u8; 32]> = self.load(&key_name(event, public))?;
        Ok(key.map(|secret| SigningKey::from_bytes(&secret)))
    }

    pub(crate) fn save_signing_key(
        &self,
        event: EventId,
        key: &SigningKey,
    ) -> Result<(), DeskError> {
        let name = key_name(event, &key.verifying_key());
        self.save(&name, &key.to_bytes(), Replace::No)
    }

    /// The password for a login: a server, a user, and the way there.
    pub(crate) fn smtp_password(&self, login: &str) -> Result<Option<String>, DeskError> {
        self.load(&smtp_name(login))
    }

    pub(crate) fn save_smtp_password(&self, login: &str, password: &str) -> Result<(), DeskError> {
        self.save(&smtp_name(login), &password, Replace::Yes)
    }

    pub(crate) fn forget_smtp_password(&self, login: &str) -> Result<bool, DeskError> {
        self.forget(&smtp_name(login))
    }

    /// Lets one process alone send an event's mail; another one gets `None`. It ends with the file
    /// that is given, and with the process, however that ends.
    pub(crate) fn lock_mail(&self, event: EventId) -> Result<Option<fs::File>, DeskError> {
        let path = self.folder.join(format!("mail/{event}.lock"));
        let failed = |error| DeskError::Home {
            path: path.clone(),
            error,
        };
        fs::create_dir_all(path.parent().unwrap_or(&self.folder)).map_err(failed)?;
        let file = fs::File::create(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    pub(crate) fn load<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, DeskError> {
        let path = self.folder.join(name);
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(DeskError::Home { path, error }),
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|_| DeskError::HomeDamaged(path)),
        }
    }

    pub(crate) fn save_again(&self, name: &str, value: &impl Serialize) -> Result<(), DeskError> {
        self.save(name, value, Replace::Yes)
    }

    /// Takes a file away; gives whether there was one.
    pub(crate) fn forget(&self, name: &str) -> Result<bool, DeskError> {
        let path = self.folder.join(name);
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(DeskError::Home { path, error }),
        }
    }

    /// Writes a file whole or not at all, readable by this user alone (`tempfile` makes it so).
    fn save(&self, name: &str, value: &impl Serialize, replace: Replace) -> Result<(), DeskError> {
        let path = self.folder.join(name);
        let failed = |error| DeskError::Home {
            path: path.clone(),
            error,
        };
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(failed)?;
        let bytes = serde_json::to_vec(value).map_err(|error| failed(error.into()))?;
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write_all(&bytes).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        match replace {
            Replace::Yes => file.persist(&path).map_err(|error| failed(error.error))?,
            Replace::No => match file.persist_noclobber(&path) {
                Ok(file) => file,
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
                Err(error) => return Err(failed(error.error)),
            },
        };
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Replace {
    Yes,
    No,
}

fn seen_name(event: EventId, mark: FileMark) -> String {
    format!("files/{event}-{}-{}.json", mark.device, mark.inode)
}

fn window_name(name: &str) -> String {
    format!("windows/{name}.json")
}

fn lists_name(series: &str) -> String {
    format!("lists/{series}.json")
}

fn place_name(event: EventId) -> String {
    format!("places/{event}.json")
}

/// A digest: a user's name is often somebody's address.
fn smtp_name(login: &str) -> String {
    use std::fmt::Write as _;
    let whole = Sha256::digest(login);
    let mut name = String::from("mail/");
    for byte in &whole[..16] {
        let _ = write!(name, "{byte:02x}");
    }
    name + ".json"
}

fn key_name(event: EventId, public: &VerifyingKey) -> String {
    use std::fmt::Write as _;
    let mut name = format!("keys/{event}-");
    for byte in &public.as_bytes()[..8] {
        let _ = write!(name, "{byte:02x}");
    }
    name + ".json"
}
