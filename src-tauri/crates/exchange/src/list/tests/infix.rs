//! Names whose middle stands in a column of its own.

use super::*;

#[test]
fn what_stands_between_the_names_is_part_of_the_name() {
    for title in [
        "Tussenvoegsel",
        "tussenvoegsels",
        "name_infix",
        "Voorvoegsel",
    ] {
        let list = format!(
            "Voornaam,{title},Achternaam,E-mail\n\
             Agnes,van der,Berg,agnes@example.org\n\
             Piet,,Smit,piet@example.org\n\
             ,de,Vries,vries@example.org\n"
        );
        assert_eq!(
            names(&records(&list)),
            ["Agnes van der Berg", "Piet Smit", "de Vries"],
            "{title}"
        );
    }
}
