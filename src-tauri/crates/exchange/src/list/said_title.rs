//! Titles that say of a column that it is the status, or that a *yes* in it is a refusal. Those of
//! the common dictionary stand in `titles`.

use lanyard_event::Status;

use super::{
    Field,
    status::{Said, sign, status, weight},
    titles::{among, known, squeeze},
};

/// Words for a status.
const STATUS: &str = "status statut estado estatus stato situacao situacion state";

/// What may stand between one and whatever it is of.
const OF: &str = "of ofthe ofyour der des de du dela del delos delas dell della dello di do da van \
                  vande vanhet";

/// Whatever it is of: of an order or of a payment it says something else.
const WHAT: &str = "ticket tickets registration registrations attendee attendees attendance guest \
     guests participant participants participation confirmation invitation invite rsvp response \
     application applicant approval signup booking reservation visitor \
     anmelde anmeldung anmeldungs einladung einladungs teilnahme teilnehmer teilnehmenden gast \
     gaste gaeste bewerbung bewerbungs buchung buchungs reservierung reservierungs karten karte \
     besucher \
     billet billets inscription inscriptions invitations reponse presence \
     entrada entradas billete inscripcion registro asistente asistencia participante invitado \
     invitacion reserva confirmacion \
     biglietto iscrizione registrazione partecipante partecipazione invitato invito ospite \
     prenotazione \
     bilhete ingresso inscricao convidado registo presenca \
     kaart inschrijf inschrijving inschrijvings aanmeld aanmelding aanmeldings deelname deelnemer \
     deelnemers gasten uitnodiging uitnodigings reservering reserverings \
     zgloszenia biletu rejestracji uczestnika uczestnictwa zaproszenia rezerwacji";

/// Titles of columns in which a *yes*, a date or any other word but a *no* says that somebody does
/// not come, and how.
const REFUSING: &[(Status, &str)] = &[
    (
        Status::Cancelled,
        "cancelled canceled iscancelled iscanceled cancelledat canceledat cancelledon canceledon \
         cancelleddate canceleddate datecancelled datecanceled cancellation cancelation \
         cancellationdate cancelationdate dateofcancellation cancellationstatus void voided isvoid \
         isvoided voidedat voidedon voiddate storniert storniertam stornierung stornierungsdatum \
         stornierungam stornodatum storno stornostatus stornierungsstatus annulliert abgemeldet \
         abgemeldetam abmeldung abmeldedatum annule annulee annulele annuleele annulation \
         dateannulation datedannulation cancelado cancelada canceladoel anulado anulada \
         cancelacion anulacion fechadecancelacion fechacancelacion fechadeanulacion annullato \
         annullata cancellato cancellata annullamento datadiannullamento dataannullamento \
         geannuleerd geannuleerdop annulering annuleringsdatum cancelamento datadecancelamento \
         anulowano anulowany anulowana anulowane anulowanie deleted isdeleted deletedat deletedon \
         removed isremoved removedat removedon revoked isrevoked revokedat revokedon banned \
         isbanned geloscht geloeschtam geloschtam entfernt gesperrt afgemeld afgemeldop",
    ),
    (
        Status::Refunded,
        "refunded isrefunded refundedat refundedon refunddate refundeddate dateofrefund refund \
         refundstatus erstattet erstattetam erstattung erstattungsdatum erstattungsstatus \
         ruckerstattet ruckerstattetam ruckerstattung ruckerstattungsstatus rembourse remboursee \
         rembourseele remboursement reembolsado reembolsada reembolso devuelto devolucion \
         rimborsato rimborsata rimborso terugbetaald terugbetaaldop terugbetaling estornado \
         estorno zwrocono zwrot",
    ),
    (
        Status::Declined,
        "declined isdeclined declinedat declinedon absage abgesagt abgesagtam rejected isrejected \
         notcoming notattending kommtnicht",
    ),
    (
        Status::Waitlist,
        "waitlist waitlisted iswaitlisted waitinglist onwaitlist onthewaitlist onwaitinglist \
         onthewaitinglist warteliste aufwarteliste aufderwarteliste listedattente \
         surlistedattente listadeespera enlistadeespera wachtlijst opwachtlijst listadattesa \
         inlistadattesa listarezerwowa",
    ),
];

