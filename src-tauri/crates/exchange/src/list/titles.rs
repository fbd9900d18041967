//! How columns are called, in any list: a column is known by its exact title or not at all.

use any_ascii::any_ascii_char;

use super::Field;

/// The letters and digits of a title in plain lower-case Latin, so that neither case, accents,
/// spaces nor hyphens count; `#` is a number.
pub(super) fn squeeze(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '#' => key.push_str("nr"),
            c if c.is_alphanumeric() => {
                let plain = any_ascii_char(c).bytes().filter(u8::is_ascii_alphanumeric);
                key.extend(plain.map(|byte| char::from(byte.to_ascii_lowercase())));
            }
            _ => {}
        }
    }
    key
}

/// Whether one of the words, squeezed and parted by spaces, is this key; a `*` at the end of a
/// word stands for anything.
pub(super) fn among(words: &str, key: &str) -> bool {
    words
        .split_ascii_whitespace()
        .any(|word| match word.strip_suffix('*') {
            Some(start) => key.starts_with(start),
            None => word == key,
        })
}

/// What a column of any list says, and whether its title is this program's own word for it.
pub(super) fn known(key: &str) -> Option<(Field, bool)> {
    // *Payment* may as well say how: only cells, or a person, make a column the payment.
    if let Some(field) = Field::of_key(key).filter(|field| *field != Field::Payment) {
        return Some((field, true));
    }
    let (field, _) = TITLES.iter().find(|(_, titles)| among(titles, key))?;
    Some((*field, false))
}

/// A column `name` is the last name where the first name has one of these titles.
pub(super) const FIRST_NAME_BESIDE_NAME: &str = "vorname vornamen rufname prenom prenoms voornaam";

/// What the last name is called beside one of [`FIRST_NAME_BESIDE_NAME`].
pub(super) const NAME_BESIDE_FIRST_NAME: &str = "name nom naam";

/// The first name where the last name has a column, the whole name where it hasn't.
pub(super) const FIRST_OR_WHOLE_NAME: &str = "nombre nombres nome nomi nomes";

/// The fields that a person may well have been asked for, even in a list with columns of its own.
pub(super) const ASKED: [Field; 2] = [Field::Company, Field::Role];

