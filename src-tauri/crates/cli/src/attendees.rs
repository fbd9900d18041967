use std::path::Path;

use lanyard_desk_core::{
    AttendeeChange, Desk, DeskError, Mapping, Status,
    answers::{AttendeeView, Found, NewGuest, State},
    parse_due,
};

use crate::{
    CliError, Outcome,
    args::{AttendeesCommand, PersonArgs},
    output::Output,
};

pub(crate) fn run(
    command: AttendeesCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    let desk = &mut desk;
    match command {
        AttendeesCommand::Import { list, dry_run, map } => {
            import(desk, &list, &map, dry_run, output)
        }
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
        AttendeesCommand::Export { out } => {
            let count = desk.export(&out)?;
            let answer = serde_json::json!({ "attendees": count, "file": out });
            output.answer(&answer, || format!("{count} guests in {}", out.display()))?;
            Ok(Outcome::Yes)
        }
        AttendeesCommand::Paper { out, language } => {
            let pdf = desk.paper_list_pdf(&language)?;
            crate::paper::write(&out, &pdf)?;
            let answer = serde_json::json!({ "file": out });
            output.answer(&answer, || out.display().to_string())?;
            Ok(Outcome::Yes)
        }
    }
}

fn import(
    desk: &mut Desk,
    list: &Path,
    map: &[Mapping],
    dry_run: bool,
    output: &Output,
) -> Result<Outcome, CliError> {
    let answer = desk.import(list, map, dry_run)?;
    for row in &answer.rejected {
        output.say(&format!("line {}: {}", row.line, row.reason));
    }
    output.answer(&answer, || {
        let would = if dry_run { "would be " } else { "" };
        format!(
            "{} rows: {would}added {}, updated {}, unchanged {}, rejected {}",
            answer.rows,
            answer.added,
            answer.updated,
            answer.unchanged,
            answer.rejected.len()
        )
    })?;
    Ok(if answer.rejected.is_empty() {
        Outcome::Yes
    } else {
        Outcome::No
    })
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
            return format!("nobody here is called “{query}”");
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
            lines.push(format!(
                "{} ticket {} for {admits}, {}",
                ticket.ticket_type,
                ticket.id,
                state(view.state)
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
