use std::{ops::ControlFlow, path::PathBuf, sync::atomic::Ordering};

use lanyard_desk_core::{
    BadgeOutput, Desk, IssuedTicket, PrintJob, Status, TicketFiles, TicketFormat, Whose,
    answers::{Letter, PrintAnswer},
    counted,
};

use crate::{
    CliError, Outcome,
    args::{BadgesCommand, PaperArgs, TicketsCommand},
    output::{Output, stop_on_ctrl_c},
};

pub(crate) fn tickets(
    command: TicketsCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    match command {
        TicketsCommand::Issue {
            out,
            format,
            paper,
            template,
            one_file,
            language,
            attendee,
        } => {
            let issued = desk.issue(&attendee)?;
            let unconfirmed = unconfirmed(&issued, output);
            let files = TicketFiles {
                format: format.into(),
                paper: paper.into(),
                template,
                one_file,
                language,
            };
            if one_file && files.format != TicketFormat::Pdf {
                return Err(CliError::OneFileOfWhat);
            }
            let bar = output.progress(issued.len(), "Tickets");
            let stop = stop_on_ctrl_c();
            let mut progress = |done| {
                bar.set_position(done as u64);
                if stop.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let drawn = desk.draw_tickets(&issued, files, &out, &mut progress)?;
            bar.finish_and_clear();
            let manifest = out.join("manifest.csv");
            let answer = serde_json::json!({
                "tickets": issued.len(),
                "manifest": manifest,
                "not_confirmed": unconfirmed,
                "taken_away": drawn.taken_away,
            });
            if drawn.taken_away > 0 {
                let files = counted(drawn.taken_away, "file", "files");
                output.say(&format!(
                    "{files} of tickets that are none any more taken away"
                ));
            }
            output.answer(&answer, || {
                let tickets = counted(issued.len(), "ticket", "tickets");
                format!("{tickets} in {}", out.display())
            })?;
        }
        TicketsCommand::Send(args) => {
            return crate::mail::send(Letter::Ticket, args, desk, output);
        }
        TicketsCommand::Revoke { id } => {
            let revoked = desk.revoke(&id)?;
            let answer = serde_json::json!({ "revoked": revoked });
            output.answer(&answer, || format!("{revoked} revoked"))?;
        }
        TicketsCommand::Reissue { id, refused_too } => {
            let issued = desk.reissue(&id, refused_too)?;
            unconfirmed(&issued, output);
            foreign_codes_gone(&mut desk, &issued, output)?;
            let answer: Vec<_> = issued.iter().map(issued_json).collect();
            output.answer(&answer, || {
                let codes: Vec<_> = issued.iter().map(|one| one.code.as_str()).collect();
                codes.join("\n")
            })?;
        }
    }
    Ok(Outcome::Yes)
}

/// Says which codes of other services hold no more, since the tickets that had them don't.
fn foreign_codes_gone(
    desk: &mut Desk,
    issued: &[IssuedTicket],
    output: &Output,
) -> Result<(), CliError> {
    for IssuedTicket { attendee, .. } in issued {
        let guest = desk.attendee(&attendee.id.to_string())?;
        let withdrawn = guest
            .tickets
            .iter()
            .filter(|ticket| ticket.revoked_at.is_some());
        for code in withdrawn.flat_map(|ticket| &ticket.foreign_codes) {
            output.say(&format!(
                "the code {code} of {} holds no more either",
                guest.name
            ));
        }
    }
    Ok(())
}

/// Says of whom tickets were asked for by name although the door won't let them in on one; gives
/// who they are.
fn unconfirmed(issued: &[IssuedTicket], output: &Output) -> Vec<serde_json::Value> {
    let mut guests = Vec::new();
    for IssuedTicket { attendee, .. } in issued {
        if attendee.said() == Status::Confirmed {
            continue;
        }
        let (id, name, status) = (
            attendee.id.to_string(),
            &attendee.name,
            attendee.said().word(),
        );
        output.say(&format!(
            "{name} is not confirmed ({status}): the door refuses this ticket until they are"
        ));
        guests.push(serde_json::json!({ "attendee": id, "name": name, "status": status }));
    }
    guests
}

fn issued_json(one: &IssuedTicket) -> serde_json::Value {
    serde_json::json!({
        "attendee": one.attendee.id.to_string(),
        "name": one.attendee.name,
        "ticket": one.ticket.id.to_string(),
        "code": one.code,
    })
}

pub(crate) fn badges(
    command: BadgesCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    let BadgesCommand::Print {
        attendee,
        all,
        checked_in,
        out,
        printer,
        template,
    } = command;
    let whose = match (all, checked_in, attendee.is_empty()) {
        (true, _, _) => Whose::All,
        (_, true, _) => Whose::CheckedIn,
        (false, false, false) => Whose::These(attendee),
        (false, false, true) => return Err(CliError::WhoseBadges),
    };
    let Some(out) = out else {
        desk.set_printer(printer, false)?;
        let job = desk.badges_job(&whose, template.as_deref())?;
        let answer = job.send_to_printer()?;
        desk.printed(&job, &answer)?;
        return printed(&answer, output);
    };
    let is_pdf = out
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    let to = if is_pdf {
        BadgeOutput::Pdf(out.clone())
    } else {
        BadgeOutput::Folder(out.clone())
    };
    let mut progress = |_| ControlFlow::Continue(());
    let count = desk.badges(&whose, template.as_deref(), &to, &mut progress)?;
    desk.note_paper(&out)?;
    let answer = serde_json::json!({ "badges": count, "out": out });
    output.answer(&answer, || {
        let badges = counted(count, "badge", "badges");
        format!("{badges} in {}", out.display())
    })?;
    Ok(Outcome::Yes)
}

pub(crate) fn inside(
    args: PaperArgs,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    desk.set_printer(args.printer, false)?;
    let job = desk.inside_job(&args.language)?;
    let out = args.out.clone();
    let outcome = sent(job, args.out, output)?;
    if let Some(out) = &out {
        desk.note_paper(out)?;
    }
    Ok(outcome)
}

pub(crate) fn door_card(
    args: PaperArgs,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    desk.set_printer(args.printer, false)?;
    let job = desk.door_card_job(&args.language)?;
    sent(job, args.out, output)
}

fn sent(job: PrintJob, out: Option<PathBuf>, output: &Output) -> Result<Outcome, CliError> {
    let answer = match out {
        Some(out) => job.write_to(&out)?,
        None => job.send_to_printer()?,
    };
    printed(&answer, output)
}

fn printed(answer: &PrintAnswer, output: &Output) -> Result<Outcome, CliError> {
    output.answer(answer, || {
        let places = [&answer.printer, &answer.file];
        let places: Vec<_> = places.into_iter().flatten().cloned().collect();
        places.join(" ")
    })?;
    Ok(Outcome::Yes)
}
