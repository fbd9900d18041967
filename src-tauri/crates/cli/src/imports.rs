//! Lists that come in, and what is told of them.

use std::path::Path;

use lanyard_desk_core::{
    Desk, DeskError, Field, ImportJob, Mapping, Place,
    answers::{Alike, ChangedField, ChangedGuest, ColumnPlace, ImportAnswer, ImportView, Missing},
    counted,
};

use crate::{CliError, Outcome, attendees::status, output::Output};

pub(crate) fn import(
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
    tell_guests(&answer, output);
    tell_columns(&answer, output);
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

/// Which rows are not taken, and who is told by name.
fn tell_guests(answer: &ImportAnswer, output: &Output) {
    for row in &answer.rejected {
        output.say(&format!("line {}: {}", row.line, row.reason));
    }
    for row in &answer.taken_in_part {
        output.say(&format!(
            "line {}: {}; of the row is taken that the guest does not come",
            row.line, row.reason
        ));
    }
    for (notes, what) in [
        (
            &answer.elsewhere,
            "comes by another list, and this one says",
        ),
        (
            &answer.struck,
            "stands on another list, and does not come any more: this one says",
        ),
        (
            &answer.kept,
            "comes, as was said here by hand, and the list says",
        ),
        (&answer.flagged, "is in, and the list says"),
    ] {
        for note in notes {
            output.say(&format!("{} {what} {}", note.name, status(note.status)));
        }
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
}

/// What its columns, its ticket types and its sheets are taken for.
fn tell_columns(answer: &ImportAnswer, output: &Output) {
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

pub(crate) fn imports(desk: &Desk, output: &Output) -> Result<Outcome, CliError> {
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

pub(crate) fn undo_import(
    desk: &mut Desk,
    id: Option<i64>,
    output: &Output,
) -> Result<Outcome, CliError> {
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
