//! The lists of products that sell tickets: what tells them from others, and what their columns
//! are. A column that no product's table names is the organiser's own question.

mod eventbrite;
mod hi_events;
mod luma;
mod meetup;
mod pretix;
mod tito;

use super::{
    Field, Format, Place,
    status::Said,
    titles::{FIRST_OR_WHOLE_NAME, among, known, squeeze},
};

/// A product's list.
pub(super) struct Product {
    pub(super) format: Format,
    /// What a list must have this many of to be one of this product: titles that say the same are
    /// one line. All titles are squeezed and parted by spaces; see [`among`].
    needs: usize,
    /// Titles that hardly any other list has.
    marks: &'static [&'static str],
    /// Titles that others have too: they are not enough by themselves.
    common: &'static [&'static str],
    /// What they are enough with.
    besides: &'static str,
    /// What its columns are taken for. Where two claim the same field, the first line wins.
    columns: &'static [(Place, &'static str)],
    /// Titles by which a list of it has no status: what is called so there is a question.
    pub(super) without_status: &'static str,
    /// The words of its status that mean something else elsewhere.
    pub(super) statuses: &'static [(Said, &'static str)],
    /// The titles of parts of a name have this before a colon: `Attendee name: Given name`.
    name: &'static str,
}

const ALL: [&Product; 6] = [
    &luma::LUMA,
    &eventbrite::EVENTBRITE,
    &meetup::MEETUP,
    &tito::TITO,
    &pretix::PRETIX,
    &hi_events::HI_EVENTS,
];

impl Product {
    /// The product whose list has these titles.
    pub(super) fn of(keys: &[String]) -> Option<&'static Self> {
        let has = |titles: &str| keys.iter().any(|key| among(titles, key));
        let count = |marks: &[&str]| marks.iter().filter(|titles| has(titles)).count();
        let marked = |product: &&'static Self| {
            let (own, common) = (count(product.marks), count(product.common));
            let alone = own > 0 || common > product.needs || has(product.besides);
            (alone && own + common >= product.needs).then_some((own + common, *product))
        };
        let enough = ALL.iter().filter_map(marked);
        enough.max_by_key(|(marks, _)| *marks).map(|(_, it)| it)
    }

    /// The product of this format.
    pub(super) fn with(format: Format) -> Option<&'static Self> {
        ALL.into_iter().find(|product| product.format == format)
    }

    /// Whether any product calls its status like this.
    #[cfg(test)]
    pub(super) fn has_status(key: &str) -> bool {
        let status = Some(Place::Field(Field::Status));
        let its = |product: &&Self| product.place("", key).map(|(place, _)| place) == status;
        ALL.iter().any(its)
    }

    /// What a column is, and which claim goes first where two say the same.
    pub(super) fn place(&self, title: &str, key: &str) -> Option<(Place, usize)> {
        if let Some((before, part)) = title.rsplit_once(':')
            && among(self.name, &squeeze(before))
        {
            return Some((part_of_name(&squeeze(part)), 0));
        }
        let rank = self
            .columns
            .iter()
            .position(|(_, titles)| among(titles, key))?;
        Some((self.columns[rank].0, rank))
    }
}

/// What a part of a name is: the first or the last, or nothing that the desk needs.
fn part_of_name(key: &str) -> Place {
    match known(key) {
        Some((field @ (Field::FirstName | Field::LastName), _)) => Place::Field(field),
        _ if among(FIRST_OR_WHOLE_NAME, key) => Place::Field(Field::FirstName),
        _ => Place::LeftOut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_of_a_table_is_squeezed() {
        for product in ALL {
            let columns = product.columns.iter().map(|(_, titles)| *titles);
            let marks = product.marks.iter().chain(product.common).copied();
            for title in columns.chain(marks).chain([product.besides]) {
                for title in title.split_ascii_whitespace() {
                    let start = title.trim_end_matches('*');
                    assert_eq!(squeeze(start), start, "could never be found");
                }
            }
        }
    }
}
