use jiff::{Timestamp, Zoned};

use crate::event::{day_of, night_end};

/// What happens when, in the order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineup {
    slots: Vec<Slot>,
    ends: Option<Timestamp>,
}

/// A stretch of the evening.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// What kind of stretch.
    pub kind: SlotKind,
    /// When it begins.
    pub starts: Zoned,
    /// When it ends, where somebody gave that.
    pub ends: Option<Zoned>,
    /// The room; may be empty.
    pub room: String,
    /// The title.
    pub title: String,
    /// What it is about; may be empty.
    pub summary: String,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
}

/// What kind of stretch of the evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words say it")]
pub enum SlotKind {
    Doors,
    Food,
    Talk,
    Break,
    End,
}

impl SlotKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Doors, Self::Food, Self::Talk, Self::Break, Self::End];

    /// The word that stands for it in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Doors => "doors",
            Self::Food => "food",
            Self::Talk => "talk",
            Self::Break => "break",
            Self::End => "end",
        }
    }
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name.
    pub name: String,
    /// The role; may be empty.
    pub role: String,
    /// The company; may be empty.
    pub company: String,
    /// A picture's file name, where there is one.
    pub photo: Option<String>,
}

/// Where the evening stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has begun.
    Before,
    /// It is on.
    During,
    /// It is over.
    After,
}

/// What a screen shows at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene<'l> {
    /// Where the evening stands.
    pub phase: Phase,
    /// What is on; talks first.
    pub now: Vec<&'l Slot>,
    /// What begins next, all at the same time.
    pub next: Vec<&'l Slot>,
    /// What begins after that.
    pub later: Vec<&'l Slot>,
    /// When this scene is over; `None` when nothing more will change.
    pub until: Option<Timestamp>,
}

impl Lineup {
    /// A lineup of these slots, in any order, in an evening that ends at `ends`.
    pub fn new(mut slots: Vec<Slot>, ends: Option<Timestamp>) -> Self {
        slots.sort_by_key(|slot| slot.starts.timestamp());
        Self { slots, ends }
    }

    /// The slots, in the order of time.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// When the first talk begins.
    pub fn talks_from(&self) -> Option<&Zoned> {
        self.slots
            .iter()
            .find(|slot| slot.kind == SlotKind::Talk)
            .map(|slot| &slot.starts)
    }

    /// When the evening is over, as far as somebody gave that: the end given, unless the lineup
    /// goes on on a later day; else its end slot, else the last end of a slot.
    pub fn end(&self) -> Option<Timestamp> {
        let last = self.slots.last();
        let goes_on = |ends| last.is_some_and(|last| is_on_a_later_day(&last.starts, ends));
        let ends = self.slots.iter().filter(|slot| slot.kind == SlotKind::End);
        self.ends
            .filter(|ends| !goes_on(*ends))
            .or_else(|| ends.map(|slot| slot.starts.timestamp()).max())
            .or_else(|| last?.ends.as_ref().map(Zoned::timestamp))
    }

    /// When the evening is over: its end, else the end of the night.
    pub fn over(&self) -> Option<Timestamp> {
        self.end().or_else(|| night_end(&self.slots.last()?.starts))
    }

    /// What is on at `at`, and what comes.
    pub fn at(&self, at: Timestamp) -> Scene<'_> {
        let over = self.over().is_some_and(|over| over <= at);
        let phase = match self.slots.first() {
            _ if over => Phase::After,
            Some(first) if first.starts.timestamp() <= at => Phase::During,
            _ => Phase::Before,
        };
        if over {
            return Scene {
                phase,
                now: Vec::new(),
                next: Vec::new(),
                later: Vec::new(),
                until: None,
            };
        }
        let mut now: Vec<_> = self
            .slots
            .iter()
            .filter(|slot| self.is_on(slot, at))
            .collect();
        now.sort_by_key(|slot| slot.kind != SlotKind::Talk);
        let coming = self
            .slots
            .iter()
            .filter(|slot| slot.starts.timestamp() > at);
        let next_start = coming.clone().next().map(|slot| slot.starts.timestamp());
        let (next, later) = coming.partition(|slot| Some(slot.starts.timestamp()) == next_start);
        let until = now
            .iter()
            .filter_map(|slot| self.end_of(slot))
            .chain(next_start)
            .chain(self.over())
            .filter(|time| *time > at)
            .min();
        Scene {
            phase,
            now,
            next,
            later,
            until,
        }
    }

    fn is_on(&self, slot: &Slot, at: Timestamp) -> bool {
        slot.starts.timestamp() <= at && self.end_of(slot).is_none_or(|end| at < end)
    }

    /// A slot without an end lasts until the next one in its room. One without a room is in the
    /// whole house.
    fn end_of(&self, slot: &Slot) -> Option<Timestamp> {
        let given = slot.ends.as_ref().map(Zoned::timestamp);
        let start = slot.starts.timestamp();
        given.or_else(|| {
            self.slots
                .iter()
                .filter(|other| {
                    let whole_house = other.room.is_empty() || slot.room.is_empty();
                    whole_house || other.room == slot.room || other.kind == SlotKind::End
                })
                .map(|other| other.starts.timestamp())
                .find(|other| *other > start)
                .or_else(|| self.over())
        })
    }
}

