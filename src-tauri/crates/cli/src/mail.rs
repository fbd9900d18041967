use std::{ops::ControlFlow, path::Path, sync::atomic::Ordering};

use lanyard_desk_core::{
    Desk,
    answers::{
        Letter, LetterChange, LetterView, MailDoing, MailFilter, MailLine, MailPlan, MailProgress,
        MailReport, MailRequest, MailSettingsChange, MailSettingsView, MailState, MailTime,
        NotTheirs, PasswordFrom,
    },
    counted,
};

use crate::{
    CliError, Outcome,
    args::{
        LetterArg, LetterCommand, MailCommand, MailSetArgs, MailStateArg, SecurityArg, SendArgs,
    },
    output::{Output, stop_on_ctrl_c},
};

/// Not an argument: arguments can be seen by every user of the machine.
const PASSWORD: &str = "LANYARD_SMTP_PASSWORD";

pub(crate) fn run(
    command: MailCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    match command {
        MailCommand::Set(args) => shown(&desk.set_mail_settings(&change(*args))?, output),
        MailCommand::Show => shown(&desk.mail_settings()?, output),
        MailCommand::Check => check(&desk, output),
        MailCommand::Letter(command) => letter(command, &mut desk, output),
        MailCommand::Send { letter, send: args } => send(letter.into(), args, desk, output),
        MailCommand::Log {
            letter,
            state,
            attendee,
        } => {
            let filter = MailFilter {
                letter: letter.map(Into::into),
                state: state.map(Into::into),
                attendee,
                ..MailFilter::default()
            };
            let lines = desk.mail_log(&filter)?;
            output.answer(&lines, || {
                let lines: Vec<_> = lines.iter().map(line_words).collect();
                lines.join("\n")
            })?;
            Ok(Outcome::Yes)
        }
        MailCommand::OptOut { id, off } => {
            desk.opt_out(&id, !off)?;
            let name = desk.attendee(&id)?.name;
            let answer = serde_json::json!({ "attendee": id, "opted_out": !off });
            output.answer(&answer, || match off {
                false => format!("{name} gets no letters any more, only their ticket"),
                true => format!("{name} gets letters again"),
            })?;
            Ok(Outcome::Yes)
        }
    }
}

fn change(args: MailSetArgs) -> MailSettingsChange {
    let security = args.security.map(|security| match security {
        SecurityArg::Starttls => "starttls",
        SecurityArg::Tls => "tls",
        SecurityArg::None => "none",
    });
    MailSettingsChange {
        host: args.host,
        port: args.port,
        security: security.map(str::to_owned),
        unencrypted: args.unencrypted,
        certificate: args.certificate,
        user: args.user,
        from_name: args.from_name,
        from_address: args.from,
        reply_to: args.reply_to,
        per_minute: args.per_minute,
        language: args.language,
        password: std::env::var(PASSWORD).ok().filter(|word| !word.is_empty()),
    }
}

fn text(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|error| CliError::File {
        path: path.to_owned(),
        error,
    })
}

fn shown(view: &MailSettingsView, output: &Output) -> Result<Outcome, CliError> {
    output.answer(view, || {
        if view.host.is_empty() {
            return "there is no mail server yet; “lanyard mail set” sets one up".to_owned();
        }
        let password = match view.password {
            PasswordFrom::Nowhere if view.user.is_empty() => "no login",
            PasswordFrom::Nowhere => "the password is missing",
            PasswordFrom::Kept => "the password is in your data folder",
            PasswordFrom::Environment => "the password is in LANYARD_SMTP_PASSWORD",
        };
        let login = match view.user.as_str() {
            "" => String::new(),
            user => format!(" as {user}"),
        };
        let mut lines = vec![
            format!(
                "{}:{} ({}){login}, {password}",
                view.host, view.port, view.security
            ),
            match view.from_name.as_str() {
                "" => format!("from <{}>", view.from_address),
                name => format!("from {name} <{}>", view.from_address),
            },
        ];
        if !view.reply_to.is_empty() {
            lines.push(format!("answers to {}", view.reply_to));
        }
        lines.push(format!(
            "at most {} a minute",
            counted(view.per_minute, "mail", "mails")
        ));
        lines.join("\n")
    })?;
    Ok(Outcome::Yes)
}

