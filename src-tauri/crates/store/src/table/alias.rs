//! Who else a guest is: under another key, in another list than the one that leads them.

use lanyard_event::{AttendeeId, Status};
use rusqlite::{Connection, params};

use super::{all, attendee::parse_status, blob, get, known::kept_key, text};
use crate::Result;

/// A row of a list, as far as it says that a guest stands there.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields are those of the table")]
pub struct Stands<'a> {
    pub source: &'a str,
    pub key: &'a [u8; 16],
    pub list: i64,
    pub digest: &'a [u8; 16],
    pub status: Status,
}

/// Another name of a guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The list's source.
    pub source: String,
    /// The digest of its key.
    pub key: [u8; 16],
    /// What the list says of their coming; [`Status::Gone`]: it has them no more.
    pub status: Status,
    /// The name of the same source beside which it stands, since an import knew them by their code
    /// or by address and name: both speak of one place at the event. That one says of their coming
    /// what both say.
    pub beside: Option<[u8; 16]>,
    /// They stand on the list.
    pub here: bool,
}

impl Alias {
    /// Whether it is this name.
    pub fn is(&self, source: &str, key: &[u8; 16]) -> bool {
        self.source == source && self.key == *key
    }
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
    let mut statement = conn.prepare_cached(
        "SELECT source, source_key, status, beside, list IS NOT NULL AND status <> 'gone' AS here
         FROM alias WHERE attendee = ?",
    )?;
    all(statement.query([id.to_bytes()])?, |row| {
        Ok(Alias {
            source: get(row, "source")?,
            key: kept_key(blob(row, 1)?),
            status: parse_status(text(row, 2)?)?,
            beside: get::<Option<Vec<u8>>>(row, "beside")?.map(|key| kept_key(&key)),
            here: get(row, "here")?,
        })
    })
}

/// What this list says under a name of a guest; `None` where the name is not of it.
///
/// # Errors
/// The file can't be read.
pub fn said_by(
    conn: &Connection,
    source: &str,
    key: &[u8; 16],
    list: i64,
) -> Result<Option<Status>> {
    let mut statement = conn.prepare_cached(
        "SELECT status FROM alias WHERE source = ? AND source_key = ? AND list = ?",
    )?;
    let mut rows = statement.query(params![source, key, list])?;
    let row = rows.next()?;
    row.map(|row| parse_status(text(row, 0)?)).transpose()
}

/// Whether a name stands beside this one.
///
/// # Errors
/// The file can't be read.
pub fn has_beside(conn: &Connection, source: &str, key: &[u8; 16]) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM alias JOIN alias named ON named.attendee = alias.attendee
             WHERE named.source = ?1 AND named.source_key = ?2
               AND alias.source = ?1 AND alias.beside = coalesce(named.beside, ?2))",
        )?
        .query_row(params![source, key], |row| row.get(0))?)
}

/// Notes that an import knew a guest, beside the name of this key, by their code or by address and
/// name; `was` is the id that they would have had.
///
/// # Errors
/// [`crate::StoreError::Refused`] where the key is another's; the file can't be written.
pub fn add(
    conn: &Connection,
    stands: &Stands<'_>,
    [id, was]: [AttendeeId; 2],
    beside: &[u8; 16],
    import: i64,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO alias (source, source_key, attendee, was, list, digest, status, beside, import)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        stands.source,
        stands.key,
        id.to_bytes(),
        was.to_bytes(),
        stands.list,
        stands.digest,
        stands.status.word(),
        beside,
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
        "UPDATE alias SET list = ?, digest = ?, status = ? WHERE source = ? AND source_key = ?",
    )?
    .execute(params![
        stands.list,
        stands.digest,
        stands.status.word(),
        stands.source,
        stands.key
    ])?;
    Ok(())
}

/// Notes what is said under a name since an import, and whether its list still has it.
///
/// # Errors
/// The file can't be written.
pub fn set(conn: &Connection, name: &Alias, import: i64) -> Result<()> {
    keep(conn, &name.source, &name.key, import)?;
    conn.prepare_cached(
        "UPDATE alias SET status = ?, list = CASE WHEN ? THEN list END
         WHERE source = ? AND source_key = ?",
    )?
    .execute(params![
        name.status.word(),
        name.here,
        name.source,
        name.key
    ])?;
    Ok(())
}

