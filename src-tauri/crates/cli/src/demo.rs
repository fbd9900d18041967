//! The whole evening, headless: what a new user runs first, and what shows that all parts work
//! together on this machine.

use std::{
    collections::BTreeMap,
    fs, io,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use jiff::{SignedDuration, Timestamp};
use lanyard_desk_core::{
    BadgeOutput, Desk, DeskOptions, Direction, Home, IssuedTicket, ScanRequest, ShiftedClock,
    TicketFormat, Whose,
    answers::{ImportAnswer, ScanAnswer, Verdict},
};
use serde::Serialize;

use crate::{CliError, Outcome, args::DemoArgs, lobby, output::Output};

/// How many tickets are drawn as pictures, read back and admitted.
const PICTURES: usize = 120;
/// How many of them are shown again, and how many are tampered with.
const AGAIN: usize = 12;
/// When the list is imported, the doors open and the lobby is looked at, on the evening's clock.
const IMPORTED: jiff::civil::DateTime = jiff::civil::datetime(2026, 12, 3, 16, 2, 0, 0);
const ZONE: &str = "Europe/Dublin";
const DOORS: &str = "18:16";
const LOBBY: [&str; 3] = ["18:30", "19:14", "20:26"];
const LOBBY_SIZE: (u32, u32) = (1920, 1080);

const EVENT: &str = "scale-and-reliability.lanyard";
const TICKETS: &str = "tickets";
const BADGES: &str = "badges";
const BADGES_PDF: &str = "badges.pdf";
const SUMMARY: &str = "summary.json";

#[derive(Default, Serialize)]
struct Summary {
    imported: u64,
    tickets_drawn: usize,
    pictures_read: usize,
    verdicts: BTreeMap<&'static str, usize>,
    doubles_refused: usize,
    forgeries_refused: usize,
    badges_printed: usize,
    lobby_pictures: Vec<String>,
    lobby: BTreeMap<&'static str, Vec<String>>,
    inside: u32,
    log_rows: u64,
    event_file_is_well: bool,
    seconds: f64,
}

pub(crate) fn run(args: &DemoArgs, output: &Output) -> Result<Outcome, CliError> {
    let started = Instant::now();
    make_room(&args.out)?;
    // Its keys and its desk's name are gone with it: a demo leaves nothing in the user's folder.
    let folder = tempfile::tempdir().map_err(|error| CliError::File {
        path: args.out.clone(),
        error,
    })?;
    let mut demo = Demo::begin(&args.out, folder.path(), output)?;
    let issued = demo.draw_tickets()?;
    demo.admit_from_pictures(&issued)?;
    demo.refuse(&issued)?;
    demo.come_and_go(&issued)?;
    demo.print_badges()?;
    demo.show_lobby()?;
    let mut summary = demo.close()?;
    summary.seconds = started.elapsed().as_secs_f64();
    let text = serde_json::to_string_pretty(&summary).map_err(io::Error::from);
    let path = args.out.join(SUMMARY);
    text.and_then(|text| fs::write(&path, text))
        .map_err(|error| CliError::File { path, error })?;
    output.answer(&summary, || words(&summary, &args.out))?;
    Ok(Outcome::Yes)
}

/// Takes away what an earlier demo left, and nothing else.
fn make_room(out: &Path) -> Result<(), CliError> {
    let file = |path: &Path, error| CliError::File {
        path: path.to_owned(),
        error,
    };
    fs::create_dir_all(out).map_err(|error| file(out, error))?;
    let earlier = out.join(SUMMARY).is_file() || out.join(EVENT).is_file();
    let mut entries = fs::read_dir(out).map_err(|error| file(out, error))?;
    if entries.next().is_some() && !earlier {
        return Err(CliError::FolderInUse(out.to_owned()));
    }
    let lobby = LOBBY.map(lobby_name);
    let single = [EVENT, BADGES_PDF, SUMMARY].map(str::to_owned);
    for path in lobby.into_iter().chain(single).map(|name| out.join(name)) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(file(&path, error));
            }
            _ => {}
        }
    }
    for path in [TICKETS, BADGES].map(|name| out.join(name)) {
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(file(&path, error));
            }
            _ => {}
        }
    }
    Ok(())
}

