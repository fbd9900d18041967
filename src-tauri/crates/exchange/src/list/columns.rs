use super::{
    Column, Field, Format, ListError, Mapping, Place, SaidBy,
    products::Product,
    titles::{
        ASKED, FIRST_NAME_BESIDE_NAME, FIRST_OR_WHOLE_NAME, NAME_BESIDE_FIRST_NAME, among, known,
        squeeze,
    },
};
use crate::{
    table::{OUR_ID, OUR_OWN, unguarded},
    text::{enumerate, fold},
};

/// What the columns of a list are taken for.
pub(super) struct Columns {
    pub(super) format: Format,
    /// Whether texts were guarded against being taken for formulas when this program wrote them.
    pub(super) guarded: bool,
    pub(super) columns: Vec<Column>,
    /// The sheet of a workbook, and its others with guests.
    pub(super) sheets: Sheets,
    /// Questions with an answer among the first rows that is no word for a status.
    pub(super) answered: Vec<usize>,
    /// Columns of a price, while nothing says whether it is paid.
    pub(super) set_aside: Vec<(usize, Field)>,
    /// Why the list can't be read like that.
    pub(super) problem: Option<ListError>,
}

/// Of a workbook one sheet is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// The name of the one that is read; none where the list is no workbook.
    pub read: Option<String>,
    /// The names of those that look like a list too.
    pub others: Vec<String>,
}

impl Columns {
    /// Whether a column is taken for this.
    pub(super) fn has(&self, place: Place) -> bool {
        self.columns.iter().any(|column| column.place == place)
    }

    /// Forgets those beside the titles of a sheet that turned out to say nothing.
    pub(super) fn forget_beside(&mut self) {
        let says = |column: &Column| !column.title.is_empty() || column.place != Place::LeftOut;
        let last = self.columns.iter().rposition(says);
        self.columns.truncate(last.map_or(0, |last| last + 1));
    }

    /// How many columns are fields.
    pub(super) fn known(&self) -> usize {
        let fields = self.columns.iter();
        fields
            .filter(|column| matches!(column.place, Place::Field(_)))
            .count()
    }
}

/// A column's claim to be something, by its title. The least rank goes first.
#[derive(Clone, Copy)]
struct Claim {
    place: Place,
    rank: usize,
}

/// Recognises columns by their titles; `map` says it where that isn't enough.
///
/// # Errors
/// The mapping makes no sense.
pub(super) fn recognise(titles: &[String], map: &[Mapping]) -> Result<Columns, ListError> {
    let mut problem = None;
    let mapped = mapped(titles, map, &mut problem)?;
    let keys: Vec<String> = titles.iter().map(|title| squeeze(title)).collect();
    let (format, mut claims) = claims(titles, &keys);
    let own_id = squeeze(OUR_ID);
    let guarded = format == Format::Lanyard && keys.contains(&own_id);
    // What someone said stands, and nothing else may be the same.
    for (claim, mapped) in claims.iter_mut().zip(&mapped) {
        match (mapped, claim.place) {
            (Some(place), _) => claim.place = *place,
            (None, Place::Field(field)) if map.iter().any(|it| it.place == Place::Field(field)) => {
                claim.place = Place::Question;
            }
            _ => {}
        }
    }
    for field in Field::ALL {
        settle(titles, &mut claims, field, format, &mut problem);
    }
    let set_aside = pay_together(&mut claims, &mapped, format);
    // Where it makes no sense, whoever said it sees what was said.
    for (claim, mapped) in claims.iter_mut().zip(&mapped) {
        claim.place = mapped.unwrap_or(claim.place);
    }
    if !names_people(&claims, format) {
        problem.get_or_insert_with(|| ListError::NoName { have: have(titles) });
    }
    let columns = titles.iter().zip(&claims).zip(&mapped);
    let columns = columns.map(|((title, claim), mapped)| Column {
        title: match guarded {
            true => unguarded(title).to_owned(),
            false => title.clone(),
        },
        place: claim.place,
        by: match mapped {
            Some(_) => SaidBy::Person,
            None => SaidBy::Title,
        },
        suggested: None,
        asked: false,
    });
    Ok(Columns {
        format,
        guarded,
        columns: columns.collect(),
        sheets: Sheets::default(),
        answered: Vec::new(),
        set_aside,
        problem,
    })
}

