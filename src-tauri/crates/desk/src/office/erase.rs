//! Personal data: on which day it goes, and taking it out, of one guest or of everybody.
//!
//! The log and the tickets stay, so the numbers do. Copies of the file that this user made are
//! erased with it; files that this program can't look into are named.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, Unit, civil::Date};
use lanyard_event::{AttendeeId, Status};
use lanyard_store::{Connection, Store, table};

use super::files::Made;
use crate::{
    Desk, DeskError, Result,
    answers::{ErasedAnswer, Erasure, GuestData, MailFilter},
    format, out, ticket_files, ticket_folder,
};

/// How long before it happens an erasure is announced, in days.
const ANNOUNCED: i32 = 14;

/// Where an event stands with its date of erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retention {
    /// Nothing is to be said.
    Quiet,
    /// Personal data goes on this day, in so many days; 0 and less: the next time the event is
    /// opened on another day.
    Announced {
        /// The day.
        on: Date,
        /// How many days away.
        days: i32,
    },
    /// It went just now.
    Erased(ErasedAnswer),
}

impl Desk {
    /// Keeps the event's date of erasure: announces it from two weeks before, and erases when
    /// the day has come. It never erases what was not announced on an earlier day, so that a
    /// clock that is wrong once erases nothing.
    ///
    /// # Errors
    /// The file or the data folder can't be used.
    pub fn keep_retention(&mut self) -> Result<Retention> {
        let Erasure {
            days: Some(days),
            erased_at: None,
            ..
        } = self.erasure()?
        else {
            return Ok(Retention::Quiet);
        };
        let Some(on) = self.event.erase_on.filter(|_| days <= ANNOUNCED) else {
            return Ok(Retention::Quiet);
        };
        let today = self.today().to_string();
        let mut made = self.home.made(self.event.id)?;
        match &made.announced {
            Some((announced, day)) if *announced == on.to_string() => {
                // ISO 8601 sorts as days do.
                if days <= 0 && *day < today {
                    return Ok(Retention::Erased(self.erase_everybody()?));
                }
            }
            _ => {
                made.announced = Some((on.to_string(), today));
                self.home.set_made(self.event.id, &made)?;
            }
        }
        Ok(Retention::Announced { on, days })
    }

