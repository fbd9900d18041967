//! Columns whose titles don't say what they are.

use lanyard_event::Status;

use super::*;

fn column(content: &str, title: &str) -> (&'static str, SaidBy) {
    let reader = open(content.as_bytes(), &[]).unwrap();
    let column = reader.columns().iter().find(|one| one.title == title);
    let column = column.unwrap();
    (column.place.word(), column.by)
}

#[test]
fn estado_is_the_status_where_its_cells_are() {
    for (header, rows, statuses) in [
        (
            "Nombre,Correo,Estado",
            "Ana,a@example.org,Confirmado\nBea,b@example.org,Cancelado\nCe,c@example.org,\
             Pendiente\nDi,d@example.org,Reembolsada\nEva,e@example.org,Lista de espera\n\
             Flor,f@example.org,\n",
            "confirmed cancelled pending refunded waitlist confirmed",
        ),
        (
            "Nome,E-mail,Stato",
            "Ada,a@example.org,confermata\nBo,b@example.org,Annullato\nCy,c@example.org,\
             in attesa\nDi,d@example.org,rimborsato\n",
            "confirmed cancelled pending refunded",
        ),
        (
            "Nome,E-mail,Estado",
            "Ana,a@example.org,Confirmado\nBia,b@example.org,Cancelada\nCid,c@example.org,\
             Não confirmado\nDé,d@example.org,reembolsado\n",
            "confirmed cancelled pending refunded",
        ),
        (
            "Nom,Courriel,État",
            "Ana,a@example.org,confirmée\nBéa,b@example.org,annulée\n",
            "confirmed cancelled",
        ),
    ] {
        let found = records(&format!("{header}\n{rows}"));
        let found: Vec<_> = found.iter().map(|one| one.status.word()).collect();
        assert_eq!(found.join(" "), statuses, "{header}");
    }
}

#[test]
fn estado_is_a_question_where_its_cells_are_places() {
    for rows in [
        "Ana,a@example.org,Jalisco\nBea,b@example.org,Oaxaca\n",
        // Oklahoma and Siena are states too, and words.
        "Ana,a@example.org,OK\nBea,b@example.org,SI\nCe,c@example.org,TX\n",
    ] {
        let list = format!("Nombre,Correo,Estado\n{rows}");
        assert_eq!(column(&list, "Estado"), ("question", SaidBy::Title));
        let found = records(&list);
        assert!(found.iter().all(|one| one.status == Status::Confirmed));
        assert!(!found[0].answers[0].is_empty(), "and the answer is kept");
    }
}

#[test]
fn one_refusal_makes_it_the_status_wherever_it_stands() {
    let long = "P,p@example.org,Reservado\n".repeat(250);
    for (header, rows, refused) in [
        (
            "Nombre,Correo,Estado",
            "A,a@x.it,Alta\nB,b@x.it,Alta\nC,c@x.it,Alta\nD,d@x.it,Baja",
            "cancelled",
        ),
        (
            "Nome,Email,Stato",
            "A,a@x.it,Prenotato\nB,b@x.it,Prenotato\nD,d@x.it,Annullato",
            "cancelled",
        ),
        (
            "Nom,Email,État",
            "A,a@x.it,Réservé\nB,b@x.it,Réservée\nD,d@x.it,Annulé",
            "cancelled",
        ),
        (
            "Nombre,Correo,Estado",
            &format!("{long}D,d@x.it,Cancelado"),
            "cancelled",
        ),
        (
            "Name,Email,Rückmeldung",
            "A,a@x.it,ja\nD,d@x.it,nein",
            "declined",
        ),
        (
            "Name,Email,Teilnahme",
            "A,a@x.it,zugesagt\nD,d@x.it,Absage",
            "declined",
        ),
        (
            "Nombre,Correo,Asistencia",
            "A,a@x.it,asistirá\nD,d@x.it,no",
            "declined",
        ),
        (
            "Nome,Email,Presenza",
            "A,a@x.it,sì\nD,d@x.it,assente",
            "declined",
        ),
        (
            "Nome,Email,Conferma",
            "A,a@x.it,\nD,d@x.it,in attesa",
            "pending",
        ),
        (
            "Nom,Email,Réponse",
            "A,a@x.it,oui\nD,d@x.it,absent",
            "declined",
        ),
        (
            "Name,Email,Attendance",
            "A,a@x.it,yes\nD,d@x.it,no-show",
            "declined",
        ),
        (
            "Name,Email,Buchungsstatus",
            "A,a@x.it,gebucht\nD,d@x.it,Storno",
            "cancelled",
        ),
        ("Nome,Email,Stato", "A,a@x.it,SI\nD,d@x.it,NO", "declined"),
    ] {
        let list = format!("{header}\n{rows}\n");
        let title = header.rsplit(',').next().unwrap();
        assert_eq!(column(&list, title), ("status", SaidBy::Cells), "{list}");
        let found = records(&list);
        let (last, before) = found.split_last().unwrap();
        assert_eq!(last.status.word(), refused, "{header}");
        assert!(
            before.iter().all(|one| one.status == Status::Confirmed),
            "{header}"
        );
    }
}