struct Demo<'a> {
    desk: Desk,
    out: &'a Path,
    scratch: &'a Path,
    output: &'a Output,
    now: Timestamp,
    summary: Summary,
}

impl<'a> Demo<'a> {
    fn begin(out: &'a Path, scratch: &'a Path, output: &'a Output) -> Result<Self, CliError> {
        let (desk, list) = sample(&out.join(EVENT), scratch)?;
        let mut demo = Self {
            now: moment(&desk, DOORS)?,
            desk,
            out,
            scratch,
            output,
            summary: Summary::default(),
        };
        expect(list.rejected.is_empty(), "every row of the list goes in")?;
        demo.summary.imported = list.added.into();
        output.say(&format!("Imported {} guests", list.added));
        Ok(demo)
    }

    fn draw_tickets(&mut self) -> Result<Vec<IssuedTicket>, CliError> {
        let mut issued = self.desk.issue(&[])?;
        let group = |one: &IssuedTicket| one.ticket.admits > 1;
        // Everybody has a code now; those drawn here are a cross-section of the list, the groups
        // among them.
        let groups: Vec<_> = issued.iter().filter(|one| group(one)).cloned().collect();
        let step = (issued.len() / PICTURES).max(1);
        issued = issued
            .into_iter()
            .filter(|one| !group(one))
            .step_by(step)
            .collect();
        issued.truncate(PICTURES - 1);
        issued.extend(groups.into_iter().take(1));
        let folder = self.out.join(TICKETS);
        let bar = self.output.progress(issued.len(), "Drawing tickets");
        let mut progress = |done| {
            bar.set_position(done as u64);
            ControlFlow::Continue(())
        };
        let drawn = self
            .desk
            .draw_tickets(&issued, TicketFormat::Png, &folder, &mut progress)?;
        bar.finish_and_clear();
        self.summary.tickets_drawn = drawn.files.len();
        self.output.say(&format!(
            "Drew {} tickets into {}",
            drawn.files.len(),
            folder.display()
        ));
        Ok(issued)
    }

