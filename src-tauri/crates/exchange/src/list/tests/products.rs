use lanyard_event::Status::{Cancelled, Confirmed, Declined, Pending, Refunded, Waitlist};

use super::*;

#[track_caller]
fn list(name: &str) -> (ListReader, Vec<Record>) {
    let mut reader = ListReader::open(&fixture(name), &[]).unwrap();
    let (records, rejected) = rows(&mut reader).unwrap();
    assert_eq!(rejected, [], "{name}");
    (reader, records)
}

fn statuses(records: &[Record]) -> Vec<lanyard_event::Status> {
    records.iter().map(|record| record.status).collect()
}

fn due(record: &Record) -> Option<String> {
    record.due.as_ref().map(ToString::to_string)
}

/// The columns that are fields or questions; all others are left out.
fn kept(reader: &ListReader) -> Vec<&str> {
    let kept = places(reader)
        .into_iter()
        .filter(|(_, word)| *word != "leave_out");
    kept.map(|(title, _)| title).collect()
}

#[test]
fn luma() {
    let (reader, records) = list("luma.csv");
    assert_eq!(reader.format(), Format::Luma);
    assert_eq!(
        reader.questions().collect::<Vec<_>>(),
        ["phone_number", "Dietary requirements"]
    );
    assert!(!kept(&reader).contains(&"created_at"));
    assert_eq!(
        statuses(&records),
        [Confirmed, Pending, Waitlist, Declined, Pending, Confirmed]
    );
    let first = &records[0];
    assert_eq!(
        (first.name.as_str(), first.company.as_str()),
        ("Órla Ní Bhriain", "Harbour Metrics")
    );
    assert_eq!(
        (first.source_id.as_str(), first.ticket_type.as_str()),
        ("gst-aX3kQ9", "General")
    );
    assert_eq!(
        first.codes,
        [
            "https://luma.com/check-in/evt-Lq8ZtR2nWc5uXyB?pk=g-7Hq2LmW9xTzR4b",
            "g-7Hq2LmW9xTzR4b",
            "gst-aX3kQ9"
        ]
    );
    assert_eq!(
        records[4].name, "guest5@example.org",
        "whoever has not answered has no name"
    );
    assert_eq!(records[5].codes[1], "g-Mn77bVc3XzAs9d", "the older host");
    assert_eq!(records[5].name, "\"Bo\" Okafor");
}

#[test]
fn eventbrite() {
    let (reader, records) = list("eventbrite.csv");
    assert_eq!(reader.format(), Format::Eventbrite);
    assert_eq!(
        reader.questions().collect::<Vec<_>>(),
        ["What will you eat?"]
    );
    assert_eq!(
        statuses(&records),
        [
            Confirmed, Confirmed, Confirmed, Cancelled, Refunded, Confirmed
        ]
    );
    let first = &records[0];
    assert_eq!(first.name, "Niamh Kavanagh");
    assert_eq!(
        (first.role.as_str(), first.company.as_str()),
        ("Site reliability engineer", "Liffey Cloud")
    );
    assert_eq!(first.codes, ["112119122431844158342301"]);
    assert_eq!(
        (first.source_id.as_str(), first.order.as_str()),
        ("18441583423", "11211912243")
    );
    let unnamed = &records[1];
    assert_eq!(
        (unnamed.name.as_str(), unnamed.email.as_str()),
        ("Order 11211912243", "")
    );
    assert_eq!(
        unnamed.codes,
        ["112119122431844158342401"],
        "and the ticket holds"
    );
    assert_eq!(records[5].companions, Some(2), "a quantity of three");
}

#[test]
fn meetup() {
    let (reader, records) = list("meetup.xls");
    assert_eq!(reader.format(), Format::Meetup);
    assert_eq!(kept(&reader), ["Name", "User ID", "RSVP", "Guests"]);
    assert_eq!(
        statuses(&records),
        [Confirmed, Confirmed, Declined, Waitlist]
    );
    assert_eq!(records[1].name, "Zoë van den Berg");
    assert_eq!(
        (records[1].companions, records[1].source_id.as_str()),
        (Some(2), "user 20110044")
    );
    assert!(records[1].codes.is_empty() && records[1].email.is_empty());
}

