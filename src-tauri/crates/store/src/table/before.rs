//! What imports changed, as it was before, so that one can be taken back.

use lanyard_event::{AttendeeId, OrderId, Status, TicketId};
use rusqlite::{Connection, params};

use super::{
    all,
    attendee::{Person, person},
    get,
    standing::{Edited, Standing},
};
use crate::Result;

/// What an import changed of a guest, as it was before; `None` was left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of `Attendee`")]
pub struct Before {
    pub name: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub role: Option<String>,
    pub status: Option<Status>,
    pub note: Option<String>,
    pub attention: Option<String>,
    /// The answers, as they are packed.
    pub answers: Option<String>,
    /// What the list had said after they came in; `Some(None)`: nothing.
    pub flagged: Option<Option<Status>>,
    /// The order; `Some(None)`: none.
    pub order: Option<Option<OrderId>>,
}

/// Keeps what an import changes of a guest.
///
/// # Errors
/// The file can't be written.
pub fn keep(
    conn: &Connection,
    import: i64,
    id: AttendeeId,
    standing: &Standing,
    before: &Before,
) -> Result<()> {
    let order = before.order.map(|order| match order {
        Some(order) => order.to_bytes().to_vec(),
        None => Vec::new(),
    });
    conn.prepare_cached(
        "INSERT OR IGNORE INTO attendee_before
           (import, attendee, list, list_digest, said, name, email, company, role, status, note,
            attention, answers, flagged, orders)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        import,
        id.to_bytes(),
        standing.list,
        standing.digest,
        standing.said.map(Status::word),
        before.name,
        before.email,
        before.company,
        before.role,
        before.status.map(Status::word),
        before.note,
        before.attention,
        before.answers,
        before
            .flagged
            .map(|flagged| flagged.map_or("", Status::word)),
        order,
    ])?;
    Ok(())
}

/// Keeps a ticket as it is.
///
/// # Errors
/// The file can't be written.
pub fn keep_ticket(conn: &Connection, import: i64, ticket: TicketId) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO ticket_before
         SELECT ?, id, ticket_type, admits, due_hundredths, due_currency, revoked_at, revoked_by
         FROM ticket WHERE id = ?",
    )?
    .execute(params![import, ticket.0.cast_signed()])?;
    Ok(())
}

/// Keeps the codes that the list had given a ticket.
///
/// # Errors
/// The file can't be written.
pub fn keep_codes(conn: &Connection, import: i64, ticket: TicketId) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO foreign_code_before
         SELECT ?1, ?2, ''
         UNION ALL
         SELECT ?1, ?2, code FROM foreign_code WHERE ticket = ?2 AND learned_at IS NULL",
    )?
    .execute(params![import, ticket.0.cast_signed()])?;
    Ok(())
}

/// Goes through those whom imports took off their list and who stand on none since, with the
/// import.
///
/// # Errors
/// The file can't be read.
pub fn dropped(
    conn: &Connection,
    mut each: impl FnMut(i64, Person<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.source, a.name, a.email, 0 AS list, b.import
         FROM attendee_before b JOIN attendee a ON a.id = b.attendee
         WHERE b.list IS NOT NULL AND a.list IS NULL AND a.source NOT IN ('desk', 'office')
           AND (a.status = 'gone' OR a.flagged = 'gone')",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(get(row, "import")?, person(row)?)?;
    }
    Ok(())
}

/// A person has said whether a guest comes: no import that is taken back says otherwise.
///
/// # Errors
/// The file can't be written.
pub fn keep_status(conn: &Connection, id: AttendeeId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE attendee_before SET status = NULL, flagged = NULL WHERE attendee = ?",
    )?
    .execute([id.to_bytes()])?;
    Ok(())
}

/// A guest was merged with another: what imports made of their status is what one list says of
/// them from then on.
///
/// # Errors
/// The file can't be written.
pub fn merge(conn: &Connection, id: AttendeeId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE attendee_before SET said = coalesce(said, status), status = NULL
         WHERE attendee = ?",
    )?
    .execute([id.to_bytes()])?;
    Ok(())
}

