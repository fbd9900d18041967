//! What this user's data folder knows of event files: which there are, and what was made of them.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use lanyard_event::EventId;
use lanyard_store::{Store, table};
use serde::{Deserialize, Serialize};

use crate::{
    Desk, Home, Result,
    answers::{EventFile, EventForm},
    tickets::slug,
};

/// How many event files are remembered.
const REMEMBERED: usize = 50;

/// What was made of an event file: where its people's data may lie too.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Made {
    /// Copies of the file.
    pub(crate) copies: BTreeSet<PathBuf>,
    /// Exports, reports, and folders of tickets and badges.
    pub(crate) papers: BTreeSet<PathBuf>,
    /// The folder into which everybody's tickets were being drawn, as long as some are missing.
    pub(crate) unfinished: Option<PathBuf>,
    /// For which day an erasure was announced, and on which; ISO 8601.
    pub(crate) announced: Option<(String, String)>,
}

impl Home {
    /// The event files that this user has made or had open, newest first; those that are gone are
    /// left out.
    ///
    /// # Errors
    /// The data folder can't be used.
    pub fn event_files(&self) -> Result<Vec<PathBuf>> {
        let mut files: Vec<PathBuf> = self.load(EVENTS)?.unwrap_or_default();
        files.retain(|file| file.is_file());
        Ok(files)
    }

    /// Where the event file of a new evening lies, if nobody says: in the data folder, named
    /// after it.
    pub fn file_for(&self, form: &EventForm) -> PathBuf {
        let name = format!("{}-{}", slug(&form.event.name), slug(&form.event.date));
        let mut path = self.folder().join(format!("{name}.lanyard"));
        let mut nth = 2;
        while path.exists() {
            path = self.folder().join(format!("{name}-{nth}.lanyard"));
            nth += 1;
        }
        path
    }

    /// Notes an event file as one of this user's.
    ///
    /// # Errors
    /// The data folder can't be used.
    pub fn note_event(&self, path: &Path) -> Result<()> {
        let mut files = self.event_files()?;
        files.retain(|file| file != path);
        files.insert(0, path.to_owned());
        files.truncate(REMEMBERED);
        self.save_again(EVENTS, &files)
    }

    pub(crate) fn made(&self, event: EventId) -> Result<Made> {
        Ok(self.load(&made_name(event))?.unwrap_or_default())
    }

    pub(crate) fn set_made(&self, event: EventId, made: &Made) -> Result<()> {
        self.save_again(&made_name(event), made)
    }

    /// Notes a file or folder that was written with what people said about themselves; gives
    /// whether it was not noted before.
    pub(crate) fn note_paper(&self, event: EventId, path: &Path) -> Result<bool> {
        self.note(event, path, |made| &mut made.papers)
    }

    /// Takes a note back: nothing was written there after all.
    pub(crate) fn forget_paper(&self, event: EventId, path: &Path) -> Result<()> {
        let mut made = self.made(event)?;
        if made.papers.remove(&whole_path(path)) {
            self.set_made(event, &made)?;
        }
        Ok(())
    }

    /// Notes that everybody's tickets are being drawn into a folder.
    pub(crate) fn begin_drawing(&self, event: EventId, folder: &Path) -> Result<()> {
        self.set_unfinished(event, Some(whole_path(folder)))
    }

    /// Takes that note back: all of them are drawn, or nothing came of it.
    pub(crate) fn end_drawing(&self, event: EventId) -> Result<()> {
        self.set_unfinished(event, None)
    }

    fn set_unfinished(&self, event: EventId, folder: Option<PathBuf>) -> Result<()> {
        let mut made = self.made(event)?;
        if made.unfinished != folder {
            made.unfinished = folder;
            self.set_made(event, &made)?;
        }
        Ok(())
    }

    /// Notes a copy of the event file.
    pub(crate) fn note_copy(&self, event: EventId, path: &Path) -> Result<()> {
        self.note(event, path, |made| &mut made.copies)?;
        Ok(())
    }

    fn note(
        &self,
        event: EventId,
        path: &Path,
        of: impl Fn(&mut Made) -> &mut BTreeSet<PathBuf>,
    ) -> Result<bool> {
        let mut made = self.made(event)?;
        let is_new = of(&mut made).insert(whole_path(path));
        if is_new {
            self.set_made(event, &made)?;
        }
        Ok(is_new)
    }
}

/// The next command may be given elsewhere.
fn whole_path(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}

impl Desk {
    /// Notes a file or folder that was written with what people said about themselves, so that
    /// an erasure reaches it or names it.
    ///
    /// # Errors
    /// The data folder can't be written.
    pub fn note_paper(&self, path: &Path) -> Result<()> {
        self.home.note_paper(self.event.id, path)?;
        Ok(())
    }

    /// The event files that this user has had open, newest first.
    ///
    /// # Errors
    /// The data folder can't be used.
    pub fn event_files(&self) -> Result<Vec<EventFile>> {
        let here = self.path().canonicalize().ok();
        let files = self.home.event_files()?.into_iter().filter_map(|path| {
            // What can't be read now is left out: it is none, or of a newer Lanyard.
            let event = Store::look(&path, table::event::load).ok()?;
            Some(EventFile {
                open: here.as_ref() == Some(&path),
                file: path.display().to_string(),
                name: event.name,
                series: event.series,
                date: event.date.to_string(),
            })
        });
        Ok(files.collect())
    }
}

const EVENTS: &str = "events.json";

fn made_name(event: EventId) -> String {
    format!("made/{event}.json")
}
