use std::{cell::RefCell, sync::Arc};

use lanyard_event::{AttendeeId, Clock, Event, Rng, Status};
use lanyard_exchange::list::{Format, ListFile, Mapping};
use lanyard_store::{Connection, Writer, table};

use super::{
    columns::Columns,
    mapping,
    read::{Forgotten, Read, Reading, Rows, read_and_stage, read_some, stage},
    sift::{Guests, Sifted, ToDo},
    stamp::Stamp,
    twins::{Names, on_two_lists},
    write::{Counts, Ids, MOST_NAMED, Moves, Touched, Waits, Writing, nth, settle_others_codes},
};
use crate::{
    DeskError, Home, Result,
    answers::{ImportAnswer, Missing},
    format,
    search::{Answers, Builder, Feed, Guest, Making},
};

/// Where the guests have changed between the sifting and the writing, the list is sifted again;
/// after so many times while nobody else can write.
const SIFTINGS: u32 = 2;

/// A list to be taken in. It has a connection to the event file of its own, and does not keep the
/// desk from scanning: others wait only while the changes themselves are written.
pub struct ImportJob {
    pub(super) writer: Writer,
    pub(super) event: Event,
    pub(super) home: Home,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) rng: Arc<dyn Rng>,
    pub(super) list: ListFile,
    pub(super) map: Vec<Mapping>,
    pub(super) missing: Missing,
    /// What the file was like when it was previewed.
    pub(super) previewed: Option<String>,
    /// Whether a search index is wanted.
    pub(super) searched: bool,
    /// What the desk has to know once it is written.
    pub(super) done: RefCell<Option<Done>>,
}

/// What a desk has to know of an import.
pub(super) struct Done {
    /// The file's revision that it made.
    pub(super) revision: i64,
    /// Whom it changed, beside those in `making`; `None`: very many.
    pub(super) touched: Option<Vec<AttendeeId>>,
    /// The search index of a list of which nobody was known.
    pub(super) making: Option<Making>,
}

fn fill_index(builder: &mut Builder, rows: &[Read], first: u32, id: AttendeeId) {
    for (read, number) in rows.iter().zip(first..) {
        let Ok(row) = read else { continue };
        let record = &row.record;
        builder.add(&Guest {
            id: nth(id, number),
            name: &record.name,
            company: &record.company,
            email: &record.email,
            answers: Answers::Of(&record.answers),
            comes: record.status == Status::Confirmed,
        });
    }
}

impl std::fmt::Debug for ImportJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The file's name may be a guest's.
        f.debug_struct("ImportJob").finish_non_exhaustive()
    }
}

impl ImportJob {
    /// The same, of a file as it was previewed: [`crate::answers::ImportPreview::stamp`].
    #[must_use]
    pub fn as_previewed(self, previewed: Option<String>) -> Self {
        Self { previewed, ..self }
    }

    /// Takes the list in, in one transaction.
    ///
    /// # Errors
    /// The list can't be read, or is another than was previewed, or the event file can't be
    /// written; [`DeskError::ManyGone`]. Then nothing has changed.
    pub fn run(&self) -> Result<ImportAnswer> {
        let stamp = Stamp::of(&self.list).word();
        if self.previewed.as_ref().is_some_and(|seen| *seen != stamp) {
            return Err(DeskError::ListChanged);
        }
        let mut columns = self.columns()?;
        if let Some(problem) = columns.look.problem.take() {
            return Err(problem.into());
        }
        let plan_source = columns.look.format.word();
        let fresh = columns.look.format != Format::Lanyard
            && !self
                .writer
                .read_at_once(|conn| table::known::any(conn, plan_source))?;
        let answer = if fresh {
            let forgotten = self.writer.read_at_once(Forgotten::load)?;
            let done = read_and_stage(self.reading(&columns, &forgotten), |rows| {
                self.writer.write(|conn| {
                    // Another process may have been first.
                    if table::known::any(conn, plan_source)? {
                        return Ok(None);
                    }
                    let reading = self.reading(&columns, &forgotten);
                    self.write_new(conn, reading, rows).map(Some)
                })
            })?;
            match done {
                Some(answer) => answer,
                None => self.run_sifted(&columns)?,
            }
        } else {
            self.run_sifted(&columns)?
        };
        if !self.map.is_empty() {
            mapping::remember(&self.home, &self.event, &columns.look, &self.map)?;
        }
        Ok(ImportAnswer {
            past_erasure: self.past_erasure(),
            ..columns.tell(answer)
        })
    }

    /// The day of erasure, where it has come: what is taken in now is erased again.
    pub(super) fn past_erasure(&self) -> Option<String> {
        let today = self.event.day_of(self.clock.now());
        let on = self.event.erase_on.filter(|on| *on <= today)?;
        Some(format::long_day(on))
    }

