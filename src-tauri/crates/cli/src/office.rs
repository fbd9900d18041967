use std::fmt::Display;

use lanyard_desk_core::{
    Desk, DeskOptions, Retention,
    answers::{ErasedAnswer, EventForm},
    counted,
};

use crate::{
    CliError, Outcome,
    args::{EventCommand, PrivacyCommand},
    output::Output,
};

pub(crate) fn event(
    command: EventCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    match command {
        EventCommand::Show => {
            let form = EventForm::of(desk.event());
            output.answer(&form, || desk.definition().trim_end().to_owned())?;
        }
        EventCommand::Set { from } => {
            desk.set_event_from(&from)?;
            let form = EventForm::of(desk.event());
            output.answer(&form, || format!("{} is set up", desk.event().name))?;
        }
        EventCommand::Next { file, date, name } => {
            let mut form = desk.next_form(date);
            if let Some(name) = name {
                form.event.name = name;
            }
            let made = desk.another_evening(&file, &form, DeskOptions::default())?;
            let next = made.map_err(|faults| {
                let lines = faults
                    .iter()
                    .map(|one| format!("{}: {}", one.at, one.reason));
                CliError::Faults(lines.collect::<Vec<_>>().join("\n"))
            })?;
            let answer = serde_json::json!({
                "file": file,
                "event": next.event().id.to_string(),
                "name": next.event().name,
                "date": next.event().date.to_string(),
            });
            output.answer(&answer, || {
                let event = next.event();
                format!("{}: {}, {}", file.display(), event.name, event.date)
            })?;
        }
        EventCommand::Logo { file, .. } => {
            desk.set_logo(file.as_deref())?;
            let answer = serde_json::json!({ "logo": file });
            output.answer(&answer, || match &file {
                Some(_) => "The logo is kept in the event file.".to_owned(),
                None => "There is no logo any more.".to_owned(),
            })?;
        }
        EventCommand::Template {
            paper, file, write, ..
        } => {
            if let Some(to) = write {
                desk.write_template(&paper, &to)?;
                let answer = serde_json::json!({ "file": to });
                output.answer(&answer, || format!("{}", to.display()))?;
                return Ok(Outcome::Yes);
            }
            desk.set_template(&paper, file.as_deref())?;
            let answer = serde_json::json!({ "paper": paper, "template": file });
            output.answer(&answer, || match &file {
                Some(_) => format!("Every {paper} is made from your template now."),
                None => format!("Every {paper} is made from the built-in template again."),
            })?;
        }
    }
    Ok(Outcome::Yes)
}

pub(crate) fn privacy(
    command: PrivacyCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    match command {
        PrivacyCommand::Status => {
            let erasure = desk.erasure()?;
            output.answer(&erasure, || match (&erasure.erased_at, &erasure.on) {
                (Some(at), _) => format!("Personal data was erased at {at}."),
                (None, Some(on)) => erased_on(on, erasure.days.unwrap_or_default()),
                (None, None) => {
                    "No date of erasure is set; “erase_on” in the definition sets it.".to_owned()
                }
            })?;
        }
        PrivacyCommand::Keep => match desk.keep_retention()? {
            Retention::Erased(erased) => output.answer(&erased, || erased_words(&erased))?,
            Retention::Announced { on, days } => {
                let answer = serde_json::json!({ "on": on.to_string(), "days": days });
                output.answer(&answer, || erased_on(on, days))?;
            }
            Retention::Quiet => {
                let nothing = "Nothing is to be erased in the next two weeks.";
                output.answer(&serde_json::json!({}), || nothing.to_owned())?;
            }
        },
        PrivacyCommand::Data { id } => {
            let data = desk.guest_data(&id)?;
            output.answer(&data, || {
                let elsewhere = data
                    .elsewhere
                    .iter()
                    .map(|path| format!("\nMay also lie in {path}"));
                data.json.clone() + &elsewhere.collect::<String>()
            })?;
        }
        PrivacyCommand::Erase { id, count, .. } => {
            let erased = match id {
                Some(id) => desk.erase_guest(&id)?,
                None => desk.erase_all(count.unwrap_or_default())?,
            };
            output.answer(&erased, || erased_words(&erased))?;
        }
        PrivacyCommand::Remember => {
            let kept = desk.remember_regulars()?;
            let answer = serde_json::json!({ "kept": kept });
            output.answer(&answer, || match kept {
                0 => {
                    "Nobody is kept: “keep_regulars” in the definition says whether to.".to_owned()
                }
                kept => {
                    let guests = counted(kept, "guest is", "guests are");
                    format!("{guests} recognised on later evenings.")
                }
            })?;
        }
        PrivacyCommand::Forget => {
            let forgotten = desk.forget_regulars()?;
            let answer = serde_json::json!({ "forgotten": forgotten });
            output.answer(&answer, || match forgotten {
                true => "Who came to this series is forgotten.".to_owned(),
                false => "Nothing was kept.".to_owned(),
            })?;
        }
    }
    Ok(Outcome::Yes)
}

/// When personal data goes, so many days away.
fn erased_on(day: impl Display, days: i32) -> String {
    match days {
        1.. => format!(
            "Personal data is erased on {day}, in {}.",
            counted(days, "day", "days")
        ),
        _ => format!(
            "The day on which personal data is erased has come, {day}: “lanyard privacy keep” \
             erases it, once it has said so on an earlier day."
        ),
    }
}

fn erased_words(erased: &ErasedAnswer) -> String {
    let mut lines = vec![format!(
        "Erased: {}, in {} of the event file too; {} deleted.",
        counted(erased.guests, "guest", "guests"),
        counted(erased.copies, "copy", "copies"),
        counted(erased.files, "file", "files")
    )];
    lines.extend(erased.left.iter().map(ToString::to_string));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_erasure_that_has_come_is_no_number_of_days_away() {
        for (days, said) in [(12, "in 12 days."), (1, "in 1 day."), (0, "has come, D:")] {
            assert!(
                erased_on("D", days).contains(said),
                "{}",
                erased_on("D", days)
            );
        }
        assert_eq!(erased_on("D", -2), erased_on("D", 0));
    }
}
