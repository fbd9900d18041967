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

/// Words for a status, squeezed; English, German, French, Spanish, Dutch, Italian, Portuguese, and a
/// few in Polish.
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
         aceptada abgeschlossen acude asistira viene partecipa vem comparece \
         nimmtteil participe neemtdeel notcancelled notcanceled notrefunded nichtstorniert \
         partiallyrefunded partialrefund teilweiseerstattet teilerstattet \
         teilweisezuruckerstattet partiellementrembourse parcialmentereembolsado \
         parzialmenterimborsato gedeeltelijkterugbetaald issued used scanned redeemed tak \
         potwierdzony potwierdzona potwierdzone potwierdzono zarejestrowany zarejestrowana \
         zusage zusagend dabei validee validado validada convalidato convalidata gevalideerd \
         registriert eingetragen zugelassen akzeptiert anwesend presente aanwezig komt vient \
         coming goingyes willattend accept accepts confirms confirme aktywny aktywna oplacony \
         oplacona oplacone",
    ),
    (
        Said::Is(Status::Pending),
        "pendingapproval awaitingapproval approvalpending waitingforapproval invited maybe \
         tentative unconfirmed requested applied onhold ausstehend offen angefragt eingeladen \
         vielleicht unbestatigt freigabeausstehend wartetauffreigabe inprufung enattente \
         enattentedapprobation peutetre pendiente pendientedeaprobacion autorizacionpendiente \
         quizas openstaand inafwachting misschien goedkeuringinbehandeling uitgenodigd inattesa \
         inattesadiapprovazione forse invitato pendente aprovacaopendente talvez convidado \
         invite invitado invitada porconfirmar sinconfirmar noconfirmado \
         daconfermare nonconfermato nonconfermata aconfirmar naoconfirmado emespera \
         enespera \
         notconfirmed notyetconfirmed tobeconfirmed awaitingconfirmation nochnichtbestatigt \
         oczekujacy oczekujaca oczekujace oczekuje niepotwierdzony niepotwierdzona",
    ),
    (
        Said::Is(Status::Waitlist),
        "waitlisted waitinglist onwaitlist onthewaitlist onwaitinglist onthewaitinglist \
         standby warteliste aufwarteliste aufderwarteliste nachrucker listedattente \
         surlistedattente listadeespera enlistadeespera wachtlijst opwachtlijst opdewachtlijst \
         listadattesa inlistadattesa nalistadeespera listaespera inlistadiattesa listadiattesa \
         wartend wartet nachruckliste nachrueckliste nachrueckerliste nachruckerliste \
         nachruecker reserveliste \
         listarezerwowa listaoczekujacych",
    ),
    (
        Said::Is(Status::Declined),
        "no n false decline rejected notgoing notapproved notcoming notattending nein abgesagt \
         abgelehnt kommtnicht nichtbestatigt non refuse refusee rechazado \
         rechazada noasiste nee afgewezen afgemeld geweigerd rifiutato rifiutata nao recusado \
         recusada noasistira noviene rinunciato rinunciata harinunciato nonviene nonpartecipa \
         desistiu naovem naocomparece declinado declinada \
         noshow absent absente assente ausente afwezig abwesend abgemeldet absage \
         desiste desistee nevientpas declinato declinata noacude niet kommtnichtmehr \
         nimmtnichtteil nimmtnichtmehrteil neparticipepas neparticipeplus neemtnietdeel \
         noparticipa naoparticipa excused entschuldigt krank sick malade enfermo enferma ziek \
         notparticipating nolongerattending nolongercoming willnotattend cannotattend \
         cantattend unabletoattend cannotcome cantcome cantmakeit nichtdabei nie odrzucony \
         odrzucona odmowa",
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
         uitgeschreven cancellazione cancellation dadadebaja desapuntado desapuntada \
         withdrawn withdrew revoked deactivated anulowany anulowana anulowane anulowano \
         odwolany odwolana",
    ),
    (
        Said::Is(Status::Refunded),
        "refund refundedcanceled refundedcancelled erstattet zuruckerstattet ruckerstattet \
         rembourse remboursee reembolsado reembolsada terugbetaald rimborsato rimborsata \
         devuelto devuelta devolvido estornado \
         ruckerstattung rueckerstattung erstattung zurueckerstattet estornada devolvida \
         remboursement reembolso rimborso terugbetaling \
         fullyrefunded fullrefund zwrocony zwrocona zwrocone zwrocono zwrot",
    ),
    (
        Said::Unpaid,
        "unpaid notpaid awaitingpayment pendingpayment paymentpending unbezahlt nichtbezahlt \
         zahlungausstehend wartetaufzahlung nonpaye paiementenattente nopagado pagopendiente \
         onbetaald nietbetaald nonpagato pagamentoinattesa naopago pagamentopendente \
         partiallypaid partlypaid partpaid teilweisebezahlt teilbezahlt anbezahlt \
         partiellementpaye parcialmentepagado parzialmentepagato gedeeltelijkbetaald \
         nieoplacony nieoplacona nieoplacone",
    ),
];

