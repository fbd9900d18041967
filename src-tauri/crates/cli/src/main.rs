//! `lanyard`: everything the desk can do, for those who automate. It decides nothing; each command
//! calls a use case of the `desk` crate and shows the answer, as words or with `--json` as JSON.

mod args;
mod attendees;
mod browser;
mod demo;
mod door;
mod error;
mod evening;
mod guests;
mod imports;
mod lobby;
mod mail;
mod office;
mod output;
mod paper;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;
use error::CliError;
use output::Output;

fn main() -> ExitCode {
    let args = Args::parse();
    let output = Output::new(args.json);
    match run(args, &output) {
        Ok(Outcome::Yes) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Ok(Outcome::Bad) => ExitCode::from(2),
        Ok(Outcome::Failed) => ExitCode::from(3),
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            output.error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// What a command that did its work has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Done.
    Yes,
    /// The answer is no: a code was refused, rows were rejected.
    No,
    /// Part of what was given made no sense.
    Bad,
    /// For part of it the file failed.
    Failed,
}

fn run(args: Args, output: &Output) -> Result<Outcome, CliError> {
    let event = &args.event;
    match args.command {
        Command::Demo(args) => demo::run(&args, output),
        Command::New(args) => evening::new(&args, output),
        Command::Attendees(command) => attendees::run(command, event.open()?, output),
        Command::Tickets(command) => paper::tickets(command, event.open()?, output),
        Command::Mail(command) => mail::run(command, event.open()?, output),
        Command::Badges(command) => paper::badges(command, event.open()?, output),
        Command::Read(args) => door::read(&args, output),
        Command::Scan(args) => door::scan(args, event.open(), output),
        Command::Admit(args) => door::admit(&args, event.open()?, output),
        Command::Learn { id, code } => attendees::learn(&id, &code, event.open()?, output),
        Command::Questions(command) => attendees::questions(command, event.open()?, output),
        Command::Undo(args) => door::undo(&args, event.open()?, output),
        Command::Settle(args) => guests::settle(&args, event.open()?, output),
        Command::WalkIn { person, at } => guests::walk_in(person, &at, event.open()?, output),
        Command::Substitute(args) => guests::substitute(args, event.open()?, output),
        Command::Log(args) => door::log(args, event.open()?, output),
        Command::Leads(command) => guests::leads(command, event.open()?, output),
        Command::Event(command) => office::event(command, event.open()?, output),
        Command::Privacy(command) => office::privacy(command, event.open()?, output),
        Command::Lineup(command) => evening::lineup(command, event.open()?, output),
        Command::Lobby(command) => lobby::run(command, event.open()?, output),
        Command::Inside(args) => paper::inside(args, event.open()?, output),
        Command::DoorCard(args) => paper::door_card(args, event.open()?, output),
        Command::Rehearse { printer } => evening::rehearse(printer, event.open()?, output),
        Command::Report { at, out } => evening::report(&at, out, event.open()?, output),
        Command::Check => evening::check(&event.open()?, output),
        Command::Backup(args) => evening::backup(&args, &event.open()?, output),
    }
}
