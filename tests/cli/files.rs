use super::*;

#[test]
fn at_rest_an_event_is_one_file() {
    let (machine, tickets) = evening();
    machine.scan(&tickets[0].code, &[]);
    for leftover in ["evening.lanyard-wal", "evening.lanyard-shm"] {
        assert!(
            !machine.path(leftover).exists(),
            "{leftover} is still there"
        );
    }
}

#[test]
fn a_backup_is_whole_while_the_door_is_open() {
    let (machine, tickets) = evening();
    let mut door = machine.scanning();
    door.tell(&tickets[0].code);
    door.hear();
    machine.lanyard(["backup", "copy.lanyard"]).exits(0);
    door.tell(&tickets[1].code);
    door.hear();
    machine
        .lanyard(["backup", "copy.lanyard"])
        .exits(2)
        .says(&["copy.lanyard", "already"]);
    let copy = ["--event", "copy.lanyard"];
    let check = machine
        .lanyard(copy.iter().chain(&["check"]))
        .exits(0)
        .json();
    assert_eq!(
        (&check["ok"], &check["attendees"], &check["log_rows"]),
        (&json!(true), &json!(3), &json!(1))
    );
    let scan = machine
        .lanyard(copy.iter().chain(&["scan", &tickets[0].code]))
        .exits(1)
        .json();
    assert_eq!(
        verdict(&scan),
        "already_in",
        "the copy knows who came: {scan}"
    );
    let check = machine
        .lanyard(copy.iter().chain(&["check"]))
        .exits(0)
        .json();
    assert_eq!(check["ok"], true, "{check}");
}

#[test]
fn private_keys_stay_out_of_the_event_file() {
    let (machine, _) = evening();
    let keys = fs::read_dir(machine.data().join("keys")).unwrap();
    for key in keys {
        let key = key.unwrap().path();
        let secret: Vec<u8> = serde_json::from_slice(&fs::read(&key).unwrap()).unwrap();
        let event = fs::read(machine.event()).unwrap();
        let found = event.windows(secret.len()).any(|bytes| bytes == secret);
        assert!(!found, "{} lies in the event file", key.display());
        let mode = Command::new("stat")
            .args(["-c", "%a", path(&key)])
            .output()
            .unwrap();
        assert_eq!(
            mode.stdout,
            b"600\n",
            "only this user may read {}",
            key.display()
        );
    }
}
