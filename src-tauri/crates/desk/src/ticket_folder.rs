//! What lies in a folder of tickets from the time before.

use std::{
    collections::HashSet,
    fs,
    path::{Component, Path},
};

use crate::{Result, out::output};

/// The file that lists whose tickets lie in a folder.
pub(crate) const MANIFEST: &str = "manifest.csv";

/// A row of the manifest: whose ticket, their name, its code, its file.
pub(crate) type Row = [String; 4];

/// What a folder's manifest lists; nothing where there is none.
pub(crate) fn listed(folder: &Path) -> Vec<Row> {
    let Ok(mut csv) = csv::Reader::from_path(folder.join(MANIFEST)) else {
        return Vec::new();
    };
    csv.records()
        .filter_map(|row| {
            let row = row.ok()?;
            let cell = |at: usize| row.get(at).map(str::to_owned);
            Some([cell(0)?, cell(1)?, cell(2)?, cell(3)?])
        })
        .collect()
}

/// Takes the files away that the manifest listed `before` and lists no more: their guests were
/// refused, renamed or given another ticket. Gives how many.
pub(crate) fn take_away(folder: &Path, before: &[Row]) -> Result<usize> {
    let now = listed(folder);
    let listed: HashSet<_> = now.iter().map(|[.., file]| file).collect();
    let files = before.iter().map(|[.., file]| file);
    let stale: HashSet<_> = files
        .filter(|file| !listed.contains(file) && is_ours(file))
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