fn check(desk: &Desk, output: &Output) -> Result<Outcome, CliError> {
    let check = desk.mail_server()?.check()?;
    output.answer(&check, || {
        let encrypted = match check.encrypted {
            true => "encrypted",
            false => "in the clear",
        };
        match &check.user {
            Some(user) => format!("{} answers, {encrypted}, and lets {user} in", check.server),
            None => format!("{} answers, {encrypted}", check.server),
        }
    })?;
    Ok(Outcome::Yes)
}

fn letter(command: LetterCommand, desk: &mut Desk, output: &Output) -> Result<Outcome, CliError> {
    let view = match command {
        LetterCommand::Show { letter } => desk.letter(letter.into())?,
        LetterCommand::Set {
            letter,
            built_in: true,
            ..
        } => desk.reset_letter(letter.into())?,
        LetterCommand::Set {
            letter,
            subject,
            body_file,
            built_in: false,
        } => {
            let body = body_file.as_deref().map(text).transpose()?;
            desk.set_letter(letter.into(), &LetterChange { subject, body })?
        }
        LetterCommand::Preview {
            letter,
            attendee,
            out,
        } => {
            let preview = desk.preview_letter(letter.into(), attendee.as_deref())?;
            if let Some(path) = out {
                let written = std::fs::write(&path, &preview.html);
                written.map_err(|error| CliError::File { path, error })?;
            }
            output.answer(&preview, || {
                format!("{}\n\n{}", preview.subject, preview.text)
            })?;
            return Ok(Outcome::Yes);
        }
    };
    output.answer(&view, || letter_words(&view))?;
    Ok(Outcome::Yes)
}

fn letter_words(view: &LetterView) -> String {
    let whose = if view.own { "your words" } else { "built in" };
    let tested = if view.tested { "tested" } else { "not tested" };
    let names: Vec<_> = view
        .placeholders
        .iter()
        .map(|name| format!("{{{name}}}"))
        .collect();
    format!(
        "{}\n\n{}\n\n({whose}, {tested}; placeholders: {})",
        view.subject,
        view.body.trim_end(),
        names.join(" ")
    )
}

/// Sends a letter, or a test of it, or says who would get it.
pub(crate) fn send(
    letter: Letter,
    args: SendArgs,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    args.at.rehearse(&mut desk)?;
    if let Some(address) = args.test {
        let test = desk.test_mail(letter, &address, args.attendee.first().map(String::as_str))?;
        test.send()?;
        let answer = serde_json::json!({ "letter": letter, "test": address });
        output.answer(&answer, || format!("a test is on its way to {address}"))?;
        return Ok(Outcome::Yes);
    }
    let request = MailRequest {
        letter,
        attendees: args.attendee,
        again: args.again,
        count: args.count,
        without_test: args.without_test,
    };
    if args.dry_run {
        let plan = desk.mail_plan(&request)?;
        output.answer(&plan, || plan_words(&plan))?;
        return Ok(Outcome::Yes);
    }
    let job = desk.mail_job(&request)?;
    let bar = output.progress(job.len(), "Mails");
    // Between two mails, so that none is uncertain.
    let stop = stop_on_ctrl_c();
    let report = job.send(&mut |progress: &MailProgress| {
        bar.set_position(progress.done.into());
        bar.set_message(match progress.doing {
            MailDoing::Sending | MailDoing::Pausing => "Mails",
            MailDoing::Reconnecting => "Mails: the connection is lost, trying again",
        });
        match stop.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    })?;
    bar.finish_and_clear();
    reported(&report, output)
}

