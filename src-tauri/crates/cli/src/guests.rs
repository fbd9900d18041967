use lanyard_desk_core::{
    Desk,
    answers::{Settlement, Substitute},
};

use crate::{
    CliError, Outcome,
    args::{AtArg, LeadsCommand, PersonArgs, SettleArgs, SubstituteArgs},
    door::answered,
    output::Output,
};

/// Not an argument: arguments can be seen by every user of the machine.
const PIN: &str = "LANYARD_PIN";

fn pin() -> Result<String, CliError> {
    std::env::var(PIN).map_err(|_| CliError::NoPin)
}

pub(crate) fn settle(
    args: &SettleArgs,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    let reason = args.reason.clone();
    let settlement = match reason {
        _ if args.paid => Settlement::Paid,
        _ if args.release => Settlement::Release,
        reason if args.lead => Settlement::Lead {
            pin: pin()?,
            reason: reason.unwrap_or_default(),
            another: args.another,
        },
        Some(reason) => Settlement::Reason {
            reason,
            another: args.another,
        },
        None if args.another => Settlement::Reason {
            reason: String::new(),
            another: true,
        },
        None => Settlement::Admit,
    };
    let at = args.at.time(&desk)?;
    answered(&desk.settle(args.row, &settlement, at)?, output)
}

pub(crate) fn walk_in(
    person: PersonArgs,
    at: &AtArg,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    let at = at.time(&desk)?;
    answered(&desk.walk_in(&person.into(), at)?, output)
}

pub(crate) fn substitute(
    args: SubstituteArgs,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    let at = args.at.time(&desk)?;
    let by = Substitute {
        name: args.name,
        email: args.email,
        company: args.company,
        role: args.role,
    };
    answered(&desk.substitute(&args.id, &by, at)?, output)
}

pub(crate) fn leads(
    command: LeadsCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    match command {
        LeadsCommand::Set { name } => desk.set_lead(&name, &pin()?)?,
        LeadsCommand::Remove { name } => {
            if !desk.remove_lead(&name)? {
                output.say(&format!("there is no lead called “{name}”"));
                return Ok(Outcome::No);
            }
        }
        LeadsCommand::List => {}
    }
    let leads = desk.leads()?;
    output.answer(&leads, || leads.join("\n"))?;
    Ok(Outcome::Yes)
}
