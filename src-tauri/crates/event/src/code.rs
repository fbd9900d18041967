//! What a QR holds, section 4 of the design: `LY1:` and the base45 (RFC 9285) of 78 bytes.

use std::ops::Range;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::{BadgeId, EventId, KeyId, TicketId, TicketTypeId};

/// How a ticket's code begins.
pub const TICKET_PREFIX: &str = "LY1:";
/// How a badge's code begins.
pub const BADGE_PREFIX: &str = "LYB:";
/// The longest code that is looked at: what the largest QR code holds in alphanumeric mode
/// (ISO/IEC 18004, version 40-L).
pub const MAX_CODE_CHARS: usize = 4296;

const VERSION_1: u8 = 1 << 4;
const CONTEXT: &[u8] = b"lanyard-ticket-v1\0";

const LEN: usize = 78;
const VERSION: usize = 0;
const KEY: usize = 1;
const TAG: Range<usize> = 2..5;
const TICKET: Range<usize> = 5..13;
const TYPE: usize = 13;
const SIGNED: usize = 14;

/// What a ticket's code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketCode {
    /// The key it is signed with.
    pub key: KeyId,
    /// The ticket.
    pub ticket: TicketId,
    /// The type it was issued as.
    pub ticket_type: TicketTypeId,
}

impl TicketCode {
    /// The text for the QR code. Ed25519 is deterministic: the same ticket and key give the same
    /// text again.
    pub fn sign(&self, event: EventId, key: &SigningKey) -> String {
        let mut bytes = [0; LEN];
        bytes[VERSION] = VERSION_1;
        bytes[KEY] = self.key.0;
        bytes[TAG].copy_from_slice(&event_tag(event));
        bytes[TICKET].copy_from_slice(&self.ticket.0.to_be_bytes());
        bytes[TYPE] = self.ticket_type.0;
        let signature = key.sign(&message(event, &bytes));
        bytes[SIGNED..].copy_from_slice(&signature.to_bytes());
        format!("{TICKET_PREFIX}{}", base45::encode(bytes))
    }
}

/// A public key of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its number.
    pub id: KeyId,
    /// The public half.
    pub public: VerifyingKey,
    /// What it is still good for.
    pub state: KeyState,
}

/// What a key is still good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Signs new tickets.
    Signs,
    /// Signs no more; its tickets hold.
    Verifies,
    /// Its tickets hold no more.
    Revoked,
}

/// What a scanned text is, before any list is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A ticket of this event, signed by a key of this event.
    Ticket(TicketCode),
    /// A ticket signed with a key that was revoked.
    KeyRevoked(TicketCode),
    /// A well-formed ticket of another event.
    WrongEvent,
    /// It claims to be a ticket and isn't one that anybody signed.
    Forged,
    /// A badge.
    Badge(BadgeId),
    /// Anything else: looked up as imported.
    Foreign(String),
}

/// Reads a scanned text for `event`, whose keys are `keys`. `issued` gives the code that the event
/// file keeps for a ticket, where it was issued: a text that is that code to the letter carries
/// the signature that was made for it, and need not have it verified again.
pub fn read_code(
    text: &str,
    event: EventId,
    keys: &[Key],
    issued: impl Fn(TicketId) -> Option<String>,
) -> Reading {
    let text = trim_scan(text);
    let folded = fold_case(text);
    if let Some(payload) = folded.strip_prefix(TICKET_PREFIX) {
        return read_ticket(payload, event, keys, issued);
    }
    if let Some(badge) = folded.strip_prefix(BADGE_PREFIX).and_then(parse_badge) {
        return Reading::Badge(badge);
    }
    // A ticket's prefix in mixed case is a damaged ticket, not somebody else's code.
    let prefix = text.get(..TICKET_PREFIX.len());
    if prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case(TICKET_PREFIX)) {
        return Reading::Forged;
    }
    Reading::Foreign(text.to_owned())
}

/// The code of a badge.
pub fn badge_code(badge: BadgeId) -> String {
    format!("{BADGE_PREFIX}{:016X}", badge.0)
}

/// What a scanner adds at the ends is taken off: CR, LF and Tab, and nothing else, because a
/// base45 text may begin or end with a space.
pub fn trim_scan(text: &str) -> &str {
    text.trim_matches(['\r', '\n', '\t'])
}

