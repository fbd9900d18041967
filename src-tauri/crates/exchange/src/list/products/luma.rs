use lanyard_event::Status;

use super::{Format, Place, Product, Said};
use crate::list::Field;

pub(super) const LUMA: Product = Product {
    format: Format::Luma,
    needs: 2,
    marks: &[
        "approvalstatus",
        "qrcodeurl",
        "apiid",
        "ethaddress",
        "solanaaddress",
        "surveyresponserating",
        "surveyresponsefeedback",
        "customsource",
    ],
    common: &["guestid", "tickettypeid", "checkedinat"],
    besides: "createdat",
    columns: &[
        (Place::Field(Field::SourceId), "guestid apiid"),
        (Place::Field(Field::Name), "name"),
        (Place::Field(Field::FirstName), "firstname"),
        (Place::Field(Field::LastName), "lastname"),
        (Place::Field(Field::Email), "email"),
        (Place::Field(Field::Status), "approvalstatus"),
        (Place::Field(Field::Code), "qrcodeurl"),
        (Place::Field(Field::TicketType), "ticketname"),
        (
            Place::LeftOut,
            "createdat checkedinat customsource utmsource utmmedium utmcampaign utmterm utmcontent \
             googleclickid metaclickid xclickid linkedinclickid tiktokclickid redditclickid \
             yandexclickid referrer referredby amount amounttax amountdiscount currency couponcode \
             ethaddress solanaaddress surveyresponserating surveyresponsefeedback tickettypeid",
        ),
    ],
    without_status: "",
    statuses: &[
        (Said::Is(Status::Pending), "pendingapproval invited"),
        (Said::Is(Status::Waitlist), "waitlist"),
    ],
    name: "",
};