/// What the mapping says of each column. Of several columns with one title, the first is meant
/// first.
fn mapped(
    titles: &[String],
    map: &[Mapping],
    problem: &mut Option<ListError>,
) -> Result<Vec<Option<Place>>, ListError> {
    let mut places: Vec<Option<Place>> = vec![None; titles.len()];
    for Mapping { column, place } in map {
        let wanted = fold(column);
        let all = titles.iter().enumerate();
        let all = all.filter(|(_, title)| fold(title) == wanted);
        let all: Vec<usize> = all.map(|(at, _)| at).collect();
        let free = all.iter().copied().find(|at| places[*at].is_none());
        let Some(at) = free.or(all.first().copied()) else {
            return Err(ListError::NoSuchColumn {
                column: column.clone(),
                have: have(titles),
            });
        };
        match places[at] {
            Some(first) if all.iter().all(|at| places[*at] != Some(*place)) => {
                problem.get_or_insert_with(|| ListError::ColumnTwice {
                    column: titles[at].clone(),
                    first,
                    second: *place,
                });
            }
            Some(_) => {}
            None => places[at] = Some(*place),
        }
    }
    for (second, place) in places.iter().enumerate() {
        if let Some(Place::Field(field)) = place
            && !matches!(field, Field::Code | Field::Status)
            && let Some(first) = places[..second].iter().position(|one| one == place)
        {
            problem.get_or_insert_with(|| ListError::MappedTwice {
                field: *field,
                first: titles[first].clone(),
                second: titles[second].clone(),
            });
        }
    }
    Ok(places)
}

/// What each column claims to be, and whose list it is.
fn claims(titles: &[String], keys: &[String]) -> (Format, Vec<Claim>) {
    let id = Place::Field(Field::LanyardId);
    let any = plain(keys);
    if any.iter().any(|claim| claim.place == id) {
        return (Format::Lanyard, ours(keys, any));
    }
    let Some(product) = Product::of(keys) else {
        return (Format::Plain, any);
    };
    let places = titles.iter().zip(keys);
    let status = Place::Field(Field::Status);
    let has_status = !keys.iter().any(|key| among(product.without_status, key));
    let places: Vec<_> = places
        .map(|(title, key)| match product.place(title, key) {
            Some((place, _)) if place == status && !has_status => Some((Place::Question, 0)),
            place => place,
        })
        .collect();
    let has = |field| {
        let all = places.iter().flatten();
        all.into_iter()
            .any(|(place, _)| *place == Place::Field(field))
    };
    // What it calls by no title of its own, it may call as any list does.
    let free = |field| match field {
        Field::Name => ![Field::Name, Field::FirstName, Field::LastName]
            .map(has)
            .contains(&true),
        Field::FirstName | Field::LastName => !has(Field::Name) && !has(field),
        Field::Email => !has(Field::Email) && !has(Field::BuyerEmail),
        Field::Status => has_status && !has(field),
        Field::Code | Field::TicketType => !has(field),
        field => ASKED.contains(&field),
    };
    let of_product = places
        .iter()
        .zip(any)
        .map(|(place, any)| match (place, any.place) {
            (Some((place, rank)), _) => Claim {
                place: *place,
                rank: *rank,
            },
            (None, place) => Claim {
                place: match place {
                    Place::Field(field) if !free(field) => Place::Question,
                    place => place,
                },
                rank: usize::MAX,
            },
        });
    (product.format, of_product.collect())
}

/// What the columns of this program's own list are. Behind its own stand the questions, which may
/// be called anything.
fn ours(keys: &[String], mut claims: Vec<Claim>) -> Vec<Claim> {
    let door = OUR_OWN.map(squeeze);
    let last = keys.iter().position(|key| Some(key) == door.last());
    for (at, (claim, key)) in claims.iter_mut().zip(keys).enumerate() {
        let more_codes = key
            .strip_prefix("code")
            .is_some_and(|nth| nth.parse::<u8>().is_ok());
        if key.is_empty() {
            claim.place = Place::LeftOut;
        } else if more_codes && last.is_some_and(|last| at < last) {
            claim.place = Place::Field(Field::Code);
        } else if last.is_some_and(|last| at > last) {
            claim.place = Place::Question;
        } else if door.contains(key) {
            claim.place = Place::LeftOut;
        }
    }
    claims
}

