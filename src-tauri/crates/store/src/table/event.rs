//! The event, its doors, ticket types and lineup.

use jiff::{
    Timestamp, Zoned,
    civil::{DateTime, Time},
    tz::TimeZone,
};
use lanyard_event::{
    Door, DoorId, Event, EventId, Lineup, Reentry, Slot, SlotKind, Speaker, TicketType,
    TicketTypeId, Wifi, evening_time,
};
use rusqlite::{Connection, Row, params};

use super::{all, date, first, get, number, timestamp};
use crate::{Result, StoreError};

/// Writes the event with all that belongs to it, into a file that has none.
///
/// # Errors
/// The file refuses it, or can't be written.
pub fn insert(conn: &Connection, event: &Event, salt: &[u8; 32]) -> Result<()> {
    conn.execute(
        "INSERT INTO event (only_row, id, name, series, theme, contact, venue, date, timezone, \
         reentry, ribbon, salt) VALUES (1, ?, '', '', '', '', '', '', '', 0, '', ?)",
        params![event.id.to_bytes(), salt],
    )?;
    update(conn, event)
}

/// Puts what an event is in the place of what it was. Its log and its guests stay; a door or a
/// ticket type that goes must not be used: see [`used_doors`] and [`used_ticket_types`].
///
/// # Errors
/// The file refuses it, or can't be written.
pub fn update(conn: &Connection, event: &Event) -> Result<()> {
    let zone = event
        .timezone
        .iana_name()
        .ok_or_else(|| StoreError::Refused("a time zone without a name".into()))?;
    conn.execute(
        "UPDATE event SET name = ?, series = ?, theme = ?, contact = ?, venue = ?, date = ?, \
         timezone = ?, opens = ?, ends = ?, capacity = ?, reentry = ?, ribbon = ?, \
         wifi_network = ?, wifi_password = ?, privacy = ?, erase_on = ?, keeps_regulars = ?",
        params![
            event.name,
            event.series,
            event.theme,
            event.contact,
            event.venue,
            event.date.to_string(),
            zone,
            event.opens.map(|time| time.to_string()),
            event.ends.map(|time| time.to_string()),
            event.capacity,
            reentry_byte(event.reentry),
            event.ribbon,
            event.wifi.as_ref().map(|wifi| &wifi.network),
            event.wifi.as_ref().map(|wifi| &wifi.password),
            event.privacy,
            event.erase_on.map(|date| date.to_string()),
            event.keep_regulars,
        ],
    )?;
    // A name that a type loses stays known, as that of whoever had it last.
    for kind in &event.ticket_types {
        conn.execute(
            "INSERT OR REPLACE INTO ticket_type_formerly
             SELECT name, id FROM ticket_type WHERE id = ? AND name <> ?",
            params![kind.id.0, kind.name],
        )?;
    }
    // Names are unique: put aside first, so that two may be swapped.
    conn.execute_batch(
        "DELETE FROM house_note;
         DELETE FROM door_ticket_type;
         DELETE FROM ticket_type_door;
         DELETE FROM ticket_type_day;
         DELETE FROM ticket_type_hand_over;
         UPDATE door SET name = char(0) || id;
         UPDATE ticket_type SET name = char(0) || id;",
    )?;
    for (position, note) in event.notes.iter().enumerate() {
        conn.execute(
            "INSERT INTO house_note VALUES (?, ?)",
            params![position, note],
        )?;
    }
    for door in &event.doors {
        conn.execute(
            "INSERT INTO door (id, name) VALUES (?, ?) \
             ON CONFLICT (id) DO UPDATE SET name = excluded.name",
            params![door.id.0, door.name],
        )?;
    }
    for kind in &event.ticket_types {
        set_ticket_type(conn, kind)?;
    }
    conn.execute_batch(
        "DELETE FROM door WHERE name = char(0) || id;
         DELETE FROM ticket_type_formerly WHERE ticket_type IN (
           SELECT id FROM ticket_type WHERE name = char(0) || id);
         DELETE FROM ticket_type WHERE name = char(0) || id;",
    )?;
    for door in &event.doors {
        for kind in &door.admits {
            conn.execute(
                "INSERT INTO door_ticket_type VALUES (?, ?)",
                params![door.id.0, kind.0],
            )?;
        }
    }
    replace_lineup(conn, event.lineup.slots())
}

