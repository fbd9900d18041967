macro_rules! placeholders {
    ($($(#[$doc:meta])* $variant:ident $name:literal),* $(,)?) => {
        /// What stands in a letter for something of the guest or the evening, `{first_name}`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Placeholder { $($(#[$doc])* $variant),* }

        impl Placeholder {
            /// Every placeholder.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name, as it stands between the braces.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

placeholders! {
    /// What the guest is called by friends.
    FirstName "first_name",
    /// The guest's name.
    Name "name",
    /// The event's name.
    Event "event",
    /// The series; may be empty.
    Series "series",
    /// The day, in words.
    Date "date",
    /// When the doors open; may be empty.
    Doors "doors",
    /// When the first talk begins; may be empty.
    Talks "talks",
    /// Where it is; may be empty.
    Venue "venue",
    /// The ticket type; may be empty.
    TicketType "ticket_type",
    /// How many people come in on the ticket.
    Admits "admits",
    /// How the host is reached; may be empty.
    Contact "contact",
    /// Where a guest writes who wants no more letters: the target of a link.
    OptOut "opt_out",
}

impl Placeholder {
    /// The placeholder of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }
}

/// What the placeholders of a letter stand for.
#[derive(Clone, Debug, Default)]
pub struct Values(Vec<(Placeholder, String)>);

impl Values {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a value for a placeholder; an empty one is none.
    #[must_use]
    pub fn with(mut self, placeholder: Placeholder, value: impl Into<String>) -> Self {
        self.0.retain(|(one, _)| *one != placeholder);
        self.0.push((placeholder, value.into()));
        self
    }

    /// What a placeholder stands for; empty: nothing.
    pub fn get(&self, placeholder: Placeholder) -> &str {
        let found = self.0.iter().find(|(one, _)| *one == placeholder);
        found.map_or("", |(_, value)| value)
    }
}