    /// Reads the pictures back, as a camera would, and admits what they say.
    fn admit_from_pictures(&mut self, issued: &[IssuedTicket]) -> Result<(), CliError> {
        let bar = self.output.progress(issued.len(), "Scanning pictures");
        let manifest = fs::read_dir(self.out.join(TICKETS)).map_err(|error| CliError::File {
            path: self.out.join(TICKETS),
            error,
        })?;
        let mut pictures: Vec<PathBuf> = manifest
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|end| end == "png"))
            .collect();
        pictures.sort();
        for picture in &pictures {
            let codes =
                lanyard_optics::read_file(picture).map_err(|error| CliError::Desk(error.into()))?;
            let [code] = codes.as_slice() else {
                let name = picture.display();
                return Err(CliError::Demo(format!("{name}: not exactly one code")));
            };
            let answer = self.scan(&code.text)?;
            self.expect_verdict(&answer, Verdict::Admitted)?;
            self.summary.pictures_read += 1;
            bar.inc(1);
        }
        bar.finish_and_clear();
        expect(
            self.summary.pictures_read == issued.len(),
            "every ticket's picture is read and admitted",
        )?;
        self.output.say(&format!(
            "Read {} pictures of tickets and admitted them",
            self.summary.pictures_read
        ));
        Ok(())
    }

    /// What a door has to refuse: doubles, forgeries, another evening's ticket, the waiting list,
    /// the wrong door, and a code that nobody knows.
    fn refuse(&mut self, issued: &[IssuedTicket]) -> Result<(), CliError> {
        for one in issued.iter().take(AGAIN) {
            self.wait(60);
            let answer = self.scan(&one.code)?;
            self.expect_verdict(&answer, Verdict::AlreadyIn)?;
            self.summary.doubles_refused += 1;
        }
        for (at, one) in issued.iter().take(AGAIN).enumerate() {
            let answer = self.scan(&tampered(&one.code, at))?;
            self.expect_verdict(&answer, Verdict::Forged)?;
            self.summary.forgeries_refused += 1;
        }
        let (mut other, _) = sample(&self.scratch.join("other.lanyard"), self.scratch)?;
        let foreign = other.issue(&[])?.remove(0);
        let answer = self.scan(&foreign.code)?;
        self.expect_verdict(&answer, Verdict::WrongEvent)?;
        let answer = self.scan("9876543210")?;
        self.expect_verdict(&answer, Verdict::Unknown)?;
        if let Some(waiting) = self.desk.waitlisted()?.first() {
            let ticket = self.desk.issue(std::slice::from_ref(waiting))?.remove(0);
            let answer = self.scan(&ticket.code)?;
            self.expect_verdict(&answer, Verdict::NotConfirmed)?;
        }
        self.output.say(&format!(
            "Refused {} doubles, {} forgeries, another evening's ticket and more",
            self.summary.doubles_refused, self.summary.forgeries_refused
        ));
        Ok(())
    }

    /// The rest of a group, a way out and back, and a slip taken back.
    fn come_and_go(&mut self, issued: &[IssuedTicket]) -> Result<(), CliError> {
        let group = issued.iter().find(|one| one.ticket.admits > 1);
        let group = group.ok_or_else(|| CliError::Demo("no group on the list".into()))?;
        self.wait(30);
        let answer = self.scan(&group.code)?;
        self.expect_verdict(&answer, Verdict::Admitted)?;
        expect(
            answer.member == Some(2),
            "the second of a group is the second",
        )?;
        let first = &issued[0];
        let out = self.desk.scan(ScanRequest {
            direction: Direction::Out,
            at: Some(self.now),
            ..ScanRequest::new(&first.code)
        })?;
        self.expect_verdict(&out, Verdict::Left)?;
        self.wait(300);
        let back = self.scan(&first.code)?;
        self.expect_verdict(&back, Verdict::ReEntered)?;
        let undone = self.desk.undo(None, Some(self.now))?;
        expect(
            undone.undone == back.row,
            "undo takes back the last check-in",
        )?;
        let again = self.scan(&first.code)?;
        self.expect_verdict(&again, Verdict::ReEntered)
    }

    fn print_badges(&mut self) -> Result<(), CliError> {
        let pdf = BadgeOutput::Pdf(self.out.join(BADGES_PDF));
        let mut silent = |_| ControlFlow::Continue(());
        let printed = self
            .desk
            .badges(&Whose::CheckedIn, None, &pdf, &mut silent)?;
        self.summary.badges_printed = printed;
        let longest = self.desk.longest_names(6)?;
        let folder = BadgeOutput::Folder(self.out.join(BADGES));
        self.desk
            .badges(&Whose::These(longest), None, &folder, &mut silent)?;
        self.output.say(&format!("Printed {printed} badges"));
        Ok(())
    }

    fn show_lobby(&mut self) -> Result<(), CliError> {
        for time in LOBBY {
            let at = moment(&self.desk, time)?;
            let view = self.desk.lobby_view(Some(at))?;
            let titles = view.now.into_iter().map(|slot| slot.title).collect();
            self.summary.lobby.insert(time, titles);
            let desk = Desk::open(self.desk.path(), options(at, self.scratch))?;
            let name = lobby_name(time);
            match lobby::snapshot(desk, LOBBY_SIZE, &self.out.join(&name)) {
                Ok(()) => self.summary.lobby_pictures.push(name),
                Err(error @ (CliError::NoBrowser | CliError::NoPage)) => {
                    self.output
                        .say(&format!("No picture of the lobby: {error}"));
                    return Ok(());
                }
                Err(error) => return Err(error),
            }
        }
        self.output.say("Showed the lobby at three moments");
        Ok(())
    }

    fn close(mut self) -> Result<Summary, CliError> {
        let check = self.desk.check()?;
        expect(check.ok, "the event file is well")?;
        self.summary.event_file_is_well = check.ok;
        self.summary.log_rows = check.log_rows;
        self.summary.inside = self.desk.counts()?.inside;
        Ok(self.summary)
    }

    fn scan(&mut self, code: &str) -> Result<ScanAnswer, CliError> {
        self.wait(4);
        let request = ScanRequest {
            at: Some(self.now),
            ..ScanRequest::new(code)
        };
        Ok(self.desk.scan(request)?)
    }

    fn wait(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    fn expect_verdict(&mut self, answer: &ScanAnswer, wanted: Verdict) -> Result<(), CliError> {
        let got = answer.verdict;
        let reason = format!("{wanted:?} was due, not {got:?}");
        expect(got == wanted, &reason)?;
        let word = match got {
            Verdict::Admitted => "admitted",
            Verdict::ReEntered => "re_entered",
            Verdict::Left => "left",
            Verdict::AlreadyIn => "already_in",
            Verdict::Forged => "forged",
            Verdict::WrongEvent => "wrong_event",
            Verdict::Unknown => "unknown",
            Verdict::NotConfirmed => "not_confirmed",
            _ => "other",
        };
        *self.summary.verdicts.entry(word).or_default() += 1;
        Ok(())
    }
}

