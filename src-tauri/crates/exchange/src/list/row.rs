//! A row of a list, read as a person.

use lanyard_event::{Due, MAX_CODE_CHARS, ParseStatusError, Status};

use super::{
    Column, Field, Format, Place, Record, RowError, SaidBy,
    payment::payment,
    products::Product,
    said_title::{refused, refusing, words_below},
    source::{FORMULA, Rows},
    status::{Said, sign, status, weight, yes},
    titles::squeeze,
    value::{
        amount, as_meant, bare_email, check_email, check_name, control, count, due, is_cut_short,
        is_no_answer,
    },
};
use crate::{
    foreign::each_code,
    table::unguarded,
    text::{lines_into, one_line_into},
};

/// How many characters a text of one line has at most.
const LONGEST_LINE: usize = 1000;

/// How many characters a text of several lines has at most.
const LONGEST_TEXT: usize = 20_000;

/// What Eventbrite writes where nobody has said who the guest is.
const NOT_SAID: &str = "Info Requested";

/// What marks a guest of whom pretix says only that they need attention.
const NEEDS_ATTENTION: &str = "Special attention";

/// Why a row can't be taken, and which column is wrong.
pub(super) struct Refusal {
    pub(super) column: Option<usize>,
    pub(super) error: RowError,
}

impl From<RowError> for Refusal {
    fn from(error: RowError) -> Self {
        let column = None;
        Self { column, error }
    }
}

/// Where in a row each thing stands.
pub(super) struct Layout {
    format: Format,
    guarded: bool,
    product: Option<&'static Product>,
    fields: [Option<usize>; Field::ALL.len()],
    codes: Vec<usize>,
    pub(super) questions: Vec<usize>,
    statuses: Vec<StatusColumn>,
    /// The payment of the row before, and what it says: most rows say the same.
    paid: Option<(String, Said)>,
    scratch: String,
}

/// A column that says of somebody's coming.
struct StatusColumn {
    at: usize,
    /// What a *yes* there is.
    refusing: Option<Status>,
    /// What it says where a cell is empty.
    blank: Option<Said>,
    /// What words mean there and nowhere else.
    own: &'static [(Said, &'static str)],
    /// The cell of the row before, and what it says: most rows say the same.
    before: Option<(String, Said)>,
}

impl Layout {
    pub(super) fn new(format: Format, guarded: bool, columns: &[Column]) -> Self {
        let mut layout = Self {
            format,
            guarded,
            product: Product::with(format),
            fields: [None; Field::ALL.len()],
            codes: Vec::new(),
            questions: Vec::new(),
            statuses: Vec::new(),
            paid: None,
            scratch: String::new(),
        };
        for (at, column) in columns.iter().enumerate() {
            if column.is_kept() {
                layout.questions.push(at);
            }
            match column.place {
                Place::Field(field) => {
                    let first = &mut layout.fields[field as usize];
                    // Of several, the one that is it whatever its cells say.
                    if first.is_none() || column.by != SaidBy::Cells {
                        *first = Some(at);
                    }
                    match field {
                        Field::Code => layout.codes.push(at),
                        Field::Status => layout.statuses.push(layout.status_column(at, column)),
                        _ => {}
                    }
                }
                Place::Question | Place::LeftOut => {}
            }
        }
        // Where another column says it too, whoever has not answered may be known there.
        if let [_, _, ..] = &layout.statuses[..] {
            layout.statuses.iter_mut().for_each(|it| it.blank = None);
        }
        layout
    }

