use super::titles::squeeze;

/// What kind of list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Guests of a Luma event.
    Luma,
    /// Attendees of an Eventbrite event.
    Eventbrite,
    /// RSVPs of a Meetup event.
    Meetup,
    /// Tickets of Tito.
    Tito,
    /// A check-in list of pretix, or its orders.
    Pretix,
    /// Attendees of Hi.Events.
    HiEvents,
    /// Written by this program: it has a column `lanyard_id`.
    Lanyard,
    /// Any other list.
    Plain,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 8] = [
        Self::Luma,
        Self::Eventbrite,
        Self::Meetup,
        Self::Tito,
        Self::Pretix,
        Self::HiEvents,
        Self::Lanyard,
        Self::Plain,
    ];

    /// The word that stands for it in answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Luma => "luma",
            Self::Eventbrite => "eventbrite",
            Self::Meetup => "meetup",
            Self::Tito => "tito",
            Self::Pretix => "pretix",
            Self::HiEvents => "hi_events",
            Self::Lanyard => "lanyard",
            Self::Plain => "plain",
        }
    }
}

/// What a list can say about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The whole name.
    Name,
    /// The first name, where the last name stands by itself.
    FirstName,
    /// What stands between both, *van der*, where it stands by itself.
    NameInfix,
    /// The last name, where the first name stands by itself.
    LastName,
    /// The name of whoever ordered: the guest's, where the list has none.
    BuyerName,
    /// The e-mail address.
    Email,
    /// The address of whoever ordered: the guest's, where the list has none.
    BuyerEmail,
    /// The company.
    Company,
    /// The role, *Staff engineer*.
    Role,
    /// The ticket type's name.
    TicketType,
    /// Which of its kinds it is, said by itself.
    TicketVariant,
    /// A code on the guest's ticket that admits; several columns may hold one.
    Code,
    /// The source's own id of this person.
    SourceId,
    /// The order's reference.
    Order,
    /// The organiser's note.
    Note,
    /// What the list says about the person's coming.
    Status,
    /// What is still to be paid, `12.50 EUR`.
    Due,
    /// What makes staff look up, *VIP*.
    Attention,
    /// How many others come on this ticket.
    Companions,
    /// How many people come on this ticket in all.
    Quantity,
    /// Whether the ticket is paid.
    Paid,
    /// What is said of the payment: that it is made, open, or given back.
    Payment,
    /// What the ticket costs: due where [`Field::Paid`] or [`Field::Payment`] says no.
    Price,
    /// The currency of the price.
    Currency,
    /// Whether the organiser blocked the ticket.
    Blocked,
    /// To which ticket of its order this one is an extra: whatever it is, it is no guest.
    AddOn,
    /// The id under which this program exported the person.
    LanyardId,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 27] = [
        Self::Name,
        Self::FirstName,
        Self::NameInfix,
        Self::LastName,
        Self::BuyerName,
        Self::Email,
        Self::BuyerEmail,
        Self::Company,
        Self::Role,
        Self::TicketType,
        Self::TicketVariant,
        Self::Code,
        Self::SourceId,
        Self::Order,
        Self::Note,
        Self::Status,
        Self::Due,
        Self::Attention,
        Self::Companions,
        Self::Quantity,
        Self::Paid,
        Self::Payment,
        Self::Price,
        Self::Currency,
        Self::Blocked,
        Self::AddOn,
        Self::LanyardId,
    ];

    /// The word that stands for it in a header and in `--map`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::NameInfix => "name_infix",
            Self::LastName => "last_name",
            Self::BuyerName => "buyer_name",
            Self::Email => "email",
            Self::BuyerEmail => "buyer_email",
            Self::Company => "company",
            Self::Role => "role",
            Self::TicketType => "ticket_type",
            Self::TicketVariant => "ticket_variant",
            Self::Code => "code",
            Self::SourceId => "source_id",
            Self::Order => "order",
            Self::Note => "note",
            Self::Status => "status",
            Self::Due => "due",
            Self::Attention => "attention",
            Self::Companions => "companions",
            Self::Quantity => "quantity",
            Self::Paid => "paid",
            Self::Payment => "payment",
            Self::Price => "price",
            Self::Currency => "currency",
            Self::Blocked => "blocked",
            Self::AddOn => "add_on_to",
            Self::LanyardId => "lanyard_id",
        }
    }

    /// The field of this word; case, spaces, hyphens and underscores do not count.
    pub fn of(word: &str) -> Option<Self> {
        Self::of_key(&squeeze(word))
    }

    pub(super) fn of_key(key: &str) -> Option<Self> {
        let is_key = |field: &Self| {
            let letters = field.word().bytes().filter(|byte| *byte != b'_');
            letters.eq(key.bytes())
        };
        Self::ALL.into_iter().find(is_key)
    }
}

/// What a column is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// It says this about the person.
    Field(Field),
    /// The organiser's own question, kept with its answers.
    Question,
    /// It is not read.
    LeftOut,
}

impl Place {
    /// The word that stands for it in `--map`: a field's, `question` or `leave_out`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Field(field) => field.word(),
            Self::Question => "question",
            Self::LeftOut => "leave_out",
        }
    }

    /// The place of this word; case, spaces, hyphens and underscores do not count.
    pub fn of(word: &str) -> Option<Self> {
        let wanted = squeeze(word);
        [Self::Question, Self::LeftOut]
            .into_iter()
            .find(|place| squeeze(place.word()) == wanted)
            .or_else(|| Field::of(word).map(Self::Field))
    }
}

/// Says what a column is to be taken for, whatever it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The column's title; case and spaces at its ends do not count.
    pub column: String,
    /// What it is to be taken for.
    pub place: Place,
}

/// A column of a list, and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The title, without spaces at its ends; may be empty.
    pub title: String,
    /// What it is taken for.
    pub place: Place,
    /// What says so.
    pub by: SaidBy,
    /// What its cells look like, where it is a question and nobody was asked.
    pub suggested: Option<Field>,
    /// Guests were asked in it whether they come, and some have said yes: whoever has said nothing
    /// has not answered yet.
    pub asked: bool,
}

impl Column {
    /// One that has no title, and is left out.
    pub(super) fn untitled() -> Self {
        Self {
            title: String::new(),
            place: Place::LeftOut,
            by: SaidBy::Title,
            suggested: None,
            asked: false,
        }
    }

    /// Whether what stands in it is kept as an answer. That goes for what its cells made it too:
    /// where they say something else the next time, it is the same list with the same answers.
    /// Without a title nothing was asked.
    pub(super) fn is_kept(&self) -> bool {
        self.place == Place::Question || (self.by == SaidBy::Cells && !self.title.is_empty())
    }

    /// Whether it is a question, and nobody has said so.
    pub(super) fn is_unsaid_question(&self) -> bool {
        self.place == Place::Question && self.by == SaidBy::Title
    }

    /// Whether nothing but its cells can say what it is.
    pub(super) fn is_open(&self) -> bool {
        let untitled = self.place == Place::LeftOut && self.title.is_empty();
        self.is_unsaid_question() || (untitled && self.by == SaidBy::Title)
    }
}

/// What says what a column is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidBy {
    /// Its title.
    Title,
    /// Its cells: its title says nothing that is known, or two things.
    Cells,
    /// Somebody, by a [`Mapping`].
    Person,
}
