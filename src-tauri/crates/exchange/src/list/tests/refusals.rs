//! A refusal counts wherever it stands in a list.

use super::*;

/// What is said of each guest of a list.
#[track_caller]
fn said(list: &str) -> Vec<&'static str> {
    records(list).iter().map(|one| one.status.word()).collect()
}

/// What columns are taken for by their cells.
fn guessed(list: &str) -> Vec<String> {
    let reader = open(list.as_bytes(), &[]).unwrap();
    let columns = reader.columns().iter();
    let guessed = columns.filter(|one| one.by == SaidBy::Cells);
    guessed
        .map(|one| format!("{} {}", one.title, one.place.word()))
        .collect()
}

#[test]
fn whatever_a_column_of_the_status_is_called() {
    for (word, status, titles) in [
        (
            "Refunded",
            "refunded",
            "Ticket status,Ticket-Status,ticket_state,Confirmation status,Attendance status,\
             Participation status,Invitation status,Status of registration,Application status,\
             Refund status,Answer,RSVP response,Sign-up status,Current state of affairs",
        ),
        (
            "No",
            "declined",
            "Coming?,Will attend,RSVP response,Reply,Decision,Invitation status",
        ),
        (
            "storniert",
            "cancelled",
            "Ticketstatus,Anmeldungsstatus,Status der Anmeldung,Anmeldung,\
             Zu-/Absage,Status Anmeldung,Stand",
        ),
        ("nein", "declined", "Kommt?,Nimmt teil,Zu-/Absage,Anmeldung"),
        (
            "annulé",
            "cancelled",
            "Statut inscription,Statut du billet,Statut commande,Inscription",
        ),
        ("non", "declined", "Vient,Présent"),
        (
            "cancelado",
            "cancelled",
            "Situación,Estado del ticket,Inscripción",
        ),
        ("annullato", "cancelled", "Stato del biglietto,Stato ordine"),
        ("no", "declined", "Partecipa"),
        ("geannuleerd", "cancelled", "Ticketstatus,Inschrijfstatus"),
        ("nee", "declined", "Aanwezig,Komt"),
        ("anulowany", "cancelled", "Status zgłoszenia,Status biletu"),
    ] {
        for title in titles.split(',') {
            let list = format!("Name,Code,{title}\nAnn,111,{word}\nBo,222,\n");
            assert_eq!(said(&list), [status, "confirmed"], "{title}");
            assert_eq!(guessed(&list).len(), 1, "and it is said: {title}");
            let reader = open(list.as_bytes(), &[]).unwrap();
            assert!(reader.questions().any(|one| one == title), "kept: {title}");
        }
    }
}

#[test]
fn a_yes_or_a_date_below_a_refusal_is_one() {
    for (title, yes, no, status) in [
        ("Cancelled", "yes", "no", "cancelled"),
        ("Canceled at", "2026-01-02 18:00", "", "cancelled"),
        ("Cancellation date", "1/2/2026", "-", "cancelled"),
        ("Voided", "TRUE", "FALSE", "cancelled"),
        ("Refunded", "1", "0", "refunded"),
        ("Refunded", "25.00 EUR", "0.00 EUR", "refunded"),
        ("Refund status", "completed", "none", "refunded"),
        ("Waitlist", "x", "", "waitlist"),
        ("Storniert", "ja", "nein", "cancelled"),
        ("Storniert am", "3.11.2026", "", "cancelled"),
        ("Stornierung", "telefonisch", "keine", "cancelled"),
        ("Absage", "wegen Krankheit", "", "declined"),
        ("Erstattet", "ja", "nein", "refunded"),
        ("Warteliste", "3", "", "waitlist"),
        ("Annulé(e)", "oui", "non", "cancelled"),
        ("Remboursé", "oui", "non", "refunded"),
        ("Cancelado", "sí", "no", "cancelled"),
        ("Annullato", "sì", "no", "cancelled"),
        ("Geannuleerd", "ja", "nee", "cancelled"),
        ("Anulowano", "tak", "nie", "cancelled"),
    ] {
        let list = format!("Name,Code,{title}\nAnn,111,{yes}\nBo,222,{no}\n");
        assert_eq!(said(&list), [status, "confirmed"], "{title}");
        assert_eq!(guessed(&list), [format!("{title} status")]);
        let nobody = format!("Name,Code,{title}\nAnn,111,{no}\nBo,222,{no}\n");
        assert_eq!(said(&nobody), ["confirmed"; 2], "{title}");
        assert_eq!(guessed(&nobody), [] as [&str; 0], "{title}");
        // Nor does whoever says that it is the status mean the opposite.
        let map = [map(title, "status")];
        let (good, _) = rows(&mut open(list.as_bytes(), &map).unwrap()).unwrap();
        assert_eq!(good[0].status.word(), status, "{title}");
    }
}