/// Notes what a ticket type was called before.
///
/// # Errors
/// There is no such type, or the file can't be written.
pub fn add_former_name(conn: &Connection, kind: TicketTypeId, name: &str) -> Result<()> {
    conn.execute(
        "INSERT OR REPLACE INTO ticket_type_formerly VALUES (?, ?)",
        params![name, kind.0],
    )?;
    Ok(())
}

/// The doors that the log has rows of.
///
/// # Errors
/// The file can't be read.
pub fn used_doors(conn: &Connection) -> Result<Vec<DoorId>> {
    let numbers: Vec<u16> = column(conn, "SELECT DISTINCT door FROM log", [])?;
    Ok(numbers.into_iter().map(DoorId).collect())
}

/// The ticket types that tickets have.
///
/// # Errors
/// The file can't be read.
pub fn used_ticket_types(conn: &Connection) -> Result<Vec<TicketTypeId>> {
    let numbers: Vec<u8> = column(conn, "SELECT DISTINCT ticket_type FROM ticket", [])?;
    Ok(numbers.into_iter().map(TicketTypeId).collect())
}

/// The event's logo: the bytes of a PNG, JPEG or SVG.
///
/// # Errors
/// The file can't be read.
pub fn logo(conn: &Connection) -> Result<Option<Vec<u8>>> {
    Ok(conn.query_row("SELECT logo FROM event", [], |row| row.get(0))?)
}

/// Gives the event another logo, or none.
///
/// # Errors
/// The file can't be written.
pub fn set_logo(conn: &Connection, logo: Option<&[u8]>) -> Result<()> {
    conn.execute("UPDATE event SET logo = ?", [logo])?;
    Ok(())
}

/// When personal data was erased, if it was.
///
/// # Errors
/// The file can't be read.
pub fn erased_at(conn: &Connection) -> Result<Option<Timestamp>> {
    let at: Option<i64> = conn.query_row("SELECT erased_at FROM event", [], |row| row.get(0))?;
    at.map(timestamp).transpose()
}

/// Notes that personal data was erased.
///
/// # Errors
/// The file can't be written.
pub fn set_erased(conn: &Connection, at: Timestamp) -> Result<()> {
    conn.execute("UPDATE event SET erased_at = ?", [at.as_microsecond()])?;
    Ok(())
}

fn set_ticket_type(conn: &Connection, kind: &TicketType) -> Result<()> {
    conn.execute(
        "INSERT INTO ticket_type (id, name, admits, strict) VALUES (?, ?, ?, ?) \
         ON CONFLICT (id) DO UPDATE \
         SET name = excluded.name, admits = excluded.admits, strict = excluded.strict",
        params![kind.id.0, kind.name, kind.admits, kind.strict],
    )?;
    for day in &kind.days {
        conn.execute(
            "INSERT INTO ticket_type_day VALUES (?, ?)",
            params![kind.id.0, day.to_string()],
        )?;
    }
    for (position, thing) in kind.hand_over.iter().enumerate() {
        conn.execute(
            "INSERT INTO ticket_type_hand_over VALUES (?, ?, ?)",
            params![kind.id.0, position, thing],
        )?;
    }
    for door in &kind.doors {
        conn.execute(
            "INSERT INTO ticket_type_door VALUES (?, ?)",
            params![kind.id.0, door.0],
        )?;
    }
    Ok(())
}

/// Puts another lineup in the place of the one there is.
///
/// # Errors
/// The file can't be written.
pub fn replace_lineup(conn: &Connection, slots: &[Slot]) -> Result<()> {
    conn.execute("DELETE FROM speaker", [])?;
    conn.execute("DELETE FROM slot", [])?;
    insert_lineup(conn, slots)
}

