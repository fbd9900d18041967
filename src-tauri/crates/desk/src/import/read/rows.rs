//! The rows of a list, read in a thread of its own.

use std::{
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use lanyard_exchange::list::{ListError, ListReader};

use super::{
    plan::{Plan, WithoutEmail},
    rejected::NotTaken,
    row::{Read, Reading, line, row_of},
    staged::Staged,
};
use crate::{DeskError, Result, import::bits::Bits};

/// How many rows go from thread to thread at once, and how many of those are on their way.
const BATCH: usize = 256;
const ON_THE_WAY: usize = 8;

/// What goes from the thread that reads.
enum Sent {
    Plan(Plan),
    Rows(Vec<Read>),
    Staged(Box<Staged>),
    Failed(DeskError),
}

/// The rows of a list, as they come.
pub(crate) struct Rows {
    pub(crate) plan: Plan,
    sent: Receiver<Sent>,
    staged: Option<Box<Staged>>,
}

impl Rows {
    /// The next few rows; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<Read>>> {
        match self.sent.recv() {
            Ok(Sent::Rows(rows)) => Ok(Some(rows)),
            Ok(Sent::Failed(error)) => Err(error),
            Ok(Sent::Staged(staged)) => {
                self.staged = Some(staged);
                Ok(None)
            }
            Ok(Sent::Plan(_)) | Err(_) => Ok(None),
        }
    }

    /// What is known of all rows, once they have been read.
    pub(crate) fn staged(&mut self) -> Result<Staged> {
        let staged = self.staged.take().ok_or(DeskError::NobodyReads)?;
        Ok(*staged)
    }
}

/// Reads a list in another thread, and gives those of its rows to `work` that are in `asked`; the
/// others are passed over.
pub(crate) fn read_some<T>(
    reading: Reading<'_>,
    asked: &Bits,
    work: impl FnOnce(&mut Rows) -> Result<T>,
) -> Result<T> {
    in_thread(reading, Does::Sends, Some(asked), work)
}

/// Reads a list in another thread, and gives all its rows to `work`; the other thread also takes
/// note of each, which [`Rows::staged`] has at the end.
pub(crate) fn read_and_stage<T>(
    reading: Reading<'_>,
    work: impl FnOnce(&mut Rows) -> Result<T>,
) -> Result<T> {
    in_thread(reading, Does::Both, None, work)
}

/// Takes note of all rows in another thread, while `work` does what only needs the plan.
pub(crate) fn stage<T>(
    reading: Reading<'_>,
    work: impl FnOnce(&Plan) -> Result<T>,
) -> Result<(Plan, Staged, T)> {
    in_thread(reading, Does::Stages, None, |rows| {
        let done = work(&rows.plan)?;
        while rows.next()?.is_some() {}
        Ok((rows.plan.clone(), rows.staged()?, done))
    })
}

/// What the thread that reads does with the rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Sends,
    Stages,
    Both,
}

fn in_thread<T>(
    reading: Reading<'_>,
    does: Does,
    asked: Option<&Bits>,
    work: impl FnOnce(&mut Rows) -> Result<T>,
) -> Result<T> {
    let (sender, sent) = sync_channel(ON_THE_WAY);
    thread::scope(|scope| {
        scope.spawn(move || {
            if let Err(error) = send_rows(reading, does, asked, &sender) {
                // Whoever hears nothing any more has an error already.
                let _ = sender.send(Sent::Failed(error));
            }
        });
        let plan = match sent.recv() {
            Ok(Sent::Plan(plan)) => plan,
            Ok(Sent::Failed(error)) => return Err(error),
            Ok(Sent::Rows(_) | Sent::Staged(_)) | Err(_) => return Err(DeskError::NobodyReads),
        };
        let mut rows = Rows {
            plan,
            sent,
            staged: None,
        };
        work(&mut rows)
        // What is left of the list is dropped with `rows`, which ends the thread.
    })
}

fn send_rows(
    reading: Reading<'_>,
    does: Does,
    asked: Option<&Bits>,
    sender: &SyncSender<Sent>,
) -> Result<()> {
    let mut reader = reading.list.read(reading.map, reading.columns)?;
    let mut plan = Plan::of(&reader);
    plan.without_email = WithoutEmail::of(&reader, reading.list, reading.map);
    let mut open = sender.send(Sent::Plan(plan.clone())).is_ok();
    let mut staged = Box::<Staged>::default();
    let mut last = false;
    let mut first = 0;
    let asked = |row| asked.is_none_or(|asked| asked.contains(row));
    while open && !last {
        let mut rows = Vec::with_capacity(BATCH);
        let failed = fill(&mut rows, &mut reader, &plan, reading, &|nth| {
            asked(first + nth)
        });
        first += u32::try_from(rows.len()).unwrap_or(0);
        last = rows.len() < BATCH;
        if does != Does::Sends {
            for read in &rows {
                staged.add(read)?;
            }
        }
        if does != Does::Stages {
            open = sender.send(Sent::Rows(rows)).is_ok();
        }
        failed?;
    }
    if does != Does::Sends && open {
        let _ = sender.send(Sent::Staged(staged));
    }
    Ok(())
}

fn fill(
    rows: &mut Vec<Read>,
    reader: &mut ListReader,
    plan: &Plan,
    reading: Reading<'_>,
    asked: &dyn Fn(u32) -> bool,
) -> std::result::Result<(), ListError> {
    let mut text = Vec::with_capacity(512);
    for nth in 0..BATCH {
        if !asked(nth as u32) {
            let Some(at) = reader.skip_row()? else {
                return Ok(());
            };
            rows.push(Err((line(at), None)));
            continue;
        }
        let Some(row) = reader.next_row()? else {
            return Ok(());
        };
        rows.push(match row {
            Ok(record) => row_of(record, plan, reading, &mut text),
            Err(rejected) => Err((line(rejected.line), Some(NotTaken::Row(rejected)))),
        });
    }
    Ok(())
}
