//! What the lobby says, through the evening and after it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Evening;

const NOTES: &str = r#"notes = [
    "Food and beer until 21:00, on your left",
    "Quiet room from 18:15 to 20.30",
    "Coats are downstairs",
    "Last tram 23:30, night bus 0:40",
]
ends = "21:00""#;

fn notes(evening: &mut Evening, time: &str) -> Vec<String> {
    let at = evening.desk.time(time).unwrap();
    let view = evening.desk.lobby_view(Some(at)).unwrap();
    let first = |note: &String| note.split(' ').next().unwrap().to_owned();
    view.notes.iter().map(first).collect()
}

#[test]
fn a_note_whose_time_has_passed_goes_with_the_evening() {
    let with_notes = |event: String| event.replace("capacity = 5", NOTES);
    let mut evening = Evening::changed(with_notes, common::LIST);
    let all = ["Food", "Quiet", "Coats", "Last"];
    assert_eq!(notes(&mut evening, "2026-12-03T20:45"), all);
    assert_eq!(
        notes(&mut evening, "2026-12-03T21:30"),
        ["Coats", "Last"],
        "nothing is promised until a time that is over"
    );
    assert_eq!(
        notes(&mut evening, "2026-12-04T00:30"),
        ["Coats", "Last"],
        "0:40 is the night that follows"
    );
    assert_eq!(notes(&mut evening, "2026-12-04T00:41"), ["Coats"]);
}
