//! Personal data: on which day it goes, and taking it out, of one guest or of everybody.
//!
//! The log and the tickets stay, so the numbers do. Copies of the file that this user made are
//! erased with it, and so are those that lie beside it; files that this program can't look into
//! are named.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, Unit, civil::Date};
use lanyard_event::{AttendeeId, Status};
use lanyard_store::{Connection, Store, is_held, table};

use super::files::Made;
use crate::{
    Desk, DeskError, Result,
    answers::{ErasedAnswer, Erasure, GuestData, MailFilter, Unreached},
    format, out, ticket_files, ticket_folder,
};

/// How long before it happens an erasure is announced, in days.
const ANNOUNCED: i32 = 14;
/// What the name of an event file and of a copy beside it has in it: `event.lanyard.bak`.
const ENDING: &str = ".lanyard";

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
        let erased = match table::erase::named(conn)? {
            0 => table::event::erased_at(conn)?,
            _ => None,
        };
        Ok(Erasure {
            on: self.event.erase_on.map(format::long_day),
            days,
            erased_at: erased.map(|at| format::rfc3339(at, &self.event)),
        })
    }

    /// How many guests an erasure of everybody is about. What it could not reach is tried again
    /// when nobody is named any more: then it is all of them.
    pub(super) fn to_erase(&self) -> Result<u64> {
        let conn = self.store.read();
        Ok(match table::erase::named(conn)? {
            0 => table::attendee::count(conn)?,
            named => named,
        })
    }

    /// Erases everybody's personal data. `guests` must be how many the office says: whoever
    /// erases knows what.
    ///
    /// # Errors
    /// [`DeskError::OtherCount`]; the file can't be written.
    pub fn erase_all(&mut self, guests: u64) -> Result<ErasedAnswer> {
        let have = self.to_erase()?;
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
        self.delete_papers(&mut answer, &Whose::Everybody)?;
        // What comes in after this day is announced anew, and drawn anew.
        let mut made = self.home.made(self.event.id)?;
        let (announced, unfinished) = (made.announced.take(), made.unfinished.take());
        if announced.is_some() || unfinished.is_some() {
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
                for ticket in tickets.iter().filter(|one| one.holds()) {
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
        let whose = Whose::One {
            ids: ids.iter().map(ToString::to_string).collect(),
            marks,
        };
        self.delete_papers(&mut answer, &whose)?;
        let alike = alike.iter().map(ToString::to_string);
        answer
            .left
            .extend(alike.map(|guest| Unreached::Twin { guest }));
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
        let Made { papers, .. } = self.home.made(self.event.id)?;
        let papers = papers.into_iter().filter(|path| path.exists());
        let elsewhere = self.copies()?.into_iter().chain(papers);
        Ok(GuestData {
            json,
            elsewhere: elsewhere.map(|path| path.display().to_string()).collect(),
        })
    }

    /// What is erased here stays in free pages until they are given back.
    fn forget_erased(&mut self, answer: &mut ErasedAnswer) {
        if self.store.forget_erased().is_err() {
            answer.left.push(Unreached::FreeSpace);
        }
    }

    fn erase_copies(
        &mut self,
        answer: &mut ErasedAnswer,
        erase: impl Fn(&Connection) -> Result<()>,
    ) -> Result<()> {
        for path in &self.copies()? {
            let ours = Store::look(path, |conn| Ok(table::event::load(conn)?.id));
            let erased = match ours {
                Ok(id) if id == self.event.id => erase_copy(path, &erase),
                // Another event has taken the place of the copy.
                Ok(_) => continue,
                Err(error) => Err(error.into()),
            };
            match erased {
                Ok(()) => answer.copies += 1,
                Err(_) => answer.left.push(Unreached::Copy {
                    file: path.display().to_string(),
                }),
            }
        }
        Ok(())
    }

    /// The copies of the file: those that were made by this program, wherever they lie, and those
    /// beside the file that anybody made.
    fn copies(&self) -> Result<BTreeSet<PathBuf>> {
        // By whatever name, the file that is open is no copy of itself.
        let is_other = |path: &Path| path.exists() && !is_held(path);
        let is_ours = |path: &Path| {
            let id = Store::look(path, |conn| Ok(table::event::load(conn)?.id));
            id.is_ok_and(|id| id == self.event.id)
        };
        let Made { mut copies, .. } = self.home.made(self.event.id)?;
        copies.retain(|path| is_other(path));
        let stem = self.path().file_stem().unwrap_or_default();
        let migrated = format!("{}.before-", stem.to_string_lossy());
        for path in named(folder_of(self.path()), &may_be_copy) {
            let path = path.canonicalize().unwrap_or(path);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // What was made before a migration can't be looked into by this version.
            let is_migrated = name.starts_with(&migrated) && name.ends_with(ENDING);
            if is_other(&path) && (is_migrated || is_ours(&path)) {
                copies.insert(path);
            }
        }
        Ok(copies)
    }

    /// Deletes badges, tickets and lists that were made as files. Lists and reports that were
    /// exported are named, since they lie where somebody wanted them.
    fn delete_papers(&mut self, answer: &mut ErasedAnswer, whose: &Whose) -> Result<()> {
        let stem = self.path().file_stem().unwrap_or_default();
        let ours = format!("{}-", stem.to_string_lossy());
        let folder = folder_of(self.path());
        let of = |name: &str| whose.has_file(name);
        // What was to be printed and found no printer.
        let spool = |name: &str| name.starts_with(&ours) && name.ends_with(".pdf") && of(name);
        let mut files = named(folder, &spool);
        files.extend(named(&folder.join(format!("{ours}badges")), &of));
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
            } else if paper.exists() {
                answer.left.push(Unreached::Export {
                    file: paper.display().to_string(),
                });
            }
        }
        for file in files {
            match fs::remove_file(&file) {
                Ok(()) => answer.files += 1,
                Err(_) => answer.left.push(Unreached::File {
                    file: file.display().to_string(),
                }),
            }
        }
        // The lists of what lies there name people too.
        for folder in papers.iter().filter(|paper| paper.is_dir()) {
            if ticket_folder::strike(folder, |row| whose.has_row(row)).is_err() {
                answer.left.push(Unreached::File {
                    file: folder.join(ticket_folder::MANIFEST).display().to_string(),
                });
            }
        }
        Ok(())
    }

    fn today(&self) -> Date {
        self.event.day_of(self.now())
    }
}

/// Whose files are deleted.
enum Whose {
    Everybody,
    One {
        ids: Vec<String>,
        /// What the names of their files have in them.
        marks: Vec<String>,
    },
}

impl Whose {
    fn has_file(&self, name: &str) -> bool {
        match self {
            Self::Everybody => true,
            Self::One { marks, .. } => {
                let mut marks = marks.iter();
                marks.any(|mark| name.contains(&format!("-{mark}.")))
            }
        }
    }

    fn has_row(&self, [of, ..]: &ticket_folder::Row) -> bool {
        match self {
            Self::Everybody => true,
            Self::One { ids, .. } => ids.contains(of),
        }
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

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().unwrap_or(Path::new("."));
    match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    }
}

/// Whether a file may be a copy of an event file, `event.lanyard.bak`, by its name. What SQLite
/// keeps beside one is none, and must not be opened: to close it once more would drop SQLite's
/// locks.
fn may_be_copy(name: &str) -> bool {
    let beside = ["-wal", "-shm", "-journal"];
    name.contains(ENDING) && !beside.iter().any(|end| name.ends_with(end))
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