/// Two guests become one, of whom `led` (`keep` or `other`) is led no more by its list: what
/// imports made of that list's word is one of its name, under this key, from then on.
pub(super) fn split(
    conn: &Connection,
    keep: AttendeeId,
    other: AttendeeId,
    led: &[u8; 16],
    key: &[u8; 16],
) -> Result<()> {
    // Who was added by an import has not been there before.
    conn.execute(
        "INSERT OR IGNORE INTO alias_before (import, source, source_key, list, digest, status)
         SELECT import, source, ?2, NULL, x'', 'gone' FROM attendee
         WHERE id = ?1 AND import IS NOT NULL
         UNION ALL
         SELECT b.import, a.source, ?2, b.list, b.list_digest, coalesce(
           (SELECT coalesce(n.said, n.status) FROM attendee_before n
            WHERE n.attendee = ?1 AND n.import >= b.import
              AND coalesce(n.said, n.status) IS NOT NULL ORDER BY n.import LIMIT 1),
           a.said, a.status)
         FROM attendee_before b JOIN attendee a ON a.id = b.attendee
           JOIN import ON import.id = b.import AND import.format = a.source
         WHERE b.attendee = ?1",
        params![led, key],
    )?;
    conn.execute("DELETE FROM attendee_before WHERE attendee = ?", [led])?;
    // What `keep` has of its own stays so.
    conn.execute(
        "UPDATE attendee_before SET attendee = ?1, note = NULL, answers = NULL, orders = NULL,
           flagged = NULL, said = coalesce(said, status), status = NULL
         WHERE attendee = ?2",
        [keep.to_bytes(), other.to_bytes()],
    )?;
    Ok(())
}

/// Whether a guest of `attendee` has been edited here in this, as SQL: an import leaves that
/// alone, so whatever it says was edited since.
fn is_edited(what: Edited) -> String {
    format!("attendee.edited & {} <> 0", what.bits())
}

/// Whether a desk has learnt a code of a guest, as SQL.
const LEARNT: &str = "EXISTS (SELECT 1 FROM ticket JOIN foreign_code f ON f.ticket = ticket.id
                              WHERE ticket.attendee = attendee.id AND f.learned_at IS NOT NULL
                                AND f.import IS NULL)";

/// The guests whom an import added and whom nothing holds since: who was at the door or edited
/// here, has a ticket of ours, a badge or a code that a desk learnt, was merged with another or
/// stands in another table is kept.
fn removable(conn: &Connection) -> Result<String> {
    let mut others = conn.prepare(
        "SELECT m.name, f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" = 'attendee' AND m.name <> 'ticket'",
    )?;
    let others = all(others.query([])?, |row| {
        Ok((get::<String>(row, "name")?, get::<String>(row, "from")?))
    })?;
    let mut sql = String::from(
        "SELECT id FROM attendee WHERE import = ?1 AND edited = 0 AND NOT EXISTS (
           SELECT 1 FROM ticket WHERE ticket.attendee = attendee.id
             AND (ticket.code IS NOT NULL
                  OR EXISTS (SELECT 1 FROM log WHERE log.ticket = ticket.id)))
           AND NOT ",
    );
    sql += LEARNT;
    for (table, column) in others {
        sql += &format!(
            " AND NOT EXISTS (SELECT 1 FROM \"{table}\" AS x WHERE x.\"{column}\" = attendee.id)"
        );
    }
    Ok(sql)
}

