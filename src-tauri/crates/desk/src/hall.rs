//! The room, the talks, and which speakers are here.

use lanyard_event::{Slot, SlotKind};
use lanyard_exchange::fold;

use crate::{
    Desk,
    answers::{RoomView, State, TalkHere},
    format,
};

impl Desk {
    pub(crate) fn room(&self, inside: u32) -> Option<RoomView> {
        let capacity = self.event.capacity?;
        let left = self.event.places_left(inside)?;
        Some(RoomView {
            inside,
            capacity,
            full: left == 0,
        })
    }

    /// The talks, or those that are not over, and which of their speakers are here.
    pub(crate) fn talks(&self, to_come: bool) -> Vec<TalkHere> {
        let lineup = &self.event.lineup;
        let scene = lineup.at(self.now());
        let left = scene.now.into_iter().chain(scene.next).chain(scene.later);
        let slots: Vec<_> = if to_come {
            left.collect()
        } else {
            lineup.slots().iter().collect()
        };
        let talks = slots
            .into_iter()
            .filter(|slot| slot.kind == SlotKind::Talk && !slot.speakers.is_empty());
        talks.map(|slot| self.talk_here(slot)).collect()
    }

    /// The talk that someone of this name gives.
    pub(crate) fn talk_of(&self, name: &str) -> Option<TalkHere> {
        let name = fold(name);
        let mut slots = self.event.lineup.slots().iter();
        let slot = slots.find(|slot| {
            let mut speakers = slot.speakers.iter();
            speakers.any(|speaker| fold(&speaker.name) == name)
        });
        slot.map(|slot| self.talk_here(slot))
    }

    fn talk_here(&self, slot: &Slot) -> TalkHere {
        let names = slot.speakers.iter().map(|speaker| speaker.name.clone());
        let (here, missing) = names.partition(|name| self.is_here(name));
        TalkHere {
            title: slot.title.clone(),
            starts: format::clock(slot.starts.timestamp(), &self.event),
            here,
            missing,
        }
    }

    /// Whether the speaker of this name is in the house, as far as the tally has read.
    pub(crate) fn is_here(&self, speaker: &str) -> bool {
        let tickets = self.facts.speakers().tickets(speaker);
        self.tally.state(tickets) == Some(State::Inside)
    }
}
