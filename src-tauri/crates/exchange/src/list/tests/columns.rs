use super::*;

/// The fields of a header, without the columns that are none.
#[track_caller]
fn fields(header: &str) -> Vec<(String, &'static str)> {
    let content = format!("{header}\n");
    let reader = open(content.as_bytes(), &[]).unwrap();
    let columns = reader.columns().iter();
    columns
        .filter(|column| matches!(column.place, Place::Field(_)))
        .map(|column| (column.title.clone(), column.place.word()))
        .collect()
}

#[test]
fn a_plain_list_may_be_in_any_of_seven_languages() {
    for (header, expected) in [
        (
            "Vorname,Nachname,E-Mail-Adresse,Firma",
            "first_name last_name email company",
        ),
        (
            "Vorname,Name,Mail,Unternehmen",
            "first_name last_name email company",
        ),
        ("Name,E-Mail,Funktion,Bemerkungen", "name email role note"),
        (
            "Prénom,Nom,Courriel,Société",
            "first_name last_name email company",
        ),
        ("Nom,Adresse e-mail,Poste", "name email role"),
        (
            "Nombre,Apellidos,Correo electrónico,Empresa",
            "first_name last_name email company",
        ),
        ("Nombre,Correo,Cargo", "name email role"),
        (
            "Voornaam,Achternaam,E-mailadres,Bedrijf",
            "first_name last_name email company",
        ),
        ("Naam,Functie,Opmerkingen", "name role note"),
        (
            "Nome,Cognome,Indirizzo e-mail,Azienda",
            "first_name last_name email company",
        ),
        (
            "Nome,Sobrenome,E-mail,Empresa",
            "first_name last_name email company",
        ),
        ("Nome,Função,Observações", "name role note"),
        (
            "FULL NAME ,Job title,Organization,RSVP",
            "name role company status",
        ),
        ("name,first_name,last_name", "name first_name last_name"),
    ] {
        let found: Vec<_> = fields(header).iter().map(|(_, word)| *word).collect();
        assert_eq!(found.join(" "), expected, "{header}");
    }
}

#[test]
fn what_is_not_known_is_a_question_and_what_has_no_title_is_left_out() {
    let mut reader = open(
        b"name,Diet,,T-shirt,Names of children\nAda,vegan,x,M,\n",
        &[],
    )
    .unwrap();
    let questions: Vec<_> = reader.questions().map(str::to_owned).collect();
    assert_eq!(questions, ["Diet", "T-shirt", "Names of children"]);
    let (records, _) = rows(&mut reader).unwrap();
    assert_eq!(records[0].answers, ["vegan", "M", ""]);
    let reader = open(b"name,Diet,\"Diet\n\",Diet\n", &[]).unwrap();
    assert_eq!(
        reader.questions().collect::<Vec<_>>(),
        ["Diet", "Diet (2)", "Diet (3)"]
    );
}

#[test]
fn a_price_says_something_only_beside_what_is_paid() {
    let reader = open(b"name,price,paid\n", &[]).unwrap();
    assert_eq!(places(&reader)[1..], [("price", "price"), ("paid", "paid")]);
    for header in ["name,price\n", "name,paid\n"] {
        let reader = open(header.as_bytes(), &[]).unwrap();
        assert_eq!(reader.questions().count(), 1, "{header}");
    }
    let (records, rejected) = read(
        b"name;Preis;bezahlt\nAda;12,50 EUR;ja\nBo;12,50 EUR;nein\nCy;7;\nDi;7;maybe\nEd;0;no\n",
    );
    let due: Vec<_> = records
        .iter()
        .map(|record| record.due.as_ref().map(ToString::to_string))
        .collect();
    assert_eq!(
        due,
        [None, Some("12.50 EUR".into()), Some("7.00".into()), None]
    );
    assert_eq!(
        rejected[0].to_string(),
        "column “bezahlt”: “maybe” is neither yes nor no; write one of the two"
    );
}

