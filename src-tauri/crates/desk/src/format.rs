//! Times, lists and names as faces show them. The event's own zone counts everywhere.

use jiff::{Timestamp, civil::Date, fmt::strtime};
use lanyard_event::{Attendee, DoorId, Event, FirstEntry, Slot, TicketType, Verdict};

use crate::answers::{AttendeeBrief, Detail, EventBrief, First, SlotView, SpeakerView};

/// A row's number as it crosses to a face.
pub(crate) fn row(row: i64) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// RFC 3339 with the offset of the event's zone.
pub(crate) fn rfc3339(at: Timestamp, event: &Event) -> String {
    shown(at, event, "%Y-%m-%dT%H:%M:%S%:z")
}

/// `18:41`.
pub(crate) fn clock(at: Timestamp, event: &Event) -> String {
    shown(at, event, "%H:%M")
}

/// `18:41`, or with the day in front where that is another one than `today`'s.
pub(crate) fn clock_or_day(at: Timestamp, today: Timestamp, event: &Event) -> String {
    if event.day_of(at) == event.day_of(today) {
        clock(at, event)
    } else {
        shown(at, event, "%-d %b %H:%M")
    }
}

/// ISO 8601, `2026-12-03`: the day on a calendar, which is another one after midnight.
pub(crate) fn day(at: Timestamp, event: &Event) -> String {
    shown(at, event, "%Y-%m-%d")
}

/// `3 Dec 2026`.
pub(crate) fn short_day(at: Timestamp, event: &Event) -> String {
    shown(at, event, "%-d %b %Y")
}

/// `3 Dec 18:41`, in German `3.12. 18:41`: for paper, which is looked at on other days too.
pub(crate) fn moment(at: Timestamp, event: &Event, language: &str) -> String {
    let format = match is_german(language) {
        true => "%-d.%-m. %H:%M",
        false => "%-d %b %H:%M",
    };
    shown(at, event, format)
}

/// The event's day: `Thursday 3 December 2026`, in German `Donnerstag, 3. Dezember 2026`.
pub(crate) fn long_date(event: &Event, language: &str) -> String {
    match is_german(language) {
        true => german_day(event.date),
        false => long_day(event.date),
    }
}

/// `Thursday 3 December 2026`.
pub(crate) fn long_day(date: Date) -> String {
    strtime::format("%A %-d %B %Y", date).unwrap_or_else(|_| date.to_string())
}

/// `Donnerstag, 3. Dezember 2026`.
fn german_day(date: Date) -> String {
    const DAYS: [&str; 7] = [
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
    ];
    const MONTHS: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    let day = usize::try_from(date.weekday().to_monday_zero_offset()).ok();
    let month = usize::try_from(date.month() - 1).ok();
    let names = day
        .and_then(|day| DAYS.get(day))
        .zip(month.and_then(|month| MONTHS.get(month)));
    match names {
        Some((day, month)) => format!("{day}, {}. {month} {}", date.day(), date.year()),
        None => strtime::format("%d.%m.%Y", date).unwrap_or_else(|_| date.to_string()),
    }
}

/// Whether words are to be German; else they are English.
pub(crate) fn is_german(language: &str) -> bool {
    language.to_lowercase().starts_with("de")
}