/// Titles under which guests say themselves whether they come, beside those that may say anything.
const ASKED: &str =
    "attending areyouattending areyoucoming zusage zugesagt asiste asistira risposta";

/// Titles under which one list has whether somebody comes, and another anything else.
pub(super) const STATUS_OR_ANSWER: &str = "ruckmeldung rueckmeldung antwort teilnahme zusageabsage anwesenheit reservierungsstatus \
     buchungsstatus attendance participation confirmation going bookingstatus reservationstatus \
     registrationstate reponse presence statutdereservation statutdelareservation \
     etatdelareservation respuesta asistencia participacion confirmacion estadoreserva \
     aanwezigheid deelname boekingsstatus presenza partecipazione conferma resposta presenca \
     participacao confirmacao response reply confirmed confirmado confirmada confirmato \
     confirmata confirme bestatigt bestaetigt bevestigd answer coming iscoming arecoming \
     youcoming willattend willyouattend willyoucome willcome decision result approval anmeldung \
     zuabsage kommt kommstdu kommensie nimmtteil nimmstduteil inscription vient present \
     inscripcion participa partecipa participe komt neemtdeel viene vem aanwezig komtu \
     iscrizione inscricao obecnosc potwierdzenie stan approved isapproved registered \
     isregistered accepted isaccepted valid isvalid ticketvalid active isactive entryallowed \
     admitted canyoumakeit angemeldet zugelassen angenommen gultig gueltig aangemeld inscrit \
     inscrita inscrito iscritto iscritta";

/// Whether guests say themselves below this title whether they come.
pub(super) fn is_asked(key: &str) -> bool {
    among(ASKED, key) || may_be_answer(key)
}

/// Whether a column of this title is the status in one list, and any answer in another.
pub(super) fn may_be_answer(key: &str) -> bool {
    let of_rsvp = |rest| !among(ABOUT_RSVP, rest);
    among(STATUS_OR_ANSWER, key) || key.strip_prefix("rsvp").is_some_and(of_rsvp)
}

/// What else than the answer stands below *RSVP …*.
const ABOUT_RSVP: &str = "at on by date time deadline email mail name note* comment* message* guests \
                          count number link url code id sentat invited* diet* companion* plusone*";

/// Words of a title that asks whether somebody comes: to this, or to a dinner.
const COMING: &str = "attend* come coming going join joining makeit dabei komm kommst kommt kommen \
     teilnahme* teilnehm* teilnimm* teil zusag* anwesen* viens vient viendra viendras \
     viendrez venir particip* present presente presenti presents presence* presenz* presenc* \
     assistera assisterez partecip* asist* acud* vendra vendras vienes viene confirm* \
     conferm* bestatig* obecn* przyjd* przybed* udzial uczestnic* potwierdz* aanwezig* deelnem* \
     deelname neemt komt";

/// Whether a title asks whether somebody comes.
pub(super) fn asks_coming(title: &str) -> bool {
    let words = title.split(|c: char| !c.is_alphanumeric() && c != '\u{301}');
    words.map(squeeze).any(|word| among(COMING, &word))
}

/// What a cell says below a title of a status and nowhere else: where guests are asked, a cross is
/// a tick.
pub(super) fn words_below(key: &str) -> &'static [(Said, &'static str)] {
    match is_asked(key) {
        true => &[(Said::Is(Status::Confirmed), "x")],
        false => &[],
    }
}

/// What says there that it is not so.
const NOT_SO: &str = "no n false 0 nein falsch non faux nee onwaar nao nie falso none kein keine \
     keiner nicht not na nil null noteligible notapplicable nunca ninguno nessuno aucun aucune geen notcancelled notcanceled \
     notrefunded norefund notrequested notwaitlisted nichtstorniert nichterstattet active valid \
     going attending registered paid coming aktiv gultig bezahlt angemeldet kommt zugesagt actif \
     active valide paye inscrit activo activa valido vigente attivo attiva actief geldig";

