use jiff::Timestamp;
use lanyard_store::table;

use crate::{
    Desk, Result,
    answers::{CurvePoint, NumbersView, Pace, TypeNumbers},
    format,
    mail::is_over,
};

/// How many points a curve has at most, so that each can still be told from the next.
const MOST_POINTS: usize = 48;

impl Desk {
    /// The evening in numbers, at `at` or now.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn numbers(&mut self, at: Option<Timestamp>) -> Result<NumbersView> {
        self.refresh()?;
        let now = at.unwrap_or_else(|| self.now());
        let counts = self.counts()?;
        let (tally, event) = (&self.tally, &self.event);
        let arrivals = tally.arrivals();
        let (curve_minutes, curve) = arrivals.curve(MOST_POINTS);
        let talks_from = event.lineup.talks_from();
        Ok(NumbersView {
            counts,
            over: is_over(&self.event, now),
            capacity: event.capacity,
            ticket_types: event
                .ticket_types
                .iter()
                .map(|kind| TypeNumbers {
                    name: kind.name.clone(),
                    expected: self.facts.expected_of(kind.id),
                    arrived: tally.of(kind.id).arrived,
                    inside: tally.of(kind.id).inside,
                })
                .collect(),
            curve: curve
                .into_iter()
                .map(|(from, arrived)| CurvePoint {
                    from: format::clock(from, event),
                    arrived,
                })
                .collect(),
            curve_minutes,
            pace: Pace {
                last_ten_minutes: arrivals.lately(now),
                minutes_to_go: arrivals.minutes_for(counts.to_come, now),
                minutes_to_talks: talks_from.map(|from| {
                    let away = from.timestamp().duration_since(now).as_secs();
                    i32::try_from(away.div_euclid(60)).unwrap_or(i32::MAX)
                }),
            },
            talks: self.talks(false),
            waitlist: self.facts.waitlist,
            refused: tally.refused(),
            overrides: tally.overrides(),
            walk_ins: table::attendee::count_of_desk(self.store.read())?,
        })
    }
}
