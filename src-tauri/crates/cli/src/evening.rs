use std::path::PathBuf;

use lanyard_desk_core::{
    Desk, DeskOptions, Head,
    answers::{Counts, Health, NumbersView, Rehearsed, RehearsedWhat, SlotView},
    counted, rehearse_printer,
};
use serde::Serialize;

use crate::{
    CliError, Outcome,
    args::{AtArg, BackupArgs, LineupCommand, NewArgs},
    output::Output,
};

pub(crate) fn new(args: &NewArgs, output: &Output) -> Result<Outcome, CliError> {
    let desk = Desk::create(&args.file, &args.from, args.date, DeskOptions::default())?;
    // So that another evening's desk can name this one.
    let path = desk.path().canonicalize();
    desk.home()
        .note_event(path.as_deref().unwrap_or(desk.path()))?;
    let event = desk.event();
    let answer = serde_json::json!({
        "file": args.file,
        "event": event.id.to_string(),
        "name": event.name,
        "date": event.date.to_string(),
    });
    output.answer(&answer, || {
        let file = args.file.display();
        format!("{file}: {}, {}", event.name, event.date)
    })?;
    Ok(Outcome::Yes)
}

pub(crate) fn lineup(
    command: LineupCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    match command {
        LineupCommand::Import { file } => {
            let slots = desk.import_lineup(&file)?;
            let answer = serde_json::json!({ "slots": slots });
            output.answer(&answer, || counted(slots, "slot", "slots"))?;
        }
        LineupCommand::Show { at } => {
            let at = at.time(&desk)?;
            let view = desk.lobby_view(at)?;
            output.answer(&view, || {
                let part = |title: &str, slots: &[SlotView]| {
                    let slots = slots.iter().map(slot_words);
                    let lines = std::iter::once(title.to_owned()).chain(slots);
                    lines.collect::<Vec<_>>().join("\n")
                };
                let parts = [
                    part("Now", &view.now),
                    part("Next", &view.next),
                    part("Later", &view.later),
                ];
                format!("{}  {}\n{}", view.clock, view.event.name, parts.join("\n"))
            })?;
        }
    }
    Ok(Outcome::Yes)
}

fn slot_words(slot: &SlotView) -> String {
    let names: Vec<_> = slot.speakers.iter().map(|who| who.name.as_str()).collect();
    let ends = slot.ends.as_ref().map(|ends| format!("–{ends}"));
    let mut words = format!(
        "  {}{}  {}",
        slot.starts,
        ends.unwrap_or_default(),
        slot.title
    );
    if !names.is_empty() {
        words.push_str(&format!(" ({})", names.join(", ")));
    }
    words
}

/// The numbers, with the counts at the top.
#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    counts: Counts,
    #[serde(flatten)]
    numbers: NumbersView,
    heads: Vec<Head>,
}

pub(crate) fn report(
    at: &AtArg,
    out: Option<PathBuf>,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    let at = at.time(&desk)?;
    if let Some(out) = out {
        let pdf = desk.report_pdf(at)?;
        lanyard_desk_core::replace(&out, &pdf)?;
        let answer = serde_json::json!({ "file": out });
        output.answer(&answer, || out.display().to_string())?;
        return Ok(Outcome::Yes);
    }
    let numbers = desk.numbers(at)?;
    let counts = numbers.counts;
    let words = report_words(&numbers);
    let heads = desk.heads()?;
    let report = Report {
        counts,
        numbers,
        heads,
    };
    output.answer(&report, || words)?;
    Ok(Outcome::Yes)
}

pub(crate) fn check(desk: &Desk, output: &Output) -> Result<Outcome, CliError> {
    let check = desk.check()?;
    output.answer(&check, || {
        if check.ok {
            let guests = counted(check.attendees, "guest", "guests");
            let rows = counted(check.log_rows, "row", "rows");
            format!("The event file is well: {guests}, {rows} in the log.")
        } else {
            check.problems.join("\n")
        }
    })?;
    Ok(if check.ok { Outcome::Yes } else { Outcome::No })
}

