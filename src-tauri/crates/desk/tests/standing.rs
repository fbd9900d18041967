//! Whoever stands on several lists, whatever happens to them: a guest comes as long as one of
//! their lists has them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeMap;

use common::Evening;
use lanyard_desk_core::answers::{Missing, Status};
use proptest::prelude::*;

const GUESTS: usize = 5;
/// Three lists of one source: by their codes, by an id and the code, and a copy of the first for
/// people of its own.
const LISTS: usize = 3;

#[derive(Clone, Debug)]
enum Deed {
    Import(usize, Vec<bool>),
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (0..LISTS, prop::collection::vec(any::<bool>(), GUESTS))
            .prop_map(|(list, there)| Deed::Import(list, there)),
        1 => Just(Deed::Undo),
    ]
}

fn name(list: usize, guest: usize) -> String {
    let kind = if list == 2 { "Speaker" } else { "Guest" };
    format!("{kind} {guest}")
}

/// Somebody who is always there makes the list known again.
fn text(list: usize, there: &[bool]) -> String {
    let columns = if list == 1 { "source_id,code" } else { "code" };
    let mut text = format!("name,email,{columns}\n");
    let guests = there.iter().chain([&true]).enumerate();
    for (guest, _) in guests.filter(|(_, there)| **there) {
        let name = name(list, guest);
        let id = if list == 1 {
            format!("G{guest},")
        } else {
            String::new()
        };
        text += &format!("{name},g{guest}@example.org,{id}{name}\n");
    }
    text
}

/// Who stands on which lists; whoever stands on none is gone.
type World = BTreeMap<String, [bool; LISTS]>;

fn imported(world: &mut World, list: usize, there: &[bool]) {
    for (guest, there) in there.iter().chain([&true]).enumerate() {
        let name = name(list, guest);
        if *there {
            world.entry(name).or_default()[list] = true;
        } else if let Some(lists) = world.get_mut(&name) {
            lists[list] = false;
        }
    }
}

fn statuses(evening: &mut Evening) -> BTreeMap<String, Status> {
    let mut all = BTreeMap::new();
    for kind in ["Guest", "Speaker"] {
        for guest in 0..=GUESTS {
            let name = format!("{kind} {guest}");
            let found = evening.desk.find(&name).unwrap();
            let found: Vec<_> = found.iter().filter(|found| found.name == name).collect();
            assert!(found.len() < 2, "nobody is there twice");
            for found in found {
                let view = evening.desk.attendee(&found.id).unwrap();
                all.insert(name.clone(), view.status);
            }
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn who_stands_on_any_list_comes(deeds in prop::collection::vec(deed(), 1..12)) {
        let mut evening = Evening::new();
        let mut worlds: Vec<World> = vec![World::new()];
        for deed in deeds {
            match deed {
                Deed::Import(list, there) => {
                    let path = evening.path("list.csv");
                    std::fs::write(&path, text(list, &there)).unwrap();
                    let job = evening.desk.import_job(&path, &[], Missing::Gone).unwrap();
                    let answer = job.run().unwrap();
                    drop(job);
                    evening.desk.refresh().unwrap();
                    prop_assert_eq!(&answer.rejected, &[]);
                    let mut world = worlds.last().unwrap().clone();
                    imported(&mut world, list, &there);
                    worlds.push(world);
                }
                Deed::Undo => {
                    prop_assert_eq!(evening.desk.undo_import(None).is_ok(), worlds.len() > 1);
                    worlds.pop();
                    if worlds.is_empty() {
                        worlds.push(World::new());
                    }
                }
            }
            let expected: BTreeMap<_, _> = worlds.last().unwrap().iter().map(|(name, lists)| {
                let comes = lists.contains(&true);
                (name.clone(), if comes { Status::Confirmed } else { Status::Gone })
            }).collect();
            prop_assert_eq!(statuses(&mut evening), expected);
            prop_assert!(evening.desk.check().unwrap().ok);
        }
    }
}