/// `a, b and c`.
pub(crate) fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.collect();
    match words.split_last() {
        None => String::new(),
        Some((one, [])) => (*one).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

pub(crate) fn event_brief(event: &Event) -> EventBrief {
    EventBrief {
        name: event.name.clone(),
        series: event.series.clone(),
        venue: event.venue.clone(),
        date: event.date.to_string(),
        ribbon: event.ribbon.clone(),
        timezone: event.timezone.iana_name().unwrap_or("UTC").to_owned(),
        capacity: event.capacity,
    }
}

pub(crate) fn attendee_brief(attendee: &Attendee, kind: Option<&TicketType>) -> AttendeeBrief {
    AttendeeBrief {
        id: attendee.id.to_string(),
        name: attendee.name.clone(),
        company: attendee.company.clone(),
        role: attendee.role.clone(),
        ticket_type: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
        status: attendee.said().into(),
        evenings_before: 0,
        answers: Vec::new(),
    }
}

pub(crate) fn first(entry: FirstEntry, now: Timestamp, event: &Event) -> First {
    First {
        at: rfc3339(entry.at, event),
        clock: clock_or_day(entry.at, now, event),
        door: door_names(&[entry.door], event).concat(),
        seconds_ago: u32::try_from(entry.seconds_ago).unwrap_or(u32::MAX),
        left: entry.left,
    }
}

/// What a refusal needs to explain itself.
pub(crate) fn detail(verdict: &Verdict, now: Timestamp, event: &Event) -> Detail {
    let mut detail = Detail::default();
    match verdict {
        Verdict::WrongDoor { doors } => detail.doors = door_names(doors, event),
        Verdict::NotValidNow { days } => {
            detail.days = days.iter().map(ToString::to_string).collect();
        }
        Verdict::Unpaid { due } => detail.due = due.amount(),
        Verdict::Full { inside, capacity } => {
            (detail.inside, detail.capacity) = (Some(*inside), Some(*capacity));
        }
        Verdict::Revoked { since } => {
            detail.since = since.map(|since| clock_or_day(since, now, event));
        }
        Verdict::NotConfirmed { status } => detail.status = Some((*status).into()),
        Verdict::Admitted { .. }
        | Verdict::ReEntered { .. }
        | Verdict::Left { .. }
        | Verdict::AlreadyIn { .. }
        | Verdict::NotInside
        | Verdict::NotListed
        | Verdict::NeedsLead
        | Verdict::WrongEvent
        | Verdict::Unknown
        | Verdict::Forged => {}
    }
    detail
}

pub(crate) fn slot(
    slot: &Slot,
    now: Timestamp,
    event: &Event,
    here: impl Fn(&str) -> bool,
) -> SlotView {
    let starts = slot.starts.timestamp();
    let ends = slot.ends.as_ref().map(jiff::Zoned::timestamp);
    let away = starts.duration_since(now);
    // A countdown rounds up: with a second to go there is still a second to go.
    let seconds = away.as_secs() + i64::from(away.subsec_nanos() > 0);
    SlotView {
        kind: slot.kind.into(),
        starts: clock(starts, event),
        ends: ends.map(|ends| clock(ends, event)),
        starts_at: rfc3339(starts, event),
        ends_at: ends.map(|ends| rfc3339(ends, event)),
        starts_in_seconds: i32::try_from(seconds).unwrap_or(if seconds < 0 {
            i32::MIN
        } else {
            i32::MAX
        }),
        room: slot.room.clone(),
        title: slot.title.clone(),
        r#abstract: slot.summary.clone(),
        speakers: slot
            .speakers
            .iter()
            .map(|speaker| SpeakerView {
                name: speaker.name.clone(),
                role: speaker.role.clone(),
                company: speaker.company.clone(),
                photo: speaker.photo.clone(),
                here: here(&speaker.name),
            })
            .collect(),
    }
}

fn door_names(doors: &[DoorId], event: &Event) -> Vec<String> {
    let named = doors.iter().filter_map(|id| event.door(*id));
    named.map(|door| door.name.clone()).collect()
}

fn shown(at: Timestamp, event: &Event, format: &str) -> String {
    let local = at.to_zoned(event.timezone.clone());
    strtime::format(format, &local).unwrap_or_else(|_| at.to_string())
}

/// How many of something in words: `1 guest`, `3 guests`.
pub fn counted<N>(count: N, one: &str, several: &str) -> String
where
    N: PartialEq + From<u8> + std::fmt::Display,
{
    let what = if count == N::from(1) { one } else { several };
    format!("{count} {what}")
}
