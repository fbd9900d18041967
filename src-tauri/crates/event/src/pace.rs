use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

/// Over how long the pace is taken.
const WINDOW_MINUTES: i64 = 10;

/// How many first arrivals each minute saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrivals {
    /// By minutes since 1970, UTC; no minute without an arrival.
    minutes: BTreeMap<i64, u32>,
}

impl Arrivals {
    /// Somebody came in for the first time.
    pub fn add(&mut self, at: Timestamp) {
        *self.minutes.entry(minute(at)).or_default() += 1;
    }

    /// That was taken back.
    pub fn take_back(&mut self, at: Timestamp) {
        let minute = minute(at);
        match self.minutes.get_mut(&minute) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                self.minutes.remove(&minute);
            }
        }
    }

    /// How many came in the ten minutes until `now`, the present one included.
    pub fn lately(&self, now: Timestamp) -> u32 {
        let now = minute(now);
        self.minutes
            .range(now - WINDOW_MINUTES + 1..=now)
            .map(|(_, count)| count)
            .sum()
    }

    /// After how many minutes `to_come` more will be in at the pace of the last ten minutes;
    /// `None` while nobody comes.
    pub fn minutes_for(&self, to_come: u32, now: Timestamp) -> Option<u32> {
        if to_come == 0 {
            return Some(0);
        }
        let lately = u64::from(self.lately(now));
        let first = self.minutes.keys().next()?;
        // At the beginning the ten minutes are not over yet.
        let taken = (minute(now) - first + 1).clamp(1, WINDOW_MINUTES);
        let minutes = (u64::from(to_come) * taken.unsigned_abs()).div_ceil(lately.max(1));
        (lately > 0).then(|| u32::try_from(minutes).unwrap_or(u32::MAX))
    }

    /// The arrivals in stretches of whole minutes, without gaps, so that there are at most `most`
    /// of them: the length of a stretch in minutes, and each one's beginning and count.
    pub fn curve(&self, most: usize) -> (u32, Vec<(Timestamp, u32)>) {
        let (Some(first), Some(last)) = (self.minutes.keys().next(), self.minutes.keys().last())
        else {
            return (15, Vec::new());
        };
        let fits = |step: &&u32| {
            let step = i64::from(**step);
            usize::try_from(last / step - first / step).is_ok_and(|steps| steps < most)
        };
        let step = *[5, 15, 30, 60, 240, 1440]
            .iter()
            .find(fits)
            .unwrap_or(&10_080);
        let long = i64::from(step);
        let stretches = (first / long)..=(last / long);
        let stretches = stretches.take(most).filter_map(|stretch| {
            let from = stretch * long;
            let count = self
                .minutes
                .range(from..from + long)
                .map(|(_, count)| count);
            let from = Timestamp::from_second(from * 60).ok()?;
            Some((from, count.sum()))
        });
        (step, stretches.collect())
    }
}

fn minute(at: Timestamp) -> i64 {
    at.as_second()
        .div_euclid(SignedDuration::from_mins(1).as_secs())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_020 + minutes * 60).unwrap()
    }

    fn arrivals(minutes: impl IntoIterator<Item = i64>) -> Arrivals {
        let mut arrivals = Arrivals::default();
        minutes
            .into_iter()
            .for_each(|minute| arrivals.add(at(minute)));
        arrivals
    }

    #[test]
    fn the_pace_is_that_of_the_last_ten_minutes() {
        let evening = arrivals([0, 0, 0, 20, 21, 22, 29, 29]);
        assert_eq!(evening.lately(at(29)), 5, "what came before is over");
        assert_eq!(
            evening.minutes_for(20, at(29)),
            Some(40),
            "five in ten minutes are twenty in forty"
        );
        assert_eq!(evening.minutes_for(0, at(99)), Some(0), "nobody is missing");
        assert_eq!(evening.minutes_for(3, at(99)), None, "nobody comes");
        assert_eq!(
            arrivals([0, 1]).minutes_for(10, at(1)),
            Some(10),
            "the queue began two minutes ago: one a minute"
        );
    }

    #[test]
    fn an_arrival_taken_back_leaves_no_trace() {
        let mut evening = arrivals([3, 3, 4]);
        evening.take_back(at(4));
        evening.take_back(at(3));
        assert_eq!(evening, arrivals([3]));
    }

    #[test]
    fn a_curve_without_anybody_is_empty() {
        assert_eq!(Arrivals::default().curve(24), (15, Vec::new()));
    }

    proptest! {
        #[test]
        fn the_curve_holds_everybody(
            minutes in prop::collection::vec(0i64..3_000, 1..60),
            most in 4usize..60,
        ) {
            let (step, curve) = arrivals(minutes.clone()).curve(most);
            let all: u32 = curve.iter().map(|(_, count)| count).sum();
            prop_assert_eq!(all as usize, minutes.len());
            prop_assert!(curve.len() <= most);
            for pair in curve.windows(2) {
                let apart = pair[1].0.duration_since(pair[0].0).as_mins();
                prop_assert_eq!(apart, i64::from(step));
            }
        }
    }
}