#[test]
fn tito() {
    let (reader, records) = list("tito.csv");
    assert_eq!(reader.format(), Format::Tito);
    assert_eq!(statuses(&records), [Confirmed, Confirmed, Cancelled]);
    let first = &records[0];
    assert_eq!(
        first.codes,
        [
            "https://ti.to/tickets/ti_pX9tJEguENQbdPOdhq66Vtw",
            "ti_pX9tJEguENQbdPOdhq66Vtw"
        ]
    );
    assert_eq!(
        (first.source_id.as_str(), first.order.as_str()),
        ("QHRT-1", "QHRT")
    );
    assert_eq!(
        (first.ticket_type.as_str(), first.company.as_str()),
        ("Early bird", "Grand Canal Systems")
    );
    assert_eq!(
        records[1].name, "Aoife Lynch",
        "a ticket that is nobody's yet is the buyer's"
    );
    assert_eq!(records[1].email, "aoife@example.org");
    assert!(reader.questions().any(|title| title == "T-shirt size"));
}

#[test]
fn pretix_check_in_list() {
    let (reader, records) = list("pretix_checkin.csv");
    assert_eq!(reader.format(), Format::Pretix);
    let questions: Vec<_> = reader.questions().collect();
    assert!(
        questions.contains(&"Which talk do you come for?"),
        "{questions:?}"
    );
    assert_eq!(records[0].codes, ["w4nh7kdj3xq9zt2fbm5c8yr6pv"]);
    assert_eq!(
        (records[0].name.as_str(), records[0].order.as_str()),
        ("Clara Voss", "K7T3X")
    );
    assert_eq!(records[1].attention, "Special attention");
    assert_eq!(records[1].note, "Ramp at the side door");
    assert_eq!(records[1].ticket_type, "Standard – Student");
    assert_eq!(
        due(&records[2]),
        Some("23.00".into()),
        "ordered and not paid"
    );
    assert_eq!(
        statuses(&records),
        [Confirmed, Confirmed, Confirmed, Pending, Pending],
        "free and not approved; blocked"
    );
    assert_eq!(due(&records[4]), None);
}

#[test]
fn pretix_in_german() {
    let (reader, records) = list("pretix_checkin_de.csv");
    assert_eq!(reader.format(), Format::Pretix);
    let questions: Vec<_> = reader.questions().collect();
    assert!(questions.contains(&"Ernährung"), "{questions:?}");
    assert_eq!(
        (records[0].name.as_str(), records[0].company.as_str()),
        ("Jürgen Groß", "Spree Software GmbH")
    );
    assert_eq!(records[1].codes, ["t9wm4xcz7qk2vb5hnj8dy3rfp6"]);
    assert_eq!(due(&records[1]), Some("23.00".into()));
    assert_eq!(
        (records[0].attention.as_str(), records[1].attention.as_str()),
        ("", "Special attention")
    );
}

#[test]
fn pretix_orders_as_csv_and_as_the_second_sheet_of_a_workbook() {
    for name in ["pretix_orders.csv", "pretix_orders.xlsx"] {
        let (reader, records) = list(name);
        assert_eq!(reader.format(), Format::Pretix, "{name}");
        assert_eq!(
            names(&records),
            ["Clara Voss", "Clara Voss", "Yara Haddad", "Ivo Petrov"],
            "{name}"
        );
        assert_eq!(
            statuses(&records),
            [Confirmed, Confirmed, Confirmed, Cancelled],
            "{name}"
        );
        assert_eq!(
            due(&records[2]),
            Some("23.00".into()),
            "{name}: pending in pretix is unpaid"
        );
        assert_eq!(records[1].ticket_type, "Standard – Student", "{name}");
        assert_eq!(
            (records[1].source_id.as_str(), records[1].email.as_str()),
            ("PQ8ZV2LHCR", "clara@example.org"),
            "{name}"
        );
        assert_eq!(records[1].codes, ["m2cq8bxw5vn7rk4jdy9hz3tfp6"], "{name}");
        assert_eq!(
            (records[0].company.as_str(), records[1].company.as_str()),
            ("Elbe Data", ""),
            "{name}"
        );
        assert_eq!(
            reader
                .questions()
                .filter(|title| title.contains("shirt"))
                .count(),
            1,
            "{name}"
        );
        assert!(!kept(&reader).contains(&"Event slug"), "{name}");
    }
}

