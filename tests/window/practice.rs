//! Practice, and what the other windows say meanwhile.

use crate::{open, shot};

#[test]
fn the_office_stays_with_the_event_while_the_desk_practises() {
    let open = open();
    let desk = &open.desk;
    open.machine.scan(&open.tickets[0].code, &[]);
    desk.press_ctrl('r');
    desk.click("practice-turn");
    desk.there("practice");
    desk.click("practice-scan");
    desk.verdict("admitted");
    desk.click("practice-scan");
    desk.verdict("already_in");
    desk.picture(&shot("practice"));

    desk.press_ctrl('o');
    let office = open.driver.pane("office");
    office.there("save-bar");
    office.press_ctrl('5');
    office.shows("came", "1");
    office.picture(&shot("practice-office"));
    office.press_ctrl('2');
    office.fill("find", "Laura Reilly");
    office.click("found");
    // In practice all guests are invented anew: of them nobody came.
    office.mentions("card", "Main door");
    office.picture(&shot("practice-office-guest"));
}
