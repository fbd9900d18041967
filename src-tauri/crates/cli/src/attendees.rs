use lanyard_desk_core::{
    AttendeeChange, Desk, DeskError, Status, Texts,
    answers::{
        Alike, AttendeeView, ExportAnswer, ExportWhat, Found, Missing, NewGuest, QuestionView,
        State, Status as StatusWord, Twins,
    },
    counted, parse_due,
};

use crate::{
    CliError, Outcome,
    args::{AttendeesCommand, PersonArgs, QuestionArgs, QuestionsCommand},
    imports::{import, imports, undo_import},
    output::Output,
};

pub(crate) fn run(
    command: AttendeesCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    let desk = &mut desk;
    match command {
        AttendeesCommand::Import {
            list,
            dry_run,
            map,
            gone_ok,
            part,
        } => {
            let missing = match (gone_ok, part) {
                (true, _) => Missing::Gone,
                (false, true) => Missing::Stay,
                (false, false) => Missing::Ask,
            };
            import(desk, &list, &map, missing, dry_run, output)
        }
        AttendeesCommand::Imports => imports(desk, output),
        AttendeesCommand::UndoImport { id } => undo_import(desk, id, output),
        AttendeesCommand::Twins => twins(&desk.possible_twins()?, output),
        AttendeesCommand::Merge { keep, other, yes } => merge(desk, &keep, &other, yes, output),
        AttendeesCommand::Apart { one, other } => twins(&desk.keep_apart(&one, &other)?, output),
        AttendeesCommand::Add { person } => add(desk, person, output),
        AttendeesCommand::Edit {
            id,
            person,
            due,
            status,
        } => {
            let change = change(person, due.as_deref(), status.as_deref())?;
            shown(&desk.edit_attendee(&id, &change)?, output)
        }
        AttendeesCommand::Find { query } => find(desk, &query.join(" "), output),
        AttendeesCommand::Show { id } => shown(&desk.attendee(&id)?, output),
        AttendeesCommand::Export { out, raw } => {
            let texts = if raw { Texts::Raw } else { Texts::Safe };
            let ExportAnswer { file, rows } = desk.export(ExportWhat::Guests, &out, texts)?;
            let answer = serde_json::json!({ "attendees": rows, "file": file });
            output.answer(&answer, || {
                let guests = counted(rows, "guest", "guests");
                format!("{guests} in {}", out.display())
            })?;
            Ok(Outcome::Yes)
        }
        AttendeesCommand::Paper { out, language } => {
            let pdf = desk.paper_list_pdf(&language)?;
            lanyard_desk_core::replace(&out, &pdf)?;
            desk.note_paper(&out)?;
            let answer = serde_json::json!({ "file": out });
            output.answer(&answer, || out.display().to_string())?;
            Ok(Outcome::Yes)
        }
    }
}

/// Two who look like one are made one; of others somebody has to say that they know it.
fn merge(
    desk: &mut Desk,
    keep: &str,
    other: &str,
    yes: bool,
    output: &Output,
) -> Result<Outcome, CliError> {
    let [one, two] = [keep, other].map(|id| -> Result<_, CliError> {
        let guest = desk.attendee(id)?;
        Ok(match guest.email.as_str() {
            "" => guest.name,
            email => format!("{} ({email})", guest.name),
        })
    });
    let (one, two) = (one?, two?);
    if keep != other && !yes && !desk.are_twins(keep, other)? {
        return Err(CliError::Unlike { one, two });
    }
    let kept = desk.merge_guests(keep, other)?;
    output.say(&format!(
        "{one} and {two} are one guest now; that can't be taken back"
    ));
    shown(&kept, output)
}

fn twins(twins: &[Twins], output: &Output) -> Result<Outcome, CliError> {
    output.answer(&twins, || {
        if twins.is_empty() {
            return "nobody looks like another guest".to_owned();
        }
        let line = |one: &Twins| {
            let guests = one.guests.iter();
            let guests = guests.map(|twin| {
                let id = twin.id.as_deref().unwrap_or("new");
                let name = match one.alike {
                    Alike::UnderOneEmail => format!("{}  ", twin.name),
                    _ => String::new(),
                };
                format!("  {id}  {}  {name}{}", twin.source, twin.email)
            });
            format!(
                "{} {}\n{}",
                one.name,
                one.email,
                guests.collect::<Vec<_>>().join("\n")
            )
        };
        twins.iter().map(line).collect::<Vec<_>>().join("\n")
    })?;
    Ok(Outcome::Yes)
}

pub(crate) fn learn(
    id: &str,
    code: &str,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    shown(&desk.learn_code(id, code)?, output)
}