#[test]
fn a_column_of_nothing_but_words_for_it_is_the_status_whatever_its_title() {
    for (words, status) in [
        ("booked\nC,333,cancelled", "cancelled"),
        ("\nC,333,Rückerstattung", "refunded"),
        ("ok\nC,333,abgesagt", "declined"),
        ("yes\nC,333,waiting list", "waitlist"),
    ] {
        let plain = format!("Name,Code,Flight\nA,111,-\nB,222,{words}\n");
        let luma = format!("name,qr_code_url,Flight,\nA,111,-\nB,222,{words}\n");
        let luma = luma.replace('\n', ",approved\n");
        let luma = luma.replacen(",,approved", ",approval_status", 1);
        for list in [plain, luma] {
            assert_eq!(said(&list), ["confirmed", "confirmed", status], "{list}");
            assert_eq!(guessed(&list), ["Flight status"], "{list}");
        }
    }
}

#[test]
fn what_may_be_an_answer_to_another_question_makes_it_none() {
    for (title, cells) in [
        ("Vegetarian", "yes no"),
        ("Plus one", "maybe none"),
        ("Country", "NO DE"),
        ("Prioridad", "Alta Baja"),
        ("Passport", "valid expired"),
        ("Last year", "attended no-show"),
        ("Photo consent", "accepted declined"),
        ("Flight", "cancelled window"),
        ("Drinks", "open ok"),
    ] {
        let cells = cells.replace(' ', "\nB,222,");
        let list = format!("Name,Code,{title}\nA,111,{cells}\n");
        assert_eq!(guessed(&list), [] as [&str; 0], "{title}");
        assert_eq!(said(&list), ["confirmed"; 2], "{title}");
    }
    let list = "Name,Flight\nA,booked\nB,cancelled\n";
    let map = [map("Flight", "question")];
    let (good, _) = rows(&mut open(list.as_bytes(), &map).unwrap()).unwrap();
    assert_eq!(good[1].status.word(), "confirmed", "as somebody said");
}

/// Our own list says what became of them since.
#[test]
fn an_answer_in_our_own_list_is_no_status() {
    let list = "lanyard_id,name,status,left_at,Estado,Cancelled\n1,Ana,confirmed,,Baja,yes\n";
    assert_eq!(said(list), ["confirmed"]);
}

#[test]
fn an_unknown_word_below_a_title_that_says_status_is_told_where_others_are_known() {
    let list = "Name,Code,Ticket status\nA,111,Valid\nB,222,Kaputt\n";
    let (good, bad) = read(list.as_bytes());
    assert_eq!(names(&good), ["A"]);
    assert_eq!(bad[0].column.as_deref(), Some("Ticket status"));
    let list = "Name,Code,Ticket status\nA,111,Early\nB,222,Late\n";
    assert_eq!(said(list), ["confirmed"; 2], "it is about something else");
}