    fn run_sifted(&self, columns: &Columns) -> Result<ImportAnswer> {
        for _ in 0..SIFTINGS {
            let (revision, forgotten, sifted) = self.writer.read_at_once(|conn| -> Result<_> {
                let revision = table::event::revision(conn)?;
                let forgotten = Forgotten::load(conn)?;
                let sifted = self.sift(conn, self.reading(columns, &forgotten))?;
                Ok((revision, forgotten, sifted))
            })?;
            let asked = sifted.0.to_be_written();
            let reading = self.reading(columns, &forgotten);
            let done = read_some(reading, &asked, |rows| {
                self.writer.write(|conn| {
                    if table::event::revision(conn)? != revision {
                        return Ok(None);
                    }
                    self.write_sifted(conn, reading, rows, &sifted).map(Some)
                })
            })?;
            if let Some(answer) = done {
                return Ok(answer);
            }
        }
        self.writer.write(|conn| {
            let forgotten = Forgotten::load(conn)?;
            let reading = self.reading(columns, &forgotten);
            let sifted = self.sift(conn, reading)?;
            let asked = sifted.0.to_be_written();
            read_some(reading, &asked, |rows| {
                self.write_sifted(conn, reading, rows, &sifted)
            })
        })
    }

    pub(super) fn reading<'a>(
        &'a self,
        columns: &'a Columns,
        forgotten: &'a Forgotten,
    ) -> Reading<'a> {
        Reading {
            list: &self.list,
            map: &columns.map,
            columns: &columns.look.columns,
            event: &self.event,
            forgotten,
        }
    }

    /// The columns as the request has them, or as somebody said the last time.
    pub(super) fn columns(&self) -> Result<Columns> {
        let first = self.list.look(&self.map)?;
        if !self.map.is_empty() {
            return Ok(Columns {
                look: first,
                map: self.map.clone(),
                remembered: false,
            });
        }
        let map = mapping::recall(&self.home, &self.event, &first)?;
        if map.is_empty() {
            return Ok(Columns {
                look: first,
                map,
                remembered: false,
            });
        }
        Ok(Columns {
            look: self.list.look(&map)?,
            map,
            remembered: true,
        })
    }

    pub(super) fn sift(&self, conn: &Connection, reading: Reading<'_>) -> Result<(Sifted, Stamp)> {
        let stamp = Stamp::of(reading.list);
        let (plan, staged, guests) = stage(reading, |plan| Guests::of(conn, plan))?;
        Ok((staged.sift(conn, &plan, guests)?, stamp))
    }

    /// The names of those who are gone by a list.
    pub(super) fn names(&self, conn: &Connection, sifted: &Sifted) -> Result<Names> {
        let gone = sifted.go(self.missing) && sifted.added.count() > 0;
        Names::gone(conn, if gone { &sifted.gone } else { &[] })
    }

    /// Writes the rows of a list of whose source nobody is known yet, as they come.
    fn write_new(
        &self,
        conn: &Connection,
        reading: Reading<'_>,
        rows: &mut Rows,
    ) -> Result<ImportAnswer> {
        let plan = rows.plan.clone();
        let (clock, rng) = (self.clock.as_ref(), self.rng.as_ref());
        let writing = Writing::begin(conn, &self.event, &plan, &plan.mark, clock, rng)?;
        let mut ids = Ids::new(most_rows(&self.list), clock, rng);
        let mut bulk = table::bulk::Insert::new(conn, writing.said())?;
        let feed = self.searched.then(Feed::start);
        let mut number = 0;
        while let Some(some) = rows.next()? {
            let first = number;
            let mut new = Vec::with_capacity(some.len());
            for read in &some {
                if let Ok(row) = read {
                    new.push(writing.guest(&mut ids, number, row, true)?);
                }
                number += 1;
            }
            bulk.add(&new)?;
            drop(new);
            if let Some(feed) = &feed {
                let id = ids.attendee(0);
                feed.send(Box::new(move |builder| {
                    fill_index(builder, &some, first, id)
                }));
            }
        }
        let making = feed.map(Feed::end);
        let guests = Guests::none(conn, &plan)?;
        let sifted = rows.staged()?.sift(conn, &plan, guests)?;
        if sifted.names_nobody(self.missing) {
            return Err(DeskError::NoGuests(self.list.path().to_owned()));
        }
        let mut touched = Touched::default();
        for row in &sifted.twice {
            touched.add(ids.attendee(*row));
        }
        let twice = sifted.twice.iter().map(|row| ids.attendee(*row));
        let codeless = sifted.codes_taken.rows().map(|row| ids.attendee(row));
        bulk.finish(twice, codeless)?;
        let mut counts = Counts::of(&sifted);
        settle_others_codes(reading, conn, Some(&writing), &sifted, &mut counts)?;
        let answer = self.finish(&writing, counts, sifted, &ids)?;
        self.note(conn, touched, making)?;
        Ok(answer)
    }

    /// Writes what is to be written of a list that was sifted.
    fn write_sifted(
        &self,
        conn: &Connection,
        reading: Reading<'_>,
        rows: &mut Rows,
        (sifted, before): &(Sifted, Stamp),
    ) -> Result<ImportAnswer> {
        let plan = rows.plan.clone();
        if sifted.names_nobody(self.missing) {
            return Err(DeskError::NoGuests(self.list.path().to_owned()));
        }
        if sifted.many_gone() && self.missing == Missing::Ask {
            return Err(DeskError::ManyGone {
                gone: sifted.gone.len(),
                of: sifted.listed,
            });
        }
        let (clock, rng) = (self.clock.as_ref(), self.rng.as_ref());
        let writing = Writing::begin(conn, &self.event, &plan, &sifted.mark, clock, rng)?;
        if let Some(mark) = &sifted.new_mark
            && !(sifted.unsure && self.missing == Missing::Stay)
        {
            table::import::set_mark(conn, writing.list, mark)?;
        }
        let mut ids = Ids::new(most_rows(&self.list), clock, rng);
        let mut bulk = table::bulk::Insert::new(conn, writing.said())?;
        let mut counts = Counts::of(sifted);
        let mut to_do = ToDo::new(sifted);
        let mut names = self.names(conn, sifted)?;
        let mut touched = Touched::default();
        let mut moves = Moves::default();
        let mut number = 0;
        while let Some(some) = rows.next()? {
            let mut new = Vec::with_capacity(some.len());
            for read in &some {
                let (found, _) = to_do.next();
                if let Ok(row) = read {
                    let id = ids.attendee(number);
                    if sifted.added.contains(number) {
                        let coded = !sifted.codes_taken.contains(number);
                        new.push(writing.guest(&mut ids, number, row, coded)?);
                        touched.add(id);
                        names.comes(&row.record.name, &row.record.email, Some(id));
                    } else if let Some(found) = found {
                        writing.change(found, row, &mut counts, id, &mut moves)?;
                        touched.add(found.id);
                    }
                }
                number += 1;
            }
            bulk.add(&new)?;
        }
        if number != sifted.rows || *before != Stamp::of(&self.list) {
            return Err(DeskError::ListChanged);
        }
        bulk.finish(std::iter::empty(), std::iter::empty())?;
        let waiting = moves.settle(conn)?;
        writing.free_codes(&waiting)?;
        let mut none = Moves::default();
        for Waits { found, row, was } in waiting {
            writing.change(found, &row, &mut counts, was, &mut none)?;
        }
        if sifted.go(self.missing) {
            writing.leave(sifted, &mut counts, &mut touched)?;
        }
        settle_others_codes(reading, conn, Some(&writing), sifted, &mut counts)?;
        let mut answer = self.finish(&writing, counts, sifted.clone(), &ids)?;
        answer.twins.extend(names.told(conn, MOST_NAMED)?);
        self.note(conn, touched, None)?;
        Ok(answer)
    }

    /// Keeps for the desk what it has to know of this.
    fn note(&self, conn: &Connection, touched: Touched, making: Option<Making>) -> Result<()> {
        table::event::revise(conn)?;
        self.done.replace(Some(Done {
            revision: table::event::revision(conn)?,
            touched: touched.ids(),
            making,
        }));
        Ok(())
    }

    fn finish(
        &self,
        writing: &Writing<'_>,
        mut counts: Counts,
        sifted: Sifted,
        ids: &Ids<'_>,
    ) -> Result<ImportAnswer> {
        let conn = writing.conn;
        let mut twins = Vec::new();
        for (row, other) in sifted.twins.iter().take(MOST_NAMED) {
            let new = Some(ids.attendee(*row));
            twins.extend(on_two_lists(conn, *other, new, writing.plan.source())?);
        }
        counts.look_elsewhere(conn, writing.plan.source())?;
        twins.extend(counts.twins(conn)?);
        let answer = ImportAnswer {
            twins,
            import: u32::try_from(writing.import).ok(),
            spared: sifted.spared(self.missing),
            ..counts.answer(&self.event, sifted)
        };
        let done = table::import::Done {
            rows: answer.rows,
            added: answer.added,
            updated: answer.updated,
            unchanged: answer.unchanged,
            gone: answer.gone,
        };
        let file = self.list.path().file_name().unwrap_or_default();
        let file = file.to_string_lossy();
        table::import::finish(conn, writing.import, &file, writing.list, done)?;
        Ok(answer)
    }
}

/// More rows than this a file can't have: one needs a name and a line's end.
fn most_rows(list: &ListFile) -> u64 {
    list.size().map_or(u64::MAX, |size| size / 2)
}
