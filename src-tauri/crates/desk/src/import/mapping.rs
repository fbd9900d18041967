//! What the columns of a list were taken for, remembered for the next one of the series.

use lanyard_event::Event;
use lanyard_exchange::{
    fold,
    list::{Column, Field, Look, Mapping, Place},
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
    if let Some(at) = same {
        return Ok(all.swap_remove(at).mappings());
    }
    let fits = |one: &Remembered| one.fits(list.format.word(), &titles);
    let found = all.iter().position(fits);
    Ok(found.map_or_else(Vec::new, |at| said_of_another(all.swap_remove(at), list)))
}

/// What was said of a list with fewer or other columns, as far as this one's say nothing against
/// it: whom a column of this list refuses or lets in, no word about another one does away with.
fn said_of_another(said: Remembered, list: &Look) -> Vec<Mapping> {
    const DECIDE: [Field; 5] = [
        Field::Status,
        Field::Payment,
        Field::Paid,
        Field::Blocked,
        Field::Code,
    ];
    let decides = |column: &&Column| match column.place {
        Place::Field(field) => DECIDE.contains(&field),
        Place::Question | Place::LeftOut => false,
    };
    let deciding: Vec<_> = list.columns.iter().filter(decides).collect();
    let is = |column: &Column, one: &Mapping| fold(&column.title) == fold(&one.column);
    let mut map = said.mappings();
    map.retain(|one| {
        matches!(one.place, Place::Field(_)) || !deciding.iter().any(|column| is(column, one))
    });
    if map.is_empty() {
        return map;
    }
    for column in deciding {
        if !map.iter().any(|one| is(column, one)) {
            map.push(Mapping {
                column: column.title.clone(),
                place: column.place,
            });
        }
    }
    map
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