#[test]
fn of_several_columns_the_surest_refusal_counts() {
    for (header, cells, status) in [
        ("Status,RSVP", "Registered,No", "declined"),
        ("RSVP,Status", "No,Registered", "declined"),
        ("Status,Attendee status", ",Cancelled", "cancelled"),
        ("Attendee status,RSVP", "Attending,No", "declined"),
        ("RSVP,Attendee status", "No,Cancelled", "cancelled"),
        ("Status,Order status", "confirmed,refunded", "refunded"),
        ("Status,Cancelled", "confirmed,yes", "cancelled"),
        ("Status,Refunded,Waitlist", "confirmed,no,yes", "waitlist"),
        ("Teilnahme,Buchungsstatus", "ja,storniert", "cancelled"),
        ("Teilnahme,Buchungsstatus", "nein,bezahlt", "declined"),
        ("Status,Flight", "waitlist,cancelled", "cancelled"),
    ] {
        let list = format!("Name,Code,{header}\nA,111,{cells}\nB,222,{}\n", {
            ",".repeat(header.matches(',').count())
        });
        assert_eq!(said(&list), [status, "confirmed"], "{header}");
    }
    let list = "Name,Status,RSVP\nA,Registered,No\nB,Registered,Yes\n";
    let reader = open(list.as_bytes(), &[]).unwrap();
    assert_eq!(
        places(&reader)[1..],
        [("Status", "status"), ("RSVP", "status")]
    );
    assert!(
        !reader.has_by_cells(Field::Status),
        "one is it by its title"
    );
}

#[test]
fn a_refusal_counts_where_another_status_cannot_be_read() {
    for cells in ["Fritz,cancelled", "cancelled,Fritz"] {
        let list = format!("Name,Code,RSVP,Status\nA,111,{cells}\nB,222,no,maybe\n");
        let (good, bad) = read(list.as_bytes());
        assert_eq!(bad, [], "{cells}");
        assert_eq!(good[0].status.word(), "cancelled", "{cells}");
        assert!(good[0].unread.is_some(), "{cells}");
    }
}

#[test]
fn whoever_says_which_is_the_status_is_told_no_other_by_cells_alone() {
    let list = "Name,Mine,Flight,Attendee status\nA,ok,cancelled,declined\nB,ok,cancelled,\n";
    let said = [map("Mine", "status")];
    let (good, _) = rows(&mut open(list.as_bytes(), &said).unwrap()).unwrap();
    let statuses: Vec<_> = good.iter().map(|one| one.status.word()).collect();
    assert_eq!(
        statuses,
        ["declined", "confirmed"],
        "a title that says so counts"
    );
    let said = [map("Mine", "status"), map("Flight", "status")];
    let (good, _) = rows(&mut open(list.as_bytes(), &said).unwrap()).unwrap();
    assert_eq!(good[1].status.word(), "cancelled", "or who says both");
}

#[test]
fn several_words_in_a_cell_refuse_as_surely_as_any_of_them() {
    for (word, status) in [
        ("Canceled (paid fee)", "cancelled"),
        ("storniert/erstattet", "cancelled"),
        ("Confirmed, cancelled", "cancelled"),
        ("Refunded (see mail of Tuesday)", "refunded"),
        ("Partially Refunded", "confirmed"),
        ("confirmed / paid", "confirmed"),
        ("Nimmt teil", "confirmed"),
        ("Nimmt nicht teil", "declined"),
        ("Participe", "confirmed"),
        ("Ne participe pas", "declined"),
        ("Neemt deel", "confirmed"),
        ("Neemt niet deel", "declined"),
        ("Excused", "declined"),
        ("krank", "declined"),
        ("Not confirmed", "pending"),
        ("To be confirmed", "pending"),
        ("Partially paid", "pending"),
        ("Pending (confirmed)", "pending"),
        ("potwierdzony", "confirmed"),
        ("anulowany", "cancelled"),
        ("zwrócony", "refunded"),
        ("oczekujący", "pending"),
    ] {
        let list = format!("Name,Status\nA,\"{word}\"\n");
        assert_eq!(said(&list), [status], "{word}");
    }
    for word in ["Confirmed (or was it?)", "Yes, with a dog", "on the roof"] {
        let list = format!("Name,Status\nA,\"{word}\"\n");
        let (_, bad) = read(list.as_bytes());
        assert_eq!(bad.len(), 1, "{word}");
    }
}

