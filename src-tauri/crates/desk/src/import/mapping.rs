//! What the columns of a list were taken for, remembered for the next one of the series.

use lanyard_event::Event;
use lanyard_exchange::{
    fold,
    list::{Column, Look, Mapping, Place},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{DeskError, Home};

/// So many are remembered of a series, the newest.
const MOST: usize = 50;

/// What the columns of one kind of list are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    /// The word of the list's format; what was remembered before this was has none.
    #[serde(default)]
    format: String,
    /// The titles, folded and sorted: in another order it is the same kind of list.
    columns: Vec<String>,
    map: Vec<(String, String)>,
}

impl Remembered {
    /// Whether a list of this format has every column of which somebody said something.
    fn fits(&self, format: &str, titles: &[String]) -> bool {
        let has = |(column, _): &(String, String)| titles.contains(&fold(column));
        self.format == format && self.map.iter().all(has)
    }

    fn mappings(self) -> Vec<Mapping> {
        let map = self.map.into_iter();
        let mappings = map.filter_map(|(column, place)| {
            let place = Place::of(&place)?;
            Some(Mapping { column, place })
        });
        mappings.collect()
    }
}

/// What somebody said the last time of a list with these columns, else of one that has become
/// this one by other columns; empty where nobody did.
pub(super) fn recall(home: &Home, event: &Event, list: &Look) -> Result<Vec<Mapping>, DeskError> {
    let mut all: Vec<Remembered> = home.lists(&series(event))?;
    let titles = titles(&list.columns);
    let same = all.iter().position(|one| one.columns == titles);
    let fits = |one: &Remembered| one.fits(list.format.word(), &titles);
    let found = same.or_else(|| all.iter().position(fits));
    Ok(found.map_or_else(Vec::new, |at| all.swap_remove(at).mappings()))
}

/// Keeps what somebody said.
pub(super) fn remember(
    home: &Home,
    event: &Event,
    list: &Look,
    map: &[Mapping],
) -> Result<(), DeskError> {
    let mut all: Vec<Remembered> = home.lists(&series(event))?;
    let new = Remembered {
        format: list.format.word().to_owned(),
        columns: titles(&list.columns),
        map: map
            .iter()
            .map(|one| (one.column.clone(), one.place.word().to_owned()))
            .collect(),
    };
    if all.first() == Some(&new) {
        return Ok(());
    }
    all.retain(|one| one.columns != new.columns);
    all.insert(0, new);
    all.truncate(MOST);
    home.set_lists(&series(event), &all)
}

fn titles(columns: &[Column]) -> Vec<String> {
    let mut titles: Vec<_> = columns.iter().map(|column| fold(&column.title)).collect();
    titles.sort_unstable();
    titles
}

/// The series' name, or where the evening is none of a series its own, as a file can be called.
fn series(event: &Event) -> String {
    let name = match event.series.trim() {
        "" => &event.name,
        series => series,
    };
    let hash = Sha256::digest(fold(name).as_bytes());
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
