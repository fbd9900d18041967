//! Columns that say whether somebody has paid.

use lanyard_event::{Due, Status};

use super::*;

/// What the last column is taken for, and each guest's status and what they owe.
#[track_caller]
fn taken(list: &str) -> (&'static str, Vec<String>) {
    let reader = open(list.as_bytes(), &[]).unwrap();
    let place = reader.columns().last().unwrap().place.word();
    let guest = |one: &Record| match &one.due {
        Some(due) => format!("{} {due}", one.status),
        None => one.status.to_string(),
    };
    (place, records(list).iter().map(guest).collect())
}

#[test]
fn it_says_who_owes_something_and_who_was_given_their_money_back() {
    for (title, words) in [
        ("Zahlungsstatus", "bezahlt offen storniert erstattet"),
        ("Bezahlstatus", "ja nein Storno Rückerstattung"),
        ("Payment status", "Paid unpaid cancelled Refunded"),
        ("Payment Status", "succeeded open canceled chargeback"),
        ("Order status", "completed pending cancelled refunded"),
        (
            "Bestellstatus",
            "abgeschlossen ausstehend storniert erstattet",
        ),
        ("État du paiement", "payé impayé annulé remboursé"),
        ("Estado del pago", "pagado pendiente cancelado reembolsado"),
        (
            "Betaalstatus",
            "betaald openstaand geannuleerd terugbetaald",
        ),
        ("Stato del pagamento", "pagato aperto annullato rimborsato"),
        ("Status do pagamento", "pago pendente cancelado reembolsado"),
    ] {
        let words: Vec<_> = words.split(' ').collect();
        let list = format!(
            "Name,Email,{title}\nA,a@x.it,{}\nB,b@x.it,{}\nC,c@x.it,{}\nD,d@x.it,{}\nE,e@x.it,\n",
            words[0], words[1], words[2], words[3]
        );
        let (place, guests) = taken(&list);
        assert_eq!(place, "payment", "{title}");
        let all = [
            "confirmed",
            "confirmed unpaid",
            "cancelled",
            "refunded",
            "confirmed",
        ];
        assert_eq!(guests, all, "{title}");
    }
}

#[test]
fn what_is_open_is_the_price_where_the_list_has_it() {
    let list = "Name,Preis,Währung,Zahlungsstatus\nA,12.50,EUR,offen\nB,12.50,EUR,bezahlt\n\
                C,0,EUR,offen\nD,,,offen\n";
    let (place, guests) = taken(list);
    assert_eq!(place, "payment");
    let all = [
        "confirmed 12.50 EUR",
        "confirmed",
        "pending",
        "confirmed unpaid",
    ];
    assert_eq!(guests, all);
}

#[test]
fn it_stands_beside_a_status_and_a_column_of_what_is_paid() {
    let list = "Name,Status,Payment status\nA,confirmed,refunded\nB,waitlist,open\n\
                C,declined,refunded\nD,yes,paid\n";
    let (place, guests) = taken(list);
    assert_eq!(place, "payment");
    assert_eq!(
        guests,
        ["refunded", "waitlist unpaid", "declined", "confirmed"]
    );
    let list = "Name,Price,Paid,Payment status\nA,5 EUR,no,\nB,5 EUR,yes,refunded\n";
    let (_, guests) = taken(list);
    assert_eq!(guests, ["confirmed 5.00 EUR", "refunded"]);
    // The order is cancelled, though it was paid.
    let list = "Name,Bestellstatus,Zahlungsstatus\nA,storniert,bezahlt\nB,abgeschlossen,offen\n";
    let (place, guests) = taken(list);
    assert_eq!(place, "payment");
    assert_eq!(guests, ["cancelled", "confirmed unpaid"]);
}

#[test]
fn words_that_say_nothing_of_a_payment_leave_it_a_question() {
    for words in ["PayPal\nB,Visa", "\nB,", "SEPA\nB,Rechnung"] {
        let list = format!("Name,Payment status\nA,{words}\n");
        assert_eq!(taken(&list).0, "question", "{words:?}");
    }
    assert_eq!(
        taken("Name,Payment\nA,card\nB,paid\n").0,
        "question",
        "or how"
    );
}

#[test]
fn a_word_that_is_none_is_said_with_its_line() {
    let list = "Name,Zahlungsstatus\nA,bezahlt\nB,Fritz\n";
    let (good, bad) = read(list.as_bytes());
    assert_eq!(names(&good), ["A"]);
    let rejected = Rejected {
        line: 3,
        column: Some("Zahlungsstatus".into()),
        error: RowError::NotAPayment("Fritz".into()),
    };
    assert_eq!(bad, [rejected]);
}

