//! pretix writes its lists in the organiser's language: English, German, French, Spanish, Dutch,
//! Italian and Portuguese are known. Check-in lists and both sheets of orders.

use lanyard_event::Status;

use super::{Format, Place, Product, Said};
use crate::list::Field;

const ORDER: &str = "ordercode bestellnummer codedecommande codigodelpedido bestelcode \
                     codiceordine codigodopedido";
const ATTENDEE: &str = "attendeename nameteilnehmerin nameteilnehmendeperson teilnehmername \
                        teilnehmerinnenname namedesteilnehmers namedesteilnehmersderteilnehmerin \
                        nomduparticipant nombredelasistente nombredelparticipante naamdeelnemer \
                        naamvandedeelnemer nomedelpartecipante nomepartecipante nomedoparticipante";
const ATTENDEE_EMAIL: &str = "attendeeemail emailteilnehmerin emaildesteilnehmers \
                              teilnehmeremail emailduparticipant correoelectronicodelparticipante \
                              emailadresvandeelnemer emailpartecipante emaildoparticipante";
const TICKET_CODE: &str = "ticketcode";
const SECRET: &str = "ticketsecret secretdubillet secretodelaentrada ticketgeheim \
                      bigliettosegreto segredodebilhete segredodoingresso secret secreto geheim \
                      segredo";
const ATTENTION: &str = "requiresspecialattention benotigtbesonderebehandlung \
                         necessiteuneattentionparticuliere requiereunaatencionespecial \
                         vereistspecialeaandacht richiedeparticolareattenzione \
                         requeratencaoespecial";
const PSEUDONYM: &str = "pseudonymizationid pseudonymeid idpseudonyme idseudonimo \
                         pseudonimiseringsid idpseudonimo iddepseudonimizacao idprotecaodedados";
const POSITION: &str = "positionid position iddelaposition iddeposicion positieid idposizione \
                        iddeposicao idposicao";
const POSITIONS: &str = "positions positionen posiciones posities posizioni posicoes";
const AUTOMATICALLY: &str = "automaticallycheckedin automatischeingecheckt \
                             enregistrementautomatique registroautomatico automatischingecheckt \
                             checkinautomaticamente checkinautomatico";
const PRODUCT: &str = "product produkt produit producto prodotto produto";
const SLUG: &str = "eventslug kurznamederveranstaltung titredelevenement slugdelevento \
                    slugvanevenement slugdellevento slugevento slugdoevento";