#[test]
fn a_refusal_beside_the_titles_counts() {
    let list = "Name,Code,\nAnn,111,storniert\nBo,222,\n";
    assert_eq!(said(list), ["cancelled", "confirmed"]);
    let reader = open(list.as_bytes(), &[]).unwrap();
    assert_eq!(reader.questions().count(), 0, "nothing was asked");
    let list = "Name,Code,\nAnn,111,window seat\nBo,222,storniert\n";
    assert_eq!(said(list), ["confirmed"; 2]);
}

#[test]
fn refusals_among_other_answers_are_asked_about() {
    let suggested = |list: &str| {
        let reader = open(list.as_bytes(), &[]).unwrap();
        reader.columns().last().unwrap().suggested
    };
    let many = "A,ok\n".repeat(300);
    for cells in [
        "A,window seat\nB,cancelled\n".to_owned(),
        "A,cancelled\nB,window seat\n".to_owned(),
        format!("A,cancelled\n{many}B,window seat\n"),
    ] {
        let list = format!("Name,Flight\n{cells}");
        assert_eq!(suggested(&list), Some(Field::Status));
        assert_eq!(guessed(&list), [] as [&str; 0], "it is a question");
    }
    for list in [
        "Name,Flight\nA,window seat\nB,no\n",
        "Name,Flight\nA,booked\nB,cancelled\n",
        "Name,Photo consent\nA,ask me\nB,declined\n",
        "lanyard_id,name,left_at,Flight\n1,A,,window\n2,B,,cancelled\n",
    ] {
        assert_eq!(suggested(list), None, "{list}");
    }
}

#[test]
fn a_sign_says_as_much_as_a_word() {
    for (sign, status) in [
        ("✅", "confirmed"),
        ("✔️", "confirmed"),
        ("❌", "declined"),
        ("✗", "declined"),
        ("👎", "declined"),
        ("?", "pending"),
        ("-", "confirmed"),
    ] {
        assert_eq!(
            said(&format!("Name,Status\nA,{sign}\n")),
            [status],
            "{sign}"
        );
    }
    assert_eq!(
        said("Name,Cancelled\nA,✔\nB,✗\n"),
        ["cancelled", "confirmed"]
    );
    let (_, bad) = read("Name,Status\nA,🐙\n".as_bytes());
    assert_eq!(bad.len(), 1, "nobody knows what that says");
}

#[test]
fn a_no_beside_other_words_refuses_nobody() {
    for word in ["N/A", "Y/N", "Going (no +1)"] {
        let (_, bad) = read(format!("Name,Status\nA,{word}\n").as_bytes());
        assert_eq!(bad.len(), 1, "{word}");
    }
    assert_eq!(said("Name,RSVP\nA,\"No, sorry\"\n"), ["declined"]);
    assert_eq!(said("Name,RSVP\nA,n\n"), ["declined"]);
}