fn insert_lineup(conn: &Connection, slots: &[Slot]) -> Result<()> {
    for (id, slot) in slots.iter().enumerate() {
        conn.execute(
            "INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![
                id,
                slot.kind.word(),
                slot.starts.datetime().to_string(),
                slot.ends.as_ref().map(|ends| ends.datetime().to_string()),
                slot.room,
                slot.title,
                slot.summary,
            ],
        )?;
        for (position, speaker) in slot.speakers.iter().enumerate() {
            conn.execute(
                "INSERT INTO speaker VALUES (?, ?, ?, ?, ?, ?)",
                params![
                    id,
                    position,
                    speaker.name,
                    speaker.role,
                    speaker.company,
                    speaker.photo
                ],
            )?;
        }
    }
    Ok(())
}

/// The event of this file.
///
/// # Errors
/// [`StoreError::Damaged`] where there is none or its values make no sense.
pub fn load(conn: &Connection) -> Result<Event> {
    let mut statement = conn.prepare("SELECT * FROM event")?;
    let mut event = first(statement.query([])?, read_event)?
        .ok_or_else(|| StoreError::damaged("it has no event"))?;
    event.notes = column(conn, "SELECT text FROM house_note ORDER BY position", [])?;
    event.doors = load_doors(conn)?;
    event.ticket_types = load_ticket_types(conn)?;
    let over = event.lineup.over();
    event.lineup = Lineup::new(load_slots(conn, &event.timezone)?, over);
    Ok(event)
}

/// A number that grows with every change of anything but the log.
///
/// # Errors
/// The file can't be read.
pub fn revision(conn: &Connection) -> Result<i64> {
    Ok(conn
        .prepare_cached("SELECT number FROM revision")?
        .query_row([], |row| row.get(0))?)
}

/// To be called with every change of anything but the log.
///
/// # Errors
/// The file can't be written.
pub fn revise(conn: &Connection) -> Result<()> {
    conn.execute("UPDATE revision SET number = number + 1", [])?;
    Ok(())
}

/// What the digests of unknown codes are salted with.
///
/// # Errors
/// The file can't be read.
pub fn salt(conn: &Connection) -> Result<[u8; 32]> {
    Ok(conn.query_row("SELECT salt FROM event", [], |row| row.get(0))?)
}

fn read_event(row: &Row<'_>) -> Result<Event> {
    let zone: String = get(row, "timezone")?;
    let timezone = TimeZone::get(&zone)
        .map_err(|_| StoreError::damaged(format!("“{zone}” is no time zone")))?;
    let date = date(&get::<String>(row, "date")?)?;
    let ends = time(get(row, "ends")?)?;
    let over = ends
        .map(|ends| zoned(evening_time(date, ends), &timezone))
        .transpose()?;
    let network: Option<String> = get(row, "wifi_network")?;
    let password: Option<String> = get(row, "wifi_password")?;
    Ok(Event {
        id: EventId::from_bytes(get(row, "id")?),
        name: get(row, "name")?,
        series: get(row, "series")?,
        theme: get(row, "theme")?,
        contact: get(row, "contact")?,
        venue: get(row, "venue")?,
        date,
        timezone,
        opens: time(get(row, "opens")?)?,
        ends,
        capacity: get(row, "capacity")?,
        reentry: match get::<i64>(row, "reentry")? {
            0 => Reentry::Ask,
            1 => Reentry::Welcome,
            2 => Reentry::Refuse,
            other => return Err(StoreError::damaged(format!("re-entry {other}"))),
        },
        privacy: get(row, "privacy")?,
        ribbon: get(row, "ribbon")?,
        wifi: network.map(|network| Wifi {
            network,
            password: password.unwrap_or_default(),
        }),
        notes: Vec::new(),
        doors: Vec::new(),
        ticket_types: Vec::new(),
        lineup: Lineup::new(Vec::new(), over.map(|over| over.timestamp())),
        erase_on: get::<Option<String>>(row, "erase_on")?
            .map(|text| super::date(&text))
            .transpose()?,
        keep_regulars: get(row, "keeps_regulars")?,
    })
}

