use std::{collections::HashMap, sync::LazyLock};

use lanyard_event::{ParseStatusError, Status};

use super::titles::{among, squeeze};

/// What a word of a list's status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// This is the status.
    Is(Status),
    /// Comes, and has not paid yet.
    Unpaid,
}

/// Words for a status, squeezed; English, German, French, Spanish, Dutch, Italian, Portuguese.
const WORDS: &[(Said, &str)] = &[
    (
        Said::Is(Status::Confirmed),
        "yes y true ok approved accepted attending going registered active valid complete \
         completed checkedin attended paid ja bestatigt bestaetigt zugesagt angemeldet \
         teilnehmend kommt aktiv gultig bezahlt eingecheckt angenommen oui confirme confirmee \
         inscrit inscrite accepte acceptee paye payee present valide si confirmado confirmada \
         pagado pagada aceptado registrado inscrito asiste bevestigd betaald aangemeld \
         geaccepteerd confermato confermata pagato pagata accettato iscritto sim pago paga \
         aceito inscrita ativo ativa iscritta registrada registrato registrata apuntado apuntada \
         alta dadodealta dadadealta reservado reservada reserved reservee reserviert gereserveerd \
         gebucht booked geboekt prenotato prenotata completado completada completato completata \
         aceptada abgeschlossen acude asistira viene partecipa vem comparece",
    ),
    (
        Said::Is(Status::Pending),
        "pendingapproval awaitingapproval approvalpending waitingforapproval invited maybe \
         tentative unconfirmed requested applied onhold ausstehend offen angefragt eingeladen \
         vielleicht unbestatigt freigabeausstehend wartetauffreigabe inprufung enattente \
         enattentedapprobation peutetre pendiente pendientedeaprobacion autorizacionpendiente \
         quizas openstaand inafwachting misschien goedkeuringinbehandeling uitgenodigd inattesa \
         inattesadiapprovazione forse invitato pendente aprovacaopendente talvez convidado invite invitado invitada porconfirmar sinconfirmar noconfirmado \
         daconfermare nonconfermato nonconfermata aconfirmar naoconfirmado emespera \
         enespera",
    ),
    (
        Said::Is(Status::Waitlist),
        "waitlisted waitinglist onwaitlist onthewaitlist onwaitinglist onthewaitinglist \
         standby warteliste aufwarteliste aufderwarteliste nachrucker listedattente \
         surlistedattente listadeespera enlistadeespera wachtlijst opwachtlijst opdewachtlijst \
         listadattesa inlistadattesa nalistadeespera listaespera inlistadiattesa listadiattesa \
         wartend wartet nachruckliste nachrueckliste nachrueckerliste nachruckerliste \
         nachruecker reserveliste",
    ),
    (
        Said::Is(Status::Declined),
        "no n false decline rejected notgoing notapproved notcoming notattending nein abgesagt \
         abgelehnt kommtnicht nichtbestatigt non refuse refusee rechazado \
         rechazada noasiste nee afgewezen afgemeld geweigerd rifiutato rifiutata nao recusado \
         recusada noasistira noviene rinunciato rinunciata harinunciato nonviene nonpartecipa \
         desistiu naovem naocomparece declinado declinada \
         noshow absent absente assente ausente afwezig abwesend abgemeldet absage \
         desiste desistee nevientpas declinato declinata noacude niet kommtnichtmehr",
    ),
    (
        Said::Is(Status::Cancelled),
        "canceled cancel deleted void voided transferred expired invalid removed abandoned \
         inactive storniert gestrichen geloscht abgelaufen ungultig annulliert ubertragen annule \
         annulee supprime supprimee expire expiree transfere cancelado cancelada eliminado \
         expirado anulado anulada geannuleerd verlopen verwijderd annullato annullata cancellato \
         cancellata scaduto scaduta eliminata expirada dadodebaja debaja baja disdetto disdetta \
         storno stornierung ausgetragen rucktritt ruecktritt zuruckgetreten desinscrit \
         desinscrite desinscrito desinscrita cancelacion cancelacao annulation annulering \
         uitgeschreven cancellazione cancellation dadadebaja desapuntado desapuntada",
    ),
    (
        Said::Is(Status::Refunded),
        "refund refundedcanceled refundedcancelled erstattet zuruckerstattet ruckerstattet \
         rembourse remboursee reembolsado reembolsada terugbetaald rimborsato rimborsata \
         devuelto devuelta devolvido estornado \
         ruckerstattung rueckerstattung erstattung zurueckerstattet estornada devolvida \
         remboursement reembolso rimborso terugbetaling",
    ),
    (
        Said::Unpaid,
        "unpaid notpaid awaitingpayment pendingpayment paymentpending unbezahlt nichtbezahlt \
         zahlungausstehend wartetaufzahlung nonpaye paiementenattente nopagado pagopendiente \
         onbetaald nietbetaald nonpagato pagamentoinattesa naopago pagamentopendente",
    ),
];

/// In bytes, with accents and spaces; no word for a status is as long.
pub(super) const LONGEST_WORD: usize = 100;

/// What a word says; `own` are the list's own words, which go before all others.
///
/// # Errors
/// It is no status that is known.
pub(super) fn status(word: &str, own: &[(Said, &str)]) -> Result<Said, ParseStatusError> {
    let key = squeeze(word);
    if let Some((said, _)) = own.iter().find(|(_, words)| among(words, &key)) {
        return Ok(*said);
    }
    if let Ok(status) = word.parse() {
        return Ok(Said::Is(status));
    }
    // A French guest has a place; an English or German one on the reserve may get one.
    if key == "reserve" && word.contains(['é', 'É', '\u{301}']) {
        return Ok(Said::Is(Status::Confirmed));
    }
    let said = KNOWN.get(key.as_str()).copied();
    said.ok_or_else(|| ParseStatusError(word.trim().to_owned()))
}

/// [`WORDS`], each by itself.
static KNOWN: LazyLock<HashMap<&'static str, Said>> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(said, words)| {
        let words = words.split_ascii_whitespace();
        words.map(|word| (word, *said))
    });
    words.collect()
});

/// Whether a word says yes; nothing is no.
pub(super) fn yes(word: &str) -> Option<bool> {
    let key = squeeze(word);
    if among(YES, &key) {
        Some(true)
    } else if key.is_empty() || among(NO, &key) {
        Some(false)
    } else {
        None
    }
}

const YES: &str = "yes y true 1 x paid blocked ja j wahr bezahlt gesperrt oui vrai paye si verdadero \
                   pagado betaald waar vero pagato sim verdadeiro pago";
const NO: &str = "no n false 0 unpaid nein falsch offen unbezahlt non faux nonpaye falso nopagado \
                  nee onwaar onbetaald nonpagato nao naopago";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_says_one_thing() {
        let mut seen = std::collections::HashMap::new();
        for (said, words) in WORDS {
            for word in words.split_ascii_whitespace() {
                assert_eq!(squeeze(word), word, "could never be found");
                let before = seen.insert(word, said);
                assert!(
                    before.is_none_or(|before| before == said),
                    "“{word}” says {said:?} and {before:?}"
                );
            }
        }
    }

    #[test]
    fn an_own_word_goes_before_all_others() {
        let own = &[(Said::Is(Status::Cancelled), "yes")];
        assert_eq!(status("Yes", own), Ok(Said::Is(Status::Cancelled)));
        assert_eq!(status("Yes", &[]), Ok(Said::Is(Status::Confirmed)));
        assert_eq!(status("Bestätigt ", &[]), Ok(Said::Is(Status::Confirmed)));
        assert_eq!(status("on the roof", &[]).ok(), None);
    }
}
