use jiff::{
    civil::{Date, date, datetime},
    tz::TimeZone,
};
use proptest::prelude::*;

use super::*;
use crate::{
    Due, EntryRef, Hlc, Kind, Mode, VerdictKind,
    fixture::{self, DESK, GUEST, MAIN, SPEAKER, STAGE},
};

/// A door's evening in miniature: scans go through `decide` and into a log, as they do for real.
struct Evening {
    event: Event,
    ticket: Ticket,
    attendee: Attendee,
    log: Vec<Entry>,
    inside: u32,
    claim: Claim,
}

impl Evening {
    fn new() -> Self {
        Self {
            event: fixture::event(),
            ticket: fixture::ticket(),
            attendee: fixture::attendee(),
            log: Vec::new(),
            inside: 0,
            claim: Claim::Granted,
        }
    }

    fn scan_with(&mut self, seconds: i64, change: impl FnOnce(&mut Scan)) -> Verdict {
        let mut scan = Scan {
            at: at(seconds),
            door: MAIN,
            desk: DESK,
            direction: Direction::In,
            means: Means::Ticket,
        };
        change(&mut scan);
        let presented = Presented::Listed {
            ticket: &self.ticket,
            attendee: &self.attendee,
        };
        let history = History {
            entries: &self.log,
            inside: self.inside,
        };
        let verdict = decide(&self.event, &presented, &history, self.claim, &scan);
        self.append(&scan, &verdict, None);
        verdict
    }

    fn scan(&mut self, seconds: i64) -> VerdictKind {
        self.scan_with(seconds, |_| {}).kind()
    }

    fn exit(&mut self, seconds: i64) -> VerdictKind {
        self.scan_with(seconds, |scan| scan.direction = Direction::Out)
            .kind()
    }

    fn undo_last(&mut self, seconds: i64) {
        let voids = self
            .log
            .iter()
            .rev()
            .find(|row| row.kind.moves())
            .map(|row| row.place);
        let scan = Scan {
            at: at(seconds),
            door: MAIN,
            desk: DESK,
            direction: Direction::In,
            means: Means::Hand,
        };
        self.append(&scan, &Verdict::NotInside, voids);
    }

    fn append(&mut self, scan: &Scan, verdict: &Verdict, voids: Option<EntryRef>) {
        let kind = match verdict {
            _ if voids.is_some() => Kind::Void,
            Verdict::Admitted { .. } | Verdict::ReEntered { .. } => Kind::Entry,
            Verdict::Left { .. } => Kind::Exit,
            _ => Kind::Refused,
        };
        let seq = self.log.len() as u64 + 1;
        self.log.push(Entry {
            place: EntryRef {
                desk: scan.desk,
                incarnation: 1,
                seq,
            },
            hlc: Hlc(seq),
            at: scan.at,
            door: scan.door,
            operator: None,
            kind,
            verdict: verdict.kind(),
            means: scan.means,
            ticket: Some(self.ticket.id),
            attendee: Some(GUEST),
            day: self.event.day_of(scan.at),
            member: verdict.member().unwrap_or(0),
            entry_number: 0,
            voids,
            mode: Mode::Online,
            digest: None,
            previous: [0; 32],
        });
    }
}

fn at(seconds: i64) -> Timestamp {
    let start = datetime(2026, 12, 3, 18, 15, 0, 0).to_zoned(TimeZone::UTC);
    start.unwrap().timestamp() + SignedDuration::from_secs(seconds)
}

use VerdictKind::*;

#[test]
fn in_once_out_once_and_back() {
    let mut evening = Evening::new();
    assert_eq!(evening.exit(0), NotInside);
    assert_eq!(evening.scan(1), Admitted);
    assert_eq!(evening.scan(100), AlreadyIn);
    assert_eq!(evening.exit(200), Left);
    assert_eq!(evening.exit(201), NotInside);
    assert_eq!(evening.scan(300), ReEntered);
    assert_eq!(evening.scan(400), AlreadyIn);
}

#[test]
fn where_reentry_is_refused_an_exit_is_for_good() {
    let mut evening = Evening::new();
    evening.event.reentry = Reentry::Refuse;
    assert_eq!(evening.scan(1), Admitted);
    assert_eq!(evening.exit(200), Left);
    assert_eq!(evening.scan(300), AlreadyIn);
}

