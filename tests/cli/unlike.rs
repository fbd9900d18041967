use super::*;

#[test]
fn two_who_look_like_two_are_merged_only_by_a_word_of_its_own() {
    let (machine, tickets) = evening();
    let [one, two] = [&tickets[0], &tickets[1]];
    let merge = ["attendees", "merge", &one.attendee, &two.attendee];
    machine
        .lanyard(merge)
        .exits(1)
        .says(&[&one.name, &two.name, "can't be taken back", "--yes"]);
    assert_eq!(machine.issue("all", "svg", &[]).len(), tickets.len());
    machine
        .lanyard(merge.into_iter().chain(["--yes"]))
        .exits(0)
        .says(&[&one.name, &two.name, "are one guest now"]);
    assert_eq!(machine.issue("one", "svg", &[]).len(), tickets.len() - 1);
}
