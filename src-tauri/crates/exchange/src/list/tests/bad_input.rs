use lanyard_event::Status;

use super::*;

#[test]
fn bad_rows_say_why_and_good_ones_go_in() {
    let content = "name,Mail,status,due\n\
        ,a@example.org,,\n\
        Bo,b.example.org,,\n\
        Cy,c@example.org,,,\n\
        D\u{7}i,d@example.org,,\n\
        Ed,e@example.org,perhaps,\n\
        Flo,f@example.org,,12 euros\n\
        Gus,g@example.org,waitlist,12.50 eur\n";
    let (records, rejected) = read(content.as_bytes());
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].status, Status::Waitlist);
    assert_eq!(records[0].due.as_ref().unwrap().to_string(), "12.50 EUR");
    for (row, (line, words)) in rejected.iter().zip([
        (2, vec!["name is missing"]),
        (
            3,
            vec!["column “Mail”", "“b.example.org” is no e-mail address"],
        ),
        (4, vec!["5 columns, the header has 4"]),
        (5, vec!["U+0007"]),
        (
            6,
            vec!["column “status”", "“perhaps”", "confirmed, pending"],
        ),
        (7, vec!["column “due”", "“12 euros”"]),
    ]) {
        assert_eq!(row.line, line);
        let message = row.to_string();
        assert!(words.iter().all(|word| message.contains(word)), "{message}");
    }
    assert_eq!(rejected.len(), 6);
}

#[test]
fn what_is_no_list_says_what_it_is() {
    let html = "<!DOCTYPE html>\n<html><body>Sign in, please</body></html>";
    for (content, words) in [
        (b"".as_slice(), "is empty"),
        (b"\n\n", "is empty"),
        (b",,\n,,\n", "is empty"),
        (b"\xFF\xFE", "is empty"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"\xFF\xD8\xFF\xE0", "is a picture"),
        (b"{\\rtf1", "is a text document"),
        (b"SQLite format 3\x00", "is an event file"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "save it as .xlsx"),
        (b"n\x00am\x00e\n", "no text and no workbook"),
        (html.as_bytes(), "is a web page"),
        (b"\xEF\xBB\xBF <html>", "is a web page"),
        (b"<table><tr><td>name", "is a web page"),
        (b"<?xml version='1.0'?><a/>", "is an XML file"),
        (b"PK\x03\x04\x14", "is damaged"),
        (
            b"email\na@example.org\n",
            "no column is known to hold the name",
        ),
    ] {
        let message = open(content, &[]).err().map(|error| error.to_string());
        let message = message.unwrap_or_default();
        assert!(
            message.contains(words),
            "{:?}: {message}",
            String::from_utf8_lossy(content)
        );
        assert!(
            !message.contains("--map"),
            "the office has no --map: {message}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        ListReader::open(folder.path(), &[]),
        Err(ListError::IsFolder(_))
    ));
    let missing = ListReader::open(&folder.path().join("none.csv"), &[])
        .err()
        .unwrap();
    assert!(matches!(missing, ListError::Missing(_)));
    assert!(missing.is_disk());
}

#[test]
fn a_wide_list_is_read_and_one_that_is_no_list_is_not() {
    let header = |columns: usize| {
        let questions = (1..columns).map(|at| format!(",Question {at}"));
        format!("name{}\n", questions.collect::<String>())
    };
    let row = format!("Ada{}\n", ",x".repeat(199));
    let list = header(200) + &row;
    let (records, rejected) = read(list.as_bytes());
    assert_eq!((records[0].answers.len(), rejected.len()), (199, 0));
    assert!(matches!(
        open(header(1001).as_bytes(), &[]),
        Err(ListError::TooManyColumns(_))
    ));
}