fn parse_badge(text: &str) -> Option<BadgeId> {
    let hex = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex.then(|| u64::from_str_radix(text, 16).ok().map(BadgeId))?
}

/// A keyboard with caps lock turns a whole code to lower case, and that is undone. A code in mixed
/// case is damaged: accepting it would accept single-bit changes of its letters.
fn fold_case(text: &str) -> std::borrow::Cow<'_, str> {
    let upper = text.bytes().any(|byte| byte.is_ascii_uppercase());
    let lower = text.bytes().any(|byte| byte.is_ascii_lowercase());
    if lower && !upper {
        text.to_ascii_uppercase().into()
    } else {
        text.into()
    }
}

fn read_ticket(
    payload: &str,
    event: EventId,
    keys: &[Key],
    issued: impl Fn(TicketId) -> Option<String>,
) -> Reading {
    let Some(mut bytes) = decode(payload) else {
        return Reading::Forged;
    };
    if bytes[VERSION] != VERSION_1 {
        return Reading::Forged;
    }
    let ours = event_tag(event);
    if bytes[TAG] != ours {
        bytes[TAG].copy_from_slice(&ours);
        return match signed_by(&bytes, event, keys) {
            Some(_) => Reading::Forged,
            None => Reading::WrongEvent,
        };
    }
    let mut ticket = [0; 8];
    ticket.copy_from_slice(&bytes[TICKET]);
    let ticket = TicketId(u64::from_be_bytes(ticket));
    let kept = issued(ticket);
    let same = kept.is_some_and(|code| code.strip_prefix(TICKET_PREFIX) == Some(payload));
    let key = if same {
        key_of(&bytes, keys)
    } else {
        signed_by(&bytes, event, keys)
    };
    let Some(key) = key else {
        return Reading::Forged;
    };
    let code = TicketCode {
        key: key.id,
        ticket,
        ticket_type: TicketTypeId(bytes[TYPE]),
    };
    match key.state {
        KeyState::Signs | KeyState::Verifies => Reading::Ticket(code),
        KeyState::Revoked => Reading::KeyRevoked(code),
    }
}

fn decode(payload: &str) -> Option<[u8; LEN]> {
    let bytes: [u8; LEN] = base45::decode(payload).ok()?.try_into().ok()?;
    // One text for one ticket: whatever a decoder tolerates beyond the standard is refused.
    (base45::encode(bytes) == payload).then_some(bytes)
}

fn signed_by<'k>(bytes: &[u8; LEN], event: EventId, keys: &'k [Key]) -> Option<&'k Key> {
    let key = key_of(bytes, keys)?;
    let signature = Signature::from_slice(&bytes[SIGNED..]).ok()?;
    key.public
        .verify_strict(&message(event, bytes), &signature)
        .ok()
        .map(|()| key)
}

fn key_of<'k>(bytes: &[u8; LEN], keys: &'k [Key]) -> Option<&'k Key> {
    keys.iter().find(|key| key.id.0 == bytes[KEY])
}

fn message(event: EventId, bytes: &[u8; LEN]) -> Vec<u8> {
    [CONTEXT, &event.to_bytes(), &bytes[..SIGNED]].concat()
}