pub(super) const PRETIX: Product = Product {
    format: Format::Pretix,
    needs: 2,
    marks: &[SECRET, ATTENTION, PSEUDONYM, AUTOMATICALLY, SLUG],
    common: &[ORDER, ATTENDEE, TICKET_CODE, POSITIONS],
    besides: PRODUCT,
    columns: &[
        (Place::Field(Field::SourceId), PSEUDONYM),
        (Place::Field(Field::Order), ORDER),
        (Place::Field(Field::Name), ATTENDEE),
        (
            Place::Field(Field::BuyerName),
            "invoiceaddressname rechnungsadressename nomdeladressedefacturation \
             direcciondefacturacion factuuradresnaam indirizzodifatturazione \
             enderecodefaturacao enderecodafatura name nom nombre naam nome",
        ),
        (Place::Field(Field::Email), ATTENDEE_EMAIL),
        (
            Place::Field(Field::BuyerEmail),
            "email emailadresse correoelectronico emailadres",
        ),
        (
            Place::Field(Field::Company),
            "attendeecompany teilnehmerinnenfirma entrepriseduparticipant empresaasistente \
             bedrijfdeelnemer aziendapartecipante empresadoparticipante company firma entreprise \
             empresa bedrijf azienda",
        ),
        (Place::Field(Field::TicketType), PRODUCT),
        (
            Place::Field(Field::TicketVariant),
            "variation variante variacion variant variacao",
        ),
        (
            Place::Field(Field::Price),
            "price preis prix precio prijs prezzo preco",
        ),
        (
            Place::Field(Field::Paid),
            "paid bezahlt paye pagado betaald pagato pago",
        ),
        (Place::Field(Field::Code), SECRET),
        (Place::Field(Field::Code), TICKET_CODE),
        (Place::Field(Field::Attention), ATTENTION),
        (
            Place::Field(Field::Note),
            "checkintext checkinhinweis textedenregistrement textodecheckin tekstbijcheckin \
             testodicheckin textoparaocheckin",
        ),
        (
            Place::Field(Field::Note),
            "ordercomment bestellkommentar commentairedecommande comentariodelpedido \
             opmerkingbestelling commentoallordine comentariodopedido comment kommentar \
             commentaire comentario opmerking commento",
        ),
        (
            Place::Field(Field::Blocked),
            "blocked gesperrt bloque bloqueado geblokkeerd bloccato",
        ),
        (
            Place::Field(Field::AddOn),
            "addontopositionid zusatzproduktzuposition addonalapositionid addonaliddeposicion \
             addonbijpositieid aggiuntaalliddellaposizione addonparaaposicaoid \
             complementodaiddeposicao",
        ),
        (Place::Field(Field::Status), "status statut estado stato"),
        (Place::Field(Field::Quantity), POSITIONS),
        (
            Place::Question,
            "phonenumber telefonnummer numerodetelephone numerodetelefono telefoonnummer \
             numeroditelefono numerodetelefone validfrom gultigab valabledepuis validodesde \
             geldigvan validoda validode validoapartirde validuntil gultigbis valablejusquau \
             validohasta geldigtot validafinoa validoate seatname sitzbezeichnung nomdusiege \
             nombredelasiento stoelnaam nomedelposto nomedolugar nomedoassento",
        ),
        (Place::LeftOut, LEFT_OUT),
        (Place::LeftOut, POSITION),
        (Place::LeftOut, AUTOMATICALLY),
        (Place::LeftOut, SLUG),
    ],
    without_status: AUTOMATICALLY,
    statuses: &[
        (
            Said::Is(Status::Confirmed),
            "paid bezahlt paye pagado betaald pagato pago",
        ),
        (
            Said::Unpaid,
            "pending ausstehend enattente pendiente openstaand inattesa pendente",
        ),
        (
            Said::Is(Status::Cancelled),
            "expired abgelaufen expire expirado verlopen scaduto canceled storniert annule \
             cancelado geannuleerd cancellato eliminado eliminato",
        ),
    ],
    name: ATTENDEE,
};

