//! Lists that come in.
//!
//! An import has three stages, each of which knows those before it and none behind it:
//!
//! - [`read`]: what the list says, row by row, in a thread of its own.
//! - [`sift`]: which rows are new, which are known, and whom the list has no more. Nothing is
//!   locked meanwhile.
//! - [`write`](mod@write): what that changes in the event file, in one transaction that keeps what
//!   was before.
//!
//! All of them speak of guests by digests ([`keys`]), many of which [`spill`] keeps in bounded
//! memory, and of rows by their numbers ([`bits`]). [`voices`] says what comes of what several
//! lists say of one guest, and [`twins`] which guests look like one.
//!
//! Faces call what stands on top: [`job`] takes a list in and [`ahead`] says what that would do,
//! which it has in words from [`shown`]. [`columns`] are what its columns are taken for, and
//! [`mapping`] remembers it. [`undo`] takes an import back, and [`merge`] makes one guest of two.
//! Where nobody is known yet, there is nothing to sift first, and the rows go in as they come.

mod ahead;
mod bits;
mod columns;
mod job;
mod keys;
mod mapping;
mod merge;
mod read;
mod shown;
mod sift;
mod spill;
mod stamp;
mod twins;
mod undo;
mod voices;
mod write;

use std::{cell::RefCell, path::Path};

use lanyard_event::{AttendeeId, Event, Rng, Ticket, TicketId, TicketState, TicketType};
use lanyard_exchange::list::{ListFile, Mapping, Place};
use lanyard_store::table;

pub use self::job::ImportJob;
pub(crate) use self::read::{forget, of_one_person};
pub(crate) use self::voices::comes;
use crate::{
    Desk, DeskError, Result,
    answers::{ImportAnswer, ImportPreview, ImportRequest, Missing},
    chosen::not_own,
    format,
};

impl Desk {
    /// Takes an attendee list in: the good rows go in, all at once, and the bad ones are reported.
    /// A row that says what it said before changes nothing. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// The list can't be read, or the event file can't be written; [`DeskError::ManyGone`]. Then
    /// nothing has changed.
    pub fn import(&mut self, list: &Path, map: &[Mapping], dry_run: bool) -> Result<ImportAnswer> {
        let job = self.import_job(list, map, Missing::Ask)?;
        if dry_run {
            return job.rehearse();
        }
        let answer = job.run()?;
        self.imported(&job)?;
        Ok(answer)
    }

    /// What taking in this list would do; nothing is written.
    ///
    /// # Errors
    /// It is no list, or the event file can't be read. What a mapping can mend is
    /// [`ImportPreview::problem`].
    pub fn preview_import(&mut self, list: &Path, map: &[Mapping]) -> Result<ImportPreview> {
        self.import_job(list, map, Missing::Ask)?.preview()
    }

    /// Takes note of what an import has written. Without this the desk notices too, as it does for
    /// another process, and only reads more than it must. Drop the job when the desk is free again:
    /// it tidies the file.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn imported(&mut self, job: &ImportJob) -> Result<()> {
        let done = job.done.take();
        let Some(done) = done.filter(|done| done.revision == self.facts.revision + 1) else {
            self.refresh()?;
            return Ok(());
        };
        self.reload_list()?;
        if done.revision != self.facts.revision {
            self.search.replaced();
        } else if let Some(making) = done.making {
            self.search.adopt(making, done.touched);
        } else {
            match done.touched {
                Some(touched) => touched.into_iter().for_each(|id| self.search.changed(id)),
                None => self.search.replaced(),
            }
        }
        self.tell(None);
        Ok(())
    }

    /// A list to be previewed or taken in without this desk, since both may take their time.
    /// [`Desk::imported`] is told when it is done.
    ///
    /// # Errors
    /// The event file can't be opened again; the list comes through a pipe that can't be read.
    pub fn import_job(
        &mut self,
        list: &Path,
        map: &[Mapping],
        missing: Missing,
    ) -> Result<ImportJob> {
        not_own(list)?;
        self.refresh()?;
        Ok(ImportJob {
            writer: self.store.writer()?,
            event: self.event.clone(),
            home: self.home.clone(),
            clock: self.clock.clone(),
            rng: self.rng.clone(),
            list: ListFile::at(list)?,
            map: map.to_vec(),
            missing,
            previewed: None,
            // Of a list beside others the index would lack the others.
            searched: self.search.is_used() && table::attendee::count(self.store.read())? == 0,
            done: RefCell::new(None),
        })
    }
}

impl ImportRequest {
    /// What it says of the columns.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPlace`].
    pub fn mappings(&self) -> Result<Vec<Mapping>> {
        let mapping = |one: &crate::answers::ColumnPlace| {
            let place = Place::of(&one.place);
            Ok(Mapping {
                column: one.column.clone(),
                place: place.ok_or_else(|| DeskError::NoSuchPlace(one.place.clone()))?,
            })
        };
        self.columns.iter().map(mapping).collect()
    }
}

impl Desk {
    /// Puts the lineup of a TOML file (its `[[slot]]` tables) in the place of the one there is,
    /// and gives how many slots it has.
    ///
    /// # Errors
    /// The file is refused, with line and reason; then nothing has changed.
    pub fn import_lineup(&mut self, file: &Path) -> Result<usize> {
        let text = crate::chosen::read_text(file)?;
        let lineup = lanyard_exchange::definition::parse_lineup(&text, &self.event);
        let lineup = lineup.map_err(|error| DeskError::Definition {
            path: file.to_owned(),
            error,
        })?;
        self.change(|conn| Ok(table::event::replace_lineup(conn, lineup.slots())?))?;
        Ok(self.event.lineup.slots().len())
    }
}

/// The ticket type of this name; without a name, the first.
pub(crate) fn ticket_type<'e>(event: &'e Event, name: &str) -> Result<&'e TicketType> {
    let found = match name {
        "" => event.ticket_types.first(),
        name => event.ticket_type_named(name),
    };
    found.ok_or_else(|| DeskError::NoSuchTicketType {
        name: name.to_owned(),
        have: format::list(event.ticket_types.iter().map(|kind| kind.name.as_str())),
    })
}

/// A ticket of this type for a guest.
pub(crate) fn new_ticket(attendee: AttendeeId, kind: &TicketType, rng: &dyn Rng) -> Ticket {
    Ticket {
        id: TicketId::new(rng),
        attendee,
        ticket_type: kind.id,
        admits: kind.admits,
        state: TicketState::Valid,
        due: None,
        stands_for: None,
    }
}
