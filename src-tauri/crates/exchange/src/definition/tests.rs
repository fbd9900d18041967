use lanyard_event::{Reentry, Slot, SlotKind};

use super::*;

const ID: EventId = EventId::from_bytes([1; 16]);

const SMALL: &str = r##"
[event]
name = "Small"
date = "2026-12-03"
timezone = "Europe/Dublin"
"##;

fn refused(change: &str, to: &str) -> DefinitionError {
    let text = include_str!("../../../../../assets/sample/event.toml");
    assert!(text.contains(change), "the sample has {change}");
    parse(&text.replacen(change, to, 1), ID, None).expect_err("it is broken")
}

#[test]
fn the_sample_is_the_evening_of_the_design() {
    let text = include_str!("../../../../../assets/sample/event.toml");
    let event = parse(text, ID, None).unwrap();
    assert_eq!(event.name, "Scale & Reliability Engineering");
    assert_eq!(event.series, "Intercom Engineering Insights");
    assert_eq!(event.opens, Some(jiff::civil::time(18, 15, 0, 0)));
    let talks: Vec<_> = event
        .lineup
        .slots()
        .iter()
        .filter(|slot| slot.kind == SlotKind::Talk)
        .collect();
    let speakers: usize = talks.iter().map(|talk| talk.speakers.len()).sum();
    assert_eq!((talks.len(), speakers), (3, 5));
    assert!(talks.iter().all(|talk| talk.summary.len() > 80));
    assert_eq!(event.lineup.talks_from().unwrap().hour(), 19);
}

#[test]
fn a_small_definition_gets_a_door_and_a_ticket_type() {
    let event = parse(SMALL, ID, None).unwrap();
    assert_eq!(event.doors[0].name, DEFAULT_DOOR);
    assert_eq!(event.ticket_types[0].name, DEFAULT_TICKET_TYPE);
    assert_eq!(event.reentry, Reentry::Ask);
}

#[test]
fn doors_are_a_time_or_names_or_what_ticket_types_say() {
    let names = |text: String| {
        let event = parse(&text, ID, None).unwrap();
        let names: Vec<_> = event.doors.iter().map(|door| door.name.clone()).collect();
        (event.opens.is_some(), names)
    };
    let door = |name: &str| name.to_owned();
    assert_eq!(
        names(format!("{SMALL}doors = [\"North\", \"South\"]")),
        (false, vec![door("North"), door("South")])
    );
    assert_eq!(
        names(format!(
            "{SMALL}doors = 18:15:00\n[[ticket_type]]\nname=\"A\"\ndoors=[\"Stage\"]"
        )),
        (true, vec![door("Stage")])
    );
}

#[test]
fn another_date_moves_the_whole_evening() {
    let text = include_str!("../../../../../assets/sample/event.toml");
    let event = parse(text, ID, Some(jiff::civil::date(2027, 7, 1))).unwrap();
    let day = |slot: &Slot| slot.starts.date();
    assert!(
        event
            .lineup
            .slots()
            .iter()
            .all(|slot| day(slot) == event.date)
    );
}

#[test]
fn a_slot_after_midnight_is_in_the_night_of_the_evening() {
    let text = format!("{SMALL}[[slot]]\nkind=\"food\"\nstarts=\"23:00\"\nends=\"01:00\"\n");
    let event = parse(&text, ID, None).unwrap();
    let slot = &event.lineup.slots()[0];
    assert_eq!(
        slot.ends.as_ref().unwrap().date(),
        jiff::civil::date(2026, 12, 4)
    );
}

#[test]
fn what_is_broken_is_named_with_its_line() {
    let sample = include_str!("../../../../../assets/sample/event.toml");
    for (change, to, words) in [
        ("name =", "nmae =", "unknown field"),
        ("date = \"2026-12-03\"", "date = \"3.12.2026\"", "no date"),
        ("\"Europe/Dublin\"", "\"Europe/Dubln\"", "no time zone"),
        ("\"ask\"", "\"maybe\"", "re-entry"),
        ("\"#ff5a36\"", "\"orange\"", "colour"),
        ("kind = \"talk\"", "kind = \"tlak\"", "no kind of slot"),
        ("\"19:00\"", "\"7 pm\"", "no time"),
        ("[event]", "[event", ""),
    ] {
        let error = refused(change, to);
        let offset = sample.find(change).unwrap();
        assert_eq!(error.line, line_of(sample, offset), "{change}: {error}");
        assert!(error.reason.contains(words), "{change}: {error}");
    }
}

#[test]
fn what_was_typed_is_refused_by_its_name_rather_than_dropped() {
    let speaker = "kind = \"talk\"\nstarts = \"19:00\"\ntitle = \"T\"";
    for (more, line, words) in [
        ("wifi_password = \"secret\"\n".to_owned(), 1, "no network"),
        (
            format!("[[slot]]\n{speaker}\n[[slot.speaker]]\nname = \" \"\nrole = \"Engineer\"\n"),
            11,
            "the name of a speaker is missing",
        ),
    ] {
        let error = parse(&format!("{SMALL}{more}"), ID, None).unwrap_err();
        assert!(error.reason.contains(words), "{error}");
        assert_eq!(error.line, line + usize::from(line == 1), "{error}");
    }
    let empty = format!("{SMALL}[[slot]]\n{speaker}\n[[slot.speaker]]\nname = \"\"\n");
    let event = parse(&empty, ID, None).unwrap();
    assert_eq!(
        event.lineup.slots()[0].speakers,
        [],
        "an empty row is nobody"
    );
}

#[test]
fn what_is_written_down_reads_back_as_the_same_event() {
    let sample = include_str!("../../../../../assets/sample/event.toml");
    for text in [
        sample.to_owned(),
        format!("{SMALL}erase_on = 2027-01-01\ncapacity = 7\nreentry = \"refuse\"\n"),
        format!("{SMALL}[[slot]]\nkind=\"food\"\nstarts=\"23:00\"\nends=\"2026-12-05T01:00\"\n"),
    ] {
        let event = parse(&text, ID, None).unwrap();
        let written = Definition::of(&event).to_toml();
        assert_eq!(parse(&written, ID, None).unwrap(), event, "{written}");
    }
}

#[test]
fn a_door_and_a_ticket_type_keep_their_numbers_when_they_are_renamed() {
    let sample = include_str!("../../../../../assets/sample/event.toml");
    let before = parse(sample, ID, None).unwrap();
    let text = sample
        .replace("name = \"Side door\"", "name = \"Garden\"\nwas = \"Side door\"")
        .replace("[[ticket_type]]\nname = \"Team of four\"\nadmits = 4\nhand_over = [\"Blue wristband\"]", "")
        .replace("name = \"Press\"", "name = \"Media\"\nwas = \"Press\"")
        + "\n[[ticket_type]]\nname = \"New\"\n";
    let after = parse_change(&text, &before).unwrap();
    let number = |event: &Event, name: &str| event.ticket_type_named(name).map(|kind| kind.id.0);
    assert_eq!(
        after.door_named("Garden").unwrap().id,
        before.door_named("Side door").unwrap().id
    );
    assert_eq!(number(&after, "Media"), number(&before, "Press"));
    assert_eq!(number(&after, "Team of four"), None);
    assert_eq!(
        number(&after, "New"),
        Some(5),
        "no number is given a second time"
    );
}