/// In bytes, with accents and spaces; no word for a status is as long.
pub(super) const LONGEST_WORD: usize = 100;

impl Said {
    /// How surely somebody doesn't come by it.
    pub(super) fn weight(self) -> u8 {
        match self {
            Self::Is(status) => weight(status),
            Self::Unpaid => 1,
        }
    }
}

/// How surely somebody doesn't come who has this status.
pub(super) fn weight(status: Status) -> u8 {
    match status {
        Status::Confirmed => 0,
        Status::Pending => 2,
        Status::Waitlist => 3,
        Status::Declined => 4,
        Status::Refunded => 5,
        Status::Cancelled => 6,
        Status::Gone => 7,
    }
}

/// What a word says; `own` are the list's own words, which go before all others. Of several in one
/// cell, *Canceled (paid fee)*, the surest refusal counts, whatever stands beside it; that somebody
/// comes is only said where each of them is known.
///
/// # Errors
/// It is no status that is known.
pub(super) fn status(word: &str, own: &[(Said, &str)]) -> Result<Said, ParseStatusError> {
    let word = bare(sign(word)?.unwrap_or(word));
    let whole = one(word, own);
    if whole.is_ok() || !word.contains(BETWEEN) {
        return whole;
    }
    let all = || {
        (0..)
            .zip(parts(word))
            .map(|(nth, part)| beside(nth, part, own))
    };
    let surest = all().flatten().max_by_key(|said| said.weight());
    surest
        .filter(|said| said.weight() > 1 || all().all(|part| part.is_ok()))
        .ok_or_else(|| ParseStatusError(word.trim().to_owned()))
}

/// What stands between words of one cell.
const BETWEEN: [char; 10] = ['(', ')', '[', ']', '/', ',', ';', '+', '&', '|'];

fn parts(word: &str) -> impl Iterator<Item = &str> {
    let parts = word.split(BETWEEN);
    parts
        .map(str::trim)
        .filter(|part| !squeeze(part).is_empty())
}

/// Whether a word is a refusal, and most likely nothing else, whatever the column is about.
pub(super) fn is_clear(word: &str) -> bool {
    let clear = |part: &str| {
        let refuses = matches!(one(part, &[]), Ok(said) if said.weight() > 2);
        let key = squeeze(part);
        refuses && !among(BARE_NO, &key) && !among(UNCLEAR, &key)
    };
    parts(word).any(clear)
}

/// Refusals that are an answer to every question.
pub(super) const BARE_NO: &str = "no n false nein non nee nao niet nie";

/// Others that are an answer to many a question, or say it of something else: a passport is
/// expired, a priority is *baja*.
const UNCLEAR: &str = "invalid expired inactive removed deleted \
     transferred abandoned geloscht abgelaufen ungultig ubertragen supprime supprimee expire \
     expiree transfere eliminado eliminada expirado expirada verlopen verwijderd scaduto scaduta \
     baja noshow absent absente assente ausente afwezig abwesend excused entschuldigt krank sick \
     malade enfermo enferma ziek standby";

/// As [`one`], of several words in a cell: *No, sorry* is a no, and *N/A*, *Y/N* and
/// *Going (no +1)* are none.
fn beside(nth: usize, word: &str, own: &[(Said, &str)]) -> Result<Said, ParseStatusError> {
    let key = squeeze(word);
    match key == "n" || nth > 0 && among(BARE_NO, &key) {
        true => Err(ParseStatusError(word.to_owned())),
        false => one(word, own),
    }
}

/// The word for what stands in a cell: a tick is a yes, a cross a no, a dash nothing, and words are
/// what they are.
///
/// # Errors
/// It is a sign that says nothing known.
pub(super) fn sign(cell: &str) -> Result<Option<&str>, ParseStatusError> {
    if !squeeze(cell).is_empty() {
        return Ok(Some(cell));
    }
    let has = |signs: &str| cell.contains(|sign| signs.contains(sign));
    if has("✓✔☑✅👍🟢") {
        Ok(Some("yes"))
    } else if has("✗✘✕✖❌❎☒👎🚫⛔🔴") {
        Ok(Some("no"))
    } else if has("?❓❔🟡") {
        Ok(Some("maybe"))
    } else if cell.is_ascii() || has("–—−…·") {
        Ok(None)
    } else {
        Err(ParseStatusError(cell.to_owned()))
    }
}

