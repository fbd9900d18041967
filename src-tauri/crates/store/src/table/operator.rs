//! Who works at the desks.

use lanyard_event::OperatorId;
use rusqlite::{Connection, Row, params};

use super::{all, get};
use crate::Result;

/// Someone who works at a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The id.
    pub id: OperatorId,
    /// The name; no two have the same.
    pub name: String,
    /// Decides what others may not.
    pub lead: bool,
    /// The PIN, as the PHC string of a password hash.
    pub pin_hash: Option<String>,
}

/// Adds an operator, or gives the one of this name another PIN.
///
/// # Errors
/// The file can't be written.
pub fn set(conn: &Connection, operator: &Operator) -> Result<()> {
    let Operator {
        id,
        name,
        lead,
        pin_hash,
    } = operator;
    let changed = conn.execute(
        "UPDATE operator SET lead = ?, pin_hash = ? WHERE name = ?",
        params![lead, pin_hash, name],
    )?;
    if changed == 0 {
        conn.execute(
            "INSERT INTO operator VALUES (?, ?, ?, ?)",
            params![id.to_bytes(), name, lead, pin_hash],
        )?;
    }
    Ok(())
}

/// Takes away who has this name; gives whether there was one.
///
/// # Errors
/// The file can't be written.
pub fn remove(conn: &Connection, name: &str) -> Result<bool> {
    Ok(conn.execute("DELETE FROM operator WHERE name = ?", [name])? > 0)
}

/// All operators, by name.
///
/// # Errors
/// The file can't be read.
pub fn list(conn: &Connection) -> Result<Vec<Operator>> {
    let mut statement = conn.prepare_cached("SELECT * FROM operator ORDER BY name")?;
    all(statement.query([])?, read)
}

fn read(row: &Row<'_>) -> Result<Operator> {
    Ok(Operator {
        id: OperatorId::from_bytes(get(row, "id")?),
        name: get(row, "name")?,
        lead: get(row, "lead")?,
        pin_hash: get(row, "pin_hash")?,
    })
}