#[test]
fn whoever_is_struck_off_under_other_titles_is_refused_too() {
    for (title, word, status) in [
        ("Deleted", "yes", "cancelled"),
        ("Removed at", "2026-11-01", "cancelled"),
        ("Banned", "TRUE", "cancelled"),
        ("Gesperrt", "ja", "cancelled"),
        ("Afgemeld", "ja", "cancelled"),
        ("Not coming", "x", "declined"),
        ("Approved", "no", "declined"),
        ("Registered", "No", "declined"),
        ("Angemeldet", "nein", "declined"),
        ("Aangemeld", "nee", "declined"),
        ("Inscrit", "non", "declined"),
        ("Valid", "FALSE", "declined"),
        ("Can you make it?", "No", "declined"),
    ] {
        let yes = if refusing_word(title) { "no" } else { "yes" };
        let list = format!("Name,Email,{title}\nA,a@x.it,{word}\nB,b@x.it,{yes}\n");
        let list = if title == "Inscrit" {
            list.replace("yes", "oui")
        } else {
            list
        };
        assert_eq!(said(&list), [status, "confirmed"], "{title}: {word}");
    }
    fn refusing_word(title: &str) -> bool {
        [
            "Deleted",
            "Banned",
            "Gesperrt",
            "Afgemeld",
            "Not coming",
            "Removed at",
        ]
        .contains(&title)
    }
}

#[test]
fn a_refusal_that_says_more_counts_in_a_column_of_any_title() {
    let list = |title: &str| format!("Name,{title}\nAda,cancelled by organiser\nBo,ok\n");
    for title in ["State", "Status", "Registration", "Remarks on coming"] {
        assert_eq!(said(&list(title)), ["cancelled", "confirmed"], "{title}");
    }
}

#[test]
fn a_title_that_begins_with_rsvp_is_one() {
    for title in ["RSVP (final)", "RSVP Nov 2026", "rsvp_yes_no"] {
        let list = format!("Name,{title}\nA,yes\nB,no\nC,\n");
        assert_eq!(said(&list), ["confirmed", "declined", "pending"], "{title}");
        assert_eq!(guessed(&list), [format!("{title} status")]);
    }
    for title in ["RSVP date", "RSVP note", "RSVP deadline"] {
        let list = format!("Name,{title}\nA,2026-11-01\nB,no\n");
        assert_eq!(guessed(&list), [] as [&str; 0], "{title}");
    }
}

#[test]
fn a_no_below_a_title_that_asks_whether_they_come_is_asked_about_and_refuses_nobody() {
    let suggested = |list: &str| {
        let reader = open(list.as_bytes(), &[]).unwrap();
        reader.columns().last().unwrap().suggested
    };
    let many = "A,ok\n".repeat(300);
    for title in "Can attend|Attend|Going to the event|Bist du dabei?|Dabei?|Viendra|Participera|\
                  Présent(e) ?|¿Vas a venir?|Przyjdzie|Udział|Potwierdzenie obecności|\
                  Are you attending the dinner?|Kommst du mit?|Teilnahme am Abend|Bent u aanwezig?|\
                  Vai partecipare?|Confirma asistencia|Will she come?"
        .split('|')
    {
        for cells in [
            "A,yes\nB,no\n".to_owned(),
            "A,by train\nB,nein\n".to_owned(),
            "A,\nB,nie\n".to_owned(),
            format!("A,maybe on Sunday\n{many}B,non\n"),
        ] {
            let list = format!("Name,{title}\n{cells}");
            assert_eq!(suggested(&list), Some(Field::Status), "{list}");
            assert!(said(&list).iter().all(|one| *one == "confirmed"), "{list}");
        }
        let list = format!("Name,{title}\nA,yes\nB,yes\n");
        assert_eq!(suggested(&list), None, "{list}");
    }
    for list in [
        "Name,Vegetarian\nA,yes\nB,no\n",
        "Name,Giving a presentation\nA,yes\nB,no\n",
        "Name,Souvenir\nA,yes\nB,no\n",
        "Name,Einkommen\nA,yes\nB,no\n",
        "Name,I confirm the terms\nA,yes\nB,no\n",
        "lanyard_id,name,left_at,Dabei?\n1,A,,ja\n2,B,,nein\n",
    ] {
        assert_eq!(suggested(list), None, "{list}");
    }
    let list = "Name,Dabei?\nA,ja\nB,nein\n";
    let map = [map("Dabei?", "question")];
    let reader = open(list.as_bytes(), &map).unwrap();
    assert_eq!(reader.columns()[1].suggested, None, "somebody was asked");
}
