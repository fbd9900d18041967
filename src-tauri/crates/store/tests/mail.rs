//! The log of mails on a real disk.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use jiff::Timestamp;
use lanyard_event::{AttendeeId, TicketId};
use lanyard_store::{
    Connection, StoreError,
    table::mail::{self, LetterKind, MailState, NewMail},
};

const ADA: AttendeeId = AttendeeId::from_bytes([1; 16]);
const GRACE: AttendeeId = AttendeeId::from_bytes([2; 16]);
const AT: Timestamp = Timestamp::UNIX_EPOCH;

/// The table alone: a mail outlives its guest, so it needs none; only who was made one with whom.
fn table() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(
        "CREATE TABLE attendee (id BLOB PRIMARY KEY);
         CREATE TABLE alias (attendee BLOB, was BLOB);",
    )
    .unwrap();
    conn.execute_batch(include_str!("../migrations/04-mail.sql"))
        .unwrap();
    conn
}

fn queue(conn: &Connection, attendee: AttendeeId, round: u32) -> Result<i64, StoreError> {
    let new = NewMail {
        letter: LetterKind::Ticket,
        attendee,
        ticket: Some(TicketId(7)),
        round,
        address: "ada@example.org",
        message_id: &format!("{attendee}-{round}@example.org"),
        at: AT,
    };
    mail::queue(conn, &new)
}

#[test]
fn the_same_mail_is_queued_once_and_claimed_once() {
    let conn = table();
    let id = queue(&conn, ADA, 1).unwrap();
    assert!(
        matches!(queue(&conn, ADA, 1), Err(StoreError::Refused(_))),
        "two processes that plan the same mail"
    );
    assert!(mail::claim(&conn, id, "ada@example.org", "Hi", AT).unwrap());
    assert!(
        !mail::claim(&conn, id, "ada@example.org", "Hi", AT).unwrap(),
        "whoever comes second does not send it"
    );
    mail::settle(&conn, id, MailState::Sent, "ada@example.org", "250", AT).unwrap();
    assert!(!mail::claim(&conn, id, "ada@example.org", "Hi", AT).unwrap());
    mail::withdraw(&conn, id).unwrap();
    mail::requeue(&conn, id, AT).unwrap();
    let sent = mail::by_id(&conn, id).unwrap().unwrap();
    assert_eq!(sent.state, MailState::Sent, "what was sent stays sent");
}

#[test]
fn what_was_being_sent_is_uncertain_and_what_waits_still_waits() {
    let conn = table();
    let (sending, waiting) = (
        queue(&conn, ADA, 1).unwrap(),
        queue(&conn, GRACE, 1).unwrap(),
    );
    mail::claim(&conn, sending, "ada@example.org", "Hi", AT).unwrap();
    assert_eq!(mail::interrupted(&conn, AT).unwrap(), 1);
    let state = |id| mail::by_id(&conn, id).unwrap().unwrap().state;
    assert_eq!(state(sending), MailState::Uncertain);
    assert_eq!(state(waiting), MailState::Queued);
    mail::requeue(&conn, sending, AT).unwrap();
    assert_eq!(state(sending), MailState::Queued);
}

#[test]
fn what_a_mail_says_of_a_guest_is_erased_and_that_it_was_sent_stays() {
    let conn = table();
    let before = AttendeeId::from_bytes([3; 16]);
    conn.execute(
        "INSERT INTO alias VALUES (?, ?)",
        [ADA.to_bytes(), before.to_bytes()],
    )
    .unwrap();
    for guest in [ADA, GRACE, before] {
        let id = queue(&conn, guest, 1).unwrap();
        mail::settle(&conn, id, MailState::Sent, "her@example.org", "250 her", AT).unwrap();
    }
    mail::erase(&conn, ADA).unwrap();
    let of = |guest| mail::of_attendee(&conn, guest).unwrap().remove(0);
    assert_eq!(
        (of(ADA).address, of(ADA).answer),
        (String::new(), String::new())
    );
    assert_eq!(of(ADA).state, MailState::Sent);
    assert_eq!(of(before).address, "", "whoever was made one with her");
    assert_eq!(mail::of_attendee(&conn, ADA).unwrap().len(), 2);
    assert_eq!(of(GRACE).address, "her@example.org", "hers stays");
    mail::erase_all(&conn).unwrap();
    assert_eq!(of(GRACE).address, "");
    assert_eq!(
        mail::newest(&conn, None, Some(MailState::Sent), 10)
            .unwrap()
            .len(),
        3
    );
}