/// pretix translates its headers; these are its own words.
#[test]
fn pretix_is_known_in_each_of_its_languages() {
    for header in [
        "Order code;Attendee name;Product;Secret;E-mail",
        "Bestellnummer;Name Teilnehmer*in;Produkt;Secret;E-Mail",
        "Code de commande;Nom du participant;Produit;Secret;E-mail",
        "Código del pedido;Nombre del asistente;Producto;Secreto;E-mail",
        "Bestelcode;Naam deelnemer;Product;Geheim;E-mail",
        "Codice ordine;Nome del partecipante;Prodotto;Secret;E-mail",
        "Código do pedido;Nome do participante;Produto;Segredo;E-mail",
        "Bestellnummer;Name des Teilnehmers;Produkt;Ticket-Code;E-Mail",
    ] {
        let reader = open(format!("{header}\n").as_bytes(), &[]).unwrap();
        assert_eq!(reader.format(), Format::Pretix, "{header}");
        let words: Vec<_> = places(&reader).iter().map(|(_, word)| *word).collect();
        assert_eq!(
            words,
            ["order", "name", "ticket_type", "code", "buyer_email"],
            "{header}"
        );
    }
}

#[test]
fn hi_events() {
    let (reader, records) = list("hi_events.csv");
    assert_eq!(reader.format(), Format::HiEvents);
    assert_eq!(statuses(&records), [Confirmed, Cancelled, Confirmed]);
    assert_eq!(due(&records[2]), Some("unpaid".into()), "awaits a payment");
    assert_eq!(
        records[0].codes,
        ["A-7KQ2PXM"],
        "the QR holds the public id"
    );
    assert_eq!(
        (
            records[0].source_id.as_str(),
            records[0].ticket_type.as_str()
        ),
        ("501", "General")
    );
    assert_eq!(records[2].note, "pays at the door");
    assert_eq!(reader.questions().collect::<Vec<_>>(), ["Dietary needs"]);
}

#[test]
fn plain_lists_as_spreadsheets_write_them() {
    let (reader, records) = list("plain_de.csv");
    assert_eq!(reader.format(), Format::Plain);
    assert_eq!(
        names(&records),
        ["Anja Köhler", "Björn Østergaard", "Cem Yilmaz"]
    );
    assert_eq!(statuses(&records), [Confirmed, Declined, Waitlist]);
    assert_eq!(records[0].line, 3, "behind Excel's first line");
    let days: Vec<_> = records
        .iter()
        .map(|record| record.answers[1].as_str())
        .collect();
    assert_eq!(
        days,
        ["3.12.2026", "03/12/26", "2026-12-03"],
        "dates stay as they were written"
    );
    assert_eq!(records[1].answers[0], "Nüsse; Sellerie");
    let (_, records) = list("plain_fr.csv");
    assert_eq!(names(&records), ["Amélie Girard", "Luc Œuvrard"]);
    let (_, records) = list("plain_it.csv");
    assert_eq!(names(&records), ["Giulia Rossi"]);
}

/// Headers in another order, renamed in part, and with the organiser's questions between.
#[test]
fn a_product_is_known_by_some_of_its_columns_in_any_order() {
    let content = "Is this your first time?,Barcode # ,ATTENDEE STATUS,Email,Ticket Type ,Surname,First Name\n\
        yes,123456789012345678901,Attending,ada@example.org,GA,Lovelace,Ada\n";
    let mut reader = open(content.as_bytes(), &[]).unwrap();
    assert_eq!(reader.format(), Format::Eventbrite);
    let (records, rejected) = rows(&mut reader).unwrap();
    assert_eq!(rejected, []);
    assert_eq!(records[0].name, "Ada Lovelace");
    assert_eq!(records[0].email, "ada@example.org");
}

#[test]
fn whose_company_it_is_does_not_hang_on_the_order_of_columns() {
    let content = "Order Company Name,Ticket Company Name,Ticket Full Name,Ticket Email,Ticket Reference\n\
        Buyer Ltd,Ada Ltd,Ada,ada@example.org,AB-1\n";
    let mut reader = open(content.as_bytes(), &[]).unwrap();
    assert_eq!(reader.format(), Format::Tito);
    let (records, _) = rows(&mut reader).unwrap();
    assert_eq!(records[0].company, "Ada Ltd");
}

#[test]
fn an_own_question_called_status_is_no_status_of_a_check_in_list() {
    let list = |status: [&str; 2]| {
        format!(
            "Order code,Attendee name,Product,Checked in,Automatically checked in,Secret,Status\n\
             A1,Ada,General,,,s3cr3t1,{}\nB2,Bo,General,,,s3cr3t2,{}\n",
            status[0], status[1]
        )
    };
    let comes = records(&list(["Student", "Professional"]));
    assert_eq!(statuses(&comes), [lanyard_event::Status::Confirmed; 2]);
    let by_hand = records(&list(["ok", "storniert"]));
    assert_eq!(
        statuses(&by_hand),
        [
            lanyard_event::Status::Confirmed,
            lanyard_event::Status::Cancelled
        ]
    );
}
