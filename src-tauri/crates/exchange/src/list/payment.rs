//! What a column says of a payment: that it is made, that it is open, or that it was given back.

use std::{collections::HashMap, sync::LazyLock};

use lanyard_event::{ParseStatusError, Status};

use super::{
    status::{Said, bare, sign, status},
    titles::{among, squeeze},
};

/// Titles of a payment's status.
const OF_PAYMENT: &str = "zahlungsstatus zahlungsstand zahlungszustand statuszahlung \
     statusderzahlung bezahlstatus bezahltstatus rechnungsstatus paymentstatus statusofpayment \
     paymentstate paidstatus invoicestatus billingstatus financialstatus etatdupaiement \
     etatdepaiement etatpaiement statutdupaiement statutdepaiement statutpaiement estadodelpago \
     estadodepago estadopago estadodelospagos estatusdepago estatusdelpago betaalstatus \
     betalingsstatus statusbetaling statopagamento statodelpagamento statodipagamento \
     estadodopagamento estadodepagamento estadopagamento statusdopagamento statusdepagamento \
     statuspagamento situacaodopagamento situacaodepagamento";

/// Titles of an order's status: of its payment, unless another column is that.
const OF_ORDER: &str = "orderstatus bestellstatus statutdecommande statutdelacommande \
     etatdelacommande estadodelpedido estadopedido bestelstatus statoordine statodellordine \
     estadodopedido";

/// Words that say something else of a payment than of somebody's coming, or nothing of that;
/// squeezed, in the languages of [`status`].
const WORDS: &[(Said, &str)] = &[
    (
        Said::Is(Status::Confirmed),
        "1 true free freeofcharge nocharge complimentary notrequired nopaymentrequired \
         notapplicable na captured settled succeeded success successful received paymentreceived \
         x fullypaid paidinfull processing inbearbeitung gratis kostenlos kostenfrei frei \
         erhalten eingegangen zahlungeingegangen zahlungerhalten beglichen ausgeglichen \
         vollstandigbezahlt wahr gratuit gratuite recu recue paiementrecu regle reglee solde \
         soldee gratuito gratuita recibido recibida cobrado cobrada pagorecibido ontvangen \
         voldaan betalingontvangen ricevuto ricevuta saldato saldata recebido recebida quitado \
         quitada zaplacono zaplacone zaplacony zaplacona oplacono pagamentoricevuto \
         pagamentorecebido",
    ),
    (
        Said::Unpaid,
        "no n 0 false niet nie niezaplacono niezaplacone niezaplacony niezaplacona nieoplacono \
         odrzucony odrzucona odrzucone open due outstanding overdue failed declined rejected \
         incomplete paymentfailed paymentdue notyetpaid awaiting offen nochoffen zahlungoffen \
         uberfallig ueberfaellig fehlgeschlagen abgelehnt nein falsch nochnichtbezahlt \
         nochunbezahlt fallig faellig non impaye impayee echoue echouee echec refuse refusee \
         apayer fallido fallida rechazado rechazada impagado impagada porpagar sinpagar nee \
         mislukt geweigerd afgewezen tebetalen nognietbetaald fallito fallita rifiutato rifiutata \
         aperto aperta dapagare nonsaldato nao emaberto aberto falhou recusado recusada vencido",
    ),
    (
        Said::Is(Status::Refunded),
        "chargeback chargedback moneyback ruckgebucht zuruckgebucht ruckbuchung \
         ruckuberwiesen ruckuberweisung rucklastschrift",
    ),
];

/// Titles of a payment's status, or of how it was made.
const OF_PAYMENT_OR_HOW: &str = "payment zahlung bezahlung paiement pago betaling pagamento \
     platnosc zahlungerfolgt paymentdone paymentmade";

/// Whether a column of this title is a payment's status where its cells say nothing else.
pub(super) fn may_be_payment(key: &str) -> bool {
    among(OF_PAYMENT_OR_HOW, key)
}

/// Whether a column of this title is a payment's status.
pub(super) fn of_payment(title: &str) -> bool {
    among(OF_PAYMENT, &squeeze(title))
}

/// Whether a column of this title is an order's status.
pub(super) fn of_order(title: &str) -> bool {
    among(OF_ORDER, &squeeze(title))
}

/// What a word says of a payment: that of one that is made or open, somebody comes.
///
/// # Errors
/// It is none that is known.
pub(super) fn payment(word: &str) -> Result<Said, ParseStatusError> {
    let word = sign(word)?.unwrap_or(word);
    if let Some(said) = KNOWN.get(squeeze(bare(word)).as_str()) {
        return Ok(*said);
    }
    Ok(match status(word, &[])? {
        Said::Is(Status::Pending) => Said::Unpaid,
        said => said,
    })
}

/// [`WORDS`], each by itself.
static KNOWN: LazyLock<HashMap<&'static str, Said>> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(said, words)| {
        let words = words.split_ascii_whitespace();
        words.map(|word| (word, *said))
    });
    words.collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::{status::BARE_NO, titles::known};

    #[test]
    fn every_title_is_squeezed_and_says_nothing_by_itself() {
        for title in [OF_PAYMENT, OF_ORDER]
            .iter()
            .flat_map(|titles| titles.split_ascii_whitespace())
        {
            assert_eq!(squeeze(title), title, "could never be found");
            assert_eq!(known(title), None, "would never be asked");
        }
        assert_eq!(known("payment"), None, "it may as well say how");
    }

    #[test]
    fn a_word_says_one_thing() {
        let mut seen = HashMap::new();
        for (said, words) in WORDS {
            for word in words.split_ascii_whitespace() {
                assert_eq!(squeeze(word), word, "could never be found");
                let before = seen.insert(word, said);
                assert!(before.is_none_or(|before| before == said), "{word}");
            }
        }
    }

    #[test]
    fn a_payment_that_is_open_or_failed_keeps_nobody_away() {
        for word in [
            "offen",
            "Ausstehend",
            "pending",
            "On hold",
            "declined",
            "No",
        ] {
            assert_eq!(payment(word), Ok(Said::Unpaid), "{word}");
        }
        for word in BARE_NO.split_ascii_whitespace() {
            assert_eq!(payment(word), Ok(Said::Unpaid), "{word}");
        }
        for word in ["bezahlt", "Paid", "kostenlos", "ja", "succeeded"] {
            assert_eq!(payment(word), Ok(Said::Is(Status::Confirmed)), "{word}");
        }
        for (word, status) in [
            ("Storniert", Status::Cancelled),
            ("erstattet", Status::Refunded),
            ("Chargeback", Status::Refunded),
        ] {
            assert_eq!(payment(word), Ok(Said::Is(status)), "{word}");
        }
        assert!(payment("PayPal").is_err());
    }
}
