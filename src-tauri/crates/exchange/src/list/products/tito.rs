use lanyard_event::Status;

use super::{Format, Place, Product, Said};
use crate::list::Field;

pub(super) const TITO: Product = Product {
    format: Format::Tito,
    needs: 3,
    marks: &[
        "ticketfullname",
        "ticketfirstname",
        "ticketemail",
        "ticketreference",
        "ticketcreateddate",
        "uniqueticketurl",
        "uniqueorderurl",
        "voidstatus",
        "orderreference",
    ],
    common: &[],
    besides: "",
    columns: &[
        (Place::Field(Field::SourceId), "ticketreference"),
        (Place::Field(Field::Order), "orderreference"),
        (Place::Field(Field::Name), "ticketfullname"),
        (Place::Field(Field::FirstName), "ticketfirstname"),
        (Place::Field(Field::LastName), "ticketlastname"),
        (Place::Field(Field::BuyerName), "ordername"),
        (Place::Field(Field::Email), "ticketemail"),
        (Place::Field(Field::BuyerEmail), "orderemail"),
        (Place::Field(Field::Company), "ticketcompanyname"),
        (Place::Field(Field::Role), "ticketjobtitle"),
        (Place::Field(Field::TicketType), "ticket"),
        (Place::Field(Field::Status), "voidstatus"),
        (Place::Field(Field::Code), "uniqueticketurl"),
        (Place::Field(Field::Note), "ticketnotes notes"),
        (Place::Question, "ticketphonenumber tags"),
        (
            Place::LeftOut,
            "number event price ticketcreateddate ticketlastupdateddate ticketcompleteddate \
             uniqueorderurl ordercompanyname orderphonenumber orderdiscountcode orderip \
             ordercreateddate ordercompleteddate orderlocale paymentreference paymenttype \
             assigned",
        ),
    ],
    without_status: "",
    // The column says whether the ticket was made void.
    statuses: &[
        (Said::Is(Status::Cancelled), "void voided yes true y 1 x"),
        (
            Said::Is(Status::Confirmed),
            "no false n 0 notvoid notvoided active",
        ),
    ],
    name: "",
};
