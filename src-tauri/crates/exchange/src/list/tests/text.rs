use proptest::prelude::*;

use super::*;
use crate::text::lines_into;

#[test]
fn bom_separators_and_spelling_of_headers_do_not_matter() {
    for content in [
        "name,email\nÓrla,o@example.org\n",
        "\u{feff}name,email\r\nÓrla,o@example.org\r\n",
        "Name;E-Mail\nÓrla;o@example.org",
        "NAME\temail\nÓrla\to@example.org\n",
        "name|email\rÓrla|o@example.org\r",
        "sep=;\r\nName;E-Mail\r\nÓrla;o@example.org\r\n",
        "First Name ,last_name\nÓrla,\n",
        "email, Full name\no@example.org,Órla\n",
    ] {
        assert_eq!(names(&records(content)), ["Órla"], "{content:?}");
    }
}

#[test]
fn every_encoding_that_a_spreadsheet_writes_is_read() {
    let text = "name,note\r\nJosé Núñez,„Grüße“ – 5 €\r\nÅsa,x\r\n";
    let utf_16 =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
    let (little, big) = (utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes));
    let (windows, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!lossy);
    for (what, content) in [
        ("UTF-8", text.as_bytes().to_vec()),
        (
            "UTF-8 with a mark",
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        ),
        (
            "UTF-16 LE with a mark",
            [b"\xFF\xFE", little.as_slice()].concat(),
        ),
        (
            "UTF-16 BE with a mark",
            [b"\xFE\xFF", big.as_slice()].concat(),
        ),
        ("UTF-16 LE", little),
        ("UTF-16 BE", big),
        ("Windows-1252", windows.into_owned()),
    ] {
        let (records, rejected) = read(&content);
        assert_eq!(rejected, [], "{what}");
        assert_eq!(names(&records), ["José Núñez", "Åsa"], "{what}");
        assert_eq!(records[0].note, "„Grüße“ – 5 €", "{what}");
        assert_eq!(records[1].line, 3, "{what}");
    }
}

/// The encoding is not guessed from the beginning alone.
#[test]
fn one_letter_far_behind_tells_the_encoding() {
    let mut content = b"name\n".to_vec();
    for _ in 0..20_000 {
        content.extend_from_slice(b"Ada Lovelace\n");
    }
    content.extend_from_slice(b"Jos\xE9\n");
    let (records, rejected) = read(&content);
    assert_eq!(rejected, []);
    assert_eq!(records.last().unwrap().name, "José");
}

#[test]
fn a_broken_letter_in_utf_8_keeps_out_its_row_and_no_other() {
    let (records, rejected) = read("name\nÓrla\nJörg\nBo\n".as_bytes());
    assert_eq!((records.len(), rejected.len()), (3, 0));
    let (records, rejected) = read(b"name\n\xC3\x93rla\nJ\xC3\xB6rg\nJos\xE9\nBo\n");
    assert_eq!(names(&records), ["Órla", "Jörg", "Bo"]);
    assert_eq!(
        (rejected[0].line, &rejected[0].error),
        (4, &RowError::NotUtf8)
    );
}

#[test]
fn a_line_is_the_physical_one_where_a_record_begins() {
    let content =
        "name,note\n\n\"Ada\",\"two\nlines\"\nBo,\n,nobody\n\r\n\r\n,\"no\r\nbody\"\nCy,ok\n";
    let (records, rejected) = read(content.as_bytes());
    let lines: Vec<_> = records.iter().map(|record| record.line).collect();
    assert_eq!(lines, [3, 5, 11]);
    assert_eq!(records[0].note, "two\nlines");
    let lines: Vec<_> = rejected.iter().map(|row| row.line).collect();
    assert_eq!(lines, [6, 9]);
}

#[test]
fn blank_rows_are_nobody() {
    let content = "name,email\n,\nAda,\n\" \",\"\t\"\n,,\nBo,b@example.org\n";
    let (records, rejected) = read(content.as_bytes());
    assert_eq!(names(&records), ["Ada", "Bo"]);
    assert_eq!(records[1].line, 6);
    assert_eq!(rejected, []);
}

