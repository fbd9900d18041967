//! What a list changes of a guest whom it knows: [`of`] says it, by way of [`status`] and
//! [`codes`], and [`written`] writes it.

mod codes;
mod of;
mod status;
mod written;

use lanyard_event::{Attendee, Status, Ticket, TicketId};
use lanyard_exchange::list::Field;
use lanyard_store::table::{alias::Alias, standing::Standing};

use super::refused_codes::RefusedCodes;
use crate::import::voices::comes;

/// What becomes of a guest; nothing is written yet.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) before: Attendee,
    pub(crate) after: Attendee,
    pub(crate) standing: (Standing, Standing),
    /// The ticket that the list is about.
    pub(crate) ticket: Option<(Ticket, Ticket)>,
    /// Tickets that are revoked, or given back.
    revoked: Vec<TicketId>,
    given_back: Vec<TicketId>,
    codes: Option<Vec<String>>,
    /// Codes that they have no more.
    pub(crate) let_go: Vec<String>,
    /// Codes of a list that does not lead them, and the ticket that gets them.
    lent: Option<(TicketId, Vec<String>)>,
    /// What the list says of their coming, where it is not the one that leads them.
    pub(crate) said: Status,
    /// They stand on another list of its source.
    from_another: bool,
    /// The name beside which the row's stands, where that is new.
    pub(crate) beside: [u8; 16],
    /// What it said of it before.
    heard: Status,
    /// Codes that the list has withdrawn while another has the guest coming, and the ticket that
    /// speaks for them.
    withdrawn: Option<(Ticket, Vec<String>)>,
    /// Codes of others that the row refuses.
    pub(super) refused: Vec<RefusedCodes>,
    /// Codes of others that the list had refused, and does no more.
    gives_back: Vec<String>,
    /// Other names of which something else is said than before.
    names: Vec<Alias>,
    /// The order's reference, where it is another one.
    order: Option<String>,
    /// What is another than before, in words.
    pub(crate) fields: Vec<String>,
}

impl Change {
    /// Nothing that is another.
    fn none(guest: Attendee, standing: Standing) -> Self {
        Self {
            after: guest.clone(),
            before: guest,
            standing: (standing, Standing::default()),
            ticket: None,
            revoked: Vec::new(),
            given_back: Vec::new(),
            codes: None,
            let_go: Vec::new(),
            lent: None,
            from_another: false,
            beside: [0; 16],
            names: Vec::new(),
            said: Status::default(),
            heard: Status::default(),
            withdrawn: None,
            refused: Vec::new(),
            gives_back: Vec::new(),
            order: None,
            fields: Vec::new(),
        }
    }

    /// What the list says now against a guest who comes by another.
    pub(crate) fn elsewhere(&self) -> Option<Status> {
        let refuses = self.said.refuses() && !self.heard.refuses();
        let merged = self.standing.0.said.is_some();
        (merged && refuses && comes(self.after.status)).then_some(self.said)
    }

    /// What the list says against a guest who comes since somebody said so here.
    pub(crate) fn kept(&self) -> Option<Status> {
        let by_hand = self.standing.0.edited.status && comes(self.after.status);
        let stays = by_hand && self.after.status == self.before.status;
        (stays && self.said != Status::Confirmed).then_some(self.said)
    }

    /// What the list says of a guest who stands on another and comes no more by this one's word.
    pub(crate) fn struck(&self) -> Option<Status> {
        let comes_no_more = comes(self.before.status) && !comes(self.after.status);
        (self.from_another && comes_no_more).then_some(self.after.status)
    }

    /// Whether the guest is another than before, as anybody sees them.
    pub(crate) fn is_any(&self) -> bool {
        !self.fields.is_empty()
    }

    /// What the list says now of someone who had come in by then.
    pub(crate) fn flagged(&self) -> Option<Status> {
        let (before, after) = &self.standing;
        after.flagged.filter(|_| before.flagged != after.flagged)
    }
}

/// What a list can say of a guest in a text of its own.
fn texts(guest: &mut Attendee) -> [(Field, &mut String); 6] {
    [
        (Field::Name, &mut guest.name),
        (Field::Email, &mut guest.email),
        (Field::Company, &mut guest.company),
        (Field::Role, &mut guest.role),
        (Field::Note, &mut guest.note),
        (Field::Attention, &mut guest.attention),
    ]
}
