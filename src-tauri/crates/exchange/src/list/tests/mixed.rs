//! Lists that look like a service's, and a service's that somebody worked on.

use super::*;

/// Whose list it is, and of each guest the name, the status and the first code.
#[track_caller]
fn taken(list: &str) -> (Format, Vec<String>) {
    let format = open(list.as_bytes(), &[]).unwrap().format();
    let guest = |one: &Record| {
        let code = one.codes.first().map_or("-", String::as_str);
        format!("{} {} {code}", one.name, one.status.word())
    };
    (format, records(list).iter().map(guest).collect())
}

#[test]
fn a_few_common_titles_make_no_list_a_services() {
    for (header, row) in [
        (
            "Order #,Name,Email,Ticket Type,Status,Barcode #",
            "1,Ann,a@x.org,VIP,Cancelled,111",
        ),
        (
            "Order #,Name,Email,Total Paid,Status,Code",
            "1,Ann,a@x.org,25.00,Cancelled,111",
        ),
        (
            "Bestell-Nr.;Teilnehmer-Nr.;Name;E-Mail;Status;Code",
            "1;1;Ann;a@x.org;storniert;111",
        ),
        (
            "Guest ID,Name,Email,Checked In At,Status,Code",
            "G1,Ann,a@x.org,,Cancelled,111",
        ),
        (
            "Bestellnummer;Ticketcode;Vorname;Nachname;E-Mail;Ticketart;Stornierung",
            "O1;111;Ann;;a@x.org;Press;ja",
        ),
        (
            "Order code,Ticket code,First name,Last name,Email,Ticket type,Status",
            "O1,111,Ann,,a@x.org,Press,cancelled",
        ),
        (
            "Ticket ID,Ticket Name,Event ID,Name,Email,Status,Barcode",
            "T1,Press,E1,Ann,a@x.org,Cancelled,111",
        ),
    ] {
        let (format, guests) = taken(&format!("{header}\n{row}\n"));
        assert_eq!(format, Format::Plain, "{header}");
        assert_eq!(guests, ["Ann cancelled 111"], "{header}");
    }
}

#[test]
fn a_services_list_stays_one_with_columns_taken_out_renamed_or_added() {
    for (header, row, format, guest) in [
        (
            "Order #,First Name,Last Name,Email,Barcode #",
            "1,Ann,A,a@x.org,111",
            Format::Eventbrite,
            "Ann A confirmed 111",
        ),
        (
            "Bestell-Nr.;Teilnehmer-Nr.;Vorname;Nachname;E-Mail-Adresse",
            "1;7;Ann;A;a@x.org",
            Format::Eventbrite,
            "Ann A confirmed -",
        ),
        (
            "Order #,Full name,Attendee #,Attendee Status,Code",
            "1,Ann A,7,Attending,111",
            Format::Eventbrite,
            "Ann A confirmed 111",
        ),
        (
            "API ID,Full name,E-mail,Approval Status,QR code",
            "g1,Ann A,a@x.org,declined,111",
            Format::Luma,
            "Ann A declined 111",
        ),
        (
            "guest_id,name,created_at,checked_in_at",
            "g1,Ann A,,",
            Format::Luma,
            "Ann A confirmed g1",
        ),
        (
            "ID,Full name,Email,Status,Product ID,Product Name,Public ID,Short ID",
            "5,Ann A,a@x.org,ACTIVE,1,General,A-1,s1",
            Format::HiEvents,
            "Ann A confirmed A-1",
        ),
        (
            "Bestellnummer;Teilnehmername;Produkt",
            "K7;Ann A;Std",
            Format::Pretix,
            "Ann A confirmed -",
        ),
    ] {
        let found = taken(&format!("{header}\n{row}\n"));
        assert_eq!(found, (format, vec![guest.to_owned()]), "{header}");
    }
}

#[test]
fn what_the_organiser_wrote_behind_a_services_columns_refuses() {
    let eventbrite = "Order #,First Name,Last Name,Email,Attendee #,Attendee Status,Barcode #";
    for (title, word) in [
        ("Status", "Refunded"),
        ("Order Status", "Refunded"),
        ("Refunded", "yes"),
        ("Our own note", "refunded"),
    ] {
        let list = format!("{eventbrite},{title}\n1,Ann,A,a@x.org,7,Attending,111,{word}\n");
        let (format, guests) = taken(&list);
        assert_eq!(format, Format::Eventbrite, "{title}");
        assert_eq!(guests, ["Ann A refunded 111"], "{title}");
        let first = format!("{title},{eventbrite}\n{word},1,Ann,A,a@x.org,7,Attending,111\n");
        assert_eq!(taken(&first).1, guests, "{title}");
    }
    let list = format!("{eventbrite},Status\n1,Ann,A,a@x.org,7,Attending,111,Student\n");
    assert_eq!(taken(&list).1, ["Ann A confirmed 111"], "a question");
    let tito = "Ticket Full Name,Ticket Email,Ticket Reference,Void Status,RSVP\n\
                Ann,a@x.org,AB-1,no,yes\nBo,b@x.org,AB-2,yes,yes\nCy,c@x.org,AB-3,no,no\n";
    let (format, guests) = taken(tito);
    assert_eq!(format, Format::Tito);
    assert_eq!(
        guests,
        ["Ann confirmed -", "Bo cancelled -", "Cy declined -"]
    );
}

#[test]
fn a_question_called_name_is_nobodys_name() {
    let list = "Order #,First Name,Last Name,Email,Attendee #,Attendee Status,Name,Barcode #\n\
                1,Ann,A,a@x.org,7,Attending,Rex (my dog),111\n";
    assert_eq!(taken(list).1, ["Ann A confirmed 111"]);
    assert_eq!(records(list)[0].answers, ["Rex (my dog)"]);
    let list = "guest_id,name,approval_status,qr_code_url,Full name,Ticket code\n\
                g1,Ann A,approved,111,Rex,222\n";
    assert_eq!(taken(list).1, ["Ann A confirmed 111"]);
    assert_eq!(records(list)[0].answers, ["Rex", "222"]);
}