#[test]
fn what_somebody_says_of_it_holds() {
    let list = "Name,Finance,Zahlungsstatus\nA,refunded,offen\n";
    let said = [map("Finance", "payment")];
    let mut reader = open(list.as_bytes(), &said).unwrap();
    assert_eq!(places(&reader)[2], ("Zahlungsstatus", "question"));
    let (good, _) = rows(&mut reader).unwrap();
    assert_eq!(good[0].status, Status::Refunded);
    let list = "Name,Zahlungsstatus\nA,offen\n";
    let said = [map("Zahlungsstatus", "question")];
    let mut reader = open(list.as_bytes(), &said).unwrap();
    let (good, _) = rows(&mut reader).unwrap();
    assert_eq!((good[0].status, &good[0].due), (Status::Confirmed, &None));
}

#[test]
fn what_our_own_export_says_of_an_amount_that_nobody_said_comes_back() {
    let list = "lanyard_id,name,due\nx,A,unpaid\ny,B,\n";
    let found = records(list);
    assert_eq!(found[0].due, Some(Due::unsaid()));
    assert_eq!(found[1].due, None);
    assert_eq!(parse_due("unpaid"), Ok(Some(Due::unsaid())));
}

#[test]
fn a_payment_that_says_whether_it_was_made_is_one_and_how_is_none() {
    let due = |list: &str| records(list)[0].due.is_some();
    assert!(due("Name,Payment\nAda,unpaid\nBo,paid\n"));
    assert!(due("Name,Zahlung\nAda,offen\nBo,bezahlt\n"));
    assert!(!due("Name,Payment\nAda,invoice\nBo,card\n"));
    assert!(!due("Name,Payment\nAda,open invoice\nBo,unpaid\n"));
}

#[test]
fn a_no_to_whether_it_is_paid_is_an_open_payment_in_every_language() {
    for (title, yes, no) in [
        ("Zapłacono", "tak", "nie"),
        ("Opłacone", "tak", "nie"),
        ("Opłacono", "opłacone", "nieopłacone"),
        ("Płatność", "zapłacono", "nie zapłacono"),
        ("Bezahlt", "ja", "nein"),
        ("Betaald", "ja", "niet"),
        ("Betaald", "ja", "nee"),
        ("Payé", "oui", "non"),
        ("Pagado", "sí", "no"),
        ("Pago", "sim", "não"),
        ("Paid", "yes", "no"),
        ("Paid", "Y", "N"),
        ("Paid", "✓", "✗"),
        ("Payment status", "completed", "No"),
    ] {
        let list = format!("Name,{title}\nA,{yes}\nB,{no}\n");
        let all = ["confirmed", "confirmed unpaid"].map(str::to_owned);
        assert_eq!(taken(&list), ("payment", all.to_vec()), "{title}: {no}");
    }
    let list = "Name,Cena,Price,Zapłacono\nA,x,5 EUR,tak\nB,x,5 EUR,nie\n";
    assert_eq!(
        taken(list),
        (
            "paid",
            ["confirmed", "confirmed 5.00 EUR"]
                .map(str::to_owned)
                .to_vec()
        )
    );
}

#[test]
fn the_words_of_a_shop_are_those_behind_its_mark() {
    let list = "Name,Order Status\nA,wc-completed\nB,wc-processing\nC,wc-on-hold\nD,wc-refunded\n\
                E,wc-cancelled\nF,wc-pending\nG,wc-failed\n";
    let (place, guests) = taken(list);
    assert_eq!(place, "payment");
    let all = [
        "confirmed",
        "confirmed",
        "confirmed unpaid",
        "refunded",
        "cancelled",
        "confirmed unpaid",
        "confirmed unpaid",
    ];
    assert_eq!(guests, all);
    let (_, guests) = taken("Name,Status\nA,wc-completed\nB,wc-cancelled\n");
    assert_eq!(guests, ["confirmed", "cancelled"]);
}

#[test]
fn a_stroke_below_a_payment_says_nothing() {
    let (_, guests) = taken("Name,Zahlungsstatus\nA,offen\nB,-\nC,–\n");
    assert_eq!(guests, ["confirmed unpaid", "confirmed", "confirmed"]);
}

#[test]
fn an_open_payment_beside_other_words_is_asked_about() {
    let suggested = |list: &str| {
        let reader = open(list.as_bytes(), &[]).unwrap();
        reader.columns().last().unwrap().suggested
    };
    let many = "E,paid\n".repeat(300);
    for title in ["Payment", "Zahlung", "Paiement", "Paid", "Bezahlt"] {
        for cells in [
            "A,paid\nB,refunded\nC,PayPal\nD,unpaid\n".to_owned(),
            "A,PayPal\nB,no\n".to_owned(),
            format!("A,cash\n{many}D,open\n"),
        ] {
            let list = format!("Name,{title}\n{cells}");
            assert_eq!(suggested(&list), Some(Field::Payment), "{list}");
            assert_eq!(taken(&list).0, "question", "{list}");
        }
        for cells in [
            "A,card\nB,paid\n",
            "A,PayPal\nB,12.50\n",
            "A,open\nB,paid\n",
        ] {
            let list = format!("Name,{title}\n{cells}");
            assert_eq!(suggested(&list), None, "{list}");
        }
    }
    let list = "Name,Payment status,Payment\nA,open,PayPal\nB,paid,open\n";
    assert_eq!(suggested(list), None, "another column is it");
}