#[test]
fn words_for_those_who_come_and_places_make_it_no_status() {
    for rows in [
        "A,a@x.it,OK\nB,b@x.it,OK\nC,c@x.it,OK\nD,d@x.it,TX\n",
        "A,a@x.it,CA\nB,b@x.it,NY\nC,c@x.it,TX\nD,d@x.it,OK\nE,e@x.it,KS\n",
        "A,a@x.it,OK\nB,b@x.it,IN\n",
        "A,a@x.it,NO\nB,b@x.it,DE\nC,c@x.it,IT\n",
        "A,a@x.it,\nB,b@x.it,\n",
        "A,a@x.it,Baja California\nB,b@x.it,Jalisco\n",
    ] {
        let list = format!("Name,Email,State\n{rows}");
        assert_eq!(
            column(&list, "State"),
            ("question", SaidBy::Title),
            "{rows}"
        );
        let found = records(&list);
        assert!(found.iter().all(|one| one.status == Status::Confirmed));
    }
}

#[test]
fn what_makes_it_the_status_is_kept_as_an_answer_too() {
    let list = "Name,Estado,Diet\nAna,Alta,vegan\nBea,Baja,\n";
    let reader = open(list.as_bytes(), &[]).unwrap();
    let questions: Vec<_> = reader.questions().collect();
    assert_eq!(questions, ["Estado", "Diet"], "as if it were none");
    assert_eq!(records(list)[0].answers, ["Alta", "vegan"]);
    assert_eq!(records(list)[1].answers, ["Baja", ""]);
}

#[test]
fn a_word_that_is_no_status_is_reported_where_most_are() {
    let list = "Nombre,Correo,Estado\nAna,a@example.org,Confirmado\nBea,b@example.org,Cancelado\n\
                Ce,c@example.org,Jalisco\n";
    let (good, bad) = read(list.as_bytes());
    assert_eq!(good.len(), 2);
    assert_eq!((bad[0].line, bad[0].column.as_deref()), (4, Some("Estado")));
}

#[test]
fn nobody_who_is_cancelled_comes_in_below_a_long_column_without_cells() {
    let mut list = "Nombre,Correo,Estado\n".to_owned();
    for number in 0..2_000 {
        list += &format!("Ana {number},a{number}@example.org,\n");
    }
    list += "Bea,b@example.org,Cancelado\n";
    let last = records(&list).pop().unwrap();
    assert_eq!(last.status, Status::Cancelled);
}

#[test]
fn what_somebody_said_of_it_or_another_column_says_holds() {
    let list = "Nombre,Correo,Estado\nAna,a@example.org,Confirmado\n";
    let said = [map("Estado", "question")];
    let reader = open(list.as_bytes(), &said).unwrap();
    assert_eq!(places(&reader)[2], ("Estado", "question"));
    let beside = "Nombre,Correo,Estado,Status\nAna,a@example.org,Confirmado,confirmed\n";
    assert_eq!(column(beside, "Estado").0, "question");
    assert_eq!(column(beside, "Status"), ("status", SaidBy::Title));
}

