//! What other programs leave around what is meant.

use lanyard_event::Due;

use super::*;

#[test]
fn a_cell_that_was_made_text_is_what_it_shows() {
    let list = "Name,Code,Phone\nAnn,\"=\"\"0012\"\"\",'0353 1\nBo,'0013,\nCy, 0014 ,=x\n\
                'Di,'AB-15,'t Hart\n";
    let found = records(list);
    let codes: Vec<_> = found.iter().map(|one| one.codes[0].as_str()).collect();
    assert_eq!(codes, ["0012", "0013", "0014", "AB-15"]);
    let answers: Vec<_> = found.iter().map(|one| one.answers[0].as_str()).collect();
    assert_eq!(answers, ["0353 1", "", "=x", "'t Hart"]);
    assert_eq!(found[3].name, "'Di", "it may be part of a name");
}

#[test]
fn an_address_is_taken_out_of_what_programs_write_around_it() {
    let list = "Name,Email\nDi,<d@x.org>\nEd,mailto:e@x.org\nFlo,MAILTO:f@x.org\n\
                Gus,Gus G <g@x.org>\nHal,<mailto:h@x.org>\n";
    let found = records(list);
    let emails: Vec<_> = found.iter().map(|one| one.email.as_str()).collect();
    assert_eq!(
        emails,
        ["d@x.org", "e@x.org", "f@x.org", "g@x.org", "h@x.org"]
    );
    assert_eq!(parse_email(" <d@x.org> "), Ok("d@x.org".to_owned()));
    assert!(parse_email("<d>").is_err());
    let (_, bad) = read(b"Name,Email\nBo,b@x.org;c@x.org\nCy,c @x.org\n");
    assert_eq!(bad.len(), 2);
}

#[test]
fn marks_that_turn_the_text_are_no_part_of_a_name() {
    let list = "Name,Email\n\u{202e}Eve\u{202c} \u{2066}M\u{2069},e@x.org\n";
    assert_eq!(records(list)[0].name, "Eve M");
}

#[test]
fn a_list_may_be_in_polish() {
    let list = "Imię;Nazwisko;E-mail;Firma;Kod;Typ biletu;Status\n\
                Łukasz;Żółć;l@x.pl;Ółk;111;VIP;anulowany\n";
    let found = &records(list)[0];
    assert_eq!(
        (found.name.as_str(), found.status.word()),
        ("Łukasz Żółć", "cancelled")
    );
    assert_eq!(
        (found.codes[0].as_str(), found.ticket_type.as_str()),
        ("111", "VIP")
    );
    assert_eq!(
        records("Imię i nazwisko;Stan\nŁ Ż;zwrócony\n")[0]
            .status
            .word(),
        "refunded"
    );
    assert_eq!(records("Nombre;Código\nAna;0012\n")[0].codes, ["0012"]);
}

#[test]
fn who_has_not_paid_owes_something_without_a_price_too() {
    for (title, yes, no) in [
        ("Paid", "yes", "no"),
        ("Bezahlt", "x", "nein"),
        ("Payé", "oui", "non"),
        ("Pagado", "sí", "no"),
        ("Betaald", "ja", "nee"),
    ] {
        let list = format!("Name,Code,{title}\nAnn,111,{no}\nBo,222,{yes}\nCy,333,\n");
        let reader = open(list.as_bytes(), &[]).unwrap();
        assert_eq!(places(&reader)[2], (title, "payment"));
        assert!(
            reader.has_by_cells(Field::Due),
            "it is the same list as before"
        );
        let found = records(&list);
        let due: Vec<_> = found.iter().map(|one| one.due.clone()).collect();
        assert_eq!(due, [Some(Due::unsaid()), None, None], "{title}");
    }
    let amounts = "Name,Paid\nAnn,25.00\nBo,0\n";
    assert_eq!(
        places(&open(amounts.as_bytes(), &[]).unwrap())[1].1,
        "question"
    );
    let both = "Name,Paid,Payment status\nAnn,yes,open\nBo,no,paid\n";
    let reader = open(both.as_bytes(), &[]).unwrap();
    assert_eq!(
        places(&reader)[1..],
        [("Paid", "question"), ("Payment status", "payment")]
    );
}
