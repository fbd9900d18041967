//! The organiser's own templates, in the place of the built-in ones.

use rusqlite::{Connection, OptionalExtension};

use crate::Result;

/// The template of a paper, `ticket` or `badge`, as SVG.
///
/// # Errors
/// The file can't be read.
pub fn of(conn: &Connection, paper: &str) -> Result<Option<String>> {
    Ok(conn
        .prepare_cached("SELECT svg FROM template WHERE paper = ?")?
        .query_row([paper], |row| row.get(0))
        .optional()?)
}

/// Puts a template in the place of the built-in one, or takes it away.
///
/// # Errors
/// The file can't be written.
pub fn set(conn: &Connection, paper: &str, svg: Option<&str>) -> Result<()> {
    match svg {
        Some(svg) => conn.execute(
            "INSERT INTO template VALUES (?, ?) \
             ON CONFLICT (paper) DO UPDATE SET svg = excluded.svg",
            [paper, svg],
        )?,
        None => conn.execute("DELETE FROM template WHERE paper = ?", [paper])?,
    };
    Ok(())
}