fn reported(report: &MailReport, output: &Output) -> Result<Outcome, CliError> {
    for line in &report.refused {
        output.say(&format!(
            "refused: {} {}: {}",
            line.name, line.address, line.answer
        ));
    }
    for line in &report.put_off {
        output.say(&format!(
            "put off: {} {}: {}",
            line.name, line.address, line.answer
        ));
    }
    for line in &report.uncertain {
        output.say(&format!(
            "uncertain: {} {} may have it or not; --attendee {} --again sends it once more",
            line.name, line.address, line.attendee
        ));
    }
    if let Some(problem) = &report.problem {
        output.warn(&problem.message);
    }
    if report.stopped {
        output.say("stopped; send again to go on");
    }
    output.answer(report, || {
        format!(
            "{} of {} sent, {} refused, {} put off, {} uncertain, {} left",
            report.sent,
            report.total,
            report.refused.len(),
            report.put_off.len(),
            report.uncertain.len(),
            report.left
        )
    })?;
    let all = !report.stopped
        && report.refused.is_empty()
        && report.put_off.is_empty()
        && report.uncertain.is_empty();
    Ok(match (&report.problem, all) {
        (Some(_), _) => Outcome::Failed,
        (None, true) => Outcome::Yes,
        (None, false) => Outcome::No,
    })
}

fn plan_words(plan: &MailPlan) -> String {
    let mut words = counted(plan.to_send, "mail would go out", "mails would go out");
    for (count, one, several) in [
        (
            plan.moved,
            "of them to an address that was changed since",
            "of them to addresses that were changed since",
        ),
        (plan.sent, "has it already", "have it already"),
        (plan.refused, "was refused", "were refused"),
        (plan.uncertain, "may have it or not", "may have it or not"),
        (plan.opted_out, "wants no letters", "want no letters"),
        (
            plan.without_address,
            "has no e-mail address",
            "have no e-mail address",
        ),
        (
            plan.same_person,
            "is on the list twice",
            "are on the list twice",
        ),
    ] {
        if count > 0 {
            words += &format!("; {}", counted(count, one, several));
        }
    }
    for left_out in &plan.not_theirs {
        let (one, several) = match left_out.why {
            NotTheirs::NotConfirmed => ("is not confirmed", "are not confirmed"),
            NotTheirs::NoTicket => ("has no ticket that holds", "have no ticket that holds"),
            NotTheirs::Came => ("came", "came"),
            NotTheirs::DidNotCome => ("did not come", "did not come"),
            NotTheirs::WalkedIn => ("was taken in at the door", "were taken in at the door"),
            NotTheirs::Listed => ("was on the list", "were on the list"),
        };
        words += &format!("; {}", counted(left_out.guests, one, several));
    }
    words
        + match plan.time {
            MailTime::Now => "",
            MailTime::Later => "\nnot yet: the evening is not over",
            MailTime::Past => "\nnot any more: the evening is over",
        }
}

fn line_words(line: &MailLine) -> String {
    let state = match line.state {
        MailState::Queued => "queued",
        MailState::Sending => "sending",
        MailState::Sent => "sent",
        MailState::Refused => "refused",
        MailState::Uncertain => "uncertain",
    };
    let parts = [
        line.at.as_str(),
        state,
        &line.name,
        &line.address,
        &line.subject,
        &line.answer,
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("  ")
}

impl From<LetterArg> for Letter {
    fn from(letter: LetterArg) -> Self {
        match letter {
            LetterArg::Ticket => Self::Ticket,
            LetterArg::Reminder => Self::Reminder,
            LetterArg::Thanks => Self::Thanks,
            LetterArg::Missed => Self::Missed,
            LetterArg::WalkIn => Self::WalkIn,
        }
    }
}

impl From<MailStateArg> for MailState {
    fn from(state: MailStateArg) -> Self {
        match state {
            MailStateArg::Queued => Self::Queued,
            MailStateArg::Sending => Self::Sending,
            MailStateArg::Sent => Self::Sent,
            MailStateArg::Refused => Self::Refused,
            MailStateArg::Uncertain => Self::Uncertain,
        }
    }
}
