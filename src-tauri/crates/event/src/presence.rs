use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;

use crate::{Day, Entry, EntryRef, FirstEntry, Kind};

/// Who of a ticket is inside: a fold of the ticket's rows in the log.
#[derive(Clone, Debug, Default)]
pub struct Presence<'e> {
    members: BTreeMap<u16, Member<'e>>,
}

#[derive(Clone, Debug, Default)]
struct Member<'e> {
    /// The latest entry that stands, also after an exit.
    entered: Option<&'e Entry>,
    /// The first entry that stands.
    arrived: Option<&'e Entry>,
    inside: bool,
    /// How many times this person came in, taken-back ones too.
    entries: u16,
}

impl<'e> Presence<'e> {
    /// Folds the rows of one ticket, oldest first. With `day`, only the rows of that day count:
    /// for a ticket of several days, each day begins anew.
    pub fn of(entries: impl IntoIterator<Item = &'e Entry> + Clone, day: Option<Day>) -> Self {
        let taken_back: HashSet<EntryRef> = entries
            .clone()
            .into_iter()
            .filter_map(|entry| entry.voids)
            .collect();
        let mut presence = Self::default();
        for entry in entries {
            if day.is_some_and(|day| day != entry.day) {
                continue;
            }
            presence.add(entry, taken_back.contains(&entry.place));
        }
        presence
    }

    fn add(&mut self, entry: &'e Entry, taken_back: bool) {
        let coming = match entry.kind {
            Kind::Entry | Kind::Override | Kind::Substitute => true,
            Kind::Exit => false,
            Kind::Void
            | Kind::Refused
            | Kind::Answer
            | Kind::BadgePrinted
            | Kind::ConflictSettled => return,
        };
        let member = self.members.entry(entry.member).or_default();
        member.entries += u16::from(coming);
        if taken_back {
            return;
        }
        member.inside = coming;
        if coming {
            member.entered = Some(entry);
            member.arrived = member.arrived.or(Some(entry));
        }
    }

    /// How many people are inside on this ticket.
    pub fn inside(&self) -> u16 {
        let inside = self.members.values().filter(|member| member.inside).count();
        u16::try_from(inside).unwrap_or(u16::MAX)
    }

    /// How many people came in on this ticket, whether or not they left again.
    pub fn arrived(&self) -> u16 {
        let arrived = self
            .members
            .values()
            .filter(|member| member.entered.is_some());
        u16::try_from(arrived.count()).unwrap_or(u16::MAX)
    }

    /// The first entry of everybody who came in on this ticket.
    pub fn arrivals(&self) -> impl Iterator<Item = &'e Entry> {
        self.members.values().filter_map(|member| member.arrived)
    }

    /// How many of `admits` people are outside and may come in: those who have still to come, and,
    /// where one comes `back`, those who left.
    pub fn outside(&self, admits: u16, back: bool) -> u16 {
        let may_come = |member: Option<&Member<'_>>| match member {
            Some(member) => !member.inside && (back || member.entered.is_none()),
            None => true,
        };
        let outside = (1..=admits).filter(|number| may_come(self.members.get(number)));
        u16::try_from(outside.count()).unwrap_or(u16::MAX)
    }

    /// The latest entry that stands.
    pub fn last_entry(&self) -> Option<&'e Entry> {
        self.members
            .values()
            .filter_map(|member| member.entered)
            .max_by_key(|entry| entry.hlc)
    }

    /// The latest entry that stands, as it is told at `at`.
    pub fn latest(&self, at: Timestamp) -> Option<FirstEntry> {
        let entry = self.last_entry()?;
        let since = at.duration_since(entry.at).as_secs();
        Some(FirstEntry {
            at: entry.at,
            door: entry.door,
            seconds_ago: u64::try_from(since).unwrap_or(0),
            left: self.last_inside().is_none(),
        })
    }

    /// Somebody who was in and left.
    pub(crate) fn someone_left(&self) -> Option<u16> {
        self.find(|member| member.entered.is_some() && !member.inside)
    }

    /// The person inside who came in last.
    pub(crate) fn last_inside(&self) -> Option<u16> {
        self.last_inside_entry().map(|entry| entry.member)
    }

    /// The latest entry of those who are inside.
    pub(crate) fn last_inside_entry(&self) -> Option<&'e Entry> {
        self.members
            .values()
            .filter(|member| member.inside)
            .filter_map(|member| member.entered)
            .max_by_key(|entry| entry.hlc)
    }

    /// The first of `admits` people who has not come in.
    pub(crate) fn next_to_come(&self, admits: u16) -> Option<u16> {
        (1..=admits).find(|number| {
            self.members
                .get(number)
                .is_none_or(|member| member.entered.is_none())
        })
    }

    /// Somebody beyond the `admits` people of this ticket, who never came in on it.
    pub(crate) fn another(&self, admits: u16) -> Option<u16> {
        (admits..u16::MAX)
            .map(|number| number + 1)
            .find(|number| !self.members.contains_key(number))
    }

    /// The number of this person's next entry, from 1.
    pub fn next_entry_number(&self, member: u16) -> u16 {
        let entries = self.members.get(&member).map_or(0, |member| member.entries);
        entries.saturating_add(1)
    }

    fn find(&self, wanted: impl Fn(&Member<'_>) -> bool) -> Option<u16> {
        self.members
            .iter()
            .find(|(_, member)| wanted(member))
            .map(|(number, _)| *number)
    }
}