/// What each column that is nothing known looks like.
fn suggested(content: &str) -> Vec<String> {
    let reader = open(content.as_bytes(), &[]).unwrap();
    let columns = reader.columns().iter();
    let suggested = columns.filter(|one| one.suggested == Some(Field::Email));
    suggested.map(|one| one.title.clone()).collect()
}

#[test]
fn a_column_of_addresses_is_suggested_and_never_taken() {
    let list = "Name,Work mail address,Diet\nAda,a@example.org,vegan\nBo,,\nCy,c@example.org,\n";
    assert_eq!(column(list, "Work mail address").0, "question");
    assert_eq!(
        records(list)[2].email,
        "",
        "who a guest is hangs on no cells"
    );
    assert_eq!(suggested(list), ["Work mail address"]);
    let two = "Name,Manager email,Buddy\nAda,boss@example.org,x@example.org\nBo,b@example.org,y@example.org\n";
    assert_eq!(suggested(two), ["Manager email", "Buddy"]);
    assert_eq!(records(two).len(), 2, "and the list is taken");
}

#[test]
fn a_column_that_may_be_the_codes_is_suggested_and_never_taken() {
    let suggested = |list: &str| {
        let reader = open(list.as_bytes(), &[]).unwrap();
        reader.columns().last().unwrap().suggested
    };
    for list in [
        "Name,Ticketnummer\nAda,1001\nBo,1002\n",
        "Name,Kod biletu\nAda,1001\nBo,1002\n",
        "Name,Booking ref\nAda,B-1001\nBo,B-1002\n",
        "Name,Buchungsnr.\nAda,20260017\nBo,20260018\n",
        "Name,Localizador\nAda,X7Q2\nBo,Y8R3\n",
        "Name,Ticket ID\nAda,T-17\nBo,T-18\nCy,\n",
        "Name,What you got\nAda,7f3a9c01\nBo,81bb02fd\n",
        "Name,Id\nAda,550e8400-e29b-41d4-a716-446655440000\n",
    ] {
        assert_eq!(suggested(list), Some(Field::Code), "{list}");
        assert_eq!(records(list)[0].codes, [] as [&str; 0], "{list}");
    }
    for list in [
        "Name,Ticketnummer\nAda,1\nBo,2\n",
        "Name,Ticketnummer\nAda,1001\nBo,1001\n",
        "Name,Diet\nAda,vegan\nBo,none\n",
        "Name,Born\nAda,1815-12-10\nBo,1990-01-01\n",
        "Name,Code,Ticketnummer\nAda,A1,1001\nBo,B2,1002\n",
        "Name,Phone\nAda,0035312345678\nBo,0035387654321\n",
    ] {
        assert_eq!(suggested(list), None, "{list}");
    }
    let qr = "Name,QR\nAda,X1Y2Z3\n";
    assert_eq!(records(qr)[0].codes, ["X1Y2Z3"]);
}

#[test]
fn whoever_has_not_answered_yet_is_not_confirmed_where_others_have_said_yes() {
    let said = |list: &str| records(list)[1].status;
    for (list, status) in [
        ("Name,RSVP\nAda,yes\nBo,\n", Status::Pending),
        ("Name,Kommst du?\nAda,ja\nBo,-\nCy,nein\n", Status::Pending),
        ("Name,RSVP\nAda,\nBo,\n", Status::Confirmed),
        ("Name,RSVP\nAda,no\nBo,\n", Status::Confirmed),
        ("Name,RSVP\nAda,x\nBo,\n", Status::Pending),
        ("Name,Zusage\nAda,X\nBo,-\n", Status::Pending),
        ("Name,Status\nAda,confirmed\nBo,\n", Status::Confirmed),
        ("Name,Status,RSVP\nAda,ok,yes\nBo,ok,\n", Status::Confirmed),
    ] {
        assert_eq!(said(list), status, "{list}");
    }
}

