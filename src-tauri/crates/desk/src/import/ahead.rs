//! What an import would do.

use lanyard_event::{Event, Status};
use lanyard_exchange::list::{Mapping, Place};
use lanyard_store::{Connection, table};

use super::{
    columns::Columns,
    job::ImportJob,
    read::{Forgotten, Plan, Row, line, read_some},
    shown,
    sift::{Dropped, Match, ToDo},
    stamp::Stamp,
    twins::on_two_lists,
    write::{Change, Counts, MOST_NAMED, Moves, Waits, note, settle_others_codes},
};
use crate::{
    DeskError, Result,
    answers::{ChangedGuest, ColumnPlace, ImportAnswer, ImportPreview, Missing},
};

/// So many guests who change are named.
const MOST_CHANGES: usize = 50;

impl ImportJob {
    /// What it would do; nothing is written, and nothing is locked.
    ///
    /// # Errors
    /// It is no list, or the event file can't be read. What a mapping can mend is
    /// [`ImportPreview::problem`].
    pub fn preview(&self) -> Result<ImportPreview> {
        let mut columns = self.columns()?;
        let problem = columns.look.problem.take();
        let mut preview = ImportPreview {
            stamp: Stamp::of(&self.list).word(),
            answer: columns.tell(ImportAnswer {
                dry_run: true,
                ..ImportAnswer::default()
            }),
            said: columns.map.iter().map(said).collect(),
            places: places(),
            sample: columns.look.sample.clone(),
            changes: Vec::new(),
            gone: Vec::new(),
            many_gone: false,
            problem: problem.map(|error| DeskError::from(error).into()),
        };
        if preview.problem.is_none() {
            let ahead = self
                .writer
                .read_at_once(|conn| self.look_ahead(conn, &columns, &mut preview));
            match ahead {
                Err(error @ DeskError::NoGuests(_)) => preview.problem = Some(error.into()),
                ahead => ahead?,
            }
        }
        preview.answer.past_erasure = self.past_erasure();
        Ok(preview)
    }

    /// As [`Self::preview`], its answer alone; an error is one here.
    ///
    /// # Errors
    /// The list can't be read.
    pub fn rehearse(&self) -> Result<ImportAnswer> {
        let columns = self.columns()?;
        if let Some(problem) = columns.look.problem {
            return Err(problem.into());
        }
        let preview = self.preview()?;
        match preview.problem {
            Some(_) => Err(DeskError::NoGuests(self.list.path().to_owned())),
            None => Ok(preview.answer),
        }
    }

    fn look_ahead(
        &self,
        conn: &Connection,
        columns: &Columns,
        preview: &mut ImportPreview,
    ) -> Result<()> {
        let forgotten = Forgotten::load(conn)?;
        let reading = self.reading(columns, &forgotten);
        let (sifted, _) = self.sift(conn, reading)?;
        if sifted.names_nobody(self.missing) {
            return Err(DeskError::NoGuests(self.list.path().to_owned()));
        }
        let mut names = self.names(conn, &sifted)?;
        let asked = sifted.to_be_shown(MOST_NAMED, !names.is_empty());
        let (mut counts, changes, mut twins) = read_some(reading, &asked, |rows| {
            let plan = rows.plan.clone();
            let mut ahead = Ahead {
                conn,
                event: &self.event,
                plan: &plan,
                list: table::import::list_of(conn, plan.source(), &sifted.mark)?,
                questions: known_questions(conn, &plan)?,
                counts: Counts::of(&sifted),
                moves: Moves::default(),
                changes: Vec::new(),
            };
            let mut twins = Vec::new();
            let mut to_do = ToDo::new(&sifted);
            while !to_do.is_over() || !names.is_empty() {
                let Some(some) = rows.next()? else { break };
                for read in &some {
                    let (found, twin) = to_do.next();
                    let Ok(row) = read else { continue };
                    if let Some(id) = twin.filter(|_| twins.len() < MOST_NAMED) {
                        twins.extend(on_two_lists(conn, id, None, plan.source())?);
                    }
                    match found {
                        Some(found) => ahead.change(found, row)?,
                        None => names.comes(&row.record.name, &row.record.email, None),
                    }
                }
            }
            for Waits { found, row, .. } in std::mem::take(&mut ahead.moves).settle(conn)? {
                ahead.change(found, &row)?;
            }
            Ok((ahead.counts, ahead.changes, twins))
        })?;
        preview.changes = changes;
        if sifted.go(self.missing) {
            let named = |names: &&[Dropped]| sifted.named.contains(&names[0].id);
            for names in sifted.leaving().filter(|names| !named(names)) {
                let change = Change::leaving(conn, columns.look.format.word(), names)?;
                counts.leaving(&change);
                let status = change.after.status;
                if status == Status::Gone && preview.gone.len() < MOST_NAMED {
                    preview.gone.push(note(&change, status));
                }
            }
        }
        settle_others_codes(reading, conn, None, &sifted, &mut counts)?;
        counts.look_elsewhere(conn, columns.look.format.word())?;
        twins.extend(counts.twins(conn)?);
        twins.extend(names.told(conn, MOST_NAMED)?);
        preview.many_gone = sifted.many_gone();
        preview.answer = columns.tell(ImportAnswer {
            twins,
            many_gone: preview.many_gone && self.missing == Missing::Ask,
            dry_run: true,
            spared: sifted.spared(self.missing),
            ..counts.answer(&self.event, sifted)
        });
        Ok(())
    }
}

/// What rows would change, as far as they have been looked at.
struct Ahead<'a> {
    conn: &'a Connection,
    event: &'a Event,
    plan: &'a Plan,
    list: Option<i64>,
    questions: Vec<i64>,
    counts: Counts,
    moves: Moves,
    changes: Vec<ChangedGuest>,
}

impl Ahead<'_> {
    /// Takes note of what would become of a guest whom the list knows, or lets the row wait.
    fn change(&mut self, found: Match, row: &Row) -> Result<()> {
        let line = line(row.record.line);
        match Change::of(
            self.conn,
            self.plan,
            self.event,
            &self.questions,
            self.list,
            found,
            row,
        )? {
            Ok(change) => {
                self.moves.let_go(&change);
                if change.is_any() && self.changes.len() < MOST_CHANGES {
                    self.changes.push(ChangedGuest {
                        id: change.before.id.to_string(),
                        name: change.before.name.clone(),
                        line,
                        fields: shown::fields(&change, self.event, self.plan, &self.questions),
                    });
                }
                self.counts.changed(&change);
            }
            Err(why) if self.moves.waits(found, row, found.id, &why) => {}
            Err(why) => self.counts.refused(line, why, Some(found.id)),
        }
        Ok(())
    }
}

/// The numbers of the list's questions; one that is not there yet has one that no question has.
fn known_questions(conn: &Connection, plan: &Plan) -> Result<Vec<i64>> {
    let all = table::question::list(conn)?;
    let number = |title: &String| {
        let known = all.iter().find(|question| question.title == *title);
        known.map_or(-1, |question| question.id)
    };
    Ok(plan.questions.iter().map(number).collect())
}

fn said(mapping: &Mapping) -> ColumnPlace {
    ColumnPlace {
        column: mapping.column.clone(),
        place: mapping.place.word().to_owned(),
    }
}

/// All that a column can be taken for.
fn places() -> Vec<String> {
    let fields = lanyard_exchange::list::Field::ALL.map(Place::Field);
    let others = [Place::Question, Place::LeftOut];
    let all = fields.into_iter().chain(others);
    all.map(|place| place.word().to_owned()).collect()
}
