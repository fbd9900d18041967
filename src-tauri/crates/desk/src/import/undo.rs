use lanyard_store::{table, table::import::Remembered};

use super::{voices::Voices, write::Change};
use crate::{
    Desk, DeskError, Result,
    answers::{ImportView, UndoneImport},
    format,
};

impl Desk {
    /// The imports, newest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn imports(&self) -> Result<Vec<ImportView>> {
        let all = table::import::list(self.store.read())?;
        let now = self.now();
        let view = |one: &Remembered| ImportView {
            id: format::row(one.id),
            at: format::rfc3339(one.at, &self.event),
            clock: format::clock_or_day(one.at, now, &self.event),
            format: one.format.clone(),
            file: one.file.clone(),
            rows: one.done.rows,
            added: one.done.added,
            updated: one.done.updated,
            gone: one.done.gone,
            undone: one.undone_at.is_some(),
            undoable: undoable(&all, one).is_ok(),
        };
        Ok(all.iter().map(view).collect())
    }

    /// Takes an import back, or without `id` the newest that stands: whom it added goes, whom it
    /// changed is as before, who was gone is back. Whoever has a ticket or a badge of ours is marked
    /// as gone. Who has come since, or was edited here, stays, and so does what was edited.
    ///
    /// # Errors
    /// There is no such import, it was taken back already, or a newer one of its source stands.
    pub fn undo_import(&mut self, id: Option<i64>) -> Result<UndoneImport> {
        self.refresh()?;
        let at = self.now();
        let undone = self.change(|conn| {
            let all = table::import::list(conn)?;
            let import = match id {
                Some(id) => all.iter().find(|one| one.id == id),
                None => all
                    .iter()
                    .find(|one| one.undone_at.is_none() && one.list.is_some()),
            };
            let import = import.ok_or(match id {
                Some(id) => DeskError::NoSuchImport(id),
                None => DeskError::NothingToUndo,
            })?;
            undoable(&all, import)?;
            let merged = table::alias::told_by(conn, import.id)?;
            let said = merged.into_iter().map(|id| Ok((id, Voices::of(conn, id)?)));
            let said = said.collect::<Result<Vec<_>>>()?;
            let back = table::before::take_back(conn, import.id)?;
            for (id, before) in said {
                Change::of_lists(conn, id, &before)?.write_status(conn, import.id, at)?;
            }
            table::import::set_undone(conn, import.id, at)?;
            Ok(UndoneImport {
                import: format::row(import.id),
                file: import.file.clone(),
                removed: back.removed,
                marked: back.marked,
                kept: back.kept,
                restored: back.restored,
            })
        })?;
        Ok(undone)
    }
}

/// Whether an import can be taken back; `all` are all there are.
fn undoable(all: &[Remembered], import: &Remembered) -> Result<()> {
    if import.undone_at.is_some() {
        return Err(DeskError::ImportUndone(import.id));
    }
    if import.list.is_none() {
        // Made by an older Lanyard, which kept nothing of what was before.
        return Err(DeskError::ImportTooOld(import.id));
    }
    let newer = all.iter().find(|other| {
        other.id > import.id && other.format == import.format && other.undone_at.is_none()
    });
    match newer {
        Some(newer) => Err(DeskError::NewerImport {
            import: import.id,
            newer: newer.id,
        }),
        None => Ok(()),
    }
}
