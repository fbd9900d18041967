use super::{Column, Field, Format, ListError, Mapping, Place};
use crate::text::{enumerate, fold};

/// A column of this program's own exports that is not taken in again.
const STATE: &str = "state";

/// What the columns of a list are taken for.
pub(super) struct Columns {
    pub(super) format: Format,
    pub(super) columns: Vec<Column>,
    /// Why the list can't be read like that.
    pub(super) problem: Option<ListError>,
}

/// Recognises columns by their titles; `map` says it where that isn't enough.
///
/// # Errors
/// The mapping makes no sense.
pub(super) fn recognise(titles: &[String], map: &[Mapping]) -> Result<Columns, ListError> {
    let have = || {
        enumerate(
            titles
                .iter()
                .map(String::as_str)
                .filter(|it| !it.is_empty()),
        )
    };
    let mut places = vec![None; titles.len()];
    for mapping in map {
        let wanted = fold(&mapping.column);
        let at = titles.iter().position(|title| fold(title) == wanted);
        let at = at.ok_or_else(|| ListError::NoSuchColumn {
            column: mapping.column.clone(),
            have: have(),
        })?;
        if let Place::Field(field) = mapping.place
            && let Some(first) = holder(&places, field)
            && first != at
        {
            return Err(ListError::MappedTwice {
                field,
                first: titles[first].clone(),
                second: titles[at].clone(),
            });
        }
        places[at] = Some(mapping.place);
    }
    let mut problem = None;
    for (at, title) in titles.iter().enumerate() {
        if places[at].is_some() {
            continue;
        }
        let place = match Field::of(title) {
            Some(field) if mapped(map, field) => Place::Question,
            Some(field) => match holder(&places, field) {
                None => Place::Field(field),
                Some(first) => {
                    problem.get_or_insert_with(|| ListError::TwoColumns {
                        field,
                        first: titles[first].clone(),
                        second: title.clone(),
                    });
                    Place::Question
                }
            },
            None if title.is_empty() => Place::LeftOut,
            None => Place::Question,
        };
        places[at] = Some(place);
    }
    let columns = titles.iter().zip(&places).map(|(title, place)| Column {
        title: title.clone(),
        place: place.unwrap_or(Place::Question),
    });
    let mut columns: Vec<Column> = columns.collect();
    let format = if holder(&places, Field::LanyardId).is_some() {
        // Where a guest is, is what the log says.
        for column in &mut columns {
            if column.title == STATE {
                column.place = Place::LeftOut;
            }
        }
        Format::Lanyard
    } else {
        Format::Plain
    };
    let named = [Field::Name, Field::FirstName, Field::LastName];
    if !named.iter().any(|field| holder(&places, *field).is_some()) {
        problem.get_or_insert_with(|| ListError::NoName { have: have() });
    }
    Ok(Columns {
        format,
        columns,
        problem,
    })
}

/// The column that is this field; a code may stand in several.
fn holder(places: &[Option<Place>], field: Field) -> Option<usize> {
    if field == Field::Code {
        return None;
    }
    let place = Some(Place::Field(field));
    places.iter().position(|one| *one == place)
}

fn mapped(map: &[Mapping], field: Field) -> bool {
    map.iter()
        .any(|mapping| mapping.place == Place::Field(field))
}