#[test]
fn a_double_is_told_when_and_where() {
    let mut evening = Evening::new();
    evening.ticket.ticket_type = SPEAKER;
    evening.scan_with(0, |scan| scan.door = STAGE);
    let verdict = evening.scan_with(1320, |_| {});
    let expected = FirstEntry {
        at: at(0),
        door: STAGE,
        seconds_ago: 1320,
        left: false,
    };
    assert_eq!(
        verdict,
        Verdict::AlreadyIn {
            first: expected,
            repeat: false
        }
    );
}

#[test]
fn the_same_desk_within_ten_seconds_is_one_guest_scanned_twice() {
    let repeat = |seconds, desk| {
        let mut evening = Evening::new();
        evening.scan(0);
        match evening.scan_with(seconds, |scan| scan.desk = desk) {
            Verdict::AlreadyIn { repeat, .. } => repeat,
            other => panic!("a used ticket is already in, not {other:?}"),
        }
    };
    assert!(repeat(6, DESK));
    assert!(repeat(10, DESK));
    assert!(!repeat(11, DESK));
    assert!(!repeat(-1, DESK), "a clock that went back tells nothing");
    assert!(!repeat(6, DeskId::from_bytes([3; 16])));
}

#[test]
fn a_refused_ticket_is_refused_again_however_soon() {
    let mut evening = Evening::new();
    let said = |evening: &mut Evening, seconds| match evening.scan_with(seconds, |_| {}) {
        Verdict::AlreadyIn { first, repeat } => (repeat, first.seconds_ago),
        other => panic!("a used ticket is already in, not {other:?}"),
    };
    evening.scan(0);
    assert_eq!(said(&mut evening, 8), (true, 8));
    assert_eq!(said(&mut evening, 10), (true, 10));
    assert_eq!(
        said(&mut evening, 12),
        (false, 12),
        "a calm one makes the next no calmer"
    );
    assert_eq!(
        said(&mut evening, 14),
        (false, 14),
        "and a refused one even less"
    );
}

#[test]
fn whoever_has_just_left_makes_nobody_else_of_the_ticket_a_repeat() {
    let mut evening = Evening::new();
    evening.event.reentry = Reentry::Refuse;
    evening.ticket.admits = 2;
    evening.scan(0);
    evening.scan(60);
    evening.exit(63);
    let verdict = evening.scan_with(65, |_| {});
    assert!(matches!(verdict, Verdict::AlreadyIn { repeat: false, .. }));
}

#[test]
fn an_undone_entry_admits_anew() {
    let mut evening = Evening::new();
    evening.scan(0);
    evening.undo_last(5);
    assert_eq!(evening.scan(20), Admitted);
    let presence = Presence::of(&evening.log, None);
    assert_eq!(presence.inside(), 1);
    assert_eq!(
        presence.next_entry_number(1),
        3,
        "the number grows after a void"
    );
}

#[test]
fn an_undone_exit_leaves_the_guest_inside() {
    let mut evening = Evening::new();
    evening.scan(0);
    evening.exit(5);
    evening.undo_last(6);
    assert_eq!(Presence::of(&evening.log, None).inside(), 1);
}

#[test]
fn a_group_comes_one_by_one() {
    let mut evening = Evening::new();
    evening.ticket.admits = 3;
    let member = |evening: &mut Evening, seconds| evening.scan_with(seconds, |_| {}).member();
    assert_eq!(member(&mut evening, 0), Some(1));
    assert_eq!(member(&mut evening, 1), Some(2));
    assert_eq!(evening.exit(2), Left);
    assert_eq!(evening.scan(3), ReEntered, "who left comes back first");
    assert_eq!(member(&mut evening, 4), Some(3));
    assert_eq!(evening.scan(5), AlreadyIn);
}

#[test]
fn a_badge_lets_back_in_and_never_in() {
    let badge = |scan: &mut Scan| scan.means = Means::Badge;
    let mut evening = Evening::new();
    evening.ticket.admits = 2;
    assert_eq!(evening.scan_with(0, badge).kind(), NotInside);
    assert_eq!(evening.scan(1), Admitted);
    assert_eq!(
        evening.scan_with(50, badge).kind(),
        AlreadyIn,
        "a badge does not bring in the next of the group"
    );
    assert_eq!(evening.exit(60), Left);
    assert_eq!(evening.scan_with(70, badge).kind(), ReEntered);
}

