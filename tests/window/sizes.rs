//! Large text in a small window: what matters stays in sight.

use lanyard_tests::{Key, Machine, Pane};

use crate::{open_on, shot};

const WAITING: &str = "Clara Schumann";
const LONG: &str = "Maximiliane-Charlotte Freifrau von Hohenstein zu Altenburg";
const WINDOWS: [(u32, u32); 2] = [(1024, 600), (1366, 768)];
const SIZES: [u32; 6] = [100, 110, 125, 150, 175, 200];
const PANELS: [Option<char>; 3] = [None, Some('l'), Some('n')];

#[track_caller]
fn stands_out(desk: &Pane, part: &str, when: &str) {
    let mut sight = None;
    // What was typed and what closed takes a moment to be laid out.
    for _ in 0..10 {
        sight = desk.sight(part);
        if sight
            .as_ref()
            .is_some_and(|seen| seen.hidden <= 1.0 && seen.pixels > seen.next)
        {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    desk.picture(&shot("size-fault"));
    panic!("{part} is not the largest text, or is cut off, {when}: {sight:?}");
}

#[test]
fn the_verdict_is_the_largest_text_at_every_size() {
    let each_once = WINDOWS.len() * SIZES.len() * PANELS.len();
    let long = (1..=each_once).map(|number| format!("{LONG} {number},\n"));
    let list = long.fold(format!("name,status\n{WAITING},waitlist\n"), |list, row| {
        list + &row
    });
    let machine = Machine::with_list(&list);
    let mut tickets = machine.issue("tickets", "svg", &[]);
    let found = machine
        .lanyard(["attendees", "find", WAITING])
        .exits(0)
        .json();
    let waiting = machine.issue("waiting", "svg", &[found[0]["id"].as_str().unwrap()]);
    let waiting = waiting[0].code.clone();
    tickets.retain(|ticket| ticket.name != WAITING);
    let long: Vec<_> = tickets.iter().map(|ticket| ticket.code.clone()).collect();
    let mut long = long.iter();
    let open = open_on(machine, tickets);
    let desk = &open.desk;

    for (width, height) in WINDOWS {
        desk.resize(width, height);
        desk.press_ctrl('0');
        for size in SIZES {
            for panel in PANELS {
                if let Some(key) = panel {
                    desk.press_ctrl(key);
                    desk.there("panel");
                }
                let when = format!("at {size} % in {width} × {height} beside {panel:?}");
                desk.scan(&waiting);
                desk.verdict("not_confirmed");
                stands_out(desk, "verdict-word", &when);
                let shot = |what| {
                    shot(&format!(
                        "size-{what}-{width}-{size}-{}",
                        panel.unwrap_or('-')
                    ))
                };
                if size == 200 {
                    desk.picture(&shot("refused"));
                }
                desk.scan(long.next().unwrap());
                desk.verdict("admitted");
                stands_out(desk, "verdict-name", &when);
                if size == 200 {
                    desk.picture(&shot("admitted"));
                }
            }
            desk.press(Key::Escape);
            desk.press(Key::Escape);
            desk.gone("panel");
            desk.press_ctrl('+');
        }
    }
}