pub(crate) fn questions(
    command: QuestionsCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    let (args, on) = match command {
        QuestionsCommand::List => (None, false),
        QuestionsCommand::Show(args) => (Some(args), true),
        QuestionsCommand::Hide(args) => (Some(args), false),
    };
    if let Some(QuestionArgs { title, badge }) = args {
        let all = desk.questions()?;
        let same = |one: &&QuestionView| one.title.to_lowercase() == title.trim().to_lowercase();
        let (shown, on_badge) = match (all.iter().find(same), badge) {
            (Some(one), true) => (one.shown, on),
            (Some(one), false) => (on, one.on_badge),
            (None, badge) => (on && !badge, on && badge),
        };
        desk.set_question(&title, shown, on_badge)?;
    }
    let all = desk.questions()?;
    output.answer(&all, || {
        let line = |one: &QuestionView| {
            let door = if one.shown { "  at the door" } else { "" };
            let badge = if one.on_badge { "  on the badge" } else { "" };
            format!("{}{door}{badge}", one.title)
        };
        match all.is_empty() {
            true => "no list has brought a question yet".to_owned(),
            false => all.iter().map(line).collect::<Vec<_>>().join("\n"),
        }
    })?;
    Ok(Outcome::Yes)
}

pub(crate) fn status(status: StatusWord) -> &'static str {
    match status {
        StatusWord::Confirmed => "confirmed",
        StatusWord::Pending => "pending",
        StatusWord::Waitlist => "waiting list",
        StatusWord::Declined => "declined",
        StatusWord::Cancelled => "cancelled",
        StatusWord::Refunded => "refunded",
        StatusWord::Gone => "nothing of them any more",
    }
}

fn add(desk: &mut Desk, person: PersonArgs, output: &Output) -> Result<Outcome, CliError> {
    shown(&desk.add_attendee(&person.into())?, output)
}

impl From<PersonArgs> for NewGuest {
    fn from(person: PersonArgs) -> Self {
        Self {
            name: person.name.unwrap_or_default(),
            email: person.email.unwrap_or_default(),
            company: person.company.unwrap_or_default(),
            role: person.role.unwrap_or_default(),
            ticket_type: person.ticket_type.unwrap_or_default(),
            note: person.note.unwrap_or_default(),
            attention: person.attention.unwrap_or_default(),
            another: false,
        }
    }
}

fn change(
    person: PersonArgs,
    due: Option<&str>,
    status: Option<&str>,
) -> Result<AttendeeChange, DeskError> {
    let status = status.map(str::parse::<Status>).transpose()?;
    let due = due.map(parse_due).transpose()?;
    Ok(AttendeeChange {
        name: person.name,
        email: person.email,
        company: person.company,
        role: person.role,
        ticket_type: person.ticket_type,
        note: person.note,
        attention: person.attention,
        status,
        due,
    })
}

fn find(desk: &mut Desk, query: &str, output: &Output) -> Result<Outcome, CliError> {
    let found = desk.find(query)?;
    output.answer(&found, || {
        if found.is_empty() {
            return format!("nobody here is called “{query}” or has it as a code");
        }
        let lines: Vec<_> = found.iter().map(found_line).collect();
        lines.join("\n")
    })?;
    Ok(Outcome::Yes)
}

fn found_line(found: &Found) -> String {
    let parts = [
        found.id.as_str(),
        &found.name,
        &found.company,
        &found.email,
        &found.ticket_type,
        state(found.state),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("  ")
}

fn shown(view: &AttendeeView, output: &Output) -> Result<Outcome, CliError> {
    output.answer(view, || {
        let mut lines = vec![
            format!("{}  {}", view.id, view.name),
            view.company.clone(),
            view.role.clone(),
            view.email.clone(),
            view.note.clone(),
        ];
        lines.retain(|line| !line.is_empty());
        for ticket in &view.tickets {
            let admits = ticket.admits;
            let stands = match &ticket.revoked_at {
                Some(at) => format!("revoked {at}"),
                None => state(view.state).to_owned(),
            };
            lines.push(format!(
                "{} ticket {} for {admits}, {stands}",
                ticket.ticket_type, ticket.id,
            ));
        }
        if view.opted_out {
            lines.push("wants no letters".to_owned());
        }
        if let Some(flagged) = view.flagged {
            lines.push(format!(
                "came in, and the list says {} since",
                status(flagged)
            ));
        }
        for answer in &view.answers {
            lines.push(format!("{}: {}", answer.question, answer.answer));
        }
        for line in &view.log {
            lines.push(crate::door::log_words(line));
        }
        lines.join("\n")
    })?;
    Ok(Outcome::Yes)
}

fn state(state: State) -> &'static str {
    match state {
        State::Expected => "expected",
        State::Inside => "inside",
        State::Left => "left",
        State::NotComing => "not coming",
    }
}