#[test]
fn what_keeps_a_guest_out() {
    type Case = (&'static str, fn(&mut Evening), VerdictKind);
    let cases: [Case; 9] = [
        (
            "revoked",
            |e| e.ticket.state = TicketState::Revoked(at(-9)),
            Revoked,
        ),
        (
            "waitlist",
            |e| e.attendee.status = Status::Waitlist,
            NotConfirmed,
        ),
        (
            "declined",
            |e| e.attendee.status = Status::Declined,
            NotConfirmed,
        ),
        (
            "another day",
            |e| e.event.ticket_types[0].days = vec![date(2026, 12, 4)],
            NotValidNow,
        ),
        (
            "another door",
            |e| e.event.doors[0].admits = vec![SPEAKER],
            WrongDoor,
        ),
        (
            "the type's door",
            |e| e.event.ticket_types[0].doors = vec![STAGE],
            WrongDoor,
        ),
        (
            "unpaid",
            |e| {
                e.ticket.due = Some(Due {
                    hundredths: 1250,
                    currency: "EUR".into(),
                })
            },
            Unpaid,
        ),
        (
            "full",
            |e| (e.event.capacity, e.inside) = (Some(80), 80),
            Full,
        ),
        (
            "strict offline",
            |e| (e.event.ticket_types[0].strict, e.claim) = (true, Claim::Unreachable),
            NeedsLead,
        ),
    ];
    for (name, change, expected) in cases {
        let mut evening = Evening::new();
        change(&mut evening);
        assert_eq!(evening.scan(0), expected, "{name}");
        assert_eq!(Presence::of(&evening.log, None).inside(), 0, "{name}");
    }
}

#[test]
fn the_last_place_is_given() {
    let mut evening = Evening::new();
    (evening.event.capacity, evening.inside) = (Some(80), 79);
    assert_eq!(evening.scan(0), Admitted);
}

#[test]
fn another_desk_that_let_the_ticket_in_counts() {
    let mut evening = Evening::new();
    let first = FirstEntry {
        at: at(-60),
        door: STAGE,
        seconds_ago: 60,
        left: false,
    };
    evening.claim = Claim::Taken(first);
    assert_eq!(evening.scan(0), AlreadyIn);
    evening.claim = Claim::Unreachable;
    assert_eq!(evening.scan(1), Admitted, "offline, the list decides");
}

#[test]
fn a_ticket_of_two_days_begins_anew_and_the_night_belongs_to_the_evening() {
    let mut evening = Evening::new();
    let days: Vec<Date> = vec![date(2026, 12, 3), date(2026, 12, 4)];
    evening.event.ticket_types[0].days = days;
    let hour = 3600;
    assert_eq!(evening.scan(0), Admitted);
    assert_eq!(
        evening.scan(7 * hour),
        AlreadyIn,
        "01:15 is still the first evening"
    );
    assert_eq!(
        evening.scan(24 * hour),
        Admitted,
        "18:15 the next day is not"
    );
    assert_eq!(evening.scan(48 * hour), NotValidNow);
}

proptest! {
    /// Whatever the order of scans, exits and undos, nobody is inside twice.
    #[test]
    fn never_more_inside_than_the_ticket_admits(
        admits in 1u16..5,
        steps in prop::collection::vec((0u8..4, 1i64..600), 1..40),
    ) {
        let mut evening = Evening::new();
        evening.ticket.admits = admits;
        let mut now = 0;
        for (step, wait) in steps {
            now += wait;
            let inside = Presence::of(&evening.log, None).inside();
            let verdict = match step {
                0 => evening.exit(now),
                1 => { evening.undo_last(now); continue }
                _ => evening.scan(now),
            };
            let after = Presence::of(&evening.log, None).inside();
            let expected = match verdict {
                Admitted | ReEntered => inside + 1,
                Left => inside - 1,
                _ => inside,
            };
            prop_assert_eq!(after, expected);
            prop_assert!(after <= admits);
        }
    }
}
