use std::path::Path;

use lanyard_desk_core::{
    AttendeeChange, Desk, DeskError, Field, ImportJob, Mapping, Place, Status, Texts,
    answers::{
        Alike, AttendeeView, ChangedField, ChangedGuest, ColumnPlace, ExportAnswer, ExportWhat,
        Found, ImportAnswer, ImportView, Missing, NewGuest, QuestionView, State,
        Status as StatusWord, Twins,
    },
    counted, parse_due,
};

use crate::{
    CliError, Outcome,
    args::{AttendeesCommand, PersonArgs, QuestionArgs, QuestionsCommand},
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

fn import(
    desk: &mut Desk,
    list: &Path,
    map: &[Mapping],
    missing: Missing,
    dry_run: bool,
    output: &Output,
) -> Result<Outcome, CliError> {
    let job = desk.import_job(list, map, missing)?;
    let answer = if dry_run {
        ahead(&job, output)
    } else {
        job.run()
    };
    drop(job);
    let answer = answer.map_err(import_error)?;
    for row in &answer.rejected {
        output.say(&format!("line {}: {}", row.line, row.reason));
    }
    for row in &answer.taken_in_part {
        output.say(&format!(
            "line {}: {}; of the row is taken that the guest does not come",
            row.line, row.reason
        ));
    }
    for note in &answer.elsewhere {
        let status = status(note.status);
        output.say(&format!(
            "{} comes by another list, and this one says {status}",
            note.name
        ));
    }
    for note in &answer.struck {
        let status = status(note.status);
        output.say(&format!(
            "{} stands on another list, and does not come any more: this one says {status}",
            note.name
        ));
    }
    for note in &answer.kept {
        let status = status(note.status);
        output.say(&format!(
            "{} comes, as was said here by hand, and the list says {status}",
            note.name
        ));
    }
    for note in &answer.flagged {
        let status = status(note.status);
        output.say(&format!("{} is in, and the list says {status}", note.name));
    }
    for twins in &answer.twins {
        let name = &twins.name;
        let (where_, addresses) = match twins.alike {
            Alike::OnTwoLists => ("is on another list too", String::new()),
            Alike::UnderOneName | Alike::UnderOneEmail => {
                let differs = twins.guests.iter().map(|twin| match twins.alike {
                    Alike::UnderOneEmail => twin.name.as_str(),
                    _ if twin.email.is_empty() => "no address",
                    _ => twin.email.as_str(),
                });
                let differs: Vec<_> = differs.collect();
                (
                    "went and came at once",
                    format!(" ({})", differs.join(", then ")),
                )
            }
        };
        output.say(&format!(
            "{name} {where_}{addresses}: “lanyard attendees twins” shows both, and “attendees \
             merge” makes one of them"
        ));
    }
    for kind in &answer.ticket_types {
        let (name, as_what) = (&kind.name, &kind.taken_as);
        let tickets = counted(kind.rows, "ticket is", "tickets are");
        output.say(&format!(
            "{tickets} called “{name}”, which is taken as {as_what} for new guests"
        ));
    }
    if answer.remembered {
        output.say("its columns are taken as the last time");
    }
    for ColumnPlace { column, place } in &answer.guessed {
        if column.is_empty() {
            output.say(&format!(
                "a column without a title is taken as the {place} by what stands in it: give it one"
            ));
            continue;
        }
        output.say(&format!(
            "“{column}” is taken as the {place} by what stands in it; --map 'question={column}' \
             says otherwise"
        ));
    }
    for ColumnPlace { column, place } in &answer.suggested {
        let like = match Place::of(place) {
            Some(Place::Field(Field::Status)) => "has words for guests who don't come",
            Some(Place::Field(Field::Code)) => "may be the codes on the guests' tickets",
            Some(Place::Field(Field::Payment)) => {
                "has words for payments that are open or were given back"
            }
            Some(Place::Field(Field::Companions)) => "may be how many others each guest brings",
            Some(Place::Field(Field::Quantity)) => "may be how many come on each ticket",
            _ => "looks like e-mail addresses",
        };
        output.say(&format!(
            "“{column}” {like}, and is a question: --map '{place}={column}' takes it so"
        ));
    }
    if let (Some(sheet), [_, ..]) = (&answer.sheet, &answer.other_sheets[..]) {
        let others = answer.other_sheets.iter().map(|name| format!("“{name}”"));
        let others = others.collect::<Vec<_>>().join(", ");
        output.say(&format!(
            "of the workbook the sheet “{sheet}” is read; guests are also on {others}: save each \
             as a file of its own"
        ));
    }
    if answer.spared > 0 {
        let spared = counted(answer.spared, "guest is missing", "guests are missing");
        output.say(&format!(
            "{spared} from the list, and nobody is gone: rows of it can't be read and may be \
             theirs; --gone-ok marks them as gone all the same"
        ));
    }
    if answer.many_gone {
        output.say(&format!(
            "the import would stop here and ask, since {} guests would be gone: --gone-ok marks \
             them as gone, --part leaves them alone",
            answer.gone
        ));
    }
    if let Some(day) = &answer.past_erasure {
        let said = match answer.dry_run {
            true => "would be",
            false => "is",
        };
        output.say(&format!(
            "personal data of this event was to be erased on {day}: what {said} taken in is erased \
             again, on a later day; a later “erase_on” in the definition keeps it"
        ));
    }
    output.answer(&answer, || import_words(&answer))?;
    Ok(if answer.rejected_rows == 0 {
        Outcome::Yes
    } else {
        Outcome::No
    })
}

/// What an import would do; names the first whom it would change.
fn ahead(job: &ImportJob, output: &Output) -> Result<ImportAnswer, DeskError> {
    let preview = job.preview()?;
    if preview.problem.is_some() {
        return job.rehearse();
    }
    for ChangedGuest { name, fields, .. } in preview.changes.iter().take(MOST_TOLD) {
        let fields = fields.iter().map(|ChangedField { field, from, to }| {
            match (from.as_str(), to.as_str()) {
                ("", "") => field.clone(),
                ("", to) => format!("{field} “{to}”"),
                (from, "") => format!("no {field} “{from}”"),
                (from, to) => format!("{field} “{to}” for “{from}”"),
            }
        });
        let fields = fields.collect::<Vec<_>>().join(", ");
        output.say(&format!("{name} would change: {fields}"));
    }
    for note in preview.gone.iter().take(MOST_TOLD) {
        output.say(&format!("{} would be gone", note.name));
    }
    Ok(preview.answer)
}

/// So many guests are told by name of those whom an import would change.
const MOST_TOLD: usize = 10;

fn import_words(answer: &ImportAnswer) -> String {
    let would = if answer.dry_run { "would be " } else { "" };
    let mut words = format!(
        "{}: {would}added {}, updated {}, unchanged {}, rejected {}",
        counted(answer.rows, "row", "rows"),
        answer.added,
        answer.updated,
        answer.unchanged,
        answer.rejected_rows
    );
    for (count, what) in [
        (answer.not_coming, "of the added not coming"),
        (answer.not_confirmed, "of the added not confirmed"),
        (answer.gone, "gone"),
        (answer.back, "back"),
        (answer.cancelled, "cancelled"),
    ] {
        if count > 0 {
            words += &format!(", {what} {count}");
        }
    }
    if let Some(id) = answer.import {
        words += &format!(". Import {id}");
    }
    if answer.dry_run {
        for ColumnPlace { column, place } in &answer.columns {
            words += &format!("\n  “{column}” is {}", as_what(place));
        }
    }
    words
}

/// What a column is taken for, in words.
fn as_what(place: &str) -> &str {
    match Place::of(place) {
        Some(Place::Question) => "a question",
        Some(Place::LeftOut) => "left out",
        _ => place,
    }
}

fn imports(desk: &Desk, output: &Output) -> Result<Outcome, CliError> {
    let imports = desk.imports()?;
    output.answer(&imports, || {
        if imports.is_empty() {
            return "no list was imported yet".to_owned();
        }
        let line = |one: &ImportView| {
            let state = match (one.undone, one.undoable) {
                (true, _) => ", taken back",
                (false, true) => "",
                (false, false) => ", a newer one stands",
            };
            format!(
                "{}  {}  {}  {}: {}, added {}, updated {}, gone {}{state}",
                one.id,
                one.clock,
                one.format,
                one.file,
                counted(one.rows, "row", "rows"),
                one.added,
                one.updated,
                one.gone
            )
        };
        imports.iter().map(line).collect::<Vec<_>>().join("\n")
    })?;
    Ok(Outcome::Yes)
}

fn undo_import(desk: &mut Desk, id: Option<i64>, output: &Output) -> Result<Outcome, CliError> {
    let undone = desk.undo_import(id)?;
    output.answer(&undone, || {
        let mut words = format!(
            "Took back import {} ({}): {} removed, {} as before",
            undone.import, undone.file, undone.removed, undone.restored
        );
        if undone.marked > 0 {
            words += &format!(
                ". {} of the removed have a ticket or a badge, and are kept as gone",
                undone.marked
            );
        }
        if undone.kept > 0 {
            let kept = counted(undone.kept, "stays", "stay");
            words += &format!(
                ". {kept}: they came to the door, were edited here or merged, or had a code learnt"
            );
        }
        words
    })?;
    Ok(Outcome::Yes)
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

fn status(status: StatusWord) -> &'static str {
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

/// Adds what to say on the command line.
fn import_error(error: DeskError) -> CliError {
    match &error {
        DeskError::ManyGone { .. } => CliError::ManyGone(error),
        DeskError::List(list) => match list.asks_for() {
            Some(field) => CliError::WhichColumn { error, field },
            None => error.into(),
        },
        _ => error.into(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rehearsal_says_what_each_column_is() {
        let mut answer = ImportAnswer {
            rows: 2,
            added: 2,
            columns: [("Wer", "name"), ("Essen", "question"), ("", "leave_out")]
                .map(|(column, place)| ColumnPlace {
                    column: column.to_owned(),
                    place: place.to_owned(),
                })
                .into(),
            dry_run: true,
            ..ImportAnswer::default()
        };
        let words = import_words(&answer);
        for line in [
            "would be added 2",
            "\n  “Wer” is name",
            "\n  “Essen” is a question",
        ] {
            assert!(words.contains(line), "{words}");
        }
        answer.dry_run = false;
        assert_eq!(import_words(&answer).lines().count(), 1);
    }
}
