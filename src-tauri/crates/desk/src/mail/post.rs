//! A whole mail: the letter, the code in it and what is attached; and the test mail.

use std::sync::Arc;

use lanyard_event::{Clock, Event, Rng};
use lanyard_exchange::mail::{
    Address, Attachment, Offered, Outgoing, SmtpError, Told, address, compose,
};
use lanyard_paper::{Logo, Paper, Template};
use lanyard_store::{Store, table, table::mail::LetterKind};

use super::{
    Letterhead, MailServer,
    letters::{Addressee, Stationery, picture, present_digest},
};
use crate::{Desk, DeskError, Result, answers::Letter, tickets::calendar_entry};

/// What it takes to write a mail and to hand it over.
pub(super) struct Post {
    pub(super) event: Event,
    pub(super) stationery: Stationery,
    pub(super) letterhead: Letterhead,
    pub(super) server: MailServer,
    pub(super) paper: Arc<Paper>,
    pub(super) template: Template,
    pub(super) logo: Option<Logo>,
    pub(super) clock: Arc<dyn Clock>,
}

/// A test mail to be sent, without a desk.
pub struct TestMail {
    post: Post,
    store: Store,
    to: Addressee,
    address: String,
    message_id: String,
    digest: Vec<u8>,
}

impl std::fmt::Debug for TestMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestMail").finish_non_exhaustive()
    }
}

impl Desk {
    /// A letter to an address of the organiser's own, as an invented guest would get it, or the one
    /// who is named.
    ///
    /// # Errors
    /// The letter or the address can't be used; there is no such guest.
    pub fn test_mail(
        &mut self,
        letter: Letter,
        to_address: &str,
        attendee: Option<&str>,
    ) -> Result<TestMail> {
        self.refresh()?;
        let kind = letter.into();
        let post = self.post(kind)?;
        address(to_address)?;
        let to = self.sample_addressee(&post.stationery.words, attendee)?;
        let language = self.letter_language()?;
        Ok(TestMail {
            digest: present_digest(self.store.read(), kind, &language)?,
            message_id: message_id(self.rng.as_ref(), post.letterhead.sender.address.domain()),
            address: to_address.trim().to_owned(),
            store: Store::open(self.path())?,
            to,
            post,
        })
    }

    pub(super) fn post(&mut self, kind: LetterKind) -> Result<Post> {
        if self.practice.is_some() {
            return Err(DeskError::PracticeMail);
        }
        let settings = self.set_up()?;
        let letterhead = Letterhead::of(&settings, &self.event)?;
        let conn = self.store.read();
        Ok(Post {
            stationery: Stationery::of(conn, &self.event, kind, &settings, &letterhead)?,
            letterhead,
            server: self.mail_server()?,
            paper: self.paper(),
            logo: self.logo()?,
            template: self
                .own_template("ticket")?
                .unwrap_or_else(Template::ticket),
            clock: self.clock.clone(),
            event: self.event.clone(),
        })
    }
}

impl TestMail {
    /// Sends it, and keeps that the letter was seen in these words.
    ///
    /// # Errors
    /// What the server says; the file can't be written.
    pub fn send(mut self) -> Result<()> {
        let post = &self.post;
        let written = post.stationery.write(&self.to, "");
        let subject = format!("{}{}", post.stationery.words.test, written.subject);
        let to = address(&self.address)?;
        let message = post.compose(&self.to, &to, &self.message_id, &subject)?;
        let mut line = post.server.connect()?;
        match line.offer(&post.letterhead.sender.address, &to)? {
            Offered::Wanted => {}
            Offered::PutOff(answer) | Offered::Refused(answer) => {
                return Err(DeskError::TestRefused {
                    address: self.address,
                    answer,
                });
            }
        }
        match line.tell(&message) {
            Told::Accepted(_) => line.close(),
            Told::PutOff(answer) | Told::Refused(answer) => {
                return Err(DeskError::TestRefused {
                    address: self.address,
                    answer,
                });
            }
            Told::NotSent | Told::Uncertain => return Err(post.lost().into()),
        }
        let (kind, digest, now) = (post.stationery.kind, &self.digest, post.clock.now());
        self.store
            .write(|conn| table::mail::set_tested(conn, kind, digest, now))?;
        Ok(())
    }
}

impl Post {
    /// The whole mail, as it goes to the server.
    pub(super) fn compose(
        &self,
        to: &Addressee,
        to_address: &Address,
        message_id: &str,
        subject: &str,
    ) -> Result<Vec<u8>> {
        let now = self.clock.now();
        let stationery = &self.stationery;
        let with_ticket = stationery.kind == LetterKind::Ticket;
        let picture_id = format!("code.{message_id}");
        let written = stationery.write(to, &picture_id);
        let mut attachments = Vec::new();
        let mut code = None;
        if let Some(ticket) = to.ticket.as_ref().filter(|_| with_ticket) {
            code = Some((picture_id.as_str(), picture(&to.code)?));
            attachments.push(Attachment {
                name: stationery.file_name("pdf"),
                kind: "application/pdf",
                bytes: stationery.pdf(&self.paper, &self.template, self.logo.clone(), to)?,
            });
            attachments.push(Attachment {
                name: stationery.file_name("ics"),
                kind: "text/calendar; charset=utf-8",
                bytes: calendar_entry(&self.event, ticket, &stationery.language, now).into_bytes(),
            });
        }
        Ok(compose(Outgoing {
            sender: &self.letterhead.sender,
            to_name: &to.guest.name,
            to: to_address,
            subject,
            message_id,
            date: now,
            text: written.text,
            page: written.page,
            picture: code,
            attachments,
            unsubscribe: (!with_ticket).then_some(stationery.opt_out.as_str()),
        })?)
    }

    pub(super) fn lost(&self) -> SmtpError {
        SmtpError::Lost {
            server: self.address(),
        }
    }

    /// The server, `smtp.example.org:587`.
    pub(super) fn address(&self) -> String {
        let server = &self.server.server;
        format!("{}:{}", server.host, server.port)
    }
}

/// 128 random bits, so that it says nothing about anybody.
pub(super) fn message_id(rng: &dyn Rng, domain: &str) -> String {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes);
    format!("{:032x}@{domain}", u128::from_be_bytes(bytes))
}
