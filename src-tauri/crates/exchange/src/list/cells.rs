//! What the cells of a column say of it, where its title says two things or none that is known.

use std::collections::HashSet;

use lanyard_event::Status;

use super::{
    Column, Field, Format, ListError, Place, SaidBy,
    columns::Columns,
    payment::{of_order, of_payment, payment},
    status::{LONGEST_WORD, Said, status},
    titles::{among, squeeze},
    value::looks_like_email,
};

/// Titles that are a status in one list and a part of a country, or a country, in another.
const STATUS_OR_STATE: &str = "estado stato etat state";

/// Titles under which one list has whether somebody comes, and another anything else.
const STATUS_OR_ANSWER: &str = "ruckmeldung rueckmeldung antwort teilnahme zusageabsage anwesenheit \
     reservierungsstatus buchungsstatus attendance participation confirmation going \
     bookingstatus reservationstatus registrationstate reponse presence statutdereservation \
     statutdelareservation etatdelareservation respuesta asistencia participacion confirmacion \
     estadoreserva aanwezigheid deelname boekingsstatus presenza partecipazione conferma \
     resposta presenca participacao confirmacao response reply confirmed confirmado confirmada confirmato confirmata confirme \
     bestatigt bestaetigt bevestigd";

/// Whether a column of this title is the status where a cell says so, and else a question.
pub fn may_be_status(title: &str) -> bool {
    let key = squeeze(title);
    among(STATUS_OR_STATE, &key)
        || among(STATUS_OR_ANSWER, &key)
        || of_payment(title)
        || of_order(title)
}

/// What a word says against somebody's coming; `None` where it says nothing or that they come.
pub fn refusal(word: &str) -> Option<Status> {
    match status(word, &[]) {
        Ok(Said::Is(status)) if status != Status::Confirmed => Some(status),
        _ => None,
    }
}

/// The columns that may be the status or the payment, while their cells are read. One is the status
/// as soon as a cell says that somebody doesn't come for sure: a question would let them in. Words
/// for those who come make it none, since *OK* and *IN* are states as well. Of a payment they do:
/// whoever owed something and has paid would owe it still.
pub(super) struct Sought(Vec<Seen>);

/// So many different cells of a column are remembered.
const MOST_KNOWN: usize = 1000;

struct Seen {
    column: usize,
    kind: Kind,
    /// Somebody doesn't come for sure or has yet to pay, by a word that is nothing else.
    clear: bool,
    /// Something is paid.
    paid: bool,
    /// By a word that may as well stand for a place: *NO* is Norway.
    short: bool,
    /// Something that is no status.
    other: bool,
    /// Cells that were looked at: most lists have few different ones.
    known: HashSet<Box<str>>,
}

/// What a column may be, by its title.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The status, or names of places.
    StatusOrState,
    /// The status, or an answer.
    StatusOrAnswer,
    Payment,
}

impl Kind {
    fn of(title: &str, payment_elsewhere: bool) -> Option<Self> {
        let key = squeeze(title);
        if among(STATUS_OR_STATE, &key) {
            Some(Self::StatusOrState)
        } else if among(STATUS_OR_ANSWER, &key) || (of_order(title) && payment_elsewhere) {
            Some(Self::StatusOrAnswer)
        } else {
            (of_payment(title) || of_order(title)).then_some(Self::Payment)
        }
    }

    fn field(self) -> Field {
        match self {
            Self::StatusOrState | Self::StatusOrAnswer => Field::Status,
            Self::Payment => Field::Payment,
        }
    }
}

impl Sought {
    /// `None` where there is no such column, or all is known.
    pub(super) fn of(columns: &Columns) -> Option<Self> {
        if columns.format != Format::Plain {
            return None;
        }
        let has = |field| columns.has(Place::Field(field));
        let open = |column: &Column| column.place == Place::Question && column.by == SaidBy::Title;
        let all = || columns.columns.iter().enumerate();
        let payment = has(Field::Payment)
            || all().any(|(_, column)| open(column) && of_payment(&column.title));
        let seen = all().filter(|(_, column)| open(column));
        let seen = seen.filter_map(|(at, column)| {
            let kind = Kind::of(&column.title, payment)?;
            (!has(kind.field())).then(|| Seen {
                column: at,
                kind,
                clear: false,
                paid: false,
                short: false,
                other: false,
                known: HashSet::new(),
            })
        });
        let seen: Vec<_> = seen.collect();
        (!seen.is_empty()).then_some(Self(seen))
    }