    /// When personal data goes.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn erasure(&self) -> Result<Erasure> {
        let today = self.today();
        let days = self.event.erase_on.and_then(|on| {
            let span = today.until((Unit::Day, on)).ok()?;
            Some(span.get_days())
        });
        let conn = self.store.read();
        // Whoever came in since is to be erased as well.
        let erased = match table::erase::is_anybody_named(conn)? {
            false => table::event::erased_at(conn)?,
            true => None,
        };
        Ok(Erasure {
            on: self.event.erase_on.map(format::long_day),
            days,
            erased_at: erased.map(|at| format::rfc3339(at, &self.event)),
        })
    }

    /// Erases everybody's personal data. `guests` must be how many are on the list: whoever
    /// erases knows what.
    ///
    /// # Errors
    /// [`DeskError::OtherCount`]; the file can't be written.
    pub fn erase_all(&mut self, guests: u64) -> Result<ErasedAnswer> {
        let have = table::attendee::count(self.store.read())?;
        if have != guests {
            return Err(DeskError::OtherCount { have });
        }
        self.erase_everybody()
    }

    fn erase_everybody(&mut self) -> Result<ErasedAnswer> {
        self.remember_regulars()?;
        let at = self.now();
        let guests = self.change(|conn| {
            table::event::set_erased(conn, at)?;
            Ok(table::erase::everybody(conn)?)
        })?;
        let mut answer = ErasedAnswer {
            guests,
            copies: 0,
            files: 0,
            left: Vec::new(),
        };
        self.forget_erased(&mut answer);
        self.erase_copies(&mut answer, |conn| {
            table::event::set_erased(conn, at)?;
            table::erase::everybody(conn)?;
            Ok(())
        })?;
        self.delete_papers(&mut answer, &|_| true)?;
        // What comes in after this day is announced anew.
        let mut made = self.home.made(self.event.id)?;
        if made.announced.take().is_some() {
            self.home.set_made(self.event.id, &made)?;
        }
        Ok(answer)
    }

    /// Erases one guest's personal data. A ticket that is still good is revoked: nobody can be
    /// let in on it any more by name.
    ///
    /// # Errors
    /// There is no such guest; the file can't be written.
    pub fn erase_guest(&mut self, id: &str) -> Result<ErasedAnswer> {
        self.refresh()?;
        let guest = self.listed(id)?;
        self.forget_regular(&guest)?;
        let tickets = table::ticket::of_attendee(self.store.read(), guest.id)?;
        let came = self.tally()?.state(tickets.iter().map(|one| one.id));
        let at = self.now();
        // Copies from before have whoever was made one with them under another id.
        let mut ids = vec![guest.id];
        ids.extend(table::alias::merged_into(self.store.read(), guest.id)?);
        let alike = crate::import::of_one_person(self.store.read(), &guest)?;
        self.change(|conn| {
            if came.is_none() {
                table::attendee::update(
                    conn,
                    &lanyard_event::Attendee {
                        status: Status::Cancelled,
                        ..guest.clone()
                    },
                )?;
                for ticket in tickets.iter().filter(|one| crate::import::holds(one)) {
                    table::ticket::revoke(conn, ticket.id, at, None)?;
                }
            }
            forget_guest(conn, guest.id, at)
        })?;
        let mut answer = ErasedAnswer {
            guests: 1,
            copies: 0,
            files: 0,
            left: Vec::new(),
        };
        self.forget_erased(&mut answer);
        self.erase_copies(&mut answer, |conn| {
            ids.iter().try_for_each(|id| forget_guest(conn, *id, at))
        })?;
        let marks: Vec<String> = tickets
            .iter()
            .map(|ticket| ticket.id.to_string()[..8].to_owned())
            .chain(ids.iter().map(|id| last_eight(*id)))
            .collect();
        self.delete_papers(&mut answer, &|name| {
            marks.iter().any(|mark| name.contains(&format!("-{mark}.")))
        })?;
        answer.left.extend(alike.iter().map(|id| {
            format!(
                "the guest {id} has the same address and name and is not erased: if they are one \
                 person, erase them too"
            )
        }));
        Ok(answer)
    }

    /// All that is kept about one guest, to be handed to them.
    ///
    /// # Errors
    /// There is no such guest; the file can't be read.
    pub fn guest_data(&mut self, id: &str) -> Result<GuestData> {
        self.refresh()?;
        let guest = self.attendee(id)?;
        let mails = self.mail_log(&MailFilter {
            attendee: Some(guest.id.clone()),
            ..MailFilter::default()
        })?;
        let all = serde_json::json!({
            "event": self.event.name,
            "date": self.event.date.to_string(),
            "guest": guest,
            "mails": mails,
        });
        let json = serde_json::to_string_pretty(&all)
            .map_err(|error| out::output(self.path(), error.into()))?;
        let made = self.home.made(self.event.id)?;
        let copies = made.copies.iter().chain(&made.papers);
        let there = copies.filter(|path| path.exists());
        Ok(GuestData {
            json,
            elsewhere: there.map(|path| path.display().to_string()).collect(),
        })
    }

    /// What is erased here stays in free pages until they are given back.
    fn forget_erased(&mut self, answer: &mut ErasedAnswer) {
        if self.store.forget_erased().is_err() {
            answer.left.push(
                "another program has the event file open; close it and erase again, so that \
                 nothing stays in the free space of the file"
                    .to_owned(),
            );
        }
    }

    fn erase_copies(
        &mut self,
        answer: &mut ErasedAnswer,
        erase: impl Fn(&Connection) -> Result<()>,
    ) -> Result<()> {
        let made = self.home.made(self.event.id)?;
        for path in made.copies.iter().chain(&self.migration_copies()) {
            if !path.exists() {
                continue;
            }
            let ours = Store::look(path, |conn| Ok(table::event::load(conn)?.id));
            let erased = match ours {
                Ok(id) if id == self.event.id => erase_copy(path, &erase),
                // Another event has taken the place of the copy.
                Ok(_) => continue,
                Err(error) => Err(error.into()),
            };
            match erased {
                Ok(()) => answer.copies += 1,
                Err(_) => answer.left.push(format!(
                    "the copy {} can’t be written by this version; delete it",
                    path.display()
                )),
            }
        }
        Ok(())
    }

    /// The copies that were made before the file was migrated lie beside it.
    fn migration_copies(&self) -> Vec<PathBuf> {
        let stem = self.path().file_stem().unwrap_or_default();
        let begins = format!("{}.before-", stem.to_string_lossy());
        let folder = self.path().parent().unwrap_or(Path::new("."));
        named(folder, &|name| {
            name.starts_with(&begins) && name.ends_with(".lanyard")
        })
    }

    /// Deletes badges, tickets and lists that were made as files; `of` says whose, by the name of
    /// the file. Lists and reports that were exported are named, since they lie where somebody
    /// wanted them.
    fn delete_papers(
        &mut self,
        answer: &mut ErasedAnswer,
        of: &dyn Fn(&str) -> bool,
    ) -> Result<()> {
        let stem = self.path().file_stem().unwrap_or_default();
        let ours = format!("{}-", stem.to_string_lossy());
        let folder = self.path().parent().unwrap_or(Path::new("."));
        // What was to be printed and found no printer.
        let spool = |name: &str| name.starts_with(&ours) && name.ends_with(".pdf") && of(name);
        let mut files = named(folder, &spool);
        files.extend(named(&folder.join(format!("{ours}badges")), &|name| {
            of(name)
        }));
        let Made { papers, .. } = self.home.made(self.event.id)?;
        for paper in &papers {
            if paper.is_dir() {
                let drawn = |name: &str| {
                    // Half of one stays where a drawing was killed.
                    let whole = name.strip_suffix(out::PART).unwrap_or(name);
                    let ending = Path::new(whole).extension().unwrap_or_default();
                    let drawn = ["pdf", "png", "svg", "ics"]
                        .iter()
                        .any(|one| ending == *one);
                    // Of all guests; issuing again writes it again.
                    drawn && (of(name) || whole == ticket_files::ONE_FILE)
                };
                files.extend(named(paper, &drawn));
                // These name everybody too.
                let tables = [ticket_folder::MANIFEST, ticket_files::MADE_FROM];
                let tables = tables.map(|name| paper.join(name));
                files.extend(tables.into_iter().filter(|table| table.exists()));
            } else if paper.exists() {
                answer.left.push(format!(
                    "{} was exported from here; delete it, or export it again",
                    paper.display()
                ));
            }
        }
        for file in files {
            match fs::remove_file(&file) {
                Ok(()) => answer.files += 1,
                Err(_) => answer
                    .left
                    .push(format!("{} can’t be deleted; delete it", file.display())),
            }
        }
        Ok(())
    }

    fn today(&self) -> Date {
        self.event.day_of(self.now())
    }
}

/// Erases a guest's data, and keeps by what the next reading of a list knows not to bring them
/// back.
fn forget_guest(conn: &Connection, id: AttendeeId, at: Timestamp) -> Result<()> {
    // Whoever was merged is found under the id of the other.
    let guest = table::attendee::by_id(conn, id)?;
    if let Some(guest) = guest.filter(|guest| guest.id == id) {
        crate::import::forget(conn, &guest, at)?;
    }
    table::erase::guest(conn, id)?;
    Ok(())
}

fn erase_copy(path: &Path, erase: &impl Fn(&Connection) -> Result<()>) -> Result<()> {
    let mut copy = Store::open(path)?;
    copy.write(|conn| erase(conn))?;
    Ok(copy.forget_erased()?)
}

fn last_eight(id: AttendeeId) -> String {
    let id = id.to_string();
    id[id.len() - 8..].to_owned()
}

/// The files of a folder whose names are wanted.
fn named(folder: &Path, wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            path.is_file() && name.is_some_and(wanted)
        })
        .collect()
}
