//! Rows whose code is another guest's. The guest keeps it; but a code that any list refuses admits
//! nobody, whoever has it here.

use lanyard_store::Connection;

use super::{
    counts::Counts,
    refused_codes::{RefusedCodes, code_taken},
    writing::Writing,
};
use crate::{
    Result,
    import::{
        read::{Reading, line, read_some},
        sift::Sifted,
    },
};

/// Says of the rows that were left out whose their codes are, and revokes what they and those that
/// got none refuse; without `writing` nothing is written.
pub(crate) fn settle_others_codes(
    reading: Reading<'_>,
    conn: &Connection,
    writing: Option<&Writing<'_>>,
    sifted: &Sifted,
    counts: &mut Counts,
) -> Result<()> {
    let mut asked = sifted.codes_taken.clone();
    asked.insert_all(&sifted.refused_codes);
    if asked.count() == 0 {
        return Ok(());
    }
    read_some(reading, &asked, |rows| {
        let mut number = 0;
        while let Some(some) = rows.next()? {
            for read in &some {
                if let Ok(row) = read {
                    let record = &row.record;
                    let left_out = !sifted.added.contains(number);
                    if left_out && sifted.codes_taken.contains(number) {
                        let why = code_taken(conn, None, &record.codes)?;
                        counts.refused(line(record.line), why, None);
                    }
                    for refused in RefusedCodes::of(conn, None, record)? {
                        counts.withdrawn(&refused);
                        writing.map_or(Ok(()), |writing| refused.write(writing))?;
                    }
                    if let Some(writing) = writing.filter(|_| !record.status.refuses()) {
                        writing.give_back(&record.codes)?;
                    }
                }
                number += 1;
            }
        }
        Ok(())
    })
}