pub(crate) fn backup(args: &BackupArgs, desk: &Desk, output: &Output) -> Result<Outcome, CliError> {
    desk.backup(&args.out)?;
    let check = desk.check()?;
    let answer = serde_json::json!({ "file": args.out, "heads": check.heads });
    output.answer(&answer, || format!("{}", args.out.display()))?;
    Ok(Outcome::Yes)
}

/// A pace says nothing of what is more minutes away.
const FORESEEN: u32 = 180;

fn report_words(numbers: &NumbersView) -> String {
    let counts = &numbers.counts;
    let absent = match numbers.over {
        true => counted(counts.to_come, "no-show", "no-shows"),
        false => format!("{} to come", counts.to_come),
    };
    let mut lines = vec![format!(
        "{} of {} came, {} inside, {absent}",
        counts.arrived, counts.expected, counts.inside
    )];
    let told = |minutes: &u32| *minutes > 0 && *minutes <= FORESEEN && !numbers.over;
    if let Some(minutes) = numbers.pace.minutes_to_go.filter(told) {
        lines.push(format!(
            "{} came in the last ten minutes: about {minutes} min to go",
            numbers.pace.last_ten_minutes
        ));
    }
    for kind in &numbers.ticket_types {
        let (name, arrived, expected) = (&kind.name, kind.arrived, kind.expected);
        lines.push(format!(
            "{name}: {arrived} of {expected}, {} inside",
            kind.inside
        ));
    }
    lines.push(format!(
        "{} refused, {} let in all the same, {} walked in, {} on the waiting list",
        numbers.refused, numbers.overrides, numbers.walk_ins, numbers.waitlist
    ));
    for talk in &numbers.talks {
        let missing = match talk.missing.as_slice() {
            [] => "all speakers are here".to_owned(),
            missing if numbers.over => format!("did not come: {}", missing.join(", ")),
            missing => format!("still to come: {}", missing.join(", ")),
        };
        lines.push(format!("{}  {}: {missing}", talk.starts, talk.title));
    }
    let points = numbers.curve.iter();
    lines.extend(points.map(|point| format!("{}  {}", point.from, point.arrived)));
    lines.join("\n")
}

pub(crate) fn rehearse(
    printer: Option<String>,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    desk.stay_awake();
    // A system that refuses says so at once, but not at the very same moment.
    std::thread::sleep(std::time::Duration::from_millis(300));
    let mut all = desk.rehearse()?;
    all.push(rehearse_printer(printer.as_deref()));
    output.answer(&all, || {
        let lines: Vec<_> = all.iter().map(rehearsed_words).collect();
        lines.join("\n")
    })?;
    let worst = all
        .iter()
        .map(|one| one.health)
        .filter(|health| *health != Health::None)
        .max();
    Ok(match worst {
        Some(Health::Bad) => Outcome::No,
        _ => Outcome::Yes,
    })
}

fn rehearsed_words(one: &Rehearsed) -> String {
    let sign = match one.health {
        Health::Good => "✓",
        Health::Look => "!",
        Health::Bad => "✗",
        Health::None => "–",
    };
    let facts = &one.facts;
    let count = match (facts.count, facts.of) {
        (Some(count), Some(of)) => Some(format!("{count} of {of}")),
        (Some(count), None) => Some(count.to_string()),
        _ => None,
    };
    let megabytes = facts.megabytes.map(|free| format!("{free} MB free"));
    let problem = facts
        .problem
        .as_ref()
        .map(|problem| problem.message.clone());
    let millis = facts.millis.map(|millis| format!("{millis} ms"));
    let words = [
        &facts.name,
        &facts.when,
        &count,
        &megabytes,
        &millis,
        &problem,
    ];
    let words: Vec<_> = words.into_iter().flatten().cloned().collect();
    format!("{sign} {}  {}", what_words(one.what), words.join("  "))
}

fn what_words(what: RehearsedWhat) -> &'static str {
    match what {
        RehearsedWhat::Clock => "clock",
        RehearsedWhat::Disk => "disk",
        RehearsedWhat::File => "event file",
        RehearsedWhat::Battery => "battery, in percent",
        RehearsedWhat::Sleep => "staying awake",
        RehearsedWhat::List => "guests on the list",
        RehearsedWhat::Tickets => "tickets with a code",
        RehearsedWhat::Printer => "printer",
    }
}