fn load_doors(conn: &Connection) -> Result<Vec<Door>> {
    let mut statement = conn.prepare("SELECT id, name FROM door ORDER BY id")?;
    all(statement.query([])?, |row| {
        let id: u16 = number(row, "id")?;
        let admits: Vec<u8> = column(
            conn,
            "SELECT ticket_type FROM door_ticket_type WHERE door = ?",
            [id],
        )?;
        Ok(Door {
            id: DoorId(id),
            name: get(row, "name")?,
            admits: admits.into_iter().map(TicketTypeId).collect(),
        })
    })
}

fn load_ticket_types(conn: &Connection) -> Result<Vec<TicketType>> {
    let mut statement = conn.prepare("SELECT * FROM ticket_type ORDER BY id")?;
    all(statement.query([])?, |row| {
        let id: u8 = number(row, "id")?;
        let days: Vec<String> = column(
            conn,
            "SELECT day FROM ticket_type_day WHERE ticket_type = ? ORDER BY day",
            [id],
        )?;
        let doors: Vec<u16> = column(
            conn,
            "SELECT door FROM ticket_type_door WHERE ticket_type = ?",
            [id],
        )?;
        Ok(TicketType {
            id: TicketTypeId(id),
            name: get(row, "name")?,
            formerly: column(
                conn,
                "SELECT name FROM ticket_type_formerly WHERE ticket_type = ? ORDER BY name",
                [id],
            )?,
            admits: number(row, "admits")?,
            doors: doors.into_iter().map(DoorId).collect(),
            days: days.iter().map(|day| date(day)).collect::<Result<_>>()?,
            hand_over: column(
                conn,
                "SELECT thing FROM ticket_type_hand_over WHERE ticket_type = ? ORDER BY position",
                [id],
            )?,
            strict: get(row, "strict")?,
        })
    })
}

fn load_slots(conn: &Connection, zone: &TimeZone) -> Result<Vec<Slot>> {
    let mut statement = conn.prepare("SELECT * FROM slot ORDER BY id")?;
    let mut speakers = conn.prepare("SELECT * FROM speaker WHERE slot = ? ORDER BY position")?;
    let mut slots = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let word: String = get(row, "kind")?;
        let kind = SlotKind::ALL
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| StoreError::damaged(format!("“{word}” is no kind of slot")))?;
        let ends: Option<String> = get(row, "ends")?;
        slots.push(Slot {
            kind,
            starts: local(&get::<String>(row, "starts")?, zone)?,
            ends: ends.map(|ends| local(&ends, zone)).transpose()?,
            room: get(row, "room")?,
            title: get(row, "title")?,
            summary: get(row, "summary")?,
            speakers: all(speakers.query([get::<i64>(row, "id")?])?, |row| {
                Ok(Speaker {
                    name: get(row, "name")?,
                    role: get(row, "role")?,
                    company: get(row, "company")?,
                    photo: get(row, "photo")?,
                })
            })?,
        });
    }
    Ok(slots)
}

fn column<T: rusqlite::types::FromSql>(
    conn: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let values = statement.query_map(params, |row| row.get(0))?;
    Ok(values.collect::<rusqlite::Result<_>>()?)
}

fn reentry_byte(reentry: Reentry) -> u8 {
    match reentry {
        Reentry::Ask => 0,
        Reentry::Welcome => 1,
        Reentry::Refuse => 2,
    }
}

fn time(text: Option<String>) -> Result<Option<Time>> {
    text.map(|text| {
        text.parse()
            .map_err(|_| StoreError::damaged(format!("“{text}” is no time")))
    })
    .transpose()
}

fn local(text: &str, zone: &TimeZone) -> Result<Zoned> {
    let local: DateTime = text
        .parse()
        .map_err(|_| StoreError::damaged(format!("“{text}” is no time")))?;
    zoned(local, zone)
}

fn zoned(local: DateTime, zone: &TimeZone) -> Result<Zoned> {
    local
        .to_zoned(zone.clone())
        .map_err(|error| StoreError::damaged(error.to_string()))
}