/// The sample event in a file of its own.
fn sample(path: &Path, scratch: &Path) -> Result<(Desk, ImportAnswer), CliError> {
    let file = |error| CliError::File {
        path: path.to_owned(),
        error,
    };
    let at = IMPORTED.in_tz(ZONE);
    let at = at.map_err(|error| file(io::Error::other(error)))?;
    Ok(Desk::create_sample(
        path,
        None,
        options(at.timestamp(), scratch),
    )?)
}

fn options(at: Timestamp, scratch: &Path) -> DeskOptions {
    DeskOptions {
        home: Home::at(scratch),
        clock: Arc::new(ShiftedClock::starting_at(at)),
        ..DeskOptions::default()
    }
}

/// A time of the evening.
fn moment(desk: &Desk, time: &str) -> Result<Timestamp, CliError> {
    Ok(desk.time(&format!("{}T{time}", desk.event().date))?)
}

/// Changes one character behind the prefix to another of the QR alphanumeric set.
fn tampered(code: &str, at: usize) -> String {
    let place = 4 + (at * 9) % (code.len() - 4);
    let old = code.as_bytes()[place];
    let new = if old == b'7' { '8' } else { '7' };
    format!("{}{new}{}", &code[..place], &code[place + 1..])
}

fn lobby_name(time: &str) -> String {
    format!("lobby-{}.png", time.replace(':', ""))
}

fn expect(holds: bool, what: &str) -> Result<(), CliError> {
    holds
        .then_some(())
        .ok_or_else(|| CliError::Demo(format!("the demo went wrong: {what}")))
}

fn words(summary: &Summary, out: &Path) -> String {
    let verdicts: Vec<_> = summary
        .verdicts
        .iter()
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    format!(
        "\nThe evening in {:.1} s, in {}\n  {} guests imported, {} tickets drawn, {} read back\n  {}\n  {} inside, {} badges, {} pictures of the lobby\n  {} rows in the log, and the event file is well",
        summary.seconds,
        out.display(),
        summary.imported,
        summary.tickets_drawn,
        summary.pictures_read,
        verdicts.join(", "),
        summary.inside,
        summary.badges_printed,
        summary.lobby_pictures.len(),
        summary.log_rows,
    )
}