fn event_tag(event: EventId) -> [u8; 3] {
    let digest = Sha256::digest(event.to_bytes());
    [digest[0], digest[1], digest[2]]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EVENT: EventId = EventId::from_bytes([7; 16]);
    const OTHER: EventId = EventId::from_bytes([8; 16]);

    fn key_pair(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn keys(state: KeyState) -> Vec<Key> {
        vec![Key {
            id: KeyId(1),
            public: key_pair(1).verifying_key(),
            state,
        }]
    }

    fn code(ticket: u64) -> TicketCode {
        TicketCode {
            key: KeyId(1),
            ticket: TicketId(ticket),
            ticket_type: TicketTypeId(3),
        }
    }

    fn read(text: &str) -> Reading {
        read_code(text, EVENT, &keys(KeyState::Signs), |_| None)
    }

    #[test]
    fn a_code_is_121_characters_of_the_qr_alphanumeric_set() {
        let text = code(42).sign(EVENT, &key_pair(1));
        assert_eq!(text.len(), 121, "version 5-M holds 122");
        let set = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        assert!(text.chars().all(|c| set.contains(c)), "{text}");
    }

    #[test]
    fn a_badge_reads_back_and_is_no_ticket() {
        let text = badge_code(BadgeId(0xFEED));
        assert_eq!(read(&text), Reading::Badge(BadgeId(0xFEED)));
        assert_eq!(
            read("LYB:+0000000000FEED"),
            Reading::Foreign("LYB:+0000000000FEED".into())
        );
    }

    #[test]
    fn the_state_of_the_key_counts() {
        let text = code(42).sign(EVENT, &key_pair(1));
        for (state, expected) in [
            (KeyState::Signs, Reading::Ticket(code(42))),
            (KeyState::Verifies, Reading::Ticket(code(42))),
            (KeyState::Revoked, Reading::KeyRevoked(code(42))),
        ] {
            assert_eq!(read_code(&text, EVENT, &keys(state), |_| None), expected);
            let kept = |_| Some(text.clone());
            assert_eq!(read_code(&text, EVENT, &keys(state), kept), expected);
        }
        assert_eq!(
            read_code(&text, EVENT, &[], |_| Some(text.clone())),
            Reading::Forged,
            "a key nobody knows"
        );
    }

    #[test]
    fn another_evenings_ticket_is_told_from_a_tampered_one() {
        assert_eq!(
            read(&code(42).sign(OTHER, &key_pair(1))),
            Reading::WrongEvent
        );
        let ours = code(42).sign(EVENT, &key_pair(1));
        let mut bytes = decode(&ours[4..]).unwrap();
        bytes[TAG].copy_from_slice(&event_tag(OTHER));
        let tampered = format!("{TICKET_PREFIX}{}", base45::encode(bytes));
        assert_eq!(read(&tampered), Reading::Forged);
    }

    #[test]
    fn a_strangers_signature_is_refused() {
        assert_eq!(read(&code(42).sign(EVENT, &key_pair(2))), Reading::Forged);
    }

    #[test]
    fn every_single_bit_change_of_the_bytes_is_refused() {
        let bytes = decode(&code(42).sign(EVENT, &key_pair(1))[4..]).unwrap();
        for bit in 0..LEN * 8 {
            let mut changed = bytes;
            changed[bit / 8] ^= 1 << (bit % 8);
            let text = format!("{TICKET_PREFIX}{}", base45::encode(changed));
            assert_eq!(read(&text), Reading::Forged, "bit {bit}");
            let kept = |_| Some(format!("{TICKET_PREFIX}{}", base45::encode(bytes)));
            let read = read_code(&text, EVENT, &keys(KeyState::Signs), kept);
            assert_eq!(
                read,
                Reading::Forged,
                "bit {bit}, though the ticket was issued"
            );
        }
    }

    #[test]
    fn every_single_bit_change_of_the_text_is_refused() {
        let text = code(42).sign(EVENT, &key_pair(1));
        for bit in 0..text.len() * 8 {
            let mut changed = text.clone().into_bytes();
            changed[bit / 8] ^= 1 << (bit % 8);
            let changed = String::from_utf8_lossy(&changed);
            assert!(
                !matches!(read(&changed), Reading::Ticket(_)),
                "bit {bit}: {changed}"
            );
        }
    }

    proptest! {
        #[test]
        fn reads_back_whatever_the_keyboard_does_at_the_ends(ticket: u64, lower: bool, end in "[\r\n\t]{0,3}") {
            let mut text = code(ticket).sign(EVENT, &key_pair(1));
            if lower {
                text = text.to_lowercase();
            }
            prop_assert_eq!(read(&format!("{end}{text}{end}")), Reading::Ticket(code(ticket)));
        }

        #[test]
        fn no_text_panics_or_is_taken_for_a_ticket(text in "(LY1:)?.{0,130}") {
            prop_assert!(!matches!(read(&text), Reading::Ticket(_)));
        }

        #[test]
        fn no_payload_of_the_right_length_is_taken_for_a_ticket(bytes in prop::collection::vec(any::<u8>(), LEN)) {
            let text = format!("{TICKET_PREFIX}{}", base45::encode(&bytes));
            prop_assert!(matches!(read(&text), Reading::Forged | Reading::WrongEvent));
        }
    }
}