/// English, German, French, Spanish, Dutch, Italian, Portuguese, and a few in Polish.
const TITLES: &[(Field, &str)] = &[
    (
        Field::Name,
        "fullname completename guest guestname attendee attendeename participant participantname \
         visitor visitorname displayname nameofguest nameofattendee firstandlastname \
         nom nombre nome naam nomes \
         vollername vollstandigername gast gastname namedesgastes teilnehmer teilnehmername \
         teilnehmerin namedesteilnehmers namedesteilnehmersderteilnehmerin nameteilnehmerin \
         nameteilnehmendeperson vorundnachname vornamenachname vornameundnachname besucher \
         nomcomplet nometprenom prenometnom nomprenom prenomnom nomduparticipant nomdelinvite \
         invite nombrecompleto nombreyapellido nombreyapellidos nombredelasistente \
         nombredelparticipante asistente invitado volledigenaam voorenachternaam naamdeelnemer \
         naamvandeelnemer deelnemer gastnaam nomecompleto nomeecognome cognomeenome \
         nomedelpartecipante partecipante ospite nomeesobrenome nomeeapelido nomedoparticipante \
         participante convidado imieinazwisko nazwiskoiimie uczestnik gosc",
    ),
    (
        Field::FirstName,
        "givenname givennames forename firstnames vorname vornamen rufname prenom prenoms \
         primernombre nombredepila voornaam voornamen primeironome nomeproprio nomedibattesimo imie imiona",
    ),
    (
        Field::NameInfix,
        "tussenvoegsel tussenvoegsels tussenvoegselachternaam voorvoegsel voorvoegsels",
    ),
    (
        Field::LastName,
        "surname familyname lastnames nachname nachnamen familienname zuname nomdefamille \
         apellido apellidos primerapellido achternaam familienaam cognome apelido apelidos \
         sobrenome ultimonome nazwisko",
    ),
    (
        Field::Email,
        "emailaddress mail mailaddress emailadresse mailadresse epost epostadresse courriel \
         adresseemail adressemail adressecourriel adresseelectronique adressedemail correo \
         correoelectronico direcciondecorreo direcciondecorreoelectronico direcciondeemail \
         emailadres mailadres indirizzoemail indirizzodiposta indirizzodipostaelettronica \
         postaelettronica enderecodeemail correioeletronico correioeletronica emailteilnehmerin \
         attendeeemail guestemail emailofattendee",
    ),
    (
        Field::Company,
        "companyname organization organisation organizationname organisationname employer \
         companyororganization companyorganization companyorganisation nameofcompany firm \
         attendeecompany whatcompanydoyouworkfor whatsyourcompany whatisyourcompany \
         whichcompanydoyouworkfor whatorganisationareyouaffiliatedwith \
         whatorganizationareyouaffiliatedwith wheredoyouwork firma firmenname unternehmen \
         unternehmensname arbeitgeber institution firmaorganisation beiwelcherfirmaarbeitestdu \
         beiwelchemunternehmenarbeitestdu beiwelcherfirmaarbeitensie entreprise societe \
         nomdelentreprise organisme employeur empresa nombredelaempresa compania organizacion \
         paraqueempresatrabajas bedrijf bedrijfsnaam organisatie werkgever azienda \
         nomeazienda societa organizzazione nomedaempresa organizacao companhia",
    ),
    (
        Field::Role,
        "jobtitle jobrole job position roletitle professionaltitle whatisyourjobtitle \
         whatsyourjobtitle whatisyourrole whatsyourrole rolle funktion berufsbezeichnung \
         stellenbezeichnung jobbezeichnung tatigkeit wasistdeinerolle wasistdeinjobtitel \
         jobtitel poste fonction intituleduposte puesto puestodetrabajo cargo cualestucargo \
         functie functietitel functienaam ruolo mansione qualifica funcao",
    ),
    (
        Field::TicketType,
        "ticketname tickettypename ticketcategory ticketclass typeofticket ticketart tickettyp \
         ticketkategorie kartenart kartentyp typedebillet typedeticket categoriedebillet \
         tipodeentrada tipodeticket tipodebillete tickettype kaarttype kaartsoort ticketsoort \
         tipodibiglietto tipobiglietto tipoticket tipodeingresso tipodebilhete typbiletu rodzajbiletu",
    ),
    (
        Field::Code,
        "barcode barcodenr barcodenumber barcodevalue ticketbarcode qr qrdata qrcodedata qrvalue \
         qrcodevalue einlasscode eintrittscode entrycode admissioncode ticketcode qrcode \
         qrcodetext strichcode strichcodenr codebarres codeabarres codedebarres codigodebarras \
         codiceabarre streepjescode codigoderbarras codigo codigoqr kod kodkreskowy kodqr",
    ),
    (
        Field::SourceId,
        "attendeeid guestid teilnehmerid teilnehmernummer gastid participantid",
    ),
    (
        Field::Order,
        "ordernumber orderid ordernr orderno ordercode orderreference orderref bookingreference \
         bookingnumber bookingid bestellnummer bestellnr bestellung auftragsnummer buchungsnummer \
         numerodecommande nodecommande commande codedecommande numerodepedido nrdepedido pedido \
         codigodelpedido bestelnummer bestelcode ordernummer numeroordine numerodordine \
         codiceordine ordine numerodopedido codigodopedido",
    ),
    (
        Field::Note,
        "notes comment comments remark remarks notiz notizen bemerkung bemerkungen anmerkung \
         anmerkungen kommentar kommentare hinweis hinweise remarque remarques commentaire \
         commentaires nota notas comentario comentarios observaciones observacoes opmerking \
         opmerkingen notitie notities commento commenti osservazioni",
    ),
    (
        Field::Status,
        "attendeestatus registrationstatus attending areyouattending areyoucoming rsvp rsvpstatus approvalstatus gueststatus \
         teilnehmerstatus teilnahmestatus anmeldestatus gaststatus zusage zugesagt statut \
         statutduparticipant statutdinscription estadodelasistente estadodelparticipante \
         estadodelregistro statusdeelnemer statopartecipante statodellapartecipazione \
         estadodoparticipante statusdoparticipante statusdainscricao situacao \
         situacaodainscricao estadodelainscripcion \
         estadoinscripcion estadodeinscripcion estadodelareserva estadodelaentrada statoiscrizione \
         statodelliscrizione statoprenotazione statodellaprenotazione statobiglietto \
         estadodainscricao estadodareserva estatus asiste asistira",
    ),
    (
        Field::Due,
        "amountoutstanding amountowed unpaidamount unpaidbalance remainingbalance restbetrag \
         betragoffen offenersaldo amountdue balancedue outstanding outstandingamount openamount \
         offenerbetrag zuzahlen ausstehenderbetrag nochzuzahlen montantdu restantdu resteapayer \
         importependiente openstaandbedrag nogtebetalen importodovuto dapagare valorpendente \
         valoremaberto",
    ),
    (
        Field::Companions,
        "numberofcompanions additionalguests plusones begleitpersonen anzahlbegleitpersonen \
         accompagnants nombredaccompagnants acompanantes begeleiders accompagnatori \
         acompanhantes",
    ),
    (
        Field::Quantity,
        "numberoftickets ticketquantity anzahltickets ticketanzahl anzahlderpersonen \
         anzahlpersonen nombredebillets numerodeentradas aantaltickets aantalpersonen \
         numerodibiglietti numerodeingressos numerodebilhetes qty partysize groupsize headcount \
         numberofpeople numberofpersons numberofattendees noofpeople noofpersons nooftickets \
         nrofpeople nrofpersons nroftickets personenzahl anzahlkarten anzahlteilnehmer \
         nombredepersonnes nbdepersonnes nbpersonnes nombredeplaces nbdeplaces numerodepersonas \
         cantidaddepersonas cantidaddeentradas aantalmensen aantaldeelnemers aantalkaarten \
         numerodipersone numeropersone numerodepessoas quantidadedepessoas liczbaosob iloscosob \
         liczbabiletow iloscbiletow",
    ),
    (
        Field::Paid,
        "ispaid bezahlt paye payee zaplacono zaplacone oplacono oplacone pagado pagada betaald \
         pagato pago pagata",
    ),
    (
        Field::Price,
        "ticketprice preis ticketpreis betrag prix prixdubillet montant precio importe prijs \
         ticketprijs bedrag prezzo importo preco",
    ),
    (
        Field::Currency,
        "waehrung wahrung devise monnaie moneda divisa valuta munteenheid moeda",
    ),
    // As `table::OUR_ID_AS_IS` has it.
    (Field::LanyardId, "lanyardidasis"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_spaces_and_hyphens_do_not_count() {
        for title in ["Prénom", "pre\u{301}nom", "PRENOM ", " pré-nom"] {
            assert_eq!(squeeze(title), "prenom", "{title}");
        }
        assert_eq!(squeeze("Barcode #"), "barcodenr");
        assert_eq!(squeeze("Straße"), "strasse");
        assert_eq!(squeeze("Name Teilnehmer*in"), "nameteilnehmerin");
    }

    #[test]
    fn every_title_is_squeezed_and_says_one_thing() {
        let mut seen = std::collections::HashMap::new();
        for (field, titles) in TITLES {
            for title in titles.split_ascii_whitespace() {
                assert_eq!(squeeze(title), title, "could never be found");
                let before = seen.insert(title, field);
                assert!(
                    before.is_none_or(|before| before == field),
                    "“{title}” says {field:?} and {before:?}"
                );
            }
        }
    }
}