/// What the columns of any list claim to be.
fn plain(keys: &[String]) -> Vec<Claim> {
    let one = |key: &String| match known(key) {
        Some((field, own)) => Claim {
            place: Place::Field(field),
            rank: usize::from(!own),
        },
        None => Claim {
            place: if key.is_empty() {
                Place::LeftOut
            } else {
                Place::Question
            },
            rank: 0,
        },
    };
    let mut claims: Vec<Claim> = keys.iter().map(one).collect();
    // “Vorname, Name” and “Nombre, Apellidos” share one title with a whole name.
    let has = |claims: &[Claim], field| claims.iter().any(|it| it.place == Place::Field(field));
    let first = keys.iter().any(|key| among(FIRST_NAME_BESIDE_NAME, key));
    let last = has(&claims, Field::LastName);
    for (claim, key) in claims.iter_mut().zip(keys) {
        if first && !last && among(NAME_BESIDE_FIRST_NAME, key) {
            claim.place = Place::Field(Field::LastName);
        } else if last && among(FIRST_OR_WHOLE_NAME, key) {
            claim.place = Place::Field(Field::FirstName);
        }
    }
    claims
}

/// Leaves a field to one column. Codes may stand in several.
fn settle(
    titles: &[String],
    claims: &mut [Claim],
    field: Field,
    format: Format,
    problem: &mut Option<ListError>,
) {
    let place = Place::Field(field);
    let at = claims.iter().enumerate();
    let all: Vec<usize> = at
        .filter(|(_, claim)| claim.place == place)
        .map(|(at, _)| at)
        .collect();
    if field == Field::Code || all.len() < 2 {
        return;
    }
    let Some(best) = all.iter().copied().min_by_key(|at| claims[*at].rank) else {
        return;
    };
    // Who a guest is must not hang on the order of the columns.
    let rival = all.iter().copied().find(|at| {
        let person = matches!(field, Field::Name | Field::Email);
        *at != best && (person || claims[*at].rank == claims[best].rank)
    });
    // Of several columns of the status each counts, by its cells.
    let rival = rival.filter(|_| field != Field::Status);
    if let Some(rival) = rival
        && matches!(format, Format::Plain | Format::Lanyard)
    {
        problem.get_or_insert_with(|| ListError::TwoColumns {
            field,
            first: titles[best.min(rival)].clone(),
            second: titles[best.max(rival)].clone(),
        });
    }
    for at in all {
        if at != best {
            claims[at].place = Place::Question;
        }
    }
}

/// A price says something only where a column says whether it is paid, and the other way round.
/// Gives the columns of a price that are none yet.
fn pay_together(
    claims: &mut [Claim],
    mapped: &[Option<Place>],
    format: Format,
) -> Vec<(usize, Field)> {
    let status_says = format == Format::Pretix;
    let paid = claims
        .iter()
        .any(|it| matches!(it.place, Place::Field(Field::Paid | Field::Payment)))
        || status_says;
    let priced = claims
        .iter()
        .any(|it| it.place == Place::Field(Field::Price));
    if paid && priced {
        return Vec::new();
    }
    let mut set_aside = Vec::new();
    for (at, (claim, mapped)) in claims.iter_mut().zip(mapped).enumerate() {
        if let Place::Field(field @ (Field::Paid | Field::Price | Field::Currency)) = claim.place
            && mapped.is_none()
        {
            claim.place = Place::Question;
            if field != Field::Paid {
                set_aside.push((at, field));
            }
        }
    }
    set_aside
}

/// Whether the list says what anybody is called. The lists of products may name whoever ordered.
fn names_people(claims: &[Claim], format: Format) -> bool {
    claims.iter().any(|claim| match claim.place {
        Place::Field(Field::Name | Field::FirstName | Field::LastName | Field::BuyerName) => true,
        Place::Field(Field::Email | Field::BuyerEmail) => Product::with(format).is_some(),
        _ => false,
    })
}

fn have(titles: &[String]) -> String {
    let titles = titles.iter().map(String::as_str);
    enumerate(titles.filter(|title| !title.is_empty()).take(40))
}
