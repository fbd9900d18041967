//! Who else a guest is: under another key, in another list than the one that leads them.

use lanyard_event::AttendeeId;
use rusqlite::{Connection, params};

use super::{all, blob, get, known::kept_key};
use crate::Result;

/// A row of a list, as far as it says that a guest stands there.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields are those of the table")]
pub struct Stands<'a> {
    pub source: &'a str,
    pub key: &'a [u8; 16],
    pub list: i64,
    pub digest: &'a [u8; 16],
}

/// Another name of a guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The list's source.
    pub source: String,
    /// The digest of its key.
    pub key: [u8; 16],
    /// Whether the list has them no more.
    pub missing: bool,
}

/// Whether anybody has another name.
///
/// # Errors
/// The file can't be read.
pub fn any(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row("SELECT EXISTS (SELECT 1 FROM alias)", [], |row| row.get(0))?)
}

/// A guest's other names.
///
/// # Errors
/// The file can't be read.
pub fn of(conn: &Connection, id: AttendeeId) -> Result<Vec<Alias>> {
    let mut statement =
        conn.prepare_cached("SELECT source, source_key, missing FROM alias WHERE attendee = ?")?;
    all(statement.query([id.to_bytes()])?, |row| {
        Ok(Alias {
            source: get(row, "source")?,
            key: kept_key(blob(row, 1)?),
            missing: get(row, "missing")?,
        })
    })
}

/// Notes that an import knew a guest by their code; `was` is the id that they would have had.
///
/// # Errors
/// [`crate::StoreError::Refused`] where the key is another's; the file can't be written.
pub fn add(
    conn: &Connection,
    stands: &Stands<'_>,
    id: AttendeeId,
    was: AttendeeId,
    import: i64,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO alias (source, source_key, attendee, was, list, digest, import)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        stands.source,
        stands.key,
        id.to_bytes(),
        was.to_bytes(),
        stands.list,
        stands.digest,
        import,
    ])?;
    Ok(())
}

/// Notes that an import's list has a guest under this name.
///
/// # Errors
/// The file can't be written.
pub fn set_standing(conn: &Connection, stands: &Stands<'_>, import: i64) -> Result<()> {
    keep(conn, stands.source, stands.key, import)?;
    conn.prepare_cached(
        "UPDATE alias SET list = ?, digest = ?, missing = 0 WHERE source = ? AND source_key = ?",
    )?
    .execute(params![
        stands.list,
        stands.digest,
        stands.source,
        stands.key
    ])?;
    Ok(())
}

/// Notes that an import's list has nobody of this name any more.
///
/// # Errors
/// The file can't be written.
pub fn set_missing(conn: &Connection, source: &str, key: &[u8; 16], import: i64) -> Result<()> {
    keep(conn, source, key, import)?;
    conn.prepare_cached("UPDATE alias SET missing = 1 WHERE source = ? AND source_key = ?")?
        .execute(params![source, key])?;
    Ok(())
}

fn keep(conn: &Connection, source: &str, key: &[u8; 16], import: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO alias_before
         SELECT ?, source, source_key, list, missing, digest FROM alias
         WHERE source = ? AND source_key = ?",
    )?
    .execute(params![import, source, key])?;
    Ok(())
}

/// Makes one guest of two: from then on `other` is `keep`, for their list too, and everything that
/// names `other` in any table but the log names `keep`.
///
/// # Errors
/// The file can't be written.
pub fn merge(conn: &Connection, keep: AttendeeId, other: AttendeeId) -> Result<()> {
    let mut naming = conn.prepare(
        "SELECT m.name, f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" = 'attendee'",
    )?;
    let naming = all(naming.query([])?, |row| {
        Ok((get::<String>(row, "name")?, get::<String>(row, "from")?))
    })?;
    let ids = [keep.to_bytes(), other.to_bytes()];
    for (table, column) in naming {
        conn.execute(
            &format!("UPDATE OR IGNORE \"{table}\" SET \"{column}\" = ?1 WHERE \"{column}\" = ?2"),
            ids,
        )?;
        // What `keep` has already.
        conn.execute(
            &format!("DELETE FROM \"{table}\" WHERE \"{column}\" = ?"),
            [ids[1]],
        )?;
    }
    rename(conn, keep, other)?;
    conn.execute("DELETE FROM attendee WHERE id = ?", [ids[1]])?;
    Ok(())
}

/// Who was made one with whom: the guest who is no more, and the one who stays.
///
/// # Errors
/// The file can't be read.
pub fn merged(conn: &Connection) -> Result<Vec<(AttendeeId, AttendeeId)>> {
    let mut statement = conn.prepare_cached("SELECT was, attendee FROM alias")?;
    all(statement.query([])?, |row| {
        Ok((
            AttendeeId::from_bytes(get(row, "was")?),
            AttendeeId::from_bytes(get(row, "attendee")?),
        ))
    })
}

/// Gives `keep` the name of `other`, whom somebody said they are.
fn rename(conn: &Connection, keep: AttendeeId, other: AttendeeId) -> Result<()> {
    let ids = [keep.to_bytes(), other.to_bytes()];
    let key: Vec<u8> = conn.query_row(
        "SELECT source_key FROM attendee WHERE id = ?",
        [ids[1]],
        |row| row.get(0),
    )?;
    conn.execute(
        "INSERT INTO alias (source, source_key, attendee, was, list, missing)
         SELECT source, ?1, ?2, id, list,
           CASE WHEN status IN ('confirmed', 'pending', 'waitlist') THEN 0 ELSE 1 END
         FROM attendee WHERE id = ?3",
        params![kept_key(&key), ids[0], ids[1]],
    )?;
    Ok(())
}

/// Takes back what an import said of anybody's other names.
pub(super) fn take_back(conn: &Connection, import: i64) -> Result<()> {
    for sql in [
        "DELETE FROM alias WHERE import = ?",
        "UPDATE alias SET list = b.list, missing = b.missing, digest = b.digest
         FROM alias_before b
         WHERE b.import = ? AND b.source = alias.source AND b.source_key = alias.source_key",
        "DELETE FROM alias_before WHERE import = ?",
    ] {
        conn.execute(sql, [import])?;
    }
    Ok(())
}
