//! What the cells of a column say of it, where its title says two things or none that is known.

use std::collections::HashSet;

use lanyard_event::Status;

use super::{
    Field, Format, ListError, Place, SaidBy,
    columns::Columns,
    payment::{may_be_payment, of_order, of_payment, payment},
    said_title::{
        asks_coming, is_asked, may_be_answer, refused, refusing, says_status, words_below,
    },
    status::{LONGEST_WORD, Said, is_clear, sign, status},
    titles::{among, known, squeeze},
    value::{count, looks_like_email},
};

/// Titles that are a status in one list and a part of a country, or a country, in another.
const STATUS_OR_STATE: &str = "estado stato etat state";

/// Titles of questions that many answer with a word for a refusal, and come.
const CONSENT: [&str; 15] = [
    "consent",
    "photo",
    "foto",
    "picture",
    "newsletter",
    "marketing",
    "terms",
    "privacy",
    "gdpr",
    "dsgvo",
    "einwillig",
    "datenschutz",
    "waiver",
    "insurance",
    "nda",
];

/// Whether a column of this title is the status where a cell says so, and else a question.
pub fn may_be_status(title: &str) -> bool {
    let key = squeeze(title);
    among(STATUS_OR_STATE, &key)
        || may_be_answer(&key)
        || says_status(&key)
        || refusing(&key).is_some()
        || of_payment(title)
        || of_order(title)
}

/// What an answer below a title says against somebody's coming, if the column was the status;
/// `None` where it says nothing or that they come.
pub fn refusal(title: &str, answer: &str) -> Option<Status> {
    if let Some(by_title) = refusing(&squeeze(title)) {
        return refused(by_title, answer);
    }
    match status(answer, &[]) {
        Ok(Said::Is(status)) if status != Status::Confirmed => Some(status),
        _ => None,
    }
}

/// The columns that may be the status or the payment, while their cells are read. One is the status
/// as soon as a cell says that somebody doesn't come for sure: a question would let them in. Words
/// for those who come make it none, since *OK* and *IN* are states as well. Of a payment they do:
/// whoever owed something and has paid would owe it still. Several may be the status.
pub(super) struct Sought(Vec<Seen>);

/// So many different cells of a column are remembered.
const MOST_KNOWN: usize = 1000;

struct Seen {
    column: usize,
    kind: Kind,
    /// Somebody doesn't come for sure or has yet to pay, by a word that is nothing else.
    clear: bool,
    /// Something is paid, or somebody comes.
    good: bool,
    /// By a word that may as well stand for a place: *NO* is Norway.
    short: bool,
    /// Something that is no status.
    other: bool,
    /// Nothing.
    blank: bool,
    /// By a title that asks whether they come, but maybe to a dinner: that somebody doesn't.
    no: bool,
    asks_coming: bool,
    /// What words mean here and nowhere else.
    own: &'static [(Said, &'static str)],
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
    /// The status, by a title that says so; but another column is it already, or the title is none
    /// of the common ones.
    Status,
    /// What is a *yes* to this.
    Refusing(Status),
    Payment,
    /// Whether it is paid, or how much, or how.
    Paid,
    /// Its title says nothing: the status where all that stands there is one.
    Any,
}

impl Kind {
    fn of(title: &str, format: Format, payment_elsewhere: bool) -> Option<Self> {
        let key = squeeze(title);
        // What a service asks the guests in the organiser's name may be called anything.
        let plain = format == Format::Plain;
        let order = of_order(title) && (payment_elsewhere || !plain);
        Some(if plain && among(STATUS_OR_STATE, &key) {
            Self::StatusOrState
        } else if order || (plain && may_be_answer(&key)) {
            Self::StatusOrAnswer
        } else if says_status(&key) {
            Self::Status
        } else if let Some(status) = refusing(&key) {
            Self::Refusing(status)
        } else if plain && (of_payment(title) || of_order(title)) {
            Self::Payment
        } else if plain && (matches!(known(&key), Some((Field::Paid, _))) || may_be_payment(&key)) {
            Self::Paid
        } else if CONSENT.iter().any(|word| key.contains(word)) {
            return None;
        } else {
            Self::Any
        })
    }

    fn field(self) -> Field {
        match self {
            Self::Payment | Self::Paid => Field::Payment,
            _ => Field::Status,
        }
    }

    /// Whether only cells make it what it is.
    fn by_cells_alone(self) -> bool {
        matches!(self, Self::StatusOrState | Self::StatusOrAnswer | Self::Any)
    }
}