/// Whether the title alone says that the column is the status.
pub(super) fn says_status(key: &str) -> bool {
    let of_it = |rest: &str| {
        let joints = OF.split_ascii_whitespace().chain([""]);
        let mut rests = joints.filter_map(|of| rest.strip_prefix(of));
        rests.any(|what| among(WHAT, what))
    };
    matches!(known(key), Some((Field::Status, _)))
        || STATUS.split_ascii_whitespace().any(|word| {
            key.strip_suffix(word).is_some_and(|what| among(WHAT, what))
                || key.strip_prefix(word).is_some_and(of_it)
        })
}

/// What a *yes* in a column of this title says against somebody's coming.
pub(super) fn refusing(key: &str) -> Option<Status> {
    let titles = REFUSING.iter().find(|(_, titles)| among(titles, key));
    titles.map(|(status, _)| *status)
}

/// What a cell says below a title that is [`refusing`]; `None`: nothing. A word that refuses more
/// surely counts for itself.
pub(super) fn refused(by_title: Status, cell: &str) -> Option<Status> {
    let cell = sign(cell).ok().flatten()?;
    let key = squeeze(cell);
    if among(NOT_SO, &key) || is_zero(cell) {
        return None;
    }
    match status(cell, &[]) {
        Ok(Said::Is(said)) if weight(said) > weight(by_title) => Some(said),
        _ => Some(by_title),
    }
}

/// `0.00`, `0,00 €`: nothing was paid back.
fn is_zero(cell: &str) -> bool {
    let mut digits = cell.chars().filter(char::is_ascii_digit).peekable();
    digits.peek().is_some() && digits.all(|digit| digit == '0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::products::Product;

    #[test]
    fn every_title_is_squeezed_and_says_one_thing() {
        let mut seen = std::collections::HashSet::new();
        for (_, titles) in REFUSING {
            for title in titles.split_ascii_whitespace() {
                assert_eq!(squeeze(title), title, "could never be found");
                assert!(seen.insert(title), "{title}");
                assert_eq!(known(title), None, "{title} would never be asked");
                assert!(!Product::has_status(title), "{title} is a service's own");
            }
        }
        for word in [STATUS, OF, WHAT, NOT_SO, ASKED]
            .iter()
            .flat_map(|words| words.split(' '))
        {
            assert_eq!(squeeze(word), word, "could never be found");
        }
    }

    #[test]
    fn a_status_is_known_by_what_it_is_of() {
        for title in [
            "Ticket status",
            "Ticket-Status",
            "attendee_state",
            "Confirmation status",
            "Status of registration",
            "Anmeldungsstatus",
            "Status der Anmeldung",
            "Statut inscription",
            "Statut du billet",
            "Estado del ticket",
            "Stato del biglietto",
            "Inschrijfstatus",
            "Status zgłoszenia",
            "RSVP status",
        ] {
            assert!(says_status(&squeeze(title)), "{title}");
        }
        for title in [
            "Payment status",
            "Order status",
            "Check-in status",
            "Marital status",
            "Member status",
            "Estado",
            "State",
            "Statue of a guest",
            "Status quo",
        ] {
            assert!(!says_status(&squeeze(title)), "{title}");
        }
    }

    #[test]
    fn a_yes_a_date_or_any_word_is_a_refusal_and_a_no_is_none() {
        let cancelled = |cell| refused(Status::Cancelled, cell);
        for cell in [
            "yes",
            "x",
            "1",
            "2026-01-02",
            "3.11.2026",
            "TRUE",
            "by phone",
            "storniert",
        ] {
            assert_eq!(cancelled(cell), Some(Status::Cancelled), "{cell}");
        }
        for cell in ["", "-", "no", "0", "FALSE", "Nein", "none", "0,00 €", "n/a"] {
            assert_eq!(cancelled(cell), None, "{cell}");
        }
        assert_eq!(
            refused(Status::Refunded, "cancelled"),
            Some(Status::Cancelled)
        );
        assert_eq!(
            refused(Status::Refunded, "completed"),
            Some(Status::Refunded)
        );
        assert_eq!(refused(Status::Waitlist, "3"), Some(Status::Waitlist));
    }
}
