use std::io::Write;

use proptest::prelude::*;

use lanyard_event::Status;

use super::*;
use crate::text::lines;

type Rows = (Vec<Record>, Vec<Rejected>);

fn open(content: &[u8], map: &[Mapping]) -> Result<ListReader, ListError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(content).unwrap();
    ListReader::open(file.path(), map)
}

fn read(content: &[u8]) -> Rows {
    rows(&mut open(content, &[]).unwrap()).unwrap()
}

fn rows(reader: &mut ListReader) -> Result<Rows, ListError> {
    let mut all = (Vec::new(), Vec::new());
    while let Some(row) = reader.next_row()? {
        match row {
            Ok(record) => all.0.push(record),
            Err(rejected) => all.1.push(rejected),
        }
    }
    Ok(all)
}

fn names(content: &str) -> Vec<String> {
    let (records, rejected) = read(content.as_bytes());
    assert_eq!(rejected, []);
    records.into_iter().map(|record| record.name).collect()
}

#[test]
fn bom_separators_and_spelling_of_headers_do_not_matter() {
    for content in [
        "name,email\nÓrla,o@example.org\n",
        "\u{feff}name,email\r\nÓrla,o@example.org\r\n",
        "Name;E-Mail\nÓrla;o@example.org",
        "NAME\temail\nÓrla\to@example.org\n",
        "First Name,last_name\nÓrla,\n",
    ] {
        assert_eq!(names(content), ["Órla"], "{content:?}");
    }
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
fn bad_rows_say_why_and_good_ones_go_in() {
    let content = "name,email,status,due\n\
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
    for (row, words) in rejected.iter().zip([
        "name is missing",
        "no e-mail address",
        "5 columns, the header has 4",
        "U+0007",
        "“perhaps”",
        "“12 euros”",
    ]) {
        assert!(row.error.to_string().contains(words), "{row:?}");
    }
    assert_eq!(rejected.len(), 6);
}

#[test]
fn other_columns_are_questions() {
    let mut reader = open(b"name,Diet,T-shirt\nAda,vegan,M\n", &[]).unwrap();
    let questions: Vec<_> = reader.questions().map(str::to_owned).collect();
    assert_eq!(questions, ["Diet", "T-shirt"]);
    let (records, _) = rows(&mut reader).unwrap();
    assert_eq!(records[0].answers, ["vegan", "M"]);
}

#[test]
fn a_mapping_puts_a_column_in_place() {
    let map = |column: &str| {
        vec![Mapping {
            column: column.into(),
            place: Place::Field(Field::Name),
        }]
    };
    let mut reader = open(b"Gast,name\nAda,x\n", &map("gast")).unwrap();
    assert_eq!(rows(&mut reader).unwrap().0[0].name, "Ada");
    assert!(matches!(
        open(b"Gast,name\n", &map("Guest")),
        Err(ListError::NoSuchColumn { .. })
    ));
}

#[test]
fn what_is_no_list_is_refused() {
    let refused = |content: &[u8]| open(content, &[]).err().map(|error| error.to_string());
    for (content, words) in [
        (b"" as &[u8], "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04\x14", "not a CSV file"),
        (b"n\x00a\x00m\x00e\x00", "not a CSV file"),
        (b"<!DOCTYPE html><p>", "not a CSV file"),
        (
            b"email\na@example.org\n",
            "no column is known to hold the name",
        ),
        (b"name,Name\n", "two columns"),
    ] {
        let message = refused(content).unwrap_or_default();
        assert!(message.contains(words), "{content:?}: {message}");
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        ListReader::open(folder.path(), &[]),
        Err(ListError::IsFolder(_))
    ));
    assert!(matches!(
        ListReader::open(&folder.path().join("none.csv"), &[]),
        Err(ListError::Missing(_))
    ));
    let (records, rejected) = read(b"name\nAda\nJos\xe9\nBo\n");
    assert_eq!(records.len(), 2, "one bad row keeps no good one out");
    assert_eq!(rejected[0].line, 3);
    assert!(rejected[0].error == RowError::NotUtf8);
    let latin1 = open(b"name,Stra\xdfe\n", &[]);
    assert!(matches!(latin1.err(), Some(ListError::NotUtf8 { line: 1 })));
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
            expected.push((line, lines(note).unwrap()));
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
