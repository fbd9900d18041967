//! The public keys of the event.

use ed25519_dalek::VerifyingKey;
use jiff::Timestamp;
use lanyard_event::{DeskId, Key, KeyId, KeyState};
use rusqlite::{Connection, Row, params};

use super::{all, get, number};
use crate::{Result, StoreError};

/// Lists a key that a desk signs with.
///
/// # Errors
/// [`StoreError::Refused`] where its number is taken; the file can't be written.
pub fn insert(conn: &Connection, key: &Key, desk: DeskId, at: Timestamp) -> Result<()> {
    conn.execute(
        "INSERT INTO signing_key VALUES (?, ?, ?, ?, ?)",
        params![
            key.id.0,
            key.public.to_bytes(),
            word(key.state),
            desk.to_bytes(),
            at.as_microsecond()
        ],
    )?;
    Ok(())
}

/// Sets what a key is still good for.
///
/// # Errors
/// The file can't be written.
pub fn set_state(conn: &Connection, key: KeyId, state: KeyState) -> Result<()> {
    conn.execute(
        "UPDATE signing_key SET state = ? WHERE id = ?",
        params![word(state), key.0],
    )?;
    Ok(())
}

/// All keys.
///
/// # Errors
/// The file can't be read.
pub fn list(conn: &Connection) -> Result<Vec<Key>> {
    let mut statement = conn.prepare_cached("SELECT * FROM signing_key ORDER BY id")?;
    all(statement.query([])?, read)
}

fn read(row: &Row<'_>) -> Result<Key> {
    let state: String = get(row, "state")?;
    Ok(Key {
        id: KeyId(number(row, "id")?),
        public: VerifyingKey::from_bytes(&get(row, "public")?)
            .map_err(|_| StoreError::damaged("a public key that is none"))?,
        state: [KeyState::Signs, KeyState::Verifies, KeyState::Revoked]
            .into_iter()
            .find(|one| word(*one) == state)
            .ok_or_else(|| StoreError::damaged(format!("“{state}” is no state of a key")))?,
    })
}

const fn word(state: KeyState) -> &'static str {
    match state {
        KeyState::Signs => "signs",
        KeyState::Verifies => "verifies",
        KeyState::Revoked => "revoked",
    }
}
