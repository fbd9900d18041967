//! What a list is, and what it says something about.

use lanyard_event::Status;
use lanyard_exchange::{
    fold,
    list::{Field, Format, ListFile, ListReader, Mapping, Place, may_be_status, refusal},
};
use sha2::{Digest, Sha256};

/// What a list is, and what it says something about.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) format: Format,
    pub(crate) questions: Vec<String>,
    /// The fields that this list says something about.
    fields: Vec<Field>,
    /// What the digest of every row says of the list: these fields and questions.
    pub(super) said: Vec<u8>,
    /// What tells it from another list of its source.
    pub(crate) mark: String,
    /// Whether a question was the status, by its title too, if this list refused somebody the last
    /// time.
    may_be_status: bool,
    /// What it was before somebody said which column is the e-mail.
    pub(crate) without_email: Option<WithoutEmail>,
}

impl Plan {
    pub(crate) fn of(reader: &ListReader) -> Self {
        let says = |field: &Field| reader.has(*field);
        let fields: Vec<_> = Field::ALL.into_iter().filter(says).collect();
        let questions: Vec<_> = reader.questions().map(str::to_owned).collect();
        // What cells say of a column may be another thing the next time: that makes it no other
        // list, and no other row.
        let by_title = fields.iter().filter(|field| !reader.has_by_cells(**field));
        let by_title: Vec<_> = by_title.copied().collect();
        let mut said = Vec::new();
        let words = by_title.iter().map(|field| field.word());
        for word in words.chain(questions.iter().map(String::as_str)) {
            add_part(&mut said, word);
        }
        let may_be = |title: &String| !reader.has(Field::Status) && may_be_status(title);
        Self {
            said,
            without_email: None,
            may_be_status: questions.iter().any(may_be),
            format: reader.format(),
            // Two spreadsheets of different columns are two lists. A service has one list of an
            // event, whatever columns somebody chose; but pretix has its orders, with an id for
            // each guest, and its check-in lists, with codes alone.
            mark: match reader.format() {
                Format::Plain => mark(&by_title, &questions),
                Format::Pretix if !reader.has(Field::SourceId) => {
                    let by = [Field::Code, Field::Email];
                    let by = by.into_iter().find(|field| reader.has(*field));
                    by.map_or("", Field::word).to_owned()
                }
                _ => String::new(),
            },
            fields,
            questions,
        }
    }

    /// The marks of the list as it was before it got codes or ids; it may have had the columns,
    /// and nothing in them.
    pub(crate) fn marks_before(&self) -> Vec<String> {
        let new: [&[Field]; 3] = [
            &[Field::Code],
            &[Field::SourceId],
            &[Field::Code, Field::SourceId],
        ];
        let new = new
            .iter()
            .filter(|new| self.format == Format::Plain && new.iter().all(|new| self.says(*new)));
        let without = |new: &&[Field]| {
            let fields = self.fields.iter().filter(|field| !new.contains(field));
            mark(&fields.copied().collect::<Vec<_>>(), &self.questions)
        };
        let with = (self.format == Format::Plain).then(|| self.mark.clone());
        new.map(without).chain(with).collect()
    }

    /// The word for where its guests come from.
    pub(crate) fn source(&self) -> &'static str {
        self.format.word()
    }

    pub(crate) fn says(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// Whether it may have been the one to say that somebody doesn't come, and doesn't any more.
    pub(crate) fn may_be_status(&self) -> bool {
        self.may_be_status
    }

    /// What the list said against a guest's coming by columns that say nothing of it any more;
    /// `questions` are the numbers of its questions, `answers` the guest's by now.
    pub(crate) fn withdrawn(&self, questions: &[i64], answers: &[(i64, String)]) -> Vec<Status> {
        if self.says(Field::Status) {
            return Vec::new();
        }
        let all = self.questions.iter().zip(questions);
        let refusals = all.filter_map(|(title, id)| {
            let (_, text) = answers.iter().find(|(one, _)| one == id)?;
            refusal(title, text)
        });
        refusals.collect()
    }
}

fn mark(fields: &[Field], questions: &[String]) -> String {
    let mut hash = Sha256::new();
    let words = fields.iter().map(|field| field.word());
    for word in words.chain(questions.iter().map(String::as_str)) {
        hash.update(word.as_bytes());
        hash.update([0]);
    }
    let bytes = hash.finalize();
    bytes[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The list as it was while its e-mail column was a question.
#[derive(Clone, Debug)]
pub(crate) struct WithoutEmail {
    /// The column's title.
    pub(crate) question: String,
    /// What may have told it from others: somebody may have said other things of its columns too.
    pub(crate) marks: Vec<String>,
}

impl WithoutEmail {
    /// `None` where nobody said which column is the e-mail, or something else says who is who.
    pub(crate) fn of(reader: &ListReader, list: &ListFile, map: &[Mapping]) -> Option<Self> {
        let email = Place::Field(Field::Email);
        let said = map.iter().find(|it| it.place == email)?;
        let by_id = [Field::Code, Field::SourceId, Field::BuyerEmail];
        if reader.format() != Format::Plain || by_id.iter().any(|field| reader.has(*field)) {
            return None;
        }
        let others = map.iter().filter(|it| it.place != email);
        let others: Vec<Mapping> = others.cloned().collect();
        let mark = |map: &[Mapping]| {
            // As it was it may not have been readable at all.
            let reader = list.read(map, &[]).ok()?;
            (!reader.has(Field::Email)).then(|| Plan::of(&reader).mark)
        };
        let marks: Vec<_> = [mark(&others), mark(&[])].into_iter().flatten().collect();
        let column = fold(&said.column);
        let column = reader.columns().iter().find(|it| fold(&it.title) == column);
        Some(Self {
            question: column?.title.clone(),
            marks,
        })
    }
}

/// Adds a part, led by its length.
pub(super) fn add_part(text: &mut Vec<u8>, part: &str) {
    text.extend_from_slice(&(part.len() as u64).to_be_bytes());
    text.extend_from_slice(part.as_bytes());
}