    fn status_column(&self, at: usize, column: &Column) -> StatusColumn {
        let key = squeeze(&column.title);
        let own = self.product.filter(|product| {
            let its = product.place(&column.title, &key);
            its.is_some_and(|(place, _)| place == Place::Field(Field::Status))
        });
        StatusColumn {
            at,
            refusing: refusing(&key),
            blank: column.asked.then_some(Said::Is(Status::Pending)),
            own: own.map_or_else(|| words_below(&key), |product| product.statuses),
            before: None,
        }
    }

    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.fields[field as usize]
    }

    /// Reads a row into `record`.
    pub(super) fn read(&mut self, row: &Rows, record: &mut Record) -> Result<(), Refusal> {
        self.is_worked_out(row)?;
        if !self.cell(row, Field::AddOn).is_empty() {
            return Err(RowError::AddOn.into());
        }
        record.stand_in = self.name(row, &mut record.name)?;
        self.email(row, &mut record.email)?;
        self.line(row, Field::Company, &mut record.company)?;
        self.line(row, Field::Role, &mut record.role)?;
        self.ticket_type(row, &mut record.ticket_type)?;
        self.reference(row, Field::SourceId, &mut record.source_id)?;
        self.reference(row, Field::Order, &mut record.order)?;
        self.codes(row, record)?;
        self.attention(row, &mut record.attention)?;
        self.line(row, Field::LanyardId, &mut record.lanyard_id)?;
        self.comes(row, record)?;
        record.companions = self.companions(row)?;
        record.note.clear();
        if let Some(at) = self.column(Field::Note) {
            self.lines(row, at, Field::Note.word(), &mut record.note)?;
        }
        record
            .answers
            .resize_with(self.questions.len(), String::new);
        for (at, answer) in self.questions.iter().zip(&mut record.answers) {
            answer.clear();
            self.lines(row, *at, "answer", answer)?;
        }
        Ok(())
    }

    /// Whether all that says something of the guest is there; an answer is what it is.
    fn is_worked_out(&self, row: &Rows) -> Result<(), Refusal> {
        if !row.may_have_formulas() {
            return Ok(());
        }
        let fields = self.fields.iter().copied().flatten();
        let mut all = fields.chain(self.codes.iter().copied());
        match all.find(|at| row.cell(*at).contains(FORMULA)) {
            None => Ok(()),
            column => Err(Refusal {
                column,
                error: RowError::Unworked,
            }),
        }
    }

    /// Reads of a row that can't be taken that somebody does not come by it, and who they are as far
    /// as that can be read. Gives whether it says so of anybody.
    pub(super) fn read_refusal(&mut self, row: &Rows, record: &mut Record) -> bool {
        let Some(status) = self.refusal(row) else {
            return false;
        };
        *record = Record {
            line: record.line,
            status,
            answers: vec![String::new(); self.questions.len()],
            ..Record::default()
        };
        // What can't be read is left empty.
        if self.email(row, &mut record.email).is_err() {
            record.email.clear();
        }
        if self
            .reference(row, Field::SourceId, &mut record.source_id)
            .is_err()
        {
            record.source_id.clear();
        }
        if self
            .reference(row, Field::Order, &mut record.order)
            .is_err()
        {
            record.order.clear();
        }
        if self.codes(row, record).is_err() {
            record.codes.clear();
        }
        if self
            .line(row, Field::LanyardId, &mut record.lanyard_id)
            .is_err()
        {
            record.lanyard_id.clear();
        }
        match self.name(row, &mut record.name) {
            Ok(stand_in) => record.stand_in = stand_in,
            Err(_) => {
                let ids = [&record.source_id, &record.order];
                let mut ids = ids.into_iter().chain(&record.codes);
                let id = ids.find(|id| !id.is_empty()).cloned();
                record.name = id.unwrap_or_default();
                record.stand_in = true;
            }
        }
        !record.name.is_empty()
    }

    /// What the status or the payment says against somebody's coming, whatever else stands there.
    fn refusal(&mut self, row: &Rows) -> Option<Status> {
        let mut said = self.payment(row).ok().flatten();
        for nth in 0..self.statuses.len() {
            let here = self.said_in(row, nth).ok().flatten();
            said = said
                .into_iter()
                .chain(here)
                .max_by_key(|said| said.weight());
        }
        match said {
            Some(Said::Is(status)) if status.refuses() => Some(status),
            _ => None,
        }
    }

    /// What stands in a column; what this program guarded against being taken for a formula, as
    /// it was, and what somebody made text for a spreadsheet, as it is.
    fn text<'r>(&self, row: &'r Rows, at: usize) -> &'r str {
        let cell = row.cell(at);
        match self.format {
            Format::Lanyard if self.guarded => unguarded(cell),
            Format::Lanyard => cell,
            _ => as_meant(cell),
        }
    }

    fn cell<'r>(&self, row: &'r Rows, field: Field) -> &'r str {
        self.column(field)
            .map_or("", |at| self.text(row, at))
            .trim()
    }

    fn refuse(&self, field: Field, error: RowError) -> Refusal {
        let column = self.column(field);
        Refusal { column, error }
    }

    /// A field in one line, in the place of what `text` holds.
    fn line(&self, row: &Rows, field: Field, text: &mut String) -> Result<(), Refusal> {
        text.clear();
        let Some(at) = self.column(field) else {
            return Ok(());
        };
        let read = one_line_into(self.text(row, at), text);
        read.map_err(|c| self.refuse(field, control(field.word(), c)))?;
        if is_longer(text, LONGEST_LINE) {
            let error = match field {
                Field::Name | Field::FirstName | Field::LastName | Field::BuyerName => {
                    RowError::LongName
                }
                _ => RowError::TooLong {
                    field: field.word().to_owned(),
                    most: LONGEST_LINE,
                },
            };
            return Err(self.refuse(field, error));
        }
        if self.format == Format::Eventbrite && text == NOT_SAID {
            text.clear();
        }
        Ok(())
    }

    fn lines(&self, row: &Rows, at: usize, what: &str, text: &mut String) -> Result<(), Refusal> {
        let refuse = |error| Refusal {
            column: Some(at),
            error,
        };
        lines_into(self.text(row, at), text).map_err(|c| refuse(control(what, c)))?;
        if is_longer(text, LONGEST_TEXT) {
            return Err(refuse(RowError::TooLong {
                field: what.to_owned(),
                most: LONGEST_TEXT,
            }));
        }
        Ok(())
    }

    /// The name, by whatever the list has. A product's list can't be mended by the organiser, so
    /// there whoever ordered, the address or the order stands in for a name that nobody gave.
    /// Gives whether one does.
    fn name(&mut self, row: &Rows, name: &mut String) -> Result<bool, Refusal> {
        self.line(row, Field::Name, name)?;
        let mut last = std::mem::take(&mut self.scratch);
        if name.is_empty() {
            self.line(row, Field::FirstName, name)?;
            for part in [Field::NameInfix, Field::LastName] {
                self.line(row, part, &mut last)?;
                if !name.is_empty() && !last.is_empty() {
                    name.push(' ');
                }
                name.push_str(&last);
            }
        }
        self.scratch = last;
        let stand_in = name.is_empty();
        if stand_in {
            self.line(row, Field::BuyerName, name)?;
        }
        for field in [Field::Email, Field::BuyerEmail, Field::Order] {
            if name.is_empty() && self.product.is_some() {
                self.line(row, field, name)?;
                if field == Field::Order && !name.is_empty() {
                    name.insert_str(0, "Order ");
                }
            }
        }
        let at = [Field::Name, Field::FirstName, Field::LastName];
        check_name(name).map_err(|error| Refusal {
            column: at.into_iter().find_map(|field| self.column(field)),
            error,
        })?;
        Ok(stand_in)
    }

    fn email(&self, row: &Rows, email: &mut String) -> Result<(), Refusal> {
        let mut field = Field::Email;
        self.line(row, field, email)?;
        if email.is_empty() {
            field = Field::BuyerEmail;
            self.line(row, field, email)?;
        }
        if is_no_answer(email) {
            email.clear();
        }
        let bare = bare_email(email);
        if bare.len() < email.len() {
            *email = bare.to_owned();
        }
        check_email(email).map_err(|error| self.refuse(field, error))
    }

    fn ticket_type(&mut self, row: &Rows, name: &mut String) -> Result<(), Refusal> {
        self.line(row, Field::TicketType, name)?;
        if self.column(Field::TicketVariant).is_some() {
            let mut variant = std::mem::take(&mut self.scratch);
            let read = self.line(row, Field::TicketVariant, &mut variant);
            if !variant.is_empty() {
                name.push_str(" – ");
                name.push_str(&variant);
            }
            self.scratch = variant;
            read?;
        }
        Ok(())
    }

    /// What a machine made, and a spreadsheet may have spoilt.
    fn reference(&self, row: &Rows, field: Field, text: &mut String) -> Result<(), Refusal> {
        self.line(row, field, text)?;
        if is_cut_short(text) {
            return Err(self.refuse(field, RowError::CutShort(text.clone())));
        }
        Ok(())
    }

    /// Each code in each of its forms. What Luma calls a guest admits as well.
    fn codes(&self, row: &Rows, record: &mut Record) -> Result<(), Refusal> {
        let mut kept = 0;
        let codes = &mut record.codes;
        let mut keep = |code: &str| {
            if codes[..kept].iter().any(|known| known == code) {
                return;
            }
            match codes.get_mut(kept) {
                Some(place) => {
                    place.clear();
                    place.push_str(code);
                }
                None => codes.push(code.to_owned()),
            }
            kept += 1;
        };
        for at in &self.codes {
            let code = self.text(row, *at).trim();
            // No code begins with the mark that keeps its zeros in a spreadsheet.
            let code = match self.format {
                Format::Lanyard => code,
                _ if is_no_answer(code) => "",
                _ => code.strip_prefix('\'').unwrap_or(code),
            };
            let error = if let Some(c) = code.chars().find(|c| c.is_control()) {
                Some(control("code", c))
            } else if is_cut_short(code) {
                Some(RowError::CutShort(code.to_owned()))
            } else {
                is_longer(code, MAX_CODE_CHARS).then(|| RowError::TooLong {
                    field: "code".to_owned(),
                    most: MAX_CODE_CHARS,
                })
            };
            if let Some(error) = error {
                let column = Some(*at);
                return Err(Refusal { column, error });
            }
            each_code(code, &mut keep);
        }
        if self.format == Format::Luma && !record.source_id.is_empty() {
            keep(&record.source_id);
        }
        record.codes.truncate(kept);
        Ok(())
    }

    /// pretix only says whether someone needs attention.
    fn attention(&self, row: &Rows, attention: &mut String) -> Result<(), Refusal> {
        self.line(row, Field::Attention, attention)?;
        if self.format == Format::Pretix
            && let Some(needs) = yes(attention)
        {
            attention.clear();
            attention.push_str(if needs { NEEDS_ATTENTION } else { "" });
        }
        Ok(())
    }

    /// Whether the guest comes, and what is to be paid.
    fn comes(&mut self, row: &Rows, record: &mut Record) -> Result<(), Refusal> {
        let (said, mut unpaid) = self.said(row)?;
        record.status = said;
        if self.column(Field::Paid).is_some() {
            unpaid |= !self.yes(row, Field::Paid)?;
        }
        let payment = self.payment(row)?;
        unpaid |= payment == Some(Said::Unpaid);
        if let Some(Said::Is(gone)) = payment
            && gone != Status::Confirmed
            && !matches!(record.status, Status::Declined | Status::Cancelled)
        {
            record.status = gone;
        }
        record.due = self.due(row)?;
        if unpaid && record.due.is_none() {
            let text = self.cell(row, Field::Price);
            let price = amount(text).map_err(|error| self.refuse(Field::Price, error))?;
            record.due = price.map(|mut due| {
                if due.currency.is_empty() {
                    let currency = self.cell(row, Field::Currency);
                    due.currency = currency.to_ascii_uppercase();
                }
                due
            });
            // Hi.Events says that it waits for the money, and nowhere of how much.
            let open = payment == Some(Said::Unpaid) || self.format == Format::HiEvents;
            if text.is_empty() && open {
                record.due = Some(Due::unsaid());
            }
            // Nothing to pay, and not settled: the organiser has yet to approve it.
            if record.due.is_none() && record.status == Status::Confirmed {
                record.status = Status::Pending;
            }
        }
        if self.column(Field::Blocked).is_some()
            && self.yes(row, Field::Blocked)?
            && record.status == Status::Confirmed
        {
            record.status = Status::Pending;
        }
        Ok(())
    }

    /// What all columns of the status say: the surest refusal, and whether anything is to be paid.
    fn said(&mut self, row: &Rows) -> Result<(Status, bool), Refusal> {
        let mut surest = Status::Confirmed;
        let mut unpaid = false;
        for nth in 0..self.statuses.len() {
            match self.said_in(row, nth)? {
                Some(Said::Is(status)) if weight(status) > weight(surest) => surest = status,
                Some(Said::Unpaid) => unpaid = true,
                _ => {}
            }
        }
        Ok((surest, unpaid))
    }

    /// What one column of the status says; where the cell is empty most say nothing.
    fn said_in(&mut self, row: &Rows, nth: usize) -> Result<Option<Said>, Refusal> {
        let column = &self.statuses[nth];
        let at = column.at;
        let word = self.text(row, at).trim();
        if word.is_empty() {
            return Ok(column.blank);
        }
        if let Some((before, said)) = &column.before
            && before == word
        {
            return Ok(Some(*said));
        }
        let short: String = word.chars().take(100).collect();
        if sign(&short) == Ok(None) {
            return Ok(column.blank);
        }
        let said = match column.refusing {
            Some(by_title) => Said::Is(refused(by_title, &short).unwrap_or_default()),
            None => status(&short, column.own).map_err(|error| Refusal {
                column: Some(at),
                error: error.into(),
            })?,
        };
        self.statuses[nth].before = Some((word.to_owned(), said));
        Ok(Some(said))
    }

    /// What is said of the payment; nothing where the cell is empty, or has a stroke.
    fn payment(&mut self, row: &Rows) -> Result<Option<Said>, Refusal> {
        let word = self.cell(row, Field::Payment);
        if word.is_empty() || sign(word) == Ok(None) {
            return Ok(None);
        }
        if let Some((before, said)) = &self.paid
            && before == word
        {
            return Ok(Some(*said));
        }
        let short: String = word.chars().take(100).collect();
        let said = payment(&short).map_err(|ParseStatusError(word)| {
            self.refuse(Field::Payment, RowError::NotAPayment(word))
        })?;
        self.paid = Some((word.to_owned(), said));
        Ok(Some(said))
    }

    fn yes(&self, row: &Rows, field: Field) -> Result<bool, Refusal> {
        let word = self.cell(row, field);
        yes(word).ok_or_else(|| {
            let short = word.chars().take(60).collect();
            self.refuse(field, RowError::NeitherYesNorNo(short))
        })
    }

    fn due(&self, row: &Rows) -> Result<Option<Due>, Refusal> {
        let text = self.cell(row, Field::Due);
        if text == Due::UNPAID {
            return Ok(Some(Due::unsaid()));
        }
        let currency = self.cell(row, Field::Currency);
        let read = amount(text).and_then(|found| match self.format {
            // Our own export says it like this where no list ever said the currency.
            Format::Lanyard => Ok(found),
            _ => due(found, text, currency),
        });
        read.map_err(|error| self.refuse(Field::Due, error))
    }

    /// `None` where the list doesn't say. In a list of ours, none is a word of its own: the guest
    /// comes alone, whatever the ticket's type says.
    fn companions(&self, row: &Rows) -> Result<Option<u16>, Refusal> {
        let people = |field| {
            let count = count(self.cell(row, field));
            count.map_err(|error| self.refuse(field, error))
        };
        let others = people(Field::Companions)?;
        let others = others.max(people(Field::Quantity)?.saturating_sub(1));
        let alone = self.format == Format::Lanyard && !self.cell(row, Field::Companions).is_empty();
        Ok((alone || others > 0).then_some(others))
    }
}

fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().count() > most
}
