use lanyard_event::Status;

use super::{Format, Place, Product, Said};
use crate::list::Field;

const LAST_NAME: &str =
    "lastname nachname nomdefamille nom apellido apellidos sobrenome ultimonome";

pub(super) const HI_EVENTS: Product = Product {
    format: Format::HiEvents,
    needs: 3,
    marks: &[
        "publicid offentlicheid idpublic idpublico",
        "shortid kurzid idcourt idcorto idcurto",
        "lastupdateddate",
    ],
    common: &[
        "productid ticketid",
        "productname ticketname",
        "eventid",
        "checkins ischeckedin",
    ],
    besides: LAST_NAME,
    columns: &[
        (Place::Field(Field::SourceId), "id"),
        (
            Place::Field(Field::FirstName),
            "firstname vorname prenom nombre primeironome nome",
        ),
        (Place::Field(Field::LastName), LAST_NAME),
        (
            Place::Field(Field::Email),
            "email emailadresse emailaddress courriel correoelectronico",
        ),
        (Place::Field(Field::Status), "status statut estado"),
        (
            Place::Field(Field::TicketType),
            "productname ticketname produktname nomduproduit nombredelproducto nomedoproduto",
        ),
        // The ticket's QR holds the public id alone; the short id only opens its page.
        (
            Place::Field(Field::Code),
            "publicid offentlicheid idpublic idpublico",
        ),
        (Place::Field(Field::Note), "notes notizen remarques notas"),
        (
            Place::LeftOut,
            "checkins ischeckedin checkedinat productid ticketid eventid shortid kurzid idcourt \
             idcorto idcurto createddate lastupdateddate orderid locale",
        ),
    ],
    without_status: "",
    statuses: &[
        (Said::Is(Status::Confirmed), "active"),
        (Said::Is(Status::Cancelled), "cancelled canceled"),
        (Said::Unpaid, "awaitingpayment awaitingofflinepayment"),
    ],
    name: "",
};
