//! What lies in a folder of tickets from the time before.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Component, Path},
};

use crate::{
    Result,
    out::{output, replace},
};

/// The file that lists whose tickets lie in a folder.
pub(crate) const MANIFEST: &str = "manifest.csv";
/// What each file of a folder was made from.
pub(crate) const MADE_FROM: &str = ".made-from.csv";
const COLUMNS: [&str; 4] = ["attendee_id", "name", "code", "file"];

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

/// Writes down what a folder holds and, as far as that is known, what each file was made from.
pub(crate) fn write(
    folder: &Path,
    rows: impl Iterator<Item = Row>,
    made_from: impl Iterator<Item = [String; 2]>,
) -> Result<()> {
    write_table(&folder.join(MANIFEST), COLUMNS, rows)?;
    write_table(&folder.join(MADE_FROM), ["file", "made_from"], made_from)
}

/// What each file that is done was made from; nothing where that is not known.
pub(crate) fn made_from(folder: &Path) -> HashMap<String, String> {
    let Ok(mut csv) = csv::Reader::from_path(folder.join(MADE_FROM)) else {
        return HashMap::new();
    };
    csv.records()
        .filter_map(|row| {
            let row = row.ok()?;
            Some((row.get(0)?.to_owned(), row.get(1)?.to_owned()))
        })
        .collect()
}

/// Lists no more whom `is_gone` names, nor what does not lie there any more. A folder with nothing
/// left to list keeps no list.
pub(crate) fn strike(folder: &Path, is_gone: impl Fn(&Row) -> bool) -> Result<()> {
    if !folder.join(MANIFEST).exists() && !folder.join(MADE_FROM).exists() {
        return Ok(());
    }
    let mut rows = listed(folder);
    rows.retain(|row| !is_gone(row) && folder.join(&row[3]).is_file());
    if rows.is_empty() {
        for table in [MANIFEST, MADE_FROM].map(|name| folder.join(name)) {
            if table.exists() {
                fs::remove_file(&table).map_err(|error| output(&table, error))?;
            }
        }
        return Ok(());
    }
    let known = made_from(folder);
    let marks = |[.., file]: &Row| Some([file.clone(), known.get(file)?.clone()]);
    let made_from: Vec<_> = rows.iter().filter_map(marks).collect();
    write(folder, rows.into_iter(), made_from.into_iter())
}

fn write_table<const N: usize>(
    path: &Path,
    columns: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<()> {
    let failed = |error: csv::Error| output(path, error.into());
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(columns).map_err(failed)?;
    for row in rows {
        csv.write_record(row).map_err(failed)?;
    }
    let bytes = csv
        .into_inner()
        .map_err(|error| output(path, error.into_error()))?;
    replace(path, &bytes)
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
pub(crate) fn is_ours(file: &str) -> bool {
    let mut parts = Path::new(file).components();
    let is_name = matches!(
        (parts.next(), parts.next()),
        (Some(Component::Normal(_)), None)
    );
    let end = Path::new(file).extension().and_then(|end| end.to_str());
    is_name && matches!(end, Some("pdf" | "png" | "svg" | "ics"))
}