/// A word without the mark that WooCommerce puts before it: `wc-refunded`.
pub(super) fn bare(word: &str) -> &str {
    word.trim_start().strip_prefix("wc-").unwrap_or(word)
}

fn one(word: &str, own: &[(Said, &str)]) -> Result<Said, ParseStatusError> {
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
    let said = KNOWN.get(key.as_str()).copied().or_else(|| explained(word));
    said.ok_or_else(|| ParseStatusError(word.trim().to_owned()))
}

/// What a refusal says that tells more than that: *cancelled by organiser*, *storniert am 3.11.*,
/// *has declined: ill*. What tells less, *refund requested*, *refunded 50 %*, says nothing.
fn explained(word: &str) -> Option<Said> {
    let mut words = word.split_whitespace().peekable();
    while words
        .next_if(|one| among(AUXILIARY, &squeeze(one)))
        .is_some()
    {}
    let first = words.next()?;
    let key = squeeze(first);
    let goes_on = match words.next() {
        None => true,
        Some(next) => {
            let next_key = squeeze(next);
            first.ends_with([':', '-', '–'])
                || next_key.is_empty()
                || among(JOINT, &next_key)
                || is_date(next)
        }
    };
    let refuses = goes_on && among(REFUSED, &key);
    refuses.then(|| by_key(&key)).flatten()
}

fn by_key(key: &str) -> Option<Said> {
    let status = key.parse().ok().map(Said::Is);
    status.or_else(|| KNOWN.get(key).copied())
}

/// A day as it is written with its year, or with two points.
fn is_date(word: &str) -> bool {
    let of_date = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/');
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(of_date)
        && word.chars().filter(|c| !c.is_ascii_digit()).count() == 2
}

/// Refusals that say what has been done, and not what somebody would like.
const REFUSED: &str = "cancelled canceled declined rejected withdrawn withdrew revoked refunded \
     voided storniert abgesagt abgelehnt abgemeldet ausgetragen annulliert gestrichen \
     zuruckgetreten erstattet zuruckerstattet ruckerstattet annule annulee rembourse remboursee \
     desiste desistee cancelado cancelada anulado anulada reembolsado reembolsada rechazado \
     rechazada geannuleerd afgemeld afgewezen terugbetaald annullato annullata cancellato \
     cancellata rimborsato rimborsata disdetto disdetta rifiutato rifiutata recusado recusada \
     estornado estornada anulowano odwolany odwolana";

/// What may stand before one.
const AUXILIARY: &str = "has have had was been is are hat haben wurde ist ha han a ete est fue \
     heeft werd stato stata foi zostalo";

/// What goes on with one.
const JOINT: &str = "by on at due because per via since as for after before with von vom am durch \
     wegen par le pour por el pelo pela da il door op wegens dnia przez";

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
                   pagado betaald waar vero pagato sim verdadeiro pago \
                   tak zaplacono zaplacone oplacono oplacone";
const NO: &str = "no n false 0 unpaid nein falsch offen unbezahlt non faux nonpaye falso nopagado \
                  nee onwaar onbetaald nonpagato nao naopago niet nie \
                  niezaplacono niezaplacone nieoplacono nieoplacone";

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
    fn a_refusal_that_is_explained_is_one_and_a_wish_is_none() {
        for (word, said) in [
            ("Cancelled by organiser", Status::Cancelled),
            ("storniert am 3.11.2026", Status::Cancelled),
            ("was cancelled on 2 Nov", Status::Cancelled),
            ("Refunded 2026-11-03", Status::Refunded),
            ("abgesagt wegen Krankheit", Status::Declined),
            ("Declined: ill", Status::Declined),
            ("cancelled – duplicate", Status::Cancelled),
            ("a annulé", Status::Cancelled),
            ("cancelled by guest (by phone)", Status::Cancelled),
        ] {
            assert_eq!(status(word, &[]), Ok(Said::Is(said)), "{word}");
        }
        for word in [
            "Refund requested",
            "refunded 50 %",
            "refunded 12.50 EUR",
            "not cancelled by us",
            "by on",
            "has",
        ] {
            assert!(status(word, &[]).is_err(), "{word}");
        }
        for word in REFUSED.split_ascii_whitespace() {
            let said = by_key(word);
            assert!(said.is_some_and(|said| said.weight() > 3), "{word}");
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