impl Sought {
    /// `None` where there is no such column, or all is known.
    pub(super) fn of(columns: &Columns) -> Option<Self> {
        // Our own list says what became of each guest, whatever they answered once.
        if columns.format == Format::Lanyard {
            return None;
        }
        let plain = columns.format == Format::Plain;
        let has = |field| columns.has(Place::Field(field));
        let all = || columns.columns.iter().enumerate();
        let payment = has(Field::Payment)
            || all().any(|(_, column)| column.is_open() && of_payment(&column.title));
        // Whoever said which column is the status looked at the others.
        let said = columns.columns.iter().any(|column| {
            column.place == Place::Field(Field::Status) && column.by == SaidBy::Person
        });
        let seen = all().filter(|(_, column)| column.is_open());
        let seen = seen.filter_map(|(at, column)| {
            let kind = Kind::of(&column.title, columns.format, payment)?;
            let settled = match kind.field() {
                _ if kind == Kind::Any && columns.answered.contains(&at) => {
                    !plain || !asks_coming(&column.title)
                }
                Field::Payment => has(Field::Payment) || (kind == Kind::Paid && has(Field::Paid)),
                _ => said && kind.by_cells_alone(),
            };
            (!settled).then(|| Seen {
                column: at,
                kind,
                clear: false,
                good: false,
                short: false,
                other: false,
                blank: false,
                no: false,
                asks_coming: plain && asks_coming(&column.title),
                own: words_below(&squeeze(&column.title)),
                known: HashSet::new(),
            })
        });
        let seen: Vec<_> = seen.collect();
        (!seen.is_empty()).then_some(Self(seen))
    }

    /// Looks at a row.
    pub(super) fn see<'r>(&mut self, cell: impl Fn(usize) -> &'r str) {
        for seen in self.0.iter_mut().filter(|seen| !seen.is_over()) {
            let word = cell(seen.column).trim();
            if word.is_empty() {
                seen.blank = true;
            } else if !seen.known.contains(word) {
                seen.see(word);
            }
        }
    }

    /// Whether no other row could change anything.
    pub(super) fn is_over(&self) -> bool {
        self.0.iter().all(Seen::is_over)
    }

    /// Says what the columns are.
    pub(super) fn settle(self, columns: &mut Columns) {
        for seen in &self.0 {
            let column = &mut columns.columns[seen.column];
            if seen.is(Field::Status) {
                seen.settle(columns);
            } else if seen.looks_like_status() && !column.title.is_empty() {
                column.suggested = Some(Field::Status);
            }
        }
        if !self.settle_payment(columns) {
            for seen in self
                .0
                .iter()
                .filter(|seen| seen.kind == Kind::Paid && seen.clear)
            {
                columns.columns[seen.column].suggested = Some(Field::Payment);
            }
        } else {
            for (column, field) in std::mem::take(&mut columns.set_aside) {
                columns.columns[column].place = Place::Field(field);
                columns.columns[column].by = SaidBy::Cells;
            }
        }
    }

    /// Says which column is the payment, and whether one is.
    fn settle_payment(&self, columns: &mut Columns) -> bool {
        let all = |kind| self.0.iter().filter(move |seen| seen.kind == kind);
        let mut found = all(Kind::Payment).filter(|seen| seen.is(Field::Payment));
        let good = || all(Kind::Payment).find(|seen| seen.good);
        let paid = || {
            let mut paid = all(Kind::Paid);
            paid.find(|seen| !seen.other && (seen.clear || seen.good))
        };
        let Some(first) = found.next().or_else(good).or_else(paid) else {
            return false;
        };
        first.settle(columns);
        if let Some(second) = found.next() {
            // Whom the other refuses would come in.
            let two = ListError::TwoColumns {
                field: Field::Payment,
                first: columns.columns[first.column].title.clone(),
                second: columns.columns[second.column].title.clone(),
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
            // A stroke says nothing.
            _ if sign(word) == Ok(None) => {
                self.blank = true;
                return;
            }
            Kind::Refusing(status) => match refused(status, word) {
                Some(status) => Ok(Said::Is(status)),
                None => return,
            },
            Kind::Payment | Kind::Paid => payment(word),
            _ => status(word, self.own),
        };
        match (self.kind, said) {
            (_, Ok(Said::Is(Status::Confirmed))) => self.good = true,
            (Kind::StatusOrState, Ok(_)) if squeeze(word).len() <= 2 => self.short = true,
            (Kind::Any, Ok(said)) => {
                self.clear |= is_clear(word);
                self.no |= said == Said::Is(Status::Declined);
            }
            (_, Ok(_)) => self.clear = true,
            (_, Err(_)) => self.other = true,
        }
    }

    /// Whether it is this, by what was seen.
    fn is(&self, field: Field) -> bool {
        self.kind.field() == field
            && match self.kind {
                Kind::StatusOrState => self.clear || (self.short && !self.other),
                // A word that is not known may be a refusal: it is reported with its line.
                Kind::Status => self.clear || (self.good && self.other),
                // Whoever has not answered has not said yes.
                Kind::StatusOrAnswer => {
                    let ticked = self.good && self.blank && !self.other;
                    self.clear || (ticked && !self.own.is_empty())
                }
                Kind::Refusing(_) | Kind::Payment => self.clear,
                Kind::Paid | Kind::Any => self.clear && !self.other,
            }
    }

    /// Whether somebody might be asked whether it is the status.
    fn looks_like_status(&self) -> bool {
        self.kind == Kind::Any && (self.clear || (self.no && self.asks_coming))
    }

    fn is_over(&self) -> bool {
        match self.kind {
            Kind::Any if self.asks_coming => self.other && self.no,
            Kind::Any => self.other,
            Kind::Paid => self.other && self.clear,
            Kind::StatusOrAnswer => self.clear && self.good,
            _ => self.clear,
        }
    }

    fn settle(&self, columns: &mut Columns) {
        let column = &mut columns.columns[self.column];
        column.place = Place::Field(self.kind.field());
        column.by = SaidBy::Cells;
        column.asked |= self.kind == Kind::StatusOrAnswer && self.good && !self.own.is_empty();
    }
}

