//! The message around a letter (RFC 5322, MIME).

use std::time::SystemTime;

use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Attachment as Part, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a `mailto:` address as it is (RFC 6068).
const MAILTO: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@');

/// Why a message can't be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// No e-mail address.
    #[error("“{0}” is no e-mail address")]
    Address(String),
    /// The parts don't make a message.
    #[error("the mail could not be put together: {0}")]
    Message(String),
}

/// In whose name mail goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub address: Address,
    /// Where answers go, if elsewhere.
    pub reply_to: Option<Address>,
}

/// A mail to be put together.
#[derive(Debug)]
pub struct Outgoing<'a> {
    /// In whose name.
    pub sender: &'a Sender,
    /// The guest's name; may be empty.
    pub to_name: &'a str,
    /// The guest's address.
    pub to: &'a Address,
    /// The subject.
    pub subject: &'a str,
    /// Its id, without brackets.
    pub message_id: &'a str,
    /// When it is sent.
    pub date: Timestamp,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML.
    pub page: String,
    /// The picture in the page, PNG: its content id and bytes.
    pub picture: Option<(&'a str, Vec<u8>)>,
    /// What is attached.
    pub attachments: Vec<Attachment>,
    /// The `mailto:` address where a guest writes who wants no more of these.
    pub unsubscribe: Option<&'a str>,
}

/// A file with a mail.
#[derive(Debug)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What it is, `application/pdf`.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An e-mail address; a domain in other than Latin letters becomes what servers know it by
/// (IDNA).
///
/// # Errors
/// [`ComposeError::Address`].
pub fn address(text: &str) -> Result<Address, ComposeError> {
    let wrong = || ComposeError::Address(text.to_owned());
    let (user, domain) = text.trim().rsplit_once('@').ok_or_else(wrong)?;
    let domain = if domain.is_ascii() {
        domain.to_owned()
    } else {
        idna::domain_to_ascii(domain).map_err(|_| wrong())?
    };
    Address::new(user, domain).map_err(|_| wrong())
}

/// A `mailto:` address with a subject.
pub fn mailto(address: &Address, subject: &str) -> String {
    format!(
        "mailto:{}?subject={}",
        utf8_percent_encode(address.as_ref(), MAILTO),
        utf8_percent_encode(subject, MAILTO)
    )
}

/// Puts a mail together, as it goes to the server.
///
/// # Errors
/// [`ComposeError::Message`].
pub fn compose(mail: Outgoing<'_>) -> Result<Vec<u8>, ComposeError> {
    let sender = mailbox(&mail.sender.name, &mail.sender.address);
    let mut builder = Message::builder()
        .date(SystemTime::from(mail.date))
        .from(sender)
        .to(mailbox(mail.to_name, mail.to))
        .subject(one_line(mail.subject))
        .message_id(Some(format!("<{}>", mail.message_id)))
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(reply_to) = &mail.sender.reply_to {
        builder = builder.reply_to(Mailbox::new(None, reply_to.clone()));
    }
    if let Some(unsubscribe) = mail.unsubscribe {
        builder = builder.raw_header(header("List-Unsubscribe", &format!("<{unsubscribe}>")));
    }
    let text = SinglePart::plain(mail.text);
    let page = SinglePart::html(mail.page);
    let words = MultiPart::alternative().singlepart(text);
    let words = match mail.picture {
        None => words.singlepart(page),
        Some((id, png)) => {
            let picture = Part::new_inline_with_name(id.to_owned(), "code.png".to_owned());
            let picture = picture.body(png, kind("image/png")?);
            words.multipart(MultiPart::related().singlepart(page).singlepart(picture))
        }
    };
    let whole = if mail.attachments.is_empty() {
        words
    } else {
        let mut mixed = MultiPart::mixed().multipart(words);
        for file in mail.attachments {
            mixed = mixed.singlepart(Part::new(file.name).body(file.bytes, kind(file.kind)?));
        }
        mixed
    };
    let message = builder.multipart(whole);
    let message = message.map_err(|error| ComposeError::Message(error.to_string()))?;
    Ok(message.formatted())
}

