//! How far everybody's tickets are drawn, as the folders that they lie in tell.

use std::{
    collections::HashSet,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use lanyard_store::table;

use crate::{Desk, Result, answers::TicketsDrawn, ticket_folder};

impl Desk {
    /// How far everybody's tickets are drawn: what lies in the folder where drawing them was not
    /// brought to its end, else in the one in which most of them lie.
    ///
    /// # Errors
    /// The file or the data folder can't be read.
    pub fn drawn(&mut self) -> Result<TicketsDrawn> {
        self.refresh()?;
        let conn = self.store.read();
        let tickets = self.to_be_drawn()?;
        let mut codes = HashSet::new();
        for (ticket, _) in &tickets {
            codes.extend(table::ticket::code(conn, ticket.id)?);
        }
        let made = self.home.made(self.event.id)?;
        let unfinished = made.unfinished.filter(|folder| folder.is_dir());
        let is_unfinished = unfinished.is_some();
        let folders: Vec<PathBuf> = match unfinished {
            Some(folder) => vec![folder],
            None => made.papers.into_iter().filter(|it| it.is_dir()).collect(),
        };
        let counted = folders
            .into_iter()
            .map(|folder| (lying(&folder, &codes), folder));
        let most = counted.max_by_key(|(drawn, _)| *drawn);
        let most = most.filter(|(drawn, _)| *drawn > 0 || is_unfinished);
        Ok(TicketsDrawn {
            drawn: most.as_ref().map_or(0, |(drawn, _)| count(*drawn)),
            total: count(tickets.len()),
            folder: most.map(|(_, folder)| folder.display().to_string()),
            unfinished: is_unfinished,
        })
    }
}

/// How many of these codes a folder has a file of.
fn lying(folder: &Path, codes: &HashSet<String>) -> usize {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let files: HashSet<_> = files.map(|file| file.file_name()).collect();
    let listed = ticket_folder::listed(folder);
    let there: HashSet<_> = listed
        .iter()
        .filter(|[_, _, code, file]| codes.contains(code) && files.contains(OsStr::new(file)))
        .map(|[_, _, code, _]| code)
        .collect();
    there.len()
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