    /// Looks at a row.
    pub(super) fn see<'r>(&mut self, cell: impl Fn(usize) -> &'r str) {
        for seen in &mut self.0 {
            let word = cell(seen.column).trim();
            if !word.is_empty() && !seen.known.contains(word) {
                seen.see(word);
            }
        }
    }

    /// Whether no other row could change anything.
    pub(super) fn is_over(&self) -> bool {
        self.0.iter().all(|seen| seen.clear)
    }

    /// Says what the columns are.
    pub(super) fn settle(self, columns: &mut Columns) {
        self.settle_field(Field::Status, columns);
        if self.settle_field(Field::Payment, columns) {
            for (column, field) in std::mem::take(&mut columns.set_aside) {
                columns.columns[column].place = Place::Field(field);
                columns.columns[column].by = SaidBy::Cells;
            }
        }
    }

    /// Says which column is this, and whether one is.
    fn settle_field(&self, field: Field, columns: &mut Columns) -> bool {
        let all = || self.0.iter().filter(|seen| seen.kind.field() == field);
        let is = |seen: &&Seen| seen.clear || (seen.short && !seen.other);
        let mut found = all().filter(is).map(|seen| seen.column);
        let paid = || all().find(|seen| seen.paid).map(|seen| seen.column);
        let Some(first) = found.next().or_else(paid) else {
            return false;
        };
        columns.columns[first].place = Place::Field(field);
        columns.columns[first].by = SaidBy::Cells;
        if let Some(second) = found.next() {
            // Whom the other refuses would come in.
            let two = ListError::TwoColumns {
                field,
                first: columns.columns[first].title.clone(),
                second: columns.columns[second].title.clone(),
            };
            columns.problem.get_or_insert(two);
        }
        true
    }
}

impl Seen {
    fn see(&mut self, word: &str) {
        if word.len() > LONGEST_WORD {
            self.other = true;
            return;
        }
        if self.known.len() < MOST_KNOWN {
            self.known.insert(word.into());
        }
        let said = match self.kind {
            Kind::Payment => payment(word),
            Kind::StatusOrState | Kind::StatusOrAnswer => status(word, &[]),
        };
        let places = self.kind == Kind::StatusOrState;
        match said {
            Ok(Said::Is(Status::Confirmed)) => self.paid = self.kind == Kind::Payment,
            Ok(_) if places && squeeze(word).len() <= 2 => self.short = true,
            Ok(_) => self.clear = true,
            Err(_) => self.other = true,
        }
    }
}

/// Says of which columns somebody might be asked whether they are the e-mail address; `rows` are
/// the first ones behind the header. None is taken for it: who a guest is must not hang on what
/// stands in some cells.
pub(super) fn suggest_email(columns: &mut Columns, rows: &[Vec<String>]) {
    let known = [Field::Email, Field::BuyerEmail];
    let known = known.into_iter().any(|it| columns.has(Place::Field(it)));
    if columns.format != Format::Plain || known {
        return;
    }
    for (at, column) in columns.columns.iter_mut().enumerate() {
        if column.place == Place::Question && column.by == SaidBy::Title {
            let cells = rows
                .iter()
                .map(|row| row.get(at).map_or("", String::as_str));
            column.suggested = are_emails(cells).then_some(Field::Email);
        }
    }
}

/// Most rows have something there, and most of that are addresses.
fn are_emails<'r>(cells: impl Iterator<Item = &'r str>) -> bool {
    let (mut rows, mut filled, mut emails) = (0, 0, 0);
    for cell in cells.map(str::trim) {
        rows += 1;
        filled += u32::from(!cell.is_empty());
        emails += u32::from(is_plain_email(cell));
    }
    2 * filled > rows && 2 * emails > filled
}

/// Stricter than what is accepted as one: an address on the net, and no path, handle or sentence.
fn is_plain_email(cell: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let host = cell.split_once('@').map_or("", |(_, host)| host);
    let end = host.rsplit_once('.').map_or("", |(_, end)| end);
    looks_like_email(cell)
        && host.chars().all(part)
        && !host.starts_with('.')
        && end.chars().count() > 1
        && end.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::titles::known;

    #[test]
    fn every_title_is_squeezed_and_says_nothing_by_itself() {
        for titles in [STATUS_OR_STATE, STATUS_OR_ANSWER] {
            for title in titles.split_ascii_whitespace() {
                assert_eq!(squeeze(title), title, "could never be found");
                assert_eq!(known(title), None, "would never be asked");
            }
        }
    }
}
