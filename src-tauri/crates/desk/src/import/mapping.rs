//! What the columns of a list were taken for, remembered for the next one of the series.

use lanyard_event::Event;
use lanyard_exchange::{
    fold,
    list::{Column, Mapping, Place},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{DeskError, Home};

/// So many are remembered of a series, the newest.
const MOST: usize = 50;

/// What the columns of one kind of list are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    /// The titles, folded and sorted: in another order it is the same kind of list.
    columns: Vec<String>,
    map: Vec<(String, String)>,
}

/// What somebody said the last time of a list with these columns; empty where nobody did.
pub(super) fn recall(
    home: &Home,
    event: &Event,
    columns: &[Column],
) -> Result<Vec<Mapping>, DeskError> {
    let all: Vec<Remembered> = home.lists(&series(event))?;
    let titles = titles(columns);
    let found = all.into_iter().find(|one| one.columns == titles);
    let map = found.map(|one| one.map).unwrap_or_default().into_iter();
    let mappings = map.filter_map(|(column, place)| {
        let place = Place::of(&place)?;
        Some(Mapping { column, place })
    });
    Ok(mappings.collect())
}

/// Keeps what somebody said.
pub(super) fn remember(
    home: &Home,
    event: &Event,
    columns: &[Column],
    map: &[Mapping],
) -> Result<(), DeskError> {
    let mut all: Vec<Remembered> = home.lists(&series(event))?;
    let new = Remembered {
        columns: titles(columns),
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
