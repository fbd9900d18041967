use jiff::{SignedDuration, Timestamp, civil::Time};
use lanyard_event::{Event, Phase, Slot, evening_time};

use crate::{
    Desk, Result,
    answers::{LobbyView, WifiView},
    format,
};

impl Desk {
    /// What the lobby shows at `at`, or now. It names no attendee.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn lobby_view(&mut self, at: Option<Timestamp>) -> Result<LobbyView> {
        let counts = self.counts()?;
        let at = at.unwrap_or_else(|| self.now());
        let event = &self.event;
        let scene = event.lineup.at(at);
        let slots = |slots: &[&Slot]| {
            let here = |speaker: &str| self.is_here(speaker);
            let views = slots.iter().map(|slot| format::slot(slot, at, event, here));
            views.collect()
        };
        Ok(LobbyView {
            event: format::event_brief(event),
            as_of: format::rfc3339(at, event),
            clock: format::clock(at, event),
            phase: scene.phase.into(),
            now: slots(&scene.now),
            next: slots(&scene.next),
            later: slots(&scene.later),
            arrived: counts.arrived,
            inside: counts.inside,
            expected: counts.expected,
            wifi: event.wifi.as_ref().map(|wifi| WifiView {
                network: wifi.network.clone(),
                password: wifi.password.clone(),
            }),
            notes: notes(event, scene.phase, at),
            refresh_in_ms: refresh_in_ms(at, scene.until),
        })
    }
}

/// The house's notes. Once the evening is over, a note whose every time has passed, such as “Beer
/// until 21:00”, has nothing to say any more; “Last bus 23:30” has.
fn notes(event: &Event, phase: Phase, at: Timestamp) -> Vec<String> {
    let now = at.to_zoned(event.timezone.clone()).datetime();
    let over = event.lineup.over().unwrap_or(at);
    let day = event.day_of(over);
    let passed = |note: &str| {
        let times = clock_times(note).map(|time| evening_time(day, time));
        times.max().is_some_and(|last| last <= now)
    };
    let notes = event.notes.iter();
    let shown = notes.filter(|note| phase != Phase::After || !passed(note));
    shown.cloned().collect()
}

/// The times of a day in a text: `21:00`, `9.30`.
fn clock_times(text: &str) -> impl Iterator<Item = Time> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'));
    words.filter_map(|word| {
        let (hour, minute) = word.trim_end_matches(['.', ':']).split_once([':', '.'])?;
        if !(1..=2).contains(&hour.len()) || minute.len() != 2 {
            return None;
        }
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    })
}

/// Until the next whole minute, or the next change of the lineup if that is sooner.
fn refresh_in_ms(at: Timestamp, change: Option<Timestamp>) -> u32 {
    let minute = SignedDuration::from_mins(1).as_millis();
    let into_minute = i128::from(at.as_millisecond()).rem_euclid(minute);
    let to_minute = minute - into_minute;
    let to_change = change.map_or(to_minute, |change| change.duration_since(at).as_millis());
    u32::try_from(to_minute.min(to_change).max(1)).unwrap_or(60_000)
}
