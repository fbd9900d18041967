//! What lies in a folder of tickets from the time before.

use std::{
    collections::HashSet,
    fs,
    path::{Component, Path},
};

use lanyard_event::AttendeeId;

use crate::{Result, out::output, ticket_files::MANIFEST};

/// A row of a folder's manifest: whose ticket, their name, its code, its file.
pub(crate) type Row = [String; 4];

/// What the folder's manifest lists; nothing where there is none.
pub(crate) fn listed(folder: &Path) -> Vec<Row> {
    let Ok(mut csv) = csv::Reader::from_path(folder.join(MANIFEST)) else {
        return Vec::new();
    };
    let rows = csv.records().filter_map(|row| {
        let row = row.ok()?;
        let cell = |at: usize| row.get(at).map(str::to_owned);
        Some([cell(0)?, cell(1)?, cell(2)?, cell(3)?])
    });
    rows.collect()
}

/// Takes the files away that were listed and are none of `files` any more: their guests were
/// refused, renamed or given another ticket. Where not everybody is drawn, only those of the
/// guests who are `drawn` are looked at, and no file that is another's too. Gives how many.
pub(crate) fn take_away(
    folder: &Path,
    listed: &[Row],
    files: &HashSet<String>,
    drawn: Option<&HashSet<AttendeeId>>,
) -> Result<usize> {
    let is_drawn = |[guest, ..]: &&Row| {
        let Some(drawn) = drawn else { return true };
        let guest: Option<AttendeeId> = guest.parse().ok();
        guest.is_some_and(|guest| drawn.contains(&guest))
    };
    let others: HashSet<_> = listed
        .iter()
        .filter(|row| !is_drawn(row))
        .map(|[_, _, _, file]| file.as_str())
        .collect();
    let stale: HashSet<_> = listed
        .iter()
        .filter(is_drawn)
        .map(|[_, _, _, file]| file.as_str())
        .filter(|file| !files.contains(*file) && !others.contains(*file) && is_ours(file))
        .collect();
    let mut taken = 0;
    for file in stale {
        let path = folder.join(file);
        if path.is_file() {
            fs::remove_file(&path).map_err(|error| output(&path, error))?;
            taken += 1;
        }
    }
    Ok(taken)
}

/// Whether a name is one that a ticket's file has: a manifest that somebody has written into
/// leads to no other file, and out of no folder.
fn is_ours(file: &str) -> bool {
    let mut parts = Path::new(file).components();
    let is_name = matches!(
        (parts.next(), parts.next()),
        (Some(Component::Normal(_)), None)
    );
    let end = Path::new(file).extension().and_then(|end| end.to_str());
    is_name && matches!(end, Some("pdf" | "png" | "svg" | "ics"))
}