#[test]
fn a_heading_above_the_table_is_no_header() {
    let content = "Guests of 3 December,,,\n,,,\nname,email,company,role\nAda,,,\n";
    assert_eq!(names(&records(content)), ["Ada"]);
    // As wide as the rows below it: a header that has to be mapped.
    let reader = open(b"Person,Kind\nAda,name\nBo,email\n", &[]);
    assert!(matches!(reader.err(), Some(ListError::NoName { .. })));
}

/// The memory of a record is used again, and nothing of one guest is left to the next.
#[test]
fn a_record_that_is_read_into_says_only_what_its_row_says() {
    let content = "name,email,code,barcode,note,status,due,Diet,companions\n\
        Ada,a@example.org,A1,B1,one,pending,5.00 EUR,vegan,2\n\
        Bo,,,,,,,,\n";
    let mut reader = open(content.as_bytes(), &[]).unwrap();
    let mut record = Record::default();
    reader.read_into(&mut record).unwrap().unwrap().unwrap();
    assert_eq!(record.codes, ["A1", "B1"]);
    assert_eq!(record.companions, Some(2));
    reader.read_into(&mut record).unwrap().unwrap().unwrap();
    let expected = Record {
        line: 3,
        name: "Bo".into(),
        answers: vec![String::new()],
        ..Record::default()
    };
    assert_eq!(record, expected);
}

proptest! {
    /// Whatever is quoted right is read back, and on the line where it stands.
    #[test]
    fn reads_what_a_csv_writer_wrote(notes in prop::collection::vec("[a-zß佐,\"; \n]{0,12}", 1..20)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["name", "note"]).unwrap();
        let mut line = 2;
        let mut expected = Vec::new();
        for note in &notes {
            writer.write_record(["Ada", note.as_str()]).unwrap();
            let mut kept = String::new();
            lines_into(note, &mut kept).unwrap();
            expected.push((line, kept));
            line += 1 + note.matches('\n').count() as u64;
        }
        let (records, rejected) = read(&writer.into_inner().unwrap());
        prop_assert_eq!(rejected, vec![]);
        let found: Vec<_> = records.into_iter().map(|record| (record.line, record.note)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn no_bytes_panic(content in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(mut reader) = open(&content, &[]) {
            let _ = rows(&mut reader);
        }
    }
}

#[test]
fn an_older_encoding_is_known_by_the_letters_that_stand_beside_each_other() {
    let lists = [
        (
            encoding_rs::WINDOWS_1252,
            "Jürgen Müller;Zoë Groß;José Peña",
        ),
        (encoding_rs::WINDOWS_1252, "Anna Muster;François Lefèvre"),
        (encoding_rs::WINDOWS_1252, "Søren Kjær"),
        (encoding_rs::WINDOWS_1252, "Müller"),
        (encoding_rs::WINDOWS_1252, "Renée"),
        (
            encoding_rs::WINDOWS_1250,
            "Łukasz Wójcik;Zbigniew Żółć;Grażyna Święch;Agnieszka Dąbrowska",
        ),
        (
            encoding_rs::WINDOWS_1250,
            "Jiří Dvořák;Šárka Říhová;Tomáš Němec",
        ),
        (encoding_rs::WINDOWS_1251, "Екатерина Иванова;Сергей Петров"),
        (
            encoding_rs::WINDOWS_1253,
            "Γιώργος Παπαδόπουλος;Ελένη Νικολάου",
        ),
        (encoding_rs::SHIFT_JIS, "佐藤 美咲;鈴木 一郎;高橋 健太"),
    ];
    for (encoding, names) in lists {
        let text = format!("Name,Company\n{},\n", names.replace(';', ",\n"));
        let (bytes, _, lossy) = encoding.encode(&text);
        assert!(!lossy);
        let mut reader = open(&bytes, &[]).unwrap();
        for name in names.split(';') {
            let record = reader.next_row().unwrap().unwrap().unwrap();
            assert_eq!(record.name, name, "{}", encoding.name());
        }
    }
}
