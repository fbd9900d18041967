//! A sending under way: how far it has come, how fast it may go, and when it has to end.

use std::{
    ops::ControlFlow,
    thread::sleep,
    time::{Duration, Instant},
};

use lanyard_exchange::mail::{Line, SmtpError};

use crate::answers::{Letter, MailDoing, MailProgress, MailReport};

/// How often a lost connection is tried again before the sending ends.
const TRIES: u32 = 6;
/// How long the first try waits; each next one twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// So many mails in a row that the server does not take: it is not about the addresses.
const IN_A_ROW: u32 = 10;
/// So many mails in a row whose answer was lost: no more are put at risk.
const UNSURE_IN_A_ROW: u32 = 3;
/// How often whoever waits asks whether to go on.
const GLANCE: Duration = Duration::from_millis(100);

/// What tells a sending that it may go on.
pub(super) type Progress<'p> = &'p mut dyn FnMut(&MailProgress) -> ControlFlow<()>;

/// How the handing over of one mail ended.
pub(super) enum Step {
    Sent,
    Refused,
    PutOff,
    Uncertain,
    /// Somebody else has it, or nobody wants it.
    Skipped,
}

/// Why the sending ends before its end.
pub(super) enum End {
    Stopped,
    /// The server, and what to do about it.
    Server(SmtpError),
    /// The server takes nobody's mail: what it said last.
    Nobody(String),
    /// The connection is lost after every mail, before the answer.
    Unsure,
}

/// A sending under way.
pub(super) struct Run<'p> {
    pub(super) report: MailReport,
    done: u32,
    /// How often in a row the connection was lost.
    tries: u32,
    /// How many mails in a row the server did not take.
    untaken: u32,
    /// After how many mails in a row the connection was lost before the answer.
    unsure: u32,
    /// What it said last.
    pub(super) said: String,
    pace: Pace,
    pub(super) line: Option<Line>,
    progress: Progress<'p>,
}

impl<'p> Run<'p> {
    /// The sending of so many mails.
    pub(super) fn of(
        letter: Letter,
        mails: usize,
        per_minute: u32,
        progress: Progress<'p>,
    ) -> Self {
        Self {
            report: MailReport {
                letter,
                total: count(mails),
                sent: 0,
                refused: Vec::new(),
                put_off: Vec::new(),
                uncertain: Vec::new(),
                left: 0,
                stopped: false,
                problem: None,
            },
            done: 0,
            tries: 0,
            untaken: 0,
            unsure: 0,
            said: String::new(),
            pace: Pace::of(per_minute),
            line: None,
            progress,
        }
    }

    pub(super) fn tell(&mut self, doing: MailDoing) -> ControlFlow<()> {
        (self.progress)(&MailProgress {
            done: self.done,
            total: self.report.total,
            sent: self.report.sent,
            refused: count(self.report.refused.len()),
            doing,
        })
    }

    /// Counts a mail that is done, one way or another.
    pub(super) fn count(&mut self, step: Step) -> ControlFlow<End> {
        self.done += 1;
        match step {
            Step::Skipped => return ControlFlow::Continue(()),
            Step::Sent => {
                self.report.sent += 1;
                (self.untaken, self.unsure) = (0, 0);
            }
            Step::Refused | Step::PutOff => self.untaken += 1,
            Step::Uncertain => self.unsure += 1,
        }
        self.tries = 0;
        if self.untaken >= IN_A_ROW {
            return ControlFlow::Break(End::Nobody(self.said.clone()));
        }
        if self.unsure >= UNSURE_IN_A_ROW {
            return ControlFlow::Break(End::Unsure);
        }
        ControlFlow::Continue(())
    }

    /// Waits until the next mail may go out.
    pub(super) fn pause(&mut self) -> ControlFlow<End> {
        let until = self.pace.next(Instant::now());
        self.wait(until, MailDoing::Sending, MailDoing::Pausing)
    }

    /// Waits before a lost connection is tried again.
    pub(super) fn again(&mut self, error: SmtpError) -> ControlFlow<End> {
        self.tries += 1;
        if self.tries > TRIES {
            return ControlFlow::Break(End::Server(error));
        }
        let wait = FIRST_WAIT * 2u32.pow(self.tries - 1);
        let doing = MailDoing::Reconnecting;
        self.wait(Instant::now() + wait, doing, doing)
    }

    fn wait(&mut self, until: Instant, at_once: MailDoing, later: MailDoing) -> ControlFlow<End> {
        let mut doing = at_once;
        loop {
            if self.tell(doing).is_break() {
                return ControlFlow::Break(End::Stopped);
            }
            let rest = until.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return ControlFlow::Continue(());
            }
            doing = later;
            sleep(rest.min(GLANCE));
        }
    }
}

/// No more mails a minute than were allowed.
struct Pace {
    gap: Duration,
    next: Option<Instant>,
}

impl Pace {
    fn of(per_minute: u32) -> Self {
        Self {
            gap: Duration::from_secs(60) / per_minute.max(1),
            next: None,
        }
    }

    /// When the next one may go out, at `now` or after it; it is taken for gone then.
    fn next(&mut self, now: Instant) -> Instant {
        let this = self.next.map_or(now, |next| next.max(now));
        self.next = Some(this + self.gap);
        this
    }
}

pub(super) fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_mails_a_minute_than_were_allowed() {
        let mut pace = Pace::of(30);
        let start = Instant::now();
        let second = Duration::from_secs(1);
        assert_eq!(pace.next(start), start, "the first goes at once");
        assert_eq!(pace.next(start), start + 2 * second);
        assert_eq!(pace.next(start + second), start + 4 * second);
        let late = start + 100 * second;
        assert_eq!(
            pace.next(late),
            late,
            "what was not sent is not made up for"
        );
        assert_eq!(pace.next(late), late + 2 * second);
    }
}