/// Takes note of the questions that are no status by the first rows behind the header, so that most
/// lists are read no second time. Where refusals stand among other answers, somebody might be asked.
/// Rows that are too long or too short say nothing.
pub(super) fn note_answers(columns: &mut Columns, rows: &[Vec<String>]) {
    let wide = columns.columns.len();
    let whole = || rows.iter().filter(|row| row.len() == wide);
    let is_answer = |cell: &String| !squeeze(cell).is_empty() && status(cell, &[]).is_err();
    let all = columns.columns.iter().enumerate();
    let questions = all.filter(|(_, column)| column.is_open());
    let answered = questions.filter(|(at, _)| whole().any(|row| is_answer(&row[*at])));
    columns.answered = answered.map(|(at, _)| at).collect();
    if columns.format == Format::Lanyard {
        return;
    }
    for at in &columns.answered {
        let column = &mut columns.columns[*at];
        let any = Kind::of(&column.title, columns.format, false) == Some(Kind::Any);
        if any && !column.title.is_empty() && whole().any(|row| is_clear(&row[*at])) {
            column.suggested = Some(Field::Status);
        }
    }
}

/// Takes note of the columns in which guests were asked whether they come, and of which somebody
/// among the first rows has said yes. In the list of a service its own status says that.
pub(super) fn note_asked(columns: &mut Columns, rows: &[Vec<String>]) {
    if columns.format != Format::Plain {
        return;
    }
    for (at, column) in columns.columns.iter_mut().enumerate() {
        let key = squeeze(&column.title);
        let own = words_below(&key);
        let yes = |cell: &String| status(cell, own) == Ok(Said::Is(Status::Confirmed));
        let cells = || rows.iter().filter_map(|row| row.get(at));
        column.asked = is_asked(&key) && cells().any(yes);
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
        if column.is_unsaid_question() {
            let cells = rows
                .iter()
                .map(|row| row.get(at).map_or("", String::as_str));
            column.suggested = are_emails(cells).then_some(Field::Email);
        }
    }
}

/// Says of which columns somebody might be asked whether they are the codes on the guests' tickets,
/// where no column is; `rows` are the first ones behind the header. None is taken for it: a number
/// that is printed nowhere would let in whoever guesses it.
pub(super) fn suggest_code(columns: &mut Columns, rows: &[Vec<String>]) {
    if columns.format != Format::Plain || columns.has(Place::Field(Field::Code)) {
        return;
    }
    for (at, column) in columns.columns.iter_mut().enumerate() {
        if column.is_unsaid_question() && column.suggested.is_none() {
            let cells = rows.iter().filter_map(|row| row.get(at));
            let cells = cells
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty());
            let by_title = among(OF_TICKET, &squeeze(&column.title));
            column.suggested = are_codes(cells, by_title).then_some(Field::Code);
        }
    }
}

/// Titles of what may stand on a ticket as its code, and may as well be the seller's own count.
const OF_TICKET: &str = "ticketid ticketnr ticketno ticketnumber ticketnummer kartennummer \
     kartennr kartenid ticketreference ticketref registrationcode registrationid registrationnr \
     registrationnumber confirmationcode confirmationnumber anmeldenummer anmeldecode anmeldeid \
     buchungscode bookingcode reference referenz referencenumber numerodebillet numerodeticket \
     numerodeentrada numerobiglietto ticketsecret secret token uuid guid uniqueid uniquecode \
     accesscode zugangscode badgeid badgecode badgenumber kodbiletu numerbiletu nrbiletu \
     kodrezerwacji numerrezerwacji nrrezerwacji bookingref bookingno bookingnr buchungsnr \
     buchungsref buchungsreferenz buchungsid reservationcode reservationnumber reservationnr \
     reservationno reservationref reservierungsnummer reservierungsnr reservierungscode \
     kartencode eintrittskartennummer eintrittskartennr codedubillet codebillet nodebillet \
     codedereservation numerodereservation nodereservation referencedereservation localizador \
     codigodeentrada codigodelaentrada codigodelticket codigodereserva codigodelareserva \
     numerodereserva codicebiglietto codicedelbiglietto codiceprenotazione numeroprenotazione \
     codigodobilhete codigodoingresso reserveringsnummer reserveringscode boekingsnummer \
     boekingscode";

