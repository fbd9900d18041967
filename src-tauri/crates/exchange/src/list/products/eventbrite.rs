use lanyard_event::Status;

use super::{Format, Place, Product, Said};
use crate::list::Field;

const LAST_NAME: &str = "lastname surname nachname nomdefamille apellidos apellido achternaam cognome \
                         sobrenome apelido";

pub(super) const EVENTBRITE: Product = Product {
    format: Format::Eventbrite,
    needs: 2,
    marks: &[
        "attendeenr",
        "attendeestatus teilnehmerstatus statutduparticipant estadodelasistente \
         statusdeelnemer statopartecipante statusdoparticipante",
        "pricetier",
        "eventbritefees eventbritegebuhren",
        "eventbritepaymentprocessing",
    ],
    common: &[
        "ordernr bestellnr",
        "teilnehmernr",
        "barcodenr strichcodenr",
        "checkindate",
        "devicenr",
        "ordertype",
        "feespaid",
        "totalpaid",
    ],
    besides: LAST_NAME,
    columns: &[
        (Place::Field(Field::SourceId), "attendeenr teilnehmernr"),
        (Place::Field(Field::Order), "ordernr bestellnr orderid"),
        (
            Place::Field(Field::FirstName),
            "firstname vorname prenom nombre voornaam nome",
        ),
        (Place::Field(Field::LastName), LAST_NAME),
        (
            Place::Field(Field::Email),
            "email emailaddress emailadresse adresseemail correoelectronico emailadres \
             indirizzoemail enderecodeemail",
        ),
        (Place::Field(Field::BuyerEmail), "buyeremail"),
        (Place::Field(Field::BuyerName), "buyername ordername"),
        (
            Place::Field(Field::TicketType),
            "tickettype ticketname tickettyp ticketart typedebillet tipodeentrada tickettype \
             tipodibiglietto tipodeingresso",
        ),
        (
            Place::Field(Field::Status),
            "attendeestatus teilnehmerstatus statutduparticipant estadodelasistente \
             statusdeelnemer statopartecipante statusdoparticipante",
        ),
        (Place::Field(Field::Status), "orderstatus"),
        (Place::Field(Field::Code), "barcodenr barcode strichcodenr"),
        (
            Place::Field(Field::Quantity),
            "quantity ticketquantity anzahl quantite cantidad aantal quantita quantidade",
        ),
        (Place::Field(Field::Company), "company companyorganization"),
        (Place::Field(Field::Role), "jobtitle"),
        (Place::Field(Field::Note), "notes ordernotes"),
        (
            Place::LeftOut,
            "orderdate ordertime pricetier group ordertype currency totalpaid feespaid \
             eventbritefees eventbritepaymentprocessing ticketprice grosssales netsales \
             organizershare taxpaid checkindate checkintime devicenr devicename eventname eventid \
             eventdate eventtime eventlocation venuename venueid prefix suffix salutation gender \
             age birthdate homeaddress* homecity homestate homezip homecountry homephone cellphone \
             workphone workaddress* workcity workstate workzip workcountry shippingaddress* \
             shippingcity shippingstate shippingzip shippingcountry billingaddress* billingcity \
             billingstate billingzip billingcountry ipaddress iplocation affiliate \
             affiliatename discount discountcode promocode trackinglink buyerfirstname \
             buyerlastname buyersurname deliverymethod guestlist guestlistname website blog \
             bestelldatum bestellzeit gruppe bestelltyp wahrung gezahltergesamtbetrag",
        ),
    ],
    without_status: "",
    statuses: &[
        (Said::Is(Status::Confirmed), "attending checkedin"),
        (
            Said::Is(Status::Cancelled),
            "notattending deleted transferred nimmtnichtteil noparticipe neparticipepas",
        ),
        (Said::Is(Status::Refunded), "refunded"),
    ],
    name: "",
};