fn is_on_a_later_day(slot: &Zoned, than: Timestamp) -> bool {
    let zone = slot.time_zone();
    day_of(slot.timestamp(), zone) > day_of(than, zone)
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;
    use proptest::prelude::*;

    use super::*;

    fn slot(kind: SlotKind, hour: i8, minute: i8, ends: Option<(i8, i8)>, room: &str) -> Slot {
        let at = |hour, minute| {
            datetime(2026, 12, 3, hour, minute, 0, 0)
                .in_tz("Europe/Dublin")
                .unwrap()
        };
        Slot {
            kind,
            starts: at(hour, minute),
            ends: ends.map(|(hour, minute)| at(hour, minute)),
            room: room.into(),
            title: format!("{} {hour:02}:{minute:02}", kind.word()),
            summary: String::new(),
            speakers: Vec::new(),
        }
    }

    fn evening() -> Lineup {
        use SlotKind::{Doors, End, Food, Talk};
        let slots = vec![
            slot(End, 21, 0, None, ""),
            slot(Doors, 18, 15, None, ""),
            slot(Food, 18, 15, Some((21, 0)), "Bar"),
            slot(Talk, 19, 0, None, "Hall"),
            slot(Talk, 19, 40, None, "Hall"),
            slot(Talk, 20, 20, Some((20, 50)), "Hall"),
        ];
        Lineup::new(slots, None)
    }

    fn titles(lineup: &Lineup, hour: i8, minute: i8) -> (Phase, Vec<String>, Vec<String>, usize) {
        let at = slot(SlotKind::Talk, hour, minute, None, "")
            .starts
            .timestamp();
        let scene = lineup.at(at);
        let names = |slots: &[&Slot]| slots.iter().map(|slot| slot.title.clone()).collect();
        (
            scene.phase,
            names(&scene.now),
            names(&scene.next),
            scene.later.len(),
        )
    }

    #[test]
    fn the_evening_goes_by() {
        let lineup = evening();
        for (hour, minute, phase, now, next, later) in [
            (
                18,
                14,
                Phase::Before,
                vec![],
                vec!["doors 18:15", "food 18:15"],
                4,
            ),
            (
                18,
                15,
                Phase::During,
                vec!["doors 18:15", "food 18:15"],
                vec!["talk 19:00"],
                3,
            ),
            (
                19,
                0,
                Phase::During,
                vec!["talk 19:00", "food 18:15"],
                vec!["talk 19:40"],
                2,
            ),
            (
                20,
                20,
                Phase::During,
                vec!["talk 20:20", "food 18:15"],
                vec!["end 21:00"],
                0,
            ),
            (
                20,
                50,
                Phase::During,
                vec!["food 18:15"],
                vec!["end 21:00"],
                0,
            ),
            (21, 0, Phase::After, vec![], vec![], 0),
        ] {
            let expected: (_, Vec<String>, Vec<String>, _) = (
                phase,
                now.into_iter().map(String::from).collect(),
                next.into_iter().map(String::from).collect(),
                later,
            );
            assert_eq!(
                titles(&lineup, hour, minute),
                expected,
                "at {hour}:{minute}"
            );
        }
    }

    #[test]
    fn the_end_that_was_given_counts_beside_an_end_slot() {
        let at = |hour, minute| {
            let at = slot(SlotKind::End, hour, minute, None, "").starts;
            Some(at.timestamp())
        };
        let slots = evening().slots;
        let later = Lineup::new(slots.clone(), at(22, 0));
        assert_eq!(later.over(), at(22, 0));
        let (phase, now, ..) = titles(&later, 21, 30);
        assert_eq!((phase, now), (Phase::During, vec!["end 21:00".to_owned()]));
        let sooner = Lineup::new(slots.clone(), at(20, 45));
        assert_eq!(titles(&sooner, 20, 45).0, Phase::After);
        let mut two_days = slots;
        for slot in &mut two_days {
            if slot.kind == SlotKind::End {
                slot.starts = slot.starts.tomorrow().unwrap();
            }
        }
        let end = two_days[5].starts.timestamp();
        let two_days = Lineup::new(two_days, at(22, 0));
        assert_eq!(two_days.over(), Some(end), "it goes on the next day");
    }

    #[test]
    fn an_empty_lineup_has_nothing_on() {
        let lineup = Lineup::default();
        let scene = lineup.at(Timestamp::UNIX_EPOCH);
        assert_eq!((scene.phase, scene.until), (Phase::Before, None));
    }

    proptest! {
        #[test]
        fn a_scene_holds_until_it_says_it_changes(minutes in 0i64..400, probe in 0.0f64..1.0) {
            let lineup = evening();
            let base = slot(SlotKind::Talk, 16, 0, None, "").starts.timestamp();
            let at = base + jiff::SignedDuration::from_mins(minutes);
            let scene = lineup.at(at);
            if let Some(until) = scene.until {
                prop_assert!(until > at);
                let length = until.duration_since(at).as_secs() - 1;
                #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
                let within = at + jiff::SignedDuration::from_secs((length as f64 * probe) as i64);
                prop_assert_eq!(&lineup.at(within).now, &scene.now);
                prop_assert_eq!(&lineup.at(within).next, &scene.next);
                prop_assert_ne!(lineup.at(until), scene);
            }
        }
    }
}
