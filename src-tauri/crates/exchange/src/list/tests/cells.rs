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
        "Ana,a@example.org,OK\nBea,b@example.org,SI\nCe,c@example.org,TX\nDi,d@example.org,CA\n\
         Ed,e@example.org,NY\n",
    ] {
        let list = format!("Nombre,Correo,Estado\n{rows}");
        assert_eq!(column(&list, "Estado"), ("question", SaidBy::Title));
        let found = records(&list);
        assert!(found.iter().all(|one| one.status == Status::Confirmed));
        assert!(!found[0].answers[0].is_empty(), "and the answer is kept");
    }
}

#[test]
fn a_word_that_is_no_status_is_reported_where_most_are() {
    let list = "Nombre,Correo,Estado\nAna,a@example.org,Confirmado\nBea,b@example.org,Cancelado\n\
                Ce,c@example.org,Jalisco\n";
    let (good, bad) = read(list.as_bytes());
    assert_eq!(good.len(), 2);
    assert_eq!((bad[0].line, bad[0].column.as_deref()), (4, Some("Estado")));
    let half = "Nombre,Correo,Estado\nAna,a@example.org,Cancelado\nBea,b@example.org,Alta\n";
    let (good, bad) = read(half.as_bytes());
    assert_eq!((good[0].status, bad.len()), (Status::Cancelled, 1));
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

#[test]
fn a_column_of_addresses_is_the_email_where_none_is_known() {
    let list = "Name,Work mail address,Diet\nAda,a@example.org,vegan\nBo,,\nCy,c@example.org,\n";
    let known = column(list, "Work mail address");
    assert_eq!(known, ("email", SaidBy::Cells));
    assert_eq!(records(list)[2].email, "c@example.org");
    // Where one is known, another is a question.
    let beside = "Name,E-Mail,Kontaktmail privat\nAda,a@example.org,p@example.org\n";
    assert_eq!(column(beside, "Kontaktmail privat").0, "question");
    let no_list = "Name,Handle\nAda,@ada@social.example\nBo,bo at example.org\n";
    assert_eq!(column(no_list, "Handle").0, "question");
    let said = [map("Work mail address", "question")];
    let reader = open(list.as_bytes(), &said).unwrap();
    assert_eq!(places(&reader)[1], ("Work mail address", "question"));
}

#[test]
fn two_columns_of_addresses_are_asked_about() {
    let list = "Name,Work mail address,Kontaktmail privat\nAda,a@example.org,p@example.org\n";
    match open(list.as_bytes(), &[]) {
        Err(ListError::TwoColumns {
            field,
            first,
            second,
        }) => assert_eq!(
            (field, first.as_str(), second.as_str()),
            (Field::Email, "Work mail address", "Kontaktmail privat")
        ),
        other => panic!("{:?}", other.map(|_| ())),
    }
    let said = [map("Kontaktmail privat", "question")];
    let reader = open(list.as_bytes(), &said).unwrap();
    assert_eq!(places(&reader)[1], ("Work mail address", "email"));
}
