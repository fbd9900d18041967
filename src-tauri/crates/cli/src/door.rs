use std::{
    io::{self, BufRead},
    path::Path,
};

use jiff::Timestamp;
use lanyard_desk_core::{
    Desk, DeskError, Direction, ScanRequest, Texts,
    answers::{
        AnswerView, ExportWhat, Kind, LogFilter, LogLine, LogTone, ProblemKind, ScanAnswer, Tone,
        Verdict,
    },
    counted, not_own,
};
use serde::Serialize;

use crate::{
    CliError, Outcome,
    args::{AdmitArgs, LogArgs, LogToneArg, ReadArgs, ScanArgs, UndoArgs},
    output::Output,
};

/// A code is shown by its beginning where it is too long to be one.
const SHOWN_CHARS: usize = 60;

#[derive(Serialize)]
struct ReadAnswer<'a> {
    file: &'a Path,
    codes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// The codes in a picture.
fn picture(file: &Path) -> Result<Vec<lanyard_optics::FoundCode>, DeskError> {
    not_own(file)?;
    Ok(lanyard_optics::read_file(file)?)
}

pub(crate) fn read(args: &ReadArgs, output: &Output) -> Result<Outcome, CliError> {
    let mut outcome = Outcome::Yes;
    let mut answers = Vec::new();
    for file in &args.images {
        let (codes, error) = match picture(file) {
            Ok(found) => (found.into_iter().map(|code| code.text).collect(), None),
            Err(error) => {
                output.warn(&error.to_string());
                outcome = outcome.max(outcome_of(&error));
                (Vec::new(), Some(error.to_string()))
            }
        };
        if error.is_none() && codes.is_empty() {
            output.say(&format!("{}: no code found", file.display()));
            outcome = outcome.max(Outcome::No);
        }
        answers.push(ReadAnswer { file, codes, error });
    }
    output.answer(&answers, || {
        let lines = answers.iter().flat_map(|answer| {
            let file = answer.file.display();
            answer
                .codes
                .iter()
                .map(move |code| format!("{file}: {code}"))
        });
        lines.collect::<Vec<_>>().join("\n")
    })?;
    Ok(outcome)
}

pub(crate) fn outcome_of(error: &DeskError) -> Outcome {
    match error.kind() {
        ProblemKind::BadInput
        | ProblemKind::NotFound
        | ProblemKind::NothingToUndo
        | ProblemKind::NotSettled
        | ProblemKind::WrongPin => Outcome::Bad,
        ProblemKind::ManyGone
        | ProblemKind::CodeTaken
        | ProblemKind::Namesake
        | ProblemKind::NoLetter => Outcome::No,
        ProblemKind::NotRecorded | ProblemKind::File | ProblemKind::Busy | ProblemKind::Device => {
            Outcome::Failed
        }
    }
}

/// A scan that has no verdict: nothing was written.
#[derive(Serialize)]
struct NoVerdict {
    code: String,
    verdict: Option<Verdict>,
    recorded: bool,
    error: String,
}

#[derive(Serialize)]
struct FromPicture<'a> {
    file: &'a Path,
    #[serde(flatten)]
    answer: ScanAnswer,
}

pub(crate) fn scan(
    args: ScanArgs,
    desk: Result<Desk, CliError>,
    output: &Output,
) -> Result<Outcome, CliError> {
    if args.codes.is_empty() && args.image.is_empty() {
        return Err(CliError::NothingToScan);
    }
    let (at, desk) = match desk {
        Ok(mut desk) => {
            if let Some(door) = &args.door {
                desk.set_door(door)?;
            }
            (args.at.time(&desk)?, Ok(desk))
        }
        // Whoever feeds codes is told of each that it was not recorded.
        Err(error) if error.exit_code() == 3 => (None, Err(error)),
        Err(error) => return Err(error),
    };
    let mut scanner = Scanner {
        at,
        direction: direction(args.exit),
        outcome: Outcome::Yes,
        desk,
        output,
    };
    for file in &args.image {
        scanner.picture(file)?;
    }
    for code in &args.codes {
        if code == "-" {
            scanner.stdin()?;
        } else {
            scanner.code(code, None)?;
        }
    }
    Ok(scanner.outcome)
}

struct Scanner<'a> {
    /// Without an event file, why.
    desk: Result<Desk, CliError>,
    at: Option<Timestamp>,
    direction: Direction,
    outcome: Outcome,
    output: &'a Output,
}