const LEFT_OUT: &str = "checkedin eingecheckt enregistrementeffectue chequeado ingecheckt \
    checkineffettuato fezcheckin checkinrealizado checkedout ausgetreten ausgecheckt \
    passeencaisse comprado uitgecheckt verificailtuoordine checkout checkoutrealizado \
    vouchercode gutscheincode codedubondachat codigodelvaledecompra codicedelbuono \
    codigodovoucher codigodocupom voucher gutschein bon valedecompra cupom orderdate \
    bestelldatum datedecommande fechadelpedido besteldatum datadellordine datadopedido \
    ordertime bestelluhrzeit heuredecommande horadelpedido besteltijd orariodellordine \
    horadopedido seatid sitzplatzid iddusiege idasiento stoelid iddelposto iddolugar \
    iddoassento seatzone sitzbereich zonedusiege zonadelabutaca stoelzone zonadelposto \
    zonadolugar zonadoassento seatrow sitzreihe rangeedesieges filadelabutaca stoelrij \
    filadelposto filadoslugares fileiradoassento seatnumber sitzplatznummer sitzplatz \
    numerodelabutaca stoelnummer numerodiposto numerodolugar numerodoassento address adresse \
    direccion adres indirizzo endereco zipcode postleitzahl codepostal codigopostal postcode \
    cap city stadt ville ciudad plaats citta cidade country land pays pais nazione state \
    zustand bundesstaat etat estadooprovincia staat eventname veranstaltungstitel \
    nomdelevenement nombredelevento naamevenement nomedellevento nomedoevento taxrate \
    steuersatz tauxdimposition tasas belastingtarief aliquotatassa taxadeimposto taxrule \
    steuerregel reglefiscale normafiscal belastingregel regolafiscale regrafiscal taxvalue \
    steuer valeurfiscale impuestos belastingwaarde valorefiscale valordoimposto followupdate \
    datumzurwiedervorlage datedesuivi fechadeseguimiento datumvooropvolging datadifollowup \
    datadeacompanhamento vatid ustidnr ustid identifiantdetva identificadoriva btwnummer \
    partitaiva numerodeiva ivaid saleschannel verkaufskanal canaldevente canaldeventa \
    verkoopkanaal canalidivendita canaldevendas orderlocale bestellsprache \
    languedelacommande idiomadelpedido taalvanbestelling linguadellordine localdopedido \
    localidadedopedido emailaddressverified emailadresseverifiziert adresseemailverifiee \
    correoelectronicoverificado emailadresgeverifieerd indirizzoemailverificato \
    enderecodeemailverificado paymentproviders zahlungsmethoden fournisseursdepaiement \
    proveedoresdepago betalingsaanbieders sistemidipagamento provedoresdepagamento \
    externalcustomerid externekundennummer identifiantdecommercantexterne idclienteexterno \
    externklantnummer idclienteesterno iddeclienteexterno iddoclienteexterno ordertotal \
    gesamtbetrag totaldelacommande totaldelpedido totaalbedragvanbestelling totaleordine \
    totaldopedido positionorderlink linkzurbestellposition lienverslacommande \
    enlacealpedido bestellinkpositie linkperlaposizionedellordine linkdaposicaodopedido \
    linkparaposicaodopedido productid produktid idproduit idproducto idprodotto iddoproduto \
    variationid variantenid idvariant idvariacion variantid idvariante iddavariacao \
    iddavariante title titel titre titulo titolo customaddressfield \
    zusatzlichesadressfeld champdecourrielpersonnalise campodedireccionpersonalizado \
    aangepastadresveld campoindirizzopersonalizzato campodeenderecopersonalizado fees \
    gebuhren frais toeslagen commissioni honorarios taxas dateoflastpayment \
    datumderletztenzahlung datedudernierpaiement fechadelultimopago datumvanlaatstebetaling \
    datadellultimopagamento datadoultimopagamento invoicenumbers rechnungsnummern \
    numerosdefacture numerosdefactura factuurnummers numerifattura numerosdefacturas \
    numerosdasfaturas startdate beginn datededebut fechadeinicio startdatum datadiinizio \
    datadeinicio datainicial enddate ende datedefin fechafinal einddatum datadifine datadefim \
    datafinal date datum fecha data termin checkinlists checkinlisten listesdenregistrement \
    listadeasistentes checkinlijsten listedicheckin listasdecheckin voucherbudgetusage \
    verwendetesgutscheinbudget utilisationdubudgetdesbons usodelpresupuestodelvale \
    gebruikvanvoucherbudget utilizzobudgetdelbuono usodocupom vouchertag gutscheintag \
    codedubon codigodecupon tagdecupom invoiceaddress* rechnungsadresse* \
    adressedefacturation* calledeladirecciondefacturacion direcciondefacturacion* \
    ciudaddefacturacion factuuradres* indirizzodifatturazione* capdifatturazione \
    cittadellindirizzodifatturazione paesedifatturazione enderecodefatura* \
    ruadoenderecodafatura codigopostaldoenderecodafatura cidadedoenderecodafatura \
    estadodoenderecodafatura enderecodeempresadefactura empresadeenderecodefatura grossat* \
    netat* taxvalueat* bruttobei* nettobei* steuerbei* paidby* bezahltmit* payeavec* \
    pagadocon* betaaldmet* pagatocon* pagopor*";