/// The columns of a guest that lists say and people edit.
const EDITABLE: [(&str, Edited); 6] = {
    const NOTHING: Edited = Edited {
        name: false,
        email: false,
        company: false,
        role: false,
        note: false,
        attention: false,
        ticket_type: false,
        due: false,
        status: false,
        answers: false,
        badge: false,
    };
    [
        (
            "name",
            Edited {
                name: true,
                ..NOTHING
            },
        ),
        (
            "email",
            Edited {
                email: true,
                ..NOTHING
            },
        ),
        (
            "company",
            Edited {
                company: true,
                ..NOTHING
            },
        ),
        (
            "role",
            Edited {
                role: true,
                ..NOTHING
            },
        ),
        (
            "note",
            Edited {
                note: true,
                ..NOTHING
            },
        ),
        (
            "attention",
            Edited {
                attention: true,
                ..NOTHING
            },
        ),
    ]
};

/// What taking an import back did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Guests whom it had added and who are gone now.
    pub removed: u32,
    /// Of these, those with a ticket or a badge of ours, who are marked so.
    pub marked: u32,
    /// Guests whom it had added and who still come.
    pub kept: u32,
    /// Guests who are again as they were.
    pub restored: u32,
}

/// Takes an import back; what was edited here since stays.
///
/// # Errors
/// The file can't be written.
pub fn take_back(conn: &Connection, import: i64) -> Result<TakenBack> {
    // The kinds of log rows that let somebody in: entry, override, substitute.
    const CAME: &str = "EXISTS (SELECT 1 FROM ticket JOIN log ON log.ticket = ticket.id
                                WHERE ticket.attendee = attendee.id AND log.kind IN (1, 4, 6))";
    // What the leading list says is no other list's to take back.
    const LEADS: &str = "attendee.source = (SELECT format FROM import WHERE id = b.import)";
    conn.execute_batch("CREATE TEMP TABLE removed (id BLOB PRIMARY KEY) WITHOUT ROWID")?;
    let removable = removable(conn)?;
    let removed = conn.execute(&format!("INSERT INTO temp.removed {removable}"), [import])?;
    conn.execute_batch(
        "DELETE FROM foreign_code WHERE ticket IN (
           SELECT ticket.id FROM temp.removed JOIN ticket ON ticket.attendee = removed.id);
         DELETE FROM ticket WHERE attendee IN (SELECT id FROM temp.removed);
         DELETE FROM attendee WHERE id IN (SELECT id FROM temp.removed);
         DELETE FROM apart WHERE one IN (SELECT id FROM temp.removed)
                              OR other IN (SELECT id FROM temp.removed);
         DROP TABLE temp.removed;",
    )?;
    let badge = Edited {
        badge: true,
        ..Edited::default()
    };
    // A ticket that was drawn, or a badge, lets nobody in whom the import alone had coming.
    let gone = conn.execute(
        &format!(
            "UPDATE attendee SET status = 'gone', list = NULL, list_digest = x''
             WHERE import = ?1 AND edited & ~{} = 0 AND said IS NULL AND status <> 'gone'
               AND NOT {CAME} AND NOT {LEARNT}
               AND NOT EXISTS (SELECT 1 FROM alias WHERE alias.attendee = attendee.id)",
            badge.bits()
        ),
        [import],
    )?;
    let kept: u32 = conn.query_row(
        "SELECT count(*) FROM attendee WHERE import = ? AND status <> 'gone'",
        [import],
        |row| row.get(0),
    )?;
    // What a person has revoked since stays so.
    let kind = is_edited(Edited {
        ticket_type: true,
        ..Edited::default()
    });
    let due = is_edited(Edited {
        due: true,
        ..Edited::default()
    });
    conn.execute(
        &format!(
            "UPDATE ticket SET
           ticket_type = CASE WHEN {kind} THEN ticket.ticket_type ELSE b.ticket_type END,
           admits = CASE WHEN {kind} THEN ticket.admits ELSE b.admits END,
           due_hundredths = CASE WHEN {due} THEN ticket.due_hundredths ELSE b.due_hundredths END,
           due_currency = CASE WHEN {due} THEN ticket.due_currency ELSE b.due_currency END,
           revoked_at = CASE WHEN ticket.revoked_at IS NOT NULL AND ticket.revoked_by IS NULL
                             THEN ticket.revoked_at ELSE b.revoked_at END,
           revoked_by = CASE WHEN ticket.revoked_at IS NOT NULL AND ticket.revoked_by IS NULL
                             THEN NULL ELSE b.revoked_by END
         FROM ticket_before b, attendee
         WHERE b.import = ? AND b.ticket = ticket.id AND attendee.id = ticket.attendee"
        ),
        [import],
    )?;
    conn.execute("DELETE FROM foreign_code WHERE import = ?", [import])?;
    conn.execute(
        "DELETE FROM foreign_code WHERE learned_at IS NULL
           AND ticket IN (SELECT ticket FROM foreign_code_before WHERE import = ?)",
        [import],
    )?;
    conn.execute(
        "INSERT OR IGNORE INTO foreign_code (code, ticket, learned_at)
         SELECT code, ticket, NULL FROM foreign_code_before
         WHERE import = ? AND code <> '' AND ticket IN (SELECT id FROM ticket)",
        [import],
    )?;
    let answers = is_edited(Edited {
        answers: true,
        ..Edited::default()
    });
    let fields: String = EDITABLE
        .iter()
        .map(|(column, what)| {
            let edited = is_edited(*what);
            format!(
                "{column} = CASE WHEN {edited} THEN attendee.{column}
                            ELSE coalesce(b.{column}, attendee.{column}) END,"
            )
        })
        .collect();
    // Whoever came in meanwhile stays confirmed; of whom several lists speak, all of them say it.
    let restored = conn.execute(
        &format!(
            "UPDATE attendee SET
               list = CASE WHEN {LEADS} THEN b.list ELSE attendee.list END,
               list_digest = CASE WHEN {LEADS} THEN b.list_digest ELSE attendee.list_digest END,
               said = CASE WHEN {LEADS} THEN coalesce(b.said, attendee.said)
                           ELSE attendee.said END,
               {fields}
               answers = CASE WHEN {answers} THEN attendee.answers
                              ELSE coalesce(b.answers, attendee.answers) END,
               flagged = coalesce(b.flagged, attendee.flagged),
               orders = CASE WHEN b.orders IS NULL THEN attendee.orders
                             ELSE nullif(b.orders, x'') END,
               status = CASE WHEN b.status IS NULL OR attendee.said IS NOT NULL THEN attendee.status
                             WHEN b.status <> 'confirmed' AND attendee.status = 'confirmed'
                                  AND {CAME} THEN attendee.status
                             ELSE b.status END
             FROM attendee_before b WHERE b.import = ? AND b.attendee = attendee.id"
        ),
        [import],
    )?;
    for table in ["attendee_before", "ticket_before", "foreign_code_before"] {
        conn.execute(&format!("DELETE FROM {table} WHERE import = ?"), [import])?;
    }
    super::alias::take_back(conn, import)?;
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(TakenBack {
        removed: small(removed + gone),
        marked: small(gone),
        kept,
        restored: small(restored),
    })
}

/// Forgets what guests were before imports: all of it, or one guest's.
///
/// # Errors
/// The file can't be written.
pub fn forget(conn: &Connection, guest: Option<AttendeeId>) -> Result<()> {
    let Some(guest) = guest else {
        return Ok(conn.execute_batch(
            "DELETE FROM attendee_before; DELETE FROM ticket_before;
             DELETE FROM foreign_code_before; DELETE FROM alias_before; DELETE FROM alias;",
        )?);
    };
    let id = guest.to_bytes();
    for sql in [
        "DELETE FROM attendee_before WHERE attendee = ?",
        "DELETE FROM alias_before WHERE (source, source_key) IN (
           SELECT source, source_key FROM alias WHERE attendee = ?)",
        "DELETE FROM alias WHERE attendee = ?",
        "DELETE FROM ticket_before WHERE ticket IN (SELECT id FROM ticket WHERE attendee = ?)",
        "DELETE FROM foreign_code_before
           WHERE ticket IN (SELECT id FROM ticket WHERE attendee = ?)",
    ] {
        conn.execute(sql, [id])?;
    }
    Ok(())
}