impl Scanner<'_> {
    fn stdin(&mut self) -> Result<(), CliError> {
        let mut stdin = io::stdin().lock();
        let mut line = Vec::new();
        loop {
            line.clear();
            // Bytes, not lines of text: what is no UTF-8 is a code too, and an unknown one.
            let count = stdin
                .read_until(b'\n', &mut line)
                .map_err(CliError::Stdin)?;
            if count == 0 {
                return Ok(());
            }
            let text = String::from_utf8_lossy(&line);
            let code = text.trim_end_matches(['\r', '\n']);
            if !code.is_empty() {
                self.code(code, None)?;
            }
        }
    }

    fn picture(&mut self, file: &Path) -> Result<(), CliError> {
        let codes = match picture(file) {
            Ok(codes) => codes,
            Err(error) => {
                return self.no_verdict("", &error.to_string(), outcome_of(&error), None);
            }
        };
        if codes.is_empty() {
            let error = format!("{}: no code found; try a closer picture", file.display());
            return self.no_verdict("", &error, Outcome::No, None);
        }
        for code in codes {
            self.code(&code.text, Some(file))?;
        }
        Ok(())
    }

    fn code(&mut self, code: &str, file: Option<&Path>) -> Result<(), CliError> {
        let request = ScanRequest {
            direction: self.direction,
            at: self.at,
            ..ScanRequest::new(code)
        };
        let scanned = match &mut self.desk {
            Ok(desk) => desk.scan(request),
            Err(error) => {
                let error = error.to_string();
                return self.no_verdict(code, &error, Outcome::Failed, None);
            }
        };
        let answer = match scanned {
            Ok(answer) => answer,
            // No QR code holds so much: nothing of ours, and nothing to be kept.
            Err(error @ DeskError::CodeTooLong(_)) => {
                let verdict = Some(Verdict::Unknown);
                return self.no_verdict(code, &error.to_string(), Outcome::Bad, verdict);
            }
            Err(error) => {
                return self.no_verdict(code, &error.to_string(), outcome_of(&error), None);
            }
        };
        if !passes(answer.verdict) {
            self.outcome = self.outcome.max(Outcome::No);
        }
        let words = scan_words(&answer);
        match file {
            Some(file) => self.output.answer(&FromPicture { file, answer }, || words),
            None => self.output.answer(&answer, || words),
        }
    }

    fn no_verdict(
        &mut self,
        code: &str,
        error: &str,
        outcome: Outcome,
        verdict: Option<Verdict>,
    ) -> Result<(), CliError> {
        self.outcome = self.outcome.max(outcome);
        self.output.warn(error);
        if !self.output.is_json() {
            return Ok(());
        }
        let answer = NoVerdict {
            code: code.chars().take(SHOWN_CHARS).collect(),
            verdict,
            recorded: false,
            error: error.to_owned(),
        };
        self.output.answer(&answer, String::new)
    }
}

pub(crate) fn admit(
    args: &AdmitArgs,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    let at = args.at.time(&desk)?;
    let answer = if args.all {
        desk.admit_all(&args.id, at)?
    } else {
        let direction = direction(args.exit);
        desk.admit(&args.id, direction, args.door.as_deref(), at)?
    };
    answered(&answer, output)
}

/// Shows an answer, and says whether the guest passed.
pub(crate) fn answered(answer: &ScanAnswer, output: &Output) -> Result<Outcome, CliError> {
    output.answer(answer, || scan_words(answer))?;
    Ok(if passes(answer.verdict) {
        Outcome::Yes
    } else {
        Outcome::No
    })
}

fn direction(exit: bool) -> Direction {
    if exit { Direction::Out } else { Direction::In }
}

pub(crate) fn undo(args: &UndoArgs, mut desk: Desk, output: &Output) -> Result<Outcome, CliError> {
    let at = args.at.time(&desk)?;
    let answer = match args.row {
        Some(row) => desk.undo(Some(row), at)?,
        None => desk.undo_answer(None, at)?,
    };
    output.answer(&answer, || {
        let name = answer.name.as_deref().unwrap_or("a guest");
        let (undone, clock) = (answer.undone, &answer.clock);
        let people = match answer.people {
            0 | 1 => String::new(),
            people => format!(", all {people} who came at once"),
        };
        let due = match answer.due.as_deref() {
            None => String::new(),
            Some("") => " It is to be paid again.".into(),
            Some(due) => format!(" {due} is to be paid again."),
        };
        format!(
            "Took back row {undone}: {name}{people}, {clock}. Take back what was handed over.{due}"
        )
    })?;
    Ok(Outcome::Yes)
}