#[test]
fn two_columns_that_claim_to_be_one_person_are_asked_about() {
    for (header, field, first, second) in [
        ("name,email,E-Mail\n", Field::Email, "email", "E-Mail"),
        (
            "name,email,Mail address\n",
            Field::Email,
            "email",
            "Mail address",
        ),
        ("Name,Guest\n", Field::Name, "Name", "Guest"),
        (
            "name,Firma,Company name\n",
            Field::Company,
            "Firma",
            "Company name",
        ),
    ] {
        match open(header.as_bytes(), &[]).err() {
            Some(error @ ListError::TwoColumns { .. }) => {
                assert_eq!(error.asks_for(), Some(field), "{header}");
                let message = error.to_string();
                assert!(
                    message.contains(first) && message.contains(second),
                    "{message}"
                );
                assert!(
                    !message.contains("--map"),
                    "the office has no --map: {message}"
                );
            }
            other => panic!("{header}: {other:?}"),
        }
        // One word settles it, and the other column is kept as a question.
        let reader = open(header.as_bytes(), &[map(second, field.word())]).unwrap();
        assert!(
            places(&reader).contains(&(second, field.word())),
            "{header}"
        );
        assert!(places(&reader).contains(&(first, "question")), "{header}");
    }
    let reader = open(b"name,company,Firma\n", &[]).unwrap();
    assert_eq!(
        places(&reader)[1..],
        [("company", "company"), ("Firma", "question")]
    );
}

#[test]
fn a_mapping_puts_a_column_in_any_place() {
    let content = b"Gast,name,Diet,Phone\nAda,x,vegan,1\n";
    let says = [
        map("gast", "name"),
        map("Diet", "note"),
        map("Phone", "leave_out"),
    ];
    let mut reader = open(content, &says).unwrap();
    assert_eq!(
        places(&reader),
        [
            ("Gast", "name"),
            ("name", "question"),
            ("Diet", "note"),
            ("Phone", "leave_out")
        ]
    );
    let (records, _) = rows(&mut reader).unwrap();
    assert_eq!(
        (records[0].name.as_str(), records[0].note.as_str()),
        ("Ada", "vegan")
    );
    assert!(matches!(
        open(b"Gast,name\n", &[map("Guest", "name")]),
        Err(ListError::NoSuchColumn { .. })
    ));
    assert!(matches!(
        open(b"Gast,name\n", &[map("Gast", "name"), map("name", "name")]),
        Err(ListError::MappedTwice { .. })
    ));
    // A field may be made a question as well.
    let reader = open(b"name,company\n", &[map("company", "question")]).unwrap();
    assert_eq!(reader.questions().collect::<Vec<_>>(), ["company"]);
}

/// What a look gives, given back as a mapping, changes nothing: a series keeps it.
#[test]
fn a_look_given_back_is_the_same_look() {
    for name in [
        "luma.csv",
        "eventbrite.csv",
        "pretix_orders.csv",
        "tito.csv",
        "plain_de.csv",
    ] {
        let path = fixture(name);
        let first = look(&path, &[]).unwrap();
        let says = first
            .columns
            .iter()
            .filter(|column| !column.title.is_empty());
        let says: Vec<_> = says
            .map(|column| Mapping {
                column: column.title.clone(),
                place: column.place,
            })
            .collect();
        let again = look(&path, &says).unwrap();
        let places = |look: Look| {
            let columns = look.columns.into_iter();
            columns
                .map(|one| (one.title, one.place))
                .collect::<Vec<_>>()
        };
        assert!(again.problem.is_none(), "{name}: {:?}", again.problem);
        assert_eq!(again.sample, first.sample, "{name}");
        assert_eq!(places(again), places(first), "{name}");
    }
}

