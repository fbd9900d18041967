use lanyard_event::Status;

use super::{Format, Place, Product, Said};
use crate::list::Field;

pub(super) const MEETUP: Product = Product {
    format: Format::Meetup,
    needs: 3,
    marks: &[
        "rsvp",
        "rsvpedon rsvpon",
        "joinedgroupon",
        "urlofmemberprofile",
        "eventhost",
        "userid memberid",
        "guests",
    ],
    common: &[],
    besides: "",
    columns: &[
        (Place::Field(Field::SourceId), "userid memberid"),
        (Place::Field(Field::Name), "name membername"),
        (Place::Field(Field::Email), "email"),
        (Place::Field(Field::Status), "rsvp"),
        (Place::Field(Field::Companions), "guests"),
        (Place::Field(Field::Note), "notes"),
        (
            Place::LeftOut,
            "title eventhost attendance attended rsvpedon rsvpon joinedgroupon \
             urlofmemberprofile lastvisitedgroupon photo payment paymentstatus",
        ),
    ],
    without_status: "",
    statuses: &[
        (
            Said::Is(Status::Confirmed),
            "yes yesplus attended host going",
        ),
        (Said::Is(Status::Declined), "no notgoing excused"),
        (
            Said::Is(Status::Waitlist),
            "waitlist onwaitlist waitinglist",
        ),
        (
            Said::Is(Status::Pending),
            "yespendingpayment maybe notresponded noreply",
        ),
    ],
    name: "",
};