#[test]
fn a_cell_of_a_million_characters_keeps_out_its_row() {
    let long = "x".repeat(1_000_000);
    let content = format!(
        "name,note,company,code\nAda,{long},,\nBo,,{long},\nCy,,,{long}\n{long},,,\nEd,ok,,\n"
    );
    let (records, rejected) = read(content.as_bytes());
    assert_eq!(names(&records), ["Ed"]);
    for (row, (line, words)) in rejected.iter().zip([
        (2, "the note is longer than 20000 characters"),
        (3, "the company is longer than 1000 characters"),
        (4, "the code is longer than 4296 characters"),
        (5, "the name is longer than 300 characters"),
    ]) {
        assert_eq!(row.line, line);
        let message = row.to_string();
        assert!(message.contains(words) && message.len() < 300, "{message}");
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
    let mut content = String::from("name,note\nAda,x\nBo,\"never closed\n");
    content.push_str(&"Cy,a row like any other\n".repeat(250_000));
    let mut reader = open(content.as_bytes(), &[]).unwrap();
    let error = loop {
        match reader.next_row() {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the row has an end"),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, ListError::LongRow { line: 3 }), "{error}");
    assert!(error.to_string().contains("never closed"), "{error}");
}

#[test]
fn a_quotation_mark_that_takes_rows_into_its_cell_is_an_error_with_its_line() {
    for (list, at) in [
        (
            "name,email,note\nAda,a@x.org,\"hello\nBo,b@x.org,\nCy,c@x.org,\n",
            2,
        ),
        ("name,note\r\nAda,\"x\r\ny\"\r\nBo,\"hello\r\nCy,\r\n", 4),
        ("name,note\nAda,\"", 2),
        ("name,\"note\nAda,x\n", 1),
        (
            "name,email,note\nAda,a@x.org,\"hello\nBo,b@x.org,\nCy,c@x.org,\"x\"\n",
            2,
        ),
        ("name;email;note\nAda;a@x.org;\"hello\nBo;b@x.org;\"\n", 2),
    ] {
        let error = open(list.as_bytes(), &[])
            .and_then(|mut list| rows(&mut list))
            .err();
        assert!(
            matches!(error, Some(ListError::OpenQuote { line }) if line == at),
            "{list:?}: {error:?}"
        );
    }
    for list in [
        "name,email,note\nAda,a@x.org,\"no nuts\nno milk, please\"\nBo,,\"5\"\" high\"\n",
        "name,email,note\nAda,a@x.org,5\" high\nBo,b@x.org,\"write to\nbo@x.org\"",
        "name,note\nAda,\"one\n\ntwo\"\n\n",
    ] {
        let (_, bad) = read(list.as_bytes());
        assert_eq!(bad, [], "{list:?}");
    }
}

#[test]
fn a_long_number_that_a_spreadsheet_cut_short_is_no_code() {
    let (records, rejected) =
        read(b"name,code,order\nAda,1.12119E+23,\nBo,\"1,12119E+23\",\nCy,,1.1E+15\nDi,1E5,\n");
    assert_eq!(names(&records), ["Di"]);
    for (row, column) in rejected.iter().zip(["code", "code", "order"]) {
        let message = row.to_string();
        assert!(
            message.contains(column) && message.contains("cut short"),
            "{message}"
        );
    }
}

#[test]
fn how_many_come_along_is_a_number() {
    let (records, rejected) =
        read(b"name,companions\nAda,2\nBo,\nCy,+1\nDi,with Ed\nFlo,-3\nGus,70000\n");
    let with: Vec<_> = records.iter().map(|record| record.companions).collect();
    assert_eq!(with, [Some(2), None, Some(1)]);
    assert_eq!(rejected.len(), 3);
    assert!(
        rejected[0]
            .to_string()
            .contains("“with Ed” is no number of people")
    );
}

#[test]
fn a_name_has_one_limit_however_far_it_is_over_it() {
    for length in [301, 1_001, 1_000_000] {
        let name = "x".repeat(length);
        for list in [
            format!("name\n{name}\n"),
            format!("first_name,last_name\n{name},B\n"),
        ] {
            let (_, rejected) = read(list.as_bytes());
            assert_eq!(rejected[0].error, RowError::LongName, "{length}");
        }
    }
}

#[test]
fn no_answer_is_neither_an_address_nor_a_code() {
    let (good, bad) = read(b"name,email,code\nAda,n/a,-\nBob,-,N/A\nCy,none,C-1\n");
    assert!(bad.is_empty());
    let codes: Vec<_> = good.iter().map(|guest| guest.codes.join("+")).collect();
    assert_eq!(codes, ["", "", "C-1"]);
    assert!(good.iter().all(|guest| guest.email.is_empty()));
}