#[test]
fn a_look_fails_only_where_there_is_no_list() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(
        &path,
        "who,email,E-Mail\nAda,a@example.org,\n".to_owned() + &"x,y,z\n".repeat(20),
    )
    .unwrap();
    let found = look(&path, &[]).unwrap();
    assert!(matches!(found.problem, Some(ListError::TwoColumns { .. })));
    assert_eq!(found.sample.len(), 8);
    assert_eq!(found.sample[0], ["Ada", "a@example.org", ""]);
    let found = look(&path, &[map("email", "email")]).unwrap();
    assert!(matches!(found.problem, Some(ListError::NoName { .. })));
    let found = look(&path, &[map("email", "email"), map("who", "name")]).unwrap();
    assert!(found.problem.is_none());
    assert!(look(&folder.path().join("none.csv"), &[]).is_err());
}

#[test]
fn our_own_export_comes_back_without_where_a_guest_is() {
    let reader = open(b"lanyard_id,name,state,due\n1,Ada,inside,7.00\n", &[]).unwrap();
    assert_eq!(reader.format(), Format::Lanyard);
    assert!(places(&reader).contains(&("state", "leave_out")));
    let (records, rejected) = read(b"lanyard_id,name,state,due\n1,Ada,inside,7.00\n");
    assert_eq!(
        rejected,
        [],
        "an amount without a currency is as we wrote it"
    );
    assert_eq!(records[0].due.as_ref().unwrap().hundredths, 700);
}

#[test]
fn behind_our_own_columns_stand_questions_whatever_they_are_called() {
    let list =
        b"lanyard_id,name,companions,state,arrived_at,arrived_door,left_at,State,Quantity,name\n\
        1,Ada,0,inside,,,,Ohio,7,Countess\n2,Bo,,left,,,,,,\n";
    let reader = open(list, &[]).unwrap();
    assert_eq!(
        reader.questions().collect::<Vec<_>>(),
        ["State", "Quantity", "name"]
    );
    let (records, _) = read(list);
    assert_eq!(records[0].name, "Ada");
    assert_eq!(records[0].answers, ["Ohio", "7", "Countess"]);
    let with: Vec<_> = records.iter().map(|record| record.companions).collect();
    assert_eq!(with, [Some(0), None], "alone, and not said");
}

#[test]
fn an_apostrophe_is_taken_away_only_where_one_was_put() {
    let named = |title: &str| {
        let list = format!("{title},name,note\n1,''=x,'+353\n");
        let (records, _) = read(list.as_bytes());
        (records[0].name.clone(), records[0].note.clone())
    };
    assert_eq!(named("lanyard_id"), ("'=x".to_owned(), "+353".to_owned()));
    assert_eq!(
        named(crate::table::OUR_ID_AS_IS),
        ("''=x".to_owned(), "'+353".to_owned())
    );
}

#[test]
fn a_mapping_that_says_two_things_is_a_problem_that_names_both() {
    let problem = |list: &str, map: &[Mapping]| match open(list.as_bytes(), map) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    let list = "Who,Also,Mail\nAda,Countess,a@example.org\n";
    let two = [map("Who", "name"), map("Also", "name")];
    let said = problem(list, &two);
    for words in ["“Who”", "“Also”", "the name", "leave it out"] {
        assert!(said.contains(words), "{said}");
    }
    let said = problem(list, &[map("Who", "name"), map("Who", "email")]);
    for words in ["“Who”", "name", "email", "one of the two"] {
        assert!(said.contains(words), "{said}");
    }
    let twice = [map("Who", "name"), map("who ", "name")];
    assert_eq!(problem(list, &twice), "", "to say a thing again is fine");
    let codes = [map("Who", "name"), map("Also", "code"), map("Mail", "code")];
    assert_eq!(problem(list, &codes), "", "codes may stand in several");
    let same = "Name,Phone,Phone\nAda,1,2\n";
    let each = [map("Phone", "leave_out"), map("Phone", "note")];
    assert_eq!(problem(same, &each), "", "each of them is named");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, list).unwrap();
    let found = look(&path, &two).unwrap();
    assert!(
        matches!(found.problem, Some(ListError::MappedTwice { .. })),
        "the office shows it at the columns"
    );
    let places: Vec<_> = found.columns.iter().map(|one| one.place.word()).collect();
    assert_eq!(places, ["name", "name", "email"], "as it was said");
}