fn kind(kind: &'static str) -> Result<ContentType, ComposeError> {
    kind.parse()
        .map_err(|_| ComposeError::Message(format!("“{kind}” is no content type")))
}

fn mailbox(name: &str, address: &Address) -> Mailbox {
    let name = one_line(name);
    Mailbox::new((!name.is_empty()).then_some(name), address.clone())
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), one_line(value))
}

/// A header's value has no line breaks of its own: what follows one would be another header.
fn one_line(text: &str) -> String {
    let clean = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<_> = clean.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(name: &str, subject: &str) -> String {
        let sender = Sender {
            name: format!("Host {name}"),
            address: address("host@example.org").unwrap(),
            reply_to: Some(address("rich@example.org").unwrap()),
        };
        let mail = Outgoing {
            sender: &sender,
            to_name: name,
            to: &address("ada@example.org").unwrap(),
            subject,
            message_id: "1@example.org",
            date: "2026-12-03T18:15:00Z".parse().unwrap(),
            text: "Hello\n".into(),
            page: "<p>Hello</p>".into(),
            picture: Some(("code@example.org", vec![1, 2, 3])),
            attachments: vec![Attachment {
                name: "ticket.pdf".into(),
                kind: "application/pdf",
                bytes: vec![0, 255, 10],
            }],
            unsubscribe: Some("mailto:host@example.org?subject=No"),
        };
        String::from_utf8(compose(mail).unwrap()).unwrap()
    }

    fn headers(message: &str) -> Vec<String> {
        let (head, _) = message.split_once("\r\n\r\n").unwrap();
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        unfolded.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn the_headers_are_those_of_the_mail() {
        let message = composed("Ada", "Your ticket");
        let headers = headers(&message);
        for line in [
            "Date: Thu, 03 Dec 2026 18:15:00 +0000",
            "From: \"Host Ada\" <host@example.org>",
            "To: Ada <ada@example.org>",
            "Reply-To: rich@example.org",
            "Subject: Your ticket",
            "Message-ID: <1@example.org>",
            "Auto-Submitted: auto-generated",
            "List-Unsubscribe: <mailto:host@example.org?subject=No>",
        ] {
            assert!(headers.contains(&line.to_owned()), "{line}: {headers:#?}");
        }
    }

    #[test]
    fn a_name_or_subject_adds_no_header() {
        let message = composed("Ada\r\nBcc: all@example.org", "Hi\r\n\r\nX-Evil: 1\u{0}");
        let names: Vec<_> = headers(&message)
            .iter()
            .filter_map(|line| Some(line.split_once(':')?.0.to_owned()))
            .collect();
        assert!(!names.contains(&"Bcc".to_owned()), "{names:?}");
        assert!(!names.contains(&"X-Evil".to_owned()), "{names:?}");
        assert_eq!(names.iter().filter(|name| *name == "Subject").count(), 1);
    }

    #[test]
    fn other_letters_are_encoded() {
        let message = composed("Łukasz Ó Súilleabháin 李小龍", "Größe".repeat(60).as_str());
        let (head, _) = message.split_once("\r\n\r\n").unwrap();
        assert!(head.is_ascii(), "{head}");
        assert!(message.is_ascii(), "any server takes it");
        assert!(message.lines().all(|line| line.len() <= 998));
    }

    #[test]
    fn addresses_are_looked_at() {
        assert_eq!(
            address(" ada@bücher.example ").unwrap().to_string(),
            "ada@xn--bcher-kva.example"
        );
        for wrong in [
            "",
            "ada",
            "ada@",
            "@b.example",
            "a b@c.example",
            "a@b.example\r\nDATA",
        ] {
            assert!(address(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(
            mailto(&address("a+b@example.org").unwrap(), "No more: R&D, bitte"),
            "mailto:a%2Bb@example.org?subject=No%20more%3A%20R%26D%2C%20bitte"
        );
    }
}