#[test]
fn what_is_no_column_of_addresses_is_not_suggested() {
    for list in [
        "Name,E-Mail,Kontaktmail privat\nAda,a@example.org,p@example.org\n",
        "Name,Handle\nAda,@ada@social.example\nBo,bo at example.org\n",
        "Name,Git remote\nAda,git@github.com:a/b.git\nBo,git@github.com:c/d.git\n",
        "Name,Login\nAda,ada@laptop\nBo,root@10.0.0.1\n",
        "Name,Anything else?\nAda,\nBo,see me at b@example.org\nCy,c@example.org\nDi,\n",
        "Name,Plus one\nAda,\nBo,\nCy,c@example.org\n",
        "Name,Empty\nAda,\n",
    ] {
        assert_eq!(suggested(list), [] as [&str; 0], "{list}");
    }
    let list = "Name,Kontakt\nAda,a@example.org\n";
    let said = [map("Kontakt", "question")];
    let reader = open(list.as_bytes(), &said).unwrap();
    assert_eq!(reader.columns()[1].suggested, None, "somebody was asked");
}

#[test]
fn blanks_beside_nothing_but_yeses_are_not_confirmed() {
    for title in "Présence|Asistencia|Obecność|Teilnahme|Attendance|Participation|Confirmado|\
                  Potwierdzenie|Confirmed|Confirmation|Approved|Accepted|Kommt|Bestätigt|Viene"
        .split('|')
    {
        for yes in ["yes", "oui", "sí", "tak", "ja", "confirmed", "x", "✓"] {
            let list = format!("Name,{title}\nAda,{yes}\nBo,\nCy,-\n");
            assert_eq!(column(&list, title), ("status", SaidBy::Cells), "{list}");
            let found = records(&list);
            let found: Vec<_> = found.iter().map(|one| one.status.word()).collect();
            assert_eq!(found, ["confirmed", "pending", "pending"], "{list}");
        }
        for cells in ["yes\nBo,yes", "yes\nBo,\nCy,by train", "\nBo,"] {
            let list = format!("Name,{title}\nAda,{cells}\n");
            assert_eq!(column(&list, title).0, "question", "{list}");
        }
    }
    let first = "Name,Teilnahme\nAda,nein\nBo,\nCy,ja\n";
    assert_eq!(records(first)[1].status, Status::Pending, "a yes below");
    let order = "Name,Order status,Payment status\nAda,completed,paid\nBo,,open\n";
    assert_eq!(
        records(order)[1].status,
        Status::Confirmed,
        "nobody was asked"
    );
}

#[test]
fn how_many_come_on_a_ticket_is_known_by_its_title() {
    for title in "Qty|Party size|Number of people|# of people|Headcount|Número de personas|\
                  Liczba osób|Nombre de personnes|Aantal personen|Personenzahl|Numero di persone"
        .split('|')
    {
        let list = format!("Name,{title}\nAda,3\nBo,1\nCy,\n");
        let found = records(&list);
        let found: Vec<_> = found.iter().map(|one| one.companions).collect();
        assert_eq!(found, [Some(2), None, None], "{title}");
    }
}

#[test]
fn small_counts_may_be_whom_they_bring() {
    let suggested = |list: &str| {
        let reader = open(list.as_bytes(), &[]).unwrap();
        reader.columns().last().unwrap().suggested
    };
    for (title, field) in [
        ("Guests", Field::Companions),
        ("Begleitung", Field::Companions),
        ("Plus one", Field::Companions),
        ("Anzahl", Field::Quantity),
        ("Tickets", Field::Quantity),
    ] {
        let list = |cells: &str| format!("Name,{title}\nAda,{cells}\nBo,\nCy,0\nDi,-\n");
        assert_eq!(suggested(&list("2")), Some(field), "{title}");
        assert_eq!(suggested(&list("+2")), Some(Field::Companions), "{title}");
        assert_eq!(
            records(&list("2"))[0].companions,
            None,
            "never taken: {title}"
        );
        for cells in ["", "0", "2\nEd,Bo Smith", "2026", "yes"] {
            assert_eq!(suggested(&list(cells)), None, "{title}: {cells}");
        }
        let known = format!("Name,Number of companions,{title}\nAda,1,2\n");
        assert_eq!(suggested(&known), None, "{title}");
    }
    assert_eq!(suggested("Name,Table\nAda,2\nBo,3\n"), None);
}