/// Says of which column somebody might be asked whether it is how many come on a ticket, where no
/// column is; `rows` are the first ones behind the header.
pub(super) fn suggest_people(columns: &mut Columns, rows: &[Vec<String>]) {
    let known = [Field::Companions, Field::Quantity];
    let known = known.into_iter().any(|it| columns.has(Place::Field(it)));
    if columns.format != Format::Plain || known {
        return;
    }
    for (at, column) in columns.columns.iter_mut().enumerate() {
        let key = squeeze(&column.title);
        let brings = among(BRINGS, &key);
        if column.is_open() && column.suggested.is_none() && (brings || among(IN_ALL, &key)) {
            let cells = || rows.iter().filter_map(|row| row.get(at));
            let counts = || cells().map(|cell| count(cell));
            let few = counts().all(|count| matches!(count, Ok(0..=MOST_BROUGHT)));
            let some = counts().any(|count| count.is_ok_and(|count| count > 0));
            let more = cells().any(|cell| cell.trim_start().starts_with('+'));
            let field = match brings || more {
                true => Field::Companions,
                false => Field::Quantity,
            };
            column.suggested = (few && some).then_some(field);
        }
    }
}

/// What is more counts something else.
const MOST_BROUGHT: u16 = 20;

/// Titles of how many others a guest brings, or of who they are.
const BRINGS: &str = "guests guestcount extraguests plusone plus1 plusguests plus begleitung \
     begleiter begleitperson begleitungen acompanante accompagnant accompagnement begeleiding \
     accompagnatore osobytowarzyszace osobatowarzyszaca bringing";

/// Titles of how many come in all, or of any other number.
const IN_ALL: &str = "anzahl tickets ticketcount personen personenanzahl people persons pax places \
     platze plaetze seats numberofguests nrofguests noofguests anzahlgaste gasteanzahl gastezahl \
     nombredinvites numerodeinvitados aantalgasten liczbagosci cantidad quantite quantita \
     quantidade aantal ilosc liczba personnes personas persone pessoas osoby billets entradas \
     biglietti karten kaarten bilety howmany howmanypeople wieviele";

/// Whether each row has another one. Without a title that speaks for it they are long, of letters
/// and digits alone.
fn are_codes<'r>(cells: impl Iterator<Item = &'r str>, by_title: bool) -> bool {
    let mut seen = HashSet::new();
    for cell in cells {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let letters = cell.bytes().filter(u8::is_ascii_alphabetic).count();
        let dashes = cell.bytes().filter(|byte| *byte == b'-').count();
        let long = digits + letters + dashes == cell.len() && digits > 1 && letters > 1;
        let is_code = match by_title {
            true => cell.len() > 3 && digits > 0 && !cell.contains([' ', '@']),
            false => cell.len() > 7 && long,
        };
        if !is_code || !seen.insert(cell) {
            return false;
        }
    }
    !seen.is_empty()
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
    use crate::list::columns::recognise;

    #[test]
    fn a_list_without_a_word_for_a_status_is_read_no_second_time() {
        let sought = |cells: &[&str]| {
            let titles = ["Name", "Diet"].map(str::to_owned);
            let mut columns = recognise(&titles, &[]).unwrap();
            let row = |cell: &&str| vec!["Ada".to_owned(), (*cell).to_owned()];
            let rows: Vec<_> = cells.iter().map(row).collect();
            note_answers(&mut columns, &rows);
            Sought::of(&columns).is_some()
        };
        assert!(!sought(&["none", "cancelled"]));
        assert!(!sought(&["", "vegan"]));
        assert!(sought(&["", "cancelled"]));
        assert!(sought(&["yes"]), "a refusal may stand below");
    }

    #[test]
    fn every_title_is_squeezed_and_says_nothing_by_itself() {
        for titles in [STATUS_OR_STATE, crate::list::said_title::STATUS_OR_ANSWER] {
            for title in titles.split_ascii_whitespace() {
                assert_eq!(squeeze(title), title, "could never be found");
                assert_eq!(known(title), None, "would never be asked");
            }
        }
    }
}