pub(crate) fn log(args: LogArgs, mut desk: Desk, output: &Output) -> Result<Outcome, CliError> {
    if let Some(out) = args.out {
        let written = desk.export(ExportWhat::Log, &out, Texts::Safe)?;
        output.answer(&written, || {
            let rows = counted(written.rows, "row", "rows");
            format!("{rows} in {}", out.display())
        })?;
        return Ok(Outcome::Yes);
    }
    let lines = desk.filtered_log(&LogFilter {
        text: args.text,
        door: args.door,
        tone: args.only.map(|only| match only {
            LogToneArg::Passed => LogTone::Passed,
            LogToneArg::Refused => LogTone::Refused,
            LogToneArg::Changed => LogTone::Changed,
        }),
        ..LogFilter::default()
    })?;
    output.answer(&lines, || {
        let lines: Vec<_> = lines.iter().map(log_words).collect();
        lines.join("\n")
    })?;
    Ok(Outcome::Yes)
}

pub(crate) fn log_words(line: &LogLine) -> String {
    let name = line.name.as_deref().unwrap_or("–");
    let what = match line.kind {
        Kind::Void => "Taken back",
        Kind::Override => "Let in all the same",
        Kind::Substitute => "Came in another's place",
        Kind::BadgePrinted => "Badge printed",
        Kind::Entry if line.verdict == Verdict::Unpaid => "Paid",
        Kind::Entry if line.verdict == Verdict::NotConfirmed => "Confirmed",
        _ => verdict_word(line.verdict),
    };
    let taken_back = if line.voided { " (taken back)" } else { "" };
    let (row, clock, door) = (line.row, &line.clock, &line.door);
    let text = line.text.as_ref().map(|text| format!("  {text}"));
    let text = text.unwrap_or_default();
    format!("{row:>5}  {clock}  {door}  {what}  {name}{text}{taken_back}")
}

fn passes(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Admitted | Verdict::ReEntered | Verdict::Left
    )
}

fn scan_words(answer: &ScanAnswer) -> String {
    let sign = match answer.tone {
        Tone::Green => "✓",
        Tone::Neutral => "·",
        Tone::Amber => "!",
        Tone::Red => "✗",
    };
    let mut words = format!("{sign} {}", verdict_word(answer.verdict));
    let mut add = |text: String| {
        words.push_str("  ");
        words.push_str(&text);
    };
    if let Some(attendee) = &answer.attendee {
        add(attendee.name.clone());
        for AnswerView { question, answer } in &attendee.answers {
            add(format!("{question}: {answer}"));
        }
    }
    if let (Some(member), Some(admits)) = (answer.member, answer.admits) {
        add(format!("{member} of {admits}"));
    }
    if let Some(first) = &answer.first {
        add(format!("{} at {}", first.clock, first.door));
    }
    let detail = &answer.detail;
    let lists = [&answer.hand_over, &detail.doors, &detail.days];
    for list in lists.into_iter().filter(|list| !list.is_empty()) {
        add(list.join(", "));
    }
    for text in [&answer.attention, &answer.note, &detail.due, &detail.since]
        .into_iter()
        .flatten()
    {
        add(text.clone());
    }
    words
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Admitted => "Admitted",
        Verdict::ReEntered => "Back in",
        Verdict::Left => "Left",
        Verdict::AlreadyIn => "Already in",
        Verdict::NotInside => "Not in yet",
        Verdict::NotListed => "Good ticket, not in the list",
        Verdict::NotConfirmed => "Not confirmed",
        Verdict::NotValidNow => "Not valid today",
        Verdict::WrongDoor => "Another door",
        Verdict::Unpaid => "Still to pay",
        Verdict::Full => "Full",
        Verdict::NeedsLead => "A lead decides",
        Verdict::WrongEvent => "Another evening's ticket",
        Verdict::Revoked => "No longer valid",
        Verdict::Unknown => "Not in the list",
        Verdict::Forged => "Can't verify",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_settled_is_said_in_words_that_hold_for_all() {
        let line = |kind, verdict| LogLine {
            row: 7,
            at: "2026-12-03T18:41:00+00:00".into(),
            clock: "18:41".into(),
            door: "Main door".into(),
            kind,
            name: Some("Ada".into()),
            attendee: None,
            verdict,
            tone: Tone::Green,
            by_hand: false,
            voided: false,
            text: None,
            can_undo: true,
        };
        let words = |kind, verdict| log_words(&line(kind, verdict));
        assert_eq!(
            words(Kind::Entry, Verdict::NotConfirmed),
            "    7  18:41  Main door  Confirmed  Ada",
            "they waited for a place or for the host’s word: the log does not keep which"
        );
        assert!(words(Kind::Entry, Verdict::Unpaid).contains("Paid"));
        assert!(words(Kind::Refused, Verdict::NotConfirmed).contains("Not confirmed"));
    }
}
