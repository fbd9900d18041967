use jiff::{SignedDuration, Timestamp};
use lanyard_event::Slot;

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
            expected: counts.expected,
            wifi: event.wifi.as_ref().map(|wifi| WifiView {
                network: wifi.network.clone(),
                password: wifi.password.clone(),
            }),
            notes: event.notes.clone(),
            refresh_in_ms: refresh_in_ms(at, scene.until),
        })
    }
}

/// Until the next whole minute, or the next change of the lineup if that is sooner.
fn refresh_in_ms(at: Timestamp, change: Option<Timestamp>) -> u32 {
    let minute = SignedDuration::from_mins(1).as_millis();
    let into_minute = i128::from(at.as_millisecond()).rem_euclid(minute);
    let to_minute = minute - into_minute;
    let to_change = change.map_or(to_minute, |change| change.duration_since(at).as_millis());
    u32::try_from(to_minute.min(to_change).max(1)).unwrap_or(60_000)
}