fn keep(conn: &Connection, source: &str, key: &[u8; 16], import: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO alias_before (import, source, source_key, list, digest, status)
         SELECT ?, source, source_key, list, digest, status FROM alias
         WHERE source = ? AND source_key = ?",
    )?
    .execute(params![import, source, key])?;
    Ok(())
}

/// Makes one guest of two: from then on `other` is `keep`, for their list too, and everything that
/// names `other` in any table but the log names `keep`. With `other_leads` it is their list that
/// leads from then on.
///
/// # Errors
/// The file can't be written.
pub fn merge(
    conn: &Connection,
    keep: AttendeeId,
    other: AttendeeId,
    other_leads: bool,
) -> Result<()> {
    let ids = [keep.to_bytes(), other.to_bytes()];
    let led = ids[usize::from(!other_leads)];
    let key: Vec<u8> = conn.query_row(
        "SELECT source_key FROM attendee WHERE id = ?",
        [led],
        |row| row.get(0),
    )?;
    // Names that stand beside it go on doing so, also where an older file has it as text.
    conn.execute(
        "UPDATE alias SET beside = ?1 WHERE attendee = ?2 AND beside = ?3
           AND source = (SELECT source FROM attendee WHERE id = ?2)",
        params![kept_key(&key), led, key],
    )?;
    super::before::split(conn, keep, other, &led, &kept_key(&key))?;
    let mut naming = conn.prepare(
        "SELECT m.name, f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" = 'attendee'",
    )?;
    let naming = all(naming.query([])?, |row| {
        Ok((get::<String>(row, "name")?, get::<String>(row, "from")?))
    })?;
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
    conn.execute(
        "INSERT INTO alias (source, source_key, attendee, was, list, digest, status, badge)
         SELECT a.source, ?1, ?2, ?3, a.list, a.list_digest, coalesce(a.said, a.status), other.badge
         FROM attendee a, attendee other WHERE a.id = ?4 AND other.id = ?3",
        params![kept_key(&key), ids[0], ids[1], led],
    )?;
    if other_leads {
        conn.execute(
            "UPDATE attendee SET (source, source_key, list, list_digest, said) =
               (SELECT source, source_key, list, list_digest, coalesce(said, status)
                FROM attendee WHERE id = ?2)
             WHERE id = ?1",
            ids,
        )?;
    }
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

/// Who this guest was too: the ids of those whom people made one with them, and those that new
/// guests would have had.
///
/// # Errors
/// The file can't be read.
pub fn merged_into(conn: &Connection, id: AttendeeId) -> Result<Vec<AttendeeId>> {
    let mut statement = conn.prepare_cached("SELECT was FROM alias WHERE attendee = ?")?;
    all(statement.query([id.to_bytes()])?, |row| {
        Ok(AttendeeId::from_bytes(get(row, "was")?))
    })
}

/// The merged guests of whom an import said something.
///
/// # Errors
/// The file can't be read.
pub fn told_by(conn: &Connection, import: i64) -> Result<Vec<AttendeeId>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM attendee WHERE said IS NOT NULL AND id IN (
           SELECT attendee FROM attendee_before WHERE import = ?1
           UNION ALL SELECT attendee FROM alias WHERE import = ?1
           UNION ALL SELECT alias.attendee FROM alias JOIN alias_before b
             ON b.source = alias.source AND b.source_key = alias.source_key WHERE b.import = ?1)",
    )?;
    all(statement.query([import])?, |row| {
        Ok(AttendeeId::from_bytes(get(row, "id")?))
    })
}

/// Takes back what an import said of anybody's other names.
pub(super) fn take_back(conn: &Connection, import: i64) -> Result<()> {
    for sql in [
        "DELETE FROM alias WHERE import = ?",
        "UPDATE alias SET list = b.list, digest = b.digest, status = b.status
         FROM alias_before b
         WHERE b.import = ? AND b.source = alias.source AND b.source_key = alias.source_key",
        "DELETE FROM alias_before WHERE import = ?",
    ] {
        conn.execute(sql, [import])?;
    }
    Ok(())
}
